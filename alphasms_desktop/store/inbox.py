"""The inbox: every webhook is written down before it is answered, and applied afterwards."""

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import Connection, bindparam, delete, func, insert, select, union, update

from alphasms_desktop.domain.attempt import State
from alphasms_desktop.domain.exchange import ReceivedHook, StrayHook, Verdict, WaitingHook
from alphasms_desktop.log import masked
from alphasms_desktop.store.database import Database
from alphasms_desktop.store.schema import attempt, inbox
from alphasms_desktop.store.values import to_moment
from alphasms_desktop.store.verification_table import verification

_MOST_STRAYS = 500
"""Strangers may post what they like, but not fill the disk with it."""

_MOST_OF_TOKEN = 50
MOST_AT_ONCE = 500
"""So many webhooks are applied in one commit; whoever writes meanwhile waits no longer."""
_STRAYS = (str(Verdict.NO_TOKEN), str(Verdict.OTHER_ID), str(Verdict.UNREADABLE))


class Inbox:
    """Where webhooks are put by whoever receives them."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def put(self, token: str, body: str) -> None:
        """Keep a webhook; it is on the disk when this returns. Raises TroubleError."""
        self.put_all([ReceivedHook(token, body)])

    def put_all(self, hooks: Sequence[ReceivedHook]) -> int:
        """Keep webhooks in one commit; returns how many belong to a call of ours.

        One whose token no call has is kept too, for a while and never applied: it is shown.
        Raises TroubleError.
        """
        now = self._database.now()
        with self._database.write() as connection:
            known = _calls_with(connection, {one.token for one in hooks if one.token})
            room = _room(connection, known)
            ours = []
            for one in hooks:
                if one.token in room and room[one.token] > 0:
                    room[one.token] -= 1
                    ours.append(_row(one, now))
            strays = [_row(one, now, Verdict.NO_TOKEN) for one in hooks if one.token not in known]
            for rows in (ours, strays[-_MOST_STRAYS:]):
                if rows:
                    connection.execute(insert(inbox), rows)
            if strays:
                _forget_old_strays(connection)
        return len(ours)

    def campaigns_waiting(self) -> list[int]:
        """Return the campaigns that webhooks received and not applied belong to."""
        with self._database.read() as connection:
            return list(
                connection.scalars(
                    select(attempt.c.campaign_id)
                    .join(inbox, inbox.c.token == attempt.c.token)
                    .where(inbox.c.applied_at.is_(None))
                    .distinct()
                )
            )

    def open_calls(self, since: float) -> int:
        """Return how many calls taken after a moment have been told no end by anybody."""
        taken = (str(State.SENDING), str(State.ACCEPTED), str(State.UNCONFIRMED))
        with self._database.read() as connection:
            count = select(func.count()).select_from(attempt)
            is_open = attempt.c.state.in_(taken), attempt.c.claimed_at > since
            return connection.scalar(count.where(*is_open)) or 0

    def strays(self) -> list[StrayHook]:
        """Return the webhooks that were not believed, the newest first."""
        with self._database.read() as connection:
            rows = connection.execute(
                select(inbox.c.received_at, inbox.c.verdict)
                .where(inbox.c.verdict.in_(_STRAYS))
                .order_by(inbox.c.id.desc())
                .limit(_MOST_STRAYS)
            ).all()
        found = []
        for row in rows:
            at = to_moment(row.received_at)
            assert at is not None  # the column is never empty
            found.append(StrayHook(at, Verdict(row.verdict)))
        return found


def waiting_for(connection: Connection, campaign_id: int) -> list[WaitingHook]:
    """Return webhooks received for a campaign's attempts and not applied yet, oldest first.

    They are as many as one commit takes; those that wait for an answer yet are the last of them.
    """
    earlier = inbox.alias("earlier")
    is_repeat = (
        select(earlier.c.id)
        .where(
            earlier.c.token == inbox.c.token,
            earlier.c.body == inbox.c.body,
            earlier.c.id < inbox.c.id,
        )
        .exists()
    )
    rows = connection.execute(
        select(
            inbox.c.id,
            inbox.c.body,
            attempt.c.id,
            attempt.c.state,
            attempt.c.gateway_id,
            inbox.c.received_at,
            attempt.c.own_id,
            is_repeat,
        )
        .join(attempt, attempt.c.token == inbox.c.token)
        .where(inbox.c.applied_at.is_(None), attempt.c.campaign_id == campaign_id)
        .order_by(attempt.c.state == str(State.SENDING), inbox.c.id)
        .limit(MOST_AT_ONCE)
    ).all()
    return [
        WaitingHook(
            inbox_id=row[0],
            body=row[1],
            attempt_id=row[2],
            state=State(row[3]),
            gateway_id=row[4],
            received_at=row[5],
            own_id=_text(row[6]),
            is_repeat=bool(row[7]),
        )
        for row in rows
    ]


def mark_applied(connection: Connection, applied: Mapping[int, Verdict], now: float) -> None:
    """Keep what became of webhooks; they are not looked at again."""
    rows = [{"inbox_id": one, "word": str(verdict)} for one, verdict in applied.items()]
    if rows:
        connection.execute(
            update(inbox)
            .where(inbox.c.id == bindparam("inbox_id"))
            .values(applied_at=now, verdict=bindparam("word")),
            rows,
        )


def _calls_with(connection: Connection, tokens: Iterable[str]) -> set[str]:
    """Return those of the tokens that a call of a campaign or of a number check has."""
    wanted = list(tokens)
    of_calls, of_checks = attempt.c.token, verification.c.token
    found = connection.scalars(
        union(
            select(of_calls).where(of_calls.in_(wanted)),
            select(of_checks).where(of_checks.in_(wanted)),
        )
    )
    return {one for one in found if one}


def _room(connection: Connection, tokens: set[str]) -> dict[str, int]:
    """Return how many more webhooks each token may have: nobody needs fifty reports of a call."""
    rows = connection.execute(
        select(inbox.c.token, func.count())
        .where(inbox.c.token.in_(list(tokens)))
        .group_by(inbox.c.token)
    )
    kept = {row[0]: row[1] for row in rows}
    return {one: _MOST_OF_TOKEN - kept.get(one, 0) for one in tokens}


def _row(hook: ReceivedHook, now: float, verdict: Verdict | None = None) -> dict[str, object]:
    """Return what is kept of a webhook; a stranger's tells no phone, which nothing would erase."""
    return {
        "received_at": hook.received_at or now,
        "token": hook.token if verdict is None else "",
        "body": hook.body if verdict is None else masked(hook.body),
        "applied_at": now if verdict else None,
        "verdict": str(verdict) if verdict else "",
    }


def _text(own_id: int | None) -> str:
    return "" if own_id is None else str(own_id)


def _forget_old_strays(connection: Connection) -> None:
    newest = (
        select(inbox.c.id)
        .where(inbox.c.verdict == str(Verdict.NO_TOKEN))
        .order_by(inbox.c.id.desc())
        .limit(_MOST_STRAYS)
    )
    connection.execute(
        delete(inbox).where(inbox.c.verdict == str(Verdict.NO_TOKEN), inbox.c.id.not_in(newest))
    )
