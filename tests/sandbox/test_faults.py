"""Faults: each is ordered for a path, and the list of calls says whether the service acted."""

import http.client
import json

import pytest

from alphasms_desktop.sandbox.faults import Fault

VOICE = "/api/voice.php"


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


@pytest.mark.parametrize("order", [{}, {"fault": "fire"}, {"fault": "500-before", "times": 0}])
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
