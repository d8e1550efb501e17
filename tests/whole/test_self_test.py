"""The command `self-test`: run for real from the sources, in words and as JSON."""

import json

import pytest

from alphasms_desktop.cli import self_test_command
from alphasms_desktop.cli.options import Options
from alphasms_desktop.cli.self_test_checks import password_store
from alphasms_desktop.cli.self_test_seen import SelfTestError
from alphasms_desktop.store.database import has_reset_race
from alphasms_desktop.store.keyring_probe import Probed
from tests.whole.conftest import Office


@pytest.mark.timeout(120)
def test_everything_is_tried_out_and_told_as_json(office: Office):
    done = office.do("self-test", "--json", "--language", "en")
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout.splitlines()[-1])
    assert told["ok"] is True
    results = {one["name"]: one["result"] for one in told["checks"]}
    assert len(results) == len(self_test_command.CHECKS)
    assert results["A campaign"] == results["Pages"] == results["Recordings"] == "ok"
    assert "failed" not in results.values()


def test_a_failed_check_is_told_and_the_others_are_still_made(monkeypatch, capsys):
    def broken(_bench):
        raise SelfTestError("3 of 4")

    fine = self_test_command.CHECKS[3]
    monkeypatch.setattr(self_test_command, "CHECKS", (("Playing", broken), fine))
    assert self_test_command.self_test(Options()) == 5
    said = capsys.readouterr()
    assert "FAILED" in said.out
    assert "3 of 4" in said.out
    assert "works" in said.out
    assert "Traceback" in said.err


@pytest.mark.parametrize(
    ("probed", "is_fine", "words"),
    [
        (Probed("Keychain", works=True), True, "Keychain"),
        (Probed("fail Keyring", works=False), False, "none"),
        (Probed("SecretService", works=False, trouble="InitError"), False, "InitError"),
    ],
)
def test_a_computer_without_a_password_store_fails_nothing(monkeypatch, probed, is_fine, words):
    monkeypatch.setattr("alphasms_desktop.store.keyring_probe.probe_keyring", lambda: probed)
    seen = password_store(None)
    assert seen.is_fine is is_fine
    assert words in seen.detail


@pytest.mark.parametrize(
    ("version", "has_it"),
    [((3, 40, 1), True), ((3, 50, 6), True), ((3, 50, 7), False), ((3, 51, 2), True),
     ((3, 51, 3), False), ((3, 53, 0), False)],
)  # fmt: skip
def test_a_sqlite_that_may_damage_a_file_is_known(version, has_it):
    assert has_reset_race(version) is has_it
