"""The first three recipients, as a proof that the list and the message are the right ones."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from alphasms_desktop.domain.channel import Channel
from alphasms_desktop.domain.errors import Trouble
from alphasms_desktop.domain.live import ListFilter, ListNote, ListRow
from alphasms_desktop.domain.message import TextMessage
from alphasms_desktop.domain.phone import grouped
from alphasms_desktop.domain.rules import Purpose
from alphasms_desktop.engine.contact_desk import ContactDesk
from alphasms_desktop.engine.text_desk import PreviewRow
from alphasms_desktop.i18n import number, tr
from alphasms_desktop.ui.context import Context
from alphasms_desktop.ui.pages.wizard.draft import Plan
from alphasms_desktop.ui.pages.wizard.hook_preview import hooks_of
from alphasms_desktop.ui.widgets.basics import Card, empty, label, line

_FIRST = 3
_LOOKED_AT_ONCE, _LOOKED_THROUGH = 200, 5_000
"""So many rows are looked through for the first who are not spared."""


@dataclass(frozen=True)
class _Called:
    """Who of a list is called, without whom a call within the last `spared_days` spares."""

    who: ListFilter
    spared_days: int


class FirstRecipients(Card):
    """Shows who is called first and what they are told; `failed(object)`: a Trouble."""

    failed = Signal(object)

    def __init__(self, context: Context) -> None:
        super().__init__(spacing=0)
        self._context = context
        self._turn = 0

    def show_plan(self, plan: Plan) -> None:
        """Ask for the first recipients of a plan, and show them when they come."""
        self._turn += 1
        taken = plan.contacts
        if taken is None:
            self._lay_first([], {})
        elif plan.text is not None:
            self._ask_texts(plan.text, taken.id, _called_of(plan))
        else:
            self._ask_rows(taken.id, _called_of(plan))

    def leave(self) -> None:
        """Have answers still on their way come too late."""
        self._turn += 1

    def _ask_rows(self, list_id: int, who: _Called) -> None:
        turn, workspace = self._turn, self._context.workspace

        def ask() -> tuple[list[ListRow], dict[int, str]]:
            rows = _first(workspace.contacts, list_id, who)
            return rows, hooks_of(workspace, list_id, {one.row for one in rows})

        def show(first: tuple[list[ListRow], dict[int, str]]) -> None:
            if turn == self._turn:
                self._lay_first(*first)

        self._context.bridge.ask(ask, show, lambda trouble: self._fail(turn, trouble))

    def _ask_texts(self, text: TextMessage, list_id: int, who: _Called) -> None:
        """Show what the first three are told."""
        turn, workspace = self._turn, self._context.workspace

        def ask() -> list[PreviewRow]:
            rows = {one.row for one in _first(workspace.contacts, list_id, who)}
            return workspace.texts.told_to(text, list_id, rows)

        def show(rows: list[PreviewRow]) -> None:
            if turn == self._turn:
                is_read = text.channel is Channel.SMS
                self._lay_lines([_told(one, is_read) for one in rows])

        self._context.bridge.ask(ask, show, lambda trouble: self._fail(turn, trouble))

    def _fail(self, turn: int, trouble: Trouble) -> None:
        if turn == self._turn:
            self.failed.emit(trouble)

    def _lay_first(self, rows: list[ListRow], hooks: dict[int, str]) -> None:
        words = [[one.name or "—", hooks.get(one.row, "")] for one in rows]
        self._lay_lines(
            [
                (one.row, one.phone, "\n".join(filter(None, said)), "")
                for one, said in zip(rows, words, strict=True)
            ]
        )

    def _lay_lines(self, rows: list[tuple[int, str, str, str]]) -> None:
        empty(self.body)
        self.setVisible(bool(rows))
        title = tr("The first three") if len(rows) == _FIRST else tr("Who is called")
        self.body.addWidget(label(title, "muted"))
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 6, 0, 0)
        grid.setHorizontalSpacing(20)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(2, 1)
        for place, one in enumerate(rows):
            at, phone, words, tip = one
            where = label(number(at), "muted")
            where.setMinimumWidth(40)
            where.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            where.setToolTip(tr("Row {row}").format(row=at))
            if place:
                grid.addWidget(line(), 2 * place - 1, 0, 1, 3)
            grid.addWidget(where, 2 * place, 0)
            grid.addWidget(label(grouped(phone)), 2 * place, 1)
            told = label(words, wrap=True)
            told.setToolTip(tip)
            grid.addWidget(told, 2 * place, 2)
        self.body.addWidget(holder)


def _called_of(plan: Plan) -> _Called:
    """Return who of a list is called by the purpose and the rules of a plan."""
    is_advertising = plan.purpose is Purpose.ADVERTISING
    who = ListFilter.AGREED if is_advertising else ListFilter.READY
    return _Called(who, plan.not_again_within_days)


def _first(desk: ContactDesk, list_id: int, called: _Called) -> list[ListRow]:
    """Return the first who are called; whom the rule spares is passed over."""
    found: list[ListRow] = []
    for at in range(0, _LOOKED_THROUGH, _LOOKED_AT_ONCE):
        rows = desk.page(list_id, called.who, at, _LOOKED_AT_ONCE, called.spared_days or 1)
        spares = called.spared_days > 0
        found += [one for one in rows if not (spares and one.note is ListNote.RECENT)]
        if len(found) >= _FIRST or len(rows) < _LOOKED_AT_ONCE:
            break
    return found[:_FIRST]


def _told(one: PreviewRow, is_read: bool) -> tuple[int, str, str, str]:
    """Return the line of somebody who is told a text, or left out."""
    if one.text.troubles:
        return one.row, one.phone, tr("This row is left out."), one.name
    return one.row, one.phone, one.text.read if is_read else one.text.said, one.name
