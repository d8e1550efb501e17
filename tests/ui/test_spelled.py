"""Names of the user's stand on buttons and in menus as they are written, ampersands and all."""

from pytestqt.qtbot import QtBot

from alphasms_desktop.domain.contact import SheetHead
from alphasms_desktop.ui.pages.wizard.text_fields import FieldChips
from tests.ui.screen_reader import heard


def test_a_column_with_an_ampersand_is_offered_by_its_name(qtbot: QtBot) -> None:
    chips = FieldChips()
    wanted: list[str] = []
    qtbot.addWidget(chips)
    chips.wanted.connect(lambda field: wanted.append(field.column))
    chips.show_columns(SheetHead("book", "", ("Phone", "Name & surname"), 0, 1))
    chips.show()
    assert "Name & surname" in [one.name for one in heard(chips)]
    assert chips.chips[1].text() == "Name && surname", "else Qt underlines the space"
    chips.chips[1].click()
    assert wanted == ["Name & surname"]
