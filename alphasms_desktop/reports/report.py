"""One way to write a report: the name's ending decides its form."""

from pathlib import Path

from alphasms_desktop.domain.errors import Kind, TroubleError
from alphasms_desktop.domain.result import Results
from alphasms_desktop.reports.csv_file import write_csv
from alphasms_desktop.reports.whole_file import whole_file
from alphasms_desktop.reports.workbook import write_workbook

_WRITERS = {".xlsx": write_workbook, ".csv": write_csv}


def write_report(results: Results, path: Path) -> None:
    """Write the results as a workbook or as csv; an older report goes only when this one is whole.

    Rows and rejects are read once and never held together. Raises TroubleError where the report
    cannot be written.
    """
    write = _WRITERS.get(path.suffix.lower())
    if write is None:
        raise TroubleError(Kind.REPORT_UNWRITABLE, path=path, what="suffix")
    with whole_file(path) as file:
        write(results, file)
