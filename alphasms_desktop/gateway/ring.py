"""The last exchanges with the service, in memory, for support: no key, no audio, short phones."""

import re
import threading
from collections import deque
from dataclasses import dataclass, replace
from datetime import datetime

from alphasms_desktop.log import masked

_CODE = re.compile(r'("code"\s*:\s*)("(?:[^"\\]|\\.)*"?|\[[^\]]*\]?|[^\s,}]+)')
"""A code told by a call lets somebody in, so it is nobody's to read later."""

_WORDS = re.compile(r'("(?:sms_message|message)"\s*:\s*)"(?:[^"\\]|\\.)*"?')
"""Texts are about people, and some dictate a code."""

_CODE_ASKED = "call/otp"
_UPLOAD_PATH = "/voice.php"
_CODE_PATH = "/api/otp.php"
_SHORT_NUMBER = re.compile(r"(?<!\d)\d{1,4}(?!\d)")

_LENGTH = 500
_LONGEST_TEXT = 2000


@dataclass(frozen=True, slots=True)
class Noted:
    """One exchange: `status` is the HTTP status, or None where it broke, and `end` says how."""

    when: datetime
    path: str
    status: int | None
    end: str
    milliseconds: int
    request: str
    answer: str

    @property
    def line(self) -> str:
        """The exchange as one line."""
        end = f"HTTP {self.status}" if self.status is not None else self.end
        when = self.when.isoformat(timespec="milliseconds")
        told = f"{when} {self.path} {end} {self.milliseconds} ms > {self.request} < {self.answer}"
        return " ".join(told.split())


class Ring:
    """Holds the last 500 exchanges; any thread may write and read."""

    def __init__(self, length: int = _LENGTH) -> None:
        self._held: deque[Noted] = deque(maxlen=length)
        self._lock = threading.Lock()

    def keep(self, noted: Noted) -> None:
        """Keep an exchange; the key is out already, words and codes go out before it is held.

        An upload holds neither: it is shortened only when somebody reads, since it is kept often.
        """
        if not noted.path.endswith(_UPLOAD_PATH):
            noted = _shortened(noted)
        with self._lock:
            self._held.append(noted)

    def exchanges(self) -> list[Noted]:
        """Return what is held, oldest first, its texts cut and its phones shortened."""
        with self._lock:
            held = list(self._held)
        return [_shortened(noted) for noted in held]

    def lines(self) -> list[str]:
        """Return each exchange held as a line for support, oldest first."""
        return [noted.line for noted in self.exchanges()]


def _shortened(noted: Noted) -> Noted:
    # What tells a code may do so in a shape that nobody has seen yet.
    tells_code = noted.path.endswith(_CODE_PATH) or _CODE_ASKED in noted.request
    answer = _SHORT_NUMBER.sub("•", noted.answer) if tells_code else noted.answer
    return replace(
        noted, path=_short(noted.path), request=_short(noted.request), answer=_short(answer)
    )


def _short(text: str) -> str:
    text = _WORDS.sub(r'\1"***"', _CODE.sub(r"\1***", text))
    if len(text) <= _LONGEST_TEXT:
        return masked(text)
    # What the cut leaves of a phone is too short to be known as one, so it goes as well.
    return masked(text[:_LONGEST_TEXT].rstrip("+0123456789"))
