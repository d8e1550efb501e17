"""Step 1: how a file is read, rows mended in place, pasted rows, the office's own lists."""

from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from alphasms_desktop.domain.contact import Batch
from alphasms_desktop.domain.live import ListFilter
from alphasms_desktop.ui.context import Context
from alphasms_desktop.ui.pages.settings_phones import PhonesCard
from alphasms_desktop.ui.pages.wizard.recipients import RecipientsStep
from alphasms_desktop.ui.pages.wizard.wizard import WizardPage
from tests.fakes import HEAD, contact, phone
from tests.ui.wizards import LONG, shown


@pytest.fixture
def page(qtbot: QtBot, context: Context) -> Iterator[WizardPage]:
    made = WizardPage(context, undo_s=0)
    yield shown(qtbot, made)
    made.recording.listening.forget()
    made.discard()


@pytest.fixture
def step(page: WizardPage) -> RecipientsStep:
    return page.recipients


def text(folder: Path, lines: list[str], name: str = "people.csv") -> Path:
    path = folder / name
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def opened(qtbot: QtBot, step: RecipientsStep, path: Path, calls: int) -> None:
    step.open_file(path)
    # The calls fall a moment later where the list has people who must not be called.
    qtbot.waitUntil(lambda: step.plan.can_be_told == calls, timeout=LONG)


def states(step: RecipientsStep) -> list[str]:
    model = step.rows.table.model()
    return [model.index(row, 3).data() for row in range(model.rowCount())]


def test_another_phone_column_is_taken_and_tomorrow_by_itself(
    qtbot: QtBot, step: RecipientsStep, tmp_path: Path
) -> None:
    lines = ["Name;Mobile;Home", f"A;{phone(1)};{phone(2)}", f"B;{phone(3)};"]
    wide = ["Name;Mobile;Home phone of the grandmother in the country;Phone of the other parent"]
    wide += [f"A{n};{phone(n)};{phone(n + 50)};{phone(n + 60)}" for n in range(3)]
    long_name = "list_of_the_people_of_the_house_" * 4 + ".csv"
    opened(qtbot, step, text(tmp_path, wide, long_name), 3)
    step.open_file(tmp_path / long_name.replace("list", "lost"))
    qtbot.waitUntil(lambda: step.card.error.isVisible(), timeout=LONG)
    assert step.card.minimumSizeHint().width() <= 700
    opened(qtbot, step, text(tmp_path, lines), 2)
    assert step.card.more.isVisible()
    step.card.more.activated.emit(2)
    qtbot.waitUntil(lambda: step.plan.calls == 3, timeout=LONG)

    lines[1:] = [f"C;{phone(4)};{phone(5)}", f"D;{phone(6)};{phone(7)}"]
    opened(qtbot, step, text(tmp_path, lines, "tomorrow.csv"), 4)
    assert "columns as last time" in step.card.facts.text()


def test_the_sheet_can_be_chosen(qtbot: QtBot, step: RecipientsStep, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["Phone"])
    book.active.append([phone(1)])
    other = book.create_sheet("Tuesday")
    for number in range(2, 5):
        other.append([phone(number)])
    book.save(tmp_path / "two.xlsx")
    opened(qtbot, step, tmp_path / "two.xlsx", 1)
    assert [step.card.sheet.itemText(at) for at in range(2)] == ["Sheet", "Tuesday"]
    step.card.sheet.activated.emit(1)
    qtbot.waitUntil(lambda: step.plan.calls == 3, timeout=LONG)
    assert not step.card.encoding.isVisible()


def test_an_encoding_that_was_guessed_wrong_can_be_chosen(
    qtbot: QtBot, step: RecipientsStep, tmp_path: Path
) -> None:
    path = tmp_path / "old.csv"
    path.write_bytes(f"Ім'я;Телефон\nОлена;{phone(1)}\n".encode("cp1251"))
    opened(qtbot, step, path, 1)
    assert not step.card.encoding.isVisible()
    step.card.reading.click()
    assert step.card.encoding.isVisible()
    encodings = [step.card.encoding.itemText(at) for at in range(step.card.encoding.count())]
    step.card.encoding.activated.emit(encodings.index("koi8-u"))
    qtbot.waitUntil(lambda: step.card.encoding.currentText() == "koi8-u", timeout=LONG)
    step.card.encoding.activated.emit(encodings.index("cp1251"))
    qtbot.waitUntil(lambda: step.card.column.currentText() == "Телефон", timeout=LONG)


