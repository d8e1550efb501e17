"""The first three recipients, as a proof that the list and the message are the right ones."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from alphasms_desktop.domain.channel import Channel
from alphasms_desktop.domain.errors import Trouble
from alphasms_desktop.domain.live import ListFilter, ListRow
from alphasms_desktop.domain.message import TextMessage
from alphasms_desktop.domain.phone import grouped
from alphasms_desktop.domain.rules import Purpose
from alphasms_desktop.engine.text_desk import PreviewRow
from alphasms_desktop.i18n import number, tr
from alphasms_desktop.ui.context import Context
from alphasms_desktop.ui.pages.wizard.draft import Plan
from alphasms_desktop.ui.pages.wizard.hook_preview import hooks_of
from alphasms_desktop.ui.widgets.basics import Card, empty, label, line

_FIRST = 3


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
            self._ask_texts(plan.text, taken.id, _willing(plan))
        else:
            self._ask_rows(taken.id, _willing(plan))

    def leave(self) -> None:
        """Have answers still on their way come too late."""
        self._turn += 1

    def _ask_rows(self, list_id: int, who: ListFilter) -> None:
        turn, workspace = self._turn, self._context.workspace

        def ask() -> tuple[list[ListRow], dict[int, str]]:
            rows = workspace.contacts.page(list_id, who, 0, _FIRST)
            return rows, hooks_of(workspace, list_id, {one.row for one in rows})

        def show(first: tuple[list[ListRow], dict[int, str]]) -> None:
            if turn == self._turn:
                self._lay_first(*first)

        self._context.bridge.ask(ask, show, lambda trouble: self._fail(turn, trouble))

    def _ask_texts(self, text: TextMessage, list_id: int, who: ListFilter) -> None:
        """Show what the first three are told."""
        turn, workspace = self._turn, self._context.workspace

        def ask() -> list[PreviewRow]:
            rows = {one.row for one in workspace.contacts.page(list_id, who, 0, _FIRST)}
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


def _willing(plan: Plan) -> ListFilter:
    """Return who of a list is called for the purpose of a plan."""
    is_advertising = plan.purpose is Purpose.ADVERTISING
    return ListFilter.AGREED if is_advertising else ListFilter.READY


def _told(one: PreviewRow, is_read: bool) -> tuple[int, str, str, str]:
    """Return the line of somebody who is told a text, or left out."""
    if one.text.troubles:
        return one.row, one.phone, tr("This row is left out."), one.name
    return one.row, one.phone, one.text.read if is_read else one.text.said, one.name
