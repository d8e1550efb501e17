"""The pretend service of training, inside the program."""

import threading
from typing import TYPE_CHECKING

from alphasms_desktop.store.folder import DataFolder
from alphasms_desktop.store.pretend_calls import SANDBOX_CALLS

if TYPE_CHECKING:
    from alphasms_desktop.sandbox import Sandbox

_SPEED = 20.0
"""Pretend calls go by twenty times faster, so that a lesson does not take an afternoon."""


class TrainingSandbox:
    """The sandbox inside the program: started for the first call, one for a data folder."""

    def __init__(self, folder: DataFolder, scenario: str) -> None:
        self._folder = folder
        self._scenario = scenario
        self._lock = folder.lock("sandbox")
        self._starting = threading.Lock()
        self._sandbox: Sandbox | None = None

    def url(self) -> str:
        """Return its address; it is started if it is not running."""
        with self._starting:
            if self._sandbox is None:
                from alphasms_desktop.sandbox import Sandbox, SandboxSettings

                # A second process gets a sandbox of its own, which remembers nothing.
                keep = self._folder.path / SANDBOX_CALLS if self._lock.acquire() else None
                self._sandbox = Sandbox(
                    SandboxSettings(
                        scenario=self._scenario,
                        speed=_SPEED,
                        keep=keep,
                        codes_by_phone=True,
                    )
                )
                self._sandbox.start()
            return self._sandbox.url

    def stop(self) -> None:
        """End it, if it was started."""
        with self._starting:
            if self._sandbox is not None:
                self._sandbox.stop()
                self._sandbox = None
            self._lock.release()
