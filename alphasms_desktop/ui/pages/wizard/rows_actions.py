"""What can be done with a list's rows as a whole: saved, taken back mended, kept under a name."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QInputDialog, QLineEdit, QMenu, QVBoxLayout, QWidget

from alphasms_desktop.domain.contact import ContactList, Mended
from alphasms_desktop.i18n import ntr, tr
from alphasms_desktop.ui.asking import ask_for
from alphasms_desktop.ui.context import Context
from alphasms_desktop.ui.file_asking import ask_file
from alphasms_desktop.ui.pages.wizard.step import say
from alphasms_desktop.ui.widgets.basics import button, label, row


class RowsActions(QWidget):
    """The buttons below the rows, and a line that says what came of the last deed.

    Signals: `mended()`: rows were taken in; `failed(Trouble)`.
    """

    mended = Signal()
    failed = Signal(object)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._taken: ContactList | None = None
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        self.save = button(tr("Save rows left out…"), "", self._save)
        self.more = button(tr("More…"))
        menu = QMenu(self)
        self.take_back = menu.addAction(tr("Take mended rows in…"), self._take_back)
        self.merge = menu.addAction(tr("Fill gaps of first rows from their repeats"), self._merge)
        self.keep = menu.addAction(tr("Save as a list…"), self._ask_name)
        self.more.clicked.connect(
            lambda: menu.exec(self.more.mapToGlobal(self.more.rect().topLeft()))
        )
        self.said = label("", "muted", wrap=True)
        actions = row(self.save, self.more, None, spacing=8)
        layout.addWidget(self.said)
        layout.addLayout(actions)

    def say(self, words: str) -> None:
        """Say what came of a deed; nothing takes the line away."""
        say(self.said, words)

    def show_list(self, taken: ContactList | None) -> None:
        """Serve another list."""
        self._taken = taken
        self.say("")

    def show_counts(self, taken: ContactList) -> None:
        """Offer what makes sense for a list with these counts."""
        self._taken = taken
        set_aside = taken.rejected + taken.duplicates
        self.save.setVisible(bool(set_aside))
        self.take_back.setVisible(bool(set_aside))
        self.merge.setVisible(bool(taken.duplicates))
        self.keep.setVisible(not taken.name)

    def _ask_name(self) -> None:
        if self._taken is None:
            return
        suggested = self._taken.name or Path(self._taken.head.source).stem
        question = tr("Name of the list")
        name, is_given = QInputDialog.getText(
            self, tr("Save as a list"), question, QLineEdit.EchoMode.Normal, suggested
        )
        if is_given and name.strip():
            self.keep_as(name)

    def keep_as(self, name: str) -> None:
        """Keep the ready rows as one of the office's own lists."""
        if self._taken is None:
            return
        list_id, desk = self._taken.id, self._context.workspace.book
        told = tr("Saved as the list “{name}”.").format(name=name.strip())
        ask_for(
            self,
            self._context.bridge,
            lambda: desk.keep_as(list_id, name),
            lambda _new_id: self.say(told),
            self.failed.emit,
        )

    def _save(self) -> None:
        if self._taken is None:
            return
        stem = Path(self._taken.head.source).stem or tr("contacts")
        suggested = f"{stem} – {tr('rows left out')}.xlsx"
        title = tr("Save rows left out")
        chosen, _ = QFileDialog.getSaveFileName(self, title, suggested, "Excel (*.xlsx)")
        if chosen:
            self.save_to(Path(chosen))

    def save_to(self, path: Path) -> None:
        """Write the rows set aside to a workbook."""
        if self._taken is None:
            return
        list_id, desk = self._taken.id, self._context.workspace.contacts
        target = path if path.suffix else path.with_suffix(".xlsx")
        told = tr("Saved. Mend the yellow rows, save the file and take it in here.")
        ask_for(
            self,
            self._context.bridge,
            lambda: desk.save_rejects(list_id, target),
            lambda _nothing: self.say(told),
            self.failed.emit,
        )

    def _take_back(self) -> None:
        chosen = ask_file(self, tr("Mended rows"), tr("Workbooks"), (".xlsx", ".xls", ".ods"))
        if chosen:
            self.take_mended(chosen)

    def take_mended(self, path: Path) -> None:
        """Take in the rows of a saved workbook that can be called now."""
        if self._taken is None:
            return
        list_id, desk = self._taken.id, self._context.workspace.contacts

        def done(mended: Mended) -> None:
            text = ntr("{n} mended row taken in.", "{n} mended rows taken in.", mended.taken)
            if mended.still_bad:
                still = ntr("{n} still left out.", "{n} still left out.", mended.still_bad)
                text = f"{text} {still}"
            self.say(text)
            self.mended.emit()

        ask_for(
            self,
            self._context.bridge,
            lambda: desk.take_mended(list_id, path),
            done,
            self.failed.emit,
        )

    def _merge(self) -> None:
        if self._taken is None:
            return
        list_id, desk = self._taken.id, self._context.workspace.contacts

        def done(filled: int) -> None:
            self.say(ntr("{n} row was filled.", "{n} rows were filled.", filled))

        ask_for(
            self,
            self._context.bridge,
            lambda: desk.merge_twins(list_id),
            done,
            self.failed.emit,
        )
