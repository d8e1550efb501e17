"""The receiver of webhooks on this computer: written down first, answered afterwards."""

import asyncio
import errno
import logging
import socket
import ssl
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from alphasms_desktop.domain.errors import Kind, TroubleError
from alphasms_desktop.domain.exchange import ReceivedHook
from alphasms_desktop.gateway.hook_request import HookRequest, RefusedError
from alphasms_desktop.gateway.hook_writing import HookWriting, Put
from alphasms_desktop.gateway.rates import Rates

_log = logging.getLogger(__name__)

PATIENCE_S = 10.0
"""How long a whole request may take, however slowly it drips in."""

MOST_AT_ONCE = 256
MOST_OF_SENDER = 64
_RATE_OF_SENDER = (100.0, 400.0)
_RATE_OF_ALL = (400.0, 1600.0)
_START_WITHIN_S = 10.0
_AFTER_TROUBLE_S = 0.5
_END_WITHIN_S = 1.0

_HERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}


@dataclass(frozen=True)
class Bind:
    """Where the receiver listens and how it is reached; an empty public address is its own.

    Port 0 takes any free one. With a certificate it speaks TLS.
    """

    host: str = "127.0.0.1"
    port: int = 0
    public_url: str = ""
    certificate: str = ""
    private_key: str = ""


class HookReceiver:
    """Listens and hands webhooks, with the tokens of their addresses, to `put`.

    One thread serves every connection; another one has what came in the meantime written in one
    commit. `put` returns when the webhooks are on the disk; only then their senders are answered,
    and `told` is called. What could not be kept is answered with 503, so that it comes again.
    """

    def __init__(
        self,
        put: Put,
        told: Callable[[], None],
        bind: Bind | None = None,
        patience_s: float = PATIENCE_S,
    ) -> None:
        self._bind = bind or Bind()
        self._patience_s = patience_s
        self._writing = HookWriting(put, told)
        self._rates = Rates(_RATE_OF_SENDER, _RATE_OF_ALL)
        self._open: dict[asyncio.Task[None], str] = {}
        self._leaving: set[asyncio.Task[None]] = set()
        self._port = 0
        self._failure: BaseException | None = None
        self._started = threading.Event()
        self._stamps = _stamps(self._bind)
        self._tls = _context(self._bind)
        self._loop = asyncio.new_event_loop()
        self._stopping = asyncio.Event()
        self._thread = threading.Thread(target=self._run, name="inbox", daemon=True)
        self._thread.start()
        self._started.wait(_START_WITHIN_S)
        if self._failure is not None:
            self._thread.join()
            raise _as_trouble(self._failure, self._bind.port) from self._failure

    @property
    def port(self) -> int:
        """The port it listens on."""
        return self._port

    def url_for(self, token: str) -> str:
        """Return the address to give with a call whose attempt has this token."""
        own = f"{'https' if self._tls else 'http'}://127.0.0.1:{self._port}"
        return f"{self._bind.public_url or own}/hook/{token}"

    def renew(self) -> None:
        """Take the certificate anew where its files have changed; the one before serves till then.

        Raises TroubleError(BAD_CERTIFICATE) while what is there cannot be used.
        """
        stamps = _stamps(self._bind)
        if stamps != self._stamps:
            self._tls = _context(self._bind)
            self._stamps = stamps

    def close(self) -> None:
        """Stop listening; what was being written is written."""
        if self._thread.is_alive():
            with suppress(RuntimeError):  # the loop may be at its end already
                self._loop.call_soon_threadsafe(self._stopping.set)
        self._thread.join()

    def _run(self) -> None:
        try:
            self._loop.run_until_complete(self._serve())
        except OSError as error:
            self._failure = error
        finally:
            self._loop.close()
            self._started.set()

    async def _serve(self) -> None:
        with socket.create_server((self._bind.host, self._bind.port), backlog=128) as listening:
            listening.setblocking(False)
            self._port = listening.getsockname()[1]
            self._started.set()
            accepting = asyncio.create_task(self._accept(listening))
            await self._stopping.wait()
            await _end_accepting(accepting, listening)
        for task in list(self._open):
            self._drop(task)
        await asyncio.gather(*self._leaving, return_exceptions=True)
        await self._writing.close()

    async def _accept(self, listening: socket.socket) -> None:
        """Take connections as they come, each counted from its first byte, TLS included."""
        loop = asyncio.get_running_loop()
        while not self._stopping.is_set():
            try:
                line, peer = await loop.sock_accept(listening)
            except OSError as error:
                _log.warning("a connection could not be taken: %s", error)
                await asyncio.sleep(_AFTER_TROUBLE_S)
                continue
            if self._stopping.is_set():
                line.close()
                return
            sender = str(peer[0])
            self._make_room(sender)
            task = asyncio.create_task(self._on_connection(line, sender))
            self._open[task] = sender
            task.add_done_callback(self._has_ended)
            # Who was told to go does so now, or a flood of connections would only be counted.
            await asyncio.sleep(0)

    def _has_ended(self, task: asyncio.Task[None]) -> None:
        self._open.pop(task, None)
        self._leaving.discard(task)

    async def _on_connection(self, line: socket.socket, sender: str) -> None:
        writer: asyncio.StreamWriter | None = None
        try:
            async with asyncio.timeout(self._patience_s):
                reader, writer = await self._opened(line)
                await self._answer(HookRequest(reader, writer), sender)
        except (TimeoutError, OSError, asyncio.CancelledError):
            _drop(line, writer)
        except Exception:
            _log.exception("a fault while a webhook was received")
            _drop(line, writer)
        finally:
            if writer is not None:
                writer.close()
                with suppress(OSError, asyncio.CancelledError):
                    await writer.wait_closed()

    async def _opened(
        self, line: socket.socket
    ) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        loop = asyncio.get_running_loop()
        reader = asyncio.StreamReader(loop=loop)
        protocol = asyncio.StreamReaderProtocol(reader, loop=loop)
        tls = self._tls
        transport, _ = await loop.connect_accepted_socket(
            lambda: protocol,
            line,
            ssl=tls,
            ssl_handshake_timeout=self._patience_s if tls else None,
        )
        return reader, asyncio.StreamWriter(transport, protocol, reader, loop)

    async def _answer(self, request: HookRequest, sender: str) -> None:
        if not self._rates.takes(sender, time.monotonic()):
            await request.answer(429)
            return
        try:
            token, text = await request.read()
        except RefusedError as refused:
            await request.answer(refused.status)
            return
        is_kept = await self._writing.keep(ReceivedHook(token, text))
        await request.answer(200 if is_kept else 503)

    def _make_room(self, sender: str) -> None:
        """Drop the oldest connection where there are too many: who drips makes room for others."""
        of_sender = [task for task, one in self._open.items() if one == sender]
        if len(of_sender) >= MOST_OF_SENDER:
            self._drop(of_sender[0])
        elif len(self._open) >= MOST_AT_ONCE:
            self._drop(next(iter(self._open)))

    def _drop(self, task: asyncio.Task[None]) -> None:
        del self._open[task]
        self._leaving.add(task)
        task.cancel()


