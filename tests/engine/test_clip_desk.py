"""Messages of clips: looked over before anything is called, and heard for any row."""

from dataclasses import replace

import numpy as np
import pytest

from alphasms_desktop.audio.studio import Studio
from alphasms_desktop.audio.wav import wav_of
from alphasms_desktop.domain.clips import ClipPart, NotSaid, SaidAs, Unsaid, named
from alphasms_desktop.domain.contact import Batch
from alphasms_desktop.domain.errors import Kind, TroubleError
from alphasms_desktop.domain.library import NewEntry, SoundOrigin
from alphasms_desktop.engine.clip_desk import ClipDesk
from tests.fakes import HEAD, contact

PARTS = (ClipPart(SaidAs.CLIP, "Hello"), ClipPart(SaidAs.TIME, "Time"))


@pytest.fixture
def desk(store):
    return ClipDesk(store.lists, store.recordings, Studio(store.folder.recordings))


@pytest.fixture
def list_id(store):
    head = replace(HEAD, columns=("Name", "Phone", "Time"))
    times = ["14:30", "9:00", "", "noon", "14:00"]
    people = [replace(contact(n), fields=("P", "", time)) for n, time in enumerate(times, 2)]
    return store.lists.take_in(head, [Batch.of(people)]).id


def record(desk, key, seconds):
    wav = wav_of(np.full(round(8000 * seconds), len(key) * 100, dtype="<i2").tobytes())
    sound = desk.studio.keep(wav, key)
    desk.library.add(NewEntry(sound, key, SoundOrigin.MICROPHONE, clip=key))
    return sound


def test_a_survey_names_what_is_missing_and_who_cannot_be_told(desk, list_id):
    record(desk, named("hello"), 2.0)
    survey = desk.survey(list_id, PARTS, "Visits")

    assert survey.needed == (named("hello"), "hour:14", "minute:30", "hour:9")
    assert survey.missing == ("hour:14", "minute:30", "hour:9")
    assert survey.unsaid == (
        Unsaid(4, NotSaid("Time", "")),
        Unsaid(5, NotSaid("Time", "noon")),
    )
    assert (survey.unsaid_rows, survey.recording) == (2, None)


def test_a_whole_message_has_the_length_of_its_longest(desk, list_id):
    for key, seconds in (
        (named("hello"), 2.0),
        ("hour:14", 1.0),
        ("minute:30", 0.5),
        ("hour:9", 3.0),
    ):
        record(desk, key, seconds)
    survey = desk.survey(list_id, PARTS, "Visits")

    assert survey.missing == ()
    assert survey.recording is not None
    assert (survey.recording.seconds, survey.recording.source) == (5.0, "Visits")
    assert survey.recording.size_bytes == 44 + 80_000
    assert (
        desk.survey(list_id, PARTS, "Again").recording.fingerprint == survey.recording.fingerprint
    )

    record(desk, "hour:9", 4.0)
    changed = desk.survey(list_id, PARTS, "Visits").recording
    assert changed.fingerprint != survey.recording.fingerprint


def test_any_row_can_be_heard(desk, list_id):
    for key in (named("hello"), "hour:14", "minute:30", "hour:9"):
        record(desk, key, 1.0)
    composition = desk.survey(list_id, PARTS, "Visits").composition

    assert desk.said_to(list_id, 0, composition).seconds == pytest.approx(3.0, abs=0.05)
    assert desk.said_to(list_id, 1, composition).seconds == pytest.approx(2.0, abs=0.05)
    for place in (2, 99):
        with pytest.raises(TroubleError) as caught:
            desk.said_to(list_id, place, composition)
        assert caught.value.trouble.kind is Kind.NO_LENGTH


def test_a_message_without_parts_is_nothing(desk, list_id):
    survey = desk.survey(list_id, (), "Visits")
    assert (survey.needed, survey.recording) == ((), None)
