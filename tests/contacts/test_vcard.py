"""Cards taken from whole lines: names, phones in the order to call them, texts as they were."""

import pytest

from alphasms_desktop.contacts.vcard import DETAILS, MARKED, cards_in, is_vcard


def card_of(*lines, encoding="utf-8"):
    """Return the one card that these properties make."""
    raw = [line if isinstance(line, bytes) else line.encode() for line in lines]
    (card,) = cards_in([b"BEGIN:VCARD", *raw, b"END:VCARD"], encoding)
    return card


def detail_of(line, encoding="utf-8"):
    """Return the one detail that a property fills."""
    (text,) = filter(None, card_of(line, encoding=encoding).details)
    return text


@pytest.mark.parametrize(
    "head",
    [
        b"BEGIN:VCARD\r\nVERSION:3.0\r\n",
        b"begin:vcard\nversion:2.1\n",
        b"\xef\xbb\xbfBEGIN:VCARD\r\n",
        b"\r\n\r\n \tBEGIN:VCARD\r\n",
        b"BEGIN: VCARD\r",
        b"BEGIN:VCARD",
        "BEGIN:VCARD\r\n".encode("utf-16"),
        "BEGIN:VCARD\r\n".encode("utf-16-le"),
        "\ufeff\r\nBegin:vCard\r\n".encode("utf-16-be"),
    ],
)
def test_a_file_of_cards_is_known_by_its_start(head):
    assert is_vcard(head)


@pytest.mark.parametrize(
    "head",
    [
        *(b"", b"BEGIN", b"BEGIN:VCALENDAR\r\n", b"BEGIN:VCARDS\r\n"),
        *("Телефон;Ім'я\n".encode(), b"phone\nBEGIN:VCARD\n", b"PK\x03\x04BEGIN:VCARD\n"),
    ],
)
def test_anything_else_is_no_file_of_cards(head):
    assert not is_vcard(head)


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        (["FN:Олена Шевчук", "N:Шевчук;Олена;Іванівна;;"], "Олена Шевчук"),
        (["N:Шевчук;Олена;Іванівна;пані;"], "Шевчук Олена Іванівна"),
        (["FN:", "N:Шевчук;Олена;;;"], "Шевчук Олена"),
        (["FN: ", "N:;Олена"], "Олена"),
        (["N:Їжак;Іван;Петрович,Ян"], "Їжак Іван Петрович Ян"),
        (['FN:ТОВ \\"Мрія\\"\\, Київ'], 'ТОВ \\"Мрія\\", Київ'),
        (["ORG:ТОВ Мрія"], ""),
    ],
)
def test_the_name_is_the_written_one_else_family_given_middle(lines, name):
    assert card_of(*lines).name == name


@pytest.mark.parametrize(
    ("lines", "phones"),
    [
        (["TEL:1", "TEL;TYPE=CELL:2", "TEL;TYPE=WORK,PREF:3", "TEL:4"], "3214"),
        (["TEL;HOME;VOICE:1", "TEL;CELL;VOICE:2", "TEL;WORK;PREF:3"], "321"),
        (["TEL;type=HOME:1", "TEL;type=CELL;type=VOICE;type=pref:2"], "21"),
        (["TEL;PREF=2;TYPE=home:1", 'TEL;PREF=1;TYPE="voice,cell":2'], "21"),
        (['TEL;TYPE="home","voice":1', 'TEL;TYPE="cell":2'], "21"),
        (['TEL;TYPE=home;X-A="a:b;c":1', "tel;type=Cell:2"], "21"),
        (["item1.TEL:1", "item2.TEL;TYPE=mobile:2"], "21"),
        (["item1.TEL:1", "item1.X-ABLabel:_$!<Mobile>!$_", "TEL;CELL;PREF:2"], "21"),
        (["item1.TEL:1", "item2.TEL:2", "item2.X-ABLabel:Робочий мобільний"], "21"),
        (["TEL;WORK;FAX:1", "TEL;TYPE=PAGER:2", "TEL;TYPE=home,fax:3", "TEL:4"], "4"),
        (["item1.TEL:1", "item1.X-ABLabel:_$!<WorkFAX>!$_", "item2.TEL:2"], "2"),
        (["TEL:1", "TEL:+1", "TEL;CELL:2", "TEL: (2)"], "21"),
        (["TEL:1", "TEL:2", "TEL:3", "TEL:4", "TEL:5", "TEL;CELL:6"], "61234"),
        (["TEL:", "TEL;CELL: "], ""),
    ],
)
def test_phones_stand_in_the_order_in_which_to_call_them(lines, phones):
    assert "".join(card_of(*lines).phones) == phones


