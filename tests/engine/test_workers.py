"""The threads that do jobs: as many at once as allowed, none lost, no error ends them."""

import threading

import pytest

from alphasms_desktop.engine.workers import Workers


@pytest.fixture
def workers():
    made = Workers("worker", 4)
    yield made
    made.close()


def test_every_job_is_done_before_the_end():
    workers, done = Workers("worker", 3), []
    for number in range(200):
        workers.do(lambda number=number: done.append(number))
    workers.close()
    assert sorted(done) == list(range(200))
    assert not [one for one in threading.enumerate() if one.name.startswith("worker-")]


def test_a_job_that_fails_is_logged_and_the_next_is_done(workers, caplog):
    done = threading.Event()
    for _ in range(8):
        workers.do(lambda: 1 / 0)
    workers.do(done.set)
    assert done.wait(20)
    workers.close()
    assert [one.message for one in caplog.records] == ["a job failed"] * 8


def test_as_many_are_done_at_once_as_there_are_threads(workers):
    together = threading.Barrier(4, timeout=20)
    met = []
    for _ in range(4):
        workers.do(lambda: met.append(together.wait()))
    workers.close()
    assert sorted(met) == [0, 1, 2, 3]


def test_no_more_are_done_at_once_than_is_allowed(workers):
    workers.allow(2)
    begun, go_on = threading.Semaphore(0), threading.Event()
    at_once, most, lock = 0, 0, threading.Lock()

    def job() -> None:
        nonlocal at_once, most
        with lock:
            at_once += 1
            most = max(most, at_once)
        begun.release()
        assert go_on.wait(20)
        with lock:
            at_once -= 1

    for _ in range(6):
        workers.do(job)
    assert begun.acquire(timeout=20)
    assert begun.acquire(timeout=20)
    go_on.set()
    workers.close()
    assert most == 2


def test_those_who_wait_begin_when_more_is_allowed(workers):
    workers.allow(1)
    together = threading.Barrier(3, timeout=20)
    for _ in range(3):
        workers.do(together.wait)
    workers.allow(3)
    workers.close()
    assert not together.broken
