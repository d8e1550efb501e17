"""The charts of a campaign drawn on a page: plain bars with their numbers and names."""

from typing import TYPE_CHECKING

from alphasms_desktop.reports.chart_data import ChartTable
from alphasms_desktop.reports.page import BORDER, FACE, MARGIN, MUTED, TEXT, readable, shortened

if TYPE_CHECKING:
    from fpdf import FPDF

_HEIGHT = 32.0
_TITLE = 7.0
_BELOW = 14.0
_AXIS_WIDTH = 12.0
_MOST_NAMES = 12
_WIDEST_BAR = 14.0
_LINES = 4
_COUNTRY = "+38"


def draw_chart(pages: "FPDF", table: ChartTable, left: float, width: float) -> None:
    """Draw one chart at the height where the page stands; its right neighbour begins there too."""
    top = pages.get_y()
    pages.set_xy(left, top)
    pages.set_font(FACE, "B", 9)
    pages.set_text_color(TEXT)
    pages.cell(width, _TITLE, shortened(pages, table.title, width))
    begin, bottom = top + _TITLE, top + _TITLE + _HEIGHT
    highest = 100 if table.is_percent else _nice(max(sum(values) for _, values in table.rows))
    _draw_axis(pages, left, begin, width, highest, "%" if table.is_percent else "")
    room = (width - _AXIS_WIDTH) / len(table.rows)
    for place, (_, values) in enumerate(table.rows):
        bar = min(_WIDEST_BAR, room * 0.72)
        x, y = left + _AXIS_WIDTH + room * place + (room - bar) / 2, bottom
        for value, colour in zip(values, table.colours, strict=True):
            height = _HEIGHT * value / highest
            pages.set_fill_color(f"#{colour}")
            if value:
                pages.rect(x, y - height, bar, height, style="F")
            y -= height
    _draw_names(pages, table, left + _AXIS_WIDTH, bottom + 1, room)
    if len(table.series) > 1:
        _draw_legend(pages, table, left + _AXIS_WIDTH, bottom + 7)
    pages.set_xy(MARGIN, top)


def chart_height() -> float:
    """Return how much of a page a chart takes."""
    return _TITLE + _HEIGHT + _BELOW


def _draw_axis(
    pages: "FPDF", left: float, top: float, width: float, highest: int, unit: str
) -> None:
    pages.set_draw_color(BORDER)
    pages.set_line_width(0.2)
    pages.set_font(FACE, "", 7)
    pages.set_text_color(MUTED)
    for line in range(_LINES + 1):
        y = top + _HEIGHT * line / _LINES
        pages.line(left + _AXIS_WIDTH, y, left + width, y)
        value = highest * (_LINES - line) / _LINES
        pages.set_xy(left, y - 2)
        pages.cell(_AXIS_WIDTH - 1, 4, f"{value:g}{unit}", align="R")


def _draw_names(pages: "FPDF", table: ChartTable, left: float, top: float, room: float) -> None:
    every = -(-len(table.rows) // _MOST_NAMES)
    pages.set_font(FACE, "", 6.5)
    pages.set_text_color(MUTED)
    for place, (name, _) in enumerate(table.rows):
        if place % every == 0:
            shown = shortened(pages, _fitting(pages, name, room * every), room * every)
            pages.set_xy(left + room * place, top)
            pages.cell(room, 4, shown, align="C")


def _fitting(pages: "FPDF", name: str, room: float) -> str:
    """Return a name whole, or without what stands in brackets and before an operator's code."""
    if pages.get_string_width(readable(pages, name)) <= room:
        return name
    return name.partition(" (")[0].removeprefix(_COUNTRY)


def _draw_legend(pages: "FPDF", table: ChartTable, left: float, top: float) -> None:
    pages.set_font(FACE, "", 7.5)
    pages.set_text_color(TEXT)
    x = left
    for name, colour in zip(table.series, table.colours, strict=True):
        shown = readable(pages, name)
        pages.set_fill_color(f"#{colour}")
        pages.rect(x, top, 3, 3, style="F")
        pages.set_xy(x + 4, top - 0.5)
        width = pages.get_string_width(shown) + 3
        pages.cell(width, 4, shown)
        x += 4 + width + 3


def _nice(highest: int) -> int:
    """Return a round number at or above the highest one that four lines divide well."""
    size = 4
    while size < highest:
        for factor in (2, 2.5, 2):
            size = int(size * factor)
            if size >= highest:
                break
    return size
