"""The journal of one running campaign: claims that may leave, and what came of them.

Whoever holds a journal owns its campaign: the operating system's lock keeps other processes of
this computer away, and every write is made only while the epoch in the row is still ours. First
the change is on the disk, then it is told.
"""

import os
import platform
import threading
from collections.abc import Mapping, Sequence
from decimal import Decimal
from types import MappingProxyType

from sqlalchemy import Connection, bindparam, insert, select, update

from alphasms_desktop.domain.attempt import Change, Claim, OpenCall, OpenCalls, State, Step, Why
from alphasms_desktop.domain.campaign import Phase, Tally
from alphasms_desktop.domain.channel import Channel
from alphasms_desktop.domain.errors import Kind, Trouble, TroubleError
from alphasms_desktop.domain.exchange import Verdict, WaitingHook
from alphasms_desktop.domain.live import Decision
from alphasms_desktop.domain.money import Bill
from alphasms_desktop.domain.result import Usual
from alphasms_desktop.store.bills import bill_of, note_balance, usual_answers
from alphasms_desktop.store.claims import Claiming, claim, next_retry
from alphasms_desktop.store.clock_back import set_right
from alphasms_desktop.store.database import Database
from alphasms_desktop.store.decisions import decide
from alphasms_desktop.store.do_not_call import unwanted_among
from alphasms_desktop.store.doubts import doubtful_texts, open_calls, witnesses
from alphasms_desktop.store.inbox import mark_applied, waiting_for
from alphasms_desktop.store.key_actions import act_on_keys, keys_heard
from alphasms_desktop.store.lock import FileLock
from alphasms_desktop.store.message_text import message_from_text
from alphasms_desktop.store.prepared import Prepared
from alphasms_desktop.store.retries import Ladder, follow_late, follow_left_out, follow_up
from alphasms_desktop.store.rules_text import rules_from_text
from alphasms_desktop.store.schema import attempt, campaign, event, tally
from alphasms_desktop.store.steps import ElsewhereError, found_sending, keep_pairs, keep_steps
from alphasms_desktop.store.values import from_millionths, to_success, trouble_columns

_TRIES, _BETWEEN_TRIES_S = 10, 0.02
_NOTHING: Mapping[int, Verdict] = MappingProxyType({})
_ENDED = frozenset({str(Phase.FINISHED), str(Phase.STOPPED)})
_BEAT_EVERY_S = 1.0
_TAKEN_OVER = ("epoch", "rules", "message", "composition", "shares_phones")
_STANDS = Prepared(
    select(campaign.c.epoch, campaign.c.phase).where(campaign.c.id == bindparam("of_campaign"))
)
_BEAT = Prepared(
    update(campaign)
    .where(campaign.c.id == bindparam("of_campaign"))
    .values(heartbeat_at=bindparam("now"))
)
_LAST_LOOK = (
    "SELECT (SELECT epoch FROM campaign WHERE id = ?), "
    "EXISTS (SELECT 1 FROM do_not_call WHERE phone = ?), EXISTS (SELECT 1 FROM erased)"
)


