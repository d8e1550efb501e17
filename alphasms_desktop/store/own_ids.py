"""Ids of our own for texts: from 1 to 2147483647, never used twice in an account.

They are what a lost answer is asked about by, so an id that somebody else has used would be taken
for a proof that is none. A data folder counts up from a place drawn by lot: two computers with one
account meet only by a chance of about one in ten thousand for every hundred thousand texts. The
place is kept in the transaction that gives an id away, so that neither a restart nor two campaigns
at once can give it again; a folder put back from a copy, which does not know what was sent since,
draws a new place.
"""

import secrets
from collections.abc import Sequence

from sqlalchemy import Connection, delete, insert, select, update

from alphasms_desktop.store.schema import attempt, own_id_place
from alphasms_desktop.store.verification_table import verification

LARGEST = 2**31 - 1


def take_own_ids(connection: Connection, count: int) -> list[int]:
    """Return so many ids and keep that they are taken; within a transaction that writes."""
    given: list[int] = []
    if not count:
        return given
    place = connection.scalar(select(own_id_place.c.next))
    if place is None:
        place = secrets.randbelow(LARGEST) + 1
        connection.execute(insert(own_id_place).values(id=1, next=place))
    while len(given) < count:
        wished = [_wrapped(place + step) for step in range(count - len(given))]
        place = _wrapped(place + len(wished))
        used = _used(connection, wished)
        given += [one for one in wished if one not in used]
    connection.execute(update(own_id_place).values(next=place))
    return given


def draw_another_place(connection: Connection) -> None:
    """Forget the place, so that the next id is counted from one drawn anew."""
    connection.execute(delete(own_id_place))


def _used(connection: Connection, own_ids: Sequence[int]) -> set[int]:
    found: set[int] = set()
    for column in (attempt.c.own_id, verification.c.own_id):
        found |= set(connection.scalars(select(column).where(column.in_(list(own_ids)))))
    return found


def _wrapped(number: int) -> int:
    return (number - 1) % LARGEST + 1
