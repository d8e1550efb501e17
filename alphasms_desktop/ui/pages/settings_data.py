"""The cards of data: people erased in time or at once, one person's data, copies and archives."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QComboBox, QFileDialog, QLineEdit

from alphasms_desktop.domain.backup import Backup
from alphasms_desktop.domain.erasing import Erased, Known
from alphasms_desktop.domain.errors import Trouble
from alphasms_desktop.domain.settings import Settings
from alphasms_desktop.i18n import ntr, number, tr
from alphasms_desktop.ui.asking import ask_for
from alphasms_desktop.ui.context import Context
from alphasms_desktop.ui.dialogs.question import is_wanted
from alphasms_desktop.ui.pages.settings_card import SettingsCard
from alphasms_desktop.ui.pages.wizard.step import say
from alphasms_desktop.ui.widgets.basics import Card, button, label, row
from alphasms_desktop.ui.widgets.explained import allow
from alphasms_desktop.ui.widgets.flow import left_flow
from alphasms_desktop.wording import backup_name, erased_sentence, trouble_sentence

_Answer = TypeVar("_Answer")
_DAYS = (0, 30, 90, 180, 365, 1_095)
_WIDTH = 190
_SHOWN = 3


class RetentionCard(SettingsCard):
    """How long people of ended campaigns are kept."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.days = QComboBox()
        self.days.setFixedWidth(_WIDTH)
        for days in _DAYS:
            name = ntr("after {n} day", "after {n} days", days) if days else tr("never")
            self.days.addItem(name, days)
        self.days.activated.connect(lambda _place: self._on_days())
        self.add_line(
            tr("Erase people of ended campaigns"),
            tr(
                "Names, phones, cells and webhooks go; outcomes, keys and sums stay. Checked at "
                "every start and once a day. The do-not-call list and the office’s own lists stay."
            ),
            self.days,
        )
        self.now = button(tr("Erase now"), "", self._ask)
        self.now.hide()
        self.said = label("", "muted", wrap=True)
        self.said.hide()
        self.body.addWidget(self.said)
        self.body.addLayout(row(self.now, None))

    def show_settings(self, settings: Settings) -> None:
        """Show what is set; nothing is kept by this."""
        at = self.days.findData(settings.keep_people_days)
        if at < 0:
            days = settings.keep_people_days
            self.days.addItem(ntr("after {n} day", "after {n} days", days), days)
            at = self.days.count() - 1
        self.days.setCurrentIndex(at)
        self._count()

    def erase_now(self) -> None:
        """Erase those whose time has come, in every copy too."""
        days, data = self.days.currentData(), self._context.workspace.data
        self.now.setEnabled(False)
        ask_for(
            self,
            self._context.bridge,
            lambda: data.erase_old(days),
            self._on_erased,
            self._on_failed,
        )

    def _on_days(self) -> None:
        days = self.days.currentData()
        self.keep(lambda before: replace(before, keep_people_days=days))
        self._count()

    def _count(self) -> None:
        days, data = self.days.currentData(), self._context.workspace.data
        if not days:
            self.now.hide()
            return
        ask_for(
            self,
            self._context.bridge,
            lambda: data.old_people(days),
            self._on_counted,
            self._on_failed,
        )

    def _on_counted(self, found: Erased) -> None:
        self.now.setVisible(found.people > 0)
        self.now.setEnabled(True)
        self.now.setText(ntr("Erase {n} person now…", "Erase {n} people now…", found.people))

    def _ask(self) -> None:
        title = tr("Erase people")
        text = tr(
            "What is erased cannot be brought back: copies that still hold these people are "
            "replaced by a fresh one. Erase them?"
        )
        if is_wanted(self, title, text, self.now.text().rstrip("…"), tr("Leave as it is")):
            self.erase_now()

    def _on_erased(self, done: Erased) -> None:
        say(self.said, erased_sentence(done))
        self._count()

    def _on_failed(self, trouble: Trouble) -> None:
        self.now.setEnabled(True)
        say(self.said, trouble_sentence(trouble))