class Journal:
    """What the engine keeps of one campaign; made by `take_over`, ended by `release`."""

    def __init__(
        self,
        database: Database,
        lock: FileLock,
        campaign_id: int,
        epoch: int,
        ladder: Ladder,
        shares_phones: bool = False,
    ) -> None:
        self._database = database
        self._lock = lock
        self._ladder, self._rules = ladder, ladder.rules
        self._shares_phones = shares_phones
        self.campaign_id = campaign_id
        self.epoch = epoch
        self._beat_at = 0.0
        self._claimed: dict[int, Change] = {}
        """What was claimed here, as it was told, until something is kept of it."""

    def release(self) -> None:
        """Let another process have the campaign."""
        self._lock.release()

    def claim(self, limit: int, reserve: Decimal | None = None) -> tuple[list[Claim], list[Change]]:
        """Keep up to `limit` attempts as SENDING; returns them, and every change for telling.

        `reserve` is what each of them may cost, kept until its price is known.
        """
        now = self._database.now()
        claiming = Claiming(self.campaign_id, self.epoch, self._rules, reserve, self._shares_phones)
        with self._database.write() as connection:
            self._assert_ownership(connection, now)
            claims, changes = claim(connection, claiming, limit, now)
            changes += follow_left_out(connection, self.campaign_id, self._ladder, changes, now)
        self._claimed |= {one.attempt_id: one for one in changes if one.after is State.SENDING}
        return claims, changes

    def keep(
        self, steps: Sequence[Step], applied: Mapping[int, Verdict] = _NOTHING
    ) -> list[Change]:
        """Keep steps, and what became of inbox rows, in one commit; returns what changed.

        With them come the next attempts at people not reached, as the rules say, and what pressed
        keys ask for: both are done or none is.
        """
        try:
            changes = self._keep(steps, applied, self._claimed)
        except ElsewhereError:  # another hand has moved one of them: all of it anew, with a look
            changes = self._keep(steps, applied, {})
        for step in steps:
            self._claimed.pop(step.attempt_id, None)
        return changes

    def _keep(
        self, steps: Sequence[Step], applied: Mapping[int, Verdict], claimed: Mapping[int, Change]
    ) -> list[Change]:
        now = self._database.now()
        with self._database.write() as connection:
            phase = self._assert_ownership(connection, now)
            mark_applied(connection, applied, now)
            heard = keys_heard(connection, [one.attempt_id for one in steps if one.key])
            kept = keep_pairs(connection, self.campaign_id, steps, now, claimed)
            act_on_keys(connection, self.campaign_id, self._rules.keys, kept, heard, now)
            changes = [change for _, change in kept]
            if phase in _ENDED:
                more = follow_late(connection, self.campaign_id, changes, now)
            else:
                more = follow_up(connection, self.campaign_id, self._ladder, changes, now)
        return changes + more

    def skip_waiting(self, why: Why, limit: int) -> list[Change]:
        """Skip up to `limit` of those that still wait, with the reason; returns what changed."""
        now = self._database.now()
        with self._database.write() as connection:
            self._assert_ownership(connection, now)
            waiting = connection.scalars(
                select(attempt.c.id)
                .where(
                    attempt.c.campaign_id == self.campaign_id,
                    attempt.c.state == str(State.QUEUED),
                )
                .order_by(attempt.c.id)
                .limit(limit)
            ).all()
            steps = [Step(one, State.SKIPPED, why) for one in waiting]
            return keep_steps(connection, self.campaign_id, steps, now)

    def decide(self, recipient_ids: Sequence[int], decision: Decision) -> list[Change]:
        """Keep what the user says of calls in doubt; returns what changed."""
        now = self._database.now()
        with self._database.write() as connection:
            self._assert_ownership(connection, now)
            return decide(connection, self.campaign_id, recipient_ids, decision, now)

    def set_phase(self, phase: Phase, trouble: Trouble | None = None) -> None:
        """Keep where the campaign stands, and why."""
        now = self._database.now()
        with self._database.write() as connection:
            before = self._assert_ownership(connection, now)
            connection.execute(
                update(campaign)
                .where(campaign.c.id == self.campaign_id)
                .values(phase=str(phase), **trouble_columns(trouble))
            )
            connection.execute(
                insert(event).values(
                    campaign_id=self.campaign_id,
                    at=now,
                    before=before,
                    after=str(phase),
                    why=str(trouble.kind) if trouble else "",
                    raw=trouble.detail if trouble else "",
                )
            )

    def tally(self) -> Tally:
        """Return the counts that are kept with every change."""
        with self._database.read() as connection:
            rows = connection.execute(select(tally).where(tally.c.campaign_id == self.campaign_id))
            counts = {State(row.state): row.recipients for row in rows}
            spent, success = connection.execute(
                select(campaign.c.spent, campaign.c.success).where(
                    campaign.c.id == self.campaign_id
                )
            ).one_or_none() or (0, None)
        return Tally(counts, from_millionths(spent), to_success(success))

    def open_calls(self, no_result_since: float) -> tuple[OpenCalls, OpenCalls]:
        """Return the calls under way, and those given up that were taken after a moment."""
        with self._database.read() as connection:
            return open_calls(connection, self.campaign_id, no_result_since)

    def doubtful_texts(self) -> list[OpenCall]:
        """Return what is in doubt and can be asked about by an id of our own."""
        with self._database.read() as connection:
            return doubtful_texts(connection, self.campaign_id)

    def witnesses(self) -> dict[Channel, int]:
        """Return for each channel the id of our own of a text that was certainly taken."""
        with self._database.read() as connection:
            return witnesses(connection, self.campaign_id)

    def next_waiting_at(self) -> float | None:
        """Return from when (seconds since 1970) the next one waiting may be called, or None."""
        with self._database.read() as connection:
            return next_retry(connection, self.campaign_id)

    def bill(self) -> Bill:
        """Return what prices this campaign has seen, and what calls without a price may cost."""
        with self._database.read() as connection:
            return bill_of(connection, self.campaign_id)

    def note_balance(self, amount: Decimal, spent: Decimal) -> None:
        """Keep what the account held when the campaign had spent so much."""
        now = self._database.now()
        with self._database.write() as connection:
            note_balance(connection, self.campaign_id, amount, spent, now)

    def usual_answers(self) -> Usual | None:
        """Return how calls of other campaigns were answered, or None where there were too few."""
        with self._database.read() as connection:
            return usual_answers(connection, self.campaign_id)

    def waiting_hooks(self) -> list[WaitingHook]:
        """Return webhooks received for this campaign's attempts and not applied yet."""
        with self._database.read() as connection:
            return waiting_for(connection, self.campaign_id)

    def may_call(self, phone: str) -> bool:
        """Say whether, at this very moment, the campaign is still ours and a phone not unwanted."""
        epoch, is_listed, has_erased = self._database.look(_LAST_LOOK, self.campaign_id, phone)
        if epoch != self.epoch or is_listed:
            return False
        if not has_erased:
            return True
        with self._database.read() as connection:
            return not unwanted_among(connection, [phone])

    def _assert_ownership(self, connection: Connection, now: float) -> str:
        """See that the campaign is still ours, and leave a heartbeat; returns its phase.

        Nobody else writes before the transaction ends, so what is read stays true to its end.
        """
        ((epoch, phase),) = _STANDS.plain(connection, of_campaign=self.campaign_id) or ((0, ""),)
        if epoch != self.epoch:
            raise TroubleError(Kind.IN_USE, "the epoch is gone", campaign=self.campaign_id)
        if abs(now - self._beat_at) >= _BEAT_EVERY_S:
            if now < self._beat_at:
                set_right(connection, now)
            _BEAT.do(connection, of_campaign=self.campaign_id, now=now)
            self._beat_at = now
        return str(phase)


