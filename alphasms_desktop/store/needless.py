"""What an answer makes needless: later attempts give way, and the answered call counts."""

from sqlalchemy import Connection, select, update

from alphasms_desktop.domain.attempt import Change, State, Step, Why
from alphasms_desktop.store.schema import attempt, recipient
from alphasms_desktop.store.steps import count, keep_steps
from alphasms_desktop.store.values import STATES

_LESS_THAN_AN_ANSWER = frozenset(
    {
        State.QUEUED,
        State.NO_ANSWER,
        State.BUSY,
        State.FAILED,
        State.NO_RESULT,
        State.REJECTED,
        State.SKIPPED,
    }
)


def made_needless(
    connection: Connection, campaign_id: int, change: Change, now: float
) -> list[Change] | None:
    """Take back what the person's answer makes needless; None where nobody has answered."""
    if change.after is State.ANSWERED and not change.counts:
        return _take_back(connection, campaign_id, change, now)
    if answered := _answered_before(connection, change):
        return _let_answer_stand(connection, campaign_id, change, answered, now)
    return None


def _take_back(
    connection: Connection, campaign_id: int, change: Change, now: float
) -> list[Change]:
    """Have an earlier call that was answered after all count; an attempt that waits is skipped.

    What is under way or in doubt stays: its own end tells.
    """
    waiting = connection.scalars(
        select(attempt.c.id).where(
            attempt.c.recipient_id == change.recipient_id,
            attempt.c.state == str(State.QUEUED),
            attempt.c.number > change.number,
        )
    ).all()
    steps = [Step(one, State.SKIPPED, Why.ANSWERED_AFTER_ALL) for one in waiting]
    skipped = keep_steps(connection, campaign_id, steps, now)
    stood = _last_state(connection, change.recipient_id)
    if stood not in _LESS_THAN_AN_ANSWER:
        return skipped
    stands = change._replace(before=stood, counts=True, price=None)
    let_count(connection, change.recipient_id, change.number)
    count(connection, campaign_id, [stands])
    return [*skipped, stands]


def _last_state(connection: Connection, recipient_id: int) -> State:
    """Return where the attempt stands that counts for a person."""
    counts = attempt.c.number == recipient.c.last_number
    return STATES[
        connection.execute(
            select(attempt.c.state)
            .join(recipient, recipient.c.id == attempt.c.recipient_id)
            .where(recipient.c.id == recipient_id, counts)
        ).scalar_one()
    ]


def _answered_before(connection: Connection, change: Change) -> Change | None:
    """Return the earlier call that was answered while this attempt, come to less, was under way."""
    if change.number == 1 or not change.counts or change.after not in _LESS_THAN_AN_ANSWER:
        return None
    found = connection.execute(
        select(attempt.c.id, attempt.c.number).where(
            attempt.c.recipient_id == change.recipient_id,
            attempt.c.state == str(State.ANSWERED),
        )
    ).first()
    if found is None:
        return None
    return Change(found.id, change.recipient_id, change.after, State.ANSWERED, number=found.number)


def _let_answer_stand(
    connection: Connection, campaign_id: int, change: Change, answered: Change, now: float
) -> list[Change]:
    """Have an answered call count for its recipient instead of a later attempt."""
    if change.after is State.QUEUED:
        return _take_back(connection, campaign_id, answered, now)
    if _last_state(connection, change.recipient_id) is State.ANSWERED:
        return []  # told in the same moment, and counted by that
    let_count(connection, change.recipient_id, answered.number)
    count(connection, campaign_id, [answered])
    return [answered]


def let_count(connection: Connection, recipient_id: int, number: int) -> None:
    """Have an attempt count for its recipient: they stand where it stands."""
    connection.execute(
        update(recipient).where(recipient.c.id == recipient_id).values(last_number=number)
    )
