"""What the sandbox tells of itself, and how errors are called up."""

import json
from dataclasses import asdict
from datetime import datetime, timedelta

import pytest


def test_calls_are_told_in_the_order_in_which_they_were_taken(open_box, connect):
    box = open_box(first_id=7)
    client = connect(box)
    for last in (3, 1, 2):
        client.call(phone=f"38050123456{last}")
    rows = client.calls()
    assert [(row["id"], row["phone"][-1]) for row in rows] == [(7, "3"), (8, "1"), (9, "2")]
    assert rows == [asdict(call) for call in box.calls()]
    assert list(rows[0]) == [
        "id", "kind", "phone", "received_at", "bytes", "sha256", "status", "duration", "dtmf",
        "own_id", "code",
    ]  # fmt: skip


def test_the_time_of_receiving_has_an_offset(client):
    client.call()
    received = datetime.fromisoformat(client.calls()[0]["received_at"])
    assert received.utcoffset() is not None
    assert abs(datetime.now().astimezone() - received) < timedelta(minutes=1)


def test_balance_and_key_can_be_set_one_by_one(client):
    answer = {"balance": "12.50", "currency": "UAH", "key_state": "ok", "allow": []}
    status, body = client.set_account(balance="12.50")
    assert (status, json.loads(body)) == (200, answer)
    assert json.loads(client.set_account(key_state="wrong")[1]) == {**answer, "key_state": "wrong"}
    assert json.loads(client.send("GET", "/_sandbox/account")[1])["key_state"] == "wrong"


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"{}",
        b'{"money": "1"}',
        b'{"balance": 5}',
        b'{"balance": "NaN"}',
        b'{"balance": "1e99"}',
        b'{"balance": "much"}',
        b'{"key_state": "missing"}',
        b'{"key_state": []}',
        b'{"balance": "1", "key_state": "lost"}',
    ],
)
def test_any_other_wish_is_refused_and_changes_nothing(client, body):
    before = client.send("GET", "/_sandbox/account")
    status, text = client.send("POST", "/_sandbox/account", body)
    assert status == 400
    assert text.strip()
    assert client.send("GET", "/_sandbox/account") == before
