"""Two campaigns side by side: shares of outcomes and keys, cost, times."""

from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHeaderView,
    QTableWidget,
    QVBoxLayout,
    QWidget,
)

from alphasms_desktop.domain.answer import place_of_key
from alphasms_desktop.domain.attempt import State
from alphasms_desktop.domain.campaign import CampaignSummary
from alphasms_desktop.domain.errors import Trouble
from alphasms_desktop.domain.follow_up import Side
from alphasms_desktop.domain.success import Success, one_word
from alphasms_desktop.i18n import money, number, tr
from alphasms_desktop.ui.asking import ask_for
from alphasms_desktop.ui.context import Context
from alphasms_desktop.ui.widgets.basics import button, label, row
from alphasms_desktop.ui.widgets.explained import explain
from alphasms_desktop.ui.widgets.outcome_bar import OutcomeBar
from alphasms_desktop.ui.widgets.spoken import fill_numbers
from alphasms_desktop.wording import (
    key_name,
    moment,
    state_name,
    totals_sentence,
    trouble_sentence,
)

_SIZE = (760, 600)
_UNKNOWN = "—"


class Comparison(QDialog):
    """Shows one campaign beside another, which is chosen above."""

    def __init__(self, page: QWidget, context: Context, campaign_id: int) -> None:
        super().__init__(page)
        self._context = context
        self._campaign_id = campaign_id
        self.setWindowTitle(tr("Compare campaigns"))
        self.resize(*_SIZE)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 18)
        layout.setSpacing(10)
        self.other = QComboBox()
        self.other.setAccessibleName(tr("Compare with"))
        explain(self.other, tr("The campaign that stands beside this one."))
        self.other.currentIndexChanged.connect(lambda _place: self._read())
        beside = row(label(tr("Compare with")), spacing=10)
        beside.addWidget(self.other, 1)
        layout.addLayout(beside)
        self.bars = (OutcomeBar(), OutcomeBar())
        self.sentences = (label("", wrap=True), label("", wrap=True))
        for bar, said in zip(self.bars, self.sentences, strict=True):
            layout.addWidget(said)
            layout.addWidget(bar)
        self.table = QTableWidget(0, 3)
        self.table.setAccessibleName(tr("Compare campaigns"))
        self.table.verticalHeader().hide()
        self.table.setShowGrid(False)
        self.table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        header.setTextElideMode(Qt.TextElideMode.ElideRight)
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        header.setDefaultAlignment(left)
        layout.addWidget(self.table, 1)
        self.error = label("", "error", wrap=True)
        self.error.hide()
        layout.addWidget(self.error)
        layout.addLayout(row(None, button(tr("Close"), "", self.accept)))
        desk = context.workspace.campaigns
        ask_for(self, context.bridge, desk.summaries, self._offer, self._fail)

    def _offer(self, summaries: list[CampaignSummary]) -> None:
        for one in summaries:
            if one.campaign.id != self._campaign_id:
                name = f"{one.campaign.name} · {moment(one.campaign.created_at)}"
                self.other.addItem(name, one.campaign.id)
        if not self.other.count():
            self.sentences[0].setText(tr("There is no other campaign to compare with yet."))
            self.table.hide()

    def _read(self) -> None:
        other = self.other.currentData()
        if other is None:
            return
        desk, mine = self._context.workspace.results, self._campaign_id
        ask_for(
            self,
            self._context.bridge,
            lambda: (desk.side(mine), desk.side(other)),
            self._show,
            self._fail,
        )

    def _show(self, sides: tuple[Side, Side]) -> None:
        names = [one.summary.campaign.name for one in sides]
        for side, bar, said in zip(sides, self.bars, self.sentences, strict=True):
            bar.show_tally(side.summary.tally)
            said.setText(f"{side.summary.campaign.name}: {totals_sentence(side.totals)}")
        fill_numbers(self.table, [tr("What is compared"), *names], lines_of(*sides))
        for column, name in enumerate(names, 1):
            if heading := self.table.horizontalHeaderItem(column):
                heading.setToolTip(name)

    def _fail(self, trouble: Trouble) -> None:
        self.error.setText(trouble_sentence(trouble))
        self.error.show()


def lines_of(first: Side, second: Side) -> list[tuple[str, str, str]]:
    """Return the lines of the comparison: what is compared, and both values."""
    sides = first, second
    lines = [
        (tr("Began"), *(_began(one) for one in sides)),
        (tr("From the first result to the last"), *(_took(one) for one in sides)),
        (tr("Recipients"), *(number(one.summary.tally.recipients) for one in sides)),
    ]
    success = one_word(one.summary.tally.success for one in sides)
    lines += [
        (state_name(state, success), *(_share(one, one.summary.tally[state]) for one in sides))
        for state in State
        if any(one.summary.tally[state] for one in sides)
    ]
    names = {one.key: key_name(one) for side in sides for one in side.totals.keys}
    for key in sorted(names, key=place_of_key):
        counts = [sum(one.people for one in side.totals.keys if one.key == key) for side in sides]
        shares = [_share(side, count) for side, count in zip(sides, counts, strict=True)]
        lines.append((tr("Key {key}").format(key=names[key]), shares[0], shares[1]))
    lines.append((tr("By AlphaSMS's prices"), *(money(one.summary.tally.spent) for one in sides)))
    per_head = tr("For one who answered")
    if success is Success.REACHED:
        per_head = tr("For one reached")
    lines.append((per_head, *(_per_answer(one) for one in sides)))
    return [(line[0], line[1], line[2]) for line in lines]


def _share(side: Side, count: int) -> str:
    everybody = side.summary.tally.recipients
    if not everybody:
        return _UNKNOWN
    percent = round(100 * count / everybody)
    return tr("{share}% · {n}").format(share=percent, n=number(count))


def _began(side: Side) -> str:
    found = side.numbers.over_time
    return moment(found[0].at) if found else moment(side.summary.campaign.created_at)


def _took(side: Side) -> str:
    found = side.numbers.over_time
    if not found:
        return _UNKNOWN
    took = found[-1].at - found[0].at + timedelta(seconds=side.numbers.bucket_s)
    hours, minutes = divmod(round(took.total_seconds() / 60), 60)
    return (
        tr("{h} h {min} min").format(h=hours, min=minutes)
        if hours
        else tr("{min} min").format(min=minutes)
    )


def _per_answer(side: Side) -> str:
    answered = side.summary.tally[State.ANSWERED]
    return money(side.summary.tally.spent / answered) if answered else _UNKNOWN
