"""Texts of one request: sent together, each with its own end; what is lost is asked by its id."""

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from alphasms_desktop.domain.attempt import Claim
from alphasms_desktop.domain.channel import Channel
from alphasms_desktop.domain.errors import Kind, Trouble, TroubleError
from alphasms_desktop.domain.exchange import OutgoingText, Receipt, SpokenText, TextReceipt
from alphasms_desktop.domain.message import TextMessage
from alphasms_desktop.domain.voice import UKRAINIAN_VOICE
from alphasms_desktop.engine.ports import Clock, Gateway, HookOf
from alphasms_desktop.engine.submit import DroppedError, Submitted

_log = logging.getLogger(__name__)

MOST_AT_ONCE = 50
"""How many texts go out in a request: how many fit is not published, others have used so many."""


@dataclass(frozen=True)
class SubmittedTexts:
    """What came of the texts of one request; `trouble` where it failed as a whole."""

    each: tuple[Submitted, ...]
    trouble: Trouble | None = None


@dataclass(frozen=True)
class TextSubmitter:
    """Sends claims with texts, on any thread; whoever may not be told any more stays behind."""

    gateway: Gateway
    texts: Mapping[Channel, TextMessage]
    hook_of: HookOf
    collect_keys: bool
    clock: Clock
    may_leave: Callable[[Claim], bool]

    def submit(self, claims: Sequence[Claim]) -> SubmittedTexts:
        """Send claims of one channel in one request; never raises."""
        begun_at = self.clock.monotonic()
        leaving = [claim for claim in claims if self.may_leave(claim)]
        stayed = [Submitted(one, begun_at, 0.0) for one in claims if one not in leaving]
        if not leaving:
            return SubmittedTexts(tuple(stayed))

        def check() -> None:
            if not self.may_leave(leaving[0]):
                raise DroppedError

        whole: Trouble | None = None
        ends: list[Receipt | Trouble | None] = [None] * len(leaving)
        try:
            told = self.gateway.send([self._order(claim) for claim in leaving], check)
            ends = [_end_of(one) for one in told]
        except DroppedError:
            pass
        except TroubleError as error:
            whole = error.trouble
        except Exception as error:
            _log.exception("a fault while sending %d texts", len(leaving))
            whole = Trouble(Kind.FAULT, type(error).__name__)
        took_s = self.clock.monotonic() - begun_at
        sent = [
            Submitted(
                claim,
                begun_at,
                took_s,
                end if isinstance(end, Receipt) else None,
                whole or (end if isinstance(end, Trouble) else None),
            )
            for claim, end in zip(leaving, ends, strict=True)
        ]
        return SubmittedTexts((*stayed, *sent), whole)

    def _order(self, claim: Claim) -> OutgoingText | SpokenText:
        assert claim.own_id is not None  # a text is never claimed without one
        text = self.texts[claim.channel]
        if claim.channel is Channel.SPOKEN:
            voice = text.voice or UKRAINIAN_VOICE
            return SpokenText(claim.own_id, claim.phone, claim.text, voice, self.collect_keys)
        hook = self.hook_of(claim)
        return OutgoingText(claim.own_id, claim.phone, text.sender, claim.text, hook=hook)


def _end_of(told: TextReceipt | Trouble) -> Receipt | Trouble:
    if isinstance(told, Trouble):
        return told
    return Receipt(told.gateway_id or "", None, told.parts)
