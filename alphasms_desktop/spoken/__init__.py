"""Texts that a recipient hears: fields of the sheet in them, said as people say such things."""

from alphasms_desktop.spoken.forms import say
from alphasms_desktop.spoken.language import Language, language_of
from alphasms_desktop.spoken.look_alikes import MixedWord, mended, mixed_words
from alphasms_desktop.spoken.measure import Measure, Span, measure, parts_of, span_of
from alphasms_desktop.spoken.render import FieldFault, Rendered, UnsureField, render
from alphasms_desktop.spoken.said import Case, Form, Problem, Said, Value
from alphasms_desktop.spoken.template import (
    Field,
    Template,
    TemplateFault,
    TemplateProblem,
    Text,
    parse,
    to_text,
)

__all__ = [
    "Case",
    "Field",
    "FieldFault",
    "Form",
    "Language",
    "Measure",
    "MixedWord",
    "Problem",
    "Rendered",
    "Said",
    "Span",
    "Template",
    "TemplateFault",
    "TemplateProblem",
    "Text",
    "UnsureField",
    "Value",
    "language_of",
    "measure",
    "mended",
    "mixed_words",
    "parse",
    "parts_of",
    "render",
    "say",
    "span_of",
    "to_text",
]
