"""The table of the AlphaSMS cabinet taken into a campaign: keys and seconds no webhook brought."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from alphasms_desktop.domain.answer import pressed_in
from alphasms_desktop.domain.attempt import STEPS, State, Step, Why
from alphasms_desktop.domain.cells import Cell, cells_from_text, field_text
from alphasms_desktop.domain.importing import ImportChoices
from alphasms_desktop.engine.desk_ports import OpenSheet, Ownership

_CLOCK = re.compile(r"(?:(\d{1,2}):)?(\d{1,3}):(\d{2})")
_LONGEST_S = 86_400.0
_KEY_WORDS = ("dtmf", "клав", "натис", "кноп", "key", "pressed", "digit")
_DURATION_WORDS = ("тривал", "секунд", "duration", "seconds", "talk", "длит")
_STEPS_A_COMMIT = 500


@dataclass(frozen=True)
class CabinetColumns:
    """Which columns of the table hold what, by their names; empty where there is none."""

    phone: str
    key: str = ""
    duration: str = ""


@dataclass(frozen=True)
class CabinetTable:
    """A table that was opened: its columns by name, and which of them probably hold what."""

    columns: tuple[str, ...]
    likely: CabinetColumns


@dataclass(frozen=True)
class CabinetTaken:
    """What came of a table: calls that learned something, and rows that fit no single call."""

    learned: int = 0
    unknown: int = 0
    ambiguous: int = 0


class CallsByPhone(Protocol):
    """The calls of campaigns as they are found by phone."""

    def calls_by_phone(self, campaign_id: int) -> dict[str, list[tuple[int, State]]]:
        """Return the attempts that were made to each phone, with where they stand."""
        ...


@dataclass(frozen=True)
class CabinetDesk:
    """A table of results by phone is mapped and taken in here."""

    open_sheet: OpenSheet
    ownership: Ownership
    calls: CallsByPhone
    usual: Callable[[], ImportChoices]

    def table(self, path: Path) -> CabinetTable:
        """Return the columns of a table; raises TroubleError."""
        sheet = self.open_sheet(path, self.usual())
        try:
            head = sheet.head
        finally:
            sheet.close()
        names = head.columns
        phone = names[head.phone_column]
        rest = [one for one in names if one != phone]
        likely = CabinetColumns(phone, _named(rest, _KEY_WORDS), _named(rest, _DURATION_WORDS))
        return CabinetTable(names, likely)

    def take_in(self, campaign_id: int, path: Path, columns: CabinetColumns) -> CabinetTaken:
        """Fill keys and seconds of a campaign that is not running; raises TroubleError.

        A key means here what it means when a webhook brings it, its action included; a phone the
        campaign called more than once is left to the user.
        """
        calls = self.calls.calls_by_phone(campaign_id)
        learned: dict[int, Step] = {}
        unknown = ambiguous = 0
        for phone, key, seconds in self._rows(path, columns):
            found = calls.get(phone, [])
            if len(found) == 1 and (step := _step(*found[0], key, seconds)):
                learned[step.attempt_id] = step
            unknown += not found
            ambiguous += len(found) > 1
        journal = self.ownership.take_over(campaign_id)
        try:
            steps = list(learned.values())
            for begin in range(0, len(steps), _STEPS_A_COMMIT):
                journal.keep(steps[begin : begin + _STEPS_A_COMMIT])
        finally:
            journal.release()
        return CabinetTaken(len(learned), unknown, ambiguous)

    def _rows(self, path: Path, columns: CabinetColumns) -> Iterator[tuple[str, str, float | None]]:
        choices = ImportChoices(phone_columns=(columns.phone,), phones=self.usual().phones)
        sheet = self.open_sheet(path, choices)
        names = list(sheet.head.columns)
        key_at, seconds_at = (
            names.index(one) if one in names else None for one in (columns.key, columns.duration)
        )
        try:
            for batch in sheet.batches():
                ready = batch.ready
                for phone, text in zip(ready.phones, ready.fields, strict=True):
                    cells = cells_from_text(text)
                    yield phone, _key(_cell(cells, key_at)), seconds_of(_cell(cells, seconds_at))
        finally:
            sheet.close()


def seconds_of(cell: Cell) -> float | None:
    """Return a duration as tables write it: `24`, `0:24`, `00:00:24`; None where there is none."""
    text = field_text(cell).strip().replace(",", ".")
    if clock := _CLOCK.fullmatch(text):
        hours, minutes, seconds = (int(one or 0) for one in clock.groups())
        return float(hours * 3600 + minutes * 60 + seconds)
    try:
        seconds_read = float(text)
    except ValueError:
        return None
    return seconds_read if 0 <= seconds_read <= _LONGEST_S else None


def _named(columns: Sequence[str], words: Sequence[str]) -> str:
    """Return the first column whose name has one of the words in it; empty where none has."""
    named = (one for one in columns for word in words if word in one.casefold())
    return next(named, "")


def _key(cell: Cell) -> str:
    text = field_text(cell).strip()
    return text if text and pressed_in(text) == list(text) else ""


def _cell(cells: tuple[Cell, ...], at: int | None) -> Cell:
    return cells[at] if at is not None and at < len(cells) else None


def _step(attempt_id: int, state: State, key: str, seconds: float | None) -> Step | None:
    if not key and seconds is None:
        return None
    # Who pressed a key or listened has answered.
    was_answered = bool(key or seconds) and State.ANSWERED in STEPS[state]
    to = State.ANSWERED if was_answered else state
    return Step(attempt_id, to, Why.IMPORTED, duration_s=seconds, key=key or None)
