"""The relay on the user's web site: webhooks wait there until this program takes them."""

import json
import ssl
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar
from urllib.parse import urlsplit

import httpx

from alphasms_desktop import __version__
from alphasms_desktop.domain.address import parse_address
from alphasms_desktop.domain.errors import Kind, TroubleError
from alphasms_desktop.domain.exchange import ReceivedHook
from alphasms_desktop.gateway.breaks import how_far
from alphasms_desktop.gateway.decision import VERDICTS, of_status
from alphasms_desktop.gateway.json_reading import LONGEST_ANSWER, object_in
from alphasms_desktop.gateway.relay_reading import RelayedHook, RelayNote, read_hooks, read_note
from alphasms_desktop.gateway.relay_sign import is_secret, proof
from alphasms_desktop.gateway.secret import Secret

_DONE_AT_ONCE = 500
_NOT_SET_UP = b"The secret is not set"
VERSION = "2"
"""Of the file that this program writes; an earlier one keeps a worse hold of the time."""

_Read = TypeVar("_Read")


@dataclass(frozen=True, slots=True)
class _Answer:
    status: int
    body: bytes = field(repr=False)
    nonce: str


class RelayClient:
    """Asks one relay; every failure is a TroubleError. One thread uses it at a time.

    Where it is a NOT_THE_SERVICE, `what` among its values says more: `relay_missing` (no such file
    there), `relay_secret` (another secret), `relay_placeholder` (no secret written in yet),
    `relay_text` (PHP does not run there), `relay_shown` (nor does it, and the file is handed out),
    `relay_old` (a file of another version), `relay_storage` (it cannot write on its disk) or
    `relay_answer` (something else answers). With every other kind it is `relay`.
    """

    def __init__(self, url: str, secret: str, timeout_s: float = 20.0) -> None:
        self._url, is_loopback = _checked(url)
        if not is_secret(secret):
            raise _not_the_relay("relay_secret", "not 64 hex digits")
        self._secret = Secret(secret)
        self._timeout_s = timeout_s
        self._is_in_body = False
        self._clock_offset_s = 0.0
        self._client = httpx.Client(
            verify=False if self._url.scheme == "http" else _trust(),
            follow_redirects=False,
            trust_env=not is_loopback,
            timeout=timeout_s,
            headers={
                "User-Agent": f"AlphaSMS-Desktop/{__version__}",
                "Accept-Encoding": "identity",
            },
        )

    def __repr__(self) -> str:
        return f"RelayClient({str(self._url)!r})"

    def close(self) -> None:
        """Close every connection."""
        self._client.close()

    def url_for(self, token: str) -> str:
        """Return the address to give with a call whose attempt has this token."""
        return str(self._url.copy_set_param("t", token))

    def ping(self) -> RelayNote:
        """Ask how the relay stands, having it write and read its store on the way."""
        note = self._ask(
            "ping", "{}", lambda told: read_note(told, time.time()), otherwise="relay_storage"
        )
        if note.version != VERSION:
            raise _not_the_relay("relay_old", f"version {note.version}")
        return note

    def take(self) -> list[RelayedHook]:
        """Return the oldest webhooks that wait, at most 500; they stay until they are `done`."""
        return self._ask("take", "{}", lambda told: read_hooks(told, time.time()))

    def done(self, ids: Sequence[int]) -> None:
        """Have the relay forget webhooks that are kept here; asking it twice does no harm."""
        for begin in range(0, len(ids), _DONE_AT_ONCE):
            some = list(ids[begin : begin + _DONE_AT_ONCE])
            self._ask("done", json.dumps({"ids": some}), lambda told: told.get("done"))

    def _ask(
        self,
        do: str,
        payload: str,
        read: Callable[[dict[str, object]], _Read | None],
        otherwise: str = "relay_answer",
    ) -> _Read:
        answer = self._signed(do, payload, self._is_in_body)
        if answer.status == httpx.codes.NOT_FOUND:
            answer = self._the_other_way(do, payload)
        if answer.status == httpx.codes.CONFLICT:
            answer = self._by_its_clock(do, payload, answer)
        told = object_in(answer.body) if answer.status == httpx.codes.OK else None
        # An answer to another question, out of some cache on the way, is none.
        if told is None or told.get("nonce") != answer.nonce:
            raise _refused(answer)
        found = read(told)
        if found is None:
            raise _not_the_relay(otherwise, f"{do}: {len(answer.body)} bytes")
        return found

    def _the_other_way(self, do: str, payload: str) -> _Answer:
        """Ask with the proof in the body, or in headers again: some hosts strip headers.

        A relay gives one answer to everything it does not believe.
        """
        answer = self._signed(do, payload, not self._is_in_body)
        if answer.status in {httpx.codes.OK, httpx.codes.CONFLICT}:
            self._is_in_body = not self._is_in_body
        return answer

    def _by_its_clock(self, do: str, payload: str, refused: _Answer) -> _Answer:
        """Ask again by the clock of the site, which is told to whoever has the secret."""
        clock = (object_in(refused.body) or {}).get("clock")
        if not isinstance(clock, int) or isinstance(clock, bool):
            return refused
        self._clock_offset_s = clock - time.time()
        return self._signed(do, payload, self._is_in_body)

    def _signed(self, do: str, payload: str, is_in_body: bool) -> _Answer:
        at_s = round(time.time() + self._clock_offset_s)
        proven = proof(self._secret, do, payload, at_s)
        request = self._client.build_request(
            "POST",
            self._url.copy_set_param("do", do),
            content=proven.around(payload) if is_in_body else payload,
            headers=[
                ("Content-Type", "application/json"),
                *([] if is_in_body else proven.headers),
            ],
        )
        try:
            response = self._client.send(request, stream=True)
            try:
                body = _beginning(response, time.monotonic() + self._timeout_s)
            finally:
                response.close()
        except httpx.HTTPError as error:
            kind = VERDICTS[how_far(error, has_begun=True)].asking
            raise TroubleError(kind, type(error).__name__, what="relay") from error
        return _Answer(response.status_code, body, proven.nonce)


