"""Bytes to values and back: voice.php, XML, JSON, webhooks; anything else ends quietly."""

import contextlib
import json
import time
import xml.etree.ElementTree as ET
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alphasms_desktop.domain.attempt import State
from alphasms_desktop.domain.errors import Kind, TroubleError
from alphasms_desktop.domain.exchange import Balance, Receipt
from alphasms_desktop.gateway import wire_json, wire_voice, wire_xml
from alphasms_desktop.gateway.decision import VERDICTS, Happened, of_status

_NAMES = st.sampled_from(["id", "price", "errors", "error", "data", "success", "status", "dtmf"])
_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text() | _NAMES, inner),
    max_leaves=10,
)


def test_the_form_of_a_call_is_what_the_paper_asks_for():
    form = wire_voice.voice_form(
        "KEY", "+380501234567", b"RIFF...", "b0", "http://127.0.0.1/h", True
    )

    body = form.head + form.audio + form.tail
    assert len(form) == len(body)
    assert form.content_type == "multipart/form-data; boundary=b0"
    assert b'name="key"\r\n\r\nKEY\r\n' in body
    assert b'name="phone"\r\n\r\n380501234567\r\n' in body
    assert b'name="hook"\r\n\r\nhttp://127.0.0.1/h\r\n' in body
    assert b'name="dtmf"\r\n\r\ntrue\r\n' in body
    assert b'name="voice"; filename="audio.wav"' in body
    assert body.endswith(b"RIFF...\r\n--b0--\r\n")


def test_what_is_off_is_left_out_of_the_form():
    form = wire_voice.voice_form("KEY", "+380501234567", b"", "b0", None, False)

    assert b"hook" not in form.head
    assert b"dtmf" not in form.head


@pytest.mark.parametrize(
    ("body", "receipt"),
    [
        ('{"id": 100500, "price": 0.40}', Receipt("100500", Decimal("0.4"))),
        ('{"id": "100500", "price": "0.40"}', Receipt("100500", Decimal("0.40"))),
        ('{"id": 100500.0}', Receipt("100500", None)),
        ('{"id": 1, "price": null, "errors": []}', Receipt("1", None)),
        ('{"price": 0.4}', None),
        ('{"id": 0}', None),
        ("<html>welcome to the hotel</html>", None),
        ("[1, 2]", None),
        ("", None),
    ],
)
def test_an_answer_is_read_leniently_and_never_invented(body, receipt):
    assert wire_voice.read_answer(body.encode()) == receipt


@pytest.mark.parametrize(("text", "kind"), list(wire_voice.ERROR_TEXTS.items()))
def test_every_error_text_of_the_contract_has_its_kind(text, kind):
    with pytest.raises(TroubleError) as caught:
        wire_voice.read_answer(json.dumps({"errors": [text]}).encode())
    assert caught.value.trouble.kind is kind
    assert caught.value.trouble.detail == text


def test_an_unknown_error_text_is_kept_word_for_word():
    with pytest.raises(TroubleError) as caught:
        wire_voice.read_answer('{"errors": ["Оператор не підтримується"]}'.encode())
    assert caught.value.trouble.kind is Kind.UNKNOWN_TEXT
    assert caught.value.trouble.detail == "Оператор не підтримується"


def test_the_contract_has_fourteen_error_texts():
    assert len(wire_voice.ERROR_TEXTS) == 14


@pytest.mark.parametrize(
    ("word", "outcome"),
    [
        ("ANSWERED", State.ANSWERED),
        ("answered", State.ANSWERED),
        ("NO ANSWER", State.NO_ANSWER),
        ("No_Answer", State.NO_ANSWER),
        ("BUSY", State.BUSY),
        ("UNANSWERED", None),
        ("ANSWERED BY MACHINE", None),
    ],
)
def test_status_words_are_normalised_but_never_matched_in_part(word, outcome):
    report = wire_voice.read_hook(json.dumps({"id": 1, "status": word}))
    assert report.outcome is outcome
    assert report.word == word


def test_a_webhook_of_the_paper_is_read():
    report = wire_voice.read_hook(
        '{"id":100500,"phone":"380501234567","status":"ANSWERED","duration":123,"dtmf":"7"}'
    )
    assert (report.gateway_id, report.duration_s, report.key) == ("100500", 123.0, "7")


def test_an_absent_or_empty_key_is_no_key():
    assert wire_voice.read_hook('{"status":"BUSY","dtmf":""}').key is None
    assert wire_voice.read_hook('{"status":"BUSY"}').key is None
    assert wire_voice.read_hook('{"status":"BUSY","dtmf":0}').key == "0"


def test_a_status_question_names_each_id_once():
    asked = ET.fromstring(wire_xml.status_request('a"<&k', ["1", "2"]))
    assert asked.get("key") == 'a"<&k'
    assert [one.get("sms_id") for one in asked.iter("msg")] == ["1", "2"]


