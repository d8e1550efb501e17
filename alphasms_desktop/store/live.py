"""Pages for tables: ids in order first, then only the rows that are looked at."""

from array import array
from collections.abc import Sequence
from threading import Lock

from sqlalchemy import ColumnElement, Connection, Row, and_, func, or_, select

from alphasms_desktop.domain.attempt import State
from alphasms_desktop.domain.live import LiveRow, Repeats, SortKey, StoryLine, View
from alphasms_desktop.store.database import Database
from alphasms_desktop.store.live_index import LiveIndex
from alphasms_desktop.store.schema import WAITS_AGAIN, attempt, event, recipient
from alphasms_desktop.store.values import from_millionths, to_moment, to_why

_LAST = and_(attempt.c.recipient_id == recipient.c.id, attempt.c.number == recipient.c.last_number)
_CHANGED = func.coalesce(attempt.c.ended_at, attempt.c.accepted_at, attempt.c.claimed_at)
_COLUMNS: dict[SortKey, ColumnElement[object]] = {
    SortKey.PHONE: recipient.c.phone,
    SortKey.KEY: attempt.c.key,
    SortKey.DURATION: attempt.c.duration_s,
    SortKey.PRICE: attempt.c.price,
    SortKey.CHANGED: _CHANGED,
}
_MOST_IDS_A_QUERY = 500
_ROWS = select(
    recipient.c.id.label("recipient"),
    recipient.c.row.label("file_row"),
    recipient.c.name,
    attempt,
    _CHANGED.label("changed"),
).join(attempt, _LAST)


class LiveRows:
    """The recipients of campaigns, as tables ask for them."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._index: LiveIndex | None = None
        self._one_reader = Lock()

    def ordered_ids(self, campaign_id: int, view: View) -> "array[int]":
        """Return the ids of the recipients a view shows, in its order."""
        with self._database.read() as connection, self._one_reader:
            index = self._index_of(connection, campaign_id)
            if view == View():
                return index.ids[:]
            index.catch_up(connection)
            if view.search.strip() or view.sort is SortKey.NAME:
                index.read_texts(connection)
            shown = index.shown(view)
            if view.sort is SortKey.NEWEST:
                return index.newest_first(connection, shown)
            if view.sort is SortKey.NAME:
                return index.by_name(shown, descending=view.descending)
            if view.sort is SortKey.STATE:
                return index.by_state(shown, descending=view.descending)
            if view.sort is SortKey.ROW:
                ids = index.in_file_order(shown)
                return ids[::-1] if view.descending else ids
            return index.only_shown(_ordered(connection, campaign_id, view), shown)

    def rows(self, recipient_ids: Sequence[int]) -> list[LiveRow]:
        """Return these recipients, in the order asked; those that are gone are missing."""
        found: dict[int, LiveRow] = {}
        for begin in range(0, len(recipient_ids), _MOST_IDS_A_QUERY):
            wanted = recipient_ids[begin : begin + _MOST_IDS_A_QUERY]
            query = _ROWS.where(recipient.c.id.in_(list(wanted)))
            with self._database.read() as connection:
                found.update((row.recipient, _live_row(row)) for row in connection.execute(query))
        return [found[one] for one in recipient_ids if one in found]

    def story(self, recipient_id: int) -> list[StoryLine]:
        """Return everything that happened to a recipient, the oldest first."""
        query = (
            select(event, attempt.c.number)
            .join(attempt, attempt.c.id == event.c.attempt_id)
            .where(attempt.c.recipient_id == recipient_id)
            .order_by(event.c.id)
        )
        with self._database.read() as connection:
            return [_story_line(row) for row in connection.execute(query)]

    def calls_by_phone(self, campaign_id: int) -> dict[str, list[tuple[int, State]]]:
        """Return the attempts that were made to each phone, with where they stand."""
        never_left = [str(one) for one in (State.QUEUED, State.SKIPPED, State.REJECTED)]
        query = select(attempt.c.phone, attempt.c.id, attempt.c.state).where(
            attempt.c.campaign_id == campaign_id, attempt.c.state.not_in(never_left)
        )
        found: dict[str, list[tuple[int, State]]] = {}
        with self._database.read() as connection:
            for row in connection.execute(query):
                found.setdefault(row.phone, []).append((row.id, State(row.state)))
        return found

    def has_keys(self, campaign_id: int) -> bool:
        """Say whether a key or seconds of any of its calls were told."""
        told = or_(attempt.c.key.is_not(None), attempt.c.duration_s.is_not(None))
        query = select(attempt.c.id).where(attempt.c.campaign_id == campaign_id, told).limit(1)
        with self._database.read() as connection:
            return connection.scalar(query) is not None

    def repeats(self, campaign_id: int) -> Repeats | None:
        """Return what is known of the attempts again that wait; None where there are none.

        Where one has no moment of its own it is 1970, which is always over.
        """
        again = select(func.coalesce(attempt.c.not_before, 0)).where(
            attempt.c.campaign_id == campaign_id, WAITS_AGAIN
        )
        waiting = select(attempt.c.number).where(
            attempt.c.campaign_id == campaign_id, attempt.c.state == str(State.QUEUED)
        )
        with self._database.read() as connection:
            earliest = to_moment(connection.scalar(again.order_by(attempt.c.not_before).limit(1)))
            if earliest is None:
                return None
            # First attempts are made with their campaign: their ids come before all others.
            first = connection.scalar(waiting.order_by(attempt.c.id).limit(1))
        return Repeats(earliest, is_all=first != 1)

    def _index_of(self, connection: Connection, campaign_id: int) -> LiveIndex:
        """Return the index of a campaign; the one looked at last is kept."""
        if self._index is None or not self._index.is_of(connection, campaign_id):
            self._index = LiveIndex(connection, campaign_id)
        return self._index


def _ordered(connection: Connection, campaign_id: int, view: View) -> "array[int]":
    """Return all recipients of a campaign by a column that only the database knows."""
    column = _COLUMNS[view.sort]
    order = column.desc() if view.descending else column.asc()
    query = select(recipient.c.id).join(attempt, _LAST)
    query = query.where(recipient.c.campaign_id == campaign_id)
    return array("q", connection.scalars(query.order_by(order, recipient.c.id)))


def _live_row(row: Row[tuple[object, ...]]) -> LiveRow:
    return LiveRow(
        recipient_id=row.recipient,
        attempt_id=row.id,
        row=row.file_row,
        name=row.name,
        phone=row.phone,
        state=State(row.state),
        raw=row.raw,
        key=row.key,
        duration_s=row.duration_s,
        price=from_millionths(row.price),
        changed_at=to_moment(row.changed),
        attempts=row.number,
        why=to_why(row.why),
        not_before=to_moment(row.not_before),
        text=row.text,
    )


def _story_line(row: Row[tuple[object, ...]]) -> StoryLine:
    at = to_moment(row.at)
    assert at is not None  # the column is never empty
    return StoryLine(
        at,
        row.number,
        row.before,
        row.after,
        to_why(row.why),
        row.raw,
        from_millionths(row.price),
        row.key,
    )
