"""Every page as PNG, by `dev.py screens`: in a language, a theme, a size, at 100 or 200 %."""

import argparse
import os
import sys
import tempfile
from pathlib import Path

from dialog_screens import show_dialogs
from PySide6.QtCore import QSize
from real_screens import show_real
from stage import USUAL_SIZE, Look, Stage
from training_screens import show_texts, show_training
from trouble_screens import show_troubles


def main() -> int:
    """Render all pages; returns the exit code."""
    parser = argparse.ArgumentParser(prog="dev.py screens", description=__doc__)
    parser.add_argument("--out", type=Path, required=True, metavar="DIR")
    parser.add_argument("--language", choices=("uk", "en"), default="uk")
    parser.add_argument("--theme", choices=("light", "dark"), default="light")
    parser.add_argument("--size", type=_size, default=USUAL_SIZE, metavar="WIDTHxHEIGHT")
    parser.add_argument("--scale", type=int, choices=(1, 2), default=1)
    parser.add_argument("--only", choices=sorted(_WALKS), help="one part instead of all")
    chosen = parser.parse_args()
    os.environ["QT_SCALE_FACTOR"] = str(chosen.scale)
    look = Look(chosen.out, chosen.language, chosen.theme == "dark", chosen.size)
    with tempfile.TemporaryDirectory(prefix="alphasms-screens-") as folder:
        for name in [chosen.only] if chosen.only else _WALKS:
            _WALKS[name](Path(folder) / name, look)
    for picture in sorted(chosen.out.glob("*.png")):
        print(picture)
    return 0


def _size(text: str) -> QSize:
    """Return a size such as `1024x640`."""
    width, height = text.split("x")
    return QSize(int(width), int(height))


def _first_run(data: Path, look: Look) -> None:
    stage = Stage(data, look, None)
    stage.photograph("9-first-run")
    stage.close()


_WALKS = {
    "first": _first_run,
    "training": show_training,
    "texts": show_texts,
    "real": show_real,
    "troubles": show_troubles,
    "dialogs": show_dialogs,
}


if __name__ == "__main__":
    sys.exit(main())
