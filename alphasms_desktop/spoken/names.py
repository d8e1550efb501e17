"""First names out of whole ones, and the Ukrainian form by which somebody is addressed."""

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from alphasms_desktop.domain.phone import plain_signs
from alphasms_desktop.spoken import given_names
from alphasms_desktop.spoken.language import Language
from alphasms_desktop.spoken.look_alikes import mended
from alphasms_desktop.spoken.said import Problem, Said, Value

_REMARK = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_LETTERS = r"[^\W\d_]"
_WORD = re.compile(rf"{_LETTERS}+(?:[’-]{_LETTERS}+)*")
_INITIAL = re.compile(rf"{_LETTERS}\.?")
# A capital "П." is an initial, a small one stands for "пан".
_TITLES = frozenset({"п", "г", "др", "пан", "пані", "панна", "доктор", "mr", "mrs", "ms", "miss"})
_APOSTROPHES = str.maketrans("'ʼ`", "’’’")
# Hardly a surname ends so; "-ович" and its kind end many: "Олена Петрович".
_SURE_PATRONYMIC = re.compile(r".+(?:[ії]вна|[ео]вна|[иі]чна)", re.IGNORECASE)
_PATRONYMIC = re.compile(rf"{_SURE_PATRONYMIC.pattern}|.+(?:[оеє]вич|[іи]ч)", re.IGNORECASE)
_INITIALS_OF_BOTH_NAMES = 2
_PARTS_OF_A_FULL_NAME = 3


@dataclass(frozen=True, slots=True)
class _Parts:
    """What a whole name is made of: its words, how many initials, and whether a title."""

    words: tuple[str, ...]
    initials: int
    has_title: bool


def said_first_name(value: Value) -> Said | Problem:
    """Return the first name out of a whole one: of `Шевчук Олена Петрівна` it is `Олена`.

    The patronymic tells, else the names that are known. A single unknown word is taken and marked
    as unsure; of several unknown ones none is.
    """
    if not isinstance(value, str):
        return Problem.NO_FIRST_NAME
    parts = _parts_of(value)
    words = parts.words
    if not words or parts.initials >= _INITIALS_OF_BOTH_NAMES:
        return Problem.NO_FIRST_NAME
    known = [word for word in words if _is_known(word)]
    before_patronymic = _before_patronymic(words)
    if before_patronymic and (not before_patronymic.is_unsure or not known):
        return before_patronymic
    if len(known) == 1:
        return Said(known[0])
    if known:
        return Problem.FIRST_NAME_UNCLEAR
    if len(words) > 1:
        return _after_comma(value)
    # One word beside a title or an initial is a surname.
    is_surname = parts.has_title or parts.initials
    return Problem.NO_FIRST_NAME if is_surname else Said(words[0], is_unsure=True)


def said_vocative(value: Value, language: Language) -> Said | Problem:
    """Return the first name as somebody is called by it: `Олено`.

    A name that is not in the table stays in the nominative and is unsure. Russian and English
    address by the name as it is.
    """
    name = said_first_name(value)
    if isinstance(name, Problem) or language is not Language.UK:
        return name
    called = [_vocatives().get(_key(part)) for part in name.text.split("-")]
    if all(called):
        return Said("-".join(filter(None, called)), name.is_unsure)
    return Said(name.text, is_unsure=True)


def _parts_of(value: str) -> _Parts:
    plain = mended(_REMARK.sub(" ", plain_signs(value))).translate(_APOSTROPHES)
    words: list[str] = []
    initials, has_title = 0, False
    for token in re.split(r"[\s,;]+", plain.replace(".", ". ")):
        bare = token.strip('.:!"«»“”„-')
        if bare in _TITLES or (len(bare) > 1 and bare.casefold() in _TITLES):
            has_title = True
        elif _INITIAL.fullmatch(token):
            initials += 1
        elif _WORD.fullmatch(bare):
            words.append(_capitalised(bare))
    return _Parts(tuple(words), initials, has_title)


def _before_patronymic(words: tuple[str, ...]) -> Said | None:
    """Return what stands before the first patronymic, unsure where that may be a surname."""
    for name, word in pairwise(words):
        if _PATRONYMIC.fullmatch(word) and not _PATRONYMIC.fullmatch(name):
            is_whole = len(words) >= _PARTS_OF_A_FULL_NAME and not any(map(_is_known, words))
            is_sure = _is_known(name) or is_whole or _SURE_PATRONYMIC.fullmatch(word)
            return Said(name, not is_sure)
    return None


def _after_comma(value: str) -> Said | Problem:
    """Return the name of `Ковальчук, Радислава`, where one word stands on either side."""
    sides = [_parts_of(side).words for side in value.split(",")]
    if len(sides) == 2 and len(sides[0]) == len(sides[1]) == 1:
        return Said(sides[1][0])
    return Problem.FIRST_NAME_UNCLEAR


def _capitalised(word: str) -> str:
    is_of_one_case = word.isupper() or word.islower()
    return "-".join(map(str.capitalize, word.split("-"))) if is_of_one_case else word


def _is_known(name: str) -> bool:
    return all(_key(part) in _known_names() for part in name.split("-"))


def _key(name: str) -> str:
    """Return a name as it is looked up: `Вячеслав` is `В’ячеслав`, `Семен` is `Семён`."""
    return name.casefold().replace("ё", "е").replace("’", "")


@lru_cache(maxsize=1)
def _vocatives() -> dict[str, str]:
    pairs = (pair.split() for pair in given_names.VOCATIVES.split(","))
    return {_key(name): called for name, called in pairs}


@lru_cache(maxsize=1)
def _known_names() -> frozenset[str]:
    return frozenset(_vocatives()) | frozenset(map(_key, given_names.OTHERS.split()))
