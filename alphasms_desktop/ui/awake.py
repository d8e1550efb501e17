"""Keeps the computer from falling asleep while calls are being made, on each system its own way.

Where the system offers nothing, nothing is done: a run survives a sleep, it only stands still.
"""

import ctypes
import logging
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from typing import Protocol

_log = logging.getLogger(__name__)
_ES_CONTINUOUS, _ES_SYSTEM_REQUIRED = 0x80000000, 0x00000001


class Helper(Protocol):
    """A process that keeps the computer awake as long as it runs."""

    def terminate(self) -> None:
        """End it."""

    def wait(self) -> int:
        """Wait for its end."""


Start = Callable[[Sequence[str]], Helper]


def start_quietly(command: Sequence[str]) -> Helper:
    """Start a helper that says nothing; raises OSError where it cannot be started."""
    nothing = subprocess.DEVNULL
    return subprocess.Popen(command, stdin=nothing, stdout=nothing, stderr=nothing)


class Awake:
    """Holds the computer awake between `hold` and `let_go`; both may come more than once."""

    def __init__(self, platform: str = sys.platform, start: Start = start_quietly) -> None:
        self._platform = platform
        self._start = start
        self._helper: Helper | None = None
        self.is_held = False

    def hold(self) -> None:
        """Keep the computer awake from now on."""
        if self.is_held:
            return
        self.is_held = True
        if self._platform == "win32":
            _tell_windows(_ES_CONTINUOUS | _ES_SYSTEM_REQUIRED)
        elif command := command_for(self._platform, os.getpid()):
            try:
                self._helper = self._start(command)
            except OSError as error:
                _log.info("the computer may fall asleep: %s", error)

    def let_go(self) -> None:
        """Let the computer sleep again when it wants to."""
        if not self.is_held:
            return
        self.is_held = False
        if self._platform == "win32":
            _tell_windows(_ES_CONTINUOUS)
        helper, self._helper = self._helper, None
        if helper is not None:
            helper.terminate()
            helper.wait()


def command_for(platform: str, process_id: int) -> list[str]:
    """Return the helper of a system, which ends with our process however that ends; or nothing."""
    if platform == "darwin":
        return ["caffeinate", "-i", "-w", str(process_id)]
    if platform.startswith("linux") and shutil.which("systemd-inhibit"):
        inhibit = ["systemd-inhibit", "--what=idle:sleep", "--mode=block"]
        who = ["--who=AlphaSMS Desktop", "--why=calls are being made"]
        return [*inhibit, *who, "tail", f"--pid={process_id}", "-f", "/dev/null"]
    return []


def _tell_windows(state: int) -> None:
    kernel = getattr(ctypes, "windll", None)
    if kernel is not None:
        kernel.kernel32.SetThreadExecutionState(state)
