"""Stand-ins that several tests share: a clock turned by hand, a gateway that follows a script."""

import copy
import threading
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from queue import Empty, SimpleQueue
from typing import TypeVar

from alphasms_desktop.domain.attempt import State
from alphasms_desktop.domain.campaign import CampaignKind, Draft, Mode, Service
from alphasms_desktop.domain.cells import Cell
from alphasms_desktop.domain.contact import Batch, Contact, Reject, SheetHead
from alphasms_desktop.domain.errors import Kind, Trouble, TroubleError
from alphasms_desktop.domain.exchange import (
    Balance,
    HookReport,
    OutgoingText,
    Receipt,
    SpokenText,
    StatusAnswer,
    StatusReport,
    TextReceipt,
)
from alphasms_desktop.domain.message import Fallback, Recording, TextMessage
from alphasms_desktop.domain.rules import Rules
from alphasms_desktop.engine.workspace import Workspace
from alphasms_desktop.gateway import wire_voice
from alphasms_desktop.spoken.script import Script
from alphasms_desktop.store import Store

_Message = TypeVar("_Message")
RECORDING = Recording("ab" * 32, 10.0, 160_044, "message.wav")
SERVICE = Service("https://alphasms.ua", "account-1")
HEAD = SheetHead("people.xlsx", "Sheet1", ("Name", "Phone"), 1, 0)


def phone(number: int) -> str:
    """Return an invented mobile."""
    return f"+38050{number:07d}"


def contact(row: int, number: int | None = None) -> Contact:
    """Return a contact of a row, by default with a phone of its own."""
    written = phone(row if number is None else number)
    return Contact(row, written, written, f"Person {row}", (f"Person {row}", written))


def make_campaign(
    store: Store,
    recipients: int = 3,
    rejects: Sequence[Reject] = (),
    rules: Rules | None = None,
    contacts: Sequence[Contact] | None = None,
    text: TextMessage | None = None,
    fallbacks: Sequence[Fallback] = (),
    each_row: bool = False,
    kind: CampaignKind = CampaignKind.MASS,
) -> int:
    """Make a campaign in a store and return its id; `each_row` calls differing repeats too."""
    people = tuple(contacts or (contact(row) for row in range(2, 2 + recipients)))
    taken = store.lists.take_in(HEAD, [Batch.of(people, rejects)])
    if each_row:
        store.lists.call_each_row(taken.id, True)
    draft = Draft(
        "Test",
        Mode.TRAINING,
        SERVICE,
        taken.id,
        RECORDING,
        rules or Rules(),
        text=text,
        fallbacks=tuple(fallbacks),
        each_row=each_row,
        kind=kind,
    )
    messages = [*([text] if text else []), *(one.text for one in fallbacks)]
    scripts = [Script(one, HEAD.columns) for one in messages]

    def texts_of(cells: Sequence[Cell]) -> list[str | None]:
        told = [script.of(cells) for script in scripts]
        return [None if one.troubles else one.said for one in told]

    return store.campaigns.create(draft, texts_of if messages else None).id


class HandClock:
    """A clock that moves only when it is turned."""

    def __init__(self) -> None:
        self._now = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)
        self._monotonic = 1000.0
        self.on_wait: Callable[[], None] = lambda: None

    def now(self) -> datetime:
        """Return the wall clock's time."""
        return self._now

    def monotonic(self) -> float:
        """Return the steady clock's time."""
        return self._monotonic

    def timestamp(self) -> float:
        """Return the wall clock's time in seconds since 1970, as the store keeps it."""
        return self._now.timestamp()

    def receive(self, mailbox: "SimpleQueue[_Message]", patience_s: float) -> _Message:
        """Return the next message; where there is none, the time of waiting passes at once."""
        try:
            return mailbox.get_nowait()
        except Empty:
            self.turn(patience_s)
            self.on_wait()
            raise

    def turn(self, seconds: float) -> None:
        """Let time pass on both clocks."""
        self._now += timedelta(seconds=seconds)
        self._monotonic += seconds

    def jump(self, seconds: float) -> None:
        """Set the wall clock alone, as a person or a time server does."""
        self._now += timedelta(seconds=seconds)


class SameThread:
    """Does each job at once, on the thread that gives it, so that a run is one ordered story."""

    def __init__(self, name: str = "", count: int = 1) -> None:
        self.name = name

    def do(self, job: Callable[[], None]) -> None:
        """Do a job now."""
        job()

    def allow(self, at_once: int) -> None:
        """Nothing is done at the same time here."""

    def close(self) -> None:
        """Nothing is left to do."""


