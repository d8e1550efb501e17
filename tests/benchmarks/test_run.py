"""What a campaign of 100,000 recipients costs: memory, the time to its start, and every count."""

import csv
import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator

import pytest
from sqlalchemy import event

from alphasms_desktop.app import SystemClock
from alphasms_desktop.domain.campaign import Draft, Mode
from alphasms_desktop.domain.contact import Batch
from alphasms_desktop.domain.rules import Rules
from alphasms_desktop.engine.parts import Surroundings
from alphasms_desktop.engine.runner import CampaignRun
from alphasms_desktop.store import Store, open_store
from tests.fakes import HEAD, RECORDING, SERVICE, ScriptedGateway, contact, phone
from tests.whole.conftest import Office, office, start_sandbox

__all__ = ["office", "start_sandbox"]

MANY, FEW = 100_000, 1_000
BATCH = 10_000
MOST_MEMORY_MB = 300
MEASURED = """
import json, resource, sys
from alphasms_desktop.cli.main import run
run(sys.argv[1:])
most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(json.dumps({"kilobytes": most // (1024 if sys.platform == "darwin" else 1)}))
"""


def campaign_of(store: Store, recipients: int) -> int:
    """Make a campaign of so many."""
    batches = (
        Batch.of(contact(row + 2) for row in range(begin, min(begin + BATCH, recipients)))
        for begin in range(0, recipients, BATCH)
    )
    taken = store.lists.take_in(HEAD, batches)
    draft = Draft("Everybody", Mode.TRAINING, SERVICE, taken.id, RECORDING, Rules())
    return store.campaigns.create(draft).id


@pytest.fixture(scope="module")
def stores(tmp_path_factory) -> Iterator[dict[int, tuple[Store, int]]]:
    """Give a store with a small campaign and one with a large one."""
    opened = {}
    for size in (FEW, MANY):
        store = open_store(tmp_path_factory.mktemp(f"of-{size}"))
        opened[size] = (store, campaign_of(store, size))
    yield opened
    for store, _ in opened.values():
        store.close()


def took_ms(do: Callable[[], object], times: int = 20) -> float:
    """Return how long something takes at its best, in milliseconds."""
    best = float("inf")
    for _ in range(times):
        began = time.perf_counter()
        do()
        best = min(best, time.perf_counter() - began)
    return best * 1000


@pytest.mark.benchmark
@pytest.mark.timeout(300)
def test_counts_take_as_long_for_many_as_for_few(stores) -> None:
    for name in ("summaries", "tally", "claim and keep"):
        figures = {}
        for size, (store, campaign_id) in stores.items():
            journal = store.take_over(campaign_id)
            deeds = {
                "summaries": store.campaigns.summaries,
                "tally": journal.tally,
                "claim and keep": lambda journal=journal: journal.claim(8),
            }
            figures[size] = took_ms(deeds[name])
            journal.release()
        print(f"\n{name}: {figures[FEW]:.2f} ms of {FEW}, {figures[MANY]:.2f} ms of {MANY}")
        assert figures[MANY] < 5 * figures[FEW] + 1


@pytest.mark.benchmark
@pytest.mark.timeout(300)
def test_no_count_is_made_by_scanning(stores) -> None:
    """The plan of each query that a run asks all the time reaches its rows by an index."""
    store, campaign_id = stores[MANY]
    asked: list[tuple] = []
    journal = store.take_over(campaign_id)
    engine = store._database._engine

    def note(_connection, _cursor, statement, parameters, _context, _many) -> None:
        if statement.lstrip().upper().startswith(("SELECT", "UPDATE")):
            asked.append((statement, parameters))

    event.listen(engine, "before_cursor_execute", note)
    journal.claim(8)
    journal.tally()
    journal.waiting_hooks()
    journal.is_unwanted(phone(2))
    journal.is_mine()
    event.remove(engine, "before_cursor_execute", note)
    journal.release()
    assert len(asked) >= 7
    with store._database.read() as connection:
        for statement, parameters in asked:
            given = parameters[0] if isinstance(parameters, list) else parameters
            plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", given)
            scans = [row[3] for row in plan if row[3].startswith(("SCAN attempt", "SCAN recip"))]
            assert not scans, (statement, scans)


@pytest.mark.benchmark
@pytest.mark.timeout(300)
def test_a_run_of_many_starts_at_once(stores) -> None:
    store, campaign_id = stores[MANY]
    gateway, first = ScriptedGateway(), []

    def stop_at_the_first(_number: str) -> None:
        first.append(time.perf_counter())
        run.stop()

    gateway.on_place = stop_at_the_first
    began = time.perf_counter()
    around = Surroundings(
        *(store.take_over(campaign_id), gateway, None, SystemClock(), lambda _event: None, 2.0)
    )
    run = CampaignRun(store.campaigns.get(campaign_id), lambda _claim: b"RIFF", around)
    run.run()
    seconds = first[0] - began
    print(f"\nfrom the order to run to the first call: {seconds:.2f} s")
    assert seconds < 2


@pytest.mark.benchmark
@pytest.mark.timeout(600)
def test_the_program_needs_little_memory_for_many(office: Office, start_sandbox) -> None:
    sandbox = start_sandbox("--scenario", "all-answer")
    contacts = office.folder / "contacts.csv"
    with contacts.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["Name", "Phone"])
        writer.writerows((f"Person {row}", phone(row)) for row in range(MANY))
    arguments = ["run", "--contacts", contacts, "--audio", office.recording(), "--canary", 300]
    began = time.perf_counter()
    made_mb = memory_mb(office, [*arguments, "--api-url", sandbox.url, "--data-dir", office.data])
    print(f"\nimport and 300 calls of {MANY}: {time.perf_counter() - began:.1f} s")
    gone_on_mb = memory_mb(office, ["run", "--campaign", 1, "--data-dir", office.data], 60)
    print(f"memory at the most: {made_mb:.0f} MB to import and call, {gone_on_mb:.0f} MB to go on")
    assert max(made_mb, gone_on_mb) < MOST_MEMORY_MB


def memory_mb(office: Office, arguments: list, stop_after_s: float = 300.0) -> float:
    """Run the program, interrupted after so long; returns the memory it held at the most."""
    command = [sys.executable, "-c", MEASURED, *map(str, arguments)]
    process = subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        env=office.environment(),
    )
    try:
        out, said = process.communicate(timeout=stop_after_s)
    except subprocess.TimeoutExpired:
        process.terminate()  # a pause in order, as by Ctrl+C
        out, said = process.communicate(timeout=60)
    assert out, said
    return json.loads(out.splitlines()[-1])["kilobytes"] / 1024