def test_a_repeated_phone_keeps_the_place_of_its_first():
    assert card_of("TEL:+1 2", "TEL:3", "TEL:12").phones == ("+1 2", "3")


@pytest.mark.parametrize(
    ("line", "phone"),
    [
        ("TEL;VALUE=uri:tel:+380-50-123-45-67", "+380-50-123-45-67"),
        ('TEL;VALUE=uri;TYPE="work,voice":tel:+380441234567;ext=101', "+380441234567 ext. 101"),
        ("TEL:TEL:+38%20050%201234567;phone-context=+38", "+38 050 1234567"),
        ("TEL;waid=380501234567:+380 50 123 4567", "+380 50 123 4567"),
        ("TEL;CELL;ENCODING=QUOTED-PRINTABLE:=2B380501234567", "+380501234567"),
        ("TEL;X-custom(CHARSET=UTF-8,ENCODING=QUOTED-PRINTABLE,=D0=A8):0501234567", "0501234567"),
    ],
)
def test_a_phone_is_given_without_what_its_notation_adds(line, phone):
    assert card_of(line).phones == (phone,)


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("NOTE:раз\\nдва\\Nтри\\, чотири\\; п'ять\\\\n", "раз\nдва\nтри, чотири; п'ять\\n"),
        ("NOTE:кінець\\", "кінець\\"),
        ("NOTE;ENCODING=QUOTED-PRINTABLE:one=0D=0Atwo=0Dthree", "one\ntwo\nthree"),
        ("NOTE:a\x00b\x1bc", "a b c"),
        ("ORG:ТОВ Мрія;Відділ\\; продажу;", "ТОВ Мрія, Відділ; продажу"),
        (
            "ADR;WORK:а/с 5;кв. 3;вул. Садова, 1;Київ;;01001;Україна",
            "вул. Садова, 1, кв. 3, а/с 5, Київ, 01001, Україна",
        ),
        ("ADR;TYPE=HOME:;;вул. Садова\\, 1\\nпід'їзд 2;Київ", "вул. Садова, 1, під'їзд 2, Київ"),
        ("EMAIL;PREF;INTERNET:olena@example.com", "olena@example.com"),
        ("CATEGORIES:myContacts,VIP\\, постійні", "myContacts, VIP, постійні"),
        ("BDAY:1985-04-12", "1985-04-12"),
        ("BDAY:19850412", "1985-04-12"),
        ("BDAY:1985-04-12T00:00:00Z", "1985-04-12"),
        ("BDAY:--0412", "12.04"),
        ("BDAY;VALUE=date;X-APPLE-OMIT-YEAR=1604:1604-04-12", "12.04"),
        ("BDAY;VALUE=text:навесні", "навесні"),
        ("item3.ADR;type=pref:;;Одеса;;;;", "Одеса"),
    ],
)
def test_a_detail_is_given_as_people_read_it(line, text):
    assert detail_of(line) == text


def test_of_two_details_the_preferred_one_counts_else_the_first():
    card = card_of("EMAIL:a@example.com", "EMAIL;PREF:b@example.com", "ORG:А", "ORG:Б")
    assert dict(zip(DETAILS, card.details, strict=True))["EMAIL"] == "b@example.com"
    assert dict(zip(DETAILS, card.details, strict=True))["ORG"] == "А"