class PersonCard(Card):
    """All about one phone: looked up, written out, erased."""

    def __init__(self, context: Context) -> None:
        super().__init__(spacing=10)
        self._context = context
        self.body.addWidget(label(tr("One person’s data"), "heading"))
        self.body.addWidget(
            label(
                tr("For whoever asks what is known of them, or asks to be forgotten."),
                "muted",
                wrap=True,
            )
        )
        self.phone = QLineEdit()
        self.phone.setPlaceholderText("+380 50 123 45 67")
        self.phone.setAccessibleName(tr("Phone"))
        self.phone.setFixedWidth(_WIDTH)
        self.phone.textChanged.connect(lambda _text: self._on_typed())
        self.export = button(tr("Save what is known…"), "", self._choose)
        self.erase = button(tr("Erase everything…"), "danger", self._ask)
        self.body.addLayout(row(self.phone, None))
        self.body.addLayout(row(self.export, self.erase, None))
        self.said = label("", "muted", wrap=True)
        self.said.hide()
        self.body.addWidget(self.said)
        self._on_typed()

    def export_to(self, path: Path) -> None:
        """Write all that is known of the phone."""
        data, written = self._context.workspace.data, self.phone.text()

        def done(known: Known) -> None:
            count = sum(len(table.rows) for table in known.tables)
            said = ntr("{n} entry was written.", "{n} entries were written.", count)
            nothing = tr("Nothing is known of this phone, and the file says so.")
            say(self.said, said if count else nothing)

        _do(self, lambda: data.export_person(written, path), done)

    def erase_now(self) -> None:
        """Erase the person everywhere."""
        data, written = self._context.workspace.data, self.phone.text()

        def done(phone: str) -> None:
            self.phone.clear()
            said = tr("The data of {phone} were erased, in copies too.")
            say(self.said, said.format(phone=phone))

        _do(self, lambda: data.erase_person(written), done)

    def fail(self, trouble: Trouble) -> None:
        """Say what went wrong."""
        say(self.said, trouble_sentence(trouble))

    @property
    def context(self) -> Context:
        """The surroundings."""
        return self._context

    def _on_typed(self) -> None:
        say(self.said, "")
        for one in (self.export, self.erase):
            allow(one, bool(self.phone.text().strip()), tr("Type a phone first."))

    def _choose(self) -> None:
        chosen, _ = QFileDialog.getSaveFileName(
            self, tr("Save what is known…"), tr("person’s data") + ".zip", "ZIP (*.zip)"
        )
        if chosen:
            self.export_to(_named_zip(Path(chosen)))

    def _ask(self) -> None:
        title = tr("Erase everything about a phone")
        text = tr(
            "Everything about {phone} goes, from copies too; it cannot be brought back. Whoever "
            "asked not to be called is still not called."
        ).format(phone=self.phone.text().strip())
        if is_wanted(self, title, text, tr("Erase everything"), tr("Leave as it is")):
            self.erase_now()


class CopiesCard(Card):
    """The daily copies, and the whole folder as an archive; `restore_asked(object)`: a path."""

    restore_asked = Signal(object)

    def __init__(self, context: Context) -> None:
        super().__init__(spacing=10)
        self._context = context
        self.body.addWidget(label(tr("Copies"), "heading"))
        self.copies = label("", "muted", wrap=True)
        self.body.addWidget(self.copies)
        self.save = button(tr("Save everything to an archive…"), "", self._choose_target)
        self.restore = button(tr("Restore from an archive…"), "", self._choose_source)
        self.open = button(tr("Open the folder"), "link", self._open)
        self.body.addWidget(left_flow(self.save, self.restore))
        self.body.addLayout(row(self.open, None))
        self.said = label("", "muted", wrap=True)
        self.said.hide()
        self.body.addWidget(self.said)

    @property
    def context(self) -> Context:
        """The surroundings."""
        return self._context

    def refresh(self) -> None:
        """Read which copies there are."""
        _do(self, self._context.workspace.data.backups, self._show)

    def save_to(self, path: Path) -> None:
        """Write the archive."""
        data = self._context.workspace.data
        allow(self.save, False, tr("Copying…"))
        say(self.said, tr("Copying…"))

        def done(_nothing: None) -> None:
            allow(self.save, True, "")
            say(self.said, tr("Saved: {path}").format(path=path))

        _do(self, lambda: data.back_up_to(path), done)

    def fail(self, trouble: Trouble) -> None:
        """Say what went wrong."""
        allow(self.save, True, "")
        say(self.said, trouble_sentence(trouble))

    def _show(self, found: list[Backup]) -> None:
        every = tr("A copy of the data file is made every day, the last seven are kept.")
        if not found:
            self.copies.setText(every)
            return
        names = "; ".join(backup_name(one) for one in found[:_SHOWN])
        rest = len(found) - _SHOWN
        more = tr(" and {n} more").format(n=number(rest)) if rest > 0 else ""
        self.copies.setText(f"{every}\n{names}{more}")

    def _choose_target(self) -> None:
        chosen, _ = QFileDialog.getSaveFileName(
            self, tr("Save everything to an archive…"), "alphasms.zip", "ZIP (*.zip)"
        )
        if chosen:
            self.save_to(_named_zip(Path(chosen)))

    def _choose_source(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(
            self, tr("Restore from an archive…"), "", "ZIP (*.zip)"
        )
        text = tr(
            "Everything that is here now is set aside in the folder “damaged”. Whoever may have "
            "been called since the archive was made is shown as in doubt and is not called again "
            "unasked."
        )
        act, stay = tr("Restore from the archive"), tr("Leave as it is")
        if chosen and is_wanted(self, tr("Restore"), text, act, stay):
            self.restore_asked.emit(Path(chosen))

    def _open(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._context.workspace.data.folder)))


def _do(
    card: PersonCard | CopiesCard, work: Callable[[], _Answer], done: Callable[[_Answer], object]
) -> None:
    ask_for(card, card.context.bridge, work, done, card.fail)


def _named_zip(path: Path) -> Path:
    return path if path.suffix.lower() == ".zip" else path.with_name(path.name + ".zip")
