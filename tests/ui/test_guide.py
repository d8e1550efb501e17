"""The guide: the same pages in both languages, true to the program, open where one is."""

import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from PySide6.QtCore import Qt, QUrl
from pytestqt.qtbot import QtBot

from alphasms_desktop import i18n, paths
from alphasms_desktop.app import open_workspace
from alphasms_desktop.domain.campaign import Mode
from alphasms_desktop.domain.settings import Settings
from alphasms_desktop.ui.dialogs.guide import SECTION_OF_PAGE, Guide, sections
from alphasms_desktop.ui.dialogs.guide_text import PICTURES
from alphasms_desktop.ui.window import Window

FOLDER = paths.resources() / "guide"
CATALOGUE = paths.resources() / "locale" / "uk" / "LC_MESSAGES" / "alphasms.po"
LATIN_IN_CYRILLIC = re.compile(r"[а-яґєії][a-z]|[a-z][а-яґєії]", re.IGNORECASE)
OWN_WORDS = {
    "uk": {"ніколи не повторює такий дзвінок сама"},
    "en": {"never repeats such a call by itself"},
}


def names(language: str) -> list[str]:
    return sorted(one.name for one in (FOLDER / language).glob("*.md"))


def words_on_screen(language: str) -> str:
    """Return all texts of the program in a language, one after another."""
    with CATALOGUE.open("rb") as file:
        catalogue = read_po(file)
    texts: list[str] = []
    for message in catalogue:
        one = message.string if language == "uk" else message.id
        texts.extend(one if isinstance(one, (list, tuple)) else [one or ""])
    return "\n".join(texts).replace("\u00a0", " ").replace("&", "").casefold()


def test_both_languages_have_the_same_pages() -> None:
    assert names("uk") == names("en")
    assert len(names("uk")) == 10


@pytest.mark.parametrize("language", ["uk", "en"])
def test_every_link_leads_to_a_page(language: str) -> None:
    for name in names(language):
        text = (FOLDER / language / name).read_text(encoding="utf-8")
        pictures = {f"picture:{name}" for name in PICTURES}
        assert set(re.findall(r"\]\(([^)]+)\)", text)) <= set(names(language)) | pictures


@pytest.mark.parametrize("language", ["uk", "en"])
def test_words_in_bold_lists_and_sentences_are_those_on_screen(language: str) -> None:
    seen = words_on_screen(language)
    missing = []
    for name in names(language):
        text = (FOLDER / language / name).read_text(encoding="utf-8")
        for found in re.finditer(r"\*\*(.+?)\*\*", text):
            # A bold beginning of a paragraph is a heading of the guide's own.
            if text[: found.start()].endswith("\n\n"):
                continue
            phrase = found[1].rstrip("….").replace(" 5", " {n}").casefold()
            if phrase not in seen and phrase not in OWN_WORDS[language]:
                missing.append((name, found[1]))
    assert not missing, missing


def test_the_ukrainian_pages_are_clean() -> None:
    for name in names("uk"):
        text = (FOLDER / "uk" / name).read_text(encoding="utf-8")
        assert not LATIN_IN_CYRILLIC.search(text), name
        assert '"' not in text
        assert " - " not in text.replace("\n- ", "\n")


def test_each_page_of_the_program_has_its_section() -> None:
    known = {name.removesuffix(".md") for name in names("uk")}
    assert set(SECTION_OF_PAGE.values()) <= known


def test_keys_of_the_guide_exist_in_the_program() -> None:
    source = "".join(
        one.read_text(encoding="utf-8") for one in Path("alphasms_desktop/ui").rglob("*.py")
    )
    for key in ("F1", "F5", "Ctrl+Shift+N", "Ctrl+,", "Ctrl+P", "Ctrl+Shift+Z", "Ctrl+Return"):
        assert f'"{key}"' in source


@pytest.fixture
def guide(qtbot: QtBot, window: Window) -> Guide:
    window.show_guide()
    assert window._guide is not None
    return window._guide


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Window:
    made = Window(
        lambda mode: open_workspace(tmp_path / "data", mode), Settings(mode=Mode.TRAINING)
    )
    qtbot.addWidget(made, before_close_func=lambda one: one._context.runs.leave_all())
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


def test_it_opens_at_the_page_one_is_on(qtbot: QtBot, window: Window) -> None:
    window.show_place("contacts")
    qtbot.keyClick(window, Qt.Key.Key_F1)
    assert window._guide is not None
    assert window._guide.list.currentItem().text() == "Lists"
    window.new_campaign()
    window.show_guide()
    assert window._guide.list.currentItem().text() == "Recipients"


def test_links_lead_on_and_others_are_not_followed(guide: Guide) -> None:
    guide.text.anchorClicked.emit(QUrl("5-live.md"))
    assert "never repeats such a call" in guide.text.toPlainText()
    guide.text.anchorClicked.emit(QUrl("https://example.org/"))
    assert "never repeats such a call" in guide.text.toPlainText()


@pytest.mark.parametrize(("name", "section"), [("tiles", "5-live"), ("bar", "6-results")])
def test_pictures_are_drawn_where_their_marks_stand(guide: Guide, name: str, section: str) -> None:
    guide.open_section(section)
    assert not PICTURES[name]().isNull()
    assert "\ufffc" in guide.text.toPlainText(), "there is no picture"
    assert "picture:" not in guide.text.toPlainText()


def test_the_search_finds_sections_by_their_text(guide: Guide) -> None:
    guide.search.setText("microphone")
    assert [guide.list.item(n).text() for n in range(guide.list.count())] == ["Message"]
    guide.search.setText("xyzzy")
    assert "Nothing of that" in guide.text.toPlainText()


def test_another_language_closes_it_and_it_opens_again_in_that(
    window: Window, guide: Guide
) -> None:
    window.change_language("uk")
    window.show_guide()
    assert window._guide is not None
    assert window._guide.list.item(0).text() == "Початок"
    assert i18n.language() == "uk"


def test_a_missing_guide_is_said(qtbot: QtBot, window: Window, tmp_path: Path) -> None:
    assert sections(tmp_path) == []
    empty = Guide(window, tmp_path)
    assert "install the program again" in empty.text.toPlainText()
