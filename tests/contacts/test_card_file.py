"""Files of cards as rows: real exports as tables, odd line ends and folds, and hostile files."""

import tracemalloc
from dataclasses import dataclass

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alphasms_desktop import i18n
from alphasms_desktop.contacts.card_file import ROWS_A_FRAME, CardFile
from alphasms_desktop.contacts.vcard import is_vcard
from alphasms_desktop.domain.errors import Kind, TroubleError

IPHONE = """\
BEGIN:VCARD
VERSION:3.0
PRODID:-//Apple Inc.//iPhone OS 17.5.1//EN
N:Шевчук;Олена;Іванівна;;
FN:Олена Іванівна Шевчук
ORG:ТОВ «Мрія»;
TITLE:бухгалтерка
EMAIL;type=INTERNET;type=HOME:olena@example.com
EMAIL;type=INTERNET;type=WORK;type=pref:buh@mriia.example
item1.TEL;type=HOME;type=VOICE:+380 44 234 56 78
TEL;type=CELL;type=VOICE;type=pref:+380 50 123 45 67
TEL;type=WORK;type=FAX:+380 44 234 56 79
item2.TEL:067 765 43 21
item2.X-ABLabel:Viber
item3.ADR;type=HOME;type=pref:;;вул. Садова\\, 1\\nкв. 5;Київ;;01001;Україна
item3.X-ABADR:ua
NOTE:Телефонувати після 18:00\\nПароль: «сад»\\; запитати про Андрія, він знає в
 се інше
BDAY:1985-04-12
PHOTO;ENCODING=b;TYPE=JPEG:/9j/4AAQSkZJRgABAQAASABIAAD/4QBMRXhpZgAATU0AKgAAAA
 gAAgESAAMAAAABAAEAAIdpAAQAAAABAAAAJgAAAAAAAqACAAQAAAABAAAAgKADAAQAAAABAAAAgA
 AAAAD/7QA4UGhvdG9zaG9wIDMuMAA4QklNBAQAAAAAAAA4QklNBCUAAAAAABDUHYzZjwCyBOmACZ
END:VCARD
BEGIN:VCARD
VERSION:3.0
PRODID:-//Apple Inc.//iPhone OS 17.5.1//EN
N:Кіт;Ґанна;;;
FN:Ґанна Кіт
TEL;type=CELL;type=VOICE;type=pref:\u202a+380 63 111 22 33\u202c
BDAY;value=date;X-APPLE-OMIT-YEAR=1604:1604-08-24
END:VCARD
"""

ANDROID = """\
BEGIN:VCARD
VERSION:2.1
N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=D0=A8=D0=B5=D0=B2=D1=87=D1=83=D0=BA;=D0=9E=D0=BB=D0=B5=D0=BD=D0=B0;;;
FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=D0=9E=D0=BB=D0=B5=D0=BD=D0=B0=20=
=D0=A8=D0=B5=D0=B2=D1=87=D1=83=D0=BA
TEL;HOME:+380442345678
TEL;CELL;PREF:+380501234567
TEL;X-Viber:0677654321
NOTE;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=D0=9F=D0=B5=D1=80=D1=88=D0=B0=0D=0A=
=D0=B4=D1=80=D1=83=
=D0=B3=D0=B0
PHOTO;ENCODING=BASE64;JPEG:/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAEBAQEBAQEBAQEBAQE
 BAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQH/2wBDAQEBAQEBAQEB
 AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQH/wAARCABgAGADASIAAhEBAxEB/9k=

END:VCARD
BEGIN:VCARD
VERSION:2.1
N;ENCODING=QUOTED-PRINTABLE:=AF=E6=E0=EA;=B2=E2=E0=ED;;;
FN;ENCODING=QUOTED-PRINTABLE:=B2=E2=E0=ED=20=AF=E6=E0=EA
TEL;CELL:0631112233
END:VCARD
BEGIN:VCARD
VERSION:2.1
N:;103;;;
FN:103
TEL;CELL:103
END:VCARD
""".replace("=\\\n", "=\n")

