"""Opening a campaign: whatever fails on the way, the line is hung up and the campaign is free."""

import pytest

from alphasms_desktop.domain.account import account_fingerprint
from alphasms_desktop.domain.campaign import Draft, Mode, Phase
from alphasms_desktop.domain.errors import Kind, TroubleError
from alphasms_desktop.domain.hours import AllowedHours, DespiteHours
from alphasms_desktop.domain.profile import AccountProfile
from alphasms_desktop.domain.rules import Purpose, Rules
from alphasms_desktop.engine.campaign_desk import CampaignDesk
from alphasms_desktop.store.journal import Journal
from tests.fakes import RECORDING, SERVICE, make_campaign

KEY = "key"


class Line:
    """A line to the scripted service, which remembers that it was hung up."""

    receiver, ask_every_s, settle_after_s, is_open = None, 2.0, 60.0, True
    grace_s, own_hook, brings_keys = 2.0, "", False

    def __init__(self, gateway) -> None:
        self.gateway = gateway

    def on_hook(self, told) -> None:
        """No webhook comes here."""

    def close(self) -> None:
        """Hang up."""
        self.is_open = False


@pytest.fixture
def line(stage):
    return Line(stage.gateway)


@pytest.fixture
def desk(stage, line):
    store = stage.store
    return CampaignDesk(
        *(store.campaigns, store.lists, store, store.live),
        open_sounds=lambda _campaign: lambda _claim: b"RIFF",
        connect=lambda _url, _key, _uploads: line,
        clock=stage.clock,
        profiles=store.profiles,
        public_holidays=lambda _today: frozenset(),
        hook_fields=store.row_fields,
        texts=None,
    )


@pytest.fixture
def campaign_id(stage):
    made = make_campaign(stage.store, 2)
    stage.store.campaigns.rebind_account(made, account_fingerprint(KEY))
    return made


def broken(*_arguments):
    raise TroubleError(Kind.STORE_BROKEN, "database disk image is malformed")


@pytest.mark.parametrize("deed", ["tally", "bill", "usual_answers"])
def test_a_store_that_fails_leaves_the_campaign_free(
    stage, desk, line, campaign_id, monkeypatch, deed
):
    with monkeypatch.context() as patched:
        patched.setattr(Journal, deed, broken)
        with pytest.raises(TroubleError):
            desk.open(campaign_id, KEY, stage.events.append)
    assert not stage.store.is_running(campaign_id)
    assert deed == "tally" or not line.is_open
    desk.open(campaign_id, KEY, stage.events.append)


def test_what_was_learned_that_cannot_be_read_leaves_the_campaign_free(
    stage, desk, campaign_id, monkeypatch
):
    monkeypatch.setattr(type(desk.profiles), "get", broken)
    with pytest.raises(TroubleError):
        desk.open(campaign_id, KEY, stage.events.append)
    assert not stage.store.is_running(campaign_id)


def test_a_service_that_refuses_the_key_leaves_the_campaign_paused_and_free(
    stage, desk, line, campaign_id, monkeypatch
):
    def refuse():
        raise TroubleError(Kind.WRONG_KEY, "no")

    stage.gateway.balance = refuse
    with pytest.raises(TroubleError):
        desk.open(campaign_id, KEY, stage.events.append)
    kept = stage.store.campaigns.get(campaign_id)
    assert (kept.phase, kept.trouble.kind) == (Phase.PAUSED, Kind.WRONG_KEY)
    assert not stage.store.is_running(campaign_id)
    assert not line.is_open


def test_a_campaign_that_is_open_cannot_be_opened_again(stage, desk, campaign_id):
    desk.open(campaign_id, KEY, stage.events.append)
    with pytest.raises(TroubleError) as caught:
        desk.open(campaign_id, KEY, stage.events.append)
    assert caught.value.trouble.kind is Kind.IN_USE


def test_advertising_with_leave_to_call_at_night_is_not_made(stage, desk, campaign_id):
    hours = AllowedHours()
    leave = DespiteHours.from_moment(stage.clock.now(), hours, "The sale ends today")
    rules = Rules(hours=hours, despite_hours=leave, purpose=Purpose.ADVERTISING)
    list_id = stage.store.campaigns.get(campaign_id).list_id
    with pytest.raises(TroubleError) as refused:
        desk.create(Draft("Sale", Mode.TRAINING, SERVICE, list_id, RECORDING, rules))
    assert refused.value.trouble.kind is Kind.ADVERTISING_KEEPS_HOURS
    assert [one.campaign.id for one in desk.summaries()] == [campaign_id]


def test_a_new_account_knows_nothing_yet(desk):
    assert desk.profile("another key") == AccountProfile()
