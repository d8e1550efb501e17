"""A pressed key: its meaning in a campaign, and what the program does about it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

KEYS = "1234567890*#"
"""The keys of a telephone, in the order in which people read them."""


def place_of_key(key: str) -> tuple[int, str]:
    """Return what to put keys in order by; what no telephone has comes last."""
    return (KEYS.index(key) if key in tuple(KEYS) else len(KEYS)), key


class KeyAction(StrEnum):
    """What a pressed key leads to; the values are the words kept in the store."""

    NONE = "none"
    DO_NOT_CALL = "do_not_call"
    CALL_BACK = "call_back"
    ADD_TO_LIST = "add_to_list"
    MARK = "mark"


class KeyFault(StrEnum):
    """Why a row of meanings cannot be."""

    NO_KEY = "no_key"
    TWICE = "twice"
    NO_MEANING = "no_meaning"
    NO_TARGET = "no_target"


@dataclass(frozen=True, slots=True)
class KeyMeaning:
    """What one key means in a campaign; `target` names the list or the mark of its action."""

    key: str
    meaning: str
    action: KeyAction = KeyAction.NONE
    target: str = ""

    @property
    def needs_target(self) -> bool:
        """Whether its action says nothing without a name."""
        return self.action in {KeyAction.ADD_TO_LIST, KeyAction.MARK}


def faults_of(meanings: Sequence[KeyMeaning]) -> list[KeyFault | None]:
    """Return what is wrong with each row, in order; None for those that can be."""
    times = Counter(one.key for one in meanings)
    return [_fault(one, times[one.key]) for one in meanings]


def _fault(one: KeyMeaning, times: int) -> KeyFault | None:
    if len(one.key) != 1 or one.key not in KEYS:
        return KeyFault.NO_KEY
    if times > 1:
        return KeyFault.TWICE
    if not one.meaning.strip():
        return KeyFault.NO_MEANING
    return KeyFault.NO_TARGET if one.needs_target and not one.target.strip() else None


def has_opt_out(meanings: Sequence[KeyMeaning]) -> bool:
    """Say whether one of the keys lets people ask not to be called again."""
    return any(one.action is KeyAction.DO_NOT_CALL for one in meanings)


def pressed_in(keys: str) -> list[str]:
    """Return the keys of a report in the order they were pressed; other signs are none."""
    return [one for one in keys if one in KEYS]


def meaning_of(meanings: Sequence[KeyMeaning], keys: str | None) -> KeyMeaning | None:
    """Return what was meant by the keys of a report: the last one counts."""
    pressed = pressed_in(keys or "")
    return next((one for one in meanings if pressed and one.key == pressed[-1]), None)


def note_of_key(key: str, meaning: str) -> str:
    """Return what a key leaves behind as a note or a reason: itself and its meaning."""
    return f"{key}: {meaning}"


def steps_to_do(meanings: Sequence[KeyMeaning], keys: str) -> list[KeyMeaning]:
    """Return the meanings with an action among pressed keys, in the order they were pressed.

    Who pressed 9 and then 1 has asked both; an opt-out is never unsaid by another key.
    """
    by_key = {one.key: one for one in meanings if one.action is not KeyAction.NONE}
    return [by_key[one] for one in dict.fromkeys(pressed_in(keys)) if one in by_key]
