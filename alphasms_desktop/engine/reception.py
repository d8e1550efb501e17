"""Receiving results for one data folder: by the own receiver or by the relay, as it is set.

One process of a computer receives, the one that holds the folder's lock; others, such as a
command beside the window, look into the inbox it fills.
"""

import logging
import secrets
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from alphasms_desktop.domain.errors import Kind, Trouble, TroubleError
from alphasms_desktop.domain.exchange import ReceivedHook
from alphasms_desktop.domain.receiving import Receiving, Way
from alphasms_desktop.engine.late_answers import LateAnswers

_log = logging.getLogger(__name__)

GRACE_S = 12.0
"""A status may be told some seconds before the webhook that says more: this long it is awaited."""

_BUSY_EVERY_S = 2.0
_OPEN_EVERY_S = 15.0
_IDLE_EVERY_S = 300.0
_AFTER_TROUBLE_S = 20.0
_TEST_EVERY_S = 0.5
_OPEN_FOR_S = 48 * 3600.0
_TEST_BODY = '{"id":0,"status":"TEST"}'


class Channel(Protocol):
    """A way by which webhooks come, opened."""

    def fetch(self) -> int:
        """Take what waits elsewhere; returns how much there may still be."""
        ...

    def close(self) -> None:
        """Let go of it."""
        ...


class Lock(Protocol):
    """A lock that one process of this computer holds."""

    def acquire(self) -> bool:
        """Take it if nobody has it."""
        ...

    def release(self) -> None:
        """Let it go."""
        ...


class Inbox(Protocol):
    """Where webhooks are put."""

    def put_all(self, hooks: Sequence[ReceivedHook]) -> int:
        """Keep webhooks in one commit."""
        ...

    def open_calls(self, since: float) -> int:
        """Return how many calls taken after a moment have no end."""
        ...


Put = Callable[[Sequence[ReceivedHook]], object]
OpenChannel = Callable[[Receiving, Put, Callable[[], None]], Channel]
UrlFor = Callable[[Receiving, str], str]
SendTest = Callable[[str, str], None]
"""Posts a text to an address as the service does; raises TroubleError."""


@dataclass(frozen=True)
class ReceptionTools:
    """What a reception is made of; adapters fit by shape, `app` joins them."""

    inbox: Inbox
    late: LateAnswers
    lock: Lock
    open_channel: OpenChannel
    url_for: UrlFor
    send_test: SendTest


@dataclass(frozen=True)
class AttachedReceiver:
    """The receiver of one run: its addresses lead to the reception, which tells it of news."""

    receiving: Receiving
    make_url: UrlFor
    detach: Callable[[], None]

    def url_for(self, token: str) -> str:
        """Return the address to give with a call."""
        return self.make_url(self.receiving, token)

    def close(self) -> None:
        """Hear of no more news."""
        self.detach()


