"""A phone as people write it, in texts and in cells of rows that are somebody else's."""

import re
from collections.abc import Iterator

from sqlalchemy import ColumnElement, Connection, func, select, update

from alphasms_desktop.domain.cells import Cell, cells_from_text, cells_to_text
from alphasms_desktop.store.schema import contact, recipient, reject

_NATIONAL_DIGITS = 9
_BETWEEN = " -().+\u00a0"
_CUT = "…"


def holds_phone(column: ColumnElement[str], phone: str) -> ColumnElement[bool]:
    """Say in SQL whether a text holds a phone (E.164) in any spelling."""
    bare = column
    for sign in _BETWEEN:
        bare = func.replace(bare, sign, "")
    return func.instr(bare, _national(phone)) > 0


def without_phone(text: str, phone: str) -> str:
    """Return a text with a phone cut out of it, however it is written."""
    return _written(phone).sub(_CUT, text)


def cut_out_of_cells(connection: Connection, phone: str) -> None:
    """Cut a phone out of the cells of every row: a spouse's table may tell it as well."""
    for table in (contact, recipient, reject):
        query = select(table.c.id, table.c.fields).where(holds_phone(table.c.fields, phone))
        for row in connection.execute(query).all():
            cells = [_cut_out(cell, phone) for cell in cells_from_text(row.fields)]
            connection.execute(
                update(table).where(table.c.id == row.id).values(fields=cells_to_text(cells))
            )


def _cut_out(cell: Cell, phone: str) -> Cell:
    if isinstance(cell, str):
        return without_phone(cell, phone)
    return None if cell is not None and _national(phone) in str(cell) else cell


def _national(phone: str) -> str:
    return phone.lstrip("+")[-_NATIONAL_DIGITS:]


def _written(phone: str) -> re.Pattern[str]:
    between = f"[{re.escape(_BETWEEN)}]*"
    return re.compile(between.join(_pieces(phone)))


def _pieces(phone: str) -> Iterator[str]:
    """Give the digits of a phone as a pattern, those before the national number as they may be."""
    digits = phone.lstrip("+")
    yield r"\+?"
    yield from (f"{one}?" for one in digits[:-_NATIONAL_DIGITS])
    yield from digits[-_NATIONAL_DIGITS:]
