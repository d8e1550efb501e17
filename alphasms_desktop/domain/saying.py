"""How fields of a text are said, and what may be wrong with a text: values for everybody."""

from dataclasses import dataclass
from enum import StrEnum


class Language(StrEnum):
    """A language that the service speaks."""

    UK = "uk"
    EN = "en"
    RU = "ru"


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
    TOO_LONG = "too_long"


class TemplateProblem(StrEnum):
    """What is wrong with a template."""

    UNCLOSED_BRACE = "unclosed_brace"
    UNOPENED_BRACE = "unopened_brace"
    EMPTY_NAME = "empty_name"
    UNKNOWN_COLUMN = "unknown_column"
    UNKNOWN_FORM = "unknown_form"


@dataclass(frozen=True, slots=True)
class TemplateFault:
    """A mistake in a template: which, and from where to where in signs of its text."""

    problem: TemplateProblem
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class FieldTrouble:
    """A field that cannot be said for a recipient, and what stands in the sheet."""

    column: str
    problem: Problem
    written: str


@dataclass(frozen=True, slots=True)
class UnsureName:
    """A name to be looked at: as it is written, and as it would be said."""

    column: str
    written: str
    said: str


@dataclass(frozen=True, slots=True)
class RowText:
    """The text for one recipient: as it is spoken, as an SMS is read, and what is wrong with it."""

    said: str
    read: str
    troubles: tuple[FieldTrouble, ...] = ()
    unsure: tuple[UnsureName, ...] = ()


@dataclass(frozen=True, slots=True)
class RowTrouble:
    """A row of the sheet, by its number there, with what cannot be said in it."""

    row: int
    name: str
    trouble: FieldTrouble


@dataclass(frozen=True, slots=True)
class TextSpan:
    """The lengths of many texts: the least and the most signs and parts."""

    least_signs: int
    most_signs: int
    least_parts: int
    most_parts: int


@dataclass(frozen=True)
class TextSurvey:
    """What a text comes to for the rows of a list.

    `troubles` and `unsure` are the first of them, `trouble_rows` and `unsure_rows` how many rows
    have any; `empty` counts the rows in which a column is empty.
    """

    rows: int
    span: TextSpan | None
    language: Language | None
    troubles: tuple[RowTrouble, ...] = ()
    trouble_rows: int = 0
    empty: tuple[tuple[str, int], ...] = ()
    unsure: tuple[UnsureName, ...] = ()
    unsure_rows: int = 0
