"""Servers on this computer that answer as a test tells them, and a client for them."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from alphasms_desktop.domain.address import parse_address
from alphasms_desktop.gateway.client import AlphaSms

KEY = "SECRETKEY"


def response(body: str, status: str = "200 OK", headers: str = "", is_kept: bool = False) -> bytes:
    """Return an HTTP answer, after which the connection is closed unless it `is_kept`."""
    closing = "" if is_kept else "Connection: close\r\n"
    length = len(body.encode())
    return (
        f"HTTP/1.1 {status}\r\nContent-Length: {length}\r\n{closing}{headers}\r\n{body}"
    ).encode()


def read_request(connection: socket.socket) -> bytes:
    received = b""
    while b"\r\n\r\n" not in received:
        piece = connection.recv(65536)
        if not piece:
            return received
        received += piece
    head, _, body = received.partition(b"\r\n\r\n")
    length = next(
        int(line.split(b":")[1])
        for line in head.split(b"\r\n")
        if b"ontent-ength" in line or line.lower().startswith(b"content-length")
    )
    while len(body) < length:
        piece = connection.recv(65536)
        if not piece:
            break
        body += piece
    return head + b"\r\n\r\n" + body


@contextmanager
def server(serve: Callable[[socket.socket], None]) -> Iterator[str]:
    """Listen on this computer and hand each connection to `serve`."""
    listener = socket.create_server(("127.0.0.1", 0))

    def accept() -> None:
        while True:
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            with connection:
                try:
                    serve(connection)
                except OSError:
                    continue

    thread = threading.Thread(target=accept, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        thread.join()


def answering(body: bytes, seen: list[bytes] | None = None) -> Callable[[socket.socket], None]:
    def serve(connection: socket.socket) -> None:
        request = read_request(connection)
        if seen is not None:
            seen.append(request)
        connection.sendall(body)

    return serve


@contextmanager
def client_of(url: str) -> Iterator[AlphaSms]:
    client = AlphaSms(parse_address(url), KEY, 2)
    try:
        yield client
    finally:
        client.close()


def keeping(
    answers: list[bytes], seen: list[bytes], connections: list[int]
) -> Callable[[socket.socket], None]:
    """Answer requests one after another, on one connection for as long as it is kept."""

    def serve(connection: socket.socket) -> None:
        connections.append(1)
        while answers:
            request = read_request(connection)
            if not request:
                return
            seen.append(request)
            connection.sendall(answers.pop(0))

    return serve
