"""Lists to work through after a campaign: people, their cells, what was done about them."""

from dataclasses import dataclass
from datetime import datetime

from alphasms_desktop.domain.attempt import State
from alphasms_desktop.domain.cells import Cell


@dataclass(frozen=True, slots=True)
class WorkRow:
    """Somebody the office has to do something about; `cells` are the sheet's other columns."""

    recipient_id: int
    row: int
    name: str
    phone: str
    cells: tuple[Cell, ...]
    state: State
    raw: str
    key: str | None
    attempts: int
    ended_at: datetime | None
    is_done: bool
    note: str


@dataclass(frozen=True)
class Worklist:
    """The first people of a list, how many there are in all, and how many are done."""

    rows: tuple[WorkRow, ...]
    count: int
    done: int
    columns: tuple[str, ...] = ()
    """Headings of the cells."""
