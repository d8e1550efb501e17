"""One HTTP exchange: bytes out, status and bytes in, or how it failed and how far it got."""

import ssl
import time
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from urllib.request import getproxies

import httpx

from alphasms_desktop import __version__
from alphasms_desktop.domain.address import ServiceAddress
from alphasms_desktop.gateway.breaks import BrokenExchangeError, how_far
from alphasms_desktop.gateway.content import Content, Form, Small
from alphasms_desktop.gateway.dates import server_time
from alphasms_desktop.gateway.json_reading import LONGEST_ANSWER
from alphasms_desktop.gateway.lines import Lines
from alphasms_desktop.gateway.ring import Noted, Ring

CONNECT_S = 10.0
SILENT_UPLOAD_S = 30.0
ANSWER_S = 60.0
IDLE_CONNECTION_S = 2.0
_SAME_METHOD = frozenset({307, 308})
_ANY_COMPRESSION = 47  # zlib's word for "gzip or deflate, look for yourself"
_NOTED_BYTES = 8000


@dataclass(frozen=True)
class Answer:
    """An HTTP answer, read whole; where it is a redirect, `leads_to` says where."""

    status: int
    body: bytes
    leads_to: str = ""


@dataclass
class _Trip:
    """One request on its way, and whether a byte of its body has been given."""

    path: str
    content: Content = field(repr=False)
    patience_s: float
    before_first_byte: Callable[[], None] | None = None
    has_begun: bool = False

    def body(self) -> Iterator[bytes]:
        if self.before_first_byte:
            self.before_first_byte()
        self.has_begun = True
        yield from self.content