@pytest.mark.parametrize("wrapper", ["status", "message", "package"])
def test_statuses_are_found_wherever_they_stand_below_the_package(wrapper):
    inner = (
        '<msg id="" sms_id="7" sms_count="1" date_completed="200914T15:27:03">102</msg>'
        '<msg sms_id="8" sms_count="1">105</msg><msg sms_id="9"> 110 </msg>'
        '<msg sms_id="10">777</msg><msg id="3">102</msg>'
    )
    if wrapper != "package":
        inner = f"<{wrapper}>{inner}</{wrapper}>"
    body = f'<?xml version="1.0" encoding="utf-8"?><package>{inner}</package>'

    reports = wire_xml.read_statuses(body.encode())

    assert [(one.gateway_id, one.outcome) for one in reports] == [
        ("7", State.ANSWERED),
        ("8", State.NO_ANSWER),
        ("9", None),
        ("10", None),
    ]
    assert reports[3].word == "XML 777"


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("202", Kind.WRONG_KEY),
        ("209", Kind.API_DISABLED),
        ("210", Kind.IP_DENIED),
        ("212", Kind.THROTTLED),
        ("999", Kind.UNKNOWN_TEXT),
    ],
)
def test_a_request_refused_as_a_whole_has_its_kind(code, kind):
    with pytest.raises(TroubleError) as caught:
        wire_xml.read_statuses(f"<package><error>{code}</error></package>".encode())
    assert caught.value.trouble.kind is kind


def test_an_entity_bomb_is_refused_unread():
    bomb = (
        '<!DOCTYPE p [<!ENTITY a "aaaaaaaaaa">'
        + "".join(f'<!ENTITY a{i} "{f"&a{i - 1 or str()};" * 10}">' for i in range(1, 9))
        + "]><package><msg sms_id='1'>&a8;</msg></package>"
    )
    begun = time.monotonic()
    assert wire_xml.read_statuses(bomb.encode()) is None
    assert wire_xml.read_statuses(bomb.encode("utf-16")) is None
    assert time.monotonic() - begun < 5


def test_balances_are_read_with_their_currency():
    xml = "<package><balance><amount>10.526</amount><currency>UAH</currency></balance></package>"
    assert wire_xml.read_balance(xml.encode()) == Balance(Decimal("10.526"), "UAH")
    answer = {"success": 1, "data": [{"success": True, "data": {"amount": 31.1683000000002}}]}
    assert wire_json.read_balance(json.dumps(answer).encode()) == Balance(
        Decimal("31.168300"), "UAH"
    )


def test_access_denied_is_told_from_other_errors():
    with pytest.raises(TroubleError) as caught:
        wire_json.read_balance(b'{"success":false,"error":"Access denied"}')
    assert caught.value.trouble.kind is Kind.ACCESS_DENIED


@given(_JSON)
def test_any_json_ends_in_a_value_or_a_trouble(answer):
    body = json.dumps(answer).encode()
    for read in (wire_voice.read_answer, wire_json.read_balance):
        with contextlib.suppress(TroubleError):
            read(body)
    report = wire_voice.read_hook(body.decode())
    if report:
        report.word.encode()


@given(st.binary(max_size=300))
def test_any_bytes_end_in_a_value_or_a_trouble(body):
    for read in (
        wire_voice.read_answer,
        wire_json.read_balance,
        wire_xml.read_statuses,
        wire_xml.read_balance,
    ):
        with contextlib.suppress(TroubleError):
            read(body)


def test_deep_json_is_no_answer():
    assert wire_voice.read_answer(b"[" * 200_000) is None
    assert wire_json.read_balance(b'{"a":' * 200_000) is None


@pytest.mark.parametrize("happened", list(Happened))
def test_only_a_lost_answer_puts_a_call_in_doubt(happened):
    certain = {
        Happened.NO_CONNECTION,
        Happened.NOT_SECURE,
        Happened.NO_BODY_LEFT,
        Happened.TOO_BIG,
        Happened.THROTTLED,
        Happened.REFUSED_STATUS,
    }
    is_certain = VERDICTS[happened].placing is not Kind.ANSWER_LOST
    assert is_certain == (happened in certain)
    assert VERDICTS[happened].asking is not Kind.ANSWER_LOST


@pytest.mark.parametrize(
    ("code", "happened"),
    [
        (100, Happened.ODD_STATUS),
        (200, Happened.UNREADABLE),
        (301, Happened.REDIRECT),
        (307, Happened.REDIRECT),
        (403, Happened.REFUSED_STATUS),
        (404, Happened.REFUSED_STATUS),
        (408, Happened.TIMED_OUT_THERE),
        (413, Happened.TOO_BIG),
        (429, Happened.THROTTLED),
        (500, Happened.SERVER_FAILED),
        (503, Happened.SERVER_FAILED),
        (999, Happened.ODD_STATUS),
    ],
)
def test_every_http_status_has_a_meaning(code, happened):
    assert of_status(code) is happened
