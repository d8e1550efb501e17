"""The start of a campaign: ten seconds in which it can be undone, and only then the making."""

from PySide6.QtCore import QObject, QTimer, Signal

from alphasms_desktop.domain.campaign import Campaign, Service
from alphasms_desktop.domain.errors import Trouble
from alphasms_desktop.domain.library import SoundOrigin
from alphasms_desktop.ui.context import Context
from alphasms_desktop.ui.pages.wizard.draft import Plan

_SECOND_MS = 1000


class Starting(QObject):
    """Counts down, then keeps the campaign away from the window's thread.

    Signals: `changed()`: another second, or the making began; `made(Campaign)`;
    `failed(Trouble)`: nothing was kept.
    """

    changed = Signal()
    made = Signal(object)
    failed = Signal(object)

    def __init__(self, context: Context, undo_s: int, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._undo_s = undo_s
        self._left = 0
        self._is_making = False
        self._plan = Plan.empty(context.mode)
        self._timer = QTimer(self)
        self._timer.setInterval(_SECOND_MS)
        self._timer.timeout.connect(self._tick)

    @property
    def is_busy(self) -> bool:
        """Whether a start is being counted down or made."""
        return self._is_making or self._timer.isActive()

    @property
    def seconds_left(self) -> int | None:
        """How long the start can still be undone; None where none is counted down."""
        return self._left if self._timer.isActive() else None

    def begin(self, plan: Plan) -> None:
        """Begin to count down; nothing is made before the time to undo has passed."""
        self._plan = plan
        self._left = self._undo_s
        if self._undo_s <= 0:
            self._make()
        else:
            self._timer.start()
            self.changed.emit()

    def undo(self) -> None:
        """Take a start back; no trace of it is left."""
        self._timer.stop()
        self.changed.emit()

    def _tick(self) -> None:
        self._left -= 1
        if self._left > 0:
            self.changed.emit()
            return
        self._timer.stop()
        self._make()

    def _make(self) -> None:
        self._is_making = True
        self.changed.emit()
        context, plan = self._context, self._plan

        def make() -> Campaign:
            url = context.service_url()
            service = Service(url, context.workspace.keys.account_of(url))
            draft = plan.draft(context.mode, service)
            self._keep_in_library(plan)
            return context.workspace.campaigns.create(draft)

        context.bridge.ask(make, self._on_made, self._on_not_made)

    def _keep_in_library(self, plan: Plan) -> None:
        """Have the recording at hand for the next campaign; on a job's thread."""
        if plan.recording and plan.composition is None and plan.text is None:
            audio, sound = self._context.workspace.audio, plan.recording
            audio.remember(sound, sound.source, SoundOrigin.FILE)

    def _on_made(self, campaign: Campaign) -> None:
        self._is_making = False
        self.made.emit(campaign)

    def _on_not_made(self, trouble: Trouble) -> None:
        self._is_making = False
        self.failed.emit(trouble)
