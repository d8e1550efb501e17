"""The page of the do-not-call list: add, search, import, export, remove with a reason."""

from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from pytestqt.qtbot import QtBot

from alphasms_desktop.domain.contact import Batch
from alphasms_desktop.ui.context import Context
from alphasms_desktop.ui.pages.do_not_call import DoNotCallPage
from tests.fakes import HEAD, contact, phone

LONG = 15_000


@pytest.fixture
def page(qtbot: QtBot, context: Context) -> DoNotCallPage:
    made = DoNotCallPage(context)
    qtbot.addWidget(made)
    made.resize(1072, 700)
    made.show()
    made.refresh()
    context.bridge.settle()
    return made


def shown(page: DoNotCallPage) -> list[list[str]]:
    model = page.table.model()
    return [
        [model.index(row, column).data() for column in (0, 2, 3)] for row in range(model.rowCount())
    ]


def test_an_empty_list_says_what_it_is_for(page: DoNotCallPage) -> None:
    assert page.empty.isVisible()
    assert not page.table.isVisible()
    assert not page.save.isEnabled()


def test_a_phone_is_added_with_its_reason_and_those_beside_it(
    context: Context, page: DoNotCallPage
) -> None:
    person = replace(contact(2), more_phones=(phone(20),))
    desk = context.workspace
    desk.book.keep_as(desk.contacts.lists.take_in(HEAD, [Batch.of([person])]).id, "Patients")
    page.phone.setText("050 000 00 02")
    page.reason.setText("asked")
    page.add()
    context.bridge.settle()
    assert sorted(shown(page)) == [
        ["+380 50 000 00 02", "asked", "typed by hand"],
        ["+380 50 000 00 20", "asked", "typed by hand"],
    ]
    assert "+380 50 000 00 20" in page.said.text()
    assert page.count.text() == "2 phones"
    assert page.phone.text() == ""


def test_what_is_no_phone_is_said_and_stays_to_be_corrected(
    context: Context, page: DoNotCallPage
) -> None:
    page.phone.setText("0500")
    page.add()
    context.bridge.settle()
    assert "0500" in page.error.text()
    assert page.phone.text() == "0500"
    assert shown(page) == []


def test_the_list_is_searched_by_part_of_a_phone_or_reason(
    context: Context, page: DoNotCallPage
) -> None:
    unwanted = context.workspace.book.unwanted
    unwanted.add(phone(2), "asked by mail")
    unwanted.add(phone(3), "key 9")
    for text, found in (("00 03", phone(3)), ("mail", phone(2))):
        page.search.setText(text)
        context.bridge.settle()
        assert [row[0].replace(" ", "") for row in shown(page)] == [found]


def test_a_file_goes_in_and_the_list_comes_out_as_text(
    context: Context, page: DoNotCallPage, tmp_path: Path
) -> None:
    source = tmp_path / "stop.csv"
    source.write_text(f"Phone\n{phone(2)}\n{phone(3)}\n", encoding="utf-8")
    page.import_file(source, "old list")
    context.bridge.settle()
    assert page.said.text() == "2 phones are new on the list."
    assert {row[2] for row in shown(page)} == {"from a file"}

    page.export_to(tmp_path / "out.xlsx")
    context.bridge.settle()
    book = openpyxl.load_workbook(tmp_path / "out.xlsx")
    rows = list(book[book.sheetnames[0]].values)
    assert rows[0] == ("Phone", "Since", "Reason", "Campaign")
    assert sorted(str(row[0]) for row in rows[1:]) == [phone(2), phone(3)]


def test_a_phone_is_taken_off_with_a_reason(context: Context, page: DoNotCallPage) -> None:
    context.workspace.book.unwanted.add(phone(2), "asked")
    page.refresh()
    context.bridge.settle()
    assert page.chosen() is None
    page.table.setCurrentIndex(page.table.model().index(0, 0))
    one = page.chosen()
    assert one is not None
    page.take_off(one, "called us again")
    context.bridge.settle()
    assert shown(page) == []
    assert "stays on record" in page.said.text()
    assert page.empty.isVisible()
