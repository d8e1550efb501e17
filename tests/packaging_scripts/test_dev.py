"""The words of `dev.py` and its exit codes."""

import subprocess
import sys
from pathlib import Path

import pytest


@pytest.fixture
def commands(dev, monkeypatch):
    """Collect what `dev.py` runs; setup and lint are taken as done and well."""
    run = []

    def openly(command, folder, variables):
        run.append((command, folder, variables))
        return 0

    monkeypatch.setattr(dev.environment, "prepare", lambda root: None)
    monkeypatch.setattr(dev.checks, "lint", lambda root: True)
    monkeypatch.setattr(dev, "run_openly", openly)
    monkeypatch.delenv("QT_QPA_PLATFORM", raising=False)
    return run


@pytest.mark.parametrize("arguments", [[], ["--help"], ["help"]])
def test_alone_it_prints_its_words(dev, capsys, arguments):
    assert dev.main(arguments) == 0
    output = capsys.readouterr().out
    assert all(f"\n  {word} " in output for word in ("setup", "test", "lint", "demo"))
    assert output.isascii()


@pytest.mark.parametrize("word", ["setup", "test", "lint", "demo"])
def test_every_word_has_help(dev, capsys, word):
    assert dev.main([word, "--help"]) == 0
    output = capsys.readouterr().out
    assert output.startswith(f"Usage: python3 packaging/dev.py {word}")
    assert output.isascii()


@pytest.mark.parametrize("arguments", [["tset"], ["setup", "now"], ["demo", "--fast"]])
def test_wrong_words_are_told_and_end_with_2(dev, commands, capsys, arguments):
    assert dev.main(arguments) == 2
    assert "Usage: python3 packaging/dev.py" in capsys.readouterr().out
    assert commands == []


def test_tests_run_in_the_project_with_qt_off_screen(dev, commands):
    assert dev.main(["test"]) == 0
    [(command, folder, variables)] = commands
    assert command[1:] == ["-m", "pytest", "-n", "auto", "--dist", "worksteal"]
    assert folder == dev.ROOT
    assert variables["QT_QPA_PLATFORM"] == "offscreen"
    # Empty is as good as not set: what is compiled once is kept, whatever the surroundings forbid.
    assert variables["PYTHONDONTWRITEBYTECODE"] == ""


def test_the_given_platform_of_qt_is_kept(dev, commands, monkeypatch):
    monkeypatch.setenv("QT_QPA_PLATFORM", "xcb")
    dev.main(["test"])
    assert commands[0][2]["QT_QPA_PLATFORM"] == "xcb"


def test_a_fault_of_lint_fails_a_run_whose_tests_pass(dev, commands, monkeypatch, capsys):
    monkeypatch.setattr(dev.checks, "lint", lambda root: False)
    assert dev.main(["test"]) == 1
    assert len(commands) == 1


def test_with_arguments_lint_is_left_out(dev, commands, monkeypatch):
    monkeypatch.setattr(dev.checks, "lint", lambda root: pytest.fail("lint was run"))
    assert dev.main(["test", "-k", "report"]) == 0
    assert commands[0][0][1:] == ["-m", "pytest", "-k", "report"]


def test_with_a_display_the_demo_shows_the_window_in_training(dev, commands, monkeypatch, capsys):
    monkeypatch.setattr(dev, "has_display", lambda names, platform: True)
    assert dev.main(["demo"]) == 0
    assert commands[0][0][1:3] == ["window", "--sample"]
    assert "nobody is called, nothing is paid" in capsys.readouterr().out


def test_without_a_display_the_demo_drives_the_window_off_screen(dev, commands, monkeypatch):
    monkeypatch.setattr(dev, "has_display", lambda names, platform: False)
    assert dev.main(["demo"]) == 0
    assert Path(commands[0][0][1]).name == "demo.py"


def test_a_display_is_known_by_its_name(dev):
    assert dev.has_display({"DISPLAY": ":0"}, "linux")
    assert dev.has_display({"WAYLAND_DISPLAY": "wayland-0"}, "linux")
    assert not dev.has_display({}, "linux")
    assert dev.has_display({}, "win32")


def test_screens_hands_its_arguments_on(dev, commands):
    assert dev.main(["screens", "--out", "x"]) == 0
    assert commands[0][0][2:] == ["--out", "x"]


def test_ctrl_c_ends_quietly(dev, commands, monkeypatch, capsys):
    def interrupted(root):
        raise KeyboardInterrupt

    monkeypatch.setattr(dev.environment, "prepare", interrupted)
    assert dev.main(["setup"]) == 130
    assert capsys.readouterr() == ("", "")


def test_it_runs_as_a_script_from_any_folder(dev, tmp_path):
    script = [sys.executable, dev.__file__]
    done = subprocess.run(script, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("Usage: python3 packaging/dev.py WORD")
