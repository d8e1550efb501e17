"""Assembly: builds the adapters around one data folder and hands out a Workspace; no Qt."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from queue import SimpleQueue
from typing import TypeVar

from alphasms_desktop.audio import to_telephone_wav
from alphasms_desktop.contacts import Spreadsheet
from alphasms_desktop.domain.address import BUILT_IN_SANDBOX, parse_address
from alphasms_desktop.domain.errors import Kind, TroubleError
from alphasms_desktop.domain.message import Recording
from alphasms_desktop.engine.ports import Gateway, Receiver
from alphasms_desktop.engine.workspace import (
    AudioDesk,
    CampaignDesk,
    ContactDesk,
    KeyDesk,
    Workspace,
)
from alphasms_desktop.reports import write_report
from alphasms_desktop.sandbox import Sandbox, SandboxSettings
from alphasms_desktop.store import Store, open_store
from alphasms_desktop.store.keys import forget_key, keep_key, read_key

_Message = TypeVar("_Message")

_ASK_LOOPBACK_EVERY_S = 2.0
_ASK_EVERY_S = 10.0
_TRAINING_SPEED = 20.0
"""Pretend calls go by twenty times faster, so that a lesson does not take an afternoon."""


class SystemClock:
    """The computer's own clocks."""

    def now(self) -> datetime:
        """Return the wall clock's time in UTC."""
        return datetime.now(UTC)

    def monotonic(self) -> float:
        """Return seconds that only ever grow."""
        return time.monotonic()

    def receive(self, mailbox: SimpleQueue[_Message], patience_s: float) -> _Message:
        """Return the next message, or raise queue.Empty when so many seconds have passed."""
        return mailbox.get(timeout=patience_s)


@dataclass
class ServiceLine:
    """A line to the service, with the receiver and the sandbox it may have brought along."""

    gateway: Gateway
    receiver: Receiver | None
    ask_every_s: float
    _hang_up: list[Callable[[], None]]
    _listeners: list[Callable[[], None]] = field(default_factory=list)

    def on_hook(self, told: Callable[[], None]) -> None:
        """Have `told` called for each webhook that was put into the inbox."""
        self._listeners.append(told)

    def close(self) -> None:
        """Hang up: the client first, so that nothing more leaves."""
        for hang_up in self._hang_up:
            hang_up()


@dataclass(frozen=True)
class OpenedWorkspace:
    """A workspace and the store below it, to be closed at the end."""

    workspace: Workspace
    store: Store

    def close(self) -> None:
        """Close the data file."""
        self.store.close()


def open_workspace(data_folder: Path) -> OpenedWorkspace:
    """Open a data folder with all its desks; raises TroubleError for one that cannot be used."""
    store = open_store(data_folder)
    recordings = store.folder.recordings

    def read_sound(fingerprint: str) -> bytes:
        try:
            return (recordings / f"{fingerprint}.wav").read_bytes()
        except OSError as error:
            raise TroubleError(
                Kind.FILE_MISSING, str(error), path=recordings / f"{fingerprint}.wav"
            ) from error

    def convert(path: Path) -> Recording:
        return to_telephone_wav(path, recordings)

    def connect(url: str, key: str, uploads: int) -> ServiceLine:
        return _connect(store, url, key, uploads)

    audio = AudioDesk(convert, read_sound)
    campaigns = CampaignDesk(
        store.campaigns, store.lists, store, audio, connect, write_report, SystemClock()
    )
    contacts = ContactDesk(store.lists, Spreadsheet)
    return OpenedWorkspace(Workspace(campaigns, contacts, audio, key_desk()), store)


def key_desk() -> KeyDesk:
    """Return the desk of the API key, which needs no data folder."""
    return KeyDesk(read_key, keep_key, forget_key)


def _connect(store: Store, url: str, key: str, uploads: int) -> ServiceLine:
    from alphasms_desktop.gateway.client import AlphaSms
    from alphasms_desktop.gateway.inbox import HookReceiver

    hang_up: list[Callable[[], None]] = []
    if url == BUILT_IN_SANDBOX:
        sandbox = _start_sandbox(store.folder.path)
        hang_up.append(sandbox.stop)
        url = sandbox.url
    address = parse_address(url)
    client = AlphaSms(address, key, uploads)
    hang_up.insert(0, client.close)
    if not address.is_loopback:
        return ServiceLine(client, None, _ASK_EVERY_S, hang_up)
    listeners: list[Callable[[], None]] = []

    def told() -> None:
        for listener in listeners:
            listener()

    receiver = HookReceiver(store.inbox.put, told)
    hang_up.insert(1, receiver.close)
    return ServiceLine(client, receiver, _ASK_LOOPBACK_EVERY_S, hang_up, listeners)


def _start_sandbox(folder: Path) -> Sandbox:
    sandbox = Sandbox(SandboxSettings(speed=_TRAINING_SPEED, keep=folder / "sandbox-calls.jsonl"))
    sandbox.start()
    return sandbox
