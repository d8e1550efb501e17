"""The three regions of the window that F6 goes through: navigation, page, the panel beside it."""

from typing import Protocol, runtime_checkable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget


@runtime_checkable
class WithPanel(Protocol):
    """A page that shows a panel beside its table."""

    def side_panel(self) -> QWidget:
        """Return the panel, shown or not."""


def next_region(navigation: QWidget, page: QWidget, backwards: bool = False) -> None:
    """Give the keyboard to the region after (or before) the one that has it."""
    panel = page.side_panel() if isinstance(page, WithPanel) else None
    regions = [navigation, page] + ([panel] if panel is not None and panel.isVisible() else [])
    now = QApplication.focusWidget()
    # The panel stands inside its page, so the innermost counts.
    held = [one for one in regions if now is not None and (one is now or one.isAncestorOf(now))]
    place = regions.index(held[-1]) if held else 0
    step = -1 if backwards else 1
    _give_keyboard(regions[(place + step) % len(regions)], panel)


def _give_keyboard(region: QWidget, panel: QWidget | None) -> None:
    """Focus what a region names as its own, else the first part of it that Tab reaches."""
    one = region.nextInFocusChain()
    proxy = region.focusProxy()
    if proxy is not None and proxy.isVisible():
        proxy.setFocus(Qt.FocusReason.TabFocusReason)
        return
    while one is not None and one is not region:
        is_inside = region.isAncestorOf(one) and not (
            panel is not None and panel is not region and (one is panel or panel.isAncestorOf(one))
        )
        takes_tab = bool(one.focusPolicy() & Qt.FocusPolicy.TabFocus)
        if is_inside and takes_tab and one.isVisible() and one.isEnabled():
            one.setFocus(Qt.FocusReason.TabFocusReason)
            return
        one = one.nextInFocusChain()
