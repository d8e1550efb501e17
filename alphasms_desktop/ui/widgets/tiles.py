"""The tiles of a run: counts that sum to the whole, and at the same time its filter."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from alphasms_desktop.domain.attempt import RESULTS, State
from alphasms_desktop.domain.campaign import Tally
from alphasms_desktop.domain.success import Success
from alphasms_desktop.i18n import mark, number, tr
from alphasms_desktop.ui.widgets.basics import label, row, set_look
from alphasms_desktop.ui.widgets.icon_view import IconView
from alphasms_desktop.ui.widgets.marks import state_icon
from alphasms_desktop.ui.widgets.one_tab_stop import OneTabStop
from alphasms_desktop.wording import state_meaning, success_name

_BESIDE_NAME, _BESIDE_NOTE = 40, 16
"""What the mark and the edges of a tile take, and the edges alone."""

_USUAL = Tally(dict.fromkeys(State, 88))
"""Counts with notes of usual length: tiles must not change their widths in a run."""

_WIDE_GAP, _NARROW_GAP = 10, 6
_STEP = 24


@dataclass(frozen=True)
class _Kind:
    said: str
    mark_of: State
    states: frozenset[State]
    is_always_shown: bool = True

    def name(self, success: Success) -> str:
        """Return what it is called; the one of success has the campaign's own word."""
        if self.mark_of is State.ANSWERED:
            return success_name(success)
        return tr(self.said)


KINDS = (
    _Kind("", State.ANSWERED, frozenset({State.ANSWERED})),
    _Kind(
        mark("Not reached"),
        State.NO_ANSWER,
        frozenset({State.NO_ANSWER, State.BUSY, State.FAILED}),
    ),
    _Kind(
        mark("No result"),
        State.NO_RESULT,
        frozenset({State.NO_RESULT}),
        is_always_shown=False,
    ),
    _Kind(mark("Handed over"), State.ACCEPTED, frozenset({State.ACCEPTED, State.SENDING})),
    _Kind(mark("In doubt"), State.UNCONFIRMED, frozenset({State.UNCONFIRMED})),
    _Kind(mark("Refused"), State.REJECTED, frozenset({State.REJECTED})),
    _Kind(mark("Left out"), State.SKIPPED, frozenset({State.SKIPPED}), is_always_shown=False),
    _Kind(mark("Waiting"), State.QUEUED, frozenset({State.QUEUED})),
)


def count_of(kind: _Kind, tally: Tally) -> int:
    """Return how many recipients a tile stands for."""
    return sum(tally[state] for state in kind.states)


def footnotes(kind: _Kind, tally: Tally, ahead: tuple[str, ...] = ("",)) -> tuple[str, ...]:
    """Return the small line below a count, whole and in short: the share of what, or what is next.

    While calls go on it is the share of those with a result, at the end that of all but those
    left out. `ahead` is what is said of those that wait.
    """
    count = count_of(kind, tally)
    if kind.mark_of is State.ANSWERED:
        with_result = sum(tally[state] for state in RESULTS)
        if not with_result:
            return ("",)
        of = tally.addressed if tally.is_complete else with_result
        told = {"share": round(100 * count / of), "all": number(of)}
        short = tr("{share} per cent of {all}").format(**told)
        if tally.is_complete:
            return (short,)
        return tr("{share} per cent of {all} with a result").format(**told), short
    if not count:
        return ("",)
    if kind.mark_of is State.QUEUED:
        return ahead
    next_step = {
        State.NO_ANSWER: _finer(tally),
        State.ACCEPTED: tr("waiting for the result"),
        State.UNCONFIRMED: tr("decision needed"),
        State.REJECTED: tr("show the reasons"),
    }
    return (next_step.get(kind.mark_of, ""),)


def _finer(tally: Tally) -> str:
    said = tr("busy {busy}, failed {failed}") if tally[State.BUSY] + tally[State.FAILED] else ""
    return said.format(busy=number(tally[State.BUSY]), failed=number(tally[State.FAILED]))


