"""A housing association's day in a window of its own process, so that the power can be cut.

Run as `python window_walk.py begin|resume LANGUAGE FOLDER`; says on its output how far it has come.
"""

import json
import math
import sys
import time
from array import array
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from alphasms_desktop import i18n
from alphasms_desktop.cli.window_command import open_mode
from alphasms_desktop.domain.campaign import Mode
from alphasms_desktop.domain.settings import Settings
from alphasms_desktop.domain.takes import TakeFormat, take_name
from alphasms_desktop.i18n import tr
from alphasms_desktop.ui.main import make_application
from alphasms_desktop.ui.widgets.basics import Banner
from alphasms_desktop.ui.window import Window

PATIENCE_S = 60.0
BEFORE_THE_CUT = 100


class Walk:
    """The window of one data folder, and a person's steps in it."""

    def __init__(self, folder: Path, language: str) -> None:
        i18n.use(language)
        self.folder = folder
        self.app = make_application()
        self.window = Window(
            lambda mode: open_mode(folder, mode), Settings(mode=Mode.TRAINING), undo_s=0
        )
        self.window.show()

    def wait_until(self, is_so: Callable[[], object]) -> None:
        """Let the window work until something is so."""
        end = time.monotonic() + PATIENCE_S
        while not is_so():
            if time.monotonic() > end:
                sys.exit("waited in vain")
            self.app.processEvents()
            time.sleep(0.005)

    def begin(self) -> None:
        """Call a saved list with a message spoken now, and go on until the power fails."""
        window, wizard = self.window, self.window.wizard
        window.show_place("contacts")
        window.contacts.list_actions.import_as(self.folder / "flats.csv", "Садова 2–18")
        self.wait_until(window.contacts.chosen)
        window.contacts.use.click()
        self.wait_until(lambda: wizard.plan.calls)
        wizard.forward()
        wizard.recording.sources.record.click()
        # What a microphone leaves after “Done”: there is none where tests run.
        wizard.recording.recorder.taken.emit(self._spoken())
        self.wait_until(lambda: wizard.plan.recording)
        wizard.forward()
        wizard.options.care.canary.setChecked(False)
        wizard.forward()
        self.wait_until(wizard.review.is_complete)
        placed: set[int] = set()
        window._context.runs.changed.connect(lambda _id, changes, _tally: placed.update(changes))
        wizard.start()
        self.wait_until(lambda: len(placed) >= BEFORE_THE_CUT)
        print("running", flush=True)
        self.wait_until(lambda: False)

    def resume(self) -> None:
        """Press the button of the card at home; save the evidence; say how it ended."""
        window = self.window
        title = tr("“{name}” was interrupted").partition("{name}")[2]
        self.wait_until(lambda: self._cards(title))
        (card,) = self._cards(title)
        said = {"card": card.text.text(), "button": card.button.text()}
        print(json.dumps(said), flush=True)
        card.button.click()
        self.wait_until(window.finished.isVisible)
        (summary,) = window._context.workspace.campaigns.summaries()
        pack = self.folder / "evidence.zip"
        self.wait_until(window.finished.title.text)
        window.finished.report.save(pack)
        self.wait_until(lambda: str(pack) in window.finished.report.said.text())
        counts = {state.value: count for state, count in summary.tally.counts.items()}
        print(json.dumps(counts), flush=True)
        window.close()

    def _cards(self, title: str) -> list[Banner]:
        found = self.window.home.findChildren(Banner)
        return [one for one in found if title in one.title.text()]

    def _spoken(self) -> Path:
        """Write a take of four seconds as the recorder does."""
        made = TakeFormat(48_000, 1, "s16")
        take = self.folder / take_name(datetime.now(UTC), made)
        wave = (int(9000 * math.sin(at / 20)) for at in range(4 * made.rate))
        take.write_bytes(array("h", wave).tobytes())
        return take


if __name__ == "__main__":
    walk = Walk(Path(sys.argv[3]), sys.argv[2])
    walk.begin() if sys.argv[1] == "begin" else walk.resume()
