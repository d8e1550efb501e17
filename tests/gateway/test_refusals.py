"""Words of refusal: each published one has its kind, each kind its family, the rest is kept."""

import pytest

from alphasms_desktop.domain.errors import Family, Kind, Trouble
from alphasms_desktop.gateway import refusals
from alphasms_desktop.gateway.refusals import kind_of, of_xml_message, of_xml_request, trouble_of

FAMILIES = [
    ("API key missing", Family.ACCOUNT),
    ("Wrong API key", Family.ACCOUNT),
    ("Banned", Family.ACCOUNT),
    ("API disabled", Family.ACCOUNT),
    ("IP denied", Family.ACCOUNT),
    ("Access denied", Family.ACCOUNT),
    ("Sorry. Wrong login or password!", Family.ACCOUNT),
    ("Insufficient funds", Family.MONEY),
    ("No sound file", Family.AUDIO),
    ("File is too big", Family.AUDIO),
    ("Invalid file format", Family.AUDIO),
    ("Unsupported audio format", Family.AUDIO),
    ("Invalid audio duration", Family.AUDIO),
    ("Error uploading file", Family.OUT_OF_REACH),
    ('Param "hook" must be a valid URL', Family.CONFIGURATION),
    ("Unknown command", Family.CONFIGURATION),
    ('Param "phone" is missing', Family.RECIPIENT),
    ("Please enter valid receiver phone number", Family.RECIPIENT),
    ("Operator not supported", Family.RECIPIENT),
    ("Error in Alpha-name", Family.CONFIGURATION),
    ("SMS not found", Family.RECIPIENT),
    ("words nobody has published", Family.RECIPIENT),
]


@pytest.mark.parametrize(("text", "family"), FAMILIES)
def test_each_text_tells_whose_affair_it_is(text: str, family: Family) -> None:
    assert trouble_of([text]).family is family
    assert trouble_of([f" {text.upper()} ".strip()]).family is family
    assert trouble_of([text]).detail == text


def test_every_text_of_the_tables_is_among_those_tested() -> None:
    published = refusals.VOICE_TEXTS | refusals.JSON_TEXTS | refusals.HTTP_TEXTS
    assert set(published) <= {text for text, _ in FAMILIES}


def test_a_text_is_never_known_by_a_part_of_it() -> None:
    assert kind_of("Not Banned at all") is Kind.UNKNOWN_TEXT
    assert kind_of("Insufficient funds?") is Kind.UNKNOWN_TEXT


def test_of_several_texts_the_first_understood_decides_and_all_are_kept() -> None:
    trouble = trouble_of(["Щось дивне", "Insufficient funds", "Banned"])
    assert trouble == Trouble(Kind.NO_MONEY, "Щось дивне; Insufficient funds; Banned")


def test_what_is_kept_has_a_bound() -> None:
    assert len(trouble_of(["x" * 10_000]).detail) == 500
    assert len(of_xml_message("9" * 10_000).detail) == 500


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("200", Kind.UNKNOWN_TEXT),
        ("201", Kind.UNKNOWN_TEXT),
        ("202", Kind.WRONG_KEY),
        ("205", Kind.BANNED),
        ("209", Kind.API_DISABLED),
        ("210", Kind.IP_DENIED),
        ("212", Kind.THROTTLED),
        ("999", Kind.UNKNOWN_TEXT),
    ],
)
def test_each_code_of_a_package_has_its_kind(code: str, kind: Kind) -> None:
    assert of_xml_request(code).kind is kind
    assert of_xml_request(code).detail.startswith(f"XML {code}")


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("200", Kind.UNKNOWN_TEXT),
        ("201", Kind.UNKNOWN_TEXT),
        ("202", Kind.BAD_SENDER),
        ("203", Kind.PHONE_MISSING),
        ("204", Kind.UNKNOWN_TEXT),
        ("205", Kind.BANNED),
        ("206", Kind.NO_MONEY),
        ("207", Kind.UNKNOWN_TEXT),
        ("208", Kind.ANSWER_LOST),
        ("211", Kind.UNKNOWN_TEXT),
        ("212", Kind.THROTTLED),
    ],
)
def test_each_code_of_a_message_has_its_kind(code: str, kind: Kind) -> None:
    assert of_xml_message(code).kind is kind


def test_202_means_one_thing_for_a_package_and_another_for_a_message() -> None:
    assert of_xml_request("202").detail == "XML 202 ERR_AUTHORIZATION"
    assert of_xml_message("202").detail == "XML 202 ERR_SENDER"


@pytest.mark.parametrize(
    ("errors", "texts"),
    [
        (["a", 5, None, ["b"]], ["a", "5"]),
        ("a", ["a"]),
        ({"phone": "bad"}, ["bad"]),
        (None, []),
        (True, []),
        ([], []),
    ],
)
def test_texts_are_found_in_whatever_shape(errors: object, texts: list[str]) -> None:
    assert refusals.texts_in(errors) == texts
