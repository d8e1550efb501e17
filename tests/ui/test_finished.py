"""The page of the end: lists to work through, follow-ups, a comparison, reports and charts."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from alphasms_desktop.domain.attempt import State, Step, Why
from alphasms_desktop.domain.campaign import Phase
from alphasms_desktop.domain.totals import KeyCount, Meaning, Totals
from alphasms_desktop.domain.worklist import Worklist, WorkRow
from alphasms_desktop.ui import style
from alphasms_desktop.ui.context import Context
from alphasms_desktop.ui.dialogs.comparison import Comparison
from alphasms_desktop.ui.dialogs.follow_up import FollowUp
from alphasms_desktop.ui.pages.finished import FinishedPage
from alphasms_desktop.ui.widgets.people_list import PeopleList
from alphasms_desktop.ui.widgets.people_table import CELLS, NAME, NOTE, PHONE, WHAT
from tests.fakes import phone
from tests.ui.test_live import make

Ends = Sequence[tuple[State, str | None]]
ENDS: Ends = (
    (State.ANSWERED, "1"),
    (State.ANSWERED, "2"),
    (State.ANSWERED, "2"),
    (State.NO_ANSWER, None),
    (State.BUSY, None),
)


def ended(context: Context, folder: Path, ends: Ends = ENDS) -> int:
    """Make a finished campaign whose calls ended so."""
    campaign_id = make(context, folder, len(ends))
    journal = context.workspace.campaigns.ownership.take_over(campaign_id)
    claims, _ = journal.claim(len(ends))
    for claim, (state, key) in zip(claims, ends, strict=True):
        journal.keep([Step(claim.attempt_id, State.ACCEPTED, Why.HANDED_OVER, gateway_id="1")])
        journal.keep([Step(claim.attempt_id, state, Why.REPORTED, key=key)])
    journal.set_phase(Phase.FINISHED)
    journal.release()
    return campaign_id


@pytest.fixture
def page(qtbot: QtBot, context: Context, tmp_path: Path) -> FinishedPage:
    made = FinishedPage(context)
    qtbot.addWidget(made)
    made.resize(1072, 760)
    made.show()
    made.show_campaign(ended(context, tmp_path))
    context.bridge.settle()
    return made


def names(page: FinishedPage, side: int) -> list[str]:
    people = page.lists.sides[side].people
    return [people.model.item(at, 1).text() for at in range(people.model.rowCount())]


def test_the_sentence_and_the_lists_say_who_did_what(page: FinishedPage) -> None:
    assert page.sentence.text() == "Key 1: 1, key 2: 2, 2 not reached."
    assert names(page, 0) == ["Person 2"]
    assert names(page, 1) == ["Person 5", "Person 6"]
    page.lists.sides[0].show_group(1)
    page._context.bridge.settle()
    assert names(page, 0) == ["Person 3", "Person 4"]


def test_a_tick_and_a_note_stay_and_stand_on_the_call_back_list(
    page: FinishedPage, context: Context
) -> None:
    people = page.lists.sides[1].people
    people.model.item(0, 0).setCheckState(Qt.CheckState.Checked)
    people.model.item(1, 5).setText("after six")
    context.bridge.settle()
    assert people.count.text() == "2, 1 done"

    page.show_campaign(page.campaign_id)
    context.bridge.settle()
    people = page.lists.sides[1].people
    assert people.model.item(0, 0).checkState() is Qt.CheckState.Checked
    assert people.model.item(1, 5).text() == "after six"
    kept = {one.phone: one for one in context.workspace.book.call_backs.all()}
    assert kept[phone(5)].done_at is not None
    assert (kept[phone(6)].note, kept[phone(6)].done_at) == ("after six", None)


def test_a_list_is_printed_and_written_to_excel(
    page: FinishedPage, context: Context, tmp_path: Path
) -> None:
    side = page.lists.sides[1]
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "list.pdf"))
    side.print_on(printer)
    assert (tmp_path / "list.pdf").read_bytes().startswith(b"%PDF")
    assert "Person 5" in side.people.page("Visits").toPlainText()

    side.export_to(tmp_path / "list.xlsx")
    context.bridge.settle()
    rows = list(load_workbook(tmp_path / "list.xlsx").worksheets[0].values)
    assert [row[1] for row in rows] == ["Person", "Person 5", "Person 6"]


def test_those_not_reached_become_a_new_campaign_in_one_go(
    page: FinishedPage, context: Context, qtbot: QtBot
) -> None:
    page.lists.sides[1].people.again.click()
    asked = page.dialog
    assert isinstance(asked, FollowUp)
    context.bridge.settle()
    assert asked.said.text() == "2 people will be called."

    with qtbot.waitSignal(page.acts.recipe_ready) as ready:
        asked.go_on.click()
        context.bridge.settle()
    (recipe,) = ready.args
    contacts = context.workspace.contacts.lists.contacts(recipe.list_id)
    assert [one.phone for one in contacts] == [phone(5), phone(6)]
    assert recipe.recording is not None


def test_those_who_heard_it_get_the_same_message_only_when_that_is_said(
    page: FinishedPage, context: Context
) -> None:
    page.follow_up(frozenset(), frozenset({"2"}))
    asked = page.dialog
    assert isinstance(asked, FollowUp)
    context.bridge.settle()
    assert "2 have heard this message already" in asked.said.text()
    assert not asked.go_on.isEnabled()

    asked.message.choose(1)
    context.bridge.settle()
    assert asked.said.text() == "2 people will be called."
    assert asked.go_on.isEnabled()
    assert not asked.go_on.isDefault()

    asked.message.choose(0)
    asked.also_heard.setChecked(True)
    context.bridge.settle()
    assert "will hear it again" in asked.said.text()


def test_two_campaigns_stand_side_by_side(
    page: FinishedPage, context: Context, tmp_path: Path
) -> None:
    ended(context, tmp_path, [(State.ANSWERED, "1")])
    page.compare()
    shown = page.dialog
    assert isinstance(shown, Comparison)
    context.bridge.settle()
    lines = {
        shown.table.item(at, 0).text(): (
            shown.table.item(at, 1).text(),
            shown.table.item(at, 2).text(),
        )
        for at in range(shown.table.rowCount())
    }
    assert lines["Recipients"] == ("5", "1")
    assert lines["Answered"] == ("60% · 3", "100% · 1")
    assert lines["Key 2"] == ("40% · 2", "0% · 0")


@pytest.mark.parametrize("ending", [".xlsx", ".csv", ".pdf", ".zip"])
def test_each_form_of_report_is_written_away_from_the_window(
    ending: str, page: FinishedPage, context: Context, tmp_path: Path
) -> None:
    path = tmp_path / f"report{ending}"
    page.report.button.setFocus()
    page.report.save(path)
    assert not page.report.button.isEnabled()
    context.bridge.settle()
    # The focus has not gone on to the button that begins another campaign.
    assert page.focusWidget() is page.report.button
    assert page.report.open.isVisible() == (ending != ".zip")
    assert path.stat().st_size > 0
    assert str(path) in page.report.said.text()
    assert page.report.button.isEnabled()


def test_the_table_goes_to_the_clipboard(page: FinishedPage, context: Context) -> None:
    page.report.copy()
    context.bridge.settle()
    lines = QGuiApplication.clipboard().text().splitlines()
    assert len(lines) == 6
    assert "+380 50 000 00 02" in lines[1].split("\t")
    assert page.report.said.text() == "5 rows are on the clipboard."
    QGuiApplication.clipboard().clear()


def test_a_report_given_up_says_so(page: FinishedPage, context: Context, tmp_path: Path) -> None:
    page.report.save(tmp_path / "report.pdf")
    page.report.cancel.click()
    context.bridge.settle()
    said = page.report.said.text()
    assert said.startswith(("The report was given up", "Report saved"))


def test_a_chart_is_copied_and_saved_as_a_picture(
    page: FinishedPage, context: Context, tmp_path: Path
) -> None:
    page.tabs.choose(1)
    context.bridge.settle()
    card = page.charts.cards[0]
    assert card.save(tmp_path / "chart.png")
    assert QImage(str(tmp_path / "chart.png")).width() >= 640
    card.copy()
    data = QGuiApplication.clipboard().mimeData()
    assert data.hasImage()
    assert data.text().startswith("Time\tAnswered\t")
    QGuiApplication.clipboard().clear()


def test_stray_keys_have_one_list_that_says_which(page: FinishedPage, people: PeopleList) -> None:
    assert page._read is not None
    keys = [KeyCount("1", 1, Meaning("Comes")), *(KeyCount(key, 1) for key in "390")]
    totals = Totals(page._read.totals.tally, tuple(keys))
    page.lists.show_campaign(page._read.summary.campaign, totals)
    assert [one.chip for one in page.lists.sides[0]._groups] == ["Comes · 1", "Other keys · 3"]

    rows = (work_row(2, "Person 2", key="3"), work_row(3, "Person 3", key="29"))
    people.show_list("Other keys", "", Worklist(rows, 2, 0))
    said = [people.model.item(row, WHAT).text().replace("\u00a0", " ") for row in range(2)]
    assert [one.split(" · ")[0] for one in said] == ["3", "9"]
    assert all(one.endswith("14:10") for one in said)


# What the lists show where there is little room.

LONG_NAME = "Олександра-Вікторія Переяславець-Хмельницька"


def work_row(row: int, name: str, note: str = "", key: str | None = "2") -> WorkRow:
    at = datetime(2026, 11, 24, 12, 10, tzinfo=UTC)
    cells = ("2026-11-26T00:00:00", "11:30", "Коваленко О. П.", "каб. 112")
    state = State.ANSWERED if key else State.NO_ANSWER
    return WorkRow(row, row, name, phone(row), cells, state, "", key, 1, at, False, note)


@pytest.fixture
def people(qtbot: QtBot, qapp: QApplication) -> PeopleList:
    style.use(qapp)
    made = PeopleList()
    style.dress(made)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.mark.parametrize("width", [374, 503])  # of a list at 1024 and at 1280
def test_names_phones_times_and_cells_are_read_in_a_small_window(
    people: PeopleList, width: int
) -> None:
    rows = [work_row(one, "Світлана Кузьменко", "2: Asks for another time") for one in range(9)]
    rows.append(work_row(9, LONG_NAME))
    people.resize(width, 400)
    people.show_list("Asks for another time", "", Worklist(tuple(rows), 10, 0))
    table = people.table
    header = table.horizontalHeader()
    advance = table.fontMetrics().horizontalAdvance
    assert header.sectionSize(NAME) >= advance("Світлана Кузьменко") + 16
    assert header.sectionSize(PHONE) >= advance("+380 50 000 00 08") + 16
    assert header.length() <= table.viewport().width()
    # The note that the key itself has left is no news in its own list, and takes no room.
    assert table.isColumnHidden(NOTE)
    assert people.model.item(0, NOTE).text() == ""
    # What has no column stands below another one, and the whole of it beside the pointer.
    below = table.below
    assert below[NAME] == [CELLS]
    assert table.isColumnHidden(WHAT) == (below.get(PHONE) == [WHAT])
    assert LONG_NAME in people.model.item(9, NAME).toolTip()
    assert "каб. 112" in people.model.item(9, NAME).accessibleText()
    assert "14:10" in people.model.item(9, PHONE).toolTip()


def test_a_wide_list_has_a_column_for_everything(people: PeopleList) -> None:
    rows = tuple(work_row(one, "Світлана Кузьменко", "after six") for one in range(9))
    people.resize(1100, 400)
    people.show_list("Asks for another time", "", Worklist(rows, 9, 0))
    assert not [one for one in range(6) if people.table.isColumnHidden(one)]
    assert not people.table.below


def test_a_note_is_written_where_its_column_has_no_room(qtbot: QtBot, people: PeopleList) -> None:
    rows = (work_row(2, "Person 2", "2: Asks for another time"), work_row(3, "Person 3"))
    people.resize(374, 400)
    people.show_list("Asks for another time", "", Worklist(rows, 2, 0))
    table = people.table
    table.setFocus()
    table.setCurrentIndex(people.model.index(0, NAME))
    qtbot.keyClick(table, Qt.Key.Key_F2)
    assert not table.isColumnHidden(NOTE)
    (editor,) = (one for one in table.findChildren(QLineEdit) if one.isVisible())
    editor.setText("after six")
    with qtbot.waitSignal(people.noted) as noted:
        qtbot.keyClick(editor, Qt.Key.Key_Return)
    # What the key says stays in front of it, for the call-back list.
    assert noted.args[1] == "2: Asks for another time · after six"
    qtbot.waitUntil(lambda: table.isColumnHidden(NOTE))
    assert table.below[NAME][0] == NOTE
    assert not table.isColumnHidden(PHONE)

    # Read anew it is the same note, and with another one it is not doubled.
    again = (replace(rows[0], note=noted.args[1]), rows[1])
    people.show_list("Asks for another time", "", Worklist(again, 2, 0))
    assert people.model.item(0, NOTE).text() == "after six"
    with qtbot.waitSignal(people.noted) as noted:
        people.model.item(0, NOTE).setText("tomorrow")
    assert noted.args[1] == "2: Asks for another time · tomorrow"

    # Escape leaves everything as it was; a double click is as good as the key.
    place = table.visualRect(people.model.index(1, NAME)).center()
    qtbot.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    (editor,) = (one for one in table.findChildren(QLineEdit) if one.isVisible())
    qtbot.keyClick(editor, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: table.isColumnHidden(NOTE))
