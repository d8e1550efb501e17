"""A code that lets somebody in: compared in constant time, wiped, shown and kept nowhere."""

import hmac
import secrets
from typing import NoReturn

from alphasms_desktop.domain.phone import digits_of, plain_signs

CODE_DIGITS = 4


class SecretCode:
    """The digits of one code, in memory alone; no text, log, copy or pickle of it has them.

    Python may have more copies of a text than anybody can find; this one is overwritten when the
    code has done its work, and nothing reaches it afterwards.
    """

    __slots__ = ("_digits",)
    __hash__ = None  # type: ignore[assignment]  # what is wiped cannot be looked up

    def __init__(self, digits: str) -> None:
        self._digits = bytearray(digits.encode("ascii"))

    @property
    def is_wiped(self) -> bool:
        """Whether the digits are gone."""
        return not self._digits

    def __len__(self) -> int:
        return len(self._digits)

    def matches(self, told: str) -> bool:
        """Say whether these are the digits; it takes as long for a near miss as for a far one.

        Blanks and dashes between the digits do not count. A code that was wiped matches nothing.
        """
        expected = bytes(self._digits)
        given = digits_of(plain_signs(told)).encode("ascii")
        same_length = given.ljust(len(expected), b" ")[: len(expected)]
        is_same = hmac.compare_digest(same_length, expected)
        return is_same and len(given) == len(expected) and bool(expected)

    def reveal(self) -> str:
        """Return the digits, for the text that tells them to the customer and nothing else."""
        return self._digits.decode("ascii")

    def wipe(self) -> None:
        """Overwrite the digits and forget them."""
        self._digits[:] = bytes(len(self._digits))
        self._digits.clear()

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, SecretCode):
            return NotImplemented
        return hmac.compare_digest(bytes(self._digits), bytes(other._digits))

    def __repr__(self) -> str:
        return "SecretCode(…)"

    def __format__(self, _how: str) -> str:
        return repr(self)

    def __reduce__(self) -> NoReturn:
        raise TypeError("a code is never copied or written down")


def fresh_code() -> SecretCode:
    """Make a code by chance that nobody can foretell."""
    return SecretCode(f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}d}")


def code_of_phone(phone: str) -> SecretCode:
    """Return the code that training uses: the last digits of the phone itself."""
    return SecretCode(phone[-CODE_DIGITS:])
