"""One delivery to a hook: straight there, no proxy, no redirect, and it can be broken off."""

import threading
from contextlib import suppress
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from socket import SHUT_RDWR

from alphasms_desktop.sandbox.hook_address import HookAddress

# A connection that hangs cannot be broken off, so it gets less time than an answer.
_CONNECT_S = 3.0
_ANSWER_S = 10.0
_HEADERS = {"Content-Type": "application/json", "User-Agent": "AlphaSMS-sandbox"}


class HookPost:
    """Delivers for several threads at once until it is stopped."""

    def __init__(self) -> None:
        self._open: set[HTTPConnection] = set()
        self._lock = threading.Lock()
        self._stopped = False

    def deliver(self, address: HookAddress, body: bytes) -> bool:
        """Post the body; True if a 2xx came back."""
        kind = HTTPSConnection if address.secure else HTTPConnection
        connection = kind(address.host, address.port, timeout=_CONNECT_S)
        try:
            connection.connect()
            connection.sock.settimeout(_ANSWER_S)
            with self._lock:
                if self._stopped:
                    return False
                self._open.add(connection)
            connection.request("POST", address.target, body, _HEADERS)
            return 200 <= connection.getresponse().status < 300
        except (OSError, HTTPException):
            return False
        finally:
            with self._lock:
                self._open.discard(connection)
            connection.close()

    def stop(self) -> None:
        """Break off what is under way and let nothing new begin."""
        with self._lock:
            self._stopped = True
            for connection in self._open:
                # The socket is gone once the answer's head has come.
                if connection.sock is not None:
                    with suppress(OSError):
                        connection.sock.shutdown(SHUT_RDWR)
