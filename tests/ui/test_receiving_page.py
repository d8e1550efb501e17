"""The section “Receiving results” with a file on a true web site: a click tests the way."""

import shutil
from dataclasses import replace
from pathlib import Path
from socket import SO_REUSEADDR, SOL_SOCKET, socket
from urllib.parse import urlsplit

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from alphasms_desktop.domain.receiving import Receiving, Standing, Way
from alphasms_desktop.gateway.relay_sign import new_secret
from alphasms_desktop.ui.pages.receiving_words import WAYS
from alphasms_desktop.ui.pages.settings_receiving import ReceivingCard
from tests.gateway.relay_server import PHP, TEMPLATE, site

pytestmark = pytest.mark.skipif(PHP is None, reason="there is no PHP on this computer")


@pytest.fixture
def card(qtbot, context, monkeypatch):
    monkeypatch.setenv("ALPHASMS_RELAY_SECRET", new_secret())
    made = ReceivingCard(context)
    qtbot.addWidget(made)
    made.show()
    made.show_settings(context.workspace.settings.load())
    context.bridge.settle()
    return made


@pytest.mark.timeout(60)
def test_the_file_is_saved_put_on_a_site_and_tested_and_each_mistake_has_its_sentence(
    card, qtbot, context, tmp_path, monkeypatch
):
    saved, folder = tmp_path / "hook.php", tmp_path / "site"
    folder.mkdir()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(saved), ""))

    def click(widget):
        qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)

    def tested(address: str) -> str:
        card.relay_url.setText(address)
        card.relay_url.editingFinished.emit()
        context.bridge.settle()
        if card.error.isVisible():
            return card.error.text()
        click(card.test)
        context.bridge.settle()
        return card.error.text() if card.error.isVisible() else card.standing.text()

    with site(folder) as served:
        there = folder / "hook.php"
        place = [way for way, _, _ in WAYS].index(Way.RELAY)
        card.ways.button(place).click()
        assert not card.test.isEnabled()
        assert card.standing.text() == "Write the address to go on."
        card.save_relay()
        context.bridge.settle()
        assert card.saved.text() == "Saved. Now put it on the site."
        text = saved.read_text(encoding="utf-8")

        told = [tested("example.com/hook.php"), tested(served.url.replace("hook", "elsewhere"))]
        told.append(tested(served.url))
        shutil.copy(TEMPLATE, there)
        told.append(tested(served.url))
        there.write_text(text.replace("const VERSION = '2'", "const VERSION = '1'"))
        told.append(tested(served.url))
        (folder / "hook.txt").write_text(text)
        told.append(tested(served.url.replace(".php", ".txt")))
        beginnings = (
            "“example.com/hook.php” cannot be an address for results",
            "There is no such file on your site",
            "The file on your site holds another secret",
            "The file on your site has no secret in it",
            "The file on your site is of another version",
            "Your site shows everybody the text of the file",
        )
        for sentence, beginning in zip(told, beginnings, strict=True):
            assert sentence.startswith(beginning)
        assert context.workspace.receiving.now().standing is Standing.UNTESTED

        shutil.copy(saved, there)
        assert tested(served.url).startswith("Sent and received ✓")
    kept = context.workspace.settings.load().receiving
    assert (kept.way, kept.standing, kept.relay_url) == (Way.RELAY, Standing.TESTED, served.url)
    assert context.workspace.receiving.strays() == []

    with socket() as kept_free:
        # Held, and answering nothing: else the server of another test might have the port by now.
        kept_free.setsockopt(SOL_SOCKET, SO_REUSEADDR, 1)
        kept_free.bind(("127.0.0.1", urlsplit(served.url).port))
        told_later = tested(served.url.replace("127.0.0.1", "localhost"))
    assert told_later.startswith("Your site does not answer")
    assert card.standing.text().startswith("Not tested yet")


def test_another_key_of_the_certificate_is_another_thing():
    own = Receiving(Way.OWN, certificate="a.pem", private_key="a.key", public_url="https://a.b")
    tested = replace(own, tested=own.fingerprint)
    assert tested.standing is Standing.TESTED
    assert replace(tested, private_key="b.key").standing is Standing.UNTESTED


def test_the_file_saved_has_no_place_left_for_a_secret(card, context, tmp_path: Path):
    context.workspace.receiving.write_relay(tmp_path / "hook.php")
    assert "%%SECRET%%" not in (tmp_path / "hook.php").read_text(encoding="utf-8")
