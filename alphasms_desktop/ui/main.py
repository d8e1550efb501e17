"""The window's start: one program at a time, a display, the user's language, and then Qt's loop."""

import faulthandler
import gc
import logging
import os
import sys
from pathlib import Path

from PySide6.QtCore import QSettings, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QWidget

from alphasms_desktop import i18n, paths
from alphasms_desktop.domain.campaign import Mode
from alphasms_desktop.domain.errors import Kind, TroubleError
from alphasms_desktop.domain.settings import Settings
from alphasms_desktop.ui import style
from alphasms_desktop.ui.appearance import Appearance
from alphasms_desktop.ui.aside import aside
from alphasms_desktop.ui.dialogs.crash import CrashDialog
from alphasms_desktop.ui.dialogs.rescue import RescueMaker, opening
from alphasms_desktop.ui.first_sight import NAME, has_screen
from alphasms_desktop.ui.garbage import Garbage
from alphasms_desktop.ui.page_window import OpenMode
from alphasms_desktop.ui.placement import fits, place
from alphasms_desktop.ui.single_instance import (
    FileOpenings,
    is_mac,
    listen,
    server_name,
    wake_the_other,
)
from alphasms_desktop.ui.warming import Warming
from alphasms_desktop.ui.window import Window

_log = logging.getLogger(__name__)


def run_window(
    open_mode: OpenMode,
    settings: Settings,
    folder: Path,
    rescue: RescueMaker,
    sample: Path | None = None,
    file: Path | None = None,
    sight: QWidget | None = None,
) -> int:
    """Show the window and return its exit code when it is closed.

    It stands, without its first page, before the data folder is opened: with that comes the
    database, which takes as long to load as all the rest.

    With a `sample` folder a campaign of its contacts and recording stands ready to start; a `file`
    is opened in a new campaign. `sight` is what was shown until now.

    A second start for the same data folder hands its file to the first window and leaves. Raises
    TroubleError(NO_DISPLAY) where there is no screen.
    """
    require_display(dict(os.environ), sys.platform)
    app = make_application()
    name = server_name(folder)
    if wake_the_other(name, file):
        return 0
    appearance = Appearance(app, settings.theme)
    appearance.speak(i18n.language())
    faults = CrashDialog(app)
    window = Window(opening(open_mode, rescue), settings, appearance=appearance, opens=False)
    server = listen(name, window, window.open_file)
    # Only macOS hands files over so; elsewhere every event would be looked at in vain.
    openings = FileOpenings(app, window.open_file) if is_mac(sys.platform) else None
    _show(window)
    if sight is not None:
        sight.close()
    try:
        workspace = opening(lambda mode: aside(lambda: open_mode(mode)), rescue)(
            settings.mode or Mode.TRAINING
        )
    except TroubleError:
        window.hide()
        raise
    window.enter(workspace)
    if sample:
        window.prepare(sample / "contacts.xlsx", sample / "recording.m4a")
    if file:
        window.open_file(file)
    gc.freeze()  # what stands now stays until the end
    garbage = Garbage(app)
    warming = Warming(app)
    code = app.exec()
    garbage.stop()
    warming.stop()
    if openings is not None:
        app.removeEventFilter(openings)
    server.close()
    faults.forget()
    return code


def _show(window: Window) -> None:
    """Show it where it stood the last time; one that is too big for the screen fills it."""
    geometry = QSettings("AlphaSMS Desktop", "window").value("geometry")
    place(window, geometry)
    if geometry or fits(window):
        window.show()
    else:
        window.showMaximized()


def make_application() -> QApplication:
    """Return the application, dressed; Qt's own messages go to the log."""
    existing = QApplication.instance()
    app = existing if isinstance(existing, QApplication) else QApplication(sys.argv[:1])
    app.setApplicationName(NAME)
    app.setWindowIcon(QIcon(str(paths.resources() / "icons" / "program.png")))
    style.use(app)
    return app


def install_fault_handlers() -> None:
    """Send Qt's messages to the log, and the last words of a crash to the terminal."""
    if sys.stderr is not None:
        faulthandler.enable()
    qInstallMessageHandler(_log_qt)


def require_display(environment: dict[str, str], platform: str) -> None:
    """Raise TroubleError(NO_DISPLAY) where Qt would find no screen and end the process."""
    if not has_screen(environment, platform):
        raise TroubleError(Kind.NO_DISPLAY)


def _log_qt(kind: QtMsgType, _context: object, text: str) -> None:
    level = {
        QtMsgType.QtDebugMsg: logging.DEBUG,
        QtMsgType.QtInfoMsg: logging.INFO,
        QtMsgType.QtWarningMsg: logging.WARNING,
    }.get(kind, logging.ERROR)
    _log.log(level, "Qt: %s", text)
