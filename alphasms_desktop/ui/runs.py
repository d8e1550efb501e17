"""The campaigns running in this window: each on a thread of its own, told of by signals."""

import logging
import threading
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from alphasms_desktop.domain.campaign import Phase
from alphasms_desktop.domain.errors import Kind, Trouble
from alphasms_desktop.domain.exchange import Balance
from alphasms_desktop.domain.live import Decision
from alphasms_desktop.engine.events import Event, NothingHappens, PhaseChanged, WaitStarted
from alphasms_desktop.ui.bridge import Bridge

if TYPE_CHECKING:
    from alphasms_desktop.engine.campaign_desk import RunningCampaign
    from alphasms_desktop.engine.workspace import Workspace

_log = logging.getLogger(__name__)
_LOOK_AGAIN_MS = 10_000
_OF_KEY = frozenset({Kind.WRONG_KEY, Kind.KEY_MISSING})


class Runs(QObject):
    """Starts campaigns and hands them orders.

    Signals, all with the campaign's id first: `opened(int, object)`: it is about to call, with the
    Balance; `refused(int, object)`: it could not begin, with the Trouble; `changed(int, object,
    object)`: the newest Change by recipient id and the Tally; `phase_changed(int, object,
    object)`: its Phase and the Trouble or None; `waiting(int, object)`: a WaitStarted;
    `quiet(int, object)`: a NothingHappens; `ended(int, object)`: its RunEnd.
    """

    opened = Signal(int, object)
    refused = Signal(int, object)
    changed = Signal(int, object, object)
    phase_changed = Signal(int, object, object)
    waiting = Signal(int, object)
    quiet = Signal(int, object)
    ended = Signal(int, object)

    def __init__(self, workspace: "Workspace", bridge: Bridge) -> None:
        super().__init__()
        self._workspace = workspace
        self._bridge = bridge
        self._running: dict[int, RunningCampaign] = {}
        self._opening: set[int] = set()
        self._orders: dict[int, Callable[[RunningCampaign], object]] = {}
        self._threads: list[threading.Thread] = []
        self._wants_key: set[int] = set()
        self._begins_anew: set[int] = set()
        self._look_again = QTimer(self, singleShot=True, interval=_LOOK_AGAIN_MS)
        self._look_again.timeout.connect(self.await_scheduled)
        bridge.attempts_changed.connect(self.changed)
        bridge.event_came.connect(self._on_event)

    def start(self, campaign_id: int, same_account: bool = False) -> None:
        """Begin or go on with a campaign; nothing happens where it runs already."""
        if campaign_id in self._running or campaign_id in self._opening:
            return
        self._opening.add(campaign_id)

        def open_it() -> "tuple[RunningCampaign, Balance]":
            campaign = self._workspace.campaigns.get(campaign_id)
            key = self._workspace.keys.key_for(campaign.service.url)
            listener = self._bridge.listener(campaign_id)
            return self._workspace.campaigns.open(
                campaign_id, key, listener, same_account, stays=True
            )

        self._bridge.ask(
            open_it,
            lambda opened: self._on_opened(campaign_id, *opened),
            lambda trouble: self._on_refused(campaign_id, trouble),
        )

    def await_scheduled(self) -> None:
        """Go on waiting for the starts that were set before the program was closed."""
        desk = self._workspace.campaigns

        def left_waiting() -> list[int]:
            campaigns = [one.campaign for one in desk.summaries()]
            ahead = [one.id for one in campaigns if one.phase is Phase.SCHEDULED]
            return [one for one in ahead if not desk.is_running(one)]

        def start_all(found: list[int]) -> None:
            for campaign_id in found:
                self.start(campaign_id)

        # The list of campaigns says what is wrong; a start that was set is not given up for it.
        self._bridge.ask(left_waiting, start_all, lambda _trouble: self._look_again.start())

    def is_running(self, campaign_id: int) -> bool:
        """Say whether a campaign runs in this window, a paused one included."""
        return campaign_id in self._running or campaign_id in self._opening

    def running_ids(self) -> list[int]:
        """Return the campaigns that run in this window."""
        return list(self._running)

    def pause(self, campaign_id: int) -> None:
        """Let nothing more leave."""
        self._order(campaign_id, lambda running: running.pause())

    def resume(self, campaign_id: int) -> None:
        """Go on after a pause, or begin again what does not run here."""
        running = self._running.get(campaign_id)
        if running is None:
            self.start(campaign_id)
        elif campaign_id in self._wants_key:
            # A run keeps the key it was opened with: one that was replaced needs a new one.
            self._begins_anew.add(campaign_id)
            running.leave()
        else:
            running.resume()

    def stop(self, campaign_id: int) -> None:
        """End a campaign's placing for good."""
        self._order(campaign_id, lambda running: running.stop())

    def decide(self, campaign_id: int, recipients: Sequence[int], decision: Decision) -> None:
        """Hand on the user's word about calls in doubt, to the run or to the store."""
        if running := self._running.get(campaign_id):
            running.decide(recipients, decision)
            return
        self._bridge.ask(
            lambda: self._workspace.campaigns.decide(campaign_id, recipients, decision),
            lambda _nothing: self.phase_changed.emit(campaign_id, None, None),
            lambda trouble: self.refused.emit(campaign_id, trouble),
        )

    def _order(self, campaign_id: int, order: "Callable[[RunningCampaign], object]") -> None:
        # An order given while the run is only being opened is carried out when it stands.
        if running := self._running.get(campaign_id):
            order(running)
        elif campaign_id in self._opening:
            self._orders[campaign_id] = order

    def leave_all(self) -> None:
        """Pause every run so that it can be gone on with later, and wait for it."""
        self._look_again.stop()
        self._begins_anew.clear()
        for running in self._running.values():
            running.leave()
        # One that is only being opened would otherwise begin to call when the window is gone.
        for campaign_id in self._opening:
            self._orders[campaign_id] = lambda running: running.leave()
        self._bridge.settle()
        for thread in self._threads:
            thread.join()
        self._running.clear()
        self._bridge.let_in()

    def _on_opened(self, campaign_id: int, running: "RunningCampaign", balance: Balance) -> None:
        self._opening.discard(campaign_id)
        self._running[campaign_id] = running
        if order := self._orders.pop(campaign_id, None):
            order(running)
        self.opened.emit(campaign_id, balance)
        thread = threading.Thread(
            target=self._run, args=(campaign_id, running), name=f"campaign-{campaign_id}"
        )
        self._threads.append(thread)
        thread.start()

    def _run(self, campaign_id: int, running: "RunningCampaign") -> None:
        end = running.run()
        # On the way home the last events of the run are let in first.
        self._bridge.ask(
            lambda: end, lambda end: self._on_ended(campaign_id, end), lambda _trouble: None
        )

    def _on_ended(self, campaign_id: int, end: object) -> None:
        self._bridge.let_in()
        self._running.pop(campaign_id, None)
        self._threads = [one for one in self._threads if one.is_alive()]
        self._wants_key.discard(campaign_id)
        self.ended.emit(campaign_id, end)
        if campaign_id in self._begins_anew:
            self._begins_anew.discard(campaign_id)
            self.start(campaign_id)

    def _on_refused(self, campaign_id: int, trouble: Trouble) -> None:
        self._opening.discard(campaign_id)
        self._orders.pop(campaign_id, None)
        self.refused.emit(campaign_id, trouble)

    def _on_event(self, campaign_id: int, event: Event) -> None:
        if isinstance(event, PhaseChanged):
            if event.trouble is not None and event.trouble.kind in _OF_KEY:
                self._wants_key.add(campaign_id)
            self.phase_changed.emit(campaign_id, event.phase, event.trouble)
        elif isinstance(event, WaitStarted):
            self.waiting.emit(campaign_id, event)
        elif isinstance(event, NothingHappens):
            self.quiet.emit(campaign_id, event)
