"""Large reports come of another process, cell for cell the same; given up, they leave nothing."""

import multiprocessing
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook

from alphasms_desktop import i18n
from alphasms_desktop.domain.contact import Reason, Reject
from alphasms_desktop.domain.errors import Kind, TroubleError
from alphasms_desktop.domain.result import ReportProgress, ResultRow, Results
from alphasms_desktop.domain.statistics import Statistics
from alphasms_desktop.domain.totals import Meanings
from alphasms_desktop.reports import write_report, write_watched
from alphasms_desktop.reports.apart import write_for

Rows = Callable[..., ResultRow]
Made = Callable[..., Results]
APART = 0


def cells(path: Path) -> list[list[tuple[object, str]]]:
    return [
        [(cell.value, cell.number_format) for line in sheet for cell in line]
        for sheet in load_workbook(path)
    ]


def test_the_same_report_comes_of_the_other_process(
    tmp_path: Path, results: Made, row: Rows, numbers: Statistics, meanings: Meanings
) -> None:
    i18n.use("uk")
    rows = [row(row=number, name="=1+1") for number in range(2, 1_300)]
    rejects = [Reject(7, "12", Reason.NO_PHONE, ("Хтось", "12", None))]
    here, there = tmp_path / "here.xlsx", tmp_path / "there.xlsx"
    made = {"numbers": numbers, "meanings": meanings}
    progress = ReportProgress()

    write_report(results(rows, rejects, **made), here)
    write_watched(results(rows, rejects, **made), there, progress, APART)

    assert cells(there) == cells(here)
    assert progress.rows == len(rows)
    assert not multiprocessing.active_children()


@pytest.mark.parametrize("apart_from", [APART, 100_000])
def test_a_report_given_up_leaves_the_old_one_and_nothing_else(
    apart_from: int, tmp_path: Path, results: Made, row: Rows
) -> None:
    path = tmp_path / "report.xlsx"
    path.write_text("old")
    progress = ReportProgress()

    def rows() -> Iterator[ResultRow]:
        for number in range(100_000):
            progress.given_up = number > 2_000
            yield row(row=number)

    with pytest.raises(TroubleError) as caught:
        write_watched(results(rows()), path, progress, apart_from)

    assert caught.value.trouble.kind is Kind.GIVEN_UP
    assert progress.rows < 3_000
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]
    assert not multiprocessing.active_children()


def test_what_breaks_off_the_rows_is_told_as_it_was(
    tmp_path: Path, results: Made, row: Rows
) -> None:
    def rows() -> Iterator[ResultRow]:
        yield row()
        raise TroubleError(Kind.STORE_BUSY)

    with pytest.raises(TroubleError) as caught:
        write_watched(results(rows()), tmp_path / "report.pdf", ReportProgress(), APART)
    assert caught.value.trouble.kind is Kind.STORE_BUSY
    assert not list(tmp_path.iterdir())


def test_a_fault_in_the_other_process_is_told(tmp_path: Path, results: Made, row: Rows) -> None:
    strange = row(state="never heard of")
    with pytest.raises(TroubleError) as caught:
        write_watched(results([strange]), tmp_path / "report.xlsx", ReportProgress(), APART)
    assert caught.value.trouble.kind is Kind.FAULT
    assert not list(tmp_path.iterdir())


def test_a_wrong_ending_is_refused_before_a_process_is_started(
    tmp_path: Path, results: Made
) -> None:
    with pytest.raises(TroubleError):
        write_watched(results(), tmp_path / "report.docx", ReportProgress(), APART)
    assert not list(tmp_path.iterdir())


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no full disk to try")
@pytest.mark.parametrize("name", ["report.xlsx", "report.csv", "report.pdf"])
def test_a_full_disk_is_told_by_the_name_of_the_report_and_of_nothing_else(
    name: str, tmp_path: Path, results: Made, row: Rows, capfd: pytest.CaptureFixture[str]
) -> None:
    spawn = multiprocessing.get_context("spawn")
    line, theirs = spawn.Pipe()
    process = spawn.Process(target=write_for, args=(theirs,))
    process.start()
    theirs.close()

    line.send(("en", tmp_path / name, Path("/dev/full"), results()))
    line.send([row(row=number) for number in range(500)])
    line.send(None)
    line.send(None)
    said = line.recv()
    process.join()
    line.close()

    assert said.kind is Kind.REPORT_UNWRITABLE
    assert said.values == {"path": tmp_path / name, "what": "full"}
    assert capfd.readouterr().err == ""
