"""Exchanges over real sockets: bytes, connections, redirects, the clock, and where the key goes."""

import gzip
import logging
import socket
import time
import traceback
from collections.abc import Callable
from email.utils import formatdate

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alphasms_desktop.domain.errors import Kind, TroubleError
from alphasms_desktop.gateway import exchange
from alphasms_desktop.gateway.client import AlphaSms
from tests.gateway.servers import (
    KEY,
    answering,
    client_of,
    keeping,
    read_request,
    response,
    server,
)

PHONE = "+380501234567"
AUDIO = b"RIFF" + bytes(160_040)  # ten seconds of telephone sound
RECEIPT = response('{"id": 5, "price": 0.2}')
BALANCE = response('{"success":1,"data":[{"success":1,"data":{"amount":1,"currency":"UAH"}}]}')


def place(client: AlphaSms) -> str:
    return client.place(PHONE, AUDIO, None, False, lambda: None).gateway_id


def test_a_call_costs_little_more_than_its_audio_and_calls_share_a_connection() -> None:
    seen: list[bytes] = []
    connections: list[int] = []
    receipt = response('{"id": 5, "price": 0.2}', is_kept=True)
    serve = keeping([receipt] * 5, seen, connections)
    with server(serve) as url, client_of(url) as client:
        assert [place(client) for _ in range(5)] == ["5"] * 5

    fields = len(KEY) + len("380501234567")
    assert len(connections) == 1
    for request in seen:
        assert len(request) <= 1.005 * (len(AUDIO) + fields)
        assert request.count(AUDIO) == 1


def test_a_form_says_its_length_and_its_boundary() -> None:
    seen: list[bytes] = []
    with server(answering(RECEIPT, seen)) as url, client_of(url) as client:
        place(client)
    head, _, body = seen[0].partition(b"\r\n\r\n")
    lines = head.decode().split("\r\n")
    kind = next(line for line in lines if line.startswith("Content-Type: "))
    boundary = kind.partition("boundary=")[2].encode()
    assert kind.startswith("Content-Type: multipart/form-data; boundary=")
    assert f"Content-Length: {len(body)}" in lines
    assert body.startswith(b"--" + boundary + b"\r\n")
    assert body.endswith(b"\r\n--" + boundary + b"--\r\n")


@pytest.mark.parametrize("status", ["307 Temporary Redirect", "308 Permanent Redirect"])
@pytest.mark.parametrize("is_whole", [True, False])
def test_a_question_follows_one_redirect_on_its_own_host(status: str, is_whole: bool) -> None:
    seen: list[bytes] = []

    def serve(connection: socket.socket) -> None:
        request = read_request(connection)
        seen.append(request)
        if b"POST /v2/balance?x=1 " in request:
            connection.sendall(BALANCE)
            return
        host, port = connection.getsockname()
        base = f"http://{host}:{port}" if is_whole else ""
        connection.sendall(response("", status, f"Location: {base}/v2/balance?x=1\r\n"))

    with server(serve) as url, client_of(url) as client:
        assert client.balance().currency == "UAH"
    assert len(seen) == 2
    assert seen[0].partition(b"\r\n\r\n")[2] == seen[1].partition(b"\r\n\r\n")[2]


def test_a_second_redirect_is_not_followed() -> None:
    seen: list[bytes] = []
    again = response("", "307 X", "Location: /api/json.php\r\n")
    with (
        server(answering(again, seen)) as url,
        client_of(url) as client,
        pytest.raises(TroubleError) as caught,
    ):
        client.balance()
    assert caught.value.trouble.kind is Kind.REDIRECTED
    assert len(seen) == 2


@pytest.mark.parametrize(
    ("status", "location"),
    [
        ("301 X", "/other"),
        ("302 X", "/other"),
        ("303 X", "/other"),
        ("307 X", "https://127.0.0.1/other"),
        ("307 X", "http://127.0.0.1:1/other"),
        ("307 X", "http://localhost/other"),
        ("307 X", "//elsewhere.example/other"),
        ("308 X", f"/other?key={KEY}"),
        ("307 X", ""),
    ],
)
def test_a_question_goes_nowhere_else(status: str, location: str) -> None:
    seen: list[bytes] = []
    answer = response("", status, f"Location: {location}\r\n")
    with (
        server(answering(answer, seen)) as url,
        client_of(url) as client,
        pytest.raises(TroubleError) as caught,
    ):
        client.balance()
    assert caught.value.trouble.kind is Kind.REDIRECTED
    assert len(seen) == 1


def test_an_upload_is_never_redirected() -> None:
    seen: list[bytes] = []
    answer = response("", "307 X", "Location: /other\r\n")
    with server(answering(answer, seen)) as url, client_of(url) as client:
        for send in (lambda: place(client), lambda: client.request_code(PHONE)):
            with pytest.raises(TroubleError) as caught:
                send()
            assert caught.value.trouble.kind is Kind.ANSWER_LOST
    assert len(seen) == 2


def test_an_endless_answer_is_not_read_to_its_end() -> None:
    def serve(connection: socket.socket) -> None:
        read_request(connection)
        connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
        while True:
            connection.sendall(b" " * 65536)

    with server(serve) as url, client_of(url) as client, pytest.raises(TroubleError) as caught:
        client.balance()
    assert caught.value.trouble.kind is Kind.UNREACHABLE


