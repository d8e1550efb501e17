"""The tiles of a run: counts that sum to the whole, and at the same time its filter."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from alphasms_desktop.domain.attempt import State
from alphasms_desktop.domain.campaign import Tally
from alphasms_desktop.i18n import mark, number, tr
from alphasms_desktop.ui.widgets.basics import label, row
from alphasms_desktop.ui.widgets.marks import state_icon


@dataclass(frozen=True)
class _Kind:
    name: str
    mark_of: State
    states: frozenset[State]
    is_always_shown: bool = True


KINDS = (
    _Kind(mark("Answered"), State.ANSWERED, frozenset({State.ANSWERED})),
    _Kind(
        mark("Not reached"),
        State.NO_ANSWER,
        frozenset({State.NO_ANSWER, State.BUSY, State.FAILED, State.NO_RESULT}),
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


def footnote(kind: _Kind, tally: Tally) -> str:
    """Return the small line below a count: the share of what, or what happens next."""
    count = count_of(kind, tally)
    if kind.mark_of is State.ANSWERED:
        with_result = sum(count_of(one, tally) for one in KINDS[:2]) or 1
        share = tr("{share} per cent of {all}")
        return share.format(share=round(100 * count / with_result), all=number(with_result))
    if not count:
        return ""
    return {
        State.NO_ANSWER: _finer(tally),
        State.ACCEPTED: tr("waiting for the result"),
        State.UNCONFIRMED: tr("decision needed"),
        State.REJECTED: tr("show the reasons"),
    }.get(kind.mark_of, "")


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
        icon = label()
        icon.setPixmap(state_icon(kind.mark_of).pixmap(16, 16))
        self.count = label("0", "number")
        self.note = label("", "muted")
        # A long footnote is shortened at the tile's edge; it must not widen the window.
        self.note.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._whole_note = ""
        body = QVBoxLayout(self)
        body.setContentsMargins(14, 9, 8, 8)
        body.setSpacing(2)
        body.addLayout(row(icon, label(tr(kind.name)), None, spacing=7))
        body.addWidget(self.count)
        body.addWidget(self.note)

    def show_tally(self, tally: Tally) -> None:
        """Show this tile's share of a tally."""
        count = count_of(self.kind, tally)
        self.count.setText(number(count))
        self._whole_note = footnote(self.kind, tally)
        self.setToolTip(self._whole_note)
        self._fit_note()
        self.setAccessibleName(f"{tr(self.kind.name)}, {number(count)}")
        self.setVisible(self.kind.is_always_shown or count > 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the footnote into the new width."""
        super().resizeEvent(event)
        self._fit_note()

    def _fit_note(self) -> None:
        room = self.width() - 26
        end = Qt.TextElideMode.ElideRight
        self.note.setText(self.note.fontMetrics().elidedText(self._whole_note, end, room))


class Tiles(QWidget):
    """The row of tiles; `chosen(object)` carries the states to show, none for all of them."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        self.tiles = [_Tile(kind) for kind in KINDS]
        for tile in self.tiles:
            tile.clicked.connect(lambda on, tile=tile: self._on_clicked(tile, on))
            layout.addWidget(tile, 1)

    def show_tally(self, tally: Tally) -> None:
        """Show these counts."""
        for tile in self.tiles:
            tile.show_tally(tally)

    def choose(self, states: frozenset[State]) -> None:
        """Check the tile of these states, or none."""
        for tile in self.tiles:
            tile.setChecked(tile.kind.states == states)

    def _on_clicked(self, tile: _Tile, on: bool) -> None:
        for other in self.tiles:
            if other is not tile:
                other.setChecked(False)
        self.chosen.emit(tile.kind.states if on else frozenset())
