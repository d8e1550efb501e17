"""What a request carries: a body, its type, and what may be noted of it; the key never shows."""

from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Form:
    """A multipart body in three parts, so that all calls share one copy of the audio."""

    head: bytes = field(repr=False)
    audio: bytes = field(repr=False)
    tail: bytes = field(repr=False)
    content_type: str
    note: str = field(default="", repr=False)

    def __len__(self) -> int:
        """Return the Content-Length."""
        return len(self.head) + len(self.audio) + len(self.tail)

    def __iter__(self) -> Iterator[bytes]:
        """Give the parts in order, uncopied."""
        yield self.head
        yield self.audio
        yield self.tail


@dataclass(frozen=True)
class Small:
    """A body that is built whole; `note` is the same body written without the key."""

    body: bytes = field(repr=False)
    content_type: str
    note: str = field(default="", repr=False)

    def __len__(self) -> int:
        """Return the Content-Length."""
        return len(self.body)

    def __iter__(self) -> Iterator[bytes]:
        """Give the body in one piece."""
        yield self.body


Content = Form | Small
