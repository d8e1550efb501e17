"""The relay's secret: made, written into the PHP file, and proven with each request."""

import hashlib
import hmac
import json
import re
import secrets
from dataclasses import dataclass, field

from alphasms_desktop.gateway.secret import Secret

_PLACEHOLDER = "%%SECRET%%"
_SECRET = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Proof:
    """What shows that a payload comes from whoever has the secret: a time, a nonce, a signature."""

    time: str
    nonce: str
    sign: str = field(repr=False)

    @property
    def headers(self) -> list[tuple[str, str]]:
        """The proof as headers, beside a body that is the payload."""
        return [
            ("X-Alpha-Time", self.time),
            ("X-Alpha-Nonce", self.nonce),
            ("X-Alpha-Sign", self.sign),
        ]

    def around(self, payload: str) -> str:
        """Return a body that holds proof and payload, for hosts that strip the headers."""
        fields = {"time": self.time, "nonce": self.nonce, "sign": self.sign, "payload": payload}
        return json.dumps(fields)


def new_secret() -> str:
    """Return a fresh secret: 64 hex digits."""
    return secrets.token_hex(32)


def is_secret(text: str) -> bool:
    """Say whether a text can be a relay's secret."""
    return _SECRET.fullmatch(text) is not None


def written(template: str, secret: str) -> str:
    """Return the PHP text with the secret in its place; raises ValueError where one does not fit.

    The secret goes between quotes of PHP, so nothing but hex digits is written there.
    """
    if not is_secret(secret):
        raise ValueError("a relay's secret is 64 hex digits")
    if template.count(_PLACEHOLDER) != 1:
        raise ValueError("the relay's file has no single place for the secret")
    return template.replace(_PLACEHOLDER, secret)


def proof(secret: Secret, do: str, payload: str, at_s: int) -> Proof:
    """Sign a payload for one order (`do`) at a time, with a nonce that nobody has used."""
    nonce = secrets.token_hex(16)
    digest = hashlib.sha256(payload.encode()).hexdigest()
    text = "\n".join(("POST", do, str(at_s), nonce, digest))
    sign = hmac.new(secret.reveal().encode(), text.encode(), hashlib.sha256).hexdigest()
    return Proof(str(at_s), nonce, sign)
