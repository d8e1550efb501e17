"""A text with fields: written, looked over for every row, kept, previewed, called with."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from alphasms_desktop.domain.attempt import State, Why
from alphasms_desktop.domain.channel import Channel
from alphasms_desktop.domain.message import TextMessage
from alphasms_desktop.domain.saying import Form, Language
from alphasms_desktop.spoken import Field
from alphasms_desktop.ui.context import Context
from alphasms_desktop.ui.dialogs.quick_call import QuickCall
from alphasms_desktop.ui.pages.wizard.check import Level
from alphasms_desktop.ui.pages.wizard.draft import AccountFacts
from alphasms_desktop.ui.pages.wizard.source_bar import RECORDING, TEXT
from alphasms_desktop.ui.pages.wizard.text_notices import KeyStanding, keys_sentence
from alphasms_desktop.ui.pages.wizard.text_panel import TextPanel
from alphasms_desktop.ui.pages.wizard.wizard import WizardPage
from alphasms_desktop.ui.widgets.field_editor import FieldEditor
from tests.ui.wizards import LONG, shown

SHEET = """Name;Phone;Time;Address
Olena Shevchuk;0501234567;14:30;4 Garden Street
Maria Bondar;0671234568;;2 Forest Street
Taras;0931234569;9:05;11 Peace Avenue
"""
TEXT_OF_ALL = "Hello {Name}! Your visit is at {Time|time}."


@pytest.fixture
def page(qtbot: QtBot, context: Context, tmp_path: Path) -> Iterator[WizardPage]:
    """Give the wizard at step 2 with three people, a text chosen."""
    sheet = tmp_path / "people.csv"
    sheet.write_text(SHEET, encoding="utf-8")
    made = shown(qtbot, WizardPage(context, 0))
    made.open_file(sheet)
    qtbot.waitUntil(lambda: made.plan.contacts is not None, timeout=LONG)
    made.go_to(1)
    made.recording.sources.kinds.choose(TEXT)
    context.bridge.settle()
    yield made
    made.discard()


@pytest.fixture
def panel(page: WizardPage) -> TextPanel:
    """Give the panel of the text."""
    return page.recording.text


def write(context: Context, panel: TextPanel, text: str) -> None:
    """Have a text written and looked over."""
    panel.editor.show_template(text)
    panel.look_over()
    context.bridge.settle()


@pytest.fixture
def editor(qtbot: QtBot) -> FieldEditor:
    """Give an editor that knows two columns."""
    made = FieldEditor()
    qtbot.addWidget(made)
    made.show_columns(("Name", "Time"))
    made.show()
    return made


# The editor.


def test_a_field_is_one_sign_that_backspace_takes_away_and_undo_brings_back(
    editor: FieldEditor,
) -> None:
    editor.insertPlainText("Hello ")
    editor.insert_field(Field("Name"))
    assert editor.template() == "Hello {Name}"
    QTest.keyClick(editor, Qt.Key.Key_Backspace)
    assert editor.template() == "Hello "
    editor.undo()
    assert editor.template() == "Hello {Name}"
    editor.redo()
    assert editor.template() == "Hello "


def test_what_is_pasted_is_plain_and_its_braces_become_fields(editor: FieldEditor) -> None:
    pasted = QMimeData()
    pasted.setHtml("<b>At</b>")
    pasted.setText("At {Time|time}, {Nobody}")
    editor.insertFromMimeData(pasted)
    assert editor.fields() == []
    plain = QMimeData()
    plain.setText(" and {Time|time}")
    editor.insertFromMimeData(plain)
    assert editor.fields() == [Field("Time", Form.TIME)]
    assert "<b>" not in editor.toHtml().replace("<body", "")


def test_a_copy_has_its_fields_in_braces(editor: FieldEditor) -> None:
    editor.show_template("Hello {Name|first_name|friend}!")
    editor.selectAll()
    assert editor.createMimeDataFromSelection().text() == "Hello {Name|first_name|friend}!"


def test_braces_that_are_typed_become_a_field_and_others_stay(editor: FieldEditor) -> None:
    for sign in "{Name}":
        QTest.keyClicks(editor, sign)
    for sign in "{x}":
        QTest.keyClicks(editor, sign)
    assert editor.template() == "{Name}{{x}}"


def test_words_with_odd_letters_are_replaced_by_one_undoable_step(editor: FieldEditor) -> None:
    editor.show_template("Вiтаємо, {Name}! Вiтаємо!")
    editor.replace_words([("Вiтаємо", "Вітаємо")])
    assert editor.template() == "Вітаємо, {Name}! Вітаємо!"
    editor.undo()
    assert editor.template() == "Вiтаємо, {Name}! Вiтаємо!"


def test_a_field_changes_its_way_where_it_stands(editor: FieldEditor) -> None:
    editor.show_template("{Name} at {Time}.")
    editor.change_field(1, Field("Time", Form.TIME, "noon"))
    assert editor.template() == "{Name} at {Time|time|noon}."


# The panel.


def test_the_columns_are_chips_that_put_their_field_in(panel: TextPanel) -> None:
    names = [chip.text() for chip in panel.chips.chips]
    assert names == ["Name", "Phone", "Time", "Address"]
    panel.chips.chips[2].click()
    assert panel.editor.fields() == [Field("Time", Form.TIME)]


def test_length_language_and_left_out_rows_are_told(
    context: Context, page: WizardPage, panel: TextPanel
) -> None:
    write(context, panel, TEXT_OF_ALL)
    assert panel.survey is not None
    assert panel.survey.rows == 3
    assert panel.survey.empty == (("Time", 1),)
    assert "1 part" in panel.length.text()
    assert "English" in panel.language.text()
    assert "In 1 row the field “Time” is empty." in panel.notices.rows_notice.text.text()
    assert page.plan.text is not None
    assert page.plan.calls == 2


def test_rows_that_cannot_be_told_want_a_decision(
    context: Context, page: WizardPage, panel: TextPanel
) -> None:
    write(context, panel, TEXT_OF_ALL)
    assert not page.recording.is_complete()
    panel.notices.skip.click()
    assert page.recording.is_complete()
    assert "left out" in panel.notices.rows_notice.text.text()


def test_an_empty_field_gets_other_words(
    context: Context, page: WizardPage, panel: TextPanel
) -> None:
    write(context, panel, TEXT_OF_ALL)
    panel.notices.replace.click()
    (row,) = [one for one in panel.rows.rows if one.field.column == "Time"]
    row.fallback.setText("the usual time")
    row.fallback.editingFinished.emit()
    panel.look_over()
    context.bridge.settle()
    assert panel.survey is not None
    assert panel.survey.trouble_rows == 0
    assert page.recording.is_complete()
    assert page.plan.calls == 3


def test_the_rows_are_shown_when_asked(context: Context, panel: TextPanel) -> None:
    write(context, panel, TEXT_OF_ALL)
    panel.notices.show_rows.click()
    assert panel.notices.rows.text() == "Row 3: “Time” is empty"


def test_odd_letters_are_found_and_mended_by_one_click(context: Context, panel: TextPanel) -> None:
    write(context, panel, "Вiтаємо, {Name}!")
    assert not panel.notices.mixed.isHidden()
    assert "Вiтаємо" in panel.notices.mixed.text.text()
    panel.notices.mend.click()
    assert panel.editor.template() == "Вітаємо, {Name}!"
    assert panel.notices.mixed.isHidden()


def test_a_key_that_is_asked_for_wants_a_call_that_can_hear_it(
    context: Context, panel: TextPanel
) -> None:
    panel.show_keys(KeyStanding(are_asked=True, can_arrive=True))
    write(context, panel, "Hello {Name}, press 1.")
    assert "cabinet" in panel.notices.keys.text.text()
    panel.way.setCurrentIndex(panel.way.findData(Channel.SPOKEN))
    panel.way.activated.emit(panel.way.currentIndex())
    assert "taken in at the end" in panel.notices.keys.text.text()
    write(context, panel, "Hello {Name}.")
    assert "does not say which one" in panel.notices.keys.text.text()


@pytest.mark.parametrize(
    ("standing", "says"),
    [
        (KeyStanding(are_asked=True, can_arrive=True), "taken in at the end"),
        (KeyStanding(are_asked=True, can_arrive=False), "taken in at the end"),
        (KeyStanding(are_asked=False, can_arrive=True), "switched off in step 3"),
    ],
)
def test_what_is_said_of_keys_depends_on_whether_they_are_asked_for_and_arrive(
    standing: KeyStanding, says: str
) -> None:
    asking = TextMessage("Press 1.", Channel.SPOKEN)
    assert says in keys_sentence(asking, standing)
    silent = keys_sentence(TextMessage("Hello.", Channel.SPOKEN), standing)
    assert bool(silent) is (standing.are_asked and standing.can_arrive)


def test_the_step_of_the_text_knows_whether_keys_arrive(page: WizardPage) -> None:
    text = TextMessage("Press 1.", Channel.SPOKEN)
    panel = page.recording.text
    panel.show_message(text)
    page.recording.show_plan(replace(page.plan, collect_keys=False))
    assert "switched off in step 3" in panel.notices.keys.text.text()
    page.recording.show_plan(replace(page.plan, collect_keys=True))
    assert "taken in at the end" in panel.notices.keys.text.text()
    brings = replace(page.plan, account=AccountFacts(brings_keys=True))
    assert brings.keys_arrive
    assert not replace(brings, text=text).keys_arrive


def test_an_sms_needs_a_sender(context: Context, page: WizardPage, panel: TextPanel) -> None:
    panel.way.setCurrentIndex(panel.way.findData(Channel.SMS))
    panel.way.activated.emit(panel.way.currentIndex())
    write(context, panel, "Hello {Name}.")
    assert page.plan.text is None
    panel.sender_name.setText("Office")
    panel.look_over()
    context.bridge.settle()
    assert page.plan.text is not None
    assert page.plan.text.sender == "Office"


def test_the_preview_shows_any_row_as_it_is_spoken_and_as_the_sheet_has_it(
    context: Context, qtbot: QtBot, panel: TextPanel
) -> None:
    write(context, panel, TEXT_OF_ALL)
    qtbot.waitUntil(lambda: panel.preview.shown is not None, timeout=LONG)
    assert "fourteen" in panel.preview.heard.text() or "two thirty" in panel.preview.heard.text()
    assert "14:30" in panel.preview.sent.text()
    panel.preview.go(1)
    context.bridge.settle()
    assert "row 3 · Maria Bondar" in panel.preview.where.text()
    assert "This row is left out" in panel.preview.fault.text()


def test_without_a_voice_there_is_no_play_button_and_it_is_said(
    context: Context, qtbot: QtBot, panel: TextPanel, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(panel.preview.voice, "can_speak", lambda language: False)
    write(context, panel, TEXT_OF_ALL)
    qtbot.waitUntil(lambda: panel.preview.shown is not None, timeout=LONG)
    assert panel.preview.listen.isHidden()
    assert "no voice" in panel.preview.listen_note.text()


def test_with_a_voice_the_spoken_form_is_read(
    context: Context, qtbot: QtBot, panel: TextPanel, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[tuple[str, Language]] = []
    monkeypatch.setattr(panel.preview.voice, "can_speak", lambda language: True)
    monkeypatch.setattr(panel.preview.voice, "say", lambda *told: said.append(told))
    write(context, panel, TEXT_OF_ALL)
    qtbot.waitUntil(lambda: panel.preview.shown is not None, timeout=LONG)
    panel.preview.listen.click()
    assert said == [(panel.preview.heard.text(), Language.EN)]


def test_a_trial_call_says_the_text_of_the_row_that_is_shown(
    context: Context, qtbot: QtBot, page: WizardPage, panel: TextPanel
) -> None:
    write(context, panel, TEXT_OF_ALL)
    qtbot.waitUntil(lambda: panel.preview.shown is not None, timeout=LONG)
    message = panel.preview.finding()()
    assert message.text is not None
    assert message.text.template == panel.preview.heard.text()
    page.recording.trial.phone.setText("0501112233")
    page.recording.trial.call()
    qtbot.waitUntil(
        lambda: page.recording.trial.said.text().startswith("Handed over"), timeout=LONG
    )


# Kept and used again.


def test_a_text_is_kept_as_a_template_and_brought_back(
    context: Context, qtbot: QtBot, page: WizardPage, panel: TextPanel
) -> None:
    write(context, panel, TEXT_OF_ALL)
    page.recording.templates.keep("Visit")
    context.bridge.settle()
    panel.editor.show_template("")
    (kept,) = context.workspace.recipes.kept.texts()
    assert kept.name == "Visit"
    page.recording.templates.chosen.emit(kept.recipe.text)
    assert panel.editor.template() == TEXT_OF_ALL
    assert context.workspace.recipes.kept.templates() == []


def test_the_draft_has_the_text(
    context: Context, qtbot: QtBot, page: WizardPage, panel: TextPanel
) -> None:
    write(context, panel, TEXT_OF_ALL)
    assert page.drafting.keep_now()
    draft = context.workspace.recipes.kept.draft()
    assert draft is not None
    page.load(draft)
    context.bridge.settle()
    qtbot.waitUntil(lambda: page.plan.text is not None, timeout=LONG)
    assert panel.editor.template() == TEXT_OF_ALL
    assert page.recording.is_text


def test_a_recording_takes_the_place_of_a_text_and_the_text_stays_written(
    context: Context, page: WizardPage, panel: TextPanel
) -> None:
    write(context, panel, TEXT_OF_ALL)
    page.recording.sources.kinds.choose(RECORDING)
    assert page.plan.text is None
    assert page.plan.recording is None
    page.recording.sources.kinds.choose(TEXT)
    assert page.plan.text is not None


# The steps that follow.


def test_the_review_says_what_becomes_of_the_text(
    context: Context, qtbot: QtBot, page: WizardPage, panel: TextPanel
) -> None:
    write(context, panel, "Hello {Name}, press 1. {Time|time}")
    panel.notices.skip.click()
    page.go_to(3)
    qtbot.waitUntil(page.review.is_complete, timeout=LONG)
    levels = {one.title: one.level for one in page.review.found}
    assert levels["The text is ready: voice SMS"] is Level.GOOD
    assert levels["Not everybody can be told the text"] is Level.ATTENTION
    assert levels["Keys and the text do not fit together"] is Level.ATTENTION


def test_the_summary_counts_parts_and_no_kilobytes(
    context: Context, page: WizardPage, panel: TextPanel
) -> None:
    write(context, panel, TEXT_OF_ALL)
    texts = [value.text() for value in page.summary._values.values()]
    assert "text, 1 part" in texts


def test_a_campaign_tells_everybody_who_can_be_told(
    context: Context, qtbot: QtBot, page: WizardPage, panel: TextPanel
) -> None:
    write(context, panel, TEXT_OF_ALL)
    panel.notices.skip.click()
    page.go_to(3)
    qtbot.waitUntil(page.review.is_complete, timeout=LONG)
    with qtbot.waitSignal(page.started, timeout=LONG) as started:
        page.start()
    (campaign_id,) = started.args
    context.runs.start(campaign_id)
    qtbot.waitUntil(lambda: not context.runs.is_running(campaign_id), timeout=LONG)
    rows = list(context.workspace.campaigns.results(campaign_id))
    assert rows[1].state is State.SKIPPED
    assert rows[1].why is Why.NOTHING_TO_SAY
    assert rows[0].text is not None
    assert rows[0].text.startswith("Hello Olena Shevchuk!")


# In another way.


def test_another_way_is_off_and_has_its_own_cost(
    context: Context, page: WizardPage, panel: TextPanel
) -> None:
    write(context, panel, "Hello {Name}.")
    page.go_to(2)
    card = page.options.fallbacks
    alone = page.plan
    assert alone.fallbacks == ()
    assert card.voice_sms.switch.isHidden()
    before = alone.with_retries
    card.sms.switch.setChecked(True)
    assert not page.options.is_complete()
    card.sender_name.setText("Office")
    assert page.options.is_complete()
    (rung,) = page.plan.fallbacks
    assert rung.text.channel is Channel.SMS
    assert rung.text.template == "Hello {Name}."
    assert "₴" in card.sms.cost.text()
    assert before is not None
    assert page.plan.with_retries is not None
    assert page.plan.with_retries > before


# One person.


def test_one_person_is_told_a_text(context: Context, qtbot: QtBot, qapp: QApplication) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    dialog = QuickCall(window, context)
    dialog.show()
    dialog.kinds.choose(TEXT - 1)
    dialog.phone.setText("0501112233")
    assert not dialog.call_button.isEnabled()
    dialog.text.setPlainText("Your order {42} is ready.")
    assert dialog.call_button.isEnabled()
    with qtbot.waitSignal(dialog.made, timeout=LONG) as made:
        dialog.call()
    campaign = context.workspace.campaigns.get(made.args[0])
    assert campaign.text is not None
    assert campaign.text.template == "Your order {{42}} is ready."
