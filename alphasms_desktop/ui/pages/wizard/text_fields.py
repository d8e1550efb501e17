"""The fields of a text: chips that put them in, and below it how each of them is said."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QPushButton, QVBoxLayout, QWidget

from alphasms_desktop.domain.contact import SheetHead
from alphasms_desktop.domain.importing import ColumnKind
from alphasms_desktop.domain.saying import Form
from alphasms_desktop.i18n import tr
from alphasms_desktop.spoken import Field
from alphasms_desktop.ui.widgets.basics import button, label, row, spelled
from alphasms_desktop.ui.widgets.flow import Flow
from alphasms_desktop.wording import form_name

_USUAL: dict[ColumnKind, Form] = {
    ColumnKind.SUM: Form.SUM,
    ColumnKind.DATE: Form.DATE_ON,
    ColumnKind.TIME: Form.TIME,
    ColumnKind.PHONE: Form.PHONE,
}
_CHARACTERS = 14
_CHIP_HEIGHT = 28
_NAME_WIDTH = 140


def usual_form(head: SheetHead, place: int) -> Form:
    """Return how a column is mostly said, by what it holds."""
    if place == head.name_column:
        return Form.FIRST_NAME
    kind = head.kinds[place] if place < len(head.kinds) else ColumnKind.TEXT
    return _USUAL.get(kind, Form.AS_IS)


class FieldChips(QWidget):
    """A chip for each column; `wanted(object)` is the Field it would put into the text."""

    wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.chips: list[QPushButton] = []
        self._flow = Flow(self)
        caption = label(tr("Put a field in:"), "muted")
        caption.setMinimumHeight(_CHIP_HEIGHT)
        self._flow.addWidget(caption)

    def show_columns(self, head: SheetHead | None) -> None:
        """Show the columns of a sheet."""
        for one in self.chips:
            self._flow.removeWidget(one)
            one.deleteLater()
        self.chips = []
        for place, column in enumerate(head.columns if head else ()):
            if not column.strip():
                continue
            assert head is not None
            field = Field(column.strip(), usual_form(head, place))
            chip = button(spelled(column.strip()), "chip", partial(self.wanted.emit, field))
            chip.setToolTip(tr("Put the field “{name}” in").format(name=column.strip()))
            self.chips.append(chip)
            self._flow.addWidget(chip)


class FieldRows(QWidget):
    """How each field of the text is said; `changed(int, object)`: the field at this place."""

    changed = Signal(int, object)

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[FieldRow] = []
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(6)

    def show_fields(self, fields: Sequence[Field]) -> None:
        """Show these fields; rows of fields that stay keep what is being typed in them."""
        while len(self.rows) > len(fields):
            gone = self.rows.pop()
            self._layout.removeWidget(gone)
            gone.setParent(None)
            gone.deleteLater()
        for place, field in enumerate(fields):
            if place == len(self.rows):
                made = FieldRow()
                made.changed.connect(lambda one, at=place: self.changed.emit(at, one))
                self.rows.append(made)
                self._layout.addWidget(made)
            self.rows[place].show_field(field)
        self.setVisible(bool(fields))

    def controls(self) -> list[QWidget]:
        """Return what Tab meets in the rows, in this order."""
        return [part for one in self.rows for part in (one.way, one.fallback)]

    def ask_fallback(self, column: str) -> None:
        """Put the cursor where the text for an empty field of a column is typed."""
        for one in self.rows:
            if one.field.column.casefold() == column.casefold():
                one.fallback.setFocus()
                return


class FieldRow(QWidget):
    """One field: its column, the way it is said, and what is said where it is empty."""

    changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.field = Field("")
        self.name = label("", "heading")
        self.name.setFixedWidth(_NAME_WIDTH)
        self.way = QComboBox()
        self.way.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.way.setMinimumContentsLength(_CHARACTERS)
        for form in Form:
            self.way.addItem(form_name(form), form)
        self.fallback = QLineEdit()
        self.fallback.setPlaceholderText(tr("if empty: such rows are left out"))
        layout = row(spacing=8)
        layout.addWidget(self.name)
        layout.addWidget(self.way, 10)
        layout.addWidget(self.fallback, 9)
        self.setLayout(layout)
        self.way.activated.connect(lambda _at: self._on_change())
        self.fallback.editingFinished.connect(self._on_change)

    def show_field(self, field: Field) -> None:
        """Show a field."""
        self.field = field
        metrics = self.name.fontMetrics()
        self.name.setText(
            metrics.elidedText(field.column, Qt.TextElideMode.ElideRight, _NAME_WIDTH)
        )
        self.name.setToolTip(field.column)
        self.way.setAccessibleName(tr("How “{name}” is said").format(name=field.column))
        self.fallback.setAccessibleName(
            tr("What is said where “{name}” is empty").format(name=field.column)
        )
        self.way.setCurrentIndex(list(Form).index(field.form))
        if not self.fallback.hasFocus():
            self.fallback.setText(field.fallback or "")

    def _on_change(self) -> None:
        typed = self.fallback.text().strip()
        field = replace(self.field, form=Form(self.way.currentData()), fallback=typed or None)
        if field != self.field:
            self.field = field
            self.changed.emit(field)
