"""Tries the Debian package out in a bare Debian of its own: installed, questioned, seen, purged.

    python3 packaging/try_linux_package.py PACKAGE [--pictures DIR] [--keep FOLDER]

Needs root, `debootstrap`, `xvfb` is installed inside, `imagemagick` outside. The packages come from
where this system's own come from.
"""

import argparse
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import check_bundle
import debian_package
from steps import TaskError, run_or_stop, say, step

NAME = debian_package.NAME
_RELEASE = "bookworm"
_DISPLAY = ":79"
_PATIENCE_S = 120
_HELPERS = ("xvfb", "dbus-daemon")
_TRACES = ("lib/alphasms-desktop", "bin/alphasms-desktop", "share/doc/alphasms-desktop")


class BareDebian:
    """A Debian in a folder, with nothing in it but what every Debian has."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def make(self) -> None:
        """Fetch and unpack it, unless the folder has it already."""
        if (self.folder / "usr" / "bin" / "apt-get").exists():
            return
        with step("Making a bare Debian"):
            run_or_stop(["debootstrap", "--variant=minbase", _RELEASE, str(self.folder), _mirror()])
        for place in ("etc/apt/sources.list.d", "etc/apt/apt.conf.d"):
            shutil.copytree("/" + place, self.folder / place, dirs_exist_ok=True)
        shutil.copyfile("/etc/resolv.conf", self.folder / "etc/resolv.conf")
        self.run("useradd", "--create-home", "office")

    def command(self, *command: str) -> list[str]:
        """Return the command line that runs something inside; its mounts go when it ends."""
        mounts = 'mount -t proc proc "$0/proc" && mount --rbind /dev "$0/dev"'
        inside = f'{mounts} && exec chroot "$0" "$@"'
        apart = ["unshare", "--mount", "--propagation", "private"]
        names = ["env", "-i", "PATH=/usr/sbin:/usr/bin:/sbin:/bin", "LANG=C.UTF-8",
                 "DEBIAN_FRONTEND=noninteractive"]  # fmt: skip
        return [*apart, "sh", "-c", inside, str(self.folder), *names, *command]

    def run(self, *command: str) -> str:
        """Run something inside as root; returns what it says."""
        done = subprocess.run(
            self.command(*command), capture_output=True, encoding="utf-8", errors="replace",
            stdin=subprocess.DEVNULL, check=False,
        )  # fmt: skip
        if done.returncode:
            raise TaskError(f"{' '.join(command)}: {done.stdout}\n{done.stderr}")
        return done.stdout

    def as_office(self, *command: str) -> list[str]:
        """Return the command line that runs something inside as a user without rights."""
        home = ("HOME=/home/office", f"DISPLAY={_DISPLAY}")
        return self.command("runuser", "-u", "office", "--", "env", "-C", "/home/office", *home,
                            *command)  # fmt: skip


def try_out(package: Path, debian: BareDebian, pictures: Path) -> None:
    """Install, question, look at, and purge a package."""
    debian.make()
    shutil.copyfile(package, debian.folder / "root" / package.name)
    with step("Installing the package and what it asks for"):
        debian.run("apt-get", "update")
        asked = ("apt-get", "install", "-y", "--no-install-recommends", f"/root/{package.name}")
        debian.run(*asked)
    files = debian.run("dpkg", "-L", NAME).splitlines()
    with step("Asking the installed program whether it works"):
        report = _question(debian)
    say(check_bundle.table(report))
    with step("Installing a display"):
        debian.run("apt-get", "install", "-y", "--no-install-recommends", *_HELPERS)
    _photograph(debian, pictures)
    with step("Purging the package"):
        debian.run("apt-get", "purge", "-y", NAME)
    left = left_behind(debian.folder, files)
    if left or NAME in debian.run("dpkg-query", "-W", "-f", "${Package}\n").split():
        raise TaskError(f"This is left behind: {left}")
    say("Nothing of it is left behind; what the user made in the home folder is.")


def left_behind(root: Path, files: Sequence[str]) -> list[str]:
    """Return what a removed package has left of its files, and its folders."""
    still = [file for file in files if (root / file.lstrip("/")).is_file()]
    return still + [str(root / "usr" / one) for one in _TRACES if (root / "usr" / one).exists()]


def _question(debian: BareDebian) -> check_bundle.Report:
    """Run the self-test of the installed program as an ordinary user."""
    done = subprocess.run(
        debian.as_office(f"/usr/bin/{NAME}", "self-test", "--json", "--language", "en"),
        capture_output=True, encoding="utf-8", timeout=300, check=False,
    )  # fmt: skip
    return check_bundle.answers(done.stdout, done.stderr, done.returncode)


def _photograph(debian: BareDebian, pictures: Path) -> None:
    pictures.mkdir(parents=True, exist_ok=True)
    screen = ("Xvfb", _DISPLAY, "-screen", "0", "1366x900x24", "-nolisten", "tcp")
    display = subprocess.Popen(debian.command(*screen), stderr=subprocess.DEVNULL)
    time.sleep(1)
    window = subprocess.Popen(
        debian.as_office(f"/usr/bin/{NAME}", "window", "--sample", "--language", "uk")
    )
    try:
        with step("Waiting for the window"):
            picture = pictures / "installed.png"
            _wait_for_colours(picture)
            time.sleep(8)
            _take(picture)
        say(f"  {picture}")
        if window.poll() is not None:
            raise TaskError(f"The window has ended with {window.returncode}.")
    finally:
        window.terminate()
        window.wait(_PATIENCE_S)
        display.terminate()
        display.wait(_PATIENCE_S)


def _wait_for_colours(picture: Path) -> None:
    end = time.monotonic() + _PATIENCE_S
    while time.monotonic() < end:
        if _take(picture) and _colours(picture) > 50:
            return
        time.sleep(0.5)
    raise TaskError("The display stays empty.")


def _take(picture: Path) -> bool:
    command = ["import", "-display", _DISPLAY, "-window", "root", str(picture)]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def _colours(picture: Path) -> int:
    said = subprocess.run(
        ["identify", "-format", "%k", str(picture)], capture_output=True, text=True, check=False
    )
    return int(said.stdout or 0)


def _mirror() -> str:
    """Return where this system's own packages come from."""
    asked = ["apt-get", "indextargets", "--format", "$(REPO_URI)", "Created-By: Packages",
             f"Codename: {_RELEASE}", "Component: main"]  # fmt: skip
    said = subprocess.run(asked, capture_output=True, text=True, check=True).stdout.split()
    if not said:
        raise TaskError(f"apt knows no place of {_RELEASE} on this system.", 2)
    return said[0]


def main(arguments: Sequence[str]) -> int:
    """Try a package out; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("package", type=Path)
    parser.add_argument("--pictures", type=Path, default=Path("dist/pictures"), metavar="DIR")
    parser.add_argument("--keep", type=Path, metavar="FOLDER")
    chosen = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="alphasms-debian-") as folder:
        # One level down: into a temporary folder itself nobody else may look.
        debian = BareDebian(chosen.keep or Path(folder) / "debian")
        try:
            try_out(chosen.package, debian, chosen.pictures)
        except TaskError as error:
            say(str(error))
            return error.code
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
