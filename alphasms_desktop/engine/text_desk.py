"""Texts: what they come to for a list, row by row, before anybody is told anything."""

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from itertools import islice
from typing import Protocol

from alphasms_desktop.domain.cells import Cell
from alphasms_desktop.domain.channel import Channel
from alphasms_desktop.domain.contact import Contact
from alphasms_desktop.domain.message import SIGNS_A_SECOND, Fallback, Recording, TextMessage
from alphasms_desktop.domain.saying import (
    Language,
    Problem,
    RowText,
    RowTrouble,
    TemplateFault,
    TextSpan,
    TextSurvey,
    UnsureName,
)
from alphasms_desktop.engine.desk_ports import ListStore

MOST_SHOWN = 200
_LOOK_EVERY = 500


class Script(Protocol):
    """A text message made ready for the rows of one sheet."""

    language: Language

    def of(self, cells: Sequence[Cell]) -> RowText:
        """Return what a row is told."""
        ...


OpenScript = Callable[[TextMessage, Sequence[str]], Script]
"""Makes a text ready; raises TroubleError(BAD_TEXT)."""
FaultsIn = Callable[[str, Sequence[str]], tuple[TemplateFault, ...]]
Filled = Callable[[str, str], str]
Measured = Callable[[str], tuple[int, int]]
"""Returns the signs and the parts of a text."""


@dataclass(frozen=True)
class PreviewRow:
    """One row of the list with what it is told; `place` counts the rows from 0."""

    place: int
    row: int
    name: str
    phone: str
    fields: tuple[Cell, ...]
    text: RowText


@dataclass(frozen=True)
class TextDesk:
    """Texts are looked at and made ready here."""

    lists: ListStore
    open_script: OpenScript
    faults_in: FaultsIn
    measured: Measured
    filled: Filled
    """Returns a text in which every field without a fallback has this one."""

    def survey(
        self,
        message: TextMessage,
        list_id: int,
        is_wanted: Callable[[], bool] = lambda: True,
    ) -> TextSurvey:
        """Return what a text comes to for the rows of a list; raises TroubleError.

        It ends early, with what it has, when nobody waits for it any more.
        """
        head = self.lists.get(list_id).head
        script = self.open_script(message, head.columns)
        found = _Found()
        for at, contact in enumerate(self.lists.contacts(list_id)):
            if at % _LOOK_EVERY == 0 and not is_wanted():
                break
            text = script.of(contact.fields)
            found.take(contact, text, self.measured(_sent(message, text)))
        return found.survey(script.language)

    def preview(self, message: TextMessage, list_id: int, place: int) -> PreviewRow | None:
        """Return a row of the list with its text, or None where there is no such row."""
        script = self.open_script(message, self.lists.get(list_id).head.columns)
        contact = _at(self.lists.contacts(list_id), place)
        return _previewed(place, contact, script) if contact else None

    def told_to(
        self, message: TextMessage, list_id: int, rows: Collection[int]
    ) -> list[PreviewRow]:
        """Return some rows of the list, by their numbers in the file, each with its text."""
        script = self.open_script(message, self.lists.get(list_id).head.columns)
        people = (
            (place, one)
            for place, one in enumerate(self.lists.contacts(list_id))
            if one.row in rows
        )
        return [_previewed(place, one, script) for place, one in islice(people, len(rows))]

    def filled_message(self, message: TextMessage, fallback: str) -> TextMessage:
        """Return a message in which every field without a fallback has this one."""
        return replace(message, template=self.filled(message.template, fallback))

    def counted(self, message: TextMessage, survey: TextSurvey) -> TextMessage:
        """Return the message with the parts that its longest text takes."""
        return replace(message, most_parts=survey.span.most_parts if survey.span else 1)

    def sound_of(self, message: TextMessage, signs: int) -> Recording:
        """Return how long a text of so many signs takes to be spoken, under its fingerprint.

        Two campaigns have the same fingerprint where they tell the same in the same way.
        """
        spoken = json.dumps({**asdict(message), "most_parts": 0}, sort_keys=True)
        fingerprint = hashlib.sha256(spoken.encode()).hexdigest()
        return Recording(fingerprint, round(signs / SIGNS_A_SECOND, 1), 0, "")

    def rendering(
        self, text: TextMessage | None, fallbacks: Sequence[Fallback], columns: Sequence[str]
    ) -> Callable[[Sequence[Cell]], list[str | None]]:
        """Return what tells a row all its texts; one that cannot be said is None."""
        messages = [*([text] if text else []), *(one.text for one in fallbacks)]
        scripts = [(one, self.open_script(one, columns)) for one in messages]

        def texts_of(cells: Sequence[Cell]) -> list[str | None]:
            told = [(message, script.of(cells)) for message, script in scripts]
            return [None if row.troubles else _sent(message, row) for message, row in told]

        return texts_of


def _sent(message: TextMessage, text: RowText) -> str:
    return text.read if message.channel is Channel.SMS else text.said


def _previewed(place: int, one: Contact, script: Script) -> PreviewRow:
    return PreviewRow(place, one.row, one.name, one.phone, one.fields, script.of(one.fields))


def _at(contacts: Iterator[Contact], place: int) -> Contact | None:
    return next((one for at, one in enumerate(contacts) if at == place), None)


class _Found:
    """What was found so far, row by row."""

    def __init__(self) -> None:
        self._rows = self._trouble_rows = self._unsure_rows = 0
        self._span: TextSpan | None = None
        self._troubles: list[RowTrouble] = []
        self._empty: Counter[str] = Counter()
        self._unsure: dict[str, UnsureName] = {}

    def take(self, contact: Contact, text: RowText, measure: tuple[int, int]) -> None:
        """Take in one row; one that cannot be said has no length."""
        self._rows += 1
        if text.troubles:
            self._trouble_rows += 1
            self._empty.update(
                {one.column for one in text.troubles if one.problem is Problem.EMPTY}
            )
            if len(self._troubles) < MOST_SHOWN:
                self._troubles += [
                    RowTrouble(contact.row, contact.name, one) for one in text.troubles
                ]
            return
        if text.unsure:
            self._unsure_rows += 1
            if len(self._unsure) < MOST_SHOWN:
                self._unsure.update({one.written: one for one in text.unsure})
        signs, parts = measure
        known = self._span or TextSpan(signs, signs, parts, parts)
        self._span = TextSpan(
            min(known.least_signs, signs),
            max(known.most_signs, signs),
            min(known.least_parts, parts),
            max(known.most_parts, parts),
        )

    def survey(self, language: Language) -> TextSurvey:
        """Return all of it."""
        return TextSurvey(
            self._rows,
            self._span,
            language,
            tuple(self._troubles),
            self._trouble_rows,
            tuple(self._empty.most_common()),
            tuple(self._unsure.values()),
            self._unsure_rows,
        )
