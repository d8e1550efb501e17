"""The results as a workbook: who was called, who was left out, and the whole on one page."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, BinaryIO
from zipfile import ZIP_DEFLATED, ZipFile

from alphasms_desktop.domain.campaign import Mode
from alphasms_desktop.domain.contact import ContactList, Reject
from alphasms_desktop.domain.result import Results
from alphasms_desktop.i18n import tr
from alphasms_desktop.reports.chart_sheet import write_charts
from alphasms_desktop.reports.columns import (
    mending_columns,
    mending_values,
    reject_columns,
    reject_values,
    result_columns,
    result_values,
)
from alphasms_desktop.reports.sheet import Heading, write_sheet
from alphasms_desktop.reports.summary import mode_words, write_summary

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook

_CREATOR = "AlphaSMS Desktop"


def write_workbook(results: Results, file: BinaryIO) -> None:
    """Write the sheets; rows go to disk as they come."""
    head = results.head
    mode = results.campaign.mode
    about = Heading(f"{results.campaign.name} · {mode_words(mode)}", mode is Mode.TRAINING)
    with new_book() as book:
        rows = (result_values(row, results) for row in results.rows)
        write_sheet(book, tr("Results"), result_columns(results), rows, about)
        rejects = (reject_values(reject, head) for reject in results.rejects)
        left_out = write_sheet(book, tr("Rows left out"), reject_columns(head), rejects, about)
        write_summary(book, results, left_out, about)
        write_charts(book, results, about)
        save_book(book, file)


def write_mending_book(taken: ContactList, rejects: Iterable[Reject], file: BinaryIO) -> None:
    """Write rows set aside as a sheet to be mended and taken in again."""
    with new_book() as book:
        rows = (mending_values(reject, taken.head) for reject in rejects)
        title = taken.head.source or taken.name
        write_sheet(book, tr("Rows left out"), mending_columns(taken.head), rows, Heading(title))
        save_book(book, file)


@contextmanager
def new_book() -> Iterator["Workbook"]:
    """Give a workbook; after a failure, remove the passing files that openpyxl would keep.

    It removes them when the program ends, which on a full disk is too late.
    """
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    book.properties.creator = _CREATOR
    try:
        yield book
    except BaseException:
        sheet: Any
        for sheet in book.worksheets:
            if not sheet.closed:
                with suppress(OSError):
                    sheet.close()
            with suppress(OSError):
                sheet._writer.cleanup()  # noqa: SLF001  # it offers no other way
        raise


def save_book(book: "Workbook", file: BinaryIO) -> None:
    """Do what the workbook's own `save` does, and close the archive even if the disk is full.

    Left open, it would complain by itself later, of a file that is no longer there.
    """
    from openpyxl.writer.excel import ExcelWriter

    archive = ZipFile(file, "w", ZIP_DEFLATED)
    try:
        ExcelWriter(book, archive).save()
    except BaseException:
        with suppress(OSError, ValueError):
            archive.close()
        raise
