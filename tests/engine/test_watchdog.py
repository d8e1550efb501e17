"""The watchdog: when it says that nothing happens, and what is waited for."""

from alphasms_desktop.domain.waiting import Waiting
from alphasms_desktop.engine.watchdog import Watchdog


def test_it_speaks_after_half_a_minute_and_each_half_minute_after():
    dog = Watchdog(100.0)
    spoke = [at for at in range(100, 200) if dog.look(at, 0, 3, canary=False)]
    assert spoke == [130, 160, 190]


def test_any_change_lets_it_rest():
    dog = Watchdog(0.0)
    dog.look(31.0, 0, 1, canary=False)
    dog.note_change(40.0)
    assert dog.look(69.0, 0, 1, canary=False) is None
    assert dog.look(70.0, 0, 1, canary=False).seconds == 30.0


def test_it_says_what_is_waited_for_and_by_how_many():
    for claimed, followed, canary, reason, calls in [
        (2, 5, False, Waiting.ANSWERS, 2),
        (0, 5, False, Waiting.RESULTS, 5),
        (0, 5, True, Waiting.CANARY, 5),
    ]:
        told = Watchdog(0.0).look(30.0, claimed, followed, canary)
        assert (told.reason, told.calls) == (reason, calls)


def test_where_nothing_is_waited_for_it_is_silent():
    assert Watchdog(0.0).look(99.0, 0, 0, canary=True) is None