OUTLOOK = """\
BEGIN:VCARD
VERSION:2.1
X-MS-SIGNATURE:YES
N;LANGUAGE=uk;CHARSET=windows-1251:Шевчук;Олена;Іванівна
FN;CHARSET=windows-1251:Олена Іванівна Шевчук
ORG;CHARSET=windows-1251:ТОВ Мрія;Бухгалтерія
TITLE;CHARSET=windows-1251:Головна бухгалтерка
TEL;WORK;VOICE:(044) 234-56-78
TEL;CELL;VOICE:+38 (050) 123-45-67
TEL;WORK;FAX:(044) 234-56-79
ADR;WORK;PREF;CHARSET=windows-1251:;;вул. Садова, 1;Київ;;01001;Україна
LABEL;WORK;PREF;CHARSET=windows-1251;ENCODING=QUOTED-PRINTABLE:=E2=F3=EB. =
=D1=E0=E4=EE=E2=E0, 1=0D=0A=CA=E8=BF=E2
X-MS-OL-DEFAULT-POSTAL-ADDRESS:2
BDAY:19850412
EMAIL;PREF;INTERNET:olena@mriia.example
X-MS-CARDPICTURE;TYPE=JPEG;ENCODING=BASE64:
 /9j/4AAQSkZJRgABAQEAYABgAAD/2wBDAAYEBQYFBAYGBQYHBwYIChAKCgkJChQODwwQFxQYGBcU
 FhYaHSUfGhsjHBYWICwgIyYnKSopGR8tMC0oMCUoKSj/2wBDAQcHBwoIChMKChMoGhYaKCgoKCgo

X-MS-OL-DESIGN;CHARSET=utf-8:<card xmlns="http://schemas.example/outlook" ver="1.0"/>
REV:20240115T101500Z
END:VCARD
"""

GOOGLE = """\
BEGIN:VCARD
VERSION:3.0
FN:Олена Шевчук
N:Шевчук;Олена;;;
NICKNAME:Оля
EMAIL;TYPE=INTERNET;TYPE=HOME:olena@example.com
TEL;TYPE=HOME:044 234-56-78
TEL;TYPE=CELL:+380501234567
item1.TEL:+380677654321
item1.X-ABLabel:Мама
item2.TEL:0442345679
item2.X-ABLabel:Факс
ADR;TYPE=HOME:;;вул. Садова\\, 1;Київ;;01001;Україна;вул. Садова\\, 1\\nКиїв 01001
item3.ORG:ТОВ "Мрія"
BDAY:1985-04-12
NOTE:Постійна клієнтка\\, знижка 5%
CATEGORIES:Клієнти,myContacts
PHOTO:https://lh3.googleusercontent.example/contacts/AAAA
END:VCARD
BEGIN:VCARD
VERSION:3.0
FN:
N:;;;;
EMAIL;TYPE=INTERNET:info@example.com
CATEGORIES:myContacts
END:VCARD
"""


@dataclass(frozen=True)
class Table:
    """All rows of a file under its columns."""

    columns: tuple[str, ...]
    rows: list[tuple[str, ...]]

    def column(self, name):
        return [row[self.columns.index(name)] for row in self.rows]


def crlf(text, encoding="utf-8"):
    return text.replace("\n", "\r\n").encode(encoding)


def read(path) -> Table:
    source = CardFile(path)
    rows = [row for _, frame in source.frames() for row in frame.itertuples(index=False, name=None)]
    assert source.columns is not None
    return Table(source.columns, rows)


@pytest.fixture
def table(office):
    """Return how to read a file that holds these bytes."""
    return lambda body: read(office.raw(body, "contacts.vcf"))


def test_an_iphone_s_cards(table):
    found = table(crlf(IPHONE))

    assert found.columns == (
        *("Person", "Phone", "Phone 2", "Phone 3"),
        *("Organisation", "E-mail", "Address", "Birthday", "Note"),
    )
    assert found.rows == [
        (
            *("Олена Іванівна Шевчук", "+380 50 123 45 67", "+380 44 234 56 78", "067 765 43 21"),
            *("ТОВ «Мрія»", "buh@mriia.example", "вул. Садова, 1, кв. 5, Київ, 01001, Україна"),
            "1985-04-12",
            "Телефонувати після 18:00\nПароль: «сад»; запитати про Андрія, він знає все інше",
        ),
        ("Ґанна Кіт", "\u202a+380 63 111 22 33\u202c", "", "", "", "", "", "24.08", ""),
    ]


