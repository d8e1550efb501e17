"""The life of a call by a hand-turned clock, and fates that depend on nothing but the seed."""

from collections import Counter

import pytest

from alphasms_desktop.sandbox.call import Order
from alphasms_desktop.sandbox.fate import Outcome
from alphasms_desktop.sandbox.ids import first_id_at
from alphasms_desktop.sandbox.lots import draw_fate
from alphasms_desktop.sandbox.phone_network import PhoneNetwork
from alphasms_desktop.sandbox.scenarios import SCENARIOS

ORDINARY = SCENARIOS["ordinary"]


class NoHooks:
    def __init__(self):
        self.promised = []

    def promise(self, call):
        self.promised.append(call.id)

    def withdraw(self, call_id):
        self.promised.remove(call_id)


def order(phone="380501234567", hook="", asks_key=True):
    return Order("voice", phone, 100, "ab", 10.0, hook, asks_key)


def network(clock, seed=0, scenario=ORDINARY, **more):
    return PhoneNetwork(clock, scenario, seed, NoHooks(), **more)


def some_phone(wanted):
    phones = (f"38050{number:07}" for number in range(1, 10000))
    return next(phone for phone in phones if wanted(draw_fate(ORDINARY, 0, phone, 1, 10.0)))


def seen(net, clock, seconds):
    clock.moment += seconds
    (record,) = net.records()
    return record.status, record.duration, record.dtmf


def test_an_answered_call_is_queued_rings_talks_and_ends(hand_clock):
    clock = hand_clock(speed=2.0)
    net = network(clock)
    phone = some_phone(lambda fate: fate.key == "1" and fate.talk_s == 10)
    fate = net.take(order(phone)).fate
    assert seen(net, clock, 0.0) == ("QUEUED", None, None)
    assert seen(net, clock, fate.queued_s / 2) == ("RINGING", None, None)
    assert seen(net, clock, fate.ring_s / 2) == ("TALKING", None, None)
    assert seen(net, clock, 2.6) == ("TALKING", None, "1")
    assert seen(net, clock, 2.4) == ("ANSWERED", 10, "1")


@pytest.mark.parametrize("outcome", [Outcome.NO_ANSWER, Outcome.BUSY, Outcome.FAILED])
def test_a_call_not_answered_ends_without_talk(hand_clock, outcome):
    clock = hand_clock()
    net = network(clock)
    call = net.take(order(some_phone(lambda fate: fate.outcome is outcome)))
    assert seen(net, clock, call.fate.ends_s - 0.01)[0] in ("QUEUED", "RINGING")
    assert seen(net, clock, 0.01) == (outcome.value, 0, None)


def test_no_key_is_told_when_none_was_asked_for(hand_clock):
    clock = hand_clock()
    net = network(clock)
    net.take(order(some_phone(lambda fate: fate.key), asks_key=False))
    assert seen(net, clock, 100.0)[2] is None


def test_fates_follow_the_seed_and_the_phone_whatever_the_order(hand_clock):
    phones = [f"38067{number:07}" for number in range(1, 200)] * 2
    forth, back, other = network(hand_clock()), network(hand_clock()), network(hand_clock(), 1)

    def fates(net, phones):
        taken = [net.take(order(phone)) for phone in phones]
        return sorted((call.order.phone, str(call.fate)) for call in taken)

    first = fates(forth, phones)
    assert first == fates(back, phones[::-1])
    assert first != fates(other, phones)


def test_the_second_call_to_a_phone_has_a_fate_of_its_own(hand_clock):
    net = network(hand_clock())
    fates = {net.take(order()).fate for _ in range(5)}
    assert len(fates) == 5


def test_shares_of_an_ordinary_day_are_as_promised():
    fates = [draw_fate(ORDINARY, 3, f"38050{number:07}", 1, 30.0) for number in range(4000)]
    outcomes = Counter(fate.outcome for fate in fates)
    assert 0.69 < outcomes[Outcome.ANSWERED] / 4000 < 0.75
    assert 0.13 < outcomes[Outcome.NO_ANSWER] / 4000 < 0.17
    assert 0.06 < outcomes[Outcome.BUSY] / 4000 < 0.10
    assert 0.03 < outcomes[Outcome.FAILED] / 4000 < 0.07
    answered = [fate for fate in fates if fate.outcome is Outcome.ANSWERED]
    assert all(1 <= fate.talk_s <= 30 for fate in answered)
    assert 0.7 < sum(fate.talk_s == 30 for fate in answered) / len(answered) < 0.9
    assert all(2 <= fate.queued_s <= 6 and fate.ring_s <= 25 for fate in fates)


def test_where_all_answer_all_answer_and_listen_to_the_end():
    for number in range(200):
        fate = draw_fate(SCENARIOS["all-answer"], 0, f"38050{number:07}", 1, 7.9)
        assert (fate.outcome, fate.talk_s) == (Outcome.ANSWERED, 7)


def test_a_call_known_by_one_id_is_not_known_by_another(hand_clock):
    net = network(hand_clock(), first_id=100500)
    assert net.take(order()).id == 100500
    assert net.take(order()).id == 100501
    assert net.find(100501) is not None
    assert net.find(100502) is None


def test_only_calls_with_a_hook_are_to_be_told(hand_clock):
    hooks = NoHooks()
    net = PhoneNetwork(hand_clock(), ORDINARY, 0, hooks)
    net.take(order())
    hooked = net.take(order(hook="http://127.0.0.1/"))
    assert hooks.promised == [hooked.id]


def test_later_starts_begin_with_ids_beyond_the_earlier_ones():
    assert first_id_at(1_800_000_010.0) - first_id_at(1_800_000_000.0) == 20_000
    assert all(0 < first_id_at(day * 86400.0) < 2**31 - 10**8 for day in range(20000, 21000))
