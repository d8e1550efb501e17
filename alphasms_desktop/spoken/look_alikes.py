"""Words of both alphabets: a Latin `i` in `Вiтаємо` looks right and is spoken wrong."""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

_LATIN = "aceiopxyïABCEHIKMOPTXÏ"
_CYRILLIC = "асеіорхуїАВСЕНІКМОРТХЇ"
_TO_CYRILLIC = dict(zip(_LATIN, _CYRILLIC, strict=True))
_TO_LATIN = dict(zip(_CYRILLIC, _LATIN, strict=True))
_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ][^\W\d_]+)*")
# These are words of their own in Ukrainian and Russian; capitals are names: "вітамін C".
_WORDS_OF_ONE_LETTER = frozenset("aioy")


class Alphabet(StrEnum):
    """An alphabet that letters belong to."""

    LATIN = "latin"
    CYRILLIC = "cyrillic"


@dataclass(frozen=True, slots=True)
class MixedWord:
    """A word with letters of a foreign alphabet; all places are counted in the whole text.

    `alphabet` is what the word is written in, `odd` where its other letters stand; `mended` is
    the word without them, or None where one of them has no twin.
    """

    word: str
    start: int
    end: int
    alphabet: Alphabet
    odd: tuple[int, ...]
    mended: str | None


def mixed_words(text: str) -> tuple[MixedWord, ...]:
    """Return the words that hold Latin and Cyrillic letters, in their order.

    A small Latin `i`, `a`, `o` or `y` that stands alone among Cyrillic words is one of them.
    """
    words = list(_WORD.finditer(text))
    alphabets = [_alphabets(word.group()) for word in words]
    alone = _alone_among_cyrillic(words, alphabets)
    return tuple(
        _mixed(word, Alphabet.CYRILLIC if place in alone else _alphabet_of(word.group()))
        for place, word in enumerate(words)
        if place in alone or len(alphabets[place]) > 1
    )


def mended(text: str) -> str:
    """Return a text with odd letters replaced by their twins; its length stays the same.

    A word is left as it is where one of its odd letters has no twin: it is mixed on purpose.
    """
    letters = list(text)
    for word in mixed_words(text):
        if word.mended is not None:
            letters[word.start : word.end] = word.mended
    return "".join(letters)


def _mixed(found: re.Match[str], alphabet: Alphabet) -> MixedWord:
    word, start = found.group(), found.start()
    twins = _TO_CYRILLIC if alphabet is Alphabet.CYRILLIC else _TO_LATIN
    odd = [at for at, letter in enumerate(word) if _alphabet(letter) not in (None, alphabet)]
    has_twins = all(word[at] in twins for at in odd)
    whole = "".join(twins.get(sign, sign) if at in odd else sign for at, sign in enumerate(word))
    return MixedWord(
        word,
        start,
        found.end(),
        alphabet,
        tuple(start + at for at in odd),
        whole if has_twins else None,
    )


def _alphabet_of(word: str) -> Alphabet:
    """Return the alphabet of most letters, but the other one if only that has letters of its own.

    `Oлeнa` with three Latin letters is Cyrillic all the same: nobody writes `л` in a Latin word.
    """
    latin = [letter for letter in word if _alphabet(letter) is Alphabet.LATIN]
    cyrillic = [letter for letter in word if _alphabet(letter) is Alphabet.CYRILLIC]
    is_surely_latin = not _TO_CYRILLIC.keys() >= set(latin)
    is_surely_cyrillic = not _TO_LATIN.keys() >= set(cyrillic)
    if is_surely_latin != is_surely_cyrillic:
        return Alphabet.LATIN if is_surely_latin else Alphabet.CYRILLIC
    return Alphabet.LATIN if len(latin) > len(cyrillic) else Alphabet.CYRILLIC


def _alone_among_cyrillic(
    words: list[re.Match[str]], alphabets: list[frozenset[Alphabet]]
) -> frozenset[int]:
    """Return the places of single Latin letters whose neighbours are not Latin."""
    around = [frozenset[Alphabet](), *alphabets, frozenset[Alphabet]()]
    return frozenset(
        place
        for place, word in enumerate(words)
        if word.group() in _WORDS_OF_ONE_LETTER
        and around[place] | around[place + 2] == {Alphabet.CYRILLIC}
    )


def _alphabets(word: str) -> frozenset[Alphabet]:
    return frozenset(one for letter in word if (one := _alphabet(letter)) is not None)


def _alphabet(letter: str) -> Alphabet | None:
    if letter.isascii():
        return Alphabet.LATIN if letter.isalpha() else None
    name = unicodedata.name(letter, "")
    if name.startswith("CYRILLIC"):
        return Alphabet.CYRILLIC
    return Alphabet.LATIN if name.startswith("LATIN") else None
