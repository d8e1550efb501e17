"""xml.php: statuses by gateway id, the balance, refusals of the whole package."""

import re
from datetime import UTC, datetime

import pytest


def status_of(client, *ids):
    asked = "".join(f'<msg sms_id="{number}"/>' for number in ids)
    return client.xml(f'<package key="k"><status>{asked}</status></package>')


def refused(code):
    return f"<package><error>{code}</error></package>"


def test_a_call_under_way_has_a_code_in_progress_and_no_date(client):
    number = client.call()["id"]
    assert status_of(client, number) == (
        f'<package><status><msg id="0" sms_id="{number}" sms_count="1">101</msg></status></package>'
    )


def test_an_answered_call_is_delivered_with_the_date_of_its_end(open_box, connect, until):
    client = connect(open_box(scenario="all-answer", speed=10_000.0))
    number = client.call()["id"]
    assert until(lambda: ">102</msg>" in status_of(client, number))
    found = re.search(r'date_completed="([^"]+)"', status_of(client, number))
    assert found
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d", found[1])


def test_every_outcome_has_its_published_code(open_box, connect, until):
    box = open_box(speed=10_000.0)
    client = connect(box)
    for number in range(1, 60):
        client.call(phone=f"38050{number:07}")
    words = {"ANSWERED": "102", "NO ANSWER": "105", "BUSY": "103", "FAILED": "108"}
    until(lambda: all(call.status in words for call in box.calls()))
    calls = box.calls()
    assert {call.status for call in calls} == set(words)
    answer = status_of(client, *(call.id for call in calls))
    codes = re.findall(r'sms_id="(\d+)" sms_count="1" date_completed="[^"]+">(\d+)<', answer)
    assert codes == [(str(call.id), words[call.status]) for call in calls]


@pytest.mark.parametrize("number", ["5", "-1", "x", "", "9" * 30])
def test_an_unknown_id_has_an_error_of_its_own_and_spoils_nothing(client, number):
    known = client.call()["id"]
    answer = status_of(client, number, known)
    assert f'<msg id="0" sms_id="{number}" sms_count="0">201</msg>' in answer
    assert f'sms_id="{known}" sms_count="1">101</msg>' in answer


def test_a_package_may_hold_several_commands(client):
    answer = client.xml(
        '<?xml version="1.0" encoding="utf-8"?>'
        '<package key="k"><balance/><status><msg id="7"/></status></package>'
    )
    assert answer == (
        "<package><balance><amount>100000</amount><currency>UAH</currency></balance>"
        '<status><msg id="7" sms_id="0" sms_count="0">201</msg></status></package>'
    )


@pytest.mark.parametrize(
    ("state", "code"), [("wrong", 202), ("banned", 205), ("api_disabled", 209), ("ip_denied", 210)]
)
def test_trouble_with_the_account_refuses_the_whole_package(client, state, code):
    client.set_account(key_state=state)
    assert status_of(client, 1) == refused(code)


def test_a_missing_key_is_no_authorization(client):
    assert client.xml("<package><balance/></package>") == refused(202)


@pytest.mark.parametrize(
    "body",
    [
        "",
        "no xml",
        "<package key='k'>",
        "<other key='k'><balance/></other>",
        "<package key='k'/>",
        "<package key='k'><dance/><balance/></package>",
        "<?xml version='1.0' encoding='nonsense'?><package key='k'><balance/></package>",
        "<!DOCTYPE package><package key='k'><balance/></package>",
        "<!DOCTYPE p [<!ENTITY a 'k'>]><package key='&a;'><balance/></package>",
        "<!DOCTYPE p [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><package key='k'>&a;</package>",
    ],
)
def test_what_is_no_plain_package_of_known_commands_has_a_wrong_format(client, body):
    assert client.xml(body) == refused(201)


def test_a_doctype_is_seen_in_other_encodings_too(client):
    body = (
        "<?xml version='1.0' encoding='utf-16'?><!DOCTYPE p><package key='k'><balance/></package>"
    )
    answer = client.send("POST", "/api/xml.php", body.encode("utf-16"))[1]
    assert b"<error>201</error>" in answer


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
    message = '<message><msg recipient="380501234567" sender="Clinic">a</msg></message>'
    assert ">206</msg>" in client.xml(f'<package key="k">{message}</package>')
    assert client.calls() == []


def test_prices_are_told_for_each_phone_and_0_where_it_is_not_supported(client):
    asked = "<phone>+380501234567</phone><phone>12</phone>"
    answer = client.xml(f'<package key="k"><prices>{asked}</prices></package>')
    assert '<phone price="1.20" currency="UAH">+380501234567</phone>' in answer
    assert '<phone price="0" currency="UAH">12</phone>' in answer


def test_several_commands_of_one_package_are_answered_in_order(client):
    answer = client.xml('<package key="k"><balance/><status/></package>')
    assert answer.index("<balance>") < answer.index("<status")


def test_a_text_for_later_is_scheduled_and_may_be_deleted(client):
    later = 'date_beg="2099-01-01T12:00:00+02:00"'
    text = f'<msg id="5" recipient="380501234567" sender="Voice" {later}>a</msg>'
    assert ">1</msg>" in client.xml(f'<package key="k"><message>{text}</message></package>')
    asked = '<msg id="5"/>'
    assert ">100</msg>" in client.xml(f'<package key="k"><status>{asked}</status></package>')
    told = client.xml(f'<package key="k"><delete>{asked}</delete></package>')
    assert re.search(r'date_completed="[^"]+">104</msg>', told)


def test_a_text_not_delivered_by_its_date_expires(open_box, connect, stopped_time):
    client = connect(open_box(scenario="late-results"))
    end = datetime.fromtimestamp(stopped_time.moment + 600, UTC).isoformat()
    text = f'<msg id="5" recipient="380501234567" sender="Voice" date_end="{end}">a</msg>'
    client.xml(f'<package key="k"><message>{text}</message></package>')
    asked = '<package key="k"><status><msg id="5"/></status></package>'
    stopped_time.moment += 599
    assert ">101</msg>" in client.xml(asked)
    stopped_time.moment += 2
    assert re.search(r'date_completed="[^"]+">103</msg>', client.xml(asked))
    assert client.calls()[0]["status"] == "EXPIRED"


def test_a_date_that_is_none_is_an_unknown_error(client):
    text = '<msg recipient="380501234567" sender="Voice" date_beg="soon">a</msg>'
    answer = client.xml(f'<package key="k"><message>{text}</message></package>')
    assert '<msg id="0" sms_id="0" sms_count="0">200</msg>' in answer
