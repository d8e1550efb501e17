"""Takes a multipart/form-data body apart as it comes in, exact for any bytes.

Texts are kept, files only looked at: the memory needed does not grow with the body.
"""

import re
from dataclasses import dataclass
from enum import Enum, auto

from alphasms_desktop.sandbox.upload import Upload

_BOUNDARY = re.compile(r'boundary=(?:"([^"]{1,200})"|([^\s;,"]{1,200}))', re.IGNORECASE)
_NAME = re.compile(r'(?<!file)name="?([^";]*)', re.IGNORECASE)
_FILE_NAME = re.compile(r'filename="((?:\\.|[^"\\])*)|filename=([^;\s]*)', re.IGNORECASE)
# The API knows five fields; a body made of nothing but parts must not keep a thread busy.
_MOST_PARTS = 50
_MOST_HEAD_BYTES = 16 * 1024
_MOST_TEXT_BYTES = 64 * 1024
_BLANK_LINE = b"\r\n\r\n"


@dataclass(frozen=True)
class Part:
    """One part: a text, or a file with a name; `whole` is False if the body ended in it."""

    name: str
    text: bytes
    file_name: str | None
    file: Upload | None
    whole: bool


class _Place(Enum):
    """What the next bytes belong to."""

    BEFORE = auto()
    AFTER_MARK = auto()
    HEAD = auto()
    CONTENT = auto()
    END = auto()


class MultipartReader:
    """Is fed the body in pieces of any size, and then gives the parts."""

    def __init__(self, boundary: bytes) -> None:
        self._mark = b"\r\n--" + boundary
        self._parts: list[Part] = []
        self._place = _Place.BEFORE
        self._marks = 0
        # The first boundary stands at the very beginning or after something to be ignored.
        self._rest = b"\r\n"
        self._open = _OpenPart("", None)
        # The blank line after a head may also be the beginning of the next boundary.
        self._lead = 0

    def feed(self, piece: bytes) -> None:
        """Take the next piece of the body."""
        if self._place is not _Place.END:
            self._rest += piece
        while self._step():
            pass

    def finish(self) -> tuple[Part, ...]:
        """Return the parts in order; of a broken body those that can be made out."""
        if self._place is _Place.CONTENT:
            self._open.feed(memoryview(self._rest)[self._lead :])
            self._parts.append(self._open.closed(whole=False))
        self._place = _Place.END
        return tuple(self._parts)

    def _step(self) -> bool:
        """Get on to the next place; False if that needs another piece, or none any more."""
        match self._place:
            case _Place.BEFORE:
                return self._skip_to_mark()
            case _Place.AFTER_MARK:
                return self._look_for_end()
            case _Place.HEAD:
                return self._take_head()
            case _Place.CONTENT:
                return self._take_content()
            case _Place.END:
                return False

    def _skip_to_mark(self) -> bool:
        at = self._rest.find(self._mark)
        if at < 0:
            self._rest = self._rest[-len(self._mark) :]
            return False
        return self._go_on(_Place.AFTER_MARK, at + len(self._mark))

    def _look_for_end(self) -> bool:
        if len(self._rest) < 2:
            return False
        self._marks += 1
        is_end = self._rest.startswith(b"--") or self._marks > _MOST_PARTS
        return self._go_on(_Place.END if is_end else _Place.HEAD, 0)

    def _take_head(self) -> bool:
        mark, blank = self._rest.find(self._mark), self._rest.find(_BLANK_LINE)
        if mark >= 0 and not 0 <= blank <= mark - 2:
            return self._go_on(_Place.AFTER_MARK, mark + len(self._mark))
        if blank < 0:
            return len(self._rest) > _MOST_HEAD_BYTES and self._go_on(_Place.END, 0)
        self._open = _open_part(self._rest[:blank])
        self._lead = 2
        return self._go_on(_Place.CONTENT, blank + 2)

    def _take_content(self) -> bool:
        at = self._rest.find(self._mark)
        # Without a boundary so far, what is left may still be the beginning of one.
        stop = at if at >= 0 else len(self._rest) - len(self._mark)
        if stop > self._lead:
            self._open.feed(memoryview(self._rest)[self._lead : stop])
            self._lead = 0
            self._rest, at = self._rest[stop:], 0 if at >= 0 else at
        if at < 0:
            return False
        self._parts.append(self._open.closed(whole=True))
        return self._go_on(_Place.AFTER_MARK, at + len(self._mark))

    def _go_on(self, place: _Place, begin: int) -> bool:
        self._place, self._rest = place, self._rest[begin:]
        return True


class _OpenPart:
    """A part whose content is still coming in."""

    def __init__(self, name: str, file_name: str | None) -> None:
        self._name = name
        self._file_name = file_name
        self._file = None if file_name is None else Upload()
        self._text = bytearray()

    def feed(self, piece: memoryview) -> None:
        """Take the next piece of the content."""
        if self._file is not None:
            self._file.feed(piece)
        else:
            self._text += piece[: _MOST_TEXT_BYTES - len(self._text)]

    def closed(self, *, whole: bool) -> Part:
        """Return the part as it is at its end."""
        return Part(self._name, bytes(self._text), self._file_name, self._file, whole)


def is_multipart(content_type: str) -> bool:
    """Say whether a content type is that of a form in parts."""
    return content_type.partition(";")[0].strip().lower() == "multipart/form-data"


def boundary_of(content_type: str) -> bytes | None:
    """Return the boundary a content type names, or None if it names none."""
    found = _BOUNDARY.search(content_type)
    return (found[1] or found[2]).encode("latin-1", "replace") if found else None


def _open_part(head: bytes) -> _OpenPart:
    name, file_name = "", None
    for line in head.decode(errors="replace").split("\r\n"):
        field, _, value = line.partition(":")
        if field.strip().lower() == "content-disposition":
            named, filed = _NAME.search(value), _FILE_NAME.search(value)
            name = named[1] if named else ""
            file_name = (filed[1] or filed[2] or "") if filed else None
    return _OpenPart(name, file_name)
