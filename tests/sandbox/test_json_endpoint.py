"""json.php: the envelope and the balance."""

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
