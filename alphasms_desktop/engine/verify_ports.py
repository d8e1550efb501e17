"""What number checks need of the world; adapters fit by shape, `app` joins them."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Protocol

from alphasms_desktop.domain.code import SecretCode
from alphasms_desktop.domain.errors import Trouble
from alphasms_desktop.domain.exchange import (
    Code,
    HookReport,
    OutgoingText,
    Receipt,
    StatusAnswer,
    StatusReport,
    TextReceipt,
)
from alphasms_desktop.domain.verification import (
    Channel,
    CheckLimits,
    KeptCheck,
    NewCheck,
    Standing,
)
from alphasms_desktop.engine.ports import Receiver


class CheckStore(Protocol):
    """Where number checks are kept; every failure is a TroubleError."""

    def begin(self, new: NewCheck, limits: CheckLimits) -> KeptCheck:
        """Keep a check before anything leaves, or raise where a limit does not let it be."""
        ...

    def accepted(
        self, check_id: int, price: Decimal | None, gateway_id: str = "", lost: str = ""
    ) -> bool:
        """Keep that a request was taken; False where the check was voided meanwhile."""
        ...

    def note_try(self, check_id: int, tries: int) -> bool:
        """Keep how many wrong answers there were; False where it is not open any more."""
        ...

    def end(
        self,
        check_id: int,
        standing: Standing,
        tries: int | None = None,
        trouble: str = "",
        raw: str = "",
    ) -> bool:
        """Keep how a check ended; False where it had ended before."""
        ...

    def get(self, check_id: int) -> KeptCheck:
        """Return a check as it is kept now."""
        ...

    def latest(self, search: str = "", limit: int = 500) -> list[KeptCheck]:
        """Return checks, the newest first."""
        ...

    def usual_price(self, channel: Channel) -> Decimal | None:
        """Return what the last check of a channel cost, if the service has told."""
        ...

    def hooks(self, token: str) -> list[str]:
        """Return the webhooks that came for a check, the oldest first."""
        ...

    def settle_left(self) -> int:
        """Settle what processes that are gone have left open."""
        ...


class CodeGateway(Protocol):
    """The service as far as number checks go; every failure is a TroubleError."""

    def request_code(self, phone: str, hook: str | None = None) -> Code:
        """Ask for a call whose number ends in a code."""
        ...

    def request_code_by_json(self, own_id: int, phone: str) -> Code:
        """Ask for such a call and its price."""
        ...

    def send(
        self, texts: Sequence[OutgoingText], before_first_byte: Callable[[], None]
    ) -> list[TextReceipt | Trouble]:
        """Send texts, shown or spoken."""
        ...

    def place(
        self,
        phone: str,
        audio: bytes,
        hook: str | None,
        collect_keys: bool,
        before_first_byte: Callable[[], None],
    ) -> Receipt:
        """Ask for a call that plays a recording and takes a key."""
        ...

    def statuses(self, gateway_ids: Sequence[str]) -> list[StatusReport]:
        """Ask how calls stand."""
        ...

    def text_statuses(self, own_ids: Sequence[int]) -> StatusAnswer:
        """Ask how texts stand."""
        ...

    def read_hook(self, body: str) -> HookReport | None:
        """Return what a webhook tells, or None."""
        ...


class CodeLine(Protocol):
    """A line to the service for one check, with what receives its webhooks."""

    @property
    def gateway(self) -> CodeGateway:
        """The client of the account."""
        ...

    @property
    def receiver(self) -> Receiver | None:
        """Whatever receives webhooks, if anything does."""
        ...

    def close(self) -> None:
        """Hang up."""
        ...


class CodeLineMaker(Protocol):
    """Makes lines; `url` is an address or the word for the built-in sandbox."""

    def __call__(self, url: str, key: str, uploads: int) -> CodeLine:
        """Return a line; raises TroubleError for an address that cannot be used."""
        ...


MakeCode = Callable[[str, str], SecretCode]
"""Makes a new code for a phone; told the address of the service first."""
TellCode = Callable[[SecretCode], str]
"""Returns the text that tells a code, to be spoken or shown."""
IsLandline = Callable[[str], bool]
