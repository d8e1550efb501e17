"""Texts by every interface: taken once, told of in each interface's own words, deleted in time."""

import json
import re
from decimal import Decimal
from urllib.parse import urlencode

import pytest

from alphasms_desktop.sandbox.texts import count_parts


@pytest.fixture
def say(client):
    """Send objects to json.php and return what each was answered."""

    def say(*items):
        answer = client.json({"auth": "k", "data": list(items)})
        assert answer["success"]
        return answer["data"]

    return say


@pytest.fixture
def http(client):
    """Send a command to http.php and return its pairs."""

    def http(command, **fields):
        form = urlencode({"version": "http", "key": "k", "command": command, **fields})
        kind = "application/x-www-form-urlencoded"
        status, body = client.send("POST", "/api/http.php", form.encode(), kind)
        assert status == 200
        return dict(line.split(":", 1) for line in body.decode().splitlines())

    return http


def sms(own_id, phone=380501234567, **more):
    return {
        "type": "sms",
        "id": own_id,
        "phone": phone,
        "sms_signature": "Voice",
        "sms_message": "Привіт",
        **more,
    }


def spoken(own_id, **more):
    voice = {"gender": "female", "language": "uk-UA", "name": "uk-UA-Standard-A"}
    wish = {"type": "voice", "id": own_id, "phone": "380501234567", "message": "Привіт"}
    return {**wish, "voice": voice, "dtmf": True, **more}


def test_a_text_by_json_has_both_ids_and_its_parts(say, client):
    (taken,) = say(sms(7))
    assert taken["success"]
    data = taken["data"]
    assert (data["id"], data["parts"]) == (7, 1)
    (call,) = client.calls()
    assert (call["id"], call["kind"], call["own_id"]) == (data["msg_id"], "text", 7)


def test_each_object_of_a_batch_succeeds_or_fails_alone(say):
    answers = say(sms(1), sms(2, sms_signature="!"), spoken(3), sms(1), sms(5, phone="12"))
    assert [one["success"] for one in answers] == [True, False, True, False, False]
    assert answers[1] == {"success": False, "error": "Error in Alpha-name", "data": {"id": 2}}


def test_json_status_is_asked_by_the_callers_own_id(say):
    (taken,) = say(sms(7))
    (status,) = say({"type": "status", "id": 7})
    assert status["data"] == {"id": 7, "type": "sms", "status": "QUEUED"}
    (unknown,) = say({"type": "status", "id": taken["data"]["msg_id"]})
    assert not unknown["success"]


def test_a_code_by_json_is_a_text_with_its_zeros_and_a_price(say, client):
    (taken,) = say({"type": "call/otp", "id": 4, "phone": "380501234567"})
    code = taken["data"].pop("code")
    assert re.fullmatch(r"\d{4}", code)
    assert taken["data"] == {"price": 0.2}
    assert client.calls()[0]["code"] == code


def test_an_operator_not_supported_fails_the_whole_request(client):
    item = {"type": "call/otp", "id": 4, "phone": "12"}
    answer = client.json({"auth": "k", "data": [item]})
    assert answer == {"success": False, "error": "Operator not supported"}


def test_a_code_by_form_is_a_bare_number(client):
    form = urlencode({"key": "k", "phone": "380501234567"}).encode()
    kind = "application/x-www-form-urlencoded"
    _, body = client.send("POST", "/api/otp.php", form, kind)
    answer = json.loads(body)
    assert answer["code"] == int(client.calls()[0]["code"])
    _, body = client.send("POST", "/api/otp.php", b"key=k", kind)
    assert json.loads(body) == {"errors": ['Param "phone" is missing']}


def test_texts_by_xml_are_taken_with_code_1_and_a_repeated_id_is_refused_with_208(client):
    text = '<msg id="5" recipient="+380501234567" sender="Voice" type="0">Привіт</msg>'
    answer = client.xml(f'<package key="k"><message>{text}{text}</message></package>')
    number = client.calls()[0]["id"]
    assert answer == (
        f'<package><message><msg id="5" sms_id="{number}" sms_count="1">1</msg>'
        '<msg id="5" sms_id="0" sms_count="0">208</msg></message></package>'
    )


@pytest.mark.parametrize(
    ("attributes", "text", "code"),
    [
        ('id="x" recipient="380501234567" sender="Voice"', "a", 201),
        ('recipient="380501234567" sender="V"', "a", 202),
        ('recipient="12" sender="Voice"', "a", 203),
        ('recipient="380501234567" sender="Voice"', "", 204),
        ('recipient="380501234567" sender="Voice" type="3"', "a", 203),
    ],
)
def test_each_fault_of_a_text_has_its_code(client, attributes, text, code):
    message = f"<message><msg {attributes}>{text}</msg></message>"
    assert f">{code}</msg>" in client.xml(f'<package key="k">{message}</package>')


