"""A row of a sheet, cell by cell: text is inert, dates are dates, long numbers keep their digits.

A row is written the moment it is appended, so one styled cell a column serves all the rows.
"""

from typing import TYPE_CHECKING, Any, Literal

from alphasms_desktop.i18n import mark, tr
from alphasms_desktop.reports.cells import could_be_formula, exact
from alphasms_desktop.reports.columns import SENTENCES, Column, Form, Value

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

_Side = Literal["left", "center", "right"]

_NUMBER_FORMATS = {
    Form.TEXT: "@",
    Form.PHONE: "@",
    Form.SENTENCE: "@",
    Form.FAULT: "@",
    Form.MONEY: "0.00##",
    # As dates are written in the language of the report.
    Form.MOMENT: mark("yyyy-mm-dd hh:mm:ss"),
}
_FAULT_FILL = "FFF5DB"
_GENERAL, _WHOLE = "General", "0"
_ROUNDED_FROM = 10**11
"""From here on a spreadsheet would show a number as 3.8E+11."""


def _number_format(form: Form) -> str:
    found = _NUMBER_FORMATS.get(form, _GENERAL)
    return tr(found) if form is Form.MOMENT else found


class Line:
    """Turns the values of a row into cells of one sheet."""

    def __init__(self, sheet: "Worksheet", columns: list[Column]) -> None:
        self._sheet = sheet
        self._cells = [_column_cell(sheet, column.form) for column in columns]

    def of(self, values: list[Value]) -> list[Any]:
        """Return the row to append; it holds good until the next one is asked for."""
        return [
            self._plain(exact(value)) if cell is None else _filled(cell, exact(value))
            for cell, value in zip(self._cells, values, strict=True)
        ]

    def _plain(self, value: Value) -> Any:  # noqa: ANN401  # a bare value, or a cell if it needs one
        if isinstance(value, str) and (could_be_formula(value) or value.startswith("#")):
            cell = _cell(self._sheet, _number_format(Form.TEXT), side="left")
            cell.quotePrefix = True
            return _filled(cell, value)
        if isinstance(value, int) and abs(value) >= _ROUNDED_FROM:
            return _filled(_cell(self._sheet, _WHOLE, side="right"), value)
        return value


def heading_cell(sheet: "Worksheet", column: Column) -> "Cell":
    """Return a bold heading that wraps where it is long and stands as its values do."""
    cell = _cell(sheet, _GENERAL, wraps=True, side=_side(column.form))
    return _filled(_bold(cell), exact(column.heading))


def label_cell(sheet: "Worksheet", label: str, *, indent: int = 0) -> "Cell":
    """Return a bold label in front of a value."""
    return _filled(_bold(_cell(sheet, _GENERAL, side="left", indent=indent)), exact(label))


def value_cell(sheet: "Worksheet", value: Value, form: Form) -> "Cell":
    """Return a value that stands alone behind its label."""
    number_format = _number_format(form)
    return _filled(_cell(sheet, number_format, wraps=True, side="left"), exact(value))


def _column_cell(sheet: "Worksheet", form: Form) -> "Cell | None":
    """Make the cell of a column; the sheet's own values mostly need none."""
    if form is Form.GIVEN:
        return None
    number_format = _number_format(form)
    cell = _cell(sheet, number_format, wraps=form in SENTENCES, side=_side(form))
    if form is Form.FAULT:
        from openpyxl.styles import PatternFill

        cell.fill = PatternFill("solid", fgColor=_FAULT_FILL)
    return cell


def _side(form: Form) -> _Side:
    """Put our numbers in the middle, else they would touch the text of the next column."""
    return "center" if form in {Form.NUMBER, Form.MONEY} else "left"


def _cell(
    sheet: "Worksheet", number_format: str, *, side: _Side, wraps: bool = False, indent: int = 0
) -> "Cell":
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment

    cell = WriteOnlyCell(sheet)
    cell.number_format = number_format
    cell.alignment = Alignment(side, wrap_text=wraps, indent=indent)
    return cell


def _bold(cell: "Cell") -> "Cell":
    """Make a cell bold in the face that all others have."""
    from openpyxl.styles import Font

    cell.font = Font(name="Calibri", size=11, bold=True)
    return cell


def _filled(cell: "Cell", value: Value) -> "Cell":
    """Put a value into a cell; a text stays a text, whatever it begins with."""
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"
    return cell
