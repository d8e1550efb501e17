"""Which case a word before a field asks for: `о` чотирнадцятій, `до` чотирнадцятої."""

import re

from alphasms_desktop.spoken.language import Language
from alphasms_desktop.spoken.said import Case

_LAST_WORD = re.compile(r"(?<![\w’'ʼ-])([^\W\d_]+)\s+$")
_AFTER: dict[Language, dict[Case, str]] = {
    Language.UK: {
        Case.LOCATIVE: "о об",
        Case.GENITIVE: "до з із зі від після близько біля",
        Case.ACCUSATIVE: "на у в за по",
    },
    Language.RU: {
        Case.GENITIVE: "до с со от после около",
        Case.DATIVE: "к ко",
        Case.ACCUSATIVE: "на в во за по",
    },
    Language.EN: {},
}


def case_after(text: str, language: Language) -> Case:
    """Return the case that the last word of a text asks for; nominative after most."""
    found = _LAST_WORD.search(text)
    if not found:
        return Case.NOMINATIVE
    word = found[1].casefold()
    return next(
        (case for case, words in _AFTER[language].items() if word in words.split()),
        Case.NOMINATIVE,
    )
