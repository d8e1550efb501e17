"""The sample campaign in the window, offscreen, step by step as a person would: `dev.py demo`.

Says what happens, takes a picture at each step, and leaves a report beside them.
"""

import sys
import tempfile
from pathlib import Path

from stage import SAMPLE, Look, Stage

from alphasms_desktop.domain.campaign import Mode


def main() -> int:
    """Drive the demo; returns the exit code."""
    folder = Path(tempfile.mkdtemp(prefix="alphasms-demo-"))
    print("No display here, so the window is driven offscreen. Nobody is called.", flush=True)
    stage = Stage(folder / "data", Look(folder), Mode.TRAINING)
    window = stage.window
    say(stage, "1-home", "The window in training mode.")
    window.new_campaign()
    wizard = window.wizard
    wizard.open_file(SAMPLE / "contacts.xlsx")
    stage.wait_until(lambda: wizard.plan.contacts is not None, "the contacts")
    say(stage, "2-contacts", "The sample contacts are read; faults stand first.")
    window.prepare(SAMPLE / "contacts.xlsx", SAMPLE / "recording.m4a")
    stage.wait_until(lambda: wizard.current == 3 and wizard.review.is_complete(), "the checks")
    say(stage, "3-review", "The recording is ready and every check is done.")
    made: list[int] = []
    wizard.started.connect(made.append)
    wizard.start()
    stage.wait_until(lambda: window.live.isVisible(), "the start")
    stage.settle(1.5)
    say(stage, "4-running", "Calls go out to the pretend AlphaSMS inside the program.")
    stage.wait_until(lambda: window.finished.isVisible(), "the end of the campaign")
    stage.settle(0.5)
    say(stage, "5-finished", "Everybody has a result: " + window.finished.sentence.text())
    window.show_live(made[0])
    stage.settle(0.5)
    say(stage, "6-calls", "Every call with its outcome.")
    report = folder / "report.xlsx"
    window.finished.report.save(report)
    stage.wait_until(report.exists, "the report")
    in_english(stage, made[0])
    stage.close()
    print(f"Pictures and the report are in {folder}", flush=True)
    return 0


def in_english(stage: Stage, campaign_id: int) -> None:
    """Show the same campaign in the other language: its end, and every call."""
    window = stage.window
    window.change_language("en")
    window.open_campaign(campaign_id)
    stage.wait_until(window.finished.isVisible, "the finished page")
    say(stage, "7-finished-english", "The same in English: " + window.finished.sentence.text())
    window.show_live(campaign_id)
    stage.settle(0.5)
    say(stage, "8-calls-english", "Every call with its outcome.")


def say(stage: Stage, picture: str, sentence: str) -> None:
    """Print what has happened, and keep a picture of it."""
    path = stage.photograph(picture)
    print(f"  {sentence}  [{path.name}]", flush=True)


if __name__ == "__main__":
    sys.exit(main())
