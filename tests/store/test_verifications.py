"""Number checks: kept before they leave, limited, ended once, settled after a death."""

import threading
from pathlib import Path
from typing import Any

import pytest

from alphasms_desktop.domain.errors import Kind, TroubleError
from alphasms_desktop.domain.verification import Channel, CheckLimits, NewCheck, Standing
from alphasms_desktop.store import Store, open_store
from tests.fakes import HandClock, phone

_LIMITS = CheckLimits(a_phone=3, an_hour=5)


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def desk(tmp_path: Path, clock: HandClock):
    opened = open_store(tmp_path / "data", clock.timestamp)
    yield opened
    opened.close()


def _new(number: int = 1, channel: Channel = Channel.CALL, **more: Any) -> NewCheck:
    return NewCheck(phone(number), channel, "Till 1", "olena", **more)


def _kind(store: Store, new: NewCheck) -> Kind:
    with pytest.raises(TroubleError) as caught:
        store.verifications.begin(new, _LIMITS)
    return caught.value.trouble.kind


def test_a_check_is_on_the_disk_before_anything_leaves(desk: Store):
    kept = desk.verifications.begin(_new(), _LIMITS)
    assert (kept.standing, kept.place, kept.operator) == (Standing.ASKING, "Till 1", "olena")
    assert 1 <= kept.own_id <= 2**31 - 1
    assert desk.verifications.latest() == [kept]


def test_an_end_is_never_changed(desk: Store):
    kept = desk.verifications.begin(_new(), _LIMITS)
    assert desk.verifications.accepted(kept.id, None, "100500")
    assert desk.verifications.end(kept.id, Standing.NO_MATCH, 3)
    assert not desk.verifications.end(kept.id, Standing.CONFIRMED, 3)
    assert not desk.verifications.note_try(kept.id, 1)
    assert desk.verifications.get(kept.id).standing is Standing.NO_MATCH


def test_half_a_minute_lies_between_two_calls_to_one_phone(desk: Store, clock: HandClock):
    desk.verifications.begin(_new(), _LIMITS)
    clock.turn(29)
    with pytest.raises(TroubleError) as caught:
        desk.verifications.begin(_new(), _LIMITS)
    assert caught.value.trouble.kind is Kind.CHECKED_JUST_NOW
    assert caught.value.trouble.values == {"seconds": "1"}
    desk.verifications.begin(_new(channel=Channel.DICTATED), _LIMITS)
    desk.verifications.begin(_new(2), _LIMITS)
    clock.turn(2)
    desk.verifications.begin(_new(), _LIMITS)


def test_a_phone_is_checked_so_many_times_a_day(desk: Store, clock: HandClock):
    for _ in range(3):
        desk.verifications.begin(_new(), _LIMITS)
        clock.turn(60)
    assert _kind(desk, _new()) is Kind.CHECKED_TOO_OFTEN
    clock.turn(86_400)
    desk.verifications.begin(_new(), _LIMITS)


def test_all_phones_together_are_checked_so_many_times_an_hour(desk: Store, clock: HandClock):
    for number in range(5):
        desk.verifications.begin(_new(number), _LIMITS)
    assert _kind(desk, _new(9)) is Kind.TOO_MANY_CHECKS
    clock.turn(3_600)
    desk.verifications.begin(_new(9), _LIMITS)


def test_what_was_refused_and_never_left_does_not_count(desk: Store):
    for _ in range(7):
        kept = desk.verifications.begin(_new(), _LIMITS)
        desk.verifications.end(kept.id, Standing.REFUSED, trouble="no_money")
    desk.verifications.begin(_new(), _LIMITS)


def test_a_clock_set_back_by_a_year_locks_no_phone(desk: Store, clock: HandClock):
    desk.verifications.begin(_new(), _LIMITS)
    clock.jump(-365 * 86_400)
    desk.verifications.begin(_new(), _LIMITS)


def test_the_do_not_call_list_holds_unless_overridden_and_that_is_kept(desk: Store):
    desk.do_not_call.add(phone(1), "asked")
    assert _kind(desk, _new()) is Kind.UNWANTED
    assert desk.verifications.latest() == []
    assert desk.verifications.begin(_new(overrides=True), _LIMITS).overrode


def test_a_new_check_voids_the_open_one_of_its_phone(desk: Store, clock: HandClock):
    first = desk.verifications.begin(_new(), _LIMITS)
    desk.verifications.accepted(first.id, None)
    clock.turn(31)
    ends = _new(channel=Channel.DICTATED, ends_earlier_as=Standing.NOT_REACHED)
    desk.verifications.begin(ends, _LIMITS)
    assert desk.verifications.get(first.id).standing is Standing.NOT_REACHED
    assert not desk.verifications.end(first.id, Standing.CONFIRMED)


def test_two_windows_at_once_get_one_check_of_a_phone(tmp_path: Path):
    stores = [open_store(tmp_path / "data") for _ in range(2)]
    ready = threading.Barrier(2)
    made: list[int] = []
    refused: list[Kind] = []

    def ask(store: Store) -> None:
        ready.wait()
        try:
            made.append(store.verifications.begin(_new(), _LIMITS).id)
        except TroubleError as error:
            refused.append(error.trouble.kind)

    threads = [threading.Thread(target=ask, args=(store,)) for store in stores]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(made) == 1
    assert refused == [Kind.CHECKED_JUST_NOW]
    for store in stores:
        store.close()


def test_what_a_living_window_holds_is_left_to_it(tmp_path: Path):
    first, second = open_store(tmp_path / "data"), open_store(tmp_path / "data")
    kept = first.verifications.begin(_new(), _LIMITS)
    second.verifications.begin(_new(2), _LIMITS)
    assert second.verifications.settle_left() == 0
    assert second.verifications.get(kept.id).standing is Standing.ASKING
    first.close()
    assert second.verifications.get(kept.id).standing is Standing.ANSWER_LOST
    second.close()


def test_webhooks_of_a_check_are_found_by_its_token(desk: Store):
    kept = desk.verifications.begin(_new(channel=Channel.KEY), _LIMITS)
    desk.inbox.put(kept.token, '{"dtmf":"1"}')
    desk.inbox.put("another", '{"dtmf":"2"}')
    assert desk.verifications.hooks(kept.token) == ['{"dtmf":"1"}']


def test_the_last_price_told_is_the_usual_one(desk: Store):
    from decimal import Decimal

    kept = desk.verifications.begin(_new(), _LIMITS)
    assert desk.verifications.usual_price(Channel.CALL) is None
    desk.verifications.accepted(kept.id, Decimal("0.25"))
    assert desk.verifications.usual_price(Channel.CALL) == Decimal("0.25")
    assert desk.verifications.usual_price(Channel.SMS) is None


def test_a_person_who_is_erased_is_erased_here_too(desk: Store):
    kept = desk.verifications.begin(_new(), _LIMITS)
    desk.people.erase(phone(1))
    assert desk.verifications.get(kept.id).phone == ""


def test_checks_are_found_by_a_part_of_the_phone_or_the_place(desk: Store):
    desk.verifications.begin(_new(1), _LIMITS)
    desk.verifications.begin(_new(77), _LIMITS)
    assert [one.phone for one in desk.verifications.latest("00 77")] == [phone(77)]
    assert len(desk.verifications.latest("till")) == 2
    assert desk.verifications.latest("elsewhere") == []
