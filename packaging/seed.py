"""Campaigns for pictures: made of the sample, brought where a picture needs them, uncalled."""

import time
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

from alphasms_desktop.audio import to_telephone_wav
from alphasms_desktop.contacts import Spreadsheet
from alphasms_desktop.domain.answer import KeyAction, KeyMeaning
from alphasms_desktop.domain.attempt import Claim, State, Step, Why
from alphasms_desktop.domain.campaign import Campaign, Draft, Mode, Phase, Service
from alphasms_desktop.domain.errors import Kind, Trouble
from alphasms_desktop.domain.hours import AllowedHours
from alphasms_desktop.domain.money import estimate_one
from alphasms_desktop.domain.rules import Rules
from alphasms_desktop.store import Journal, Store, open_store
from alphasms_desktop.ui.example import example_contacts, example_recording

_SERVICE = Service("https://alphasms.ua", "0123456789abcdef")
_KEYS = (
    KeyMeaning("1", "Прийде"),
    KeyMeaning("2", "Не зможе", KeyAction.CALL_BACK),
    KeyMeaning("9", "Більше не дзвонити", KeyAction.DO_NOT_CALL),
)
_A_CALL_S = 1.0
"""One call a second, as the rules below say."""

_KEYS_ARE_IN_S = 60.0
"""After this a phone that was called may be called for another row."""

Fate = Callable[[int], State]


class _Clock:
    """A clock that goes on when it is told to: campaigns stand one after another in the past."""

    def __init__(self) -> None:
        self.now = time.time()

    def set_back(self, minutes: int) -> None:
        """Stand so many minutes before this moment."""
        self.now = time.time() - minutes * 60

    def __call__(self) -> float:
        """Return what time it is."""
        return self.now


def seed(folder: Path) -> dict[str, int]:
    """Fill a data folder of real calls; returns the campaigns' ids by what they show."""
    clock = _Clock()
    store = open_store(folder, clock)
    try:
        store.belong_to(Mode.REAL)
        clock.set_back(minutes=50)
        finished = _campaign(store, "Відключення води, Садова 2–18")
        _call(store, clock, finished, 188, _ended, Phase.FINISHED)
        clock.set_back(minutes=25)
        paused = _campaign(store, "Підтвердження доставки")
        _call(store, clock, paused, 136, _ended, Phase.PAUSED, Trouble(Kind.NO_MONEY))
        clock.set_back(minutes=4)
        live = _campaign(store, "Нагадування про візит")
        _call(store, clock, live, 160, _under_way)
        return {"finished": finished.id, "paused": paused.id, "live": live.id}
    finally:
        store.close()


def _ended(place: int) -> State:
    pattern = (
        *(State.ANSWERED,) * 14,
        *(State.NO_ANSWER, State.BUSY, State.NO_ANSWER, State.FAILED),
    )
    return State.REJECTED if place % 47 == 46 else pattern[place % len(pattern)]


def _under_way(place: int) -> State:
    if place in {37, 91}:
        return State.UNCONFIRMED
    return State.ACCEPTED if place > 120 else _ended(place)


def _campaign(store: Store, name: str) -> Campaign:
    sheet = Spreadsheet(example_contacts())
    taken = store.lists.take_in(sheet.head, sheet.batches())
    recording = to_telephone_wav(example_recording(), store.folder.recordings)
    rules = Rules(calls_per_minute=60, hours=AllowedHours(), cap=Decimal(80), keys=_KEYS)
    return store.campaigns.create(Draft(name, Mode.REAL, _SERVICE, taken.id, recording, rules))


def _call(
    store: Store,
    clock: _Clock,
    campaign: Campaign,
    calls: int,
    fate: Fate,
    left: Phase = Phase.RUNNING,
    trouble: Trouble | None = None,
) -> None:
    """Call so many one after the other, and leave the campaign as it is then."""
    journal = store.take_over(campaign.id)
    journal.set_phase(Phase.RUNNING)
    price = estimate_one(campaign.recording.seconds)
    for place in range(calls):
        claim = _next_claim(journal, clock)
        clock.now += _A_CALL_S
        journal.keep(_story(place, claim, fate(place), price))
    if left is not Phase.RUNNING:
        journal.set_phase(left, trouble)
    journal.release()


def _next_claim(journal: Journal, clock: _Clock) -> Claim:
    """Claim one call, past people whose key in a campaign before has forbidden calls."""
    claims, passed_over = journal.claim(1)
    while not claims:
        if not passed_over:
            clock.now += _KEYS_ARE_IN_S
        claims, passed_over = journal.claim(1)
    return claims[0]


def _story(place: int, claim: Claim, end: State, price: Decimal) -> list[Step]:
    one = claim.attempt_id
    if end is State.REJECTED:
        return [Step(one, end, Why.REFUSED, raw="Invalid phone number")]
    if end is State.UNCONFIRMED:
        return [Step(one, end, Why.ANSWER_LOST, raw="ReadTimeout")]
    taken = Step(one, State.ACCEPTED, Why.HANDED_OVER, gateway_id=str(100500 + place), price=price)
    if end is State.ACCEPTED:
        return [taken]
    seconds, key = _heard(place) if end is State.ANSWERED else (None, None)
    return [taken, Step(one, end, Why.REPORTED, raw=end.name, duration_s=seconds, key=key)]


def _heard(place: int) -> tuple[float, str | None]:
    """Return how long somebody listened, and which key they pressed: most hear it to its end."""
    if place % 5 == 4:
        return 2.0 + place % 10, None
    return 13.0, "9" if place % 37 == 8 else "2" if place % 7 == 3 else "1"
