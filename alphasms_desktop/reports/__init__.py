"""What a campaign has come to, as a file that a spreadsheet program opens and cannot spoil."""

from alphasms_desktop.reports.report import write_rejects, write_report, write_table

__all__ = ["write_rejects", "write_report", "write_table"]
