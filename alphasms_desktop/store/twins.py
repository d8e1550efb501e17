"""Rows with the phone of an earlier row: which of them say something else, and a call for each.

Two patients may have one phone and two appointments: that is no repeat, and the user is asked. A
row that says nothing new stays set aside whatever is answered.
"""

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    Table,
    delete,
    func,
    insert,
    select,
    update,
)

from alphasms_desktop.domain.cells import Cell, cells_from_text, cells_to_text, field_text
from alphasms_desktop.domain.contact import MOST_CALLS_OF_PHONE, Reason, SheetHead, is_repaired
from alphasms_desktop.store.database import Database
from alphasms_desktop.store.head_text import head_from_row
from alphasms_desktop.store.schema import contact, contact_list, reject

_ROWS_A_COMMIT = 2_000
_DUPLICATE = str(Reason.DUPLICATE)
_NUMBERING = frozenset({"№", "n", "no", "#", "id", "п/п", "№ п/п", "№п/п", "nr"})
"""Headings of columns that number the rows, so that every row differs in them."""

_OF_BOTH = (
    "list_id",
    "row",
    "phone",
    "original",
    "name",
    "fields",
    "more_phones",
    "consent",
    "kind",
    "twin_row",
)


def note_differing(database: Database, list_id: int) -> None:
    """Find the repeats of a list just taken in that say something else, and keep which they are."""
    with database.read() as connection:
        row = connection.execute(select(contact_list).where(contact_list.c.id == list_id)).one()
        if not row.duplicates:
            return
        ids, places = _differing(connection, list_id, _telling(head_from_row(row)))
    columns = cells_from_text(row.columns)
    for some in _pieces(ids):
        with database.write() as connection:
            connection.execute(update(reject).where(reject.c.id.in_(some)).values(differs=True))
    with database.write() as connection:
        connection.execute(
            update(contact_list)
            .where(contact_list.c.id == list_id)
            .values(
                differing=len(ids),
                differs_in=cells_to_text([columns[at] for at in places if at < len(columns)]),
            )
        )


def call_each_row(database: Database, list_id: int) -> None:
    """Make the repeats that say something else ready, each for a call of its own."""
    wanted = reject.c.list_id == list_id, reject.c.differs.is_(True)
    _move(database, list_id, reject, wanted, contact, {})


def call_once(database: Database, list_id: int) -> None:
    """Set the rows aside again that were ready for one more call to a phone."""
    wanted = contact.c.list_id == list_id, contact.c.twin_row.is_not(None)
    _move(database, list_id, contact, wanted, reject, {"reason": _DUPLICATE, "differs": True})


def _move(
    database: Database,
    list_id: int,
    source: Table,
    wanted: Sequence[ColumnElement[bool]],
    target: Table,
    fixed: Mapping[str, object],
) -> None:
    """Move rows to the other table, in pieces that are whole, with the counts of the list."""
    while True:
        with database.write() as connection:
            rows = connection.execute(
                select(source).where(*wanted).order_by(source.c.id).limit(_ROWS_A_COMMIT)
            ).all()
            if not rows:
                return
            _move_some(connection, list_id, source, rows, target, fixed)


def _move_some(
    connection: Connection,
    list_id: int,
    source: Table,
    rows: Sequence[Row[tuple[object, ...]]],
    target: Table,
    fixed: Mapping[str, object],
) -> None:
    made = [{one: getattr(row, one) for one in _OF_BOTH} | dict(fixed) for row in rows]
    connection.execute(insert(target), made)
    connection.execute(delete(source).where(source.c.id.in_([row.id for row in rows])))
    _count(connection, list_id, 1 if target is contact else -1, rows)


def let_next_have(connection: Connection, list_id: int, phone: str) -> None:
    """Make ready the next row that says something else, when no ready one has its phone any more.

    It was set aside for a row whose phone has been corrected since: nobody would be called there.
    """
    is_taken = contact.c.list_id == list_id, contact.c.phone == phone
    if connection.scalar(select(contact.c.id).where(*is_taken).limit(1)) is not None:
        return
    waits = reject.c.list_id == list_id, reject.c.phone == phone, reject.c.differs.is_(True)
    rows = connection.execute(select(reject).where(*waits).order_by(reject.c.id).limit(1)).all()
    if not rows:
        return
    _move_some(connection, list_id, reject, rows, contact, {})
    connection.execute(update(reject).where(*waits).values(twin_row=rows[0].row))
    note_shared(connection, list_id, (phone,))


