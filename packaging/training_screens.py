"""Pages of training: a recorded campaign and a text from their first step to their end."""

from pathlib import Path

from stage import SAMPLE, Look, Stage

from alphasms_desktop.domain.campaign import Mode
from alphasms_desktop.ui.check_turn import Turn
from alphasms_desktop.ui.pages.wizard.source_bar import PARTS, RECORDING, TEXT
from alphasms_desktop.ui.pages.wizard.twin_checks import ONE_CALL
from alphasms_desktop.ui.pages.wizard.wizard import WizardPage


def show_training(data: Path, look: Look) -> None:
    """Photograph a campaign from its empty page to its lists, the library, the number check."""
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


def show_texts(data: Path, look: Look) -> None:
    """Photograph a text from its options to its end, with the other ways to tell people."""
    stage = Stage(data, look, Mode.TRAINING)
    window, wizard = stage.window, stage.window.wizard
    window.new_campaign()
    wizard.open_file(SAMPLE / "contacts.xlsx")
    stage.wait_until(lambda: wizard.plan.contacts is not None, "the contacts")
    wizard.recipients.rows.twins.answers[ONE_CALL].click()
    stage.wait_until(lambda: wizard.plan.each_row is False, "one call to each number")
    wizard.forward()
    wizard.recording.sources.kinds.choose(TEXT)
    wizard.recording.text.editor.show_template(
        "Добрий день, {Прізвище та ім’я|first_name}! Ваш візит {Дата візиту|date_on} о {Час|time}."
    )
    stage.wait_until(wizard.recording.is_complete, "the text")
    wizard.forward()
    wizard.options.fallbacks.voice_sms.switch.setChecked(True)
    stage.settle(0.5)
    stage.photograph("3-options-text")
    stage.show_end_of(wizard.options)
    stage.photograph("3-options-text-end")
    wizard.options.fallbacks.voice_sms.switch.setChecked(False)
    wizard.forward()
    stage.wait_until(wizard.review.is_complete, "the checks")
    stage.photograph("4-review-text")
    wizard.start()
    stage.wait_until(lambda: window.live.isVisible(), "the start")
    stage.settle(1.0)
    stage.photograph("11-training-text")
    stage.wait_until(lambda: window.finished.isVisible(), "the end")
    stage.photograph("10-finished-text")
    stage.close()