def test_hidden_rows_are_said_and_can_be_taken(
    qtbot: QtBot, step: RecipientsStep, tmp_path: Path
) -> None:
    book = openpyxl.Workbook()
    for value in ("Phone", phone(1), phone(2), phone(3)):
        book.active.append([value])
    book.active.row_dimensions[3].hidden = True
    second = book.create_sheet("Building 2")
    second.append(["Name", "Phone"])
    second.append(["D", phone(9)])
    book.save(tmp_path / "hidden.xlsx")
    opened(qtbot, step, tmp_path / "hidden.xlsx", 2)
    assert step.card.unread.isVisible()
    assert "1 more sheet is not read: “Building 2”." in step.card.unread.text()
    assert step.card.hidden.text().startswith("1 hidden row is left out.")
    step.card.hidden.click()
    qtbot.waitUntil(lambda: step.plan.calls == 3, timeout=LONG)
    assert not step.card.hidden.isVisible()


def test_a_phone_is_corrected_where_it_stands(
    qtbot: QtBot, step: RecipientsStep, tmp_path: Path
) -> None:
    opened(qtbot, step, text(tmp_path, ["Phone", phone(1), "05012"]), 1)
    model = step.rows.table.model()
    qtbot.waitUntil(lambda: model.rowCount() == 2, timeout=LONG)
    cell = model.index(0, 1)
    assert cell.data() == "05012"

    model.setData(cell, "0501")
    qtbot.waitUntil(lambda: "too few digits" in step.rows.foot.said.text(), timeout=LONG)
    qtbot.waitUntil(lambda: model.rowCount() == 2, timeout=LONG)
    model.setData(model.index(0, 1), "050 000 00 77")
    qtbot.waitUntil(lambda: step.plan.calls == 2, timeout=LONG)
    assert step.rows.foot.said.text() == "Row 3 is ready now."
    qtbot.waitUntil(lambda: states(step)[:1] == ["ready"], timeout=LONG)
    assert step.rows.chips.group.button(2).text() == "Need attention 0"


def test_a_number_that_was_probably_cut_is_taken_with_one_click(
    qtbot: QtBot, step: RecipientsStep, tmp_path: Path
) -> None:
    book = openpyxl.Workbook()
    for value in ("Phone", phone(1), 380501000000):
        book.active.append([value])
    book.save(tmp_path / "cut.xlsx")
    opened(qtbot, step, tmp_path / "cut.xlsx", 1)
    table = step.rows.table
    qtbot.waitUntil(lambda: table.model().rowCount() == 2, timeout=LONG)
    table.setCurrentIndex(table.model().index(0, 1))
    assert step.rows.take.isVisible()
    step.rows.take.click()
    qtbot.waitUntil(lambda: step.plan.calls == 2, timeout=LONG)


def test_rows_left_out_are_saved_mended_and_taken_back(
    qtbot: QtBot, step: RecipientsStep, tmp_path: Path
) -> None:
    opened(qtbot, step, text(tmp_path, ["Phone;Name", f"{phone(1)};A", "050;B", ";C"]), 1)
    copy = tmp_path / "left out.xlsx"
    step.rows.foot.save_to(copy)
    qtbot.waitUntil(lambda: step.rows.foot.said.text().startswith("Saved."), timeout=LONG)
    book = openpyxl.load_workbook(copy)
    book["Rows left out"]["B2"] = phone(2)
    book.save(copy)
    step.rows.foot.take_mended(copy)
    qtbot.waitUntil(lambda: step.plan.calls == 2, timeout=LONG)
    assert step.rows.foot.said.text() == "1 mended row taken in. 1 still left out."


