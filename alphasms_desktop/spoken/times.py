"""Times of day: read from cells, said as clocks are read aloud.

Ukrainian says the hour as an ordinal in the case of the sentence and the minutes after it, the
small ones with a zero; a full hour is `дванадцята година`. Russian says cardinals and `двенадцать
часов`. English counts to twelve with AM and PM, and says noon and midnight.
"""

import re
from datetime import datetime, time

from alphasms_desktop.domain.phone import plain_signs
from alphasms_desktop.spoken.language import Language
from alphasms_desktop.spoken.numerals import Gender, Plural, cardinal, ordinal, plural_of
from alphasms_desktop.spoken.said import Case, Problem, Said, Value

_DAY_BEFORE = r"(?:\d{4}-\d\d?-\d\d?|\d\d?[./]\d\d?[./]\d{2,4})(?:T|,? )"
_CLOCK = re.compile(
    rf"(?:{_DAY_BEFORE})?(\d\d?)[:.]([0-5]\d)(?::[0-5]\d(?:\.\d+)?)?(?: ?([ap])\.?m\.?)?",
    re.ASCII | re.IGNORECASE,
)
_FRACTION = re.compile(r"0[.,]\d{3,}", re.ASCII)
_HOURS = 24
_NOON = 12
_TWO_DIGITS = 10
_SECONDS_IN_DAY = 86_400
_SECONDS_IN_HOUR = 3_600
_HOUR_UK = {
    Case.NOMINATIVE: "година",
    Case.GENITIVE: "години",
    Case.DATIVE: "годині",
    Case.ACCUSATIVE: "годину",
    Case.LOCATIVE: "годині",
}
_HOUR_RU = {Plural.ONE: "час", Plural.FEW: "часа", Plural.MANY: "часов"}
_HOURS_RU = {
    Case.GENITIVE: ("часа", "часов"),
    Case.DATIVE: ("часу", "часам"),
    Case.LOCATIVE: ("часе", "часах"),
}


def said_time(value: Value, language: Language, case: Case) -> Said | Problem:
    """Return a time of day in words; seconds are not said."""
    moment = read_time(value)
    if isinstance(moment, Problem):
        return moment
    words = {Language.UK: _in_ukrainian, Language.RU: _in_russian, Language.EN: _in_english}
    return Said(words[language](moment, case))


def read_time(value: Value) -> time | Problem:
    """Return the time of day that a value is: a text, a moment, or a spreadsheet's share of a day.

    `9.05` as a number is none: Excel makes the same of 9.50 as of 9.5.
    """
    if isinstance(value, (time, datetime)):
        return time(value.hour, value.minute)
    if isinstance(value, float):
        return _of_share(value)
    if not isinstance(value, str):
        return Problem.NOT_A_TIME
    text = plain_signs(value).strip()
    if _FRACTION.fullmatch(text):
        return _of_share(float(text.replace(",", ".")))
    found = _CLOCK.fullmatch(text)
    if not found:
        return Problem.NOT_A_TIME
    hour, minute = int(found[1]), int(found[2])
    if found[3]:
        if not 1 <= hour <= _NOON:
            return Problem.NOT_A_TIME
        hour = hour % _NOON + (_NOON if found[3].casefold() == "p" else 0)
    return time(hour, minute) if hour < _HOURS else Problem.NOT_A_TIME


def _of_share(share: float) -> time | Problem:
    """Return the time at a share of a day, which a float never holds to the very second."""
    if not 0 <= share < 1:
        return Problem.NOT_A_TIME
    seconds = round(share * _SECONDS_IN_DAY)
    if seconds >= _SECONDS_IN_DAY:
        return Problem.NOT_A_TIME
    hour, rest = divmod(seconds, _SECONDS_IN_HOUR)
    return time(hour, rest // 60)


def _in_ukrainian(moment: time, case: Case) -> str:
    hour = ordinal(moment.hour, Language.UK, Gender.FEMININE, case)
    if not moment.minute:
        return f"{hour} {_HOUR_UK[case]}"
    return f"{hour} {_minutes(moment.minute, Language.UK, case)}"


def _in_russian(moment: time, case: Case) -> str:
    hour = cardinal(moment.hour, Language.RU, Gender.MASCULINE, case)
    if moment.minute:
        return f"{hour} {_minutes(moment.minute, Language.RU, case)}"
    plural = plural_of(moment.hour, Language.RU)
    if case not in _HOURS_RU:
        return f"{hour} {_HOUR_RU[plural]}"
    one, many = _HOURS_RU[case]
    return f"{hour} {one if plural is Plural.ONE else many}"


def _in_english(moment: time, case: Case) -> str:
    if not moment.minute and moment.hour % _NOON == 0:
        return "twelve noon" if moment.hour else "twelve midnight"
    words = [cardinal(moment.hour % _NOON or _NOON, Language.EN)]
    if moment.minute:
        is_small = moment.minute < _TWO_DIGITS
        words += ["oh"] if is_small else []
        words.append(cardinal(moment.minute, Language.EN))
    return " ".join([*words, "AM" if moment.hour < _NOON else "PM"])


def _minutes(minute: int, language: Language, case: Case) -> str:
    zero = f"{cardinal(0, language)} " if minute < _TWO_DIGITS else ""
    return zero + cardinal(minute, language, Gender.FEMININE, case)
