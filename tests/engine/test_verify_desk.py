"""The verification desk against a service over real HTTP: codes told, lost, voided, grown old."""

import os
import signal
import subprocess
import sys
import wave
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from alphasms_desktop.app import open_workspace
from alphasms_desktop.app.service_line import ServiceLine
from alphasms_desktop.domain.campaign import Mode
from alphasms_desktop.domain.code import SecretCode
from alphasms_desktop.domain.errors import Kind, TroubleError
from alphasms_desktop.domain.message import Recording
from alphasms_desktop.domain.verification import Channel, Progress, Standing, Told
from alphasms_desktop.engine.verify_desk import CheckView, Order
from alphasms_desktop.engine.workspace import Workspace
from alphasms_desktop.sandbox import Sandbox, SandboxSettings
from alphasms_desktop.sandbox.faults import Fault
from alphasms_desktop.store import open_store
from tests.fakes import HandClock

OTP, JSON = "/api/otp.php", "/api/json.php"


@pytest.fixture
def service() -> Iterator[Sandbox]:
    with Sandbox(SandboxSettings(speed=500.0)) as made:
        yield made


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Workspace]:
    opened = open_workspace(tmp_path / "data", Mode.TRAINING)
    yield opened
    opened.close()


class Clerk:
    """Asks for checks and knows, as the customer does, which code has come."""

    def __init__(self, office: Workspace, service: Sandbox) -> None:
        self.office, self.service, self.desk = office, service, office.verify

    def ask(self, phone: str = "050 123 45 67", channel: Channel = Channel.CALL, **more: Any):
        return self.desk.begin(Order(phone, channel, self.service.url, "any-key", **more))

    def code(self) -> str:
        return self.service.calls()[-1].code

    def wrong(self) -> str:
        return f"{(int(self.code()) + 1) % 10_000:04d}"

    def standing(self, view: CheckView) -> Standing:
        return self.desk.standing(view.id)

    def set(self, **values: Any) -> None:
        self.office.settings.change(lambda before: replace(before, **values))


@pytest.fixture
def clerk(office: Workspace, service: Sandbox) -> Clerk:
    return Clerk(office, service)


def test_the_right_digits_confirm_the_phone_once(clerk: Clerk):
    view = clerk.ask()
    assert (view.phone, view.standing, view.tries_left) == (
        "+380501234567",
        Standing.WAITING,
        3,
    )
    assert clerk.desk.tell(view.id, clerk.code()).told is Told.CONFIRMED
    assert clerk.standing(view) is Standing.CONFIRMED
    assert clerk.desk.tell(view.id, clerk.code()).told is Told.VOID


def test_three_wrong_answers_lock_the_code_even_for_the_right_digits(clerk: Clerk):
    view = clerk.ask()
    told = [clerk.desk.tell(view.id, clerk.wrong()) for _ in range(3)]
    assert [one.told for one in told] == [Told.WRONG, Told.WRONG, Told.LOCKED]
    assert [one.tries_left for one in told] == [2, 1, 0]
    assert clerk.desk.tell(view.id, clerk.code()).told is Told.VOID
    kept = clerk.desk.checks.get(view.id)
    assert (kept.standing, kept.tries) == (Standing.NO_MATCH, 3)


def test_how_many_tries_there_are_is_a_setting(clerk: Clerk):
    clerk.set(check_tries=1)
    view = clerk.ask()
    assert clerk.desk.tell(view.id, clerk.wrong()).told is Told.LOCKED


def test_a_code_is_void_after_five_minutes(clerk: Clerk):
    clock = HandClock()
    clerk.desk.clock = clock
    view = clerk.ask()
    held = clerk.desk._held[view.id].code
    clock.turn(299)
    assert clerk.desk.tell(view.id, clerk.wrong()).told is Told.WRONG
    clock.turn(1)
    assert clerk.desk.tell(view.id, clerk.code()).told is Told.VOID
    assert held.is_wiped
    assert clerk.standing(view) is Standing.NOT_TOLD


