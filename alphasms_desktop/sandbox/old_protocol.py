"""The protocol of http.php before `version=http`: packed values in, PHP's serialize() out.

Contract, section 0, fact 8.
"""

import base64
import binascii
from collections.abc import Mapping

_PACKED, _PLAIN = "-_,", "+/="


def unpacked(fields: Mapping[str, str]) -> dict[str, str]:
    """Return the values as text; one that is not packed stays as it is.

    Values are base64 with `+`, `/` and `=` written as `-`, `_` and `,`.
    """
    found = {}
    for name, value in fields.items():
        try:
            packed = value.translate(str.maketrans(_PACKED, _PLAIN))
            found[name] = base64.b64decode(packed, validate=True).decode()
        except (binascii.Error, UnicodeDecodeError, ValueError):
            found[name] = value
    return found


def packed(answer: Mapping[str, str]) -> bytes:
    """Return an answer as base64 of PHP's serialize() of its pairs."""
    body = "".join(_text(name) + _text(value) for name, value in answer.items())
    return base64.b64encode(f"a:{len(answer)}:{{{body}}}".encode())


def _text(text: str) -> str:
    return f's:{len(text.encode())}:"{text}";'
