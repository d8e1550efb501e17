"""Days at work, from the first click to the report, by mouse and keyboard, in two languages.

A clinic, and a shop; what a power cut does to a housing association's campaign is in
`tests/whole/test_window_killed.py`, for it takes a process that can be killed.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from alphasms_desktop.domain.answer import KeyAction
from alphasms_desktop.domain.attempt import State, Why
from alphasms_desktop.domain.campaign import Phase
from alphasms_desktop.domain.channel import Channel
from alphasms_desktop.engine.recipe_desk import NOT_REACHED
from alphasms_desktop.i18n import tr
from alphasms_desktop.ui.pages.wizard.source_bar import TEXT
from tests.fakes import phone
from tests.ui.person import Person
from tests.ui.wizards import RECORDING

Hire = Callable[[str, str], Person]

NEXT = Qt.Key.Key_Return


@pytest.fixture
def hire(qtbot: QtBot, tmp_path: Path) -> Iterator[Hire]:
    """Sit a person at a window: language and sandbox scenario are asked."""
    hired: list[Person] = []

    def sit_down(language: str, scenario: str) -> Person:
        hired.append(Person(qtbot, tmp_path / "data", language, scenario))
        return hired[-1]

    yield sit_down
    for one in hired:
        one.window.wizard.discard()


def sheet(path: Path, heads: Sequence[str], rows: Sequence[Sequence[object]]) -> Path:
    """Write a workbook as an office's program exports it."""
    book = openpyxl.Workbook()
    book.active.append(list(heads))
    for one in rows:
        book.active.append(list(one))
    book.save(path)
    return path


def patients(path: Path, first: int, count: int) -> Path:
    """Write tomorrow's patients: two phones each, and it is the second that is to be called."""
    heads = ("Пацієнт", "Телефон рідних", "Мобільний", "Час")
    rows = [
        (f"Олена Шевчук {at}", phone(500 + at), phone(at), "14:30" if at % 2 else "9:05")
        for at in range(first, first + count)
    ]
    return sheet(path, heads, rows)


def bring_patients(one: Person, path: Path, count: int) -> None:
    one.drop(path)
    one.sees(lambda: one.window.wizard.plan.calls == count)


@pytest.mark.parametrize(
    ("language", "text", "heard"),
    [
        ("uk", "Вітаємо! Чекаємо вас о ", "о чотирнадцятій тридцять"),
        ("en", "Good day! Your visit is at ", "two thirty"),
    ],
    ids=["uk", "en"],
)
def test_a_day_at_the_clinic(
    hire: Hire, tmp_path: Path, language: str, text: str, heard: str
) -> None:
    one = hire(language, "half")
    window, wizard = one.window, one.window.wizard
    one.click_words(tr("New campaign"))

    # Yesterday another column was chosen; today that is known.
    bring_patients(one, patients(tmp_path / "yesterday.xlsx", 101, 3), 3)
    one.choose("Мобільний", wizard.recipients.card.column)
    one.sees(lambda: wizard.recipients.card.column.currentText() == "Мобільний")
    one.sees(lambda: wizard.plan.contacts and wizard.plan.contacts.head.phone_column == 2)
    bring_patients(one, patients(tmp_path / "today.xlsx", 1, 12), 12)
    assert wizard.recipients.card.column.currentText() == "Мобільний"
    assert tr("columns as last time") in wizard.recipients.card.facts.text()
    one.press(NEXT, on=wizard.recipients.first_focus())

    # The text: what stands in a cell is said as people say it.
    one.click(wizard.recording.sources.kinds.group.button(TEXT))
    panel = wizard.recording.text
    one.sees(panel.editor.isVisible)
    one.type(text, into=panel.editor)
    one.click(next(chip for chip in panel.chips.chips if chip.text() == "Час"))
    one.choose(Channel.SPOKEN, panel.way)
    panel.way.activated.emit(panel.way.currentIndex())
    one.sees(lambda: heard in panel.preview.heard.text())
    one.sees(wizard.recording.is_complete)
    one.click(wizard.footer.forward)

    # Keys with meanings, and an end at half past seven.
    keys = wizard.options.keys
    for key, meaning, action in (
        ("1", "Прийде", KeyAction.NONE),
        ("2", "Не прийде", KeyAction.NONE),
        ("9", "Не дзвонити", KeyAction.DO_NOT_CALL),
    ):
        one.click(keys.add)
        made = keys.rows[-1]
        one.choose(key, made.key)
        one.type(meaning, into=made.meaning)
        one.choose(str(action), made.action)
    one.click(wizard.options.when.stops)
    assert wizard.options.when.stop_at.text().endswith("19:30")
    assert wizard.plan.deadline is not None
    assert wizard.plan.deadline.skips_rest
    one.click(wizard.footer.forward)

    one.sees(wizard.review.is_complete)
    assert "12" in wizard.footer.start.text()
    one.click(wizard.footer.start)
    one.sees(window.finished.isVisible)
    _check_two_lists(one)
    _repeat_tomorrow(one, tmp_path)


def _check_two_lists(one: Person) -> None:
    """Look at the lists to work through: by key where keys came, and those to be rung up."""
    desk = one.window._context.workspace.campaigns
    (summary,) = desk.summaries()
    rows = list(desk.results(summary.campaign.id))
    assert summary.campaign.phase is Phase.FINISHED
    assert summary.tally[State.ANSWERED]
    missed = sum(row.state in NOT_REACHED for row in rows)
    assert missed
    first, second = one.window.finished.lists.sides
    by_hand = second if any(row.key for row in rows) else first
    one.sees(lambda: by_hand.people.shown.count == missed)
    assert by_hand.people.title.text() == tr("Not reached")


