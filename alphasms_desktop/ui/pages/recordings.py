"""The library of recordings: heard, renamed, duplicated, removed and brought back."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QInputDialog,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from alphasms_desktop.domain.errors import Trouble
from alphasms_desktop.domain.library import LibraryEntry, SoundOrigin
from alphasms_desktop.domain.search import folded
from alphasms_desktop.domain.sound import Preparation
from alphasms_desktop.i18n import mark, tr
from alphasms_desktop.ui.asking import ask_for
from alphasms_desktop.ui.context import Context
from alphasms_desktop.ui.file_asking import SOUNDS, ask_file
from alphasms_desktop.ui.pages.recording_row import RecordingRow
from alphasms_desktop.ui.pages.wizard.step import say
from alphasms_desktop.ui.sound import Player
from alphasms_desktop.ui.widgets.basics import (
    Card,
    Choices,
    button,
    label,
    page_layout,
    row,
    search_field,
)
from alphasms_desktop.ui.widgets.rows_state import RowsState
from alphasms_desktop.ui.widgets.scrolled import scrolled
from alphasms_desktop.ui.widgets.undo_bar import UndoBar
from alphasms_desktop.wording import trouble_sentence

_Answer = TypeVar("_Answer")
_CLIPS = 1
_MOST = 200
_NONE_YET = mark("No recordings yet. What is recorded or used for a campaign is kept here.")
_NO_CLIPS = mark("No clips yet. They are made at step 2 of a new campaign, “From parts”.")
_NONE_FITS = mark("None has such a name, or was used in such a campaign.")
_USUAL = Preparation(cuts_silence=True, cuts_rumble=True, levels=True)


class RecordingsPage(QWidget):
    """Lists the recordings or the clips, the newest first.

    Signals: `campaign_asked(object)`: a new campaign with this LibraryEntry.
    """

    campaign_asked = Signal(object)

    def __init__(self, context: Context, player: Player | None = None) -> None:
        super().__init__()
        self._context = context
        self._entries: list[LibraryEntry] = []
        self._playing: int | None = None
        self.rows: list[RecordingRow] = []
        self.error = label("", "error", wrap=True)
        self.error.hide()
        self.player = player or Player(self)
        self.player.stopped.connect(self._on_stopped)
        self.player.failed.connect(lambda text: say(self.error, text))
        layout = page_layout(self)
        self.search = search_field(tr("Name or campaign"), tr("Search"), 240)
        self.search.textChanged.connect(lambda _text: self._show())
        self.add = button(tr("Add from a file…"), "", self._choose_file)
        head = row(label(tr("Recordings"), "title"), None, self.search, self.add)
        layout.addLayout(head)
        layout.addWidget(self.error)
        self.undo = UndoBar()
        layout.addWidget(self.undo)
        self.kinds = Choices([tr("Recordings"), tr("Clips")], lambda _kind: self._show())
        layout.addWidget(self.kinds)
        rows = self._make_list()
        self.empty = RowsState(rows, self.refresh)
        layout.addWidget(self.empty, 1)
        layout.addWidget(rows, 1)

    def refresh(self) -> None:
        """Read the library afresh."""
        self.player.stop()
        read = self._context.workspace.audio.library.all
        self.empty.show_reading()
        ask_for(self, self._context.bridge, read, self._on_read, self.empty.show_failed)

    def add_file(self, path: Path) -> None:
        """Prepare a recording for the phone and keep it."""
        audio, load = self._context.workspace.audio, self._context.workspace.settings.load

        def keep() -> int:
            table, limits = audio.studio.open(path), load().sound_limits
            sound = audio.studio.keep(table.prepared(_USUAL, limits).wav, table.name)
            return audio.remember(sound, Path(table.name).stem, SoundOrigin.FILE)

        self._do(keep, lambda _id: self.refresh())

    def remove(self, entry: LibraryEntry) -> None:
        """Take an entry out; it can be brought back while this page lists its name."""
        library = self._context.workspace.audio.library

        def done(_nothing: None) -> None:
            said = tr("“{name}” was removed.").format(name=entry.name)
            self.undo.offer(said, lambda: self.bring_back(entry))
            self.refresh()

        self._do(lambda: library.remove(entry.id), done)

    def bring_back(self, entry: LibraryEntry) -> None:
        """Take a removal back."""
        library = self._context.workspace.audio.library
        self._do(lambda: library.bring_back(entry.id), lambda _nothing: self.refresh())

    def rename(self, entry: LibraryEntry, name: str) -> None:
        """Give an entry another name; an empty one changes nothing."""
        library = self._context.workspace.audio.library
        if name.strip() and name.strip() != entry.name:
            self._do(
                lambda: library.rename(entry.id, name.strip()), lambda _nothing: self.refresh()
            )

    def duplicate(self, entry: LibraryEntry) -> None:
        """Make a second entry of the same sound."""
        library = self._context.workspace.audio.library
        name = tr("{name}, copy").format(name=entry.name)
        self._do(lambda: library.duplicate(entry.id, name), lambda _id: self.refresh())

    def play(self, entry: LibraryEntry) -> None:
        """Play an entry, or stop it."""
        was_playing = self._playing
        self.player.stop()
        if was_playing == entry.id:
            return
        say(self.error, "")
        self.player.play(self._context.workspace.audio.path_of(entry.recording))
        if self.player.is_playing:
            self._playing = entry.id
            self._mark_playing()

    def _make_list(self) -> QScrollArea:
        inside = QWidget()
        around = QHBoxLayout(inside)
        around.setContentsMargins(0, 0, 0, 0)
        self._card = Card(padding=8, spacing=0)
        column = QVBoxLayout()
        column.addWidget(self._card)
        column.addStretch(1)
        around.addLayout(column)
        return scrolled(inside)

    def _on_read(self, entries: list[LibraryEntry]) -> None:
        self._entries = entries
        self._show()

    def _show(self) -> None:
        wanted = folded(self.search.text().strip())
        are_clips = self.kinds.group.checkedId() == _CLIPS
        of_kind = [one for one in self._entries if bool(one.clip) == are_clips]
        shown = [one for one in of_kind if not wanted or wanted in _words(one)][:_MOST]
        for old in self.rows:
            old.setParent(None)
            old.deleteLater()
        self.rows = [self._row(one) for one in shown]
        for made in self.rows:
            self._card.body.addWidget(made)
        self._card.setVisible(bool(shown))
        none = tr(_NO_CLIPS) if are_clips else tr(_NONE_YET)
        self.empty.show_count(len(shown), tr(_NONE_FITS) if of_kind else none)

    def _row(self, entry: LibraryEntry) -> RecordingRow:
        made = RecordingRow(entry)
        made.play.clicked.connect(lambda: self.play(entry))
        made.use_asked.connect(lambda: self.campaign_asked.emit(entry))
        made.rename_asked.connect(lambda: self._ask_name(entry))
        made.duplicate_asked.connect(lambda: self.duplicate(entry))
        made.remove_asked.connect(lambda: self.remove(entry))
        return made

    def _ask_name(self, entry: LibraryEntry) -> None:
        name, is_given = QInputDialog.getText(
            self, tr("Rename"), tr("Name of the recording"), text=entry.name
        )
        if is_given:
            self.rename(entry, name)

    def _choose_file(self) -> None:
        chosen = ask_file(self, tr("Recording"), tr("Recordings"), SOUNDS)
        if chosen:
            self.add_file(chosen)

    def _on_stopped(self) -> None:
        self._playing = None
        self._mark_playing()

    def _mark_playing(self) -> None:
        for one in self.rows:
            one.show_playing(one.entry.id == self._playing)

    def _do(self, work: Callable[[], _Answer], done: Callable[[_Answer], object]) -> None:
        say(self.error, "")
        ask_for(self, self._context.bridge, work, done, self._fail)

    def _fail(self, trouble: Trouble) -> None:
        say(self.error, trouble_sentence(trouble))


def _words(entry: LibraryEntry) -> str:
    return folded(" ".join((entry.name, *entry.used_in)))
