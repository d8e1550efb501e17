"""Where data and resources live, from a source tree, installed, and packed."""

import sys
from pathlib import Path

_APP_NAME = "AlphaSMS Desktop"


def resources() -> Path:
    """Return the folder of icons, catalogues and samples, wherever this copy keeps it."""
    package = Path(__file__).parent
    packed = getattr(sys, "_MEIPASS", None)
    candidates = [package / "resources", package.parent / "resources"]
    if packed:
        candidates.append(Path(packed) / "resources")
    return next((folder for folder in candidates if folder.is_dir()), candidates[1])


def default_data_folder(*, training: bool = False) -> Path:
    """Return this user's data folder; training has one of its own, so nothing is shared."""
    import platformdirs

    folder = Path(platformdirs.user_data_dir(_APP_NAME, appauthor=False))
    return folder / "training" if training else folder
