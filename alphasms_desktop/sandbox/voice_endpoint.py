"""POST /api/voice.php: takes a call that plays an uploaded WAV, or says why not (section 2)."""

from dataclasses import replace

from alphasms_desktop.sandbox.account import Account
from alphasms_desktop.sandbox.answer import Answer, json_answer
from alphasms_desktop.sandbox.call import Order
from alphasms_desktop.sandbox.form import Form, read_form
from alphasms_desktop.sandbox.form_checks import (
    NO_MONEY,
    RefusedError,
    check_key,
    checked_phone,
    refused,
)
from alphasms_desktop.sandbox.hook_address import read_hook
from alphasms_desktop.sandbox.phone_network import PhoneNetwork, UnpaidError
from alphasms_desktop.sandbox.prices import Prices
from alphasms_desktop.sandbox.request import Request
from alphasms_desktop.sandbox.upload import Upload
from alphasms_desktop.sandbox.wav import SoundRefusedError

TOO_BIG = "File is too big"
MOST_BYTES = 5 * 1024 * 1024


class VoiceEndpoint:
    """Checks a request in the order of the published error list, and places the call."""

    def __init__(self, account: Account, network: PhoneNetwork, prices: Prices) -> None:
        self._account = account
        self._network = network
        self._prices = prices

    def answer(self, request: Request) -> Answer:
        """Take one call: an id and a price, or a list of error texts."""
        try:
            form = read_form(request)
            check_key(self._account, form, request.peer)
            phone = checked_phone(self._network, form)
            voice = _voice(form)
            seconds = voice.sound.seconds()
            if refusal := self._network.scenario.refused_audio:
                raise RefusedError(refusal)
            is_lost = self._network.scenario.loses_answer(phone)
            order = Order(
                kind="voice",
                phone=phone,
                bytes=voice.bytes,
                sha256=voice.sha256,
                seconds=float(seconds),
                hook="" if is_lost else _hook(form),
                asks_key=form.text("dtmf").lower() in ("true", "1"),
            )
            price = self._prices.of_sound(seconds)
            call = self._network.take(order, lambda: self._account.charge(price))
        except (RefusedError, SoundRefusedError) as refusal:
            return refused(str(refusal))
        except UnpaidError:
            return refused(NO_MONEY)
        answer = json_answer({"id": call.id, "price": float(price)})
        return replace(answer, is_lost=is_lost)


def _voice(form: Form) -> Upload:
    part = form.file("voice")
    if part is None or part.file is None:
        raise RefusedError("No sound file")
    if not part.file.bytes or not part.whole:
        raise RefusedError("Error uploading file")
    if part.file.bytes > MOST_BYTES:
        raise RefusedError(TOO_BIG)
    return part.file


def _hook(form: Form) -> str:
    hook = form.text("hook")
    if hook and read_hook(hook) is None:
        raise RefusedError('Param "hook" must be a valid URL')
    return hook
