"""Messages of clips: what each recipient hears is settled when the campaign is made."""

from dataclasses import replace

from alphasms_desktop.domain.attempt import State, Why
from alphasms_desktop.domain.campaign import Draft, Mode
from alphasms_desktop.domain.clips import ClipPart, Composition, SaidAs
from alphasms_desktop.domain.contact import Batch
from alphasms_desktop.domain.message import Recording
from tests.fakes import HEAD, SERVICE, contact, make_campaign

CLIPS = {
    "named:hello": "aa" * 32,
    "hour:14": "bb" * 32,
    "hour:9": "cc" * 32,
    "minute:30": "dd" * 32,
}
COMPOSITION = Composition((ClipPart(SaidAs.CLIP, "Hello"), ClipPart(SaidAs.TIME, "Time")), CLIPS)


def make(store, times):
    head = replace(HEAD, columns=("Name", "Phone", "Time"))
    people = [
        replace(contact(row), fields=(f"Person {row}", "", time))
        for row, time in enumerate(times, start=2)
    ]
    taken = store.lists.take_in(head, [Batch.of(people)])
    longest = Recording("99" * 32, 3.0, 48_044, "parts")
    draft = Draft("Parts", Mode.TRAINING, SERVICE, taken.id, longest, composition=COMPOSITION)
    return store.campaigns.create(draft).id


def test_a_campaign_keeps_its_composition(store):
    campaign_id = make(store, ["14:30"])
    assert store.campaigns.get(campaign_id).composition == COMPOSITION


def test_each_claim_brings_the_clips_of_its_row(store):
    journal = store.take_over(make(store, ["14:30", "9:00", "14:00"]))
    claims, _ = journal.claim(10)
    journal.release()

    keys = list(CLIPS)
    assert [[keys[place] for place in one.clips] for one in claims] == [
        ["named:hello", "hour:14", "minute:30"],
        ["named:hello", "hour:9"],
        ["named:hello", "hour:14"],
    ]


def test_whoever_cannot_be_told_their_message_is_not_called(store):
    campaign_id = make(store, ["14:30", "", "noon", "10:00"])  # there is no clip for ten
    journal = store.take_over(campaign_id)
    claims, changes = journal.claim(10)
    journal.release()

    assert [one.row for one in claims] == [2]
    assert [one.after for one in changes].count(State.SKIPPED) == 3
    results = list(store.campaigns.results(campaign_id))
    assert [one.why for one in results[1:]] == [Why.NOTHING_TO_SAY] * 3


def test_a_campaign_with_one_recording_has_no_clips(store):
    campaign_id = make_campaign(store, 1)
    journal = store.take_over(campaign_id)
    (claim,), _ = journal.claim(1)
    journal.release()
    assert claim.clips == ()
    assert store.campaigns.get(campaign_id).composition is None
