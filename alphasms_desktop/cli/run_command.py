"""`run`: from a contact file and a recording to a finished campaign, or on with an old one."""

import logging
import sys
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from alphasms_desktop.app import open_workspace
from alphasms_desktop.cli.carrying_out import carry_out
from alphasms_desktop.cli.exits import Exit
from alphasms_desktop.cli.options import Options
from alphasms_desktop.cli.parser import refuse
from alphasms_desktop.cli.places import data_folder, mode_of, service_url
from alphasms_desktop.cli.receiving import choose_receiving, keys_of
from alphasms_desktop.cli.rules import RULE_OPTIONS, RuleError, rules_of
from alphasms_desktop.cli.summary import Speaker
from alphasms_desktop.cli.texts import TEXT_OPTIONS, fallbacks_of, message_of, say_survey
from alphasms_desktop.domain.account import account_fingerprint
from alphasms_desktop.domain.campaign import Campaign, Draft, Service
from alphasms_desktop.domain.channel import Channel
from alphasms_desktop.domain.errors import Kind, TroubleError
from alphasms_desktop.domain.message import Fallback, TextMessage
from alphasms_desktop.domain.rules import Rules
from alphasms_desktop.engine.workspace import Workspace
from alphasms_desktop.i18n import tr
from alphasms_desktop.wording import KYIV

_log = logging.getLogger(__name__)


def run_campaign(options: Options) -> Exit:
    """Make or find the campaign, run it to its end, say and write what came of it."""
    _check_use(options)
    url = service_url(options)
    mode = mode_of(url)
    workspace = open_workspace(data_folder(options, mode), mode)
    try:
        speaker = Speaker(sys.stderr if options.json else sys.stdout)
        _receive(options, workspace)
        if options.campaign is None:
            try:
                now = datetime.now(UTC)
                rules = rules_of(options, mode, now, workspace.campaigns.holidays)
                rules = replace(rules, keys=keys_of(options))
                text = message_of(options, workspace.texts)
                main = text.channel if text else Channel.VOICE
                fallbacks = fallbacks_of(options, workspace.texts, main)
            except RuleError as error:
                refuse(str(error))
            told = _Told(text, fallbacks)
            campaign = _make(workspace, options, url, rules, told, speaker)
        else:
            campaign = _find(workspace, options, url)
        carried_out = carry_out(workspace, campaign, options, speaker)
        _back_up(workspace)
        if options.json:
            speaker.json_line(carried_out.summary)
        return carried_out.exit
    finally:
        workspace.close()


def _receive(options: Options, workspace: Workspace) -> None:
    """Receive as asked, and take in what came while no program ran."""
    try:
        choose_receiving(options, workspace)
    except RuleError as error:
        refuse(str(error))
    workspace.receiving.take_late()


def _back_up(workspace: Workspace) -> None:
    try:
        workspace.back_up()
    except TroubleError as error:
        # The run and its report are whole; without room for a copy they stay so.
        _log.warning("the copy of the day could not be made: %s", error)


def _check_use(options: Options) -> None:
    if options.campaign is not None:
        each_row = options.each_row or None
        made_of = (options.contacts, options.audio, options.phone_column, options.name, each_row)
        rules = tuple(getattr(options, name) for name in (*RULE_OPTIONS, *TEXT_OPTIONS))
        if any(one is not None for one in made_of + rules):
            refuse(tr("--campaign goes on with a campaign as it was made; give no files or rules"))
    elif not options.contacts or (not options.audio and options.text is None):
        refuse(tr("--contacts and --audio or --text are needed (or --campaign to go on with one)"))
    if options.each_row and not TextMessage(options.text or "").has_fields:
        refuse(tr("--each-row needs a --text with columns: else all rows of a phone say the same"))
    if options.each_row and options.advertising:
        refuse(tr("--each-row does not go with --advertising: it is told to a phone once"))


@dataclass(frozen=True)
class _Told:
    """What is told in writing: instead of a recording, or after it."""

    text: TextMessage | None
    fallbacks: tuple[Fallback, ...]


def _make(
    workspace: Workspace, options: Options, url: str, rules: Rules, told: _Told, speaker: Speaker
) -> Campaign:
    assert options.contacts is not None  # checked before
    key = workspace.keys.key_for(url)
    recording = None
    if options.audio is not None:
        recording = workspace.audio.prepare(options.audio)
        speaker.recording_ready(recording)
    choices = None
    if options.phone_column:
        choices = replace(workspace.contacts.usual(), phone_columns=(options.phone_column,))
    contacts = workspace.contacts.take_in(options.contacts, choices).list
    if options.each_row:
        contacts = workspace.contacts.call_each_row(contacts.id, True)
    speaker.contacts_ready(contacts)
    text, fallbacks = told.text, told.fallbacks
    if text is not None:
        survey = workspace.texts.survey(text, contacts.id)
        say_survey(speaker, survey)
        text = workspace.texts.counted(text, survey)
        signs = survey.span.most_signs if survey.span else 0
        recording = workspace.texts.sound_of(text, signs)
    fallbacks = tuple(_counted(workspace, one, contacts.id, text, speaker) for one in fallbacks)
    assert recording is not None  # there is a recording or a text
    now = datetime.now(ZoneInfo(KYIV))
    name = options.name or f"{options.contacts.stem}, {now:%d.%m.%Y %H:%M}"
    service = Service(url, account_fingerprint(key))
    draft = Draft(
        name,
        workspace.mode,
        service,
        contacts.id,
        recording,
        rules,
        text=text,
        fallbacks=fallbacks,
        each_row=options.each_row,
    )
    return workspace.campaigns.create(draft)


def _counted(
    workspace: Workspace, one: Fallback, list_id: int, text: TextMessage | None, speaker: Speaker
) -> Fallback:
    """Return a fallback with its parts counted; its faults are said where no text has said them."""
    survey = workspace.texts.survey(one.text, list_id)
    if text is None:
        say_survey(speaker, survey)
    return replace(one, text=workspace.texts.counted(one.text, survey))


def _find(workspace: Workspace, options: Options, url: str) -> Campaign:
    assert options.campaign is not None  # asked before
    campaign = workspace.campaigns.get(options.campaign)
    says_where = options.sandbox or options.api_url
    if says_where and url != campaign.service.url:
        raise TroubleError(Kind.OTHER_ADDRESS, address=campaign.service.url)
    return campaign
