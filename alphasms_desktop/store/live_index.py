"""The people of one campaign in memory: a million are ordered by state and searched at once.

SQLite would join, sort and hand over every row anew for each order and each letter typed. What
stands here is a byte a person for the state, and one long text of all names and one of all phones.
"""

import json
from array import array
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from heapq import merge
from itertools import compress
from typing import Any, TypeVar

from sqlalchemy import Connection

from alphasms_desktop.domain.attempt import State
from alphasms_desktop.domain.live import View
from alphasms_desktop.domain.phone import digits_of
from alphasms_desktop.domain.search import alphabetical, folded

_Part = TypeVar("_Part")
_STATES = sorted(State, key=str)
_CODES = {str(state): code for code, state in enumerate(_STATES)}
_HIDDEN = 255
_IS_SHOWN = bytes(code != _HIDDEN for code in range(256))
_MOST_TO_CATCH_UP = 20_000
"""Where more events than these came since the last time, all states are read anew."""

_IDS = (
    "SELECT json_group_array(id) FROM (SELECT id FROM recipient WHERE campaign_id = ? ORDER BY id)"
)
# Nearly everybody has one attempt; a look at each person's last one would take four times as long.
_FIRST = """
SELECT state, json_group_array(recipient_id) FROM attempt
WHERE campaign_id = ? AND number = 1 GROUP BY state
"""
_LAST = """
SELECT attempt.state, json_group_array(recipient.id) FROM recipient
JOIN attempt ON attempt.recipient_id = recipient.id AND attempt.number = recipient.last_number
WHERE recipient.id IN ({people}) GROUP BY attempt.state
"""
_WITH_SEVERAL = _LAST.format(
    people="SELECT several.recipient_id FROM attempt AS several "
    "WHERE several.campaign_id = ? AND several.number > 1"
)
_CHANGED = _LAST.format(
    people="SELECT changed.recipient_id FROM event JOIN attempt AS changed "
    "ON changed.id = event.attempt_id WHERE event.id > ? AND event.campaign_id = ?"
)
_NEWEST = (
    "SELECT attempt.recipient_id FROM event JOIN attempt ON attempt.id = event.attempt_id "
    "WHERE event.id > ? AND event.campaign_id = ? ORDER BY event.id DESC"
)
_LATELY = 5_000
"""So many events back is lately: as many rows as one looks through from the top."""

_ROWS_AT_ONCE = 10_000
_TEXTS = "SELECT name, phone || ' ' || more_phones FROM recipient WHERE campaign_id = ? ORDER BY id"


