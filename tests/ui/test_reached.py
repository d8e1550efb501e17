"""Success known by status alone: one word for it in every place that names it."""

import csv
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from openpyxl import load_workbook
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from alphasms_desktop import i18n
from alphasms_desktop.app import open_workspace
from alphasms_desktop.cli.main import run
from alphasms_desktop.domain.attempt import State
from alphasms_desktop.domain.campaign import Mode
from alphasms_desktop.domain.rules import Rules
from alphasms_desktop.domain.success import Success
from alphasms_desktop.engine.workspace import Workspace
from alphasms_desktop.ui import style
from alphasms_desktop.ui.bridge import Bridge
from alphasms_desktop.ui.context import Context
from alphasms_desktop.ui.pages.finished import FinishedPage
from alphasms_desktop.ui.pages.live import LivePage
from alphasms_desktop.ui.runs import Runs
from alphasms_desktop.ui.tables.live_cells import STATE_COLUMN
from tests.ui.test_live import make

_LONG = 25_000
_ANSWERED = frozenset({State.ANSWERED})


@dataclass(frozen=True)
class _Words:
    word: str
    other: str
    sentence: str
    meaning: str
    result: str
    """The heading of the column in a report."""


WORDS = {
    "uk": _Words(
        "Додзвонилися",
        "Відпові",
        "Додзвонилися до ",
        "AlphaSMS повідомив: доставлено.",
        "Результат",
    ),
    "en": _Words("Reached", "Answered", " reached", "AlphaSMS told: delivered.", "Result"),
}


def test_row_tile_filter_history_lists_reports_and_commands_say_reached_in_both_languages(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, capsys
) -> None:
    style.use(qapp)
    folder = tmp_path / "data"
    workspace = open_workspace(folder, Mode.TRAINING, scenario="statuses-alone")
    try:
        answered = _in_the_window(qtbot, workspace, tmp_path)
    finally:
        workspace.close()
    for language, words in WORDS.items():
        capsys.readouterr()
        place = ("--sandbox", "--data-dir", str(folder), "--language", language)
        assert run(["campaigns", *place]) == 0
        assert run(["report", "--campaign", "1", "--out", str(tmp_path / "r.csv"), *place]) == 0
        said = capsys.readouterr().out
        assert f"{words.word} {answered}" in said
        assert words.sentence in said
        assert words.other not in said


def _in_the_window(qtbot: QtBot, workspace: Workspace, tmp_path: Path) -> int:
    """Run a campaign and look at everything; returns how many were reached."""
    bridge = Bridge()
    context = Context(workspace, bridge, Runs(workspace, bridge))
    campaign_id = make(context, tmp_path, 8, Rules())
    with qtbot.waitSignal(context.runs.ended, timeout=_LONG) as ended:
        context.runs.start(campaign_id)
    # What the run has told agrees with what is kept.
    tally = workspace.campaigns.summaries()[0].tally
    assert ended.args[1].tally == tally
    assert tally.success is Success.REACHED
    assert 0 < tally[State.ANSWERED] < 8

    for language, words in WORDS.items():
        i18n.use(language)
        _pages_say_it(qtbot, context, campaign_id, words)
        _reports_say_it(context, campaign_id, tmp_path / language, words)
    context.runs.leave_all()
    bridge.close()
    return tally[State.ANSWERED]


def _pages_say_it(qtbot: QtBot, context: Context, campaign_id: int, words: _Words) -> None:
    live, finished = LivePage(context), FinishedPage(context)
    for page in (live, finished):
        qtbot.addWidget(page)
        page.resize(1072, 760)
        page.show()
        page.show_campaign(campaign_id)
    context.bridge.settle()

    tile = live.tiles.tiles[0]
    assert tile.name.text() == words.word
    assert tile.accessibleName().startswith(f"{words.word}, ")
    assert words.meaning in tile.toolTip()
    tile.click()
    context.bridge.settle()
    model = live.table.model
    shown = [model.item(row, STATE_COLUMN) for row in range(model.rowCount())]
    assert {item.text() for item in shown} == {words.word}
    assert {item.toolTip() for item in shown} == {words.meaning}
    live.table.choose_row(0)
    live.table.copy()
    context.bridge.settle()
    assert f"\t{words.word}\t" in QApplication.clipboard().text()
    history = [part.text() for part in live.details.findChildren(QLabel)]
    assert any(words.word in part for part in history)

    assert words.sentence in finished.sentence.text()
    assert words.word in finished.bar.accessibleDescription()
    finished.follow_up(_ANSWERED, frozenset())
    assert finished.dialog is not None
    assert finished.dialog.states[State.ANSWERED].text().startswith(f"{words.word}: ")
    finished.dialog.reject()
    finished.compare()
    context.bridge.settle()
    finished.dialog.reject()
    finished.tabs.choose(1)
    context.bridge.settle()
    titles = " ".join(card.accessibleName() for card in finished.charts.cards)
    assert words.other not in titles


def _reports_say_it(context: Context, campaign_id: int, folder: Path, words: _Words) -> None:
    folder.mkdir()
    for ending in ("xlsx", "csv", "pdf"):
        context.workspace.results.report(campaign_id, folder / f"report.{ending}")
    sheet, *others = load_workbook(folder / "report.xlsx").worksheets
    (heading, *rows) = sheet.iter_rows(values_only=True)
    place = heading.index(words.result)
    assert words.word in {row[place] for row in rows}
    cells = [str(cell) for one in others for row in one.iter_rows(values_only=True) for cell in row]
    assert words.word in cells
    with (folder / "report.csv").open(encoding="utf-8-sig", newline="") as file:
        listed = list(csv.DictReader(file, delimiter=";"))
    assert words.word in {row[words.result] for row in listed}
    told = cells + [cell for row in rows for cell in map(str, row)]
    if shutil.which("pdftotext"):
        asked = ["pdftotext", "-layout", str(folder / "report.pdf"), "-"]
        page = subprocess.run(asked, capture_output=True, check=True, timeout=20).stdout.decode()
        assert words.word in page
        told.append(page)
    assert not [one for one in told if words.other in one]
