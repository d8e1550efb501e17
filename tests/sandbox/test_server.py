"""Odd, broken and slow clients are answered or dropped, and never heard of on stderr."""

import json
import socket
import struct
import sys
import threading
from contextlib import contextmanager
from random import Random
from urllib.parse import urlsplit

import pytest

from alphasms_desktop.sandbox.routes import Route
from alphasms_desktop.sandbox.server import SandboxServer

RESETS_ON_CLOSE = struct.pack("hh" if sys.platform == "win32" else "ii", 1, 0)


@contextmanager
def raw(url):
    parts = urlsplit(url)
    with socket.create_connection((parts.hostname, parts.port), timeout=10) as connection:
        yield connection


def everything(connection):
    pieces = []
    try:
        while piece := connection.recv(65536):
            pieces.append(piece)
    except ConnectionError:
        pass
    return b"".join(pieces)


@pytest.fixture
def quiet(capfd):
    yield
    assert capfd.readouterr() == ("", "")


pytestmark = pytest.mark.usefixtures("quiet")


def head(size, more=""):
    return (
        f"POST /api/voice.php HTTP/1.1\r\nHost: x\r\nContent-Length: {size}\r\n"
        f"Content-Type: multipart/form-data; boundary=b\r\n{more}\r\n"
    ).encode()


def test_a_connection_is_kept_for_the_next_request(client):
    client.call()
    first = client.connection.sock
    client.calls()
    client.call()
    assert client.connection.sock is first


def test_unknown_paths_and_methods_are_told_so(client):
    assert client.send("GET", "/")[0] == 404
    assert client.send("POST", "/api/other.php", b"x")[0] == 404
    assert client.send("GET", "/api/voice.php?key=k")[0] == 405
    assert client.send("POST", "/_sandbox/calls", b"x")[0] == 405
    assert client.send("GET", "//[/")[0] == 404


def test_a_body_without_a_length_is_not_accepted(client):
    with raw(client.url) as connection:
        connection.sendall(b"POST /api/voice.php HTTP/1.1\r\nHost: x\r\n\r\n")
        assert everything(connection).startswith(b"HTTP/1.1 411 ")
    with raw(client.url) as connection:
        connection.sendall(head(5, "Transfer-Encoding: chunked\r\n"))
        assert everything(connection).startswith(b"HTTP/1.1 411 ")


@pytest.mark.parametrize("size", ["-5", "x", "5, 6", "1" * 30, "٥"])
def test_a_length_that_is_no_number_is_not_accepted(client, size):
    with raw(client.url) as connection:
        connection.sendall(head(0).replace(b": 0\r", b": " + size.encode() + b"\r"))
        assert everything(connection).startswith(b"HTTP/1.1 400 ")


def test_a_client_that_goes_away_in_the_middle_is_dropped(open_box, connect):
    box = open_box()
    with raw(box.url) as connection:
        connection.sendall(head(1000) + b"--b\r\n")
        connection.shutdown(socket.SHUT_WR)
        assert everything(connection) == b""
    assert "id" in connect(box).call()
    assert len(box.calls()) == 1


def test_a_length_too_small_spoils_only_its_own_connection(client):
    with raw(client.url) as connection:
        connection.sendall(head(3) + b"--b\r\nrest of the body\r\n\r\n")
        connection.shutdown(socket.SHUT_WR)
        assert everything(connection).startswith(b"HTTP/1.1 200 OK")
    assert "id" in client.call()


def test_random_bytes_are_answered_or_dropped(client):
    chance = Random(1)
    for _ in range(30):
        with raw(client.url) as connection:
            connection.sendall(chance.randbytes(chance.randrange(1, 3000)) + b"\r\n\r\n")
            connection.shutdown(socket.SHUT_WR)
            everything(connection)
        with raw(client.url) as connection:
            body = chance.randbytes(chance.randrange(1, 3000))
            connection.sendall(head(len(body)) + body)
            connection.shutdown(socket.SHUT_WR)
            assert b"API key missing" in everything(connection)
    assert "id" in client.call()


def test_a_client_that_does_not_wait_for_its_answer_is_no_trouble(open_box, connect, form, wav):
    box = open_box()
    body = form({"key": "k", "phone": "380501234567"}, wav())
    kind = b"boundary=" + body[2 : body.index(b"\r")]
    for _ in range(10):
        with raw(box.url) as connection:
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESETS_ON_CLOSE)
            connection.sendall(head(len(body)).replace(b"boundary=b", kind) + body)
    assert "id" in connect(box).call()


def test_a_body_beyond_all_bounds_is_dropped_and_refused(client):
    status, answer = client.send("POST", "/api/voice.php", bytes(9_000_000))
    assert (status, json.loads(answer)) == (200, {"errors": ["File is too big"]})
    assert client.send("POST", "/api/xml.php", bytes(9_000_000))[0] == 413
    assert client.send("POST", "/nowhere", bytes(9_000_000))[0] == 404
    assert "id" in client.call()
    with raw(client.url) as connection:
        connection.sendall(head(10**12))
        assert b"File is too big" in everything(connection)


def test_a_client_that_asks_first_is_told_at_once_to_go_on(client):
    with raw(client.url) as connection:
        connection.sendall(head(4, "Expect: 100-continue\r\n"))
        assert connection.recv(100) == b"HTTP/1.1 100 Continue\r\n\r\n"
        connection.sendall(b"--b-")
        connection.shutdown(socket.SHUT_WR)
        assert b"API key missing" in everything(connection)


@pytest.fixture
def serve():
    servers = []

    def serve(*routes, read_timeout_s):
        server = SandboxServer(0, routes, read_timeout_s=read_timeout_s)
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        servers.append((server, thread))
        return f"http://127.0.0.1:{server.server_port}"

    yield serve
    for server, thread in servers:
        server.shutdown()
        thread.join()
        server.server_close()
        server.end(1)


@pytest.mark.parametrize("sent", [b"", b"GET /", head(100), head(100) + b"--b\r\n"])
def test_a_client_that_falls_silent_is_dropped_in_time(serve, sent):
    with raw(serve(read_timeout_s=0.05)) as connection:
        connection.sendall(sent)
        assert everything(connection) == b""


def test_a_fault_of_the_sandbox_is_answered_and_logged(serve, caplog):
    def fail(request):
        raise ZeroDivisionError

    url = serve(Route("GET", "/", fail), read_timeout_s=5)
    with raw(url) as connection:
        connection.sendall(b"GET / HTTP/1.1\r\nConnection: close\r\n\r\n")
        assert everything(connection).startswith(b"HTTP/1.1 500 ")
    assert "the sandbox failed at GET /" in caplog.text
