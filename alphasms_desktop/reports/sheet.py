"""One table of a workbook: bold frozen headings, a filter, widths that fit, ready to be printed.

Nothing is held but the first rows, which the widths are taken from.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import chain, islice
from textwrap import wrap
from typing import TYPE_CHECKING

from alphasms_desktop.reports.cells import cleaned
from alphasms_desktop.reports.columns import SENTENCES, Column, Value
from alphasms_desktop.reports.line import Line, heading_cell

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

_LOOKED_AT = 200
_NARROWEST, _WIDEST, _SENTENCE, _HEADING_LINE = 7, 36, 64, 14
_BESIDE_TEXT, _FILTER_BUTTON = 2, 4
_LINE_HEIGHT = 15.5
_A4 = 9
_VIOLET = "7A4CC2"
_ABOUT_AT_MOST = 100
"""Excel calls a workbook damaged when a page heading has over 255 characters in all."""


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands above every printed page; sheets of training have a violet tab."""

    text: str
    is_training: bool = False


def write_sheet(
    book: "Workbook", title: str, columns: list[Column], rows: Iterable[list[Value]], about: Heading
) -> int:
    """Write a table on a sheet of its own and return how many rows it has.

    `about` stands above every printed page.
    """
    sheet: Worksheet = book.create_sheet(title)
    coming = iter(rows)
    first = list(islice(coming, _LOOKED_AT))
    _lay_out(sheet, columns, first)
    set_for_print(sheet, about)
    sheet.append([heading_cell(sheet, column) for column in columns])
    line = Line(sheet, columns)
    sentences = [i for i, column in enumerate(columns) if column.form in SENTENCES]
    count = 0
    for values in chain(first, coming):
        count += 1
        for index in sentences:
            set_height(sheet, count + 1, str(values[index]))
        sheet.append(line.of(values))
        sheet.row_dimensions.pop(count + 1, None)
    sheet.auto_filter.ref = f"A1:{_letter(len(columns))}{count + 1}"
    return count


def set_for_print(sheet: "Worksheet", about: Heading) -> None:
    """Print across the page, all columns side by side, headings and numbers on every page."""
    from openpyxl.worksheet.header_footer import HeaderFooterItem, _HeaderFooterPart
    from openpyxl.worksheet.page import PageMargins
    from openpyxl.worksheet.properties import PageSetupProperties

    if about.is_training:
        sheet.sheet_properties.tabColor = _VIOLET
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = _A4
    sheet.page_setup.fitToHeight = 0
    sheet.page_margins = PageMargins(left=0.4, right=0.4, top=0.7, bottom=0.7)
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    above = _HeaderFooterPart(text=cleaned(about.text)[:_ABOUT_AT_MOST].replace("&", "&&"))
    sheet.oddHeader = HeaderFooterItem(left=above)
    sheet.oddFooter = HeaderFooterItem(right=_HeaderFooterPart(text="&P / &N"))


def _lay_out(sheet: "Worksheet", columns: list[Column], first: list[list[Value]]) -> None:
    """Set all that has to stand in the file before its first row."""
    lines = 1
    for number, column in enumerate(columns, 1):
        width = _width(column, [values[number - 1] for values in first])
        sheet.column_dimensions[_letter(number)].width = width
        lines = max(lines, len(wrap(column.heading, width - _BESIDE_TEXT)))
    sheet.row_dimensions[1].height = lines * _LINE_HEIGHT
    sheet.freeze_panes = "A2"
    sheet.print_title_rows = "1:1"


def set_height(sheet: "Worksheet", row: int, sentence: str, width: int = _SENTENCE) -> None:
    """Make room for a sentence of several lines, which not every program does by itself."""
    lines = len(wrap(sentence, width))
    if lines > 1:
        sheet.row_dimensions[row].height = lines * _LINE_HEIGHT


def _width(column: Column, values: list[Value]) -> int:
    """Return a width that fits most values; a heading may wrap, but between its words."""
    if column.form in SENTENCES:
        return _SENTENCE
    longest = max((_length(value) for value in values), default=0)
    word = max(map(len, column.heading.split()), default=0)
    heading = max(word, min(len(column.heading), _HEADING_LINE)) + _FILTER_BUTTON
    return min(max(longest + _BESIDE_TEXT, heading, _NARROWEST), _WIDEST)


def _length(value: Value) -> int:
    """Return how many characters of a value stand in a line."""
    if value is None:
        return 0
    if isinstance(value, datetime):
        return len("2026-11-24 14:30:05")
    return max(map(len, str(value).splitlines()), default=0)


def _letter(number: int) -> str:
    from openpyxl.utils import get_column_letter

    return str(get_column_letter(number))
