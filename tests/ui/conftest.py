"""What tests of the window share: a workspace in training and the surroundings of a page."""

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QSettings
from PySide6.QtWidgets import QApplication

from alphasms_desktop.app import open_workspace
from alphasms_desktop.domain.campaign import Mode
from alphasms_desktop.engine.workspace import Workspace
from alphasms_desktop.ui import style
from alphasms_desktop.ui.bridge import Bridge
from alphasms_desktop.ui.context import Context
from alphasms_desktop.ui.runs import Runs


@pytest.fixture(autouse=True)
def window_settings(tmp_path: Path) -> None:
    """Keep what the window remembers of itself apart for each test."""
    for form in (QSettings.Format.NativeFormat, QSettings.Format.IniFormat):
        QSettings.setPath(form, QSettings.Scope.UserScope, str(tmp_path / "window-settings"))


@pytest.fixture(autouse=True)
def garbage() -> Iterator[None]:
    """Collect on this thread alone, as the program does: what is Qt's must not go on another."""
    gc.disable()
    yield
    let_go()
    gc.collect(0)
    gc.enable()


def let_go() -> None:
    """Delete the windows and pages that a test has closed.

    Qt leaves that to a loop of events, and many a test runs none: hundreds of pages would stand
    there, and each be dressed anew with every test that comes after.
    """
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    """Give a workspace in training in a folder of its own."""
    opened = open_workspace(tmp_path / "data", Mode.TRAINING)
    yield opened
    opened.close()


@pytest.fixture
def context(qapp: QApplication, workspace: Workspace) -> Iterator[Context]:
    """Give a page its surroundings; standing alone, it wears what the window would."""
    style.use(qapp)
    style.dress(qapp)
    bridge = Bridge()
    made = Context(workspace, bridge, Runs(workspace, bridge))
    yield made
    made.runs.leave_all()
    bridge.close()
    let_go()
    qapp.setStyleSheet("")
