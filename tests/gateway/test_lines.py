"""Our own lines and httpx's, side by side: the same faults mean the same on both."""

import socket
import struct
import threading
from collections.abc import Callable
from itertools import count

import pytest

from alphasms_desktop.domain.address import parse_address
from alphasms_desktop.domain.errors import Kind, TroubleError
from alphasms_desktop.gateway import exchange
from alphasms_desktop.gateway.client import AlphaSms
from tests.gateway.servers import KEY, client_of, read_request, response, server

PHONE = "+380501234567"
AUDIO = b"RIFF" + bytes(160_040)
RECEIPT = response('{"id": 5, "price": 0.2}', is_kept=True)


@pytest.fixture(params=["ours", "httpx"], autouse=True)
def lines(request, monkeypatch) -> str:
    monkeypatch.setattr(exchange, "goes_direct", lambda _address: request.param == "ours")
    return request.param


def place(client: AlphaSms, check: Callable[[], None] = lambda: None) -> str:
    return client.place(PHONE, AUDIO, None, False, check).gateway_id


def reset(connection: socket.socket) -> None:
    """End a connection as a crash does."""
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    connection.close()


def hang_up_after_the_head(connection: socket.socket) -> None:
    connection.recv(100)


def reset_within_the_body(connection: socket.socket) -> None:
    while b"RIFF" not in connection.recv(65536):
        pass
    reset(connection)


def hang_up_after_the_body(connection: socket.socket) -> None:
    read_request(connection)


def hang_up_within_the_answer(connection: socket.socket) -> None:
    read_request(connection)
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{")


def answer_no_http(connection: socket.socket) -> None:
    read_request(connection)
    connection.sendall(b"SSH-2.0-OpenSSH_9.2\r\n\r\n")


def answer_half_a_chunk(connection: socket.socket) -> None:
    read_request(connection)
    connection.sendall(b'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n30\r\n{"id"')


@pytest.mark.parametrize(
    "serve",
    [
        reset_within_the_body,
        hang_up_after_the_body,
        hang_up_within_the_answer,
        answer_no_http,
        answer_half_a_chunk,
    ],
)
def test_what_breaks_after_the_first_byte_is_in_doubt(serve) -> None:
    with server(serve) as url, client_of(url) as client, pytest.raises(TroubleError) as caught:
        place(client)
    assert caught.value.trouble.kind is Kind.ANSWER_LOST


def test_what_cannot_connect_was_certainly_not_taken() -> None:
    with server(hang_up_after_the_head) as url:
        pass
    with client_of(url) as client, pytest.raises(TroubleError) as caught:
        place(client)
    assert caught.value.trouble.kind is Kind.UNREACHABLE


def test_the_last_look_is_taken_when_the_line_stands_and_nothing_of_the_form_has_left() -> None:
    seen: list[bytes] = []
    connected = threading.Event()

    def serve(connection: socket.socket) -> None:
        connected.set()
        seen.append(read_request(connection))

    def check() -> None:
        assert connected.wait(5)
        raise InterruptedError

    with server(serve) as url, client_of(url) as client, pytest.raises(InterruptedError):
        place(client, check)
    assert not seen or b"380501234567" not in seen[0]


def test_an_early_refusal_is_read_though_the_upload_was_cut_off() -> None:
    def serve(connection: socket.socket) -> None:
        while b"\r\n\r\n" not in connection.recv(65536):
            pass
        connection.sendall(response("", "413 Content Too Large"))
        connection.shutdown(socket.SHUT_WR)
        while connection.recv(65536):
            pass

    with server(serve) as url, client_of(url) as client, pytest.raises(TroubleError) as caught:
        place(client)
    assert caught.value.trouble.kind is Kind.FILE_TOO_BIG


def test_a_word_that_the_answer_will_come_is_not_the_answer() -> None:
    def serve(connection: socket.socket) -> None:
        read_request(connection)
        connection.sendall(b"HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n" + RECEIPT)

    with server(serve) as url, client_of(url) as client:
        assert place(client) == "5"


def test_a_line_the_other_side_has_ended_is_not_used_again() -> None:
    ended, connections = threading.Event(), []

    def serve(connection: socket.socket) -> None:
        connections.append(1)
        read_request(connection)
        connection.sendall(RECEIPT)
        connection.shutdown(socket.SHUT_WR)
        ended.set()

    with server(serve) as url, client_of(url) as client:
        for _ in range(2):
            assert place(client) == "5"
            assert ended.wait(5)
    assert len(connections) == 2


def test_a_line_idle_for_too_long_is_not_used_again(monkeypatch) -> None:
    monkeypatch.setattr(exchange, "IDLE_CONNECTION_S", 0.0)
    connections: list[int] = []

    def serve(connection: socket.socket) -> None:
        connections.append(1)
        while read_request(connection):
            connection.sendall(RECEIPT)

    with server(serve) as url:
        client = AlphaSms(parse_address(url), KEY, 2)
        try:
            assert [place(client), place(client)] == ["5", "5"]
        finally:
            client.close()
    assert len(connections) == 2


def test_a_refused_look_leaves_the_place_free_for_the_next_call() -> None:
    looks = count()

    def check() -> None:
        if next(looks) < 10:
            raise InterruptedError

    def serve(connection: socket.socket) -> None:
        if AUDIO in read_request(connection):
            connection.sendall(RECEIPT)

    with server(serve) as url, client_of(url) as client:
        for _ in range(10):
            with pytest.raises(InterruptedError):
                place(client, check)
        assert place(client, check) == "5"
