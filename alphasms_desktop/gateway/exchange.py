"""One HTTP exchange: bytes out, status and bytes in, or how it failed and how far it got."""

import ssl
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import httpx

from alphasms_desktop import __version__
from alphasms_desktop.domain.address import ServiceAddress
from alphasms_desktop.gateway.decision import Happened
from alphasms_desktop.gateway.wire_voice import Form

CONNECT_S = 10.0
SILENT_UPLOAD_S = 30.0
ANSWER_S = 60.0
IDLE_CONNECTION_S = 2.0
_LONGEST_ANSWER = 4_000_000


@dataclass(frozen=True)
class Answer:
    """An HTTP answer, read whole."""

    status: int
    body: bytes


class BrokenExchangeError(Exception):
    """An exchange that ended without an answer; `happened` says how far it got."""

    def __init__(self, happened: Happened, detail: str) -> None:
        self.happened = happened
        self.detail = detail
        super().__init__(f"{happened}: {detail}")


class Exchanges:
    """HTTP with one service: never redirected, never repeated, idle connections soon closed."""

    def __init__(self, address: ServiceAddress, at_once: int) -> None:
        self._client = httpx.Client(
            base_url=address.url,
            verify=_trust() if address.url.startswith("https") else False,
            timeout=httpx.Timeout(
                connect=CONNECT_S, write=SILENT_UPLOAD_S, read=ANSWER_S, pool=CONNECT_S
            ),
            limits=httpx.Limits(max_connections=at_once + 2, keepalive_expiry=IDLE_CONNECTION_S),
            follow_redirects=False,
            # A proxy of the office is the way out; for this computer it would be a detour.
            trust_env=not address.is_loopback,
            headers={"User-Agent": f"AlphaSMS-Desktop/{__version__}"},
        )

    def close(self) -> None:
        """Close every connection."""
        self._client.close()

    def ask(
        self, path: str, body: bytes, content_type: str, patience_s: float = ANSWER_S
    ) -> Answer:
        """Send a small question; raises BrokenExchangeError."""
        request = self._client.build_request(
            "POST",
            path,
            content=body,
            headers={"Content-Type": content_type},
            timeout=httpx.Timeout(
                connect=CONNECT_S, write=SILENT_UPLOAD_S, read=patience_s, pool=CONNECT_S
            ),
        )
        return self._exchange(request, lambda: True)

    def upload(self, path: str, form: Form, before_first_byte: Callable[[], None]) -> Answer:
        """Send a form of known length, its audio uncopied; raises BrokenExchangeError.

        `before_first_byte` is called when the connection stands and no byte of the form has left;
        what it raises comes out here, and the form does not leave.
        """
        has_begun = False

        def parts() -> Iterator[bytes]:
            nonlocal has_begun
            before_first_byte()
            has_begun = True
            yield form.head
            yield form.audio
            yield form.tail

        headers = {"Content-Type": form.content_type, "Content-Length": str(len(form))}
        request = self._client.build_request("POST", path, content=parts(), headers=headers)
        return self._exchange(request, lambda: has_begun)

    def _exchange(self, request: httpx.Request, has_begun: Callable[[], bool]) -> Answer:
        try:
            response = self._client.send(request, stream=True)
            try:
                return Answer(response.status_code, _read_bounded(response))
            finally:
                response.close()
        except httpx.HTTPError as error:
            happened = _how_far(error, has_begun())
            raise BrokenExchangeError(happened, type(error).__name__) from error


def _read_bounded(response: httpx.Response) -> bytes:
    body = bytearray()
    for piece in response.iter_bytes():
        body += piece
        if len(body) > _LONGEST_ANSWER:
            raise httpx.ReadError("an endless answer")
    return bytes(body)


def _how_far(error: httpx.HTTPError, has_begun: bool) -> Happened:
    if isinstance(error, (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)):
        return Happened.NOT_SECURE if _is_about_tls(error) else Happened.NO_CONNECTION
    if isinstance(error, (httpx.ProxyError, httpx.UnsupportedProtocol)):
        return Happened.NO_CONNECTION
    if not has_begun:
        return Happened.NO_BODY_LEFT
    if isinstance(error, (httpx.WriteError, httpx.WriteTimeout)):
        return Happened.BODY_BROKEN
    return (
        Happened.NO_ANSWER_IN_TIME
        if isinstance(error, httpx.TimeoutException)
        else Happened.ANSWER_BROKEN
    )


def _is_about_tls(error: BaseException) -> bool:
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLError):
            return True
        cause = cause.__cause__ or cause.__context__
    return False


def _trust() -> ssl.SSLContext:
    # Offices that inspect TLS put their own root into the system's store, and only there.
    import truststore

    return truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
