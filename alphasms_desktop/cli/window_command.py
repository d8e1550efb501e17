"""`window`: the program as people use it."""

import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from alphasms_desktop import i18n, paths
from alphasms_desktop.cli.exits import Exit
from alphasms_desktop.cli.options import Options
from alphasms_desktop.domain.campaign import Mode
from alphasms_desktop.store.settings import SettingsFile

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from alphasms_desktop.engine.workspace import Workspace
    from alphasms_desktop.ui.dialogs.rescue import FolderRescue


def show_window(options: Options, sight: "QWidget | None" = None) -> Exit:
    """Show the window until it is closed; `sight` is shown until then."""
    # Without some Linux sound library Qt complains on the terminal before any log is open.
    os.environ.setdefault("QT_LOGGING_RULES", "qt.multimedia.*=false")
    from alphasms_desktop.ui.main import install_fault_handlers, run_window

    base = options.data_dir or paths.default_data_folder()
    settings = SettingsFile(_settings_of(base)).load()
    if not options.language and settings.language:
        i18n.use(settings.language)
    install_fault_handlers()
    sample = paths.resources() / "sample" if options.sample else None
    if sample:
        settings = replace(settings, mode=Mode.TRAINING)
    run_window(
        lambda mode: open_mode(base, mode),
        settings,
        base,
        lambda mode: _rescue(base, mode),
        sample,
        options.file,
        sight,
    )
    return Exit.DONE


def open_mode(base: Path, mode: Mode) -> "Workspace":
    """Open the folder of a mode; training has one of its own inside the other."""
    # With the database comes a third of all that is loaded; the window stands before it.
    from alphasms_desktop.app.workspace import open_workspace

    # In a lesson an answer gets lost now and then, so that one learns what to do about it.
    return open_workspace(
        _folder_of(base, mode), mode, _settings_of(base), scenario="lesson", reads_apart=True
    )


def _rescue(base: Path, mode: Mode) -> "FolderRescue":
    from alphasms_desktop.store.rescue import Rescue

    return Rescue(_folder_of(base, mode))


def _settings_of(base: Path) -> Path:
    return base / "settings.json"


def _folder_of(base: Path, mode: Mode) -> Path:
    return base / "training" if mode is Mode.TRAINING else base
