"""Every page: nothing cut with long words, every control said to a screen reader."""

import gettext
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QCheckBox,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QMainWindow,
    QMenu,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from alphasms_desktop import i18n
from alphasms_desktop.ui.pages.unfinished_cards import UnfinishedCards
from alphasms_desktop.ui.pages.wizard.header import StepMark
from alphasms_desktop.ui.tables.unfinished import begun_draft
from alphasms_desktop.ui.widgets.one_line import OneLine
from alphasms_desktop.ui.widgets.toggle import Toggle
from tests.ui.screen_reader import Told, cells_of, heard
from tests.ui.tour import Tour

_SLACK = 1
_TAB = Qt.FocusPolicy.TabFocus
CONTROLS = (
    QAbstractButton,
    QLineEdit,
    QComboBox,
    QAbstractSpinBox,
    QAbstractSlider,
    QAbstractItemView,
    QTextEdit,
)


class LongWords(gettext.NullTranslations):
    """Says everything half as long again, in words that can be wrapped as ours can."""

    def gettext(self, message: str) -> str:
        """Return a text with half as much behind it."""
        return _longer(message)

    def ngettext(self, one: str, many: str, n: int) -> str:
        """Return the form a number asks for, with half as much behind it."""
        return _longer(one if n == 1 else many)


