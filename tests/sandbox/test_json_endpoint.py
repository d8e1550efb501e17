"""json.php: the envelope, the balance, texts, and what becomes of them."""

from decimal import Decimal

import pytest

DENIED = {"success": False, "error": "Access denied"}


def test_the_balance_is_a_number_with_its_currency(open_box, connect):
    client = connect(open_box(balance=Decimal("31.1683"), key="k"))
    assert client.json({"auth": "k", "data": [{"type": "balance"}]}) == {
        "success": True,
        "data": [{"success": True, "data": {"amount": 31.1683, "currency": "UAH"}}],
    }


def test_an_unknown_type_fails_alone(client):
    items = [{"type": "dance", "id": 4}, {"type": "balance"}, {}, 5, {"type": ["sms"]}]
    answer = client.json({"auth": "k", "data": items})
    assert answer["success"]
    assert [item["success"] for item in answer["data"]] == [False, True, False, False, False]
    assert answer["data"][0] == {"success": False, "error": "Unknown type", "data": {"id": 4}}


@pytest.mark.parametrize("state", ["wrong", "banned", "api_disabled", "ip_denied"])
def test_any_trouble_with_the_account_is_access_denied(client, state):
    client.set_account(key_state=state)
    assert client.json({"auth": "k", "data": [{"type": "balance"}]}) == DENIED


@pytest.mark.parametrize(
    "body", [b"", b"{", b"[]", b"5", b'{"auth": 5}', b"\xff\xfe", b"[" * 100000, b'{"auth": ""}']
)
def test_a_body_without_a_key_is_denied(client, body):
    assert client.json(body) == DENIED


def test_the_content_type_is_mandatory(client):
    envelope = {"auth": "k", "data": [{"type": "balance"}]}
    assert client.json(envelope, "text/plain") == DENIED
    assert client.json(envelope, "application/json; charset=utf-8")["success"]


@pytest.mark.parametrize("data", [None, {}, [], "x"])
def test_the_objects_come_in_a_list(client, data):
    assert client.json({"auth": "k", "data": data}) == {
        "success": False, "error": "Invalid request"
    }  # fmt: skip


def test_a_text_by_json_has_both_ids_and_its_parts(client, sms):
    (taken,) = client.say(sms(7))
    assert taken["success"]
    data = taken["data"]
    assert (data["id"], data["parts"]) == (7, 1)
    (call,) = client.calls()
    assert (call["id"], call["kind"], call["own_id"]) == (data["msg_id"], "text", 7)


def test_each_object_of_a_batch_succeeds_or_fails_alone(client, sms, spoken):
    answers = client.say(sms(1), sms(2, sms_signature="!"), spoken(3), sms(1), sms(5, phone="12"))
    assert [one["success"] for one in answers] == [True, False, True, False, False]
    assert answers[1] == {"success": False, "error": "Error in Alpha-name", "data": {"id": 2}}


def test_json_status_is_asked_by_the_callers_own_id(client, sms):
    (taken,) = client.say(sms(7))
    (status,) = client.say({"type": "status", "id": 7})
    assert status["data"] == {"id": 7, "type": "sms", "status": "QUEUED"}
    (unknown,) = client.say({"type": "status", "id": taken["data"]["msg_id"]})
    assert not unknown["success"]


def test_a_key_pressed_in_a_spoken_text_is_listed_if_it_was_asked_for(
    open_box, connect, spoken, stopped_time
):
    client = connect(open_box(scenario="all-answer"))
    for number in range(1, 31):
        client.say(spoken(number, phone=f"38050{number:07}", dtmf=number % 2 == 0))
    stopped_time.moment += 1000
    calls = client.calls()
    assert {call["kind"] for call in calls} == {"spoken"}
    assert not any(call["dtmf"] for call in calls[::2])
    assert any(call["dtmf"] for call in calls[1::2])


def test_a_number_is_looked_up(client):
    (known,) = client.say({"type": "hlr", "id": 1, "phone": 380501234567})
    assert (known["data"]["phone"], known["data"]["status"]) == ("380501234567", "DELIVERED")
    (wrong,) = client.say({"type": "hlr", "id": 1, "phone": 12})
    assert wrong["data"]["status"] == "UNDELIVERABLE"


def test_objects_of_different_types_may_be_mixed(client, sms, spoken):
    items = [sms(1), spoken(2), {"type": "balance"}, {"type": "status", "id": 1}]
    answers = client.say(*items, {"type": "viber", "id": 3, "phone": 380501234567})
    assert [one["success"] for one in answers] == [True, True, True, True, False]
    assert answers[4] == {"success": False, "error": "Unknown type", "data": {"id": 3}}
