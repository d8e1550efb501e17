"""How searches and orders compare texts: capitals do not matter, nor which apostrophe was typed."""

_APOSTROPHES = "'ʼ`‘"
_LAST = "\uffff"
_BEHIND = (("ґ", "г"), ("є", "е"), ("і", "и"), ("ї", "и" + _LAST))
"""Letters that follow another in the Ukrainian alphabet, though not in Unicode."""


def folded(text: str) -> str:
    """Return a text as searches compare it."""
    # A million names are one text here: to replace is far quicker than to translate.
    made = text.casefold()
    for one in _APOSTROPHES:
        made = made.replace(one, "’")
    return made


def alphabetical(text: str) -> str:
    """Return a text as orders compare it: by the Ukrainian alphabet, in which Ґ follows Г.

    Lines stay lines: a million names are one text here too.
    """
    made = folded(text).replace("’", "")
    for letter, before in _BEHIND:
        made = made.replace(letter, before + _LAST)
    return made
