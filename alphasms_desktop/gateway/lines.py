"""Connections straight to the service, for uploads that cost little: a transport under httpx.

It keeps the promises of httpx's own: the same exceptions at the same moments, nothing repeated, an
idle connection reused only while it is young and the other side has not ended it, HTTP read by the
same h11. What it leaves out is what makes an upload of half a megabyte dear: copies of what is
left of it, and a dozen layers a write.
"""

import select
import socket
import ssl
import threading
import time
from collections.abc import Iterator
from typing import Any

import h11
import httpx

_MOST_READ = 65_536
_MOST_HEAD = 102_400
_MOST_SENT = 262_144
"""Each piece may take the time of a write: TLS counts it for the whole of what it is given."""


class Line:
    """One connection; belongs to one exchange at a time."""

    def __init__(self, open_socket: socket.socket) -> None:
        self._socket = open_socket
        self._http = h11.Connection(h11.CLIENT, max_incomplete_event_size=_MOST_HEAD)
        self._idle_since = 0.0

    def is_fit(self, idle_s: float) -> bool:
        """Say whether it may carry another exchange: idle for a moment only, and still open."""
        if time.monotonic() - self._idle_since > idle_s or self._socket.fileno() < 0:
            return False
        # Whatever can be read while nothing was asked is the other side hanging up.
        if hasattr(select, "poll"):
            poll = select.poll()
            poll.register(self._socket, select.POLLIN)
            return not poll.poll(0)
        return not select.select([self._socket], [], [], 0)[0]

    def send(self, request: httpx.Request, patience_s: float | None) -> None:
        """Send the head, then the body piece by piece, as its iterator gives them.

        An error of the network is left for the answer to tell: a server may refuse early and stop
        reading, and then what it says counts.
        """
        head = h11.Request(
            method=request.method.encode(),
            target=request.url.raw_path,
            headers=request.headers.raw,
        )
        try:
            self._send(self._http.send(head), patience_s)
            assert isinstance(request.stream, httpx.SyncByteStream)
            for piece in request.stream:
                self._send(self._http.send(h11.Data(data=piece)), patience_s)
            self._send(self._http.send(h11.EndOfMessage()), patience_s)
        except _BrokenSending:
            return

    def events(self, patience_s: float | None) -> Iterator[Any]:
        """Give what comes back, event by event."""
        while True:
            event = self._http.next_event()
            if event is not h11.NEED_DATA:
                yield event
                continue
            received = self._receive(patience_s)
            if not received and self._http.their_state is h11.SEND_RESPONSE:
                raise httpx.RemoteProtocolError("The server hung up without an answer.")
            self._http.receive_data(received)

    def rest(self) -> bool:
        """Be ready for another exchange, if this one ended in order; says whether it did."""
        if self._http.our_state is not h11.DONE or self._http.their_state is not h11.DONE:
            return False
        self._http.start_next_cycle()
        self._idle_since = time.monotonic()
        return True

    def close(self) -> None:
        """Hang up."""
        self._socket.close()

    def _send(self, data: bytes | None, patience_s: float | None) -> None:
        left = memoryview(data or b"")
        self._socket.settimeout(patience_s)
        try:
            while left:
                left = left[self._socket.send(left[:_MOST_SENT]) :]
        except TimeoutError as error:
            raise httpx.WriteTimeout(str(error)) from error
        except OSError as error:
            raise _BrokenSending from error

    def _receive(self, patience_s: float | None) -> bytes:
        self._socket.settimeout(patience_s)
        try:
            return self._socket.recv(_MOST_READ)
        except TimeoutError as error:
            raise httpx.ReadTimeout(str(error)) from error
        except OSError as error:
            raise httpx.ReadError(str(error)) from error


class _BrokenSending(Exception):  # noqa: N818  (never leaves this module)
    """A byte could not be sent; the answer, or its absence, tells more."""