def hand_over(client: RelayClient, put: Callable[[Sequence[ReceivedHook]], object]) -> int:
    """Put webhooks that wait at the relay into our inbox; returns how many, 0 when none is left.

    They are acknowledged after they were put, all in one commit, so a break repeats them and
    never loses one. What `put` raises comes out here.
    """
    taken = client.take()
    if taken:
        put([ReceivedHook(one.token, one.text, one.received_at) for one in taken])
        client.done([one.id for one in taken])
    return len(taken)


def _checked(url: str) -> tuple[httpx.URL, bool]:
    try:
        parts = urlsplit(url.strip())
        address = parse_address(f"{parts.scheme}://{parts.netloc}")
        read = httpx.URL(parts.geturl())
    except (TroubleError, ValueError, httpx.InvalidURL) as error:
        raise TroubleError(Kind.BAD_ADDRESS, address=url, what="relay") from error
    # The address of a whole site would answer with its front page.
    if parts.path in {"", "/"} or parts.query or parts.fragment:
        raise TroubleError(Kind.BAD_ADDRESS, address=url, what="relay")
    return read, address.is_loopback


def _beginning(response: httpx.Response, until: float) -> bytes:
    body = bytearray()
    for piece in response.iter_raw():
        body += piece
        if len(body) > LONGEST_ANSWER:
            break
        if time.monotonic() > until:
            raise httpx.ReadTimeout("an answer in drops")
    return bytes(body)


def _refused(answer: _Answer) -> TroubleError:
    detail = f"HTTP {answer.status}, {len(answer.body)} bytes"
    if what := _what_answers(answer):
        return _not_the_relay(what, detail)
    kind = VERDICTS[of_status(answer.status)].asking
    if kind is Kind.NOT_THE_SERVICE:
        return _not_the_relay("relay_answer", detail)
    return TroubleError(kind, detail, what="relay")


def _what_answers(answer: _Answer) -> str:
    """Name what an answer is recognised by; empty for something unknown."""
    status, body = answer.status, answer.body
    if status == httpx.codes.NOT_FOUND:
        # The relay's own refusal is empty; a web server's page about a missing file is not.
        return "relay_missing" if body.strip() else "relay_secret"
    if status == httpx.codes.SERVICE_UNAVAILABLE and body.startswith(_NOT_SET_UP):
        return "relay_placeholder"
    # A server without PHP hands the file out as it is, or lets nobody post to it.
    if body.lstrip().startswith(b"<?php"):
        return "relay_shown"
    if status == httpx.codes.METHOD_NOT_ALLOWED:
        return "relay_text"
    return "relay_storage" if status == httpx.codes.INSUFFICIENT_STORAGE else ""


def _not_the_relay(what: str, detail: str) -> TroubleError:
    return TroubleError(Kind.NOT_THE_SERVICE, detail, what=what)


def _trust() -> ssl.SSLContext:
    # Offices that inspect TLS put their own root into the system's store, and only there.
    import truststore

    return truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
