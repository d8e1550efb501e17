"""A whole campaign: from a spreadsheet and a recording to a report that agrees with the service."""

import csv
import json
import re
import signal

import openpyxl
import pytest

from tests.whole.conftest import last_line

OUTCOMES = {
    *("answered", "no_answer", "busy", "failed", "no_result", "rejected"),
    *("unconfirmed", "skipped", "queued", "accepted"),
}
WORDS = {"ANSWERED": "Answered", "NO ANSWER": "No answer", "BUSY": "Busy", "FAILED": "Failed"}


def phones(count: int, first: int = 1) -> list[str]:
    return [f"+38067{number:07d}" for number in range(first, first + count)]


def report_rows(path) -> list[dict]:
    sheet = openpyxl.load_workbook(path).worksheets[0]
    head, *rows = sheet.iter_rows(values_only=True)
    return [dict(zip(head, row, strict=True)) for row in rows]


@pytest.mark.timeout(120)
def test_a_thousand_rows_are_each_called_once_and_the_report_agrees(office, sandbox):
    people = phones(1000)
    messy = [*people, people[3], people[7], "12", None, "3.80671E+11"]
    report = office.folder / "report.xlsx"

    done = office.run(sandbox, office.contacts(messy), "--report", report)

    told = last_line(done)
    assert done.returncode == 0, done.stderr
    assert set(told["outcomes"]) == OUTCOMES
    assert sum(told["outcomes"].values()) == told["recipients"] == 1000
    assert (told["rejected_rows"], told["duplicates"]) == (3, 2)
    calls = {"+" + call["phone"]: call for call in sandbox.calls()}
    assert len(sandbox.calls()) == len(calls) == 1000
    rows = report_rows(report)
    assert [row["Phone"] for row in rows] == people
    for row in rows:
        call = calls[row["Phone"]]
        assert row["Result"] == WORDS[call["status"]], row
        assert row["Call id"] == str(call["id"])
        assert row["Key pressed"] == call["dtmf"]
    answered = [call for call in calls.values() if call["status"] == "ANSWERED"]
    assert told["outcomes"]["answered"] == len(answered)
    assert told["outcomes"]["busy"] > 0


@pytest.mark.timeout(120)
def test_killed_six_times_and_resumed_at_once_nobody_is_called_twice(office, start_sandbox):
    sandbox = start_sandbox("--speed", 50)
    people = phones(600)
    uploads, kills = 2, 6
    first = (
        *("run", "--contacts", office.contacts(people), "--audio", office.recording()),
        *("--api-url", sandbox.url, "--data-dir", office.data, "--uploads", uploads),
    )
    again = ("run", "--campaign", 1, "--data-dir", office.data)
    running = office.start(*first)
    for kill in range(kills):
        wait_for_calls(sandbox, running, (kill + 1) * 40)
        running.send_signal(signal.SIGKILL)
        running.communicate(timeout=10)
        running = office.start(*again)
    running.communicate(timeout=80)

    done = office.do(*again, "--json", "--report", office.folder / "report.csv")
    told = last_line(done)
    called = sandbox.phones()
    assert len(called) == len(set(called))
    outcomes = told["outcomes"]
    assert outcomes["unconfirmed"] <= kills * 2 * uploads
    waiting = outcomes["queued"] + outcomes["accepted"]
    assert waiting == 0
    assert sum(outcomes.values()) == 600
    assert len(called) >= 600 - outcomes["unconfirmed"]
    assert done.returncode == (3 if outcomes["unconfirmed"] else 0)


def wait_for_calls(sandbox, running, count: int) -> None:
    while len(sandbox.calls()) < count:
        assert running.poll() is None, running.communicate()


def test_campaigns_lists_what_ran_newest_first(office, sandbox):
    office.run(sandbox, office.contacts(phones(3)), "--name", "Перша")
    office.run(sandbox, office.contacts(phones(2)), "--name", "Друга")

    done = office.do("campaigns", "--data-dir", office.data, "--json")

    (second, first) = last_line(done)
    assert (second["name"], first["name"]) == ("Друга", "Перша")
    assert set(first) == {"id", "name", "state", "recipients", "outcomes"}
    assert (first["state"], first["recipients"]) == ("finished", 3)
    assert sum(first["outcomes"].values()) == 3


def test_refused_phones_are_refused_and_the_rest_is_called(office, sandbox):
    people = ["+380671110000", *phones(5)]

    done = office.run(sandbox, office.contacts(people))

    outcomes = last_line(done)["outcomes"]
    assert outcomes["rejected"] == 1
    assert done.returncode == 0
    assert "+380671110000" not in sandbox.phones()


def test_a_csv_report_keeps_phones_that_excel_cannot_spoil(office, start_sandbox):
    sandbox = start_sandbox("--scenario", "all-answer")
    report = office.folder / "звіт.csv"
    office.run(sandbox, office.contacts(phones(4)), "--report", report)

    assert report.read_bytes().startswith(b"\xef\xbb\xbf")
    with report.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    assert ["+" + re.sub(r"\D", "", row["Phone"]) for row in rows] == phones(4)
    assert {row["Result"] for row in rows} == {"Answered"}
    assert all(row["Key pressed"] or row["Duration, s"] for row in rows)


def test_the_sandbox_inside_the_program_needs_no_key_and_no_address(office):
    done = office.do(
        *("run", "--contacts", office.contacts(phones(20)), "--audio", office.recording()),
        *("--sandbox", "--data-dir", office.data, "--json"),
        ALPHASMS_API_KEY="",
    )

    assert done.returncode == 0, done.stderr
    told = last_line(done)
    assert sum(told["outcomes"].values()) == 20
    assert "Allowed hours: any." in done.stderr
    assert re.fullmatch(r"\d+\.\d\d", told["spent"])


def test_nothing_of_qt_is_loaded_by_a_run(office, sandbox):
    program = (
        "import sys; from alphasms_desktop.cli.main import run; code = run(sys.argv[1:]);"
        "assert not [m for m in sys.modules if m.startswith(('PySide6', 'shiboken'))];"
        "sys.exit(code)"
    )
    arguments = ["run", "--contacts", office.contacts(phones(2)), "--audio", office.recording()]
    arguments += ["--api-url", sandbox.url, "--data-dir", office.data]
    import subprocess
    import sys

    done = subprocess.run(
        [sys.executable, "-c", program, *map(str, arguments)],
        capture_output=True,
        text=True,
        env=office.environment(),
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_interrupted_by_the_keyboard_a_run_pauses_in_order_and_can_be_gone_on_with(
    office, start_sandbox
):
    sandbox = start_sandbox("--speed", 20)
    running = office.start(
        *("run", "--contacts", office.contacts(phones(300)), "--audio", office.recording()),
        *("--api-url", sandbox.url, "--data-dir", office.data, "--json"),
    )
    wait_for_calls(sandbox, running, 20)
    running.send_signal(signal.SIGINT)
    out, said = running.communicate(timeout=30)

    assert running.returncode == 4, said
    told = json.loads(out.splitlines()[-1])
    assert told["outcomes"]["unconfirmed"] == 0
    assert told["outcomes"]["queued"] > 0
    assert "run --campaign 1" in said
    done = office.do("run", "--campaign", 1, "--data-dir", office.data, "--json")
    assert done.returncode == 0, done.stderr
    assert sorted(sandbox.phones()) == phones(300)
