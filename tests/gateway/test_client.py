"""The client against real sockets: every way an exchange can go wrong, and how far it got."""

import socket
import threading
from collections.abc import Callable

import pytest

from alphasms_desktop.domain.address import parse_address
from alphasms_desktop.domain.errors import Kind, TroubleError
from alphasms_desktop.domain.exchange import Receipt
from alphasms_desktop.gateway import exchange
from alphasms_desktop.gateway.client import AlphaSms
from tests.gateway.servers import answering, client_of, read_request, response, server

AUDIO = b"RIFF" + bytes(20_000)
PHONE = "+380501234567"


def place(client: AlphaSms) -> Receipt:
    return client.place(PHONE, AUDIO, None, False, lambda: None)


def trouble_of(serve: Callable[[socket.socket], None]) -> TroubleError:
    with server(serve) as url, client_of(url) as client, pytest.raises(TroubleError) as caught:
        place(client)
    return caught.value


def test_a_call_is_one_form_of_known_length_with_the_audio_whole() -> None:
    seen: list[bytes] = []
    answer = answering(response('{"id": 5, "price": 0.2}'), seen)
    with server(answer) as url, client_of(url) as client:
        receipt = place(client)

    assert receipt.gateway_id == "5"
    head, _, body = seen[0].partition(b"\r\n\r\n")
    assert head.startswith(b"POST /api/voice.php HTTP/1.1")
    assert b"chunked" not in head.lower()
    assert AUDIO in body
    fields = len("SECRETKEY") + len("380501234567")
    assert len(seen[0]) <= 1.05 * (len(AUDIO) + fields)


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (response("<html>hotel</html>"), Kind.ANSWER_LOST),
        (response("", "302 Found", "Location: https://elsewhere.example/\r\n"), Kind.ANSWER_LOST),
        (response("", "307 X", "Location: https://elsewhere.example/\r\n"), Kind.ANSWER_LOST),
        (response("oops", "502 Bad Gateway"), Kind.ANSWER_LOST),
        (response("", "408 Request Timeout"), Kind.ANSWER_LOST),
        (response("gone", "404 Not Found"), Kind.NOT_THE_SERVICE),
        (response("", "429 Too Many Requests"), Kind.THROTTLED),
        (response('{"errors":["Wrong API key"]}'), Kind.WRONG_KEY),
        (response('{"errors":["Insufficient funds"]}', "500 X"), Kind.NO_MONEY),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{", Kind.ANSWER_LOST),
        (b"", Kind.ANSWER_LOST),
        (b"\x00\x01garbage\r\n\r\n", Kind.ANSWER_LOST),
    ],
)
def test_each_answer_leads_to_its_kind(answer: bytes, kind: Kind) -> None:
    assert trouble_of(answering(answer)).trouble.kind is kind


def test_a_connection_reset_within_the_upload_may_have_been_taken() -> None:
    def reset(connection: socket.socket) -> None:
        connection.recv(1000)
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")

    assert trouble_of(reset).trouble.kind is Kind.ANSWER_LOST


def test_no_connection_is_certainly_not_taken() -> None:
    free = socket.create_server(("127.0.0.1", 0))
    url = f"http://127.0.0.1:{free.getsockname()[1]}"
    free.close()
    with client_of(url) as client, pytest.raises(TroubleError) as caught:
        place(client)
    assert caught.value.trouble.kind is Kind.UNREACHABLE


def test_a_service_that_does_not_answer_in_time_is_a_lost_answer(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(exchange, "ANSWER_S", 0.1)
    let_go = threading.Event()

    def silent(connection: socket.socket) -> None:
        read_request(connection)
        let_go.wait(5)

    with server(silent) as url:
        with client_of(url) as client, pytest.raises(TroubleError) as caught:
            place(client)
        let_go.set()
    assert caught.value.trouble.kind is Kind.ANSWER_LOST


def test_a_certificate_nobody_trusts_stops_before_anything_is_sent() -> None:
    received: list[bytes] = []

    def not_tls(connection: socket.socket) -> None:
        received.append(connection.recv(4096))
        connection.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")

    with server(not_tls) as url:
        secure = url.replace("http://", "https://")
        with client_of(secure) as client, pytest.raises(TroubleError) as caught:
            place(client)
    assert caught.value.trouble.kind is Kind.NOT_SECURE
    assert b"SECRETKEY" not in b"".join(received)


def test_what_the_last_look_forbids_never_leaves() -> None:
    class StayError(Exception):
        pass

    def stay() -> None:
        raise StayError

    seen: list[bytes] = []

    def serve(connection: socket.socket) -> None:
        seen.append(connection.recv(65536))

    with server(serve) as url, client_of(url) as client, pytest.raises(StayError):
        client.place(PHONE, AUDIO, None, False, stay)
    assert b"SECRETKEY" not in b"".join(seen)
    assert b"380501234567" not in b"".join(seen)


def test_the_key_shows_in_no_error_and_no_repr() -> None:
    with server(answering(response("<html>", "500 X"))) as url, client_of(url) as client:
        with pytest.raises(TroubleError) as caught:
            place(client)
        assert "SECRETKEY" not in repr(client)
    told, cause = caught.value, caught.value.__cause__
    assert "SECRETKEY" not in f"{told!r} {told.trouble} {cause!r}"


def test_a_redirect_of_a_question_is_said_and_not_followed() -> None:
    answer = response("", "301 Moved", "Location: https://elsewhere.example/\r\n")
    with (
        server(answering(answer)) as url,
        client_of(url) as client,
        pytest.raises(TroubleError) as caught,
    ):
        client.balance()
    assert caught.value.trouble.kind is Kind.REDIRECTED


def test_a_refused_key_is_told_from_a_closed_api_by_the_second_interface() -> None:
    def serve(connection: socket.socket) -> None:
        request = read_request(connection)
        if b"/api/json.php" in request:
            connection.sendall(response('{"success":false,"error":"Access denied"}'))
        else:
            connection.sendall(response("<package><error>210</error></package>"))

    with server(serve) as url, client_of(url) as client, pytest.raises(TroubleError) as caught:
        client.balance()
    assert caught.value.trouble.kind is Kind.IP_DENIED


@pytest.mark.parametrize(
    "address",
    [
        "http://alphasms.ua",
        "ftp://127.0.0.1",
        "alphasms.ua",
        "https://",
        "https://user:secret@alphasms.ua",
        "https://alphasms.ua/?key=1",
        "http://127.0.0.1.example.com",
        "http://[::1",
        "https://alphasms.ua:notaport",
    ],
)
def test_an_address_that_must_not_get_the_key_is_refused(address: str) -> None:
    with pytest.raises(TroubleError) as caught:
        parse_address(address)
    assert caught.value.trouble.kind is Kind.BAD_ADDRESS


@pytest.mark.parametrize(
    ("address", "url", "is_loopback"),
    [
        (" https://alphasms.ua/ ", "https://alphasms.ua", False),
        ("http://localhost:8080", "http://localhost:8080", True),
        ("http://127.5.5.5:1", "http://127.5.5.5:1", True),
        ("http://[::1]:8080", "http://[::1]:8080", True),
    ],
)
def test_a_good_address_has_one_written_form(address: str, url: str, is_loopback: bool) -> None:
    parsed = parse_address(address)
    assert (parsed.url, parsed.is_loopback) == (url, is_loopback)
