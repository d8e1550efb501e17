"""A value said in the form that a field asks for: one place that knows all forms."""

from collections.abc import Callable

from alphasms_desktop.spoken.amounts import said_number, said_sum
from alphasms_desktop.spoken.codes import said_digits, said_phone
from alphasms_desktop.spoken.dates import said_date, said_date_with_year, said_weekday
from alphasms_desktop.spoken.language import Language
from alphasms_desktop.spoken.names import said_first_name, said_vocative
from alphasms_desktop.spoken.said import Case, Form, Problem, Said, Value, is_empty, written
from alphasms_desktop.spoken.times import said_time

_Sayer = Callable[[Value, Language, Case], Said | Problem]


def say(
    value: Value, form: Form, language: Language, case: Case = Case.NOMINATIVE
) -> Said | Problem:
    """Return a value as it is said, or why it cannot be said; nothing is ever guessed.

    `case` is that of the sentence; times, dates and weekdays follow it, other forms do not.
    """
    if is_empty(value):
        return Problem.EMPTY
    if isinstance(value, bool):
        return Problem.NOT_A_TEXT  # a tick has no words that would fit a sentence
    return _SAYERS[form](value, language, case)


_SAYERS: dict[Form, _Sayer] = {
    Form.AS_IS: lambda value, language, case: Said(written(value)),
    Form.FIRST_NAME: lambda value, language, case: said_first_name(value),
    Form.VOCATIVE: lambda value, language, case: said_vocative(value, language),
    Form.TIME: said_time,
    Form.DATE: said_date,
    Form.DATE_ON: lambda value, language, case: said_date(value, language, Case.GENITIVE),
    Form.DATE_YEAR: said_date_with_year,
    Form.DATE_YEAR_ON: lambda value, language, case: said_date_with_year(
        value, language, Case.GENITIVE
    ),
    Form.WEEKDAY: said_weekday,
    Form.SUM: lambda value, language, case: said_sum(value, language),
    Form.NUMBER: lambda value, language, case: said_number(value, language),
    Form.DIGITS: lambda value, language, case: said_digits(value, language),
    Form.PHONE: lambda value, language, case: said_phone(value, language),
}
