"""The switches of what is done to a recording before it goes out."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from alphasms_desktop.domain.sound import Preparation
from alphasms_desktop.i18n import tr
from alphasms_desktop.ui.widgets.basics import label, row
from alphasms_desktop.ui.widgets.explained import explain
from alphasms_desktop.ui.widgets.flow import Flow
from alphasms_desktop.ui.widgets.toggle import Toggle


class SoundSwitches(QWidget):
    """Silence, pauses, loudness; `changed()` when one of them was switched."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.cuts = Toggle(tr("Cut the silence at both ends"))
        explain(self.cuts, tr("A shorter recording leaves sooner and costs less."))
        self.shortens = Toggle(tr("Shorten long pauses"))
        explain(self.shortens, tr("Silence amid the speech becomes a short breath."))
        self.levels = Toggle(tr("Level the loudness"))
        explain(self.levels, tr("As loud as calls usually are, without rumble."))
        layout = Flow(self)
        for toggle, is_on in ((self.cuts, True), (self.shortens, False), (self.levels, True)):
            toggle.setChecked(is_on)
            toggle.clicked.connect(lambda _on: self.changed.emit())
            named = QWidget()
            pair = row(toggle, label(toggle.accessibleName(), "muted"), spacing=8)
            pair.setContentsMargins(0, 0, 10, 0)
            named.setLayout(pair)
            layout.addWidget(named)

    def show_preparation(self, wanted: Preparation) -> None:
        """Show what is asked for; nothing is told."""
        self.cuts.setChecked(wanted.cuts_silence)
        self.shortens.setChecked(wanted.shortens_pauses)
        self.levels.setChecked(wanted.levels)

    def preparation(self) -> Preparation:
        """Return what is asked for; with the loudness goes the rumble."""
        levels = self.levels.isChecked()
        return Preparation(
            cuts_silence=self.cuts.isChecked(),
            shortens_pauses=self.shortens.isChecked(),
            cuts_rumble=levels,
            levels=levels,
        )