class Lines(httpx.BaseTransport):
    """At most so many connections to one service, each idle for no longer than `idle_s`."""

    def __init__(self, at_most: int, idle_s: float, tls: ssl.SSLContext | None) -> None:
        self._free = threading.Semaphore(at_most)
        self._idle_s = idle_s
        self._tls = tls
        self._lock = threading.Lock()
        self._idle: list[Line] = []
        self._all: set[Line] = set()
        if tls is not None:
            tls.set_alpn_protocols(["http/1.1"])

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send one request and return its answer, the body still to be read."""
        waits = request.extensions.get("timeout", {})
        if not self._free.acquire(timeout=waits.get("pool")):
            raise httpx.PoolTimeout("Every connection is busy.")
        held = _Held(self)
        try:
            held.line = line = self._idle_line() or self._connected(request, waits.get("connect"))
            line.send(request, waits.get("write"))
            events = line.events(waits.get("read"))
            answer = next(one for one in events if _is_answer(one))
            return httpx.Response(
                answer.status_code,
                headers=answer.headers.raw_items(),
                stream=_Body(events, held),
                extensions={"http_version": b"HTTP/" + answer.http_version},
            )
        except h11.RemoteProtocolError as error:
            held.let_go()
            raise httpx.RemoteProtocolError(str(error)) from error
        except h11.LocalProtocolError as error:
            held.let_go()
            raise httpx.LocalProtocolError(str(error)) from error
        except BaseException:
            held.let_go()
            raise

    def close(self) -> None:
        """Close every connection."""
        with self._lock:
            lines, self._all, self._idle = self._all, set(), []
        for line in lines:
            line.close()

    def take_back(self, line: Line | None) -> None:
        """Keep a line for the next exchange, or close it; its place is free again."""
        if line is not None:
            with self._lock:
                is_kept = line in self._all and line.rest()
                if is_kept:
                    self._idle.append(line)
                else:
                    self._all.discard(line)
            if not is_kept:
                line.close()
        self._free.release()

    def _idle_line(self) -> Line | None:
        while True:
            with self._lock:
                if not self._idle:
                    return None
                line = self._idle.pop()
            if line.is_fit(self._idle_s):
                return line
            with self._lock:
                self._all.discard(line)
            line.close()

    def _connected(self, request: httpx.Request, patience_s: float | None) -> Line:
        host, secure = request.url.host, request.url.scheme == "https"
        port = request.url.port or (443 if secure else 80)
        made: socket.socket | None = None
        try:
            made = socket.create_connection((host, port), patience_s)
            made.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            if secure:
                assert self._tls is not None
                made = self._tls.wrap_socket(made, server_hostname=host)
        except OSError as error:
            if made is not None:
                made.close()
            kind = httpx.ConnectTimeout if isinstance(error, TimeoutError) else httpx.ConnectError
            raise kind(str(error)) from error
        line = Line(made)
        with self._lock:
            self._all.add(line)
        return line


class _Held:
    """A place among the connections, given back once."""

    def __init__(self, lines: Lines) -> None:
        self.line: Line | None = None
        self._lines: Lines | None = lines

    def let_go(self) -> None:
        """Give the place back, and the line with it."""
        lines, self._lines = self._lines, None
        if lines is not None:
            lines.take_back(self.line)


class _Body(httpx.SyncByteStream):
    """The body of an answer, read as it comes."""

    def __init__(self, events: Iterator[Any], held: _Held) -> None:
        self._events = events
        self._held = held

    def __iter__(self) -> Iterator[bytes]:
        try:
            for event in self._events:
                if not isinstance(event, h11.Data):
                    return
                yield bytes(event.data)
        except h11.RemoteProtocolError as error:
            raise httpx.RemoteProtocolError(str(error)) from error

    def close(self) -> None:
        """Let the connection go."""
        self._held.let_go()


def _is_answer(event: object) -> bool:
    """Say whether an event is the answer itself, not a word that it will come."""
    if isinstance(event, h11.InformationalResponse):
        return event.status_code == 101
    return isinstance(event, h11.Response)
