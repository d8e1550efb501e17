"""The steps of the wizard: files good and bad, chips, tables, hours."""

import wave
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt, QTime
from pytestqt.qtbot import QtBot

from alphasms_desktop.domain.account import account_fingerprint
from alphasms_desktop.domain.address import BUILT_IN_SANDBOX
from alphasms_desktop.domain.hours import AllowedHours
from alphasms_desktop.domain.live import ListFilter
from alphasms_desktop.domain.profile import AccountProfile
from alphasms_desktop.store.profiles import Profiles
from alphasms_desktop.ui.context import Context
from alphasms_desktop.ui.pages.wizard.wizard import WizardPage
from tests.ui.wizards import LONG, RECORDING, filled, shown


@pytest.fixture
def page(qtbot: QtBot, context: Context) -> Iterator[WizardPage]:
    """Give a wizard that starts at once, shown and active."""
    made = WizardPage(context, undo_s=0)
    yield shown(qtbot, made)
    made.recording.listening.forget()


def test_the_chips_sum_to_the_file_and_filter_the_table(qtbot: QtBot, page: WizardPage) -> None:
    filled(qtbot, page)
    chips = page.recipients.rows.chips.group
    qtbot.waitUntil(lambda: "repaired" in chips.button(1).text(), timeout=LONG)
    texts = [chips.button(place).text() for place in range(4)]
    assert texts[0] == "All 196"
    assert texts[1].startswith("Ready 188 (")
    assert texts[2:] == ["Need attention 4", "Repeats 4"]
    page.recipients.rows.chips.choose(3)
    model = page.recipients.rows.table.model()
    qtbot.waitUntil(lambda: model.rowCount() == 4, timeout=LONG)
    assert model.index(0, 3).data() == "number of row 13, other data"


def test_a_fault_can_be_read_whole_below_the_table(qtbot: QtBot, page: WizardPage) -> None:
    filled(qtbot, page)
    table = page.recipients.rows.table
    qtbot.waitUntil(lambda: table.model().rowCount() == 196, timeout=LONG)
    table.setCurrentIndex(table.model().index(0, 0))
    assert page.recipients.rows.details.isVisible()
    assert page.recipients.rows.details.text().startswith(
        "Sheet “Пацієнти”, row 24, column “Телефон”. The spreadsheet has cut digits"
    )
    table.setCurrentIndex(table.model().index(100, 0))
    assert not page.recipients.rows.details.isVisible()


def test_long_lists_come_page_by_page_as_one_scrolls(
    qtbot: QtBot, page: WizardPage, tmp_path: Path
) -> None:
    many = tmp_path / "many.csv"
    lines = [f"+38050{number:07}" for number in range(1_234_000, 1_234_500)]
    many.write_text("Phone\n" + "\n".join(lines), encoding="utf-8")
    page.open_file(many)
    table = page.recipients.rows.table
    qtbot.waitUntil(lambda: table.model().rowCount() == 200, timeout=LONG)
    table.scrollToBottom()
    qtbot.waitUntil(lambda: table.model().rowCount() == 400, timeout=LONG)


def test_another_phone_column_takes_the_file_in_again_and_the_earlier_list_goes(
    qtbot: QtBot, page: WizardPage, context: Context, tmp_path: Path
) -> None:
    two = tmp_path / "two.csv"
    two.write_text("Mobile;Second\n0501234567;0671234567\n0501234568;\n", encoding="utf-8")
    page.open_file(two)
    qtbot.waitUntil(lambda: page.plan.calls == 2, timeout=LONG)
    first = page.plan.contacts
    assert first is not None
    page.recipients.card.column.activated.emit(1)
    qtbot.waitUntil(lambda: page.plan.calls == 1, timeout=LONG)
    contacts = context.workspace.contacts
    qtbot.waitUntil(lambda: contacts.page(first.id, ListFilter.ALL) == [], timeout=LONG)


