"""Do wheels exist for every system and Python that the program promises: asked, not assumed.

    python3 packaging/check_wheels.py

Takes `uv` from the path, else installs it into a temporary environment.
"""

import shutil
import sys
import tempfile
import venv
from collections.abc import Callable, Sequence
from pathlib import Path

from steps import TaskError, run_hidden, run_or_stop, say, step

ROOT = Path(__file__).resolve().parent.parent
SYSTEMS = {
    "Windows x64": "x86_64-pc-windows-msvc",
    "macOS arm64": "aarch64-apple-darwin",
    "macOS x86-64": "x86_64-apple-darwin",
    "Linux x64": "x86_64-manylinux_2_34",
    "Linux arm64": "aarch64-manylinux_2_39",
}
PYTHONS = ("3.11", "3.12", "3.13", "3.14")
_ONLY_AS_SOURCES = "docopt"
"""Pure Python without a wheel of its own; pip makes one in a second, with no compiler."""

Run = Callable[[Sequence[str]], tuple[int, str]]


def command(uv: str, platform: str, python: str) -> list[str]:
    """Return the command line that resolves the program's needs for a system and a Python."""
    wheels = ("--only-binary", ":all:", "--no-binary", _ONLY_AS_SOURCES)
    for_whom = ("--python-platform", platform, "--python-version", python)
    return [uv, "pip", "compile", "--quiet", *wheels, *for_whom, str(ROOT / "pyproject.toml")]


def check(uv: str, run: Run = run_hidden) -> list[str]:
    """Ask for each system and Python; returns those without, with the reason."""
    without = []
    for system, platform in SYSTEMS.items():
        for python in PYTHONS:
            code, said = run(command(uv, platform, python))
            pins = sum("==" in line for line in said.splitlines())
            say(f"  {system:13} Python {python:5} {f'{pins} wheels' if not code else 'MISSING'}")
            if code:
                without.append(f"{system}, Python {python}:\n{said.strip()}")
    return without


def main() -> int:
    """Ask; returns the exit code."""
    with tempfile.TemporaryDirectory(prefix="alphasms-uv-") as folder:
        without = check(_uv(Path(folder)))
    if without:
        raise TaskError("\n\n".join(without))
    return 0


def _uv(folder: Path) -> str:
    if found := shutil.which("uv"):
        return found
    with step("Installing uv for a moment"):
        venv.create(folder / "env", with_pip=True)
        scripts = folder / "env" / ("Scripts" if sys.platform == "win32" else "bin")
        run_or_stop([str(scripts / "python"), "-m", "pip", "install", "--quiet", "uv"])
    return str(scripts / "uv")


if __name__ == "__main__":
    try:
        sys.exit(main())
    except TaskError as error:
        sys.exit(str(error))
