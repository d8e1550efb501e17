"""The card of the API key: tested before it is kept, never shown, removed with a way back."""

import os
from dataclasses import dataclass

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QLineEdit

from alphasms_desktop.domain.address import parse_address
from alphasms_desktop.domain.errors import Kind, Trouble, TroubleError
from alphasms_desktop.domain.exchange import Balance
from alphasms_desktop.engine.workspace import KeyDesk
from alphasms_desktop.i18n import money, tr
from alphasms_desktop.ui.asking import ask_for
from alphasms_desktop.ui.context import Context
from alphasms_desktop.ui.widgets.basics import Banner, Card, button, label, row
from alphasms_desktop.ui.widgets.explained import explain
from alphasms_desktop.wording import service_words, trouble_sentence

_ENVIRONMENT = "ALPHASMS_API_KEY"
_UNDO_MS = 8_000
_DOTS = "•" * 24


@dataclass(frozen=True)
class Removed:
    """A key just taken away, for as long as it can be put back."""

    url: str
    key: str
    was_in_environment: bool
    another_is_left: bool = False


class KeyCard(Card):
    """Asks for the key of the service at `url`; `balance_known` is told a Balance or None."""

    balance_known = Signal(object)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._url = ""
        self._has_key = False
        self._removed: Removed | None = None
        self.field = QLineEdit()
        self.field.setAccessibleName(tr("AlphaSMS API key"))
        explain(self.field, tr("From the cabinet of AlphaSMS: Settings → API."))
        self.field.setEchoMode(QLineEdit.EchoMode.Password)
        self.field.returnPressed.connect(self.test_and_keep)
        self.keep_button = button(tr("Check and save"), "primary", self.test_and_keep)
        self.cancel_button = button(tr("Cancel"), "", self._cancel)
        self.replace_button = button(tr("Replace…"), "", self._edit)
        self.remove_button = button(tr("Remove"), "danger", self.remove)
        self.check_button = button(tr("Check the connection"), "", self.check)
        self.result = label(wrap=True)
        self.error = label(look="error", wrap=True)
        self.service_text = label(look="muted", wrap=True)
        self.undo = Banner(tr("The key is removed."), "", tr("Undo"))
        self.undo.text.hide()
        self.undo.button.clicked.connect(self._put_back)
        self._undo_timer = QTimer(self, singleShot=True, interval=_UNDO_MS)
        self._undo_timer.timeout.connect(self._forget_removed)
        self._lay_out()

    def show_url(self, url: str) -> None:
        """Look whether there is a key for this service."""
        self._url = url
        self._say("")
        ask_for(
            self,
            self._context.bridge,
            lambda: _has_key(self._context.workspace.keys, url),
            lambda has: self._show_state(has) if url == self._url else None,
            self._on_unreadable,
        )

    def test_and_keep(self) -> None:
        """Ask for the balance with the typed key; keep the key only when that works."""
        if self.field.isReadOnly():
            return
        url, key = self._url, self.field.text().strip()
        if not key:
            self._say("", tr("Enter the key."))
            self.field.setFocus()
            return
        workspace = self._context.workspace

        def work() -> tuple[Balance, bool]:
            balance = workspace.campaigns.balance(url, key)
            return balance, _keep(workspace.keys, url, key)

        self._wait(tr("Checking the key…"))
        ask_for(self, self._context.bridge, work, lambda done: self._on_kept(*done), self._refuse)

    def check(self) -> None:
        """Ask for the balance with the kept key."""
        url, workspace = self._url, self._context.workspace

        def work() -> Balance:
            return workspace.campaigns.balance(url, workspace.keys.key_for(url))

        self._wait(tr("Checking the key…"))
        ask_for(self, self._context.bridge, work, self._on_balance, self._refuse)

    def remove(self) -> None:
        """Take the key away at once; it can be put back for a few seconds."""
        url, keys = self._url, self._context.workspace.keys

        def work() -> Removed:
            was_in_environment = bool(os.environ.get(_ENVIRONMENT))
            key = keys.key_for(url)
            os.environ.pop(_ENVIRONMENT, None)
            if was_in_environment:
                return Removed(url, key, True, _has_another(keys, url))
            keys.forget(url)
            return Removed(url, key, False)

        self._wait("")
        ask_for(self, self._context.bridge, work, self._on_removed, self._refuse)

    def _lay_out(self) -> None:
        self.body.addWidget(label(tr("AlphaSMS API key"), "heading"))
        where = tr(
            "The key is in the cabinet: Settings → API. The program keeps it in the system's "
            "password store; it is in no file, log or report."
        )
        self.body.addWidget(label(where, "muted", wrap=True))
        self.body.addSpacing(4)
        buttons = (self.keep_button, self.cancel_button, self.replace_button, self.remove_button)
        line = row(self.field, *buttons)
        line.setStretch(0, 1)
        self.body.addLayout(line)
        self.body.addWidget(self.error)
        self.body.addWidget(self.service_text)
        self.body.addWidget(self.undo)
        checking = row(self.check_button, self.result)
        checking.setStretch(1, 1)
        checking.addStretch(0)
        self.body.addLayout(checking)
        self.undo.hide()
        self._show_state(None)

    def _show_state(self, has_key: bool | None, is_edited: bool = False) -> None:
        """Show the kept key as dots, or the field for a new one; None while nobody knows."""
        self._has_key = bool(has_key)
        is_typed = has_key is False or is_edited
        self.field.clear()
        self.field.setReadOnly(not is_typed)
        kept = tr("Asking the password store…") if has_key is None else _DOTS
        self.field.setPlaceholderText("" if is_typed else kept)
        self.keep_button.setVisible(is_typed)
        self.cancel_button.setVisible(is_typed and self._has_key)
        for part in (self.replace_button, self.remove_button, self.check_button):
            part.setVisible(self._has_key and not is_edited)
        self._let_press(True)

    def _edit(self) -> None:
        self._say("")
        self._show_state(True, is_edited=True)
        self.field.setFocus()

    def _cancel(self) -> None:
        self._say("")
        self._show_state(True)
        self.replace_button.setFocus()

    def _wait(self, words: str) -> None:
        self._say(words)
        self._let_press(False)

    def _let_press(self, may: bool) -> None:
        for part in (self.keep_button, self.check_button, self.replace_button, self.remove_button):
            part.setEnabled(may)

    def _on_kept(self, balance: Balance, in_store: bool) -> None:
        self._forget_removed()
        self._show_state(True)
        self._on_balance(balance)
        if not in_store:
            also = tr("The password store does not answer, so the key is kept for this run only.")
            self._say(f"{self.result.text()} {also}")
        self.replace_button.setFocus()

    def _on_balance(self, balance: Balance) -> None:
        self._let_press(True)
        words = tr("The key is valid, balance {balance}.")
        self._say(words.format(balance=money(balance.amount, balance.currency)))
        self.balance_known.emit(balance)

    def _on_removed(self, removed: Removed) -> None:
        self._removed = removed
        self._say("")
        self._show_state(removed.another_is_left)
        self.undo.show()
        self.undo.button.setFocus()
        self._undo_timer.start()
        self.balance_known.emit(None)

    def _put_back(self) -> None:
        removed = self._removed
        self._forget_removed()
        if removed is None:
            return
        keys = self._context.workspace.keys

        def work() -> bool:
            if removed.was_in_environment:
                os.environ[_ENVIRONMENT] = removed.key
                return True
            return _keep(keys, removed.url, removed.key)

        ask_for(self, self._context.bridge, work, lambda _: self.show_url(self._url), self._refuse)

    def _forget_removed(self) -> None:
        self._undo_timer.stop()
        self._removed = None
        self.undo.hide()

    def _on_unreadable(self, trouble: Trouble) -> None:
        self._show_state(False)
        self._refuse(trouble)

    def _refuse(self, trouble: Trouble) -> None:
        self._let_press(True)
        self._say("", trouble_sentence(trouble), service_words(trouble))

    def _say(self, result: str, error: str = "", service: str = "") -> None:
        labels = (self.result, self.error, self.service_text)
        for shown, text in zip(labels, (result, error, service), strict=True):
            shown.setText(text)
            shown.setVisible(bool(text))
        self.field.setAccessibleDescription(error or self.field.toolTip())


def _has_key(keys: KeyDesk, url: str) -> bool:
    try:
        return bool(keys.key_for(url))
    except TroubleError as error:
        if error.trouble.kind is Kind.NO_KEY:
            return False
        raise


def _has_another(keys: KeyDesk, url: str) -> bool:
    """Say whether the password store has a key, behind the one that was for this run only."""
    try:
        return not parse_address(url).is_loopback and _has_key(keys, url)
    except TroubleError:
        return False


def _keep(keys: KeyDesk, url: str, key: str) -> bool:
    """Keep a key; says whether in the password store or, where that is silent, for this run."""
    os.environ.pop(_ENVIRONMENT, None)
    if parse_address(url).is_loopback:
        # A service on this computer takes no key from the password store.
        os.environ[_ENVIRONMENT] = key
        return False
    try:
        keys.keep(url, key)
    except TroubleError as error:
        if error.trouble.kind is not Kind.KEYRING_SILENT:
            raise
        os.environ[_ENVIRONMENT] = key
        return False
    return True
