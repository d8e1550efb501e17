"""The line below a recording: listen and stop, as on the phone or the original, how far it is."""

import tempfile
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from alphasms_desktop.engine.sound_ports import PreparedSound
from alphasms_desktop.i18n import tr
from alphasms_desktop.ui.asking import ask_for
from alphasms_desktop.ui.context import Context
from alphasms_desktop.ui.pages.wizard.draft import length
from alphasms_desktop.ui.sound import Player
from alphasms_desktop.ui.widgets.basics import Choices, button, label, row
from alphasms_desktop.wording import trouble_sentence

_ORIGINAL = 1


class Listening(QWidget):
    """Plays one prepared recording or its original.

    Signals: `played(object)`: how far it is from 0 to 1, None when it has ended; `failed(str)`: a
    sentence, empty when a new try begins.
    """

    played = Signal(object)
    failed = Signal(str)

    def __init__(self, context: Context, player: Player | None = None) -> None:
        super().__init__()
        self._context = context
        self._turn = 0
        self._prepared: PreparedSound | None = None
        self._original: Path | None = None
        self._heard: Path | None = None
        self.player = player or Player(self)
        self.player.position_changed.connect(self._on_position)
        self.player.stopped.connect(self._on_stopped)
        self.player.failed.connect(self.failed)
        self.play = button(tr("Listen"), "primary", self.toggle)
        self.play.setToolTip(tr("Space"))
        self.position = label("", "muted")
        self.way = Choices([tr("As on the phone"), tr("Original")], lambda _way: self.stop())
        layout = row(self.play, self.position, spacing=12)
        layout.addWidget(self.way, 1)
        self.setLayout(layout)

    def take(self, prepared: PreparedSound, original: Path) -> None:
        """Have another recording ready to be heard."""
        self.forget()
        self._prepared, self._original = prepared, original
        self._show_position(0.0)

    def forget(self) -> None:
        """Have nothing to be heard, and leave no passing file behind."""
        self._turn += 1
        self.stop()
        if self._heard is not None:
            with suppress(OSError):
                self._heard.unlink(missing_ok=True)
        self._prepared = self._original = self._heard = None

    def stop(self) -> None:
        """Be silent."""
        self.player.stop()

    def toggle(self) -> None:
        """Listen, or stop."""
        prepared, heard, turn = self._prepared, self._heard, self._turn
        if self.player.is_playing or prepared is None:
            self.stop()
            return
        is_original = self.way.group.checkedId() == _ORIGINAL
        original = self._original if is_original else None
        self.failed.emit("")

        def find() -> Path | None:
            path = original or heard or self._as_on_the_phone(prepared)
            return path if path.is_file() else None

        def play(path: Path | None) -> None:
            if turn == self._turn:
                self._heard = heard if original else path
                self._play(path)

        ask_for(
            self,
            self._context.bridge,
            find,
            play,
            lambda trouble: self.failed.emit(trouble_sentence(trouble)),
        )

    def _as_on_the_phone(self, prepared: PreparedSound) -> Path:
        """Make a passing file of the sound at the ear; on a job's thread."""
        heard = self._context.workspace.audio.studio.as_on_the_phone(prepared.wav)
        with tempfile.NamedTemporaryFile(
            prefix="alphasms-", suffix=".wav", delete=False
        ) as passing:
            passing.write(heard)
        return Path(passing.name)

    def _play(self, path: Path | None) -> None:
        if path is None:
            self.failed.emit(tr("The file is no longer where it was. Open it again."))
            return
        if self.player.is_playing or not self.isVisible():
            return
        self.player.play(path)
        if self.player.is_playing:
            self.play.setText(tr("Stop"))
            self.played.emit(0.0)

    def _on_position(self, part: float) -> None:
        self.played.emit(part)
        self._show_position(part)

    def _on_stopped(self) -> None:
        self.play.setText(tr("Listen"))
        self.played.emit(None)
        self._show_position(0.0)

    def _show_position(self, part: float) -> None:
        seconds = self._prepared.measured.seconds if self._prepared else 0.0
        self.position.setText(f"{length(part * seconds)} / {length(seconds)}")
