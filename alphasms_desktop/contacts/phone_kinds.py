"""What a phone in its written form is by the numbering plans: a mobile, a fixed line, premium."""

from functools import lru_cache

from alphasms_desktop.domain.importing import PhoneKind
from alphasms_desktop.domain.phone import ukrainian_mobile

_FIXED = frozenset("3456")
"""All area codes of Ukraine begin so, and of mobiles only 39, 50 and 63 to 68."""
_LENGTH = 13


@lru_cache(maxsize=50_000)
def kind_of_phone(e164: str) -> PhoneKind:
    """Return the kind of a valid phone in E.164; OTHER where the plan does not tell."""
    if ukrainian_mobile(e164) == e164:
        return PhoneKind.MOBILE
    if e164.startswith("+380") and e164[4:5] in _FIXED and len(e164) == _LENGTH:
        return PhoneKind.FIXED
    # A quarter of a million lines of numbering plans: loaded for the first number that needs them.
    import phonenumbers
    from phonenumbers import NumberParseException, PhoneNumberType

    kinds = {
        PhoneNumberType.MOBILE: PhoneKind.MOBILE,
        PhoneNumberType.FIXED_LINE: PhoneKind.FIXED,
        PhoneNumberType.TOLL_FREE: PhoneKind.TOLL_FREE,
        PhoneNumberType.PREMIUM_RATE: PhoneKind.PREMIUM,
    }
    try:
        number = phonenumbers.parse(e164, None)
    except NumberParseException:
        return PhoneKind.OTHER
    return kinds.get(phonenumbers.number_type(number), PhoneKind.OTHER)
