"""http.php without its version: packed values in, PHP's serialize() out."""

import base64
import re
from urllib.parse import urlencode

from alphasms_desktop.sandbox.old_protocol import packed, unpacked

VOICE = {"from": "Voice"}


def pack(text):
    return base64.b64encode(text.encode()).decode().translate(str.maketrans("+/=", "-_,"))


def ask(client, **fields):
    form = urlencode({name: pack(value) for name, value in fields.items()}).encode()
    status, body = client.post_urlencoded("/api/http.php", form)
    assert status == 200
    texts = re.findall(r's:\d+:"([^"]*)";', base64.b64decode(body).decode())
    return dict(zip(texts[::2], texts[1::2], strict=True))


def test_without_its_version_http_speaks_the_old_protocol(client):
    # "k" and "balance" in base64, and PHP's serialize() of one pair back.
    query = "key=aw,,&command=YmFsYW5jZQ,,"
    status, body = client.send("GET", f"/api/http.php?{query}")
    assert status == 200
    assert body == b"YToxOntzOjc6ImJhbGFuY2UiO3M6ODoiMTAwMDAwLjAiO30="


def test_a_text_is_sent_and_told_of_in_packed_values(client):
    sent = ask(client, key="k", command="send", to="+380501234567", message="Привіт", **VOICE)
    assert sent["sms_count"] == "1"
    told = ask(client, key="k", command="receive", id=sent["id"])
    assert (told["code"], told["status"]) == ("0", "В черзі")
    assert client.calls()[0]["bytes"] == len("Привіт".encode())


def test_errors_are_packed_like_everything_else(client):
    assert ask(client, key="k", command="receive", id="5") == {"errors": "SMS not found"}
    assert ask(client, command="balance") == {"errors": "Wrong login or password or key"}


def test_signs_that_mean_something_in_addresses_are_replaced():
    values = ("???", ">>>", "a")
    packed = {text: pack(text) for text in values}
    assert packed == {"???": "Pz8_", ">>>": "Pj4-", "a": "YQ,,"}
    assert unpacked(packed) == {text: text for text in values}


def test_lengths_are_those_of_the_bytes_as_in_php():
    assert base64.b64decode(packed({"a": "ї"})) == 'a:1:{s:1:"a";s:2:"ї";}'.encode()
