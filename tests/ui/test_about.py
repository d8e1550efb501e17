"""The card of the settings that tells of the program: licences, and the way to newer versions."""

import json

from pytestqt.qtbot import QtBot

from alphasms_desktop.ui.dialogs.licences import LicencesDialog, licences
from alphasms_desktop.ui.pages.settings_about import AboutCard
from alphasms_desktop.ui.releases import HOME, releases_url


def test_updates_open_a_page_and_nothing_else(qtbot: QtBot) -> None:
    opened: list[str] = []

    def open_page(address: str) -> bool:
        opened.append(address)
        return True

    card = AboutCard(open_page)
    qtbot.addWidget(card)
    card.updates.click()
    assert opened == [releases_url()]
    assert card.address.isHidden()


def test_without_a_browser_the_address_is_said(qtbot: QtBot) -> None:
    card = AboutCard(lambda _address: False)
    qtbot.addWidget(card)
    card.updates.click()
    assert releases_url() in card.address.text()
    assert not card.address.isHidden()


def test_a_package_knows_its_own_page(tmp_path) -> None:
    note = tmp_path / "release.json"
    assert releases_url(tmp_path) == HOME
    note.write_text(json.dumps({"releases_url": "https://example.com/releases"}))
    assert releases_url(tmp_path) == "https://example.com/releases"
    for broken in ("{", "[]", json.dumps({"releases_url": "file:///etc/passwd"})):
        note.write_text(broken)
        assert releases_url(tmp_path) == HOME


def test_every_licence_is_shown_with_its_text(qtbot: QtBot) -> None:
    dialog = LicencesDialog()
    qtbot.addWidget(dialog)
    assert dialog.names.count() == len(licences()) > 40
    names = [dialog.names.item(row).text() for row in range(dialog.names.count())]
    place = next(row for row, name in enumerate(names) if name == "Qt")
    dialog.names.setCurrentRow(place)
    assert dialog.which.text() == "Qt · LGPL-3.0-only"
    assert "LESSER GENERAL PUBLIC LICENSE" in dialog.text.toPlainText()
