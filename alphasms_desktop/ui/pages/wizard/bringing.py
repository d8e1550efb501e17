"""Where recordings of step 2 come from: files, the library, the clipboard, and what comes after."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QWidget

from alphasms_desktop.domain.library import LibraryEntry
from alphasms_desktop.i18n import tr
from alphasms_desktop.ui.asking import ask_for
from alphasms_desktop.ui.context import Context
from alphasms_desktop.ui.file_asking import SOUNDS, ask_file
from alphasms_desktop.ui.pages.wizard.clip_taking import ClipTaking
from alphasms_desktop.ui.pages.wizard.library_menu import LibraryMenu
from alphasms_desktop.ui.pages.wizard.parts import PartsPanel
from alphasms_desktop.ui.pages.wizard.sound_panel import SoundPanel
from alphasms_desktop.ui.pages.wizard.source_bar import SourceBar
from alphasms_desktop.ui.pages.wizard.speaking import Speaking
from alphasms_desktop.ui.pages.wizard.take_keeping import take_title


class Bringing(QObject):
    """Asks for recordings wherever the step has a button for it.

    Signals: `files_chosen(object)`: paths to be opened, one after another as one;
    `entry_chosen(object)`: a LibraryEntry to be opened; `speech_asked()`: the microphone is wanted;
    `failed(object)`: a Trouble.
    """

    files_chosen = Signal(object)
    entry_chosen = Signal(object)
    speech_asked = Signal()
    failed = Signal(object)

    def __init__(self, context: Context, page: QWidget, speaking: Speaking) -> None:
        super().__init__(page)
        self._context = context
        self._page = page
        self._speaking = speaking

    def serve_sources(self, bar: SourceBar) -> None:
        """Bring a recording when the line above asks for it."""
        bar.open.clicked.connect(self.choose_file)
        bar.record.clicked.connect(self.speech_asked)
        bar.library_asked.connect(lambda: self._ask_library(bar.show_entries))
        bar.entry_chosen.connect(self.entry_chosen)

    def serve_sound(self, sound: SoundPanel) -> None:
        """Bring what comes after a recording."""
        join, after = sound.card.join, tr("What comes after it")

        def add_file() -> None:
            if chosen := self._ask_file(after):
                sound.add_file(chosen)

        def add_entry(entry: LibraryEntry) -> None:
            path = self._context.workspace.audio.path_of(entry.recording)
            sound.add_file(path, entry.name)

        def add_take(take: Path) -> None:
            title = take_title(take)

            def add(wav: Path) -> None:
                sound.add_file(wav, title)
                # By itself it goes into the library: the message may lose it again by an undo.
                self._speaking.keep_aside(take)

            self._speaking.wav_of(take, add)

        join.file_asked.connect(add_file)
        join.record_asked.connect(lambda: self._speaking.begin(add_take, after))
        join.library_asked.connect(lambda: self._ask_library(join.show_entries))
        join.entry_chosen.connect(add_entry)

    def serve_clips(self, parts: PartsPanel, clips: ClipTaking) -> None:
        """Bring the clips of a message of parts."""
        menu = LibraryMenu(parts.missing)

        def from_file(key: str) -> None:
            if chosen := self._ask_file(parts.name_of(key)):
                clips.take_file(key, chosen)

        def from_library(key: str) -> None:
            self._ask_library(
                lambda entries: menu.show_entries(entries, lambda one: clips.take_entry(key, one))
            )

        parts.file_asked.connect(from_file)
        parts.library_asked.connect(from_library)
        clips.wanted.connect(lambda key: self._speaking.begin(clips.take, parts.name_of(key)))
        clips.failed.connect(self.failed)
        self._speaking.given_up.connect(clips.leave)

    def choose_file(self) -> None:
        """Have a file chosen and opened."""
        if chosen := self._ask_file(tr("Recording")):
            self.files_chosen.emit([chosen])

    def paste(self) -> bool:
        """Open the files in the clipboard; says whether there are any."""
        urls = QApplication.clipboard().mimeData().urls()
        files = [Path(one.toLocalFile()) for one in urls if one.isLocalFile()]
        if files:
            self.files_chosen.emit(files)
        return bool(files)

    def _ask_file(self, title: str) -> Path | None:
        return ask_file(self._page, title, tr("Recordings"), SOUNDS)

    def _ask_library(self, show: Callable[[list[LibraryEntry]], object]) -> None:
        library = self._context.workspace.audio.library
        ask_for(self._page, self._context.bridge, library.all, show, self.failed.emit)
