"""Texts by every interface: taken once, told of in each interface's own words, deleted in time."""

import logging
import re

import pytest

from alphasms_desktop.sandbox.texts import count_parts


def test_xml_knows_a_text_by_either_id_and_deletes_it_while_it_waits(client, sms):
    (taken,) = client.say(sms(9))
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


def seen(client, number):
    """Return what each interface says of the text that has this id of the caller's."""
    (status,) = client.say({"type": "status", "id": number})
    asked = f'<package key="k"><status><msg id="{number}"/></status></package>'
    code = re.search(r">(\d+)</msg>", client.xml(asked))[1]
    gateway_id = next(call["id"] for call in client.calls() if call["own_id"] == number)
    return status["data"]["status"], code, client.http("receive", id=gateway_id)["code"]


def test_a_text_progresses_in_the_words_of_every_interface(open_box, connect, stopped_time, sms):
    client = connect(open_box(scenario="all-answer"))
    client.say(sms(1, sms_message="Добрий день! Нагадуємо про зустріч завтра."))
    found = []
    for _ in range(60):
        if (now := seen(client, 1)) not in found:
            found.append(now)
        stopped_time.moment += 0.5
    assert found == [
        ("QUEUED", "101", "0"),
        ("ROUTING", "110", "1"),
        ("ACCEPTED", "110", "2"),
        ("DELIVERED", "102", "3"),
    ]


def test_every_end_of_a_text_has_its_word_in_every_interface(open_box, connect, stopped_time, sms):
    client = connect(open_box())
    client.say(*[sms(number, phone=f"38050{number:07}") for number in range(1, 60)])
    stopped_time.moment += 1000
    ends = {(call["status"], *seen(client, call["own_id"])) for call in client.calls()}
    assert ends == {
        ("ANSWERED", "DELIVERED", "102", "3"),
        ("NO ANSWER", "UNDELIVERABLE", "105", "96"),
        ("BUSY", "EXPIRED", "103", "96"),
        ("FAILED", "REJECTED", "108", "99"),
    }


def test_a_deleted_text_is_listed_as_such_and_its_hook_hears_nothing(
    open_box, connect, receive, stopped_time, sms
):
    client, receiver = connect(open_box(scenario="all-answer")), receive()
    client.say(sms(1, hook=f"{receiver.url}/1"))
    client.xml('<package key="k"><delete><msg id="1"/></delete></package>')
    stopped_time.moment += 1000
    client.say(sms(2, hook=f"{receiver.url}/2"))
    stopped_time.moment += 1000
    client.say(sms(3, hook=f"{receiver.url}/3"))
    assert receiver.next()[0] == "/2"
    deleted, *others = client.calls()
    assert (deleted["status"], deleted["duration"]) == ("DELETED", 0)
    assert [call["status"] for call in others] == ["ANSWERED", "QUEUED"]
    assert seen(client, 1) == ("DELETED", "104", "10")


def test_an_address_in_a_wap_push_is_not_taken_for_a_hook(client, caplog):
    caplog.set_level(logging.INFO)
    url = 'type="2" url="http://hook.invalid/"'
    text = f'<msg recipient="380501234567" sender="Voice" {url}>a</msg>'
    assert ">1</msg>" in client.xml(f'<package key="k"><message>{text}</message></package>')
    assert "hook" not in caplog.text
