"""Whatever a server answers, every reader ends in a value or a trouble, soon and small."""

import contextlib
import json
import time
import tracemalloc
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alphasms_desktop.domain.errors import TroubleError
from alphasms_desktop.gateway import (
    wire_http,
    wire_json,
    wire_json_sends,
    wire_voice,
    wire_xml,
    wire_xml_sends,
)
from alphasms_desktop.gateway.wire_xml import GATEWAY_ID, OWN_ID

PHONES = ["+380501234567", "+380671112233"]
IDS = ["1", "2"]

READERS: dict[str, Callable[[bytes], object]] = {
    "voice": wire_voice.read_answer,
    "voice code": wire_voice.read_code,
    "webhook": lambda body: wire_voice.read_hook(body.decode("utf-8", "surrogateescape")),
    "json balance": wire_json.read_balance,
    "json statuses": lambda body: wire_json.read_statuses(body, [1, 2]),
    "json receipts": lambda body: wire_json_sends.read_receipts(body, [1, 2]),
    "json code": wire_json_sends.read_code,
    "xml statuses": wire_xml.read_statuses,
    "xml by id": lambda body: wire_xml.read_status_answer(body, IDS, GATEWAY_ID),
    "xml by own id": lambda body: wire_xml.read_status_answer(body, IDS, OWN_ID),
    "xml balance": wire_xml.read_balance,
    "xml prices": lambda body: wire_xml.read_prices(body, PHONES),
    "xml receipts": lambda body: wire_xml_sends.read_receipts(body, [1, 2]),
    "xml deletions": lambda body: wire_xml_sends.read_deletions(body, IDS, GATEWAY_ID),
    "http status": lambda body: wire_http.read_status(body, "1"),
    "http balance": wire_http.read_balance,
    "http price": lambda body: wire_http.read_price(body, PHONES[0]),
    "http deletion": lambda body: wire_http.read_deletion(body, "1"),
}

VALID = [
    b'{"id": 100500, "price": 0.40}',
    b'{"id": 100500, "code": 1234}',
    b'{"errors": ["Wrong API key"]}',
    b'{"id":100500,"phone":"380501234567","status":"ANSWERED","duration":123,"dtmf":"7"}',
    b'{"success":true,"data":[{"success":true,"data":{"id":1,"msg_id":9,"data":1,"parts":2}}]}',
    b'{"success":true,"data":[{"success":true,"data":{"id":1,"type":"sms","status":"READ"}}]}',
    b'{"success":true,"data":[{"success":true,"data":{"amount":31.1683,"currency":"UAH"}}]}',
    b'{"success":true,"data":[{"success":true,"data":{"code":"0471","price":0.2}}]}',
    '{"success":false,"error":"Недоступно"}'.encode(),
    b'<package><status><msg id="1" sms_id="7" date_completed="200914T15:27:03">102</msg></status>'
    b"</package>",
    b'<package><message><msg id="1" sms_id="0">203</msg></message></package>',
    b"<package><balance><amount>10.526</amount><currency>UAH</currency></balance></package>",
    b'<package><prices><phone price="0.28" currency="UAH">+380501234567</phone></prices></package>',
    b"<package><error>202</error></package>",
    b"status:Delivered code:3 status_time:2024-10-12T10:00:00+0300",
    "status:Доставлено\ncode:3\n".encode(),
    b"balance:31.168300000000002",
    b"price:1.2 currency:UAH",
    b"errors:SMS not found",
]

_SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text()
    | st.sampled_from(["1", 1, "0", "1e999999999", "Banned", "DELIVERED", "9" * 400])
)
_NAMES = st.sampled_from(
    ("id", "price", "code", "errors", "error", "data", "success")
) | st.sampled_from(("status", "dtmf", "duration", "msg_id", "parts", "type", "amount"))
_JSON = st.recursive(
    _SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_NAMES | st.text(), inner),
    max_leaves=15,
)
_ITEM = st.fixed_dictionaries(
    {}, optional={"success": _SCALARS, "error": _JSON, "data": st.dictionaries(_NAMES, _JSON)}
)
_ENVELOPE = st.fixed_dictionaries(
    {}, optional={"success": _SCALARS, "error": _JSON, "data": st.lists(_ITEM, max_size=3)}
)
_CHARSETS = st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1251", "latin-1"])
_LINES = st.lists(
    st.sampled_from(
        ["errors:", "status:", "code:", "balance:", "price:", "\n", " ", "SMS not found"]
    )
    | st.text(max_size=8),
    max_size=12,
).map("".join)
_TAGS = st.lists(
    st.sampled_from(
        [
            "<package>",
            "</package>",
            "<msg sms_id='1'>",
            "<msg id='2' sms_id='0' date_completed='x'>",
            "</msg>",
            "<phone price='1e9999999'>",
            "</phone>",
            "<error>",
            "</error>",
            "&amp;",
            "&x;",
            "102",
            "201",
            "<![CDATA[",
            "]]>",
        ]
    )
    | st.text(max_size=5),
    max_size=14,
).map(lambda parts: "<package>" + "".join(parts) + "</package>")


