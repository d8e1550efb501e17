"""The call-back list: people the office has to ring up itself."""

from collections.abc import Collection
from dataclasses import asdict, dataclass

from sqlalchemy import Connection, Row, and_, func, insert, literal, select, update

from alphasms_desktop.domain.attempt import State
from alphasms_desktop.domain.call_back import CallBack, CallBackWhy
from alphasms_desktop.store.database import Database
from alphasms_desktop.store.schema import attempt, call_back, campaign, recipient
from alphasms_desktop.store.values import to_moment

_MOST = 2_000
_DONE_SHOWN_S = 7 * 86_400.0
"""What was done stays in sight for a week, so that a wrong tick can be taken back."""


class CallBacks:
    """The call-back list of one data folder."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, phone: str, name: str, why: CallBackWhy, campaign_id: int | None = None) -> bool:
        """Put somebody on the list; says whether they were not waiting there already."""
        entry = NewCallBack(self._database.now(), phone, name, why, campaign_id)
        with self._database.write() as connection:
            return put_call_back(connection, entry)

    def add_all(self, campaign_id: int, states: Collection[State]) -> int:
        """Put everybody of a campaign in some states on the list; returns how many are new."""
        stands = and_(
            attempt.c.recipient_id == recipient.c.id, attempt.c.number == recipient.c.last_number
        )
        waiting = select(call_back.c.phone).where(call_back.c.done_at.is_(None))
        with self._database.write() as connection:
            made = connection.execute(
                insert(call_back).from_select(
                    ["at", "phone", "name", "why", "campaign_id"],
                    select(
                        literal(self._database.now()),
                        recipient.c.phone,
                        recipient.c.name,
                        literal(str(CallBackWhy.NOT_REACHED)),
                        literal(campaign_id),
                    )
                    .join(attempt, stands)
                    .where(
                        recipient.c.campaign_id == campaign_id,
                        recipient.c.phone != "",
                        recipient.c.phone.not_in(waiting),
                        attempt.c.state.in_([str(one) for one in states]),
                    )
                    .order_by(recipient.c.id),
                )
            )
        return int(made.rowcount)

    def all(self) -> list[CallBack]:
        """Return who waits, the longest waiting first, then those done lately."""
        lately = self._database.now() - _DONE_SHOWN_S
        with self._database.read() as connection:
            rows = connection.execute(
                select(call_back, campaign.c.name.label("campaign_name"))
                .outerjoin(campaign, campaign.c.id == call_back.c.campaign_id)
                .where(func.coalesce(call_back.c.done_at, lately + 1) > lately)
                .order_by(call_back.c.done_at.is_not(None), call_back.c.at, call_back.c.id)
                .limit(_MOST)
            ).all()
        return [_entry(row) for row in rows]

    def waiting(self) -> int:
        """Return how many wait."""
        with self._database.read() as connection:
            count = select(func.count()).where(call_back.c.done_at.is_(None))
            return int(connection.scalar(count) or 0)

    def tick(self, entry_id: int, is_done: bool) -> None:
        """Mark somebody as called back, or as waiting again."""
        self._change(entry_id, done_at=self._database.now() if is_done else None)

    def note(self, entry_id: int, text: str) -> None:
        """Keep a note."""
        self._change(entry_id, note=text)

    def _change(self, entry_id: int, **values: object) -> None:
        with self._database.write() as connection:
            connection.execute(update(call_back).where(call_back.c.id == entry_id).values(**values))


@dataclass(frozen=True)
class NewCallBack:
    """Somebody to be called back, as the list takes them in."""

    at: float
    phone: str
    name: str
    why: CallBackWhy
    campaign_id: int | None
    note: str = ""


def put_call_back(connection: Connection, entry: NewCallBack) -> bool:
    """Put somebody on the list; says whether they were not waiting there already."""
    waits = select(call_back.c.id).where(
        call_back.c.phone == entry.phone, call_back.c.done_at.is_(None)
    )
    if connection.scalar(waits.limit(1)) is not None:
        return False
    connection.execute(insert(call_back).values(**{**asdict(entry), "why": str(entry.why)}))
    return True


def _entry(row: Row[tuple[object, ...]]) -> CallBack:
    at = to_moment(row.at)
    assert at is not None  # the column is never empty
    return CallBack(
        row.id,
        at,
        row.phone,
        row.name,
        CallBackWhy(row.why),
        row.campaign_name or "",
        row.note,
        to_moment(row.done_at),
    )
