"""One campaign going on: it places calls, follows them, pauses, resumes, stops.

The campaign's own thread is `run`. It alone writes: everyone else (senders, the asker, the
receiver of webhooks, the front end) puts a message into its mailbox. First a change is kept, then
it is told.
"""

import logging
import queue
import threading
from dataclasses import replace

from alphasms_desktop.domain.attempt import Change, State, Step
from alphasms_desktop.domain.campaign import Campaign, Phase
from alphasms_desktop.domain.errors import Family, Kind, Trouble, TroubleError
from alphasms_desktop.domain.profile import AccountProfile
from alphasms_desktop.engine.asking import Answered, BalanceTold
from alphasms_desktop.engine.events import PhaseChanged
from alphasms_desktop.engine.keeping import RETRY_S
from alphasms_desktop.engine.lessons import lessons_of_sound
from alphasms_desktop.engine.mailbox import Orders
from alphasms_desktop.engine.orders import Decided, Message, News, Order, RunEnd
from alphasms_desktop.engine.parts import Surroundings, make_parts
from alphasms_desktop.engine.sound_ports import SoundOfCall
from alphasms_desktop.engine.submit import Submitted
from alphasms_desktop.engine.texting import SubmittedTexts

_log = logging.getLogger(__name__)

_LOOK_AGAIN_S = 0.25
_KEEP_WATCH_S = 0.02
_LONGEST_SLEEP_S = 30.0
"""Bounds a wait for the allowed hours: the clock may be set, the computer may sleep."""

_LATE_RESULTS_S = 48 * 3600.0
_PAUSED_FOLLOWING_S = 120.0
_STILL_ANSWERS = frozenset({Family.MONEY, Family.AUDIO, Family.RECIPIENT, Family.LOST, Family.RULE})


