"""The project's `.venv`: made, filled from the lock, and left alone while nothing has changed."""

import contextlib
import hashlib
import json
import os
import sys
import sysconfig
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

import catalogues
import system_packages
from steps import TaskError, run_hidden, run_or_stop, say, step, words_of_failure

LOCK = Path("packaging") / "requirements.lock"
_NOTES = "setup-notes.json"
_UNFINISHED = "setup-unfinished"
_PROBE = (
    "import importlib.util, sys; print('%d.%d' % sys.version_info[:2]);"
    "sys.exit(importlib.util.find_spec('pip') is None)"
)
_QT = "from PySide6 import QtCharts, QtMultimedia, QtNetwork, QtSvg, QtWidgets"

_ONLY_AS_SOURCES = "alphasms-client,docopt"
"""Pure Python that is published as sources alone: a client of the service, against which the
sandbox is tested, and what num2words asks for."""


def prepare(root: Path) -> None:
    """Get everything ready; what is ready already is not touched."""
    began = time.monotonic()
    with _one_at_a_time(root):
        needed = needs(root)
        _make(root, needed)
        noted = _read_notes(root)
        if noted.get("lock") != needed["lock"]:
            noted = _install_lock(root, needed)
        if noted.get("project") != needed["project"]:
            noted = _install_project(root, noted, needed)
        _compile_catalogues(root)
    say(f"Everything is ready ({time.monotonic() - began:.1f} s).")


def python_of(root: Path) -> Path:
    """Return the Python of the project's environment."""
    return tool_of(root, "python")


def tool_of(root: Path, name: str) -> Path:
    """Return a program of the project's environment."""
    if sys.platform == "win32":
        return root / ".venv" / "Scripts" / f"{name}.exe"
    return root / ".venv" / "bin" / name


def needs(root: Path) -> dict[str, str]:
    """Return what the environment has to be made from, in the form in which it is noted."""
    return {
        "place": str(root),
        "python": f"{sys.version_info[0]}.{sys.version_info[1]}",
        "lock": _digest(root / LOCK),
        "project": _digest(root / "pyproject.toml"),
    }


def reason_to_rebuild(
    python: str | None, unfinished: bool, noted: Mapping[str, str], needed: Mapping[str, str]
) -> str | None:
    """Return why an environment cannot be kept; None when it can, though perhaps be added to.

    `python` is the version that its Python tells, None when it does not start.
    """
    if unfinished:
        return "the last installation was interrupted"
    if python is None:
        return "its Python does not start"
    if python != needed["python"]:
        return f"it is for Python {python}"
    if noted.get("place", needed["place"]) != needed["place"]:
        return "the project was somewhere else then"
    return None


def _make(root: Path, needed: Mapping[str, str]) -> None:
    venv = root / ".venv"
    unfinished = (venv / _UNFINISHED).exists()
    reason = None
    if venv.exists():
        reason = reason_to_rebuild(_asked_python(root), unfinished, _read_notes(root), needed)
    to_be_made = reason is not None or not venv.exists()
    system_packages.provide(to_be_made)
    if to_be_made:
        what = f"Making .venv again, as {reason}" if reason else "Making .venv"
        # Seen from within another environment, the new one still stands on the system's Python.
        python = str(getattr(sys, "_base_executable", None) or sys.executable)
        with step(what):
            run_or_stop([python, "-m", "venv", "--clear", str(venv)])


def _asked_python(root: Path) -> str | None:
    code, output = run_hidden([str(python_of(root)), "-c", _PROBE])
    return None if code else output.strip()


def _install_lock(root: Path, needed: Mapping[str, str]) -> dict[str, str]:
    _write_notes(root, {})
    unfinished = root / ".venv" / _UNFINISHED
    unfinished.touch()
    with step("Installing the locked packages (minutes, the first time)"):
        wheels = ("--only-binary", ":all:", "--no-binary", _ONLY_AS_SOURCES)
        command = _pip(root, "--require-hashes", *wheels, "-r", str(LOCK))
        code, output = run_hidden(command, root)
        # pip that fails has put everything back; pip that was killed has not, and the file stays.
        if code >= 0:
            unfinished.unlink()
        if code:
            raise TaskError(words_of_failure(command, output))
    with step("Starting Qt"):
        _start_qt(root)
    return _write_notes(root, {"place": needed["place"], "lock": needed["lock"]})


def _install_project(
    root: Path, noted: Mapping[str, str], needed: Mapping[str, str]
) -> dict[str, str]:
    with step("Installing the program from its sources"):
        run_or_stop(_pip(root, "--no-deps", "--no-build-isolation", "-e", "."), root)
        purelib = {"base": str(root / ".venv"), "platbase": str(root / ".venv")}
        make_link_plain(Path(sysconfig.get_path("purelib", "venv", purelib)), root)
    return _write_notes(root, {**noted, "project": needed["project"]})


def make_link_plain(site: Path, root: Path) -> None:
    """Write the link from the environment to the sources without the letters of the path.

    It is written in UTF-8, but read in the encoding of the system by Python before 3.13: on most
    Windows computers a folder with a Cyrillic name would not be found.
    """
    for link in site.glob("*alphasms_desktop*.pth"):
        if not link.read_bytes().isascii():
            link.write_text(os.path.relpath(root, site), encoding="ascii")


def _pip(root: Path, *arguments: str) -> list[str]:
    pip = [str(python_of(root)), "-m", "pip", "--disable-pip-version-check", "install"]
    return [*pip, *arguments]


def _start_qt(root: Path) -> None:
    code, output = run_hidden([str(python_of(root)), "-c", _QT])
    if code:
        raise TaskError(words_about_qt(output, system_packages.missing_libraries()), 2)


def words_about_qt(output: str, missing: list[system_packages.Library]) -> str:
    """Return what to tell when Qt does not start, with the libraries that were not found."""
    lines = [f"  {library.file:20} for {library.why}" for library in missing]
    found = ["These libraries were not found on this system:", *lines, ""] if lines else []
    last = output.strip().splitlines()[-1:]
    return "\n".join(["Qt does not start.", *found, *last])


def _compile_catalogues(root: Path) -> None:
    if catalogues.stale(root):
        with step("Compiling the translations"):
            run_or_stop([str(python_of(root)), catalogues.__file__], root)


@contextlib.contextmanager
def _one_at_a_time(root: Path) -> Iterator[None]:
    """Wait while another setup works in this folder; Windows has no locks on folders."""
    if sys.platform == "win32":
        yield
        return
    import fcntl

    folder = os.open(root, os.O_RDONLY)
    try:
        try:
            fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            with step("Waiting for another setup in this folder"):
                fcntl.flock(folder, fcntl.LOCK_EX)
        except OSError:
            say("This file system has no locks: let no other setup run in this folder now.")
        yield
    finally:
        os.close(folder)


def _read_notes(root: Path) -> dict[str, str]:
    try:
        notes = json.loads((root / ".venv" / _NOTES).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return notes if isinstance(notes, dict) else {}


def _write_notes(root: Path, notes: dict[str, str]) -> dict[str, str]:
    (root / ".venv" / _NOTES).write_text(json.dumps(notes, indent=1), encoding="utf-8")
    return notes


def _digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()
