"""Carrying a campaign out on the terminal: Ctrl+C pauses it, the end is said and reported."""

import signal
import threading
from dataclasses import dataclass, replace
from pathlib import Path
from types import FrameType

from alphasms_desktop.cli.exits import Exit
from alphasms_desktop.cli.options import Options
from alphasms_desktop.cli.progress import Progress
from alphasms_desktop.cli.summary import Speaker, exit_of
from alphasms_desktop.domain.campaign import Campaign, CampaignSummary
from alphasms_desktop.domain.errors import Family, TroubleError
from alphasms_desktop.engine.campaign_desk import RunningCampaign
from alphasms_desktop.engine.orders import RunEnd
from alphasms_desktop.engine.workspace import Workspace
from alphasms_desktop.wording import hint_sentence

_PAUSES = frozenset({Family.ACCOUNT, Family.OUT_OF_REACH, Family.CONFIGURATION, Family.MONEY})


@dataclass(frozen=True)
class CarriedOut:
    """How a campaign stands after it was carried out, and the exit code for that."""

    exit: Exit
    summary: CampaignSummary


def carry_out(
    workspace: Workspace, campaign: Campaign, options: Options, speaker: Speaker
) -> CarriedOut:
    """Run a campaign to its end, a pause or Ctrl+C; say and report what came of it."""
    key = workspace.keys.key_for(campaign.service.url)
    progress = Progress(speaker.stream)
    try:
        running, balance = workspace.campaigns.open(
            campaign.id, key, progress.tell, options.same_account
        )
    except TroubleError as error:
        if error.trouble.family not in _PAUSES:
            raise
        speaker.trouble(error.trouble)
        return _conclude(workspace, campaign, options, speaker, None)
    price_per_s = workspace.campaigns.profile(key).price_per_s
    speaker.begins(workspace.campaigns.summary(campaign.id), balance, price_per_s)
    end = _run_until_the_end(running, progress)
    return _conclude(workspace, campaign, options, speaker, end)


def _run_until_the_end(running: RunningCampaign, progress: Progress) -> RunEnd:
    """Run on a thread of its own, so that Ctrl+C is felt at once and pauses in order."""
    ended: list[RunEnd] = []

    def leave(_signal: int, _frame: FrameType | None) -> None:
        progress.leaving()
        running.leave()

    before = {one: signal.signal(one, leave) for one in (signal.SIGINT, signal.SIGTERM)}
    thread = threading.Thread(target=lambda: ended.append(running.run()), name="campaign")
    thread.start()
    try:
        while thread.is_alive():
            thread.join(0.2)
            progress.show()
    finally:
        for one, handler in before.items():
            signal.signal(one, handler)
    progress.close()
    return ended[0]


def _conclude(
    workspace: Workspace,
    campaign: Campaign,
    options: Options,
    speaker: Speaker,
    end: RunEnd | None,
) -> CarriedOut:
    summary = workspace.campaigns.summary(campaign.id)
    if end:
        # After a full disk the store still says "running"; what the run knows is newer.
        summary = replace(summary, campaign=replace(summary.campaign, phase=end.phase))
        if end.trouble:
            speaker.trouble(end.trouble)
    speaker.ended(summary, workspace.results.totals(campaign.id))
    if hint := workspace.campaigns.balance_hint(campaign.id):
        speaker.say(hint_sentence(hint))
    exit_code = exit_of(summary)
    if options.report:
        exit_code = max(exit_code, _write_report(workspace, campaign.id, options.report, speaker))
    if exit_code is Exit.PAUSED:
        speaker.how_to_go_on(summary, options.data_dir)
    return CarriedOut(exit_code, summary)


def _write_report(workspace: Workspace, campaign_id: int, path: Path, speaker: Speaker) -> Exit:
    try:
        workspace.results.report(campaign_id, path)
    except TroubleError as error:
        speaker.trouble(error.trouble)
        return Exit.PAUSED
    speaker.report_written(path)
    return Exit.DONE
