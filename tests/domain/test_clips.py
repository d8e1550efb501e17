"""A message of clips and columns: each row says itself with the clips it needs, or is named."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alphasms_desktop.domain.cells import Cell
from alphasms_desktop.domain.clips import ClipPart, NotSaid, SaidAs, keys_of, named

COLUMNS = ("Name", "Date", "Time", "Cabinet")


def said(part: SaidAs, column: str, value: Cell) -> object:
    cells = [value if one == column else None for one in COLUMNS]
    return keys_of([ClipPart(part, column)], COLUMNS, cells)


def test_a_whole_message_is_its_clips_in_order():
    parts = [
        ClipPart(SaidAs.CLIP, " Greeting "),
        ClipPart(SaidAs.DATE, "Date"),
        ClipPart(SaidAs.TIME, "Time"),
        ClipPart(SaidAs.NUMBER, "Cabinet"),
        ClipPart(SaidAs.CLIP, "Closing"),
    ]
    keys = keys_of(parts, COLUMNS, ["Olena", "24.11.2026", "14:30", 3])
    assert keys == (
        named("greeting"),
        *("day:24", "month:11", "hour:14", "minute:30", "number:3"),
        named("closing"),
    )


@pytest.mark.parametrize(
    ("value", "keys"),
    [
        ("14:30", ("hour:14", "minute:30")),
        ("9.05", ("hour:9", "minute:5")),
        ("09:00", ("hour:9",)),
        ("00:10:00", ("hour:0", "minute:10")),
        ("2026-11-24 08:15:00", ("hour:8", "minute:15")),
    ],
)
def test_a_time_is_its_hour_and_its_minute_if_it_has_one(value, keys):
    assert said(SaidAs.TIME, "Time", value) == keys


@pytest.mark.parametrize("value", ["24:00", "14:60", "noon", "14", ""])
def test_what_is_no_time_is_not_guessed(value):
    assert said(SaidAs.TIME, "Time", value) == NotSaid("Time", value)


@pytest.mark.parametrize(
    ("value", "keys"),
    [
        ("24.11.2026", ("day:24", "month:11")),
        ("1/2/26", ("day:1", "month:2")),
        ("2026-11-24", ("day:24", "month:11")),
        ("2026-11-24 00:00:00", ("day:24", "month:11")),
        ("29.02", ("day:29", "month:2")),
    ],
)
def test_a_date_is_its_day_and_its_month(value, keys):
    assert said(SaidAs.DATE, "Date", value) == keys


@pytest.mark.parametrize("value", ["31.04.2026", "0.1.2026", "11.24.2026", "tomorrow"])
def test_what_is_no_date_is_not_guessed(value):
    assert said(SaidAs.DATE, "Date", value) == NotSaid("Date", value)


@pytest.mark.parametrize(
    ("value", "keys"),
    [
        (0, ("number:0",)),
        (20, ("number:20",)),
        (21.0, ("number:20", "number:1")),
        ("115", ("number:100", "number:15")),
        (340, ("number:300", "number:40")),
        (999, ("number:900", "number:90", "number:9")),
    ],
)
def test_a_number_is_said_in_as_few_clips_as_speech_has_words(value, keys):
    assert said(SaidAs.NUMBER, "Cabinet", value) == keys


@pytest.mark.parametrize("value", [1000, -1, 3.5, "3a", "²"])
def test_what_is_no_number_up_to_999_is_not_said(value):
    assert isinstance(said(SaidAs.NUMBER, "Cabinet", value), NotSaid)


def test_words_are_the_same_whatever_their_case_and_blanks():
    assert said(SaidAs.WHOLE, "Name", "  Окуліст  Шевчук ") == ("word:окуліст шевчук",)


def test_a_column_that_is_not_there_cannot_be_said():
    assert keys_of([ClipPart(SaidAs.WHOLE, "Gone")], COLUMNS, ["x"] * 4) == NotSaid("Gone", "")


@given(st.integers(0, 999))
def test_the_clips_of_a_number_add_up_to_it(number):
    keys = said(SaidAs.NUMBER, "Cabinet", number)
    assert isinstance(keys, tuple)
    assert sum(int(key.split(":")[1]) for key in keys) == number
