"""The charts of a workbook are native ones over numbers that stand beside them."""

from collections.abc import Callable
from pathlib import Path

from openpyxl import load_workbook

from alphasms_desktop.domain.campaign import Mode
from alphasms_desktop.domain.result import Results
from alphasms_desktop.domain.statistics import Statistics
from alphasms_desktop.domain.totals import Meanings
from alphasms_desktop.reports import write_report

Made = Callable[..., Results]


def test_every_chart_has_its_numbers_beside_it(
    tmp_path: Path, results: Made, numbers: Statistics, meanings: Meanings
) -> None:
    path = tmp_path / "report.xlsx"
    write_report(results(numbers=numbers, meanings=meanings), path)
    sheet = load_workbook(path)["Charts"]

    charts = vars(sheet)["_charts"]  # which the library keeps to itself
    assert len(charts) == 4
    titles = [sheet.cell(row=one.anchor._from.row + 1, column=1).value for one in charts]
    assert titles == [
        "Results over time",
        "Keys pressed",
        "Answered by hour",
        "Answered by operator",
    ]
    over_time = charts[0]
    assert (over_time.grouping, over_time.overlap, len(over_time.series)) == ("stacked", 100, 4)
    assert over_time.series[0].val.numRef.f == "'Charts'!$B$3:$B$5"
    assert [sheet[f"B{row}"].value for row in (3, 4, 5)] == [5, 6, 7]
    keys = {sheet.cell(row, 1).value: sheet.cell(row, 2).value for row in range(1, 40)}
    assert (keys["1 · Comes"], keys["9 · No more calls"]) == (12, 2)


def test_a_campaign_without_results_has_no_sheet_of_charts(tmp_path: Path, results: Made) -> None:
    path = tmp_path / "report.xlsx"
    write_report(results(), path)
    assert load_workbook(path).sheetnames == ["Results", "Rows left out", "Summary"]


def test_training_is_said_on_every_row_and_by_the_tabs(
    tmp_path: Path, results: Made, numbers: Statistics
) -> None:
    path = tmp_path / "report.xlsx"
    write_report(results(mode=Mode.TRAINING, numbers=numbers), path)
    book = load_workbook(path)

    heading, line = book["Results"].iter_rows(values_only=True)
    assert (heading[-1], line[-1]) == ("Mode", "training")
    assert {sheet.sheet_properties.tabColor.rgb for sheet in book} == {"007A4CC2"}
