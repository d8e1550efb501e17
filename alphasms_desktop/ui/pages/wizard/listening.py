"""The line below a recording: listen and stop, after or before it was prepared, how far it is."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from alphasms_desktop.domain.errors import Trouble
from alphasms_desktop.engine.sound_ports import PreparedSound
from alphasms_desktop.i18n import tr
from alphasms_desktop.ui.asking import ask_for
from alphasms_desktop.ui.context import Context
from alphasms_desktop.ui.pages.wizard.draft import length
from alphasms_desktop.ui.pages.wizard.sound_history import Asked
from alphasms_desktop.ui.sound import Player
from alphasms_desktop.ui.widgets.basics import Choices, button, label, row
from alphasms_desktop.wording import trouble_sentence

_ON_THE_PHONE, _PREPARED, _ORIGINAL = range(3)


class Listening(QWidget):
    """Plays one prepared recording: as on the phone, as it is sent, or its original.

    Signals: `played(object)`: which second of the original is heard, None when it has ended;
    `failed(str)`: a sentence, empty when a new try begins.
    """

    played = Signal(object)
    failed = Signal(str)

    def __init__(self, context: Context, player: Player | None = None) -> None:
        super().__init__()
        self._context = context
        self._turn = 0
        self._prepared: PreparedSound | None = None
        self._asked: Asked | None = None
        self._made: dict[int, bytes] = {}
        self._playing = _ON_THE_PHONE
        self.player = player or Player(self)
        self.player.position_changed.connect(self._on_position)
        self.player.stopped.connect(self._on_stopped)
        self.player.failed.connect(self.failed)
        self.play = button(tr("Listen"), "primary", self.toggle)
        self.play.setToolTip(tr("Space"))
        self.position = label("", "muted")
        ways = [tr("As on the phone"), tr("As it is sent"), tr("Original")]
        self.way = Choices(ways, lambda _way: self.stop())
        layout = row(self.play, self.position, spacing=12)
        layout.addWidget(self.way, 1)
        self.setLayout(layout)

    def take(self, prepared: PreparedSound, asked: Asked) -> None:
        """Have another recording ready to be heard, at once when it is asked for."""
        self.forget()
        self._prepared, self._asked = prepared, asked
        self._show_position(0.0)
        self._ready(_ON_THE_PHONE, lambda _wav: None)

    def forget(self) -> None:
        """Have nothing to be heard."""
        self._turn += 1
        self.stop()
        self._made = {}
        self._prepared = self._asked = None

    def stop(self) -> None:
        """Be silent."""
        self.player.stop()

    def toggle(self) -> None:
        """Listen, or stop."""
        if self.player.is_playing or self._asked is None:
            self.stop()
            return
        way, source = self.way.group.checkedId(), self._asked.source
        self.failed.emit("")
        if way == _ORIGINAL and source is not None:
            self._play_source(source)
        elif way in self._made:
            self._play(way, self._made[way])
        else:
            self._ready(way, lambda wav: self._play(way, wav))

    def _play_source(self, source: Path) -> None:
        """Play the file itself, which may lie on a slow disk or be gone."""
        turn = self._turn

        def take(is_there: bool) -> None:
            if turn == self._turn:
                self._play(_ORIGINAL, source if is_there else None)

        ask_for(self, self._context.bridge, source.is_file, take, self._fail)

    def _ready(self, way: int, use: Callable[[bytes], object]) -> None:
        """Have the sound of a way made elsewhere, then `use` it."""
        prepared, asked, turn = self._prepared, self._asked, self._turn
        assert prepared is not None
        assert asked is not None
        studio = self._context.workspace.audio.studio

        def make() -> bytes:
            if way == _ORIGINAL:
                return asked.table.plain()
            return prepared.wav if way == _PREPARED else studio.as_on_the_phone(prepared.wav)

        def take(wav: bytes) -> None:
            if turn == self._turn:
                self._made[way] = wav
                use(wav)

        ask_for(self, self._context.bridge, make, take, self._fail)

    def _play(self, way: int, sound: Path | bytes | None) -> None:
        if sound is None:
            self.failed.emit(tr("The file is no longer where it was. Open it again."))
            return
        if self.player.is_playing or not self.isVisible():
            return
        self._playing = way
        self.player.play(sound)
        if self.player.is_playing:
            self.play.setText(tr("Stop"))
            self._on_position(0.0)

    def _fail(self, trouble: Trouble) -> None:
        self.failed.emit(trouble_sentence(trouble))

    def _on_position(self, part: float) -> None:
        if self._prepared is not None:
            is_whole = self._playing == _ORIGINAL
            moment_of = self._prepared.measured.moment_of
            self.played.emit(part * self._whole_s if is_whole else moment_of(part))
        self._show_position(part)

    @property
    def _whole_s(self) -> float:
        return self._asked.table.seconds if self._asked else 0.0

    def _on_stopped(self) -> None:
        self.play.setText(tr("Listen"))
        self.played.emit(None)
        self._show_position(0.0)

    def _show_position(self, part: float) -> None:
        seconds = self._prepared.measured.seconds if self._prepared else 0.0
        if self.player.is_playing and self._playing == _ORIGINAL:
            seconds = self._whole_s
        self.position.setText(f"{length(part * seconds)} / {length(seconds)}")
