"""How programs are run: hidden unless they fail, and without another Python's modules."""

import re
import sys

import pytest


def test_a_step_tells_what_it_does_and_how_long(steps, capsys):
    with steps.step("Making tea"):
        pass
    assert re.fullmatch(r"Making tea \.\.\. \d+\.\d s\n", capsys.readouterr().out)


def test_a_failing_step_says_so(steps, capsys):
    with pytest.raises(ValueError, match="no tea"), steps.step("Making tea"):
        raise ValueError("no tea")
    assert capsys.readouterr().out == "Making tea ... failed\n"


def test_a_failing_program_is_quoted_with_its_line(steps):
    script = "print('out'); raise SystemExit('err')"
    with pytest.raises(steps.TaskError, match=r"(?s)out.*This failed: .*-c") as stopped:
        steps.run_or_stop([sys.executable, "-c", script])
    assert "err" in str(stopped.value)
    assert stopped.value.code == 1


def test_a_program_that_is_not_there_fails_like_any_other(steps, tmp_path):
    code, output = steps.run_hidden([str(tmp_path / "nothing")])
    assert code == 127
    assert output


def test_the_modules_of_another_python_stay_out(steps, monkeypatch):
    monkeypatch.setenv("PYTHONPATH", "elsewhere")
    script = "import os; print(os.environ.get('PYTHONPATH'))"
    assert steps.run_hidden([sys.executable, "-c", script]) == (0, "None\n")
