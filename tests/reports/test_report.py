"""A report is whole or not there; the old one goes only when the new one is complete."""

import errno
import gc
import gettext
import io
import os
import sys
import tempfile
import tracemalloc
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

import pytest

from alphasms_desktop import i18n
from alphasms_desktop.domain.errors import Kind, TroubleError
from alphasms_desktop.domain.result import ResultRow, Results
from alphasms_desktop.reports import write_report
from alphasms_desktop.reports.workbook import new_book, save_book

Rows = Callable[..., ResultRow]
Made = Callable[..., Results]
FORMS = pytest.mark.parametrize("name", ["report.xlsx", "report.csv", "report.pdf"])


def _refused(results: Results, path: Path) -> str:
    with pytest.raises(TroubleError) as caught:
        write_report(results, path)
    trouble = caught.value.trouble
    assert trouble.kind is Kind.REPORT_UNWRITABLE
    assert trouble.values["path"] == str(path)
    return trouble.values["what"]


@pytest.mark.parametrize("name", ["report.docx", "report", "report.xls", ".csv"])
def test_another_ending_is_refused_by_name(name: str, tmp_path: Path, results: Made) -> None:
    assert _refused(results(), tmp_path / name) == "suffix"
    assert not list(tmp_path.iterdir())


@FORMS
def test_missing_folders_are_made(name: str, tmp_path: Path, results: Made) -> None:
    path = tmp_path / "звіти" / "листопад" / name
    write_report(results(), path)

    assert path.stat().st_size > 0
    assert list(path.parent.iterdir()) == [path]


@FORMS
def test_a_file_in_the_place_of_a_folder_is_told(name: str, tmp_path: Path, results: Made) -> None:
    (tmp_path / "reports").touch()

    assert _refused(results(), tmp_path / "reports" / name) == "folder"


@FORMS
def test_a_folder_in_the_place_of_the_report_is_told(
    name: str, tmp_path: Path, results: Made
) -> None:
    (tmp_path / name).mkdir()

    assert _refused(results(), tmp_path / name) in {"folder", "locked"}
    assert list(tmp_path.iterdir()) == [tmp_path / name]


@FORMS
def test_an_older_report_is_replaced(name: str, tmp_path: Path, results: Made) -> None:
    path = tmp_path / name
    path.write_text("old")
    write_report(results(), path)

    assert path.read_bytes()[:3] in {b"PK\x03", b"\xef\xbb\xbf", b"%PD"}
    assert list(tmp_path.iterdir()) == [path]


@FORMS
def test_rows_that_break_off_leave_the_old_report_and_nothing_else(
    name: str, tmp_path: Path, results: Made, row: Rows, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaking() -> Iterator[ResultRow]:
        for number in range(500):
            yield row(row=number)
        raise TroubleError(Kind.STORE_BUSY)

    passing = tmp_path / "passing"
    passing.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(passing))
    path = tmp_path / "reports" / name
    path.parent.mkdir()
    path.write_text("old")

    with pytest.raises(TroubleError) as caught:
        write_report(results(breaking()), path)

    assert caught.value.trouble.kind is Kind.STORE_BUSY
    assert path.read_text() == "old"
    assert list(path.parent.iterdir()) == [path]
    assert not list(passing.iterdir())


@FORMS
def test_a_report_open_in_excel_is_told_before_any_row_is_read(
    name: str, tmp_path: Path, results: Made, row: Rows, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / name
    path.write_text("old")
    genuine = Path.open

    def held(self: Path, mode: str = "r", *rest: object, **named: object) -> object:
        if self == path and mode == "r+b":
            raise PermissionError(errno.EACCES, "held")
        return genuine(self, mode, *rest, **named)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", held)

    def unread() -> Iterator[ResultRow]:
        pytest.fail("a row was read")
        yield row()

    assert _refused(results(unread()), path) == "locked"


@FORMS
def test_a_report_opened_in_excel_meanwhile_is_told_at_the_end(
    name: str, tmp_path: Path, results: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    def held(self: Path, target: Path) -> None:
        raise PermissionError(errno.EACCES, "held")

    path = tmp_path / name
    path.write_text("old")
    monkeypatch.setattr(Path, "replace", held)

    assert _refused(results(), path) == "locked"
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


@FORMS
@pytest.mark.parametrize(
    ("number", "what"), [(errno.ENOSPC, "full"), (errno.EDQUOT, "full"), (errno.EROFS, "folder")]
)
def test_a_disk_that_fails_is_told_and_nothing_is_left(
    name: str,
    number: int,
    what: str,
    tmp_path: Path,
    results: Made,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fails(handle: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", fails)

    assert _refused(results(), tmp_path / name) == what
    assert not list(tmp_path.iterdir())


def _save_three_sheets(file: BinaryIO) -> None:
    with new_book() as book:
        for _ in range(3):
            sheet = book.create_sheet()
            for number in range(2000):
                sheet.append([number])
        save_book(book, file)


def test_sheets_that_a_full_disk_kept_from_the_archive_pass_away_in_silence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class NearlyFull(io.BytesIO):
        def write(self, content: Any, /) -> int:
            if self.tell() + len(content) > 4_000:
                raise OSError(errno.ENOSPC, "no space")
            return super().write(content)

    complaints: list[object] = []
    monkeypatch.setattr(sys, "unraisablehook", complaints.append)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))

    with pytest.raises(OSError, match="no space"):
        _save_three_sheets(NearlyFull())
    gc.collect()

    assert not complaints
    assert not list(tmp_path.iterdir())


@FORMS
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no full disk to try")
def test_a_disk_that_is_really_full_is_told(
    name: str, tmp_path: Path, results: Made, row: Rows, monkeypatch: pytest.MonkeyPatch
) -> None:
    genuine = Path.open

    def on_full_disk(self: Path, mode: str = "r", *rest: object, **named: object) -> object:
        if mode == "xb":
            return genuine(Path("/dev/full"), "wb")
        return genuine(self, mode, *rest, **named)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", on_full_disk)
    rows = (row(row=number) for number in range(2000))

    assert _refused(results(rows), tmp_path / name) == "full"


@FORMS
@pytest.mark.skipif(
    sys.platform == "win32" or os.geteuid() == 0, reason="this user may write anywhere"
)
def test_a_folder_that_may_not_be_written_is_told(name: str, tmp_path: Path, results: Made) -> None:
    tmp_path.chmod(0o500)

    assert _refused(results(), tmp_path / name) == "folder"


@pytest.mark.parametrize("name", ["report.xlsx", "report.csv"])
def test_many_rows_are_never_held_together(
    name: str, tmp_path: Path, results: Made, row: Rows
) -> None:
    def peak(rows: int) -> int:
        tracemalloc.start()
        try:
            made = results(row(row=number, raw=f"{number:0200d}") for number in range(rows))
            write_report(made, tmp_path / name)
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    peak(250)

    assert peak(1500) < peak(250) + 150_000


def test_the_headings_speak_the_language_in_use(
    tmp_path: Path, results: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Shouting(gettext.NullTranslations):
        def gettext(self, message: str) -> str:
            return message.upper()

    monkeypatch.setattr(i18n._speech, "catalogue", Shouting())
    write_report(results(), tmp_path / "report.csv")
    line = (tmp_path / "report.csv").read_text("utf-8-sig").splitlines()

    assert line[0].startswith("ROW;ПІБ;Телефон;Сума;PHONE;RESULT;")
    assert ";ANSWERED;" in line[1]
