"""vCards 2.1, 3.0 and 4.0 as phones, Outlook and Google write them -> cards, one after another.

Nothing is kept of photos, and of any other value no more than 10,000 characters.
"""

import binascii
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from urllib.parse import unquote

from alphasms_desktop.domain.phone import digits_of

DETAILS = ("ORG", "EMAIL", "ADR", "BDAY", "NOTE", "CATEGORIES")

MARKED = "utf-8-sig"
"""The encoding of a file whose texts are certainly UTF-8, whatever CHARSET says of them."""

_MOST_CHARACTERS = 10_000
_MOST_PHONES = 5
_PHONES_AT_ONCE = 100
_UNPREFERRED = 101
_SURELY_UTF_8 = 4
_BLANK = b"\xef\xbb\xbf\xff\xfe \t\r\n"
_BEGIN = re.compile(rb"BEGIN[ \t]*:[ \t]*VCARD\s", re.IGNORECASE)
# Possessive throughout: no line, however it is made up, is gone over twice.
_HEAD = re.compile(rb'(?:[^":]|"[^"]*+")*+:')
_PARAMETER = re.compile(r'(?:[^";]|"[^"]*+")++')
_TOKEN = re.compile(r"\\.|[^\\,;]+|[\\,;]", re.DOTALL)
_ESCAPED = {r"\n": "\n", r"\N": "\n", r"\,": ",", r"\;": ";", r"\:": ":", "\\\\": "\\"}
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_LINE_END = re.compile(r"\\[nN]|\n")
_DATE = re.compile(r"(\d{4}|--)-?(\d\d)-?(\d\d)(?:[T ].*)?", re.ASCII)
_NO_CALLS = re.compile(r"fax|pager|факс|пейджер")
_MOBILE = re.compile(r"cell|mobile|iphone|моб")
# Any other name is no reason to ask Python for its codec: some of those never end, or run code.
_CHARSETS = {
    "utf8": "utf-8",
    **dict.fromkeys(("windows1251", "cp1251", "win1251", "xcp1251"), "cp1251"),
    **dict.fromkeys(("windows1252", "cp1252", "iso88591"), "cp1252"),
    **dict.fromkeys(("koi8u", "koi8r"), "koi8-u"),
    **dict.fromkeys(("cp866", "ibm866"), "cp866"),
}


@dataclass(frozen=True, slots=True)
class Card:
    """A contact; "" for what it lacks, at most five phones in order, details as in DETAILS."""

    name: str
    phones: tuple[str, ...]
    details: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Property:
    """A line taken apart; `words` are its types and encoding in lower case."""

    group: str
    name: str
    words: frozenset[str]
    charset: str
    preference: int
    body: bytes


@dataclass(frozen=True, slots=True)
class _Phone:
    text: str
    words: str
    group: str
    preference: int


def is_vcard(head: bytes) -> bool:
    """Say whether a file that starts so holds cards; UTF-16 is known with its mark or without."""
    narrow = head.replace(b"\0", b"").lstrip(_BLANK)
    return bool(_BEGIN.match(narrow + b"\n"))


def cards_in(lines: Iterable[bytes], encoding: str) -> Iterator[Card]:
    """Give the cards of a file's unfolded lines, those inside other cards left out.

    `encoding` is that of texts which neither name theirs nor are UTF-8. A card without an end is
    given too, the last of the file only if it has a phone.
    """
    draft: _Draft | None = None
    depth = 0
    is_agent = False
    for one in map(_property_of, lines):
        if one is None:
            continue
        value = one.body.strip().upper()
        if one.name == "BEGIN" and value == b"VCARD":
            if draft and is_agent:
                depth += 1
            else:
                if draft:
                    yield draft.card()
                draft, depth = _Draft(encoding), 0
        elif one.name == "END" and value == b"VCARD":
            if depth:
                depth -= 1
            elif draft:
                yield draft.card()
                draft = None
        elif one.name == "AGENT" and value == b"BEGIN:VCARD":
            depth += 1 if draft else 0
        elif draft and not depth:
            draft.take(one)
        is_agent = one.name == "AGENT" and not value
    if draft and draft.card().phones:
        yield draft.card()


class _Draft:
    """A card while its lines come in."""

    def __init__(self, encoding: str) -> None:
        self._encoding = encoding
        self._phones: list[_Phone] = []
        self._labels: dict[str, str] = {}
        self._values: dict[str, tuple[int, str]] = {}

    def take(self, one: _Property) -> None:
        """Keep what a property says, unless a preferred one of its name has said it."""
        read = _READERS.get(one.name)
        text = read(_text_of(one, self._encoding)) if read else ""
        if not text:
            return
        if one.name == "TEL":
            words = " ".join(sorted(one.words))
            self._phones.append(_Phone(text, words, one.group, one.preference))
            if len(self._phones) > _PHONES_AT_ONCE:
                self._phones = self._best_phones()
        elif one.name == "X-ABLABEL":
            if len(self._labels) < _PHONES_AT_ONCE:
                self._labels[one.group] = text.lower()
        elif one.name not in self._values or one.preference < self._values[one.name][0]:
            self._values[one.name] = one.preference, text

    def card(self) -> Card:
        """Return the card as far as it has come."""
        return Card(
            name=self._value("FN") or self._value("N"),
            phones=tuple(phone.text for phone in self._best_phones()),
            details=tuple(map(self._value, DETAILS)),
        )

    def _value(self, name: str) -> str:
        return self._values.get(name, (0, ""))[1]

    def _said_of(self, phone: _Phone) -> str:
        label = self._labels.get(phone.group, "") if phone.group else ""
        return f"{phone.words} {label}"

    def _best_phones(self) -> list[_Phone]:
        """Return the phones in the order in which to call them, each only once."""
        called = [one for one in self._phones if not _NO_CALLS.search(self._said_of(one))]
        called.sort(key=lambda one: (one.preference, not _MOBILE.search(self._said_of(one))))
        once: dict[str, _Phone] = {}
        for one in called:
            once.setdefault(digits_of(one.text) or one.text, one)
        return list(once.values())[:_MOST_PHONES]


