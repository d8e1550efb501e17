"""The end of a campaign: one sentence, and the lists to work through."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from alphasms_desktop.domain.attempt import State
from alphasms_desktop.domain.campaign import CampaignSummary, Tally
from alphasms_desktop.domain.errors import Trouble
from alphasms_desktop.domain.live import LiveRow, SortKey, View
from alphasms_desktop.domain.phone import grouped
from alphasms_desktop.i18n import money, ntr, number, tr
from alphasms_desktop.ui.asking import ask_for
from alphasms_desktop.ui.context import Context
from alphasms_desktop.ui.pages.campaign_actions import CampaignActions
from alphasms_desktop.ui.pages.campaign_charts import CampaignCharts
from alphasms_desktop.ui.tables.campaign_row import CampaignRow
from alphasms_desktop.ui.widgets.basics import Card, Choices, button, label, line, page_layout, row
from alphasms_desktop.ui.widgets.flow import right_flow
from alphasms_desktop.ui.widgets.one_line import OneLine
from alphasms_desktop.ui.widgets.outcome_bar import OutcomeBar
from alphasms_desktop.ui.widgets.report_button import ReportSaver
from alphasms_desktop.wording import moment, phase_name, state_name, trouble_sentence

_MOST_SHOWN = 200
_NOT_REACHED = frozenset({State.NO_ANSWER, State.BUSY, State.FAILED, State.NO_RESULT})
_REFUSED = frozenset({State.REJECTED, State.SKIPPED})
_IN_DOUBT = frozenset({State.UNCONFIRMED})


def sentence(tally: Tally) -> str:
    """Return what came of a campaign in one sentence; what did not occur is not mentioned."""
    parts = [
        (tally[State.ANSWERED], ntr("{n} answered", "{n} answered", tally[State.ANSWERED])),
        _part(tally, _NOT_REACHED, lambda n: ntr("{n} not reached", "{n} not reached", n)),
        _part(tally, _REFUSED, lambda n: ntr("{n} refused", "{n} refused", n)),
        _part(tally, _IN_DOUBT, lambda n: ntr("{n} in doubt", "{n} in doubt", n)),
    ]
    return ", ".join(text for count, text in parts if count) + "."


def _part(tally: Tally, states: frozenset[State], words: object) -> tuple[int, str]:
    count = sum(tally[state] for state in states)
    assert callable(words)
    return count, str(words(count))


_A_PHONE = "+000 00 000 00 00 "
"""As wide as phones are."""


class FinishedPage(QWidget):
    """Shows how a campaign ended.

    Signals: `table_asked(int)`: show the table of a campaign; `call_back_asked(int)`: so many were
    put on the call-back list; `new_asked()`: a new campaign.
    """

    table_asked = Signal(int)
    call_back_asked = Signal(int)
    new_asked = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._campaign_id = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.title = OneLine("", "title")
        self.pill = label("", "pill")
        self.about = OneLine("", "muted")
        self.report = ReportSaver(self, context)
        self.table_button = button(
            tr("All calls"), "", lambda: self.table_asked.emit(self._campaign_id)
        )
        self.new_button = button(tr("New campaign"), "primary", self.new_asked.emit)
        self.acts = CampaignActions(self, context)
        self.acts.changed.connect(lambda: self.show_campaign(self._campaign_id))
        self.acts.failed.connect(self._on_failed)
        self.call_back = button(tr("Ring them up ourselves"), "", self._put_on_list)
        self.more = button(tr("More…"), "", self._open_menu)
        self._summary: CampaignSummary | None = None
        self.sentence = label("", "sentence", wrap=True)
        self.bar = OutcomeBar()
        self.lists = [
            _People(tr("Not reached"), tr("Everybody was reached.")),
            _People(tr("Refused and in doubt"), tr("Nobody was refused, nobody is in doubt.")),
        ]
        self._lay_out()

    @property
    def campaign_id(self) -> int:
        """The campaign that is shown."""
        return self._campaign_id

    def show_campaign(self, campaign_id: int) -> None:
        """Show how a campaign ended."""
        self._campaign_id = campaign_id
        self.charts.show_campaign(campaign_id)
        self.tabs.choose(0)
        desk = self._context.workspace.campaigns

        def read() -> tuple[CampaignSummary, list[LiveRow], list[LiveRow]]:
            pages = [
                desk.rows(list(desk.ordered_ids(campaign_id, view)[:_MOST_SHOWN]))
                for view in (
                    View(states=_NOT_REACHED, sort=SortKey.ROW),
                    View(states=_REFUSED | _IN_DOUBT, sort=SortKey.ROW),
                )
            ]
            return desk.summary(campaign_id), pages[0], pages[1]

        ask_for(self, self._context.bridge, read, self._on_read, self._on_failed)

    def _lay_out(self) -> None:
        layout = page_layout(self)
        head = row(self.title, self.pill)
        buttons = (self.more, self.call_back, self.table_button, self.report.button)
        head.addWidget(right_flow(*buttons, self.new_button), 1)
        layout.addLayout(head)
        layout.addWidget(self.about)
        layout.addWidget(self.report.line)
        said = Card()
        said.body.setContentsMargins(20, 18, 20, 18)
        said.body.addWidget(self.sentence)
        layout.addWidget(said)
        layout.addWidget(self.bar)
        self.charts = CampaignCharts(self._context)
        self.charts.hide()
        holder = QWidget()
        lists = QHBoxLayout(holder)
        lists.setContentsMargins(0, 0, 0, 0)
        lists.setSpacing(14)
        for people in self.lists:
            lists.addWidget(people, 1)
        self._holder = holder
        self.tabs = Choices([tr("Lists"), tr("Charts")], self._on_tab)
        layout.addWidget(self.tabs)
        layout.addWidget(holder, 1)
        layout.addWidget(self.charts, 1)

    def _on_tab(self, tab: int) -> None:
        self._holder.setVisible(tab == 0)
        self.charts.setVisible(tab != 0)

    def _on_read(self, read: tuple[CampaignSummary, list[LiveRow], list[LiveRow]]) -> None:
        summary, not_reached, others = read
        self._summary = summary
        campaign, tally = summary.campaign, summary.tally
        self.title.setText(campaign.name)
        self.pill.setText(phase_name(campaign.phase))
        self.report.show_campaign(campaign.id, campaign.name)
        self.about.setText(
            tr("Made at {moment} · by AlphaSMS's prices {money}").format(
                moment=moment(campaign.created_at), money=money(tally.spent)
            )
        )
        self.sentence.setText(sentence(tally))
        self.bar.show_tally(tally)
        self.call_back.setVisible(any(tally[one] for one in _NOT_REACHED))
        self.lists[0].show_people(not_reached, sum(tally[one] for one in _NOT_REACHED))
        self.lists[1].show_people(others, sum(tally[one] for one in _REFUSED | _IN_DOUBT))

    def _put_on_list(self) -> None:
        """Put everybody not reached on the call-back list, and go there."""
        kept, campaign_id = self._context.workspace.book.call_backs, self._campaign_id
        ask_for(
            self,
            self._context.bridge,
            lambda: kept.add_all(campaign_id, _NOT_REACHED),
            self.call_back_asked.emit,
            self._on_failed,
        )

    def _open_menu(self) -> None:
        if self._summary is not None:
            menu = self.acts.menu_of(CampaignRow(self._summary, is_owned=False))
            menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))

    def _on_failed(self, trouble: Trouble) -> None:
        self.sentence.setText(trouble_sentence(trouble))


class _People(Card):
    """A list of people: name, phone, what became of their call."""

    def __init__(self, title: str, nobody: str) -> None:
        super().__init__()
        self._nobody = label(nobody, "muted", wrap=True)
        self._count = label("", "muted")
        self.body.addLayout(row(label(title, "heading"), self._count, None))
        self.body.addWidget(self._nobody)
        self._inside = QWidget()
        self._rows = QVBoxLayout(self._inside)
        self._rows.setContentsMargins(0, 0, 8, 0)
        self._rows.setSpacing(0)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(self._inside)
        self.body.addWidget(area, 1)

    def show_people(self, people: list[LiveRow], count: int) -> None:
        """Show these people, and how many there are in all."""
        while item := self._rows.takeAt(0):
            if widget := item.widget():
                widget.deleteLater()
        self._count.setText(number(count) if count else "")
        self._nobody.setVisible(not people)
        for one in people:
            self._rows.addWidget(_person(one))
            self._rows.addWidget(line())
        if count > len(people):
            self._rows.addWidget(label(tr("The rest is in “All calls”."), "muted"))
        self._rows.addStretch(1)


def _person(one: LiveRow) -> QWidget:
    made = QWidget()
    parts = QHBoxLayout(made)
    parts.setContentsMargins(0, 8, 0, 8)
    name, phone = OneLine(one.name), OneLine(grouped(one.phone))
    said = state_name(one.state)
    if one.state is State.REJECTED and one.raw:
        said = one.raw
    what = OneLine(said, "muted")
    # Only so do the columns of all rows stand below each other, however long a name is.
    for part, share in ((name, 4), (phone, 4), (what, 5)):
        part.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        parts.addWidget(part, share)
    # Many rows that come at once would be squeezed until their layouts have been asked.
    made.setFixedHeight(phone.sizeHint().height() + 16)
    # A name can be guessed from its beginning, a phone cannot.
    phone.setMinimumWidth(phone.fontMetrics().horizontalAdvance(_A_PHONE))
    return made