def test_without_money_a_text_is_refused_with_206_and_nothing_is_sent(client):
    client.set_account(balance="0.10")
    message = '<message><msg recipient="380501234567" sender="Voice">a</msg></message>'
    assert ">206</msg>" in client.xml(f'<package key="k">{message}</package>')
    assert client.calls() == []


def test_xml_knows_a_text_by_either_id_and_deletes_it_while_it_waits(client, say):
    (taken,) = say(sms(9))
    number = taken["data"]["msg_id"]
    for asked in ('id="9"', f'sms_id="{number}"'):
        told = client.xml(f'<package key="k"><status><msg {asked}/></status></package>')
        assert f'sms_id="{number}"' in told
        assert ">101</msg>" in told
    deleted = client.xml('<package key="k"><delete><msg id="9"/></delete></package>')
    assert "<status>" in deleted
    assert ">104</msg>" in deleted
    again = client.xml('<package key="k"><delete><msg id="9"/></delete></package>')
    assert ">211</msg>" in again


def test_prices_are_told_for_each_phone_and_0_where_it_is_not_supported(client):
    asked = "<phone>+380501234567</phone><phone>12</phone>"
    answer = client.xml(f'<package key="k"><prices>{asked}</prices></package>')
    assert '<phone price="1.20" currency="UAH">+380501234567</phone>' in answer
    assert '<phone price="0" currency="UAH">12</phone>' in answer


def test_several_commands_of_one_package_are_answered_in_order(client):
    answer = client.xml('<package key="k"><balance/><status/></package>')
    assert answer.index("<balance>") < answer.index("<status")


def test_http_sends_and_tells_in_lines(client, http):
    sent = http("send", **{"from": "Voice", "to": "+380501234567", "message": "Привіт"})
    assert sent["sms_count"] == "1"
    told = http("receive", id=sent["id"])
    assert (told["code"], told["status"]) == ("0", "В черзі")
    assert "T" in told["status_time"]
    assert http("delete", id=sent["id"]) == {"status": "Deleted", "code": "10"}
    assert http("receive", id=sent["id"])["code"] == "10"


def test_http_tells_balance_price_and_faults(http):
    assert Decimal(http("balance")["balance"]) == 100_000
    assert http("price", to="380501234567") == {"price": "1.20", "currency": "UAH"}
    assert http("price", to="12") == {"errors": "Please enter valid receiver phone number"}
    assert http("receive", id="12345") == {"errors": "SMS not found"}
    assert http("dance") == {"errors": "Unknown command"}
    assert http("balance", key="") == {"errors": "Wrong login or password or key"}


def test_http_answers_by_get_too(client):
    status, body = client.send("GET", "/api/http.php?version=http&key=k&command=balance")
    assert (status, body) == (200, b"balance:100000.0\n")


def test_without_its_version_http_speaks_the_old_protocol(client):
    # "k" and "balance" in base64, and PHP's serialize() of one pair back.
    query = "key=aw,,&command=YmFsYW5jZQ,,"
    status, body = client.send("GET", f"/api/http.php?{query}")
    assert status == 200
    assert body == b"YToxOntzOjc6ImJhbGFuY2UiO3M6ODoiMTAwMDAwLjAiO30="


def test_the_asynchronous_interface_speaks_in_http_codes(client):
    def post(body, kind="application/json"):
        return client.send("POST", "/v1/json", body, kind)

    envelope = json.dumps({"auth": "k", "data": [sms(3)]}).encode()
    status, body = post(envelope)
    assert status == 200
    assert json.loads(body)["success"]
    assert client.calls()[0]["own_id"] == 3
    assert post(envelope, "text/plain")[0] == 415
    assert post(b"{")[0] == 400
    assert post(json.dumps({"auth": "k", "data": []}).encode())[0] == 400
    assert post(json.dumps({"auth": "", "data": [sms(4)]}).encode())[0] == 401
    assert client.send("GET", "/v1/json")[0] == 405


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("a" * 160, 1),
        ("a" * 161, 2),
        ("ї" * 70, 1),
        ("ї" * 71, 2),
        ("ї" * 134, 2),
        ("ї" * 135, 3),
    ],
)
def test_parts_are_counted_by_the_standard(text, parts):
    assert count_parts(text) == parts
