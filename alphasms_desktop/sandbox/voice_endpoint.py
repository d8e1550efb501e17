"""POST /api/voice.php: takes a call that plays an uploaded WAV, or says why not."""

import hashlib
import re
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from alphasms_desktop.sandbox.account import Account, KeyState
from alphasms_desktop.sandbox.call import Order
from alphasms_desktop.sandbox.exchange import Answer, Request, json_answer
from alphasms_desktop.sandbox.form import Form, read_form
from alphasms_desktop.sandbox.hook_address import read_hook
from alphasms_desktop.sandbox.phone_network import PhoneNetwork
from alphasms_desktop.sandbox.wav import SoundRefusedError, sound_seconds

KEY_TEXTS = {
    KeyState.MISSING: "API key missing",
    KeyState.WRONG: "Wrong API key",
    KeyState.BANNED: "Banned",
    KeyState.API_DISABLED: "API disabled",
    KeyState.IP_DENIED: "IP denied",
}
TOO_BIG = "File is too big"
# In no published list: the service surely refuses such numbers, in words nobody has told.
BAD_PHONE = "Invalid phone number"
MOST_BYTES = 5 * 1024 * 1024
UAH_PER_SECOND = Decimal("0.02")
_PHONE = re.compile(r"[0-9]{7,15}")


class RefusedError(Exception):
    """The request is refused; the text says why in the service's words."""


class VoiceEndpoint:
    """Checks a request in the order of the published error list, and places the call."""

    def __init__(self, account: Account, network: PhoneNetwork) -> None:
        self._account = account
        self._network = network

    def answer(self, request: Request) -> Answer:
        """Take one call: an id and a price, or a list of error texts."""
        try:
            form = read_form(request)
            self._check_key(form)
            phone = self._phone(form)
            voice, seconds = _voice(form)
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
                raise RefusedError("Insufficient funds")
        except (RefusedError, SoundRefusedError) as refusal:
            return refused(str(refusal))
        call = self._network.take(order)
        answer = json_answer({"id": call.id, "price": float(price)})
        return replace(answer, is_lost=is_lost)

    def _check_key(self, form: Form) -> None:
        state = self._account.judge(form.text("key"))
        if state is not KeyState.OK:
            raise RefusedError(KEY_TEXTS[state])

    def _phone(self, form: Form) -> str:
        phone = form.phone()
        if not phone:
            raise RefusedError('Param "phone" is missing')
        if not _PHONE.fullmatch(phone) or self._network.scenario.refuses(phone):
            raise RefusedError(BAD_PHONE)
        return phone


def refused(text: str) -> Answer:
    """Refuse in the form of voice.php."""
    return json_answer({"errors": [text]})


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
