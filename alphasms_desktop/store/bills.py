"""Money and custom of campaigns: prices seen, balances noted, how calls are usually answered."""

from decimal import Decimal

from sqlalchemy import Connection, func, insert, select

from alphasms_desktop.domain.attempt import RESULTS, State
from alphasms_desktop.domain.money import BalanceNote, Bill
from alphasms_desktop.domain.result import Usual
from alphasms_desktop.store.schema import attempt, balance_note, tally
from alphasms_desktop.store.values import from_millionths, to_millionths

_LEAST_RESULTS = 200
_LATEST_ANSWERS = 2_000
_COSTS_NOTHING = (str(State.QUEUED), str(State.REJECTED), str(State.SKIPPED))


def bill_of(connection: Connection, campaign_id: int) -> Bill:
    """Return the prices a campaign has seen, and what its calls without a price may cost."""
    of_campaign = attempt.c.campaign_id == campaign_id
    highest = connection.scalar(select(func.max(attempt.c.price)).where(of_campaign))
    reserved = connection.scalar(
        select(func.sum(attempt.c.reserved)).where(
            of_campaign, attempt.c.price.is_(None), attempt.c.state.not_in(_COSTS_NOTHING)
        )
    )
    return Bill(from_millionths(highest), from_millionths(reserved or 0))


def note_balance(
    connection: Connection, campaign_id: int, amount: Decimal, spent: Decimal, now: float
) -> None:
    """Keep what the account held when the campaign had spent so much."""
    values = {"amount": to_millionths(amount), "spent": to_millionths(spent)}
    connection.execute(insert(balance_note).values(campaign_id=campaign_id, at=now, **values))


def balance_notes(connection: Connection, campaign_id: int) -> list[BalanceNote]:
    """Return what was noted of the balance, the oldest first."""
    rows = connection.execute(
        select(balance_note.c.amount, balance_note.c.spent)
        .where(balance_note.c.campaign_id == campaign_id)
        .order_by(balance_note.c.id)
    )
    return [BalanceNote(from_millionths(one.amount), from_millionths(one.spent)) for one in rows]


def usual_answers(connection: Connection, campaign_id: int) -> Usual | None:
    """Return how the calls of all other campaigns were answered, or None for under 200 of them."""
    others = tally.c.campaign_id != campaign_id
    sums = select(tally.c.state, func.sum(tally.c.recipients)).where(others)
    counts = {row[0]: row[1] for row in connection.execute(sums.group_by(tally.c.state))}
    results = sum(counts.get(str(state), 0) for state in RESULTS)
    if results < _LEAST_RESULTS:
        return None
    latest = (
        select(attempt.c.duration_s)
        .where(
            attempt.c.campaign_id != campaign_id,
            attempt.c.state == str(State.ANSWERED),
            attempt.c.duration_s.is_not(None),
        )
        .order_by(attempt.c.id.desc())
        .limit(_LATEST_ANSWERS)
        .subquery()
    )
    mean_s = connection.scalar(select(func.avg(latest.c.duration_s)))
    return Usual(counts.get(str(State.ANSWERED), 0) / results, mean_s)