class CampaignRun(Orders):
    """A campaign going on; `run` is its thread, the orders may come from any other.

    With `stays` a paused run waits for `resume`; without, it ends when it pauses, after following
    for a while the calls it has handed over.
    """

    def __init__(
        self,
        campaign: Campaign,
        sound_of: SoundOfCall,
        around: Surroundings,
        stays: bool = False,
    ) -> None:
        self._campaign = campaign
        self._journal, self._clock, self._gateway = around.journal, around.clock, around.gateway
        self._expects_hooks = around.receiver is not None
        mail: queue.SimpleQueue[Message] = queue.SimpleQueue()
        parts = make_parts(campaign, sound_of, around, mail.put)
        super().__init__(mail, parts.placing)
        self._stays = stays
        self._keeping, self._oversight = parts.keeping, parts.oversight
        self._learning = parts.learning
        self._claiming = parts.claiming
        self._treasury = parts.oversight.treasury
        self._first_balance = around.balance
        self._phase: Phase | None = None
        self._halted_at = 0.0
        self._look_at = 0.0
        self._retry = threading.Event()
        self._is_stopped = self._is_leaving = self._is_paused = False

    def lessons(self) -> AccountProfile:
        """Return what the run has learned of the account; asked when it has ended."""
        came = self._keeping.hooks_applied > 0
        has_waited = self._expects_hooks and self._learning.follower.known_after_s is not None
        about_sound = lessons_of_sound(
            self._campaign, self._placing.purse.bill.highest, self._placing.trouble
        )
        return replace(
            about_sound,
            known_after_s=self._learning.follower.known_after_s,
            hook_came=came if came or has_waited else None,
        )

    # The campaign's own thread.

    def run(self) -> RunEnd:
        """Go on until every recipient has an end, or the run pauses or stops; never raises."""
        try:
            self._begin()
            while not self._is_over():
                self._turn()
        except TroubleError as error:
            self._placing.halt(error.trouble)
        except Exception as error:
            _log.exception("a fault in the run of campaign %d", self._campaign.id)
            self._placing.halted = False
            self._placing.halt(Trouble(Kind.FAULT, type(error).__name__))
        finally:
            self._placing.halted = True
            self._claiming.close()
            self._learning.asking.close()
        self._keep_the_last()
        return self._end()

    def _begin(self) -> None:
        self._set_phase(self._phase_by_start())
        since = self._clock.now().timestamp() - _LATE_RESULTS_S
        self._learning.begin(self._journal, since)
        trouble = self._campaign.trouble
        # Who resumes after a lack of money knows the account better than its balance does.
        self._placing.purse.minds_balance = not (trouble and trouble.family is Family.MONEY)
        if self._first_balance:
            told = BalanceTold(self._first_balance, self._placing.purse.spent)
            self._treasury.told(told, None)

    def _phase_by_start(self) -> Phase:
        return Phase.SCHEDULED if self._oversight.is_before_start else Phase.RUNNING

    def _turn(self) -> None:
        self._read_mail()
        self._note_kept(self._keeping.flush_when_due(self._placing.pace.level))
        if self._keeping.trouble:
            self._placing.halt(self._keeping.trouble)
        elif self._clock.monotonic() >= self._look_at:
            self._look_at = self._clock.monotonic() + _LOOK_AGAIN_S
            self._follow()
            self._oversight.look(len(self._learning.follower))
            self._claiming.senders.allow(self._placing.pace.level)
            if self._phase is Phase.SCHEDULED:
                self._set_phase(self._phase_by_start())
        self._note_halt()
        self._claim()

    def _note_kept(self, kept: list[tuple[Step, Change]]) -> None:
        if not kept:
            return
        now = self._clock.monotonic()
        self._oversight.watchdog.note_change(now)
        self._placing.note_kept([change for _, change in kept])
        self._oversight.alarm.note(kept, now)
        self._learning.note_kept(kept)

    def _read_mail(self) -> None:
        try:
            message = self._clock.receive(self._mail, self._patience_s())
            while True:
                self._take(message)
                message = self._mail.get_nowait()
        except queue.Empty:
            return

    def _patience_s(self) -> float:
        """Return how long nothing need be done unless a message comes."""
        if self._placing.claimed or not self._keeping.is_empty:
            return _KEEP_WATCH_S
        is_busy = self._learning.is_waiting or self._placing.halted
        wait = None if is_busy else self._placing.wait()
        if wait is None:
            return _LOOK_AGAIN_S
        left_s = (wait.until - self._clock.now()).total_seconds()
        return min(max(left_s, _KEEP_WATCH_S), _LONGEST_SLEEP_S)

    def _take(self, message: Message) -> None:
        if isinstance(message, Submitted):
            self._came_back([self._placing.came_back(message)])
        elif isinstance(message, SubmittedTexts):
            self._came_back(self._placing.texts_came_back(message))
        elif isinstance(message, Answered):
            self._keeping.add(self._learning.hear(message))
            if self._learning.follower.has_due and not self._learning.trouble:
                # More wait than one question holds: the next is out while this one is kept.
                self._learning.ask()
        elif isinstance(message, BalanceTold):
            if self._treasury.told(message, self._placing.trouble) and self._stays:
                self._obey(Order.RESUME)
        elif message is News.HOOK_CAME:
            self._keeping.hooks_wait = True
        elif isinstance(message, Decided):
            decided = self._keeping.decide(message)
            self._learning.note_decided(decided)
            self._placing.note_kept(decided)
        elif isinstance(message, Order):
            self._obey(message)

    def _came_back(self, steps: list[Step]) -> None:
        self._keeping.add(steps)
        for _ in steps:
            self._treasury.note_call()
        if self._placing.purse.is_passed():
            self._placing.halt(self._placing.purse.trouble())

    def _obey(self, order: Order) -> None:
        if order is Order.RESUME:
            self._oversight.go_on()
            self._learning.asking.trouble = None
            self._halted_at = 0.0
            self._is_paused = False
            self._set_phase(self._phase_by_start())
            return
        self._placing.halted = True
        self._is_paused = self._is_paused or order is Order.PAUSE
        self._is_stopped = self._is_stopped or order is Order.STOP
        self._is_leaving = self._is_leaving or order is Order.LEAVE

    def _follow(self) -> None:
        self._keeping.add(self._learning.follower.ripe())
        if self._learning.trouble:
            self._placing.halt(self._learning.trouble)
        else:
            self._learning.ask()

    def _note_halt(self) -> None:
        if self._placing.halted and not self._halted_at:
            self._halted_at = self._clock.monotonic()
            if not self._is_stopped and not self._is_all_placed():
                self._set_phase_if_possible(Phase.PAUSED, self._placing.trouble)

    def _claim(self) -> None:
        if self._keeping.tally[State.QUEUED] and not self._oversight.skips:
            self._claiming.claim()

    # How it ends.

    def _is_all_placed(self) -> bool:
        tally = self._keeping.tally
        return tally[State.QUEUED] + tally[State.SENDING] == 0

    def _is_over(self) -> bool:
        if self._keeping.is_hopeless:
            return True
        if self._placing.claimed or not self._keeping.is_empty:
            return False
        if self._is_all_placed() and not self._learning.is_waiting:
            return True
        if not self._placing.halted:
            return False
        if self._is_stopped or self._is_leaving:
            return True
        return not self._stays and not self._is_worth_following()

    def _is_worth_following(self) -> bool:
        trouble = self._placing.trouble
        still_answers = trouble is not None and trouble.family in _STILL_ANSWERS
        in_time = self._clock.monotonic() < self._halted_at + _PAUSED_FOLLOWING_S
        return (
            still_answers and in_time and not self._learning.trouble and self._learning.is_waiting
        )

    def _keep_the_last(self) -> None:
        """Keep the answers of calls that were on their way when the loop ended."""
        while not self._mail.empty():
            self._take(self._mail.get())
        while self._keeping.holds_steps and not self._keeping.is_hopeless:
            self._keeping.flush()
            if self._keeping.holds_steps:
                self._retry.wait(RETRY_S)

    def _end(self) -> RunEnd:
        is_complete = self._is_all_placed() and not len(self._learning.follower)
        stopped = Phase.STOPPED if self._is_stopped else Phase.PAUSED
        if self._oversight.is_before_start and self._is_leaving and not self._is_paused:
            stopped = Phase.SCHEDULED
        phase = Phase.FINISHED if is_complete else stopped
        trouble = None if is_complete else self._placing.trouble
        unkept = self._set_phase_if_possible(phase, trouble)
        self._journal.release()
        return RunEnd(phase, trouble or unkept, self._keeping.tally)

    def _set_phase_if_possible(
        self, phase: Phase, trouble: Trouble | None = None
    ) -> Trouble | None:
        """Keep a phase; returns what kept it from being kept, such as a full disk."""
        try:
            self._set_phase(phase, trouble)
        except TroubleError as error:
            _log.error("could not keep the phase: %s", error)
            self._placing.halt(error.trouble)
            return error.trouble
        return None

    def _set_phase(self, phase: Phase, trouble: Trouble | None = None) -> None:
        if self._phase is phase:
            return
        self._journal.set_phase(phase, trouble)
        self._phase = phase
        self._keeping.tell_safely(PhaseChanged(phase, trouble))
