"""A code told to the customer: read out slowly and twice, or written once."""

from alphasms_desktop.spoken.codes import said_digits
from alphasms_desktop.spoken.language import Language
from alphasms_desktop.spoken.said import Said

_SPOKEN = {
    Language.UK: ("Ваш код підтвердження.", "Повторюю."),
    Language.EN: ("Your confirmation code.", "Once more."),
    Language.RU: ("Ваш код подтверждения.", "Повторяю."),
}
_WRITTEN = {
    Language.UK: "Код для перевірки номера: {code}",
    Language.EN: "Code to check your number: {code}",
    Language.RU: "Код для проверки номера: {code}",
}


def dictated(digits: str, language: Language = Language.UK) -> str:
    """Return the text that reads a code out: a full stop after each digit is a pause, and twice."""
    said = said_digits(digits, language)
    if not isinstance(said, Said):
        raise TypeError("a code is made of digits")
    slowly = " ".join(f"{one.capitalize()}." for one in said.text.split(", "))
    begin, again = _SPOKEN[language]
    return f"{begin} {slowly} {again} {slowly}"


def written(digits: str, language: Language = Language.UK) -> str:
    """Return the text that shows a code; it fits one part."""
    return _WRITTEN[language].format(code=digits)
