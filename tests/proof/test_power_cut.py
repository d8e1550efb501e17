"""The power fails: what lay on the disk at any moment is enough to go on and call nobody twice.

While a run goes on in its own threads, the database and its log of changes are copied as they lie
there at that moment, also in the midst of a commit. Each copy is what a computer finds when it has
power again.
"""

import shutil
import threading
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import pytest

from alphasms_desktop.app import SystemClock
from alphasms_desktop.domain.attempt import FINAL, STEPS, State
from alphasms_desktop.domain.campaign import Phase
from alphasms_desktop.domain.errors import Kind, TroubleError
from alphasms_desktop.domain.exchange import Receipt
from alphasms_desktop.domain.rules import Rules
from alphasms_desktop.engine.parts import Surroundings
from alphasms_desktop.engine.runner import CampaignRun
from alphasms_desktop.store import Store, open_store
from tests.fakes import HandClock, SameThread, ScriptedGateway, make_campaign, phone

RECIPIENTS = 150
COPIES = 12
NAMES = ("alphasms.sqlite", "alphasms.sqlite-wal")
RULES = Rules(uploads=4, lost_in_a_row=1000, refused_in_a_row=1000)


@dataclass
class PowerCuts:
    """Copies what lies on the disk, at moments by lot, from whichever thread is sending."""

    store: Store
    folder: Path
    lots: Random
    left: list[str] = field(default_factory=list)
    taken: list[tuple[Path, frozenset[str]]] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def __post_init__(self) -> None:
        # A file that is moved while it is copied would be a state no power cut leaves.
        move = self.store._database._checkpoint
        self._moving = threading.Lock()

        def checkpoint() -> None:
            with self._moving:
                move()

        self.store._database._checkpoint = checkpoint  # type: ignore[method-assign]

    def call_leaves(self, number: str) -> None:
        """Note a call, and by lot what a power cut at this very moment would leave."""
        with self.lock:
            self.left.append(number)
            if len(self.taken) < COPIES and self.lots.random() < 2 * COPIES / RECIPIENTS:
                self._copy()

    def _copy(self) -> None:
        left = frozenset(self.left)
        place = self.folder / f"copy-{len(self.taken)}"
        place.mkdir()
        with self._moving:
            for name in NAMES:
                shutil.copyfile(self.store.folder.path / name, place / name)
        self.taken.append((place, left))


class Whimsical(ScriptedGateway):
    """A service that loses some answers, refuses some and takes most; its ids are its own."""

    def __init__(self, name: str, lots: Random) -> None:
        super().__init__()
        self._name = name
        for row in range(2, RECIPIENTS + 2):
            how = lots.random()
            if how < 0.1:
                self.answers[phone(row)] = TroubleError(Kind.ANSWER_LOST, "ReadTimeout")
            elif how < 0.2:
                self.answers[phone(row)] = TroubleError(Kind.UNKNOWN_TEXT, "no")
            self.fates[phone(row)] = lots.choice([State.ANSWERED, State.BUSY, State.FAILED])

    def place(self, *arguments) -> Receipt:
        """Take a call, under an id that no other service gives."""
        receipt = super().place(*arguments)
        own = f"{self._name}-{receipt.gateway_id}"
        self._ids[own] = self._ids.pop(receipt.gateway_id)
        return Receipt(own, receipt.price)


def run(store: Store, campaign_id: int, gateway: ScriptedGateway, **around) -> Phase:
    surroundings = Surroundings(
        store.take_over(campaign_id),
        gateway,
        None,
        tell=lambda _event: None,
        ask_every_s=0.05,
        **around,
    )
    return (
        CampaignRun(store.campaigns.get(campaign_id), lambda _claim: b"RIFF", surroundings)
        .run()
        .phase
    )


@pytest.mark.timeout(180)
@pytest.mark.parametrize("seed", range(3))
def test_every_copy_of_the_disk_can_be_gone_on_with_and_nobody_is_called_twice(tmp_path, seed):
    lots = Random(seed)
    store = open_store(tmp_path / "data")
    campaign_id = make_campaign(store, RECIPIENTS, rules=RULES)
    cuts = PowerCuts(store, tmp_path, lots)
    gateway = Whimsical("before", lots)
    gateway.on_place = cuts.call_leaves
    assert run(store, campaign_id, gateway, clock=SystemClock()) is Phase.FINISHED
    store.close()

    assert len(cuts.taken) == COPIES
    for place, left in cuts.taken:
        go_on(place, left, campaign_id, lots)


def go_on(place: Path, left: frozenset[str], campaign_id: int, lots: Random) -> None:
    """Open a copy, look whether it is whole, and run it to its end."""
    clock = HandClock()
    store = open_store(place, now=clock.timestamp)
    try:
        store.take_over(campaign_id).release()
        check(store, left)
        gateway = Whimsical("after", lots)
        asked = []
        gateway.on_place = asked.append
        run(store, campaign_id, gateway, clock=clock, workers=SameThread)
        assert not left & set(asked), "called before the power failed, and again"
        assert max(Counter(asked).values(), default=1) == 1
        states = check(store, left | set(asked))
        assert len(states) == RECIPIENTS
        assert all(state in FINAL | {State.UNCONFIRMED} for state in states.values())
    finally:
        store.close()


def check(store: Store, left: frozenset[str]) -> dict[str, State]:
    """Check counts, steps and that whoever was called is known to have been, or maybe."""
    with store._database.read() as connection:

        def rows(query: str) -> list:
            return list(connection.exec_driver_sql(query))

        assert rows("PRAGMA integrity_check") == [("ok",)]
        states = {number: State(word) for number, word in rows("SELECT phone, state FROM attempt")}
        kept = {State(word): n for word, n in rows("SELECT state, recipients FROM tally") if n}
        events = rows("SELECT attempt_id, before, after FROM event WHERE attempt_id NOT NULL")
        spent, priced = rows("SELECT spent, (SELECT sum(price) FROM attempt) FROM campaign")[0]
    assert kept == Counter(states.values())
    assert spent == (priced or 0)
    stands: dict[int, State] = {}
    for attempt, before, after in events:
        assert stands.get(attempt, State.QUEUED) == before
        assert after == before or State(after) in STEPS[State(before)]
        stands[attempt] = State(after)
    assert not {number for number in left if states[number] in {State.QUEUED, State.SKIPPED}}
    return states


def test_a_commit_cut_in_its_midst_is_as_if_it_had_never_begun(tmp_path):
    """The log is cut at every few bytes of the last commit: it counts whole, or not at all."""
    store = open_store(tmp_path / "data")
    campaign_id = make_campaign(store, 8)
    journal = store.take_over(campaign_id)
    log = store.folder.path / NAMES[1]
    before = log.stat().st_size
    journal.claim(3)
    whole = log.stat().st_size
    assert whole > before
    for end in [*range(before, whole, (whole - before) // 16), whole]:
        place = tmp_path / f"cut-{end}"
        place.mkdir()
        for name in NAMES:
            shutil.copyfile(store.folder.path / name, place / name)
        with (place / NAMES[1]).open("r+b") as file:
            file.truncate(end)
        copy = open_store(place)
        copy.take_over(campaign_id)
        states = Counter(check(copy, frozenset()).values())
        in_doubt = 3 if end == whole else 0
        assert states == Counter({State.QUEUED: 8 - in_doubt, State.UNCONFIRMED: in_doubt})
        copy.close()
    store.close()