async def _end_accepting(accepting: asyncio.Task[None], listening: socket.socket) -> None:
    """Have connections taken no more, by one more that tells so.

    An accept that is cancelled may lose the connection it has just taken: its sender would hang.
    """
    host, port = listening.getsockname()[:2]
    with suppress(OSError), socket.create_connection((_HERE.get(host, host), port), _END_WITHIN_S):
        await asyncio.wait({accepting}, timeout=_END_WITHIN_S)
    accepting.cancel()
    await asyncio.gather(accepting, return_exceptions=True)


def _drop(line: socket.socket, writer: asyncio.StreamWriter | None) -> None:
    if writer is not None:
        writer.transport.abort()
    else:
        line.close()


def _context(bind: Bind) -> ssl.SSLContext | None:
    if not bind.certificate:
        return None
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    try:
        # Without a password given, a key that wants one would be asked for on the terminal.
        context.load_cert_chain(bind.certificate, bind.private_key or None, password="")
    except (OSError, ValueError) as error:
        raise TroubleError(Kind.BAD_CERTIFICATE, str(error), path=bind.certificate) from error
    return context


def _stamps(bind: Bind) -> list[tuple[int, int] | None]:
    """Return by what a change of the certificate's files is known; None for one that is missing."""
    stamps: list[tuple[int, int] | None] = []
    for path in (bind.certificate, bind.private_key):
        try:
            found = Path(path).stat() if path else None
        except OSError:
            found = None
        stamps.append((found.st_mtime_ns, found.st_size) if found else None)
    return stamps


def _as_trouble(failure: BaseException, port: int) -> TroubleError:
    number = getattr(failure, "errno", None)
    if number in {errno.EADDRINUSE, errno.EACCES, errno.EADDRNOTAVAIL}:
        return TroubleError(Kind.PORT_TAKEN, str(failure), port=port)
    return TroubleError(Kind.FAULT, str(failure))
