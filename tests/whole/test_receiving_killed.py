"""Killed between keeping webhooks and applying them: none is lost, none counts twice."""

import socket
import sqlite3
import subprocess
import sys
from collections import Counter
from contextlib import closing
from pathlib import Path

import pytest

from tests.gateway.relay_server import PHP, site
from tests.whole.conftest import last_line

DYING = Path(__file__).with_name("dying.py")
KEYS = ("--key", "1=comes", "--key", "2=ring me:call-back", "--key", "9=stop:do-not-call")
PEOPLE = 20


def die(office, moment, *arguments, **environment):
    """Run the program until it kills itself; says whether it got so far."""
    done = subprocess.run(
        [sys.executable, str(DYING), moment, *map(str, arguments)],
        capture_output=True,
        timeout=60,
        env=office.environment(**environment),
        check=False,
    )
    return done.returncode < 0, done.stderr


def rows(office, query):
    with closing(sqlite3.connect(office.data / "alphasms.sqlite")) as database:
        return database.execute(query).fetchall()


def judge(office, sandbox):
    """See that each webhook counts once: its key, its action, its event."""
    verdicts = Counter(rows(office, "SELECT token, body, verdict FROM inbox"))
    assert not rows(office, "SELECT id FROM inbox WHERE applied_at IS NULL")
    assert {verdict for _, _, verdict in verdicts} <= {"applied", "repeated"}
    by_body = Counter((token, body) for token, body, verdict in verdicts if verdict == "applied")
    assert set(by_body.values()) == {1}
    assert all(count == 1 for (*_, verdict), count in verdicts.items() if verdict == "applied")

    called = {"+" + call["phone"]: call for call in sandbox.calls()}
    assert len(called) == len(sandbox.calls()) <= PEOPLE
    told = rows(
        office,
        "SELECT phone, key FROM attempt WHERE token IN (SELECT token FROM inbox)",
    )
    assert dict(told) == {phone: called[phone]["dtmf"] for phone, _ in told}
    pressed = Counter(key for _, key in told if key)
    assert rows(office, "SELECT count(*) FROM call_back") == [(pressed["2"],)]
    assert rows(office, "SELECT count(*) FROM do_not_call") == [(pressed["9"],)]
    assert rows(office, "SELECT count(*) FROM event WHERE key IS NOT NULL") == [(pressed.total(),)]
    assert pressed.total() > 0
    return verdicts


def campaign(office, sandbox):
    people = [f"+3805012345{number:02d}" for number in range(1, PEOPLE + 1)]
    return (
        *("run", "--contacts", office.contacts(people), "--audio", office.recording()),
        *("--api-url", sandbox.url, "--data-dir", office.data, "--uploads", 2, *KEYS),
    )


@pytest.mark.timeout(180)
def test_by_the_own_receiver(office, start_sandbox):
    sandbox = start_sandbox("--speed", 100)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    at = ("--receive", "own", "--receive-at", f"http://127.0.0.1:{port}", "--receive-port", port)
    again = ("run", "--campaign", 1, "--data-dir", office.data, *at)

    has_died, said = die(office, "kept", *campaign(office, sandbox), *at)
    assert has_died, said
    waiting = "SELECT count(*) FROM inbox WHERE applied_at IS NULL"
    assert rows(office, waiting)[0][0] > 0
    assert rows(office, "SELECT count(*) FROM event WHERE why = 'reported'") == [(0,)]

    has_died, said = die(office, "applying", *again)
    assert has_died, said
    assert rows(office, "SELECT count(*) FROM event WHERE key IS NOT NULL") == [(0,)]
    assert rows(office, "SELECT count(*) FROM do_not_call") == [(0,)]

    done = office.do(*again, "--json")
    assert done.returncode in {0, 3}, done.stderr
    outcomes = last_line(done)["outcomes"]
    assert outcomes["queued"] == outcomes["accepted"] == 0
    judge(office, sandbox)


@pytest.mark.timeout(180)
@pytest.mark.skipif(PHP is None, reason="there is no PHP on this computer")
def test_by_the_file_on_a_site_that_was_not_told(office, start_sandbox, tmp_path):
    sandbox = start_sandbox("--speed", 100)
    folder = tmp_path / "site"
    folder.mkdir()
    with site(folder, workers=2) as served:
        at = ("--receive", "relay", "--receive-at", served.url)
        secret = {"ALPHASMS_RELAY_SECRET": served.secret}
        has_died, said = die(office, "taken", *campaign(office, sandbox), *at, **secret)
        assert has_died, said
        again = ("run", "--campaign", 1, "--data-dir", office.data, *at)
        done = office.do(*again, "--json", **secret)
        assert done.returncode in {0, 3}, done.stderr
        assert '"waiting":0' in served.ask("ping").text
    verdicts = judge(office, sandbox)
    assert any(verdict == "repeated" for _, _, verdict in verdicts)
