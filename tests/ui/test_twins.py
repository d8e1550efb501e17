"""Two people with one phone and other times: asked once, one call or a call for each row."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from alphasms_desktop.domain.contact import ContactList
from alphasms_desktop.domain.message import Recording, TextMessage
from alphasms_desktop.domain.rules import Purpose
from alphasms_desktop.ui.context import Context
from alphasms_desktop.ui.pages.wizard.check import Ask, Check, Level
from alphasms_desktop.ui.pages.wizard.draft import Plan
from alphasms_desktop.ui.pages.wizard.step_making import REVIEW
from alphasms_desktop.ui.pages.wizard.twin_checks import EACH_ROW as EACH
from alphasms_desktop.ui.pages.wizard.twin_checks import ONE_CALL as ONE
from alphasms_desktop.ui.pages.wizard.twin_checks import twin_checks
from alphasms_desktop.ui.pages.wizard.wizard import WizardPage
from tests.fakes import HEAD, phone
from tests.ui.wizards import LONG, shown

TEXT = TextMessage("Hello {Name}, you are expected at {Time}.")
SOUND = Recording("f" * 64, 5.0, 80_000, "text")


@pytest.fixture
def page(qtbot: QtBot, context: Context, tmp_path: Path) -> Iterator[WizardPage]:
    made = WizardPage(context, undo_s=0)
    lines = [
        "Name;Phone;Time",
        f"Olena;{phone(2)};10:30",
        f"Ivan;{phone(3)};10:45",
        f"Taras;{phone(2)};11:00",
        f"Ivan;{phone(3)};10:45",
    ]
    path = tmp_path / "visits.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    shown(qtbot, made).recipients.open_file(path)
    qtbot.waitUntil(lambda: made.plan.calls == 2, timeout=LONG)
    yield made
    made.recording.listening.forget()
    made.discard()


def asked(page: WizardPage) -> list[str]:
    """Return the titles of the checks that wait for an answer."""
    return [one.title for one in page.review.found if one.is_open]


def to_review(qtbot: QtBot, page: WizardPage, **choices: object) -> None:
    """Go to the review with these choices."""
    page._take_plan(replace(page.plan, **choices))  # type: ignore[arg-type]
    page.go_to(REVIEW)
    qtbot.waitUntil(lambda: page.review.account.balance is not None, timeout=LONG)


def test_the_question_is_answered_above_the_rows_and_taken_back(
    qtbot: QtBot, page: WizardPage
) -> None:
    twins, chips = page.recipients.rows.twins, page.recipients.rows.chips.group
    assert twins.isVisible()
    assert twins.title.text() == "1 row has the number of another row, but says something else"
    assert "They differ in: Name, Time." in twins.proof.text()
    assert not any(one.isChecked() for one in twins.answers)

    twins.answers[EACH].setFocus()
    qtbot.keyPress(twins.answers[EACH], Qt.Key.Key_Space)
    qtbot.keyRelease(twins.answers[EACH], Qt.Key.Key_Space)
    assert not twins.isEnabled()  # one answer at a time
    qtbot.waitUntil(lambda: page.plan.calls == 3, timeout=LONG)
    assert twins.isEnabled()
    assert twins.answers[EACH].isChecked()
    assert twins.title.text().startswith("1 row gets a call of its own")
    assert chips.button(1).text() == "Ready 3"
    assert page.plan.each_row is True
    table = page.recipients.rows.table.model()
    qtbot.waitUntil(lambda: table.rowCount() == 4, timeout=LONG)
    said = [table.index(row, 3).data() for row in range(4)]
    assert said[-1] == "a call of its own: row 2 has that number too"

    qtbot.mouseClick(twins.answers[ONE], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.plan.calls == 2, timeout=LONG)
    assert twins.answers[ONE].isChecked()
    assert not twins.answers[EACH].isChecked()
    assert page.plan.each_row is False


def test_a_recording_is_heard_once_by_each_phone_unless_the_user_insists(
    qtbot: QtBot, page: WizardPage
) -> None:
    to_review(qtbot, page, recording=SOUND)
    assert not asked(page)  # one message for everybody: nothing to ask

    page.review.checks_card.decided.emit(Ask.SHARED, EACH)
    qtbot.waitUntil(lambda: page.plan.calls == 3, timeout=LONG)
    assert "3 calls, some to one number" in [one.title for one in page.review.found]
    assert page.recipients.rows.twins.answers[EACH].isChecked()
    qtbot.waitUntil(lambda: len(asked(page)) == 1, timeout=LONG)
    assert not page.review.is_complete()

    page.review.checks_card.decided.emit(Ask.SHARED_MESSAGE, ONE)
    qtbot.waitUntil(lambda: page.plan.calls == 2, timeout=LONG)
    assert not asked(page)


TAKEN = ContactList(1, HEAD, ready=10, rejected=0, duplicates=2, differing=1, differs_in=("Time",))
EACH_CALLED = replace(TAKEN, ready=11, duplicates=1, differing=0, shared=1)
PERSONAL = Plan(contacts=TAKEN, recording=SOUND, text=TEXT)


def check_of(plan: Plan, answer: int | None = None) -> Check | None:
    decided = {} if answer is None else {Ask.SHARED_MESSAGE: answer}
    return next(iter(twin_checks(plan, decided)), None)


def test_messages_of_their_own_do_not_start_before_the_question_is_answered() -> None:
    check = check_of(PERSONAL)
    assert check is not None
    assert check.is_open
    assert check.proof.startswith("They differ in: Time.")
    answered = check_of(replace(PERSONAL, each_row=False))
    assert answered is not None
    assert answered.chosen == ONE
    each = check_of(replace(PERSONAL, contacts=EACH_CALLED, each_row=True))
    assert each is not None
    assert each.level is Level.GOOD


def test_an_answer_that_was_cut_short_is_asked_for_again() -> None:
    partly = replace(EACH_CALLED, differing=1)
    check = check_of(replace(PERSONAL, contacts=partly, each_row=True))
    assert check is not None
    assert check.is_open


def test_one_message_for_everybody_is_asked_about_only_where_a_phone_would_hear_it_twice() -> None:
    same = replace(PERSONAL, text=None)
    assert check_of(same) is None
    assert check_of(replace(PERSONAL, text=TextMessage("The water is off today."))) is None
    twice = replace(same, contacts=EACH_CALLED)
    check, insisted = check_of(twice), check_of(twice, EACH)
    assert check is not None
    assert check.is_open
    assert insisted is not None
    assert not insisted.is_open


def test_advertising_starts_only_with_one_call_to_each_number() -> None:
    advertising = replace(PERSONAL, purpose=Purpose.ADVERTISING)
    assert check_of(advertising) is None
    check = check_of(replace(advertising, contacts=EACH_CALLED, each_row=True), EACH)
    assert check is not None
    assert check.is_open
    assert check.choices == ("One call to each number",)
