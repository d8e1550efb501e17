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
    ids = [id_of(item) for item in items]
    found: dict[str, _Item] = {}
    for one, item in zip(ids, items, strict=True):
        if one in wanted:
            found.setdefault(one, item)
    if len(items) == len(asked) and "" in ids:
        for one, its_id, item in zip(asked, ids, items, strict=True):
            if not its_id:
                found.setdefault(one, item)
    return found
