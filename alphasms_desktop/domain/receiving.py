"""How results and keys reach the program: by which way, with which addresses, and if proven."""

import hashlib
import re
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from urllib.parse import urlsplit

from alphasms_desktop.domain.address import parse_address
from alphasms_desktop.domain.errors import Kind, TroubleError

USUAL_PORT = 8765
_FIELD = re.compile(r"\{([^{}]*)\}")


class Way(StrEnum):
    """By which way results come; the values are the words kept in the settings."""

    NONE = "none"
    OWN = "own"
    RELAY = "relay"
    ADDRESS = "address"


class Standing(StrEnum):
    """How receiving stands; only a tested way is promised to bring keys."""

    OFF = "off"
    UNFINISHED = "unfinished"
    UNTESTED = "untested"
    TESTED = "tested"
    ELSEWHERE = "elsewhere"


@dataclass(frozen=True, slots=True)
class Receiving:
    """What is set for receiving results.

    `public_url` leads to the own receiver through a router or a tunnel, which forwards it to
    `port`; with a certificate the receiver speaks TLS itself. `relay_url` is where `hook.php`
    lies, `hook` an address of the user's own system with fields of the sheet. `tested` is the
    fingerprint of what was proven to work, `tested_at` when.
    """

    way: Way = Way.NONE
    port: int = USUAL_PORT
    public_url: str = ""
    certificate: str = ""
    private_key: str = ""
    relay_url: str = ""
    hook: str = ""
    tested: str = ""
    tested_at: datetime | None = None

    @property
    def fingerprint(self) -> str:
        """What a test has proven; another address or port is another thing."""
        own = (self.port, self.public_url, self.certificate, self.private_key)
        parts = (self.way, *own, self.relay_url)
        return hashlib.sha256("\n".join(map(str, parts)).encode()).hexdigest()[:16]

    @property
    def standing(self) -> Standing:
        """How receiving stands."""
        if self.way is Way.NONE:
            return Standing.OFF
        wanted = {Way.OWN: self.public_url, Way.RELAY: self.relay_url, Way.ADDRESS: self.hook}
        if not wanted[self.way]:
            return Standing.UNFINISHED
        if self.way is Way.ADDRESS:
            return Standing.ELSEWHERE
        return Standing.TESTED if self.tested == self.fingerprint else Standing.UNTESTED

    @property
    def brings_keys(self) -> bool:
        """Whether keys can be expected to come into the program."""
        return self.standing is Standing.TESTED


def checked_public_url(text: str) -> str:
    """Return a public address in one written form, with no slash at its end.

    Raises TroubleError(BAD_ADDRESS).
    """
    try:
        parts = urlsplit(text.strip())
        parse_address(f"{parts.scheme}://{parts.netloc}")
    except (TroubleError, ValueError) as error:
        raise TroubleError(Kind.BAD_ADDRESS, address=text, what="receiving") from error
    if parts.query or parts.fragment or not _is_plain(parts.path):
        raise TroubleError(Kind.BAD_ADDRESS, address=text, what="receiving")
    return f"{parts.scheme}://{parts.netloc}{parts.path.rstrip('/')}"


def checked_hook(text: str, columns: tuple[str, ...] | None = None) -> str:
    """Return an address with fields, stripped; raises TroubleError(BAD_ADDRESS).

    Fields stand in braces behind the host; with `columns` each must be one of them.
    """
    hook = text.strip()
    parts = urlsplit(_FIELD.sub("x", hook))
    parse_address(f"{parts.scheme}://{parts.netloc}")
    braces = _FIELD.sub("", hook)
    if "{" in braces or "}" in braces or "{" in hook.partition("//")[2].partition("/")[0]:
        raise TroubleError(Kind.BAD_ADDRESS, address=text)
    unknown = set(fields_in(hook)) - set(columns) if columns is not None else set()
    if unknown:
        raise TroubleError(Kind.NO_SUCH_COLUMN, column=sorted(unknown)[0], what="hook")
    return hook


def fields_in(hook: str) -> list[str]:
    """Return the names of the fields in an address, in order."""
    return _FIELD.findall(hook)


def filled(hook: str, value_of: dict[str, str]) -> str:
    """Return an address with its fields filled in and written as an address wants them."""
    from urllib.parse import quote

    return _FIELD.sub(lambda found: quote(value_of.get(found[1], ""), safe=""), hook)


def _is_plain(path: str) -> bool:
    return all(one.isascii() and one.isprintable() and one not in " {}<>\"'" for one in path)
