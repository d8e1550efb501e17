"""No question that a run asks all the time is answered by going through all rows."""

from sqlalchemy import event

from alphasms_desktop.store import Store
from tests.fakes import make_campaign, phone


def test_no_count_is_made_by_scanning(store: Store) -> None:
    """The plan of each query that a run asks all the time reaches its rows by an index."""
    journal = store.take_over(make_campaign(store, 50))
    asked: list[str] = []
    engine = store._database._engine
    _, writing = store._database._for_writing()
    writing.set_trace_callback(asked.append)

    def trace(connection) -> None:
        connection.connection.driver_connection.set_trace_callback(asked.append)

    event.listen(engine, "begin", trace)
    journal.claim(8)
    journal.tally()
    journal.waiting_hooks()
    journal.may_call(phone(2))
    store.live.repeats(journal.campaign_id)
    event.remove(engine, "begin", trace)
    writing.set_trace_callback(None)
    journal.release()
    seen = [one for one in asked if one.lstrip().upper().startswith(("SELECT", "UPDATE"))]
    assert len(seen) >= 7
    with store._database.read() as connection:
        connection.connection.driver_connection.set_trace_callback(None)
        for statement in seen:
            plan = connection.connection.cursor().execute(f"EXPLAIN QUERY PLAN {statement}")
            scans = [row[3] for row in plan if row[3].startswith(("SCAN attempt", "SCAN recip"))]
            assert not scans, (statement, scans)


def test_the_next_attempt_again_is_read_without_looking_at_the_others(store: Store) -> None:
    """Neither those that wait are gone through, nor is anything sorted."""
    campaign_id = make_campaign(store, 5)
    asked: list[str] = []
    with store._database.read() as connection:
        connection.connection.driver_connection.set_trace_callback(asked.append)
    store.live.repeats(campaign_id)
    with store._database.read() as connection:
        connection.connection.driver_connection.set_trace_callback(None)
        (question,) = (one for one in asked if "number > 1" in one)
        plan = connection.connection.cursor().execute(f"EXPLAIN QUERY PLAN {question}")
        steps = [row[3] for row in plan]
    assert steps == ["SEARCH attempt USING INDEX attempt_again (campaign_id=?)"]
