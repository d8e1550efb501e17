"""Recording: at a virtual microphone where one can be made, and everything that can go wrong."""

import json
import os
import shutil
import subprocess
import sys
import time
from array import array
from collections.abc import Iterator
from pathlib import Path

import imageio_ffmpeg
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from alphasms_desktop import paths
from alphasms_desktop.domain.takes import TakeFormat, seconds_of_take
from alphasms_desktop.ui.context import Context
from alphasms_desktop.ui.microphone import Microphone, greatest_of
from alphasms_desktop.ui.pages.wizard.device_choice import PrivacyButton
from alphasms_desktop.ui.pages.wizard.lost_take import LostTake
from alphasms_desktop.ui.pages.wizard.recorder import Recorder
from alphasms_desktop.ui.pages.wizard.recording import RecordingStep
from alphasms_desktop.ui.widgets.level_meter import LevelMeter

SESSION = Path(__file__).with_name("recording_session.py")
SPEECH = paths.resources() / "sample" / "recording.m4a"
USUAL = TakeFormat(48_000, 1, "s16")
MODULES = (
    "module-native-protocol-unix",
    "module-null-sink sink_name=spk",
    "module-null-sink sink_name=mic",
    "module-remap-source source_name=virtmic master=mic.monitor"
    " source_properties=device.description=VirtualMic",
)


@pytest.fixture
def sound_system(tmp_path: Path) -> Iterator[dict[str, str]]:
    """Give the environment of a sound system with a virtual microphone somebody speaks into."""
    if not shutil.which("pulseaudio") or not shutil.which("paplay"):
        pytest.skip("no PulseAudio here to make a virtual microphone with")
    home = tmp_path / "home"
    home.mkdir(mode=0o700)
    around = {**os.environ, "HOME": str(home), "XDG_RUNTIME_DIR": str(home)}
    loads = [part for module in MODULES for part in ("-L", module)]
    server = subprocess.Popen(
        ["pulseaudio", "-n", "--daemonize=no", "--exit-idle-time=-1", "--use-pid-file=no", *loads],
        env=around,
        stderr=subprocess.DEVNULL,
    )
    try:
        if not answers(["pactl", "set-default-source", "virtmic"], around):
            pytest.skip("PulseAudio does not start here")
        subprocess.run(["pactl", "set-default-sink", "spk"], env=around, check=True)
        yield around
    finally:
        server.terminate()
        server.wait()


def answers(command: list[str], around: dict[str, str]) -> bool:
    """Say whether a command succeeds within ten seconds."""
    until = time.monotonic() + 10
    while time.monotonic() < until:
        if subprocess.run(command, env=around, capture_output=True, check=False).returncode == 0:
            return True
    return False


def test_a_take_is_on_the_disk_while_it_is_made_and_outlives_its_microphone(
    tmp_path: Path, sound_system: dict[str, str]
) -> None:
    speech = tmp_path / "speech.wav"
    ffmpeg = imageio_ffmpeg.get_ffmpeg_exe()
    long_enough = ["-stream_loop", "5", "-i", str(SPEECH)]
    subprocess.run([ffmpeg, "-v", "error", *long_enough, str(speech)], check=True)
    speaker = subprocess.Popen(["paplay", "-d", "mic", str(speech)], env=sound_system)
    try:
        done = subprocess.run(
            [sys.executable, SESSION, tmp_path / "takes"],
            env={**sound_system, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(Path.cwd())},
            capture_output=True,
            text=True,
            timeout=90,
            check=False,
        )
    finally:
        speaker.terminate()
        speaker.wait()
    assert done.returncode == 0, done.stderr[-500:]
    told = json.loads(done.stdout.splitlines()[-1])
    assert told["names"] == ["VirtualMic"]
    assert told["during_pause"] == pytest.approx(0.0, abs=0.05)
    assert told["on_disk"] >= 4.0 * USUAL.bytes_per_second
    assert 4.0 <= told["seconds"] < 6.0
    assert told["loudest"] > 0.05
    assert "microphone is gone" in told["state"]
    assert "kept" in told["lost"]
    assert told["kept"] >= 1.0
    assert told["stopped_at_once"]


