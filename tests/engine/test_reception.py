"""Reception: one process receives, a test goes the whole way, late answers find their campaign."""

import threading
from collections.abc import Callable, Sequence

import pytest

from alphasms_desktop.domain.answer import KeyAction, KeyMeaning
from alphasms_desktop.domain.attempt import State, Step, Why
from alphasms_desktop.domain.campaign import Phase
from alphasms_desktop.domain.errors import Kind, TroubleError
from alphasms_desktop.domain.exchange import ReceivedHook
from alphasms_desktop.domain.receiving import Receiving, Way
from alphasms_desktop.domain.rules import Rules
from alphasms_desktop.engine.late_answers import LateAnswers
from alphasms_desktop.engine.reception import Reception, ReceptionTools
from alphasms_desktop.gateway.wire_voice import read_hook
from tests.fakes import make_campaign, phone

OWN = Receiving(Way.OWN, public_url="https://calls.example")
WITHIN_S = 10.0


class Loop:
    """A channel through which whatever is sent comes in, unless it is broken."""

    put: Callable[[Sequence[ReceivedHook]], object]
    told: Callable[[], object]

    def __init__(self) -> None:
        self.opened = self.closed = 0
        self.is_broken = False
        self.trouble: TroubleError | None = None

    def open(self, _receiving, put, told):
        if self.trouble:
            raise self.trouble
        self.opened += 1
        self.put, self.told = put, told
        return self

    def send(self, url: str, body: str) -> None:
        if not self.is_broken:
            self.put([ReceivedHook(url.rpartition("/")[2], body)])
            self.told()

    def fetch(self) -> int:
        return 0

    def close(self) -> None:
        self.closed += 1


@pytest.fixture
def loop():
    return Loop()


@pytest.fixture
def reception(store, loop):
    made = Reception(
        ReceptionTools(
            store.inbox,
            LateAnswers(store, store.inbox, read_hook),
            store.folder.lock("receiver"),
            loop.open,
            lambda receiving, token: f"{receiving.public_url}/hook/{token}",
            loop.send,
        )
    )
    yield made
    made.close()


def handed_over(store, recipients=1, rules=None, phase=Phase.FINISHED, to=None):
    """Make a campaign whose calls were handed over and whose run has ended."""
    campaign_id = make_campaign(store, recipients, rules=rules)
    journal = store.take_over(campaign_id)
    claims, _ = journal.claim(recipients)
    journal.keep(
        [
            Step(one.attempt_id, State.ACCEPTED, Why.HANDED_OVER, gateway_id=str(one.attempt_id))
            for one in claims
        ]
    )
    if to:
        journal.keep([Step(one.attempt_id, to, Why.ASKED) for one in claims])
    journal.set_phase(phase)
    journal.release()
    return campaign_id, claims


def states(store, campaign_id):
    return [row.state for row in store.campaigns.results(campaign_id)]


def test_a_test_goes_the_whole_way_and_leaves_nothing(store, reception, loop):
    reception.test(OWN, WITHIN_S)
    assert (loop.opened, loop.closed) == (1, 1)
    assert store.inbox.strays() == []


def test_a_test_that_does_not_come_in_is_said(reception, loop):
    loop.is_broken = True
    with pytest.raises(TroubleError) as caught:
        reception.test(OWN, 0.3)
    assert caught.value.trouble.kind is Kind.NOT_RECEIVED


def test_why_a_way_cannot_be_opened_is_said(reception, loop):
    loop.trouble = TroubleError(Kind.PORT_TAKEN, port=8765)
    with pytest.raises(TroubleError) as caught:
        reception.test(OWN, WITHIN_S)
    assert caught.value.trouble.kind is Kind.PORT_TAKEN


def test_a_run_is_told_of_what_came(store, reception, loop):
    _, (claim,) = handed_over(store, phase=Phase.RUNNING)
    told = threading.Event()
    attached = reception.attach(OWN, told.set)
    assert attached.url_for(claim.token) == f"https://calls.example/hook/{claim.token}"
    assert told.wait(WITHIN_S)
    attached.close()
    assert loop.closed == loop.opened


def test_one_process_receives_and_the_other_looks_into_the_inbox(store, reception, loop):
    other = store.folder.lock("receiver")
    assert other.acquire()
    told = threading.Event()
    attached = reception.attach(OWN, told.set)
    assert told.wait(WITHIN_S)
    assert loop.opened == 0
    attached.close()
    other.release()


def test_an_answer_after_the_end_finds_its_campaign(store, reception):
    keys = (KeyMeaning("9", "stop", KeyAction.DO_NOT_CALL),)
    campaign_id, (claim,) = handed_over(store, rules=Rules(keys=keys), to=State.ANSWERED)
    store.inbox.put(claim.token, '{"status":"ANSWERED","duration":9,"dtmf":"9"}')
    assert reception.apply_late() == [campaign_id]
    assert reception.apply_late() == []
    (row,) = store.campaigns.results(campaign_id)
    assert (row.state, row.key, row.duration_s) == (State.ANSWERED, "9", 9.0)
    assert phone(2) in store.do_not_call.phones()


def test_nobody_is_called_because_of_an_answer_after_the_end(store, reception):
    rules = Rules(retry_after_s=(600.0,))
    campaign_id, (claim,) = handed_over(store, rules=rules, to=State.NO_RESULT)
    store.inbox.put(claim.token, '{"status":"NO ANSWER"}')
    assert reception.apply_late() == [campaign_id]
    assert states(store, campaign_id) == [State.NO_ANSWER]


def test_a_paused_campaign_goes_on_with_its_ladder(store, reception):
    rules = Rules(retry_after_s=(600.0,))
    campaign_id, (claim,) = handed_over(store, rules=rules, phase=Phase.PAUSED)
    store.inbox.put(claim.token, '{"status":"NO ANSWER"}')
    assert reception.apply_late() == [campaign_id]
    assert states(store, campaign_id) == [State.QUEUED]


def test_a_running_campaign_applies_its_own(store, reception):
    campaign_id, (claim,) = handed_over(store, phase=Phase.RUNNING)
    journal = store.take_over(campaign_id)
    store.inbox.put(claim.token, '{"status":"BUSY"}')
    assert reception.apply_late() == []
    assert len(journal.waiting_hooks()) == 1
    journal.release()


def test_a_break_between_keeping_and_applying_loses_and_doubles_nothing(
    store, reception, monkeypatch
):
    keys = (KeyMeaning("2", "ring me", KeyAction.CALL_BACK),)
    campaign_id, (claim,) = handed_over(store, rules=Rules(keys=keys))
    store.inbox.put(claim.token, '{"status":"ANSWERED","dtmf":"2"}')
    with monkeypatch.context() as broken:
        broken.setattr("alphasms_desktop.store.journal.follow_late", _broken)
        assert reception.apply_late() == []
    assert store.call_backs.waiting() == 0
    assert reception.apply_late() == [campaign_id]
    store.inbox.put(claim.token, '{"status":"ANSWERED","dtmf":"2"}')
    reception.apply_late()
    assert store.call_backs.waiting() == 1
    assert states(store, campaign_id) == [State.ANSWERED]


def test_another_id_than_the_kept_one_is_shown_and_changes_nothing(store, reception):
    campaign_id, (claim,) = handed_over(store)
    store.inbox.put(claim.token, '{"id":999999,"status":"ANSWERED"}')
    reception.apply_late()
    assert states(store, campaign_id) == [State.ACCEPTED]
    assert [one.verdict for one in store.inbox.strays()] == ["other_id"]


def _broken(*_arguments: object) -> Callable[[], None]:
    raise TroubleError(Kind.DISK_FULL)
