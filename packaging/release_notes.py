"""Prints what CHANGELOG.md says of the version that is being released.

    python3 packaging/release_notes.py [TAG]

A version without a section of its own is told by what stands under Unreleased. A tag that is not
that of the version is refused: the packages would bear another name than their page.
"""

import re
import sys
from pathlib import Path

import build

ROOT = Path(__file__).resolve().parent.parent


def notes(changelog: str, version: str) -> str:
    """Return the section of a version, without its heading; empty where there is none."""
    sections = re.split(r"^## \[", changelog, flags=re.MULTILINE)[1:]
    by_name = {one.partition("]")[0]: one.partition("\n")[2].strip() for one in sections}
    return by_name.get(version) or by_name.get("Unreleased", "")


def main(arguments: list[str]) -> int:
    """Print them; returns the exit code."""
    version = build.version_of(ROOT)
    if arguments and arguments[0] != f"v{version}":
        sys.stderr.write(f"The version is {version}, its tag v{version}, not {arguments[0]}.\n")
        return 1
    told = notes((ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), version)
    sys.stdout.write(told + "\n")
    return 0 if told else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