def _longer(text: str) -> str:
    missing = len(text) // 2
    words = ("lenghten " * (missing // 9 + 1))[:missing]
    return f"{text} {words}".rstrip() if missing > 1 else text + "m" * missing


@pytest.fixture
def long_words() -> Iterator[None]:
    before = i18n.language(), i18n._speech.catalogue
    i18n._speech.catalogue = LongWords()
    yield
    i18n._speech.language, i18n._speech.catalogue = before


def cut_words(page: QWidget) -> list[str]:
    """Return the words of a page that have less room than they need."""
    found = []
    for one in page.findChildren(QWidget):
        if not one.isVisible():
            continue
        if isinstance(one, QLabel) and one.text():
            found += _cut_label(one)
        elif isinstance(one, (QPushButton, QCheckBox, QRadioButton)) and one.text():
            needed = one.minimumSizeHint()
            if one.width() + _SLACK < needed.width() or one.height() + _SLACK < needed.height():
                found.append(f"button “{one.text()}”: {one.size()} of {needed}")
            found += _outside(one, one.text())
        elif isinstance(one, QScrollArea) and one.widget() is not None:
            off = one.horizontalScrollBarPolicy() is Qt.ScrollBarPolicy.ScrollBarAlwaysOff
            if off and one.widget().width() > one.viewport().width() + _SLACK:
                found.append(f"what scrolls only down is too wide: {one.widget().size()}")
    return found


def _cut_label(one: QLabel) -> list[str]:
    words = one.text()
    if isinstance(one, OneLine):
        return []  # it is shortened with dots, and shown whole beside the pointer
    if one.wordWrap():
        needed = one.heightForWidth(one.width())
        cut = one.height() + _SLACK < needed
        return ([f"label “{words}”: {one.height()} of {needed} high"] if cut else []) + _outside(
            one, words
        )
    needed = one.sizeHint().width()
    cut = one.width() + _SLACK < needed
    return ([f"label “{words}”: {one.width()} of {needed} wide"] if cut else []) + _outside(
        one, words
    )


def _outside(one: QWidget, words: str) -> list[str]:
    """Say whether a widget is cut by what holds it; what can be scrolled to is not cut."""
    holder = one.parentWidget()
    area = one.rect()
    while holder is not None and not isinstance(holder.parentWidget(), QAbstractScrollArea):
        where = area.translated(one.mapTo(holder, area.topLeft()))
        if not holder.rect().adjusted(-_SLACK, -_SLACK, _SLACK, _SLACK).contains(where):
            return [f"“{words}” stands out of {type(holder).__name__}: {where} of {holder.rect()}"]
        if holder.isWindow():
            break
        holder = holder.parentWidget()
    return []


def unexplained(page: QWidget) -> list[str]:
    """Return the controls of a page that leave somebody at a screen reader without words.

    Each has a name. Where that is not enough there is a description too: what a choice means,
    what a field wants, what an icon does, why a button cannot be used. No two are alike.
    """
    found, met = [], set()
    for one in heard(page):
        if not isinstance(one.widget, CONTROLS) or _is_inner(one.widget):
            continue
        if not one.takes_focus and one.is_enabled:
            continue
        if not _named(one):
            found.append(f"no name: {one}")
        if not one.description and (not one.is_enabled or _wants_words(one.widget)):
            found.append(f"no description: {one}")
        words = (one.role, _named(one), one.description)
        if one.is_enabled and isinstance(one.widget, QPushButton) and words in met:
            found.append(f"two alike: {one}")
        met.add(words)
    return found


def mute(page: QWidget) -> list[str]:
    """Return the cells of tables and lists that say nothing, or not whether they are ticked."""
    found = []
    for view in page.findChildren(QAbstractItemView):
        if not view.isVisible() or _is_inner(view):
            continue
        for one in cells_of(view):
            if not one.heading or not one.words:
                found.append(f"a cell says nothing: {view.accessibleName()}: {one}")
            if one.is_checkable and one.is_checked == one.words.startswith("not "):
                found.append(f"a tick is not said: {view.accessibleName()}: {one}")
    return found


def out_of_turn(page: QWidget) -> list[str]:
    """Return where Tab leads back up, to what stands above and not further right."""
    stops: list[QWidget] = []
    one = page.nextInFocusChain()
    while one is not None and one is not page:
        is_seen = one.isEnabled() and not one.visibleRegion().isEmpty()
        if is_seen and one.focusPolicy() & _TAB:
            stops.append(one)
        one = one.nextInFocusChain()
    found = []
    for before, after in pairwise(stops):
        first, second = _area(before, page), _area(after, page)
        is_above = second.bottom() <= first.top() and second.left() < first.right()
        is_before = second.right() <= first.left() and not second.top() >= first.bottom() - _SLACK
        if is_above or is_before:
            found.append(f"Tab goes back from {_said(before)} to {_said(after)}")
    return found


def _area(one: QWidget, page: QWidget) -> QRect:
    return QRect(one.mapTo(page, QPoint()), one.size())


def _said(one: QWidget) -> str:
    words = one.text() if isinstance(one, QAbstractButton) else ""
    return f"{type(one).__name__} “{words or one.accessibleName()}”"


def held_open(page: QWidget) -> list[str]:
    """Close a dialog by Escape, after Enter changed nothing; returns what did not work."""
    if isinstance(page, QMainWindow):
        return []
    spent: list[str] = []
    for one in page.findChildren(QPushButton):
        if one.isEnabled() and one.isVisible() and one.property("look") in {"primary", "danger"}:
            one.clicked.connect(lambda: spent.append("pressed by Enter"))
            one.setFocus()
            QTest.keyClick(one, Qt.Key.Key_Return)
    if not page.isVisible():
        page.show()
    QTest.keyClick(page, Qt.Key.Key_Escape)
    return spent + (["is not closed by Escape"] if page.isVisible() else [])


def _is_inner(one: QWidget) -> bool:
    holders = (QAbstractSpinBox, QComboBox, QAbstractScrollArea)
    return one.objectName().startswith("qt_") or isinstance(one.parentWidget(), holders)


def _named(one: Told) -> str:
    """Return the name; that of a box of choices would else be the choice itself here."""
    if not isinstance(one.widget, QComboBox):
        return one.name
    captions = one.widget.window().findChildren(QLabel)
    buddies = [label.text() for label in captions if label.buddy() is one.widget]
    return one.widget.accessibleName() or "".join(buddies)


def _wants_words(one: QWidget) -> bool:
    if isinstance(one, QPushButton):
        return not one.text() and not one.findChildren(QLabel) and not isinstance(one, StepMark)
    return isinstance(one, (Toggle, QAbstractSpinBox, QAbstractSlider, QComboBox, QLineEdit))


class Windows(QObject):
    """Notes what is shown as a window of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.strays: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Note a widget that is shown without a parent and is made for one."""
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget):
            is_meant = isinstance(watched, (QMainWindow, QDialog, QMenu))
            is_popup = watched.windowType() in (Qt.WindowType.Popup, Qt.WindowType.ToolTip)
            if watched.isWindow() and not is_meant and not is_popup:
                words = watched.text() if isinstance(watched, (QAbstractButton, QLabel)) else ""
                self.strays.append(f"{type(watched).__name__} {words}")
        return False


@pytest.mark.timeout(240)
@pytest.mark.usefixtures("long_words")
def test_nothing_is_cut_in_the_least_window_with_words_half_as_long_again(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    cut = {}
    for name, page in Tour(qtbot, qapp, tmp_path).stops():
        if found := cut_words(page):
            cut[name] = found
    assert not cut, "\n".join(f"{page}: {one}" for page, all_ in cut.items() for one in all_)


@pytest.mark.timeout(240)
def test_every_control_of_every_page_says_what_it_is_to_a_screen_reader(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    without = {}
    for name, page in Tour(qtbot, qapp, tmp_path).stops():
        if found := unexplained(page) + mute(page) + out_of_turn(page) + held_open(page):
            without[name] = found
    assert not without, "\n".join(
        f"{page}: {one}" for page, all_ in without.items() for one in all_
    )


def test_a_card_that_comes_while_one_types_takes_no_keyboard_away(
    qtbot: QtBot, qapp: QApplication
) -> None:
    cards, windows = UnfinishedCards(), Windows()
    qtbot.addWidget(cards)
    cards.show()
    qapp.installEventFilter(windows)
    cards.show_things([begun_draft()])
    qapp.removeEventFilter(windows)
    assert windows.strays == [], "a button shown without a parent is a window"
