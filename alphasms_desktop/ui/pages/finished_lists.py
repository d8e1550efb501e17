"""The lists to work through after a campaign: by key at the left, not reached at the right."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from alphasms_desktop.domain.answer import place_of_key
from alphasms_desktop.domain.attempt import State
from alphasms_desktop.domain.campaign import Campaign
from alphasms_desktop.domain.errors import Trouble
from alphasms_desktop.domain.follow_up import Chosen
from alphasms_desktop.domain.totals import NOT_REACHED, Asks, KeyCount, Totals, told_together
from alphasms_desktop.domain.worklist import Worklist, WorkRow
from alphasms_desktop.i18n import number, tr
from alphasms_desktop.ui.asking import ask_for
from alphasms_desktop.ui.context import Context
from alphasms_desktop.ui.file_asking import ask_target
from alphasms_desktop.ui.widgets.basics import Choices, spelled, tab_before
from alphasms_desktop.ui.widgets.people_list import (
    PeopleList,
    are_of_several_keys,
    headings,
    texts_of,
)

_MOST_SHOWN = 500
_ALL = 1_000_000
_REFUSED = frozenset({State.REJECTED, State.SKIPPED})
_IN_DOUBT = frozenset({State.UNCONFIRMED})
_WAITING = frozenset({State.QUEUED})


@dataclass(frozen=True)
class _Group:
    """One list: its title, whom it holds, and what is said where it holds nobody."""

    title: str
    chosen: Chosen
    nobody: str
    count: int

    @property
    def chip(self) -> str:
        """The list on a chip, with its count."""
        return spelled(f"{self.title} · {number(self.count)}")


class FinishedLists(QWidget):
    """Two lists side by side; above each, chips where there are several to choose from.

    Signals: `again_asked(object, object)`: states and keys of people to be called again;
    `failed(object)`: a Trouble.
    """

    again_asked = Signal(object, object)
    failed = Signal(object)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.sides = (_Side(context), _Side(context))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(14)
        for side in self.sides:
            layout.addWidget(side, 1)
            side.failed.connect(self.failed)
            side.again_asked.connect(self.again_asked)

    def show_campaign(self, campaign: Campaign, totals: Totals) -> None:
        """Show the lists of a campaign."""
        keys = sorted(totals.keys, key=_order)
        strays = told_together(keys)
        by_key = [_of_key(one) for one in keys if one.people and one not in strays]
        if strays:
            by_key.append(_of_strays(strays))
        missed = _of_states(tr("Not reached"), NOT_REACHED, tr("Everybody was reached."), totals)
        nobody = tr("Nobody was refused or left out, nobody is in doubt.")
        others = _of_states(_refused_title(totals), _REFUSED, nobody, totals)
        doubted = _of_states(tr("In doubt"), _IN_DOUBT, nobody, totals)
        # Of a stopped campaign: it can be resumed, so that no other one may call them.
        waiting = _of_states(tr("Waiting when it stopped"), _WAITING, nobody, totals)
        rest = [one for one in (waiting, others, doubted) if one.count]
        if by_key:
            self.sides[0].show_groups(campaign, by_key)
            self.sides[1].show_groups(campaign, [missed, *rest])
        else:
            self.sides[0].show_groups(campaign, [missed])
            self.sides[1].show_groups(campaign, rest or [others])


class _Side(QWidget):
    """One of the two lists."""

    failed = Signal(object)
    again_asked = Signal(object, object)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._campaign: Campaign | None = None
        self._groups: Sequence[_Group] = ()
        self._at = 0
        self._chips: Choices | None = None
        self.people = PeopleList()
        self.people.ticked.connect(self._on_ticked)
        self.people.noted.connect(self._on_noted)
        self.people.again_asked.connect(self._on_again)
        self.people.excel_asked.connect(self._choose_target)
        self.people.print_asked.connect(self._print)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(8)
        self._layout.addWidget(self.people, 1)

    def show_groups(self, campaign: Campaign, groups: Sequence[_Group]) -> None:
        """Offer these lists and show the first."""
        self._campaign, self._groups = campaign, groups
        if self._chips is not None:
            self._chips.setParent(None)
            self._chips.deleteLater()
            self._chips = None
        if len(groups) > 1:
            self._chips = Choices([one.chip for one in groups], self.show_group)
            self._layout.insertWidget(0, self._chips)
            tab_before(self.people, self._chips.group.buttons())
        self.show_group(0)

    def show_group(self, at: int) -> None:
        """Show one of the lists."""
        self._at = at
        campaign, group = self._campaign, self._groups[at]

        def done(found: Worklist) -> None:
            if self._campaign is campaign and self._groups[self._at] is group:
                self.people.show_list(group.title, group.nobody, found)
                if group.chosen.states == _WAITING:
                    self.people.again.hide()

        self._read(_MOST_SHOWN, done)

    def export_to(self, path: Path) -> None:
        """Write the whole list as xlsx or csv."""
        write = self._context.workspace.book.write_table

        def done(found: Worklist) -> None:
            several = are_of_several_keys(found.rows)
            rows = [texts_of(one, several) for one in found.rows]
            work = lambda: write(headings(), rows, path)  # noqa: E731  # one call away from here
            ask_for(self, self._context.bridge, work, lambda _nothing: None, self._fail)

        self._read(_ALL, done)

    def print_on(self, printer: QPrinter) -> None:
        """Print the list as it is shown."""
        assert self._campaign is not None  # only what is shown is printed
        self.people.page(self._campaign.name).print_(printer)

    def _read(self, limit: int, done: Callable[[Worklist], object]) -> None:
        if self._campaign is None:
            return
        kept, campaign_id = self._context.workspace.results.worklists, self._campaign.id
        chosen = self._groups[self._at].chosen
        ask_for(
            self,
            self._context.bridge,
            lambda: kept.of(campaign_id, chosen, limit),
            done,
            self._fail,
        )

    def _on_ticked(self, one: WorkRow, is_done: bool) -> None:
        self._keep(lambda kept, campaign_id: kept.tick(campaign_id, one, is_done))

    def _on_noted(self, one: WorkRow, text: str) -> None:
        self._keep(lambda kept, campaign_id: kept.note(campaign_id, one, text))

    def _keep(self, change: Callable[..., None]) -> None:
        if self._campaign is None:
            return
        kept, campaign_id = self._context.workspace.results.worklists, self._campaign.id
        work = lambda: change(kept, campaign_id)  # noqa: E731  # one call away from here
        ask_for(self, self._context.bridge, work, lambda _nothing: None, self._fail)

    def _on_again(self) -> None:
        chosen = self._groups[self._at].chosen
        self.again_asked.emit(chosen.states, chosen.keys)

    def _choose_target(self) -> None:
        name = self._groups[self._at].title
        chosen = ask_target(self, tr("To Excel…"), f"{name}.xlsx")
        if chosen:
            self.export_to(chosen)

    def _print(self) -> None:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        if QPrintDialog(printer, self).exec():
            self.print_on(printer)

    def _fail(self, trouble: Trouble) -> None:
        self.failed.emit(trouble)


def _order(one: KeyCount) -> tuple[bool, bool, tuple[int, str]]:
    """Put keys that ask the office for something first, those without a meaning last."""
    asks = one.meaning.asks if one.meaning else Asks.NOTHING
    return asks is not Asks.CALL_BACK, one.meaning is None, place_of_key(one.key)


def _of_key(one: KeyCount) -> _Group:
    name = one.meaning.words if one.meaning else tr("Key {key}").format(key=one.key)
    return _Group(name, Chosen(keys=frozenset({one.key})), "", one.people)


def _of_strays(keys: Sequence[KeyCount]) -> _Group:
    chosen = Chosen(keys=frozenset(one.key for one in keys))
    return _Group(tr("Other keys"), chosen, "", sum(one.people for one in keys))


def _refused_title(totals: Totals) -> str:
    """Name the list by what is in it: the service refuses, the rules of a campaign leave out."""
    if not totals.of(frozenset({State.SKIPPED})):
        return tr("Refused")
    return tr("Refused and left out") if totals.of(frozenset({State.REJECTED})) else tr("Left out")


def _of_states(title: str, states: frozenset[State], nobody: str, totals: Totals) -> _Group:
    return _Group(title, Chosen(states), nobody, totals.of(states))
