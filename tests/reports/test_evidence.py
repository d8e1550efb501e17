"""The evidence pack names why people were called outside the hours, and so do its reports."""

import json
from dataclasses import replace
from datetime import datetime
from zipfile import ZipFile
from zoneinfo import ZoneInfo

import openpyxl

from alphasms_desktop.domain.evidence import Evidence
from alphasms_desktop.domain.hours import DespiteHours
from alphasms_desktop.domain.result import ReportProgress
from alphasms_desktop.domain.rules import Rules
from alphasms_desktop.reports.evidence import write_evidence
from alphasms_desktop.reports.summary import summary_lines

REASON = "=1+1: О 22:00 вимкнуть воду"
LABEL = "Called despite the hours"


def test_a_reason_to_call_outside_the_hours_is_proved(results, tmp_path):
    until = datetime(2026, 7, 25, 9, tzinfo=ZoneInfo("Europe/Kyiv"))
    rules = Rules(despite_hours=DespiteHours(REASON, until))

    def told():
        made = results()
        return replace(made, campaign=replace(made.campaign, rules=rules))

    write_evidence(Evidence(told, (), (), ()), tmp_path / "pack.zip", ReportProgress())

    with ZipFile(tmp_path / "pack.zip") as pack:
        pack.extract("report.xlsx", tmp_path)
        about = pack.read("about.txt").decode("utf-8-sig")
        assert json.loads(pack.read("manifest.json"))["despite_hours"] == REASON
    assert f"Until 25.07.2026 09:00 calls could leave despite the allowed hours: {REASON}" in about
    sheet = openpyxl.load_workbook(tmp_path / "report.xlsx")["Summary"]
    assert {row[0].value: row[1].value for row in sheet.iter_rows()}[LABEL] == REASON
    assert LABEL not in {one.label for one in summary_lines(results(), 0)}
