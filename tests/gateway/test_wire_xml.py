"""xml.php: what goes out byte for byte, what comes back message by message."""

import time
import xml.etree.ElementTree as ET
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal

import pytest

from alphasms_desktop.domain.attempt import State
from alphasms_desktop.domain.errors import Kind, Trouble, TroubleError
from alphasms_desktop.domain.exchange import Balance, Deletion, PartPrice, TextReceipt, TimedText
from alphasms_desktop.domain.outcome import Delivery
from alphasms_desktop.gateway import wire_xml, wire_xml_sends
from alphasms_desktop.gateway.wire_xml import GATEWAY_ID, OWN_ID

PHONE = "+380501234567"
KYIV_WINTER = timezone(timedelta(hours=2))


def answer(inner: str) -> bytes:
    return f'<?xml version="1.0" encoding="utf-8"?><package>{inner}</package>'.encode()


@pytest.mark.parametrize(
    ("written", "inner"),
    [
        (wire_xml.balance_request("KEY"), "<balance/>"),
        (
            wire_xml.status_request("KEY", ["1", "2"]),
            '<status><msg sms_id="1"/><msg sms_id="2"/></status>',
        ),
        (wire_xml.status_request("KEY", ["5"], OWN_ID), '<status><msg id="5"/></status>'),
        (wire_xml.delete_request("KEY", ["1"]), '<delete><msg sms_id="1"/></delete>'),
        (wire_xml.prices_request("KEY", [PHONE]), f"<prices><phone>{PHONE}</phone></prices>"),
        (
            wire_xml_sends.texts_request("KEY", [TimedText(5, PHONE, "Voice", "a<b & \x00\x0bc")]),
            f'<message><msg id="5" recipient="{PHONE}" sender="Voice" type="0">a&lt;b &amp; c</msg>'
            "</message>",
        ),
        (
            wire_xml_sends.texts_request(
                "KEY",
                [
                    TimedText(
                        5,
                        PHONE,
                        "Shop",
                        "Hi",
                        datetime(2024, 11, 30, 12, 0, tzinfo=KYIV_WINTER),
                        datetime(2024, 12, 1, 12, 0, tzinfo=UTC),
                        True,
                    )
                ],
            ),
            f'<message><msg id="5" recipient="{PHONE}" sender="Shop" type="1" '
            'date_beg="2024-11-30T12:00:00+02:00" date_end="2024-12-01T12:00:00+00:00">Hi</msg>'
            "</message>",
        ),
    ],
)
def test_a_package_is_what_the_documents_show(written: bytes, inner: str) -> None:
    head = '<?xml version="1.0" encoding="utf-8"?><package key="KEY">'
    assert written.decode() == f"{head}{inner}</package>"


def test_a_moment_without_a_zone_does_not_leave() -> None:
    with pytest.raises(ValueError, match="zone"):
        wire_xml_sends.texts_request(
            "KEY",
            [TimedText(5, PHONE, "Shop", "Hi", datetime(2024, 11, 30))],
        )


def test_an_unknown_id_is_told_from_the_others() -> None:
    body = answer(
        '<status><msg id="" sms_id="7" sms_count="1" date_completed="200914T15:27:03">102</msg>'
        '<msg sms_id="8">201</msg><msg sms_id="9">107</msg></status>'
    )
    told = wire_xml.read_status_answer(body, ["7", "8", "9", "10"], GATEWAY_ID)
    assert told is not None
    assert told.unknown_ids == {"8"}
    first, second = told.reports
    assert (first.gateway_id, first.own_id, first.outcome) == ("7", "", State.ANSWERED)
    assert (first.is_final, first.delivery) == (True, Delivery.DELIVERED)
    assert first.completed_at == datetime(2020, 9, 14, 12, 27, 3, tzinfo=UTC)
    assert (second.gateway_id, second.outcome, second.is_final) == ("9", None, False)


def test_an_unknown_id_that_is_not_named_is_found_by_its_place() -> None:
    body = answer('<status><msg sms_id="0">201</msg><msg sms_id="8">101</msg></status>')
    told = wire_xml.read_status_answer(body, ["7", "8"], GATEWAY_ID)
    assert told is not None
    assert told.unknown_ids == {"7"}


def test_a_date_that_cannot_be_read_still_makes_it_final() -> None:
    body = answer('<msg id="5" sms_id="7" date_completed="yesterday">105</msg>')
    told = wire_xml.read_status_answer(body, ["5"], OWN_ID)
    assert told is not None
    report = told.reports[0]
    assert (report.own_id, report.gateway_id) == ("5", "7")
    assert (report.is_final, report.completed_at) == (True, None)


def test_each_text_of_a_package_has_its_own_end() -> None:
    body = answer(
        '<message><msg id="1" sms_id="71" sms_count="2">1</msg>'
        '<msg id="2" sms_id="0" sms_count="0">203</msg>'
        '<msg id="3" sms_id="0">208</msg><msg id="4" sms_id="0">206</msg></message>'
    )
    receipts = wire_xml_sends.read_receipts(body, [1, 2, 3, 4, 5])
    assert receipts == [
        TextReceipt(1, "71", 2),
        Trouble(Kind.PHONE_MISSING, "XML 203 ERR_RECIPIENT"),
        Trouble(Kind.ANSWER_LOST, "XML 208 ERR_DUPLICATE"),
        Trouble(Kind.NO_MONEY, "XML 206 ERR_BILLING"),
        Trouble(Kind.ANSWER_LOST, "the answer does not name it"),
    ]


