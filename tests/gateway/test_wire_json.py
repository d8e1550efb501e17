"""json.php: what goes out byte for byte, what comes back item by item."""

import json
from decimal import Decimal

import pytest

from alphasms_desktop.domain.attempt import State
from alphasms_desktop.domain.code import SecretCode
from alphasms_desktop.domain.errors import Kind, Trouble, TroubleError
from alphasms_desktop.domain.exchange import Balance, Code, OutgoingText, SpokenText, TextReceipt
from alphasms_desktop.domain.outcome import JSON_DELIVERIES, Delivery
from alphasms_desktop.domain.voice import VOICE_SENDER, Voice
from alphasms_desktop.gateway import wire_json, wire_json_sends

PHONE = "+380501234567"
HEAD = '{"auth": "KEY", "data": ['


def items(*parts: object, **more: object) -> bytes:
    return json.dumps({"success": True, "data": list(parts), **more}).encode()


def taken(own_id: object, msg_id: object = 900, parts: object = 1) -> dict[str, object]:
    data = {"id": own_id, "msg_id": msg_id, "data": 1, "parts": parts}
    return {"success": True, "data": data}


def refused(own_id: object, error: object = "Error in Alpha-name") -> dict[str, object]:
    return {"success": False, "error": error, "data": {"id": own_id}}


@pytest.mark.parametrize(
    ("written", "inner"),
    [
        (wire_json.balance_request("KEY"), '{"type": "balance"}'),
        (
            wire_json.status_request("KEY", [100500, 7]),
            '{"type": "status", "id": 100500}, {"type": "status", "id": 7}',
        ),
        (
            wire_json_sends.code_request("KEY", 100500, PHONE),
            '{"type": "call/otp", "id": 100500, "phone": 380501234567}',
        ),
        (
            wire_json_sends.texts_request("KEY", [OutgoingText(5, PHONE, VOICE_SENDER, "Код 12")]),
            '{"type": "sms", "id": 5, "phone": 380501234567, "sms_signature": "Voice", '
            '"sms_message": "Код 12"}',
        ),
        (
            wire_json_sends.texts_request(
                "KEY",
                [OutgoingText(5, PHONE, "Shop", "Hi", 3600, "https://h.example/x", True, True)],
            ),
            '{"type": "sms", "id": 5, "phone": 380501234567, "sms_signature": "Shop", '
            '"sms_message": "Hi", "sms_lifetime": 3600, "short_link": true, '
            '"unsubscribe_link": true, "hook": "https://h.example/x"}',
        ),
        (
            wire_json_sends.spoken_request(
                "KEY", [SpokenText(6, PHONE, "Hi", Voice("female", "uk-UA", "uk-UA-Standard-A"))]
            ),
            '{"type": "voice", "id": 6, "phone": 380501234567, "message": "Hi", "voice": '
            '{"gender": "female", "language": "uk-UA", "name": "uk-UA-Standard-A"}, "dtmf": false}',
        ),
    ],
)
def test_a_request_is_what_the_documents_show(written: bytes, inner: str) -> None:
    assert written.decode() == f"{HEAD}{inner}]}}"


def test_a_broken_sign_in_a_text_does_not_stop_the_request() -> None:
    body = wire_json_sends.texts_request("KEY", [OutgoingText(5, PHONE, "Shop", "a\ud800b")])
    assert json.loads(body)["data"][0]["sms_message"] == "a?b"


def test_each_text_of_a_batch_has_its_own_end() -> None:
    body = items(refused(2), taken("1", "77", "3"))
    assert wire_json_sends.read_receipts(body, [1, 2]) == [
        TextReceipt(1, "77", 3),
        Trouble(Kind.BAD_SENDER, "Error in Alpha-name"),
    ]


@pytest.mark.parametrize(
    ("item", "end"),
    [
        (taken(1), TextReceipt(1, "900", 1)),
        (taken(1, None, None), TextReceipt(1, None, None)),
        ({"success": 1, "data": {"msg_id": 900}}, TextReceipt(1, "900", None)),
        ({"data": {"id": 1, "msg_id": 900}}, TextReceipt(1, "900", None)),
        (refused(1, "Insufficient funds"), Trouble(Kind.NO_MONEY, "Insufficient funds")),
        (refused(1, None), Trouble(Kind.UNKNOWN_TEXT, "")),
        ({"error": "x", "data": None}, Trouble(Kind.UNKNOWN_TEXT, "x")),
    ],
)
def test_an_item_is_taken_or_refused(item: object, end: TextReceipt | Trouble) -> None:
    assert wire_json_sends.read_receipts(items(item), [1]) == [end]


