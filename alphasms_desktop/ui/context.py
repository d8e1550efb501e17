"""What every page is given: the desks, the door to other threads, the running campaigns."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from alphasms_desktop.domain.address import BUILT_IN_SANDBOX
from alphasms_desktop.domain.campaign import Mode
from alphasms_desktop.ui.bridge import Bridge
from alphasms_desktop.ui.runs import Runs

if TYPE_CHECKING:
    from alphasms_desktop.engine.workspace import Workspace


@dataclass(frozen=True)
class Context:
    """The surroundings of a page; one for each opened workspace."""

    workspace: "Workspace"
    bridge: Bridge
    runs: Runs

    @property
    def mode(self) -> Mode:
        """Whether this is training or real calls."""
        return self.workspace.mode

    def service_url(self) -> str:
        """Return where calls go: the sandbox in training, else what is set; on a job's thread."""
        if self.mode is Mode.TRAINING:
            return BUILT_IN_SANDBOX
        return self.workspace.settings.load().service_url
