"""Which row is the header, which column holds the phones and which the names."""

import pytest

PHONES = ["+380501234567", "+380677654321", "+380631112233"]


@pytest.mark.parametrize(
    "header",
    ["Телефон", "телефон пацієнта", "ТЕЛ.", "Моб. тел.", "Номер телефону", "Мобільний", "Phone",
     "Mobile number", "Tel", "Мобильный телефон", "Контакт", "Viber", "Телефон 1"],
)  # fmt: skip
def test_a_column_of_phones_is_found_whatever_it_is_called(office, header):
    rows = [["№", header, "Дата"], [1, "0501234567", "24.11"], [2, "0677654321", "24.11"]]
    found = office.read(office.workbook(rows))

    assert found.head.columns[found.head.phone_column] == header
    assert found.phones == PHONES[:2]


def test_ids_dates_codes_and_accounts_are_not_taken_for_phones(office):
    rows = [["ІПН", "ЄДРПОУ", "IBAN", "Дата", "Контакт", "Договір"]]
    rows += [
        [2912345678 + n, 44123456 + n, f"UA2132231300000260072335660{n:02d}", f"0{n + 1}.11.2026",
         f"+38067123450{n}", 501200300 + n]
        for n in range(9)
    ]  # fmt: skip
    found = office.read(office.workbook(rows))

    assert found.head.columns[found.head.phone_column] == "Контакт"
    assert len(found.contacts) == 9


@pytest.mark.parametrize(
    "column",
    [
        [2912345678 + n for n in range(9)],
        [str(2912345678 + n) for n in range(9)],
        [44123456 + n for n in range(9)],
        [501200300 + n for n in range(9)],
        [f"UA2132231300000260072335660{n:02d}" for n in range(9)],
        [f"0{n + 1}.11.2026" for n in range(9)],
        [f"№ 50120030{n}" for n in range(9)],
    ],
)
def test_numbers_that_are_no_phones_are_refused_rather_than_called(office, column):
    rows = [["Ознака"], *([one] for one in column)]
    assert office.refusal(office.workbook(rows)).kind == "no_phone_column"


def test_mobiles_whose_zero_a_spreadsheet_has_eaten_are_found_without_a_header(office):
    rows = [["Шевчук Олена", 501234567], ["Їжак Іван", 677654321], ["Кіт Ґанна", 631112233]]
    assert office.read(office.workbook(rows)).phones == PHONES

    contracts = [[501200300 + n, row[0], row[1]] for n, row in enumerate(rows)]
    assert office.read(office.workbook(contracts)).phones == PHONES


def test_a_sparse_second_column_of_phones_does_not_win(office):
    rows = [["Тел. 2", "Телефон"], [None, "0501234567"], ["0671112233", "0677654321"]]
    rows += [[None, "0631112233"], [None, "немає"]]
    found = office.read(office.workbook(rows))
    assert found.phones == PHONES


def test_the_doctor_s_phone_in_each_row_does_not_win(office, patients):
    rows = [[*patients[0], "Телефон лікаря"], *([*row, "044 123 45 67"] for row in patients[1:])]
    rows = [[row[4], *row[:4]] for row in rows]
    assert office.read(office.workbook(rows)).phones == PHONES


def test_title_lines_above_the_header_are_left_out(office, patients):
    titled = [["Список пацієнтів на 24.11"], [], *patients]
    found = office.read(office.workbook(titled))

    assert found.head.columns[2] == "Телефон"
    assert (found.rows, found.rejects) == ([4, 5, 6], [])


def test_a_title_that_speaks_of_phones_is_no_header(office):
    rows = [["Телефони пацієнтів"], ["Телефон", "Ім’я"], ["0501234567", "Ян"]]
    found = office.read(office.workbook(rows))

    assert found.head.columns == ("Телефон", "Ім’я")
    assert (found.rows, found.rejects) == ([3], [])


@pytest.mark.parametrize(
    "header", [["ПІБ", "Телефон"], ["ПІБ", "Телефон", None, "Борг"], ["ПІБ", "Номер"], None]
)
@pytest.mark.parametrize("says", ["немає телефону", "телефон вимкнено", "немає", "вимк.", "—"])
def test_whoever_has_words_in_place_of_a_phone_is_no_header(office, header, says):
    people = [["Шевчук Олена", says, "x", "5"], ["Їжак Іван", says, None, None]]
    people += [["Кіт Ґанна", "0631112233", "y", "7"], ["Бондар Петро", "0951112244", None, None]]
    people += [[f"Мороз Юлія {letter}.", f"073111225{at}"] for at, letter in enumerate("АБВ")]
    found = office.read(office.workbook([header, *people] if header else people))

    above = 1 if header else 0
    assert found.rows == [above + row for row in (3, 4, 5, 6, 7)]
    assert [one.row for one in found.rejects] == [above + 1, above + 2]
    assert found.head.columns[1] == (header[1] if header else "B")


def test_a_first_person_with_a_name_for_a_phone_is_no_header(office):
    rows = [["Шевчук Олена", "телефон сина", "x"], ["Кіт Ґанна", "0631112233"]]
    found = office.read(office.workbook([["ПІБ", "Телефон"], *rows]))
    assert ([one.row for one in found.rejects], found.rows) == ([2], [3])

    found = office.read(office.workbook([["Шевчук Олена", "у сина"], *rows[1:]]))
    assert ([one.row for one in found.rejects], found.rows) == ([1], [2])


