"""The receiver of webhooks on this computer: written down first, answered afterwards."""

import asyncio
import errno
import logging
import ssl
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass

from alphasms_desktop.domain.errors import Kind, TroubleError
from alphasms_desktop.domain.exchange import ReceivedHook
from alphasms_desktop.gateway.hook_request import HookRequest, RefusedError
from alphasms_desktop.gateway.rates import Rates

_log = logging.getLogger(__name__)

PATIENCE_S = 10.0
"""How long a whole request may take, however slowly it drips in."""

MOST_AT_ONCE = 256
MOST_OF_SENDER = 64
_RATE_OF_SENDER = (100.0, 400.0)
_RATE_OF_ALL = (400.0, 1600.0)
_START_WITHIN_S = 10.0

Put = Callable[[Sequence[ReceivedHook]], object]


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
        self._writing = _Writing(put, told)
        self._rates = Rates(_RATE_OF_SENDER, _RATE_OF_ALL)
        self._open: dict[asyncio.Task[None], str] = {}
        self._port = 0
        self._failure: BaseException | None = None
        self._started = threading.Event()
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
        server = await asyncio.start_server(
            self._on_connection,
            self._bind.host,
            self._bind.port,
            backlog=128,
            ssl=self._tls,
            ssl_handshake_timeout=self._patience_s if self._tls else None,
        )
        self._port = server.sockets[0].getsockname()[1]
        self._started.set()
        await self._stopping.wait()
        server.close()
        for task in list(self._open):
            task.cancel()
        await asyncio.gather(*self._open, return_exceptions=True)
        await self._writing.close()

    async def _on_connection(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        task = asyncio.current_task()
        peer = writer.get_extra_info("peername")
        sender = str(peer[0]) if peer else ""
        assert task is not None  # a coroutine runs in one
        self._make_room(sender)
        self._open[task] = sender
        try:
            async with asyncio.timeout(self._patience_s):
                await self._answer(HookRequest(reader, writer), sender)
        except (TimeoutError, OSError, asyncio.CancelledError):
            writer.transport.abort()
        except Exception:
            _log.exception("a fault while a webhook was received")
            writer.transport.abort()
        finally:
            self._open.pop(task, None)
            writer.close()
            with suppress(OSError, asyncio.CancelledError):
                await writer.wait_closed()

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
            of_sender[0].cancel()
        elif len(self._open) >= MOST_AT_ONCE:
            next(iter(self._open)).cancel()


class _Writing:
    """Has webhooks written by one thread, all that came meanwhile in one commit."""

    def __init__(self, put: Put, told: Callable[[], None]) -> None:
        self._put = put
        self._told = told
        self._waiting: list[tuple[ReceivedHook, asyncio.Future[bool]]] = []
        self._task: asyncio.Task[None] | None = None
        self._thread = ThreadPoolExecutor(1, "inbox-writer")

    async def keep(self, hook: ReceivedHook) -> bool:
        """Wait until a webhook is on the disk; false where it could not be written."""
        done: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
        self._waiting.append((hook, done))
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._write())
        return await done

    async def close(self) -> None:
        """Wait for what is being written."""
        if self._task is not None:
            await self._task
        self._thread.shutdown()

    async def _write(self) -> None:
        loop = asyncio.get_running_loop()
        while self._waiting:
            batch, self._waiting = self._waiting, []
            hooks = [hook for hook, _ in batch]
            is_kept = await loop.run_in_executor(self._thread, self._write_now, hooks)
            for _, done in batch:
                if not done.done():
                    done.set_result(is_kept)

    def _write_now(self, hooks: Sequence[ReceivedHook]) -> bool:
        try:
            self._put(hooks)
        except TroubleError:
            _log.warning("webhooks could not be kept", exc_info=True)
            return False
        except Exception:
            _log.exception("a fault while webhooks were kept")
            return False
        self._told()
        return True


def _context(bind: Bind) -> ssl.SSLContext | None:
    if not bind.certificate:
        return None
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    try:
        context.load_cert_chain(bind.certificate, bind.private_key or None)
    except (OSError, ValueError) as error:
        raise TroubleError(Kind.BAD_CERTIFICATE, str(error), path=bind.certificate) from error
    return context


def _as_trouble(failure: BaseException, port: int) -> TroubleError:
    number = getattr(failure, "errno", None)
    if number in {errno.EADDRINUSE, errno.EACCES, errno.EADDRNOTAVAIL}:
        return TroubleError(Kind.PORT_TAKEN, str(failure), port=port)
    return TroubleError(Kind.FAULT, str(failure))
