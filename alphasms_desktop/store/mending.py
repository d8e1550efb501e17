"""Rows of a kept list set right: a phone typed anew, cells of repeats merged into the first row."""

from sqlalchemy import Connection, Row, delete, insert, select, update

from alphasms_desktop.domain.cells import Cell, cells_from_text, cells_to_text
from alphasms_desktop.domain.contact import Reason, is_repaired
from alphasms_desktop.store.schema import contact, contact_list, reject
from alphasms_desktop.store.twins import let_next_have, note_shared

_DUPLICATE = str(Reason.DUPLICATE)


def mend(
    connection: Connection,
    list_id: int,
    row: int,
    phone: str,
    original: str,
    fields: tuple[Cell, ...] | None = None,
) -> Reason | None:
    """Give a row a phone (E.164), written so; a row set aside becomes ready by that.

    Whoever was set aside because the row had their phone is next to have it.

    Returns DUPLICATE where another row has the phone, NO_PHONE where there is no such row. With
    other cells, which a mended file brings, only a row set aside is meant: one that is ready by
    now may have been corrected since.
    """
    if _row_with(connection, list_id, phone, row) is not None:
        return Reason.DUPLICATE
    ready = connection.execute(
        select(contact).where(contact.c.list_id == list_id, contact.c.row == row)
    ).first()
    if ready is not None and fields is not None:
        return Reason.NO_PHONE
    if ready is not None:
        connection.execute(
            update(contact).where(contact.c.id == ready.id).values(phone=phone, original=original)
        )
        _count(
            connection,
            list_id,
            repaired=is_repaired(phone, original) - is_repaired(ready.phone, ready.original),
        )
        shared = select(contact_list.c.shared).where(contact_list.c.id == list_id)
        if connection.scalar(shared):
            note_shared(connection, list_id, (phone, ready.phone))
        let_next_have(connection, list_id, ready.phone)
        return None
    aside = connection.execute(
        select(reject).where(reject.c.list_id == list_id, reject.c.row == row)
    ).first()
    if aside is None:
        return Reason.NO_PHONE
    _make_ready(connection, list_id, aside, phone, original, fields)
    return None


def merge_twins(connection: Connection, list_id: int) -> int:
    """Fill empty cells of first rows from rows that repeat their phone; returns how many rows."""
    # One that contradicts the first row is about somebody else.
    is_twin = (
        reject.c.list_id == list_id,
        reject.c.reason == _DUPLICATE,
        reject.c.differs.is_(False),
    )
    firsts = connection.execute(
        select(contact.c.id, contact.c.row, contact.c.fields).where(
            contact.c.list_id == list_id,
            contact.c.row.in_(select(reject.c.twin_row).where(*is_twin)),
        )
    )
    known = {one.row: (one.id, cells_from_text(one.fields)) for one in firsts}
    filled = {}
    twins = select(reject.c.twin_row, reject.c.fields).where(*is_twin).order_by(reject.c.id)
    for twin in connection.execute(twins):
        if twin.twin_row not in known:
            continue
        first, cells = known[twin.twin_row]
        others = cells_from_text(twin.fields)
        merged = tuple(
            other if cell is None else cell for cell, other in zip(cells, others, strict=False)
        )
        if merged != cells:
            known[twin.twin_row] = first, merged
            filled[first] = cells_to_text(merged)
    for first, fields in filled.items():
        connection.execute(update(contact).where(contact.c.id == first).values(fields=fields))
    return len(filled)


def _row_with(connection: Connection, list_id: int, phone: str, but: int) -> int | None:
    return connection.scalar(
        select(contact.c.row).where(
            contact.c.list_id == list_id, contact.c.phone == phone, contact.c.row != but
        )
    )


def _make_ready(
    connection: Connection,
    list_id: int,
    aside: Row[tuple[object, ...]],
    phone: str,
    original: str,
    fields: tuple[Cell, ...] | None,
) -> None:
    head = connection.execute(select(contact_list).where(contact_list.c.id == list_id)).one()
    cells = fields or cells_from_text(aside.fields)
    name = ""
    if head.name_column is not None and head.name_column < len(cells):
        name = str(cells[head.name_column] or "").strip()
    connection.execute(
        insert(contact).values(
            list_id=list_id,
            row=aside.row,
            phone=phone,
            original=original,
            name=name,
            fields=cells_to_text(cells),
        )
    )
    connection.execute(delete(reject).where(reject.c.id == aside.id))
    was_twin = aside.reason == _DUPLICATE
    _count(
        connection,
        list_id,
        ready=1,
        repaired=is_repaired(phone, original),
        duplicates=-was_twin,
        rejected=was_twin - 1,
    )


def _count(connection: Connection, list_id: int, **by: int) -> None:
    connection.execute(
        update(contact_list)
        .where(contact_list.c.id == list_id)
        .values({name: contact_list.c[name] + int(much) for name, much in by.items()})
    )
