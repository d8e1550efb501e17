"""A process that takes too much memory is ended on every system."""

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator

import pytest

from alphasms_desktop.audio.memory_watch import bound, held_by_ps, watch

MEGA = 2**20
HUNGRY = "held = []\nwhile True: held.append(bytearray(4 * 2**20))"
MODEST = "import sys; sys.stdin.read()"

needs_ps = pytest.mark.skipif(not shutil.which("ps"), reason="no ps here")


@pytest.fixture
def started() -> Iterator[Callable[[str], subprocess.Popen[bytes]]]:
    """Start a process of Python."""
    processes: list[subprocess.Popen[bytes]] = []

    def start(script: str) -> subprocess.Popen[bytes]:
        made = subprocess.Popen(
            [sys.executable, "-c", script], stdin=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        processes.append(made)
        return made

    yield start
    for one in processes:
        one.kill()
        one.communicate()


@needs_ps
def test_a_process_that_takes_too_much_is_ended(started: Callable) -> None:
    process = started(HUNGRY)
    watch(process, 200 * MEGA, held_by_ps, every_s=0.01).join(20)
    assert process.wait(20) != 0


@needs_ps
def test_one_that_does_not_is_left_alone_to_its_end(started: Callable) -> None:
    process = started(MODEST)
    watching = watch(process, 200 * MEGA, held_by_ps, every_s=0.01)
    assert 0 < held_by_ps(process) < 200 * MEGA
    process.communicate()
    watching.join(20)
    assert process.returncode == 0
    assert held_by_ps(process) == 0


def test_memory_that_cannot_be_seen_does_not_end_it(
    started: Callable, caplog: pytest.LogCaptureFixture
) -> None:
    def blind(_process: subprocess.Popen[bytes]) -> int:
        raise OSError("no ps")

    process = started(MODEST)
    watch(process, 1, blind).join(20)
    assert process.poll() is None
    assert "cannot be seen" in caplog.text


def test_the_limit_of_this_system_holds(started: Callable) -> None:
    process = started(HUNGRY)
    bound(process, 300 * MEGA)
    assert process.wait(30) != 0
