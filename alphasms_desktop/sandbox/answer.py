"""An answer as an endpoint gives it."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Answer:
    """What goes out; the API says 200 even when it refuses."""

    body: bytes
    content_type: str = "application/json"
    status: int = 200
    is_lost: bool = False
    """The connection breaks instead: what the client never hears."""
    is_reset: bool = False
    """It breaks the hard way: what was under way is thrown away on both sides."""
    is_cut: bool = False
    """The connection breaks in the middle of the body."""
    held_s: float = 0.0
    """How long nothing is said before that, in simulated seconds."""
    leads_to: str = ""


def json_answer(content: Mapping[str, object] | Sequence[object], status: int = 200) -> Answer:
    """Answer with JSON."""
    return Answer(json.dumps(content, ensure_ascii=False).encode(), status=status)


def text_answer(text: str, status: int) -> Answer:
    """Answer with a line for people: something was wrong below the API."""
    return Answer(f"{text}\n".encode(), "text/plain; charset=utf-8", status)
