"""JSON of any size, depth and charset -> an object, or None; nothing else ever comes out."""

import json

LONGEST_ANSWER = 500_000
"""No true answer comes near this; more is not read, since parsed JSON takes fifty times as much."""


def object_in(body: bytes) -> dict[str, object] | None:
    """Return the JSON object a body holds, or None where it is anything else."""
    if len(body) > LONGEST_ANSWER:
        return None
    try:
        answer = _parsed(body)
    except (ValueError, RecursionError):
        return None
    return answer if isinstance(answer, dict) else None


def _parsed(body: bytes) -> object:
    try:
        return json.loads(body)
    except UnicodeDecodeError:
        # A text in another charset must not hide the id beside it.
        return json.loads(body.decode("utf-8", "replace"))
