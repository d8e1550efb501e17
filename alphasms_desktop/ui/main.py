"""The window's start: one program at a time, a display, the user's language, and then Qt's loop."""

import faulthandler
import getpass
import hashlib
import logging
import os
import sys
from pathlib import Path

from PySide6.QtCore import QSettings, Qt, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QIcon
from PySide6.QtNetwork import QLocalServer, QLocalSocket
from PySide6.QtWidgets import QApplication

from alphasms_desktop import i18n, paths
from alphasms_desktop.domain.errors import Kind, TroubleError
from alphasms_desktop.domain.settings import Settings
from alphasms_desktop.ui import style
from alphasms_desktop.ui.appearance import Appearance
from alphasms_desktop.ui.dialogs.crash import CrashDialog
from alphasms_desktop.ui.dialogs.rescue import RescueMaker, opening
from alphasms_desktop.ui.page_window import OpenMode
from alphasms_desktop.ui.window import Window

_log = logging.getLogger(__name__)
_PATIENCE_MS = 500


def run_window(
    open_mode: OpenMode,
    settings: Settings,
    folder: Path,
    rescue: RescueMaker,
    sample: Path | None = None,
) -> int:
    """Show the window and return its exit code when it is closed.

    With a `sample` folder a campaign of its contacts and recording stands ready to start.

    A second start for the same data folder brings the first window forward and leaves. Raises
    TroubleError(NO_DISPLAY) where there is no screen.
    """
    require_display(dict(os.environ), sys.platform)
    app = make_application()
    name = server_name(folder)
    if wake_the_other(name):
        return 0
    appearance = Appearance(app, settings.theme)
    appearance.speak(i18n.language())
    faults = CrashDialog(app)
    window = Window(opening(open_mode, rescue), settings, appearance=appearance)
    server = listen(name, window)
    geometry = QSettings("AlphaSMS Desktop", "window").value("geometry")
    if geometry:
        window.restoreGeometry(geometry)
    window.show()
    if sample:
        window.prepare(sample / "contacts.xlsx", sample / "recording.m4a")
    code = app.exec()
    server.close()
    faults.forget()
    return code


def make_application() -> QApplication:
    """Return the application, dressed; Qt's own messages go to the log."""
    existing = QApplication.instance()
    app = existing if isinstance(existing, QApplication) else QApplication(sys.argv[:1])
    app.setApplicationName("AlphaSMS Desktop")
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
    if platform in {"win32", "darwin"}:
        return
    names = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    if not any(environment.get(name) for name in names):
        raise TroubleError(Kind.NO_DISPLAY)


def server_name(folder: Path) -> str:
    """Return the name under which the window of a data folder can be woken."""
    which = hashlib.sha256(str(folder.absolute()).encode()).hexdigest()[:12]
    return f"alphasms-desktop-{getpass.getuser()}-{which}"


def wake_the_other(name: str) -> bool:
    """Bring the window of an earlier start forward; says whether there is one."""
    socket = QLocalSocket()
    socket.connectToServer(name)
    if not socket.waitForConnected(_PATIENCE_MS):
        return False
    socket.write(b"raise\n")
    socket.waitForBytesWritten(_PATIENCE_MS)
    socket.disconnectFromServer()
    return True


def listen(name: str, window: Window) -> QLocalServer:
    """Let later starts bring this window forward."""
    server = QLocalServer(window)
    server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
    # Nobody answered, so what stands there is left over from a crash.
    QLocalServer.removeServer(name)
    server.listen(name)

    def bring_forward() -> None:
        server.nextPendingConnection()
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
        window.raise_()
        window.activateWindow()

    server.newConnection.connect(bring_forward)
    return server


def _log_qt(kind: QtMsgType, _context: object, text: str) -> None:
    level = {
        QtMsgType.QtDebugMsg: logging.DEBUG,
        QtMsgType.QtInfoMsg: logging.INFO,
        QtMsgType.QtWarningMsg: logging.WARNING,
    }.get(kind, logging.ERROR)
    _log.log(level, "Qt: %s", text)
