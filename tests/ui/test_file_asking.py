"""Where the system's dialogs for files begin."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from alphasms_desktop.ui.file_asking import SHEETS, ask_file, ask_target


def test_dialogs_begin_in_the_folder_of_the_last_time(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    begun: list[str] = []
    office = tmp_path / "office"
    office.mkdir()

    def chosen(_page: object, _title: str, begin: str, _kinds: str) -> tuple[str, str]:
        begun.append(begin)
        return str(office / "visits"), ""

    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", chosen)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", chosen)

    assert ask_target(page, "To Excel", "list.xlsx") == office / "visits.xlsx"
    assert ask_file(page, "Open", "Tables", SHEETS) == office / "visits"
    office.rename(tmp_path / "moved")
    ask_target(page, "To Excel", "list.xlsx")

    assert Path(begun[0]).name == "list.xlsx"
    assert Path(begun[0]).parent.is_dir()
    assert begun[1] == str(office)
    assert begun[2] == begun[0]