@pytest.mark.parametrize("inner", ['<msg id="1" sms_id="71">203</msg>', '<msg id="1">777</msg>'])
def test_a_message_that_contradicts_itself_may_have_been_taken(inner: str) -> None:
    receipts = wire_xml_sends.read_receipts(answer(inner), [1])
    assert receipts is not None
    assert isinstance(receipts[0], Trouble)
    assert receipts[0].kind is Kind.ANSWER_LOST


def test_only_104_says_deleted() -> None:
    body = answer('<status><msg sms_id="1">104</msg><msg sms_id="2">211</msg></status>')
    assert wire_xml_sends.read_deletions(body, ["1", "2", "3"], GATEWAY_ID) == [
        Deletion("1", True, "XML 104"),
        Deletion("2", False, "XML 211"),
    ]


def test_a_price_is_told_by_the_phone_however_it_is_written() -> None:
    body = answer(
        '<prices><phone price="0" currency="UAH">+12025550123</phone>'
        '<phone price="0.28" currency="UAH">380501234567</phone></prices>'
    )
    prices = wire_xml.read_prices(body, [PHONE, "+12025550123", "+380670000000"])
    assert prices == [
        PartPrice(PHONE, Decimal("0.28"), "UAH"),
        PartPrice("+12025550123", Decimal(0), "UAH"),
    ]
    assert [one.is_supported for one in prices] == [True, False]


def test_a_package_refused_as_a_whole_was_not_taken() -> None:
    body = answer("<error>202</error>")
    for read in (
        lambda: wire_xml_sends.read_receipts(body, [1]),
        lambda: wire_xml_sends.read_deletions(body, ["1"], GATEWAY_ID),
        lambda: wire_xml.read_status_answer(body, ["1"], GATEWAY_ID),
        lambda: wire_xml.read_prices(body, [PHONE]),
    ):
        with pytest.raises(TroubleError) as caught:
            read()
        assert caught.value.trouble.kind is Kind.WRONG_KEY


@pytest.mark.parametrize(
    "body",
    [
        b"<html><msg sms_id='1'>102</msg></html>",
        b"<package><msg sms_id='1'>102",
        b"<!DOCTYPE package SYSTEM 'file:///etc/passwd'><package/>",
        b"<package>" + b"<a>" * 60 + b"</a>" * 60 + b"</package>",
        b"",
    ],
)
def test_what_is_no_package_is_no_answer(body: bytes) -> None:
    assert wire_xml.read_statuses(body) is None
    assert wire_xml_sends.read_receipts(body, [1]) is None


def test_another_charset_is_read_where_it_is_named() -> None:
    text = '<?xml version="1.0" encoding="windows-1251"?><package><!-- Привіт --><error>210</error>'
    with pytest.raises(TroubleError) as caught:
        wire_xml.read_balance(f"{text}</package>".encode("cp1251"))
    assert caught.value.trouble.kind is Kind.IP_DENIED


def test_a_status_question_names_each_id_once() -> None:
    asked = ET.fromstring(wire_xml.status_request('a"<&k', ["1", "2"]))
    assert asked.get("key") == 'a"<&k'
    assert [one.get("sms_id") for one in asked.iter("msg")] == ["1", "2"]


@pytest.mark.parametrize("wrapper", ["status", "message", "package"])
def test_statuses_are_found_wherever_they_stand_below_the_package(wrapper: str) -> None:
    inner = (
        '<msg id="" sms_id="7" sms_count="1" date_completed="200914T15:27:03">102</msg>'
        '<msg sms_id="8" sms_count="1">105</msg><msg sms_id="9"> 110 </msg>'
        '<msg sms_id="10">777</msg><msg id="3">102</msg>'
    )
    if wrapper != "package":
        inner = f"<{wrapper}>{inner}</{wrapper}>"
    body = f'<?xml version="1.0" encoding="utf-8"?><package>{inner}</package>'

    reports = wire_xml.read_statuses(body.encode())
    assert reports is not None

    assert [(one.gateway_id, one.outcome) for one in reports] == [
        ("7", State.ANSWERED),
        ("8", State.NO_ANSWER),
        ("9", None),
        ("10", None),
    ]
    assert reports[3].word == "XML 777"


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("202", Kind.WRONG_KEY),
        ("209", Kind.API_DISABLED),
        ("210", Kind.IP_DENIED),
        ("212", Kind.THROTTLED),
        ("999", Kind.UNKNOWN_TEXT),
    ],
)
def test_a_request_refused_as_a_whole_has_its_kind(code: str, kind: Kind) -> None:
    with pytest.raises(TroubleError) as caught:
        wire_xml.read_statuses(f"<package><error>{code}</error></package>".encode())
    assert caught.value.trouble.kind is kind


def test_an_entity_bomb_is_refused_unread() -> None:
    bomb = (
        '<!DOCTYPE p [<!ENTITY a "aaaaaaaaaa">'
        + "".join(f'<!ENTITY a{i} "{f"&a{i - 1 or str()};" * 10}">' for i in range(1, 9))
        + "]><package><msg sms_id='1'>&a8;</msg></package>"
    )
    begun = time.monotonic()
    assert wire_xml.read_statuses(bomb.encode()) is None
    assert wire_xml.read_statuses(bomb.encode("utf-16")) is None
    assert time.monotonic() - begun < 5


def test_a_balance_is_read_with_its_currency() -> None:
    body = answer("<balance><amount>10.526</amount><currency>UAH</currency></balance>")
    assert wire_xml.read_balance(body) == Balance(Decimal("10.526"), "UAH")
