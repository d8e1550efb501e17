"""The language of a text, by its letters: Ukrainian, English, Russian, or none to be sure of."""

from alphasms_desktop.domain.saying import Language

__all__ = ["Language", "language_of"]

_ONLY_UKRAINIAN = frozenset("іїєґ")
_ONLY_RUSSIAN = frozenset("ыэёъ")
_LATIN = frozenset("abcdefghijklmnopqrstuvwxyz")
_CYRILLIC = frozenset("абвгдежзийклмнопрстуфхцчшщьюя") | _ONLY_UKRAINIAN | _ONLY_RUSSIAN


def language_of(text: str) -> Language | None:
    """Return the language of a text, or None where its letters do not decide.

    Most letters say which alphabet it is; a few words of the other one change nothing.
    """
    letters = text.casefold()
    latin = sum(letter in _LATIN for letter in letters)
    cyrillic = sum(letter in _CYRILLIC for letter in letters)
    if latin == cyrillic:
        return None
    if latin > cyrillic:
        return Language.EN
    ukrainian = sum(letter in _ONLY_UKRAINIAN for letter in letters)
    russian = sum(letter in _ONLY_RUSSIAN for letter in letters)
    if ukrainian == russian:
        return None
    return Language.UK if ukrainian > russian else Language.RU