def test_an_android_s_cards(table):
    found = table(crlf(ANDROID))

    assert found.columns == ("Person", "Phone", "Phone 2", "Phone 3", "Note")
    assert found.rows == [
        ("Олена Шевчук", "+380501234567", "+380442345678", "0677654321", "Перша\nдруга"),
        ("Іван Їжак", "0631112233", "", "", ""),
        ("103", "103", "", "", ""),
    ]


def test_a_card_of_outlook(table):
    found = table(crlf(OUTLOOK, "cp1251"))

    assert found.columns == (
        *("Person", "Phone", "Phone 2", "Organisation", "E-mail", "Address", "Birthday"),
    )
    assert found.rows == [
        (
            *("Олена Іванівна Шевчук", "+38 (050) 123-45-67", "(044) 234-56-78"),
            *("ТОВ Мрія, Бухгалтерія", "olena@mriia.example"),
            *("вул. Садова, 1, Київ, 01001, Україна", "1985-04-12"),
        )
    ]


def test_a_card_of_outlook_that_does_not_name_its_encoding(table):
    bare = OUTLOOK.replace(";CHARSET=windows-1251", "")
    assert table(crlf(bare, "cp1251")) == table(crlf(OUTLOOK, "cp1251"))


def test_photos_do_not_hide_the_encoding_of_the_letters(table):
    photo = "PHOTO;ENCODING=BASE64;JPEG:\n " + "/9j/4AAQSkZJRgABAQEAYABgAADw" * 2_000 + "\n\n"
    bare = OUTLOOK.replace(";CHARSET=windows-1251", "").replace("TITLE", photo + "TITLE")
    assert table(crlf(bare, "cp1251")) == table(crlf(OUTLOOK, "cp1251"))


def test_the_cards_of_google(table):
    found = table(crlf(GOOGLE))

    assert found.columns == (
        *("Person", "Phone", "Phone 2", "Phone 3"),
        *("Organisation", "E-mail", "Address", "Birthday", "Note", "Categories"),
    )
    assert found.rows == [
        (
            *("Олена Шевчук", "+380501234567", "044 234-56-78", "+380677654321"),
            *('ТОВ "Мрія"', "olena@example.com"),
            "вул. Садова, 1, Київ, 01001, Україна",
            *("1985-04-12", "Постійна клієнтка, знижка 5%", "Клієнти, myContacts"),
        ),
        ("", "", "", "", "", "info@example.com", "", "", "", "myContacts"),
    ]


@pytest.mark.parametrize("export", [IPHONE, ANDROID, OUTLOOK, GOOGLE])
@pytest.mark.parametrize(
    ("encoding", "line_end"),
    [
        *(("utf-8", "\n"), ("utf-8", "\r"), ("utf-8-sig", "\r\n"), ("utf-16", "\r\n")),
        *(("utf-16-le", "\n"), ("utf-16-be", "\r"), ("utf-16-be", "\r\n")),
    ],
)
def test_marks_wide_letters_and_line_ends_change_nothing(table, export, encoding, line_end):
    plain = export.replace(";CHARSET=windows-1251", "")
    body = plain.replace("\n", line_end).encode(encoding)

    assert is_vcard(body[:4096])
    assert table(body) == table(plain.encode())


def test_several_files_put_together_are_read_each_in_its_own_encoding(table):
    body = GOOGLE.encode("utf-8-sig") + ANDROID.encode() + OUTLOOK.encode("cp1251")
    names = ["Олена Шевчук", "", "Олена Шевчук", "Іван Їжак", "103", "Олена Іванівна Шевчук"]
    assert table(body + IPHONE.encode("utf-8-sig")).column("Person") == [
        *names,
        *("Олена Іванівна Шевчук", "Ґанна Кіт"),
    ]


