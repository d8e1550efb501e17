"""One request to the receiver, read by h11 within bounds: a webhook, or the status to refuse it.

Everything that comes is a stranger's until its token is found; nothing is ever answered but a
status.
"""

import re
from asyncio import StreamReader, StreamWriter
from dataclasses import dataclass, field
from urllib.parse import parse_qs

import h11

from alphasms_desktop.gateway.hook_text import TOKEN_FIELD, hook_text

LARGEST_HEAD = 16_384
LARGEST_BODY = 64_000
_CHUNK = 8_192
_TOKEN = re.compile(r"[0-9a-f]{32}")
_PLACE = "/hook/"
_CONTINUE = h11.InformationalResponse(status_code=100, headers=[])


class RefusedError(Exception):
    """A request that is no webhook; `status` is what it is answered with."""

    def __init__(self, status: int) -> None:
        self.status = status
        super().__init__(str(status))


@dataclass
class _Read:
    target: str = ""
    content_type: str = ""
    body: bytearray = field(default_factory=bytearray)


@dataclass
class HookRequest:
    """The request of one connection."""

    reader: StreamReader
    writer: StreamWriter
    http: h11.Connection = field(
        default_factory=lambda: h11.Connection(h11.SERVER, max_incomplete_event_size=LARGEST_HEAD)
    )

    async def read(self) -> tuple[str, str]:
        """Return the token (empty without one) and the text of a webhook; raises RefusedError."""
        read = _Read()
        try:
            while not await self._step(read):
                pass
        except h11.RemoteProtocolError as error:
            raise RefusedError(error.error_status_hint or 400) from error
        path, _, query = read.target.partition("?")
        token = token_in(path, query)
        text = hook_text(read.content_type, query, bytes(read.body))
        if not token and _PLACE not in path and not query:
            raise RefusedError(404)
        return token, text

    async def answer(self, status: int) -> None:
        """Answer with a status and nothing else, and ask the other side to be gone."""
        if self.http.our_state not in {h11.IDLE, h11.SEND_RESPONSE}:
            return
        headers = [("Content-Length", "0"), ("Connection", "close"), ("Cache-Control", "no-store")]
        answer = h11.Response(status_code=status, headers=headers)
        sent = self.http.send(answer) or b""
        self.writer.write(sent + (self.http.send(h11.EndOfMessage()) or b""))
        await self.writer.drain()

    async def _step(self, read: _Read) -> bool:
        """Take the next thing that came; says whether the request is whole."""
        event = self.http.next_event()
        if event is h11.NEED_DATA:
            if self.http.they_are_waiting_for_100_continue:
                self.writer.write(self.http.send(_CONTINUE) or b"")
            self.http.receive_data(await self.reader.read(_CHUNK))
        elif isinstance(event, h11.Request):
            _take_head(event, read)
        elif isinstance(event, h11.Data):
            read.body += event.data
            if len(read.body) > LARGEST_BODY:
                raise RefusedError(413)
        elif isinstance(event, h11.ConnectionClosed):
            raise RefusedError(400)
        return isinstance(event, h11.EndOfMessage)


def token_in(path: str, query: str) -> str:
    """Return the token of an address: the last part of its path, or its field `t`."""
    last = path.rpartition("/")[2]
    if _PLACE in path and _TOKEN.fullmatch(last):
        return last
    try:
        named = parse_qs(query, max_num_fields=100).get(TOKEN_FIELD, [""])[0]
    except ValueError:
        return ""
    return named if _TOKEN.fullmatch(named) else ""


def _take_head(request: h11.Request, read: _Read) -> None:
    if request.method not in {b"POST", b"GET", b"PUT"}:
        raise RefusedError(405)
    read.target = request.target.decode("latin-1")
    for name, value in request.headers:
        if name == b"content-type":
            read.content_type = value.decode("latin-1")[:200]
        elif name == b"content-length" and not _is_fit(value):
            raise RefusedError(413)


def _is_fit(length: bytes) -> bool:
    # h11 has made sure of digits; a number of any length is not read as one.
    return len(length) < 9 and int(length) <= LARGEST_BODY
