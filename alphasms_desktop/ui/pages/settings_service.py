"""The cards of the service's address and of training mode."""

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout

from alphasms_desktop.domain.address import DEFAULT_ADDRESS, parse_address
from alphasms_desktop.domain.campaign import Mode
from alphasms_desktop.domain.errors import Trouble, TroubleError
from alphasms_desktop.i18n import tr
from alphasms_desktop.ui.asking import ask_for
from alphasms_desktop.ui.context import Context
from alphasms_desktop.ui.widgets.basics import Card, button, label, row
from alphasms_desktop.ui.widgets.explained import allow, explain
from alphasms_desktop.ui.widgets.toggle import Toggle
from alphasms_desktop.wording import trouble_sentence


class AddressCard(Card):
    """Keeps the service's address as soon as it is typed and fit; `kept` is told the new one."""

    kept = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._kept = ""
        self.field = QLineEdit()
        self.field.setAccessibleName(tr("Service address"))
        explain(self.field, tr("Where calls are sent; AlphaSMS is at the standard one."))
        self.field.editingFinished.connect(self._keep_typed)
        self.standard_button = button(tr("Restore the standard one"), "", self.restore)
        self.note = label(look="muted", wrap=True)
        self.error = label(look="error", wrap=True)
        self.body.addWidget(label(tr("Service address"), "heading"))
        line = row(self.field, self.standard_button)
        line.setStretch(0, 1)
        self.body.addLayout(line)
        for part in (self.note, self.error):
            part.hide()
            self.body.addWidget(part)

    def show_address(self, url: str) -> None:
        """Show the address that is kept."""
        self._kept = url
        self.field.setText(url)
        is_other = url != DEFAULT_ADDRESS
        allow(self.standard_button, is_other, tr("The standard address is set already."))
        self._say("", "")

    def restore(self) -> None:
        """Go back to the address of AlphaSMS."""
        self.field.setText(DEFAULT_ADDRESS)
        self._keep_typed()

    def _keep_typed(self) -> None:
        try:
            url = parse_address(self.field.text()).url
        except TroubleError as error:
            allow(self.standard_button, True, "")
            self._say("", trouble_sentence(error.trouble))
            return
        if url == self._kept:
            self.show_address(url)
            return
        settings = self._context.workspace.settings
        ask_for(
            self,
            self._context.bridge,
            lambda: settings.change(lambda before: replace(before, service_url=url)),
            lambda _: self._on_kept(url),
            self._refuse,
        )

    def _on_kept(self, url: str) -> None:
        self.show_address(url)
        self._say(tr("Saved. New campaigns will go to this address."), "")
        self.kept.emit(url)

    def _refuse(self, trouble: Trouble) -> None:
        self._say("", trouble_sentence(trouble))

    def _say(self, note: str, error: str) -> None:
        for shown, text in ((self.note, note), (self.error, error)):
            shown.setText(text)
            shown.setVisible(bool(text))
        self.field.setAccessibleDescription(error or self.field.toolTip())


class TrainingCard(Card):
    """The switch between training and real calls; `mode_chosen` is told the Mode."""

    mode_chosen = Signal(object)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.toggle = Toggle(tr("Training mode"))
        self.toggle.setChecked(context.mode is Mode.TRAINING)
        self.toggle.clicked.connect(self._on_clicked)
        text = tr(
            "The program calls nobody and spends no money: everything goes to a built-in server "
            "with results like real ones. Training campaigns stay training ones."
        )
        explain(self.toggle, text)
        self._held = label(tr("A campaign is running; pause or stop it first."), wrap=True)
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(label(tr("Training mode"), "heading"))
        words.addWidget(label(text, "muted", wrap=True))
        words.addWidget(self._held)
        line = row(spacing=40)
        line.addLayout(words, 1)
        line.addWidget(self.toggle, 0, Qt.AlignmentFlag.AlignVCenter)
        self.body.addLayout(line)
        self.follow_runs()

    def follow_runs(self) -> None:
        """Hold the switch while a campaign runs in this window."""
        is_held = bool(self._context.runs.running_ids())
        allow(self.toggle, not is_held, self._held.text())
        self._held.setVisible(is_held)

    def _on_clicked(self, is_on: bool) -> None:
        # Whoever changes the mode makes the pages anew; until then the switch tells what is.
        self.toggle.setChecked(self._context.mode is Mode.TRAINING)
        self.mode_chosen.emit(Mode.TRAINING if is_on else Mode.REAL)
