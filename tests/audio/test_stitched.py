"""The sounds of a campaign's calls."""

from datetime import UTC, datetime

import numpy as np
import pytest

from alphasms_desktop.audio.stitched import sounds_of
from alphasms_desktop.audio.studio import Studio
from alphasms_desktop.audio.wav import seconds_of, wav_of
from alphasms_desktop.domain.attempt import Claim
from alphasms_desktop.domain.campaign import Campaign, Mode, Phase, Service
from alphasms_desktop.domain.clips import ClipPart, Composition, SaidAs
from alphasms_desktop.domain.errors import Kind, TroubleError
from alphasms_desktop.domain.message import Recording
from alphasms_desktop.domain.rules import Rules


def campaign(fingerprint, composition=None):
    return Campaign(
        *(1, "Test", Mode.TRAINING, Service("", ""), 1),
        recording=Recording(fingerprint, 1.0, 16_044),
        rules=Rules(),
        phase=Phase.RUNNING,
        created_at=datetime.now(UTC),
        composition=composition,
    )


def claim(*clips):
    return Claim(1, 1, 2, "+380501234567", "t", 1, clips)


@pytest.fixture
def kept(tmp_path):
    studio = Studio(tmp_path)
    sounds = [wav_of(np.full(8000 * n, n * 1000, dtype="<i2").tobytes()) for n in (1, 2, 3)]
    return [studio.keep(one, "clip").fingerprint for one in sounds]


def test_one_recording_goes_with_every_call(tmp_path, kept):
    sound_of = sounds_of(campaign(kept[0]), tmp_path)
    assert sound_of(claim()) is sound_of(claim())
    assert sound_of(claim()) == (tmp_path / f"{kept[0]}.wav").read_bytes()


def test_clips_are_stitched_for_each_call(tmp_path, kept):
    parts = (ClipPart(SaidAs.WHOLE, "x"),)
    sound_of = sounds_of(
        campaign("-", Composition(parts, dict(zip("abc", kept, strict=True)))), tmp_path
    )
    assert seconds_of(sound_of(claim(0, 2))) == pytest.approx(4.0, abs=0.05)
    assert seconds_of(sound_of(claim(2, 1, 0))) == pytest.approx(6.0, abs=0.05)
    assert sound_of(claim(0, 2)) == Studio(tmp_path).joined([kept[0], kept[2]])


def test_a_missing_recording_is_said_before_anything_is_called(tmp_path, kept):
    (tmp_path / f"{kept[1]}.wav").unlink()
    parts = (ClipPart(SaidAs.WHOLE, "x"),)
    with pytest.raises(TroubleError) as caught:
        sounds_of(campaign("-", Composition(parts, dict(zip("abc", kept, strict=True)))), tmp_path)
    assert caught.value.trouble.kind is Kind.FILE_MISSING
    with pytest.raises(TroubleError):
        sounds_of(campaign("ee" * 32), tmp_path)


def test_a_thumbnail_shows_how_loud_it_is(tmp_path, kept):
    columns = Studio(tmp_path).thumbnail(kept[2])
    assert columns == (round(3000 * 255 / 32768),) * 48
