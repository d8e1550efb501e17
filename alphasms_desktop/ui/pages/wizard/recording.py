"""Step 2: the recording, made fit for the phone, to be seen and heard as it will sound."""

from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from alphasms_desktop.domain.errors import Trouble
from alphasms_desktop.domain.message import Recording
from alphasms_desktop.domain.sound import Preparation, SoundFault
from alphasms_desktop.engine.sound_ports import PreparedSound, SoundOnTable
from alphasms_desktop.i18n import money, tr
from alphasms_desktop.ui.context import Context
from alphasms_desktop.ui.pages.wizard.draft import Plan, length
from alphasms_desktop.ui.pages.wizard.listening import Listening
from alphasms_desktop.ui.pages.wizard.sound_history import History
from alphasms_desktop.ui.pages.wizard.sound_switches import SoundSwitches
from alphasms_desktop.ui.pages.wizard.step import (
    Busy,
    DropCard,
    Step,
    ask_file,
    say,
)
from alphasms_desktop.ui.pages.wizard.trimming import TrimFields, TrimmedWaveform
from alphasms_desktop.ui.pages.wizard.waveform import COLUMNS, Shape
from alphasms_desktop.ui.sound import Player
from alphasms_desktop.ui.widgets.basics import Card, button, label, row
from alphasms_desktop.wording import trouble_sentence
from alphasms_desktop.wording.sounds import measured_sentence, sound_sentence

SOUNDS = (".wav", ".mp3", ".m4a", ".aac", ".ogg", ".oga", ".opus", ".flac", ".wma", ".amr", ".mp4")
_REDO = "Ctrl+Shift+Z"


FORBIDDING = frozenset({SoundFault.SILENT, SoundFault.TOO_BIG})
"""Faults with which no call is made: nobody would hear anything, or it is too big for one."""


@dataclass(frozen=True)
class Made:
    """A recording prepared and kept, with the table it lies on and its shape."""

    table: SoundOnTable
    prepared: PreparedSound
    recording: Recording
    shape: Shape


