"""Each capability over a real socket: the path, the type, the body that leaves, the value back."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from alphasms_desktop.domain.code import SecretCode
from alphasms_desktop.domain.errors import Kind, TroubleError
from alphasms_desktop.domain.exchange import (
    Balance,
    Code,
    Deletion,
    OutgoingText,
    PartPrice,
    SpokenText,
    StatusAnswer,
    TextReceipt,
    TimedText,
)
from alphasms_desktop.domain.voice import Voice
from alphasms_desktop.gateway.client import AlphaSms
from tests.gateway.servers import KEY, answering, client_of, response, server

PHONE = "+380501234567"
TEXT = OutgoingText(1, PHONE, "Shop", "Hi")
SPOKEN = SpokenText(1, PHONE, "Hi", Voice("male", "en-GB", "en-GB-Standard-A"))
TIMED = TimedText(1, PHONE, "Shop", "Hi")
TAKEN = '{"success":true,"data":[{"success":true,"data":{"id":1,"msg_id":9,"parts":1}}]}'
JSON, XML, FORM = "application/json", "text/xml", "application/x-www-form-urlencoded"

Sending = Callable[[AlphaSms], object]

SENDINGS: list[tuple[str, str, Sending, str, object]] = [
    (
        "otp",
        FORM,
        lambda c: c.request_code(PHONE),
        '{"id":5,"code":71}',
        Code(SecretCode("0071"), "5"),
    ),
    (
        "json",
        JSON,
        lambda c: c.request_code_by_json(1, PHONE),
        '{"success":true,"data":[{"success":true,"data":{"code":"0471","price":0.2}}]}',
        Code(SecretCode("0471"), None, Decimal("0.2")),
    ),
    ("json", JSON, lambda c: c.send_texts([TEXT]), TAKEN, [TextReceipt(1, "9", 1)]),
    ("json", JSON, lambda c: c.speak_texts([SPOKEN]), TAKEN, [TextReceipt(1, "9", 1)]),
    (
        "xml",
        XML,
        lambda c: c.send_texts_by_xml([TIMED]),
        '<package><message><msg id="1" sms_id="9" sms_count="1">1</msg></message></package>',
        [TextReceipt(1, "9", 1)],
    ),
]

STATUS = '<package><status><msg id="{0}" sms_id="{1}">201</msg></status></package>'
UNKNOWN = StatusAnswer((), frozenset({"7"}))
QUESTIONS: list[tuple[str, str, Sending, str, object]] = [
    (
        "json",
        JSON,
        lambda c: c.text_statuses([7]),
        '{"success":true,"data":[{"success":false,"error":"?","data":{"id":7}}]}',
        UNKNOWN,
    ),
    ("xml", XML, lambda c: c.status_of(["7"]), STATUS.format("", 7), UNKNOWN),
    ("xml", XML, lambda c: c.statuses_by_own_id([7]), STATUS.format(7, ""), UNKNOWN),
    ("http", FORM, lambda c: c.status_one("7"), "errors:SMS not found", UNKNOWN),
    (
        "xml",
        XML,
        lambda c: c.prices([PHONE]),
        f'<package><prices><phone price="0.28" currency="UAH">{PHONE}</phone></prices></package>',
        [PartPrice(PHONE, Decimal("0.28"), "UAH")],
    ),
    (
        "http",
        FORM,
        lambda c: c.price_of_text(PHONE),
        "price:1.2 currency:UAH",
        PartPrice(PHONE, Decimal("1.2"), "UAH"),
    ),
    (
        "xml",
        XML,
        lambda c: c.delete_scheduled(["7"]),
        '<package><status><msg sms_id="7">104</msg></status></package>',
        [Deletion("7", True, "XML 104")],
    ),
    (
        "xml",
        XML,
        lambda c: c.delete_scheduled_by_own_id([7]),
        '<package><status><msg id="7">104</msg></status></package>',
        [Deletion("7", True, "XML 104")],
    ),
    (
        "http",
        FORM,
        lambda c: c.delete_scheduled_by_http("7"),
        "status:Deleted code:10",
        Deletion("7", True, "HTTP 10 Deleted"),
    ),
    (
        "json",
        JSON,
        lambda c: c.balance(),
        '{"success":1,"data":[{"success":1,"data":{"amount":31.1683,"currency":"UAH"}}]}',
        Balance(Decimal("31.1683"), "UAH"),
    ),
    (
        "xml",
        XML,
        lambda c: c.balance_by_xml(),
        "<package><balance><amount>10.526</amount><currency>UAH</currency></balance></package>",
        Balance(Decimal("10.526"), "UAH"),
    ),
    (
        "http",
        FORM,
        lambda c: c.balance_by_http(),
        "balance:31.168300000000002",
        Balance(Decimal("31.168300"), ""),
    ),
]


@pytest.mark.parametrize(
    ("address", "content_type", "do", "answer", "value"), [*SENDINGS, *QUESTIONS]
)
def test_each_capability_posts_to_its_address_and_reads_its_answer(
    address: str, content_type: str, do: Sending, answer: str, value: object
) -> None:
    seen: list[bytes] = []
    with server(answering(response(answer), seen)) as url, client_of(url) as client:
        told = do(client)
    assert told == value
    head, _, body = seen[0].partition(b"\r\n\r\n")
    lines = head.decode().split("\r\n")
    assert lines[0] == f"POST /api/{address}.php HTTP/1.1"
    assert f"Content-Type: {content_type}" in lines
    assert f"Content-Length: {len(body)}" in lines
    assert KEY.encode() not in head
    assert KEY.encode() in body
    if address == "http":
        assert b"version=http" in body


LOST_OR_NOT = [
    (response("<html>hotel</html>"), Kind.ANSWER_LOST, Kind.NOT_THE_SERVICE),
    (response("", "302 X", "Location: /other\r\n"), Kind.ANSWER_LOST, Kind.REDIRECTED),
    (
        response("", "307 X", "Location: https://elsewhere.example/\r\n"),
        Kind.ANSWER_LOST,
        Kind.REDIRECTED,
    ),
    (response("oops", "502 Bad Gateway"), Kind.ANSWER_LOST, Kind.UNREACHABLE),
    (response("", "503 X"), Kind.ANSWER_LOST, Kind.UNREACHABLE),
    (response("", "408 Request Timeout"), Kind.ANSWER_LOST, Kind.UNREACHABLE),
    (response("", "413 Too Large"), Kind.THROTTLED, Kind.NOT_THE_SERVICE),
    (response("", "429 Too Many"), Kind.THROTTLED, Kind.THROTTLED),
    (response("gone", "404 Not Found"), Kind.NOT_THE_SERVICE, Kind.NOT_THE_SERVICE),
    (b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{", Kind.ANSWER_LOST, Kind.UNREACHABLE),
    (b"", Kind.ANSWER_LOST, Kind.UNREACHABLE),
]


@pytest.mark.parametrize(("answer", "sending", "asking"), LOST_OR_NOT)
def test_a_sending_without_a_readable_answer_may_have_been_taken_and_a_question_was_not_answered(
    answer: bytes, sending: Kind, asking: Kind
) -> None:
    with server(answering(answer)) as url, client_of(url) as client:
        for doings, kind in ((SENDINGS, sending), (QUESTIONS, asking)):
            for _, _, do, _, _ in doings:
                with pytest.raises(TroubleError) as caught:
                    do(client)
                assert caught.value.trouble.kind is kind


@pytest.mark.parametrize("status", ["401 X", "404 X", "500 X", "503 X"])
def test_an_answer_of_the_service_is_read_with_any_http_status(status: str) -> None:
    body = '{"success":false,"error":"Access denied"}'
    with (
        server(answering(response(body, status))) as url,
        client_of(url) as client,
        pytest.raises(TroubleError) as caught,
    ):
        client.send_texts([TEXT])
    assert caught.value.trouble.kind is Kind.ACCESS_DENIED


def test_nothing_to_ask_or_send_makes_no_exchange() -> None:
    with client_of("http://127.0.0.1:9") as client:
        nothing = StatusAnswer((), frozenset())
        assert client.send_texts([]) == client.speak_texts([]) == client.send_texts_by_xml([]) == []
        assert client.text_statuses([]) == client.status_of([]) == nothing
        assert client.prices([]) == []
        assert client.delete_scheduled([]) == client.delete_scheduled_by_own_id([]) == []
        assert client.ring.lines() == []


@pytest.mark.parametrize("own_ids", [[0], [-1], [2**31], [5, 5]])
def test_ids_that_could_be_mistaken_do_not_leave(own_ids: list[int]) -> None:
    texts = [OutgoingText(one, PHONE, "Shop", "Hi") for one in own_ids]
    with client_of("http://127.0.0.1:9") as client:
        with pytest.raises(ValueError, match="id"):
            client.send_texts(texts)
        assert client.ring.lines() == []
