"""Text tables: any usual encoding and separator, quotes that count and quotes that do not."""

import pytest

from alphasms_desktop.contacts import Spreadsheet
from alphasms_desktop.contacts.encoding import encoding_of

PHONES = ["+380501234567", "+380677654321", "+380631112233"]


def spelt_for(encoding, rows):
    """Return the rows without the letters that the older encodings do not have."""
    if encoding.startswith("utf"):
        return rows
    return [[str(cell).replace("’", "'").replace("№", "Номер") for cell in row] for row in rows]


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1251", "koi8-u", "cp1125"],
)
@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_any_usual_encoding_and_separator_is_read(office, patients, encoding, separator):
    rows = spelt_for(encoding, patients)
    found = office.read(office.text(rows, encoding, separator))

    assert found.phones == PHONES
    assert found.head.columns == tuple(rows[0])
    assert [one.name for one in found.contacts] == ["Олена Шевчук", "Іван Їжак", "Ґанна Кіт"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1251", "koi8-u"])
def test_two_lines_are_enough_to_know_the_encoding(office, encoding):
    found = office.read(office.text([["Ім'я", "Телефон"], ["Ірина", "0501234567"]], encoding))
    assert found.contacts[0].name == "Ірина"


def test_a_single_wrong_byte_far_down_means_it_is_not_utf_8(office):
    body = b"0501234567\n" * 10_000 + "Їжак;1\n".encode("cp1251")
    assert encoding_of(office.raw(body)) != "utf-8"


def test_one_column_of_phones_without_a_header_is_enough(office):
    found = office.read(office.raw(b"0501234567\n067 765 43 21\n\n0631112233\n", "phones.txt"))

    assert found.head.columns == ("A",)
    assert list(zip(found.rows, found.phones, strict=True)) == [
        (1, PHONES[0]),
        (2, PHONES[1]),
        (4, PHONES[2]),
    ]


@pytest.mark.parametrize("between", [", ", "; ", " ", "\t", ","])
def test_phones_in_one_line_are_a_row_each(office, between):
    line = between.join(["0501234567", "067-765-43-21", "+380631112233"])
    found = office.read(office.raw(line.encode(), "phones.txt"))
    assert (found.phones, found.rows) == (PHONES, [1, 2, 3])


def test_two_phones_in_one_line_may_be_of_one_person(office):
    found = office.read(office.raw(b"0501234567 0677654321", "phones.txt"))
    assert (found.phones, found.contacts[0].more_phones) == (PHONES[:1], (PHONES[1],))


def test_a_single_phone_without_a_line_end_is_enough(office):
    assert office.read(office.raw(b"0501234567")).phones == PHONES[:1]


@pytest.mark.parametrize("line_end", [b"\n", b"\r\n", b"\r"])
def test_any_line_end_is_known(office, line_end):
    body = line_end.join([b"phone;name", b"0501234567;A", b"0677654321;B"])
    assert office.read(office.raw(body)).rows == [2, 3]


def test_quoted_cells_may_hold_separators_and_line_ends_and_count_as_one_row(office):
    rows = [["Телефон", "Примітка"], ["0501234567", "перша;\nдруга"], ["0677654321", ""]]
    found = office.read(office.text(rows))

    assert found.contacts[0].fields[1] == "перша;\nдруга"
    assert found.rows == [2, 3]


@pytest.mark.parametrize("company", ['ТОВ "Мрія', '"Мрія ТОВ', 'екран 5"'])
def test_an_odd_quote_swallows_nobody(office, company):
    body = f"Назва;Телефон\n{company};0501234567\nТОВ Б;0677654321\nТОВ В;0631112233\n"
    found = office.read(office.raw(body.encode()))

    assert found.phones == PHONES
    assert found.contacts[0].fields[0] == company


@pytest.mark.parametrize(
    ("first", "second"), [('"Мрія ТОВ', 'Стіл 5"'), ('"Мрія', '"Зоря'), ('"А" Б', 'В"')]
)
def test_a_pair_of_odd_quotes_swallows_nobody_between(office, first, second):
    body = f"Назва;Телефон\n{first};0501234567\nТОВ Б;0677654321\n{second};0631112233\n"
    found = office.read(office.raw(body.encode()))

    assert (found.phones, found.rows) == (PHONES, [2, 3, 4])
    assert [one.fields[0] for one in found.contacts] == [first, "ТОВ Б", second]


def test_an_odd_quote_leaves_the_quoted_cells_around_it_whole(office):
    body = (
        '"ПІБ","Телефон","Примітка"\r\n"Шевчук, Олена","0501234567","перша\r\nдруга, третя"\r\n'
        '"Їжак, Іван","0677654321","кран 1/2""\r\n"Кіт ""Ґ""","0631112233","a\r\nb","c\r\nd"\r\n'
    )
    found = office.read(office.raw(body.encode()))

    assert (found.phones, found.rows) == (PHONES, [2, 3, 4])
    assert [one.name for one in found.contacts] == ["Шевчук, Олена", "Їжак, Іван", 'Кіт "Ґ"']
    assert found.contacts[0].fields[2] == "перша\r\nдруга, третя"
    assert found.contacts[2].fields[3] == "c\r\nd"


@pytest.mark.parametrize(
    ("row", "separator"),
    [
        ("Шевчук Олена;050 123 45 67, 066 111 22 33", ";"),
        ("Шевчук, Олена;0501234567", ";"),
        ("Шевчук Олена;Київ, вул. Садова, 5;12,50;0501234567", ";"),
        ('Шевчук Олена,"0501234567;0661112233"', ","),
        ("Шевчук Олена\tКиїв, вул. Садова; 5\t0501234567", "\t"),
    ],
)
def test_signs_inside_cells_are_not_taken_for_the_separator(office, row, separator):
    found = office.read(office.raw(f"{row}\n{row}\n".encode()))
    assert (found.head.separator, found.phones) == (separator, PHONES[:1])


def test_a_few_damaged_letters_leave_the_others_readable(office):
    body = "Ім'я;Телефон\nОлена Шевчук;0501234567\nІван;0677654321\n".encode()
    for damage in (b"\xff", b"\0"):
        found = office.read(office.raw(body * 100 + b"X" + damage + b";0631112233\n"))
        assert found.contacts[0].name == "Олена Шевчук"
        assert found.phones == PHONES


def test_the_line_by_which_excel_is_told_the_separator_is_no_row(office):
    found = office.read(office.raw("sep=;\r\nТелефон;Ім'я\r\n0501234567;Ян, Яна\r\n".encode()))
    assert (found.head.columns, found.rows) == (("Телефон", "Ім'я"), [2])


def test_rows_longer_than_the_header_and_shorter_ones_are_read(office):
    body = "Телефон;Ім'я\n0501234567;Ян;зайве\n0677654321\n"
    found = office.read(office.raw(body.encode()))

    assert found.head.columns == ("Телефон", "Ім'я", "C")
    assert found.contacts[0].fields == ("0501234567", "Ян", "зайве")
    assert found.contacts[1].fields == ("0677654321", None, None)


def test_words_that_mean_nothing_to_pandas_stay_words(office):
    found = office.read(office.text([["Телефон", "Ім'я"], ["0501234567", "NA"]]))
    assert found.contacts[0].fields == ("0501234567", "NA")


def test_rows_come_in_batches_so_that_memory_stays_bounded(office):
    lines = ["Телефон"] + [f"067{number:07d}" for number in range(25_000)]
    path = office.raw("\n".join(lines).encode())

    sizes = [len(batch.ready) for batch in Spreadsheet(path).batches()]

    assert sizes == [9_999, 10_000, 5_001]


def test_a_repeat_is_found_across_batches(office):
    lines = ["Телефон"] + [f"067{number:07d}" for number in range(10_500)] + ["+380 67 000 00 05"]
    found = office.read(office.raw("\n".join(lines).encode()))
    assert [(one.row, one.twin_row) for one in found.rejects] == [(10_502, 7)]


def test_a_table_that_begins_after_many_blank_lines_keeps_its_row_numbers(office):
    found = office.read(office.raw(b"\n" * 12_000 + b"phone\n0501234567\n"))
    assert (found.head.columns, found.rows, found.rejects) == (("phone",), [12_002], [])
