"""/v1/json: texts taken without waiting, refused by HTTP codes."""

import json


def test_the_asynchronous_interface_speaks_in_http_codes(client, sms):
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
