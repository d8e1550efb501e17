"""The microphone in step 2: choose it, see its level, count down, record, pause, retake."""

from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QHideEvent
from PySide6.QtMultimedia import QMediaDevices

from alphasms_desktop.domain.takes import seconds_of_take
from alphasms_desktop.i18n import tr
from alphasms_desktop.ui.microphone import LONGEST_S, Microphone
from alphasms_desktop.ui.pages.wizard.device_choice import DeviceChoice, PrivacyButton
from alphasms_desktop.ui.pages.wizard.draft import length
from alphasms_desktop.ui.pages.wizard.step import say
from alphasms_desktop.ui.widgets.basics import Card, button, label, row
from alphasms_desktop.ui.widgets.level_meter import LevelMeter

_COUNT = 3
_WORTH_S = 1.0
_DEAF_MS = 4000


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
        self._is_allowed = True
        self.microphone = Microphone(self)
        self._media: QMediaDevices | None = None
        self.counting = QTimer(self, interval=count_ms)
        self.counting.timeout.connect(self._count)
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
        if self._media is None:
            # Not sooner: to look for sound systems takes longer than to show the window.
            self._media = QMediaDevices(self)
            self._media.audioInputsChanged.connect(self._on_devices)
            application = QGuiApplication.instance()
            if isinstance(application, QGuiApplication):
                application.applicationStateChanged.connect(self._on_state)
        self.microphone.ask_permission()

    def record(self) -> None:
        """Count down, then record; a take that was begun is set aside."""
        seconds, take = self.microphone.seconds, self.microphone.finish()
        if take is not None and seconds >= _WORTH_S:
            self.set_aside.emit(take)
        elif take is not None:
            take.unlink(missing_ok=True)
        if not self.microphone.is_live:
            self._show_buttons(is_recording=False)
            if not self._listen_anew() or not self.microphone.is_live:
                return
        say(self.error, "")
        self._left_to_count = _COUNT
        self._show_recording()
        self._show_count()
        self.counting.start()

    def pause(self) -> None:
        """Stop listening for a while, or go on."""
        is_paused = self.microphone.is_recording
        self.microphone.pause(is_paused)
        self.pausing.setText(tr("Go on") if is_paused else tr("Pause"))
        self.state.setText(tr("Paused") if is_paused else tr("Recording: speak now"))

    def finish(self) -> None:
        """End the take and hand it over."""
        self.counting.stop()
        take = self.microphone.finish()
        self.microphone.close()
        if take is not None and take.stat().st_size:
            self.taken.emit(take)
        else:
            self._on_lost()

    def leave(self) -> None:
        """Go back without a take; one that was begun is kept, since it may have been a mistake."""
        self.counting.stop()
        take = self.microphone.finish()
        self.microphone.close()
        if take is not None and seconds_of_take(take) < _WORTH_S:
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
        self.devices = DeviceChoice()
        self.devices.changed.connect(self._listen)
        self.device = self.devices.box
        self.meter = LevelMeter()
        self.meter.setMaximumWidth(420)
        self._is_deaf = False
        self.deaf = QTimer(self, singleShot=True, interval=_DEAF_MS)
        self.deaf.timeout.connect(self._on_silent)
        self.settings = PrivacyButton()
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
        self.body.addWidget(self.devices)
        self.body.addWidget(self.error)
        begin_and_end = (self.settings, self.start, self.done, self.pausing, self.again, self.back)
        self.body.addLayout(row(None, *begin_and_end, None))
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
        self.devices.setVisible(not is_recording)
        self.start.setVisible(not is_recording)
        for part in (self.done, self.pausing, self.again):
            part.setVisible(is_recording)

    def _count(self) -> None:
        self._left_to_count -= 1
        if self._left_to_count > 0:
            self._show_count()
            return
        self.counting.stop()
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
        if greatest > 0.0:
            self.deaf.stop()
            say(self.error, "" if self._is_deaf else self.error.text())
            self._is_deaf = False
        elif not self.deaf.isActive() and not self._is_deaf:
            self.deaf.start()

    def _on_silent(self) -> None:
        """Say that nothing at all is heard: a muted microphone gives plain zeros."""
        self._is_deaf = True
        say(
            self.error,
            tr(
                "The microphone gives nothing but silence. See whether it is muted, and whether "
                "the system's settings (Privacy, Microphone) let programs use it."
            ),
        )

    def _on_allowed(self, is_allowed: bool) -> None:
        was_allowed, self._is_allowed = self._is_allowed, is_allowed
        self.settings.offer(not is_allowed)
        self.devices.setVisible(is_allowed)
        self.meter.setVisible(is_allowed)
        if is_allowed:
            say(self.error, self.error.text() if was_allowed else "")
            self._listen_anew()
            return
        self.start.setEnabled(False)
        self.state.setText(tr("The microphone is not allowed"))
        say(self.hint, "")
        say(
            self.error,
            tr(
                "The system does not let this program use the microphone. Allow it in the "
                "system's settings under Privacy, Microphone; then come back here."
            ),
        )

    def _on_state(self, state: Qt.ApplicationState) -> None:
        """Ask again when the user comes back, perhaps from the system's settings."""
        is_back = state is Qt.ApplicationState.ApplicationActive
        if is_back and not self._is_allowed and self.isVisible():
            self.microphone.ask_permission()

    def _on_devices(self) -> None:
        """Show the microphones there are now; the one being recorded from may have gone."""
        if not self._is_allowed:
            return
        if not self.microphone.is_begun and not self.counting.isActive():
            self._listen_anew()
        elif not self.devices.is_there():
            self._on_lost()

    def _listen_anew(self) -> bool:
        """Look for microphones and listen to the chosen one; says whether there is any."""
        has_any = self.devices.refill()
        self.start.setEnabled(has_any)
        if has_any:
            say(self.error, "")
            self.state.setText(tr("Say a word: the bar should move"))
            self._listen()
        else:
            self.state.setText("")
            say(self.error, tr("No microphone was found. Connect one; it appears here by itself."))
        return has_any

    def _listen(self) -> None:
        chosen = self.devices.chosen()
        self.meter.clear()
        if chosen is not None:
            self.microphone.open(chosen)

    def _on_lost(self) -> None:
        """Say that the microphone is gone; what was said before is offered."""
        self.counting.stop()
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
        self.counting.stop()
        self.pausing.setEnabled(False)
        self.state.setText(tr("The recording cannot be written"))
        say(
            self.error,
            tr("The disk did not take it: {reason}. Make room, then start over.").format(
                reason=reason
            ),
        )
