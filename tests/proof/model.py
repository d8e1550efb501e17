"""Users and accidents whose every whim is drawn, and what must be true all the same."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from random import Random

from hypothesis import strategies as st

from alphasms_desktop.domain.attempt import SETTLING, STEPS, State
from alphasms_desktop.domain.channel import Channel
from alphasms_desktop.domain.live import Decision, View
from alphasms_desktop.domain.message import Fallback, TextMessage
from alphasms_desktop.domain.rules import Rules
from alphasms_desktop.engine.late_answers import LateAnswers
from alphasms_desktop.engine.orders import RunEnd
from alphasms_desktop.engine.parts import Surroundings
from alphasms_desktop.engine.runner import CampaignRun
from alphasms_desktop.store import Store, open_store
from alphasms_desktop.store.backups import back_up
from alphasms_desktop.store.rescue import Rescue
from tests.fakes import HandClock, SameThread
from tests.proof.service import PRICE, Number, PowerCut, Service

_MOST_WAITS = 400
_RINGS_AT_MOST_S = 600.0
_SETTLE_AFTER_S = 20.0
_CALM_S = 5.0
_A_WHILE_S = 300.0
_DOUBTFUL = View(states=frozenset({State.UNCONFIRMED}))

_AT_LEAVING = """
SELECT
    (SELECT count(*) FROM attempt WHERE phone = :phone AND claimed_at > :since
     AND channel != 'sms' AND state IN ('sending', 'accepted', 'unconfirmed')),
    (SELECT count(*) FROM attempt other JOIN attempt mine USING (recipient_id)
     WHERE mine.token = :token AND other.state = 'answered'),
    EXISTS (SELECT 1 FROM do_not_call WHERE phone = :phone)
