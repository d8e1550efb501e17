"""What has been chosen so far, in short: a card beside the steps, or one line below them."""

from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from alphasms_desktop.domain.campaign import Mode
from alphasms_desktop.domain.channel import Channel
from alphasms_desktop.domain.exchange import Balance
from alphasms_desktop.domain.money import FIRST_PRICE_PER_PART, FIRST_PRICE_PER_SECOND
from alphasms_desktop.domain.rules import Purpose
from alphasms_desktop.i18n import decimal, money, ntr, number, tr
from alphasms_desktop.ui.pages.wizard.draft import Plan, length
from alphasms_desktop.ui.widgets.basics import Card, label, line
from alphasms_desktop.wording import moment

WIDTH = 292
_NONE = "—"


class SummaryCard(Card):
    """The card at the right."""

    def __init__(self, mode: Mode) -> None:
        super().__init__(spacing=8)
        self._mode = mode
        self.setFixedWidth(WIDTH)
        self.setAccessibleName(tr("Summary"))
        self.name = label("", "heading", wrap=True)
        self.body.addWidget(self.name)
        self._values: dict[str, QLabel] = {}
        self._captions: dict[str, QLabel] = {}
        self.body.addLayout(
            self._grid(
                ("purpose", tr("Purpose")),
                ("recipients", tr("Recipients")),
                ("message", tr("Message")),
                ("hours", tr("Hours")),
                ("start", tr("Beginning")),
            )
        )
        self.body.addSpacing(2)
        self.body.addWidget(line())
        self._money = QWidget()
        costs = QVBoxLayout(self._money)
        costs.setContentsMargins(0, 2, 0, 0)
        costs.addLayout(
            self._grid(
                ("one", tr("One call")),
                ("all", tr("One attempt for all")),
                ("retries", tr("With repeats")),
                ("cap", tr("Limit")),
                ("left", tr("Will be left")),
            )
        )
        self.body.addWidget(self._money)
        self.note = label("", "muted", wrap=True)
        self.body.addWidget(self.note)

    def show_plan(self, plan: Plan, balance: Balance | None = None) -> None:
        """Show a plan, and what would be left where the balance is known."""
        self.name.setText(plan.named().name or tr("New campaign"))
        recording, one, everyone = plan.recording, plan.one_call, plan.one_pass
        left = balance.amount - everyone if balance and everyone is not None else None
        values = {
            "purpose": _purpose(plan),
            "recipients": number(plan.calls) if plan.contacts else _NONE,
            "message": _message(plan),
            "hours": _hours(plan),
            "one": _about(one),
            "all": _about(everyone),
            "start": moment(plan.start.at) if plan.start else _NONE,
            "retries": _up_to(plan.with_retries) if plan.retry_after_s or plan.fallbacks else _NONE,
            "cap": money(plan.cap) if plan.cap is not None else _NONE,
            "left": _about(left) if left is not None and left >= 0 else _NONE,
        }
        for name, text in values.items():
            self._values[name].setText(text)
        for name in ("left", "start", "retries", "cap"):
            for part in (self._captions[name], self._values[name]):
                part.setVisible(values[name] != _NONE)
        self._money.setVisible(one is not None)
        if recording is None:
            self.note.setText(tr("The price comes from the length of the message."))
            return
        if plan.text is not None and plan.text.channel is Channel.SMS:
            self.note.setText(
                tr("About {price} a part: AlphaSMS tells no price beforehand.").format(
                    price=money(FIRST_PRICE_PER_PART)
                )
            )
            return
        note = tr("{seconds} s × {price}; more exact after the first calls").format(
            seconds=_seconds(recording.seconds), price=money(FIRST_PRICE_PER_SECOND)
        )
        if self._mode is Mode.TRAINING:
            note += ". " + tr("In training it is play money.")
        self.note.setText(note)

    def _grid(self, *lines: tuple[str, str]) -> QGridLayout:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(12)
        grid.setColumnStretch(1, 1)
        for place, (name, caption) in enumerate(lines):
            value = label("", "heading", wrap=True)
            value.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
            words = label(caption, "muted")
            grid.addWidget(words, place, 0, Qt.AlignmentFlag.AlignTop)
            self._captions[name] = words
            grid.addWidget(value, place, 1)
            self._values[name] = value
        return grid


def _purpose(plan: Plan) -> str:
    return tr("Advertising") if plan.purpose is Purpose.ADVERTISING else tr("Notice")


def _up_to(amount: Decimal | None) -> str:
    return tr("up to {amount}").format(amount=_about(amount)) if amount is not None else _NONE


def summary_line(plan: Plan) -> str:
    """Return the summary as one line: name, recipients, length, cost."""
    parts = [plan.named().name]
    if plan.calls:
        parts.append(ntr("{n} recipient", "{n} recipients", plan.calls))
    if plan.text is not None:
        parts.append(_message(plan))
    elif plan.recording:
        parts.append(length(plan.recording.seconds))
    if plan.one_pass is not None:
        parts.append(f"≈ {money(plan.one_pass)}")
    return " · ".join(part for part in parts if part)


def _message(plan: Plan) -> str:
    if plan.recording is None:
        return _NONE
    if plan.text is not None:
        parts = ntr("{n} part", "{n} parts", plan.text.most_parts)
        return tr("text, {parts}").format(parts=parts)
    if plan.composition is not None:
        return tr("up to {length}").format(length=length(plan.recording.seconds))
    size = max(1, round(plan.recording.size_bytes / 1000))
    return tr("{length} · {size} KB").format(length=length(plan.recording.seconds), size=size)


def _hours(plan: Plan) -> str:
    if plan.hours is None:
        return tr("any")
    hours = f"{plan.hours.start:%H:%M}–{plan.hours.end:%H:%M}"
    return tr("despite {hours}").format(hours=hours) if plan.despite_hours else hours


def _about(amount: Decimal | None) -> str:
    return _NONE if amount is None else f"≈ {money(amount)}"


def _seconds(length_s: float) -> str:
    """Return seconds of which the price beside them follows: 12.4, but 13 and not 13.0."""
    return decimal(f"{max(length_s, 0.1):.1f}".removesuffix(".0"))
