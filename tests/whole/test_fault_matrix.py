"""Every fault of a flaky service at every interface: what it is called, and may it be repeated.

The sandbox's own list proves that nothing was sent twice, and that whatever may be repeated by
itself was certainly not taken.
"""

import itertools
import wave
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from alphasms_desktop.domain.address import parse_address
from alphasms_desktop.domain.errors import Kind, Trouble, TroubleError
from alphasms_desktop.domain.exchange import OutgoingText, SpokenText, TimedText
from alphasms_desktop.domain.voice import Voice
from alphasms_desktop.gateway import exchange, http_client, json_client, xml_client
from alphasms_desktop.gateway.client import AlphaSms
from alphasms_desktop.sandbox import Sandbox, SandboxSettings
from alphasms_desktop.sandbox.faults import Fault

PHONE = "+380501234567"
OWN_IDS = itertools.count(1)
VOICE = Voice("female", "uk-UA", "uk-UA-Standard-A")


@dataclass(frozen=True)
class Deed:
    """Something the client asks of an interface."""

    name: str
    path: str
    do: Callable[[AlphaSms, bytes], object]


SENDS = (
    Deed("call", "/api/voice.php", lambda one, wav: one.place(PHONE, wav, None, False, do_nothing)),
    Deed("code", "/api/otp.php", lambda one, _: one.request_code(PHONE)),
    Deed(
        "code by JSON",
        "/api/json.php",
        lambda one, _: one.request_code_by_json(next(OWN_IDS), PHONE),
    ),
    Deed(
        "text",
        "/api/json.php",
        lambda one, _: one.send_texts([OutgoingText(next(OWN_IDS), PHONE, "Voice", "Привіт")]),
    ),
    Deed(
        "spoken text",
        "/api/json.php",
        lambda one, _: one.speak_texts([SpokenText(next(OWN_IDS), PHONE, "Привіт", VOICE)]),
    ),
    Deed(
        "text by XML",
        "/api/xml.php",
        lambda one, _: one.send_texts_by_xml([TimedText(next(OWN_IDS), PHONE, "Voice", "Привіт")]),
    ),
)
QUESTIONS = (
    Deed("statuses", "/api/xml.php", lambda one, _: one.statuses(["1"])),
    Deed("statuses by own id", "/api/xml.php", lambda one, _: one.statuses_by_own_id([1])),
    Deed("statuses of texts", "/api/json.php", lambda one, _: one.text_statuses([1])),
    Deed("one status", "/api/http.php", lambda one, _: one.status_one("1")),
    Deed("balance by JSON", "/api/json.php", lambda one, _: one.balance_by_json()),
    Deed("balance by XML", "/api/xml.php", lambda one, _: one.balance_by_xml()),
    Deed("balance by HTTP", "/api/http.php", lambda one, _: one.balance_by_http()),
    Deed("prices", "/api/xml.php", lambda one, _: one.prices([PHONE])),
    Deed("price", "/api/http.php", lambda one, _: one.price_of_text(PHONE)),
    Deed("deletion", "/api/xml.php", lambda one, _: one.delete_scheduled(["1"])),
)
MAY_BE_REPEATED = {Fault.THROTTLED_BEFORE: Kind.THROTTLED}
"""Sends that were certainly not taken; after every other fault a send may have been taken."""

ASKED_AGAIN = {
    Fault.THROTTLED_BEFORE: {Kind.THROTTLED},
    Fault.REDIRECT_BEFORE: {Kind.REDIRECTED},
    Fault.NOT_JSON_BEFORE: {Kind.NOT_THE_SERVICE},
    Fault.NOT_JSON_AFTER: {Kind.NOT_THE_SERVICE},
}


def do_nothing() -> None:
    """Let the call leave."""


@pytest.fixture(scope="module")
def box():
    with Sandbox(SandboxSettings(scenario="all-answer")) as opened:
        yield opened


@pytest.fixture
def service(box, monkeypatch):
    monkeypatch.setattr(exchange, "ANSWER_S", 0.3)
    for interface in (http_client, json_client, xml_client):
        monkeypatch.setattr(interface, "_BALANCE_PATIENCE_S", 0.3)
    client = AlphaSms(parse_address(box.url), "k")
    yield client
    client.close()


@pytest.fixture
def wav(tmp_path):
    path = tmp_path / "a.wav"
    with wave.open(str(path), "wb") as sound:
        sound.setparams((1, 2, 8000, 0, "NONE", ""))
        sound.writeframes(bytes(32_000))
    return path.read_bytes()


def kind_of(deed: Deed, service: AlphaSms, wav: bytes) -> Kind:
    """Return the trouble a deed ends in, of the whole request or of its one item."""
    try:
        done = deed.do(service, wav)
    except TroubleError as error:
        return error.trouble.kind
    assert isinstance(done, list), done
    assert isinstance(done[0], Trouble), done
    return done[0].kind


@pytest.mark.parametrize("fault", Fault)
@pytest.mark.parametrize("deed", SENDS, ids=lambda deed: deed.name)
def test_a_send_says_whether_it_may_be_repeated_and_is_never_sent_twice(
    box, service, wav, deed, fault
):
    before = len(box.calls())
    box.order_fault(deed.path, fault)
    kind = kind_of(deed, service, wav)

    taken = len(box.calls()) - before
    assert kind is MAY_BE_REPEATED.get(fault, Kind.ANSWER_LOST)
    assert taken == int(fault.acts)
    assert kind is Kind.ANSWER_LOST or taken == 0


@pytest.mark.parametrize("fault", Fault)
@pytest.mark.parametrize("deed", QUESTIONS, ids=lambda deed: deed.name)
def test_a_question_is_never_in_doubt_and_changes_nothing(box, service, wav, deed, fault):
    before = len(box.calls())
    box.order_fault(deed.path, fault)
    usual = {Kind.UNREACHABLE, Kind.NOT_THE_SERVICE}
    assert kind_of(deed, service, wav) in ASKED_AGAIN.get(fault, usual)
    assert len(box.calls()) == before
