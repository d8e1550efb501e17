"""Questions a finished package: runs `self-test` of the program inside and looks at its answers.

    python3 packaging/check_bundle.py PROGRAM-OR-FOLDER [--strict]

With `--strict`, as for a release, a SQLite that may damage a file fails too.
"""

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from steps import TaskError, say

_PATIENCE_S = 300
_ASKED = ("Modules", "Files of the program", "The Ukrainian language", "Certificates", "Data file",
          "Recordings", "Playing", "Password store", "Pages", "A campaign")  # fmt: skip

Report = Mapping[str, Any]
NOTHING: Mapping[str, str] = {}


def main(arguments: Sequence[str]) -> int:
    """Question one program; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("program", type=Path)
    parser.add_argument("--strict", action="store_true")
    chosen = parser.parse_args(arguments)
    try:
        report = question(program_in(chosen.program), chosen.strict)
    except TaskError as error:
        say(str(error))
        return error.code
    say(table(report))
    return 0


def program_in(place: Path) -> Path:
    """Return the program with a terminal inside a folder, an .app, or the program itself."""
    if place.is_file():
        return place
    for inside in ("alphasms-desktop.exe", "alphasms-desktop", "Contents/MacOS/alphasms-desktop"):
        if (place / inside).is_file():
            return place / inside
    raise TaskError(f"There is no program in {place}.", 2)


def question(
    program: Path, is_strict: bool = False, variables: Mapping[str, str] = NOTHING
) -> Report:
    """Run the self-test and return its answers; raises TaskError where something is wrong."""
    # A packed program has to bring everything along: nothing of this environment helps it.
    ours = ("PYTHON", "VIRTUAL_ENV", "QT_", "IMAGEIO_", "LD_LIBRARY_PATH")
    names = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    names.update(variables)
    done = subprocess.run(
        [str(program), "self-test", "--json", "--language", "en"],
        env=names,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        timeout=_PATIENCE_S,
        check=False,
    )
    return answers(done.stdout, done.stderr, done.returncode, is_strict)


def answers(output: str, errors: str, code: int, is_strict: bool = False) -> Report:
    """Return the answers of a self-test that has ended; raises TaskError where some are wrong."""
    try:
        report: Report = json.loads(output.strip().splitlines()[-1])
    except (IndexError, ValueError) as error:
        said = f"{output}\n{errors}".strip()
        raise TaskError(f"{said}\n\nIt ended with {code} and no answers.") from error
    if complaints := wrong_with(report, is_strict):
        shown = "\n".join(("What is wrong:", *complaints))
        raise TaskError(f"{table(report)}\n\n{shown}\n\n{errors.strip()}")
    if code:
        raise TaskError(f"All is well, it says, and yet it ended with {code}.")
    return report


def wrong_with(report: Report, is_strict: bool = False) -> list[str]:
    """Return what is wrong with the answers, a line each."""
    results = {one["name"]: one for one in report["checks"]}
    wrong = [f"not asked: {name}" for name in _ASKED if name not in results]
    wrong += [f"{n}: {one['detail']}" for n, one in results.items() if one["result"] == "failed"]
    if is_strict and results.get("Data file", {}).get("result") != "ok":
        wrong.append("a release needs a Python with SQLite 3.51.3 (or 3.50.7) or newer")
    if is_strict and not report["packed"]:
        wrong.append("this is not a packed program")
    return wrong


def table(report: Report) -> str:
    """Return the answers as lines."""
    lines = [
        f"  {one['name']:22} {one['result']:7} {one['seconds']:6.1f} s  {one['detail']}"
        for one in report["checks"]
    ]
    head = f"AlphaSMS Desktop {report['version']}, {report['system']}"
    return "\n".join([head, *lines])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
