"""The panel at the left: the program's mark, the pages, the balance."""

from datetime import datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QIcon, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QGraphicsOpacityEffect,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from alphasms_desktop.i18n import money, ntr, number, tr
from alphasms_desktop.ui.places import PLACES, SETTINGS, Place, keys_of
from alphasms_desktop.ui.theme import RADIUS, tokens
from alphasms_desktop.ui.widgets.basics import (
    button,
    keep_one_tab_stop,
    keys_text,
    label,
    line,
    row,
)
from alphasms_desktop.ui.widgets.explained import allow, explain
from alphasms_desktop.ui.widgets.icons import icon, pixmap
from alphasms_desktop.wording import KYIV

WIDTH = 212
_ICON = 18
_ICON_GAP = 8
_DIMMED = 0.5
_MOST_SHOWN = 99
"""A longer number would stand on the words; all are counted on the page itself."""
_FRESH_MS = 120_000
"""So long after the service's answer we say that there is a connection."""


class Navigation(QFrame):
    """Chooses the page; `page_chosen` says which (`campaigns`, `contacts`, ...), also again."""

    page_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("look", "navigation")
        self.setFixedWidth(WIDTH)
        self.setAccessibleName(tr("Pages"))
        self._pages: dict[str, QPushButton] = {}
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        keep_one_tab_stop(self._group)
        self.balance = BalanceBlock()
        self._inside = QWidget()
        self._fill(self._inside)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 1, 0)
        layout.addWidget(self._inside)
        self.choose("campaigns")

    def choose(self, page: str) -> None:
        """Show which page is open; nothing is told."""
        self._pages[page].setChecked(True)

    @property
    def chosen(self) -> str:
        """Which page is shown to be open."""
        return next(name for name, one in self._pages.items() if one.isChecked())

    def show_waiting(self, count: int) -> None:
        """Show how many people wait to be called back."""
        self._waiting.setText(number(count) if count <= _MOST_SHOWN else f"{_MOST_SHOWN}+")
        self._waiting.setVisible(count > 0)
        says = ntr("{n} waits", "{n} wait", count) if count else ""
        page = self._pages["call_back"]
        page.setAccessibleDescription(says or page.toolTip())

    def page_button(self, page: str) -> QPushButton:
        """Return the button of a page."""
        return self._pages[page]

    def show_balance(
        self, amount: Decimal | None, currency: str, at: datetime | None, is_play: bool
    ) -> None:
        """Show the balance with its age; nothing where there is no account."""
        self.balance.show_balance(amount, currency, at, is_play)

    def set_dimmed(self, dimmed: bool) -> None:
        """Step back and take no clicks while the first run is on."""
        if dimmed is self._inside.isEnabled():
            for one in self._pages.values():
                allow(one, not dimmed, tr("First choose how to begin."))
        self._inside.setEnabled(not dimmed)
        effect = QGraphicsOpacityEffect(self._inside)
        effect.setOpacity(_DIMMED if dimmed else 1.0)
        effect.setEnabled(dimmed)
        self._inside.setGraphicsEffect(effect)

    def _fill(self, inside: QWidget) -> None:
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(10, 18, 10, 16)
        layout.setSpacing(2)
        head = row(ProgramMark(), label("AlphaSMS Desktop", "heading"), None, spacing=9)
        head.setContentsMargins(8, 0, 0, 14)
        layout.addLayout(head)
        for place in PLACES:
            layout.addWidget(self._page(place))
        self._waiting = label("", "pill")
        beside = row(None, self._waiting)
        beside.setContentsMargins(0, 0, 2, 0)
        self._pages["call_back"].setLayout(beside)
        self._waiting.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._waiting.hide()
        layout.addStretch(1)
        layout.addWidget(line())
        layout.addSpacing(8)
        layout.addWidget(self.balance)
        layout.addWidget(self._page(SETTINGS))

    def _page(self, place: Place) -> QPushButton:
        page = place.name
        made = button(tr(place.title), "navigation", lambda: self.page_chosen.emit(page))
        made.setCheckable(True)
        explain(made, QKeySequence(keys_of(place)).toString(QKeySequence.SequenceFormat.NativeText))
        made.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        made.setIcon(_two_coloured(page))
        made.setIconSize(QSize(_ICON + _ICON_GAP, _ICON))
        self._group.addButton(made)
        self._pages[page] = made
        return made


class BalanceBlock(QWidget):
    """The balance, what it was when, and whether the service still answers."""

    def __init__(self) -> None:
        super().__init__()
        self.amount = label(look="number")
        self.setToolTip(tr("{keys} asks for it anew").format(keys=keys_text("F5")))
        self.note = label(look="muted", wrap=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 0, 6, 6)
        layout.setSpacing(1)
        for part in (label(tr("Balance"), "muted"), self.amount, self.note):
            layout.addWidget(part)
        self._at: datetime | None = None
        self.is_cut_off = False
        self._aging = QTimer(self, singleShot=True, interval=_FRESH_MS)
        self._aging.timeout.connect(lambda: self.note.setText(self._age(is_fresh=False)))
        self.hide()

    def show_balance(
        self, amount: Decimal | None, currency: str, at: datetime | None, is_play: bool
    ) -> None:
        """Show an amount, or nothing."""
        self._aging.stop()
        self.is_cut_off = False
        self._at = at
        self.setVisible(amount is not None)
        if amount is None:
            return
        self.amount.setText(money(amount, currency))
        if is_play:
            self.note.setText(tr("play money"))
        else:
            self.note.setText(self._age(is_fresh=True))
            self._aging.start()
        self.note.setVisible(bool(self.note.text()))

    def show_cut_off(self, since: datetime) -> None:
        """Say since when AlphaSMS does not answer, until a balance comes again."""
        if self.is_cut_off or self.isHidden():
            return
        self.is_cut_off = True
        self._aging.stop()
        time = f"{since.astimezone(ZoneInfo(KYIV)):%H:%M}"
        self.note.setText(tr("no connection since {time}").format(time=time))
        self.note.show()

    def _age(self, is_fresh: bool) -> str:
        if self._at is None:
            return ""
        time = f"{self._at.astimezone(ZoneInfo(KYIV)):%H:%M}"
        words = tr("at {time} · connected") if is_fresh else tr("at {time}")
        return words.format(time=time)


class ProgramMark(QWidget):
    """The sign of the program: an alpha on a rounded square."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(26, 26)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the square and the letter."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens().accent))
        area = QRectF(self.rect())
        painter.drawRoundedRect(area, RADIUS, RADIUS)
        font = painter.font()
        font.setPixelSize(15)
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(QColor(tokens().on_accent))
        painter.drawText(area.adjusted(0, -1, 0, -1), Qt.AlignmentFlag.AlignCenter, "α")


def _two_coloured(name: str) -> QIcon:
    made = icon(name, tokens().text, _ICON, _ICON_GAP)
    chosen = pixmap(name, tokens().accent, _ICON, _ICON_GAP)
    made.addPixmap(chosen, QIcon.Mode.Normal, QIcon.State.On)
    made.addPixmap(chosen, QIcon.Mode.Disabled, QIcon.State.On)
    made.addPixmap(pixmap(name, tokens().text, _ICON, _ICON_GAP), QIcon.Mode.Disabled)
    return made