def test_nothing_of_an_open_check_shows_its_code(clerk: Clerk):
    view = clerk.ask()
    shown = repr((view, clerk.desk._held, clerk.desk, vars(clerk.desk._held[view.id])))
    assert clerk.code() not in shown.replace(view.phone, "")


def test_by_json_the_price_is_told_and_kept(clerk: Clerk):
    clerk.set(check_by="json")
    assert clerk.desk.price(Channel.CALL) == Decimal("0.20")
    view = clerk.ask()
    assert view.price == Decimal("0.2")
    assert clerk.desk.tell(view.id, clerk.code()).told is Told.CONFIRMED
    assert clerk.desk.checks.get(view.id).price == Decimal("0.2")


@pytest.mark.parametrize("by", ["otp", "json"])
@pytest.mark.parametrize("fault", [Fault.RESET_AFTER, Fault.TRUNCATED_AFTER, Fault.NOT_JSON_AFTER])
def test_a_lost_answer_is_said_and_never_repeated(clerk: Clerk, by: str, fault: Fault):
    clerk.set(check_by=by)
    clerk.service.order_fault(JSON if by == "json" else OTP, fault)
    view = clerk.ask()
    assert (view.standing, view.trouble.kind) == (Standing.ANSWER_LOST, Kind.ANSWER_LOST)
    assert len(clerk.service.calls()) == 1
    assert clerk.desk.tell(view.id, clerk.code()).told is Told.VOID
    with pytest.raises(TroubleError) as caught:
        clerk.ask()
    assert caught.value.trouble.kind is Kind.CHECKED_JUST_NOW
    assert len(clerk.service.calls()) == 1


def test_what_certainly_never_left_is_refused_and_may_be_asked_for_at_once(clerk: Clerk):
    clerk.service.order_fault(OTP, Fault.THROTTLED_BEFORE)
    view = clerk.ask()
    assert (view.standing, view.trouble.kind) == (Standing.REFUSED, Kind.THROTTLED)
    assert clerk.ask().standing is Standing.WAITING


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        ("", Kind.BAD_PHONE),
        ("12345", Kind.BAD_PHONE),
        ("044 279 12 34", Kind.LANDLINE),
        ("0501234567890", Kind.BAD_PHONE),
    ],
)
def test_what_cannot_be_checked_is_said_and_nothing_is_kept(clerk: Clerk, written: str, kind: Kind):
    with pytest.raises(TroubleError) as caught:
        clerk.ask(written)
    assert caught.value.trouble.kind is kind
    assert clerk.desk.checks.latest() == []
    assert clerk.service.calls() == []


def test_foreign_phones_are_refused_where_the_settings_say_so(clerk: Clerk):
    clerk.set(foreign="refused")
    with pytest.raises(TroubleError) as caught:
        clerk.ask("+48 601 234 567")
    assert caught.value.trouble.values["what"] == "foreign"


def test_an_operator_that_is_not_supported_is_a_refusal_of_its_own(clerk: Clerk):
    clerk.set(check_by="json")
    view = clerk.ask("0501230000")
    assert (view.standing, view.trouble.kind) == (Standing.REFUSED, Kind.OPERATOR)


def test_an_empty_balance_is_said(tmp_path: Path, office: Workspace):
    with Sandbox(SandboxSettings(balance=Decimal(0))) as poor:
        view = Clerk(office, poor).ask()
    assert (view.standing, view.trouble.kind) == (Standing.REFUSED, Kind.NO_MONEY)


def test_dictation_makes_a_new_code_and_voids_the_old(clerk: Clerk):
    first = clerk.ask()
    old = clerk.code()
    told: list[str] = []
    spoken = clerk.desk.requests.spoken

    def listened(code: SecretCode) -> str:
        told.append(code.reveal())
        return spoken(code)

    clerk.desk.requests = replace(clerk.desk.requests, spoken=listened)
    second = clerk.ask(channel=Channel.DICTATED, follows_no_call=True)
    assert clerk.desk.tell(first.id, old).told is Told.VOID
    assert clerk.standing(first) is Standing.NOT_REACHED
    assert clerk.desk.tell(second.id, told[0]).told is Told.CONFIRMED
    assert [one.kind for one in clerk.service.calls()] == ["otp", "text"]


