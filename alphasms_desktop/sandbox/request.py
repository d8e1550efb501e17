"""A request as an endpoint sees it."""

from dataclasses import dataclass

from alphasms_desktop.sandbox.multipart import Part


@dataclass(frozen=True)
class Request:
    """What came in, its body complete; `peer` is the address it came from.

    Of a multipart form the `parts` are there instead of the body.
    """

    content_type: str
    body: bytes
    query: str = ""
    peer: str = "127.0.0.1"
    parts: tuple[Part, ...] = ()
