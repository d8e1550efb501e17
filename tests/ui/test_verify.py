"""The page of number checks: by keyboard, told large, nothing of a code left anywhere."""

import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface, QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from alphasms_desktop.domain.code import SecretCode
from alphasms_desktop.domain.verification import Progress, Standing
from alphasms_desktop.sandbox import Sandbox, SandboxSettings
from alphasms_desktop.sandbox.faults import Fault
from alphasms_desktop.ui.check_turn import Turn
from alphasms_desktop.ui.context import Context
from alphasms_desktop.ui.pages.check_panel import CheckPanel
from alphasms_desktop.ui.pages.verify import VerifyPage

OTP = "/api/otp.php"


class Counter:
    """A clerk at the page, and the customer's phone behind a real service."""

    def __init__(self, page: VerifyPage, context: Context, service: Sandbox, qtbot: QtBot) -> None:
        self.page, self.context, self.service, self.qtbot = page, context, service, qtbot
        self.panel: CheckPanel = page.panel
        self.late_s = 0.0
        self.panel.turn._now = lambda: time.monotonic() + self.late_s

    def enter(self, phone: str = "050 123 45 67") -> None:
        self.panel.line.field.setText(phone)
        self.qtbot.keyClick(self.panel.line.field, Qt.Key.Key_Return)
        self.context.bridge.settle()

    def type(self, digits: str) -> None:
        self.qtbot.keyClicks(self.panel.digits, digits)
        self.context.bridge.settle()

    def code(self) -> str:
        return self.service.calls()[-1].code

    def wrong(self) -> str:
        return f"{(int(self.code()) + 1) % 10_000:04d}"

    def wait(self, seconds: float) -> None:
        self.late_s += seconds
        self.panel.turn.tick()
        self.context.bridge.settle()

    def set(self, **values: Any) -> None:
        self.context.workspace.settings.change(lambda before: replace(before, **values))
        self.panel.refresh()
        self.context.bridge.settle()

    def state(self) -> Turn:
        return self.panel.turn.state

    def said(self) -> str:
        trouble = self.panel.trouble
        return trouble.sentence.text() if trouble.isVisible() else ""

    def rows(self) -> list[list[str]]:
        model = self.page.history.model
        return [
            [model.item(row, column).text() for column in range(1, 5)]
            for row in range(model.rowCount())
        ]


@pytest.fixture
def counter(qtbot: QtBot, context: Context, monkeypatch: pytest.MonkeyPatch):
    with Sandbox(SandboxSettings(speed=50.0)) as service:
        monkeypatch.setattr(Context, "service_url", lambda _self: service.url)
        page = VerifyPage(context)
        qtbot.addWidget(page)
        page.resize(1072, 740)
        page.show()
        context.bridge.settle()
        yield Counter(page, context, service, qtbot)
        page.close_small()
        context.bridge.settle()


def test_phone_enter_four_digits_enter_is_a_whole_check(counter: Counter) -> None:
    counter.enter()
    assert counter.state() is Turn.WAITING
    assert counter.panel.digits.hasFocus()
    assert "not to answer" in counter.panel.instruction.text()
    counter.type(counter.code())
    assert counter.state() is Turn.ENDED
    assert counter.panel.result.words.text() == "Number confirmed"
    assert counter.panel.result.next.accessibleDescription() == "Number confirmed"
    counter.qtbot.keyClick(counter.panel.result.next, Qt.Key.Key_Return)
    assert counter.state() is Turn.IDLE
    assert counter.panel.line.field.text() == ""
    assert counter.panel.line.field.hasFocus()
    assert counter.rows()[0][:3] == ["+380 50 ••• 45 67", "Phone call", "Number confirmed"]


def test_an_empty_field_and_a_second_enter_call_nobody(counter: Counter) -> None:
    counter.enter("  ")
    assert counter.state() is Turn.IDLE
    counter.panel.line.field.setText("0501234567")
    for _ in range(3):
        counter.qtbot.keyClick(counter.panel.line.field, Qt.Key.Key_Return)
    counter.context.bridge.settle()
    counter.panel.start()
    counter.context.bridge.settle()
    assert len(counter.service.calls()) == 1


def test_wrong_digits_are_said_and_locked_after_three(counter: Counter) -> None:
    counter.enter()
    counter.type(counter.wrong())
    assert counter.said() == "These digits do not match. 2 tries are left."
    assert "2 tries are left" in counter.panel.hint.text()
    assert counter.panel.digits.text() == ""
    counter.type(counter.wrong())
    assert counter.said().endswith("1 try is left.")
    counter.type(counter.wrong())
    assert counter.panel.result.words.text() == "No match in 3 tries"
    assert counter.rows()[0][2] == "No match in 3 tries"


