"""The library of recordings: one file for one sound, undone removals, evidence that stays."""

import os

import pytest

from alphasms_desktop.domain.campaign import CampaignKind, Draft, Mode, Phase
from alphasms_desktop.domain.clips import ClipPart, Composition, SaidAs
from alphasms_desktop.domain.contact import Batch
from alphasms_desktop.domain.errors import Kind, TroubleError
from alphasms_desktop.domain.library import NewEntry, SoundOrigin
from alphasms_desktop.domain.message import Recording
from alphasms_desktop.domain.recipe import Recipe
from alphasms_desktop.domain.rules import Rules
from alphasms_desktop.store import open_store
from tests.fakes import HEAD, RECORDING, SERVICE, HandClock, contact, make_campaign

OTHER = Recording("cd" * 32, 2.0, 32_044, "other.wav")


def new(recording=RECORDING, name="Greeting", clip=""):
    return NewEntry(recording, name, SoundOrigin.MICROPHONE, (0, 128, 255), clip)


def test_a_recording_comes_back_as_it_was_put_there(store):
    entry_id = store.recordings.add(new())

    (entry,) = store.recordings.all()
    assert (entry.id, entry.recording, entry.name) == (entry_id, RECORDING, "Greeting")
    assert (entry.origin, entry.thumbnail) == (SoundOrigin.MICROPHONE, (0, 128, 255))
    assert (entry.used_in, entry.last_used_at, entry.is_needed) == ((), None, False)


def test_the_same_sound_is_not_put_there_twice(store):
    assert store.recordings.add(new()) == store.recordings.add(new(name="Again"))
    assert [one.name for one in store.recordings.all()] == ["Greeting"]


def test_an_entry_is_renamed_and_duplicated(store):
    entry_id = store.recordings.add(new())
    store.recordings.rename(entry_id, "Visit")
    store.recordings.duplicate(entry_id, "Visit, copy")

    assert [one.name for one in store.recordings.all()] == ["Visit, copy", "Visit"]
    assert {one.recording.fingerprint for one in store.recordings.all()} == {RECORDING.fingerprint}


def test_a_removal_can_be_taken_back(store):
    entry_id = store.recordings.add(new())
    store.recordings.remove(entry_id)
    assert store.recordings.all() == []

    store.recordings.bring_back(entry_id)
    assert [one.id for one in store.recordings.all()] == [entry_id]


def test_an_entry_tells_where_it_is_used(store):
    store.recordings.add(new())
    first = make_campaign(store)

    (entry,) = store.recordings.all()
    assert (entry.used_in, entry.is_needed) == (("Test",), True)
    assert entry.last_used_at == store.campaigns.get(first).created_at


def test_what_a_campaign_still_calls_with_cannot_be_removed(store):
    entry_id = store.recordings.add(new())
    campaign_id = make_campaign(store)
    with pytest.raises(TroubleError) as caught:
        store.recordings.remove(entry_id)
    assert caught.value.trouble.kind is Kind.RECORDING_NEEDED

    journal = store.take_over(campaign_id)
    journal.set_phase(Phase.FINISHED)
    journal.release()
    store.recordings.remove(entry_id)
    assert store.recordings.all() == []


def test_one_of_two_entries_of_a_needed_sound_may_go(store):
    entry_id = store.recordings.add(new())
    store.recordings.duplicate(entry_id, "Copy")
    make_campaign(store)

    store.recordings.remove(entry_id)

    assert [one.name for one in store.recordings.all()] == ["Copy"]


def test_a_clip_recorded_again_takes_the_place_of_the_one_before(store):
    store.recordings.add(new(name="14", clip="hour:14"))
    store.recordings.add(new(OTHER, name="14", clip="hour:14"))

    (entry,) = store.recordings.all()
    assert (entry.recording, entry.clip) == (OTHER, "hour:14")


@pytest.fixture
def clock():
    return HandClock()


@pytest.fixture
def store(tmp_path, clock):
    opened = open_store(tmp_path / "data", clock.timestamp)
    yield opened
    opened.close()


def test_files_nothing_speaks_of_go_after_a_day_and_evidence_stays(clock, store):
    folder = store.folder.recordings
    names = [RECORDING.fingerprint, OTHER.fingerprint, "ee" * 32, "ff" * 32, "aa" * 32]
    for name in names:
        (folder / f"{name}.wav").write_bytes(b"RIFF")
    make_campaign(store)  # has called with RECORDING
    entry_id = store.recordings.add(new(OTHER))
    clip = Recording("ee" * 32, 1.0, 16_044, "14.wav")
    compose(store, {"hour:14": clip.fingerprint})
    store.recordings.remove(entry_id)
    for name in names[:-1]:
        os.utime(folder / f"{name}.wav", (clock.timestamp() - 90_000,) * 2)
    os.utime(folder / f"{names[-1]}.wav", (clock.timestamp() - 3_600,) * 2)

    assert store.recordings.clear_unused_files() == 1
    assert sorted(one.stem for one in folder.glob("*.wav")) == sorted({*names} - {"ff" * 32})

    clock.turn(90_000)
    assert store.recordings.clear_unused_files() == 2
    kept = {RECORDING.fingerprint, "ee" * 32}
    assert {one.stem for one in folder.glob("*.wav")} == kept
    assert store.recordings.all() == []


def test_what_a_draft_or_a_template_would_call_with_stays(clock, store):
    folder = store.folder.recordings
    of_parts = Composition((ClipPart(SaidAs.TIME, "Name"),), {"hour:14": "ee" * 32})
    store.recipes.keep_draft(Recipe("draft", None, RECORDING, None, Rules(), True))
    store.recipes.keep_template("template", Recipe("t", None, None, of_parts, Rules(), True))
    for name in (RECORDING.fingerprint, "ee" * 32):
        (folder / f"{name}.wav").write_bytes(b"RIFF")
        os.utime(folder / f"{name}.wav", (clock.timestamp() - 90_000,) * 2)

    assert store.recordings.clear_unused_files() == 0
    store.recipes.keep_draft(None)
    assert store.recordings.clear_unused_files() == 1


def test_trial_calls_are_no_use_of_a_recording(store):
    store.recordings.add(new())
    compose(store, None, CampaignKind.TRIAL)

    (entry,) = store.recordings.all()
    assert (entry.used_in, entry.is_needed) == ((), False)
    assert store.campaigns.summaries() == []


def compose(store, clips, kind=CampaignKind.MASS):
    composition = clips and Composition((ClipPart(SaidAs.TIME, "Name"),), clips)
    taken = store.lists.take_in(HEAD, [Batch.of([contact(2)])])
    recording = Recording("99" * 32, 3.0, 48_044, "parts") if clips else RECORDING
    return store.campaigns.create(
        Draft(
            "Parts", Mode.TRAINING, SERVICE, taken.id, recording, kind=kind, composition=composition
        )
    )
