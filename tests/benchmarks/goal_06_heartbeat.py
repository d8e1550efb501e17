"""Goal 6: how long the window's thread is away while a large campaign runs and the user scrolls."""

import tempfile
import threading
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QTimer

from alphasms_desktop.app import SystemClock
from alphasms_desktop.domain.address import parse_address
from alphasms_desktop.domain.attempt import State, Step, Why
from alphasms_desktop.domain.exchange import StatusReport
from alphasms_desktop.domain.profile import AccountProfile
from alphasms_desktop.domain.rules import Rules
from alphasms_desktop.engine.parts import Surroundings
from alphasms_desktop.engine.runner import CampaignRun
from alphasms_desktop.gateway.service import CallService
from alphasms_desktop.store import Store, open_store
from tests.benchmarks.far_end import FarEnd, far_end
from tests.benchmarks.measure import Asked, Figure, Size, in_pairs, skipped
from tests.benchmarks.runs import AT_ONCE, AUDIO, KEY
from tests.benchmarks.windows import Heartbeat, WatchedTable, shown_table

_CALLS_A_MINUTE = 6_000
_FOLLOWED = 4_000
_ASKED_AT_ONCE = 250
_WATCHED_S, _SHORTER_S = 5.0, 3.0
_QUIET_MS, _P99_MS, _MAX_MS = 10.0, 16.0, 50.0


class _Talkative(CallService):
    """A service that has something new to say of every call, each time it is asked."""

    status_batch = _ASKED_AT_ONCE
    turn = 0
    is_silent = True

    def statuses(self, gateway_ids: Sequence[str]) -> list[StatusReport]:
        if not self.is_silent:
            self.turn += 1
        return [StatusReport(one, f"word {self.turn}", None) for one in gateway_ids]


def measure(size: Size) -> list[Figure]:
    """Watch the same scrolling window, idle and with 100 calls and 1000 changes a second."""
    with far_end() as there, tempfile.TemporaryDirectory() as folder:
        watched = shown_table(Path(folder), size.rows)
        store = open_store(Path(folder) / "data")
        run, service, changes = _running(watched, store, there)
        scrolling = QTimer()
        scrolling.timeout.connect(lambda: watched.page.table.scroll_by(997))
        scrolling.start(100)
        heartbeat = Heartbeat(watched.app)
        thread = threading.Thread(target=run.run)
        thread.start()
        run.pause()

        watched_s = _WATCHED_S if size.is_full else _SHORTER_S

        def idle() -> tuple[float, float]:
            return heartbeat.during(watched_s)

        def busy() -> tuple[float, float]:
            service.is_silent = False
            run.resume()
            told = heartbeat.during(watched_s)
            run.pause()
            service.is_silent = True
            heartbeat.during(0.5)
            return told

        p99, longest = in_pairs(idle, busy, 5 if size.is_full else 3)
        a_second = changes[0] / (watched_s * (len(p99.ours) + 1))
        scrolling.stop()
        run.leave()
        thread.join()
        service.close()
        store.close()
        watched.close()
    idle_ms = sorted(p99.floor)[len(p99.floor) // 2]
    gates = idle_ms <= _QUIET_MS
    of_p99 = Asked(_P99_MS / idle_ms if gates else 2.5, 1.5)
    note = f"{a_second:.0f} changes a second came in; at most {_P99_MS:g} and {_MAX_MS:g} ms"
    figures = [p99.figure(6, f"heartbeat p99, {size.rows:,} rows", "ms", of_p99, note)]
    if gates:
        idle_max_ms = sorted(longest.floor)[len(longest.floor) // 2]
        of_max = Asked(_MAX_MS / idle_max_ms, 1.2)
        figures.append(longest.figure(6, "heartbeat, longest gap", "ms", of_max))
    else:
        why = f"even at rest the window keeps no {_QUIET_MS:g} ms here"
        figures.append(skipped(6, "heartbeat, longest gap", Asked(1.0, 1.0), why))
    return figures


def _running(
    watched: WatchedTable, store: Store, there: FarEnd
) -> tuple[CampaignRun, _Talkative, list[int]]:
    journal = store.take_over(watched.campaign_id)
    for _ in range(_FOLLOWED // 1_000):
        claims, _ = journal.claim(1_000)
        steps = [
            Step(one.attempt_id, State.ACCEPTED, Why.HANDED_OVER, gateway_id=f"x{one.attempt_id}")
            for one in claims
        ]
        journal.keep(steps)
    service = _Talkative(parse_address(there.url), KEY, AT_ONCE, AccountProfile())
    changes = [0]
    listener = watched.bridge.listener(watched.campaign_id)

    def tell(event: object) -> None:
        changes[0] += len(getattr(event, "changes", ()))
        listener(event)  # type: ignore[arg-type]

    campaign = store.campaigns.get(watched.campaign_id)
    rules = Rules(uploads=AT_ONCE, calls_per_minute=_CALLS_A_MINUTE, alarm=False)
    object.__setattr__(campaign, "rules", rules)
    around = Surroundings(journal, service, None, SystemClock(), tell, _FOLLOWED / 1_000)
    return CampaignRun(campaign, lambda _claim: AUDIO, around, stays=True), service, changes
