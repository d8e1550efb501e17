"""What an end leads to: the next attempt of the ladder, or a queued one that is needless."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, func, insert, literal, or_, select

from alphasms_desktop.domain.attempt import Change, State, Step, Why
from alphasms_desktop.domain.channel import Channel
from alphasms_desktop.domain.message import Fallback
from alphasms_desktop.domain.rules import Purpose, Rules
from alphasms_desktop.store.consents import has_refused
from alphasms_desktop.store.message_text import text_at
from alphasms_desktop.store.needless import let_count, made_needless
from alphasms_desktop.store.schema import attempt, event, recipient
from alphasms_desktop.store.steps import count, keep_steps, record

_NOT_REACHED = frozenset({State.NO_ANSWER, State.BUSY})
_NEXT_PHONE_AFTER = _NOT_REACHED | {State.FAILED, State.REJECTED}
_LOOKED_UP = (recipient.c.phone, recipient.c.more_phones, recipient.c.texts)
_RUNGS = (str(Why.RETRY), str(Why.NEXT_CHANNEL))
_WAS_RESTORED = (
    select(event.c.why)
    .where(
        event.c.attempt_id == attempt.c.id,
        event.c.why.in_([str(Why.CLAIMED), str(Why.RESTORED)]),
    )
    .order_by(event.c.id.desc())
    .limit(1)
    .scalar_subquery()
) == str(Why.RESTORED)
"""Whether an attempt left before the copy was made that was put back."""

_COPIED = ("campaign_id", "recipient_id", "audio_fingerprint")


@dataclass(frozen=True)
class Ladder:
    """What follows for whoever was not reached: the rules' retries, then other channels.

    `is_personal` says that the message itself tells each person something else.
    """

    rules: Rules
    fallbacks: tuple[Fallback, ...] = ()
    is_personal: bool = False

    def due(self, rung: int) -> float | None:
        """Return after how many seconds a rung follows the last attempt; None above the ladder."""
        waits = [*self.rules.retry_after_s, *(one.after_s for one in self.fallbacks)]
        return waits[rung] if rung < len(waits) else None

    def place(self, rung: int) -> int:
        """Return which text a rung tells: 0 for the message itself, 1 for the first fallback."""
        return max(0, rung - len(self.rules.retry_after_s) + 1)

    def tells_phone_once(self, channel: Channel) -> bool:
        """Say whether a phone is told for one row only what goes by a channel.

        For another row it would hear the same once more, or one more advertisement.
        """
        by_channel = {one.text.channel: one.text.has_fields for one in self.fallbacks}
        is_personal = by_channel.get(channel, self.is_personal)
        return self.rules.purpose is Purpose.ADVERTISING or not is_personal


@dataclass(frozen=True)
class _Said:
    """By which channel an attempt goes, and with which text."""

    channel: Channel
    text: str


def follow_up(
    connection: Connection,
    campaign_id: int,
    ladder: Ladder,
    changes: Sequence[Change],
    now: float,
) -> list[Change]:
    """Queue the next attempts at people not reached, and take back those of people who answered.

    Returns what changed beyond `changes`, in the order to be counted in.
    """
    more: list[Change] = []
    for change in _ends(changes):
        if change.number == 1 and change.counts and change.after not in _NEXT_PHONE_AFTER:
            continue  # nothing else was tried, and nothing else need be
        needless = made_needless(connection, campaign_id, change, now)
        if needless is not None:
            more += needless
        elif change.after in _NEXT_PHONE_AFTER and change.counts:
            more += _next_attempt(connection, campaign_id, ladder, change, now)
    return more


def follow_left_out(
    connection: Connection,
    campaign_id: int,
    ladder: Ladder,
    changes: Sequence[Change],
    now: float,
) -> list[Change]:
    """Go on with people of whom a further phone alone is left out.

    It was called by another campaign lately, or advertising was refused for it.
    """
    left_out = {one.attempt_id: one for one in changes if one.after is State.SKIPPED}
    further = [one.attempt_id for one in left_out.values() if one.number > 1]
    if not further:
        return []
    left_alone = connection.scalars(
        select(attempt.c.id)
        .join(recipient, recipient.c.id == attempt.c.recipient_id)
        .where(
            attempt.c.id.in_(further),
            or_(
                attempt.c.why == str(Why.CALLED_RECENTLY),
                (attempt.c.why == str(Why.NO_CONSENT)) & has_refused(),
            ),
            attempt.c.phone != recipient.c.phone,
        )
        .order_by(attempt.c.id)
    )
    more: list[Change] = []
    for one in left_alone.all():
        more += _next_attempt(connection, campaign_id, ladder, left_out[one], now)
    return more


def follow_late(
    connection: Connection, campaign_id: int, changes: Sequence[Change], now: float
) -> list[Change]:
    """Take back what an answer told after the end makes needless; nobody is called any more."""
    more: list[Change] = []
    for change in _ends(changes):
        more += made_needless(connection, campaign_id, change, now) or []
    return more


def _ends(changes: Sequence[Change]) -> Iterable[Change]:
    """Return where each attempt ended up: one told busy and answered at once was answered."""
    return {one.attempt_id: one for one in changes if one.before is not one.after}.values()


def _next_attempt(
    connection: Connection, campaign_id: int, ladder: Ladder, change: Change, now: float
) -> list[Change]:
    """Queue a call to the person's next phone at once, or after the last one the next round.

    A round follows wherever one of the phones rang in vain, though the last one is a wrong number.
    Whoever has nothing to be told by the next channel is left to what has been tried.
    """
    row = connection.execute(
        select(attempt.c.phone.label("called"), *_LOOKED_UP, _WAS_RESTORED.label("is_old"))
        .join(recipient, recipient.c.id == attempt.c.recipient_id)
        .where(attempt.c.id == change.attempt_id)
    ).one()
    phones = list(dict.fromkeys((row.phone, *row.more_phones.split())))
    rang = change.after in _NOT_REACHED
    if len(phones) > 1:
        left = _after(phones, row.called)
        if ladder.tells_phone_once(change.channel):
            left = _without_others(connection, campaign_id, change.recipient_id, left)
        if left:
            why = Why.NEXT_PHONE
            begun = queue_again(connection, campaign_id, change, why, now, None, left[0])
            return _in_doubt_if(row.is_old, connection, campaign_id, begun, now)
        rang = rang or _rang_this_round(connection, change.recipient_id, row.phone)
    rung = _rungs_climbed(connection, change) if rang else 0
    wait_s = ladder.due(rung)
    if not rang or wait_s is None:
        return []
    due, why, said = now + wait_s, Why.RETRY, None
    if fallback := ladder.place(rung):
        text = text_at(row.texts, fallback)
        if not text:
            return []
        said, why = _Said(ladder.fallbacks[fallback - 1].text.channel, text), Why.NEXT_CHANNEL
    begun = queue_again(connection, campaign_id, change, why, now, due, phones[0], said)
    return _in_doubt_if(row.is_old, connection, campaign_id, begun, now)


def _in_doubt_if(
    is_old: bool, connection: Connection, campaign_id: int, begun: Change, now: float
) -> list[Change]:
    """Put a next attempt in doubt that may have been made after the copy that was put back."""
    if not is_old:
        return [begun]
    states = (State.SENDING, State.UNCONFIRMED)
    steps = [Step(begun.attempt_id, state, Why.RESTORED) for state in states]
    return [begun, *keep_steps(connection, campaign_id, steps, now)]


def _rungs_climbed(connection: Connection, change: Change) -> int:
    """Return how often the ladder has led on; what was called again by hand is no rung of it."""
    if change.number == 1:
        return 0
    climbed = (
        select(func.count())
        .select_from(attempt)
        .join(event, event.c.attempt_id == attempt.c.id)
        .where(attempt.c.recipient_id == change.recipient_id, event.c.why.in_(_RUNGS))
    )
    return connection.scalar(climbed) or 0


def _rang_this_round(connection: Connection, recipient_id: int, first_phone: str) -> bool:
    """Say whether any of a person's phones rang in vain since the round began, with the first."""
    of_person = attempt.c.recipient_id == recipient_id
    began = select(func.max(attempt.c.number)).where(of_person, attempt.c.phone == first_phone)
    rang = select(attempt.c.id).where(
        of_person,
        attempt.c.number >= began.scalar_subquery(),
        attempt.c.state.in_([str(one) for one in _NOT_REACHED]),
    )
    return connection.scalar(rang.limit(1)) is not None


