"""The report as PDF, read back by another program: words, pages, faces, and what it looks like."""

import logging
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from alphasms_desktop import i18n
from alphasms_desktop.domain.attempt import State
from alphasms_desktop.domain.campaign import Mode, Tally
from alphasms_desktop.domain.result import ResultRow, Results
from alphasms_desktop.domain.statistics import Statistics
from alphasms_desktop.domain.totals import Meanings
from alphasms_desktop.reports import pdf_file, write_report

Rows = Callable[..., ResultRow]
Made = Callable[..., Results]
pytestmark = pytest.mark.skipif(
    not shutil.which("pdftotext"), reason="poppler-utils reads PDF back; it is not here"
)


def said(path: Path) -> str:
    run = subprocess.run(
        ["pdftotext", "-layout", str(path), "-"], capture_output=True, check=True, timeout=20
    )
    return run.stdout.decode()


@pytest.fixture
def report(tmp_path: Path) -> Callable[[Results], Path]:
    def made(results: Results) -> Path:
        path = tmp_path / "звіт.pdf"
        write_report(results, path)
        return path

    return made


def test_the_page_tells_the_campaign_and_everybody_in_it(
    report: Callable[[Results], Path],
    results: Made,
    row: Rows,
    numbers: Statistics,
    meanings: Meanings,
) -> None:
    i18n.use("uk")
    tally = Tally({State.ANSWERED: 14, State.BUSY: 1})
    text = said(report(results([row(name="Оксана Лисенко")], tally=tally, numbers=numbers)))

    assert "Візити & нагадування" in text
    assert "Клавіша 1: 12, клавіша 9: 2" in " ".join(text.split())
    assert "Перебіг дзвінків" in text
    assert "Оксана Лисенко" in text
    assert "+380 50 123 45 67" in text
    assert "24.11.2026 14:30:41" in text
    assert "Сторінка 1 із 2" in text


def test_training_stands_on_every_page(
    report: Callable[[Results], Path], results: Made, row: Rows
) -> None:
    rows = [row(row=number) for number in range(2, 90)]
    pages = said(report(results(rows, mode=Mode.TRAINING))).split("\f")[:-1]

    assert len(pages) > 2
    assert all("TRAINING: nobody was called" in page for page in pages)


def test_signs_that_the_face_lacks_break_nothing(
    report: Callable[[Results], Path],
    results: Made,
    row: Rows,
    caplog: pytest.LogCaptureFixture,
) -> None:
    with caplog.at_level(logging.WARNING):
        text = said(report(results([row(name="李\x00雷 😀 =1+1")])))
    assert "□□ □ =1+1" in text
    assert not caplog.records


def test_more_rows_than_anybody_reads_are_counted_instead(
    report: Callable[[Results], Path],
    results: Made,
    row: Rows,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pdf_file, "MOST_ROWS", 3)
    rows = [row(row=number) for number in range(2, 12)]
    text = said(report(results(rows, tally=Tally({State.ANSWERED: 10}))))
    assert "The table in Excel or CSV holds 7 more." in text


def test_charts_are_drawn_in_their_colours(
    report: Callable[[Results], Path], results: Made, numbers: Statistics, tmp_path: Path
) -> None:
    from PIL import Image

    path = report(results(numbers=numbers))
    subprocess.run(
        ["pdftoppm", "-r", "50", "-f", "1", "-l", "1", "-png", str(path), str(tmp_path / "page")],
        check=True,
        timeout=20,
    )
    (picture,) = tmp_path.glob("page*.png")
    with Image.open(picture) as page:
        colours = {colour for _, colour in page.convert("RGB").getcolors(1 << 24)}
    # Answered, not reached, refused, and the blue of the keys.
    assert {(18, 135, 106), (199, 119, 0), (201, 55, 76), (31, 95, 214)} <= colours
