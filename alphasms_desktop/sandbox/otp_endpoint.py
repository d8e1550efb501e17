"""POST /api/otp.php: a call whose number ends in a code (contract, section 3)."""

from random import Random

from alphasms_desktop.sandbox.account import Account
from alphasms_desktop.sandbox.answer import Answer, json_answer
from alphasms_desktop.sandbox.call import Call, Order
from alphasms_desktop.sandbox.form import read_form
from alphasms_desktop.sandbox.form_checks import (
    NO_MONEY,
    RefusedError,
    check_key,
    checked_phone,
    refused,
)
from alphasms_desktop.sandbox.phone_network import PhoneNetwork, UnpaidError
from alphasms_desktop.sandbox.request import Request
from alphasms_desktop.sandbox.settings import SandboxSettings


class OtpEndpoint:
    """Checks a request in the order of the published error list, and calls with a code."""

    def __init__(self, account: Account, network: PhoneNetwork, settings: SandboxSettings) -> None:
        self.price = settings.prices.a_code
        self._account = account
        self._network = network
        self._by_phone = settings.codes_by_phone
        self._lots = Random(f"{settings.seed}/codes")

    def answer(self, request: Request) -> Answer:
        """Take one call: an id and the code as a number, or a list of error texts."""
        form = read_form(request)
        try:
            check_key(self._account, form, request.peer)
            call = self.call(checked_phone(self._network, form))
        except RefusedError as refusal:
            return refused(str(refusal))
        # A bare number, as in the published example: a zero in front is lost.
        return json_answer({"id": call.id, "code": int(call.order.code)})

    def call(self, phone: str, own_id: int | None = None) -> Call:
        """Call a phone with a fresh code.

        Raises RefusedError, and DuplicateError for an own id that was used before; neither costs.
        """
        code = phone[-4:] if self._by_phone else f"{self._lots.randrange(10_000):04d}"
        order = Order("otp", phone, 0, "", 0.0, "", False, own_id=own_id, code=code)
        try:
            return self._network.take(order, lambda: self._account.charge(self.price))
        except UnpaidError:
            raise RefusedError(NO_MONEY) from None
