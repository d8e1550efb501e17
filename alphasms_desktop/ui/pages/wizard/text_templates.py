"""Texts kept to be used again: a menu of them, one of which is brought by a press."""

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QInputDialog, QMenu, QWidget

from alphasms_desktop.domain.message import TextMessage
from alphasms_desktop.domain.recipe import Recipe, Template
from alphasms_desktop.i18n import tr
from alphasms_desktop.ui.asking import ask_for
from alphasms_desktop.ui.context import Context
from alphasms_desktop.ui.widgets.basics import button, row, spelled
from alphasms_desktop.ui.widgets.icons import drop_down

_LONGEST_NAME = 60


class TextTemplates(QWidget):
    """The button with the menu; `chosen(object)` is the TextMessage of a template."""

    chosen = Signal(object)
    failed = Signal(object)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._message = TextMessage("")
        self.open = drop_down(button(tr("Templates"), "", self._ask))
        self.setLayout(row(self.open))
        self.menu = QMenu(self)

    def show_message(self, message: TextMessage) -> None:
        """Know the text that would be kept."""
        self._message = message

    def keep(self, name: str) -> None:
        """Keep the text under a name."""
        message, recipes = self._message, self._context.workspace.recipes.kept
        recipe = Recipe(name=name, text=message)
        ask_for(
            self,
            self._context.bridge,
            lambda: recipes.keep_text(name, recipe),
            lambda _id: None,
            self.failed.emit,
        )

    def _ask(self) -> None:
        ask_for(
            self,
            self._context.bridge,
            self._context.workspace.recipes.kept.texts,
            self._show,
            self.failed.emit,
        )

    def _show(self, kept: list[Template]) -> None:
        self.menu.clear()
        for one in kept:
            act = self.menu.addAction(spelled(one.name))
            act.triggered.connect(lambda _on=False, one=one: self.chosen.emit(one.recipe.text))
        if not kept:
            self.menu.addAction(tr("No templates yet")).setEnabled(False)
        self.menu.addSeparator()
        keep = self.menu.addAction(tr("Keep this text as a template…"))
        keep.setEnabled(bool(self._message.template.strip()))
        keep.triggered.connect(lambda _on=False: self._ask_name())
        if kept:
            remove = self.menu.addMenu(tr("Remove"))
            for one in kept:
                act = remove.addAction(spelled(one.name))
                act.triggered.connect(lambda _on=False, one=one: self._remove(one))
        self.menu.popup(self.open.mapToGlobal(QPoint(0, self.open.height())))

    def _ask_name(self) -> None:
        name, is_given = QInputDialog.getText(
            self, tr("Keep this text as a template…"), tr("Name of the template")
        )
        if is_given and name.strip():
            self.keep(name.strip()[:_LONGEST_NAME])

    def _remove(self, one: Template) -> None:
        recipes = self._context.workspace.recipes.kept
        ask_for(
            self,
            self._context.bridge,
            lambda: recipes.remove_template(one.id),
            lambda _nothing: None,
            self.failed.emit,
        )