def test_a_bad_contact_file_shows_a_sentence_and_leaves_the_former_list(
    qtbot: QtBot, page: WizardPage, tmp_path: Path
) -> None:
    filled(qtbot, page)
    empty = tmp_path / "empty.csv"
    empty.touch()
    page.open_file(empty)
    qtbot.waitUntil(lambda: bool(page.recipients.card.error.text()), timeout=LONG)
    assert "empty.csv" in page.recipients.card.error.text()
    assert page.plan.calls == 188
    assert page.recipients.is_complete()


def test_a_first_bad_contact_file_shows_a_sentence_in_the_empty_card(
    qtbot: QtBot, page: WizardPage, tmp_path: Path
) -> None:
    page.open_file(tmp_path / "gone.xlsx")
    qtbot.waitUntil(lambda: bool(page.recipients.drop.error.text()), timeout=LONG)
    assert "gone.xlsx" in page.recipients.drop.error.text()
    assert not page.footer.forward.isEnabled()
    page.forward()
    assert page.current == 0


def test_a_bad_recording_shows_a_sentence_and_leaves_the_former_one(
    qtbot: QtBot, page: WizardPage, tmp_path: Path
) -> None:
    filled(qtbot, page).go_to(1)
    before = page.plan.recording
    text = tmp_path / "notes.mp3"
    text.write_text("no sound in here", encoding="utf-8")
    page.open_file(text)
    qtbot.waitUntil(lambda: bool(page.recording.sound.card.error.text()), timeout=LONG)
    assert page.plan.recording is before


def test_choices_stay_when_one_goes_back_and_forth(qtbot: QtBot, page: WizardPage) -> None:
    filled(qtbot, page).go_to(2)
    page.options.name.setText("Visits")
    page.options.care.pace.setCurrentIndex(2)
    page.options.when.hours.any_time.setChecked(False)
    page.options.when.hours.begin.setTime(QTime(10, 30))
    page.go_to(0)
    page.hide()
    page.show()
    page.go_to(2)
    assert page.options.name.text() == "Visits"
    assert page.options.when.hours.begin.time() == QTime(10, 30)
    assert page.plan.uploads == 8
    assert page.plan.hours is not None
    assert page.plan.hours.start.hour == 10


def test_hours_without_a_day_are_refused_in_words(qtbot: QtBot, page: WizardPage) -> None:
    filled(qtbot, page).go_to(2)
    page.options.when.hours.any_time.setChecked(False)
    for chip in page.options.when.hours.days:
        chip.setChecked(False)
    assert page.options.when.error.text() == "Choose at least one day."
    assert not page.footer.forward.isEnabled()
    page.options.when.hours.days[2].setChecked(True)
    assert page.footer.forward.isEnabled()


def test_a_sound_dropped_on_the_first_step_is_taken_as_the_recording(
    qtbot: QtBot, page: WizardPage
) -> None:
    page.open_file(RECORDING)
    assert page.current == 1
    qtbot.waitUntil(page.recording.is_complete, timeout=LONG)
    page.forward()
    assert page.current == 0


def test_public_holidays_can_be_left_out(qtbot: QtBot, page: WizardPage) -> None:
    filled(qtbot, page)
    page.options.when.hours.any_time.setChecked(False)
    page.options.when.hours.no_holidays.setChecked(True)
    assert page.plan.hours is not None
    assert date(datetime.now().year + 1, 1, 1) in page.plan.hours.holidays
    page.options.when.hours.no_holidays.setChecked(False)
    assert page.plan.hours == AllowedHours()