def take_over(database: Database, lock: FileLock, campaign_id: int) -> Journal:
    """Become the owner of a campaign: raise its epoch, put what was SENDING in doubt.

    Raises TroubleError(IN_USE) while another process of this computer owns it.
    """
    if not _have(lock):
        raise TroubleError(Kind.IN_USE, campaign=campaign_id)
    try:
        now = database.now()
        with database.write() as connection:
            set_right(connection, now)
            row = connection.execute(
                update(campaign)
                .where(campaign.c.id == campaign_id)
                .values(
                    epoch=campaign.c.epoch + 1,
                    owner=f"{platform.node()}:{os.getpid()}",
                    heartbeat_at=now,
                )
                .returning(*(campaign.c[one] for one in _TAKEN_OVER))
            ).one_or_none()
            if row is None:
                raise TroubleError(Kind.NO_SUCH_CAMPAIGN, campaign=campaign_id)
            keep_steps(connection, campaign_id, found_sending(connection, campaign_id), now)
    except BaseException:
        lock.release()
        raise
    text, fallbacks = message_from_text(row.message)
    is_personal = bool(row.composition) or (text is not None and text.has_fields)
    ladder = Ladder(rules_from_text(row.rules), fallbacks, is_personal)
    return Journal(database, lock, campaign_id, row.epoch, ladder, row.shares_phones)


def _have(lock: FileLock) -> bool:
    """Take the lock; whoever only looks whether it is free holds it for a moment, no longer."""
    pause = threading.Event()
    for _ in range(_TRIES):
        if lock.acquire():
            return True
        pause.wait(_BETWEEN_TRIES_S)
    return False
