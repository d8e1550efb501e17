"""Showing a page of the web or a file in the program the user has for it."""

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices


def open_in_browser(address: str) -> bool:
    """Have the browser show a page; says whether there is a browser."""
    return QDesktopServices.openUrl(QUrl(address))


def open_file(path: Path) -> bool:
    """Have the system open a file; says whether it has a program for it."""
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
