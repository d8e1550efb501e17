"""The theme follows the system or the user, and Qt's own buttons speak the user's language."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDialogButtonBox,
    QFileDialog,
    QLabel,
    QLineEdit,
)
from pytestqt.qtbot import QtBot

from alphasms_desktop import i18n
from alphasms_desktop.app import open_workspace
from alphasms_desktop.domain.campaign import Mode
from alphasms_desktop.domain.settings import Settings
from alphasms_desktop.ui import style, theme
from alphasms_desktop.ui.appearance import DARK, LIGHT, Appearance
from alphasms_desktop.ui.window import Window


@pytest.fixture
def appearance(qapp: QApplication) -> Iterator[Appearance]:
    """Give the appearance in light; the one of other tests comes back afterwards."""
    made = Appearance(qapp, LIGHT)
    yield made
    made.speak("en")
    made.deleteLater()
    style.use(qapp)


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path, appearance: Appearance) -> Window:
    made = Window(
        lambda mode: open_workspace(tmp_path / "data", mode),
        Settings(mode=Mode.TRAINING),
        appearance=appearance,
    )
    qtbot.addWidget(made, before_close_func=lambda one: one._context.runs.leave_all())
    made.show()
    return made


def test_a_theme_is_changed_without_a_restart(
    qtbot: QtBot, appearance: Appearance, window: Window
) -> None:
    window.show_settings()
    window._context.bridge.settle()
    window.settings_page.open_section(window.settings_page.place_of(window.settings_page.looks))
    window.settings_page.themes.choose(2)
    assert theme.is_dark()
    assert window.settings_page.isVisible()
    page = window.settings_page
    assert page.section == page.place_of(page.looks)
    window._context.bridge.settle()
    assert window._context.workspace.settings.load().theme == DARK
    assert window.settings_page.themes.group.checkedId() == 2

    window.change_theme(LIGHT)
    assert not theme.is_dark()


def test_a_change_of_theme_keeps_the_page_and_the_draft(
    qtbot: QtBot, appearance: Appearance, window: Window
) -> None:
    from tests.ui.wizards import CONTACTS, LONG

    window.wizard.open_file(CONTACTS)
    qtbot.waitUntil(lambda: window.wizard.plan.calls > 0, timeout=LONG)
    window.new_campaign()
    appearance.choose(DARK)
    window._context.bridge.settle()
    assert window.wizard.isVisible()
    assert window.wizard.plan.calls > 0


def test_qt_speaks_ukrainian_too(qtbot: QtBot, appearance: Appearance) -> None:
    def cancel() -> str:
        box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        qtbot.addWidget(box)
        return box.buttons()[0].text().replace("&", "")

    appearance.speak("uk")
    assert cancel() == "Скасувати"
    appearance.speak("en")
    assert cancel() == "Cancel"
    assert i18n.language() == "en"


def test_a_box_of_choices_opens_with_all_of_them_to_be_seen(
    qtbot: QtBot, appearance: Appearance
) -> None:
    box = QComboBox()
    box.addItems(["one", "two", "three"])
    style.dress(box)
    qtbot.addWidget(box)
    box.show()
    box.setFocus()
    qtbot.waitUntil(box.hasFocus)
    box.showPopup()
    rows = sum(box.view().sizeHintForRow(at) for at in range(box.count()))
    assert box.view().viewport().height() >= rows
    box.hidePopup()


def test_the_file_dialog_of_qt_has_no_english_left_and_changes_with_the_language(
    qtbot: QtBot, appearance: Appearance
) -> None:
    def captions() -> set[str]:
        dialog = QFileDialog(options=QFileDialog.Option.DontUseNativeDialog)
        qtbot.addWidget(dialog)
        field = QLineEdit()
        qtbot.addWidget(field)
        said = [one.text() for one in dialog.findChildren(QLabel)]
        said += [one.text() for one in field.createStandardContextMenu().actions()]
        return {one.replace("&", "").split("\t")[0] for one in said}

    english = {"Look in:", "Files of type:", "Undo", "Cut", "Copy", "Paste", "Select All"}
    i18n.use("uk")
    appearance.speak("uk")
    ukrainian = captions()
    i18n.use("en")
    appearance.speak("en")
    assert english <= captions()
    assert not english & ukrainian
    assert {"Шукати в:", "Тип файлів:", "Виділити все"} <= ukrainian
