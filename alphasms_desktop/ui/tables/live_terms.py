"""What the rows of a campaign are worded by: whether keys can come, their meanings, the rules."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from alphasms_desktop.domain.errors import Trouble
from alphasms_desktop.engine.result_desk import meanings_of
from alphasms_desktop.ui.asking import ask_for
from alphasms_desktop.ui.context import Context
from alphasms_desktop.ui.tables.live_cells import Terms


def ask_for_terms(
    owner: QWidget,
    context: Context,
    campaign_id: int,
    take: Callable[[int, bool, Terms], None],
    failed: Callable[[Trouble], object],
) -> None:
    """Hand a campaign on with whether keys came or can still come, their meanings, its rules."""
    workspace = context.workspace
    desk = workspace.campaigns

    def read() -> tuple[bool, Terms]:
        can_come = workspace.receiving.brings_keys() or desk.has_keys(campaign_id)
        campaign = desk.get(campaign_id)
        return can_come, Terms(meanings_of(campaign), campaign.rules)

    ask_for(owner, context.bridge, read, lambda found: take(campaign_id, *found), failed)