def _property_of(line: bytes) -> _Property | None:
    head = _HEAD.match(line)
    end = head.end() if head else line.find(b":") + 1
    name, *parameters = _PARAMETER.findall(line[:end].decode("ascii", "replace")[:-1]) or [""]
    words: set[str] = set()
    charset, preference = "", _UNPREFERRED
    for parameter in parameters:
        key, pair, value = (part.strip(' "').lower() for part in parameter.partition("="))
        if not pair:
            words.add(key)
        elif key in ("type", "encoding"):
            words.update(word.strip(' "') for word in value.split(","))
        elif key == "charset":
            charset = re.sub(r"[^a-z0-9]", "", value)
        elif key == "pref" and value[:3].isdecimal():
            preference = int(value[:3])
    if not name:
        return None
    if "pref" in words:
        preference = min(preference, 1)
    group, _, bare = name.strip().upper().rpartition(".")
    return _Property(group, bare, frozenset(words), charset, preference, line[end:])


def _text_of(one: _Property, encoding: str) -> str:
    body, charset = one.body, _CHARSETS.get(one.charset, "")
    if "quoted-printable" in one.words:
        body = binascii.a2b_qp(body)
    elif one.words & {"base64", "b"}:
        try:
            body = binascii.a2b_base64(body + b"==")
        except binascii.Error:
            body = b""
    elif encoding == MARKED:
        charset = "utf-8"
    text = _decoded(body, charset, encoding)[:_MOST_CHARACTERS]
    return _CONTROL.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n"))


def _decoded(body: bytes, charset: str, encoding: str) -> str:
    with suppress(UnicodeDecodeError):
        if charset:
            return body.decode(charset)
    text = _utf_8(body)
    # In a file of another encoding a single letter of UTF-8 is rather two of that.
    if text is not None and (encoding in ("utf-8", MARKED) or _letters(text) != 1):
        return text
    with suppress(UnicodeDecodeError):
        return body.decode(encoding)
    return body.decode("cp1251", "replace")


def _utf_8(body: bytes) -> str | None:
    """Return a text of UTF-8, also one cut off within its last letter, or None."""
    try:
        return body.decode()
    except UnicodeDecodeError as error:
        whole = body[: error.start].decode()
        return whole if error.end == len(body) and _letters(whole) >= _SURELY_UTF_8 else None


def _letters(text: str) -> int:
    return sum(not sign.isascii() for sign in text)


def _parts(text: str, separator: str) -> list[str]:
    """Cut a text at the separators that no backslash stands before; each part is one line."""
    parts = [""]
    for token in _TOKEN.findall(text):
        if token == separator:
            parts.append("")
        parts[-1] += "" if token == separator else _ESCAPED.get(token, token)
    return [" ".join(part.split()) for part in parts]


def _unescaped(text: str) -> str:
    return "".join(_ESCAPED.get(token, token) for token in _TOKEN.findall(text)).strip()


def _line(text: str) -> str:
    return " ".join(_unescaped(text).split())


def _listed(separator: str) -> Callable[[str], str]:
    return lambda text: ", ".join(filter(None, _parts(text, separator)))


def _family_first(text: str) -> str:
    """Return family, given and middle names of `N`, as Ukrainian offices write them."""
    return " ".join(filter(None, _parts(text.replace("\\,", " ").replace(",", " "), ";")[:3]))


def _address(text: str) -> str:
    """Return an address from the street to the country; flat and post-office box follow the street.

    Behind the country Google writes all of it once more.
    """
    box, extended, street, *rest = [*_parts(_LINE_END.sub(", ", text), ";"), "", "", ""]
    return ", ".join(part for part in (street, extended, box, *rest[:4]) if part)


def _birthday(text: str) -> str:
    """Return a date as `1985-04-12`, without a known year as `12.04`; other texts as they are."""
    date = _DATE.fullmatch(_line(text))
    if not date:
        return _line(text)
    year, month, day = date.groups()
    return f"{day}.{month}" if year in ("--", "1604") else f"{year}-{month}-{day}"


def _phone(text: str) -> str:
    line = _line(text)
    if not line.lower().startswith("tel:"):
        return line
    number, *parameters = unquote(line[4:]).split(";")
    extensions = [one[4:] for one in parameters if one.lower().startswith("ext=")]
    return " ext. ".join([number.strip(), *extensions[:1]])


_READERS: dict[str, Callable[[str], str]] = {
    **dict.fromkeys(("FN", "EMAIL", "X-ABLABEL"), _line),
    "N": _family_first,
    "TEL": _phone,
    "ORG": _listed(";"),
    "ADR": _address,
    "BDAY": _birthday,
    "NOTE": _unescaped,
    "CATEGORIES": _listed(","),
}

READ = frozenset(name.encode() for name in ("BEGIN", "END", "VERSION", "AGENT", *_READERS))
"""The names of properties that say anything here."""