def test_the_office_s_own_phone_in_a_title_is_not_called(office):
    rows = [["ОСББ «Мрія»"], ["тел. 044 222 33 44"], [], ["Телефон", "ПІБ"], ["0501234567", "Ян"]]
    found = office.read(office.workbook(rows))
    assert (found.head.columns, found.rows) == (("Телефон", "ПІБ"), [5])


def test_a_column_chosen_by_its_letter_is_not_looked_for_in_the_cells(office):
    rows = [["Шевчук", "A", "0501234567"], ["Їжак", "B", "0677654321"], ["Кіт", "C", "0631112233"]]
    assert office.read(office.workbook(rows), "C").phones == PHONES


def test_a_sheet_without_a_header_loses_no_row_and_finds_the_names(office, patients):
    found = office.read(office.workbook(patients[1:]))

    assert found.head.columns == ("A", "B", "C", "D")
    assert (found.rows, found.head.name_column) == ([1, 2, 3], 1)


def test_a_first_row_without_a_good_phone_is_not_swallowed_as_a_header(office, patients):
    rows = [[0, "Ян Кіт", "050 12", "14:00"], *patients[1:]]
    found = office.read(office.workbook(rows))
    assert (found.rows, [one.row for one in found.rejects]) == ([2, 3, 4], [1])


def test_a_table_that_begins_in_the_middle_of_the_sheet_is_read(office):
    rows = [[], [], [None, None, "Телефон", "Ім’я"], [None, None, "0501234567", "Ян"]]
    found = office.read(office.workbook(rows))
    assert (found.head.columns, found.rows) == (("Телефон", "Ім’я"), [4])


def test_columns_are_lettered_as_excel_letters_them(office):
    found = office.read(office.workbook([[None, None, "0501234567", "Ян Кіт"]]))
    assert found.head.columns == ("C", "D")


def test_a_column_can_be_named_whatever_its_case_and_blanks(office):
    rows = [["Телефон", "Мобільний  тел."], ["0441234567", "0501234567"]]
    found = office.read(office.workbook(rows), " мобільний тел. ")
    assert (found.head.phone_column, found.phones) == (1, PHONES[:1])


def test_a_column_can_be_named_by_what_the_program_calls_it(office):
    twins = [["Телефон", "Телефон"], ["0671112233", "0501234567"]]
    assert office.read(office.workbook(twins), "Телефон 2").phones == PHONES[:1]
    bare = [["0671112233", "0501234567"]]
    assert office.read(office.workbook(bare), "B").phones == PHONES[:1]


def test_a_named_column_is_taken_even_if_another_looks_better(office):
    rows = [["Запасний", "Телефон"], ["0501234567", "0671112233"], ["немає", "0677654321"]]
    found = office.read(office.workbook(rows), "запасний")
    assert (found.phones, len(found.rejects)) == (PHONES[:1], 1)


def test_columns_without_or_with_the_same_names_are_told_apart(office):
    rows = [["Телефон", None, "Нотатка", "Нотатка", "Нотатка 2"], ["0501234567", *"abcd"]]
    found = office.read(office.workbook(rows))
    assert found.head.columns == ("Телефон", "B", "Нотатка", "Нотатка 2", "Нотатка 2 2")


@pytest.mark.parametrize(
    ("header", "names"),
    [
        (["Телефон", "ПІБ"], 1),
        (["Телефон", "Клієнт"], 1),
        (["Телефон", "ФИО"], 1),
        (["Телефон", "Ім'я"], 1),
        (["Телефон", "Customer"], 1),
        (["Телефон", "Хто"], 1),
        (["Телефон", None], 1),
    ],
)
def test_the_column_of_names_is_found_by_its_header_or_by_what_it_holds(office, header, names):
    rows = [header, ["0501234567", "Олена Шевчук"], ["0677654321", "Ян Кіт"]]
    assert office.read(office.workbook(rows)).head.name_column == names


@pytest.mark.parametrize(
    ("header", "cells"),
    [
        ("№ клієнта", [7, 8]),
        ("E-mail клієнта", ["a@b.ua", "c@d.ua"]),
        ("Лікар", ["Коваль О. П.", "Коваль О. П.", "Коваль О. П."]),
        ("Місто", ["Київ", "Львів"]),
    ],
)
def test_what_holds_no_names_is_not_taken_for_them(office, header, cells):
    rows = [["Телефон", header], *([f"050123456{n}", cell] for n, cell in enumerate(cells))]
    found = office.read(office.workbook(rows))
    assert (found.head.name_column, found.contacts[0].name) == (None, "")


def test_the_words_of_a_name_stand_a_blank_apart_however_they_were_typed(office):
    rows = [["Телефон", "ПІБ"], ["0501234567", " Лук’янчук   Ілля "], ["0677654321", "Ян Кіт"]]
    found = office.read(office.workbook(rows))
    assert [one.name for one in found.contacts] == ["Лук’янчук Ілля", "Ян Кіт"]