@pytest.mark.parametrize(
    ("head", "text", "written_in", "encoding"),
    [
        ("NOTE", "Їжак", "utf-8", "utf-8"),
        ("NOTE", "Їжак", "utf-8", "cp1251"),
        ("NOTE", "Їжак", "cp1251", "cp1251"),
        ("NOTE", "Їжак", "cp1251", "utf-8"),
        ("NOTE", "Їжак", "koi8-u", "koi8-u"),
        ("NOTE", "Лі", "cp1251", "cp1251"),
        ("NOTE", "Дім", "cp1251", "cp1251"),
        ("NOTE;CHARSET=windows-1251", "Їжак", "cp1251", "utf-8"),
        ("NOTE;CHARSET=windows-1251", "Їжак", "utf-8", MARKED),
        ("NOTE;CHARSET=KOI8-U", "Їжак", "koi8-u", "cp1251"),
        ("NOTE;CHARSET=UTF-8", "é", "utf-8", "cp1251"),
        ("NOTE;CHARSET=UTF-8", "Їжак", "cp1251", "utf-8"),
        ("NOTE;CHARSET=zip", "Їжак", "utf-8", "utf-8"),
    ],
)
def test_a_text_is_read_in_its_own_encoding(head, text, written_in, encoding):
    assert detail_of(head.encode() + b":" + text.encode(written_in), encoding) == text


@pytest.mark.parametrize("encoding", ["utf-8", "cp1251", MARKED])
@pytest.mark.parametrize(
    "line",
    [
        "NOTE;QUOTED-PRINTABLE:=AF=E6=E0=EA",
        "NOTE;ENCODING=QUOTED-PRINTABLE;CHARSET=windows-1251:=AF=E6=E0=EA",
        "NOTE;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=D0=87=D0=B6=D0=B0=D0=BA",
        "NOTE;CHARSET=UTF-8;ENCODING=B:0IfQttCw0Lo=",
        "NOTE;BASE64:r+bg6g",
    ],
)
def test_a_text_wrapped_for_the_post_is_unwrapped_whatever_the_file_is_in(line, encoding):
    assert detail_of(line, encoding) == "Їжак"


def test_a_text_cut_off_within_a_letter_loses_that_letter_alone():
    assert detail_of(b"NOTE:" + "Олена Шевчук".encode()[:-1], "cp1251") == "Олена Шевчу"


def test_a_broken_base64_text_is_no_text():
    assert card_of("NOTE;ENCODING=B:A", "TEL:1").details == ("",) * len(DETAILS)


def test_no_value_is_kept_longer_than_ten_thousand_characters():
    assert detail_of("NOTE:" + "Ї" * 60_000) == "Ї" * 10_000


def test_cards_inside_cards_are_skipped():
    lines = [
        *(b"BEGIN:VCARD", b"TEL:1", b"AGENT:", b"BEGIN:VCARD", b"TEL:2", b"AGENT:BEGIN:VCARD"),
        *(b"TEL:3", b"END:VCARD", b"END:VCARD", b"AGENT:BEGIN:VCARD\\nTEL:4\\nEND:VCARD\\n"),
        *(b"FN:A", b"END:VCARD", b"BEGIN:VCARD", b"TEL:5", b"END:VCARD"),
    ]
    found = list(cards_in(lines, "utf-8"))
    assert [(card.name, card.phones) for card in found] == [("A", ("1",)), ("", ("5",))]


def test_an_end_without_a_beginning_and_lines_outside_cards_are_nothing():
    lines = [b"TEL:1", b"END:VCARD", b"Dear Sir", b"BEGIN:VCALENDAR", b"TEL:2", b"END:VCALENDAR"]
    assert list(cards_in(lines, "utf-8")) == []


def test_a_card_without_an_end_counts_and_the_last_one_only_with_a_phone():
    cut = [b"BEGIN:VCARD", b"FN:A", b"BEGIN:VCARD", b"FN:B", b"TEL:2", b"BEGIN:VCARD", b"FN:C"]
    assert [card.name for card in cards_in(cut, "utf-8")] == ["A", "B"]
    assert [card.name for card in cards_in([*cut, b"TEL:3"], "utf-8")] == ["A", "B", "C"]


def test_any_number_of_phones_in_one_card_is_five():
    lines = [b"TEL:%d" % number for number in range(100_000)]
    (card,) = cards_in([b"BEGIN:VCARD", *lines, b"TEL;CELL:100000"], "utf-8")
    assert card.phones == ("100000", "0", "1", "2", "3")
