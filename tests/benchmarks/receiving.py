"""How long a webhook waits for its answer while a store of many calls is written to.

It is on the disk before it is answered, and so waits for whoever writes just then.
"""

import http.client
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from alphasms_desktop.domain.attempt import Claim, State, Step, Why
from alphasms_desktop.gateway.receiver import HookReceiver
from alphasms_desktop.store import Journal, Store, open_store
from tests.benchmarks.runs import campaign_of

_HOOKS = 300
_A_GROUP = 16
_FOLLOWED = 1_000


def answer_p99_ms(calls: int) -> float:
    """Return the 99th percentile over loopback, each webhook on a connection of its own."""
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(Path(folder))
        journal = store.take_over(campaign_of(store, calls))
        claims, _ = journal.claim(_HOOKS)
        _keep(journal, claims)
        receiver = HookReceiver(store.inbox.put_all, lambda: None)
        with _writing(journal):
            took_ms = sorted(_post(receiver.port, one.token) for one in claims)
        receiver.close()
        _assert_kept(store)
        journal.release()
        store.close()
    return took_ms[round(len(took_ms) * 0.99) - 1]


def _keep(journal: Journal, claims: list[Claim]) -> None:
    journal.keep(
        [
            Step(one.attempt_id, State.ACCEPTED, Why.HANDED_OVER, gateway_id=str(one.attempt_id))
            for one in claims
        ]
    )


@contextmanager
def _writing(journal: Journal) -> Iterator[None]:
    """Have a run's writing go on: claims, answers, and now and then a thousand statuses."""
    stopped = threading.Event()

    def write() -> None:
        followed: list[Claim] = []
        while not stopped.is_set():
            claims, _ = journal.claim(_A_GROUP)
            _keep(journal, claims)
            followed += claims
            if len(followed) >= _FOLLOWED:
                told = [
                    Step(one.attempt_id, State.ANSWERED, Why.ASKED, raw="XML 102")
                    for one in followed
                ]
                journal.keep(told)
                followed = []

    thread = threading.Thread(target=write)
    thread.start()
    try:
        yield
    finally:
        stopped.set()
        thread.join()


def _post(port: int, token: str) -> float:
    body = f'{{"msg_id": "{token[:8]}", "status": "ANSWERED", "duration": 7, "dtmf": "1"}}'
    began = time.perf_counter()
    line = http.client.HTTPConnection("127.0.0.1", port)
    line.request("POST", f"/hook/{token}", body, {"Content-Type": "application/json"})
    answer = line.getresponse()
    answer.read()
    took_ms = (time.perf_counter() - began) * 1000
    line.close()
    assert answer.status == 200
    return took_ms


def _assert_kept(store: Store) -> None:
    assert store.inbox.campaigns_waiting(), "no webhook was kept"
