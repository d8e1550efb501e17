"""The receiver of webhooks on this computer: written down first, answered afterwards."""

import logging
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from alphasms_desktop.domain.errors import TroubleError

_log = logging.getLogger(__name__)
_LARGEST_BODY = 64_000
_PATH = "/hook/"
_PATIENCE_S = 10.0


class HookReceiver:
    """Listens on 127.0.0.1 and hands each webhook, with the token of its address, to `put`.

    `put` returns when the webhook is on the disk; only then the sender is answered, and `told` is
    called. A webhook that could not be kept is answered with 503, so that it comes again.
    """

    def __init__(self, put: Callable[[str, str], None], told: Callable[[], None]) -> None:
        self._server = _Server(("127.0.0.1", 0), _Handler)
        self._server.put = put
        self._server.told = told
        self._thread = threading.Thread(
            target=self._server.serve_forever, args=(0.1,), name="inbox", daemon=True
        )
        self._thread.start()

    def url_for(self, token: str) -> str:
        """Return the address to give with a call whose attempt has this token."""
        return f"http://127.0.0.1:{self._server.server_port}{_PATH}{token}"

    def close(self) -> None:
        """Stop listening."""
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128
    put: Callable[[str, str], None]
    told: Callable[[], None]

    def handle_error(self, request: object, client_address: object) -> None:
        _log.info("a webhook broke off", exc_info=True)


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    timeout = _PATIENCE_S

    def do_POST(self) -> None:
        token = self.path.partition("?")[0].removeprefix(_PATH)
        length = self.headers.get("Content-Length", "")
        if not self.path.startswith(_PATH) or not token.isalnum() or len(token) > 64:
            self._answer(404)
        elif not length.isdecimal() or int(length) > _LARGEST_BODY:
            self._answer(413)
        else:
            body = self.rfile.read(int(length)).decode("utf-8", "replace")
            self._answer(self._keep(token, body))

    def _keep(self, token: str, body: str) -> int:
        try:
            self.server.put(token, body)
        except TroubleError:
            _log.warning("a webhook could not be kept", exc_info=True)
            return 503
        self.server.told()
        return 200

    def _answer(self, code: int) -> None:
        self.send_response(code)
        self.send_header("Content-Length", "0")
        self.send_header("Connection", "close")
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing: the address holds a token."""