@pytest.mark.parametrize(
    ("version", "folded", "note"),
    [
        ("2.1", "NOTE:раз\n два\n\tтри", "раз два три"),
        ("3.0", "NOTE:раз\n два\n\tтри", "раздватри"),
        ("4.0", "NOTE:раз\n  два\n \n три", "раз дватри"),
        ("3.0", "NOTE;\n LANGUAGE=uk:р\n аз", "раз"),
        ("2.1", "NOTE;QUOTED-PRINTABLE:one=\n two=  \nthree=\n\nX:", "one twothree"),
        ("2.1", "NOTE;QUOTED-PRINTABLE:one=\nTEL;CELL:9", "one"),
        ("2.1", "NOTE;ENCODING=BASE64:\n 0IfQ\n  ttCw0Lo=\n", "Їжак"),
        ("2.1", "NOTE:раз\nPHOTO;BASE64:\nAAAA\nTEL0\n\nX-A:1", "раз"),
    ],
)
def test_folded_lines_are_unfolded_by_the_rules_of_their_version(table, version, folded, note):
    found = table(f"BEGIN:VCARD\nVERSION:{version}\nTEL:1\n{folded}\nEND:VCARD\n".encode())
    assert " ".join(found.column("Note")[0].split()) == note


def test_a_soft_break_before_another_property_does_not_swallow_it(table):
    found = table(
        b"BEGIN:VCARD\nFN;QUOTED-PRINTABLE:A=\nTEL:1\nNOTE;QUOTED-PRINTABLE:=\nEND:VCARD\n"
    )
    assert found.rows == [("A", "1")]


def test_letters_before_the_first_card_and_after_the_last_are_nothing(table):
    body = "Шановні,\nось контакти: =\n\n" + GOOGLE + "\nEND:VCARD\nЗ повагою\n"
    assert table(body.encode()) == table(GOOGLE.encode())


@pytest.mark.parametrize("size", range(0, len(crlf(IPHONE)), 23))
def test_a_file_cut_off_anywhere_keeps_what_has_come_with_a_phone(office, size):
    body = crlf(IPHONE)[:size]
    came = [part for part in body.split(b"BEGIN:VCARD")[1:] if b"+380 " in part or b"END:" in part]
    path = office.raw(body, "contacts.vcf")

    if not came:
        with pytest.raises(TroubleError) as caught:
            CardFile(path)
        assert caught.value.trouble.kind is Kind.FILE_EMPTY
    else:
        names = ["Олена Іванівна Шевчук", "Ґанна Кіт"]
        assert read(path).column("Person") == names[: len(came)]


@pytest.mark.parametrize(
    "body",
    [
        *(b"", b"\n\n", b"BEGIN:VCARD\nFN:A\n", b"END:VCARD\n", b"BEGIN:VCALENDAR\nEND:VCALENDAR"),
        *("BEGIN:VCARD".encode("utf-16"), b"\xff\xfe", b"\0" * 5_000, b"FN:A\nTEL:1\n"),
    ],
)
def test_a_file_without_a_card_is_empty(office, body):
    with pytest.raises(TroubleError) as caught:
        CardFile(office.raw(body, "contacts.vcf"))

    assert caught.value.trouble.kind is Kind.FILE_EMPTY
    assert caught.value.trouble.values == {"path": "contacts.vcf"}


def test_a_file_that_cannot_be_opened_is_a_trouble(office):
    with pytest.raises(TroubleError) as caught:
        CardFile(office.folder)
    assert caught.value.trouble.kind is Kind.FILE_LOCKED


def test_columns_are_named_in_the_user_s_language(office):
    path = office.raw(GOOGLE.encode(), "contacts.vcf")
    i18n.use("uk")
    assert CardFile(path).columns[1] == "Телефон"


def test_rows_come_in_frames_each_with_the_place_of_its_first_card(office):
    card = "BEGIN:VCARD\nVERSION:3.0\nFN:{0}\nTEL:{0}\nEND:VCARD\n"
    body = "".join(card.format(number) for number in range(1, 2 * ROWS_A_FRAME + 4))
    source = CardFile(office.raw(body.encode(), "contacts.vcf"))

    frames = list(source.frames())

    assert [(first, len(frame)) for first, frame in frames] == [
        *((1, ROWS_A_FRAME), (ROWS_A_FRAME + 1, ROWS_A_FRAME), (2 * ROWS_A_FRAME + 1, 3)),
    ]
    assert all(frame.iloc[0].tolist() == [str(first)] * 2 for first, frame in frames)
    assert {str(one) for _, frame in frames for one in frame.dtypes} == {"object"}
    assert (source.sheet, source.first_column, source.columns) == ("", 0, ("Person", "Phone"))


