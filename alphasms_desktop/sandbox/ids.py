"""Gateway ids: they count up, and two starts of the sandbox do not hand out the same ones."""

# Each second between two starts leaves room for this many ids, more than are handed out in one.
# The range comes round after some eleven days, and ends below 2**31 with room to count on.
_PER_SECOND = 2000
_LOWEST = 1_000_000
_RANGE = 2_000_000_000


def first_id_at(now: float) -> int:
    """Return the number to begin with at this time of day."""
    return _LOWEST + int(now * _PER_SECOND) % _RANGE
