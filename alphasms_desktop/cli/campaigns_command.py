"""`campaigns`: what there is, the newest first."""

import json

from alphasms_desktop.app import open_workspace
from alphasms_desktop.cli.exits import Exit
from alphasms_desktop.cli.options import Options
from alphasms_desktop.cli.places import data_folder
from alphasms_desktop.cli.summary import outcomes
from alphasms_desktop.domain.attempt import State
from alphasms_desktop.domain.campaign import CampaignSummary, Mode, Phase
from alphasms_desktop.engine.campaign_desk import CampaignDesk
from alphasms_desktop.i18n import money, ntr, number, tr
from alphasms_desktop.wording import moment, phase_name, state_name

INTERRUPTED = "interrupted"
"""How a campaign is called whose process died: it says it runs, but nobody runs it."""


def list_campaigns(options: Options) -> Exit:
    """Print all campaigns of a data folder; a folder that is not there has none."""
    mode = Mode.TRAINING if options.sandbox else Mode.REAL
    folder = data_folder(options, mode)
    if not (folder / "alphasms.sqlite").exists():
        print("[]" if options.json else tr("No campaigns yet."))
        return Exit.DONE
    workspace = open_workspace(folder, mode)
    try:
        desk = workspace.campaigns
        listed = [
            (one, state_of(desk, one)) for one in desk.summaries() if not one.campaign.is_archived
        ]
    finally:
        workspace.close()
    if options.json:
        print(json.dumps([_plain(one, state) for one, state in listed], ensure_ascii=False))
    elif not listed:
        print(tr("No campaigns yet."))
    for one, state in listed if not options.json else []:
        print("\n".join(_lines(one, state)))
    return Exit.DONE


def state_of(desk: CampaignDesk, summary: CampaignSummary) -> str:
    """Return where a campaign stands, in one word for programs."""
    phase = summary.campaign.phase
    if phase is Phase.RUNNING and not desk.is_running(summary.campaign.id):
        return INTERRUPTED
    return str(phase)


def _plain(summary: CampaignSummary, state: str) -> dict[str, object]:
    return {
        "id": summary.campaign.id,
        "name": summary.campaign.name,
        "state": state,
        "recipients": summary.tally.recipients,
        "outcomes": outcomes(summary.tally),
    }


def _lines(summary: CampaignSummary, state: str) -> list[str]:
    campaign, tally = summary.campaign, summary.tally
    shown = tr("Interrupted") if state == INTERRUPTED else phase_name(campaign.phase)
    counts = [
        f"{state_name(one, tally.success)} {number(tally[one])}" for one in State if tally[one]
    ]
    recipients = ntr("{n} recipient", "{n} recipients", tally.recipients)
    head = f"{campaign.id:>4}  {shown:<12} {moment(campaign.created_at)}  {campaign.name}"
    return [head, f"      {recipients}: " + ", ".join([*counts, money(tally.spent)])]
