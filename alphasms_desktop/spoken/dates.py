"""Dates and days of the week: read from cells, said in words.

A date stands in the nominative, `двадцять четверте листопада`, and in the genitive where it tells
when: `двадцять четвертого листопада`.
"""

import re
from dataclasses import dataclass
from datetime import date

from alphasms_desktop.domain.phone import plain_signs
from alphasms_desktop.spoken.language import Language
from alphasms_desktop.spoken.numerals import Gender, ordinal, year_name
from alphasms_desktop.spoken.said import Case, Problem, Said, Value

_TIME_AFTER = r"(?:(?:T|,? )\d\d?:\d\d.*)?"
_ISO = re.compile(rf"(\d{{4}})-(\d\d?)-(\d\d?){_TIME_AFTER}", re.ASCII)
_DOTTED = re.compile(
    rf"(\d\d?)\.(\d\d?)(?:\.(\d{{4}}|\d\d))?\.?{_TIME_AFTER}(?: ?(?:р|г)\.?| року| года)?",
    re.ASCII,
)
_SLASHED = re.compile(rf"(\d\d?)/(\d\d?)/(\d{{4}}|\d\d){_TIME_AFTER}", re.ASCII)
_YEARS = range(1900, 2101)
_YEAR_DIGITS = 4
_A_LEAP_YEAR = 2000
_MONTHS_IN_YEAR = 12
_MONTHS = {
    Language.UK: "січня лютого березня квітня травня червня липня серпня вересня жовтня"
    " листопада грудня",
    Language.RU: "января февраля марта апреля мая июня июля августа сентября октября"
    " ноября декабря",
    Language.EN: "January February March April May June July August September October"
    " November December",
}
_WEEKDAYS = {
    Language.UK: "понеділок вівторок середа четвер п’ятниця субота неділя",
    Language.RU: "понедельник вторник среда четверг пятница суббота воскресенье",
    Language.EN: "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
}
_WEEKDAYS_IN_CASE = {
    (Language.UK, Case.GENITIVE): "понеділка вівторка середи четверга п’ятниці суботи неділі",
    (Language.UK, Case.ACCUSATIVE): "понеділок вівторок середу четвер п’ятницю суботу неділю",
    (Language.RU, Case.GENITIVE): "понедельника вторника среды четверга пятницы субботы"
    " воскресенья",
    (Language.RU, Case.DATIVE): "понедельнику вторнику среде четвергу пятнице субботе воскресенью",
    (Language.RU, Case.ACCUSATIVE): "понедельник вторник среду четверг пятницу субботу воскресенье",
}


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the calendar; `year` is None where the sheet does not tell it for sure."""

    day: int
    month: int
    year: int | None


def said_date(value: Value, language: Language, case: Case) -> Said | Problem:
    """Return the day and month of a date in words, without its year."""
    day = read_day(value)
    return day if isinstance(day, Problem) else Said(_day_and_month(day, language, case))


def said_date_with_year(value: Value, language: Language, case: Case) -> Said | Problem:
    """Return a date in words with its year, which two digits do not tell."""
    day = read_day(value)
    if isinstance(day, Problem):
        return day
    if day.year is None:
        return Problem.YEAR_UNCLEAR
    return Said(f"{_day_and_month(day, language, case)} {year_name(day.year, language)}")


def said_weekday(value: Value, language: Language, case: Case) -> Said | Problem:
    """Return the day of the week that a date falls on, which nobody knows without the year."""
    day = read_day(value)
    if isinstance(day, Problem):
        return day
    if day.year is None:
        return Problem.YEAR_UNCLEAR
    names = _WEEKDAYS_IN_CASE.get((language, case), _WEEKDAYS[language]).split()
    return Said(names[date(day.year, day.month, day.day).weekday()])


def read_day(value: Value) -> Day | Problem:
    """Return the day that a value is: a text or a moment; never one of a bare number."""
    if isinstance(value, date):
        return _checked(value.day, value.month, f"{value.year:04d}")
    if not isinstance(value, str):
        return Problem.NOT_A_DATE
    text = plain_signs(value).strip()
    if found := _ISO.fullmatch(text):
        return _checked(int(found[3]), int(found[2]), found[1])
    if found := _DOTTED.fullmatch(text):
        return _checked(int(found[1]), int(found[2]), found[3])
    if found := _SLASHED.fullmatch(text):
        return _of_slashed(int(found[1]), int(found[2]), found[3])
    return Problem.NOT_A_DATE


def _of_slashed(first: int, second: int, year: str) -> Day | Problem:
    """Read `24/11/2026` and `11/24/2026`; what could be either is neither."""
    if first > _MONTHS_IN_YEAR or first == second:
        return _checked(first, second, year)
    if second > _MONTHS_IN_YEAR:
        return _checked(second, first, year)
    return Problem.DATE_UNCLEAR


def _checked(day: int, month: int, year_text: str | None) -> Day | Problem:
    is_whole = year_text is not None and len(year_text) == _YEAR_DIGITS
    year = int(year_text) if is_whole and year_text else None
    if year is not None and year not in _YEARS:
        return Problem.NOT_A_DATE
    try:
        date(_A_LEAP_YEAR if year is None else year, month, day)
    except ValueError:
        return Problem.NOT_A_DATE
    return Day(day, month, year)


def _day_and_month(day: Day, language: Language, case: Case) -> str:
    month = _MONTHS[language].split()[day.month - 1]
    said = ordinal(day.day, language, Gender.NEUTER, case)
    return f"the {said} of {month}" if language is Language.EN else f"{said} {month}"
