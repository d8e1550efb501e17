"""What one check of the self-test came to."""

from dataclasses import dataclass


class SelfTestError(Exception):
    """Something does not do what it should; the text says what was seen instead."""


@dataclass(frozen=True)
class Seen:
    """What was seen; `is_fine` is false for what the program is not to blame for."""

    detail: str
    is_fine: bool = True


def note(detail: str) -> Seen:
    """Return something that is worth knowing and fails nothing."""
    return Seen(detail, is_fine=False)
