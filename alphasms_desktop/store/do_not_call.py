"""The do-not-call list: phones that no campaign calls, whatever its sheet says."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Connection, Row, Select, bindparam, delete, func, insert, or_, select
from sqlalchemy.dialects.sqlite import insert as insert_new

from alphasms_desktop.domain.contact_book import Origin, Unwanted
from alphasms_desktop.store.database import Database, holds
from alphasms_desktop.store.people import phones_beside
from alphasms_desktop.store.prepared import Prepared
from alphasms_desktop.store.pseudonyms import erased_among, pseudonym_of
from alphasms_desktop.store.schema import campaign, do_not_call, do_not_call_event

_ROWS_A_COMMIT = 1_000


class DoNotCall:
    """The do-not-call list of one data folder."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(
        self,
        phone: str,
        reason: str,
        campaign_id: int | None = None,
        origin: Origin = Origin.HAND,
    ) -> list[str]:
        """Put a phone (E.164) on the list, and all other phones its contacts are known to have.

        One that stands there keeps its first reason. Returns the phones that were added.
        """
        listing = Listing(reason, campaign_id, origin, self._database.now())
        with self._database.write() as connection:
            return put_unwanted(connection, phone, listing)

    def add_all(self, phones: Iterable[str], reason: str, origin: Origin = Origin.FILE) -> int:
        """Put many phones on the list, only them; returns how many were not there before."""
        added, wanted = 0, list(phones)
        for begin in range(0, len(wanted), _ROWS_A_COMMIT):
            with self._database.write() as connection:
                some = wanted[begin : begin + _ROWS_A_COMMIT]
                listing = Listing(reason, None, origin, self._database.now())
                added += len(_put(connection, some, listing))
        return added

    def remove(self, phone: str, reason: str = "") -> None:
        """Take a phone off the list; that it stood there, and why it left, stays on record."""
        with self._database.write() as connection:
            removed = connection.execute(delete(do_not_call).where(do_not_call.c.phone == phone))
            if removed.rowcount:
                _note(connection, [phone], False, reason, self._database.now())

    def phones(self) -> frozenset[str]:
        """Return every phone on the list."""
        with self._database.read() as connection:
            return frozenset(connection.scalars(select(do_not_call.c.phone)).all())

    def page(self, search: str = "", offset: int = 0, limit: int = 200) -> list[Unwanted]:
        """Return some of the list, the newest first; `search` is part of a phone or a reason."""
        query = _query(search).offset(offset).limit(limit)
        with self._database.read() as connection:
            return [_unwanted(row) for row in connection.execute(query)]

    def count(self) -> int:
        """Return how many phones stand on the list."""
        with self._database.read() as connection:
            return connection.scalar(select(func.count()).select_from(do_not_call)) or 0


@dataclass(frozen=True)
class Listing:
    """How a phone comes onto the list: why, by which campaign, by what, and when."""

    reason: str
    campaign_id: int | None
    origin: Origin
    at: float


def put_unwanted(connection: Connection, phone: str, listing: Listing) -> list[str]:
    """Put a phone, and all others its people are known to have, on the list; returns the new."""
    return _put(connection, [phone, *phones_beside(connection, phone)], listing)


def _put(connection: Connection, phones: Sequence[str], listing: Listing) -> list[str]:
    there = set(
        connection.scalars(select(do_not_call.c.phone).where(do_not_call.c.phone.in_(phones)))
    )
    fresh = [one for one in dict.fromkeys(phones) if one not in there]
    if fresh:
        rows = [
            {
                "phone": one,
                "since": listing.at,
                "reason": listing.reason,
                "campaign_id": listing.campaign_id,
                "origin": str(listing.origin),
            }
            for one in fresh
        ]
        connection.execute(insert_new(do_not_call).on_conflict_do_nothing(), rows)
        _note(connection, fresh, True, listing.reason, listing.at)
    return fresh


def _note(
    connection: Connection, phones: Sequence[str], is_on: bool, reason: str, at: float
) -> None:
    rows = [
        {
            "at": at,
            "pseudonym": pseudonym_of(connection, one),
            "is_on": is_on,
            "reason": reason,
        }
        for one in phones
    ]
    connection.execute(insert(do_not_call_event), rows)


_LISTED = Prepared(
    select(do_not_call.c.phone).where(do_not_call.c.phone.in_(bindparam("phones", expanding=True)))
)


def unwanted_among(connection: Connection, phones: Sequence[str]) -> set[str]:
    """Return which of some phones must not be called, those of erased people included."""
    each = list(dict.fromkeys(phones))
    listed = {phone for (phone,) in _LISTED.plain(connection, phones=each)}
    return listed | erased_among(connection, each)


def _query(search: str) -> Select[tuple[object, ...]]:
    query = (
        select(do_not_call, campaign.c.name)
        .outerjoin(campaign, campaign.c.id == do_not_call.c.campaign_id)
        .order_by(do_not_call.c.since.desc(), do_not_call.c.phone)
    )
    if not (wanted := search.strip()):
        return query
    digits = "".join(filter(str.isdigit, wanted))
    in_reason = holds(do_not_call.c.reason, wanted)
    in_phone = do_not_call.c.phone.contains(digits, autoescape=True) if digits else in_reason
    return query.where(or_(in_reason, in_phone))


def _unwanted(row: Row[tuple[object, ...]]) -> Unwanted:
    since = datetime.fromtimestamp(row.since, UTC)
    return Unwanted(row.phone, since, row.reason, Origin(row.origin), row.name or "")
