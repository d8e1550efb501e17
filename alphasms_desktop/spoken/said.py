"""How a value of the sheet is to be said, what came of it, or why it cannot be said."""

from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum

from alphasms_desktop.domain.cells import Cell
from alphasms_desktop.domain.phone import plain_signs

Value = Cell | date | time
"""What a form reads: a cell of a sheet, or a moment that has not become a cell yet."""


class Form(StrEnum):
    """How a field is said; the words are those that stand in a template."""

    AS_IS = "as_is"
    FIRST_NAME = "first_name"
    VOCATIVE = "vocative"
    TIME = "time"
    DATE = "date"
    DATE_ON = "date_on"
    DATE_YEAR = "date_year"
    DATE_YEAR_ON = "date_year_on"
    WEEKDAY = "weekday"
    SUM = "sum"
    NUMBER = "number"
    DIGITS = "digits"
    PHONE = "phone"


class Case(StrEnum):
    """The grammatical case that the word before a field asks for."""

    NOMINATIVE = "nominative"
    GENITIVE = "genitive"
    DATIVE = "dative"
    ACCUSATIVE = "accusative"
    LOCATIVE = "locative"


class Problem(StrEnum):
    """Why a value cannot be said in its form."""

    NO_COLUMN = "no_column"
    EMPTY = "empty"
    NOT_A_TEXT = "not_a_text"
    NO_FIRST_NAME = "no_first_name"
    FIRST_NAME_UNCLEAR = "first_name_unclear"
    NOT_A_TIME = "not_a_time"
    NOT_A_DATE = "not_a_date"
    DATE_UNCLEAR = "date_unclear"
    YEAR_UNCLEAR = "year_unclear"
    NOT_A_NUMBER = "not_a_number"
    NUMBER_UNCLEAR = "number_unclear"
    TOO_LARGE = "too_large"
    TOO_PRECISE = "too_precise"
    NEGATIVE = "negative"
    NOT_DIGITS = "not_digits"
    NOT_A_PHONE = "not_a_phone"


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
