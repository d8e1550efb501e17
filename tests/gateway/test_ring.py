"""The last exchanges: how many, how short, and what they never show."""

from datetime import UTC, datetime

import pytest

from alphasms_desktop.gateway.ring import Noted, Ring

MOMENT = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)


def noted(request: str = "", answer: str = "", status: int | None = 200, end: str = "") -> Noted:
    return Noted(MOMENT, "/api/xml.php", status, end, 12, request, answer)


def test_it_holds_the_last_five_hundred() -> None:
    ring = Ring()
    for number in range(700):
        ring.keep(noted(f"request {number}"))
    assert len(ring.lines()) == 500
    assert ring.exchanges()[0].request == "request 200"


def test_phones_are_shortened_in_what_was_asked_and_what_was_answered() -> None:
    ring = Ring()
    ring.keep(noted('recipient="+380501234567"', '{"phone": 380671112233}'))
    line = ring.lines()[0]
    assert "1234567" not in line
    assert "671112233" not in line
    assert "+380•••67" in line


def test_a_line_says_when_where_how_and_how_long() -> None:
    ring = Ring()
    ring.keep(noted("asked\nhere", "told\r\nthere"))
    ring.keep(noted(status=None, end="no answer in time (ReadTimeout)"))
    told, broken = ring.lines()
    assert told == (
        "2026-11-24T10:00:00.000+00:00 /api/xml.php HTTP 200 12 ms > asked here < told there"
    )
    assert "no answer in time" in broken


def test_a_long_answer_is_cut_and_no_phone_survives_the_cut() -> None:
    ring = Ring()
    for filling in range(1980, 2001):
        ring.keep(noted(answer="x" * (filling - 1) + " 380501234567 and more" * 50))
    for held in ring.exchanges():
        assert len(held.answer) <= 2000
        assert "38050123" not in held.answer


@pytest.mark.parametrize(
    "answer",
    [
        '{"id":100500,"code":4071}',
        '{"id":100500,"code" : "4071","price":0.2}',
        '{"code":[4071]}',
        '{"code":{"digits":"4071"}}',
        '{"success":true,"data":[{"data":{"code":"4071","price":0.2}}]}',
        '{"pin":4071}',
        "<html>4071</html>",
        '{"code":"40',
    ],
)
@pytest.mark.parametrize(
    ("path", "request_text"),
    [("/api/otp.php", "key=***"), ("/api/json.php", '{"data":[{"type":"call/otp"}]}')],
)
def test_no_answer_to_a_wish_for_a_code_shows_it(path: str, request_text: str, answer: str) -> None:
    ring = Ring()
    ring.keep(Noted(MOMENT, path, 200, "", 12, request_text, answer))
    line = ring.lines()[0].partition(" < ")[2]
    assert "4071" not in line
    assert "40" not in line


def test_texts_are_not_shown_since_some_dictate_a_code() -> None:
    ring = Ring()
    sent = '{"sms_message": "Code \\"4071\\". Нуль.", "id": 5}, {"message": "4071", "voice": {}}'
    ring.keep(noted(sent))
    line = ring.lines()[0]
    assert "4071" not in line
    assert "Нуль" not in line
    assert '"id": 5' in line