"""
_PEOPLE = """
SELECT a.state, r.id IN (SELECT recipient_id FROM attempt WHERE state = 'answered')
FROM attempt a JOIN recipient r ON r.id = a.recipient_id AND a.number = r.last_number
"""
_KEY_UNHEEDED = """
SELECT count(*) FROM attempt WHERE key LIKE '%9' AND phone NOT IN (SELECT phone FROM do_not_call)
"""
_MAY_STILL_END = {State.ANSWERED, State.SENDING, State.ACCEPTED, State.UNCONFIRMED}


@dataclass
class World(Service):
    """One campaign and everything that may happen to it; `draw` decides each time.

    `phones` are those of the recipients in their order; several may have the first one's. The
    `more_phones` of a person, by the first one, may be other people's.
    """

    folder: Path
    rules: Rules
    phones: Sequence[str]
    text: TextMessage | None = None
    fallbacks: Sequence[Fallback] = ()
    more_phones: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    clock: HandClock = field(default_factory=HandClock)
    again: Counter[str] = field(default_factory=Counter)
    said_made: set[str] = field(default_factory=set)
    wrongs: list[str] = field(default_factory=list)
    campaign_id: int = 0
    waits: int = 0
    was_restored: bool = False

    def __post_init__(self) -> None:
        self.store: Store = open_store(self.folder, now=self.clock.timestamp)
        self.clock.on_wait = self._something_happens
        self.run: CampaignRun | None = None

    def session(self) -> RunEnd | None:
        """Run the campaign once; None where the power was cut."""
        self.waits = 0
        journal = self.store.take_over(self.campaign_id)
        around = Surroundings(
            journal,
            self,
            self,
            self.clock,
            lambda _event: None,
            2.0,
            workers=SameThread,
            settle_after_s=_SETTLE_AFTER_S,
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

    # What happens beside it.

    def between(self) -> None:
        """Let the user say something of calls in doubt, and answers come, while nothing runs."""
        if (self.folder / "backups").exists() and self._copies() and self.draw(st.booleans()):
            self._put_back()
        for recipient in self._in_doubt():
            decision = self.draw(st.sampled_from((*Decision, None)))
            if decision is not None:
                journal = self.store.take_over(self.campaign_id)
                self._note_decided(recipient, decision)
                journal.decide([recipient], decision)
                journal.release()
        if self.hooks and self.draw(st.booleans()):
            self._hook_comes()
            LateAnswers(self.store, self.store.inbox, self.read_hook).apply()

    def _in_doubt(self) -> list[int]:
        return list(self.store.live.ordered_ids(self.campaign_id, _DOUBTFUL))

    def _note_decided(self, recipient: int, decision: Decision) -> None:
        (row,) = self.store.live.rows([recipient])
        if decision is Decision.MADE:
            self.said_made.add(row.phone)
        elif decision is Decision.CALL_AGAIN and self.was_restored:
            # Of what a copy does not know nobody else knows: whoever is called again begins anew.
            for one in (*self.phones, *self.more_phones.get(row.phone, ()), row.phone):
                self.again[one] += self._rounds
        elif decision is Decision.CALL_AGAIN:
            self.again[row.phone] += 1

    def _copies(self) -> list[Path]:
        return list((self.folder / "backups").glob("*.sqlite"))

    def _put_back(self) -> None:
        self.store.close()
        rescue = Rescue(self.folder)
        rescue.restore(rescue.backups()[0])
        for one in self._copies():
            one.unlink()
        self.was_restored = True
        self.store = open_store(self.folder, now=self.clock.timestamp)

    def _something_happens(self) -> None:
        self.waits += 1
        if self.waits > _MOST_WAITS:
            self.run.leave()
            return
        if self.calm:
            self.clock.turn(_CALM_S)
            return
        what = self.draw(st.sampled_from(HAPPENINGS))
        if what == "pause":
            self.run.pause()
        elif what == "leave":
            self.run.leave()
        elif what == "time":
            self.clock.turn(_A_WHILE_S)
        elif what == "jump":
            self.clock.jump(self.draw(st.sampled_from((-7200, -60, 60, 7200))))
        elif what == "opt out":
            self.store.do_not_call.add(self.draw(st.sampled_from(self.phones)), "asked")
        elif what == "copy" and not self._copies():
            back_up(self.store.folder.database, self.store.folder.backups, "daily")
        elif what == "decide" and (in_doubt := self._in_doubt()):
            decision = self.draw(st.sampled_from(list(Decision)))
            self._note_decided(in_doubt[0], decision)
            self.run.decide(in_doubt[:1], decision)
        elif what == "hook" and self.hooks:
            self._hook_comes()
            self.run.hook_came()

    def _hook_comes(self) -> None:
        token, gateway_id = self.draw(st.sampled_from(self.hooks))
        word = self.draw(st.sampled_from(("ANSWERED", "NO ANSWER", "BUSY", "DOG", "")))
        key = self.draw(st.sampled_from(("", "", "1", "9")))
        body = f'{{"id":{gateway_id},"status":"{word}","dtmf":"{key}"}}'
        self.store.inbox.put(token, body)

    # What must be true.

    @property
    def _rounds(self) -> int:
        return 1 + len(self.rules.retry_after_s) + len(self.fallbacks)

    def check_leaving(self, number: Number, token: str, own_id: int | None = None) -> None:
        """Note what is wrong for later: the run takes an error here for a fault of its own."""
        phone, channel = number
        now, rules = self.clock.now(), self.rules
        since = self.clock.timestamp() - _RINGS_AT_MOST_S
        asked = {"phone": phone, "token": token, "since": since}
        with self.store._database.read() as connection:
            ((ringing, answered, is_listed),) = connection.exec_driver_sql(_AT_LEAVING, asked)
        is_repeat = own_id is not None and own_id in self.texts
        for is_wrong, what in (
            (is_listed, "somebody on the list was called"),
            (rules.hours and not rules.hours.allows(now), "called outside the hours"),
            (rules.deadline and now >= rules.deadline.at, "called past the deadline"),
            (
                not is_repeat and self.requests[number] >= self._allowed(number),
                "called more often than anybody wished",
            ),
            (
                is_repeat and not self.again[phone],
                "a text that came was sent again and nobody asked for it",
            ),
            (
                channel is not Channel.SMS and ringing > 1,
                "called while another call to the phone may go on",
            ),
            (answered, "called though they had answered"),
        ):
            if is_wrong:
                self.wrongs.append(f"{number}: {what}")

    def _allowed(self, number: Number) -> int:
        """Return how often a phone may be told something by a channel."""
        phone, channel = number
        by_fallback = {one.text.channel: one.text.has_fields for one in self.fallbacks}
        is_personal = by_fallback.get(channel, self.text is not None and self.text.has_fields)
        people = self.phones.count(phone)
        if is_personal:
            people += sum(phone in more for more in self.more_phones.values())
        # What everybody hears alike is told to a phone that several have beside theirs for one.
        rounds = 1 if channel in by_fallback else 1 + len(self.rules.retry_after_s)
        return max(1, people) * rounds + self.again[phone]

    def check(self) -> None:
        """Check everything that must be true whenever nothing runs."""
        assert self.wrongs == []
        with self.store._database.read() as connection:

            def rows(query: str) -> list:
                return list(connection.exec_driver_sql(query))

            people = rows(_PEOPLE)
            kept = {state: n for state, n in rows("SELECT state, recipients FROM tally") if n}
            events = rows(
                "SELECT attempt_id, before, after FROM event WHERE attempt_id NOT NULL ORDER BY id"
            )
            spent, priced = rows("SELECT spent, (SELECT sum(price) FROM attempt) FROM campaign")[0]
            unheeded = rows(_KEY_UNHEEDED)[0][0] if self.rules.keys else 0
        assert Counter(state for state, _ in people) == kept
        assert len(people) == len(self.phones)
        assert all(state in _MAY_STILL_END for state, has_answered in people if has_answered)
        assert spent == (priced or 0)
        assert unheeded == 0
        self._check_events(events)
        if self.rules.cap is not None and not self.was_restored:
            assert sum(self.requests.values()) * PRICE <= self.rules.cap

    def _check_events(self, events: list) -> None:
        stands: dict[int, str] = {}
        for attempt, before, after in events:
            known = stands.get(attempt)
            if known is None and after == State.QUEUED and before != State.SENDING:
                stands[attempt] = after  # a next attempt begins
                continue
            assert known in (None, before), "a step from where the call did not stand"
            assert after == before or _is_allowed(before, after), "a step not allowed"
            stands[attempt] = after

    def everybody(self) -> list[State]:
        """Return where all recipients stand."""
        ids = list(self.store.live.ordered_ids(self.campaign_id, View()))
        return [row.state for row in self.store.live.rows(ids)]

    def later(self) -> None:
        """Let an hour pass between two runs."""
        self.clock.turn(timedelta(hours=1).total_seconds())


def _is_allowed(before: str, after: str) -> bool:
    """Say whether a step is one of the table; what has an id of ours may be settled besides."""
    allowed = STEPS[State(before)] | SETTLING.get(State(before), frozenset())
    return State(after) in allowed


HAPPENINGS = (
    *(["nothing"] * 6),
    *(["time"] * 5),
    *(["hook"] * 3),
    *("pause", "leave", "jump", "opt out", "decide", "copy", "copy"),
)
