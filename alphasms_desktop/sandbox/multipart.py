"""Takes a multipart/form-data body apart by splitting it at the boundary, exact for any bytes."""

import re
from dataclasses import dataclass

_BOUNDARY = re.compile(r'boundary=(?:"([^"]{1,200})"|([^\s;,"]{1,200}))', re.IGNORECASE)
_NAME = re.compile(r'(?<!file)name="?([^";]*)', re.IGNORECASE)
_FILE_NAME = re.compile(r'filename="((?:\\.|[^"\\])*)|filename=([^;\s]*)', re.IGNORECASE)
# The API knows five fields; a body made of nothing but parts must not keep a thread busy.
_MOST_PARTS = 50


@dataclass(frozen=True)
class Part:
    """One part; `file_name` is None for a plain field, `whole` False if the body ended in it."""

    name: str
    file_name: str | None
    content: bytes
    whole: bool


def boundary_of(content_type: str) -> bytes | None:
    """Return the boundary a content type names, or None if it names none."""
    found = _BOUNDARY.search(content_type)
    return (found[1] or found[2]).encode("latin-1", "replace") if found else None


def split_multipart(body: bytes, boundary: bytes) -> list[Part]:
    """Return the parts in order; of a broken body those that can be made out."""
    mark = b"\r\n--" + boundary
    # The first boundary stands at the very beginning or after something to be ignored.
    begin = 0 if body.startswith(mark[2:]) else body.find(mark) + 2
    parts: list[Part] = []
    if begin == 1:
        return parts
    begin += len(mark) - 2
    while not body.startswith(b"--", begin) and len(parts) < _MOST_PARTS:
        stop = body.find(mark, begin)
        end = len(body) if stop < 0 else stop
        head_end = body.find(b"\r\n\r\n", begin, end + 2)
        if head_end >= 0:
            content = body[head_end + 4 : end]
            parts.append(_part(body[begin:head_end], content, whole=stop >= 0))
        if stop < 0:
            break
        begin = stop + len(mark)
    return parts


def _part(head: bytes, content: bytes, *, whole: bool) -> Part:
    name, file_name = "", None
    for line in head.decode(errors="replace").split("\r\n"):
        field, _, value = line.partition(":")
        if field.strip().lower() == "content-disposition":
            named, filed = _NAME.search(value), _FILE_NAME.search(value)
            name = named[1] if named else ""
            file_name = (filed[1] or filed[2] or "") if filed else None
    return Part(name, file_name, content, whole)
