"""The cells of the live table: a recipient as words, made once for each change."""

from datetime import datetime
from types import MappingProxyType
from typing import NamedTuple
from zoneinfo import ZoneInfo

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QBrush, QColor, QStandardItem

from alphasms_desktop.domain.attempt import RESULTS, State
from alphasms_desktop.domain.live import LiveRow, SortKey
from alphasms_desktop.domain.money import plain
from alphasms_desktop.domain.phone import grouped
from alphasms_desktop.domain.rules import Rules
from alphasms_desktop.domain.success import Success
from alphasms_desktop.domain.totals import Meanings
from alphasms_desktop.i18n import decimal, mark, tr
from alphasms_desktop.ui.theme import tokens
from alphasms_desktop.ui.widgets.marks import state_icon
from alphasms_desktop.wording import (
    KYIV,
    again_note,
    pressed,
    reason,
    service_word,
    state_meaning,
    state_name,
)

HEADERS = (
    mark("Row"),
    mark("Person"),
    mark("Phone"),
    mark("State"),
    mark("Key pressed"),
    mark("Duration"),
    mark("Price, ₴"),
    mark("Updated"),
    mark("Note"),
)
SORT_KEYS: tuple[SortKey | None, ...] = (
    SortKey.ROW,
    SortKey.NAME,
    SortKey.PHONE,
    SortKey.STATE,
    SortKey.KEY,
    SortKey.DURATION,
    SortKey.PRICE,
    SortKey.CHANGED,
    None,
)
PHONE_COLUMN, STATE_COLUMN, KEY_COLUMN = 2, 3, 4
WIDTHS = (58, 162, 144, 146, 114, 94, 72, 90, 124)
HIDDEN_FIRST = (8, 7, 6, 5)
"""Columns that step aside where the table is narrow, in this order."""

KEY_COLUMNS = frozenset({KEY_COLUMN, 5})
"""What only a webhook tells: the key and the seconds."""

RIGHT = frozenset({0, 5, 6})
_CUT_SHORT = frozenset({1, 4, 8})
"""What may be longer than its column: a name, a meaning, a note."""

_NOT_TOLD = "—"
_MAY_HAVE_COST = RESULTS | {State.ACCEPTED, State.NO_RESULT, State.UNCONFIRMED}
_QUIET = frozenset({0, 7, 8})
_SAID_WITH_NOTE = frozenset({State.REJECTED, State.FAILED, State.UNCONFIRMED, State.NO_RESULT})


class Terms(NamedTuple):
    """The words of a campaign: what its keys mean, what it calls those that came through.

    Its rules tell whether a moment is within the allowed hours.
    """

    meanings: Meanings = MappingProxyType({})
    rules: Rules = Rules()
    success: Success = Success.ANSWERED


def texts_of(row: LiveRow, terms: Terms) -> tuple[str, ...]:
    """Return the texts of a recipient's cells, in the order of the columns."""
    return (
        str(row.row),
        row.name,
        grouped(row.phone),
        state_name(row.state, terms.success),
        _key(row, terms.meanings),
        (length(row.duration_s) or _NOT_TOLD) if row.state is State.ANSWERED else "",
        _money(row),
        _clock(row.changed_at),
        _note(row, terms.rules),
    )


def sentence_of(row: LiveRow, terms: Terms) -> str:
    """Return a recipient as one sentence, for screen readers."""
    state = state_name(row.state, terms.success)
    parts = [tr("Row {n}").format(n=row.row), row.name, grouped(row.phone), state]
    if row.duration_s:
        parts.append(tr("{n} seconds").format(n=round(row.duration_s)))
    if row.key:
        parts.append(tr("key {key}").format(key=pressed(row.key, terms.meanings)))
    return ", ".join(part for part in parts if part)


def fill(items: list[QStandardItem], row: LiveRow | None, terms: Terms) -> None:
    """Show a recipient in a row of items; nothing while it is being fetched."""
    texts = texts_of(row, terms) if row else ("",) * len(HEADERS)
    for column, (item, text) in enumerate(zip(items, texts, strict=True)):
        item.setText(text)
        if column in _CUT_SHORT:
            item.setToolTip(text)
    _say(items, sentence_of(row, terms) if row else None)
    if row is None:
        items[STATE_COLUMN].setData(None, Qt.ItemDataRole.DecorationRole)
        items[STATE_COLUMN].setToolTip("")
    else:
        items[STATE_COLUMN].setIcon(state_icon(row.state))
        meaning = state_meaning(row.state, terms.success, row.raw, row.why)
        items[STATE_COLUMN].setToolTip(meaning)


def _say(items: list[QStandardItem], sentence: str | None) -> None:
    """Have each cell say the whole row: any column may be moved to the front, or hidden."""
    # Nothing of it is seen: cells whose text stays need not be painted again.
    with QSignalBlocker(items[0].model()):
        for item in items:
            item.setData(sentence, Qt.ItemDataRole.AccessibleTextRole)


def make_items() -> list[QStandardItem]:
    """Make the items of one visible row; they are used again and again."""
    items = []
    for column in range(len(HEADERS)):
        item = QStandardItem()
        item.setEditable(False)
        side = Qt.AlignmentFlag.AlignRight if column in RIGHT else Qt.AlignmentFlag.AlignLeft
        item.setTextAlignment(side | Qt.AlignmentFlag.AlignVCenter)
        if column in _QUIET:
            item.setForeground(QBrush(QColor(tokens().muted)))
        items.append(item)
    return items


def length(seconds: float | None) -> str:
    """Return a duration as `0:24`; nothing where it is not known."""
    if seconds is None:
        return ""
    whole = round(seconds)
    return f"{whole // 60}:{whole % 60:02d}"


def _key(row: LiveRow, meanings: Meanings) -> str:
    """Return the key; one that may still come is not “no key”: seconds come with it."""
    is_untold = row.state is State.ANSWERED and row.key is None and row.duration_s is None
    return _NOT_TOLD if is_untold else pressed(row.key, meanings)


def _money(row: LiveRow) -> str:
    """Return the price; one that was not told is not a free call."""
    if row.price is None:
        return _NOT_TOLD if row.state in _MAY_HAVE_COST else ""
    return decimal(plain(row.price))


def _note(row: LiveRow, rules: Rules) -> str:
    if row.state is State.SKIPPED:
        return reason(row.why)
    if row.state is State.QUEUED and row.not_before:
        return again_note(rules.next_allowed(row.not_before))
    if row.state not in _SAID_WITH_NOTE:
        return ""
    word = service_word(row.raw, row.why)
    # The service's plain word for what the state says already tells nothing more.
    return reason(row.why) if not word else "" if word == row.state.name else word


def _clock(at: datetime | None) -> str:
    return f"{at.astimezone(ZoneInfo(KYIV)):%H:%M:%S}" if at else ""
