"""Which sheet of a workbook is read, and which others hold people too."""

import openpyxl
import pytest

PHONES = ["+380501234567", "+380677654321"]
PEOPLE = [["ПІБ", "Телефон"], ["Шевчук Олена", "0501234567"], ["Їжак Іван", "0677654321"]]


@pytest.fixture
def book_of(office):
    def make(sheets):
        book = openpyxl.Workbook()
        book.remove(book.active)
        for name, rows in sheets.items():
            sheet = book.create_sheet(name)
            for row in rows:
                sheet.append(row)
        book.save(office.folder / "book.xlsx")
        return office.folder / "book.xlsx"

    return make


@pytest.mark.parametrize(
    "cover",
    [
        [["Звіт за жовтень"], [], ["Виконавець: Коваль"]],
        [["Звіт за жовтень"], [], ["Виконавець: Коваль, тел. 044 222 33 44"]],
        [["ПІБ", "Телефон"]],
    ],
)
def test_a_cover_is_passed_over_and_the_office_itself_not_called(office, book_of, cover):
    found = office.read(book_of({"Титул": cover, "Список": PEOPLE}))
    assert (found.head.sheet, found.phones) == ("Список", PHONES)
    assert found.head.unread_sheets == ()


def test_other_sheets_with_people_are_named(office, book_of):
    sheets = {"Буд. 1": PEOPLE, "Тарифи": [["Послуга", "Ціна"], ["Вода", 5]], "Буд. 2": PEOPLE}
    path = book_of(sheets | {"Аркуш4": []})
    found = office.read(path)
    assert (found.head.sheet, found.head.unread_sheets) == ("Буд. 1", ("Буд. 2",))


def test_a_hidden_sheet_is_not_asked_for(office, book_of):
    path = book_of({"Буд. 1": PEOPLE, "Старе": PEOPLE})
    book = openpyxl.load_workbook(path)
    book["Старе"].sheet_state = "hidden"
    book.save(path)
    assert office.read(path).head.unread_sheets == ()


def test_a_column_asked_for_is_looked_for_on_every_sheet(office, book_of):
    rows = [["ПІБ", "Телефон", "Телефон сина"], ["Кіт Ґанна", "0631112233", "0501234567"]]
    path = book_of({"Буд. 1": PEOPLE, "Буд. 2": rows})
    found = office.read(path, "Телефон сина")
    assert (found.head.sheet, found.phones) == ("Буд. 2", PHONES[:1])


def test_a_workbook_without_any_list_names_what_its_first_sheet_has(office, book_of):
    path = book_of({"Титул": [["Звіт"], ["за рік"]], "Тарифи": [["Послуга", "Ціна"], ["Вода", 5]]})
    refused = office.refusal(path)
    assert (refused.kind, refused.values["columns"]) == ("no_phone_column", "Звіт")


def test_a_single_phone_on_a_single_sheet_is_still_a_list(office, book_of):
    assert office.read(book_of({"Аркуш1": [["0501234567"]]})).phones == PHONES[:1]
