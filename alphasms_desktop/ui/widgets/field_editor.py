"""A text in which columns of the sheet stand as chips: typed, pasted, undone like any text."""

from collections.abc import Sequence

from PySide6.QtCore import QMimeData, QRectF, QSize, Qt, QUrl, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetrics,
    QImage,
    QKeyEvent,
    QPainter,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextImageFormat,
)
from PySide6.QtWidgets import QSizePolicy, QTextEdit, QWidget

from alphasms_desktop.i18n import tr
from alphasms_desktop.spoken import Field, Template, Text, parse, to_text
from alphasms_desktop.ui.theme import tokens

_FIELD = QTextFormat.Property.UserProperty + 1
_CHIP = "\ufffc"
_HEIGHT, _PADDING, _SCALE = 20, 8, 3
_NEW_LINE = "\n"
_FOUR_LINES = 96


class FieldEditor(QTextEdit):
    """Edits a template; `edited()` tells that it has changed.

    A column is one sign of the text: one Backspace takes it away, undo brings it back. Copied it
    is written in braces, and braces that are pasted or typed become a chip.
    """

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._columns: Sequence[str] = ()
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setMinimumHeight(_FOUR_LINES)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setProperty("look", "editor")
        self.setPlaceholderText(tr("Type the message, and put fields of the sheet into it."))
        self.setAccessibleName(tr("The text"))
        self.textChanged.connect(self.edited)

    def show_columns(self, columns: Sequence[str]) -> None:
        """Know the columns that may stand in braces."""
        self._columns = columns

    def template(self) -> str:
        """Return the text with its fields in braces."""
        return _written(self.document(), 0, self.document().characterCount() - 1)

    def show_template(self, text: str) -> None:
        """Show another text; what was there before is forgotten."""
        self.blockSignals(True)
        self.clear()
        self._insert(QTextCursor(self.document()), text)
        self.document().clearUndoRedoStacks()
        self.blockSignals(False)
        self.edited.emit()

    def insert_field(self, field: Field) -> None:
        """Put a field where the cursor is, with a blank before a word that would touch it."""
        cursor = self.textCursor()
        cursor.beginEditBlock()
        cursor.removeSelectedText()
        before = self.document().characterAt(cursor.position() - 1) if cursor.position() else ""
        if before and (before.isalnum() or before == _CHIP):
            cursor.insertText(" ")
        self._insert_chip(cursor, field)
        cursor.endEditBlock()
        self.setTextCursor(cursor)
        self.setFocus()

    def fields(self) -> list[Field]:
        """Return the fields of the text, in their order."""
        parsed = parse(self.template())
        return list(parsed.fields) if isinstance(parsed, Template) else []

    def change_field(self, place: int, field: Field) -> None:
        """Change the field at a place among the fields, so that it can be undone."""
        at = [one for one, _field in self._chips()]
        if place >= len(at):
            return
        cursor = QTextCursor(self.document())
        cursor.setPosition(at[place])
        cursor.movePosition(
            QTextCursor.MoveOperation.NextCharacter, QTextCursor.MoveMode.KeepAnchor
        )
        cursor.beginEditBlock()
        cursor.removeSelectedText()
        self._insert_chip(cursor, field)
        cursor.endEditBlock()

    def replace_words(self, words: Sequence[tuple[str, str]]) -> None:
        """Put other words in the place of some, all at once, so that one undo takes it back."""
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        exact = QTextDocument.FindFlag.FindCaseSensitively
        for old, new in words:
            found = self.document().find(old, 0, exact)
            while not found.isNull():
                found.insertText(new)
                found = self.document().find(old, found.position(), exact)
        cursor.endEditBlock()

    def draw_anew(self) -> None:
        """Draw the chips in the colours of the theme in use."""
        for _at, field in self._chips():
            self._add_picture(field)
        self.document().markContentsDirty(0, self.document().characterCount())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let a closing brace make a chip of what stands in braces; Enter is a new line here."""
        super().keyPressEvent(event)
        if event.text() == "}":
            self._take_braces()

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Take texts alone."""
        return source.hasText()

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste without any looks; fields in braces become chips."""
        self._insert(self.textCursor(), source.text())

    def createMimeDataFromSelection(self) -> QMimeData:
        """Copy a text with its fields in braces."""
        cursor, data = self.textCursor(), QMimeData()
        data.setText(_written(self.document(), cursor.selectionStart(), cursor.selectionEnd()))
        return data

    def sizeHint(self) -> QSize:
        """Have room for four lines."""
        return QSize(400, _FOUR_LINES)

    def _insert(self, cursor: QTextCursor, text: str) -> None:
        parsed = parse(text, self._columns or None)
        parts = parsed.parts if isinstance(parsed, Template) else (Text(text),)
        cursor.beginEditBlock()
        for part in parts:
            if isinstance(part, Field):
                self._insert_chip(cursor, part)
            else:
                cursor.insertText(part.text)
        cursor.endEditBlock()

    def _insert_chip(self, cursor: QTextCursor, field: Field) -> None:
        picture = self._add_picture(field)
        plain = cursor.charFormat()
        looks = QTextImageFormat()
        looks.setName(picture[0])
        looks.setWidth(picture[1].width() / _SCALE)
        looks.setHeight(_HEIGHT)
        looks.setVerticalAlignment(looks.VerticalAlignment.AlignMiddle)
        looks.setProperty(_FIELD, to_text(Template((field,))))
        looks.setToolTip(to_text(Template((field,))))
        cursor.insertText(_CHIP, looks)
        if plain.isImageFormat():
            plain = self.document().begin().charFormat()
        cursor.setCharFormat(plain)

    def _add_picture(self, field: Field) -> tuple[str, QImage]:
        name = f"chip:{to_text(Template((field,)))}"
        image = _chip(field.column, self)
        self.document().addResource(
            QTextDocument.ResourceType.ImageResource.value, QUrl(name), image
        )
        return name, image

    def _chips(self) -> list[tuple[int, Field]]:
        """Return where the chips stand, and their fields."""
        document = self.document()
        return [
            (at, field)
            for at in range(document.characterCount() - 1)
            if document.characterAt(at) == _CHIP and (field := self._field_at(at))
        ]

    def _field_at(self, at: int) -> Field | None:
        parsed = parse(_field_text(self.document(), at) or "")
        return parsed.fields[0] if isinstance(parsed, Template) and parsed.fields else None

    def _take_braces(self) -> None:
        cursor = self.textCursor()
        block = cursor.block()
        before = block.text()[: cursor.positionInBlock()]
        begin = before.rfind("{")
        parsed = parse(before[begin:], self._columns or None) if begin >= 0 else ()
        if isinstance(parsed, Template) and len(parsed.parts) == 1 and parsed.fields:
            cursor.setPosition(block.position() + begin, QTextCursor.MoveMode.KeepAnchor)
            cursor.beginEditBlock()
            cursor.removeSelectedText()
            self._insert_chip(cursor, parsed.fields[0])
            cursor.endEditBlock()


def _written(document: QTextDocument, begin: int, end: int) -> str:
    """Return a piece of the document as a template."""
    pieces = []
    for at in range(begin, end):
        sign = document.characterAt(at)
        field = _field_text(document, at) if sign == _CHIP else None
        if field is not None:
            pieces.append(field)
        elif sign in "\u2029\u2028":
            pieces.append(_NEW_LINE)
        else:
            pieces.append({"{": "{{", "}": "}}", "\xa0": " "}.get(sign, sign))
    return "".join(pieces)


def _field_text(document: QTextDocument, at: int) -> str | None:
    cursor = QTextCursor(document)
    cursor.setPosition(at + 1)
    kept = cursor.charFormat().property(_FIELD)
    return str(kept) if kept else None


def _chip(name: str, editor: QWidget) -> QImage:
    """Draw a chip: the name of a column in a rounded frame."""
    font = editor.font()
    font.setPixelSize(12)
    font.setBold(True)
    shown = QFontMetrics(font).elidedText(name, Qt.TextElideMode.ElideRight, 220)
    width = QFontMetrics(font).horizontalAdvance(shown) + 2 * _PADDING + 2
    image = QImage(width * _SCALE, _HEIGHT * _SCALE, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(_SCALE, _SCALE)
    frame = QRectF(1.5, 1.0, width - 3.0, _HEIGHT - 2.0)
    painter.setPen(QColor(tokens().accent))
    painter.setBrush(QColor(tokens().soft))
    painter.drawRoundedRect(frame, 9, 9)
    painter.setFont(font)
    painter.drawText(frame, Qt.AlignmentFlag.AlignCenter, shown)
    painter.end()
    return image
