"""The system packages that Qt and venv need on Debian and Ubuntu: found, explained, installed."""

import ctypes
import importlib.util
import os
import shutil
import sys
from collections.abc import Callable, Collection, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from steps import TaskError, run_hidden, say, step

Run = Callable[[Sequence[str]], tuple[int, str]]


class Library(NamedTuple):
    """A shared library that Qt loads, and the package of Debian that has it."""

    package: str
    file: str
    why: str


# Enough to draw windows off screen and to play sound; the libraries of a desktop are not in it.
LIBRARIES = (
    Library("libgl1", "libGL.so.1", "drawing (OpenGL)"),
    Library("libegl1", "libEGL.so.1", "drawing (EGL)"),
    Library("libglib2.0-0", "libglib-2.0.so.0", "Qt's event loop"),
    Library("libfontconfig1", "libfontconfig.so.1", "finding fonts"),
    Library("libxkbcommon0", "libxkbcommon.so.0", "the keyboard"),
    Library("libdbus-1-3", "libdbus-1.so.3", "talking to the desktop"),
    Library("libgssapi-krb5-2", "libgssapi_krb5.so.2", "the network (signing in to a proxy)"),
    Library("libpulse0", "libpulse.so.0", "sound"),
    Library("libxrandr2", "libXrandr.so.2", "screens"),
)


def provide(venv_is_to_be_made: bool, run: Run = run_hidden) -> None:
    """Install what is missing, or stop and say what a person has to run; elsewhere do nothing."""
    if not (_is_debian() and shutil.which("dpkg-query") and shutil.which("apt-get")):
        return
    wanted = {library.package: library.why for library in LIBRARIES}
    missing = missing_packages(wanted, installed_packages(wanted, run))
    if venv_is_to_be_made and importlib.util.find_spec("ensurepip") is None:
        wanted[venv_package()] = "making the virtual environment"
        missing.insert(0, venv_package())
    if not missing:
        return
    say("These system packages are missing:")
    for package in missing:
        say(f"  {package:16} for {wanted[package]}")
    install(missing, way_to_root(_is_root(), bool(shutil.which("sudo")), run), run)


def install(missing: Sequence[str], way: list[str] | None, run: Run) -> None:
    """Install packages by `way` (what stands before apt-get); stop when there is no way."""
    if way is None:
        raise TaskError(words_without_root(apt_names(missing, run), bool(shutil.which("sudo"))), 2)
    apt = [*way, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get"]
    # Some other package source being out of reach need not matter, so only `install` may fail.
    with step("Reading the list of system packages"):
        run([*apt, "update"])
    names = apt_names(missing, run)
    with step(f"Installing system packages ({len(names)})"):
        # A desktop updates itself now and then; that is waited for.
        waiting = ("-o", "DPkg::Lock::Timeout=120")
        code, output = run([*apt, *waiting, "install", "-y", "--no-install-recommends", *names])
        if code:
            raise TaskError(f"{output.strip()}\n\n{words_without_root(names, bool(way))}", 2)


def is_debian_like(os_release: str) -> bool:
    """Tell whether this text of /etc/os-release is that of Debian or of a child of it."""
    fields = dict(line.partition("=")[::2] for line in os_release.splitlines())
    families = f"{fields.get('ID', '')} {fields.get('ID_LIKE', '')}".replace('"', " ").split()
    return not {"debian", "ubuntu"}.isdisjoint(families)


def installed_packages(wanted: Iterable[str], run: Run) -> set[str]:
    """Return those of these packages, under both their names, that dpkg has installed."""
    names = [name for package in wanted for name in both_names(package)]
    # It fails when it does not know one of them, and tells about the others all the same.
    _, output = run(["dpkg-query", "-W", "-f", "${Package} ${db:Status-Status}\\n", *names])
    lines = [line.split() for line in output.splitlines()]
    return {line[0] for line in lines if line[1:] == ["installed"]}


def missing_packages(wanted: Iterable[str], installed: Collection[str]) -> list[str]:
    """Return the packages that are installed under neither of their names."""
    return [package for package in wanted if not set(both_names(package)) & set(installed)]


def apt_names(packages: Iterable[str], run: Run) -> list[str]:
    """Return the names that the packages have in this release, as far as apt knows them."""
    packages = list(packages)
    names = [name for package in packages for name in both_names(package)]
    _, output = run(["apt-cache", "show", "--no-all-versions", *names])
    known = {line.split()[1] for line in output.splitlines() if line.startswith("Package: ")}
    return [
        next((name for name in both_names(package) if name in known), package)
        for package in packages
    ]


def both_names(package: str) -> tuple[str, str]:
    """Return the name, and the one that newer releases gave to some for their 64-bit time."""
    return package, f"{package}t64"


def venv_package(python: Path = Path("/usr/bin/python3")) -> str:
    """Return the package with venv for the Python that runs this; it need not be the usual one."""
    version = f"python{sys.version_info[0]}.{sys.version_info[1]}"
    return "python3-venv" if python.resolve().name in (version, "python3") else f"{version}-venv"


def way_to_root(is_root: bool, has_sudo: bool, run: Run) -> list[str] | None:
    """Return what to put before a command that only root may run, None when there is no way."""
    if is_root:
        return []
    if has_sudo and run(["sudo", "-n", "true"])[0] == 0:
        return ["sudo", "-n"]
    return None


def words_without_root(names: Sequence[str], has_sudo: bool) -> str:
    """Return what to tell a person who has to install the packages."""
    sudo = "sudo " if has_sudo else ""
    who = "Please run" if has_sudo else "Please run as root"
    line = f"{sudo}apt-get install -y --no-install-recommends {' '.join(names)}"
    return f"{who}, and then this again:\n\n    {sudo}apt-get update && {line}"


def missing_libraries() -> list[Library]:
    """Return the libraries that cannot be loaded; it asks the loader, not a package manager."""
    return [library for library in LIBRARIES if not _loads(library.file)]


def _loads(file: str) -> bool:
    try:
        ctypes.CDLL(file)
    except OSError:
        return False
    return True


def _is_debian() -> bool:
    release = Path("/etc/os-release")
    return sys.platform == "linux" and release.exists() and is_debian_like(release.read_text())


def _is_root() -> bool:
    return sys.platform != "win32" and os.geteuid() == 0
