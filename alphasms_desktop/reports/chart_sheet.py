"""The charts of a campaign on a sheet of their own: native ones, beside the numbers they draw."""

from typing import TYPE_CHECKING

from alphasms_desktop.domain.result import Results
from alphasms_desktop.i18n import tr
from alphasms_desktop.reports.chart_data import ChartTable, chart_tables
from alphasms_desktop.reports.columns import Form
from alphasms_desktop.reports.line import label_cell, value_cell
from alphasms_desktop.reports.sheet import Heading, set_for_print

if TYPE_CHECKING:
    from openpyxl.chart import BarChart
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

_NAME_WIDTH, _NUMBER_WIDTH = 26, 14
_ROWS_A_CHART = 17
"""As many rows as a chart is high, so that none lies over the next."""

_BESIDE = "G"
_WIDTH_CM, _HEIGHT_CM = 17, 8


def write_charts(book: "Workbook", results: Results, about: Heading) -> None:
    """Write the sheet of charts, where there is anything to draw."""
    tables = chart_tables(results)
    if not tables:
        return
    sheet: Worksheet = book.create_sheet(tr("Charts"))
    sheet.column_dimensions["A"].width = _NAME_WIDTH
    for letter in "BCDE":
        sheet.column_dimensions[letter].width = _NUMBER_WIDTH
    set_for_print(sheet, about)
    begin = 1
    for table in tables:
        sheet.add_chart(_chart(sheet, table, begin), f"{_BESIDE}{begin}")
        begin = _write_table(sheet, table, begin)


def _write_table(sheet: "Worksheet", table: ChartTable, begin: int) -> int:
    """Write a title, headings and numbers; returns the row at which the next table begins."""
    sheet.append([label_cell(sheet, table.title)])
    sheet.append([label_cell(sheet, one) for one in (table.of, *table.series)])
    for name, numbers in table.rows:
        cells = [value_cell(sheet, one, Form.NUMBER) for one in numbers]
        sheet.append([value_cell(sheet, name, Form.TEXT), *cells])
    end = begin + 2 + len(table.rows)
    following = max(end + 1, begin + _ROWS_A_CHART)
    for _ in range(following - end):
        sheet.append([])
    return following


def _chart(sheet: "Worksheet", table: ChartTable, begin: int) -> "BarChart":
    from openpyxl.chart import BarChart, Reference

    chart = BarChart()
    chart.type = "col"
    chart.title = table.title
    chart.width, chart.height = _WIDTH_CM, _HEIGHT_CM
    chart.gapWidth = 40
    if table.is_stacked:
        chart.grouping, chart.overlap = "stacked", 100
    headings, last = begin + 1, begin + 1 + len(table.rows)
    numbers = Reference(
        sheet, min_col=2, max_col=1 + len(table.series), min_row=headings, max_row=last
    )
    chart.add_data(numbers, titles_from_data=True)
    chart.set_categories(Reference(sheet, min_col=1, min_row=headings + 1, max_row=last))
    for series, colour in zip(chart.series, table.colours, strict=True):
        series.graphicalProperties.solidFill = colour
        series.graphicalProperties.line.solidFill = colour
    # Without these Excel hides the axes of charts that openpyxl has made.
    chart.x_axis.delete = chart.y_axis.delete = False
    chart.x_axis.title = table.of
    chart.y_axis.number_format = '0"%"' if table.is_percent else "0"
    chart.y_axis.scaling.min = 0
    if table.is_percent:
        chart.y_axis.scaling.max = 100
    if len(table.series) > 1:
        assert chart.legend is not None  # a new chart has one
        chart.legend.position = "b"
    else:
        chart.legend = None
    return chart