def _after(phones: Sequence[str], called: str) -> Sequence[str]:
    """Return the phones that follow; none after one that has been taken off since."""
    return phones[phones.index(called) + 1 :] if called in phones else ()


def _without_others(
    connection: Connection, campaign_id: int, recipient_id: int, phones: Sequence[str]
) -> Sequence[str]:
    """Leave out phones that were called for another person of the campaign, or are going to be.

    So are those whose own row was left out for want of consent to advertising.
    """
    left_out = set(
        connection.scalars(
            select(attempt.c.phone).where(
                attempt.c.phone.in_(phones),
                attempt.c.campaign_id == campaign_id,
                attempt.c.recipient_id != recipient_id,
                or_(attempt.c.state != str(State.SKIPPED), attempt.c.why == str(Why.NO_CONSENT)),
            )
        )
    )
    return [one for one in phones if one not in left_out]


def queue_again(
    connection: Connection,
    campaign_id: int,
    change: Change,
    why: Why,
    now: float,
    not_before: float | None = None,
    phone: str | None = None,
    said: _Said | None = None,
) -> Change:
    """Queue one more attempt for the recipient of `change`; returns and counts its beginning.

    It goes to the same phone and says the same unless something else is given.
    """
    number = change.number + 1
    new_id: int = connection.execute(
        insert(attempt)
        .from_select(
            ["phone", "channel", "text", *_COPIED, "number", "state", "not_before"],
            select(
                literal(phone) if phone else attempt.c.phone,
                literal(str(said.channel)) if said else attempt.c.channel,
                literal(said.text) if said else attempt.c.text,
                *(attempt.c[name] for name in _COPIED),
                literal(number),
                literal(str(State.QUEUED)),
                literal(not_before),
            ).where(attempt.c.id == change.attempt_id),
        )
        .returning(attempt.c.id)
    ).scalar_one()
    let_count(connection, change.recipient_id, number)
    channel = said.channel if said else change.channel
    begun = Change(
        new_id, change.recipient_id, change.after, State.QUEUED, number=number, channel=channel
    )
    record(connection, campaign_id, [(Step(new_id, State.QUEUED, why), begun)], now)
    count(connection, campaign_id, [begun])
    return begun