def read_by_all(body: bytes) -> None:
    for read in READERS.values():
        begun = time.perf_counter()
        with contextlib.suppress(TroubleError):
            read(body)
        assert time.perf_counter() - begun < 1


@given(st.binary(max_size=400))
def test_random_bytes_end_quietly(body: bytes) -> None:
    read_by_all(body)


@given(_JSON | _ENVELOPE, _CHARSETS, st.booleans())
def test_json_of_wrong_types_in_any_charset_ends_quietly(
    answer: object, charset: str, is_ascii: bool
) -> None:
    read_by_all(json.dumps(answer, ensure_ascii=is_ascii).encode(charset, "replace"))


@given(_TAGS, _CHARSETS)
def test_xml_of_odd_order_in_any_charset_ends_quietly(answer: str, charset: str) -> None:
    read_by_all(answer.encode(charset, "replace"))


@given(_LINES, _CHARSETS)
def test_pairs_of_odd_order_in_any_charset_end_quietly(answer: str, charset: str) -> None:
    read_by_all(answer.encode(charset, "replace"))


@given(st.sampled_from(VALID), st.data())
def test_a_valid_answer_cut_or_struck_anywhere_ends_quietly(
    answer: bytes, data: st.DataObject
) -> None:
    at = data.draw(st.integers(0, len(answer)))
    struck = data.draw(st.binary(max_size=3))
    read_by_all(answer[:at])
    read_by_all(answer[:at] + struck + answer[at + len(struck) :])


@pytest.mark.parametrize("answer", VALID)
def test_every_valid_answer_is_read_by_somebody(answer: bytes) -> None:
    ends = []
    for read in READERS.values():
        try:
            ends.append(read(answer))
        except TroubleError:
            ends.append(True)
    assert any(ends)


_LIMIT = 499_000
WORST = {
    "empty objects": b'{"data":[' + b'{"":0},' * (_LIMIT // 7) + b"0]}",
    "nested objects": b'{"data":['
    + b",".join([b'{"":' * 300 + b"0" + b"}" * 300] * (_LIMIT // 1502))
    + b"]}",
    "deep lists": b"[" * 3_000_000,
    "deep objects": b'{"a":' * 600_000,
    "deep objects within bounds": b'{"a":' * 90_000,
    "long text": b'{"errors":["' + b"x" * 3_000_000 + b'"]}',
    "long number": b'{"id":' + b"9" * 490_000 + b"}",
    "many errors": b'{"errors":[' + b'"x",' * 120_000 + b'"x"]}',
    "many items": b'{"success":true,"data":[' + b'{"data":{"id":1}},' * 27_000 + b"{}]}",
    "many messages": b"<package>" + b"<msg>1</msg>" * 41_000 + b"</package>",
    "many attributes": b"<package><msg "
    + b" ".join(b'a%d=""' % number for number in range(50_000))
    + b"/></package>",
    "deep tags": b"<package>" + b"<a>" * 160_000,
    "many lines": b"errors:x\n" * 55_000,
    "many blanks": b" " * 499_000 + b"x",
    "many pairs": b"code:3 " * 70_000,
    "few megabytes of xml": b"<package>" + b"<msg sms_id='1'>102</msg>" * 150_000 + b"</package>",
    "few megabytes of nought": bytes(4_000_000),
}


_ORDINARY = b'{"data":[' + b'{"id":1},' * (_LIMIT // 9) + b"0]}"


def _took_s(read: Callable[[bytes], object], body: bytes) -> float:
    """Return the processor's time of this thread alone: others may be busy beside it."""
    begun = time.thread_time()
    with contextlib.suppress(TroubleError):
        read(body)
    return time.thread_time() - begun


@pytest.fixture(scope="module")
def ordinary_s() -> float:
    """Return what the standard library takes for an ordinary answer as long as is read at all."""
    return min(_took_s(json.loads, _ORDINARY) for _ in range(5))


@pytest.mark.parametrize("name", WORST)
def test_the_worst_answers_take_little_memory_and_time(name: str, ordinary_s: float) -> None:
    body = WORST[name]
    for reader, read in READERS.items():
        assert _took_s(read, body) < 150 * ordinary_s, reader
    tracemalloc.start()
    for reader in ("json receipts", "xml by id", "http status"):
        with contextlib.suppress(TroubleError):
            READERS[reader](body)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 50_000_000
