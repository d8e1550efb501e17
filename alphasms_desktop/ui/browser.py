"""Showing a page of the web, in the user's own browser."""

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices


def open_in_browser(address: str) -> bool:
    """Have the browser show a page; says whether there is a browser."""
    return QDesktopServices.openUrl(QUrl(address))
