"""Reports of a campaign in a real store, read back by pandas and compared cell by cell with it."""

import shutil
import subprocess
from dataclasses import replace

import pandas as pd
import pytest

from alphasms_desktop import i18n
from alphasms_desktop.app import open_workspace
from alphasms_desktop.domain.attempt import State
from alphasms_desktop.domain.campaign import Mode
from alphasms_desktop.domain.phone import grouped
from alphasms_desktop.reports.columns import local
from alphasms_desktop.store import open_store
from alphasms_desktop.wording import state_name
from tests.fakes import contact, make_campaign
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
        assert plain["Result"] == state_name(row.state)
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
