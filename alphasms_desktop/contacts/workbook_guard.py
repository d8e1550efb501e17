"""What must not reach the readers: zip bombs and broken packages; their complaints as troubles.

A workbook comes from anywhere, and calamine takes all the memory that a file asks for.
"""

import re
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO
from xml.etree.ElementTree import ParseError

from alphasms_desktop.domain.errors import Kind, TroubleError

MAX_CELLS = 78 * 1_048_576
"""The rectangle round all values that is still read: columns A to BZ in every row, 2.6 GB."""

_GB = 1 << 30
_MAX_FILE_BYTES = 2 * _GB
_MAX_PART_BYTES = 2 * _GB
_MAX_UNPACKED_BYTES = 4 * _GB
_HARMLESS_BYTES = 200 << 20
_MAX_RATIO = 200
_MAX_PARTS = 10_000
_ENCRYPTED = 0x1
_ZIP = b"PK\x03\x04"
_PIECE_BYTES = 1 << 20
_HEAD_BYTES = 4096
_MAX_ROW_BYTES = 64 << 20
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_STUMBLES = (OSError, ValueError, EOFError, NotImplementedError, struct.error, ParseError)
_DOCTYPES = (b"<!DOCTYPE", b"<!ENTITY")

_MAX_ROWS = 1_048_576
# What may be a column after Z or a row of seven digits: one cheap look that most sheets pass.
_FAR = re.compile(rb"""r=["']\w(?:[A-Za-z]|\w{7})""")
_FAR_ROW = re.compile(rb"""r=["'][A-Za-z]*(\d{7,})""")
# A value after BZ, where MAX_CELLS may be passed; a cell that is closed at once has none.
_FAR_VALUE = re.compile(rb"""r=["'](?:[A-Za-z]{3,}|[C-Zc-z][A-Za-z])\d+["'][^>/]*>""")
_VALUE_COLUMN = re.compile(rb"""r=["']([A-Za-z]+)\d+["'][^>/]*>""")
_VALUE_ROW = re.compile(rb"""r=["'][A-Za-z]+(\d+)["'][^>/]*>""")


def is_package(path: Path) -> bool:
    """Say whether a workbook is a zip of parts, as all but xls are; OSError passes through."""
    with path.open("rb") as file:
        return file.read(len(_ZIP)) == _ZIP


def check_workbook(path: Path) -> None:
    """Raise TroubleError for a file that no reader should open.

    SHEET_FORMAT with `what` too_big, bomb or broken; FILE_LOCKED.
    """
    with refusals(path):
        file_bytes = path.stat().st_size
        if file_bytes > _MAX_FILE_BYTES:
            raise refusal(path, "too_big")
        if is_package(path):
            with zipfile.ZipFile(path) as archive:
                what = _what_is_wrong(archive.infolist(), file_bytes)
            if what:
                raise refusal(path, what)


def check_markup(path: Path, head: bytes) -> None:
    """Raise TroubleError (broken) for XML that declares a type or entities: no office does."""
    if any(one in head.upper() for one in _DOCTYPES):
        raise refusal(path, "broken", "document type declared")


def pieces(path: Path, stream: IO[bytes], start: bytes, end: bytes) -> Iterator[bytes]:
    """Give a part in pieces that are cut only before a `start`; what follows `end` is left out.

    Raises TroubleError (broken) for what no office writes: a declared type, a row without end.
    """
    rest = stream.read(_HEAD_BYTES)
    check_markup(path, rest)
    while True:
        got = stream.read(_PIECE_BYTES)
        rest += got
        last = rest.find(end)
        if last >= 0 or not got:
            yield rest[:last] if last >= 0 else rest
            return
        cut = max(rest.rfind(start), 0)
        if cut:
            yield rest[:cut]
            rest = rest[cut:]
        if len(rest) > _MAX_ROW_BYTES:
            raise refusal(path, "broken", "a row without end")


def is_far(path: Path, piece: bytes) -> bool:
    """Say whether a piece of an xlsx sheet has values so far right that its room is to be checked.

    Raises TroubleError (broken) for a row below the last that a sheet has.
    """
    if _FAR.search(piece) is None:
        return False
    check_rows(path, piece)
    return _FAR_VALUE.search(piece) is not None


def check_rows(path: Path, text: bytes) -> None:
    """Raise TroubleError (broken) for rows that no sheet has; calamine would make room for them."""
    if any(int(one) > _MAX_ROWS for one in _FAR_ROW.findall(text)):
        raise refusal(path, "broken", "a row that no sheet has")


def check_room(path: Path, sheet: Iterable[bytes]) -> None:
    """Raise TroubleError (too_big) for an xlsx sheet whose values stand too far apart.

    Calamine keeps every cell between them, and the system ends a program that asks for too much.
    """
    columns: set[int] = set()
    rows: set[int] = set()
    for piece in sheet:
        columns.update(column_number(one) for one in set(_VALUE_COLUMN.findall(piece)))
        numbers = {int(one) for one in set(_VALUE_ROW.findall(piece))}
        rows.update((min(numbers), max(numbers)) if numbers else ())
    if columns and (max(columns) - min(columns) + 1) * (max(rows) - min(rows) + 1) > MAX_CELLS:
        raise refusal(path, "too_big", "values far apart")


def refusal(path: Path, what: str, detail: str = "") -> TroubleError:
    """Return the trouble of a workbook that is not read; `what` says why."""
    return TroubleError(Kind.SHEET_FORMAT, detail, path=path.name, what=what)


@contextmanager
def refusals(path: Path) -> Iterator[None]:
    """Turn whatever a reader of workbooks stumbles over into a TroubleError.

    FILE_LOCKED, or SHEET_FORMAT with `what` password, too_big or broken.
    """
    from python_calamine import CalamineError, PasswordError

    try:
        yield
    except PasswordError as error:
        raise refusal(path, "password") from error
    except PermissionError as error:
        raise TroubleError(Kind.FILE_LOCKED, str(error), path=path.name) from error
    except MemoryError as error:
        raise refusal(path, "too_big", str(error)) from error
    except (CalamineError, zipfile.BadZipFile, zlib.error, *_STUMBLES) as error:
        raise refusal(path, "broken", str(error)) from error
    except BaseException as error:
        # A panic inside calamine is no Exception, so that nobody catches it by chance.
        if type(error).__module__ != "pyo3_runtime":
            raise
        raise refusal(path, "broken", str(error)) from error


def _what_is_wrong(parts: list[zipfile.ZipInfo], file_bytes: int) -> str:
    if len(parts) > _MAX_PARTS or len({one.filename for one in parts}) < len(parts):
        return "broken"
    if any(one.flag_bits & _ENCRYPTED or one.compress_type not in _METHODS for one in parts):
        return "broken"
    unpacked = sum(one.file_size for one in parts)
    # Parts may share their bytes in the file, so it is the file that they are compared with.
    is_dense = unpacked > _HARMLESS_BYTES and unpacked > _MAX_RATIO * file_bytes
    is_huge = unpacked > _MAX_UNPACKED_BYTES or any(
        one.file_size > _MAX_PART_BYTES for one in parts
    )
    return "bomb" if is_dense or is_huge else ""


def column_number(letters: bytes) -> int:
    """Return which column letters stand for; A is 1."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - ord("A") + 1
    return number
