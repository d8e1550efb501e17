"""Asking for files by the system's own dialogs."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSettings, QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from alphasms_desktop.i18n import tr

SHEETS = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".csv", ".tsv", ".txt", ".vcf")
SOUNDS = (
    *(".wav", ".mp3", ".m4a", ".aac", ".ogg", ".oga", ".opus", ".flac", ".wma", ".amr", ".3gp"),
    *(".aiff", ".aif", ".caf", ".mp4", ".webm"),
)
TABLES = "Excel (*.xlsx);;CSV (*.csv)"
"""What the system's dialog offers where a table is written."""

_LAST_FOLDER = "last_folder"


def ask_file(parent: QWidget, title: str, kinds: str, endings: Sequence[str]) -> Path | None:
    """Let the user choose a file, of these kinds at first."""
    patterns = " ".join(f"*{one}" for one in endings)
    everything = tr("All files")
    chosen, _ = QFileDialog.getOpenFileName(
        parent, title, str(_folder()), f"{kinds} ({patterns});;{everything} (*)"
    )
    return _noted(Path(chosen)) if chosen else None


def ask_target(parent: QWidget, title: str, suggested: str, kinds: str = TABLES) -> Path | None:
    """Let the user choose what to write; a name without an ending gets that of the suggested."""
    chosen, _ = QFileDialog.getSaveFileName(parent, title, str(_folder() / suggested), kinds)
    if not chosen:
        return None
    path = _noted(Path(chosen))
    return path if path.suffix else path.with_suffix(Path(suggested).suffix)


def _folder() -> Path:
    """Return where to begin: the folder of the last time, at first the user's documents."""
    kept = str(_kept().value(_LAST_FOLDER) or "")
    if kept and Path(kept).is_dir():
        return Path(kept)
    documents = QStandardPaths.StandardLocation.DocumentsLocation
    usual = Path(QStandardPaths.writableLocation(documents))
    return usual if usual.is_dir() else Path.home()


def _noted(path: Path) -> Path:
    _kept().setValue(_LAST_FOLDER, str(path.parent))
    return path


def _kept() -> QSettings:
    return QSettings("AlphaSMS Desktop", "window")