def test_a_program_killed_while_it_records_offers_what_was_said(
    qtbot: QtBot, context: Context, sound_system: dict[str, str]
) -> None:
    takes = context.workspace.audio.takes
    process = subprocess.Popen(
        [sys.executable, SESSION, takes, "until-killed"],
        env={**sound_system, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(Path.cwd())},
        stderr=subprocess.DEVNULL,
    )

    def written() -> int:
        return max((one.stat().st_size for one in takes.glob("*.raw")), default=0)

    try:
        qtbot.waitUntil(lambda: written() >= 2 * USUAL.bytes_per_second, timeout=25_000)
    finally:
        process.kill()
        process.wait()
    step = RecordingStep(context)
    qtbot.addWidget(step)
    step.show()
    assert not step.lost.isHidden()
    (take,) = takes.glob("*.raw")
    assert seconds_of_take(take) >= 2.0
    step.lost.button.click()
    qtbot.waitUntil(lambda: step.plan.recording is not None, timeout=25_000)
    qtbot.waitUntil(lambda: not take.exists(), timeout=25_000)
    (entry,) = context.workspace.audio.library.all()
    assert entry.recording == step.plan.recording
    step.listening.forget()


def test_without_a_microphone_that_is_said_and_nothing_can_be_begun(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("alphasms_desktop.ui.pages.wizard.device_choice.microphones", list)
    recorder = Recorder(tmp_path)
    qtbot.addWidget(recorder)
    recorder.open()
    assert "No microphone was found" in recorder.error.text()
    assert not recorder.start.isEnabled()


def test_a_denied_microphone_is_explained_until_it_is_allowed(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("alphasms_desktop.ui.pages.wizard.device_choice.microphones", list)
    answers = [False, False, True]
    recorder = Recorder(tmp_path)
    qtbot.addWidget(recorder)
    monkeypatch.setattr(
        recorder.microphone,
        "ask_permission",
        lambda: recorder.microphone.allowed.emit(answers.pop(0)),
    )
    recorder.show()
    recorder.open()
    assert "Privacy" in recorder.error.text()
    assert recorder.state.text() == "The microphone is not allowed"
    assert not recorder.start.isEnabled()
    assert recorder.devices.isHidden()

    application = QGuiApplication.instance()
    assert isinstance(application, QGuiApplication)
    application.applicationStateChanged.emit(Qt.ApplicationState.ApplicationActive)
    assert "Privacy" in recorder.error.text()
    application.applicationStateChanged.emit(Qt.ApplicationState.ApplicationActive)
    assert "No microphone was found" in recorder.error.text()
    assert not recorder.devices.isHidden()
    assert answers == []


@pytest.mark.parametrize(("system", "is_offered"), [("darwin", True), ("linux", False)])
def test_the_systems_settings_are_offered_where_there_are_such(
    qtbot: QtBot, system: str, is_offered: bool
) -> None:
    made = PrivacyButton(system)
    qtbot.addWidget(made)
    made.offer(True)
    assert made.isHidden() is not is_offered
    made.offer(False)
    assert made.isHidden()


def test_a_muted_microphone_is_told_of(qtbot: QtBot, tmp_path: Path) -> None:
    recorder = Recorder(tmp_path)
    qtbot.addWidget(recorder)
    recorder.deaf.setInterval(1)
    recorder.microphone.level.emit(0.0)
    qtbot.waitUntil(lambda: "nothing but silence" in recorder.error.text())
    recorder.microphone.level.emit(0.2)
    assert recorder.error.text() == ""


@pytest.fixture
def live(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have every microphone be listened to."""
    monkeypatch.setattr(Microphone, "is_live", True)


@pytest.mark.usefixtures("live")
def test_a_full_disk_is_said_and_does_not_end_the_program(qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "takes").write_text("a file is in the way of the folder")
    recorder = Recorder(tmp_path / "takes", count_ms=1)
    qtbot.addWidget(recorder)
    recorder.record()
    qtbot.waitUntil(lambda: "The disk did not take it" in recorder.error.text())


def test_starting_over_with_a_lost_microphone_listens_anew(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("alphasms_desktop.ui.pages.wizard.device_choice.microphones", list)
    recorder = Recorder(tmp_path)
    qtbot.addWidget(recorder)
    recorder.record()
    assert "No microphone was found" in recorder.error.text()
    assert recorder.time.text() == ""


@pytest.mark.usefixtures("live")
def test_it_counts_down_before_it_records(qtbot: QtBot, tmp_path: Path) -> None:
    recorder = Recorder(tmp_path, count_ms=1)
    qtbot.addWidget(recorder)
    recorder.record()
    assert (recorder.state.text(), recorder.time.text()) == ("Get ready", "3")
    assert not recorder.done.isEnabled()
    qtbot.waitUntil(recorder.done.isEnabled)
    assert recorder.time.text() == "0:00 / 10:00"
    (take,) = tmp_path.glob("*.raw")
    recorder.leave()
    assert not take.exists()


@pytest.mark.usefixtures("live")
def test_leaving_by_mistake_loses_nothing(qtbot: QtBot, context: Context) -> None:
    step = RecordingStep(context)
    qtbot.addWidget(step)
    step.show()
    step.recorder.counting.setInterval(1)
    step.speak()
    step.recorder.record()
    qtbot.waitUntil(step.recorder.done.isEnabled)
    (take,) = context.workspace.audio.takes.glob("*.raw")
    take.write_bytes(bytes(USUAL.bytes_per_second * 3))
    step.recorder.back.click()
    assert take.exists()
    assert not step.lost.isHidden()
    assert "0:03" in step.lost.text.text()


def test_the_meter_falls_slowly_and_is_red_when_too_loud(qtbot: QtBot) -> None:
    meter = LevelMeter()
    qtbot.addWidget(meter)
    meter.show_level(0.9)
    assert meter.is_red
    meter.show_level(0.0)
    assert meter.is_red
    meter.show_level(0.0)
    assert not meter.is_red
    meter.resize(200, 14)
    assert not meter.grab().isNull()


@pytest.mark.parametrize(
    ("sample", "code", "values", "greatest"),
    [
        ("s16", "h", [0, -16384, 100], 0.5),
        ("f32", "f", [0.0, 0.25, -0.75], 0.75),
        ("u8", "B", [128, 192, 120], 0.5),
        ("s32", "i", [0, 2**30], 0.5),
    ],
)
def test_a_level_is_the_greatest_sample(
    sample: str, code: str, values: list[float], greatest: float
) -> None:
    content = array(code, values).tobytes()
    torn = content + content[: array(code).itemsize - 1]
    assert greatest_of(torn, TakeFormat(48_000, 1, sample)) == pytest.approx(greatest)
    assert greatest_of(b"", TakeFormat(48_000, 1, sample)) == 0.0


def test_a_take_that_a_crash_broke_off_is_offered(qtbot: QtBot, tmp_path: Path) -> None:
    lost = LostTake(tmp_path)
    qtbot.addWidget(lost)
    lost.look()
    assert lost.isHidden()
    older = tmp_path / "2026-11-22 10-00-00 48000 1 s16.raw"
    newer = tmp_path / "2026-11-23 10-00-00 48000 1 s16.raw"
    click = tmp_path / "2026-11-23 11-00-00 48000 1 s16.raw"
    older.write_bytes(bytes(USUAL.bytes_per_second * 2))
    newer.write_bytes(bytes(USUAL.bytes_per_second * 34))
    click.write_bytes(bytes(100))
    (tmp_path / "strange.raw").write_bytes(b"x")

    lost.look()
    assert not lost.isHidden()
    assert "0:34" in lost.text.text()
    assert not click.exists()
    lost.throw.click()
    assert "0:02" in lost.text.text()
    with qtbot.waitSignal(lost.used) as used:
        lost.button.click()
    assert used.args == [older]


def test_a_broken_off_take_is_prepared_and_put_into_the_library(
    qtbot: QtBot, context: Context
) -> None:
    takes = context.workspace.audio.takes
    takes.mkdir(parents=True)
    take = takes / "2026-11-23 14-02-00 8000 1 s16.raw"
    take.write_bytes(array("h", [8000, -8000] * 12_000).tobytes())
    step = RecordingStep(context)
    qtbot.addWidget(step)
    step.show()
    step.lost.button.click()
    context.bridge.settle()

    assert step.plan.recording is not None
    assert step.plan.recording.source.startswith("Recording of ")
    (entry,) = context.workspace.audio.library.all()
    assert entry.recording.fingerprint == step.plan.recording.fingerprint
    assert not take.exists()
    step.listening.forget()
