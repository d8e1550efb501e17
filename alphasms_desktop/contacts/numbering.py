"""Digits and signs without a word -> numbers in their written form by the numbering plans."""

import re
from functools import lru_cache

from alphasms_desktop.domain.contact import Reason
from alphasms_desktop.domain.importing import PhoneRules
from alphasms_desktop.domain.phone import digits_of, ukrainian_mobile

HOME = "UA"
_HOME_CODE = 380
FEWEST_DIGITS = 7
_MOST_DIGITS = 15
_NATIONAL_DIGITS = 9
_OLD_TRUNK_DIGITS = 11
_BETWEEN_NUMBERS = re.compile(r"[,/\\]")
_STEPS = re.compile(r"\+?\d+", re.ASCII)
_MOST_STEPS = 24
_NOT_TAKEN = (Reason.PREMIUM, Reason.FOREIGN)
_AROUND = " ().,:;/-"
_WRITTEN_OUT_AT_HOME = re.compile(r"\+|0|380|80", re.ASCII)
# `+38 (67) …` leaves out the zero of the code, and read without its brackets it is Slovenian.
_LEFT_OUT_ZERO = re.compile(r"^(\(?\+?\s?38\)?[\s.-]*)(?=\(\d\d\))", re.ASCII)
_CODE_OF_NO_COUNTRY = re.compile(r"\(?(?:\+|00)[\s(]*38[^\d+]+[1-9]", re.ASCII)


def numbers_of(run: str, rules: PhoneRules) -> list[str | Reason]:
    """Return the numbers of a run of digits and signs in E.164, or why there is none."""
    whole = _number_of(run, rules)
    if not isinstance(whole, Reason) or whole in _NOT_TAKEN:
        return [whole]
    several = _numbers_in_a_row(_STEPS.findall(run), rules)
    if several:
        return several
    parts = _BETWEEN_NUMBERS.split(run)
    found = [_number_of(part, rules) for part in parts]
    if all(not isinstance(one, Reason) for one in found):
        return found
    # Beside what is no phone a bare `441234567` may be a contract of the year behind the slash.
    sure = [is_written_out(part, rules.country) for part in parts]
    return [whole, *(one for one, is_sure in zip(found, sure, strict=True) if is_sure)]


def is_written_out(run: str, country: str) -> bool:
    """Say whether a number starts as no contract or sum does, even where words stand by.

    In a country without a trunk zero a bare number is all that people write.
    """
    return bool(_written_out(country).match(run.strip(_AROUND)))


def _numbers_in_a_row(steps: list[str], rules: PhoneRules) -> list[str | Reason] | None:
    """Cut groups of digits into numbers with none left over, or return None."""
    if not steps:
        return []
    if len(steps) > _MOST_STEPS:
        return None
    for end in range(1, len(steps) + 1):
        written = " ".join(steps[:end])
        if len(digits_of(written)) < FEWEST_DIGITS or not is_written_out(written, rules.country):
            continue
        one = _number_of(written, rules)
        is_number = not isinstance(one, Reason) or one in _NOT_TAKEN
        rest = _numbers_in_a_row(steps[end:], rules) if is_number else None
        if rest is not None:
            return [one, *rest]
    return None


@lru_cache(maxsize=50_000)
def _number_of(written: str, rules: PhoneRules) -> str | Reason:
    """Return the E.164 form of digits and signs that stand for one number, or why there is none."""
    cleaned = written.strip(" .,;:-/").rstrip(" +")
    if rules.country == HOME:
        cleaned = _LEFT_OUT_ZERO.sub(r"\g<1>0", cleaned)
        certain = ukrainian_mobile(cleaned)
        if certain:
            return certain
    lead = cleaned.lstrip(" (")
    digits = digits_of(cleaned)
    if not digits:
        return Reason.NOT_A_PHONE
    if len(digits) < FEWEST_DIGITS:
        return Reason.TOO_SHORT
    if len(digits.removeprefix("00")) > _MOST_DIGITS:
        return Reason.TOO_LONG
    if "+" in lead[1:] or _CODE_OF_NO_COUNTRY.match(cleaned):
        return Reason.NO_SUCH_NUMBER
    text = _with_its_country(lead, digits, rules.country)
    known = _known_at_home(text) if rules.country == HOME else None
    return known or _judged_by_the_plans(text, rules)


