"""Clients that others have published take the sandbox for the service, but for its address."""

import functools
import re
import shlex
import shutil
import subprocess

import pytest
from alphasms import client as published  # type: ignore[import-untyped]

PAPER_VOICE = """
curl -L -X POST 'https://alphasms.ua/api/voice.php'
-F 'key=" APIKEY "'
-F 'phone="38050 1234567 "'
-F 'voice=@"audio.wav"'
-F 'hook=" https://example.com/webhook.php?id=123456 "'
-F 'dtmf=true'
"""
PAPER_CODE = """
curl -L -X POST 'https://alphasms.ua/api/otp.php'
-F 'key=" APIKEY "'
-F 'phone="38050 1234567 "'
"""


@pytest.fixture
def theirs(open_box, monkeypatch):
    """Return the published Python client, its address alone replaced by a sandbox's."""
    box = open_box(scenario="all-answer", key="k", speed=1.0)
    post = published.requests.post
    there = functools.partial(post, f"{box.url}/api/xml.php")
    monkeypatch.setattr(published.requests, "post", lambda _url, data: there(data=data))
    return published.Client(api_key="k")


def test_the_published_client_reads_the_balance(theirs):
    assert theirs.check_balance() == 100_000.0


def test_it_sends_a_text_and_reads_its_status(theirs):
    sent = theirs.send_sms("+380501234567", "Voice", "Привіт", user_sms_id=77)
    assert sent.user_sms_id == "77"
    assert theirs.get_status(sms_id=sent.sms_id).status_string() == "enroute state"
    assert theirs.get_status(user_sms_id=77).sms_id == sent.sms_id


def test_it_sends_a_queue_of_several(theirs):
    with theirs.message_queue() as queue:
        for number in range(3):
            queue.add_message(f"+38050123456{number}", "Voice", "Привіт")
    results = queue.sent_messages
    assert [one.error for one in results] == ["1", "1", "1"]
    assert len({one.sms_id for one in results}) == 3


def test_a_repeated_id_is_an_error_it_knows(theirs):
    theirs.send_sms("+380501234567", "Voice", "Привіт", user_sms_id=5)
    with pytest.raises(published.AlphaSmsServerError, match="Duplicate id"):
        theirs.send_sms("+380501234567", "Voice", "Привіт", user_sms_id=5)


def test_a_wrong_key_is_an_error_it_knows(theirs):
    with pytest.raises(published.AlphaSmsServerError, match="Authorization error"):
        published.Client(api_key="another").check_balance()


@pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not on this computer")
@pytest.mark.parametrize(
    ("line", "answer"),
    [(PAPER_VOICE, rb'\{"id": \d+, "price": 0.04\}'), (PAPER_CODE, rb'\{"id": \d+, "code": \d+\}')],
)
def test_the_papers_own_lines_work_as_they_are_printed(open_box, tmp_path, wav, line, answer):
    box = open_box(scenario="all-answer", key="APIKEY")
    (tmp_path / "audio.wav").write_bytes(wav())
    command = shlex.split(line.replace("https://alphasms.ua", box.url))
    done = subprocess.run(
        [command[0], "-sS", *command[1:]], cwd=tmp_path, capture_output=True, check=True, timeout=20
    )
    assert re.fullmatch(answer, done.stdout), done.stdout
    assert box.calls()[0].phone == "380501234567"
