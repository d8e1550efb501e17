"""A text with fields of the sheet in braces: `Добрий день, {Ім’я|vocative|шановний клієнте}!`.

A field is `{column}`, `{column|form}` or `{column|form|fallback}`; `{{` and `}}` are braces that
are meant. An empty fallback, `{column|form|}`, leaves an empty value out in silence.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from alphasms_desktop.domain.saying import Form, TemplateFault, TemplateProblem

__all__ = [
    "Field",
    "Template",
    "TemplateFault",
    "TemplateProblem",
    "Text",
    "column_key",
    "parse",
    "to_text",
]

_TOKEN = re.compile(r"\{\{|\}\}|\{(?P<field>[^{}]*)\}|[{}]|[^{}]+")
_NOT_IN_FIELDS = str.maketrans("{}", "  ")
_NOT_IN_COLUMNS = str.maketrans("{}|", "   ")
_APOSTROPHES = str.maketrans("'ʼ", "’’")
_FORMS = {form.value: form for form in Form}


@dataclass(frozen=True, slots=True)
class Text:
    """What every recipient hears."""

    text: str


@dataclass(frozen=True, slots=True)
class Field:
    """What a column says, in its form; `fallback` is said where the column is empty."""

    column: str
    form: Form = Form.AS_IS
    fallback: str | None = None


@dataclass(frozen=True, slots=True)
class Template:
    """A text with fields, in the order in which they are heard."""

    parts: tuple[Text | Field, ...]

    @property
    def fields(self) -> tuple[Field, ...]:
        """The fields of the text."""
        return tuple(part for part in self.parts if isinstance(part, Field))


def parse(text: str, columns: Iterable[str] | None = None) -> Template | tuple[TemplateFault, ...]:
    """Return the template that a text is, or all mistakes in it in their order.

    `columns` are those of the sheet; without them every column is taken to exist.
    """
    keys = None if columns is None else frozenset(map(column_key, columns))
    parts: list[Text | Field] = []
    faults: list[TemplateFault] = []
    for token in _TOKEN.finditer(text):
        said = token.group()
        if token["field"] is not None:
            field = _read_field(token["field"], token.start("field"), keys)
            if isinstance(field, Field):
                parts.append(field)
            else:
                faults.extend(field)
        elif said in ("{", "}"):
            is_open = said == "{"
            problem = TemplateProblem.UNCLOSED_BRACE if is_open else TemplateProblem.UNOPENED_BRACE
            faults.append(TemplateFault(problem, token.start(), token.end(), said))
        else:
            _append_text(parts, said[0] if said in ("{{", "}}") else said)
    return tuple(faults) or Template(tuple(parts))


def to_text(template: Template) -> str:
    """Return the text that `parse` reads as this template."""
    return "".join(
        _field_text(part)
        if isinstance(part, Field)
        else part.text.replace("{", "{{").replace("}", "}}")
        for part in template.parts
    )


@lru_cache(maxsize=2_000)
def column_key(name: str) -> str:
    """Return a column's name without what does not tell columns apart.

    That is case, surrounding blanks and the kind of apostrophe. The signs which no field can
    hold are blanks too, so that every column can be named.
    """
    bare = " ".join(name.translate(_NOT_IN_COLUMNS).split())
    return bare.translate(_APOSTROPHES).casefold()


def _append_text(parts: list[Text | Field], text: str) -> None:
    last = parts[-1] if parts else None
    if isinstance(last, Text):
        parts[-1] = Text(last.text + text)
    else:
        parts.append(Text(text))


def _read_field(
    inside: str, start: int, keys: frozenset[str] | None
) -> Field | tuple[TemplateFault, ...]:
    """Read what stands between braces; `start` is where it begins in the whole text."""
    column, *rest = inside.split("|", 2)
    form_text = rest[0] if rest else ""
    fallback = rest[1].strip() if len(rest) > 1 else None
    form = _FORMS.get(form_text.strip().casefold() or Form.AS_IS)
    faults = []
    if not column.strip():
        # There is no sign to point at but the brace.
        faults.append(TemplateFault(TemplateProblem.EMPTY_NAME, start - 1, start + len(column), ""))
    elif keys is not None and column_key(column) not in keys:
        faults.append(_fault(TemplateProblem.UNKNOWN_COLUMN, column, start))
    if form is None:
        at = start + len(column) + 1
        faults.append(_fault(TemplateProblem.UNKNOWN_FORM, form_text, at))
    return tuple(faults) if form is None or faults else Field(column.strip(), form, fallback)


def _fault(problem: TemplateProblem, text: str, start: int) -> TemplateFault:
    """Return a fault that covers a text without its surrounding blanks."""
    bare = text.strip()
    at = start + text.index(bare)
    return TemplateFault(problem, at, at + len(bare), bare)


def _field_text(field: Field) -> str:
    column = field.column.translate(_NOT_IN_COLUMNS).strip()
    if field.fallback is not None:
        return f"{{{column}|{field.form}|{field.fallback.translate(_NOT_IN_FIELDS).strip()}}}"
    return f"{{{column}}}" if field.form is Form.AS_IS else f"{{{column}|{field.form}}}"
