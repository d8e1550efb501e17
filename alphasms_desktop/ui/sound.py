"""Plays a sound; where the computer has nothing to play on, it says so and no more."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QObject, QUrl, Signal
from PySide6.QtMultimedia import QAudioOutput, QMediaDevices, QMediaPlayer

from alphasms_desktop.i18n import tr


def has_speaker() -> bool:
    """Say whether the computer has anything to play on."""
    return not QMediaDevices.defaultAudioOutput().isNull()


class Player(QObject):
    """Plays one sound at a time.

    Signals: `position_changed(float)`: how far it is, 0 to 1; `stopped()`: it has ended or was
    stopped; `failed(str)`: a sentence that says why nothing is heard.
    """

    position_changed = Signal(float)
    stopped = Signal()
    failed = Signal(str)

    def __init__(
        self, parent: QObject | None = None, can_play: Callable[[], bool] = has_speaker
    ) -> None:
        super().__init__(parent)
        self._can_play = can_play
        self._player: QMediaPlayer | None = None
        self._is_playing = False
        self._heard = QBuffer(self)

    @property
    def is_playing(self) -> bool:
        """Whether something plays now."""
        return self._is_playing

    def play(self, sound: Path | bytes) -> None:
        """Play a file, or the bytes of one, from its beginning; whatever played before ends."""
        self.stop()
        if not self._can_play():
            self.failed.emit(tr("No speakers or headphones were found. Connect them and listen."))
            return
        player = self._ready_player()
        self._is_playing = True
        player.setSource(QUrl())
        if isinstance(sound, bytes):
            # What speaks of people lies in no passing file that a crash would leave behind.
            self._heard.close()
            self._heard.setData(sound)
            self._heard.open(QIODevice.OpenModeFlag.ReadOnly)
            player.setSourceDevice(self._heard, QUrl("sound.wav"))
        else:
            player.setSource(QUrl.fromLocalFile(str(sound)))
        player.play()

    def stop(self) -> None:
        """Stop; nothing happens where nothing plays."""
        if self._is_playing:
            self._is_playing = False
            if self._player:
                self._player.stop()
            self.stopped.emit()

    def _ready_player(self) -> QMediaPlayer:
        """Return the player; it is made for the first sound, since it is slow to begin."""
        if self._player is None:
            self._player = QMediaPlayer(self)
            self._player.setAudioOutput(QAudioOutput(self))
            self._player.positionChanged.connect(self._on_position)
            self._player.mediaStatusChanged.connect(self._on_status)
            self._player.errorOccurred.connect(self._on_error)
        return self._player

    def _on_position(self, position: int) -> None:
        if self._is_playing and self._player and self._player.duration() > 0:
            self.position_changed.emit(min(1.0, position / self._player.duration()))

    def _on_status(self, status: QMediaPlayer.MediaStatus) -> None:
        if status is QMediaPlayer.MediaStatus.EndOfMedia:
            self.stop()

    def _on_error(self, _error: QMediaPlayer.Error, _text: str) -> None:
        self.stop()
        self.failed.emit(tr("This sound cannot be played here. The calls are not affected."))
