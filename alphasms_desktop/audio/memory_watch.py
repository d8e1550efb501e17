"""Bounds the memory of a process from outside, however the system lets that be done.

Linux has a limit that no thread of ours can disturb. macOS keeps no such limit whoever sets it,
and Windows has none for a process alone: there its memory is looked at a few times a second, and
it is ended when it has taken too much.
"""

import logging
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import suppress

_log = logging.getLogger(__name__)

_EVERY_S = 0.2


def bound(process: "subprocess.Popen[bytes]", limit_bytes: int) -> None:
    """Let a process have so much memory at most, until it ends."""
    if sys.platform == "linux":
        import resource

        try:
            with suppress(ProcessLookupError):  # it has ended already
                resource.prlimit(process.pid, resource.RLIMIT_DATA, (limit_bytes, limit_bytes))
        except OSError as error:
            _log.warning("the memory of a process could not be bounded: %s", error)
    else:
        held = held_by_windows if sys.platform == "win32" else held_by_ps
        watch(process, limit_bytes, held)


def watch(
    process: "subprocess.Popen[bytes]",
    limit_bytes: int,
    held: Callable[["subprocess.Popen[bytes]"], int],
    every_s: float = _EVERY_S,
) -> threading.Thread:
    """Look at what a process holds until it ends; end it when that is too much."""

    def look() -> None:
        while process.poll() is None:
            try:
                if held(process) > limit_bytes:
                    _log.warning("a process was ended for the memory it took")
                    process.kill()
                    return
            except (OSError, ValueError) as error:
                _log.warning("the memory of a process cannot be seen: %s", error)
                return
            with suppress(subprocess.TimeoutExpired):
                process.wait(every_s)

    made = threading.Thread(target=look, name="memory-watch", daemon=True)
    made.start()
    return made


def held_by_ps(process: "subprocess.Popen[bytes]") -> int:
    """Return how many bytes a process holds, as `ps` has it; 0 where it has ended."""
    said = subprocess.run(
        ["ps", "-o", "rss=", "-p", str(process.pid)], capture_output=True, check=False
    )
    return int(said.stdout or b"0") * 1024


def held_by_windows(process: "subprocess.Popen[bytes]") -> int:
    """Return how many bytes a process has asked Windows for; 0 where it has ended."""
    if sys.platform != "win32":
        return 0
    import ctypes
    from ctypes import wintypes

    class Counters(ctypes.Structure):
        """PROCESS_MEMORY_COUNTERS of the Windows API."""

        _fields_ = (
            ("cb", wintypes.DWORD),
            ("faults", wintypes.DWORD),
            *((f"size_{n}", ctypes.c_size_t) for n in range(6)),
            ("pagefile", ctypes.c_size_t),
            ("peak_pagefile", ctypes.c_size_t),
        )

    counters = Counters(cb=ctypes.sizeof(Counters))
    look = ctypes.windll.kernel32.K32GetProcessMemoryInfo
    look.argtypes = (wintypes.HANDLE, ctypes.c_void_p, wintypes.DWORD)
    handle = int(process._handle)  # noqa: SLF001  # the only way to it
    found = look(handle, ctypes.byref(counters), counters.cb)
    return int(counters.pagefile) if found else 0
