"""Asking the service: how calls stand, and what the account holds; one question at a time."""

from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal

from alphasms_desktop.domain.attempt import CallId
from alphasms_desktop.domain.errors import Family, Kind, Trouble, TroubleError
from alphasms_desktop.domain.exchange import Balance, StatusAnswer, StatusReport
from alphasms_desktop.engine.pacing import Backoff
from alphasms_desktop.engine.ports import Clock, Gateway
from alphasms_desktop.engine.workers import WorkerPool


@dataclass(frozen=True)
class Answered:
    """What came of a question: reports, or a trouble."""

    asked: tuple[CallId, ...]
    begun_at: float
    reports: tuple[StatusReport, ...] = ()
    trouble: Trouble | None = None
    unknown_ids: frozenset[str] = frozenset()


@dataclass(frozen=True)
class BalanceTold:
    """What the account held when the campaign had spent so much; None where it was not told."""

    balance: Balance | None
    spent_then: Decimal


Told = Answered | BalanceTold


@dataclass
class Asking:
    """Puts questions to the gateway; answers go to `post`, which any thread may call."""

    gateway: Gateway
    clock: Clock
    post: Callable[[Told], None]
    workers: WorkerPool
    trouble: Trouble | None = None
    _is_out: bool = False
    _asks_balance: bool = False
    _backoff: Backoff = field(default_factory=Backoff)

    @property
    def is_free(self) -> bool:
        """Whether a question may be put now."""
        return not self._is_out and self.clock.monotonic() >= self._backoff.until

    def ask(self, ids: list[CallId]) -> None:
        """Ask how calls stand, all by ids of one kind; the answer is posted."""
        self._is_out = True
        asked, begun_at = tuple(ids), self.clock.monotonic()

        def question() -> None:
            try:
                told = self._put(asked)
                answer = Answered(asked, begun_at, told.reports, None, told.unknown_ids)
            except TroubleError as error:
                answer = Answered(asked, begun_at, trouble=error.trouble)
            except Exception as error:
                fault = Trouble(Kind.FAULT, type(error).__name__)
                self.post(Answered(asked, begun_at, trouble=fault))
                raise
            self.post(answer)

        self.workers.do(question)

    def _put(self, asked: tuple[CallId, ...]) -> StatusAnswer:
        own_ids = [one for one in asked if isinstance(one, int)]
        if own_ids:
            return self.gateway.text_statuses(own_ids)
        gateway_ids = [one for one in asked if isinstance(one, str)]
        return StatusAnswer(tuple(self.gateway.statuses(gateway_ids)), frozenset())

    def ask_balance(self, spent: Decimal) -> None:
        """Ask what the account holds now that so much is spent; the answer is posted.

        A failure stops nothing: the service says by itself when the money has ended.
        """
        if self._asks_balance:
            return
        self._asks_balance = True

        def question() -> None:
            balance = None
            try:
                balance = self.gateway.balance()
            except TroubleError:
                pass
            finally:
                self.post(BalanceTold(balance, spent))

        self.workers.do(question)

    def balance_came(self) -> None:
        """Note that the answer about the balance is here, so that the next may be asked."""
        self._asks_balance = False

    def came_back(self, answer: Answered) -> None:
        """Take an answer; `trouble` is set when asking on would be in vain."""
        self._is_out = False
        if answer.trouble is None:
            self._backoff.got_through()
            self.trouble = None
            return
        self._backoff.failed(self.clock.monotonic(), answer.begun_at)
        hopeless = answer.trouble.family in {Family.ACCOUNT, Family.OURS}
        if hopeless or self._backoff.is_exhausted:
            self.trouble = answer.trouble

    def close(self) -> None:
        """End the thread, after the question that is out."""
        self.workers.close()
