"""The banner of a recording that was never finished: a crash, a power cut, a leaving."""

from pathlib import Path

from PySide6.QtCore import Signal

from alphasms_desktop.domain.errors import TroubleError
from alphasms_desktop.domain.takes import RAW, seconds_of_take
from alphasms_desktop.i18n import tr
from alphasms_desktop.ui.pages.wizard.draft import length
from alphasms_desktop.ui.widgets.basics import Banner, button

_WORTH_S = 1.0


class LostTake(Banner):
    """Offers the newest take that was never finished; `used(object)` is its file."""

    used = Signal(object)

    def __init__(self, folder: Path) -> None:
        super().__init__(tr("A recording was broken off"), "", tr("Use it"))
        self._folder = folder
        self._take: Path | None = None
        self._left_out: set[Path] = set()
        self.button.clicked.connect(self._use)
        self.throw = button(tr("Delete"), "", self._throw)
        layout = self.layout()
        assert layout is not None  # a banner has one
        layout.addWidget(self.throw)
        self.hide()

    def leave_out(self, take: Path) -> None:
        """Offer this one no more: it is being made use of."""
        self._left_out.add(take)

    def look(self) -> None:
        """Show the newest broken-off take, if there is one worth it; shorter ones are deleted."""
        self._take = None
        for take in sorted({*self._folder.glob(f"*{RAW}")} - self._left_out, reverse=True):
            try:
                seconds = seconds_of_take(take)
            except (TroubleError, OSError):
                continue
            if seconds < _WORTH_S:
                take.unlink(missing_ok=True)
            elif self._take is None:
                self._take = take
                self.text.setText(
                    tr("It was not finished; {length} of it are kept.").format(
                        length=length(seconds)
                    )
                )
        self.setVisible(self._take is not None)

    def _use(self) -> None:
        take, self._take = self._take, None
        self.hide()
        if take is not None:
            self.used.emit(take)

    def _throw(self) -> None:
        if self._take is not None:
            self._take.unlink(missing_ok=True)
        self.look()