class Reception:
    """Receives while runs are attached, or for as long as it was told to stay."""

    def __init__(self, tools: ReceptionTools, now: Callable[[], float] = time.time) -> None:
        self._tools = tools
        self._now = now
        self._changing = threading.RLock()
        self._wake = threading.Event()
        self._listeners: list[Callable[[], None]] = []
        self._tests: dict[str, threading.Event] = {}
        self._receiving = Receiving()
        self._thread: threading.Thread | None = None
        self._is_stopping = self._stays = False
        self._news = threading.Event()
        self.trouble: Trouble | None = None
        """Why nothing can be received now, or None."""
        self.on_late: Callable[[list[int]], None] = lambda _ids: None
        """Told which campaigns answers came for that nobody runs; on the reception's thread."""

    def stay(self, receiving: Receiving) -> None:
        """Receive by these settings from now on, runs or none; another way replaces the first."""
        with self._changing:
            self._stays = receiving.way in {Way.OWN, Way.RELAY}
            self._begin(receiving)

    def attach(self, receiving: Receiving, told: Callable[[], None]) -> AttachedReceiver:
        """Receive for a run: `told` is called for each arrival until it is closed."""
        with self._changing:
            self._listeners.append(told)
            self._begin(receiving)

        def detach() -> None:
            with self._changing:
                if told in self._listeners:
                    self._listeners.remove(told)
                if self._listeners or self._stays:
                    return
            self.close()

        return AttachedReceiver(receiving, self._tools.url_for, detach)

    def test(self, receiving: Receiving, within_s: float = 20.0) -> None:
        """Send a webhook the whole way round and see it come in; raises TroubleError if not."""
        token = secrets.token_hex(16)
        arrived = self._tests[token] = threading.Event()
        attached = self.attach(receiving, lambda: None)
        try:
            self._try_way(receiving, token, arrived, self._now() + within_s)
        finally:
            del self._tests[token]
            attached.close()

    def apply_late(self) -> list[int]:
        """Apply answers to campaigns that nobody runs; returns those that changed."""
        changed = self._tools.late.apply()
        if changed:
            self.on_late(changed)
        return changed

    def close(self) -> None:
        """Stop receiving."""
        with self._changing:
            thread, self._thread = self._thread, None
            self._is_stopping = True
            self._wake.set()
        if thread is not None and thread is not threading.current_thread():
            thread.join()

    def _begin(self, receiving: Receiving) -> None:
        if self._thread is not None and receiving.fingerprint == self._receiving.fingerprint:
            self._wake.set()
            return
        self.close()
        self._receiving = receiving
        self.trouble = None
        self._is_stopping = False
        self._wake.clear()
        self._thread = threading.Thread(target=self._run, name="reception", daemon=True)
        self._thread.start()

    def _try_way(
        self, receiving: Receiving, token: str, arrived: threading.Event, until: float
    ) -> None:
        is_sent = False
        while not arrived.is_set():
            if self._now() >= until:
                raise TroubleError(
                    self.trouble.kind if self.trouble else Kind.NOT_RECEIVED,
                    self.trouble.detail if self.trouble else "",
                    **(self.trouble.values if self.trouble else {}),
                )
            if self.trouble:
                raise TroubleError(self.trouble.kind, self.trouble.detail, **self.trouble.values)
            if self._is_open and not is_sent:
                self._tools.send_test(self._tools.url_for(receiving, token), _TEST_BODY)
                is_sent = True
            self._wake.set()
            arrived.wait(_TEST_EVERY_S)

    # The reception's own thread.

    _is_open = False

    def _run(self) -> None:
        receiving, channel = self._receiving, None
        try:
            while not self._is_stopping:
                try:
                    if channel is None:
                        channel = self._opened(receiving)
                    self._take_in(channel)
                    self.trouble = None
                except TroubleError as error:
                    self._note(error.trouble)
                except Exception as error:
                    _log.exception("a fault while results were received")
                    self._note(Trouble(Kind.FAULT, type(error).__name__))
                self._wake.wait(self._pause_s(channel is not None))
                self._wake.clear()
        finally:
            self._is_open = False
            if channel is not None:
                channel.close()
            self._tools.lock.release()

    def _opened(self, receiving: Receiving) -> Channel | None:
        if not self._tools.lock.acquire():
            return None
        channel = self._tools.open_channel(receiving, self._put, self._on_news)
        self._is_open = True
        return channel

    def _take_in(self, channel: Channel | None) -> None:
        self._news.clear()
        while channel is not None and channel.fetch() and not self._is_stopping:
            pass
        # Without the lock somebody else fills the inbox and cannot tell us.
        self._tell()
        self.apply_late()

    def _put(self, hooks: Sequence[ReceivedHook]) -> None:
        ours = [one for one in hooks if one.token not in self._tests]
        if ours:
            self._tools.inbox.put_all(ours)
        for one in hooks:
            if arrived := self._tests.get(one.token):
                arrived.set()

    def _on_news(self) -> None:
        """Hear of webhooks that were put; on a channel's thread."""
        self._tell()
        self._wake.set()

    def _tell(self) -> None:
        for told in list(self._listeners):
            told()

    def _note(self, trouble: Trouble) -> None:
        if self.trouble is None or self.trouble.kind is not trouble.kind:
            _log.warning("results cannot be received now: %s", trouble.kind)
        self.trouble = trouble

    def _pause_s(self, is_open: bool) -> float:
        if self.trouble:
            return _AFTER_TROUBLE_S
        if self._listeners:
            return _BUSY_EVERY_S
        if not is_open or not self._has_open_calls():
            return _IDLE_EVERY_S
        return _OPEN_EVERY_S

    def _has_open_calls(self) -> bool:
        try:
            return self._tools.inbox.open_calls(self._now() - _OPEN_FOR_S) > 0
        except TroubleError:
            return True
