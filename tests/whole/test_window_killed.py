"""The window killed while it runs, as by a power cut: the next start says so and goes on."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

WALK = Path(__file__).with_name("window_walk.py")


def walk(act: str, office, folder: Path) -> subprocess.Popen:
    """Start a window that begins the sample campaign, or goes on with it."""
    return subprocess.Popen(
        [sys.executable, str(WALK), act, str(folder)],
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
def test_a_killed_window_says_what_was_interrupted_and_goes_on_with_one_press(office) -> None:
    folder = office.data
    first = walk("begin", office, folder)
    assert first.stdout.readline() == "running\n"
    first.kill()
    first.communicate(timeout=20)
    before = phones_called(folder)
    assert before

    second = walk("resume", office, folder)
    output, _ = second.communicate(timeout=100)
    assert second.returncode == 0
    card, counts = map(json.loads, output.splitlines())
    assert "was interrupted" in card["title"]
    assert card["button"].startswith("Resume")
    assert sum(counts.values()) == 188
    assert not counts["queued"]
    after = phones_called(folder)
    assert len(set(after)) == len(after)
    assert len(after) > len(before)
    # Whoever is neither in doubt nor refused was called, once; nobody else was but those in doubt.
    surely_called = 188 - counts["unconfirmed"] - counts["rejected"]
    assert surely_called <= len(after) <= surely_called + counts["unconfirmed"]
