"""A data folder that cannot be opened: what is said, and what can be done for a damaged one."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from PySide6.QtWidgets import QComboBox, QDialog, QMessageBox, QVBoxLayout

from alphasms_desktop.domain.backup import Backup, Restored
from alphasms_desktop.domain.campaign import Mode
from alphasms_desktop.domain.errors import Kind, TroubleError
from alphasms_desktop.i18n import tr
from alphasms_desktop.ui import style
from alphasms_desktop.ui.widgets.basics import button, label, row
from alphasms_desktop.ui.widgets.explained import explain
from alphasms_desktop.wording import backup_name, restored_sentences, trouble_sentence

if TYPE_CHECKING:
    from alphasms_desktop.engine.workspace import Workspace

_WIDTH_PX = 560


class FolderRescue(Protocol):
    """What can be done for a data folder whose data file is damaged."""

    def backups(self) -> list[Backup]:
        """Return the copies that can be put back, the newest first."""
        ...

    def restore(self, backup: Backup | None) -> Restored:
        """Set the damaged file aside and put a copy in its place; None begins empty."""
        ...


RescueMaker = Callable[[Mode], FolderRescue]
Tell = Callable[[str], object]


class RescueDialog(QDialog):
    """Offers the copies of a damaged data file; leaving is what Escape does."""

    def __init__(self, backups: list[Backup]) -> None:
        super().__init__()
        self.setWindowTitle("AlphaSMS Desktop")
        style.dress(self)
        self._backups = backups
        self.chosen: Backup | None = None
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(12)
        layout.addStrut(_WIDTH_PX)  # a minimum of the window would let it cut long words
        layout.addWidget(label(tr("The data file is damaged"), "heading"))
        layout.addWidget(label(tr("It will be kept as it is, in the folder “damaged”."), wrap=True))
        self.copies = QComboBox()
        self.copies.setAccessibleName(tr("Copies of the data file"))
        explain(self.copies, tr("The one that is put back."))
        for one in backups:
            self.copies.addItem(backup_name(one))
        self.put_back = button(tr("Put the copy back"), "primary", self._put_back)
        self.empty = button(tr("Begin with an empty one"), "", self.accept)
        self.leave = button(tr("Leave"), "", self.reject)
        if backups:
            layout.addWidget(label(tr("A copy is made every day. Choose one:")))
            layout.addWidget(self.copies)
            doubt = tr(
                "Whoever was still to be called then may have been called since. Such calls will "
                "be shown as in doubt; nobody is called again unless you say so."
            )
        else:
            doubt = tr("There is no copy to put back. Campaigns and results begin anew.")
        layout.addWidget(label(doubt, "muted", wrap=True))
        self.put_back.setVisible(bool(backups))
        layout.addLayout(row(self.leave, None, self.empty, self.put_back))
        self.leave.setFocus()

    def _put_back(self) -> None:
        self.chosen = self._backups[self.copies.currentIndex()]
        self.accept()


def opening(
    open_mode: "Callable[[Mode], Workspace]", rescue: RescueMaker, tell: Tell | None = None
) -> "Callable[[Mode], Workspace]":
    """Return a way to open data folders that offers the copies of a damaged one.

    What it returns raises the TroubleError, after it was said, where the user leaves it at that.
    """
    say = tell or _tell

    def open_it(mode: Mode) -> "Workspace":
        try:
            return open_mode(mode)
        except TroubleError as error:
            if error.trouble.kind is not Kind.STORE_BROKEN:
                say(trouble_sentence(error.trouble))
                raise
            if not _rescued(rescue(mode), say):
                raise
        return open_mode(mode)

    return open_it


def _rescued(rescue: FolderRescue, say: Tell) -> bool:
    dialog = RescueDialog(rescue.backups())
    if not dialog.exec():
        return False
    try:
        restored = rescue.restore(dialog.chosen)
    except TroubleError as error:
        say(trouble_sentence(error.trouble))
        return False
    say("\n\n".join(restored_sentences(restored)))
    return True


def _tell(text: str) -> None:
    box = QMessageBox(QMessageBox.Icon.Information, "AlphaSMS Desktop", text)
    style.dress(box)
    box.exec()
