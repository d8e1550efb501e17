"""A housing association's day: the power fails in the middle, the next start says so and goes on.

Water is off in two hours, 340 flats are on a saved list, the message is spoken now. A process that
can be killed is the window; after the restart a card at home tells how far it had come, one press
goes on, and the evidence for the meeting is saved and checked.
"""

import csv
import hashlib
import json
import re
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.fakes import phone

WALK = Path(__file__).with_name("window_walk.py")
FLATS = 340


def walk(act: str, language: str, office) -> subprocess.Popen:
    """Start a window that begins the campaign, or goes on with it."""
    return subprocess.Popen(
        [sys.executable, str(WALK), act, language, str(office.data)],
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        env=office.environment(QT_QPA_PLATFORM="offscreen", QT_LOGGING_RULES="*=false"),
    )


def phones_called(folder: Path) -> list[str]:
    """Return the phones of all calls the pretend service took, in order."""
    journal = (folder / "training" / "sandbox-calls.jsonl").read_text("utf-8")
    return re.findall(r'"phone": "(\d+)"', journal)


@pytest.mark.timeout(120)
def test_a_power_cut_in_the_midst_of_a_housing_association_s_calls(office) -> None:
    folder = office.data
    folder.mkdir()
    flats = [f"{at},Мешканець {at},{phone(at)}" for at in range(1, FLATS + 1)]
    (folder / "flats.csv").write_text("\n".join(["Квартира,Ім’я,Телефон", *flats]), "utf-8")
    first = walk("begin", "uk", office)
    assert first.stdout.readline() == "running\n"
    first.kill()
    first.communicate(timeout=20)
    before = phones_called(folder)
    assert before

    # One of them speaks Ukrainian, the other English: so the day is seen in both languages.
    second = walk("resume", "en", office)
    output, _ = second.communicate(timeout=100)
    assert second.returncode == 0
    card, counts = map(json.loads, output.splitlines())
    # Handed over, in doubt, waiting: together they are everybody but those refused already.
    told = [int(one) for one in re.findall(r"\d+", card["card"])]
    assert len(told) == 3
    assert FLATS - 10 <= sum(told) <= FLATS
    assert str(told[2]) in card["button"]
    assert 0 < told[2] < FLATS
    assert sum(counts.values()) == FLATS
    assert not counts["queued"]
    after = phones_called(folder)
    assert len(set(after)) == len(after)
    assert len(after) > len(before)
    # Whoever is neither in doubt nor refused was called, once; nobody else was but those in doubt.
    surely_called = FLATS - counts["unconfirmed"] - counts["rejected"]
    assert surely_called <= len(after) <= surely_called + counts["unconfirmed"]
    check_evidence(folder / "evidence.zip", after, counts)


def check_evidence(path: Path, called: list[str], counts: dict[str, int]) -> None:
    """Check every hash of a pack, and that its journal tells of the very calls that were made."""
    with ZipFile(path) as pack:
        listed = pack.read("SHA256SUMS").decode().splitlines()
        sums = {name: value for value, name in (line.split("  ") for line in listed)}
        for name, expected in sums.items():
            assert hashlib.sha256(pack.read(name)).hexdigest() == expected, name
        assert {"report.pdf", "report.xlsx", "journal.csv", "about.txt"} <= set(sums)
        assert any(name.startswith("message/") and name.endswith(".wav") for name in sums)
        lines = pack.read("journal.csv").decode("utf-8-sig").splitlines()
        about = pack.read("about.txt").decode("utf-8-sig")
    _heads, *events = csv.reader(lines, delimiter=";")
    told = {re.sub(r"\D", "", event[2]) for event in events if event[2]}
    assert set(called) <= told
    assert len(told) == FLATS
    assert not counts["skipped"]
    assert "TRAINING: nobody was called" in about