def test_a_dictated_code_counts_even_where_the_answer_was_lost(clerk: Clerk):
    made: list[str] = []
    make = clerk.desk.requests.make_code

    def remember(url: str, phone: str):
        code = make(url, phone)
        made.append(code.reveal())
        return code

    clerk.desk.requests = replace(clerk.desk.requests, make_code=remember)
    clerk.service.order_fault(JSON, Fault.RESET_AFTER)
    view = clerk.ask(channel=Channel.DICTATED)
    assert (view.standing, view.trouble.kind) == (Standing.WAITING, Kind.ANSWER_LOST)
    assert clerk.desk.tell(view.id, made[0]).told is Told.CONFIRMED
    other = "067 765 43 21"
    clerk.service.order_fault(JSON, Fault.RESET_AFTER)
    view = clerk.ask(other, channel=Channel.DICTATED)
    clerk.desk.leave(view.id)
    assert clerk.standing(view) is Standing.ANSWER_LOST


def test_a_text_needs_a_sender_name(clerk: Clerk):
    with pytest.raises(TroubleError) as caught:
        clerk.ask(channel=Channel.SMS)
    assert caught.value.trouble.kind is Kind.NO_SENDER
    clerk.set(sms_sender="Clinic")
    assert clerk.ask(channel=Channel.SMS).standing is Standing.WAITING


def test_the_end_of_the_call_is_learned_by_its_status(clerk: Clerk):
    view = clerk.ask()
    seen = {clerk.desk.follow(view.id)}
    while Progress.UNDER_WAY in seen and len(seen) == 1:
        seen.add(clerk.desk.follow(view.id))
    assert seen & {Progress.ENDED, Progress.NOT_REACHED}
    # Whatever became of the call, only the customer's digits decide.
    assert clerk.desk.tell(view.id, clerk.code()).told is Told.CONFIRMED


def _question(office: Workspace, folder: Path) -> Recording:
    path = folder / "question.wav"
    with wave.open(str(path), "wb") as sound:
        sound.setparams((1, 2, 8000, 0, "NONE", ""))
        sound.writeframes(bytes(range(160)) * 200)
    return office.audio.prepare(path)


def test_a_question_is_answered_by_the_key_that_the_receiver_gets(clerk: Clerk, tmp_path: Path):
    question = _question(clerk.office, tmp_path)
    clerk.set(checks_an_hour=1000)
    seen: set[Standing] = set()
    for number in range(40):
        view = clerk.ask(f"05012345{number:02d}", channel=Channel.KEY, question=question)
        assert view.standing is Standing.WAITING
        while clerk.standing(view) is Standing.WAITING:
            clerk.desk.follow(view.id)
        (call,) = [one for one in clerk.service.calls() if "+" + one.phone == view.phone]
        pressed = {"1": Standing.CONFIRMED, "": None}.get(call.dtmf or "", Standing.DECLINED)
        expected = pressed or (
            Standing.NOT_TOLD if call.status == "ANSWERED" else Standing.NOT_REACHED
        )
        assert clerk.standing(view) is expected
        seen.add(expected)
        if seen >= {Standing.CONFIRMED, Standing.DECLINED, Standing.NOT_REACHED}:
            break
    assert Standing.CONFIRMED in seen


def test_a_question_whose_answer_was_lost_is_still_settled_by_its_webhook(
    clerk: Clerk, tmp_path: Path
):
    question = _question(clerk.office, tmp_path)
    clerk.service.order_fault("/api/voice.php", Fault.RESET_AFTER)
    view = clerk.ask(channel=Channel.KEY, question=question)
    assert (view.standing, view.trouble.kind) == (Standing.WAITING, Kind.ANSWER_LOST)
    while clerk.standing(view) is Standing.WAITING:
        clerk.desk.follow(view.id)
    assert clerk.standing(view) in (
        *(Standing.CONFIRMED, Standing.DECLINED, Standing.NOT_TOLD, Standing.NOT_REACHED),
    )
    assert len(clerk.service.calls()) == 1


