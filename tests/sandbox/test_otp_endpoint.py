"""otp.php and its twin in json.php: a call whose number ends in a code."""

import json
import re
from urllib.parse import urlencode


def test_a_code_by_form_is_a_bare_number(client):
    form = urlencode({"key": "k", "phone": "380501234567"}).encode()
    kind = "application/x-www-form-urlencoded"
    _, body = client.send("POST", "/api/otp.php", form, kind)
    answer = json.loads(body)
    assert answer["code"] == int(client.calls()[0]["code"])
    _, body = client.send("POST", "/api/otp.php", b"key=k", kind)
    assert json.loads(body) == {"errors": ['Param "phone" is missing']}


def test_a_code_by_json_is_a_text_with_its_zeros_and_a_price(client):
    (taken,) = client.say({"type": "call/otp", "id": 4, "phone": "380501234567"})
    code = taken["data"].pop("code")
    assert re.fullmatch(r"\d{4}", code)
    assert taken["data"] == {"price": 0.2}
    assert client.calls()[0]["code"] == code


def test_an_operator_not_supported_fails_the_whole_request(client):
    item = {"type": "call/otp", "id": 4, "phone": "12"}
    answer = client.json({"auth": "k", "data": [item]})
    assert answer == {"success": False, "error": "Operator not supported"}
