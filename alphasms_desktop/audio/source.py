"""What can be told of a file without decoding it."""

from pathlib import Path

from alphasms_desktop.domain.errors import Kind, TroubleError

_PICTURE_BRANDS = {b"avif", b"avis", b"heic", b"heix", b"hevc", b"hevx", b"mif1", b"msf1"}
"""Pictures in a film's container: to ffmpeg a video without sound."""

_OGG_HEAD = 27
_OGG_PAGE_AT_MOST = _OGG_HEAD + 255 + 255 * 255


def check_source(source: Path) -> None:
    """Raise TroubleError for what needs no decoder to be refused."""
    name = source.name
    try:
        if source.is_dir():
            raise TroubleError(Kind.FILE_MISSING, path=name, what="folder")
        if not source.is_file():
            raise TroubleError(Kind.FILE_MISSING, path=name)
        with source.open("rb") as file:
            head = file.read(12)
    except OSError as error:
        raise TroubleError(Kind.FILE_LOCKED, str(error), path=name) from error
    if not head:
        raise TroubleError(Kind.FILE_EMPTY, path=name)
    if _is_something_else(head):
        raise TroubleError(Kind.NOT_AUDIO, path=name)


def is_film(source: Path) -> bool:
    """Return whether a file begins as m4a, mp4 and 3gp do."""
    try:
        with source.open("rb") as file:
            return file.read(8)[4:] == b"ftyp"
    except OSError as error:
        raise TroubleError(Kind.FILE_LOCKED, str(error), path=source.name) from error


def is_torn_ogg(source: Path) -> bool:
    """Return whether this is an Ogg file (the voice messages of telephones) with a torn last page.

    Ogg states no length, so a decoder takes such a file for a shorter one.
    """
    try:
        with source.open("rb") as file:
            if file.read(4) != b"OggS":
                return False
            file.seek(max(0, source.stat().st_size - _OGG_PAGE_AT_MOST))
            tail = file.read()
    except OSError as error:
        raise TroubleError(Kind.FILE_LOCKED, str(error), path=source.name) from error
    page = tail[tail.rfind(b"OggS") :] if b"OggS" in tail else b""
    return bool(page) and len(page) < _length_of_ogg_page(page)


def _length_of_ogg_page(page: bytes) -> int:
    if len(page) < _OGG_HEAD:
        return _OGG_HEAD
    pieces = page[_OGG_HEAD - 1]
    return _OGG_HEAD + pieces + sum(page[_OGG_HEAD : _OGG_HEAD + pieces])


def _is_something_else(head: bytes) -> bool:
    """Know zip archives (sound packed inside could be "decoded") and pictures by their start."""
    return head.startswith(b"PK\x03\x04") or (
        head[4:8] == b"ftyp" and head[8:12] in _PICTURE_BRANDS
    )
