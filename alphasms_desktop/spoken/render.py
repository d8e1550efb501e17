"""A template with the values of one recipient: what is sent and heard, and what is not ready."""

from collections.abc import Mapping
from dataclasses import dataclass

from alphasms_desktop.spoken.cases import case_after
from alphasms_desktop.spoken.forms import say
from alphasms_desktop.spoken.language import Language
from alphasms_desktop.spoken.said import Case, Problem, Said, Value, written
from alphasms_desktop.spoken.template import Field, Template, Text, column_key


@dataclass(frozen=True, slots=True)
class FieldFault:
    """A field that cannot be said for this recipient; `written` is what stands in the sheet."""

    field: Field
    problem: Problem
    written: str


@dataclass(frozen=True, slots=True)
class UnsureField:
    """A field to look at before it is said: as it is written and as it would be said."""

    field: Field
    written: str
    said: str


@dataclass(frozen=True, slots=True)
class Rendered:
    """The text for one recipient.

    `text` is sent and heard as it is; `written` is the same with values as the sheet has them. A
    faulty field stands in both as it is written, for people to see: such a text is not to be sent.
    """

    text: str
    written: str
    faults: tuple[FieldFault, ...] = ()
    unsure: tuple[UnsureField, ...] = ()

    @property
    def is_ready(self) -> bool:
        """Whether every field of the text can be said."""
        return not self.faults


def render(template: Template, row: Mapping[str, Value], language: Language) -> Rendered:
    """Return the text for a recipient; `row` holds the cells by the names of their columns."""
    heard: list[str] = []
    shown: list[str] = []
    faults: list[FieldFault] = []
    unsure: list[UnsureField] = []
    case = Case.NOMINATIVE
    for part in template.parts:
        if isinstance(part, Text):
            heard.append(part.text)
            shown.append(part.text)
            case = case_after(part.text, language)
            continue
        said = _said(part, row, language, case)
        as_written = _written(part, row)
        if isinstance(said, Problem):
            faults.append(FieldFault(part, said, as_written))
        elif said.is_unsure:
            unsure.append(UnsureField(part, as_written, said.text))
        heard.append(said.text if isinstance(said, Said) else as_written)
        shown.append(as_written)
        case = Case.NOMINATIVE
    return Rendered("".join(heard), "".join(shown), tuple(faults), tuple(unsure))


def _said(field: Field, row: Mapping[str, Value], language: Language, case: Case) -> Said | Problem:
    column = _column_in(row, field.column)
    if column is None:
        return Problem.NO_COLUMN
    said = say(row[column], field.form, language, case)
    if said is Problem.EMPTY and field.fallback is not None:
        return Said(field.fallback)
    return said


def _written(field: Field, row: Mapping[str, Value]) -> str:
    """Return what stands in the sheet, or the fallback where nothing does."""
    column = _column_in(row, field.column)
    return (written(row[column]) if column is not None else "") or field.fallback or ""


def _column_in(row: Mapping[str, Value], name: str) -> str | None:
    """Return how the sheet spells a column: exactly so, else the first that means the same."""
    if name in row:
        return name
    key = column_key(name)
    return next((column for column in row if column_key(column) == key), None)
