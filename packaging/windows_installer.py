"""The installer for Windows, made by NSIS; on Debian its package `nsis` does the same."""

import os
import shutil
import sys
from pathlib import Path

from steps import TaskError, run_or_stop
from version_resource import four_numbers


def build(root: Path, packed: Path, out: Path, version: str) -> Path:
    """Make the installer of a packed program; returns its file."""
    compiler = compiler_here()
    if compiler is None:
        raise TaskError("The installer is made by NSIS, and makensis is not here.", 2)
    file = out / f"AlphaSMS-Desktop-{version}-setup.exe"
    names = {
        "VERSION": version,
        "NUMBERS": ".".join(str(number) for number in four_numbers(version)),
        "SOURCE": str(packed),
        "OUT": str(file),
        "ICON": str(root / "resources" / "icons" / "program.ico"),
        "SIDE": str(root / "packaging" / "windows" / "side.bmp"),
    }
    # Windows knows another sign for options.
    sign = "/" if sys.platform == "win32" else "-"
    defined = [f"{sign}D{name}={value}" for name, value in names.items()]
    script = str(root / "packaging" / "windows" / "installer.nsi")
    # Warnings are errors: a sentence that one language lacks would be an empty box.
    run_or_stop(
        [compiler, f"{sign}V2", f"{sign}WX", f"{sign}INPUTCHARSET", "UTF8", *defined, script]
    )
    return file


def compiler_here() -> str | None:
    """Return NSIS's compiler, or None where it is not installed."""
    if found := shutil.which("makensis"):
        return found
    usual = Path(os.environ.get("PROGRAMFILES(X86)", ""), "NSIS", "makensis.exe")
    return str(usual) if usual.is_file() else None
