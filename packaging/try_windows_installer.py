"""Tries the installer for Windows out under Wine, with a stand-in for the program.

Installs it, installs a newer one over it, is refused while a campaign or the program runs, and
uninstalls it with and without the data. Needs `nsis` and `wine64`.

    python3 packaging/try_windows_installer.py
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import windows_installer
from steps import TaskError, run_or_stop, say, step

NAME = "AlphaSMS Desktop"
_UNINSTALL_KEY = rf"HKCU\Software\Microsoft\Windows\CurrentVersion\Uninstall\{NAME}"
_CAMPAIGN_RUNS, _PROGRAM_OPEN = 4, 5
_PATIENCE_S = 120


class Windows:
    """A Windows of Wine's in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self._wine = shutil.which("wine64") or shutil.which("wine") or ""
        self._names = {
            **os.environ,
            "WINEPREFIX": str(folder / "wine"),
            "WINEDEBUG": "-all",
            "WINEDLLOVERRIDES": "mscoree,mshtml=",  # neither offers to fetch anything
        }
        self._names.pop("DISPLAY", None)
        run = self.run("wineboot", "--init")
        if run.returncode:
            raise TaskError(f"Wine does not start: {run.stderr or run.stdout}")
        user = next(
            one for one in (folder / "wine/drive_c/users").iterdir() if one.name != "Public"
        )
        self.local = user / "AppData" / "Local"
        self.programs = user / "AppData/Roaming/Microsoft/Windows/Start Menu/Programs"
        self.place = self.local / "Programs" / NAME
        self.data = self.local / NAME

    def run(self, *command: str) -> "subprocess.CompletedProcess[str]":
        """Run a program to its end."""
        return subprocess.run(
            [self._wine, *command], env=self._names, capture_output=True, text=True,
            errors="replace", timeout=_PATIENCE_S, check=False,
        )  # fmt: skip

    def uninstall(self, *options: str) -> int:
        """Run the uninstaller in its place, so that its end is waited for; returns its code."""
        place = "Z:" + str(self.place).replace("/", "\\")
        # What stands after `_?=` must have no quotes, which only a line of a batch file leaves out.
        batch = self.place.parent / "remove.bat"
        line = f'"{place}\\uninstall.exe" {" ".join(options)} _?={place}'
        batch.write_text(f"@echo off\r\n{line}\r\nexit %errorlevel%\r\n", encoding="ascii")
        return self.run("cmd", "/c", str(batch)).returncode

    @contextmanager
    def running(self, program: Path, *arguments: str) -> Iterator[None]:
        """Have the stand-in run until the end of the block."""
        sign = program.parent / "shown.txt"
        process = subprocess.Popen([self._wine, str(program), *arguments], env=self._names)
        try:
            wait_for(sign.exists, "the stand-in")
            yield
        finally:
            sign.unlink(missing_ok=True)
            process.wait(_PATIENCE_S)

    def value(self, key: str, name: str) -> str:
        """Return a value of the registry, empty where there is none."""
        said = self.run("reg", "query", key, "/v", name)
        lines = [line for line in said.stdout.splitlines() if name in line and "REG_" in line]
        return lines[0].split("REG_SZ")[-1].strip() if lines else ""

    def has_key(self, key: str) -> bool:
        """Say whether the registry has a key."""
        return self.run("reg", "query", key).returncode == 0

    def stop(self) -> None:
        """End this Windows."""
        server = shutil.which("wineserver") or "/usr/lib/wine/wineserver64"
        subprocess.run([server, "-k"], env=self._names, check=False)


def wait_for(is_so: Callable[[], bool], what: str) -> None:
    """Wait for something to be so."""
    end = time.monotonic() + _PATIENCE_S
    while not is_so():
        if time.monotonic() > end:
            raise TaskError(f"waited in vain for {what}")
        time.sleep(0.1)


def expect(is_so: bool, what: str) -> None:
    """Say what was seen to be so, or stop."""
    if not is_so:
        raise TaskError(f"This is not so: {what}.")
    say(f"    {what}")


def try_out(root: Path, folder: Path) -> None:
    """Do everything that people do with an installer."""
    stand_in = folder / "stand-in.exe"
    script = str(root / "packaging" / "windows" / "stand_in.nsi")
    compiler = windows_installer.compiler_here()
    if compiler is None or not (shutil.which("wine64") or shutil.which("wine")):
        raise TaskError("This needs nsis and wine64: apt-get install nsis wine64.", 2)
    run_or_stop([compiler, "-V2", "-WX", f"-DOUT={stand_in}", script])
    first = _installer(root, folder, stand_in, "1.0.0", "only-in-the-first.txt")
    second = _installer(root, folder, stand_in, "1.1.0", "only-in-the-second.txt")
    with step("Starting Wine"):
        windows = Windows(folder)
    try:
        _install(windows, first)
        _upgrade(windows, second)
        _refuse(windows, first, stand_in)
        _uninstall(windows, second)
    finally:
        windows.stop()


