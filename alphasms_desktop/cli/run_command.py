"""`run`: from a contact file and a recording to a finished campaign, or on with an old one."""

import signal
import sys
import threading
from dataclasses import replace
from datetime import datetime, time
from pathlib import Path
from types import FrameType
from zoneinfo import ZoneInfo

from alphasms_desktop.app import open_workspace
from alphasms_desktop.cli.exits import Exit
from alphasms_desktop.cli.options import Options
from alphasms_desktop.cli.parser import refuse
from alphasms_desktop.cli.places import data_folder, mode_of, service_url
from alphasms_desktop.cli.progress import Progress
from alphasms_desktop.cli.summary import Speaker, exit_of
from alphasms_desktop.domain.account import account_fingerprint
from alphasms_desktop.domain.campaign import Campaign, Draft, Mode, Service
from alphasms_desktop.domain.errors import Family, Kind, TroubleError
from alphasms_desktop.domain.hours import DAYS, AllowedHours, parse_days, parse_hours
from alphasms_desktop.domain.rules import Rules
from alphasms_desktop.engine.orders import RunEnd
from alphasms_desktop.engine.workspace import RunningCampaign, Workspace
from alphasms_desktop.i18n import tr
from alphasms_desktop.wording import KYIV

_PAUSES = frozenset({Family.ACCOUNT, Family.OUT_OF_REACH, Family.CONFIGURATION, Family.MONEY})
_ANY = "any"


def run_campaign(options: Options) -> Exit:
    """Make or find the campaign, run it to its end, say and write what came of it."""
    _check_use(options)
    url = service_url(options)
    mode = mode_of(url)
    rules = _rules(options, mode)
    workspace = open_workspace(data_folder(options, mode), mode)
    try:
        speaker = Speaker(sys.stderr if options.json else sys.stdout)
        if options.campaign is None:
            campaign = _make(workspace, options, url, mode, rules, speaker)
        else:
            campaign = _find(workspace, options, url)
        return _carry_out(workspace, campaign, options, speaker)
    finally:
        workspace.close()


def _check_use(options: Options) -> None:
    for name in ("canary", "retry", "cap"):
        if getattr(options, name) is not None:
            refuse(
                tr("--{option} does not work yet in this version; leave it out").format(option=name)
            )
    if options.campaign is not None:
        made_of = (options.contacts, options.audio, options.phone_column, options.name)
        rules = (options.hours, options.days)
        if any(one is not None for one in made_of + rules):
            refuse(tr("--campaign goes on with a campaign as it was made; give no files or rules"))
    elif not options.contacts or not options.audio:
        refuse(tr("--contacts and --audio are both needed (or --campaign to go on with one)"))


def _rules(options: Options, mode: Mode) -> Rules:
    return Rules(
        uploads=options.uploads,
        hours=_hours(options, mode),
        results_within_s=options.results_within * 60,
    )


def _hours(options: Options, mode: Mode) -> AllowedHours | None:
    if mode is Mode.TRAINING and options.hours is None and options.days is None:
        return None
    every_day = frozenset(range(len(DAYS)))
    default = AllowedHours()
    try:
        start, end = default.start, default.end
        if options.hours == _ANY:
            start, end = time.min, time.max
        elif options.hours:
            start, end = parse_hours(options.hours)
        days = default.days
        if options.days:
            days = every_day if options.days == _ANY else parse_days(options.days)
    except ValueError:
        refuse(tr("--hours is like 09:00-20:00 and --days like Mon-Sat or Mon,Wed,Fri, or “any”"))
    if options.hours == options.days == _ANY:
        return None
    return AllowedHours(start, end, days)


def _make(
    workspace: Workspace,
    options: Options,
    url: str,
    mode: Mode,
    rules: Rules,
    speaker: Speaker,
) -> Campaign:
    assert options.contacts is not None  # checked before
    assert options.audio is not None
    key = workspace.keys.key_for(url)
    recording = workspace.audio.prepare(options.audio)
    speaker.recording_ready(recording)
    contacts = workspace.contacts.take_in(options.contacts, options.phone_column)
    speaker.contacts_ready(contacts)
    now = datetime.now(ZoneInfo(KYIV))
    name = options.name or f"{options.contacts.stem}, {now:%d.%m.%Y %H:%M}"
    service = Service(url, account_fingerprint(key))
    return workspace.campaigns.create(Draft(name, mode, service, contacts.id, recording, rules))


def _find(workspace: Workspace, options: Options, url: str) -> Campaign:
    assert options.campaign is not None  # asked before
    campaign = workspace.campaigns.get(options.campaign)
    says_where = options.sandbox or options.api_url
    if says_where and url != campaign.service.url:
        raise TroubleError(Kind.OTHER_ADDRESS, address=campaign.service.url)
    return campaign


def _carry_out(
    workspace: Workspace, campaign: Campaign, options: Options, speaker: Speaker
) -> Exit:
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
    speaker.begins(workspace.campaigns.summary(campaign.id), balance)
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
) -> Exit:
    summary = workspace.campaigns.summary(campaign.id)
    if end:
        # After a full disk the store still says "running"; what the run knows is newer.
        summary = replace(summary, campaign=replace(summary.campaign, phase=end.phase))
        if end.trouble:
            speaker.trouble(end.trouble)
    speaker.ended(summary)
    exit_code = exit_of(summary)
    if options.report:
        exit_code = max(exit_code, _write_report(workspace, campaign.id, options.report, speaker))
    if exit_code is Exit.PAUSED:
        speaker.how_to_go_on(summary, options.data_dir)
    if options.json:
        speaker.json_line(summary)
    return exit_code


def _write_report(workspace: Workspace, campaign_id: int, path: Path, speaker: Speaker) -> Exit:
    try:
        workspace.campaigns.report(campaign_id, path)
    except TroubleError as error:
        speaker.trouble(error.trouble)
        return Exit.PAUSED
    speaker.report_written(path)
    return Exit.DONE
