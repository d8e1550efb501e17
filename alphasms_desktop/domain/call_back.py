"""People the office has to ring up itself: who, since when, why, and whether it is done."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class CallBackWhy(StrEnum):
    """Why somebody is to be called back."""

    HAND = "hand"
    NOT_REACHED = "not_reached"
    KEY = "key"


@dataclass(frozen=True)
class CallBack:
    """One entry of the list; `done_at` is None while it waits."""

    id: int
    at: datetime
    phone: str
    name: str
    why: CallBackWhy
    campaign: str = ""
    note: str = ""
    done_at: datetime | None = None
