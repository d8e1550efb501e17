"""Step 3: how fast a campaign goes and what keeps it from harm: first calls, repeats, a limit."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QComboBox, QLineEdit

from alphasms_desktop.domain.money import plain
from alphasms_desktop.i18n import mark, tr
from alphasms_desktop.ui.pages.wizard.draft import CANARY_CALLS, LADDER_S, Plan
from alphasms_desktop.ui.pages.wizard.step import say
from alphasms_desktop.ui.widgets.basics import Card, label, line
from alphasms_desktop.ui.widgets.explained import explain, explained_row
from alphasms_desktop.ui.widgets.toggle import Toggle
from alphasms_desktop.wording import end_words

PACES = (
    (0, mark("as fast as AlphaSMS takes them")),
    (30, mark("30 calls a minute")),
    (60, mark("60 calls a minute")),
    (120, mark("120 calls a minute")),
    (300, mark("300 calls a minute")),
)
_LADDERS = (
    (LADDER_S, mark("after 20 min, then after 1 h")),
    ((20 * 60.0,), mark("after 20 min")),
    ((3600.0,), mark("after 1 h")),
    ((3600.0, 3 * 3600.0), mark("after 1 h, then after 3 h")),
    ((24 * 3600.0,), mark("the next day")),
)
_NOT_AGAIN = (
    (0, mark("no")),
    (1, mark("called within 1 day")),
    (3, mark("called within 3 days")),
    (7, mark("called within 7 days")),
    (14, mark("called within 14 days")),
    (30, mark("called within 30 days")),
)


class CareCards(QObject):
    """The cards of the careful choices; `changed()` when one of them was made.

    `pace_card` holds the first calls and the pace, `again_card` the repeats, `cap_card` the limit.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._is_filling = False
        self.pace_card, self.again_card, self.cap_card = self._pace(), self._again(), self._cap()

    def show_plan(self, plan: Plan) -> None:
        """Show what is chosen."""
        self._is_filling = True
        self.canary.setChecked(plan.wants_canary)
        self.pace.setCurrentIndex(max(0, _place(PACES, plan.calls_per_minute or 0)))
        self.retry.setChecked(bool(plan.retry_after_s))
        self.ladder.setCurrentIndex(max(0, _place(_LADDERS, plan.retry_after_s)))
        self.not_again.setCurrentIndex(max(0, _place(_NOT_AGAIN, plan.not_again_within_days)))
        end = plan.expected_end(datetime.now(UTC))
        say(self.ends, end_words(end, sum(plan.retry_after_s)) if end else "")
        if plan.cap is None and not self.fault():
            self.cap.clear()
        self._is_filling = False
        self._show_fields()

    def load(self, plan: Plan) -> None:
        """Put the limit of a plan into its field."""
        self._is_filling = True
        self.cap.setText(plain(plan.cap) if plan.cap is not None else "")
        self._is_filling = False

    def taken_into(self, plan: Plan) -> Plan:
        """Return a plan with these choices in it; a limit that is no sum changes nothing."""
        canary = None if self.canary.isChecked() == plan.usual_canary else self.canary.isChecked()
        return replace(
            plan,
            canary=canary,
            calls_per_minute=PACES[self.pace.currentIndex()][0] or None,
            retry_after_s=self._ladder() if self.retry.isChecked() else (),
            not_again_within_days=_NOT_AGAIN[self.not_again.currentIndex()][0],
            cap=plan.cap if self.fault() else _money(self.cap.text()),
        )

    def fault(self) -> str:
        """Return what does not make sense, as a sentence, or nothing."""
        text = self.cap.text().strip()
        if not text or _money(text) is not None:
            return ""
        return tr("The limit is a sum such as 250 or 250,50; leave it empty for none.")

    def _pace(self) -> Card:
        first = tr("The first {n} calls, then ask me").format(n=CANARY_CALLS)
        self.canary = Toggle(first)
        self.canary.toggled.connect(self._on_change)
        card = Card(spacing=8)
        why = tr("We wait for their results and show them before the rest is called.")
        card.body.addLayout(explained_row(first, why, self.canary))
        card.body.addWidget(line())
        pace = tr("&Pace")
        self.pace = _box(pace, [text for _, text in PACES], self._on_change)
        slow = tr("Slower suits an office that has to answer calls back.")
        card.body.addLayout(explained_row(pace, slow, self.pace))
        self.ends = label("", "muted", wrap=True)
        self.ends.hide()
        card.body.addWidget(self.ends)
        return card

    def _again(self) -> Card:
        again = tr("Once more when not reached")
        self.retry = Toggle(again)
        self.retry.toggled.connect(self._on_change)
        card = Card(spacing=8)
        when = tr("Calls in doubt are not repeated by themselves.")
        across = explained_row(again, when, self.retry)
        self.ladder = _box(again, [text for _, text in _LADDERS], self._on_change)
        explain(self.ladder, tr("How long after a call that reached nobody the next one comes."))
        across.insertWidget(1, self.ladder, 0, Qt.AlignmentFlag.AlignVCenter)
        card.body.addLayout(across)
        card.body.addWidget(line())
        recently = tr("Leave out those called recently")
        self.not_again = _box(recently, [text for _, text in _NOT_AGAIN], self._on_change)
        left_out = tr("By another campaign; the table says who and why.")
        card.body.addLayout(explained_row(recently, left_out, self.not_again))
        return card

    def _cap(self) -> Card:
        self.cap = QLineEdit()
        self.cap.setFixedWidth(150)
        self.cap.setPlaceholderText(tr("no limit"))
        self.cap.setAccessibleName(tr("Limit of spending, ₴"))
        self.cap.textChanged.connect(self._on_change)
        self.error = label("", "error", wrap=True)
        self.error.hide()
        card = Card(spacing=6)
        why = tr("The program pauses the campaign before it would cost more than that.")
        card.body.addLayout(explained_row(tr("Limit of spending, ₴"), why, self.cap))
        card.body.addWidget(self.error)
        return card

    def _on_change(self) -> None:
        if not self._is_filling:
            self._show_fields()
            self.changed.emit()

    def _show_fields(self) -> None:
        self.ladder.setVisible(self.retry.isChecked())
        say(self.error, self.fault())

    def _ladder(self) -> tuple[float, ...]:
        return _LADDERS[self.ladder.currentIndex()][0]


def _box(name: str, texts: list[str], on_change: Callable[[], None]) -> QComboBox:
    box = QComboBox()
    box.addItems([tr(text) for text in texts])
    box.setAccessibleName(name.replace("&", ""))
    box.currentIndexChanged.connect(on_change)
    return box


def _place(choices: Sequence[tuple[object, str]], value: object) -> int:
    return next((place for place, (one, _) in enumerate(choices) if one == value), -1)


def _money(text: str) -> Decimal | None:
    try:
        amount = Decimal(text.strip().replace(" ", "").replace("\u00a0", "").replace(",", "."))
    except InvalidOperation:
        return None
    return amount if amount.is_finite() and amount > 0 else None
