"""A call's own history, and the three answers to a call in doubt: for it, or for all of them."""

from collections.abc import Callable, Iterable, Sequence
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QMenu, QVBoxLayout, QWidget

from alphasms_desktop.domain.attempt import State
from alphasms_desktop.domain.live import Decision, LiveRow, StoryLine
from alphasms_desktop.domain.phone import grouped
from alphasms_desktop.domain.success import Success
from alphasms_desktop.domain.totals import Meanings
from alphasms_desktop.i18n import money, ntr, tr
from alphasms_desktop.ui.widgets.basics import Card, button, empty, label, row
from alphasms_desktop.ui.widgets.scrolled import scrolled
from alphasms_desktop.wording import KYIV, pressed, reason, service_word, state_name

WIDTH = 360
_TEXT_WIDTH = WIDTH - 80


def story_texts(story: Iterable[StoryLine], meanings: Meanings, success: Success) -> list[str]:
    """Return what happened to a call, one text an event."""
    return [story_text(one, meanings, success) for one in story]


def story_text(story: StoryLine, meanings: Meanings, success: Success) -> str:
    """Return one event of a call in words: time, what happened, the service's word, key, price."""
    at = f"{story.at.astimezone(ZoneInfo(KYIV)):%H:%M:%S}"
    said = reason(story.why) or state_name(State(story.after), success)
    text = f"{at}  {said}"
    if word := service_word(story.raw, story.why):
        text += f" · {word}"
    if story.key:
        text += f" · {tr('key {key}').format(key=pressed(story.key, meanings))}"
    if story.price is not None:
        text += f" · {money(story.price)}"
    return text


class CallDetails(Card):
    """The panel beside the table.

    Signals: `closed()`; `decided(object, bool)`: a Decision, and whether it is meant for every
    call in doubt of the campaign.
    """

    closed = Signal()
    decided = Signal(object, bool)

    def __init__(self) -> None:
        super().__init__(spacing=8)
        self.setFixedWidth(WIDTH)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.name = label("", "heading", wrap=True)
        self.phone = label("", "muted")
        self.close_button = button("Esc", "link", self.closed.emit)
        self.close_button.setAccessibleName(tr("Close the details"))
        self.text = label("", wrap=True)
        self._story = QVBoxLayout()
        self._story.setSpacing(2)
        self._doubt = _Doubt(lambda decision, is_for_all: self.decided.emit(decision, is_for_all))
        self.body.addLayout(row(self.name, None, self.close_button))
        self.body.addWidget(self.phone)
        # Where the window is low it scrolls: what is asked about a call in doubt is never cut.
        inside = QWidget()
        below = QVBoxLayout(inside)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(8)
        below.addWidget(self.text)
        below.addSpacing(6)
        below.addWidget(label(tr("History of the call"), "heading"))
        below.addLayout(self._story)
        below.addSpacing(6)
        below.addWidget(self._doubt)
        below.addStretch(1)
        self.body.addWidget(scrolled(inside), 1)

    def show_call(
        self,
        one: LiveRow,
        story: Sequence[str],
        one_call: str,
        in_doubt: int,
        hint: str,
    ) -> None:
        """Show a recipient, its story in words, what another call may cost, what evidence hints."""
        self.name.setText(one.name or grouped(one.phone))
        place = tr("row {n}").format(n=one.row)
        self.phone.setText(f"{grouped(one.phone)} · {place}")
        self.text.setText(tr("“{word}”").format(word=one.text) if one.text else "")
        self.text.setVisible(bool(one.text))
        empty(self._story)
        for event in story:
            self._story.addWidget(label(event, wrap=True))
        self._doubt.setVisible(one.state is State.UNCONFIRMED)
        self._doubt.show_size(one_call, in_doubt)
        self._doubt.show_hint(hint)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close on Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)


class _Doubt(QWidget):
    """The yellow card and the three answers."""

    def __init__(self, on_decision: Callable[[Decision, bool], object]) -> None:
        super().__init__()
        self._on_decision = on_decision
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self._make_card())
        self.made = button(tr("The call was made"), "", lambda: on_decision(Decision.MADE, False))
        self.again = button("", "", lambda: on_decision(Decision.CALL_AGAIN, False))
        self.leave = button(tr("Leave as it is"), "", lambda: on_decision(Decision.LEAVE, False))
        self.all = button("", "link")
        self.all.clicked.connect(self._ask_for_all)
        for one in (self.made, self.again, self.leave, self.all):
            layout.addWidget(one)

    def show_size(self, one_call: str, in_doubt: int) -> None:
        """Say what calling again costs, and how many calls are in doubt."""
        self.again.setText(tr("It was not: call (≈ {cost})").format(cost=one_call))
        self.all.setText(
            ntr("Apply to the only one in doubt…", "Apply to all {n} in doubt…", in_doubt)
        )
        self.all.setVisible(in_doubt > 1)

    def show_hint(self, hint: str) -> None:
        """Show what evidence says, if anything; it decides nothing."""
        self.hint.setText(hint)
        self.hint.setMinimumHeight(self.hint.heightForWidth(_TEXT_WIDTH) if hint else 0)
        self.hint.setVisible(bool(hint))

    def _make_card(self) -> QFrame:
        card = Card("banner", padding=12, spacing=4)
        card.body.addWidget(label(tr("In doubt"), "heading"))
        text = label(
            tr(
                "The answer was lost, so the call may have been made. If it is called again, "
                "the person may get two calls. Look for this number in the AlphaSMS cabinet."
            ),
            wrap=True,
        )
        # Nested layouts forget that a wrapped text grows taller where it is narrow.
        text.setMinimumHeight(text.heightForWidth(_TEXT_WIDTH))
        card.body.addWidget(text)
        self.hint = label("", wrap=True)
        card.body.addWidget(self.hint)
        return card

    def _ask_for_all(self) -> None:
        menu = QMenu(self)
        for text, decision in (
            (tr("The calls were made"), Decision.MADE),
            (tr("They were not: call them all"), Decision.CALL_AGAIN),
            (tr("Leave them as they are"), Decision.LEAVE),
        ):
            action = menu.addAction(text)
            action.triggered.connect(
                lambda _checked=False, one=decision: self._on_decision(one, True)
            )
        menu.exec(self.all.mapToGlobal(self.all.rect().bottomLeft()))
