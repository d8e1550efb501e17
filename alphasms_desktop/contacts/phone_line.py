"""Phones that stand in a single line, one after another, as they are copied out of a message."""

import re
from pathlib import Path

from alphasms_desktop.contacts.phones import read_phones
from alphasms_desktop.domain.contact import Reason

_MOST_CHARACTERS = 20_000
_FEWEST = 3
"""Two may be those of one person."""
_BETWEEN = re.compile(r"[,;|\t]")


def phones_in_a_line(path: Path, encoding: str) -> tuple[str, ...]:
    """Return the phones of a file that is one line of nothing else, or none.

    Raises OSError for a file that cannot be read, LookupError for an unknown encoding.
    """
    with path.open(encoding=encoding, errors="replace") as file:
        text = file.read(_MOST_CHARACTERS).strip()
    if len(text) >= _MOST_CHARACTERS or "\n" in text or any(map(str.isalpha, text)):
        return ()
    parts = [one.strip() for one in _BETWEEN.split(text) if one.strip()]
    found = [(part, read_phones(part)) for part in parts]
    if any(isinstance(phones, Reason) for _, phones in found):
        return ()
    each = [
        one
        for part, phones in found
        for one in ((part,) if len(phones) == 1 else phones)
        if isinstance(one, str)
    ]
    return tuple(each) if len(each) >= _FEWEST else ()
