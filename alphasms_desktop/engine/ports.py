"""What a run needs of the world; adapters fit by shape, `app` joins them."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Protocol, TypeVar

from alphasms_desktop.domain.attempt import Change, Claim, OpenCall, OpenCalls, Step, Why
from alphasms_desktop.domain.campaign import Phase, Tally
from alphasms_desktop.domain.channel import Channel
from alphasms_desktop.domain.errors import Trouble
from alphasms_desktop.domain.exchange import (
    Balance,
    HookReport,
    OutgoingText,
    Receipt,
    SpokenText,
    StatusAnswer,
    StatusReport,
    TextReceipt,
    Verdict,
    WaitingHook,
)
from alphasms_desktop.domain.live import Decision
from alphasms_desktop.domain.money import Bill
from alphasms_desktop.domain.result import Usual

if TYPE_CHECKING:
    from queue import SimpleQueue
_Message = TypeVar("_Message")


class Clock(Protocol):
    """Time as the engine sees it, so that a test can turn it by hand."""

    def now(self) -> datetime:
        """Return the wall clock's time, aware, in UTC."""
        ...

    def monotonic(self) -> float:
        """Return seconds that only ever grow."""
        ...

    def receive(self, mailbox: "SimpleQueue[_Message]", patience_s: float) -> _Message:
        """Return the next message, or raise queue.Empty when so many seconds have passed."""
        ...


class Gateway(Protocol):
    """The service; every failure is a TroubleError."""

    @property
    def clock_offset_s(self) -> float | None:
        """How far the service's clock is ahead of ours; None while it has not told."""
        ...

    @property
    def status_batch(self) -> int:
        """How many calls may be asked about at once."""
        ...

    def place(
        self,
        phone: str,
        audio: bytes,
        hook: str | None,
        collect_keys: bool,
        before_first_byte: Callable[[], None],
    ) -> Receipt:
        """Ask for one call; `before_first_byte` may raise to keep it from leaving."""
        ...

    def send(
        self, texts: Sequence[OutgoingText | SpokenText], before_first_byte: Callable[[], None]
    ) -> list[TextReceipt | Trouble]:
        """Send texts of one kind in one request; returns what became of each, in order.

        ANSWER_LOST where it may have been taken, any other kind where it certainly was not; what
        is raised means the same for all of them.
        """
        ...

    def text_statuses(self, own_ids: Sequence[int]) -> StatusAnswer:
        """Ask how texts stand by our own ids, and which of them the service does not know."""
        ...

    def statuses(self, gateway_ids: Sequence[str]) -> list[StatusReport]:
        """Ask how calls stand."""
        ...

    def balance(self) -> Balance:
        """Ask what is left on the account."""
        ...

    def read_hook(self, body: str) -> HookReport | None:
        """Return what a webhook tells, or None."""
        ...


class Receiver(Protocol):
    """Whatever receives webhooks and puts them into the inbox."""

    def url_for(self, token: str) -> str:
        """Return the address to give with a call."""
        ...


HookOf = Callable[[Claim], str | None]
"""Makes the address to give with a call, or None where there is nowhere to send its result."""


class Journal(Protocol):
    """The store of one campaign that is ours; every failure is a TroubleError."""

    campaign_id: int

    def claim(self, limit: int, reserve: Decimal | None = None) -> tuple[list[Claim], list[Change]]:
        """Keep up to `limit` attempts as SENDING, each reserving so much money."""
        ...

    def skip_waiting(self, why: Why, limit: int) -> list[Change]:
        """Skip up to `limit` of those that still wait."""
        ...

    def next_waiting_at(self) -> float | None:
        """Return from when the next one waiting may be called, in seconds since 1970."""
        ...

    def bill(self) -> Bill:
        """Return what prices the campaign has seen."""
        ...

    def note_balance(self, amount: Decimal, spent: Decimal) -> None:
        """Keep what the account held when so much had been spent."""
        ...

    def usual_answers(self) -> Usual | None:
        """Return how calls of other campaigns were answered."""
        ...

    def keep(self, steps: Sequence[Step], applied: Mapping[int, Verdict] = ...) -> list[Change]:
        """Keep steps and what became of inbox rows; returns what changed."""
        ...

    def decide(self, recipient_ids: Sequence[int], decision: Decision) -> list[Change]:
        """Keep what the user says of calls in doubt."""
        ...

    def set_phase(self, phase: Phase, trouble: Trouble | None = None) -> None:
        """Keep where the campaign stands, and why."""
        ...

    def tally(self) -> Tally:
        """Return the kept counts."""
        ...

    def open_calls(self, no_result_since: float) -> tuple[OpenCalls, OpenCalls]:
        """Return the calls under way, and those given up that were taken after a moment."""
        ...

    def doubtful_texts(self) -> list[OpenCall]:
        """Return what is in doubt and can be asked about by an id of our own."""
        ...

    def witnesses(self) -> dict[Channel, int]:
        """Return for each channel the id of our own of a text that was certainly taken."""
        ...

    def waiting_hooks(self) -> list[WaitingHook]:
        """Return webhooks received and not applied."""
        ...

    def may_call(self, phone: str) -> bool:
        """Say whether nobody else owns the campaign now, and a phone is not to be left alone."""
        ...

    def release(self) -> None:
        """Let another process have the campaign."""
        ...
