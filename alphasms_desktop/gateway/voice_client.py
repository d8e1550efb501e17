"""Calls by voice.php and otp.php: an uploaded recording, a code in the caller's number."""

import secrets
from collections.abc import Callable

from alphasms_desktop.domain.exchange import Code, HookReport, Receipt
from alphasms_desktop.gateway import wire_voice
from alphasms_desktop.gateway.conversation import FORM_TYPE, Conversation
from alphasms_desktop.gateway.exchange import Exchanges
from alphasms_desktop.gateway.secret import Secret


class VoiceClient(Conversation):
    """What the service offers by its two voice addresses; neither takes an id of ours."""

    def __init__(self, exchanges: Exchanges, secret: Secret) -> None:
        super().__init__(exchanges, secret)
        self._boundary = f"alphasms-{secrets.token_hex(8)}"

    def place(
        self,
        phone: str,
        audio: bytes,
        hook: str | None,
        collect_keys: bool,
        before_first_byte: Callable[[], None],
    ) -> Receipt:
        """Ask for one call that plays a WAV (contract, section 2: POST /api/voice.php).

        `phone` is E.164, `audio` the whole file, `hook` a full URL or None. The receipt holds the
        gateway's id and the price in the account's currency. `before_first_byte` may raise to
        keep the call from leaving. Raises TroubleError: ANSWER_LOST where the call may have been
        taken, any other kind where it certainly was not.
        """
        key = self._secret.reveal()
        form = wire_voice.voice_form(key, phone, audio, self._boundary, hook, collect_keys)
        return self._upload("/api/voice.php", form, before_first_byte, wire_voice.read_answer)

    def request_code(self, phone: str, hook: str | None = None) -> Code:
        """Ask for a call whose number ends in a code (section 3: POST /api/otp.php).

        The digits are padded to four; no price is told. Whether `hook` is known there nobody has
        proved. Raises TroubleError as `place` does.
        """
        return self._send(
            "/api/otp.php",
            FORM_TYPE,
            lambda key: wire_voice.otp_request(key, phone, hook),
            wire_voice.read_code,
        )

    def read_hook(self, body: str) -> HookReport | None:
        """Return what a webhook tells (section 2), or None where it tells nothing."""
        return wire_voice.read_hook(body)