def _repeat_tomorrow(one: Person, folder: Path) -> None:
    """Have the next day's campaign from a click and a file: same text, same keys."""
    wizard = one.window.wizard
    before = one.window._context.workspace.campaigns.summaries()[0].campaign
    one.click(one.window.finished.repeat)
    one.sees(wizard.isVisible)
    one.sees(lambda: wizard.recording.is_text)
    one.drop(patients(folder / "tomorrow.xlsx", 201, 4))
    one.sees(lambda: wizard.plan.calls == 4 and wizard.plan.text is not None)
    assert wizard.plan.text == before.text
    assert wizard.plan.keys == before.rules.keys
    # Named after the new file, and the sample is of its people, not of yesterday's.
    assert wizard.plan.named().name == "tomorrow"
    one.click(wizard.footer.forward)
    preview = wizard.recording.text.preview
    one.sees(lambda: preview.shown is not None and preview.shown.phone == phone(201))
    last = wizard.bar.marks[-1]
    one.sees(last.isEnabled)
    one.click(last)
    one.sees(wizard.review.is_complete)
    assert "4" in wizard.footer.start.text()
    one.click(wizard.footer.start)
    one.sees(one.window.finished.isVisible)


@pytest.mark.parametrize("language", ["uk", "en"])
def test_a_day_at_the_shop(hire: Hire, tmp_path: Path, language: str) -> None:
    one = hire(language, "all-answer")
    window, wizard = one.window, one.window.wizard
    heads = ("Клієнт", "Телефон", "Згода на рекламу")
    _call_lately(one, sheet(tmp_path / "lately.xlsx", ("Телефон",), [(phone(1),), (phone(2),)]))
    clients = [(f"Клієнт {at}", phone(at), "так" if at <= 20 else "ні") for at in range(1, 25)]

    one.click_words(tr("New campaign"))
    one.click(wizard.recipients.purposes.group.button(1))
    one.drop(sheet(tmp_path / "clients.xlsx", heads, clients))
    one.sees(lambda: wizard.plan.contacts)
    one.drop(RECORDING)
    one.sees(lambda: wizard.plan.recording)
    one.sees(wizard.recording.is_complete)
    one.click(wizard.footer.forward)

    # A key to refuse is there by itself, and there is no way on without it.
    keys = wizard.options.keys
    assert [row.value().action for row in keys.rows] == [KeyAction.DO_NOT_CALL]
    one.click(keys.rows[0].remove)
    assert not wizard.footer.forward.isEnabled()
    one.click(keys.add)
    one.type("Цікаво", into=keys.rows[-1].meaning)
    one.choose(str(KeyAction.CALL_BACK), keys.rows[-1].action)
    one.click(keys.add)
    one.choose("9", keys.rows[-1].key)
    one.type("Не дзвонити", into=keys.rows[-1].meaning)
    one.choose(str(KeyAction.DO_NOT_CALL), keys.rows[-1].action)
    assert wizard.plan.not_again_within_days == 14
    one.type("400", into=wizard.options.care.cap)
    one.click(wizard.footer.forward)
    one.sees(wizard.review.is_complete)
    assert wizard.plan.calls == 18
    assert "18" in wizard.footer.start.text()
    one.click(wizard.footer.start)
    one.sees(window.finished.isVisible)
    assert wizard.recipients.purposes.group.button(0).isChecked()

    desk = window._context.workspace.campaigns
    summary = desk.summaries()[0]
    rows = list(desk.results(summary.campaign.id))
    assert summary.campaign.rules.cap == 400
    whys = Counter(row.why for row in rows if row.state is State.SKIPPED)
    assert whys == {Why.CALLED_RECENTLY: 2, Why.NO_CONSENT: 4}
    assert summary.tally[State.ANSWERED] == 18
    _check_call_back_list(one, [row.phone for row in rows if row.key == "1"])
    refused = [row.phone for row in rows if row.key == "9"]
    unwanted = {entry.phone for entry in window._context.workspace.book.unwanted.page()}
    assert set(refused) <= unwanted
    _save_evidence(one, tmp_path / "evidence.zip")


def _call_lately(one: Person, path: Path) -> None:
    """Have called some of the clients a little earlier."""
    window = one.window
    window.prepare(path, RECORDING)
    one.sees(window.wizard.review.is_complete)
    one.click(window.wizard.footer.start)
    one.sees(window.finished.isVisible)
    window.show_home()


def _check_call_back_list(one: Person, phones: list[str]) -> None:
    """See those who pressed 1 in the order in which they did."""
    assert phones
    one.window.show_place("call_back")
    page = one.window.call_backs
    one.sees(lambda: page.model.rowCount() == len(phones))
    entries = one.window._context.workspace.book.call_backs.all()
    assert {entry.phone for entry in entries} == set(phones)
    assert [entry.at for entry in entries] == sorted(entry.at for entry in entries)


def _save_evidence(one: Person, path: Path) -> None:
    one.window.open_campaign(one.window.finished.campaign_id)
    one.sees(one.window.finished.isVisible)
    one.window.finished.report.save(path)
    one.sees(lambda: str(path) in one.window.finished.report.said.text())
    assert ZipFile(path).namelist()
