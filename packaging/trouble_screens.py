"""What goes wrong, as pages say it: files that are none, a run that waits or has paused."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from seed import seed
from stage import SAMPLE, Look, Stage

from alphasms_desktop.domain.campaign import Mode, Phase
from alphasms_desktop.domain.errors import Kind, Trouble
from alphasms_desktop.domain.waiting import Waiting
from alphasms_desktop.engine.events import WaitStarted

_PAUSES = {
    "wrong-key": Trouble(Kind.WRONG_KEY, "Wrong API key"),
    "ip-denied": Trouble(Kind.IP_DENIED, "IP denied"),
    "no-money": Trouble(Kind.NO_MONEY, "Insufficient funds"),
    "audio": Trouble(Kind.AUDIO_FORMAT, "Unsupported audio format"),
    "answers-lost": Trouble(Kind.ANSWER_LOST),
    "disk-full": Trouble(Kind.DISK_FULL),
    "canary": Trouble(Kind.CANARY_ASKS, values={"answered": "4", "calls": "5"}),
}


def show_troubles(data: Path, look: Look) -> None:
    """Photograph the pages of a new campaign and of a run, each with its trouble."""
    data.mkdir(parents=True)
    ids = seed(data)
    stage = Stage(data, look, Mode.REAL)
    window, wizard = stage.window, stage.window.wizard
    _bad_files(stage, data)
    window.show_live(ids["live"])
    stage.settle(0.5)
    runs = window._context.runs
    soon = datetime.now(UTC) + timedelta(seconds=24)
    runs.phase_changed.emit(ids["live"], Phase.RUNNING, None)
    runs.waiting.emit(ids["live"], WaitStarted(soon, Trouble(Kind.UNREACHABLE), Waiting.SERVICE))
    stage.photograph("16-run-out-of-reach")
    for name, trouble in _PAUSES.items():
        runs.phase_changed.emit(ids["live"], Phase.PAUSED, trouble)
        stage.settle(0.2)
        stage.photograph(f"16-run-{name}")
    runs.phase_changed.emit(ids["live"], Phase.RUNNING, None)
    line = window.live.receiving
    line._trouble = lambda: Trouble(Kind.UNREACHABLE, values={"what": "relay"})
    line.follow(True)
    stage.photograph("16-run-not-received")
    line.follow(False)
    wizard.discard()
    stage.close()


def _bad_files(stage: Stage, data: Path) -> None:
    """Bring in a table without phones, and a sound that is none."""
    window, wizard = stage.window, stage.window.wizard
    window.new_campaign()
    useless = data / "useless.csv"
    useless.write_text("Ім’я,Сума\nОлена,12\nАндрій,15\n", encoding="utf-8")
    wizard.open_file(useless)
    stage.wait_until(lambda: bool(wizard.recipients.drop.error.text()), "the reproach")
    stage.photograph("16-contacts-without-phones")
    wizard.open_file(SAMPLE / "contacts.xlsx")
    stage.wait_until(lambda: wizard.plan.contacts is not None, "the contacts")
    wizard.forward()
    silent = data / "letter.mp3"
    silent.write_text("no sound", encoding="utf-8")
    wizard.open_file(silent)
    stage.settle(1.5)
    stage.photograph("16-message-no-sound")
    wizard.open_file(SAMPLE / "recording.m4a")
    stage.wait_until(lambda: wizard.plan.recording is not None, "the recording")
    wizard.forward()
    wizard.forward()
    # Without a key and without the service some checks say no.
    stage.settle(3.0)
    stage.photograph("16-review-without-key")
