"""What leaves for a number check, by each channel, and what stays of it in memory."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal

from alphasms_desktop.domain.code import SecretCode
from alphasms_desktop.domain.errors import Kind, Trouble, TroubleError
from alphasms_desktop.domain.exchange import OutgoingText
from alphasms_desktop.domain.settings import Settings
from alphasms_desktop.domain.verification import Channel, KeptCheck, Progress, Standing
from alphasms_desktop.domain.voice import VOICE_SENDER
from alphasms_desktop.engine.verify_ports import CodeLine, MakeCode, TellCode

_TEXT_LIVES_S = 3600
"""The shortest time the service tries; the code is void long before."""

Taken = tuple[Decimal | None, str, Trouble | None]
"""The price, the service's id, and a trouble where it is not sure that it was taken."""


@dataclass(repr=False)
class Held:
    """A check that is open in this process: its code, its line, how often it was told wrongly."""

    kept: KeptCheck
    line: CodeLine
    settings: Settings
    until: float
    code: SecretCode | None = None
    tries: int = 0
    progress: Progress = Progress.UNDER_WAY
    is_lost: bool = False
    timer: threading.Timer | None = field(default=None)

    @property
    def tries_left(self) -> int:
        """How many wrong answers may still come."""
        return max(1, self.settings.check_tries) - self.tries

    @property
    def untold(self) -> Standing:
        """How it ends where nobody tells the digits."""
        if self.is_lost:
            return Standing.ANSWER_LOST
        is_away = self.progress is Progress.NOT_REACHED
        return Standing.NOT_REACHED if is_away else Standing.NOT_TOLD

    def wipe(self) -> None:
        """Forget the code for good and hang up."""
        if self.code is not None:
            self.code.wipe()
            self.code = None
        if self.timer is not None:
            self.timer.cancel()
        self.line.close()


@dataclass(frozen=True)
class Requests:
    """Sends a check that is kept already, once; every failure is a TroubleError."""

    make_code: MakeCode
    spoken: TellCode
    written: TellCode

    def send(self, held: Held, url: str, audio: bytes) -> Taken:
        """Ask the service; the code, where there is one, is put into `held`."""
        ways: dict[Channel, Callable[[], Taken]] = {
            Channel.CALL: lambda: self._call(held),
            Channel.DICTATED: lambda: self._text(held, url, VOICE_SENDER, self.spoken),
            Channel.SMS: lambda: self._text(held, url, held.settings.sms_sender, self.written),
            Channel.KEY: lambda: self._question(held, audio),
        }
        return ways[held.kept.channel]()

    def _call(self, held: Held) -> Taken:
        kept, gateway = held.kept, held.line.gateway
        if held.settings.check_by == "json":
            told = gateway.request_code_by_json(kept.own_id, kept.phone)
        else:
            told = gateway.request_code(kept.phone, self._hook(held))
        held.code = told.digits
        return told.price, told.gateway_id or "", None

    def _text(self, held: Held, url: str, sender: str, tell: TellCode) -> Taken:
        kept = held.kept
        held.code = self.make_code(url, kept.phone)
        text = OutgoingText(
            kept.own_id, kept.phone, sender, tell(held.code), lifetime_s=_TEXT_LIVES_S
        )
        try:
            (answer,) = held.line.gateway.send([text], lambda: None)
        except TroubleError as error:
            answer = error.trouble
        if isinstance(answer, Trouble):
            if answer.kind is not Kind.ANSWER_LOST:
                raise TroubleError(answer.kind, answer.detail, **answer.values)
            # The code is ours, so it can be compared even where the answer was lost.
            return None, "", answer
        return None, answer.gateway_id or "", None

    def _question(self, held: Held, audio: bytes) -> Taken:
        receiver = held.line.receiver
        assert receiver is not None  # the desk has looked
        hook = receiver.url_for(held.kept.token)
        try:
            taken = held.line.gateway.place(held.kept.phone, audio, hook, True, lambda: None)
        except TroubleError as error:
            if error.trouble.kind is not Kind.ANSWER_LOST:
                raise
            # Where the call was made after all, its webhook names our token.
            return None, "", error.trouble
        return taken.price, taken.gateway_id, None

    def _hook(self, held: Held) -> str | None:
        receiver = held.line.receiver
        wanted = held.settings.check_hook == "on" and receiver is not None
        return receiver.url_for(held.kept.token) if wanted and receiver else None
