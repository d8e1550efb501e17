"""Ids of our own: what every known client keeps to, since the range is not published."""

from collections.abc import Sequence

LARGEST = 2**31 - 1


def checked(own_ids: Sequence[int]) -> Sequence[int]:
    """Return ids that may go out together; raises ValueError for one out of range or repeated."""
    if any(not 1 <= one <= LARGEST for one in own_ids):
        raise ValueError(f"an id of our own is between 1 and {LARGEST}")
    if len(set(own_ids)) != len(own_ids):
        raise ValueError("two texts with one id could not be told apart")
    return own_ids
