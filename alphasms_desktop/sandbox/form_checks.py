"""What voice.php and otp.php check alike, in the service's words."""

import re

from alphasms_desktop.sandbox.account import Account, KeyState
from alphasms_desktop.sandbox.answer import Answer, json_answer
from alphasms_desktop.sandbox.form import Form
from alphasms_desktop.sandbox.phone_network import PhoneNetwork

KEY_TEXTS = {
    KeyState.MISSING: "API key missing",
    KeyState.WRONG: "Wrong API key",
    KeyState.BANNED: "Banned",
    KeyState.API_DISABLED: "API disabled",
    KeyState.IP_DENIED: "IP denied",
}
# In no published list: the service surely refuses such numbers, in words nobody has told.
BAD_PHONE = "Invalid phone number"
NO_MONEY = "Insufficient funds"
_PHONE = re.compile(r"[0-9]{7,15}")


class RefusedError(Exception):
    """The request is refused; the text says why in the service's words."""


def check_key(account: Account, form: Form, peer: str) -> None:
    """Raise RefusedError where the key will not do."""
    state = account.judge(form.text("key"), peer)
    if state is not KeyState.OK:
        raise RefusedError(KEY_TEXTS[state])


def checked_phone(network: PhoneNetwork, form: Form) -> str:
    """Return the phone of a form; raises RefusedError where it will not do."""
    phone = form.phone()
    if not phone:
        raise RefusedError('Param "phone" is missing')
    if not is_phone(network, phone):
        raise RefusedError(BAD_PHONE)
    return phone


def is_phone(network: PhoneNetwork, phone: str) -> bool:
    """Say whether the service calls or writes to such a number at all."""
    return bool(_PHONE.fullmatch(phone)) and not network.scenario.refuses(phone)


def refused(text: str) -> Answer:
    """Refuse in the form of voice.php and otp.php."""
    return json_answer({"errors": [text]})
