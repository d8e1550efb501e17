"""The shape of a recording: looked at closely, its handles moved by keys, finely when close."""

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from alphasms_desktop import paths
from alphasms_desktop.domain.contact import ContactList, SheetHead
from alphasms_desktop.domain.message import Recording
from alphasms_desktop.ui.context import Context
from alphasms_desktop.ui.pages.wizard.draft import Plan
from alphasms_desktop.ui.pages.wizard.recording import RecordingStep
from alphasms_desktop.ui.pages.wizard.traffic import traffic_sentence
from alphasms_desktop.ui.pages.wizard.trimming import TrimmedWaveform

SAMPLE = paths.resources() / "sample" / "recording.m4a"
Key = Qt.Key


@pytest.fixture
def shape(qtbot: QtBot) -> TrimmedWaveform:
    """Give the shape of a hundred seconds."""
    made = TrimmedWaveform()
    qtbot.addWidget(made)
    made.resize(500, 120)
    made.show()
    made.show_sound(lambda _start, _end, columns: ((-0.5, 0.5),) * columns, 100.0)
    return made


def turn_wheel(shape: TrimmedWaveform, x: int, up: int, across: int = 0) -> None:
    at = QPointF(x, 50)
    event = QWheelEvent(
        *(at, at, QPoint(), QPoint(across, up), Qt.MouseButton.NoButton),
        *(Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False),
    )
    QApplication.sendEvent(shape, event)


def test_arrows_move_the_chosen_handle(qtbot: QtBot, shape: TrimmedWaveform) -> None:
    with qtbot.waitSignal(shape.moved) as moved:
        qtbot.keyClick(shape, Key.Key_Right)
    assert moved.args == [1.0, 100.0]
    qtbot.keyClick(shape, Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert shape.start_s == 11.0
    qtbot.keyClick(shape, Key.Key_Down)
    qtbot.keyClick(shape, Key.Key_Left)
    assert (shape.start_s, shape.end_s) == (11.0, 99.0)
    qtbot.keyClick(shape, Key.Key_End)
    assert shape.end_s == 100.0
    qtbot.keyClick(shape, Key.Key_Up)
    qtbot.keyClick(shape, Key.Key_Home)
    assert shape.start_s == 0.0


def test_a_closer_look_keeps_what_is_under_the_pointer(shape: TrimmedWaveform) -> None:
    turn_wheel(shape, 250, 120)
    assert shape.view == pytest.approx((25.0, 75.0))
    turn_wheel(shape, 0, 120)
    assert shape.view == pytest.approx((25.0, 50.0))
    turn_wheel(shape, 250, 0, across=-1200)
    assert shape.view == pytest.approx((50.0, 75.0))
    for _ in range(5):
        turn_wheel(shape, 250, -120)
    assert shape.view == (0.0, 100.0)


def test_keys_look_closer_and_then_move_more_finely(qtbot: QtBot, shape: TrimmedWaveform) -> None:
    qtbot.keyClick(shape, Key.Key_Plus)
    assert shape.view == pytest.approx((0.0, 50.0))
    qtbot.keyClick(shape, Key.Key_Right)
    assert shape.start_s == pytest.approx(0.5)
    qtbot.keyClick(shape, Key.Key_Minus)
    assert shape.view == (0.0, 100.0)


def test_a_look_is_never_closer_than_half_a_second(shape: TrimmedWaveform) -> None:
    for _ in range(20):
        shape.look_closer()
    assert shape.view[1] - shape.view[0] == pytest.approx(0.5)


def test_the_playhead_is_seen_where_it_is_in_the_part_that_is_seen(
    shape: TrimmedWaveform,
) -> None:
    shape.look_at(40.0, 60.0)
    shape.show_played_s(50.0)
    assert shape._played == pytest.approx(0.5)
    shape.show_played_s(10.0)
    assert shape._played is None


def test_the_card_scrolls_through_a_closer_look(qtbot: QtBot, context: Context) -> None:
    step = RecordingStep(context)
    qtbot.addWidget(step)
    step.show()
    step.open_file(SAMPLE)
    context.bridge.settle()
    card, shape = step.sound.card, step.sound.waveform
    assert card.along.isHidden()
    assert not card.further.isEnabled()
    card.closer.click()
    assert not card.along.isHidden()
    card.along.setValue(card.along.maximum())
    assert shape.view[1] == pytest.approx(shape.seconds, abs=0.02)
    card.further.click()
    assert card.along.isHidden()
    step.listening.forget()


def test_a_pasted_file_is_opened(qtbot: QtBot, context: Context) -> None:
    step = RecordingStep(context)
    qtbot.addWidget(step)
    step.show()
    content = QMimeData()
    content.setUrls([QUrl.fromLocalFile(str(SAMPLE))])
    QApplication.clipboard().setMimeData(content)
    qtbot.keyClick(step, Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    context.bridge.settle()
    # A clipboard that still holds Python's own data would break the process at its end.
    QApplication.clipboard().clear()
    assert step.plan.recording is not None
    step.listening.forget()


def test_traffic_is_said_in_megabytes_minutes_and_money() -> None:
    sound = Recording("ab" * 32, 24.0, 384_044, "message.wav")
    everybody = ContactList(1, SheetHead("people.xlsx", "", ("Phone",), 0, 0), 1264, 0, 0)
    plan = Plan(contacts=everybody, recording=sound)
    assert traffic_sentence(plan).startswith(
        "1,264 recipients × 384 KB = 485 MB: about 6 minutes on a line of 10 Mbit/s, ≈ ₴606.72."
    )
    one = Plan(recording=sound)
    assert "1 recipient × 384 KB = 384 KB: less than a minute" in traffic_sentence(one)
