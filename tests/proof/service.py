"""A service whose every whim is drawn: it takes, refuses, loses answers, goes down with everything.

Each number is counted by how it was told: a call that may have arrived, and a text under an own id
that did arrive.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from alphasms_desktop.domain.attempt import State
from alphasms_desktop.domain.channel import Channel
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
from alphasms_desktop.domain.voice import VOICE_SENDER
from alphasms_desktop.gateway import wire_voice

PRICE = Decimal("0.20")
CERTAINLY_NOT_TAKEN = (
    Kind.UNREACHABLE,
    Kind.THROTTLED,
    Kind.NO_MONEY,
    Kind.WRONG_KEY,
    Kind.FILE_FORMAT,
)
CALM_RESULTS = (State.ANSWERED, State.NO_ANSWER, State.BUSY)
RESULTS = (*CALM_RESULTS, State.NO_ANSWER, State.FAILED, None)
HOWS = (
    *(["taken"] * 8),
    *("no price", "lost", "lost", "refused", "not taken", "not taken", "cut before", "cut after"),
)
TEXT_HOWS = (*(["taken"] * 6), "lost", "lost", "never came", "refused", "not taken", "cut after")


class PowerCut(BaseException):
    """The process is gone: nothing after this is done in order."""


Number = tuple[str, Channel]
"""A phone, and by which channel it was told."""


@dataclass
class Service:
    """The service of one world; `check_leaving` is asked of whatever leaves for it."""

    draw: Callable[[st.SearchStrategy], Any]
    calm: bool = field(default=False, init=False)
    requests: Counter[Number] = field(default_factory=Counter, init=False)
    taken: dict[str, str] = field(default_factory=dict, init=False)
    texts: dict[int, str] = field(default_factory=dict, init=False)
    fates: dict[str, State] = field(default_factory=dict, init=False)
    hooks: list[tuple[str, str]] = field(default_factory=list, init=False)
    clock_offset_s: float | None = field(default=None, init=False)
    status_batch: int = field(default=100, init=False)

    def check_leaving(self, number: Number, token: str, own_id: int | None = None) -> None:
        """Look whether a call or a text may leave."""
        raise NotImplementedError

    def place(self, number, audio, hook, collect_keys, before_first_byte) -> Receipt:
        """Take a call, refuse it, lose the answer, or go down with the whole computer."""
        before_first_byte()
        told, token = (number, Channel.VOICE), hook.rpartition("/")[2]
        self.check_leaving(told, token)
        how = "taken" if self.calm else self.draw(st.sampled_from(HOWS))
        if how == "not taken":
            kind = self.draw(st.sampled_from(CERTAINLY_NOT_TAKEN))
            raise TroubleError(kind, "no")
        if how == "refused":
            raise TroubleError(Kind.UNKNOWN_TEXT, f"no {number}")
        if how == "cut before":
            self.requests[told] += 1  # nobody can know that it did not arrive
            raise PowerCut
        self.requests[told] += 1
        gateway_id = str(1000 + len(self.taken))
        self.taken[gateway_id] = number
        self.hooks.append((token, gateway_id))
        if how == "cut after":
            raise PowerCut
        if how == "lost":
            raise TroubleError(Kind.ANSWER_LOST, "ReadTimeout")
        return Receipt(gateway_id, PRICE if how == "taken" else None)

    def send(
        self, texts: Sequence[OutgoingText | SpokenText], before_first_byte: Callable[[], None]
    ) -> list[TextReceipt | Trouble]:
        """Take the texts of a request, or some of them, or none; or go down in the midst."""
        before_first_byte()
        how = "taken" if self.calm else self.draw(st.sampled_from(TEXT_HOWS))
        for one in texts:
            assert isinstance(one, OutgoingText)
            assert one.hook
            channel = Channel.VOICE_SMS if one.sender == VOICE_SENDER else Channel.SMS
            token = one.hook.rpartition("/")[2]
            self.check_leaving((one.phone, channel), token, one.own_id)
            if how in {"taken", "lost", "cut after"} and one.own_id not in self.texts:
                self.requests[one.phone, channel] += 1
                self.texts[one.own_id] = one.phone
                self.hooks.append((token, str(one.own_id)))
        if how == "not taken":
            raise TroubleError(self.draw(st.sampled_from(CERTAINLY_NOT_TAKEN)), "no")
        if how in {"lost", "never came"}:
            raise TroubleError(Kind.ANSWER_LOST, "ReadTimeout")
        if how == "cut after":
            raise PowerCut
        if how == "refused":
            return [Trouble(Kind.UNKNOWN_TEXT, f"no {one.phone}") for one in texts]
        return [TextReceipt(one.own_id, str(90_000 + one.own_id), 1) for one in texts]

    def text_statuses(self, own_ids: Sequence[int]) -> StatusAnswer:
        """Tell of the texts that came, and that the others are not known."""
        told = []
        for one in (own_id for own_id in own_ids if own_id in self.texts):
            outcome = self._fate(str(one))
            told.append(StatusReport("", f"JSON {outcome}", outcome, str(one)))
        unknown = frozenset(str(one) for one in own_ids if one not in self.texts)
        return StatusAnswer(tuple(told), unknown)

    def statuses(self, gateway_ids) -> list[StatusReport]:
        """Tell of some calls, in any word."""
        told = []
        for one in gateway_ids:
            outcome = self._fate(one)
            told.append(StatusReport(one, f"XML {outcome}", outcome))
        return told

    def _fate(self, of: str) -> State | None:
        """Return how something ended, the same whenever it is asked; None while it goes on."""
        if of not in self.fates:
            in_turn = CALM_RESULTS[int(of) % len(CALM_RESULTS)]
            fate = in_turn if self.calm else self.draw(st.sampled_from(RESULTS))
            if fate is None:
                return None
            self.fates[of] = fate
        return self.fates[of]

    def balance(self) -> Balance:
        """Tell that there is enough."""
        return Balance(Decimal(1000), "UAH")

    def read_hook(self, body: str) -> HookReport | None:
        """Read a webhook as the client does."""
        return wire_voice.read_hook(body)

    def url_for(self, token: str) -> str:
        """Return the address of a webhook."""
        return f"http://127.0.0.1/{token}"
