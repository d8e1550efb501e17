"""One recording of the library: its shape, length, price, where it is used, what can be done."""

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from alphasms_desktop.domain.library import LibraryEntry, SoundOrigin
from alphasms_desktop.domain.money import estimate_one
from alphasms_desktop.i18n import mark, money, ntr, tr
from alphasms_desktop.ui.pages.wizard.draft import length
from alphasms_desktop.ui.theme import tokens
from alphasms_desktop.ui.widgets.basics import button, row
from alphasms_desktop.ui.widgets.one_line import OneLine
from alphasms_desktop.wording import moment

_ORIGINS = {
    SoundOrigin.FILE: mark("from a file"),
    SoundOrigin.MICROPHONE: mark("from the microphone"),
    SoundOrigin.PARTS: mark("of parts"),
}
_LOUDEST = 255
_PLAY_WIDTH = 116


class RecordingRow(QWidget):
    """Shows an entry.

    Signals: `use_asked()`, `rename_asked()`, `duplicate_asked()`, `remove_asked()`.
    """

    use_asked = Signal()
    rename_asked = Signal()
    duplicate_asked = Signal()
    remove_asked = Signal()

    def __init__(self, entry: LibraryEntry) -> None:
        super().__init__()
        self.entry = entry
        self.play = button(tr("Listen"))
        self.play.setFixedWidth(_PLAY_WIDTH)
        self.play.setAccessibleName(tr("Listen to {name}").format(name=entry.name))
        words = QVBoxLayout()
        words.setSpacing(1)
        self.facts = OneLine(_facts(entry), "muted")
        self.used = OneLine(_uses(entry), "muted", tip="\n".join(entry.used_in))
        words.addWidget(OneLine(entry.name, "heading"))
        words.addWidget(self.facts)
        words.addWidget(self.used)
        self.use = button(tr("New campaign"), "", self.use_asked.emit)
        self.more = button(tr("More…"), "", self._open_menu)
        for one in (self.use, self.more):
            one.setAccessibleDescription(entry.name)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(lambda at: self._open_menu(self.mapToGlobal(at)))
        layout = row(self.play, Thumbnail(entry.thumbnail), 4, spacing=10)
        layout.addLayout(words, 1)
        for one in (self.use, self.more):
            layout.addWidget(one)
        self.use.setVisible(not entry.clip)
        layout.setContentsMargins(8, 7, 8, 7)
        self.setLayout(layout)

    def show_playing(self, is_playing: bool) -> None:
        """Show whether this one is heard now."""
        self.play.setText(tr("Stop") if is_playing else tr("Listen"))

    def menu(self) -> QMenu:
        """Make the menu of what else can be done."""
        made = QMenu(self)
        for text, signal in (
            (tr("Rename…"), self.rename_asked),
            (tr("Duplicate"), self.duplicate_asked),
            (tr("Remove"), self.remove_asked),
        ):
            made.addAction(text).triggered.connect(signal)
        return made

    def _open_menu(self, at: QPoint | None = None) -> None:
        self.menu().popup(at or self.more.mapToGlobal(self.more.rect().bottomLeft()))


class Thumbnail(QWidget):
    """Paints how loud a recording is from its beginning to its end."""

    def __init__(self, columns: tuple[int, ...]) -> None:
        super().__init__()
        self._columns = columns
        self.setFixedSize(QSize(104, 32))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint one bar a column, the loudest as high as there is room."""
        painter = QPainter(self)
        middle = self.height() / 2
        loudest = max(self._columns, default=0) or _LOUDEST
        step = self.width() / max(1, len(self._columns))
        for place, loud in enumerate(self._columns):
            half = max(0.75, loud / loudest * (middle - 1))
            painter.fillRect(
                QRectF(place * step, middle - half, max(1.0, step * 0.6), 2 * half),
                QColor(tokens().accent),
            )


def _facts(entry: LibraryEntry) -> str:
    seconds = entry.recording.seconds
    facts = [
        tr("{length} · ≈ {cost} a call").format(
            length=length(seconds), cost=money(estimate_one(seconds))
        ),
        tr(_ORIGINS[entry.origin]),
        moment(entry.made_at),
    ]
    if entry.clip:
        facts.append(tr("clip of a message"))
    return " · ".join(facts)


def _uses(entry: LibraryEntry) -> str:
    if not entry.used_in:
        return tr("not used in any campaign yet")
    used = ntr("in {n} campaign", "in {n} campaigns", len(entry.used_in))
    last = tr("last in “{name}”").format(name=entry.used_in[0])
    when = f", {moment(entry.last_used_at)}" if entry.last_used_at else ""
    return f"{used} · {last}{when}"
