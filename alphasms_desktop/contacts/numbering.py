"""One number without words around it -> its written form by the numbering plans, or why not."""

from functools import lru_cache

from alphasms_desktop.domain.contact import Reason
from alphasms_desktop.domain.phone import digits_of, ukrainian_mobile

HOME = "UA"
_FEWEST_DIGITS = 7
_MOST_DIGITS = 15
_NATIONAL_DIGITS = 9
_OLD_TRUNK_DIGITS = 11


@lru_cache(maxsize=50_000)
def number_of(written: str) -> str | Reason:
    """Return the E.164 form of digits and signs that stand for one number, or why there is none."""
    cleaned = written.strip(" .,;:-/")
    certain = ukrainian_mobile(cleaned)
    if certain:
        return certain
    digits = digits_of(cleaned)
    if not digits:
        return Reason.NOT_A_PHONE
    if len(digits) < _FEWEST_DIGITS:
        return Reason.TOO_SHORT
    if len(digits) > _MOST_DIGITS:
        return Reason.TOO_LONG
    return _judged_by_the_plans(_with_its_country(cleaned, digits), digits)


def _judged_by_the_plans(text: str, digits: str) -> str | Reason:
    # A quarter of a million lines of numbering plans: loaded for the first number that needs them.
    import phonenumbers
    from phonenumbers import NumberParseException, PhoneNumberType

    try:
        number = phonenumbers.parse(text, HOME)
    except NumberParseException:
        return Reason.NO_SUCH_NUMBER
    if not phonenumbers.is_valid_number(number):
        return _what_is_wrong_with(digits)
    if phonenumbers.number_type(number) == PhoneNumberType.PREMIUM_RATE:
        return Reason.PREMIUM
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def _what_is_wrong_with(digits: str) -> Reason:
    """Return the reason a Ukrainian number is refused; a foreign one simply does not exist."""
    home = next((one for one in ("380", "80", "0") if digits.startswith(one)), "")
    if not home or digits.startswith("00"):
        return Reason.NO_SUCH_NUMBER if len(digits) >= _NATIONAL_DIGITS else Reason.TOO_SHORT
    national = len(digits) - len(home)
    if national == _NATIONAL_DIGITS:
        return Reason.NO_SUCH_NUMBER
    return Reason.TOO_SHORT if national < _NATIONAL_DIGITS else Reason.TOO_LONG


def _with_its_country(cleaned: str, digits: str) -> str:
    """Return what the plans understand: `00` as a plus, no 8 of the old trunk prefix."""
    if "+" in cleaned:
        return f"+{digits}"
    if digits.startswith("00"):
        return f"+{digits[2:]}"
    if digits.startswith("380"):
        return f"+{digits}"
    is_old_trunk = digits.startswith("80") and len(digits) == _OLD_TRUNK_DIGITS
    return digits[1:] if is_old_trunk else digits
