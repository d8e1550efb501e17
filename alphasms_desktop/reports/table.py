"""Any small table as a workbook or csv: the do-not-call list, consents, a list of people."""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from itertools import chain
from typing import BinaryIO

from alphasms_desktop.reports.cells import in_csv
from alphasms_desktop.reports.columns import Column, Form, Value, local
from alphasms_desktop.reports.sheet import Heading, write_sheet
from alphasms_desktop.reports.workbook import new_book, save_book

_PHONE = re.compile(r"\+\d{7,15}")


def write_table_book(
    headings: Sequence[str], rows: Iterable[Sequence[object]], title: str, file: BinaryIO
) -> None:
    """Write a table as a workbook of one sheet."""
    columns, values = _table(headings, rows)
    with new_book() as book:
        write_sheet(book, title, columns, values, Heading(title))
        save_book(book, file)


def write_table_csv(
    headings: Sequence[str], rows: Iterable[Sequence[object]], file: BinaryIO
) -> None:
    """Write a table as csv that Excel opens by a double click."""
    columns, values = _table(headings, rows)
    text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="")
    try:
        writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
        writer.writerow([in_csv(column.heading, Form.TEXT) for column in columns])
        for row in values:
            writer.writerow(
                in_csv(value, column.form) for value, column in zip(row, columns, strict=True)
            )
    finally:
        text.detach()


def _table(
    headings: Sequence[str], rows: Iterable[Sequence[object]]
) -> tuple[list[Column], Iterable[list[Value]]]:
    coming = iter(rows)
    first = [row for row in [next(coming, None)] if row is not None]
    shapes = first[0] if first else [""] * len(headings)
    columns = [
        Column(heading, _form(value)) for heading, value in zip(headings, shapes, strict=True)
    ]
    return columns, ([_value(one) for one in row] for row in chain(first, coming))


def _form(value: object) -> Form:
    if isinstance(value, str) and _PHONE.fullmatch(value):
        return Form.PHONE
    return Form.MOMENT if isinstance(value, datetime) else Form.TEXT


def _value(value: object) -> Value:
    if isinstance(value, datetime):
        return local(value)
    if isinstance(value, date):
        return value.isoformat()
    return value if isinstance(value, (int, float)) or value is None else str(value)
