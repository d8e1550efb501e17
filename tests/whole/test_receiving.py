"""Keys come the whole way: from the service's webhook through receiver or relay to the campaign."""

import os
import socket
import sqlite3
import subprocess

import pytest

from tests.gateway.relay_server import PHP, site

KEYS = ("--key", "1=comes", "--key", "2=ring me:call-back", "--key", "9=stop:do-not-call")


def run(office, *extra, text="", **environment):
    contacts = office.folder / "people.csv"
    lines = [f"P{number},05012345{number:02d},yes" for number in range(1, 31)]
    contacts.write_text("\n".join(["Name,Phone,Consent", *lines]))
    message = ("--text", text) if text else ("--audio", office.recording(2))
    return subprocess.run(
        office.command(
            "run", "--contacts", contacts, *message, "--sandbox",
            "--data-dir", office.data, "--advertising", "--language", "en", *extra,
        ),
        capture_output=True,
        text=True,
        timeout=120,
        env={**os.environ, **environment},
    )  # fmt: skip


def kept(office):
    with sqlite3.connect(office.data / "alphasms.sqlite") as database:
        verdicts = dict(database.execute("SELECT verdict, count(*) FROM inbox GROUP BY 1"))
        with_key = database.execute("SELECT count(*) FROM attempt WHERE key != ''").fetchone()[0]
        waiting = database.execute("SELECT count(*) FROM call_back").fetchone()[0]
        pressed_2 = database.execute("SELECT count(*) FROM attempt WHERE key = '2'").fetchone()[0]
    database.close()
    assert waiting == pressed_2 > 0
    return verdicts, with_key


@pytest.mark.timeout(150)
@pytest.mark.skipif(PHP is None, reason="there is no PHP on this computer")
def test_through_the_file_on_a_web_site(office, tmp_path):
    folder = tmp_path / "site"
    folder.mkdir()
    with site(folder, workers=4) as served:
        at = ("--receive", "relay", "--receive-at", served.url)
        done = run(office, *KEYS, *at, ALPHASMS_RELAY_SECRET=served.secret)
        assert done.returncode == 0, done.stderr
        assert '"waiting":0' in served.ask("ping").text
    assert served.noise == []
    verdicts, with_key = kept(office)
    assert verdicts == {"applied": 30}
    assert with_key > 0


@pytest.mark.timeout(150)
def test_straight_to_this_computer(office):
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    at = ("--receive", "own", "--receive-at", f"http://127.0.0.1:{port}", "--receive-port", port)
    done = run(office, *KEYS, *at)
    assert done.returncode == 0, done.stderr
    assert kept(office)[0] == {"applied": 30}


@pytest.mark.timeout(150)
@pytest.mark.parametrize(
    ("text", "keys", "why"),
    [
        ("", ("--key", "1=comes"), "refuse with a key"),
        ("Sale today", KEYS, "keys pressed to a text do not reach"),
    ],
    ids=["no key to refuse", "a text"],
)
def test_advertising_nobody_could_stop_calls_nobody(office, text, keys, why):
    done = run(office, *keys, text=text)
    assert done.returncode != 0
    assert why in done.stderr + done.stdout
    with sqlite3.connect(office.data / "alphasms.sqlite") as database:
        states = dict(database.execute("SELECT state, count(*) FROM attempt GROUP BY 1"))
    database.close()
    assert states == {"queued": 30}
