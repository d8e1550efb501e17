"""Tells the installer of Windows that the program runs, or that a campaign does.

An installer cannot see locks on files in folders that it does not know, but every program of this
user sees a named mutex. It is gone with the process, however that ends. Elsewhere nothing is told:
there programs may be replaced while they run.
"""

import sys

PROGRAM = "AlphaSMSDesktop-program"
CAMPAIGN = "AlphaSMSDesktop-campaign"
"""The names that `packaging/windows/installer.nsi` looks for."""


class Presence:
    """Something that others can see as long as it is shown."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._handle: int | None = None

    def show(self) -> None:
        """Be seen from now on."""
        if sys.platform == "win32" and self._handle is None:
            import ctypes

            create = ctypes.windll.kernel32.CreateMutexW
            create.restype = ctypes.c_void_p
            create.argtypes = (ctypes.c_void_p, ctypes.c_int, ctypes.c_wchar_p)
            self._handle = create(None, 0, f"Local\\{self._name}")

    def hide(self) -> None:
        """Be seen no more."""
        if sys.platform == "win32" and self._handle is not None:
            import ctypes

            close = ctypes.windll.kernel32.CloseHandle
            close.argtypes = (ctypes.c_void_p,)
            close(self._handle)
            self._handle = None
