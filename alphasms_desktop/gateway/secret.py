"""The API key: held in one place, and taken out of whatever the service echoes."""

import json
from urllib.parse import quote_plus
from xml.sax.saxutils import escape, quoteattr

HIDDEN = "***"
_SHORTEST = 6


class Secret:
    """A key that shows nowhere by itself; `reveal` is for request bodies alone."""

    def __init__(self, key: str) -> None:
        self._key = key
        self._shapes = _shapes(key)

    def __repr__(self) -> str:
        return "Secret(…)"

    def reveal(self) -> str:
        """Return the key, to be written into a request body."""
        return self._key

    def hidden_in(self, body: bytes) -> bytes:
        """Return an answer without the key, however it was escaped there."""
        for shape in self._shapes:
            body = body.replace(shape, HIDDEN.encode())
        return body


def _shapes(key: str) -> tuple[bytes, ...]:
    # A shorter text is no key, and hiding it would tear holes into innocent answers.
    if len(key) < _SHORTEST:
        return ()
    in_json = json.dumps(key)[1:-1]
    shapes = {
        key,
        in_json,
        in_json.replace("/", "\\/"),
        json.dumps(key, ensure_ascii=False)[1:-1],
        escape(key),
        quoteattr(key)[1:-1],
        quote_plus(key, errors="replace"),
    }
    longest_first = sorted(shapes, key=len, reverse=True)
    return tuple(shape.encode("utf-8", "replace") for shape in longest_first)