def _installer(root: Path, folder: Path, stand_in: Path, version: str, extra: str) -> Path:
    packed = folder / version
    (packed / "_internal" / "тека").mkdir(parents=True)
    shutil.copyfile(stand_in, packed / f"{NAME}.exe")
    shutil.copyfile(stand_in, packed / "alphasms-desktop.exe")
    (packed / "_internal" / extra).write_text(version)
    (packed / "_internal" / "тека" / "запис.txt").write_text(version)
    return windows_installer.build(root, packed, folder, version)


def _install(windows: Windows, first: Path) -> None:
    say("Installing, silently:")
    expect(windows.run(str(first), "/S").returncode == 0, "it ends with 0")
    expect((windows.place / f"{NAME}.exe").is_file(), "the window's program is there")
    expect((windows.place / "alphasms-desktop.exe").is_file(), "the terminal's program is there")
    expect((windows.place / "_internal/тека/запис.txt").is_file(), "Cyrillic names are whole")
    expect((windows.programs / f"{NAME}.lnk").is_file(), "the Start menu has it")
    expect(
        windows.value(_UNINSTALL_KEY, "DisplayVersion") == "1.0.0", "Windows lists version 1.0.0"
    )
    expect(
        not (windows.local.parent.parent / "Desktop" / f"{NAME}.lnk").exists(), "no icon unasked"
    )
    opens = windows.run("reg", "query", r"HKCU\Software\Classes\.xlsx\OpenWithProgids").stdout
    expect("AlphaSMSDesktop.Contacts" in opens, "it is offered for .xlsx")
    default = windows.run("reg", "query", r"HKCU\Software\Classes\.xlsx", "/ve").stdout
    expect(
        "AlphaSMS" not in default.split(".xlsx", 1)[-1].split("OpenWith")[0], "not as the default"
    )


def _upgrade(windows: Windows, second: Path) -> None:
    say("Installing a newer one over it:")
    windows.data.mkdir(parents=True)
    kept = windows.data / "alphasms.sqlite"
    kept.write_text("campaigns")
    (windows.place / "notes of somebody.txt").write_text("mine")
    expect(windows.run(str(second), "/S").returncode == 0, "it ends with 0")
    inside = windows.place / "_internal"
    expect((inside / "only-in-the-second.txt").is_file(), "the new files are there")
    expect(not (inside / "only-in-the-first.txt").exists(), "the old ones are gone")
    expect(kept.read_text() == "campaigns", "the data are as they were")
    expect(
        windows.value(_UNINSTALL_KEY, "DisplayVersion") == "1.1.0", "Windows lists version 1.1.0"
    )


def _refuse(windows: Windows, first: Path, stand_in: Path) -> None:
    say("While it runs:")
    with windows.running(stand_in, "/CAMPAIGN"):
        code = windows.run(str(first), "/S").returncode
        expect(code == _CAMPAIGN_RUNS, f"a campaign stops the installer with {code}")
        code = windows.uninstall("/S")
        expect(code == _CAMPAIGN_RUNS, f"a campaign stops the uninstaller with {code}")
    with windows.running(stand_in):
        code = windows.run(str(first), "/S").returncode
        expect(code == _PROGRAM_OPEN, f"an open window stops the installer with {code}")
    expect(windows.value(_UNINSTALL_KEY, "DisplayVersion") == "1.1.0", "nothing was changed by it")


def _uninstall(windows: Windows, second: Path) -> None:
    say("Uninstalling:")
    expect(windows.uninstall("/S") == 0, "it ends with 0")
    left = sorted(path.name for path in windows.place.iterdir())
    # Run in its place, as here, it cannot remove itself; the copy that Windows runs can.
    left = [name for name in left if name != "uninstall.exe"]
    expect(left == ["notes of somebody.txt"], "of the folder only what was not installed is left")
    expect((windows.data / "alphasms.sqlite").is_file(), "the data are still there")
    expect(not (windows.programs / f"{NAME}.lnk").exists(), "the Start menu has it no more")
    expect(not windows.has_key(_UNINSTALL_KEY), "Windows lists it no more")
    expect(not windows.has_key(r"HKCU\Software\Classes\AlphaSMSDesktop.Contacts"), "nor offers it")
    say("Installing once more, and uninstalling with the data:")
    expect(windows.run(str(second), "/S").returncode == 0, "it is there again")
    expect(windows.uninstall("/S", "/DELETEDATA") == 0, "it ends with 0")
    expect(not windows.data.exists(), "the data are gone")


def main() -> int:
    """Try it out; returns the exit code."""
    root = Path(__file__).resolve().parent.parent
    with tempfile.TemporaryDirectory(prefix="alphasms-wine-", ignore_cleanup_errors=True) as folder:
        try:
            try_out(root, Path(folder))
        except TaskError as error:
            say(str(error))
            return error.code
    return 0


if __name__ == "__main__":
    sys.exit(main())
