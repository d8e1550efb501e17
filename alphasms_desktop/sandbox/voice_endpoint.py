"""POST /api/voice.php: takes a call that plays an uploaded WAV, or says why not."""

import hashlib
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from alphasms_desktop.sandbox.account import Account
from alphasms_desktop.sandbox.call import Order
from alphasms_desktop.sandbox.exchange import Answer, Request, json_answer
from alphasms_desktop.sandbox.form import Form, read_form
from alphasms_desktop.sandbox.form_checks import (
    NO_MONEY,
    RefusedError,
    check_key,
    checked_phone,
    refused,
)
from alphasms_desktop.sandbox.hook_address import read_hook
from alphasms_desktop.sandbox.phone_network import PhoneNetwork
from alphasms_desktop.sandbox.wav import SoundRefusedError, sound_seconds

TOO_BIG = "File is too big"
MOST_BYTES = 5 * 1024 * 1024
UAH_PER_SECOND = Decimal("0.02")


class VoiceEndpoint:
    """Checks a request in the order of the published error list, and places the call."""

    def __init__(self, account: Account, network: PhoneNetwork) -> None:
        self._account = account
        self._network = network

    def answer(self, request: Request) -> Answer:
        """Take one call: an id and a price, or a list of error texts."""
        try:
            form = read_form(request)
            check_key(self._account, form, request.peer)
            phone = checked_phone(self._network, form)
            voice, seconds = _voice(form)
            if refusal := self._network.scenario.refused_audio:
                raise RefusedError(refusal)
            is_lost = self._network.scenario.loses_answer(phone)
            order = Order(
                kind="voice",
                phone=phone,
                bytes=len(voice),
                sha256=hashlib.sha256(voice).hexdigest(),
                seconds=float(seconds),
                hook="" if is_lost else _hook(form),
                asks_key=form.text("dtmf").lower() in ("true", "1"),
            )
            price = price_uah(seconds)
            if not self._account.charge(price):
                raise RefusedError(NO_MONEY)
        except (RefusedError, SoundRefusedError) as refusal:
            return refused(str(refusal))
        call = self._network.take(order)
        answer = json_answer({"id": call.id, "price": float(price)})
        return replace(answer, is_lost=is_lost)


def price_uah(seconds: Fraction) -> Decimal:
    """Return the price of so much sound, to the kopeck."""
    exact = Decimal(seconds.numerator) / Decimal(seconds.denominator) * UAH_PER_SECOND
    return exact.quantize(Decimal("0.01"), ROUND_HALF_UP)


def _voice(form: Form) -> tuple[bytes, Fraction]:
    part = form.file("voice")
    if part is None:
        raise RefusedError("No sound file")
    if not part.content or not part.whole:
        raise RefusedError("Error uploading file")
    if len(part.content) > MOST_BYTES:
        raise RefusedError(TOO_BIG)
    return part.content, sound_seconds(part.content)


def _hook(form: Form) -> str:
    hook = form.text("hook")
    if hook and read_hook(hook) is None:
        raise RefusedError('Param "hook" must be a valid URL')
    return hook
