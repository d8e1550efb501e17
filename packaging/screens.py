"""Every page as PNG, by `dev.py screens`: in a language, a theme, a size, at 100 or 200 %."""

import argparse
import os
import sys
import tempfile
from pathlib import Path

from PySide6.QtCore import QSize
from seed import seed
from stage import SAMPLE, USUAL_SIZE, Look, Stage

from alphasms_desktop.domain.attempt import State
from alphasms_desktop.domain.campaign import Mode
from alphasms_desktop.ui.check_turn import Turn
from alphasms_desktop.ui.dialogs.cabinet import CabinetDialog
from alphasms_desktop.ui.pages.wizard.source_bar import PARTS, RECORDING, TEXT
from alphasms_desktop.ui.pages.wizard.wizard import WizardPage

_WAYS = ("relay", "own", "address")
_IN_DOUBT = frozenset({State.UNCONFIRMED})


def main() -> int:
    """Render all pages; returns the exit code."""
    parser = argparse.ArgumentParser(prog="dev.py screens", description=__doc__)
    parser.add_argument("--out", type=Path, required=True, metavar="DIR")
    parser.add_argument("--language", choices=("uk", "en"), default="uk")
    parser.add_argument("--theme", choices=("light", "dark"), default="light")
    parser.add_argument("--size", type=_size, default=USUAL_SIZE, metavar="WIDTHxHEIGHT")
    parser.add_argument("--scale", type=int, choices=(1, 2), default=1)
    chosen = parser.parse_args()
    os.environ["QT_SCALE_FACTOR"] = str(chosen.scale)
    look = Look(chosen.out, chosen.language, chosen.theme == "dark", chosen.size)
    with tempfile.TemporaryDirectory(prefix="alphasms-screens-") as folder:
        _first_run(Path(folder) / "first", look)
        _training(Path(folder) / "training", look)
        _real(Path(folder) / "real", look)
    for picture in sorted(chosen.out.glob("*.png")):
        print(picture)
    return 0


def _size(text: str) -> QSize:
    """Return a size such as `1024x640`."""
    width, height = text.split("x")
    return QSize(int(width), int(height))


def _first_run(data: Path, look: Look) -> None:
    stage = Stage(data, look, None)
    stage.photograph("9-first-run")
    stage.close()


def _training(data: Path, look: Look) -> None:
    stage = Stage(data, look, Mode.TRAINING)
    window, wizard = stage.window, stage.window.wizard
    stage.photograph("0-campaigns-empty")
    window.new_campaign()
    stage.photograph("1-contacts-empty")
    wizard.open_file(SAMPLE / "contacts.xlsx")
    stage.wait_until(lambda: wizard.plan.contacts is not None, "the contacts")
    stage.photograph("1-contacts")
    wizard.forward()
    stage.photograph("2-message-empty")
    wizard.open_file(SAMPLE / "recording.m4a")
    stage.wait_until(lambda: wizard.plan.recording is not None, "the recording")
    stage.photograph("2-message")
    _joined(stage)
    wizard.recording.sources.record.click()
    stage.settle(0.3)
    stage.photograph("2-message-record")
    wizard.recording.recorder.leave()
    recording = wizard.plan.recording
    wizard.recording.sources.kinds.choose(PARTS)
    stage.settle(0.5)
    stage.photograph("2-message-parts")
    wizard.recording.sources.kinds.choose(TEXT)
    stage.settle(0.3)
    stage.photograph("2b-text-empty")
    _write_text(stage, wizard)
    wizard.recording.sources.kinds.choose(RECORDING)
    stage.wait_until(lambda: wizard.plan.recording == recording, "the recording again")
    wizard.forward()
    stage.photograph("3-options")
    wizard.forward()
    stage.wait_until(wizard.review.is_complete, "the checks")
    stage.photograph("4-review")
    wizard.start()
    stage.wait_until(lambda: window.live.isVisible(), "the start")
    stage.settle(1.5)
    stage.photograph("11-training")
    stage.wait_until(lambda: window.finished.isVisible(), "the end")
    stage.photograph("10-finished-training")
    window.show_place("call_back")
    stage.settle(0.4)
    stage.photograph("13-call-back-empty")
    window.finished.call_back.click()
    stage.wait_until(lambda: window.call_backs.model.rowCount() > 0, "the call-back list")
    stage.photograph("13-call-back")
    _checks(stage)
    window.show_place("recordings")
    stage.wait_until(lambda: bool(window.recordings.rows), "the library")
    stage.photograph("12-recordings")
    stage.close()


def _write_text(stage: Stage, wizard: WizardPage) -> None:
    """Write a text for the sample's patients, with a letter of another alphabet in it."""
    wizard.recording.text.editor.show_template(
        "Добрий день, {Прізвище та ім’я|vocative}! Нагадуємо про вiзит {Дата візиту|date_on} "
        "о {Час|time}. Щоб підтвердити, натисніть 1."
    )
    stage.wait_until(lambda: wizard.plan.text is not None, "the text")
    stage.settle(0.6)
    stage.photograph("2b-text")


