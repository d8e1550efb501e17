"""A phone checked on the command line: exit codes, words, and nothing of the code anywhere."""

import subprocess
import sys

import pytest

from tests.whole.conftest import last_line


def verify(office, url, phone, typed, *more):
    where = ("--sandbox",) if url is None else ("--api-url", url)
    return subprocess.run(
        office.command("verify", phone, *where, "--data-dir", office.data, "--json", *more),
        input=typed,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        env=office.environment(),
        check=False,
    )


def test_the_right_digits_end_with_0(office):
    done = verify(office, None, "050 123 04 71", "04 71\n")
    assert done.returncode == 0, done.stderr
    assert "not to answer" in done.stderr
    assert "Number confirmed" in done.stderr
    told = last_line(done)
    assert (told["phone"], told["result"], told["confirmed"]) == (
        "+380501230471",
        "confirmed",
        True,
    )


def test_three_wrong_answers_end_with_1(office):
    done = verify(office, None, "0501230471", "1111\n2222\n3333\n0471\n")
    assert done.returncode == 1, done.stderr
    assert "2 tries are left" in done.stderr
    assert "1 try is left" in done.stderr
    assert last_line(done)["result"] == "no_match"


@pytest.mark.parametrize("typed", ["", "\n", "1111\n\n"])
def test_nobody_telling_digits_ends_with_1(office, typed):
    done = verify(office, None, "0501230471", typed)
    assert done.returncode == 1, done.stderr
    assert last_line(done)["result"] == "not_told"


@pytest.mark.parametrize(
    ("phone", "words"), [("12", "12"), ("044 279 12 34", "landline"), ("", "not a phone")]
)
def test_what_is_no_mobile_ends_with_2(office, phone, words):
    done = verify(office, None, phone, "")
    assert done.returncode == 2
    assert words in done.stderr


def test_trouble_ends_with_4_and_says_so(office, sandbox):
    sandbox.set_account(balance="0")
    done = verify(office, sandbox.url, "0501230471", "0471\n")
    assert done.returncode == 4
    assert "The balance is too low, no call was made." in done.stderr
    assert "Insufficient funds" in done.stderr
    assert last_line(done)["result"] == "refused"


def test_a_lost_answer_ends_with_4_and_says_that_the_phone_may_ring(office, sandbox):
    sandbox._ask("/_sandbox/fault", b'{"path": "/api/otp.php", "fault": "reset-after"}')
    done = verify(office, sandbox.url, "0501230471", "0471\n")
    assert done.returncode == 4
    assert "may ring all the same" in done.stderr
    assert last_line(done)["result"] == "answer_lost"
    assert len(sandbox.calls()) == 1


def test_a_phone_on_the_do_not_call_list_needs_the_override(office, sandbox):
    from alphasms_desktop.store import open_store

    with_store = open_store(office.data)
    with_store.do_not_call.add("+380501230471", "asked")
    with_store.close()
    done = verify(office, sandbox.url, "0501230471", "")
    assert done.returncode == 4
    assert last_line(done)["error"] == "unwanted"
    assert sandbox.calls() == []
    assert verify(office, sandbox.url, "0501230471", "", "--despite-do-not-call").returncode == 1
    assert len(sandbox.calls()) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="a terminal of POSIX is needed")
def test_on_a_terminal_the_digits_are_not_echoed(office, sandbox):
    import os
    import pty

    parent, child = pty.openpty()
    command = office.command(
        "verify", "0501230471", "--api-url", sandbox.url, "--data-dir", office.data
    )
    with subprocess.Popen(
        command,
        stdin=child,
        stdout=child,
        stderr=child,
        env=office.environment(),
        start_new_session=True,
    ) as running:
        os.close(child)
        seen = b""
        while b"Digits: " not in seen:
            seen += os.read(parent, 1024)
        os.write(parent, sandbox.calls()[0]["code"].encode() + b"\n")
        while piece := _read(parent):
            seen += piece
        assert running.wait(20) == 0
    os.close(parent)
    assert sandbox.calls()[0]["code"].encode() not in seen
    assert b"Number confirmed" in seen


def _read(handle: int) -> bytes:
    import os

    try:
        return os.read(handle, 1024)
    except OSError:  # the other end has closed
        return b""
