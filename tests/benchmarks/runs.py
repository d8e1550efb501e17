"""Campaigns to be measured: stores made in a moment, runs that only hand over, a stubbed store."""

import threading
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from alphasms_desktop.app import SystemClock
from alphasms_desktop.domain.account import account_fingerprint
from alphasms_desktop.domain.address import parse_address
from alphasms_desktop.domain.attempt import Change, Claim, OpenCall, OpenCalls, State, Step, Why
from alphasms_desktop.domain.campaign import Draft, Mode, Phase, Service, Tally
from alphasms_desktop.domain.channel import Channel
from alphasms_desktop.domain.contact import Batch
from alphasms_desktop.domain.errors import Trouble
from alphasms_desktop.domain.exchange import WaitingHook
from alphasms_desktop.domain.live import Decision
from alphasms_desktop.domain.message import Recording
from alphasms_desktop.domain.money import Bill
from alphasms_desktop.domain.profile import AccountProfile
from alphasms_desktop.domain.result import Usual
from alphasms_desktop.domain.rules import Rules
from alphasms_desktop.engine.events import AttemptsChanged, Event
from alphasms_desktop.engine.parts import Surroundings
from alphasms_desktop.engine.ports import Journal
from alphasms_desktop.engine.runner import CampaignRun
from alphasms_desktop.gateway.service import CallService
from alphasms_desktop.store import Store
from tests.benchmarks.far_end import FarEnd, connection_to
from tests.fakes import HEAD, contact, phone

KEY = "measuring-key"
AUDIO = b"RIFF" + bytes(range(256)) * 1875  # 480,004 bytes: half a minute on the telephone
RECORDING = Recording("ab" * 32, 30.0, len(AUDIO), "message.wav")
AT_ONCE = 8
_BATCH = 10_000
_NEVER_S = 1e6


def campaign_of(
    store: Store, recipients: int, rules: Rules | None = None, url: str = "https://alphasms.ua"
) -> int:
    """Make a campaign of so many recipients; returns its id."""
    batches = (
        Batch.of(contact(row + 2) for row in range(begin, min(begin + _BATCH, recipients)))
        for begin in range(0, recipients, _BATCH)
    )
    taken = store.lists.take_in(HEAD, batches)
    service = Service(url, account_fingerprint(KEY))
    rules = rules or Rules(uploads=AT_ONCE, alarm=False)
    return store.campaigns.create(
        Draft("Everybody", Mode.TRAINING, service, taken.id, RECORDING, rules)
    ).id


@dataclass
class Handed:
    """Ends a run when so many calls were handed over, and knows when."""

    run: CampaignRun | None = None
    wanted: int = 0
    accepted: int = 0
    at: float = 0.0

    def hear(self, event: Event) -> None:
        """Count what was accepted."""
        if isinstance(event, AttemptsChanged):
            self.accepted += sum(one.after is State.ACCEPTED for one in event.changes)
            if self.accepted >= self.wanted and self.run and not self.at:
                self.at = time.perf_counter()
                self.run.leave()


def hand_over(
    url: str,
    journal: Journal,
    store: Store,
    campaign_id: int,
    calls: int,
    at_once: int,
    audio: bytes = AUDIO,
) -> tuple[float, float]:
    """Run a campaign until so many calls are accepted; returns calls and CPU ms a call, a second.

    `at_once` uploads from the beginning: the pace is not what is measured here. No status is
    asked meanwhile.
    """
    service = CallService(parse_address(url), KEY, at_once, AccountProfile())
    handed = Handed(wanted=calls)
    around = Surroundings(journal, service, None, SystemClock(), handed.hear, _NEVER_S)
    run = CampaignRun(store.campaigns.get(campaign_id), lambda _claim: audio, around)
    run._placing.pace.level = run._placing.pace.most = at_once
    handed.run = run
    began, cpu = time.perf_counter(), time.process_time()
    ended = run.run()
    used = time.process_time() - cpu
    service.close()
    assert handed.accepted >= calls, ended
    return calls / (handed.at - began), used * 1000 / handed.accepted


def bare_hand_over(there: FarEnd, calls: int, at_once: int) -> tuple[float, float]:
    """Send as many calls by http.client alone, each body joined; returns as `hand_over` does."""
    head, tail = b"--x\r\nContent-Disposition: form-data; name=%b\r\n\r\n", b"\r\n--x--\r\n"
    left = iter(range(calls))
    lock = threading.Lock()

    def send() -> None:
        line = connection_to(there)
        headers = {"Content-Type": "multipart/form-data; boundary=x"}
        while True:
            with lock:
                number = next(left, None)
            if number is None:
                break
            fields = (head % b'"key"' + KEY.encode() + b"\r\n", head % b'"phone"' + b"380501234567")
            body = b"".join((*fields, b"\r\n", head % b'"voice"', AUDIO, tail))
            line.request("POST", "/api/voice.php", body, headers)
            answer = line.getresponse()
            assert b'"id"' in answer.read()
        line.close()

    threads = [threading.Thread(target=send) for _ in range(at_once)]
    began, cpu = time.perf_counter(), time.process_time()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return calls / (time.perf_counter() - began), (time.process_time() - cpu) * 1000 / calls


class StubbedJournal:
    """A journal that keeps nothing: what a run costs without its store."""

    campaign_id = 1

    def __init__(self, recipients: int) -> None:
        self._left = recipients
        self._next = 1

    def claim(self, limit: int, reserve: Decimal | None = None) -> tuple[list[Claim], list[Change]]:
        count = min(limit, self._left)
        self._left -= count
        ids = range(self._next, self._next + count)
        self._next += count
        claims = [Claim(one, one, one + 1, phone(one), f"{one:032x}", 1) for one in ids]
        return claims, [Change(one, one, State.QUEUED, State.SENDING) for one in ids]

    def keep(self, steps: Sequence[Step], applied: Iterable[int] = ()) -> list[Change]:
        return [
            Change(one.attempt_id, one.attempt_id, State.SENDING, one.to, one.price)
            for one in steps
        ]

    def tally(self) -> Tally:
        return Tally({State.QUEUED: self._left}, Decimal(0))

    def bill(self) -> Bill:
        return Bill()

    def skip_waiting(self, why: Why, limit: int) -> list[Change]:
        return []

    def next_waiting_at(self) -> float | None:
        return None

    def note_balance(self, amount: Decimal, spent: Decimal) -> None:
        """Keep nothing."""

    def usual_answers(self) -> Usual | None:
        return None

    def decide(self, recipient_ids: Sequence[int], decision: Decision) -> list[Change]:
        return []

    def set_phase(self, phase: Phase, trouble: Trouble | None = None) -> None:
        """Keep nothing."""

    def open_calls(self, no_result_since: float) -> tuple[OpenCalls, ...]:
        return ()

    def waiting_hooks(self) -> list[WaitingHook]:
        return []

    def doubtful_texts(self) -> list[OpenCall]:
        return []

    def witnesses(self) -> dict[Channel, int]:
        return {}

    def may_call(self, phone: str) -> bool:
        return True

    def release(self) -> None:
        """Nothing was taken."""
