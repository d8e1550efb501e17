"""The commands for results and data, over a campaign that really ran in the sandbox."""

import csv
import hashlib
import io
import json
from pathlib import Path
from zipfile import ZipFile

import pytest

from alphasms_desktop.app import open_workspace
from alphasms_desktop.cli.main import run
from alphasms_desktop.domain.attempt import Why
from alphasms_desktop.domain.campaign import Mode, Phase
from tests.ui.test_finished import ended


class _Context:
    def __init__(self, workspace):
        self.workspace = workspace


@pytest.fixture
def data(tmp_path):
    """Make a folder with one finished campaign of five people."""
    folder = tmp_path / "data"
    workspace = open_workspace(folder, Mode.TRAINING)
    ended(_Context(workspace), tmp_path)
    workspace.close()
    return folder


def command(data, *arguments):
    return run([*arguments, "--sandbox", "--data-dir", str(data), "--language", "en"])


@pytest.mark.parametrize("ending", ["xlsx", "csv", "pdf"])
def test_a_past_campaign_is_reported(ending, data, tmp_path, capsys):
    out = tmp_path / f"report.{ending}"
    assert command(data, "report", "--campaign", "1", "--out", str(out)) == 0
    assert out.stat().st_size > 0
    assert "key 2: 2" in capsys.readouterr().out


def test_the_evidence_pack_proves_itself(data, tmp_path):
    out = tmp_path / "evidence.zip"
    assert command(data, "evidence", "--campaign", "1", "--out", str(out)) == 0
    with ZipFile(out) as pack:
        names = pack.namelist()
        files = {name: pack.read(name) for name in names}
    manifest = json.loads(files["manifest.json"])
    (sound,) = [name for name in names if name.startswith("message/")]

    assert names == [
        "report.pdf",
        "report.xlsx",
        sound,
        "journal.csv",
        "consents.csv",
        "about.txt",
        "SHA256SUMS",
        "manifest.json",
    ]
    assert hashlib.sha256(files[sound]).hexdigest() == Path(sound).stem
    for name, told in manifest["files"].items():
        assert told["sha256"] == hashlib.sha256(files[name]).hexdigest()
        assert told["bytes"] == len(files[name])
    assert set(manifest["files"]) == set(names) - {"manifest.json"}
    journal = list(csv.reader(io.StringIO(files["journal.csv"].decode("utf-8-sig")), delimiter=";"))
    story = [row[4:7] for row in journal if row[2] == "+380 50 000 00 02"]
    assert len(story) == 3
    assert story[0] == ["Waiting", "Sending", ""]
    # Nothing of it is a word of the program's own insides.
    told = {word for row in journal[1:] for word in row[4:7]}
    assert not told & ({str(one) for one in Why} | {str(one) for one in Phase}), told
    assert "TRAINING" in files["about.txt"].decode("utf-8-sig")
    # Taken out of the pack, each table still says in every row that nobody was called.
    consents = files["consents.csv"].decode("utf-8-sig")
    for headings, *rows in (journal, csv.reader(io.StringIO(consents), delimiter=";")):
        assert headings[-1] == "Mode"
        assert rows
        assert {row[-1] for row in rows} == {"training"}


def test_a_person_is_written_out_then_erased(data, tmp_path, capsys):
    out = tmp_path / "person.zip"
    phone = "+380500000002"
    assert command(data, "erase", "--phone", phone, "--export", str(out)) == 0
    with ZipFile(out) as pack:
        known = json.loads(pack.read("person.json"))
    assert known["phone"] == phone
    assert known["calls"][0]["key"] == "1"

    assert command(data, "erase", "--phone", phone) == 0
    digits = phone.lstrip("+").encode()
    assert not [one for one in data.rglob("*") if one.is_file() and digits in one.read_bytes()]


def test_everything_is_backed_up_and_put_back(data, tmp_path, capsys):
    out = tmp_path / "all.zip"
    assert command(data, "backup", "--out", str(out)) == 0
    elsewhere = tmp_path / "elsewhere"
    assert command(elsewhere, "restore", "--archive", str(out)) == 0
    capsys.readouterr()
    assert command(elsewhere, "campaigns", "--json") == 0
    (campaign,) = json.loads(capsys.readouterr().out)
    assert campaign["outcomes"]["answered"] == 3


def test_a_folder_that_is_not_there_is_not_made(tmp_path, capsys):
    assert command(tmp_path / "none", "backup", "--out", str(tmp_path / "all.zip")) == 2
    assert "There is no data" in capsys.readouterr().err
    assert not (tmp_path / "none").exists()
