"""What a campaign has come to, as a file that a spreadsheet program opens and cannot spoil."""

from alphasms_desktop.reports.apart import write_watched
from alphasms_desktop.reports.clipboard import copied
from alphasms_desktop.reports.evidence import write_evidence
from alphasms_desktop.reports.person_file import write_known
from alphasms_desktop.reports.report import write_rejects, write_report, write_table

__all__ = [
    "copied",
    "write_evidence",
    "write_known",
    "write_rejects",
    "write_report",
    "write_table",
    "write_watched",
]
