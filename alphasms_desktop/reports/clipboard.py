"""The results as text that pastes into a spreadsheet: tabs between cells, one line a row."""

import csv
import io
from datetime import datetime
from decimal import Decimal

from alphasms_desktop.domain import money, phone
from alphasms_desktop.domain.errors import Kind, TroubleError
from alphasms_desktop.domain.result import ReportProgress, Results
from alphasms_desktop.reports.cells import could_be_formula, exact
from alphasms_desktop.reports.columns import Form, Value, result_columns, result_values


def copied(results: Results, progress: ReportProgress) -> str:
    """Return the table; phones stay texts in groups, whatever looks like a formula is inert."""
    columns = result_columns(results)
    text = io.StringIO()
    writer = csv.writer(text, delimiter="\t", lineterminator="\n")
    writer.writerow([_shown(column.heading, Form.TEXT) for column in columns])
    for row in results.rows:
        if progress.given_up:
            raise TroubleError(Kind.GIVEN_UP, what="report")
        progress.rows += 1
        values = result_values(row, results)
        writer.writerow(
            _shown(value, column.form) for value, column in zip(values, columns, strict=True)
        )
    return text.getvalue()


def _shown(value: Value, form: Form) -> str:
    value = exact(value)
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.isoformat(" ", "seconds")
    if isinstance(value, Decimal):
        return money.plain(value).replace(".", ",")
    if isinstance(value, float):
        return f"{value:.15g}".replace(".", ",")
    if form is Form.PHONE:
        return phone.grouped(str(value))
    flat = " ".join(str(value).split()) if isinstance(value, str) else str(value)
    return f"'{flat}" if isinstance(value, str) and could_be_formula(flat) else flat
