"""What calls have taught about the account, who tells how calls stand, and a copy for support."""

from dataclasses import replace

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QComboBox, QGridLayout

from alphasms_desktop.domain.address import BUILT_IN_SANDBOX
from alphasms_desktop.domain.campaign import Mode
from alphasms_desktop.domain.errors import Trouble, TroubleError
from alphasms_desktop.domain.profile import AccountProfile, StatusSource
from alphasms_desktop.i18n import money, number, tr
from alphasms_desktop.ui.asking import ask_for
from alphasms_desktop.ui.context import Context
from alphasms_desktop.ui.widgets.basics import Card, button, empty, label, row
from alphasms_desktop.ui.widgets.explained import explain
from alphasms_desktop.wording import trouble_sentence
from alphasms_desktop.wording.diagnostics import diagnostics


class ProfileCard(Card):
    """Shows the account profile; read again whenever its section is seen."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._profile = AccountProfile()
        self.facts = QGridLayout()
        self.facts.setHorizontalSpacing(18)
        self.facts.setColumnStretch(1, 1)
        self.source = QComboBox()
        for name, value in _sources():
            self.source.addItem(name, value)
        self.source.setAccessibleName(tr("Who tells how calls stand"))
        explain(self.source, tr("The way the program asks AlphaSMS for results."))
        self.copy_button = button(tr("Copy for support"), "", self._copy)
        self.said = label("", "muted", wrap=True)
        self.body.addWidget(label(tr("What the calls have taught"), "heading"))
        self.body.addLayout(self.facts)
        self.body.addSpacing(6)
        self.body.addLayout(row(label(tr("Who tells how calls stand")), None, self.source))
        self.body.addLayout(row(self.said, None, self.copy_button))
        self.source.activated.connect(self._keep_source)
        # The password store is asked first, which may take its time.
        self.facts.addWidget(label(tr("Reading…"), "muted"), 0, 0)

    def refresh(self) -> None:
        """Read what is known now."""
        desk, settings = self._context.workspace, self._context.workspace.settings
        is_training = self._context.mode is Mode.TRAINING

        def read() -> tuple[AccountProfile, StatusSource | None]:
            kept = settings.load()
            try:
                key = desk.keys.key_for(BUILT_IN_SANDBOX if is_training else kept.service_url)
            except TroubleError:
                return AccountProfile(), kept.status_source
            return desk.campaigns.profile(key), kept.status_source

        ask_for(self, self._context.bridge, read, self._show, self._fail)

    def _show(self, read: tuple[AccountProfile, StatusSource | None]) -> None:
        self._profile, source = read
        self.source.setCurrentIndex(max(0, self.source.findData(source)))
        empty(self.facts)
        facts = facts_in_words(self._profile)
        if not facts:
            facts = [(tr("Nothing yet: it is learned from the first calls."), "")]
        for line, (name, value) in enumerate(facts):
            self.facts.addWidget(label(name, "muted"), line, 0)
            self.facts.addWidget(label(value, wrap=True), line, 1)

    def _keep_source(self) -> None:
        chosen = self.source.currentData()
        store = self._context.workspace.settings
        ask_for(
            self,
            self._context.bridge,
            lambda: store.change(lambda before: replace(before, status_source=chosen)),
            lambda _nothing: self.said.setText(tr("Kept; it holds from the next run on.")),
            self._fail,
        )

    def _copy(self) -> None:
        text = diagnostics(self._profile, self._context.workspace.exchanges())
        QGuiApplication.clipboard().setText(text)
        self.said.setText(tr("Copied, without key and whole phones. Paste it into a letter."))

    def _fail(self, trouble: Trouble) -> None:
        self.said.setText(trouble_sentence(trouble))


def facts_in_words(profile: AccountProfile) -> list[tuple[str, str]]:
    """Return what is known as pairs of a name and a value in the user's words."""
    facts: list[tuple[str, str]] = []
    if profile.price_per_s is not None:
        facts.append((tr("A second of a call"), money(profile.price_per_s)))
    if profile.status_source is not None:
        facts.append((tr("Knows how calls stand"), profile.status_source.upper()))
    if profile.known_after_s is not None:
        seconds = tr("{n} s after the call").format(n=round(profile.known_after_s))
        facts.append((tr("First told of it"), seconds))
    if profile.batch is not None:
        facts.append((tr("Calls asked about at once"), number(profile.batch)))
    if profile.hook_came is not None:
        came = tr("come") if profile.hook_came else tr("have not come yet")
        facts.append((tr("Webhooks"), came))
    if profile.clock_offset_s is not None:
        off = tr("{n} s apart").format(n=abs(round(profile.clock_offset_s)))
        facts.append((tr("AlphaSMS's clock and ours"), off))
    if profile.words:
        facts.append((tr("Status words seen"), ", ".join(profile.words)))
    if profile.limits:
        facts.append((tr("Limits met"), ", ".join(profile.limits)))
    return facts


def _sources() -> tuple[tuple[str, StatusSource | None], ...]:
    return (
        (tr("find out by itself"), None),
        ("XML", StatusSource.XML),
        ("HTTP", StatusSource.HTTP),
    )
