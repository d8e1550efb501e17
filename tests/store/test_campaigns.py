"""Contact lists and campaigns: whole or not at all."""

import pytest

from alphasms_desktop.domain.attempt import State
from alphasms_desktop.domain.campaign import Phase
from alphasms_desktop.domain.contact import Batch, Reason, Reject
from alphasms_desktop.domain.errors import Kind, TroubleError
from alphasms_desktop.store import open_store
from tests.fakes import HEAD, contact, make_campaign, phone


def test_a_campaign_has_one_queued_recipient_for_each_contact(store):
    campaign_id = make_campaign(store, 4500)

    rows = list(store.campaigns.results(campaign_id))
    assert [row.phone for row in rows] == [phone(row) for row in range(2, 4502)]
    assert {row.state for row in rows} == {State.QUEUED}
    (summary,) = store.campaigns.summaries()
    assert summary.tally.recipients == 4500
    assert summary.campaign.phase is Phase.DRAFT


def test_the_counts_of_a_list_tell_duplicates_from_bad_rows(store):
    rejects = [
        Reject(5, "?", Reason.NOT_A_PHONE, ("?",)),
        Reject(6, "050", Reason.TOO_SHORT, ("050",)),
        Reject(7, phone(2), Reason.DUPLICATE, (phone(2),), twin_row=2),
    ]
    make_campaign(store, 3, rejects)

    (summary,) = store.campaigns.summaries()
    assert (summary.rejected, summary.duplicates) == (2, 1)
    assert list(store.lists.rejects(summary.campaign.list_id)) == rejects


def test_campaigns_are_listed_newest_first(store):
    first, second = make_campaign(store, 1), make_campaign(store, 1)

    assert [one.campaign.id for one in store.campaigns.summaries()] == [second, first]


def test_an_import_that_fails_leaves_nothing(store):
    def batches():
        yield Batch.of([contact(2)])
        raise TroubleError(Kind.FILE_LOCKED)

    with pytest.raises(TroubleError):
        store.lists.take_in(HEAD, batches())

    with store._database.read() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM contact_list").scalar() == 0
        assert connection.exec_driver_sql("SELECT count(*) FROM contact").scalar() == 0


def test_a_list_and_a_campaign_left_half_made_by_a_crash_are_removed_at_the_next_start(
    store, tmp_path
):
    make_campaign(store, 2)
    with store._database.write() as connection:
        connection.exec_driver_sql("UPDATE campaign SET complete = 0")
    store.lists._begin(HEAD)

    again = open_store(tmp_path / "data")

    assert again.campaigns.summaries() == []
    with again._database.read() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM contact_list").scalar() == 1
        assert connection.exec_driver_sql("SELECT count(*) FROM attempt").scalar() == 0
    again.close()


def test_a_list_that_another_process_is_still_importing_is_left_alone(store, tmp_path):
    list_id = store.lists._begin(HEAD)
    being_made = store.folder.lock(f"list-{list_id}")
    being_made.acquire()

    again = open_store(tmp_path / "data")

    assert again.lists.get(list_id).ready == 0
    being_made.release()
    again.close()


def test_a_campaign_that_is_not_there_is_said_so(store):
    with pytest.raises(TroubleError) as caught:
        store.campaigns.get(99)
    assert caught.value.trouble.kind is Kind.NO_SUCH_CAMPAIGN


def test_the_id_of_a_removed_campaign_is_never_given_again(store):
    first = make_campaign(store, 1)
    store.campaigns.remove(first)

    assert make_campaign(store, 1) > first