def test_a_packed_answer_is_unpacked_no_further_than_a_true_one_is_long() -> None:
    def packed(body: bytes) -> bytes:
        small = gzip.compress(body)
        head = f"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: {len(small)}\r\n\r\n"
        return head.encode() + small

    with server(answering(packed(b'{"id": 5}'))) as url, client_of(url) as client:
        assert place(client) == "5"
    with (
        server(answering(packed(bytes(50_000_000)))) as url,
        client_of(url) as client,
        pytest.raises(TroubleError) as caught,
    ):
        place(client)
    assert caught.value.trouble.kind is Kind.ANSWER_LOST


def test_the_clock_of_the_service_is_compared_with_ours() -> None:
    ahead = formatdate(time.time() + 3600, usegmt=True)
    answer = response('{"id": 5}', headers=f"Date: {ahead}\r\n")
    with server(answering(answer)) as url, client_of(url) as client:
        assert client.clock_offset_s is None
        place(client)
        offset = client.clock_offset_s
    assert offset is not None
    assert 3590 < offset < 3610


def test_a_date_nobody_can_read_leaves_the_clock_alone() -> None:
    answer = response('{"id": 5}', headers="Date: next week\r\n")
    with server(answering(answer)) as url, client_of(url) as client:
        place(client)
        assert client.clock_offset_s is None


def test_each_exchange_is_kept_for_support_without_key_audio_phone_and_hook() -> None:
    answers = [
        RECEIPT,
        response('{"errors":["380501234567 is odd"]}'),
        *[response("x", "502 X")] * 2,
    ]

    def serve(connection: socket.socket) -> None:
        read_request(connection)
        connection.sendall(answers.pop(0))

    with server(serve) as url, client_of(url) as client:
        client.place(PHONE, AUDIO, f"{url}/hook/s3cr3tt0ken", True, lambda: None)
        for ask in (lambda: client.request_code(PHONE), lambda: client.prices([PHONE])):
            with pytest.raises(TroubleError):
                ask()
        with pytest.raises(TroubleError):
            client.balance()
        lines = client.ring.lines()
    assert [line.split(" ms ")[0].split(" ", 1)[1].rsplit(" ", 1)[0] for line in lines[:3]] == [
        "/api/voice.php HTTP 200",
        "/api/otp.php HTTP 200",
        "/api/xml.php HTTP 502",
    ]
    assert "160044 bytes" in lines[0]
    for line in lines:
        assert KEY not in line
        assert "1234567" not in line
        assert "s3cr3tt0ken" not in line
        assert "RIFF" not in line


def test_what_did_not_leave_is_noted_as_such() -> None:
    def stay() -> None:
        raise InterruptedError

    with server(lambda connection: None) as url, client_of(url) as client:
        with pytest.raises(InterruptedError):
            client.place(PHONE, AUDIO, None, False, stay)
        assert "not sent" in client.ring.lines()[0]


ECHOES: list[Callable[[str], bytes]] = [
    lambda words: response(f'{{"errors":["{words}"]}}'),
    lambda words: response(f'{{"success":false,"error":"{words}"}}'),
    lambda words: response(f"<package><error>{words}</error></package>"),
    lambda words: response(f"errors:{words}"),
    lambda words: response(words, "500 X"),
    lambda words: response("", "307 X", f"Location: /?key={words}\r\n"),
    lambda words: response("", "302 X", f"Location: https://elsewhere.example/{words}\r\n"),
    lambda words: response("{}", f"200 {words}"),
]


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.sampled_from(ECHOES), st.sampled_from(["", "Wrong ", "x" * 490, "y" * 1995]))
def test_the_key_is_in_no_address_error_log_or_note_even_where_the_service_echoes_it(
    caplog: pytest.LogCaptureFixture, echo: Callable[[str], bytes], before: str
) -> None:
    seen: list[bytes] = []
    told: list[str] = []
    caplog.clear()
    caplog.set_level(logging.DEBUG)
    with server(answering(echo(before + KEY), seen)) as url, client_of(url) as client:
        for ask in (
            lambda: place(client),
            lambda: client.request_code(PHONE),
            lambda: client.text_statuses([1]),
            lambda: client.statuses(["1"]),
            lambda: client.status_one("1"),
        ):
            try:
                told.append(repr(ask()))
            except TroubleError as error:
                told.append(f"{error!r} {error} {error.trouble} {error.__cause__!r}")
                told.extend(traceback.format_exception(error))
        told += [repr(client), repr(client.ring), *client.ring.lines()]
        told += [repr(one) for one in client.ring.exchanges()]
    own = [one.getMessage() for one in caplog.records if one.name.startswith("alphasms")]
    assert all(KEY[:8] not in text for text in [*told, *own])
    assert all(KEY.encode() not in one.partition(b"\r\n\r\n")[0] for one in seen)


def test_no_library_logs_the_key_behind_a_proxy_either(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exchange, "goes_direct", lambda _address: False)
    caplog.set_level(logging.DEBUG)
    with server(answering(BALANCE)) as url, client_of(url) as client:
        client.balance()
        with pytest.raises(TroubleError):
            place(client)
        with pytest.raises(TroubleError):
            client.balance_by_http()
    assert caplog.records
    assert all(KEY not in one.getMessage() for one in caplog.records)
