"""The card of step 2 that shows a recording: its shape, its controls, what is wrong with it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollBar

from alphasms_desktop.domain.sound import Measured, SoundLimits
from alphasms_desktop.i18n import money, tr
from alphasms_desktop.ui.pages.wizard.draft import Plan, length
from alphasms_desktop.ui.pages.wizard.join_button import JoinButton
from alphasms_desktop.ui.pages.wizard.listening import Listening
from alphasms_desktop.ui.pages.wizard.sound_switches import SoundSwitches
from alphasms_desktop.ui.pages.wizard.step import Busy, say
from alphasms_desktop.ui.pages.wizard.trim_fields import TrimFields
from alphasms_desktop.ui.pages.wizard.trimming import TrimmedWaveform
from alphasms_desktop.ui.widgets.basics import Card, button, label, row
from alphasms_desktop.ui.widgets.explained import allow
from alphasms_desktop.ui.widgets.icons import icon_button
from alphasms_desktop.ui.widgets.one_line import OneLine
from alphasms_desktop.wording.sounds import measured_sentence, sound_sentence, verdict_sentence

_CENTIS = 100
_CLOSER = 2.0


class SoundCard(Card):
    """Shows one recording; what its controls mean is the step's affair."""

    def __init__(self, listening: Listening) -> None:
        super().__init__(spacing=10)
        self.file_name = OneLine("", "heading")
        self.facts = label("", "muted")
        self.busy = Busy()
        self.body.addLayout(row(self.file_name, None, self.busy, self.facts))
        self.waveform = TrimmedWaveform()
        self.waveform.setAccessibleName(tr("Shape of the recording"))
        self.waveform.view_changed.connect(self._on_view)
        self.body.addWidget(self.waveform, 1)
        self.along = QScrollBar(Qt.Orientation.Horizontal)
        self.along.setAccessibleName(tr("Part of the recording that is seen"))
        self.along.valueChanged.connect(self._on_scrolled)
        self.along.hide()
        self.body.addWidget(self.along)
        self.fields = TrimFields()
        look_closer, waveform = tr("Look closer"), self.waveform
        self.closer = icon_button("plus", look_closer, lambda: waveform.look_closer(_CLOSER))
        see_more = tr("See more")
        self.further = icon_button("minus", see_more, lambda: waveform.look_closer(1 / _CLOSER))
        self.undo = icon_button("undo", tr("Undo"), lambda: None)
        self.redo = icon_button("redo", tr("Redo"), lambda: None)
        self.join = JoinButton()
        tools = (self.undo, self.redo, self.further, self.closer)
        self.body.addLayout(row(self.fields, self.join, None, *tools, spacing=8))
        self.listening = listening
        self.body.addWidget(listening)
        self.switches = SoundSwitches()
        self.body.addWidget(self.switches)
        self.findings = label("", wrap=True)
        self.findings.hide()
        self.verdict = label("", "muted", wrap=True)
        self.more = button(tr("details"), "link", self._show_details)
        self.details = label("", "muted", wrap=True)
        self.details.hide()
        self.body.addWidget(self.findings)
        said = row(spacing=8)
        said.addWidget(self.verdict, 1)
        said.addWidget(self.more)
        self.body.addLayout(said)
        self.body.addWidget(self.details)
        self.error = label("", "error", wrap=True)
        self.error.hide()
        self.body.addWidget(self.error)

    def show_facts(self, plan: Plan) -> None:
        """Show what the recording is called, how long it is and what a call may cost."""
        if plan.recording is None:
            return
        self.file_name.setText(plan.recording.source)
        cost = money(plan.one_call) if plan.one_call is not None else "—"
        seconds = length(plan.recording.seconds)
        self.facts.setText(tr("{length} · ≈ {cost} a call").format(length=seconds, cost=cost))

    def show_measured(self, measured: Measured, limits: SoundLimits) -> None:
        """Show what was found, good or bad, and what is left of the original."""
        say(self.findings, "\n".join(sound_sentence(one, limits) for one in measured.findings))
        self.verdict.setText(verdict_sentence(measured))
        self.details.setText(measured_sentence(measured))

    def show_busy(self, text: str) -> None:
        """Show that the recording is being worked on; an empty text ends it."""
        self.busy.say(text)
        self.facts.setVisible(not text)
        for control in (self.listening, self.switches, self.fields, self.join):
            control.setEnabled(not text)

    def show_error(self, text: str) -> None:
        """Show what went wrong, or nothing."""
        say(self.error, text)

    def _show_details(self) -> None:
        self.details.setVisible(self.details.isHidden())

    def _on_view(self, start_s: float, end_s: float) -> None:
        seen, whole = round((end_s - start_s) * _CENTIS), round(self.waveform.seconds * _CENTIS)
        self.along.blockSignals(True)
        self.along.setRange(0, max(0, whole - seen))
        self.along.setPageStep(seen)
        self.along.setSingleStep(max(1, seen // 10))
        self.along.setValue(round(start_s * _CENTIS))
        self.along.blockSignals(False)
        self.along.setVisible(seen < whole)
        allow(self.further, seen < whole, tr("The whole recording is seen."))

    def _on_scrolled(self, value: int) -> None:
        start_s, end_s = self.waveform.view
        self.waveform.look_at(value / _CENTIS, value / _CENTIS + end_s - start_s)
