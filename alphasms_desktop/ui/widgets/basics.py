"""Labels, cards, buttons and rows in the looks of the theme; pages say only what is what."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from alphasms_desktop.ui.widgets.flow import Flow

SEARCH_FIELD = "search"
"""The object name of a page's search field."""

_NATIVE = QKeySequence.SequenceFormat.NativeText


def label(text: str = "", look: str = "", wrap: bool = False) -> QLabel:
    """Make a label: look is title, heading, muted, number, sentence, pill, error, or plain."""
    made = QLabel(text)
    made.setProperty("look", look)
    made.setWordWrap(wrap)
    # What comes from files and services is shown as it is, never as markup.
    made.setTextFormat(Qt.TextFormat.PlainText)
    if look.startswith("pill"):
        made.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Maximum)
    if wrap:
        made.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    return made


class _Button(QPushButton):
    """A button that only a click or Space presses: some desktops let Enter do it as well."""

    _waits = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave Enter to the page, unless this button is what Enter means there."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not self.isDefault():
            event.ignore()
        else:
            super().keyPressEvent(event)

    def setEnabled(self, is_on: bool) -> None:
        """Keep the keyboard's place: Qt would give it to whatever control comes next."""
        holder, at = self.parentWidget(), self.window().focusWidget()
        if not is_on and at is self and holder is not None:
            self._waits = True
            holder.setFocus()
        super().setEnabled(is_on)
        if is_on and self._waits:
            self._waits = False
            if at is holder:
                self.setFocus()


def button(text: str, look: str = "", on_click: Callable[[], object] | None = None) -> QPushButton:
    """Make a button that is never pressed by Enter from elsewhere: Enter never spends money."""
    made = _Button(text)
    made.setProperty("look", look)
    made.setAutoDefault(False)
    made.setDefault(False)
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    if on_click is not None:
        made.clicked.connect(lambda: on_click())
    return made


def by_enter_too(made: QPushButton) -> QPushButton:
    """Let Enter press a button that has the keyboard: it leads somewhere and costs nothing."""
    made.setDefault(True)
    return made


def spelled(words: str) -> str:
    """Return a name of the user's as buttons and menus show it, with its ampersands."""
    return words.replace("&", "&&")


def empty(layout: QLayout) -> None:
    """Take everything out of a layout, to fill it anew; nothing of it is seen any more."""
    while (item := layout.takeAt(0)) is not None:
        if widget := item.widget():
            widget.hide()
            widget.deleteLater()


def set_look(widget: QWidget, look: str) -> None:
    """Change the look of a widget that is already shown."""
    widget.setProperty("look", look)
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def row(*parts: QWidget | int | None, spacing: int = 10) -> QHBoxLayout:
    """Lay parts side by side; None takes the free room, a number is a gap in pixels."""
    layout = QHBoxLayout()
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(spacing)
    for part in parts:
        if part is None:
            layout.addStretch(1)
        elif isinstance(part, int):
            layout.addSpacing(part)
        else:
            layout.addWidget(part)
    return layout


class Card(QFrame):
    """A white box with an edge; parts are laid below each other in `body`."""

    def __init__(self, look: str = "card", padding: int = 16, spacing: int = 6) -> None:
        super().__init__()
        self.setProperty("look", look)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(padding, padding - 2, padding, padding - 2)
        self.body.setSpacing(spacing)


class Banner(QFrame):
    """A yellow card where a decision waits: what happened, what it means, and one button."""

    def __init__(self, title: str, text: str, action: str = "") -> None:
        super().__init__()
        self.setProperty("look", "banner")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(13, 9, 13, 9)
        words = QVBoxLayout()
        words.setSpacing(2)
        self.title = label(title, "heading", wrap=True)
        self.text = label(text, wrap=True)
        words.addWidget(self.title)
        words.addWidget(self.text)
        layout.addLayout(words, 1)
        self.button = button(action)
        layout.addWidget(self.button, 0, Qt.AlignmentFlag.AlignVCenter)
        self._layout = layout
        # Only now: shown without a parent it would be a window, and take the keyboard away.
        self.button.setVisible(bool(action))

    def add_button(self, another: QPushButton) -> None:
        """Put one more button before the last; it stays hidden until it is wanted."""
        self._layout.insertWidget(1, another, 0, Qt.AlignmentFlag.AlignVCenter)
        another.hide()


def keep_one_tab_stop(group: QButtonGroup) -> None:
    """Let Tab reach only the chosen button of an exclusive group; the arrows reach the rest."""
    keyboard, mouse = Qt.FocusPolicy.StrongFocus, Qt.FocusPolicy.ClickFocus
    for one in group.buttons():
        one.setFocusPolicy(keyboard if one.isChecked() else mouse)
    group.buttonToggled.connect(lambda one, on: one.setFocusPolicy(keyboard if on else mouse))


class Choices(QWidget):
    """Chips of which exactly one is chosen; the arrows move between them.

    Where they have no room beside each other they go on in the next line.
    """

    def __init__(self, names: Sequence[str], on_choice: Callable[[int], object]) -> None:
        super().__init__()
        layout = Flow(self)
        self.group = QButtonGroup(self)
        self.group.setExclusive(True)
        for number, name in enumerate(names):
            chip = button(name, "chip")
            chip.setCheckable(True)
            chip.setChecked(number == 0)
            self.group.addButton(chip, number)
            layout.addWidget(chip)
        keep_one_tab_stop(self.group)
        self.group.idToggled.connect(lambda number, on: on_choice(number) if on else None)

    def choose(self, number: int) -> None:
        """Choose a chip."""
        self.group.button(number).setChecked(True)

    def rename(self, number: int, name: str) -> None:
        """Change what a chip says, its count for example."""
        self.group.button(number).setText(name)


def tab_before(widget: QWidget, new: Sequence[QWidget]) -> None:
    """Have Tab meet what was made later where it stands: before a widget."""
    before = widget.previousInFocusChain()
    # Qt orders only what takes the focus.
    while before and before is not widget and before.focusPolicy() is Qt.FocusPolicy.NoFocus:
        before = before.previousInFocusChain()
    for one in new:
        if before:
            QWidget.setTabOrder(before, one)
        before = one


def keys_text(keys: str | QKeySequence.StandardKey) -> str:
    """Return keys as this system writes them, for the words beside the pointer."""
    return QKeySequence(keys).toString(_NATIVE)


def search_field(says: str, name: str = "", width: int = 240) -> QLineEdit:
    """Make the field in which a page is searched; Ctrl+F goes to it."""
    made = QLineEdit()
    made.setObjectName(SEARCH_FIELD)
    made.setPlaceholderText(says)
    made.setAccessibleName(name or says)
    made.setToolTip(keys_text(QKeySequence.StandardKey.Find))
    made.setClearButtonEnabled(True)
    made.setFixedWidth(width)
    return made


def line() -> QFrame:
    """Make a thin line between rows of a card."""
    made = QFrame()
    made.setProperty("look", "line")
    made.setFixedHeight(1)
    return made


def page_layout(page: QWidget) -> QVBoxLayout:
    """Give a page its layout, with the padding every page has."""
    page.setProperty("look", "page")
    page.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    layout = QVBoxLayout(page)
    layout.setContentsMargins(24, 20, 24, 20)
    layout.setSpacing(12)
    return layout
