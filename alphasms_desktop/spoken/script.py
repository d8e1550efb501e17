"""A text message for the rows of one sheet: what each is told, and what cannot be said to it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

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
from alphasms_desktop.spoken.language import language_of
from alphasms_desktop.spoken.render import Rendered, render
from alphasms_desktop.spoken.said import Value
from alphasms_desktop.spoken.template import Field, Template, Text, parse, to_text

LONGEST_FIELD = 100
"""More signs than this in one field nobody listens to: mostly it is a remark in the wrong cell."""

_OF_NAMES = frozenset({Form.FIRST_NAME, Form.VOCATIVE})


class Script:
    """Tells each row its text; raises TroubleError(BAD_TEXT) for a text that makes no sense."""

    def __init__(self, message: TextMessage, columns: Sequence[str]) -> None:
        template = parse(message.template, columns)
        if not isinstance(template, Template):
            raise TroubleError(Kind.BAD_TEXT, template[0].text, problem=template[0].problem)
        if not message.template.strip():
            raise TroubleError(Kind.BAD_TEXT, problem="empty")
        self._template, self._columns = template, columns
        self._keeps_long = message.keeps_long
        self.language = _language(message.language, template)

    def of(self, cells: Sequence[Cell]) -> RowText:
        """Return what a row is told."""
        row: Mapping[str, Value] = dict(zip(self._columns, cells, strict=False))
        heard = render(self._template, row, self.language)
        troubles = [
            FieldTrouble(one.field.column, one.problem, one.written) for one in heard.faults
        ]
        if not self._keeps_long:
            troubles += self._too_long(row)
        unsure = [UnsureName(one.field.column, one.written, one.said) for one in heard.unsure]
        return RowText(heard.text, self._read(row, heard), tuple(troubles), tuple(unsure))

    def _read(self, row: Mapping[str, Value], heard: Rendered) -> str:
        """Return the text as an SMS is read: names in their form, all else as in the sheet."""
        if not any(field.form in _OF_NAMES for field in self._template.fields):
            return heard.written
        pieces = []
        for part in self._template.parts:
            if isinstance(part, Text):
                pieces.append(part.text)
            else:
                alone = render(Template((part,)), row, self.language)
                pieces.append(alone.text if part.form in _OF_NAMES else alone.written)
        return "".join(pieces)

    def _too_long(self, row: Mapping[str, Value]) -> list[FieldTrouble]:
        troubles = []
        for field in dict.fromkeys(self._template.fields):
            written = render(Template((Field(field.column),)), row, self.language).written
            if len(written) > LONGEST_FIELD:
                troubles.append(FieldTrouble(field.column, Problem.TOO_LONG, written))
        return troubles


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


def _language(chosen: str, template: Template) -> Language:
    if chosen:
        return Language(chosen)
    words = "".join(part.text for part in template.parts if isinstance(part, Text))
    return language_of(words) or Language.UK