@lru_cache(maxsize=300)
def _written_out(country: str) -> re.Pattern[str]:
    if country == HOME:
        return _WRITTEN_OUT_AT_HOME
    import phonenumbers

    plan = phonenumbers.PhoneMetadata.metadata_for_region(country, None)
    if plan is None or plan.national_prefix != "0":
        return re.compile(r"[+\d]", re.ASCII)
    return re.compile(rf"\+|0|{plan.country_code}", re.ASCII)


def is_fixed_line_at_home(national: str) -> bool:
    """Say whether nine digits are a Ukrainian fixed line by the numbering plan."""
    return _fixed_line_at_home().fullmatch(national) is not None


def _known_at_home(text: str) -> str | Reason | None:
    """Return what is known of a Ukrainian number without asking the library, which is slow."""
    national = text.removeprefix("+380") if text.startswith("+") else text.removeprefix("0")
    if is_fixed_line_at_home(national):
        return f"+380{national}"
    is_written_out = national != text
    return Reason.TOO_SHORT if is_written_out and len(national) < _NATIONAL_DIGITS else None


@lru_cache(maxsize=1)
def _fixed_line_at_home() -> re.Pattern[str]:
    import phonenumbers

    plan = phonenumbers.PhoneMetadata.metadata_for_region(HOME)
    lines = plan.fixed_line if plan else None
    pattern = lines.national_number_pattern if lines else None
    return re.compile(pattern or r"(?!)", re.ASCII)


def _judged_by_the_plans(text: str, rules: PhoneRules) -> str | Reason:
    # A quarter of a million lines of numbering plans: loaded for the first number that needs them.
    import phonenumbers
    from phonenumbers import NumberParseException, PhoneNumber, PhoneNumberType

    try:
        number: PhoneNumber = phonenumbers.parse(text, rules.country)
    except NumberParseException:
        return Reason.NO_SUCH_NUMBER
    kind = phonenumbers.number_type(number)
    if kind == PhoneNumberType.UNKNOWN:
        if number.country_code == _HOME_CODE:
            return _what_is_wrong_at_home(digits_of(text))
        return _what_is_wrong_abroad(phonenumbers.is_possible_number_with_reason(number))
    national = phonenumbers.national_significant_number(number)
    # Some plans rewrite what is dialled; a number nobody has written is not called.
    if national not in text:
        return Reason.NO_SUCH_NUMBER
    if kind == PhoneNumberType.PREMIUM_RATE and not rules.takes_premium:
        return Reason.PREMIUM
    if not rules.takes_foreign and not phonenumbers.is_valid_number_for_region(
        number, rules.country
    ):
        return Reason.FOREIGN
    return f"+{number.country_code}{national}"


def _what_is_wrong_at_home(digits: str) -> Reason:
    """Return the reason a Ukrainian number is refused."""
    home = next((one for one in ("380", "80", "0") if digits.startswith(one)), "")
    if not home:
        return Reason.NO_SUCH_NUMBER if len(digits) >= _NATIONAL_DIGITS else Reason.TOO_SHORT
    national = len(digits) - len(home)
    if national == _NATIONAL_DIGITS:
        return Reason.NO_SUCH_NUMBER
    return Reason.TOO_SHORT if national < _NATIONAL_DIGITS else Reason.TOO_LONG


def _what_is_wrong_abroad(possible: int) -> Reason:
    from phonenumbers import ValidationResult

    if possible in (ValidationResult.TOO_SHORT, ValidationResult.IS_POSSIBLE_LOCAL_ONLY):
        return Reason.TOO_SHORT
    is_long = possible == ValidationResult.TOO_LONG
    return Reason.TOO_LONG if is_long else Reason.NO_SUCH_NUMBER


def _with_its_country(lead: str, digits: str, country: str) -> str:
    """Return what the plans understand: `00` as a plus, no 8 of the old trunk prefix."""
    if lead.startswith("+") or digits.startswith("00"):
        return f"+{digits.removeprefix('00')}"
    if country != HOME:
        return digits
    if digits.startswith("810380"):
        return f"+{digits[3:]}"
    if digits.startswith("380"):
        return f"+{digits}"
    is_old_trunk = digits.startswith("80") and len(digits) == _OLD_TRUNK_DIGITS
    return digits[1:] if is_old_trunk else digits
