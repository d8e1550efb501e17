"""What the rows of a campaign are worded by: whether keys can come, and what each means."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from alphasms_desktop.domain.errors import Trouble
from alphasms_desktop.domain.totals import Meanings
from alphasms_desktop.engine.result_desk import meanings_of
from alphasms_desktop.ui.asking import ask_for
from alphasms_desktop.ui.context import Context


def ask_for_terms(
    owner: QWidget,
    context: Context,
    campaign_id: int,
    take: Callable[[int, bool, Meanings], None],
    failed: Callable[[Trouble], object],
) -> None:
    """Hand a campaign on with whether keys came or can still come, and with their meanings."""
    workspace = context.workspace
    desk = workspace.campaigns

    def read() -> tuple[bool, Meanings]:
        can_come = workspace.receiving.brings_keys() or desk.has_keys(campaign_id)
        return can_come, meanings_of(desk.get(campaign_id))

    ask_for(owner, context.bridge, read, lambda found: take(campaign_id, *found), failed)
