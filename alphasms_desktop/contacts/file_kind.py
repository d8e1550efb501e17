"""What a file really is, by its first bytes: names lie, and old programs save pages as `.xls`."""

import zipfile
import zlib
from enum import Enum, auto
from pathlib import Path

from alphasms_desktop.domain.errors import Kind, TroubleError

_HEAD_BYTES = 4096
_MANIFEST_BYTES = 1 << 20
_MOST_BYTES = 2 * 1024**3
_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff")
_PAGES = (b"<html", b"<!doctype", b"<table", b"<?xml", b"<meta", b"<head", b"<body", b"<style")
_DOCUMENTS = (
    *(b"%pdf", b"{\\rtf", b"\x89png", b"\xff\xd8\xff", b"gif8", b"riff", b"ii*\0", b"mm\0*"),
    *(b"rar!", b"7z\xbc\xaf", b"id3", b"oggs"),
)
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_WORD, _SLIDES = ("WordDocument".encode("utf-16-le"), "PowerPoint".encode("utf-16-le"))
# The first record of an old workbook; the one after it says that a password follows.
_FIRST_RECORD = b"\x09\x08\x10\x00\x00\x06\x05\x00"
_FIRST_RECORD_BYTES = 20
_PASSWORD_RECORDS = (b"\x2f\x00", b"\x86\x00\x00\x00\x2f\x00")


class FileKind(Enum):
    """The ways a table comes in."""

    WORKBOOK = auto()
    TEXT = auto()
    CARDS = auto()


def kind_of(path: Path) -> FileKind:
    """Return how to read a file; raises TroubleError for one that is no table at all.

    What it is instead stands in the trouble's `what`: folder, password, html, document, unknown.
    """
    if path.is_dir():
        raise TroubleError(Kind.FILE_MISSING, path=path.name, what="folder")
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD_BYTES)
        if path.stat().st_size > _MOST_BYTES:
            raise TroubleError(Kind.SHEET_FORMAT, path=path.name, what="too_big")
        is_workbook = head.startswith((_ZIP, _OLE))
        what = _what_instead(path, head) if is_workbook else _no_text(head)
    except FileNotFoundError as error:
        raise TroubleError(Kind.FILE_MISSING, path=path.name) from error
    except OSError as error:
        raise TroubleError(Kind.FILE_LOCKED, str(error), path=path.name) from error
    if len(head) < _HEAD_BYTES and not head.strip(b"\xef\xbb\xbf\xff\xfe\0 \t\r\n"):
        raise TroubleError(Kind.FILE_EMPTY, path=path.name)
    if what:
        raise TroubleError(Kind.SHEET_FORMAT, path=path.name, what=what)
    if is_workbook:
        return FileKind.WORKBOOK
    return (
        FileKind.CARDS
        if head.lstrip(b"\xef\xbb\xbf\r\n\t ").lower().startswith(b"begin:vcard")
        else FileKind.TEXT
    )


def _what_instead(path: Path, head: bytes) -> str:
    """Return what a package of either kind holds instead of a readable workbook, or nothing."""
    return _what_in_ole(path.read_bytes()) if head.startswith(_OLE) else _what_in_zip(path)


def _what_in_ole(body: bytes) -> str:
    start = body.find(_FIRST_RECORD) + _FIRST_RECORD_BYTES
    has_password = start > _FIRST_RECORD_BYTES and body.startswith(_PASSWORD_RECORDS, start)
    if has_password or _ENCRYPTED in body:
        return "password"
    return "document" if _FIRST_RECORD not in body and (_WORD in body or _SLIDES in body) else ""


def _what_in_zip(path: Path) -> str:
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
            manifest = "META-INF/manifest.xml"
            if manifest in names:
                with archive.open(manifest) as part:
                    if b"encryption-data" in part.read(_MANIFEST_BYTES):
                        return "password"
    except (
        zipfile.BadZipFile,
        zlib.error,
        NotImplementedError,
        RuntimeError,
        EOFError,
        ValueError,
    ):
        return "broken"
    if any(name.startswith(("word/", "ppt/")) for name in names):
        return "document"
    is_workbook = any(name.startswith("xl/") or name == "content.xml" for name in names)
    return "" if is_workbook else "unknown"


def _no_text(head: bytes) -> str:
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith(_PAGES):
        return "html"
    if start.startswith(_DOCUMENTS):
        return "document"
    is_wide = head.startswith(_WIDE_MARKS) or _looks_wide(head)
    return "unknown" if b"\0" in head and not is_wide else ""


def _looks_wide(head: bytes) -> bool:
    """Say whether every other byte is mostly small, as in UTF-16 without a mark."""
    high_bytes = (head[0::2], head[1::2])
    return any(one and sum(byte <= 5 for byte in one) > 0.9 * len(one) for one in high_bytes)