@pytest.mark.parametrize(
    "item",
    [
        {"success": True, "error": "x", "data": {"id": 1}},
        {"success": False, "error": "x", "data": {"id": 1, "msg_id": 900}},
        {"data": {"id": 1}},
        taken(999),
        None,
        [],
        "taken",
    ],
)
def test_an_item_that_says_neither_may_have_been_taken(item: object) -> None:
    receipts = wire_json_sends.read_receipts(items(item), [1])
    assert receipts is not None
    assert isinstance(receipts[0], Trouble)
    assert receipts[0].kind is Kind.ANSWER_LOST


def test_a_text_the_answer_does_not_name_may_have_been_taken() -> None:
    receipts = wire_json_sends.read_receipts(items(taken(1)), [1, 2])
    assert receipts is not None
    assert receipts[0] == TextReceipt(1, "900", 1)
    assert isinstance(receipts[1], Trouble)
    assert receipts[1].kind is Kind.ANSWER_LOST


@pytest.mark.parametrize(
    ("body", "kind", "detail"),
    [
        ({"success": False, "error": "Access denied"}, Kind.ACCESS_DENIED, "Access denied"),
        (
            {"success": 0, "data": [], "error": "Operator not supported"},
            Kind.OPERATOR,
            "Operator not supported",
        ),
        ({"success": False}, Kind.UNKNOWN_TEXT, ""),
    ],
)
def test_a_request_refused_as_a_whole_was_not_taken(body: object, kind: Kind, detail: str) -> None:
    written = json.dumps(body).encode()
    for read in (
        lambda: wire_json_sends.read_receipts(written, [1]),
        lambda: wire_json_sends.read_code(written),
        lambda: wire_json.read_statuses(written, [1]),
        lambda: wire_json.read_balance(written),
    ):
        with pytest.raises(TroubleError) as caught:
            read()
        assert (caught.value.trouble.kind, caught.value.trouble.detail) == (kind, detail)


@pytest.mark.parametrize("body", [b"<html>", b"[]", b'{"success":true}', b"", b"null"])
def test_what_is_no_envelope_is_no_answer(body: bytes) -> None:
    assert wire_json_sends.read_receipts(body, [1]) is None
    assert wire_json_sends.read_code(body) is None
    assert wire_json.read_statuses(body, [1]) is None


@pytest.mark.parametrize(
    ("data", "code"),
    [
        ({"code": "0471", "price": 0.2}, Code(SecretCode("0471"), None, Decimal("0.2"))),
        ({"code": 471, "price": None}, Code(SecretCode("0471"))),
        ({"price": 0.2}, None),
    ],
)
def test_a_code_keeps_its_leading_zero(data: object, code: Code | None) -> None:
    assert wire_json_sends.read_code(items({"success": True, "data": data})) == code


def test_a_refused_code_is_a_trouble() -> None:
    with pytest.raises(TroubleError) as caught:
        wire_json_sends.read_code(items(refused(1, "Insufficient funds")))
    assert caught.value.trouble.kind is Kind.NO_MONEY


def test_a_status_is_told_by_our_own_id() -> None:
    body = items(
        {"success": True, "data": {"id": 2, "type": "viber", "status": "partially_delivered"}},
        {"success": True, "data": {"id": "1", "type": "sms", "status": "DELIVERED"}},
    )
    answer = wire_json.read_statuses(body, [1, 2])
    assert answer is not None
    told = {one.own_id: one for one in answer.reports}
    assert (told["1"].delivery, told["1"].outcome) == (Delivery.DELIVERED, State.ANSWERED)
    assert (told["2"].delivery, told["2"].channel) == (Delivery.PARTLY, "viber")
    assert told["2"].word == "partially_delivered"
    assert answer.unknown_ids == frozenset()


def test_an_item_that_failed_is_an_id_not_known_here_and_no_more() -> None:
    body = items(refused(1, "not found"), {"success": True, "data": {"id": 2, "status": "QUEUED"}})
    answer = wire_json.read_statuses(body, [1, 2, 3])
    assert answer is not None
    assert answer.unknown_ids == {"1"}
    assert [one.own_id for one in answer.reports] == ["2"]


def test_the_documents_have_seventeen_words_and_xml_lends_three() -> None:
    assert len(JSON_DELIVERIES) == 17 + 3


@pytest.mark.parametrize(
    "word", ["UNDELIVERABLE", "undeliverable", "Un deliverable", "NOT DELIVERED"]
)
def test_a_word_that_holds_deliver_is_not_delivered(word: str) -> None:
    body = items({"success": True, "data": {"id": 1, "status": word}})
    answer = wire_json.read_statuses(body, [1])
    assert answer is not None
    assert answer.reports[0].delivery is not Delivery.DELIVERED
    assert answer.reports[0].outcome is not State.ANSWERED


def test_a_balance_has_no_float_noise_and_a_currency() -> None:
    body = items({"success": True, "data": {"amount": 31.1683000000002}})
    assert wire_json.read_balance(body) == Balance(Decimal("31.168300"), "UAH")