class LiveIndex:
    """What is known of a campaign's people, as far as `catch_up` has read."""

    def __init__(self, connection: Connection, campaign_id: int) -> None:
        """Read the ids; states and texts are read when an order or a search first needs them."""
        self.campaign_id = campaign_id
        self._made_of = _signs(connection, campaign_id)
        ids = _ask(connection, _IDS, campaign_id)[0][0]
        self.ids: array[int] = array("q", json.loads(ids))
        self._states: bytearray | None = None
        self._seen_event = 0
        self._names: str | None = None
        self._phones = ""

    def is_of(self, connection: Connection, campaign_id: int) -> bool:
        """Say whether it still tells of these people: nobody was added to them or erased."""
        return self.campaign_id == campaign_id and self._made_of == _signs(connection, campaign_id)

    def catch_up(self, connection: Connection) -> None:
        """Read what has changed in the states since the last time."""
        newest = int(_ask(connection, "SELECT coalesce(max(id), 0) FROM event")[0][0])
        if self._states is None or newest - self._seen_event > _MOST_TO_CATCH_UP:
            self._states = bytearray([_HIDDEN]) * len(self.ids)
            rows = _ask(connection, _FIRST, self.campaign_id)
            rows += _ask(connection, _WITH_SEVERAL, self.campaign_id)
        else:
            rows = _ask(connection, _CHANGED, self._seen_event, self.campaign_id)
        for state, found in rows:
            code = _CODES[state]
            for recipient_id in json.loads(found):
                self._states[self._place(recipient_id)] = code
        self._seen_event = newest

    def read_texts(self, connection: Connection) -> None:
        """Read names and phones, unless they are there."""
        if self._names is None:
            names: list[str] = []
            phones: list[str] = []
            cursor = connection.connection.cursor().execute(_TEXTS, (self.campaign_id,))
            while rows := cursor.fetchmany(_ROWS_AT_ONCE):
                names += [name.replace("\n", " ") for name, _ in rows]
                phones += [told for _, told in rows]
            self._names, self._phones = folded("\n".join(names)), "\n".join(phones)

    def shown(self, view: View) -> bytes:
        """Return the state of each person as a number, or a sign for those a view leaves out."""
        assert self._states is not None
        states = bytes(self._states)
        if view.states:
            wanted = {_CODES[str(state)] for state in view.states}
            states = states.translate(bytes(c if c in wanted else _HIDDEN for c in range(256)))
        if search := view.search.strip():
            found = bytearray([_HIDDEN]) * len(states)
            for place in self._found(search):
                found[place] = states[place]
            states = bytes(found)
        return states

    def in_file_order(self, shown: bytes) -> "array[int]":
        """Return the ids that are shown."""
        return array("q", compress(self.ids, shown.translate(_IS_SHOWN)))

    def by_name(self, shown: bytes, *, descending: bool) -> "array[int]":
        """Return the ids that are shown by the alphabet, of one name as in the file."""
        assert self._names is not None
        names = self._names.split("\n")
        # In pieces, between which the window has its turn.
        keys: list[str] = []
        for some in _pieces(names):
            keys += alphabetical("\n".join(some)).split("\n")
        places = list(compress(range(len(names)), shown.translate(_IS_SHOWN)))
        key = keys.__getitem__
        pieces = [sorted(some, key=key, reverse=descending) for some in _pieces(places)]
        ordered = merge(*pieces, key=key, reverse=descending)
        return array("q", map(self.ids.__getitem__, ordered))

    def newest_first(self, connection: Connection, shown: bytes) -> "array[int]":
        """Return the ids that are shown, those first whose calls changed lately."""
        found = _ask(connection, _NEWEST, self._seen_event - _LATELY, self.campaign_id)
        changed = dict.fromkeys(self._place(recipient_id) for (recipient_id,) in found)
        first = [place for place in changed if shown[place] != _HIDDEN]
        ordered = array("q", (self.ids[place] for place in first))
        if _HIDDEN in shown:
            rest = bytearray(shown)
            for place in first:
                rest[place] = _HIDDEN
            return ordered + self.in_file_order(bytes(rest))
        begin = 0
        for place in sorted(first):  # whole stretches: a million ids one by one take too long
            ordered += self.ids[begin:place]
            begin = place + 1
        return ordered + self.ids[begin:]

    def by_state(self, shown: bytes, *, descending: bool) -> "array[int]":
        """Return the ids that are shown in the order of their states."""
        ordered: array[int] = array("q")
        codes = range(len(_STATES))
        for code in reversed(codes) if descending else codes:
            if code in shown:
                only = bytes(one == code for one in range(256))
                ordered.extend(compress(self.ids, shown.translate(only)))
        return ordered

    def only_shown(self, ordered: "array[int]", shown: bytes) -> "array[int]":
        """Return those of ids in any order that are shown."""
        return array("q", (one for one in ordered if shown[self._place(one)] != _HIDDEN))

    def _place(self, recipient_id: int) -> int:
        """Return where a person stands; nearly always the ids of a campaign have no gaps."""
        place = recipient_id - self.ids[0]
        if place < len(self.ids) and self.ids[place] == recipient_id:
            return place
        return bisect_left(self.ids, recipient_id)

    def _found(self, search: str) -> Iterator[int]:
        """Give the places of people whose name or phone holds a text; some twice."""
        assert self._names is not None
        yield from _lines_with(folded(search), self._names)
        if digits := digits_of(search):
            yield from _lines_with(digits, self._phones)


def _lines_with(wanted: str, lines: str) -> Iterator[int]:
    """Give the numbers of the lines that hold a text."""
    line, counted_to = 0, 0
    at = lines.find(wanted)
    while at >= 0:
        line += lines.count("\n", counted_to, at)
        yield line
        counted_to = lines.find("\n", at)
        if counted_to < 0:
            return
        at = lines.find(wanted, counted_to)


def _pieces(whole: Sequence[_Part]) -> Iterator[Sequence[_Part]]:
    return (whole[at : at + _ROWS_AT_ONCE] for at in range(0, len(whole), _ROWS_AT_ONCE))


def _signs(connection: Connection, campaign_id: int) -> tuple[int, int]:
    """Return what changes when people are added, or erased: then the file is written anew."""
    ((newest,),) = _ask(
        connection,
        "SELECT coalesce(max(id), 0) FROM recipient WHERE campaign_id = ?",
        campaign_id,
    )
    ((version,),) = _ask(connection, "PRAGMA schema_version")
    return newest, version


def _ask(connection: Connection, question: str, *values: object) -> list[tuple[Any, ...]]:
    """Return the answer of the driver itself: a wrapper for each of a million rows costs more."""
    found: list[tuple[Any, ...]] = (
        connection.connection.cursor().execute(question, values).fetchall()
    )
    return found