def _joined(stage: Stage) -> None:
    """Photograph a recording with another after it, looked at closely, and take that back."""
    sound, plan = stage.window.wizard.recording.sound, stage.window.wizard.plan
    alone = plan.recording
    sound.switches.shortens.click()
    sound.add_file(SAMPLE / "recording.m4a")
    stage.wait_until(lambda: "+" in _source(stage), "both recordings")
    sound.card.more.click()
    sound.waveform.look_closer(2.0)
    sound.waveform.show_played_s(8.0)
    stage.photograph("2-message-joined")
    sound.card.more.click()
    sound.undo()
    sound.undo()
    stage.wait_until(lambda: stage.window.wizard.plan.recording == alone, "the one recording")


def _source(stage: Stage) -> str:
    recording = stage.window.wizard.plan.recording
    return recording.source if recording else ""


def _checks(stage: Stage) -> None:
    """Photograph the verification desk with a check going on, ended, and in the small window."""
    stage.window.show_place("verify")
    page = stage.window.verify
    panel, turn = page.panel, page.panel.turn
    stage.settle(0.5)
    stage.photograph("6-otp-empty")
    # Now and then an answer gets lost in a lesson; then the next customer comes.
    for phone in ("+380501230471", "+380631230472", "+380671230473"):
        panel.line.field.setText(phone)
        panel.start()
        stage.wait_until(lambda: turn.state in (Turn.WAITING, Turn.STUCK), "the code")
        if turn.state is Turn.STUCK:
            stage.photograph("6-otp-lost")
            turn.next()
            continue
        stage.photograph("6-otp")
        panel.digits.told.emit(phone[-4:])
        stage.wait_until(lambda: turn.state is Turn.ENDED, "the result")
        stage.photograph("6-otp-confirmed")
        turn.next()
    page.open_small()
    assert page.small is not None
    stage.settle(0.4)
    stage.photograph("6-otp-small", page.small)
    page.close_small()


def _real(data: Path, look: Look) -> None:
    ids = seed(data)
    stage = Stage(data, look, Mode.REAL)
    window = stage.window
    stage.settle(0.5)
    stage.photograph("0-campaigns")
    window.show_live(ids["live"])
    stage.settle(0.5)
    stage.photograph("5-live-dark" if look.dark else "5-live")
    window.live.tabs.choose(1)
    stage.wait_until(lambda: bool(window.live.charts.cards), "the charts")
    stage.settle(0.4)
    stage.photograph("5b-charts")
    window.live.tabs.choose(0)
    window.live.tiles.chosen.emit(_IN_DOUBT)
    window.live.tiles.choose(_IN_DOUBT)
    stage.settle(0.3)
    window.live.table.choose_row(0)
    stage.wait_until(window.live.details.isVisible, "the details")
    stage.photograph("8-call-details")
    window.show_live(ids["paused"])
    stage.settle(0.4)
    stage.photograph("5-live-paused")
    window.open_campaign(ids["finished"])
    stage.wait_until(window.finished.isVisible, "the finished page")
    stage.settle(0.6)
    stage.photograph("10-finished")
    window.finished.tabs.choose(1)
    stage.wait_until(lambda: bool(window.finished.charts.cards), "the charts")
    stage.settle(0.4)
    stage.photograph("10b-finished-charts")
    window.finished.tabs.choose(0)
    window.finished.follow_up(frozenset(), frozenset({"2"}))
    stage.settle(0.5)
    _photograph_dialog(stage, "10c-follow-up")
    window.finished.compare()
    stage.settle(0.6)
    _photograph_dialog(stage, "10d-comparison")
    _cabinet(stage)
    window.show_settings()
    stage.settle(0.5)
    stage.photograph("7-settings")
    window.set_up_receiving()
    stage.settle(0.5)
    stage.photograph("7-settings-receiving")
    for choice, name in zip(window.settings_page.receiving.ways.buttons()[1:], _WAYS, strict=True):
        choice.click()
        stage.settle(0.3)
        stage.photograph(f"7-settings-receiving-{name}")
    window.settings_page.open_data()
    stage.settle(0.4)
    stage.photograph("7c-data")
    window.show_check_settings()
    stage.settle(0.3)
    stage.photograph("7-settings-checks")
    stage.close()


def _cabinet(stage: Stage) -> None:
    """Photograph the dialog for the cabinet's table, with one that is mapped."""
    stage.window.finished.take_keys()
    dialog = stage.window.finished.dialog
    assert isinstance(dialog, CabinetDialog)
    table = stage.data / "cabinet.csv"
    table.write_text("Дата;Телефон;Натиснута клавіша;Тривалість\n1;+380501234567;1;0:24\n", "utf-8")
    dialog.open_file(table)
    stage.wait_until(dialog.take.isEnabled, "the cabinet's table")
    _photograph_dialog(stage, "10e-cabinet")


def _photograph_dialog(stage: Stage, name: str) -> None:
    dialog = stage.window.finished.dialog
    assert dialog is not None
    stage.photograph(name, dialog)
    dialog.close()


if __name__ == "__main__":
    sys.exit(main())
