"""What cards of plain settings share: lines with a control, kept as soon as they change."""

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from alphasms_desktop.domain.errors import Trouble
from alphasms_desktop.domain.settings import Settings
from alphasms_desktop.ui.asking import ask_for
from alphasms_desktop.ui.context import Context
from alphasms_desktop.ui.pages.wizard.step import say
from alphasms_desktop.ui.widgets.basics import Card, label, line
from alphasms_desktop.ui.widgets.explained import explained_row
from alphasms_desktop.wording import trouble_sentence


class SettingsCard(Card):
    """A card of settings; each change goes to the disk at once."""

    def __init__(self, context: Context) -> None:
        super().__init__(spacing=10)
        self._context = context
        self._lines = QVBoxLayout()
        self._lines.setSpacing(10)
        self.body.addLayout(self._lines)
        self.error = label("", "error", wrap=True)
        self.error.hide()
        self.body.addWidget(self.error)

    def add_line(self, title: str, why: str, control: QWidget) -> None:
        """Add a setting: what it is, what it means, and its control at the right."""
        if self._lines.count():
            self._lines.addWidget(line())
        self._lines.addLayout(explained_row(title, why, control, gap=20))

    def keep(self, change: Callable[[Settings], Settings]) -> None:
        """Have the settings on the disk changed; other cards keep settings too."""
        store = self._context.workspace.settings

        def failed(trouble: Trouble) -> None:
            say(self.error, trouble_sentence(trouble))

        ask_for(
            self,
            self._context.bridge,
            lambda: store.change(change),
            lambda _: say(self.error, ""),
            failed,
        )
