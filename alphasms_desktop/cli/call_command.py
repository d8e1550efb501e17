"""`call`: one phone, one recording; the smallest campaign there is, by the same path as all."""

import json
import sys
from datetime import datetime
from zoneinfo import ZoneInfo

from alphasms_desktop.app import open_workspace
from alphasms_desktop.cli.carrying_out import carry_out
from alphasms_desktop.cli.exits import Exit
from alphasms_desktop.cli.options import Options
from alphasms_desktop.cli.places import data_folder, mode_of, service_url
from alphasms_desktop.cli.summary import Speaker
from alphasms_desktop.domain.account import account_fingerprint
from alphasms_desktop.domain.campaign import Campaign, Draft, Service
from alphasms_desktop.domain.live import LiveRow, View
from alphasms_desktop.domain.money import plain
from alphasms_desktop.domain.rules import Rules
from alphasms_desktop.domain.success import Success
from alphasms_desktop.engine.workspace import Workspace
from alphasms_desktop.i18n import money, tr
from alphasms_desktop.wording import KYIV, state_name


def call_once(options: Options) -> Exit:
    """Call one phone, wait for the result, and say what came of it."""
    url = service_url(options)
    mode = mode_of(url)
    workspace = open_workspace(data_folder(options, mode), mode)
    try:
        speaker = Speaker(sys.stderr if options.json else sys.stdout)
        campaign = _make(workspace, options, url, speaker)
        carried_out = carry_out(workspace, campaign, options, speaker)
        row, gateway_id = _row(workspace, campaign)
        speaker.say(_sentence(row, gateway_id, carried_out.summary.tally.success))
        if options.json:
            print(json.dumps(_facts(row, gateway_id), ensure_ascii=False), flush=True)
        return carried_out.exit
    finally:
        workspace.close()


def _make(workspace: Workspace, options: Options, url: str, speaker: Speaker) -> Campaign:
    assert options.audio is not None  # argparse has seen to it
    key = workspace.keys.key_for(url)
    contacts = workspace.contacts.take_one(options.phone)
    recording = workspace.audio.prepare(options.audio)
    speaker.recording_ready(recording)
    now = datetime.now(ZoneInfo(KYIV))
    name = tr("Single call, {moment}").format(moment=f"{now:%d.%m.%Y %H:%M}")
    rules = Rules(uploads=1, results_within_s=options.results_within * 60)
    service = Service(url, account_fingerprint(key))
    draft = Draft(name, workspace.mode, service, contacts.id, recording, rules)
    return workspace.campaigns.create(draft)


def _row(workspace: Workspace, campaign: Campaign) -> tuple[LiveRow, str | None]:
    desk = workspace.campaigns
    (row,) = desk.rows(list(desk.ordered_ids(campaign.id, View())))
    (result,) = desk.results(campaign.id)
    return row, result.gateway_id


def _sentence(row: LiveRow, gateway_id: str | None, success: Success) -> str:
    said = [f"{row.phone}: {state_name(row.state, success)}"]
    if gateway_id:
        said.append(tr("call {id}").format(id=gateway_id))
    if row.price is not None:
        said.append(money(row.price))
    if row.duration_s:
        said.append(tr("{n} seconds").format(n=round(row.duration_s)))
    if row.key:
        said.append(tr("key {key}").format(key=row.key))
    return " · ".join(said)


def _facts(row: LiveRow, gateway_id: str | None) -> dict[str, object]:
    return {
        "phone": row.phone,
        "gateway_id": gateway_id,
        "price": plain(row.price) if row.price is not None else None,
        "outcome": str(row.state),
        "raw": row.raw,
        "duration_s": row.duration_s,
        "key": row.key,
    }
