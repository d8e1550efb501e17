"""The live page: a campaign going on, or paused, with its tiles, its table and its controls."""

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from alphasms_desktop.domain.attempt import State
from alphasms_desktop.domain.campaign import UNDER_WAY, CampaignSummary, Phase, Tally
from alphasms_desktop.domain.errors import Trouble
from alphasms_desktop.domain.exchange import Balance
from alphasms_desktop.domain.live import View
from alphasms_desktop.engine.events import NothingHappens, WaitStarted
from alphasms_desktop.engine.orders import RunEnd
from alphasms_desktop.i18n import tr
from alphasms_desktop.ui.asking import ask_for
from alphasms_desktop.ui.context import Context
from alphasms_desktop.ui.dialogs.stop_dialog import StopDialog
from alphasms_desktop.ui.pages.live_parts import LiveParts
from alphasms_desktop.ui.pages.live_waiting import LiveWaiting

_CHARTS = 1
_REFUSED = frozenset({State.REJECTED})
_GOES_ON = frozenset({State.QUEUED, State.SENDING, State.ACCEPTED})
"""What a run could still do something about; a call in doubt waits for the user alone."""


class LivePage(LiveParts):
    """A campaign from its first call to its last.

    Signals: `finished(int)`: its run has ended with everybody final; `left()`: the user wants
    the list of campaigns.
    """

    finished = Signal(int)
    left = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._campaign_id, self._is_unread = 0, False
        self._refusal: Trouble | None = None
        self._summary: CampaignSummary | None = None
        self._tally = Tally({})
        self._phase = Phase.DRAFT
        self._waiting = LiveWaiting(self, context)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._make_parts(context, self._on_banner, self._on_tab)
        self._lay_out()
        self._connect()

    @property
    def campaign_id(self) -> int:
        """The campaign that is shown."""
        return self._campaign_id

    def show_campaign(self, campaign_id: int) -> None:
        """Show a campaign, whether it runs or not."""
        if campaign_id != self._campaign_id:
            self.header.title.setText(tr("Reading…"))
        self._campaign_id = campaign_id
        self._is_unread, self._refusal = False, None
        self.life.clear()
        self._waiting.clear()
        self.banner.clear()
        self.panel.show_campaign()
        self.tiles.choose(frozenset())
        self.search.clear()
        self.following.follow(False)
        self.table.show_campaign(campaign_id)
        self.charts.show_campaign(campaign_id)
        self.tabs.choose(0)
        self.refresh()

    def side_panel(self) -> QWidget:
        """Return the panel of a call."""
        return self.details

    def show_refused(self) -> None:
        """Show the calls that were refused, each with its reason."""
        self.tabs.choose(0)
        self.tiles.choose(_REFUSED)
        self._on_tile(_REFUSED)

    def refresh(self) -> None:
        """Read how the campaign stands."""
        campaign_id = self._campaign_id
        ask_for(
            self,
            self._context.bridge,
            lambda: self._context.workspace.campaigns.summary(campaign_id),
            self._on_summary,
            self._on_not_read,
        )

    def _connect(self) -> None:
        self.header.pause_or_resume.connect(self._on_pause)
        self.header.stop.connect(self._on_stop)
        self.header.end_asked.connect(lambda: self.finished.emit(self._campaign_id))
        runs = self._context.runs
        runs.opened.connect(self._on_opened)
        runs.refused.connect(self._on_refused)
        runs.changed.connect(self._on_changed)
        runs.phase_changed.connect(self._on_phase)
        runs.waiting.connect(self._on_waiting)
        runs.quiet.connect(self._on_quiet)
        runs.ended.connect(self._on_ended)
        self.tiles.chosen.connect(self._on_tile)
        self._waiting.changed.connect(self._show_tiles)
        self.search.textChanged.connect(lambda _text: self._search_pause.start())
        self._search_pause.timeout.connect(self._on_search)
        self._tally_timer.timeout.connect(lambda: self._show_tally(self._tally))
        self.next_doubt.clicked.connect(self._to_next_doubt)
        self.table.row_chosen.connect(self.panel.open)
        self.table.failed.connect(self._on_not_read)
        self.table.filtered.connect(self._on_filtered)
        self.table.keys_known.connect(self.header.show_keys_known)
        self.menus.undoable.connect(self.undo.offer)
        self.menus.said.connect(self.life.setText)
        self.menus.failed.connect(self.banner.show_trouble)
        self.panel.closed.connect(self.table.table.setFocus)
        self.panel.failed.connect(self.banner.show_trouble)

    # What the run tells.

    def _on_opened(self, campaign_id: int, _balance: Balance) -> None:
        if campaign_id == self._campaign_id:
            self.banner.clear()

    def _on_refused(self, campaign_id: int, trouble: Trouble) -> None:
        if campaign_id == self._campaign_id:
            self._refusal = trouble
            self._show_trouble(trouble)
            self.refresh()

    def _on_changed(self, campaign_id: int, changes: dict[int, object], tally: Tally) -> None:
        if campaign_id != self._campaign_id:
            return
        self.life.note_answer()
        self._tally = tally
        self.table.name_success(tally.success)
        if not self._tally_timer.isActive():
            self._tally_timer.start()
        self.table.refresh(changes)
        self.following.note_changes()
        self.panel.note_changes(changes)

    def _on_phase(self, campaign_id: int, phase: Phase | None, trouble: Trouble | None) -> None:
        if campaign_id != self._campaign_id:
            return
        if phase is None:
            self.refresh()
            self.table.refresh_all()
            return
        self._show_phase(phase)
        if trouble:
            self._show_trouble(trouble)
        elif phase is not Phase.PAUSED:
            self.banner.clear()

    def _on_waiting(self, campaign_id: int, wait: WaitStarted) -> None:
        if campaign_id == self._campaign_id:
            self.banner.show_wait(wait)
            self._waiting.halt()

    def _on_quiet(self, campaign_id: int, quiet: NothingHappens) -> None:
        if campaign_id == self._campaign_id:
            self.life.note_quiet(quiet)

    def _on_ended(self, campaign_id: int, end: RunEnd) -> None:
        if campaign_id != self._campaign_id:
            return
        self.refresh()
        if end.trouble:
            # On a full disk it stands nowhere else.
            self.banner.show_trouble(end.trouble)
        if end.phase is Phase.FINISHED and self.isVisible():
            self.finished.emit(campaign_id)

    # What the user asks.

    def _on_pause(self) -> None:
        if self._phase in UNDER_WAY and self._is_here():
            self._context.runs.pause(self._campaign_id)
            self.header.pause_button.setEnabled(False)
        else:
            self._on_resume()

    def _on_not_read(self, trouble: Trouble) -> None:
        """Say why calls could not be read; the banner's button reads them again."""
        self._is_unread = True
        self.banner.show_trouble(trouble)
        self.banner.banner.button.setText(tr("Try again"))

    def _on_banner(self) -> None:
        if not self._is_unread:
            self._on_resume()
            return
        self._is_unread = False
        self.banner.clear()
        self.table.show_view(self.table.view)
        self.refresh()

    def _on_resume(self) -> None:
        self._refusal = None
        self.banner.clear()
        self._context.runs.resume(self._campaign_id)

    def _on_stop(self) -> None:
        dialog = StopDialog(self, self._tally)
        if dialog.exec():
            self._context.runs.stop(self._campaign_id)

    def _on_tile(self, states: frozenset[State]) -> None:
        self.table.show_view(replace(self.table.view, states=states))

    def _on_tab(self, tab: int) -> None:
        """Show the table, or the charts in its place."""
        self.panel.close()
        self._frame.setVisible(tab != _CHARTS)
        self.search.setVisible(tab != _CHARTS)
        self.following.stand_beside(tab != _CHARTS)
        self.charts.setVisible(tab == _CHARTS)

    def _to_next_doubt(self) -> None:
        """Go to the next call in doubt after the chosen row, whatever the table shows."""
        campaign_id, chosen = self._campaign_id, self.table.chosen or 0
        doubt = View(states=frozenset({State.UNCONFIRMED}))
        desk = self._context.workspace.campaigns

        def find() -> int | None:
            ids = list(desk.ordered_ids(campaign_id, doubt))
            after = [one for one in ids if one > chosen]
            return next(iter(after or ids), None)

        def show(found: int | None) -> None:
            if found is not None:
                self.tabs.choose(0)
                self.table.choose(found)
                self.panel.open(found)

        ask_for(self, self._context.bridge, find, show, self.banner.show_trouble)

    def _on_filtered(self, rows: int) -> None:
        self.table.setVisible(rows > 0)
        self.none_fits.setVisible(rows == 0)

    def _on_search(self) -> None:
        self.table.show_view(replace(self.table.view, search=self.search.text()))

    # Showing.

    def _on_summary(self, summary: CampaignSummary) -> None:
        self._summary = summary
        self.header.show_campaign(summary)
        self.panel.note_summary(summary)
        self.banner.note_purpose(summary.campaign.rules.purpose)
        self._show_tally(summary.tally)
        self._show_phase(summary.campaign.phase)
        trouble = self._refusal or summary.campaign.trouble
        if trouble and not self._is_here():
            self._show_trouble(trouble)

    def _show_trouble(self, trouble: Trouble) -> None:
        self._is_unread = False
        self.banner.show_trouble(trouble, self._tally)

    def _is_here(self) -> bool:
        return self._context.runs.is_running(self._campaign_id)

    def _show_phase(self, phase: Phase) -> None:
        self._phase = phase
        self._follow_waiting()
        is_open, is_here = any(self._tally[state] for state in _GOES_ON), self._is_here()
        self.life.follow(phase if is_here else None)
        self.header.show_phase(phase, is_here, is_open)
        self.receiving.follow(is_here and is_open)
        self.following.follow(is_here and phase in UNDER_WAY)

    def _show_tally(self, tally: Tally) -> None:
        self._tally = tally
        self.table.name_success(tally.success)
        self.bar.show_tally(tally)
        self.life.note_tally(tally)
        self._follow_waiting()
        self.panel.note_tally(tally)
        self.next_doubt.setVisible(tally[State.UNCONFIRMED] > 0)
        if self._summary is not None:
            self.header.show_run(self._summary.campaign, tally, self._waiting.end())

    def _follow_waiting(self) -> None:
        """Say what is ahead of those that wait while calls leave from here."""
        if self._phase is Phase.RUNNING and self._is_here():
            self._waiting.follow(self._campaign_id, self._tally)
        else:
            self._waiting.clear()
        self._show_tiles()

    def _show_tiles(self) -> None:
        self.tiles.show_tally(self._tally, self._waiting.notes())
