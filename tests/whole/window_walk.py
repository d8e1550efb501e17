"""A window in a process of its own, so that it can be killed: begins the sample, or resumes it.

Run as `python window_walk.py begin|resume FOLDER`; says on its output how far it has come.
"""

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

from alphasms_desktop import i18n, paths
from alphasms_desktop.cli.window_command import open_mode
from alphasms_desktop.domain.campaign import Mode
from alphasms_desktop.domain.settings import Settings
from alphasms_desktop.ui.main import make_application
from alphasms_desktop.ui.widgets.basics import Banner
from alphasms_desktop.ui.window import Window

PATIENCE_S = 60.0


class Walk:
    """The window of one data folder, and a person's steps in it."""

    def __init__(self, folder: Path) -> None:
        i18n.use("en")
        self.app = make_application()
        self.window = Window(
            lambda mode: open_mode(folder, mode), Settings(mode=Mode.TRAINING), undo_s=0
        )
        self.window.show()

    def wait_until(self, is_so: Callable[[], bool]) -> None:
        """Let the window work until something is so."""
        end = time.monotonic() + PATIENCE_S
        while not is_so():
            if time.monotonic() > end:
                sys.exit("waited in vain")
            self.app.processEvents()
            time.sleep(0.005)

    def begin(self) -> None:
        """Start the sample campaign, say so after some calls, and go on until killed."""
        sample = paths.resources() / "sample"
        wizard, runs = self.window.wizard, self.window._context.runs
        self.window.prepare(sample / "contacts.xlsx", sample / "recording.m4a")
        self.wait_until(lambda: wizard.review.is_complete())
        placed: set[int] = set()
        runs.changed.connect(lambda _id, changes, _tally: placed.update(changes))
        wizard.start()
        self.wait_until(lambda: len(placed) >= 20)
        print("running", flush=True)
        self.wait_until(lambda: False)

    def resume(self) -> None:
        """Press the button of the card at home, and say how the campaign ended."""
        home = self.window.home
        self.wait_until(lambda: bool(home.findChildren(Banner)))
        (card,) = [one for one in home.findChildren(Banner) if "interrupted" in one.title.text()]
        button = card.button
        print(json.dumps({"title": card.title.text(), "button": button.text()}), flush=True)
        button.click()
        self.wait_until(self.window.finished.isVisible)
        (summary,) = self.window._context.workspace.campaigns.summaries()
        counts = {state.value: count for state, count in summary.tally.counts.items()}
        print(json.dumps(counts), flush=True)
        self.window.close()


if __name__ == "__main__":
    walk = Walk(Path(sys.argv[2]))
    walk.begin() if sys.argv[1] == "begin" else walk.resume()
