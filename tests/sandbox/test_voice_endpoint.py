"""voice.php: the paper's request, each refusal, the price."""

import http.client
import shutil
import subprocess
from decimal import Decimal
from hashlib import sha256

import pytest

from alphasms_desktop.sandbox.voice_endpoint import MOST_BYTES


def error(text):
    return {"errors": [text]}


@pytest.mark.skipif(not (shutil.which("curl") and shutil.which("sh")), reason="no curl here")
def test_the_curl_line_of_the_paper_works_as_printed(open_box, wav, tmp_path):
    box = open_box(key="APIKEY", first_id=100500)
    (tmp_path / "audio.wav").write_bytes(wav(20))
    line = f"""curl -L -X POST '{box.url}/api/voice.php' \\
-F 'key=" APIKEY "' \\
-F 'phone="38050 1234567 "' \\
-F 'voice=@"audio.wav"' \\
-F 'hook=" https://example.com/webhook.php?id=123456 "' \\
-F 'dtmf=true'
"""
    done = subprocess.run(
        ["sh", "-c", f"{line.rstrip()} --silent --noproxy '*'"],
        cwd=tmp_path,
        capture_output=True,
        check=True,
        text=True,
    )
    assert done.stdout == '{"id": 100500, "price": 0.4}'
    assert [call.phone for call in box.calls()] == ["380501234567"]


def test_quotes_and_blanks_in_the_values_themselves_are_stripped(open_box, connect, form, wav):
    box = open_box(key="KEY", scenario="all-answer")
    fields = {
        "key": ' " KEY " ',
        "phone": '"38050 1234567 "',
        "hook": '" https://example.com/webhook.php?id=123456 "',
        "dtmf": '"true"',
    }
    answer = connect(box).post_form(form(fields, wav(20), file_name=" audio .wav "))
    assert answer["price"] == 0.4
    assert [call.phone for call in box.calls()] == ["380501234567"]


def test_a_taken_call_is_recorded_with_the_fingerprint_of_its_sound(client, wav):
    sound = wav(3)
    answer = client.call(voice=sound)
    (call,) = client.calls()
    assert call["id"] == answer["id"]
    assert call["kind"] == "voice"
    assert call["bytes"] == len(sound)
    assert call["sha256"] == sha256(sound).hexdigest()


def test_without_a_key_of_its_own_any_key_is_accepted_but_none(client, form, wav):
    assert "id" in client.post_form(form({"key": "any", "phone": "380501234567"}, wav()))
    missing = error("API key missing")
    assert client.post_form(form({"key": '" "', "phone": "380501234567"}, wav())) == missing
    assert client.post_form(form({"phone": "380501234567"}, wav())) == missing


def test_another_key_than_the_right_one_is_wrong(open_box, connect):
    client = connect(open_box(key="right"))
    assert client.call(key="left") == error("Wrong API key")
    client.set_account(key_state="banned")
    assert client.call(key="left") == error("Wrong API key")
    assert client.call(key="right") == error("Banned")


@pytest.mark.parametrize(
    ("state", "text"),
    [
        ("wrong", "Wrong API key"),
        ("banned", "Banned"),
        ("api_disabled", "API disabled"),
        ("ip_denied", "IP denied"),
    ],
)
def test_each_trouble_with_the_account_can_be_called_up(client, state, text):
    client.set_account(key_state=state)
    assert client.call() == error(text)
    client.set_account(key_state="ok")
    assert "id" in client.call()


def test_a_phone_is_needed_even_if_it_is_only_blanks(client, form, wav):
    missing = error('Param "phone" is missing')
    assert client.post_form(form({"key": "k"}, wav())) == missing
    assert client.call(phone='" "') == missing


@pytest.mark.parametrize("phone", ["+380501234567", "38050-123-45-67", "123", "1" * 16, "٣٨٠٥٠١٢٣"])
def test_a_phone_that_is_not_digits_is_refused_in_unpublished_words(client, phone):
    assert client.call(phone=phone) == error("Invalid phone number")


