"""The long proofs of the packages: `dev.py nightly`; each by itself when it is named."""

import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

import build
import check_wheels
import environment
import try_linux_package
import try_windows_installer
from steps import TaskError, run_openly, say


def prove(root: Path, chosen: Sequence[str]) -> int:
    """Run all proofs, or those that are named; returns the exit code."""
    unknown = set(chosen) - set(PROOFS)
    if unknown:
        raise TaskError(f"There is no proof {', '.join(sorted(unknown))}.", 2)
    failed = []
    with tempfile.TemporaryDirectory(prefix="alphasms-nightly-") as folder:
        for name, proof in PROOFS.items():
            if chosen and name not in chosen:
                continue
            say(f"\n{name}: {proof.__doc__}")
            try:
                proof(root, Path(folder))
            except TaskError as error:
                say(f"\n{error}\n")
                failed.append(name)
    say(f"\nFailed: {', '.join(failed)}" if failed else "\nAll of it is so.")
    return 1 if failed else 0


def _wheels(_root: Path, _folder: Path) -> None:
    """Find wheels for every system and Python."""
    check_wheels.main()


def _windows(root: Path, folder: Path) -> None:
    """Install, upgrade, refuse and uninstall under Wine."""
    (folder / "wine").mkdir()
    try_windows_installer.try_out(root, folder / "wine")


def _linux(root: Path, folder: Path) -> None:
    """Build the Debian package; install, question, photograph and purge it in a bare Debian."""
    out = root / "dist"
    packed = build.pack(root, out)
    say(build.spaces(packed))
    package = build.wrap(root, packed, out)
    say(f"  {package.name}: {package.stat().st_size / 1e6:.1f} MB")
    debian = try_linux_package.BareDebian(folder / "debian")
    try_linux_package.try_out(package, debian, out / "pictures")


def _start(root: Path, _folder: Path) -> None:
    """Measure the start of the packed program against a bare packed window."""
    packed = root / "dist" / build.NAME
    if not packed.is_dir():
        build.pack(root, root / "dist")
    script = str(root / "packaging" / "measure_start.py")
    python = str(environment.python_of(root))
    if run_openly([python, script, str(packed)], root, {}):
        raise TaskError("The packed program starts too slowly.")


PROOFS: dict[str, Callable[[Path, Path], None]] = {
    "wheels": _wheels,
    "windows": _windows,
    "linux": _linux,
    "start": _start,
}

if __name__ == "__main__":
    try:
        sys.exit(prove(Path(__file__).resolve().parent.parent, sys.argv[1:]))
    except TaskError as stopped:
        sys.exit(str(stopped))
