"""What a file really is, by its first bytes: names lie, and old programs save pages as `.xls`."""

from enum import Enum, auto
from pathlib import Path

from alphasms_desktop.domain.errors import Kind, TroubleError

_HEAD_BYTES = 4096
_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff")


class FileKind(Enum):
    """The two ways a table comes in."""

    WORKBOOK = auto()
    TEXT = auto()


def kind_of(path: Path) -> FileKind:
    """Return how to read a file; raises TroubleError for one that is no table at all."""
    head = _first_bytes(path)
    if head.startswith(_ZIP):
        return FileKind.WORKBOOK
    if head.startswith(_OLE):
        if _ENCRYPTED in path.read_bytes():
            raise TroubleError(Kind.SHEET_FORMAT, path=path.name, what="password")
        return FileKind.WORKBOOK
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<html", b"<!doctype", b"<table", b"<?xml", b"<meta")):
        raise TroubleError(Kind.SHEET_FORMAT, path=path.name, what="html")
    if start.startswith((b"%pdf", b"{\\rtf", b"\x89png", b"\xff\xd8\xff", b"gif8")):
        raise TroubleError(Kind.SHEET_FORMAT, path=path.name, what="document")
    if b"\0" in head and not head.startswith(_WIDE_MARKS) and not _looks_wide(head):
        raise TroubleError(Kind.SHEET_FORMAT, path=path.name, what="unknown")
    return FileKind.TEXT


def _first_bytes(path: Path) -> bytes:
    if path.is_dir():
        raise TroubleError(Kind.FILE_MISSING, path=path.name, what="folder")
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD_BYTES)
    except FileNotFoundError as error:
        raise TroubleError(Kind.FILE_MISSING, path=path.name) from error
    except OSError as error:
        raise TroubleError(Kind.FILE_LOCKED, str(error), path=path.name) from error
    if not head.strip(b"\xef\xbb\xbf\xff\xfe\0 \t\r\n"):
        raise TroubleError(Kind.FILE_EMPTY, path=path.name)
    return head


def _looks_wide(head: bytes) -> bool:
    """Say whether every other byte is mostly small, as in UTF-16 without a mark."""
    high_bytes = (head[0::2], head[1::2])
    return any(one and sum(byte <= 5 for byte in one) > 0.9 * len(one) for one in high_bytes)
