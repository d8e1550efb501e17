"""A service, users and accidents whose every whim is drawn, and what must be true all the same."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

from hypothesis import strategies as st

from alphasms_desktop.domain.attempt import STEPS, State
from alphasms_desktop.domain.errors import Kind, Trouble, TroubleError
from alphasms_desktop.domain.exchange import (
    Balance,
    HookReport,
    OutgoingText,
    Receipt,
    SpokenText,
    StatusAnswer,
    StatusReport,
    TextReceipt,
)
from alphasms_desktop.domain.live import Decision, View
from alphasms_desktop.domain.rules import Rules
from alphasms_desktop.engine.orders import RunEnd
from alphasms_desktop.engine.parts import Surroundings
from alphasms_desktop.engine.runner import CampaignRun
from alphasms_desktop.gateway import wire_voice
from alphasms_desktop.store import Store, open_store
from tests.fakes import HandClock, SameThread

PRICE = Decimal("0.20")
CERTAINLY_NOT_TAKEN = (
    Kind.UNREACHABLE,
    Kind.THROTTLED,
    Kind.NO_MONEY,
    Kind.WRONG_KEY,
    Kind.FILE_FORMAT,
)
RESULTS = (State.ANSWERED, State.NO_ANSWER, State.BUSY, State.FAILED, None)
_MOST_WAITS = 400
_RINGS_AT_MOST_S = 600.0


class PowerCut(BaseException):
    """The process is gone: nothing after this is done in order."""


@dataclass
class World:
    """One campaign and everything that may happen to it; `draw` decides each time.

    `phones` are those of the recipients in their order; several may have the first one's. The
    `more_phones` of a person, by the first one, may be other people's.
    """

    folder: Path
    rules: Rules
    phones: Sequence[str]
    draw: Callable[[st.SearchStrategy], Any]
    clock: HandClock = field(default_factory=HandClock)
    requests: Counter[str] = field(default_factory=Counter)
    again: Counter[str] = field(default_factory=Counter)
    said_made: set[str] = field(default_factory=set)
    taken: dict[str, str] = field(default_factory=dict)
    hooks: list[tuple[str, str]] = field(default_factory=list)
    wrongs: list[str] = field(default_factory=list)
    campaign_id: int = 0
    more_phones: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    waits: int = 0
    calm: bool = False
    clock_offset_s: float | None = None
    status_batch: int = 100

    def __post_init__(self) -> None:
        self.store: Store = open_store(self.folder, now=self.clock.timestamp)
        self.clock.on_wait = self._something_happens
        self.run: CampaignRun | None = None

    # The service.

    def place(self, number, audio, hook, collect_keys, before_first_byte) -> Receipt:
        """Take a call, refuse it, lose the answer, or go down with the whole computer."""
        before_first_byte()
        self._check_leaving(number)
        how = "taken" if self.calm else self.draw(st.sampled_from(HOWS))
        if how == "not taken":
            kind = self.draw(st.sampled_from(CERTAINLY_NOT_TAKEN))
            raise TroubleError(kind, "no")
        if how == "refused":
            raise TroubleError(Kind.UNKNOWN_TEXT, f"no {number}")
        if how == "cut before":
            self.requests[number] += 1  # nobody can know that it did not arrive
            raise PowerCut
        self.requests[number] += 1
        gateway_id = str(1000 + len(self.taken))
        self.taken[gateway_id] = number
        self.hooks.append((hook.rpartition("/")[2], gateway_id))
        if how == "cut after":
            raise PowerCut
        if how == "lost":
            raise TroubleError(Kind.ANSWER_LOST, "ReadTimeout")
        return Receipt(gateway_id, PRICE if how == "taken" else None)

    def send(
        self, texts: Sequence[OutgoingText | SpokenText], before_first_byte: Callable[[], None]
    ) -> list[TextReceipt | Trouble]:
        """Refuse: a campaign with a recording has no texts to send."""
        raise AssertionError(f"{len(texts)} texts of a campaign without any")

    def text_statuses(self, own_ids: Sequence[int]) -> StatusAnswer:
        """Refuse: no text was ever sent."""
        raise AssertionError(f"asked about texts {own_ids}")

    def statuses(self, gateway_ids) -> list[StatusReport]:
        """Tell of some calls, in any word."""
        told = []
        for one in gateway_ids:
            outcome = State.ANSWERED if self.calm else self.draw(st.sampled_from(RESULTS))
            told.append(StatusReport(one, f"XML {outcome}", outcome))
        return told

    def balance(self) -> Balance:
        """Tell that there is enough."""
        return Balance(Decimal(1000), "UAH")

    def read_hook(self, body: str) -> HookReport | None:
        """Read a webhook as the client does."""
        return wire_voice.read_hook(body)

    def url_for(self, token: str) -> str:
        """Return the address of a webhook."""
        return f"http://127.0.0.1/{token}"

    # What happens beside it.

    def session(self) -> RunEnd | None:
        """Run the campaign once; None where the power was cut."""
        self.waits = 0
        journal = self.store.take_over(self.campaign_id)
        around = Surroundings(
            journal, self, self, self.clock, lambda _event: None, 2.0, workers=SameThread
        )
        self.run = CampaignRun(
            self.store.campaigns.get(self.campaign_id), lambda _claim: b"RIFF", around
        )
        # The same draws must lead to the same story.
        for backoff in (self.run._placing.backoff, self.run._learning.asking._backoff):
            backoff.jitter = Random(0)
        try:
            return self.run.run()
        except PowerCut:
            journal.release()  # as the system does for a process that is gone
            return None
        finally:
            self.run = None

    def decide(self) -> None:
        """Let the user say something of calls in doubt, while nothing runs."""
        doubtful = View(states=frozenset({State.UNCONFIRMED}))
        in_doubt = list(self.store.live.ordered_ids(self.campaign_id, doubtful))
        for recipient in in_doubt:
            decision = self.draw(st.sampled_from((*Decision, None)))
            if decision is None:
                continue
            (row,) = self.store.live.rows([recipient])
            journal = self.store.take_over(self.campaign_id)
            journal.decide([recipient], decision)
            journal.release()
            self.again[row.phone] += decision is Decision.CALL_AGAIN
            if decision is Decision.MADE:
                self.said_made.add(row.phone)

    def _something_happens(self) -> None:
        self.waits += 1
        if self.waits > _MOST_WAITS:
            self.run.leave()
            return
        if self.calm:
            return
        what = self.draw(st.sampled_from(HAPPENINGS))
        if what == "pause":
            self.run.pause()
        elif what == "leave":
            self.run.leave()
        elif what == "jump":
            self.clock.jump(self.draw(st.sampled_from((-7200, -60, 60, 7200))))
        elif what == "opt out":
            self.store.do_not_call.add(self.draw(st.sampled_from(self.phones)), "asked")
        elif what == "hook" and self.hooks:
            token, gateway_id = self.draw(st.sampled_from(self.hooks))
            word = self.draw(st.sampled_from(("ANSWERED", "NO ANSWER", "BUSY", "DOG", "")))
            self.store.inbox.put(token, f'{{"id":{gateway_id},"status":"{word}"}}')
            self.run.hook_came()

    # What must be true.

    def _check_leaving(self, number: str) -> None:
        # The run takes an error here for a fault of its own, so what is wrong is kept for later.
        now, rules = self.clock.now(), self.rules
        # Everybody hears the same: a phone that several have beside their own is called for one.
        people = max(1, self.phones.count(number))
        allowed = people * (1 + len(rules.retry_after_s)) + self.again[number]
        for is_wrong, what in (
            (self._is_listed(number), "somebody on the list was called"),
            (rules.hours and not rules.hours.allows(now), "called outside the hours"),
            (rules.deadline and now >= rules.deadline.at, "called past the deadline"),
            (self.requests[number] >= allowed, "called more often than anybody wished"),
            (self._ringing(number) > 1, "called while another call to the phone may go on"),
        ):
            if is_wrong:
                self.wrongs.append(f"{number}: {what}")

    def _ringing(self, number: str) -> int:
        """Count the calls to a phone that left within ten minutes and have no end, this one too."""
        since = self.clock.timestamp() - _RINGS_AT_MOST_S
        with self.store._database.read() as connection:
            return connection.exec_driver_sql(
                "SELECT count(*) FROM attempt WHERE phone = ? AND claimed_at > ?"
                " AND state IN ('sending', 'accepted', 'unconfirmed')",
                (number, since),
            ).scalar_one()

    def _is_listed(self, number: str) -> bool:
        return number in self.store.do_not_call.phones()

    def check(self) -> None:
        """Check everything that must be true whenever nothing runs."""
        assert self.wrongs == []
        with self.store._database.read() as connection:

            def rows(query: str) -> list:
                return list(connection.exec_driver_sql(query))

            counted = dict(
                rows(
                    "SELECT a.state, count(*) FROM attempt a JOIN recipient r ON "
                    "r.id = a.recipient_id AND a.number = r.last_number GROUP BY a.state"
                )
            )
            kept = {state: n for state, n in rows("SELECT state, recipients FROM tally") if n}
            events = rows(
                "SELECT attempt_id, before, after FROM event WHERE attempt_id NOT NULL ORDER BY id"
            )
            spent, priced = rows("SELECT spent, (SELECT sum(price) FROM attempt) FROM campaign")[0]
        assert counted == kept
        assert sum(counted.values()) == len(self.phones)
        assert spent == (priced or 0)
        self._check_events(events)
        if self.rules.cap is not None:
            assert sum(self.requests.values()) * PRICE <= self.rules.cap

    def _check_events(self, events: list) -> None:
        stands: dict[int, str] = {}
        for attempt, before, after in events:
            known = stands.get(attempt)
            if known is None and after == State.QUEUED and before != State.SENDING:
                stands[attempt] = after  # a next attempt begins
                continue
            assert known in (None, before), "a step from where the call did not stand"
            assert after == before or State(after) in STEPS[State(before)], "a step not allowed"
            stands[attempt] = after

    def everybody(self) -> list[State]:
        """Return where all recipients stand."""
        ids = list(self.store.live.ordered_ids(self.campaign_id, View()))
        return [row.state for row in self.store.live.rows(ids)]

    def later(self) -> None:
        """Let an hour pass between two runs."""
        self.clock.turn(timedelta(hours=1).total_seconds())


HOWS = (
    *(["taken"] * 8),
    *("no price", "lost", "lost", "refused", "not taken", "not taken", "cut before", "cut after"),
)
HAPPENINGS = (*(["nothing"] * 8), "pause", "leave", "jump", "opt out", "hook", "hook", "hook")
