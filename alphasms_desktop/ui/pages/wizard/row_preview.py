"""What one row of the list hears, listened to before anybody is called."""

from collections.abc import Callable

from PySide6.QtWidgets import QSpinBox

from alphasms_desktop.domain.clips import Composition
from alphasms_desktop.domain.contact import ContactList
from alphasms_desktop.domain.errors import Trouble
from alphasms_desktop.domain.message import Recording
from alphasms_desktop.i18n import tr
from alphasms_desktop.ui.asking import ask_for
from alphasms_desktop.ui.context import Context
from alphasms_desktop.ui.pages.wizard.draft import length
from alphasms_desktop.ui.pages.wizard.step import say
from alphasms_desktop.ui.sound import Player
from alphasms_desktop.ui.widgets.basics import Card, button, label, row
from alphasms_desktop.wording import trouble_sentence


class RowPreview(Card):
    """Plays the message of a chosen recipient."""

    def __init__(self, context: Context, player: Player | None = None) -> None:
        super().__init__(spacing=6)
        self._context = context
        self._contacts: ContactList | None = None
        self._composition: Composition | None = None
        self.play = button(tr("Listen"), "", self.toggle)
        self.said = label("", "muted", wrap=True)
        self.player = player or Player(self)
        self.player.stopped.connect(lambda: self.play.setText(tr("Listen")))
        self.player.failed.connect(lambda text: say(self.said, text))
        self.place = QSpinBox()
        self.place.setAccessibleName(tr("Recipient number"))
        self.place.setMinimum(1)
        head = label(tr("Heard by recipient number"), "heading")
        self.body.addLayout(row(head, self.place, None, self.play))
        self.body.addWidget(self.said)
        self.said.hide()
        self.hide()

    def show_message(self, contacts: ContactList | None, composition: Composition | None) -> None:
        """Have another message to be heard; hidden while there is none."""
        self.player.stop()
        self._contacts, self._composition = contacts, composition
        is_there = contacts is not None and composition is not None
        if contacts is not None:
            self.place.setMaximum(max(1, contacts.ready))
        self.setVisible(is_there)
        say(self.said, "")

    def finding(self) -> Callable[[], Recording]:
        """Return what finds, on a job's thread, the message of the recipient chosen now."""
        contacts, composition, place = self._contacts, self._composition, self.place.value() - 1
        assert contacts is not None
        assert composition is not None
        desk = self._context.workspace.clips
        return lambda: desk.said_to(contacts.id, place, composition)

    def toggle(self) -> None:
        """Listen, or stop."""
        if self.player.is_playing:
            self.player.stop()
            return
        say(self.said, "")
        ask_for(self, self._context.bridge, self.finding(), self._play, self._fail)

    def _play(self, sound: Recording) -> None:
        say(self.said, tr("{length} long").format(length=length(sound.seconds)))
        self.player.play(self._context.workspace.audio.path_of(sound))
        if self.player.is_playing:
            self.play.setText(tr("Stop"))

    def _fail(self, trouble: Trouble) -> None:
        is_unsaid = trouble.values.get("path") == str(self.place.value())
        left_out = tr("This recipient is left out: a cell of the row cannot be said.")
        say(self.said, left_out if is_unsaid else trouble_sentence(trouble))
