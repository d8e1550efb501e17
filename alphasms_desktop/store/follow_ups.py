"""Lists for a next campaign: people of an earlier one, by outcome or by key."""

from sqlalchemy import ColumnElement, and_, func, insert, literal, not_, or_, select, update

from alphasms_desktop.domain.attempt import State
from alphasms_desktop.domain.campaign import CampaignKind
from alphasms_desktop.domain.follow_up import Chosen, ChosenCount
from alphasms_desktop.store.database import Database
from alphasms_desktop.store.schema import attempt, campaign, contact, contact_list, recipient
from alphasms_desktop.store.twins import note_shared

_ROWS_A_COMMIT = 2_000
_OF_LIST = ("source", "sheet", "columns", "phone_column", "name_column", "head")
_OF_RECIPIENT = ("row", "phone", "name", "fields", "consent", "more_phones")
_STANDS = and_(
    attempt.c.recipient_id == recipient.c.id, attempt.c.number == recipient.c.last_number
)
_HEARD_OR_MAY_HAVE = [
    str(one)
    for one in (
        State.ANSWERED,
        State.UNCONFIRMED,
        State.SENDING,
        State.ACCEPTED,
        State.NO_RESULT,
    )
]


class FollowUps:
    """Chooses people of the campaigns of one data folder."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def count(self, campaign_id: int, chosen: Chosen) -> ChosenCount:
        """Count whom a next campaign would call, and who is left out for having heard it."""
        heard = _has_heard(campaign_id)
        query = (
            select(func.count(), func.count().filter(heard))
            .select_from(recipient)
            .join(attempt, _STANDS)
            .where(*_is_chosen(campaign_id, chosen))
        )
        with self._database.read() as connection:
            everybody, having_heard = connection.execute(query).one()
        out = having_heard if _leaves_out_heard(chosen) else 0
        return ChosenCount(everybody - out, having_heard)

    def make_list(self, campaign_id: int, chosen: Chosen) -> int:
        """Copy the chosen people to a new list; returns its id.

        A list that is not finished is removed at the next start.
        """
        with self._database.write() as connection:
            list_id: int = connection.execute(
                insert(contact_list)
                .from_select(
                    [*_OF_LIST, "created_at", "complete", "ready", "rejected", "duplicates"],
                    select(
                        *(contact_list.c[one] for one in _OF_LIST),
                        literal(self._database.now()),
                        literal(False),
                        *(literal(0) for _ in range(3)),
                    )
                    .join(campaign, campaign.c.list_id == contact_list.c.id)
                    .where(campaign.c.id == campaign_id),
                )
                .returning(contact_list.c.id)
            ).scalar_one()
        last = copied = 0
        while ids := self._copy_some(campaign_id, chosen, list_id, last):
            last, copied = ids[-1], copied + len(ids)
        with self._database.write() as connection:
            shares = select(campaign.c.shares_phones).where(campaign.c.id == campaign_id)
            if connection.scalar(shares):
                note_shared(connection, list_id)
            connection.execute(
                update(contact_list)
                .where(contact_list.c.id == list_id)
                .values(ready=copied, complete=True)
            )
        return list_id

    def _copy_some(self, campaign_id: int, chosen: Chosen, list_id: int, after: int) -> list[int]:
        wanted = _is_chosen(campaign_id, chosen)
        if _leaves_out_heard(chosen):
            wanted.append(~_has_heard(campaign_id))
        with self._database.write() as connection:
            ids = list(
                connection.scalars(
                    select(recipient.c.id)
                    .join(attempt, _STANDS)
                    .where(recipient.c.id > after, *wanted)
                    .order_by(recipient.c.id)
                    .limit(_ROWS_A_COMMIT)
                )
            )
            if ids:
                connection.execute(
                    insert(contact).from_select(
                        ["list_id", "original", *_OF_RECIPIENT],
                        select(
                            literal(list_id),
                            func.coalesce(recipient.c.phone, ""),
                            *(recipient.c[one] for one in _OF_RECIPIENT),
                        )
                        .where(recipient.c.id.in_(ids))
                        .order_by(recipient.c.id),
                    )
                )
        return ids


def _leaves_out_heard(chosen: Chosen) -> bool:
    return chosen.same_message and not chosen.also_heard


def _is_chosen(campaign_id: int, chosen: Chosen) -> list[ColumnElement[bool]]:
    """Say who is chosen; the erased have no phone and stay behind."""
    by_state = attempt.c.state.in_([str(one) for one in chosen.states])
    by_key = func.substr(attempt.c.key, -1).in_(sorted(chosen.keys))
    return [
        recipient.c.campaign_id == campaign_id,
        recipient.c.phone != "",
        or_(by_state, by_key),
    ]


def _has_heard(campaign_id: int) -> ColumnElement[bool]:
    """Say that a phone of somebody was reached, or may have been, with this campaign's message.

    It may have been another campaign: a follow-up of the same one, or the same list anew. Texts
    have fingerprints too.
    """
    theirs, other = attempt.alias("theirs"), attempt.alias("other")
    mine, its = campaign.alias("mine"), campaign.alias("its")
    whose = recipient.alias("whose")
    # Somebody else with the same phone was told something else: their own appointment.
    was_for_another = and_(
        other.c.campaign_id == campaign_id,
        other.c.recipient_id != recipient.c.id,
        or_(
            whose.c.clips != recipient.c.clips,
            func.coalesce(other.c.text != theirs.c.text, literal(False)),
        ),
    )
    return (
        select(literal(1))
        .select_from(theirs)
        .join(other, other.c.phone == theirs.c.phone)
        .join(whose, whose.c.id == other.c.recipient_id)
        .join(its, its.c.id == other.c.campaign_id)
        .join(mine, mine.c.id == campaign_id)
        .where(
            theirs.c.recipient_id == recipient.c.id,
            theirs.c.phone != "",
            its.c.audio_fingerprint == mine.c.audio_fingerprint,
            other.c.state.in_(_HEARD_OR_MAY_HAVE),
            its.c.kind != str(CampaignKind.TRIAL),
            not_(was_for_another),
        )
        .correlate(recipient)
        .exists()
    )
