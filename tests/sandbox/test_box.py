"""The sandbox from outside: start, stop, its port, many clients at once."""

import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from alphasms_desktop.sandbox import SCENARIOS, Sandbox, SandboxSettings


def sandbox_threads():
    return [t.name for t in threading.enumerate() if t.name.startswith("sandbox")]


def test_many_uploads_at_once_are_all_taken_each_under_its_own_id(open_box, connect, wav):
    box = open_box()
    sound = wav(5)
    clients = [connect(box) for _ in range(12)]

    def upload(number):
        client = clients[number]
        return [client.call(f"38067{number:03}{turn:04}", sound)["id"] for turn in range(1, 26)]

    with ThreadPoolExecutor(len(clients)) as pool:
        ids = [number for ids in pool.map(upload, range(len(clients))) for number in ids]
    assert len(set(ids)) == 300
    assert sorted(call.id for call in box.calls()) == sorted(ids)
    assert box.calls() == sorted(box.calls(), key=lambda call: call.id)


def test_stop_ends_all_threads_within_a_second_and_frees_the_port(connect, until):
    box = Sandbox(SandboxSettings())
    box.start()
    clients = [connect(box) for _ in range(5)]
    for client in clients:
        client.call()
    begin = time.monotonic()
    box.stop()
    assert time.monotonic() - begin < 1
    until(lambda: not sandbox_threads())
    port = int(box.url.rpartition(":")[2])
    with Sandbox(SandboxSettings(port=port)) as again:
        assert again.url == box.url
        assert "id" in connect(again).call()


def test_wait_returns_when_the_sandbox_is_stopped(open_box):
    box = open_box()
    waiting = threading.Thread(target=box.wait)
    waiting.start()
    box.stop()
    waiting.join(5)
    assert not waiting.is_alive()


def test_stopping_twice_or_without_a_start_does_no_harm():
    box = Sandbox()
    box.stop()
    box.stop()
    with pytest.raises(RuntimeError):
        box.start()


def test_a_taken_port_is_an_error_at_once(open_box, tmp_path):
    port = int(open_box().url.rpartition(":")[2])
    with pytest.raises(OSError, match=r"in use|only one usage|permi"):
        Sandbox(SandboxSettings(port=port, keep=tmp_path / "calls"))


@pytest.mark.parametrize("wrong", [{"scenario": "nonsense"}, {"speed": 0.0}, {"speed": -1.0}])
def test_settings_that_make_no_sense_are_refused(wrong):
    with pytest.raises(ValueError, match=r"scenario|speed"):
        Sandbox(SandboxSettings(**wrong))


def test_the_scenarios_are_found_by_their_names():
    assert set(SCENARIOS) == {
        *("ordinary", "lesson", "all-answer", "nobody-answers", "half", "no-money-midway"),
        *("ip-denied-midway", "audio-refused", "slow", "flaky", "throttled", "unknown-words"),
        *("late-results", "untold", "late-hooks", "statuses-alone"),
    }
    assert all(scenario.about for scenario in SCENARIOS.values())


def test_importing_the_sandbox_does_not_import_the_http_modules():
    code = (
        "import sys, alphasms_desktop.sandbox;"
        "sys.exit(bool(sys.modules.keys() & {'http.server', 'ssl', 'xml.etree', 'socketserver'}))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
