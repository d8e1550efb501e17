"""http.php: forms that always name the protocol; answers on lines or on one line."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from alphasms_desktop.domain.attempt import State
from alphasms_desktop.domain.errors import Kind, TroubleError
from alphasms_desktop.domain.exchange import Balance, Deletion, PartPrice, StatusAnswer
from alphasms_desktop.domain.outcome import Delivery
from alphasms_desktop.gateway import wire_http

PHONE = "+380501234567"
HEAD = "version=http&key=K%26Y&command="


@pytest.mark.parametrize(
    ("written", "rest"),
    [
        (wire_http.status_request("K&Y", "84523377"), "receive&id=84523377"),
        (wire_http.balance_request("K&Y"), "balance"),
        (wire_http.price_request("K&Y", PHONE), "price&to=380501234567"),
        (wire_http.delete_request("K&Y", "84523377"), "delete&id=84523377"),
    ],
)
def test_a_form_names_the_protocol_and_the_command(written: bytes, rest: str) -> None:
    assert written.decode() == HEAD + rest


@pytest.mark.parametrize(
    "text",
    [
        "status:Delivered code:3 status_time:2024-10-12T10:00:00+0300",
        "status:Доставлено\ncode:3\nstatus_time:2024-10-12T10:00:00+0300\n",
        "\ufeffcode:3\r\nstatus_time:2024/10/12 10:00:00\r\nstatus:Delivered",
    ],
)
def test_a_status_is_decided_by_its_code(text: str) -> None:
    answer = wire_http.read_status(text.encode(), "7")
    assert answer is not None
    report = answer.reports[0]
    assert (report.gateway_id, report.outcome) == ("7", State.ANSWERED)
    assert report.delivery is Delivery.DELIVERED
    assert report.word.startswith("HTTP 3 Де" if "Де" in text else "HTTP 3 ")
    assert report.completed_at == datetime(2024, 10, 12, 7, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("code", "outcome", "delivery"),
    [
        ("0", None, Delivery.IN_PROGRESS),
        ("1", None, Delivery.IN_PROGRESS),
        ("2", None, Delivery.IN_PROGRESS),
        ("3", State.ANSWERED, Delivery.DELIVERED),
        ("5", None, Delivery.UNCLEAR),
        ("10", State.FAILED, Delivery.FAILED),
        ("50", None, Delivery.PARTLY),
        ("95", State.FAILED, Delivery.FAILED),
        ("96", State.NO_ANSWER, Delivery.FAILED),
        ("99", State.FAILED, Delivery.FAILED),
        ("116", None, Delivery.DELIVERED),
        ("33", None, Delivery.UNCLEAR),
    ],
)
def test_each_code_has_its_meaning(code: str, outcome: State | None, delivery: Delivery) -> None:
    answer = wire_http.read_status(f"status:x code:{code}".encode(), "7")
    assert answer is not None
    assert (answer.reports[0].outcome, answer.reports[0].delivery) == (outcome, delivery)


def test_a_text_not_found_is_an_unknown_id_and_no_more() -> None:
    answer = wire_http.read_status(b"errors:SMS not found", "7")
    assert answer is not None
    assert answer == StatusAnswer((), frozenset({"7"}))
    assert wire_http.read_deletion(b"errors:SMS not found", "7") == Deletion(
        "7", False, "SMS not found"
    )


@pytest.mark.parametrize(
    ("text", "kind", "detail"),
    [
        ("errors:Unknown command", Kind.NOT_THE_SERVICE, "Unknown command"),
        ("errors:Wrong login: try again", Kind.WRONG_KEY, "Wrong login: try again"),
        (
            "errors:Please enter valid receiver phone number",
            Kind.PHONE_MISSING,
            "Please enter valid receiver phone number",
        ),
        ("errors:odd status:3\nerrors:Banned", Kind.BANNED, "odd status:3; Banned"),
        ("errors:", Kind.UNKNOWN_TEXT, ""),
    ],
)
def test_errors_have_their_kinds_and_may_repeat(text: str, kind: Kind, detail: str) -> None:
    body = text.encode()
    for read in (
        lambda: wire_http.read_status(body, "7"),
        lambda: wire_http.read_balance(body),
        lambda: wire_http.read_price(body, PHONE),
        lambda: wire_http.read_deletion(body, "7"),
    ):
        with pytest.raises(TroubleError) as caught:
            read()
        assert (caught.value.trouble.kind, caught.value.trouble.detail) == (kind, detail)


def test_a_balance_names_no_currency_and_may_be_negative() -> None:
    assert wire_http.read_balance(b"balance:31.168300000000002") == Balance(
        Decimal("31.168300"), ""
    )
    assert wire_http.read_balance(b"balance:-2.5\n") == Balance(Decimal("-2.500000"), "")


def test_a_price_names_its_currency() -> None:
    told = PartPrice(PHONE, Decimal("1.2"), "UAH")
    assert wire_http.read_price(b"price:1.2 currency:UAH", PHONE) == told
    assert wire_http.read_price(b"price:1.2\ncurrency:UAH\n", PHONE) == told


def test_only_code_10_says_deleted() -> None:
    assert wire_http.read_deletion(b"status:Deleted code:10", "7") == Deletion(
        "7", True, "HTTP 10 Deleted"
    )
    assert wire_http.read_deletion(b"status:Sent code:2", "7") == Deletion(
        "7", False, "HTTP 2 Sent"
    )


@pytest.mark.parametrize("body", [b"<html>code:3</html>", b"", b"YTowOnt9", b"hello", b"sms:1"])
def test_what_is_no_answer_is_none(body: bytes) -> None:
    assert wire_http.read_status(body, "7") is None
    assert wire_http.read_balance(body) is None
    assert wire_http.read_price(body, PHONE) is None
    assert wire_http.read_deletion(body, "7") is None
