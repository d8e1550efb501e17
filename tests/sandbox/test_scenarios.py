"""Scenarios: each does what its line says."""

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


@pytest.mark.parametrize(
    ("scenario", "outcomes"),
    [
        ("nobody-answers", {"NO ANSWER", "BUSY", "FAILED"}),
        ("half", {"ANSWERED", "NO ANSWER"}),
    ],
)
def test_who_answers_is_as_the_scenario_says(open_box, connect, until, scenario, outcomes):
    box = open_box(scenario=scenario, speed=100_000.0)
    client = connect(box)
    for number in range(1, 41):
        client.call(phone=f"38050123{number:04}")
    ends = {"ANSWERED", "NO ANSWER", "BUSY", "FAILED"}
    until(lambda: all(call.status in ends for call in box.calls()))
    assert {call.status for call in box.calls()} == outcomes


def test_late_results_are_still_open_after_a_quarter_of_an_hour(open_box, connect, hand_clock):
    client = connect(open_box(scenario="late-results", speed=1.0))
    client.call()
    assert client.calls()[0]["status"] == "QUEUED"