@pytest.mark.parametrize(
    ("head", "line_end"),
    [
        ("PHOTO;ENCODING=b;TYPE=JPEG:", ""),
        ("PHOTO;ENCODING=b;TYPE=JPEG:", "\n "),
        ("PHOTO;BASE64;JPEG:\n", "\n"),
        ("PHOTO;ENCODING=QUOTED-PRINTABLE:", "=\n"),
        ("ORG:", "\n "),
    ],
)
def test_a_photo_of_any_size_takes_no_memory(office, head, line_end):
    path = office.folder / "contacts.vcf"
    with path.open("w", newline="") as file:
        file.write(f"BEGIN:VCARD\nVERSION:3.0\nFN:A\n{head}")
        for _ in range(10_000_000 // 76):
            file.write("A" * 76 + line_end)
        file.write("\n\nTEL:1\nEND:VCARD\n")
    # What pandas keeps for itself is no part of it.
    assert read(office.raw(b"BEGIN:VCARD\nTEL:1\nEND:VCARD\n", "small.vcf")).rows == [("", "1")]

    tracemalloc.start()
    try:
        found = read(path)
        _, peak_bytes = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()

    assert found.rows[0][:2] == ("A", "1")
    assert peak_bytes < 6_000_000


def test_a_name_of_any_length_is_cut(table):
    body = "BEGIN:VCARD\nFN:" + "Ї" * 3_000_000 + "\nTEL:1\nEND:VCARD\n"
    assert table(body.encode()).rows == [("Ї" * 10_000, "1")]


PIECES = [
    *(piece.encode() for piece in ("BEGIN:VCARD\n", "END:VCARD\n", "AGENT:\n", "VERSION:2.1\n")),
    *(b"TEL;", b"FN:", b"item1.", b"TYPE=", b'"', b":", b";", b",", b"\\", b"=", b"=\r\n", b"\n "),
    *(b"CHARSET=", b"utf-7", b"idna", b"ENCODING=QUOTED-PRINTABLE", b"BASE64", b"BDAY:--0412"),
    *(b"PREF=", b"99999999999", b"tel:", b"%00", b"\xff\xfe", b"\xef\xbb\xbf", b"\0", b"\r", b"\n"),
]
EXPORTS = [crlf(IPHONE), crlf(ANDROID), crlf(OUTLOOK, "cp1251"), GOOGLE.encode("utf-16")]


def survives(path, body):
    """Read a file to its end; the only way out other than by rows is a trouble of its own."""
    path.write_bytes(body)
    try:
        found = read(path)
    except TroubleError:
        return
    assert found.rows
    assert found.columns[:2] == ("Person", "Phone")
    assert all(len(row) == len(found.columns) for row in found.rows)
    assert all(isinstance(cell, str) for row in found.rows for cell in row)


ANY_FOLDER = settings(
    deadline=None,
    max_examples=150,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@ANY_FOLDER
@given(body=st.binary(max_size=2_000))
def test_any_bytes_are_rows_or_a_trouble(tmp_path, body):
    survives(tmp_path / "any.vcf", body)


@ANY_FOLDER
@given(pieces=st.lists(st.sampled_from(PIECES) | st.binary(max_size=8), max_size=60))
def test_any_pieces_of_cards_are_rows_or_a_trouble(tmp_path, pieces):
    survives(tmp_path / "any.vcf", b"BEGIN:VCARD\n" + b"".join(pieces))


@ANY_FOLDER
@given(
    body=st.sampled_from(EXPORTS),
    changes=st.lists(
        st.tuples(st.integers(0, 3_000), st.integers(0, 40), st.sampled_from(PIECES) | st.binary()),
        max_size=12,
    ),
)
def test_real_cards_with_anything_changed_are_rows_or_a_trouble(tmp_path, body, changes):
    for at, length, instead in changes:
        body = body[:at] + instead + body[at + length :]
    survives(tmp_path / "any.vcf", body)
