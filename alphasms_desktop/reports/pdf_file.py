"""The report as PDF: the campaign on one page with charts, then everybody in a table."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, BinaryIO

from alphasms_desktop import wording
from alphasms_desktop.domain import money, phone
from alphasms_desktop.domain.campaign import Mode
from alphasms_desktop.domain.result import ResultRow, Results
from alphasms_desktop.domain.success import Success
from alphasms_desktop.i18n import decimal, number, tr
from alphasms_desktop.reports.chart_data import chart_tables
from alphasms_desktop.reports.columns import Form, local
from alphasms_desktop.reports.page import (
    BORDER,
    FACE,
    MARGIN,
    MUTED,
    TEXT,
    new_pages,
    readable,
    shortened,
)
from alphasms_desktop.reports.page_charts import chart_height, draw_chart
from alphasms_desktop.reports.summary import SummaryLine, mode_words, summary_lines

if TYPE_CHECKING:
    from fpdf import FPDF

MOST_ROWS = 20_000
"""More are no reading; the workbook has them all, and the page says so."""

_SAID_ABOVE = 2
"""The sentence and the name stand above in large letters."""

_FACTS, _LABEL = 112.0, 45.0
_COUNTS, _COUNT_LABEL = 64.0, 44.0
_LINE = 5.6
_LEAST_TABLE = 60.0
"""With less room left on a page the table begins on the next one."""

_WIDTHS = (14.0, 37.0, 33.0, 24.0, 33.0, 11.0, 16.0, 14.0)
_ALIGNED = ("R", "L", "L", "L", "L", "R", "C", "R")


def write_pdf(results: Results, file: BinaryIO) -> None:
    """Write the report; a sign that the face lacks becomes a small box."""
    mode = results.campaign.mode
    band = mode_words(mode) if mode is Mode.TRAINING else ""
    with new_pages(results.campaign.name, band) as pages:
        pages.add_page()
        _write_head(pages, results)
        _write_charts(pages, results)
        _write_people(pages, results)
        file.write(pages.output())


def _write_head(pages: "FPDF", results: Results) -> None:
    pages.set_text_color(TEXT)
    pages.set_font(FACE, "B", 16)
    name = readable(pages, results.campaign.name)
    pages.multi_cell(0, 8, name, align="L", new_x="LMARGIN", new_y="NEXT")
    pages.set_font(FACE, "", 11)
    sentence = readable(pages, wording.totals_sentence(results.totals))
    pages.set_y(pages.get_y() + 1)
    pages.multi_cell(0, 6, sentence, align="L", new_x="LMARGIN", new_y="NEXT")
    pages.set_y(pages.get_y() + 3)
    lines = summary_lines(results, sum(1 for _ in results.rejects))[_SAID_ABOVE:]
    counts_from = next(i for i, one in enumerate(lines) if one.form is Form.NUMBER and one.opens)
    top = pages.get_y()
    _write_lines(pages, lines[:counts_from], MARGIN, _LABEL, _FACTS)
    below = pages.get_y()
    pages.set_y(top)
    _write_lines(pages, lines[counts_from:], MARGIN + _FACTS + 6, _COUNT_LABEL, _COUNTS)
    pages.set_y(max(below, pages.get_y()))


def _write_lines(
    pages: "FPDF", lines: list[SummaryLine], left: float, label: float, width: float
) -> None:
    pages.set_font(FACE, "", 8.5)
    for line in lines:
        if not line.shown:
            continue
        indent = 4.0 if line.is_part else 0.0
        pages.set_x(left + indent)
        pages.set_text_color(MUTED)
        pages.cell(label - indent, 5, shortened(pages, line.label, label - indent - 1))
        pages.set_text_color(TEXT)
        shown = readable(pages, line.shown)
        pages.multi_cell(width - label, 5, shown, align="L", new_x="LMARGIN", new_y="NEXT")


def _write_charts(pages: "FPDF", results: Results) -> None:
    tables = chart_tables(results)
    half = (pages.epw - 8) / 2
    for place, table in enumerate(tables):
        is_wide = place == 0
        at_right = place > 0 and place % 2 == 0
        if not at_right:
            pages.set_y(pages.get_y() + (4 if place == 0 else chart_height()))
            if pages.will_page_break(chart_height()):
                pages.add_page()
        left = MARGIN + (half + 8 if at_right else 0)
        draw_chart(pages, table, left, pages.epw if is_wide else half)
    if tables:
        pages.set_y(pages.get_y() + chart_height())


def _write_people(pages: "FPDF", results: Results) -> None:
    if pages.will_page_break(_LEAST_TABLE):
        pages.add_page()
    pages.set_font(FACE, "B", 11)
    pages.set_text_color(TEXT)
    pages.cell(0, 8, tr("Everybody on the list"), new_x="LMARGIN", new_y="NEXT")
    _write_headings(pages)
    count = 0
    for row in _some(results.rows):
        if pages.will_page_break(_LINE):
            pages.add_page()
            _write_headings(pages)
        _write_line(pages, _texts(row, results.tally.success), "")
        count += 1
    left = results.tally.recipients - count
    if left > 0:
        said = tr("The table in Excel or CSV holds {n} more.").format(n=number(left))
        pages.set_text_color(MUTED)
        pages.cell(0, 8, said, new_x="LMARGIN", new_y="NEXT")


def _some(rows: Iterable[ResultRow]) -> Iterable[ResultRow]:
    for place, row in enumerate(rows):
        # Read on to the end: whoever gives the rows counts them.
        if place < MOST_ROWS:
            yield row


def _write_headings(pages: "FPDF") -> None:
    headings = (
        *(tr("Row"), tr("Who"), tr("Phone"), tr("Result")),
        *(tr("Ended at"), tr("s"), tr("Key"), tr("Price")),
    )
    _write_line(pages, headings, "B")


def _write_line(pages: "FPDF", texts: tuple[str, ...], style: str) -> None:
    pages.set_font(FACE, style, 7.5)
    pages.set_text_color(TEXT)
    pages.set_draw_color(BORDER)
    for text, width, align in zip(texts, _WIDTHS, _ALIGNED, strict=True):
        pages.cell(width, _LINE, shortened(pages, text, width - 2), border="B", align=align)
    pages.ln(_LINE)


def _texts(row: ResultRow, success: Success) -> tuple[str, ...]:
    ended = local(row.ended_at or row.handed_over_at)
    return (
        str(row.row),
        row.name,
        phone.grouped(row.phone),
        wording.state_name(row.state, success),
        f"{ended:%d.%m.%Y %H:%M:%S}" if ended else "",
        "" if row.duration_s is None else decimal(f"{row.duration_s:g}"),
        row.key or "",
        "" if row.price is None else decimal(money.plain(row.price)),
    )