class Exchanges:
    """HTTP with one service: never repeated, idle connections soon closed.

    `hide` takes the key out of an answer before anybody reads it. Each exchange is kept in `ring`.
    """

    def __init__(
        self,
        address: ServiceAddress,
        at_once: int,
        hide: Callable[[bytes], bytes] = bytes,
        ring: Ring | None = None,
    ) -> None:
        self.ring = ring or Ring()
        self.clock_offset_s: float | None = None
        self._hide = hide
        self._home = httpx.URL(address.url)
        self._urls: dict[str, httpx.URL] = {}
        self._headers = [
            ("Host", self._home.netloc.decode()),
            ("Accept", "*/*"),
            # A packed answer could unpack to any size.
            ("Accept-Encoding", "identity"),
            ("Connection", "keep-alive"),
            ("User-Agent", f"AlphaSMS-Desktop/{__version__}"),
        ]
        trust = trusted() if address.url.startswith("https") else None
        at_most = at_once + 2
        if goes_direct(address):
            self._lines: Lines | httpx.Client = Lines(at_most, IDLE_CONNECTION_S, trust)
            self._send = self._lines.handle_request
        else:
            self._lines = client = httpx.Client(
                verify=trust or False,
                limits=httpx.Limits(max_connections=at_most, keepalive_expiry=IDLE_CONNECTION_S),
                follow_redirects=False,
            )
            self._send = lambda request: client.send(request, stream=True)

    def close(self) -> None:
        """Close every connection."""
        self._lines.close()

    def ask(self, path: str, content: Small, patience_s: float | None = None) -> Answer:
        """Put a question, which may be put twice; raises BrokenExchangeError.

        A redirect that keeps the method is followed once, and only to the same scheme, host and
        port: the key goes nowhere else.
        """
        patience = ANSWER_S if patience_s is None else patience_s
        answer = self._go(_Trip(path, content, patience))
        other = self._same_host(answer, path)
        return answer if other is None else self._go(_Trip(other, content, patience))

    def send(
        self, path: str, content: Small, before_first_byte: Callable[[], None] | None = None
    ) -> Answer:
        """Send what must not be sent twice; raises BrokenExchangeError. Never redirected.

        `before_first_byte` may raise to keep it from leaving, as for an upload.
        """
        return self._go(_Trip(path, content, ANSWER_S, before_first_byte))

    def upload(self, path: str, form: Form, before_first_byte: Callable[[], None]) -> Answer:
        """Send a form of known length, its audio uncopied; raises BrokenExchangeError.

        `before_first_byte` is called when the connection stands and no byte of the form has left;
        what it raises comes out here, and the form does not leave. A 307 or 308 is not followed
        either: whether something behind it has acted all the same, nobody has published.
        """
        return self._go(_Trip(path, form, ANSWER_S, before_first_byte))

    def _go(self, trip: _Trip) -> Answer:
        begun_at, when = time.monotonic(), datetime.now(UTC)
        status, end, body = None, "not sent", b""
        try:
            answer = self._exchange(trip)
            status, body = answer.status, answer.body
            return answer
        except httpx.HTTPError as error:
            happened = how_far(error, trip.has_begun)
            end = f"{happened} ({type(error).__name__})"
            raise BrokenExchangeError(happened, type(error).__name__) from error
        finally:
            told = body[:_NOTED_BYTES].decode("utf-8", "replace")
            took = round((time.monotonic() - begun_at) * 1000)
            note = Noted(when, trip.path, status, end, took, trip.content.note, told)
            self.ring.keep(note)

    def _exchange(self, trip: _Trip) -> Answer:
        timeout = httpx.Timeout(
            connect=CONNECT_S, write=SILENT_UPLOAD_S, read=trip.patience_s, pool=CONNECT_S
        )
        request = httpx.Request(
            "POST",
            self._url(trip.path),
            headers=[
                *self._headers,
                ("Content-Type", trip.content.content_type),
                ("Content-Length", str(len(trip.content))),
            ],
            content=trip.body(),
            extensions={"timeout": timeout.as_dict()},
        )
        response = self._send(request)
        try:
            self._look_at_the_clock(response.headers.get("Date", ""))
            body = _whole(response, time.monotonic() + trip.patience_s)
        finally:
            response.close()
        leads_to = response.headers.get("Location", "")
        return Answer(response.status_code, self._hide(body), leads_to)

    def _url(self, path: str) -> httpx.URL:
        known = self._urls.get(path)
        if known is None:
            known = self._urls[path] = self._home.join(path)
        return known

    def _look_at_the_clock(self, date: str) -> None:
        there = server_time(date)
        if there is not None:
            self.clock_offset_s = there - time.time()

    def _same_host(self, answer: Answer, path: str) -> str | None:
        if answer.status not in _SAME_METHOD or not answer.leads_to:
            return None
        echoed = answer.leads_to.encode("utf-8", "replace")
        if self._hide(echoed) != echoed:
            return None
        home = self._home
        try:
            there = self._url(path).join(answer.leads_to)
        except (httpx.InvalidURL, ValueError):
            return None
        is_home = (there.scheme, there.host, there.port) == (home.scheme, home.host, home.port)
        return there.raw_path.decode("ascii", "replace") if is_home and not there.userinfo else None


def goes_direct(address: ServiceAddress) -> bool:
    """Say whether no proxy may be in the way; where one may be, httpx knows how to go."""
    return address.is_loopback or not {"http", "https", "all"} & getproxies().keys()


def _whole(response: httpx.Response, until: float) -> bytes:
    body = bytearray()
    for piece in response.iter_raw():
        body += piece
        if len(body) > LONGEST_ANSWER:
            raise httpx.ReadError("an endless answer")
        if time.monotonic() > until:
            raise httpx.ReadTimeout("an answer in drops")
    if response.headers.get("Content-Encoding", "identity").lower() == "identity":
        return bytes(body)
    try:
        return zlib.decompressobj(_ANY_COMPRESSION).decompress(body, LONGEST_ANSWER)
    except zlib.error:
        return bytes(body)


def trusted() -> ssl.SSLContext:
    """Return what a connection trusts: the certificates of the system."""
    # Offices that inspect TLS put their own root into the system's store, and only there.
    import truststore

    return truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
