"""One connection to the sandbox: reads requests within bounds, hands them on, writes answers."""

from collections.abc import Callable
from dataclasses import replace
from http.server import BaseHTTPRequestHandler
from socket import socket
from typing import Protocol, cast
from urllib.parse import urlsplit

from alphasms_desktop.sandbox.answer import Answer, text_answer
from alphasms_desktop.sandbox.multipart import MultipartReader, boundary_of, is_multipart
from alphasms_desktop.sandbox.request import Request

MOST_BODY_BYTES = 8 * 1024 * 1024
# A body beyond the bound is read and dropped, as the other side listens only when it has sent
# all; beyond this the connection is closed instead.
_MOST_DROPPED_BYTES = 64 * 1024 * 1024
_PIECE = 64 * 1024


class Answering(Protocol):
    """Whoever answers the requests that a connection brings."""

    read_timeout_s: float

    def answer(self, method: str, path: str, request: Request) -> Answer:
        """Have a complete request answered."""
        ...

    def hold(self, seconds: float) -> None:
        """Wait before an answer, or until the server ends."""
        ...

    def too_large(self, path: str) -> Answer:
        """Return what too large a body is told."""
        ...

    def reset_at_end(self, connection: socket) -> None:
        """Have a connection end without a farewell."""
        ...


class Conversation(BaseHTTPRequestHandler):
    """Serves one connection on its own thread, silently: nothing a client does is printed."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1

    def setup(self) -> None:
        """Bound all waiting for this client."""
        super().setup()
        self.connection.settimeout(self._owner.read_timeout_s)

    def handle_expect_100(self) -> bool:
        """Ask for the body at once: the answers are buffered, and curl would wait for this."""
        proceed = super().handle_expect_100()
        self.wfile.flush()
        return proceed

    def do_GET(self) -> None:
        """Answer a request; a body is not expected, and not skipped if there is one."""
        if self.headers.get("Content-Length", "0") != "0":
            self.close_connection = True
        self._send(self._owner.answer("GET", self._path(), self._request("", b"")))

    def do_POST(self) -> None:
        """Answer a request with a body, once it is complete."""
        size = self._announced_size()
        if size is None:
            return
        if size > MOST_BODY_BYTES:
            self._drop(size)
            self._send(self._owner.too_large(self._path()))
            return
        content_type = self.headers.get("Content-Type", "")
        request = self._request(content_type, b"")
        boundary = boundary_of(content_type) if is_multipart(content_type) else None
        if boundary is not None:
            parts = MultipartReader(boundary)
            is_whole = self._read(size, parts.feed)
            request = replace(request, parts=parts.finish())
        else:
            body = bytearray()
            is_whole = self._read(size, body.extend)
            request = replace(request, body=bytes(body))
        if not is_whole:
            self.close_connection = True
            return
        self._send(self._owner.answer("POST", self._path(), request))

    def version_string(self) -> str:
        """Name the server, without the Python beneath."""
        return "AlphaSMS-sandbox"

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing."""

    @property
    def _owner(self) -> Answering:
        return cast("Answering", self.server)

    def _path(self) -> str:
        try:
            return urlsplit(self.path).path
        except ValueError:
            return ""

    def _request(self, content_type: str, body: bytes) -> Request:
        try:
            query = urlsplit(self.path).query
        except ValueError:
            query = ""
        return Request(content_type, body, query, str(self.client_address[0]))

    def _announced_size(self) -> int | None:
        """Return the length of the body, or answer that it must be told, once and as a number."""
        sizes = self.headers.get_all("Content-Length", [])
        if not sizes or self.headers.get("Transfer-Encoding"):
            self._refuse(text_answer("a Content-Length is required", 411))
            return None
        size = sizes[0].strip()
        if len(set(sizes)) > 1 or not (size.isascii() and size.isdigit() and len(size) < 20):
            self._refuse(text_answer("the Content-Length is not a number", 400))
            return None
        return int(size)

    def _drop(self, size: int) -> None:
        if size > _MOST_DROPPED_BYTES:
            self.close_connection = True
            return
        self._read(size, lambda piece: None)

    def _read(self, size: int, feed: Callable[[bytes], object]) -> bool:
        """Feed the body piece by piece; says whether all of it came."""
        while size > 0 and (piece := self.rfile.read(min(size, _PIECE))):
            size -= len(piece)
            feed(piece)
        return size == 0

    def _refuse(self, answer: Answer) -> None:
        # Where the request ends cannot be known, so nothing after it can be understood.
        self.close_connection = True
        self._send(answer)

    def _send(self, answer: Answer) -> None:
        if answer.held_s:
            self._owner.hold(answer.held_s)
        if answer.is_reset:
            self._owner.reset_at_end(self.connection)
        if answer.is_lost:
            self.close_connection = True
            return
        self.send_response(answer.status)
        self.send_header("Content-Type", answer.content_type)
        self.send_header("Content-Length", str(len(answer.body)))
        if answer.leads_to:
            self.send_header("Location", answer.leads_to)
        if answer.is_cut:
            self.close_connection = True
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(answer.body[: len(answer.body) // 2] if answer.is_cut else answer.body)
