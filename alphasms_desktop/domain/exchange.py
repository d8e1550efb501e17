"""What the gateway tells: a receipt for a call, a status, a webhook, a balance."""

from dataclasses import dataclass
from decimal import Decimal

from alphasms_desktop.domain.attempt import State


@dataclass(frozen=True, slots=True)
class Receipt:
    """The service has taken a call: its own id for it, and the price it quotes, if any."""

    gateway_id: str
    price: Decimal | None


@dataclass(frozen=True, slots=True)
class StatusReport:
    """How a call stands when asked; `outcome` is None while it is under way or not understood."""

    gateway_id: str
    word: str
    outcome: State | None


@dataclass(frozen=True, slots=True)
class HookReport:
    """A webhook that could be read; `outcome` is None while its word means none we know."""

    gateway_id: str
    word: str
    outcome: State | None
    duration_s: float | None
    key: str | None


@dataclass(frozen=True, slots=True)
class WaitingHook:
    """A webhook kept in the inbox and not applied yet, with where its attempt stands now."""

    inbox_id: int
    body: str
    attempt_id: int
    state: State
    gateway_id: str | None


@dataclass(frozen=True, slots=True)
class Balance:
    """What is left on the account, in its own currency."""

    amount: Decimal
    currency: str
