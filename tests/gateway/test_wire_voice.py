"""voice.php and otp.php: the forms, their answers, the webhook."""

import json
from decimal import Decimal

import pytest

from alphasms_desktop.domain.attempt import State
from alphasms_desktop.domain.code import SecretCode
from alphasms_desktop.domain.errors import Kind, TroubleError
from alphasms_desktop.domain.exchange import Code, HookReport, Receipt
from alphasms_desktop.gateway import wire_voice


def hook(body: str) -> HookReport:
    report = wire_voice.read_hook(body)
    assert report is not None
    return report


def test_the_form_of_a_call_is_what_the_paper_asks_for() -> None:
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


def test_what_is_off_is_left_out_of_the_form() -> None:
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
def test_an_answer_is_read_leniently_and_never_invented(body: str, receipt: Receipt | None) -> None:
    assert wire_voice.read_answer(body.encode()) == receipt


@pytest.mark.parametrize(("text", "kind"), list(wire_voice.ERROR_TEXTS.items()))
def test_every_error_text_of_the_contract_has_its_kind(text: str, kind: Kind) -> None:
    with pytest.raises(TroubleError) as caught:
        wire_voice.read_answer(json.dumps({"errors": [text]}).encode())
    assert caught.value.trouble.kind is kind
    assert caught.value.trouble.detail == text


def test_an_unknown_error_text_is_kept_word_for_word() -> None:
    with pytest.raises(TroubleError) as caught:
        wire_voice.read_answer('{"errors": ["Оператор не підтримується"]}'.encode())
    assert caught.value.trouble.kind is Kind.UNKNOWN_TEXT
    assert caught.value.trouble.detail == "Оператор не підтримується"


def test_the_contract_has_fourteen_error_texts() -> None:
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
def test_status_words_are_normalised_but_never_matched_in_part(
    word: str, outcome: State | None
) -> None:
    report = hook(json.dumps({"id": 1, "status": word}))
    assert report.outcome is outcome
    assert report.word == word


def test_a_webhook_of_the_paper_is_read() -> None:
    report = hook(
        '{"id":100500,"phone":"380501234567","status":"ANSWERED","duration":123,"dtmf":"7"}'
    )
    assert (report.gateway_id, report.duration_s, report.key) == ("100500", 123.0, "7")


def test_an_absent_or_empty_key_is_no_key() -> None:
    assert hook('{"status":"BUSY","dtmf":""}').key is None
    assert hook('{"status":"BUSY"}').key is None
    assert hook('{"status":"BUSY","dtmf":0}').key == "0"


def test_deep_json_is_no_answer() -> None:
    assert wire_voice.read_answer(b"[" * 200_000) is None


def test_a_code_is_asked_for_by_two_fields() -> None:
    assert wire_voice.otp_request("K&Y", "+380501234567") == b"key=K%26Y&phone=380501234567"


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ('{"id":100500,"code":1234}', Code(SecretCode("1234"), "100500")),
        ('{"id":100500,"code":71}', Code(SecretCode("0071"), "100500")),
        ('{"id":"100500","code":"0471"}', Code(SecretCode("0471"), "100500")),
        ('{"id":null,"code":5}', Code(SecretCode("0005"))),
        ('{"id":100500}', None),
        ('{"id":100500,"code":"????"}', None),
        ("<html>", None),
    ],
)
def test_a_code_is_padded_to_four_digits_and_never_invented(body: str, code: Code | None) -> None:
    assert wire_voice.read_code(body.encode()) == code


@pytest.mark.parametrize("text", ["Wrong API key", "Insufficient funds", "IP denied"])
def test_a_refused_code_has_the_kind_of_its_text(text: str) -> None:
    with pytest.raises(TroubleError) as caught:
        wire_voice.read_code(json.dumps({"errors": [text]}).encode())
    assert caught.value.trouble.kind is wire_voice.ERROR_TEXTS[text]


def test_an_answer_in_another_charset_still_tells_its_id() -> None:
    body = '{"id": 7, "note": "Привіт"}'.encode("cp1251")
    assert wire_voice.read_answer(body) == Receipt("7", None)


def test_a_wish_for_a_code_leaves_the_address_for_results_out_unless_it_is_wanted() -> None:
    assert wire_voice.otp_request("k", "+380501234567") == b"key=k&phone=380501234567"
    hooked = wire_voice.otp_request("k", "+380501234567", "http://127.0.0.1:9/hook/t")
    assert hooked.endswith(b"&hook=http%3A%2F%2F127.0.0.1%3A9%2Fhook%2Ft")
