"""Faults: each is ordered for a path, and the list of calls says whether the service acted."""

import http.client
import itertools
import json
import threading
from contextlib import suppress
from dataclasses import dataclass

import pytest

from alphasms_desktop.sandbox import Sandbox, SandboxSettings
from alphasms_desktop.sandbox.faults import Fault

PHONE = "380501234567"
VOICE, HTTP = "/api/voice.php", "/api/http.php"
JSON, FORM = "application/json", "application/x-www-form-urlencoded"
OWN_IDS = itertools.count(1)


@dataclass(frozen=True)
class Act:
    """Something that is taken; `{id}` in its text becomes an id never used before."""

    name: str
    path: str
    kind: str
    text: str = ""

    def body(self):
        return self.text.replace("{id}", str(next(OWN_IDS))).encode()


SMS = (
    '{"auth": "k", "data": [{"type": "sms", "id": {id}, "phone": 380501234567,'
    ' "sms_signature": "Voice", "sms_message": "a"}]}'
)
MESSAGE = f'<message><msg id="{{id}}" recipient="{PHONE}" sender="Voice">a</msg></message>'
SEND = f"version=http&key=k&command=send&from=Voice&to={PHONE}&message=a"
ACTS = (
    Act("call", VOICE, "multipart/form-data; boundary=----b0undary"),
    Act("code", "/api/otp.php", FORM, f"key=k&phone={PHONE}"),
    Act("json", "/api/json.php", JSON, SMS),
    Act("later", "/v1/json", JSON, SMS),
    Act("xml", "/api/xml.php", "text/xml", f'<package key="k">{MESSAGE}</package>'),
    Act("http", HTTP, FORM, SEND),
)


def ordered(fault):
    return json.dumps({"path": HTTP, "fault": fault}).encode()


@pytest.fixture(scope="module")
def fast_box():
    with Sandbox(SandboxSettings(scenario="all-answer", speed=1000.0, silence_s=10.0)) as box:
        yield box


@pytest.mark.parametrize("fault", Fault)
def test_a_call_is_in_the_list_exactly_where_the_fault_came_after_it(
    open_box, connect, form, wav, fault
):
    box = open_box(scenario="all-answer", speed=1000.0)
    box.order_fault(VOICE, fault)
    client = connect(box)
    body = form({"key": "k", "phone": "380501234567"}, wav())
    kind = "multipart/form-data; boundary=----b0undary"
    told = None
    try:
        status, answer = client.send("POST", VOICE, body, kind)
        told = (status, answer)
    except (http.client.HTTPException, ConnectionError):
        client.connection.close()

    assert len(box.calls()) == int(fault.acts)
    is_whole = told is not None and told[0] == 200 and told[1].startswith(b'{"id"')
    assert not is_whole
    assert client.call()["id"]


def test_a_fault_is_ordered_over_the_wire_too(client):
    order = {"path": "/api/xml.php", "fault": "500-before", "times": 2}
    status, _ = client.send("POST", "/_sandbox/fault", json.dumps(order).encode())
    assert status == 200
    package = b'<package key="k"><balance/></package>'
    codes = [client.send("POST", "/api/xml.php", package, "text/xml")[0] for _ in range(3)]
    assert codes == [500, 500, 200]


@pytest.mark.parametrize(
    "order",
    [
        {},
        {"path": VOICE, "fault": "fire"},
        {"path": VOICE, "fault": ["500-before"]},
        {"path": VOICE, "fault": "500-before", "times": 0},
        {"path": "/nowhere", "fault": "500-before"},
        {"path": VOICE, "fault": "500-before", "when": "now"},
    ],
)
def test_an_order_that_makes_no_sense_is_refused(client, order):
    assert client.send("POST", "/_sandbox/fault", json.dumps(order).encode())[0] == 400


def test_flaky_weather_is_the_same_for_the_same_seed(open_box, connect):
    def codes(seed):
        client = connect(open_box(scenario="flaky", speed=1000.0, seed=seed))
        found = []
        for _ in range(60):
            try:
                package = b'<package key="k"><balance/></package>'
                found.append(client.send("POST", "/api/xml.php", package, "text/xml")[0])
            except (http.client.HTTPException, ConnectionError):
                client.connection.close()
                found.append(0)
        return found

    first = codes(1)
    assert codes(1) == first
    assert codes(2) != first
    assert set(first) > {200}


@pytest.mark.parametrize("fault", Fault)
@pytest.mark.parametrize("act", ACTS, ids=lambda act: act.name)
def test_every_fault_can_befall_every_endpoint(fast_box, connect, form, wav, act, fault):
    client = connect(fast_box)
    body = form({"key": "k", "phone": PHONE}, wav()) if act.path == VOICE else act.body()
    before = len(fast_box.calls())
    fast_box.order_fault(act.path, fault)
    answer = None
    with suppress(http.client.HTTPException, ConnectionError):
        answer = client.send("POST", act.path, body, act.kind)
    assert len(fast_box.calls()) - before == int(fault.acts)
    assert answer is None or answer[0] != 200 or answer[1].startswith(b"<html>")


def test_a_reset_connection_ends_without_a_farewell(client):
    client.send("POST", "/_sandbox/fault", ordered("reset-before"))
    with pytest.raises(ConnectionResetError):
        client.http("balance")


def test_a_redirect_leads_elsewhere(client):
    client.send("POST", "/_sandbox/fault", ordered("302-before"))
    client.connection.request("GET", HTTP)
    answer = client.connection.getresponse()
    assert (answer.status, answer.headers["Location"]) == (302, "http://127.0.0.1:9/elsewhere")
    answer.read()


def test_a_truncated_answer_is_half_of_what_it_says(client):
    client.send("POST", "/_sandbox/fault", ordered("truncated-after"))
    with pytest.raises(http.client.IncompleteRead) as caught:
        client.http("balance")
    assert caught.value.partial == b"balance:"


def test_a_time_out_is_silent_as_long_as_was_set_and_does_not_hold_the_stop(
    open_box, connect, until
):
    before = threading.active_count()
    box = open_box(silence_s=10_000.0)
    box.order_fault(HTTP, Fault.TIME_OUT_AFTER)
    client = connect(box)
    client.connection.timeout = 0.05
    with pytest.raises(TimeoutError):
        client.http("balance")
    box.stop()
    until(lambda: threading.active_count() <= before)


def test_a_short_silence_ends_in_a_broken_connection(open_box, connect):
    box = open_box(silence_s=0.001)
    box.order_fault(HTTP, Fault.TIME_OUT_BEFORE)
    with pytest.raises(http.client.RemoteDisconnected):
        connect(box).http("balance")


def test_a_fault_for_a_path_that_is_not_there_is_an_error(open_box):
    with pytest.raises(ValueError, match=r"/api/voice\.php"):
        open_box().order_fault("/api/voise.php", Fault.RESET_AFTER)