class RecordingStep(Step):
    """Takes a recording in, shows its shape and plays it."""

    def __init__(self, context: Context, player: Player | None = None) -> None:
        super().__init__()
        self._context = context
        self._turn = 0
        self.history = History()
        self._table: SoundOnTable | None = None
        self._prepared: PreparedSound | None = None
        self.listening = Listening(context, player)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        self.drop = DropCard(
            tr("What shall people hear?"),
            tr("Drop a recording here: a voice memo, MP3, WAV or any other sound."),
            tr("Open a file…"),
        )
        self.drop.button.clicked.connect(self._choose_file)
        self._shown = QStackedWidget()
        self._shown.addWidget(self.drop)
        self._shown.addWidget(self._make_loaded())
        layout.addWidget(self._shown, 1)
        self.listening.played.connect(self.waveform.show_played)
        self.listening.failed.connect(self._show_error)
        for keys, act in ((QKeySequence.StandardKey.Undo, self.undo), (_REDO, self.redo)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    def is_complete(self) -> bool:
        """Say whether a recording is ready that the service takes."""
        forbidden = self._prepared and FORBIDDING & set(self._prepared.measured.faults)
        return self.plan.recording is not None and not forbidden

    def first_focus(self) -> QWidget:
        """Return the play button, or the button that brings a file."""
        return self.listening.play if self.plan.recording else self.drop.button

    def hideEvent(self, event: QHideEvent) -> None:
        """Be silent on other steps and pages."""
        super().hideEvent(event)
        self.listening.stop()

    def open_file(self, path: Path) -> None:
        """Convert a recording; what was there before stays until it has succeeded."""
        self._turn += 1
        turn = self._turn
        self.listening.stop()
        self._show_error("")
        self._show_busy(tr("Preparing the recording for the phone…"))
        studio, wishes = self._context.workspace.audio.studio, self.switches.preparation()

        def work() -> Made:
            return self._made(studio.open(path), wishes)

        def done(made: Made) -> None:
            if turn == self._turn:
                self._lay_on_table(made, wishes)
                self._on_prepared(turn, path, made)

        self._context.bridge.ask(work, done, lambda trouble: self._on_failed(turn, trouble))

    def prepare_again(self) -> None:
        """Prepare the recording as switches and handles stand now, a step that can be undone."""
        wishes = self._wishes()
        self.history.add(wishes)
        self._prepare(wishes)

    def undo(self) -> None:
        """Take the last change of switches and handles back."""
        self._go_to(self.history.back())

    def redo(self) -> None:
        """Make the change that was taken back again."""
        self._go_to(self.history.again())

    def _go_to(self, wishes: Preparation | None) -> None:
        if wishes is not None and self._table is not None:
            self.switches.show_preparation(wishes)
            seconds = self._table.seconds
            self._show_trim(wishes.start_s or 0.0, wishes.end_s or seconds)
            self._prepare(wishes)

    def _wishes(self) -> Preparation:
        """Return what switches and handles ask for; None stands for the recording's own ends."""
        shown = self.waveform
        starts = shown.start_s if shown.start_s > 0 else None
        ends = shown.end_s if shown.end_s < shown.seconds else None
        return replace(self.switches.preparation(), start_s=starts, end_s=ends)

    def _lay_on_table(self, made: Made, wishes: Preparation) -> None:
        self.history.begin(wishes)
        self.waveform.show_sound(made.shape, made.table.seconds)
        self.fields.show_trim(0.0, made.table.seconds, made.table.seconds)

    def _on_trimmed(self, start_s: float, end_s: float) -> None:
        self._show_trim(start_s, end_s)
        self.prepare_again()

    def _show_trim(self, start_s: float, end_s: float) -> None:
        self.waveform.set_handles(start_s, end_s)
        self.fields.show_trim(start_s, end_s, self.waveform.seconds)

    def _prepare(self, wishes: Preparation) -> None:
        table, path = self._table, self.plan.recording_source
        if table is None or path is None:
            return
        self._turn += 1
        turn = self._turn
        self.listening.stop()
        self._show_busy(tr("Preparing the recording for the phone…"))
        self._context.bridge.ask(
            lambda: self._made(table, wishes),
            lambda made: self._on_prepared(turn, path, made),
            lambda trouble: self._on_failed(turn, trouble),
        )

    def _made(self, table: SoundOnTable, wishes: Preparation) -> Made:
        """Prepare and keep a recording; on a job's thread."""
        audio = self._context.workspace.audio
        prepared = table.prepared(wishes, self.plan.limits)
        recording = audio.studio.keep(prepared.wav, table.name)
        return Made(table, prepared, recording, table.outline(0.0, table.seconds, COLUMNS))

    def reset(self) -> None:
        """Begin anew."""
        self._turn += 1
        self._table = self._prepared = None
        self.listening.forget()
        self.listening.stop()
        self.listening.way.choose(0)
        self._show_busy("")
        self._show_error("")
        self._shown.setCurrentIndex(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Space play and stop wherever no control wants it."""
        if event.key() == Qt.Key.Key_Space and self.plan.recording and not event.isAutoRepeat():
            self.listening.toggle()
        else:
            super().keyPressEvent(event)

    def _make_loaded(self) -> QWidget:
        loaded = QWidget()
        layout = QVBoxLayout(loaded)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        card = Card(spacing=10)
        self.file_name = label("", "heading")
        self.facts = label("", "muted")
        self.busy = Busy()
        card.body.addLayout(row(self.file_name, None, self.busy, self.facts))
        self.waveform = TrimmedWaveform()
        self.waveform.moved.connect(self._on_trimmed)
        self.waveform.setAccessibleName(tr("Shape of the recording"))
        card.body.addWidget(self.waveform, 1)
        self.fields = TrimFields()
        self.fields.changed.connect(self._on_trimmed)
        card.body.addLayout(row(self.fields, None))
        self.other = button(tr("Another file…"), "", self._choose_file)
        line = row(spacing=12)
        line.addWidget(self.listening, 1)
        line.addWidget(self.other)
        card.body.addLayout(line)
        self.switches = SoundSwitches()
        self.switches.changed.connect(self.prepare_again)
        card.body.addWidget(self.switches)
        self.findings = label("", wrap=True)
        self.findings.hide()
        card.body.addWidget(self.findings)
        self.error = label("", "error", wrap=True)
        self.error.hide()
        card.body.addWidget(self.error)
        layout.addWidget(card)
        self.traffic = label("", "muted", wrap=True)
        layout.addWidget(self.traffic)
        layout.addStretch(1)
        return loaded

    def _choose_file(self) -> None:
        chosen = ask_file(self, tr("Recording"), tr("Recordings"), SOUNDS)
        if chosen:
            self.open_file(chosen)

    def _on_prepared(self, turn: int, path: Path, made: Made) -> None:
        if turn != self._turn:
            return
        self._table, self._prepared = made.table, made.prepared
        self.listening.take(made.prepared, path)
        found = made.prepared.measured.findings
        say(self.findings, "\n".join(sound_sentence(one, self.plan.limits) for one in found))
        self.facts.setToolTip(measured_sentence(made.prepared.measured))
        recording = made.recording
        self._show_busy("")
        self._show_error("")
        self.listening.way.choose(0)
        self._choose(replace(self.plan, recording=recording, recording_source=path))
        self._show_recording(recording)
        self._shown.setCurrentIndex(1)
        if self.isVisible():
            self.listening.play.setFocus()

    def _on_failed(self, turn: int, trouble: Trouble) -> None:
        if turn == self._turn:
            self._show_busy("")
            self._show_error(trouble_sentence(trouble))

    def show_plan(self, plan: Plan) -> None:
        """Show the traffic of as many calls as there are recipients now."""
        super().show_plan(plan)
        if plan.recording:
            self._show_recording(plan.recording)

    def _show_recording(self, recording: Recording) -> None:
        self.file_name.setText(recording.source)
        cost = money(self.plan.one_call) if self.plan.one_call is not None else "—"
        self.facts.setText(
            tr("{length} · ≈ {cost} a call").format(length=length(recording.seconds), cost=cost)
        )
        megabytes = max(1, round(recording.size_bytes * max(1, self.plan.calls) / 1_000_000))
        self.traffic.setText(
            tr(
                "The program sends the file with each call, {size} MB in all: the shorter the "
                "recording, the faster and cheaper."
            ).format(size=megabytes)
        )

    def _show_busy(self, text: str) -> None:
        self.drop.show_busy(text)
        self.busy.say(text)
        self.facts.setVisible(not text)
        for control in (self.other, self.listening, self.switches, self.fields):
            control.setEnabled(not text)

    def _show_error(self, text: str) -> None:
        self.drop.show_error(text)
        say(self.error, text)
