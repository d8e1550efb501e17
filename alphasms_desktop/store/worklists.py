"""Lists to work through after a campaign; ticks and notes are kept on the call-back list."""

from typing import Any

from sqlalchemy import Row, Select, and_, func, insert, or_, select, update

from alphasms_desktop.domain.attempt import State
from alphasms_desktop.domain.call_back import CallBackWhy
from alphasms_desktop.domain.cells import Cell, cells_from_text
from alphasms_desktop.domain.follow_up import Chosen
from alphasms_desktop.domain.worklist import Worklist, WorkRow
from alphasms_desktop.store.database import Database
from alphasms_desktop.store.schema import attempt, call_back, campaign, contact_list, recipient
from alphasms_desktop.store.values import to_moment

_LAST = and_(attempt.c.recipient_id == recipient.c.id, attempt.c.number == recipient.c.last_number)
_NUMBERING = frozenset({"№", "#", "no", "no.", "n", "№ п/п", "п/п"})
"""Headings of columns that only count the rows."""


class Worklists:
    """The working lists of the campaigns of one data folder."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, campaign_id: int, chosen: Chosen, limit: int) -> Worklist:
        """Return the first people chosen, in the order of the file."""
        everybody = _everybody(campaign_id, chosen)
        counted = everybody.subquery()
        counts = select(func.count(), func.count(counted.c.done_at)).select_from(counted)
        with self._database.read() as connection:
            rows = connection.execute(everybody.order_by(recipient.c.id).limit(limit)).all()
            count, done = connection.execute(counts).one()
            head = connection.execute(
                select(contact_list)
                .join(campaign, campaign.c.list_id == contact_list.c.id)
                .where(campaign.c.id == campaign_id)
            ).one()
        headings = [str(one) for one in cells_from_text(head.columns)]
        numbering = {at for at, one in enumerate(headings) if one.strip().casefold() in _NUMBERING}
        apart = {head.phone_column, head.name_column} | numbering
        return Worklist(
            tuple(_work_row(row, apart) for row in rows),
            count,
            done,
            tuple(one for at, one in enumerate(headings) if at not in apart),
        )

    def tick(self, campaign_id: int, row: WorkRow, is_done: bool) -> None:
        """Mark somebody as done, or as still to be done."""
        self._change(campaign_id, row, done_at=self._database.now() if is_done else None)

    def note(self, campaign_id: int, row: WorkRow, text: str) -> None:
        """Keep a note; whoever has one and is not done waits on the call-back list."""
        self._change(campaign_id, row, note=text)

    def _change(self, campaign_id: int, row: WorkRow, **values: object) -> None:
        theirs = and_(call_back.c.campaign_id == campaign_id, call_back.c.phone == row.phone)
        with self._database.write() as connection:
            entry = connection.scalar(select(func.max(call_back.c.id)).where(theirs))
            if entry is not None:
                connection.execute(
                    update(call_back).where(call_back.c.id == entry).values(**values)
                )
            elif row.phone:
                why = CallBackWhy.KEY if row.key else CallBackWhy.NOT_REACHED
                connection.execute(
                    insert(call_back).values(
                        at=self._database.now(),
                        phone=row.phone,
                        name=row.name,
                        why=str(why),
                        campaign_id=campaign_id,
                        **values,
                    )
                )


def _everybody(campaign_id: int, chosen: Chosen) -> Select[Any]:
    """Return the question for everybody chosen, each with their newest call-back entry."""
    newest = (
        select(func.max(call_back.c.id).label("id"))
        .where(call_back.c.campaign_id == campaign_id)
        .group_by(call_back.c.phone)
        .subquery()
    )
    entries = select(call_back).join(newest, newest.c.id == call_back.c.id).subquery()
    return (
        select(
            recipient,
            attempt.c.state,
            attempt.c.raw,
            attempt.c.key,
            attempt.c.number,
            func.coalesce(attempt.c.ended_at, attempt.c.accepted_at).label("moment"),
            entries.c.done_at,
            entries.c.note,
        )
        .join(attempt, _LAST)
        .outerjoin(entries, and_(entries.c.phone == recipient.c.phone, recipient.c.phone != ""))
        .where(
            recipient.c.campaign_id == campaign_id,
            or_(
                attempt.c.state.in_([str(one) for one in chosen.states]),
                func.substr(attempt.c.key, -1).in_(sorted(chosen.keys)),
            ),
        )
    )


def _work_row(row: Row[Any], apart: set[int | None]) -> WorkRow:
    return WorkRow(
        row.id,
        row.row,
        row.name,
        row.phone,
        _others(cells_from_text(row.fields), apart),
        State(row.state),
        row.raw,
        row.key,
        row.number,
        to_moment(row.moment),
        row.done_at is not None,
        row.note or "",
    )


def _others(cells: tuple[Cell, ...], apart: set[int | None]) -> tuple[Cell, ...]:
    return tuple(cell for at, cell in enumerate(cells) if at not in apart)
