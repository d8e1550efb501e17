"""The settings file: one small JSON beside the data, written whole or not at all."""

import json
import logging
import threading
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

from alphasms_desktop.domain.campaign import Mode
from alphasms_desktop.domain.errors import Kind, TroubleError
from alphasms_desktop.domain.profile import StatusSource
from alphasms_desktop.domain.settings import Settings
from alphasms_desktop.store.receiving_text import receiving_from

_log = logging.getLogger(__name__)


class SettingsFile:
    """Where the settings are kept; a value that makes no sense is its default again."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._changing = threading.Lock()

    def load(self) -> Settings:
        """Return the settings; the defaults where there are none yet."""
        try:
            kept = json.loads(self._path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return Settings()
        except (OSError, ValueError) as error:
            _log.warning("the settings could not be read: %s", error)
            return Settings()
        values = {
            name: value
            for name, value in (kept.items() if isinstance(kept, dict) else [])
            if _makes_sense(name, value)
        }
        mode, source = values.pop("mode", None), values.pop("status_source", None)
        receiving = receiving_from(kept.get("receiving") if isinstance(kept, dict) else None)
        return Settings(
            **values,
            receiving=receiving,
            mode=Mode(mode) if mode in set(Mode) else None,
            status_source=StatusSource(source) if source in set(StatusSource) else None,
        )

    def change(self, change: Callable[[Settings], Settings]) -> None:
        """Keep the settings as `change` makes them of those there are; one change at a time.

        Raises TroubleError(FOLDER_UNWRITABLE).
        """
        with self._changing:
            self.save(change(self.load()))

    def save(self, settings: Settings) -> None:
        """Keep the settings; raises TroubleError(FOLDER_UNWRITABLE)."""
        fresh = self._path.with_suffix(".new")
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            fresh.write_text(json.dumps(asdict(settings), indent=2, default=str), encoding="utf-8")
            fresh.replace(self._path)
        except OSError as error:
            kind = Kind.FOLDER_UNWRITABLE
            raise TroubleError(kind, str(error), path=self._path.parent) from error


def _makes_sense(name: str, value: object) -> bool:
    """Say whether a value is of its setting's type; numbers are positive."""
    default = asdict(Settings()).get(name)
    if isinstance(default, int | float) and not isinstance(default, bool):
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        return is_number and 0 < value < float("inf")  # type: ignore[operator]  # is one
    return name in asdict(Settings()) and isinstance(value, str) and name != "receiving"
