"""One window for a data folder: a later start wakes the first and hands its file over."""

import getpass
import hashlib
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtNetwork import QLocalServer, QLocalSocket
from PySide6.QtWidgets import QApplication, QWidget

OpenFile = Callable[[Path], object]

_PATIENCE_MS = 500
_LONGEST_PATH_BYTES = 32_768


def server_name(folder: Path) -> str:
    """Return the name under which the window of a data folder can be woken."""
    which = hashlib.sha256(str(folder.absolute()).encode()).hexdigest()[:12]
    return f"alphasms-desktop-{getpass.getuser()}-{which}"


def wake_the_other(name: str, file: Path | None = None) -> bool:
    """Bring the window of an earlier start forward with a file; says whether there is one."""
    socket = QLocalSocket()
    socket.connectToServer(name)
    if not socket.waitForConnected(_PATIENCE_MS):
        return False
    path = str(file.absolute()) if file else ""
    socket.write(f"{path}\n".encode())
    socket.waitForBytesWritten(_PATIENCE_MS)
    socket.disconnectFromServer()
    return True


def listen(name: str, window: QWidget, open_file: OpenFile) -> QLocalServer:
    """Let later starts bring this window forward and hand it their files."""
    server = QLocalServer(window)
    server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
    # Nobody answered, so what stands there is left over from a crash.
    QLocalServer.removeServer(name)
    server.listen(name)

    def take_call() -> None:
        socket = server.nextPendingConnection()
        bring_forward(window)

        def read() -> None:
            if not socket.canReadLine():
                return
            path = (
                bytes(socket.readLine(_LONGEST_PATH_BYTES).data()).decode(errors="replace").strip()
            )
            socket.deleteLater()
            if path:
                open_file(Path(path))

        socket.readyRead.connect(read)
        read()

    server.newConnection.connect(take_call)
    return server


def bring_forward(window: QWidget) -> None:
    """Show a window that is minimised, hidden in the tray or behind others."""
    window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
    window.show()
    window.raise_()
    window.activateWindow()


def is_mac(platform: str) -> bool:
    """Say whether the system hands files to a program that runs already."""
    return platform == "darwin"


class FileOpenings(QObject):
    """Takes the files that macOS hands to a program that runs already."""

    def __init__(self, application: QApplication, open_file: OpenFile) -> None:
        super().__init__(application)
        self._open_file = open_file
        application.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Open a file the system asks to open; let everything else pass."""
        if isinstance(event, QFileOpenEvent) and event.file():
            self._open_file(Path(event.file()))
            return True
        return super().eventFilter(watched, event)
