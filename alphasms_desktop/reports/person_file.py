"""All that is known of one phone as an archive: JSON for programs, csv for people."""

import csv
import io
import json
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from alphasms_desktop.domain.erasing import Known, KnownTable
from alphasms_desktop.domain.errors import Kind, TroubleError
from alphasms_desktop.reports.cells import in_csv
from alphasms_desktop.reports.columns import Form
from alphasms_desktop.reports.whole_file import whole_file


def write_known(known: Known, path: Path) -> None:
    """Write the archive, whole or not at all; raises TroubleError."""
    if path.suffix.lower() != ".zip":
        raise TroubleError(Kind.REPORT_UNWRITABLE, path=path, what="suffix_zip")
    tables = {
        one.name: [dict(zip(one.columns, row, strict=True)) for row in one.rows]
        for one in known.tables
    }
    with whole_file(path) as file, ZipFile(file, "w", ZIP_DEFLATED) as archive:
        said = json.dumps({"phone": known.phone, **tables}, ensure_ascii=False, indent=2)
        archive.writestr("person.json", said)
        for table in known.tables:
            if table.rows:
                archive.writestr(f"{table.name}.csv", _csv(table).encode("utf-8-sig"))


def _csv(table: KnownTable) -> str:
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(table.columns)
    for row in table.rows:
        writer.writerow(in_csv(None if cell is None else str(cell), Form.TEXT) for cell in row)
    return text.getvalue()