class _Tile(QPushButton):
    """One tile: mark and name, the count, the footnote."""

    def __init__(self, kind: _Kind) -> None:
        super().__init__()
        self.kind = kind
        self.setProperty("look", "tile")
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setFixedHeight(88)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._icon = IconView(16, state_icon(kind.mark_of))
        self.count = label("0", "number")
        self.name = label("")
        self._whole_name = kind.name(Success.ANSWERED)
        self.note = label("", "muted")
        # Long words are shortened at the tile's edge; they must not widen the window.
        for words in (self.name, self.note):
            words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._notes: tuple[str, ...] = ("",)
        self._body = body = QVBoxLayout(self)
        body.setContentsMargins(12, 9, 2, 8)
        body.setSpacing(2)
        head = row(self._icon, spacing=7)
        head.addWidget(self.name, 1)
        body.addLayout(head)
        body.addWidget(self.count)
        body.addWidget(self.note)

    def show_tally(self, tally: Tally, ahead: tuple[str, ...]) -> None:
        """Show this tile's share of a tally."""
        count = count_of(self.kind, tally)
        self._whole_name = self.kind.name(tally.success)
        self.count.setText(number(count))
        self._notes = footnotes(self.kind, tally, ahead)
        meaning = state_meaning(self.kind.mark_of, tally.success)
        self.setToolTip("\n".join(one for one in (meaning, self._notes[0]) if one))
        self._fit_words()
        self.setAccessibleName(f"{self._whole_name}, {number(count)}")
        self.setVisible(self.kind.is_always_shown or count > 0)

    @property
    def wide_need(self) -> int:
        """How wide it is with its mark and its whole name."""
        metrics = QFontMetrics(self.font())
        return metrics.horizontalAdvance(self._whole_name) + _BESIDE_NAME

    @property
    def share(self) -> int:
        """What part of the row it has: enough for its name, and for a note of usual length."""
        shortest = footnotes(self.kind, _USUAL, self._notes)[-1]
        note = self.note.fontMetrics().horizontalAdvance(shortest)
        return max(self.wide_need, note + _BESIDE_NOTE)

    def wishes(self) -> list[int]:
        """Return what it has where nobody else needs the room: enough for a longer note."""
        widths = (self.note.fontMetrics().horizontalAdvance(one) for one in self._notes)
        # In steps: a digit more must not move its neighbours.
        return [-(-width // _STEP) * _STEP + _BESIDE_NOTE for width in widths]

    def set_narrow(self, is_narrow: bool) -> None:
        """Leave the mark out where its room is needed for the name."""
        self._icon.setVisible(not is_narrow)
        set_look(self.name, "small" if is_narrow else "")
        self._body.setContentsMargins(8 if is_narrow else 12, 9, 2, 8)
        self._fit_words()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the words into the new width."""
        super().resizeEvent(event)
        self._fit_words()

    def _fit_words(self) -> None:
        margins = self._body.contentsMargins()
        room = self.width() - margins.left() - margins.right()
        room_beside_mark = room - (23 if self._icon.isVisibleTo(self) else 0)
        metrics = self.note.fontMetrics()
        fitting = (one for one in self._notes if metrics.horizontalAdvance(one) <= room)
        for part, text, width in (
            (self.name, self._whole_name, room_beside_mark),
            (self.note, next(fitting, self._notes[-1]), room),
        ):
            end = Qt.TextElideMode.ElideRight
            part.setText(part.fontMetrics().elidedText(text, end, width))


class Tiles(QWidget):
    """The row of tiles; `chosen(object)` carries the states to show, none for all of them."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(_WIDE_GAP)
        self._gaps = layout
        self.tiles = [_Tile(kind) for kind in KINDS]
        for tile in self.tiles:
            tile.clicked.connect(lambda on, tile=tile: self._on_clicked(tile, on))
            layout.addWidget(tile)
        OneTabStop(self.tiles, self)

    def show_tally(self, tally: Tally, ahead: tuple[str, ...] = ("",)) -> None:
        """Show these counts, and what is ahead of those that wait, whole and shorter."""
        for tile in self.tiles:
            tile.show_tally(tally, ahead)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Move together in a narrow window."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Share the row out; tiles are narrow where a name would be cut beside its mark."""
        shown = [tile for tile in self.tiles if not tile.isHidden()]
        room = self.width() - _WIDE_GAP * (len(shown) - 1)
        shares = {tile: tile.share for tile in shown}
        # What is ahead is said nowhere else: it comes before the whole of the share.
        for tile in reversed(shown):
            most = room - sum(shares.values()) + shares[tile]
            fitting = (one for one in tile.wishes() if one <= most)
            shares[tile] = max(shares[tile], next(fitting, 0))
        all_shares = sum(shares.values())
        is_narrow = any(tile.wide_need * all_shares > room * shares[tile] for tile in shown)
        self._gaps.setSpacing(_NARROW_GAP if is_narrow else _WIDE_GAP)
        for tile, share in shares.items():
            self._gaps.setStretchFactor(tile, share)
        for tile in self.tiles:
            tile.set_narrow(is_narrow)

    def choose(self, states: frozenset[State]) -> None:
        """Check the tile of these states, or none."""
        for tile in self.tiles:
            tile.setChecked(tile.kind.states == states)

    def _on_clicked(self, tile: _Tile, on: bool) -> None:
        for other in self.tiles:
            if other is not tile:
                other.setChecked(False)
        self.chosen.emit(tile.kind.states if on else frozenset())