class ScriptedGateway:
    """A service that answers each phone as it is told to, and counts who was called."""

    def __init__(self, price: Decimal = Decimal("0.20")) -> None:
        self.price = price
        self.called: list[str] = []
        self.answers: dict[str, TroubleError | None] = {}
        self.fates: dict[str, State] = {}
        self.default_fate: State | None = State.ANSWERED
        self.on_place: Callable[[str], None] = lambda phone: None
        self.status_trouble: Trouble | None = None
        self.clock_offset_s: float | None = None
        self.status_batch = 100
        self.amount = Decimal(1000)
        self.requests: list[list[int]] = []
        self.sent: list[OutgoingText | SpokenText] = []
        self.asked: list[int] = []
        self.texts_taken: dict[int, str] = {}
        self.whole_troubles: list[tuple[TroubleError, bool]] = []
        """Each with whether the service has acted before it failed; for the next requests."""
        self.forgets = False
        self.word = ""
        self._lock = threading.Lock()
        self._ids: dict[str, str] = {}

    def place(
        self,
        phone: str,
        audio: bytes,
        hook: str | None,
        collect_keys: bool,
        before_first_byte: Callable[[], None],
    ) -> Receipt:
        """Take a call, or raise what the script says for its phone."""
        before_first_byte()
        self.on_place(phone)
        error = self.answers.get(phone)
        if error is not None:
            raise error
        with self._lock:
            self.called.append(phone)
            gateway_id = str(1000 + len(self.called))
            self._ids[gateway_id] = phone
        return Receipt(gateway_id, self.price)

    def send(
        self, texts: Sequence[OutgoingText | SpokenText], before_first_byte: Callable[[], None]
    ) -> list[TextReceipt | Trouble]:
        """Take texts; a script may refuse one, lose its answer, or fail the whole request.

        Unlike the real one it takes an id a second time: what is sent twice arrives twice.
        """
        before_first_byte()
        self.requests.append([one.own_id for one in texts])
        self.sent += texts
        whole = self.whole_troubles.pop(0) if self.whole_troubles else None
        if whole and not whole[1]:
            raise whole[0]
        ends: list[TextReceipt | Trouble] = []
        for one in texts:
            error = self.answers.get(one.phone)
            if error is not None and error.trouble.kind is not Kind.ANSWER_LOST:
                ends.append(error.trouble)
                continue
            self.called.append(one.phone)
            self.texts_taken[one.own_id] = one.phone
            lost = error.trouble if error else None
            ends.append(lost or TextReceipt(one.own_id, str(9000 + one.own_id % 1000), 2))
        if whole:
            raise whole[0]
        return ends

    def text_statuses(self, own_ids: Sequence[int]) -> StatusAnswer:
        """Tell the fates of texts by our own ids."""
        self.asked += own_ids
        if self.status_trouble:
            raise TroubleError(self.status_trouble.kind, self.status_trouble.detail)
        known = [one for one in own_ids if one in self.texts_taken and not self.forgets]
        reports = []
        for own_id in known:
            fate = self.fates.get(self.texts_taken[own_id], self.default_fate)
            word = self.word or ("DELIVERED" if fate else "QUEUED")
            reports.append(StatusReport("", word, fate, str(own_id)))
        unknown = frozenset(str(one) for one in own_ids if one not in known)
        return StatusAnswer(tuple(reports), unknown)

    def statuses(self, gateway_ids: Sequence[str]) -> list[StatusReport]:
        """Tell the fates of calls."""
        if self.status_trouble:
            raise TroubleError(self.status_trouble.kind, self.status_trouble.detail)
        told = []
        for gateway_id in gateway_ids:
            fate = self.fates.get(self._ids.get(gateway_id, ""), self.default_fate)
            told.append(StatusReport(gateway_id, "XML 102" if fate else "XML 101", fate))
        return told

    def balance(self) -> Balance:
        """Tell a balance."""
        return Balance(self.amount, "UAH")

    def read_hook(self, body: str) -> HookReport | None:
        """Read a webhook as the real client does."""
        return wire_voice.read_hook(body)


def workspace_with(workspace: Workspace, **desks: object) -> Workspace:
    """Return a workspace like another, but for some desks."""
    made = copy.copy(workspace)
    vars(made).update(desks)
    return made
