"""What a report says of each row: headings and values, for any form of file."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import Enum, auto
from zoneinfo import ZoneInfo

from alphasms_desktop import wording
from alphasms_desktop.domain.attempt import State
from alphasms_desktop.domain.campaign import Mode
from alphasms_desktop.domain.cells import Cell
from alphasms_desktop.domain.contact import OURS, Reject, SheetHead
from alphasms_desktop.domain.result import ResultRow, Results
from alphasms_desktop.domain.totals import last_key
from alphasms_desktop.i18n import mark, tr

Value = Cell | Decimal | datetime

_ZONE = "Europe/Kyiv"
_MARK = "AlphaSMS"


class Form(Enum):
    """How the values of a column are shown; GIVEN is the sheet's own, whatever it was."""

    GIVEN = auto()
    NUMBER = auto()
    TEXT = auto()
    PHONE = auto()
    SENTENCE = auto()
    FAULT = auto()
    MONEY = auto()
    MOMENT = auto()


SENTENCES = frozenset({Form.SENTENCE, Form.FAULT})
"""Forms that wrap over several lines; a fault stands out by its colour too."""


@dataclass(frozen=True, slots=True)
class Column:
    """A heading and the form of what stands below it."""

    heading: str
    form: Form


_ROW = (mark("Row"), Form.NUMBER)
_KEY = (mark("Key pressed"), Form.TEXT)
_MEANING = (mark("Meaning of the key"), Form.TEXT)
_MODE = (mark("Mode"), Form.TEXT)
_OF_RESULTS = (
    (mark("Phone"), Form.PHONE),
    (mark("Result"), Form.TEXT),
    (mark("Handed over at"), Form.MOMENT),
    (mark("Ended at"), Form.MOMENT),
    (mark("Duration, s"), Form.NUMBER),
    _KEY,
    (mark("Price"), Form.MONEY),
    (mark("Attempts"), Form.NUMBER),
    (mark("Service's word"), Form.TEXT),
    (mark("Call id"), Form.TEXT),
    (mark("Reason"), Form.TEXT),
)
_OF_TEXTS = ((mark("Text sent"), Form.SENTENCE), (mark("Parts"), Form.NUMBER))
_WITH_REASON = frozenset({State.SKIPPED, State.UNCONFIRMED})
_OF_REJECTS = ((mark("Taken for a phone"), Form.TEXT), (mark("Why left out"), Form.SENTENCE))


def result_columns(results: Results) -> list[Column]:
    """Return the columns of the recipients: row, the sheet's own, then what came of the call.

    Meanings of keys have a column where the campaign gives any, so have texts where it has them;
    in training every row says so.
    """
    ours = [_ROW, *_OF_RESULTS]
    if results.meanings:
        ours.insert(ours.index(_KEY) + 1, _MEANING)
    if results.campaign.texts:
        ours += _OF_TEXTS
    if results.campaign.mode is Mode.TRAINING:
        ours.append(_MODE)
    own = _named(ours, results.head)
    return [own[0], *_given(results.head), *own[1:]]


def result_values(row: ResultRow, results: Results) -> list[Value]:
    """Return what stands below `result_columns` for one recipient."""
    values: list[Value] = [
        row.row,
        *_fitted(row.fields, results.head),
        row.phone,
        wording.state_name(row.state, results.tally.success),
        local(row.handed_over_at),
        local(row.ended_at),
        row.duration_s,
        row.key,
    ]
    if results.meanings:
        meaning = results.meanings.get(last_key(row.key))
        values.append(meaning.words if meaning else None)
    values += [
        row.price,
        row.attempts,
        wording.service_word(row.raw, row.why),
        row.gateway_id,
        wording.reason(row.why) if row.state in _WITH_REASON else None,
    ]
    if results.campaign.texts:
        values += [row.text, row.parts]
    if results.campaign.mode is Mode.TRAINING:
        values.append(wording.mode_name(Mode.TRAINING))
    return values


def reject_columns(head: SheetHead) -> list[Column]:
    """Return the columns of the rows set aside: row, what was read, why, and the sheet's own."""
    return [*_named((_ROW, *_OF_REJECTS), head), *_given(head)]


def reject_values(reject: Reject, head: SheetHead) -> list[Value]:
    """Return what stands below `reject_columns` for one row set aside."""
    why = wording.reject_sentence(reject)
    return [reject.row, reject.original, why, *_fitted(reject.fields, head)]


def mending_columns(head: SheetHead) -> list[Column]:
    """Return the columns of rows to be mended: row, the sheet's own as they were, and why."""
    row, why = (f"{tr(text)}{OURS}" for text in (mark("Row in the file"), _OF_REJECTS[1][0]))
    return [Column(row, Form.NUMBER), *_given(head), Column(why, Form.FAULT)]


def mending_values(reject: Reject, head: SheetHead) -> list[Value]:
    """Return what stands below `mending_columns` for one row set aside."""
    return [reject.row, *_fitted(reject.fields, head), wording.reject_sentence(reject)]


def local(moment: datetime | None) -> datetime | None:
    """Return a moment as the clock in Kyiv showed it, to the second and without a zone."""
    if moment is None:
        return None
    return moment.astimezone(ZoneInfo(_ZONE)).replace(microsecond=0, tzinfo=None)


def _given(head: SheetHead) -> list[Column]:
    return [Column(heading, Form.GIVEN) for heading in head.columns]


def _named(own: Sequence[tuple[str, Form]], head: SheetHead) -> list[Column]:
    """Name our columns; where the sheet has such a name already, ours says whose it is."""
    taken = {heading.strip().casefold() for heading in head.columns}
    columns = []
    for text, form in own:
        heading = plain = tr(text)
        again = 1
        while heading.casefold() in taken:
            heading = f"{plain} ({_MARK} {again})" if again > 1 else f"{plain} ({_MARK})"
            again += 1
        taken.add(heading.casefold())
        columns.append(Column(heading, form))
    return columns


def _fitted(fields: tuple[Cell, ...], head: SheetHead) -> tuple[Cell, ...]:
    """Return as many cells as the sheet has headings, so that ours stay below their own."""
    width = len(head.columns)
    return (*fields[:width], *(None,) * (width - len(fields)))
