"""Scenarios: each does what its line says."""

import http.client
import json
import re

import pytest


def test_the_money_ends_midway(open_box, connect):
    client = connect(open_box(scenario="no-money-midway"))
    answers = [client.call(phone=f"38050123{number:04}") for number in range(1, 26)]
    assert [("id" in one) for one in answers] == [True] * 20 + [False] * 5
    assert answers[-1] == {"errors": ["Insufficient funds"]}


def test_the_address_is_denied_midway(open_box, connect):
    client = connect(open_box(scenario="ip-denied-midway"))
    answers = [client.call(phone=f"38050123{number:04}") for number in range(1, 23)]
    assert answers[-1] == {"errors": ["IP denied"]}


def test_no_recording_is_taken(open_box, connect):
    client = connect(open_box(scenario="audio-refused"))
    assert client.call() == {"errors": ["Unsupported audio format"]}


def test_only_listed_addresses_are_let_in(client):
    client.set_account(allow=["10.0.0.1"])
    assert client.call() == {"errors": ["IP denied"]}
    client.set_account(allow=["127.0.0.1"])
    assert "id" in client.call()


def test_more_requests_than_the_service_takes_are_throttled(open_box, connect):
    client = connect(open_box(scenario="throttled"))
    package = '<package key="k"><balance/></package>'
    answers = [client.xml(package) for _ in range(12)]
    assert "<package><error>212</error></package>" in answers
    assert "<amount>" in answers[0]


def test_outcomes_in_words_nobody_knows(open_box, connect, receive, until):
    receiver = receive()
    box = open_box(scenario="unknown-words", speed=10_000.0)
    client = connect(box)
    number = client.call(hook=f"{receiver.url}/x")["id"]
    assert receiver.next()[1]["status"] == "TALKED TO THE DOG"
    asked = f'<package key="k"><status><msg sms_id="{number}"/></status></package>'
    assert until(lambda: re.search(r">777</msg>", client.xml(asked)))


def test_webhooks_come_twice_and_out_of_order(open_box, connect, receive):
    receiver = receive()
    client = connect(open_box(scenario="late-hooks", speed=5_000.0, seed=3))
    numbers = [
        client.call(phone=f"38050123{number:04}", hook=f"{receiver.url}/x")["id"]
        for number in range(1, 9)
    ]
    came = [receiver.next()[1]["id"] for _ in range(16)]
    assert sorted(came) == sorted(numbers * 2)
    assert came != sorted(came)


EVERY_END = {"ANSWERED", "NO ANSWER", "BUSY", "FAILED"}


@pytest.mark.parametrize(
    ("scenario", "outcomes"),
    [
        ("ordinary", EVERY_END),
        ("lesson", EVERY_END),
        ("all-answer", {"ANSWERED"}),
        ("nobody-answers", {"NO ANSWER", "BUSY", "FAILED"}),
        ("half", {"ANSWERED", "NO ANSWER"}),
        ("slow", EVERY_END),
        ("flaky", EVERY_END),
        ("unknown-words", EVERY_END),
        ("late-results", EVERY_END),
        ("late-hooks", EVERY_END),
        ("statuses-alone", EVERY_END),
    ],
)
def test_who_answers_is_as_the_scenario_says(open_box, connect, stopped_time, scenario, outcomes):
    box = open_box(scenario=scenario)
    stopped_time.speed = 1e6  # for those who wait for an answer
    client = connect(box)
    for number in range(1, 81):
        try:
            client.call(phone=f"38050123{number:04}")
        except (http.client.HTTPException, OSError, AssertionError, ValueError):
            client.connection.close()
    stopped_time.moment += 10_000
    assert {call.status for call in box.calls()} == outcomes


@pytest.mark.parametrize(
    ("path", "status", "text"),
    [
        ("/api/voice.php", 429, b"Too Many Requests\n"),
        ("/api/json.php", 429, b"Too Many Requests\n"),
        ("/api/xml.php", 200, b"<package><error>212</error></package>"),
    ],
)
def test_each_interface_has_its_own_way_to_say_too_fast(open_box, connect, path, status, text):
    client = connect(open_box(scenario="throttled"))
    answers = [client.send("POST", path, b"x") for _ in range(12)]
    assert (status, True) in [(code, body.endswith(text)) for code, body in answers]


def test_a_slow_service_takes_seconds_for_every_answer(open_box, connect):
    box = open_box(scenario="slow", speed=0.001)
    client = connect(box)
    client.connection.timeout = 0.05
    with pytest.raises(TimeoutError):
        client.call()
    assert len(box.calls()) == 1


def test_statuses_nobody_knows_come_by_every_interface(open_box, connect, stopped_time, sms):
    client = connect(open_box(scenario="unknown-words"))
    gateway_id = client.say(sms(1))[0]["data"]["msg_id"]
    stopped_time.moment += 1000
    assert client.say({"type": "status", "id": 1})[0]["data"]["status"] == "ON VACATION"
    told = client.http("receive", id=gateway_id)
    assert (told["code"], told["status"]) == ("42", "На перерві")


def test_a_hook_is_told_late_and_twice(open_box, connect, receive, stopped_time):
    receiver = receive()
    client = connect(open_box(scenario="late-hooks", seed=3))
    client.call(hook=receiver.url)
    stopped_time.moment += 60
    ended = client.calls()[0]["status"] in EVERY_END
    assert ended
    assert receiver.bodies.empty()
    stopped_time.moment += 1000
    client.call(hook=receiver.url)
    assert receiver.next() == receiver.next()


def test_an_account_denied_midway_is_let_in_again_when_it_is_set_right(open_box, connect):
    client = connect(open_box(scenario="ip-denied-midway"))
    for number in range(1, 21):
        client.call(phone=f"38050123{number:04}")
    assert client.http("balance") == {"errors": "Wrong login or password or key"}
    account = json.loads(client.set_account(key_state="ok")[1])
    assert account["key_state"] == "ok"
    assert "id" in client.call()


def test_late_results_are_still_open_after_a_quarter_of_an_hour(open_box, connect, hand_clock):
    client = connect(open_box(scenario="late-results", speed=1.0))
    client.call()
    assert client.calls()[0]["status"] == "QUEUED"
