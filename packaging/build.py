"""The package of the system this runs on: `dev.py build`.

PyInstaller packs the program into a folder, the folder is questioned by its own self-test, and
then it becomes a Debian package, an installer for Windows, or a disk image for macOS.
"""

import argparse
import json
import os
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

import check_bundle
import debian_package
import environment
import mac_bundle
import windows_installer
from steps import run_hidden, run_or_stop, say, step

NAME = "alphasms-desktop"
_LARGEST_SHOWN = 14


def build(root: Path, arguments: Sequence[str]) -> int:
    """Build the package; returns the exit code."""
    parser = argparse.ArgumentParser(prog="dev.py build", description=__doc__)
    parser.add_argument("--out", type=Path, default=root / "dist", metavar="DIR")
    parser.add_argument("--releases-url", default="", metavar="URL")
    parser.add_argument("--folder-only", action="store_true")
    chosen = parser.parse_args(arguments)
    packed = pack(root, chosen.out.absolute(), chosen.releases_url)
    say(spaces(packed))
    with step("Asking the packed program whether it works"):
        program = check_bundle.program_in(packed)
        report = check_bundle.question(program, variables=_ffmpeg_here(root))
    say(check_bundle.table(report))
    if not chosen.folder_only:
        file = wrap(root, packed, chosen.out.absolute())
        say(f"{file} ({file.stat().st_size / 1e6:.0f} MB)")
    return 0


def pack(root: Path, out: Path, releases_url: str = "") -> Path:
    """Have PyInstaller pack the program; returns the folder (on macOS the .app)."""
    work = root / "build"
    work.mkdir(exist_ok=True)
    note = work / "release.json"
    note.unlink(missing_ok=True)
    if releases_url:
        note.write_text(json.dumps({"releases_url": releases_url}), encoding="utf-8")
    folder = out / NAME
    shutil.rmtree(folder, ignore_errors=True)
    spec = str(root / "packaging" / "alphasms.spec")
    places = ("--distpath", str(out), "--workpath", str(work))
    python = str(environment.python_of(root))
    with step("Packing the program (minutes)"):
        run_or_stop([python, "-m", "PyInstaller", "--noconfirm", *places, spec], root)
    if sys.platform == "darwin":
        return mac_bundle.finish(root, out / "AlphaSMS Desktop.app")
    if sys.platform == "linux":
        _finish_linux(folder)
    return folder


def wrap(root: Path, packed: Path, out: Path) -> Path:
    """Make of the packed program what people download; returns the file."""
    version = version_of(root)
    with step("Making the package"):
        if sys.platform == "win32":
            return windows_installer.build(root, packed, out, version)
        if sys.platform == "darwin":
            return mac_bundle.make_image(root, packed, out, version)
        return debian_package.build(root, packed, out, version)


def version_of(root: Path) -> str:
    """Return the version of the program, without importing it."""
    line = (root / "alphasms_desktop" / "__init__.py").read_text(encoding="utf-8")
    return line.split('__version__ = "')[1].split('"')[0]


def spaces(packed: Path) -> str:
    """Return what takes the space in a packed program, the largest first."""
    sizes: dict[str, int] = {}
    for path in packed.rglob("*"):
        if path.is_file() and not path.is_symlink():
            parts = path.relative_to(packed).parts
            part = "/".join(parts[:2]) if parts[0] in ("_internal", "Contents") else parts[0]
            sizes[part] = sizes.get(part, 0) + path.stat().st_size
    largest = sorted(sizes.items(), key=lambda one: -one[1])[:_LARGEST_SHOWN]
    lines = [f"  {size / 1e6:7.1f} MB  {part}" for part, size in largest]
    return "\n".join([f"  {sum(sizes.values()) / 1e6:7.1f} MB  altogether", *lines])


def _ffmpeg_here(root: Path) -> dict[str, str]:
    """Return what leads a program packed for Debian to an ffmpeg, where this system has none."""
    if sys.platform != "linux" or Path("/usr/bin/ffmpeg").exists():
        return {}
    ask = "import imageio_ffmpeg; print(imageio_ffmpeg.get_ffmpeg_exe())"
    _, said = run_hidden([str(environment.python_of(root)), "-c", ask])
    return {"IMAGEIO_FFMPEG_EXE": said.strip()}


def _finish_linux(folder: Path) -> None:
    (folder / "AlphaSMS Desktop").symlink_to(NAME)
    if shutil.which("strip"):
        # A Python built by hand carries three times its size of names for debuggers.
        for library in (folder / "_internal").glob("libpython3*.so*"):
            run_or_stop(["strip", "--strip-unneeded", str(library)])


if __name__ == "__main__":
    os.environ.setdefault("PYTHONUTF8", "1")
    sys.exit(build(Path(__file__).resolve().parent.parent, sys.argv[1:]))