def test_the_estimate_goes_by_what_calls_of_this_account_have_cost(
    qtbot: QtBot, context: Context
) -> None:
    desk = context.workspace
    account = account_fingerprint(desk.keys.key_for(BUILT_IN_SANDBOX))
    profiles = desk.campaigns.profiles
    assert isinstance(profiles, Profiles)
    profiles.learn(account, AccountProfile(price_per_s=Decimal("0.05")))
    page = shown(qtbot, WizardPage(context, undo_s=0))
    filled(qtbot, page)
    qtbot.waitUntil(lambda: page.plan.account.price_per_s == Decimal("0.05"), timeout=LONG)
    assert page.plan.recording is not None
    seconds = Decimal(str(page.plan.recording.seconds))
    assert page.plan.one_call == pytest.approx(seconds * Decimal("0.05"), abs=Decimal("0.05"))


def test_silence_is_cut_unless_the_switch_says_no(qtbot: QtBot, page: WizardPage) -> None:
    filled(qtbot, page)
    cut = page.plan.recording
    assert cut is not None
    page.recording.sound.switches.cuts.click()
    qtbot.waitUntil(lambda: page.plan.recording is not cut, timeout=LONG)
    whole = page.plan.recording
    assert whole is not None
    assert whole.seconds > cut.seconds
    assert whole.fingerprint != cut.fingerprint
    page.recording.sound.switches.cuts.click()
    qtbot.waitUntil(lambda: page.plan.recording == cut, timeout=LONG)


def test_a_recording_in_which_nothing_is_heard_is_said_and_goes_no_further(
    qtbot: QtBot, page: WizardPage, tmp_path: Path
) -> None:
    filled(qtbot, page).go_to(1)
    silent = tmp_path / "silent.wav"
    with wave.open(str(silent), "wb") as sound:
        sound.setparams((1, 2, 8000, 0, "NONE", ""))
        sound.writeframes(bytes(32_000))
    page.open_file(silent)
    qtbot.waitUntil(
        lambda: "Nothing can be heard" in page.recording.sound.card.findings.text(), timeout=LONG
    )
    assert not page.recording.is_complete()
    assert not page.footer.forward.isEnabled()


def test_handles_trim_the_recording_and_can_be_taken_back(qtbot: QtBot, page: WizardPage) -> None:
    step = page.recording.sound
    filled(qtbot, page).go_to(1)
    whole = page.plan.recording
    assert whole is not None
    wave_form = step.waveform
    middle = wave_form.height() // 2
    left = Qt.MouseButton.LeftButton
    qtbot.mousePress(wave_form, left, pos=QPoint(1, middle))
    qtbot.mouseMove(wave_form, QPoint(wave_form.width() // 2, middle))
    qtbot.mouseRelease(wave_form, left, pos=QPoint(wave_form.width() // 2, middle))
    assert wave_form.start_s == pytest.approx(wave_form.seconds / 2, abs=0.1)
    assert step.fields.start.value() == pytest.approx(wave_form.start_s, abs=0.01)
    qtbot.waitUntil(lambda: page.plan.recording is not whole, timeout=LONG)
    half = page.plan.recording
    assert half is not None
    assert half.seconds < 0.6 * whole.seconds

    step.fields.end.setValue(wave_form.seconds - 2)
    qtbot.waitUntil(lambda: page.plan.recording is not half, timeout=LONG)
    step.undo()
    qtbot.waitUntil(lambda: page.plan.recording == half, timeout=LONG)
    step.undo()
    qtbot.waitUntil(lambda: page.plan.recording == whole, timeout=LONG)
    assert (wave_form.start_s, wave_form.end_s) == (0.0, wave_form.seconds)
    step.redo()
    qtbot.waitUntil(lambda: page.plan.recording == half, timeout=LONG)


def test_a_handle_never_passes_the_other(qtbot: QtBot, page: WizardPage) -> None:
    filled(qtbot, page).go_to(1)
    shape = page.recording.sound.waveform
    middle, left = shape.height() // 2, Qt.MouseButton.LeftButton
    qtbot.mousePress(shape, left, pos=QPoint(shape.width() - 2, middle))
    qtbot.mouseMove(shape, QPoint(-50, middle))
    qtbot.mouseRelease(shape, left, pos=QPoint(-50, middle))
    assert 0 < shape.end_s - shape.start_s < 0.5
