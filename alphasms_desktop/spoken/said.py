"""How a value of the sheet is to be said, what came of it, or why it cannot be said."""

from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum

from alphasms_desktop.domain.cells import Cell
from alphasms_desktop.domain.phone import plain_signs
from alphasms_desktop.domain.saying import Form, Problem

__all__ = ["Case", "Form", "Problem", "Said", "Value", "is_empty", "written"]

Value = Cell | date | time
"""What a form reads: a cell of a sheet, or a moment that has not become a cell yet."""


class Case(StrEnum):
    """The grammatical case that the word before a field asks for."""

    NOMINATIVE = "nominative"
    GENITIVE = "genitive"
    DATIVE = "dative"
    ACCUSATIVE = "accusative"
    LOCATIVE = "locative"


@dataclass(frozen=True, slots=True)
class Said:
    """A value as it is said; `is_unsure` where a person should look at it before it is."""

    text: str
    is_unsure: bool = False


def is_empty(value: Value) -> bool:
    """Say whether there is nothing in a value to be said."""
    return value is None or (isinstance(value, str) and not plain_signs(value).strip())


def written(value: Value) -> str:
    """Return a value as it stands in the sheet, in one line."""
    return "" if value is None else " ".join(str(value).split())
