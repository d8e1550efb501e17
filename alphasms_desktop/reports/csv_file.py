"""The results as csv that Excel opens by a double click: UTF-8 with its mark, `;`, CRLF."""

import csv
import io
from typing import BinaryIO

from alphasms_desktop.domain.result import Results
from alphasms_desktop.reports.cells import in_csv
from alphasms_desktop.reports.columns import Form, result_columns, result_values


def write_csv(results: Results, file: BinaryIO) -> None:
    """Write one line a recipient below a line of headings."""
    columns = result_columns(results)
    text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="")
    try:
        writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
        writer.writerow([in_csv(column.heading, Form.TEXT) for column in columns])
        for row in results.rows:
            values = result_values(row, results)
            writer.writerow(
                in_csv(value, column.form) for value, column in zip(values, columns, strict=True)
            )
    finally:
        text.detach()
