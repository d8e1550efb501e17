"""Reports of a campaign in a real store, read back by pandas and compared cell by cell with it."""

import csv
import io
import shutil
import subprocess
from dataclasses import replace
from decimal import Decimal

import openpyxl
import pandas as pd
import pytest

from alphasms_desktop import i18n
from alphasms_desktop.app import open_workspace
from alphasms_desktop.domain.attempt import State, Step, Why
from alphasms_desktop.domain.campaign import Draft, Mode, Phase
from alphasms_desktop.domain.contact import Batch, SheetHead
from alphasms_desktop.domain.phone import grouped
from alphasms_desktop.domain.rules import Rules
from alphasms_desktop.domain.success import Success
from alphasms_desktop.reports.columns import local
from alphasms_desktop.store import open_store
from alphasms_desktop.wording import state_name
from tests.fakes import RECORDING, SERVICE, contact, make_campaign, phone
from tests.store.test_follow_ups import end

NASTY = ("=1+1", "@SUM(A1)", "-2+3", "+380501234567", "Лисенко; «Оксана»", 'a "b"\nc', "007")


ENGINES = pytest.mark.parametrize("engine", ["openpyxl", "calamine"])


@pytest.fixture
def workspace(tmp_path):
    """Give a folder with people whose cells would be formulas, and calls that ended in all ways."""
    i18n.use("en")
    store = open_store(tmp_path / "data")
    store.belong_to(Mode.TRAINING)
    people = [
        replace(contact(row), fields=(cell, contact(row).phone))
        for row, cell in enumerate(NASTY, 2)
    ]
    campaign_id = make_campaign(store, contacts=people)
    ends = [State.ANSWERED, State.NO_ANSWER, State.BUSY, State.FAILED, State.UNCONFIRMED]
    end(store, campaign_id, [(one, "1" if one is State.ANSWERED else None) for one in ends])
    store.close()
    opened = open_workspace(tmp_path / "data", Mode.TRAINING)
    yield opened
    opened.close()


@ENGINES
def test_every_cell_of_the_workbook_is_that_of_the_store(engine, workspace, tmp_path):
    path = tmp_path / "report.xlsx"
    workspace.results.report(1, path)
    read = pd.read_excel(path, sheet_name="Results", dtype=object, engine=engine)
    rows = list(workspace.campaigns.results(1))

    assert len(read) == len(rows) == len(NASTY)
    for (_, found), row in zip(read.iterrows(), rows, strict=True):
        plain = found.where(found.notna(), None)
        assert plain["Row"] == row.row
        assert plain["Name"] == row.fields[0]
        assert plain["Phone (AlphaSMS)"] == row.phone
        assert plain["Result"] == state_name(row.state, Success.ANSWERED)
        assert plain["Key pressed"] == row.key
        assert plain["Attempts"] == row.attempts
        moment = plain["Handed over at"]
        moment = None if moment is None or pd.isna(moment) else pd.Timestamp(moment).to_pydatetime()
        assert moment == local(row.handed_over_at)


def test_every_cell_of_the_csv_is_that_of_the_store_and_no_formula_is_alive(workspace, tmp_path):
    path = tmp_path / "report.csv"
    workspace.results.report(1, path)
    read = pd.read_csv(path, sep=";", encoding="utf-8-sig", dtype=str, keep_default_na=False)
    for (_, found), row in zip(read.iterrows(), workspace.campaigns.results(1), strict=True):
        assert found["Phone (AlphaSMS)"] == grouped(row.phone)
        assert found["Name"].removeprefix("'") == row.fields[0]
        assert found["Mode"] == "training"
    alive = [one for one in read.to_numpy().ravel() if one.startswith(("=", "@", "-2"))]
    assert alive == []


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not here")
@pytest.mark.timeout(120)
def test_libreoffice_opens_the_workbook_and_reckons_nothing(workspace, tmp_path):
    path = tmp_path / "report.xlsx"
    workspace.results.report(1, path)
    subprocess.run(
        [
            *("soffice", f"-env:UserInstallation={(tmp_path / 'office').as_uri()}", "--headless"),
            *("--convert-to", "csv:Text - txt - csv (StarCalc):59,34,76", "--outdir"),
            *(str(tmp_path / "out"), str(path)),
        ],
        check=True,
        capture_output=True,
        timeout=100,
    )
    text = (tmp_path / "out" / "report.csv").read_text(encoding="utf-8")
    for nasty in ("=1+1", "@SUM(A1)", "-2+3", "007", "+380501234567"):
        assert nasty in text


# What the service told of each call: money, seconds, ids, its own words.

