"""A list of those a campaign did not reach, for the next one."""

from collections.abc import Collection

from sqlalchemy import and_, func, insert, literal, select, update

from alphasms_desktop.domain.attempt import State
from alphasms_desktop.store.database import Database
from alphasms_desktop.store.schema import attempt, campaign, contact, contact_list, recipient

_ROWS_A_COMMIT = 2_000
_OF_LIST = ("source", "sheet", "columns", "phone_column", "name_column", "head")
_OF_RECIPIENT = ("row", "phone", "name", "fields", "consent", "more_phones")


def list_of_states(database: Database, campaign_id: int, states: Collection[State]) -> int:
    """Copy the recipients that stand in some states to a new list; returns its id.

    Raises nothing of its own; a list that is not finished is removed at the next start.
    """
    with database.write() as connection:
        list_id: int = connection.execute(
            insert(contact_list)
            .from_select(
                [*_OF_LIST, "created_at", "complete", "ready", "rejected", "duplicates"],
                select(
                    *(contact_list.c[one] for one in _OF_LIST),
                    literal(database.now()),
                    literal(False),
                    *(literal(0) for _ in range(3)),
                )
                .join(campaign, campaign.c.list_id == contact_list.c.id)
                .where(campaign.c.id == campaign_id),
            )
            .returning(contact_list.c.id)
        ).scalar_one()
    last = copied = 0
    while ids := _copy_some(database, campaign_id, states, list_id, last):
        last, copied = ids[-1], copied + len(ids)
    with database.write() as connection:
        connection.execute(
            update(contact_list)
            .where(contact_list.c.id == list_id)
            .values(ready=copied, complete=True)
        )
    return list_id


def _copy_some(
    database: Database, campaign_id: int, states: Collection[State], list_id: int, after: int
) -> list[int]:
    """Copy the next recipients; returns their ids. The erased have no phone and stay behind."""
    stands = and_(
        attempt.c.recipient_id == recipient.c.id, attempt.c.number == recipient.c.last_number
    )
    with database.write() as connection:
        ids = list(
            connection.scalars(
                select(recipient.c.id)
                .join(attempt, stands)
                .where(
                    recipient.c.campaign_id == campaign_id,
                    recipient.c.id > after,
                    recipient.c.phone != "",
                    attempt.c.state.in_([str(one) for one in states]),
                )
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
