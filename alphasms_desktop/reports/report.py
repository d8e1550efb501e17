"""One way to write a report: the name's ending decides its form."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import BinaryIO

from alphasms_desktop.domain.contact import ContactList, Reject
from alphasms_desktop.domain.errors import Kind, TroubleError
from alphasms_desktop.domain.result import Results
from alphasms_desktop.reports.csv_file import write_csv
from alphasms_desktop.reports.pdf_file import write_pdf
from alphasms_desktop.reports.table import write_table_book, write_table_csv
from alphasms_desktop.reports.whole_file import whole_file
from alphasms_desktop.reports.workbook import write_mending_book, write_workbook

Writer = Callable[[Results, BinaryIO], None]

_WORKBOOK = ".xlsx"
_CSV = ".csv"
_WRITERS: dict[str, Writer] = {_WORKBOOK: write_workbook, _CSV: write_csv, ".pdf": write_pdf}


def write_report(results: Results, path: Path) -> None:
    """Write the results as a workbook, csv or pdf; an older report goes when this one is whole.

    Rows and rejects are read once and never held together. Raises TroubleError where the report
    cannot be written.
    """
    write = writer_of(path)
    with whole_file(path) as file:
        write(results, file)


def writer_of(path: Path) -> Writer:
    """Return what writes reports of this ending; raises TroubleError for an unknown one."""
    write = _WRITERS.get(path.suffix.lower())
    if write is None:
        raise TroubleError(Kind.REPORT_UNWRITABLE, path=path, what="suffix")
    return write


def write_rejects(taken: ContactList, rejects: Iterable[Reject], path: Path) -> None:
    """Write rows set aside as a workbook to be mended, each with its row number and the reason.

    Raises TroubleError where it cannot be written.
    """
    if path.suffix.lower() != _WORKBOOK:
        raise TroubleError(Kind.REPORT_UNWRITABLE, path=path, what="suffix")
    with whole_file(path) as file:
        write_mending_book(taken, rejects, file)


def write_table(headings: Sequence[str], rows: Iterable[Sequence[object]], path: Path) -> None:
    """Write headings and rows as a workbook or as csv; phones stay texts in both.

    Raises TroubleError where it cannot be written.
    """
    if path.suffix.lower() not in {_WORKBOOK, _CSV}:
        raise TroubleError(Kind.REPORT_UNWRITABLE, path=path, what="suffix")
    with whole_file(path) as file:
        if path.suffix.lower() == _WORKBOOK:
            write_table_book(headings, rows, path.stem, file)
        else:
            write_table_csv(headings, rows, file)