def test_only_digits_are_taken_and_a_leading_zero_stays(counter: Counter) -> None:
    counter.enter()
    counter.type("0a-1 ")
    assert counter.panel.digits.text() == "01"
    counter.panel.digits.forget()
    QGuiApplication.clipboard().setText(" 04 71 ")
    told: list[str] = []
    counter.panel.digits.told.connect(told.append)
    counter.panel.digits.paste()
    QGuiApplication.clipboard().clear()
    assert told == ["0471"]
    counter.panel.digits.undo()
    assert counter.panel.digits.text() == ""


def test_the_button_waits_half_a_minute_and_then_calls_again(counter: Counter) -> None:
    counter.enter()
    assert counter.panel.line.call.text() == "Again in 30 s"
    assert not counter.panel.line.call.isEnabled()
    assert not counter.panel.others.isVisible()
    counter.wait(12.5)
    assert counter.panel.line.call.text() == "Again in 18 s"
    counter.wait(18)
    assert counter.panel.line.call.isEnabled()
    assert counter.panel.line.call.text().startswith("Call again (≈ ")


def test_another_way_is_offered_after_half_a_minute_and_voids_the_code(counter: Counter) -> None:
    counter.enter()
    old = counter.code()
    counter.wait(31)
    assert counter.panel.others.isVisible()
    assert "31" in counter.panel.others.title.text()
    assert not counter.panel.others.text.isVisible()
    made: list[str] = []
    desk = counter.context.workspace.verify
    spoken = desk.requests.spoken

    def listened(code: SecretCode) -> str:
        made.append(code.reveal())
        return spoken(code)

    desk.requests = replace(desk.requests, spoken=listened)
    counter.panel.others.dictate.click()
    counter.context.bridge.settle()
    assert counter.state() is Turn.WAITING
    assert "code they hear" in counter.panel.instruction.text()
    if old != made[0]:
        counter.type(old)
        assert "do not match" in counter.said()
    counter.type(made[0])
    assert [row[1:3] for row in counter.rows()] == [
        ["Dictated", "Number confirmed"],
        ["Phone call", "Not reached"],
    ]


def test_a_text_is_offered_where_a_sender_is_set(counter: Counter) -> None:
    counter.set(sms_sender="Clinic")
    counter.enter()
    counter.wait(31)
    assert counter.panel.others.text.isVisible()
    counter.panel.others.text.click()
    counter.context.bridge.settle()
    assert "the code in the text" in counter.panel.instruction.text()


def test_a_call_that_failed_offers_another_way_at_once(counter: Counter) -> None:
    counter.enter()
    counter.panel.turn.progress = Progress.NOT_REACHED
    counter.panel.turn.ticked.emit()
    assert counter.panel.others.isVisible()
    assert counter.panel.others.title.text() == "Has no call come?"


def test_a_lost_answer_is_said_and_only_the_clerk_may_go_on(counter: Counter) -> None:
    counter.service.order_fault(OTP, Fault.RESET_AFTER)
    counter.enter()
    assert counter.state() is Turn.STUCK
    assert "may ring all the same" in counter.said()
    assert counter.panel.others.isVisible()
    assert not counter.panel.digits.isVisible()
    for _ in range(10):
        counter.wait(1)
    assert len(counter.service.calls()) == 1
    counter.panel.give_up.click()
    assert counter.state() is Turn.IDLE
    assert counter.rows()[0][2] == "The answer was lost"


def test_escape_ends_a_check_without_digits(counter: Counter) -> None:
    counter.enter()
    counter.qtbot.keyClick(counter.panel.digits, Qt.Key.Key_Escape)
    counter.context.bridge.settle()
    assert counter.panel.result.words.text() == "Digits not told"


def test_a_phone_on_the_do_not_call_list_needs_a_click_of_its_own(counter: Counter) -> None:
    counter.context.workspace.book.unwanted.add("+380501234567", "asked")
    counter.enter()
    assert "do-not-call list" in counter.said()
    assert counter.service.calls() == []
    assert not counter.panel.trouble.override.isDefault()
    counter.panel.trouble.override.click()
    counter.context.bridge.settle()
    assert counter.state() is Turn.WAITING
    assert counter.context.workspace.verify.checks.latest()[0].overrode


