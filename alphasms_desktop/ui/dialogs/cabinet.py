"""Taking in the cabinet's table: a file, its columns mapped by hand, and what came of it."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QDialog, QFileDialog, QFormLayout, QVBoxLayout, QWidget

from alphasms_desktop.domain.errors import Trouble
from alphasms_desktop.engine.cabinet_desk import CabinetColumns, CabinetTable, CabinetTaken
from alphasms_desktop.i18n import ntr, tr
from alphasms_desktop.ui.asking import ask_for
from alphasms_desktop.ui.context import Context
from alphasms_desktop.ui.pages.wizard.step import say
from alphasms_desktop.ui.widgets.basics import button, label, row
from alphasms_desktop.ui.widgets.explained import allow
from alphasms_desktop.wording import trouble_sentence

_WIDTH = 440
_KINDS = "*.xlsx *.xls *.xlsb *.ods *.csv"


class CabinetDialog(QDialog):
    """Maps the columns of a table; `taken()` when a campaign has learned from it."""

    taken = Signal()

    def __init__(self, context: Context, parent: QWidget, campaign_id: int) -> None:
        super().__init__(parent)
        self._context = context
        self._campaign_id = campaign_id
        self._path: Path | None = None
        self.setWindowTitle(tr("Keys from the cabinet"))
        self.phone, self.key, self.duration = QComboBox(), QComboBox(), QComboBox()
        self.open_button = button(tr("Open a file…"), "", self._choose)
        self.said = label("", "muted", wrap=True)
        self.error = label("", "error", wrap=True)
        self.error.hide()
        self.take = button(tr("Take in"), "primary", self.take_in)
        self.leave = button(tr("Close"), "", self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 18)
        layout.setSpacing(14)
        layout.addStrut(_WIDTH)
        why = tr(
            "Save the table of this campaign in the AlphaSMS cabinet, open it here and say which "
            "columns hold what. Rows are found by their phone."
        )
        layout.addWidget(label(why, "muted", wrap=True))
        layout.addLayout(row(self.open_button, None))
        form = QFormLayout()
        for name, box in (
            (tr("Phone"), self.phone),
            (tr("Key pressed"), self.key),
            (tr("Duration"), self.duration),
        ):
            box.setAccessibleName(name)
            allow(box, False, tr("Open the table first."))
            form.addRow(name, box)
        layout.addLayout(form)
        layout.addWidget(self.said)
        layout.addWidget(self.error)
        layout.addLayout(row(None, self.leave, self.take))
        allow(self.take, False, tr("Open the table first."))

    def open_file(self, path: Path) -> None:
        """Read the columns of a table."""
        desk = self._context.workspace.cabinet
        self.said.setText(tr("Reading “{name}”…").format(name=path.name))
        say(self.error, "")

        def show(table: CabinetTable) -> None:
            self._path = path
            self.said.setText(path.name)
            likely = table.likely
            boxes = (self.phone, likely.phone), (self.key, likely.key)
            for box, name in (*boxes, (self.duration, likely.duration)):
                box.clear()
                if box is not self.phone:
                    box.addItem(tr("no such column"), "")
                for one in table.columns:
                    box.addItem(one, one)
                box.setCurrentIndex(max(0, box.findData(name)))
                allow(box, True, "")
            allow(self.take, True, "")
            self.take.setDefault(True)
            self.phone.setFocus()

        ask_for(self, self._context.bridge, lambda: desk.table(path), show, self._fail)

    def take_in(self) -> None:
        """Fill keys and seconds of the campaign."""
        if self._path is None:
            return
        path, desk, campaign_id = self._path, self._context.workspace.cabinet, self._campaign_id
        columns = CabinetColumns(
            self.phone.currentText(),
            str(self.key.currentData() or ""),
            str(self.duration.currentData() or ""),
        )
        self.take.setEnabled(False)
        self.said.setText(tr("Taking “{name}” in…").format(name=path.name))
        say(self.error, "")
        ask_for(
            self,
            self._context.bridge,
            lambda: desk.take_in(campaign_id, path, columns),
            self._show_taken,
            self._fail,
        )

    def _choose(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(
            self, tr("Open the cabinet's table"), "", f"{tr('Tables')} ({_KINDS})"
        )
        if chosen:
            self.open_file(Path(chosen))

    def _show_taken(self, came: CabinetTaken) -> None:
        self.take.setEnabled(True)
        parts = [ntr("{n} call filled", "{n} calls filled", came.learned)]
        if came.unknown:
            parts.append(ntr("{n} row not of this campaign", "{n} rows not of it", came.unknown))
        if came.ambiguous:
            parts.append(ntr("{n} phone called twice", "{n} phones called twice", came.ambiguous))
        self.said.setText(" · ".join(parts))
        if came.learned:
            self.taken.emit()

    def _fail(self, trouble: Trouble) -> None:
        self.take.setEnabled(self._path is not None)
        self.said.setText(self._path.name if self._path else "")
        say(self.error, trouble_sentence(trouble))
