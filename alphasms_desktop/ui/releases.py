"""The page where new versions are found; only a browser goes there, and only when asked."""

import json
from pathlib import Path

from alphasms_desktop import paths

HOME = "https://alphasms.ua"
"""Where somebody with a program from its sources is led; a package knows its own page."""


def releases_url(folder: Path | None = None) -> str:
    """Return the address of the releases, as the build has noted it."""
    note = (folder or paths.resources()) / "release.json"
    try:
        told = json.loads(note.read_text(encoding="utf-8"))["releases_url"]
    except (OSError, ValueError, KeyError, TypeError):
        return HOME
    return told if isinstance(told, str) and told.startswith("https://") else HOME