def test_those_on_the_do_not_call_list_have_a_chip_and_a_word(
    qtbot: QtBot, context: Context, step: RecipientsStep, tmp_path: Path
) -> None:
    context.workspace.book.not_to_call(phone(1), "asked")
    opened(qtbot, step, text(tmp_path, ["Phone", phone(1), phone(2)]), 2)
    chip = step.rows.chips.group.button(4)
    qtbot.waitUntil(chip.isVisible, timeout=LONG)
    assert chip.text() == "Do not call 1"
    chip.click()
    qtbot.waitUntil(
        lambda: states(step) == ["on the do-not-call list: will be left out"], timeout=LONG
    )


def test_rows_copied_in_excel_are_pasted(
    qtbot: QtBot, step: RecipientsStep, tmp_path: Path
) -> None:
    QGuiApplication.clipboard().setText(f"Name\tPhone\nA\t{phone(1)}\nB\t{phone(2)}\n")
    step.paste()
    qtbot.waitUntil(lambda: step.plan.calls == 2, timeout=LONG)
    assert step.card.name.text() == "Pasted rows.tsv"
    QGuiApplication.clipboard().clear()
    step.paste()
    assert "The clipboard holds no rows" in step.card.error.text()

    copied = QMimeData()
    copied.setUrls([QUrl.fromLocalFile(str(text(tmp_path, ["Phone", phone(3)], "copied.csv")))])
    QGuiApplication.clipboard().setMimeData(copied)
    step.paste()
    qtbot.waitUntil(lambda: step.plan.calls == 1, timeout=LONG)
    assert step.card.name.text() == "copied.csv"
    QGuiApplication.clipboard().clear()


def test_reading_can_be_stopped_and_the_former_list_stays(
    qtbot: QtBot, context: Context, step: RecipientsStep, tmp_path: Path
) -> None:
    opened(qtbot, step, text(tmp_path, ["Phone", phone(1)]), 1)
    before = step.plan.contacts
    many = text(tmp_path, ["Phone", *(phone(number) for number in range(30_000))], "many.csv")
    step.open_file(many)
    step.card.stop.click()
    context.bridge.settle()
    assert step.plan.contacts is before
    assert not step.card.busy.isVisible()
    assert before is not None
    assert len(context.workspace.contacts.page(before.id, ListFilter.ALL)) == 1


def test_a_list_of_the_office_is_used_and_survives_the_draft(
    qtbot: QtBot, context: Context, page: WizardPage
) -> None:
    desk = context.workspace
    taken = desk.contacts.lists.take_in(HEAD, [Batch.of([contact(2), contact(3)])])
    kept = desk.book.keep_as(taken.id, "Patients")
    page.recipients.use_list(kept)
    qtbot.waitUntil(lambda: page.plan.calls == 2, timeout=LONG)
    assert page.recipients.card.name.text() == "Patients"
    assert not page.recipients.card.column.isEnabled()
    page.reset()
    context.bridge.settle()
    assert [one.name for one in desk.book.named.all()] == ["Patients"]


def test_an_imported_file_is_kept_as_a_list(
    qtbot: QtBot, context: Context, step: RecipientsStep, tmp_path: Path
) -> None:
    opened(qtbot, step, text(tmp_path, ["Phone", phone(1), phone(2)]), 2)
    step.rows.foot.keep_as(" Patients ")
    qtbot.waitUntil(lambda: "“Patients”" in step.rows.foot.said.text(), timeout=LONG)
    assert [(one.name, one.ready) for one in context.workspace.book.named.all()] == [
        ("Patients", 2)
    ]


def test_the_country_and_foreign_numbers_are_set_for_all_files(
    qtbot: QtBot, context: Context, step: RecipientsStep, tmp_path: Path
) -> None:
    card = PhonesCard(context)
    qtbot.addWidget(card)
    card.show_settings(context.workspace.settings.load())
    assert card.foreign.isChecked()
    card.foreign.click()
    context.bridge.settle()
    opened(qtbot, step, text(tmp_path, ["Phone", phone(1), "+48 601 234 567"]), 1)
    qtbot.waitUntil(lambda: len(states(step)) == 2, timeout=LONG)
    assert "foreign" in states(step)[0]
