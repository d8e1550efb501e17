"""What came of a campaign, in one sentence: "61 come, 6 cannot, 12 not reached"."""

import re

from alphasms_desktop.domain.attempt import State
from alphasms_desktop.domain.campaign import Tally
from alphasms_desktop.domain.success import Success
from alphasms_desktop.domain.totals import (
    NOT_REACHED,
    STILL_OPEN,
    Asks,
    KeyCount,
    Meanings,
    Totals,
    told_together,
)
from alphasms_desktop.i18n import language, money, ntr, number, tr

_UK_VERBS = (
    (re.compile(r"(?<=[аяуюіє])ється$"), "ються"),
    (re.compile(r"(?<=\w)иться$"), "яться"),
    (re.compile(r"(?<=[аяуюіє])є$"), "ють"),
    (re.compile(r"(?<=[йїу]д)е$"), "уть"),
    (re.compile(r"(?<=[жч])е$"), "уть"),
    (re.compile(r"(?<=[жчшщ])ить$"), "ать"),
    (re.compile(r"(?<=\w)ить$"), "ять"),
)
"""How the third person of a Ukrainian verb becomes plural: прийде, прийдуть; просить, просять."""

_EN_VERBS = {
    "cannot": "cannot",
    **{f"{verb}s": verb for verb in ("come", "confirm", "ask", "want", "agree", "pay", "need")},
    **{f"{verb}s": verb for verb in ("decline", "cancel", "refuse", "order", "accept", "reject")},
}
_UNTOLD = frozenset({State.NO_RESULT})
_BEFORE_VERB = frozenset({"не", "більше", "ще", "вже", "уже"})


def key_name(one: KeyCount) -> str:
    """Name a key with its meaning: “1 · comes”; the key alone where it has none."""
    return f"{one.key} · {one.meaning.words}" if one.meaning else one.key


def pressed(key: str | None, meanings: Meanings) -> str:
    """Name the key somebody pressed as `key_name` does; nothing where none was."""
    return key_name(KeyCount(key, 1, meanings.get(key))) if key else ""


def totals_sentence(totals: Totals) -> str:
    """Say what came of a campaign; what did not occur is not mentioned."""
    answered = totals.answered_without_key
    skipped, refused = totals.tally[State.SKIPPED], totals.tally[State.REJECTED]
    strays = told_together(totals.keys)
    is_one = totals.tally.recipients == 1
    parts = [_key_part(one, is_one) for one in totals.keys if one.people and one not in strays]
    if strays:
        people = sum(one.people for one in strays)
        parts.append(tr("other keys: {n}").format(n=number(people)))
    if answered and totals.keys:
        # A key that has not come is not "no key".
        parts.append(ntr("{n} more answered", "{n} more answered", answered))
    elif answered and totals.tally.success is Success.REACHED:
        parts.append(ntr("{n} reached", "{n} reached", answered))
    elif answered:
        parts.append(ntr("{n} answered", "{n} answered", answered))
    if missed := totals.of(NOT_REACHED - _UNTOLD):
        parts.append(ntr("{n} not reached", "{n} not reached", missed))
    if untold := totals.of(_UNTOLD):
        parts.append(ntr("{n} without a result", "{n} without a result", untold))
    if refused:
        parts.append(ntr("{n} phone refused", "{n} phones refused", refused))
    if skipped:
        parts.append(ntr("{n} left out", "{n} left out", skipped))
    if doubted := totals.tally[State.UNCONFIRMED]:
        parts.append(ntr("{n} in doubt", "{n} in doubt", doubted))
    if still := totals.of(STILL_OPEN):
        parts.append(ntr("{n} still to come", "{n} still to come", still))
    said = ", ".join(parts)
    return f"{said[:1].upper()}{said[1:]}." if parts else tr("Nobody was called.")


def cost_sentence(tally: Tally) -> str:
    """Say what the calls so far have cost; nothing where no price was told."""
    if not tally.spent:
        return ""
    return tr("By AlphaSMS's prices {money} so far.").format(money=money(tally.spent))


def _key_part(one: KeyCount, is_one: bool) -> str:
    """Say how many pressed a key; of the only person called, which one."""
    asks_no_more = one.meaning is not None and one.meaning.asks is Asks.NO_MORE_CALLS
    if is_one and not asks_no_more:
        return tr("key {key} was pressed").format(key=key_name(one))
    if one.meaning is None:
        return tr("key {key}: {n}").format(key=one.key, n=number(one.people))
    if one.meaning.asks is Asks.NO_MORE_CALLS:
        return ntr("{n} asks not to be called again", "{n} ask not to be called again", one.people)
    conjugated = _conjugated(one.meaning.words, one.people)
    if conjugated:
        return f"{number(one.people)} {conjugated}"
    return tr("“{meaning}”: {n}").format(meaning=one.meaning.words, n=number(one.people))


def _conjugated(meaning: str, people: int) -> str:
    """Return a meaning that begins with a verb in the form for so many people, else nothing."""
    words = meaning.strip().split()
    if not words:
        return ""
    words[0] = words[0][:1].lower() + words[0][1:]
    at = next((i for i, word in enumerate(words) if word not in _BEFORE_VERB), 0)
    plural = _plural_uk(words[at]) if language() == "uk" else _EN_VERBS.get(words[at], "")
    if not plural:
        return ""
    is_one = (people % 10 == 1 and people % 100 != 11) if language() == "uk" else people == 1
    words[at] = words[at] if is_one else plural
    return " ".join(words)


def _plural_uk(verb: str) -> str:
    for ending, instead in _UK_VERBS:
        plural, found = ending.subn(instead, verb)
        if found:
            return plural
    return ""