def note_shared(connection: Connection, list_id: int, phones: Sequence[str] = ()) -> None:
    """Find anew which ready rows have the phone of an earlier one, after a change of the rows.

    With phones it looks at the rows that have them alone.
    """
    concerned = [contact.c.list_id == list_id]
    if phones:
        concerned.append(contact.c.phone.in_(phones))
    places = (
        select(
            contact.c.id,
            func.first_value(contact.c.row)
            .over(partition_by=contact.c.phone, order_by=contact.c.id)
            .label("first_row"),
            func.row_number()
            .over(partition_by=contact.c.phone, order_by=contact.c.id)
            .label("place"),
        )
        .where(*concerned)
        .subquery()
    )
    was_shared = contact.c.twin_row.is_not(None)
    connection.execute(update(contact).where(*concerned, was_shared).values(twin_row=None))
    connection.execute(
        update(contact)
        .where(contact.c.id == places.c.id, places.c.place > 1)
        .values(twin_row=places.c.first_row)
    )
    counted = select(func.count()).where(contact.c.list_id == list_id, was_shared)
    connection.execute(
        update(contact_list)
        .where(contact_list.c.id == list_id)
        .values(shared=counted.scalar_subquery())
    )


def _differing(
    connection: Connection, list_id: int, telling: Sequence[int]
) -> tuple[list[int], list[int]]:
    """Return the repeats that say something new, and the columns in which they say it."""
    is_repeat = reject.c.list_id == list_id, reject.c.reason == _DUPLICATE
    firsts = connection.execute(
        select(contact.c.row, contact.c.fields).where(
            contact.c.list_id == list_id,
            contact.c.row.in_(select(reject.c.twin_row).where(*is_repeat)),
        )
    )
    first_told = {row.row: _told(row.fields, telling) for row in firsts}
    said: dict[str, list[list[str]]] = {}
    repeats = connection.execute(
        select(reject.c.id, reject.c.phone, reject.c.twin_row, reject.c.fields)
        .where(*is_repeat, reject.c.phone != "")
        .order_by(reject.c.id)
    )
    ids: list[int] = []
    places: set[int] = set()
    for row in repeats:
        if row.twin_row not in first_told:
            continue
        before = said.setdefault(row.phone, [first_told[row.twin_row]])
        if len(before) >= MOST_CALLS_OF_PHONE:
            continue
        told = _told(row.fields, telling)
        new = [_places_apart(one, told) for one in before]
        if all(new):
            before.append(told)
            ids.append(row.id)
            places.update(telling[at] for at in new[0])
    return ids, sorted(places)


def _telling(head: SheetHead) -> list[int]:
    """Return the columns that may say something else: no phones, consent or row numbers."""
    silent = {
        head.phone_column,
        head.consent_column,
        *head.more_phone_columns,
        *head.also_phones,
    }
    return [
        at
        for at, name in enumerate(head.columns)
        if at not in silent and str(name).strip().casefold().rstrip(".") not in _NUMBERING
    ]


def _told(fields: str, telling: Sequence[int]) -> list[str]:
    cells: tuple[Cell, ...] = cells_from_text(fields)
    return [
        " ".join(field_text(cells[at]).split()).casefold() if at < len(cells) else ""
        for at in telling
    ]


def _places_apart(one: Sequence[str], other: Sequence[str]) -> list[int]:
    """Return where two rows contradict each other; a gap contradicts nothing."""
    pairs = enumerate(zip(one, other, strict=True))
    return [at for at, (a, b) in pairs if a and b and a != b]


def _pieces(ids: Sequence[int]) -> Iterable[Sequence[int]]:
    for begin in range(0, len(ids), _ROWS_A_COMMIT):
        yield ids[begin : begin + _ROWS_A_COMMIT]


def _count(
    connection: Connection, list_id: int, sign: int, rows: Sequence[Row[tuple[object, ...]]]
) -> None:
    much = sign * len(rows)
    by = {
        "ready": much,
        "duplicates": -much,
        "differing": -much,
        "shared": much,
        "repaired": sign * sum(is_repaired(row.phone, row.original) for row in rows),
        "unusual": sign * sum(row.kind is not None for row in rows),
    }
    connection.execute(
        update(contact_list)
        .where(contact_list.c.id == list_id)
        .values({name: contact_list.c[name] + count for name, count in by.items()})
    )
