"""What is said of texts: what is wrong with one, what cannot be said in a row, how long it is."""

from alphasms_desktop.domain.channel import Channel
from alphasms_desktop.domain.saying import (
    Form,
    Language,
    Problem,
    RowTrouble,
    TemplateFault,
    TemplateProblem,
    TextSpan,
)
from alphasms_desktop.i18n import mark, ntr, number, tr

_PROBLEMS: dict[Problem, str] = {
    Problem.NO_COLUMN: mark("the sheet has no such column"),
    Problem.EMPTY: mark("is empty"),
    Problem.NOT_A_TEXT: mark("holds a tick, which has no words"),
    Problem.NO_FIRST_NAME: mark("holds no first name: “{written}”"),
    Problem.FIRST_NAME_UNCLEAR: mark("holds several names: “{written}”"),
    Problem.NOT_A_TIME: mark("is no time of day: “{written}”"),
    Problem.NOT_A_DATE: mark("is no date: “{written}”"),
    Problem.DATE_UNCLEAR: mark("could be two dates: “{written}”"),
    Problem.YEAR_UNCLEAR: mark("leaves the year open: “{written}”"),
    Problem.NOT_A_NUMBER: mark("is no number: “{written}”"),
    Problem.NUMBER_UNCLEAR: mark("could be two numbers: “{written}”"),
    Problem.TOO_LARGE: mark("is too large a number: “{written}”"),
    Problem.TOO_PRECISE: mark("has too many decimals: “{written}”"),
    Problem.NEGATIVE: mark("is below zero: “{written}”"),
    Problem.NOT_DIGITS: mark("holds more than digits: “{written}”"),
    Problem.NOT_A_PHONE: mark("is no phone: “{written}”"),
    Problem.TOO_LONG: mark("is too long to be listened to: “{written}”"),
}

_FAULTS: dict[TemplateProblem, str] = {
    TemplateProblem.UNCLOSED_BRACE: mark("A brace “{” is not closed."),
    TemplateProblem.UNOPENED_BRACE: mark("A brace “}” closes nothing."),
    TemplateProblem.EMPTY_NAME: mark("A field has no name."),
    TemplateProblem.UNKNOWN_COLUMN: mark("The sheet has no column “%s”."),
    TemplateProblem.UNKNOWN_FORM: mark("“%s” is no way to say a field."),
}
_NO_TEXT = mark("There is no text yet.")

_LANGUAGES: dict[Language, str] = {
    Language.UK: mark("Ukrainian"),
    Language.EN: mark("English"),
    Language.RU: mark("Russian"),
}

_FORMS: dict[Form, str] = {
    Form.AS_IS: mark("as in the sheet"),
    Form.FIRST_NAME: mark("first name only"),
    Form.VOCATIVE: mark("first name, as one calls a person"),
    Form.TIME: mark("time of day"),
    Form.DATE: mark("date"),
    Form.DATE_ON: mark("on a date"),
    Form.DATE_YEAR: mark("date with the year"),
    Form.DATE_YEAR_ON: mark("on a date with the year"),
    Form.WEEKDAY: mark("day of the week"),
    Form.SUM: mark("sum of money"),
    Form.NUMBER: mark("number"),
    Form.DIGITS: mark("digit by digit"),
    Form.PHONE: mark("phone number"),
}

_CHANNELS: dict[Channel, str] = {
    Channel.VOICE: mark("call with a recording"),
    Channel.VOICE_SMS: mark("voice SMS"),
    Channel.SPOKEN: mark("spoken call"),
    Channel.SMS: mark("SMS"),
}
_LONGEST_SHOWN = 60


def row_trouble_sentence(one: RowTrouble) -> str:
    """Say what cannot be said in a row."""
    written = one.trouble.written
    if len(written) > _LONGEST_SHOWN:
        written = f"{written[:_LONGEST_SHOWN]}…"
    what = tr(_PROBLEMS[one.trouble.problem]).format(written=written)
    said = tr("Row {row}: “{column}” {what}")
    return said.format(row=number(one.row), column=one.trouble.column, what=what)


def template_fault_sentence(problem: str, text: str) -> str:
    """Say what is wrong with a text."""
    if problem not in set(TemplateProblem):
        return tr(_NO_TEXT)
    return tr(_FAULTS[TemplateProblem(problem)]).replace("%s", text)


def fault_sentence(fault: TemplateFault) -> str:
    """Say what is wrong with a text at one place."""
    return template_fault_sentence(str(fault.problem), fault.text)


def language_name(language: Language) -> str:
    """Return the user's word for a language."""
    return tr(_LANGUAGES[language])


def form_name(form: Form) -> str:
    """Return the user's words for a way to say a field."""
    return tr(_FORMS[form])


def channel_name(channel: Channel) -> str:
    """Return the user's words for a way to reach somebody."""
    return tr(_CHANNELS[channel])


def length_sentence(span: TextSpan) -> str:
    """Say how long the texts are, as a range where they differ."""
    signs = _range(span.least_signs, span.most_signs)
    said = ntr("{n} sign", "{n} signs", span.most_signs).replace(number(span.most_signs), signs)
    if span.least_parts == span.most_parts:
        parts = ntr("{n} part", "{n} parts", span.most_parts)
    else:
        parts = ntr("at most {n} part", "at most {n} parts", span.most_parts)
    return tr("{signs} · {parts}, counted by AlphaSMS").format(signs=said, parts=parts)


def _range(least: int, most: int) -> str:
    return number(most) if least == most else f"{number(least)}–{number(most)}"
