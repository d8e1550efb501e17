"""One call to one phone: who, and what they hear; a campaign of one, with journal and price."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QFormLayout,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from alphasms_desktop.domain.campaign import Campaign, CampaignKind, Mode, Service
from alphasms_desktop.domain.errors import Trouble
from alphasms_desktop.domain.library import LibraryEntry, SoundOrigin
from alphasms_desktop.domain.message import Message, Recording, TextMessage
from alphasms_desktop.domain.money import estimate_of
from alphasms_desktop.domain.sound import Preparation
from alphasms_desktop.i18n import money, tr
from alphasms_desktop.spoken import Template, Text, to_text
from alphasms_desktop.ui.asking import ask_for
from alphasms_desktop.ui.context import Context
from alphasms_desktop.ui.file_asking import SOUNDS, ask_file
from alphasms_desktop.ui.pages.wizard.draft import length
from alphasms_desktop.ui.pages.wizard.step import say
from alphasms_desktop.ui.widgets.basics import Choices, button, label, row
from alphasms_desktop.ui.widgets.elided_box import ElidedBox
from alphasms_desktop.ui.widgets.explained import allow, explain
from alphasms_desktop.wording import trouble_sentence

_Answer = TypeVar("_Answer")
_USUAL = Preparation(cuts_silence=True, cuts_rumble=True, levels=True)
_WIDTH = 480
_NAME_WIDTH = 170
_BESIDE_WORDS = 48
"""What the edges and the arrow of a box take."""

_TEXT = 1


class QuickCall(QDialog):
    """Asks for a phone and a recording; `made(int)` is the campaign of the one call."""

    made = Signal(int)

    def __init__(self, parent: QWidget, context: Context) -> None:
        super().__init__(parent)
        self._context = context
        self.setWindowTitle(tr("Call one person"))
        self.phone = QLineEdit()
        self.phone.setPlaceholderText("+380 50 123 45 67")
        self.name = QLineEdit()
        self.name.setPlaceholderText(tr("Not needed"))
        self.message = ElidedBox()
        self.message.setAccessibleName(tr("Recording"))
        explain(self.message, tr("What the person hears."))
        self.kinds = Choices(
            [tr("Recording"), tr("Speak a text")], lambda _kind: self._show_state()
        )
        self.text = QPlainTextEdit()
        self.text.setTabChangesFocus(True)
        self.text.setProperty("look", "editor")
        self.text.setAccessibleName(tr("The text"))
        self.text.setPlaceholderText(tr("It is spoken by AlphaSMS in a call."))
        self.text.setFixedHeight(90)
        self.bring = button(tr("Open a file…"), "", self._choose_file)
        self.error = label("", "error", wrap=True)
        self.error.hide()
        self.call_button = button(tr("Call"), "primary", self.call)
        self.cancel = button(tr("Cancel"), "", self.reject)
        self._lay_out()
        self.phone.textChanged.connect(lambda _text: self._on_phone())
        self.text.textChanged.connect(self._show_state)
        self.message.currentIndexChanged.connect(lambda _at: self._show_state())
        self.message.setPlaceholderText(tr("Reading…"))
        self._show_state()
        self._read(None)

    def call(self) -> None:
        """Make the one call; nothing is called a second time by a second click."""
        says, written = self._says(), self.phone.text().strip()
        if says is None or not written or not self.call_button.isEnabled():
            return
        self.call_button.setEnabled(False)
        context, name = self._context, self.name.text().strip() or written

        def prepare() -> Campaign:
            url = context.service_url()
            service = Service(url, context.workspace.keys.account_of(url))
            return context.workspace.single.prepare(
                written, name, says, CampaignKind.QUICK, context.mode, service
            )

        def done(campaign: Campaign) -> None:
            self.accept()
            self.made.emit(campaign.id)

        self._do(prepare, done)

    def open_file(self, path: Path) -> None:
        """Bring a recording from a file; it goes into the library."""
        audio, load = self._context.workspace.audio, self._context.workspace.settings.load

        def keep() -> Recording:
            limits = load().sound_limits
            prepared = audio.studio.open(path).prepared(_USUAL, limits)
            sound = audio.studio.keep(prepared.wav, path.name)
            audio.remember(sound, path.stem, SoundOrigin.FILE)
            return sound

        self._do(keep, lambda sound: self._read(sound.fingerprint))

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 18)
        layout.setSpacing(14)
        layout.addStrut(_WIDTH)
        is_training = self._context.mode is Mode.TRAINING
        says = (
            tr("A pretend call: in training nobody is rung up.")
            if is_training
            else tr("It is called at once, whatever the hour.")
        )
        layout.addWidget(label(says, "muted", wrap=True))
        form = QFormLayout()
        form.setSpacing(10)
        form.addRow(tr("Phone"), self.phone)
        form.addRow(tr("Person"), self.name)
        holder = QWidget()
        line = row(spacing=8)
        line.addWidget(self.message, 1)
        line.addWidget(self.bring)
        line.addWidget(self.text, 1)
        holder.setLayout(line)
        form.addRow(tr("Message"), self.kinds)
        form.addRow("", holder)
        layout.addLayout(form)
        layout.addWidget(self.error)
        layout.addLayout(row(None, self.cancel, self.call_button))

    def _read(self, chosen: str | None) -> None:
        library = self._context.workspace.audio.library
        self._do(library.all, lambda entries: self._show_entries(entries, chosen))

    def _show_entries(self, entries: list[LibraryEntry], chosen: str | None) -> None:
        self.message.clear()
        whole = [one for one in entries if not one.clip]
        # With such words Qt would choose none of those that come.
        none_yet = "" if whole else tr("No recordings yet")
        self.message.setPlaceholderText(none_yet)
        # The box reckons with what can be chosen, not with what stands in its place.
        needs = self.message.fontMetrics().horizontalAdvance(none_yet) + _BESIDE_WORDS
        self.message.setMinimumWidth(needs if none_yet else 0)
        for one in whole:
            middle = Qt.TextElideMode.ElideMiddle
            name = self.message.fontMetrics().elidedText(one.name, middle, _NAME_WIDTH)
            self.message.addItem(f"{name} · {length(one.recording.seconds)}", one.recording)
            if one.recording.fingerprint == chosen:
                self.message.setCurrentIndex(self.message.count() - 1)
        self._show_state()

    def _on_phone(self) -> None:
        """Blame no phone that is no longer there."""
        say(self.error, "")
        self._show_state()

    def _show_state(self) -> None:
        says = self._says()
        why_not = tr("A phone and a message are needed.")
        is_whole = says is not None and bool(self.phone.text().strip())
        allow(self.call_button, is_whole, why_not)
        is_text = self.kinds.group.checkedId() == _TEXT
        for part in (self.message, self.bring):
            part.setVisible(not is_text)
        self.text.setVisible(is_text)
        if says is not None:
            cost = money(estimate_of(says.recording, says.text))
            self.call_button.setText(tr("Call (≈ {cost})").format(cost=cost))

    def _says(self) -> Message | None:
        """Return what the person is to hear, or None while there is nothing."""
        if self.kinds.group.checkedId() == _TEXT:
            words = self.text.toPlainText().strip()
            text = TextMessage(to_text(Template((Text(words),))))
            sound = self._context.workspace.texts.sound_of(text, len(words))
            return Message(sound, text) if words else None
        sound = self.message.currentData()
        return Message(sound) if isinstance(sound, Recording) else None

    def _choose_file(self) -> None:
        chosen = ask_file(self, tr("Recording"), tr("Recordings"), SOUNDS)
        if chosen:
            self.open_file(chosen)

    def _do(self, work: Callable[[], _Answer], done: Callable[[_Answer], object]) -> None:
        say(self.error, "")
        ask_for(self, self._context.bridge, work, done, self._fail)

    def _fail(self, trouble: Trouble) -> None:
        say(self.error, trouble_sentence(trouble))
        self._show_state()
