"""The Debian package: the packed program with everything a desktop wants to know of it."""

import gzip
import shutil
import subprocess
from pathlib import Path

from steps import TaskError, run_or_stop

NAME = "alphasms-desktop"
PLACE = Path("usr") / "lib" / NAME
_LARGEST_INSTALLED_MB, _LARGEST_PACKED_MB = 310, 100

DEPENDS = (
    "ffmpeg",
    "libasound2 | libasound2t64",
    "libdbus-1-3",
    "libegl1",
    "libfontconfig1",
    "libfreetype6",
    "libgl1",
    "libglib2.0-0 | libglib2.0-0t64",
    "libgssapi-krb5-2",
    "libpulse0",
    "libstdc++6",
    "libwayland-client0",
    "libwayland-cursor0",
    "libwayland-egl1",
    "libx11-6",
    "libx11-xcb1",
    "libxcb-cursor0",
    "libxcb-icccm4",
    "libxcb-image0",
    "libxcb-keysyms1",
    "libxcb-randr0",
    "libxcb-render-util0",
    "libxcb-render0",
    "libxcb-shape0",
    "libxcb-shm0",
    "libxcb-sync1",
    "libxcb-xfixes0",
    "libxcb-xkb1",
    "libxext6",
    "libxkbcommon-x11-0",
    "libxkbcommon0",
    "libxrandr2",
)
_CONTROL = """\
Package: {name}
Version: {version}
Section: comm
Priority: optional
Architecture: {architecture}
Installed-Size: {size_kb}
Depends: libc6 (>= {libc}), {depends}
Recommends: gnome-keyring | kwalletmanager
Maintainer: AlphaSMS Desktop contributors
Homepage: https://alphasms.ua
Description: campaign manager for mass voice calls through AlphaSMS
 A desktop campaign manager for offices that announce things by phone: a
 spreadsheet and a recording go in, calls go out, a report comes out. Nobody is
 called twice, nobody is silently left out. Training works without an account.
"""


def depends() -> str:
    """Return what the package depends on, as Debian writes it."""
    return ", ".join(DEPENDS)


def build(root: Path, packed: Path, target: Path, version: str) -> Path:
    """Make the package of a packed program; returns its file."""
    stage = target / "deb"
    shutil.rmtree(stage, ignore_errors=True)
    _lay_out(root, packed, stage)
    size_kb = _size_kb(stage)
    architecture = _said(["dpkg", "--print-architecture"])
    control = stage / "DEBIAN" / "control"
    control.parent.mkdir(mode=0o755)
    control.write_text(
        _CONTROL.format(
            name=NAME,
            version=version,
            architecture=architecture,
            size_kb=size_kb,
            libc=_libc(),
            depends=depends(),
        ),
        encoding="utf-8",
    )
    file = target / f"{NAME}_{version}_{architecture}.deb"
    run_or_stop(["dpkg-deb", "--root-owner-group", "-Zxz", "-z6", "--build", str(stage), str(file)])
    check_size(size_kb / 1024, file.stat().st_size / 1e6)
    return file


def check_size(installed_mb: float, packed_mb: float) -> None:
    """Refuse a package that has grown past what we promise."""
    if installed_mb > _LARGEST_INSTALLED_MB or packed_mb > _LARGEST_PACKED_MB:
        raise TaskError(
            f"The package is {installed_mb:.0f} MB installed and {packed_mb:.0f} MB packed; it may "
            f"be {_LARGEST_INSTALLED_MB} and {_LARGEST_PACKED_MB}."
        )


def _lay_out(root: Path, packed: Path, stage: Path) -> None:
    program = stage / PLACE
    shutil.copytree(packed, program, symlinks=True)
    _open_to_all(stage)
    start = stage / "usr" / "bin" / NAME
    start.parent.mkdir(parents=True)
    start.symlink_to(f"../lib/{NAME}/{NAME}")
    linux = root / "packaging" / "linux"
    icons = root / "resources" / "icons"
    share = stage / "usr" / "share"
    for source, place in (
        (linux / f"{NAME}.desktop", f"applications/{NAME}.desktop"),
        (linux / f"{NAME}.metainfo.xml", f"metainfo/{NAME}.metainfo.xml"),
        (icons / "program.svg", f"icons/hicolor/scalable/apps/{NAME}.svg"),
        (icons / "program.png", f"icons/hicolor/256x256/apps/{NAME}.png"),
        (root / "LICENSE", f"doc/{NAME}/copyright"),
    ):
        (share / place).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, share / place)
    changes = share / "doc" / NAME / "changelog.gz"
    changes.write_bytes(gzip.compress((root / "CHANGELOG.md").read_bytes(), mtime=0))


def _open_to_all(folder: Path) -> None:
    """Let everybody read what root owns, whatever the builder's own files allow."""
    for path in (folder, *folder.rglob("*")):
        if not path.is_symlink():
            runs = path.is_dir() or path.stat().st_mode & 0o100
            path.chmod(0o755 if runs else 0o644)


def _size_kb(stage: Path) -> int:
    """Return what it takes on the disk, in whole kilobytes a file, as dpkg counts."""
    files = (path for path in stage.rglob("*") if path.is_file() and not path.is_symlink())
    return sum(-(-path.stat().st_size // 1024) for path in files)


def _libc() -> str:
    """Return the C library that the program is built with: an older one will not do."""
    return _said(["getconf", "GNU_LIBC_VERSION"]).split()[-1]


def _said(command: list[str]) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()
