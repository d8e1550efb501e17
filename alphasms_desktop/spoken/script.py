"""A text message for the rows of one sheet: what each is told, and what cannot be said to it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from alphasms_desktop.domain.cells import Cell
from alphasms_desktop.domain.errors import Kind, TroubleError
from alphasms_desktop.domain.message import TextMessage
from alphasms_desktop.domain.saying import (
    FieldTrouble,
    Form,
    Language,
    Problem,
    RowText,
    TemplateFault,
    UnsureName,
)
from alphasms_desktop.spoken.cases import case_after
from alphasms_desktop.spoken.forms import say
from alphasms_desktop.spoken.language import language_of
from alphasms_desktop.spoken.said import Case, Said, written
from alphasms_desktop.spoken.template import Field, Template, Text, column_key, parse, to_text

LONGEST_FIELD = 100
"""More signs than this in one field nobody listens to: mostly it is a remark in the wrong cell."""

_OF_NAMES = frozenset({Form.FIRST_NAME, Form.VOCATIVE})


@dataclass(frozen=True, slots=True)
class _Place:
    """A field of the text: where its column stands in a row, and the case its sentence asks for."""

    field: Field
    column: int
    case: Case


class Script:
    """Tells each row its text; raises TroubleError(BAD_TEXT) for a text that makes no sense.

    What does not differ from row to row is found out once, and values that repeat are said once:
    a list may have a hundred thousand rows.
    """

    def __init__(self, message: TextMessage, columns: Sequence[str]) -> None:
        template = parse(message.template, columns)
        if not isinstance(template, Template):
            raise TroubleError(Kind.BAD_TEXT, template[0].text, problem=template[0].problem)
        if not message.template.strip():
            raise TroubleError(Kind.BAD_TEXT, problem="empty")
        self._keeps_long = message.keeps_long
        self.language = _language(message.language, template)
        self._parts = _placed(template, columns, self.language)

    def of(self, cells: Sequence[Cell]) -> RowText:
        """Return what a row is told; what cannot be said stands in it as it is written."""
        heard: list[str] = []
        read: list[str] = []
        troubles: list[FieldTrouble] = []
        unsure: list[UnsureName] = []
        for part in self._parts:
            if isinstance(part, str):
                heard.append(_after(heard, part))
                read.append(_after(read, part))
                continue
            field = part.field
            cell = cells[part.column] if part.column < len(cells) else None
            as_written = written(cell) or field.fallback or ""
            said = _said(cell, field.form, self.language, part.case)
            if said is Problem.EMPTY and field.fallback is not None:
                said = Said(field.fallback)
            if isinstance(said, Problem):
                troubles.append(FieldTrouble(field.column, said, as_written))
            elif len(as_written) > LONGEST_FIELD and not self._keeps_long:
                troubles.append(FieldTrouble(field.column, Problem.TOO_LONG, as_written))
            elif said.is_unsure:
                unsure.append(UnsureName(field.column, as_written, said.text))
            spoken = said.text if isinstance(said, Said) else as_written
            heard.append(spoken)
            # An SMS is read: names in their form, all else as the sheet has it.
            read.append(spoken if field.form in _OF_NAMES else as_written)
        return RowText("".join(heard), "".join(read), tuple(troubles), tuple(unsure))


def _after(before: Sequence[str], words: str) -> str:
    """Return words without their full stop where the cell before them has brought one."""
    has_stop = bool(before) and before[-1].endswith(".")
    return words[1:] if has_stop and words.startswith(".") and words[:2] != ".." else words


def faults_in(text: str, columns: Sequence[str]) -> tuple[TemplateFault, ...]:
    """Return what is wrong with a text for a sheet of these columns."""
    parsed = parse(text, columns)
    return () if isinstance(parsed, Template) else parsed


def with_fallback(text: str, fallback: str) -> str:
    """Return a text in which every field that has no fallback has this one."""
    parsed = parse(text)
    if not isinstance(parsed, Template):
        return text
    parts = [
        replace(part, fallback=fallback)
        if isinstance(part, Field) and part.fallback is None
        else part
        for part in parsed.parts
    ]
    return to_text(Template(tuple(parts)))


@lru_cache(maxsize=20_000, typed=True)
def _said(cell: Cell, form: Form, language: Language, case: Case) -> Said | Problem:
    return say(cell, form, language, case)


def _placed(
    template: Template, columns: Sequence[str], language: Language
) -> tuple[str | _Place, ...]:
    keys = [column_key(column) for column in columns]
    parts: list[str | _Place] = []
    case = Case.NOMINATIVE
    for part in template.parts:
        if isinstance(part, Text):
            parts.append(part.text)
            case = case_after(part.text, language)
        else:
            exact = columns.index(part.column) if part.column in columns else None
            place = keys.index(column_key(part.column)) if exact is None else exact
            parts.append(_Place(part, place, case))
            case = Case.NOMINATIVE
    return tuple(parts)


def _language(chosen: str, template: Template) -> Language:
    if chosen:
        return Language(chosen)
    words = "".join(part.text for part in template.parts if isinstance(part, Text))
    return language_of(words) or Language.UK
