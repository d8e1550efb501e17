"""Records from a microphone into a file, sample by sample, and tells how loud it is.

A microphone that was opened is listened to before anything is recorded: its level can be seen,
and the second or two that some sound systems take to begin are over when speaking begins.
"""

from array import array
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from PySide6.QtCore import (
    QCoreApplication,
    QIODevice,
    QMicrophonePermission,
    QObject,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtMultimedia import QAudio, QAudioDevice, QAudioFormat, QAudioSource, QMediaDevices

from alphasms_desktop.domain.takes import TakeFormat, take_name

LONGEST_S = 600.0
_RATE = 48_000
_SILENT_MS = 4000
"""So long without a single sample is no microphone; one that hears nothing gives zeros."""
_SAMPLES = {
    QAudioFormat.SampleFormat.UInt8: "u8",
    QAudioFormat.SampleFormat.Int16: "s16",
    QAudioFormat.SampleFormat.Int32: "s32",
    QAudioFormat.SampleFormat.Float: "f32",
}
_CODES = {"u8": ("B", 128.0), "s16": ("h", 2.0**15), "s32": ("i", 2.0**31), "f32": ("f", 1.0)}


def microphones() -> list[QAudioDevice]:
    """Return the microphones there are, the system's choice first."""
    usual = QMediaDevices.defaultAudioInput()
    return sorted(QMediaDevices.audioInputs(), key=lambda one: one.id() != usual.id())


class Microphone(QObject):
    """One microphone at a time.

    Signals: `allowed(bool)`: what the system said to the question for permission;
    `level(float)`: the greatest sample of the last moment, 0 to 1; `recorded(float)`: seconds
    recorded so far; `lost()`: the microphone was unplugged or the system took it away; `full(str)`:
    the file could not be written any further; `long_enough()`: ten minutes are recorded.
    """

    allowed = Signal(bool)
    level = Signal(float)
    recorded = Signal(float)
    lost = Signal()
    full = Signal(str)
    long_enough = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._source: QAudioSource | None = None
        self._flow: QIODevice | None = None
        self._made = TakeFormat(_RATE, 1, "s16")
        self._file: BinaryIO | None = None
        self._path: Path | None = None
        self._written = 0
        self._is_paused = False
        self._is_lost = False
        # Not every sound system tells of a microphone that is pulled out: it only falls silent.
        self._silence = QTimer(self, singleShot=True, interval=_SILENT_MS)
        self._silence.timeout.connect(self._on_lost)

    @property
    def is_live(self) -> bool:
        """Whether a microphone is listened to, and has not been lost."""
        return self._source is not None and not self._is_lost

    @property
    def is_begun(self) -> bool:
        """Whether there is a take that has not ended, a paused one too."""
        return self._file is not None

    @property
    def is_recording(self) -> bool:
        """Whether samples are being written now."""
        return self._file is not None and not self._is_paused

    @property
    def seconds(self) -> float:
        """How much is recorded."""
        return self._written / self._made.bytes_per_second

    def ask_permission(self) -> None:
        """Ask the system whether this program may listen; `allowed` tells, perhaps at once."""
        application = QCoreApplication.instance()
        assert application is not None  # there is one wherever there is a window
        permission = QMicrophonePermission()
        status = application.checkPermission(permission)
        if status is Qt.PermissionStatus.Undetermined:
            application.requestPermission(
                permission,
                self,
                lambda asked: self.allowed.emit(asked.status() is Qt.PermissionStatus.Granted),
            )
        else:
            self.allowed.emit(status is Qt.PermissionStatus.Granted)

    def open(self, device: QAudioDevice) -> None:
        """Listen to a microphone; `lost` is told where it gives nothing."""
        self.close()
        self._is_lost = False
        wanted = QAudioFormat()
        wanted.setSampleRate(_RATE)
        wanted.setChannelCount(1)
        wanted.setSampleFormat(QAudioFormat.SampleFormat.Int16)
        chosen = wanted if device.isFormatSupported(wanted) else device.preferredFormat()
        sample = _SAMPLES.get(chosen.sampleFormat(), "s16")
        self._made = TakeFormat(chosen.sampleRate(), chosen.channelCount(), sample)
        self._source = QAudioSource(device, chosen, self)
        self._source.stateChanged.connect(self._on_state)
        self._flow = self._source.start()
        if self._flow is None:
            self._on_lost()
            return
        self._flow.readyRead.connect(self._read)
        self._silence.start()

    def begin(self, folder: Path) -> None:
        """Begin to record into a new take; raises OSError where it cannot be made."""
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / take_name(datetime.now().astimezone(), self._made)
        # Without a buffer: what was said is with the system at once, whatever becomes of us.
        self._file = path.open("wb", buffering=0)
        self._path, self._written, self._is_paused = path, 0, False

    def pause(self, is_paused: bool) -> None:
        """Leave out what is said from now on, or go on with it."""
        self._is_paused = is_paused

    def finish(self) -> Path | None:
        """End the take and return its file; None where nothing was begun."""
        if self._file is not None:
            self._file.close()
            self._file = None
        path, self._path, self._written = self._path, None, 0
        return path

    def close(self) -> None:
        """Let the microphone go; a take that was begun is ended."""
        self.finish()
        self._silence.stop()
        source, self._source, self._flow = self._source, None, None
        if source is not None:
            source.stateChanged.disconnect(self._on_state)
            source.stop()
            source.deleteLater()

    def _read(self) -> None:
        if self._flow is None:
            return
        content = bytes(self._flow.readAll().data())
        if not content:
            return
        self._silence.start()
        self.level.emit(greatest_of(content, self._made))
        if self._file is None or self._is_paused:
            return
        try:
            self._file.write(content)
        except OSError as error:
            self._is_paused = True
            self.full.emit(str(error))
            return
        self._written += len(content)
        self.recorded.emit(self.seconds)
        if self.seconds >= LONGEST_S:
            self._is_paused = True
            self.long_enough.emit()

    def _on_state(self, state: QAudio.State) -> None:
        if state is QAudio.State.StoppedState:
            self._on_lost()

    def _on_lost(self) -> None:
        self._silence.stop()
        self._is_paused = self._is_lost = True
        self.lost.emit()


def greatest_of(content: bytes, made: TakeFormat) -> float:
    """Return the greatest sample of raw samples, 0 to 1."""
    code, full_scale = _CODES[made.sample]
    samples = array(code)
    samples.frombytes(content[: len(content) // samples.itemsize * samples.itemsize])
    if not samples:
        return 0.0
    middle = 128 if made.sample == "u8" else 0
    greatest = max(max(samples) - middle, middle - min(samples))
    return float(min(1.0, greatest / full_scale))
