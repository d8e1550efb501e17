"""Data and copies: people erased in time and at once, one person, archives and back again."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from alphasms_desktop.ui.context import Context
from alphasms_desktop.ui.pages.settings_data import CopiesCard, PersonCard, RetentionCard
from tests.fakes import phone
from tests.ui.test_finished import ended


@pytest.fixture
def campaign_id(context: Context, tmp_path: Path) -> int:
    return ended(context, tmp_path)


def test_how_long_people_are_kept_is_kept(qtbot: QtBot, context: Context, campaign_id: int) -> None:
    card = RetentionCard(context)
    qtbot.addWidget(card)
    card.days.setCurrentIndex(card.days.findData(30))
    card.days.activated.emit(card.days.currentIndex())
    context.bridge.settle()

    assert context.workspace.settings.load().keep_people_days == 30
    assert not card.now.isVisibleTo(card)  # the campaign has ended today
    card.erase_now()
    context.bridge.settle()
    assert card.said.text() == "There was nobody to erase."


def test_everything_about_a_phone_is_written_and_erased(
    qtbot: QtBot, context: Context, campaign_id: int, tmp_path: Path
) -> None:
    card = PersonCard(context)
    qtbot.addWidget(card)
    assert not card.erase.isEnabled()
    card.phone.setText("050 000 00 02")
    card.export_to(tmp_path / "person.zip")
    context.bridge.settle()
    assert (tmp_path / "person.zip").exists()
    assert "entries were written" in card.said.text()

    card.erase_now()
    context.bridge.settle()
    assert card.said.text() == f"The data of {phone(2)} were erased, in copies too."
    assert context.workspace.data.known_of(phone(2)).is_empty


def test_what_is_no_phone_is_said(qtbot: QtBot, context: Context) -> None:
    card = PersonCard(context)
    qtbot.addWidget(card)
    card.phone.setText("12")
    card.erase_now()
    context.bridge.settle()
    assert "12" in card.said.text()


def test_everything_goes_to_an_archive(qtbot: QtBot, context: Context, tmp_path: Path) -> None:
    card = CopiesCard(context)
    qtbot.addWidget(card)
    card.save_to(tmp_path / "all.zip")
    context.bridge.settle()
    assert (tmp_path / "all.zip").exists()
    assert card.save.isEnabled()