def test_a_request_without_a_sound_file_is_told_so(client, form):
    fields = {"key": "k", "phone": "380501234567"}
    assert client.post_form(form(fields)) == error("No sound file")
    assert client.post_form(form({**fields, "voice": "not a file"})) == error("No sound file")
    assert client.post_form(form(fields, b"", file_name="")) == error("No sound file")


def test_an_empty_or_cut_off_file_is_an_error_of_the_upload(client, form, wav):
    fields = {"key": "k", "phone": "380501234567"}
    assert client.post_form(form(fields, b"")) == error("Error uploading file")
    assert client.post_form(form(fields, wav())[:-100]) == error("Error uploading file")


def test_five_megabytes_are_the_most_a_file_may_have(client, wav):
    def padded_to(size):
        sound = wav()
        return sound + bytes(size - len(sound))

    assert "id" in client.call(voice=padded_to(MOST_BYTES))
    assert client.call(voice=padded_to(MOST_BYTES + 1)) == error("File is too big")
    assert client.call(voice=padded_to(9_000_000)) == error("File is too big")
    assert len(client.calls()) == 1


def test_what_is_wrong_with_the_sound_is_told_in_the_words_of_the_service(client, wav):
    assert client.call(voice=b"ID3\x03 an mp3") == error("Invalid file format")
    assert client.call(voice=wav(width=3)) == error("Unsupported audio format")
    assert client.call(voice=wav(0.9)) == error("Invalid audio duration")
    assert client.call(voice=wav(121)) == error("Invalid audio duration")


@pytest.mark.parametrize("hook", ["example.com/x", "ftp://example.com/", "http://", "http://a b/"])
def test_a_hook_must_be_a_full_address(client, hook):
    assert client.call(hook=hook) == error('Param "hook" must be a valid URL')


def test_the_balance_pays_until_it_does_not_suffice(open_box, connect, wav):
    box = open_box(balance=Decimal("0.50"))
    client = connect(box)
    assert client.call(voice=wav(20))["price"] == 0.4
    assert client.call(voice=wav(20)) == error("Insufficient funds")
    assert client.call(voice=wav(5))["price"] == 0.1
    assert client.call(voice=wav(1)) == error("Insufficient funds")
    assert len(box.calls()) == 2


def test_refused_calls_cost_nothing_and_are_not_recorded(open_box, connect):
    box = open_box()
    client = connect(box)
    assert client.call(phone="380501230000") == error("Invalid phone number")
    assert client.call(voice=b"RIFF") == error("Invalid file format")
    assert box.calls() == []
    assert b'"balance": "100000"' in client.send("GET", "/_sandbox/account")[1]


def test_where_everybody_answers_no_phone_is_refused(client):
    assert "id" in client.call(phone="380501230000")


def test_the_key_is_looked_at_before_anything_else(client, form):
    client.set_account(key_state="banned")
    assert client.post_form(form({"key": "k", "hook": "nonsense"})) == error("Banned")


def test_an_urlencoded_form_is_read_but_brings_no_sound(client):
    def post(body):
        return client.send("POST", "/api/voice.php", body, "application/x-www-form-urlencoded")

    assert post(b"phone=1") == (200, b'{"errors": ["API key missing"]}')
    assert post(b"key=k&phone=380501234567&voice=x") == (200, b'{"errors": ["No sound file"]}')


def test_in_a_lesson_a_call_is_taken_whose_answer_never_arrives(open_box, connect, form, wav):
    box = open_box(scenario="lesson")
    client = connect(box)

    with pytest.raises(http.client.RemoteDisconnected):
        client.post_form(
            form({"key": "any", "phone": "380501234519", "hook": "http://127.0.0.1:9/h"}, wav(2))
        )

    (call,) = box.calls()
    assert call.phone == "380501234519"
