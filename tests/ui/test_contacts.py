"""The page of contacts: lists kept, joined, renamed, removed; people found, listed, erased."""

from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from alphasms_desktop.ui.context import Context
from alphasms_desktop.ui.pages.contacts import ContactsPage
from tests.fakes import phone


@pytest.fixture
def page(qtbot: QtBot, context: Context) -> ContactsPage:
    made = ContactsPage(context)
    qtbot.addWidget(made)
    made.resize(1072, 700)
    made.show()
    made.refresh()
    context.bridge.settle()
    return made


@pytest.fixture
def with_list(context: Context, page: ContactsPage, tmp_path: Path) -> ContactsPage:
    page.list_actions.import_as(
        file(tmp_path, "a.csv", [f"Olena;{phone(1)}", f"Ivan;{phone(2)}"]), "Patients"
    )
    context.bridge.settle()
    return page


def file(folder: Path, name: str, rows: list[str]) -> Path:
    path = folder / name
    path.write_text("\n".join(["Name;Phone", *rows]), encoding="utf-8")
    return path


def people(page: ContactsPage) -> list[str]:
    model = page.table.model()
    return [model.index(row, 2).data() for row in range(model.rowCount())]


def names(page: ContactsPage) -> list[str]:
    return [page.lists.item(place).text() for place in range(page.lists.count())]


@pytest.fixture
def stand_on(context: Context, with_list: ContactsPage) -> Callable[[int], None]:
    def stand(row: int) -> None:
        with_list.table.setCurrentIndex(with_list.table.model().index(row, 0))
        context.bridge.settle()

    return stand


def test_an_empty_page_says_what_lists_are_for(page: ContactsPage) -> None:
    assert page.empty.isVisible()
    assert not page.use.isVisible()


def test_a_file_becomes_a_list_that_a_campaign_can_use(
    qtbot: QtBot, with_list: ContactsPage
) -> None:
    assert names(with_list) == ["Patients\n2 people"]
    assert people(with_list) == ["Olena", "Ivan"]
    one = with_list.chosen()
    assert one is not None
    with qtbot.waitSignal(with_list.campaign_asked) as asked:
        with_list.use.click()
    assert asked.args == [one.id]


def test_a_file_adds_new_people_or_brings_known_ones_up_to_date(
    context: Context, with_list: ContactsPage, tmp_path: Path
) -> None:
    more = file(tmp_path, "b.csv", [f"Olena Shevchuk;{phone(1)}", f"Taras;{phone(3)}"])
    with_list.list_actions.add_file(more, updates=False)
    context.bridge.settle()
    assert people(with_list) == ["Olena", "Ivan", "Taras"]
    assert with_list.list_actions.said.text() == "1 person added."
    with_list.list_actions.add_file(more, updates=True)
    context.bridge.settle()
    assert people(with_list) == ["Olena Shevchuk", "Ivan", "Taras"]


def test_a_list_is_renamed_and_its_removal_undone(
    context: Context, with_list: ContactsPage
) -> None:
    with_list.list_actions.rename("Clients")
    context.bridge.settle()
    assert names(with_list) == ["Clients\n2 people"]
    with_list.list_actions.remove()
    context.bridge.settle()
    assert names(with_list) == []
    assert with_list.list_actions.undo.isVisible()
    with_list.list_actions.undo.click()
    context.bridge.settle()
    assert names(with_list) == ["Clients\n2 people"]


def test_people_are_found_in_all_lists(
    context: Context, with_list: ContactsPage, stand_on: Callable[[int], None]
) -> None:
    stand_on(0)
    assert with_list.person.isVisible()
    with_list.search.setText("Iva")
    context.bridge.settle()
    assert not with_list.person.isVisible()  # whoever was chosen is not among those found
    assert with_list.found.isVisible()
    assert [with_list.found.item(at).text() for at in range(with_list.found.count())] == [
        "Ivan · +380 50 000 00 02 · Patients"
    ]
    with_list.found.setCurrentRow(0)
    context.bridge.settle()
    assert with_list.person.name.text() == "Ivan"
    with_list.search.clear()
    assert with_list.table.isVisible()
    assert not with_list.person.isVisible()
    stand_on(0)
    assert with_list.person.name.text() == "Olena"


def test_a_person_is_shown_and_put_on_the_do_not_call_list(
    context: Context, with_list: ContactsPage, stand_on: Callable[[int], None]
) -> None:
    stand_on(0)
    panel = with_list.person
    assert panel.isVisible()
    assert (panel.name.text(), panel.phone.text()) == ("Olena", "+380 50 000 00 01")
    assert "Patients" in panel.facts.text()
    assert panel.calls.text() == "Never called."
    panel.put_on_list("asked")
    context.bridge.settle()
    assert context.workspace.book.unwanted.count() == 1


def test_a_person_s_data_is_erased(
    context: Context, with_list: ContactsPage, stand_on: Callable[[int], None]
) -> None:
    stand_on(0)
    with_list.person.erase_data()
    context.bridge.settle()
    assert people(with_list) == ["Ivan"]
    assert context.workspace.book.people.person(phone(1)).names == ()


def test_consents_of_a_list_are_kept_and_written(
    context: Context, page: ContactsPage, tmp_path: Path
) -> None:
    path = tmp_path / "agreed.csv"
    rows = [f"A;{phone(1)};так", f"B;{phone(2)};ні", f"C;{phone(3)};"]
    path.write_text("\n".join(["Name;Phone;Згода", *rows]), encoding="utf-8")
    page.list_actions.import_as(path, "Customers")
    context.bridge.settle()
    page.list_actions.keep_consents("form at the counter")
    context.bridge.settle()
    assert page.list_actions.said.text() == "2 consents and refusals kept."
    page.list_actions.export_consents(tmp_path / "out.csv")
    context.bridge.settle()
    lines = (tmp_path / "out.csv").read_text("utf-8-sig").splitlines()
    assert lines[0] == "Phone;Consent;Basis;Since;Proof"
    assert [line.split(";")[1:3] for line in lines[1:]] == [
        ["yes", "form at the counter"],
        ["no", "form at the counter"],
    ]


def test_a_bad_file_is_said(context: Context, page: ContactsPage, tmp_path: Path) -> None:
    page.list_actions.import_as(tmp_path / "gone.csv", "X")
    context.bridge.settle()
    assert "gone.csv" in page.error.text()
