"""Which item of an answer belongs to which id that was asked about."""

from collections.abc import Callable, Sequence
from typing import TypeVar

_Item = TypeVar("_Item")


def matched(
    asked: Sequence[str], items: Sequence[_Item], id_of: Callable[[_Item], str]
) -> dict[str, _Item]:
    """Return the items by the ids asked: by their own id first, by place only where counts agree.

    An item with an id that was not asked belongs to nobody, whatever its place.
    """
    wanted = set(asked)
    found: dict[str, _Item] = {}
    for item in items:
        if id_of(item) in wanted:
            found.setdefault(id_of(item), item)
    if len(items) == len(asked):
        for one, item in zip(asked, items, strict=True):
            if not id_of(item):
                found.setdefault(one, item)
    return found
