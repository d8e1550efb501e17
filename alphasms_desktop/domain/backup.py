"""Copies of the data file, and what putting one back has led to."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Backup:
    """A copy of the data file that can be read: when it was made (UTC), how much it holds."""

    path: Path
    made_at: datetime
    campaigns: int


@dataclass(frozen=True, slots=True)
class Restored:
    """The damaged file's new place, and how many people may have been called since the copy."""

    set_aside: Path
    in_doubt: int
