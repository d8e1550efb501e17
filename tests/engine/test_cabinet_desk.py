"""The cabinet's table fills keys and seconds by phone, with columns mapped by hand."""

import openpyxl
import pytest

from alphasms_desktop.contacts import Spreadsheet
from alphasms_desktop.domain.answer import KeyAction, KeyMeaning
from alphasms_desktop.domain.attempt import State, Step, Why
from alphasms_desktop.domain.errors import Kind, TroubleError
from alphasms_desktop.domain.importing import ImportChoices
from alphasms_desktop.domain.rules import Rules
from alphasms_desktop.engine.cabinet_desk import (
    CabinetColumns,
    CabinetDesk,
    CabinetTaken,
    seconds_of,
)
from tests.fakes import make_campaign, phone

KEYS = (KeyMeaning("9", "stop", KeyAction.DO_NOT_CALL),)
COLUMNS = CabinetColumns("Number", "DTMF", "Talk")


@pytest.fixture
def desk(store):
    return CabinetDesk(Spreadsheet, store, store.live, ImportChoices)


@pytest.fixture
def table(tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["When", "Number", "DTMF", "Talk"])
    for cells in (
        ["10:00", phone(2), 9, "0:24"],
        ["10:01", phone(3), "", 0],
        ["10:02", phone(4), "12", "00:01:05"],
        ["10:03", phone(77), 1, 3],
    ):
        book.active.append(cells)
    path = tmp_path / "cabinet.xlsx"
    book.save(path)
    return path


@pytest.fixture
def campaign_id(store):
    made = make_campaign(store, 3, rules=Rules(keys=KEYS))
    journal = store.take_over(made)
    claims, _ = journal.claim(3)
    journal.keep(
        [Step(one.attempt_id, State.ACCEPTED, Why.HANDED_OVER, gateway_id="1") for one in claims]
    )
    journal.keep([Step(claims[0].attempt_id, State.ANSWERED, Why.ASKED)])
    journal.keep([Step(claims[1].attempt_id, State.NO_ANSWER, Why.ASKED)])
    journal.keep([Step(claims[2].attempt_id, State.NO_RESULT, Why.NEVER_LEARNED)])
    journal.release()
    return made


def test_keys_and_seconds_are_filled_and_mean_what_they_mean(store, desk, table, campaign_id):
    opened = desk.table(table)
    assert opened.columns == ("When", "Number", "DTMF", "Talk")
    assert opened.likely == CabinetColumns("Number", "DTMF", "Talk")
    assert desk.take_in(campaign_id, table, COLUMNS) == CabinetTaken(3, unknown=1)
    rows = list(store.campaigns.results(campaign_id))
    assert [(row.state, row.key, row.duration_s) for row in rows] == [
        (State.ANSWERED, "9", 24.0),
        (State.NO_ANSWER, None, 0.0),
        (State.ANSWERED, "12", 65.0),
    ]
    assert store.do_not_call.phones() == {phone(2)}


def test_taking_it_in_twice_changes_nothing_more(store, desk, table, campaign_id):
    desk.take_in(campaign_id, table, COLUMNS)
    store.do_not_call.remove(phone(2))
    desk.take_in(campaign_id, table, COLUMNS)
    assert store.do_not_call.phones() == frozenset()


def test_columns_that_are_not_there_fill_nothing(store, desk, table, campaign_id):
    came = desk.take_in(campaign_id, table, CabinetColumns("Number"))
    assert came == CabinetTaken(0, unknown=1)


def test_a_running_campaign_is_left_alone(store, desk, table, campaign_id):
    journal = store.take_over(campaign_id)
    with pytest.raises(TroubleError) as caught:
        desk.take_in(campaign_id, table, COLUMNS)
    assert caught.value.trouble.kind is Kind.IN_USE
    journal.release()


@pytest.mark.parametrize(
    ("cell", "seconds"),
    [
        (24, 24.0),
        ("24", 24.0),
        ("0:24", 24.0),
        ("00:01:05", 65.0),
        ("1,5", 1.5),
        ("", None),
        (None, None),
        ("never", None),
        (-3, None),
        ("nan", None),
    ],
)
def test_seconds_are_read_as_tables_write_them(cell, seconds):
    assert seconds_of(cell) == seconds
