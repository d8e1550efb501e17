"""The files one had open lately, newest first; those that are gone are not offered."""

from pathlib import Path

from PySide6.QtCore import QSettings

_NAME = "recent_files"
_MOST = 8


class RecentFiles:
    """Kept with the window's own settings, so the same for training and real calls."""

    def __init__(self) -> None:
        self._kept = QSettings("AlphaSMS Desktop", "window")

    def note(self, path: Path) -> None:
        """Remember a file as the newest."""
        newest = [path.absolute(), *(one for one in self._all() if one != path.absolute())]
        self._kept.setValue(_NAME, [str(one) for one in newest[:_MOST]])

    def there(self) -> list[Path]:
        """Return those that are still there."""
        return [one for one in self._all() if one.is_file()]

    def forget(self) -> None:
        """Remember none any more."""
        self._kept.remove(_NAME)

    def _all(self) -> list[Path]:
        kept = self._kept.value(_NAME, [])
        # A list of one comes back from some systems as the one text.
        names = kept if isinstance(kept, list) else [kept] if kept else []
        return [Path(str(one)) for one in names]