@pytest.mark.parametrize(
    ("phone", "words"),
    [
        ("044 279 12 34", "landline"),
        ("12", "too few digits"),
        ("050 123 45 6", "too few digits"),
        ("Olena", "not a phone"),
    ],
)
def test_what_cannot_be_checked_is_said_and_may_be_typed_again(
    counter: Counter, phone: str, words: str
) -> None:
    counter.enter(phone)
    assert words in counter.said()
    assert counter.state() is Turn.IDLE
    assert counter.panel.line.field.isEnabled()
    assert counter.service.calls() == []


def test_a_limit_is_said_with_the_way_to_the_settings(counter: Counter, qtbot: QtBot) -> None:
    counter.set(checks_an_hour=1)
    counter.enter()
    counter.type(counter.code())
    counter.panel.next_customer()
    counter.enter("067 765 43 21")
    assert "within the hour" in counter.said()
    with qtbot.waitSignal(counter.page.settings_asked):
        counter.panel.trouble.settings.click()


def test_the_balance_stands_below_the_price(counter: Counter) -> None:
    assert counter.panel.line.call.text() == "Call (≈ ₴0.20)"
    assert "100,000.00" in counter.panel.line.cost.text()


def test_the_clipboard_is_pasted_by_a_key_from_anywhere_and_calls_nobody(
    counter: Counter,
) -> None:
    QGuiApplication.clipboard().setText("050\n 123 45 67")
    counter.page.open_small()
    counter.context.bridge.settle()
    small = counter.page.small
    small.activateWindow()
    QApplication.processEvents()
    counter.qtbot.keyClick(
        small.panel.line.field,
        Qt.Key.Key_V,
        Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
    )
    QGuiApplication.clipboard().clear()
    assert small.panel.line.field.text() == "050 123 45 67"
    assert counter.service.calls() == []
    assert small.windowFlags() & Qt.WindowType.WindowStaysOnTopHint


def test_the_small_window_checks_and_the_history_follows(counter: Counter) -> None:
    counter.page.open_small()
    counter.context.bridge.settle()
    panel = counter.page.small.panel
    panel.line.field.setText("0501234567")
    counter.qtbot.keyClick(panel.line.field, Qt.Key.Key_Return)
    counter.context.bridge.settle()
    assert panel.turn.state is Turn.WAITING
    counter.page.small.close()
    counter.context.bridge.settle()
    assert counter.page.small is None
    assert counter.context.workspace.verify.checks.latest()[0].standing is Standing.NOT_TOLD


def test_the_history_is_exported_half_hidden_unless_wanted_whole(
    counter: Counter, tmp_path: Path
) -> None:
    counter.enter()
    counter.type(counter.code())
    for is_whole, phone in ((False, "+380 50 ••• 45 67"), (True, "+380 50 123 45 67")):
        counter.page.history.whole.setChecked(is_whole)
        counter.page.history.export_to(tmp_path / "checks.xlsx")
        counter.context.bridge.settle()
        sheet = openpyxl.load_workbook(tmp_path / "checks.xlsx").active
        assert isinstance(sheet, Worksheet)
        row = [cell.value for cell in sheet[2]]
        assert (row[1], row[3]) == (phone, "Number confirmed")


def _texts_of(widget: QWidget) -> list[str]:
    """Return everything that a screen reader could say of a window."""
    found: list[str] = []
    kinds = (QAccessible.Text.Name, QAccessible.Text.Description, QAccessible.Text.Value)

    def walk(one: QAccessibleInterface) -> None:
        found.extend(one.text(kind) for kind in kinds)
        for at in range(one.childCount()):
            child = one.child(at)
            if child is not None:
                walk(child)

    walk(QAccessible.queryAccessibleInterface(widget))
    return found


@pytest.mark.parametrize("is_right", [True, False])
def test_no_digits_are_left_in_windows_titles_or_the_accessibility_tree(
    counter: Counter, is_right: bool
) -> None:
    phone = "0501234567"
    counter.enter(phone)
    code, wrong = counter.code(), counter.wrong()
    during = _texts_of(counter.page)
    counter.type(code if is_right else wrong)
    left = during + _texts_of(counter.page)
    left += [one.windowTitle() for one in QApplication.topLevelWidgets()]
    left += [one.toolTip() for one in counter.page.findChildren(QWidget)]
    left += [one.objectName() for one in counter.page.findChildren(QObject)]
    shown = " ".join(left).replace("45 67", "").replace(phone, "")
    assert "Number confirmed" in shown or "do not match" in shown
    assert code not in shown
    assert wrong not in shown
    assert " ".join(code) not in shown
