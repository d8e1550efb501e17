"""Speaking in step 2: the microphone, a take that was broken off, and where what was said goes."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from alphasms_desktop.domain.errors import Trouble
from alphasms_desktop.domain.message import Recording
from alphasms_desktop.domain.sound import SoundLimits
from alphasms_desktop.ui.asking import ask_for
from alphasms_desktop.ui.context import Context
from alphasms_desktop.ui.pages.wizard.lost_take import LostTake
from alphasms_desktop.ui.pages.wizard.recorder import Recorder
from alphasms_desktop.ui.pages.wizard.take_keeping import keep_take, remember_take, take_title

UseTake = Callable[[Path], object]


class Speaking(QObject):
    """Holds the microphone's page and its banner, which the step lays out.

    Signals: `opened()`: the microphone is to be seen; `left()`: it is not any more; `given_up()`:
    and nothing was said; `failed(object)`: a Trouble with keeping what was said.
    """

    opened = Signal()
    left = Signal()
    given_up = Signal()
    failed = Signal(object)

    def __init__(self, context: Context, page: QWidget) -> None:
        super().__init__(page)
        self._context = context
        self._page = page
        self._use: UseTake | None = None
        self.limits = SoundLimits()
        takes = context.workspace.audio.takes
        self.recorder = Recorder(takes)
        self.lost = LostTake(takes)
        self.recorder.taken.connect(self._on_taken)
        self.recorder.set_aside.connect(self.keep_aside)
        self.recorder.left.connect(self._on_left)

    @property
    def is_open(self) -> bool:
        """Whether the microphone is seen."""
        return self._use is not None

    def begin(self, use: UseTake, title: str = "") -> None:
        """Show the microphone; `use` gets what it has written, `title` is what is to be said."""
        self._use = use
        self.lost.hide()
        self.opened.emit()
        self.recorder.open(title)

    def leave(self) -> None:
        """Show it no more; what was said so far is offered later."""
        if self.is_open:
            self.recorder.leave()

    def look_for_lost(self) -> None:
        """Offer what a crash or a leaving has broken off."""
        if not self.is_open:
            self.lost.look()

    def wav_of(self, take: Path, use: Callable[[Path], object]) -> None:
        """Have a WAV made of a take, and `use` it."""
        studio = self._context.workspace.audio.studio
        self.lost.leave_out(take)
        ask_for(self._page, self._context.bridge, lambda: studio.taken(take), use, self.failed.emit)

    def remember(self, sound: Recording, take: Path) -> None:
        """Put into the library what was made of a take; only then the take goes."""
        audio = self._context.workspace.audio
        self._do(lambda: remember_take(audio, sound, take))

    def keep_aside(self, take: Path) -> None:
        """Keep a take as it is where it can be found again."""
        audio, title, limits = self._context.workspace.audio, take_title(take), self.limits
        self.lost.leave_out(take)
        self._do(lambda: keep_take(audio, take, title, limits))

    def _on_taken(self, take: Path) -> None:
        use, self._use = self._use, None
        self.left.emit()
        if use is not None:
            use(take)

    def _on_left(self) -> None:
        self._use = None
        self.left.emit()
        self.given_up.emit()
        self.lost.look()

    def _do(self, work: Callable[[], None]) -> None:
        def failed(trouble: Trouble) -> None:
            self.failed.emit(trouble)

        ask_for(self._page, self._context.bridge, work, lambda _nothing: None, failed)
