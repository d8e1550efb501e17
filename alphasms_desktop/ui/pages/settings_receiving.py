"""The section “Receiving results”: four ways, what each needs, how it stands, and its test."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QFileDialog,
    QLayout,
    QLineEdit,
    QRadioButton,
    QSizePolicy,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from alphasms_desktop.domain.errors import Trouble, TroubleError
from alphasms_desktop.domain.exchange import StrayHook
from alphasms_desktop.domain.receiving import (
    Receiving,
    Standing,
    Way,
    checked_hook,
    checked_public_url,
    fields_in,
)
from alphasms_desktop.domain.settings import Settings
from alphasms_desktop.engine.receiving_desk import RELAY_FILE
from alphasms_desktop.i18n import ntr, tr
from alphasms_desktop.ui.asking import ask_for
from alphasms_desktop.ui.context import Context
from alphasms_desktop.ui.pages.receiving_words import WAYS, standing_sentence
from alphasms_desktop.ui.pages.wizard.step import say
from alphasms_desktop.ui.widgets.basics import (
    Card,
    button,
    keep_one_tab_stop,
    label,
    line,
    row,
    set_look,
)
from alphasms_desktop.wording import trouble_sentence

_HIGHEST_PORT = 65_535


class ReceivingCard(Card):
    """Kept as soon as it is typed and fit; a change voids the test, visibly."""

    def __init__(self, context: Context) -> None:
        super().__init__(spacing=10)
        self._context = context
        self._kept = Receiving()
        self.body.addWidget(label(tr("Receiving results"), "heading"))
        why = tr(
            "AlphaSMS tells keys and seconds of a call only to an address on the internet. "
            "Choose where it is to tell them."
        )
        self.body.addWidget(label(why, "muted", wrap=True))
        if context.workspace.receiving.is_training:
            here = tr("In training keys come by themselves; what is set here is for real calls.")
            self.body.addWidget(label(here, "muted", wrap=True))
        self.ways = QButtonGroup(self)
        self.details: list[QWidget] = []
        self._lay_ways()
        self.body.addWidget(line())
        self.details = [QWidget(), self._relay(), self._own(), self._address()]
        for details in self.details:
            self.body.addWidget(details)
        self.standing = label("", "heading", wrap=True)
        self.test = button(tr("Send a test"), "", self.send_test)
        under = row(self.standing, self.test, spacing=12)
        under.setStretch(0, 1)
        self.body.addLayout(under)
        self.strays = label("", "muted", wrap=True)
        self.strays.hide()
        self.body.addWidget(self.strays)
        self.error = label("", "error", wrap=True)
        self.error.hide()
        self.body.addWidget(self.error)
        self._show()

    def show_settings(self, settings: Settings) -> None:
        """Show what is set, and what was set aside."""
        self._kept = settings.receiving
        self.public_url.setText(self._kept.public_url)
        self.port.setValue(self._kept.port)
        self.certificate.setText(self._kept.certificate)
        self.private_key.setText(self._kept.private_key)
        self.relay_url.setText(self._kept.relay_url)
        self.hook.setText(self._kept.hook)
        self._show()
        desk = self._context.workspace.receiving
        if trouble := desk.trouble():
            say(self.error, trouble_sentence(trouble))
        ask_for(self, self._context.bridge, desk.strays, self._show_strays, lambda _t: None)

    def send_test(self) -> None:
        """Send a report the whole way round."""
        desk, receiving = self._context.workspace.receiving, self._kept
        if receiving.standing is Standing.UNFINISHED:
            return
        self.test.setEnabled(False)
        say(self.error, "")
        self.standing.setText(tr("Sending a test…"))
        ask_for(
            self, self._context.bridge, lambda: desk.test(receiving), self._on_kept, self._on_failed
        )

    def save_relay(self) -> None:
        """Write the file for the site where the user wants it."""
        chosen, _ = QFileDialog.getSaveFileName(
            self, tr("Save the file for your site"), RELAY_FILE, "PHP (*.php)"
        )
        if chosen:
            desk = self._context.workspace.receiving
            ask_for(
                self,
                self._context.bridge,
                lambda: desk.write_relay(Path(chosen)),
                lambda _: self.saved.setText(tr("Saved. Now put it on the site.")),
                self._on_failed,
            )

    def _lay_ways(self) -> None:
        for place, (_, name, about) in enumerate(WAYS):
            choice = QRadioButton(tr(name))
            choice.setAccessibleDescription(tr(about))
            self.ways.addButton(choice, place)
            words = QVBoxLayout()
            words.setSpacing(0)
            words.addWidget(choice)
            told = label(tr(about), "muted", wrap=True)
            told.setIndent(26)
            words.addWidget(told)
            self.body.addLayout(words)
        keep_one_tab_stop(self.ways)
        self.ways.idClicked.connect(lambda place: self._keep(way=WAYS[place][0]))

    def _relay(self) -> QWidget:
        save = button(tr("Save the file…"), "", self.save_relay)
        self.saved = label("", "muted")
        caption = tr("Address of the file on the site")
        self.relay_url = self._address_field(caption, checked_public_url, "relay_url")
        self.relay_url.setPlaceholderText("https://example.com.ua/hook.php")
        where = tr(
            "1. Save the file. It holds a secret: send it to nobody.\n"
            "2. Put it on your site, beside index.php for example.\n"
            "3. Write its address here and send a test."
        )
        return _stack(
            label(where, wrap=True),
            row(save, self.saved, None),
            label(tr("Address of the file on the site"), "muted"),
            self.relay_url,
        )

    def _own(self) -> QWidget:
        caption = tr("Public address")
        self.public_url = self._address_field(caption, checked_public_url, "public_url")
        self.public_url.setPlaceholderText("https://calls.example.com.ua")
        self.port = QSpinBox()
        self.port.setRange(1, _HIGHEST_PORT)
        set_look(self.port, "bare")
        self.port.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.port.setFixedWidth(96)
        self.port.setAccessibleName(tr("Port of this computer"))
        self.port.editingFinished.connect(lambda: self._keep(port=self.port.value()))
        keep = self._keep
        self.certificate = self._field(
            tr("Certificate"), lambda: keep(certificate=self.certificate.text().strip())
        )
        self.private_key = self._field(
            tr("Its key"), lambda: keep(private_key=self.private_key.text().strip())
        )
        for field in (self.certificate, self.private_key):
            field.setPlaceholderText("*.pem")
        told = tr(
            "The address leads to the port below. Without a certificate the program listens to "
            "this computer only: for a tunnel that begins here. With one it listens to the network."
        )
        return _stack(
            label(told, "muted", wrap=True),
            label(tr("Public address"), "muted"),
            self.public_url,
            row(label(tr("Port of this computer"), "muted"), self.port, None),
            label(tr("Certificate and its key (PEM), where no tunnel has them"), "muted"),
            row(self.certificate, self.private_key),
        )

    def _address(self) -> QWidget:
        self.hook = self._address_field(tr("Address with fields"), checked_hook, "hook")
        self.hook.setPlaceholderText(tr("https://crm.example/hook?id={Number}"))
        self.preview = label("", "muted", wrap=True)
        # An address has no place to break at, and must not make the page wider than the window.
        self.preview.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        told = tr(
            "Names of columns stand in braces and are filled in for each row; {phone}, {name} and "
            "{row} are always there. Keys stay with your system."
        )
        return _stack(
            label(told, "muted", wrap=True),
            label(tr("Address with fields"), "muted"),
            self.hook,
            self.preview,
        )

    def _field(self, name: str, kept: Callable[[], None]) -> QLineEdit:
        field = QLineEdit()
        field.setAccessibleName(name)
        field.editingFinished.connect(kept)
        return field

    def _address_field(self, caption: str, check: Callable[[str], str], name: str) -> QLineEdit:
        field = self._field(caption, lambda: self._keep_checked(field, check, name))
        field.textEdited.connect(lambda text: self._on_typed({name: text.strip()}))
        return field

    def _on_typed(self, changes: Mapping[str, str]) -> None:
        """Let an address be tested while it is typed: the press of the button keeps it first."""
        typed = replace(self._kept, **changes)  # type: ignore[arg-type]  # names are its own
        self.standing.setText(standing_sentence(typed))
        self.test.setEnabled(typed.standing is not Standing.UNFINISHED)

    def _keep_checked(self, field: QLineEdit, check: Callable[[str], str], name: str) -> None:
        typed = field.text().strip()
        try:
            checked = check(typed) if typed else ""
        except TroubleError as error:
            say(self.error, trouble_sentence(error.trouble))
            return
        self._keep(**{name: checked})

    def _keep(self, **changes: object) -> None:
        say(self.error, "")
        wanted = replace(self._kept, **changes)  # type: ignore[arg-type]  # names are its own
        if wanted == self._kept:
            return
        self._kept = wanted
        self._show()
        desk = self._context.workspace.receiving
        ask_for(
            self, self._context.bridge, lambda: desk.keep(wanted), lambda _: None, self._on_failed
        )

    def _on_kept(self, receiving: Receiving) -> None:
        self._kept = receiving
        self._show()

    def _on_failed(self, trouble: Trouble) -> None:
        self._show()
        say(self.error, trouble_sentence(trouble))

    def _show(self) -> None:
        place = [way for way, _, _ in WAYS].index(self._kept.way)
        self.ways.button(place).setChecked(True)
        for at, details in enumerate(self.details):
            details.setVisible(at == place and self._kept.way is not Way.NONE)
        standing = self._kept.standing
        self.standing.setText(standing_sentence(self._kept))
        can_test = self._kept.way in {Way.OWN, Way.RELAY}
        self.test.setVisible(can_test)
        self.test.setEnabled(standing is not Standing.UNFINISHED)
        names = fields_in(self._kept.hook)
        sample = self._kept.hook
        for one in names:
            sample = sample.replace("{" + one + "}", f"«{one}»")
        self.preview.setText(tr("For example: {url}").format(url=sample) if names else "")
        self.preview.setVisible(bool(names))

    def _show_strays(self, strays: list[StrayHook]) -> None:
        say(
            self.strays,
            ntr(
                "{n} report did not fit a call of ours and was set aside; "
                "such calls are asked about instead.",
                "{n} reports did not fit calls of ours and were set aside; "
                "such calls are asked about instead.",
                len(strays),
            )
            if strays
            else "",
        )


def _stack(*parts: QWidget | QLayout) -> QWidget:
    inside = QWidget()
    layout = QVBoxLayout(inside)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(6)
    for part in parts:
        if isinstance(part, QWidget):
            layout.addWidget(part)
        else:
            layout.addLayout(part)
    return inside
