"""The microphone in step 2: choose it, see its level, count down, record, pause, retake."""

from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtMultimedia import QAudioDevice, QMediaDevices
from PySide6.QtWidgets import QComboBox, QWidget

from alphasms_desktop.i18n import tr
from alphasms_desktop.ui.microphone import LONGEST_S, Microphone, microphones
from alphasms_desktop.ui.pages.wizard.draft import length
from alphasms_desktop.ui.pages.wizard.step import say
from alphasms_desktop.ui.widgets.basics import Card, button, label, row
from alphasms_desktop.ui.widgets.level_meter import LevelMeter

_COUNT = 3
_WORTH_S = 1.0


class Recorder(Card):
    """Records one take after another.

    Signals: `taken(object)`: the file of a finished take; `set_aside(object)`: that of one which
    is spoken anew; `left()`: back without one.
    """

    taken = Signal(object)
    set_aside = Signal(object)
    left = Signal()

    def __init__(self, folder: Path, count_ms: int = 1000) -> None:
        super().__init__(padding=28, spacing=14)
        self._folder = folder
        self._left_to_count = 0
        self.microphone = Microphone(self)
        self._devices: QMediaDevices | None = None
        self._counting = QTimer(self, interval=count_ms)
        self._counting.timeout.connect(self._count)
        self._make_parts()
        for signal, act in (
            (self.microphone.allowed, self._on_allowed),
            (self.microphone.level, self._on_level),
            (self.microphone.recorded, self._show_time),
            (self.microphone.lost, self._on_lost),
            (self.microphone.full, self._on_full),
            (self.microphone.long_enough, self.finish),
        ):
            signal.connect(act)

    def open(self, title: str = "") -> None:
        """Ask for the microphone and listen to it; `title` is what is to be said, if one thing."""
        self.title.setText(title)
        self.title.setVisible(bool(title))
        self._show_ready()
        say(self.error, "")
        if self._devices is None:
            # Not sooner: to look for sound systems takes longer than to show the window.
            self._devices = QMediaDevices(self)
            self._devices.audioInputsChanged.connect(self._fill_devices)
        self.microphone.ask_permission()

    def record(self) -> None:
        """Count down, then record; a take that was begun is set aside."""
        seconds, take = self.microphone.seconds, self.microphone.finish()
        if take is not None and seconds >= _WORTH_S:
            self.set_aside.emit(take)
        elif take is not None:
            take.unlink(missing_ok=True)
        say(self.error, "")
        self._left_to_count = _COUNT
        self._show_recording()
        self._show_count()
        self._counting.start()

    def pause(self) -> None:
        """Stop listening for a while, or go on."""
        is_paused = self.microphone.is_recording
        self.microphone.pause(is_paused)
        self.pausing.setText(tr("Go on") if is_paused else tr("Pause"))
        self.state.setText(tr("Paused") if is_paused else tr("Recording: speak now"))

    def finish(self) -> None:
        """End the take and hand it over."""
        self._counting.stop()
        take = self.microphone.finish()
        self.microphone.close()
        if take is not None and take.stat().st_size:
            self.taken.emit(take)
        else:
            self._on_lost()

    def leave(self) -> None:
        """Go back without a take; one that was begun is kept, since it may have been a mistake."""
        self._counting.stop()
        seconds, take = self.microphone.seconds, self.microphone.finish()
        self.microphone.close()
        if take is not None and seconds < _WORTH_S:
            take.unlink(missing_ok=True)
        self.left.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        """Listen to nobody on other pages; what is being recorded is kept there as a pause."""
        super().hideEvent(event)
        if self.microphone.is_recording:
            self.pause()

    def _make_parts(self) -> None:
        self.title = label("", "sentence", wrap=True)
        self.state = label("", "heading", wrap=True)
        self.time = label("", "number")
        for part in (self.title, self.state, self.time):
            part.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.device = QComboBox()
        self.device.setAccessibleName(tr("Microphone"))
        self.device.setMinimumWidth(260)
        self.device.activated.connect(lambda _place: self._listen())
        self.meter = LevelMeter()
        self.meter.setMaximumWidth(420)
        self.hint = label("", "muted", wrap=True)
        self.hint.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.error = label("", "error", wrap=True)
        self.error.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.start = button(tr("Record"), "primary", self.record)
        self.pausing = button(tr("Pause"), "", self.pause)
        self.done = button(tr("Done"), "primary", self.finish)
        self.again = button(tr("Start over"), "", self.record)
        self.back = button(tr("Cancel"), "", self.leave)
        self.body.addStretch(1)
        for part in (self.title, self.state, self.time):
            self.body.addWidget(part)
        self.body.addLayout(row(None, self.meter, None))
        self.body.addWidget(self.hint)
        self._device_row = QWidget()
        self._device_row.setLayout(row(None, label(tr("Microphone"), "muted"), self.device, None))
        self.body.addWidget(self._device_row)
        self.body.addWidget(self.error)
        buttons = row(None, self.start, self.done, self.pausing, self.again, self.back, None)
        self.body.addLayout(buttons)
        self.body.addStretch(1)

    def _show_ready(self) -> None:
        self.state.setText(tr("Say a word: the bar should move"))
        self.time.setText("")
        say(self.hint, tr("Speak from a hand’s breadth away, in a quiet room."))
        self._show_buttons(is_recording=False)

    def _show_recording(self) -> None:
        self._show_buttons(is_recording=True)
        self.pausing.setText(tr("Pause"))
        for part in (self.pausing, self.done):
            part.setEnabled(False)
        self.pausing.setFocus()

    def _show_buttons(self, is_recording: bool) -> None:
        self._device_row.setVisible(not is_recording)
        self.start.setVisible(not is_recording)
        for part in (self.done, self.pausing, self.again):
            part.setVisible(is_recording)

    def _count(self) -> None:
        self._left_to_count -= 1
        if self._left_to_count > 0:
            self._show_count()
            return
        self._counting.stop()
        try:
            self.microphone.begin(self._folder)
        except OSError as error:
            self._on_full(str(error))
            return
        for part in (self.pausing, self.done):
            part.setEnabled(True)
        self.done.setFocus()
        self.state.setText(tr("Recording: speak now"))
        self._show_time(0.0)

    def _show_count(self) -> None:
        self.state.setText(tr("Get ready"))
        self.time.setText(str(self._left_to_count))

    def _show_time(self, seconds: float) -> None:
        so_far = length(seconds) if seconds else "0:00"
        self.time.setText(f"{so_far} / {length(LONGEST_S)}")

    def _on_level(self, greatest: float) -> None:
        self.meter.show_level(greatest)
        if self.meter.is_red:
            say(self.hint, tr("Too loud: move a little away from the microphone."))

    def _on_allowed(self, is_allowed: bool) -> None:
        self.start.setEnabled(is_allowed)
        if is_allowed:
            self._fill_devices()
        else:
            say(
                self.error,
                tr(
                    "The system does not let this program use the microphone. Allow it in the "
                    "system's settings under Privacy, Microphone; then come back here."
                ),
            )

    def _fill_devices(self) -> None:
        """Show the microphones there are now; one being recorded from may have gone."""
        found = microphones()
        if self.microphone.is_begun or self._counting.isActive():
            chosen = self.device.currentData()
            if all(one.id() != chosen.id() for one in found):
                self._on_lost()
            return
        before = self.device.currentText()
        self.device.clear()
        for one in found:
            self.device.addItem(one.description(), one)
        self.device.setCurrentIndex(max(0, self.device.findText(before)))
        self.start.setEnabled(bool(found))
        if found:
            say(self.error, "")
            self.state.setText(tr("Say a word: the bar should move"))
            self._listen()
        else:
            self.state.setText("")
            say(self.error, tr("No microphone was found. Connect one; it appears here by itself."))

    def _listen(self) -> None:
        chosen = self.device.currentData()
        self.meter.clear()
        if isinstance(chosen, QAudioDevice):
            self.microphone.open(chosen)

    def _on_lost(self) -> None:
        """Say that the microphone is gone; what was said before is offered."""
        self._counting.stop()
        self.pausing.setEnabled(False)
        has_take = self.microphone.seconds > 0
        self.state.setText(tr("The microphone is gone"))
        self._show_buttons(is_recording=has_take)
        self.done.setEnabled(has_take)
        say(
            self.error,
            tr(
                "It was unplugged, or another program has taken it. What was said until then is "
                "kept: press “Done”, or connect it and start over."
            )
            if has_take
            else tr("It gives no sound. Choose another one, or connect it again."),
        )

    def _on_full(self, reason: str) -> None:
        self._counting.stop()
        self.pausing.setEnabled(False)
        self.state.setText(tr("The recording cannot be written"))
        say(
            self.error,
            tr("The disk did not take it: {reason}. Make room, then start over.").format(
                reason=reason
            ),
        )
