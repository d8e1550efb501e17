"""Erasing people: what there is to erase, what was, and all that is known of one phone."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Erased:
    """How many people of how many campaigns, and how many number checks, are erased."""

    campaigns: int
    people: int
    checks: int = 0

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to erase."""
        return not self.people and not self.checks


@dataclass(frozen=True)
class Known:
    """All that is kept of a phone: tables by name, each with headings and rows of plain values."""

    phone: str
    tables: tuple["KnownTable", ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing is known of the phone."""
        return not any(table.rows for table in self.tables)


@dataclass(frozen=True)
class KnownTable:
    """One table of what is known, its cells as plain as they are kept."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[object, ...], ...]
