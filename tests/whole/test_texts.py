"""A text campaign from the command line: what is said, sent, reported, refused."""

import csv
import json

import pytest

from tests.whole.test_kills import prover

__all__ = ["prover"]

SHEET = """Name;Phone;Time
Olena Shevchuk;0501234567;14:30
Maria Bondar;0671234568;
Taras;0931234569;9:05
"""
TEXT = "Hello {Name}! Your visit is at {Time|time}."


@pytest.fixture
def sheet(office):
    path = office.folder / "people.csv"
    path.write_text(SHEET, encoding="utf-8")
    return path


def run(office, sandbox, sheet, *more):
    return office.do(
        *("run", "--contacts", sheet, "--text", TEXT),
        *("--api-url", sandbox.url, "--data-dir", office.data, *more),
    )


def test_rows_with_empty_fields_are_named_and_left_out(office, sandbox, sheet):
    report = office.folder / "report.csv"
    done = run(office, sandbox, sheet, "--report", report)
    assert "Row 3: “Time” is empty" in done.stdout
    assert "--empty-as" in done.stdout
    assert sandbox.phones() == ["+380501234567", "+380931234569"]
    with report.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    assert rows[0]["Text sent"].startswith("Hello Olena Shevchuk! Your visit is at ")
    assert rows[0]["Parts"] == "1"
    assert rows[1]["Text sent"] == ""


def test_an_empty_field_may_have_other_words(office, sandbox, sheet):
    run(office, sandbox, sheet, "--empty-as", "the usual time")
    assert len(sandbox.phones()) == 3


def test_two_visits_by_one_phone_are_told_one_after_the_other_where_that_is_wished(
    office, start_sandbox, sheet
):
    sandbox = start_sandbox("--scenario", "all-answer")
    sheet.write_text(SHEET + "Ivan;0501234567;15:10\nIvan;0501234567;15:10\n", encoding="utf-8")
    assert "--each-row calls it too" in run(office, sandbox, sheet).stdout
    assert sandbox.phones().count("+380501234567") == 1

    done = run(office, sandbox, sheet, "--each-row", "--name", "again")
    assert done.returncode == 0, done.stderr
    assert "1 row gets a call of its own" in done.stdout
    assert sandbox.phones().count("+380501234567") == 3


@pytest.mark.parametrize(
    "more",
    [
        ("--each-row", "--advertising"),
        ("--sender", "Voice", "--voice", "uk-UA-Standard-A"),
        ("--voice", "somebody"),
        ("--sender", "Клініка"),
        ("--then-sms", "1h"),
        ("--then-voice-sms", "20m"),
        ("--then-sms", "soon", "--sms-sender", "Office"),
    ],
)
def test_options_that_do_not_fit_together_are_refused_before_anybody_is_told(
    office, sandbox, sheet, more
):
    assert run(office, sandbox, sheet, *more).returncode == 2
    assert sandbox.calls() == []


def test_a_text_with_an_unknown_column_is_refused(office, sandbox, sheet):
    done = office.do(
        *("run", "--contacts", sheet, "--text", "Hi {Nobody}"),
        *("--api-url", sandbox.url, "--data-dir", office.data),
    )
    assert done.returncode == 2
    assert "The sheet has no column “Nobody”." in done.stdout + done.stderr
    assert sandbox.calls() == []


def test_check_names_the_rows_that_a_text_cannot_be_said_to(office, sheet):
    done = office.do("check", sheet, "--text", TEXT)
    assert done.returncode == 0
    assert "Row 3: “Time” is empty" in done.stdout


def test_check_tells_other_programs_what_cannot_be_said(office, sheet):
    plain = json.loads(office.do("check", sheet, "--text", TEXT, "--json").stdout)
    assert [(one["row"], one["column"], one["reason"]) for one in plain["unsaid"]] == [
        (3, "Time", "empty")
    ]


@pytest.mark.parametrize(
    ("more", "kind"),
    [
        ((), "text"),
        (("--voice", "uk-UA-Standard-A:male"), "spoken"),
        (("--sender", "Office"), "text"),
    ],
)
def test_each_way_arrives_as_what_it_is(office, sandbox, sheet, more, kind):
    run(office, sandbox, sheet, *more)
    assert {call["kind"] for call in sandbox.calls()} == {kind}


@pytest.mark.timeout(200)
def test_killed_against_a_flaky_service_no_text_stays_in_doubt_and_none_is_sent_twice(
    prover, office
):
    wish = prover.Wish(kills=2, seed=5, recipients=600, texts=True)

    proof = prover.prove(wish, office.folder, office.start_command)

    assert proof.holds, list(proof.lines())
    assert proof.unconfirmed == 0
    assert proof.calls == proof.recipients
