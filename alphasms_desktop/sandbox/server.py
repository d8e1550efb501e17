"""The HTTP server of the sandbox: on this computer only, a thread for each connection."""

import logging
import socket
import struct
import sys
import threading
from contextlib import suppress
from http.server import ThreadingHTTPServer
from socketserver import TCPServer

from alphasms_desktop.sandbox.answer import Answer, text_answer
from alphasms_desktop.sandbox.behaviour import Behaviour
from alphasms_desktop.sandbox.conversation import Conversation
from alphasms_desktop.sandbox.request import Request
from alphasms_desktop.sandbox.routes import Route

_log = logging.getLogger(__name__)
HOST = "127.0.0.1"
# Lingers for no time at all, which on closing sends a reset instead of an end.
_AT_ONCE = struct.pack("hh" if sys.platform == "win32" else "ii", 1, 0)
_NOT_FOUND = text_answer("there is nothing here", 404)
_WRONG_METHOD = text_answer("this method is not for this path", 405)
_OUR_FAULT = text_answer("the sandbox failed", 500)

# What the standard library calls a request is the connection; the pair is for UDP.
_Connection = socket.socket | tuple[bytes, socket.socket]


class SandboxServer(ThreadingHTTPServer):
    """Binds at once (OSError if the port is taken), serves from `serve_forever` to `end`."""

    daemon_threads = True
    request_queue_size = 256
    # On Windows "reuse" would let two servers share a port; elsewhere it only frees one at once.
    allow_reuse_address = sys.platform != "win32"

    def __init__(
        self,
        port: int,
        routes: tuple[Route, ...],
        behaviour: Behaviour | None = None,
        read_timeout_s: float = 30.0,
    ) -> None:
        self.read_timeout_s = read_timeout_s
        self._behaviour = behaviour
        self._ended = threading.Event()
        self._routes = {(route.method, route.path): route for route in routes}
        self._paths = {route.path for route in routes}
        self._open: set[_Connection] = set()
        self._to_reset: set[_Connection] = set()
        self._closed_one = threading.Condition()
        super().__init__((HOST, port), Conversation)

    def answer(self, method: str, path: str, request: Request) -> Answer:
        """Have a complete request answered by its endpoint."""
        route = self._routes.get((method, path))
        if route is None:
            return _WRONG_METHOD if path in self._paths else _NOT_FOUND
        try:
            if self._behaviour is None:
                return route.answer(request)
            return self._behaviour.answer(route, request)
        except Exception:
            _log.exception("the sandbox failed at %s %s", method, path)
            return _OUR_FAULT

    def hold(self, seconds: float) -> None:
        """Wait before an answer, or until the server ends."""
        self._ended.wait(seconds)

    def too_large(self, path: str) -> Answer:
        """Return what a POST with too large a body is told at this path."""
        route = self._routes.get(("POST", path))
        return _NOT_FOUND if route is None else route.too_large

    def end(self, within_s: float) -> None:
        """Break all connections and wait for their threads."""
        self._ended.set()
        with self._closed_one:
            for connection in self._open:
                with suppress(OSError):
                    if isinstance(connection, socket.socket):
                        connection.shutdown(socket.SHUT_RDWR)
            self._closed_one.wait_for(lambda: not self._open, within_s)

    def reset_at_end(self, connection: socket.socket) -> None:
        """Have a connection end without a farewell: the other side sees it reset."""
        with self._closed_one:
            self._to_reset.add(connection)

    def server_bind(self) -> None:
        """Bind without looking up the computer's name, which can take seconds."""
        if sys.platform == "win32":
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        TCPServer.server_bind(self)
        self.server_name, self.server_port = HOST, self.server_address[1]

    def process_request(self, request: _Connection, client_address: object) -> None:
        """Serve a connection on its own thread, remembered until it ends."""
        with self._closed_one:
            self._open.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: _Connection) -> None:
        """Close a connection that was served."""
        if isinstance(request, socket.socket) and request in self._to_reset:
            with suppress(OSError):
                request.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _AT_ONCE)
            self.close_request(request)
        else:
            super().shutdown_request(request)
        with self._closed_one:
            self._to_reset.discard(request)
            self._open.discard(request)
            self._closed_one.notify_all()

    def handle_error(self, request: _Connection, client_address: object) -> None:
        """Pass over clients that went away; only faults of the sandbox are worth a line."""
        if not isinstance(sys.exception(), OSError):
            _log.exception("the sandbox failed at a connection")
