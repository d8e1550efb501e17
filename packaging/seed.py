"""Campaigns for pictures: made of the sample, brought where a picture needs them, uncalled."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

from stage import SAMPLE

from alphasms_desktop.audio import to_telephone_wav
from alphasms_desktop.contacts import Spreadsheet
from alphasms_desktop.domain.answer import KeyAction, KeyMeaning
from alphasms_desktop.domain.attempt import Claim, State, Step, Why
from alphasms_desktop.domain.campaign import Draft, Mode, Phase, Service
from alphasms_desktop.domain.errors import Kind, Trouble
from alphasms_desktop.domain.hours import AllowedHours
from alphasms_desktop.domain.money import estimate_one
from alphasms_desktop.domain.rules import Rules
from alphasms_desktop.store import Journal, Store, open_store

_SERVICE = Service("https://alphasms.ua", "0123456789abcdef")
_KEYS = (
    KeyMeaning("1", "Прийде"),
    KeyMeaning("2", "Не зможе", KeyAction.CALL_BACK),
    KeyMeaning("9", "Більше не дзвонити", KeyAction.DO_NOT_CALL),
)
Fate = Callable[[int], State]


def seed(folder: Path) -> dict[str, int]:
    """Fill a data folder of real calls; returns the campaigns' ids by what they show."""
    store = open_store(folder)
    try:
        store.belong_to(Mode.REAL)
        return {
            "finished": _campaign(store, "Відключення води, Садова 2–18", 188, _ended, None),
            "paused": _campaign(
                store, "Підтвердження доставки", 136, _ended, Trouble(Kind.NO_MONEY)
            ),
            "live": _campaign(store, "Нагадування про візит", 160, _under_way, None),
        }
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


def _campaign(store: Store, name: str, called: int, fate: Fate, trouble: Trouble | None) -> int:
    sheet = Spreadsheet(SAMPLE / "contacts.xlsx")
    taken = store.lists.take_in(sheet.head, sheet.batches())
    recording = to_telephone_wav(SAMPLE / "recording.m4a", store.folder.recordings)
    rules = Rules(calls_per_minute=60, hours=AllowedHours(), cap=Decimal(80), keys=_KEYS)
    campaign = store.campaigns.create(Draft(name, Mode.REAL, _SERVICE, taken.id, recording, rules))
    journal = store.take_over(campaign.id)
    journal.set_phase(Phase.RUNNING)
    claims, _ = journal.claim(called)
    price = estimate_one(recording.seconds)
    for place, claim in enumerate(claims):
        journal.keep(_story(place, claim, fate(place), price))
    _close(journal, called, taken.ready, trouble)
    return campaign.id


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


def _close(journal: Journal, called: int, ready: int, trouble: Trouble | None) -> None:
    if trouble:
        journal.set_phase(Phase.PAUSED, trouble)
    elif called >= ready:
        journal.set_phase(Phase.FINISHED)
    journal.release()