COLUMNS = ("Name", "", "Phone", "Name", "Result", "")
OURS_AFTER = ("Price", "Duration, s", "Key pressed", "Call id", "Service's word")
TOLD = (
    (State.ANSWERED, "0.40", 24.0, "1", "100500", "ANSWERED"),
    (State.ANSWERED, "0.4000005", 0.5, "0", "00012345678901234567890", "=1+1"),
    (State.NO_ANSWER, "0", None, None, "7", "@SUM(A1)"),
    (State.BUSY, None, 0.0, None, "-5", "+BUSY"),
    (State.FAILED, "1234567.123456", 3600.0, "12*#", "1e5", '=HYPERLINK("http://a";"b")'),
)


@pytest.fixture
def told(tmp_path):
    """Give a folder with a sheet of odd headings and calls of which everything was told."""
    i18n.use("en")
    store = open_store(tmp_path / "data")
    store.belong_to(Mode.REAL)
    people = []
    for number, nasty in enumerate(NASTY[: len(TOLD)], 2):
        cells = (nasty, number * 1.5, phone(number), True, None, 380_501_234_567_890_123)
        people.append(replace(contact(number), fields=cells))
    list_id = store.lists.take_in(
        SheetHead("people.xlsx", "Sheet1", COLUMNS, 2, 0), [Batch.of(people, [])]
    ).id
    draft = Draft("=Told", Mode.REAL, SERVICE, list_id, RECORDING, Rules())
    campaign_id = store.campaigns.create(draft, None).id
    journal = store.take_over(campaign_id)
    for claim, (state, price, seconds, key, gateway_id, word) in zip(
        journal.claim(len(TOLD))[0], TOLD, strict=True
    ):
        amount = Decimal(price) if price else None
        handed = Step(claim.attempt_id, State.ACCEPTED, Why.HANDED_OVER, "", gateway_id, amount)
        end_of_it = Step(claim.attempt_id, state, Why.REPORTED, word, duration_s=seconds, key=key)
        journal.keep([handed, end_of_it])
    journal.set_phase(Phase.FINISHED)
    journal.release()
    store.close()
    opened = open_workspace(tmp_path / "data", Mode.REAL)
    yield opened
    opened.close()


def test_what_the_service_told_is_in_the_workbook_cell_by_cell(told, tmp_path):
    path = tmp_path / "report.xlsx"
    told.results.report(1, path)
    sheet = openpyxl.load_workbook(path)["Results"]
    head, *body = sheet.iter_rows()
    names = [cell.value for cell in head]
    first = names.index("Row") + 1
    assert names[first : first + len(COLUMNS)] == [one or None for one in COLUMNS]
    place = {name: names.index(name, first + len(COLUMNS)) for name in OURS_AFTER}

    rows = list(told.campaigns.results(1))
    assert len(body) == len(rows) == len(TOLD)
    for cells, row, (_, price, seconds, key, gateway_id, word) in zip(
        body, rows, TOLD, strict=True
    ):
        found = {name: cells[at] for name, at in place.items()}
        amount = found["Price"].value
        assert amount is None if price is None else amount == pytest.approx(float(price), abs=1e-6)
        assert found["Price"].value is None or isinstance(amount, (int, float))
        assert found["Duration, s"].value == seconds
        assert found["Key pressed"].value == key
        assert found["Call id"].value == gateway_id
        assert found["Service's word"].value == word
        assert found["Call id"].data_type == found["Service's word"].data_type == "s"
        given = [cell.value for cell in cells[first : first + len(COLUMNS)]]
        assert given[:5] == [row.fields[0], row.fields[1], row.phone, True, None]
        assert given[5] == str(380_501_234_567_890_123)
    assert not [one for row in sheet.iter_rows() for one in row if one.data_type == "f"]


def test_what_the_service_told_is_in_the_csv_cell_by_cell(told, tmp_path):
    path = tmp_path / "report.csv"
    told.results.report(1, path)
    text = path.read_text(encoding="utf-8-sig")
    head, *body = csv.reader(io.StringIO(text), delimiter=";")
    first = head.index("Row") + 1
    assert tuple(head[first : first + len(COLUMNS)]) == COLUMNS
    place = {name: head.index(name, first + len(COLUMNS)) for name in OURS_AFTER}
    assert len(body) == len(TOLD)
    for cells, (_, price, seconds, key, gateway_id, word) in zip(body, TOLD, strict=True):
        amount = cells[place["Price"]].replace(",", ".")
        assert (Decimal(amount) if amount else None) == (
            None if price is None else round(Decimal(price), 6)
        )
        written = cells[place["Duration, s"]].replace(",", ".")
        assert (float(written) if written else None) == seconds
        assert cells[place["Key pressed"]].removeprefix("'") == (key or "")
        assert cells[place["Call id"]].removeprefix("'") == gateway_id
        assert cells[place["Service's word"]].removeprefix("'") == word
    alive = [
        one for row in body for one in row if one.startswith(("=", "@", "+B", "-2")) or "\t=" in one
    ]
    assert alive == []
