"""Bringing the clips of a message: from the microphone, one after another if wanted, or a file."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from alphasms_desktop.domain.clips import Survey
from alphasms_desktop.domain.errors import Trouble
from alphasms_desktop.domain.library import LibraryEntry
from alphasms_desktop.domain.message import Recording
from alphasms_desktop.domain.sound import Preparation
from alphasms_desktop.ui.asking import ask_for
from alphasms_desktop.ui.context import Context
from alphasms_desktop.ui.pages.wizard.parts import PartsPanel

_USUAL = Preparation(cuts_silence=True, cuts_rumble=True, levels=True)


class ClipTaking(QObject):
    """Knows which clip is wanted now.

    Signals: `wanted(str)`: the microphone for the clip of this key; `done()`: no more is wanted;
    `failed(object)`: a Trouble with the one that was brought.
    """

    wanted = Signal(str)
    done = Signal()
    failed = Signal(object)

    def __init__(self, context: Context, parts: PartsPanel) -> None:
        super().__init__(parts)
        self._context = context
        self._parts = parts
        self._goes_on = False
        self.key = ""
        parts.composed.connect(self._on_composed)
        parts.record_asked.connect(self.want)
        parts.record_all_asked.connect(lambda key: self.want(key, goes_on=True))

    def want(self, key: str, goes_on: bool = False) -> None:
        """Want the clip of a key, and with `goes_on` those missing after it."""
        self.key, self._goes_on = key, goes_on
        self.wanted.emit(key)

    def leave(self) -> None:
        """Want none."""
        self.key, self._goes_on = "", False

    def take(self, take: Path) -> None:
        """Make what the microphone has written the clip that is wanted."""
        studio = self._context.workspace.audio.studio
        self._bring(lambda: studio.taken(take), take)

    def take_file(self, key: str, path: Path) -> None:
        """Make a file the clip of a key."""
        self.key = key
        self._bring(lambda: path)

    def take_entry(self, key: str, entry: LibraryEntry) -> None:
        """Make a recording of the library, as it is there, the clip of a key too."""
        self._parts.keep_clip(key, entry.recording)

    def _bring(self, find: Callable[[], Path], take: Path | None = None) -> None:
        key, studio = self.key, self._context.workspace.audio.studio

        def prepare() -> Recording:
            prepared = studio.open(find()).prepared(_USUAL, self._parts.limits)
            return studio.keep(prepared.wav, key)

        def kept(sound: Recording) -> None:
            self.key = ""
            self._parts.keep_clip(key, sound, take)

        def fail(trouble: Trouble) -> None:
            self.leave()
            self.failed.emit(trouble)

        ask_for(self._parts, self._context.bridge, prepare, kept, fail)

    def _on_composed(self, survey: Survey | None) -> None:
        if not self._goes_on or self.key:
            return
        if survey and survey.missing:
            self.want(survey.missing[0], goes_on=True)
        else:
            self._goes_on = False
            self.done.emit()
