"""The journal of one running campaign: claims that may leave, and what came of them.

Whoever holds a journal owns its campaign: the operating system's lock keeps other processes of
this computer away, and every write is made only while the epoch in the row is still ours. First
the change is on the disk, then it is told.
"""

import os
import platform
from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, bindparam, insert, select, update

from alphasms_desktop.domain.attempt import Change, Claim, OpenCall, State, Step
from alphasms_desktop.domain.campaign import Phase, Tally
from alphasms_desktop.domain.errors import Kind, Trouble, TroubleError
from alphasms_desktop.domain.exchange import WaitingHook
from alphasms_desktop.domain.live import Decision
from alphasms_desktop.store.claims import claim
from alphasms_desktop.store.database import Database
from alphasms_desktop.store.decisions import decide
from alphasms_desktop.store.lock import FileLock
from alphasms_desktop.store.schema import attempt, campaign, do_not_call, event, inbox, tally
from alphasms_desktop.store.steps import found_sending, keep_steps
from alphasms_desktop.store.values import from_millionths, to_moment, trouble_columns


class Journal:
    """What the engine keeps of one campaign; made by `take_over`, ended by `release`."""

    def __init__(self, database: Database, lock: FileLock, campaign_id: int, epoch: int) -> None:
        self._database = database
        self._lock = lock
        self.campaign_id = campaign_id
        self.epoch = epoch

    def release(self) -> None:
        """Let another process have the campaign."""
        self._lock.release()

    def claim(self, limit: int) -> tuple[list[Claim], list[Change]]:
        """Keep up to `limit` attempts as SENDING; returns them, and every change for telling."""
        now = self._database.now()
        with self._database.write() as connection:
            self._assert_ownership(connection, now)
            return claim(connection, self.campaign_id, self.epoch, limit, now)

    def keep(self, steps: Sequence[Step], applied: Iterable[int] = ()) -> list[Change]:
        """Keep steps, and the inbox rows they came from, in one commit; returns what changed."""
        now = self._database.now()
        done = [{"inbox_id": one} for one in applied]
        with self._database.write() as connection:
            self._assert_ownership(connection, now)
            if done:
                kept = update(inbox).where(inbox.c.id == bindparam("inbox_id"))
                connection.execute(kept.values(applied_at=now), done)
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
            self._assert_ownership(connection, now)
            before = connection.scalar(
                select(campaign.c.phase).where(campaign.c.id == self.campaign_id)
            )
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
            spent = connection.scalar(
                select(campaign.c.spent).where(campaign.c.id == self.campaign_id)
            )
        return Tally(counts, from_millionths(spent or 0))

    def open_calls(self, no_result_since: float) -> list[OpenCall]:
        """Return calls whose end is not known; NO_RESULT ones only if taken after a moment."""
        with self._database.read() as connection:
            rows = connection.execute(
                select(attempt)
                .where(
                    attempt.c.campaign_id == self.campaign_id,
                    attempt.c.gateway_id.is_not(None),
                    (attempt.c.state == str(State.ACCEPTED))
                    | (
                        (attempt.c.state == str(State.NO_RESULT))
                        & (attempt.c.accepted_at > no_result_since)
                    ),
                )
                .order_by(attempt.c.id)
            ).all()
        calls = []
        for row in rows:
            accepted_at = to_moment(row.accepted_at or 0.0)
            assert accepted_at is not None  # a number was given
            calls.append(OpenCall(row.id, row.gateway_id, accepted_at, State(row.state)))
        return calls

    def waiting_hooks(self) -> list[WaitingHook]:
        """Return webhooks received for this campaign's attempts and not applied yet."""
        with self._database.read() as connection:
            rows = connection.execute(
                select(
                    inbox.c.id, inbox.c.body, attempt.c.id, attempt.c.state, attempt.c.gateway_id
                )
                .join(attempt, attempt.c.token == inbox.c.token)
                .where(inbox.c.applied_at.is_(None), attempt.c.campaign_id == self.campaign_id)
                .order_by(inbox.c.id)
            ).all()
        return [WaitingHook(row[0], row[1], row[2], State(row[3]), row[4]) for row in rows]

    def is_unwanted(self, phone: str) -> bool:
        """Say whether a phone stands on the do-not-call list at this very moment."""
        with self._database.read() as connection:
            found = connection.scalar(
                select(do_not_call.c.phone).where(do_not_call.c.phone == phone)
            )
        return found is not None

    def is_mine(self) -> bool:
        """Say whether no other owner has taken the campaign over."""
        with self._database.read() as connection:
            epoch = connection.scalar(
                select(campaign.c.epoch).where(campaign.c.id == self.campaign_id)
            )
        return bool(epoch == self.epoch)

    def _assert_ownership(self, connection: Connection, now: float) -> None:
        result = connection.execute(
            update(campaign)
            .where(campaign.c.id == self.campaign_id, campaign.c.epoch == self.epoch)
            .values(heartbeat_at=now)
        )
        if result.rowcount != 1:
            raise TroubleError(Kind.IN_USE, "the epoch is gone", campaign=self.campaign_id)


def take_over(database: Database, lock: FileLock, campaign_id: int) -> Journal:
    """Become the owner of a campaign: raise its epoch, put what was SENDING in doubt.

    Raises TroubleError(IN_USE) while another process of this computer owns it.
    """
    if not lock.acquire():
        raise TroubleError(Kind.IN_USE, campaign=campaign_id)
    try:
        now = database.now()
        with database.write() as connection:
            epoch = connection.scalar(
                update(campaign)
                .where(campaign.c.id == campaign_id)
                .values(
                    epoch=campaign.c.epoch + 1,
                    owner=f"{platform.node()}:{os.getpid()}",
                    heartbeat_at=now,
                )
                .returning(campaign.c.epoch)
            )
            if epoch is None:
                raise TroubleError(Kind.NO_SUCH_CAMPAIGN, campaign=campaign_id)
            keep_steps(connection, campaign_id, found_sending(connection, campaign_id), now)
    except BaseException:
        lock.release()
        raise
    return Journal(database, lock, campaign_id, epoch)