def test_a_question_whose_file_is_gone_keeps_nothing(clerk: Clerk, tmp_path: Path):
    question = _question(clerk.office, tmp_path)
    clerk.office.audio.path_of(question).unlink()
    with pytest.raises(TroubleError):
        clerk.ask(channel=Channel.KEY, question=question)
    assert clerk.desk.checks.latest() == []
    assert clerk.service.calls() == []


def test_a_question_is_not_asked_where_no_key_could_come_back(clerk: Clerk, tmp_path: Path):
    question = _question(clerk.office, tmp_path)
    connect = clerk.desk.connect

    def deaf(url: str, key: str, uploads: int):
        line = connect(url, key, uploads)
        assert isinstance(line, ServiceLine)
        line.receiver.close()
        line.receiver = None
        return line

    clerk.desk.connect = deaf
    with pytest.raises(TroubleError) as caught:
        clerk.ask(channel=Channel.KEY, question=question)
    assert caught.value.trouble.kind is Kind.NO_RECEIVER
    assert clerk.service.calls() == []


def test_two_windows_never_hold_two_valid_codes(clerk: Clerk, tmp_path: Path):
    first = clerk.ask()
    old = clerk.code()
    other = open_workspace(tmp_path / "data", Mode.TRAINING)
    second_clerk = Clerk(other, clerk.service)
    with pytest.raises(TroubleError):
        second_clerk.ask()
    second = second_clerk.ask(channel=Channel.DICTATED)
    assert clerk.desk.tell(first.id, old).told is Told.VOID
    assert clerk.standing(first) is Standing.NOT_TOLD
    assert second_clerk.standing(second) is Standing.WAITING
    other.close()


def test_closing_wipes_every_code(clerk: Clerk):
    view = clerk.ask()
    held = clerk.desk._held[view.id].code
    clerk.desk.close()
    assert held.is_wiped
    assert clerk.standing(view) is Standing.NOT_TOLD


_KILLED = """
import os, signal, sys
from pathlib import Path
from alphasms_desktop.app import open_workspace
from alphasms_desktop.domain.campaign import Mode
from alphasms_desktop.domain.verification import Channel
from alphasms_desktop.engine.verify_desk import Order
from alphasms_desktop.gateway.voice_client import VoiceClient
office = open_workspace(Path(sys.argv[1]), Mode.TRAINING)
if sys.argv[3] == "in the middle":
    ask = VoiceClient.request_code
    def die(client, phone, hook=None):
        ask(client, phone, hook)
        os.kill(os.getpid(), signal.SIGKILL)
    VoiceClient.request_code = die
office.verify.begin(Order("0501234567", Channel.CALL, sys.argv[2], "any-key"))
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="kills as POSIX does")
@pytest.mark.parametrize(
    ("when", "standing"),
    [("in the middle", Standing.ANSWER_LOST), ("afterwards", Standing.NOT_TOLD)],
)
def test_a_program_killed_leaves_a_row_that_says_so_and_no_repeat(
    service: Sandbox, tmp_path: Path, when: str, standing: Standing
):
    data = tmp_path / "data"
    died = subprocess.run(
        [sys.executable, "-c", _KILLED, str(data), service.url, when],
        env=os.environ,
        timeout=60,
        check=False,
    )
    assert died.returncode == -signal.SIGKILL
    store = open_store(data)
    (left,) = store.verifications.latest()
    assert left.standing in (Standing.ASKING, Standing.WAITING)
    assert store.verifications.settle_left() == 1
    assert store.verifications.get(left.id).standing is standing
    store.close()
    assert len(service.calls()) == 1
