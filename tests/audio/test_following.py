"""Recordings joined in order: one after another, equally loud, with no needless gap."""

import numpy as np
import pytest

from alphasms_desktop.audio.loudness import loudness_of
from alphasms_desktop.audio.on_table import SoundOnTable
from alphasms_desktop.audio.prepare import Sound
from alphasms_desktop.audio.samples import of_bytes
from alphasms_desktop.audio.wav import samples_of
from alphasms_desktop.domain.errors import Kind, TroubleError
from alphasms_desktop.domain.sound import Preparation, SoundFault
from tests.audio.conftest import babble

USUAL = Preparation(cuts_silence=True, cuts_rumble=True, levels=True)


def table(samples: np.ndarray, name: str, is_cut_off: bool = False) -> SoundOnTable:
    return SoundOnTable(Sound(samples.astype(np.int16), name, is_cut_off))


def test_with_nothing_asked_the_samples_follow_each_other() -> None:
    first, second = table(babble(2.0, 8000), "a.wav"), table(babble(1.0, 8000), "b.wav")

    both = first.followed_by(second, Preparation())

    heard = of_bytes(samples_of(both.plain()))
    assert both.name == "a.wav + b.wav"
    assert both.seconds == pytest.approx(3.0, abs=0.02)
    assert heard[:15_000].tolist() == first.sound.samples[:15_000].tolist()
    assert heard[-7_000:].tolist() == second.sound.samples[-7_000:].tolist()


def test_a_soft_recording_after_a_loud_one_is_as_loud() -> None:
    loud, soft = table(babble(4.0, 8000), "a"), table(babble(4.0, 8000) * 0.05, "b")

    heard = loud.followed_by(soft, USUAL).sound.samples

    halves = [loudness_of(half).lufs for half in np.array_split(heard, 2)]
    assert halves[0] == pytest.approx(halves[1], abs=1.0)


def test_the_silence_where_they_meet_is_short_and_the_handles_are_of_the_first() -> None:
    silence = np.zeros(24_000, np.int16)
    first = table(np.concatenate((babble(4.0, 8000), silence)), "a")
    second = table(np.concatenate((silence, babble(2.0, 8000))), "b", is_cut_off=True)

    both = first.followed_by(second, Preparation(start_s=1.0, cuts_silence=True))

    assert 4.5 < both.seconds < 3.0 + 2.0 + 0.41
    assert both.sound.is_cut_off


def test_more_than_ten_minutes_together_are_refused() -> None:
    long = table(np.zeros(8000 * 301), "long")

    with pytest.raises(TroubleError) as caught:
        long.followed_by(long, Preparation())
    assert caught.value.trouble.kind is Kind.RECORDING_TOO_BIG


def test_what_was_wrong_before_is_said_still_though_levelling_hides_it() -> None:
    clipped = np.clip(babble(3.0, 8000) * 8.0, -32_768, 32_767)
    good = table(babble(3.0, 8000), "good")

    both = good.followed_by(table(clipped, "clipped"), USUAL)

    (found,) = [
        one for one in both.prepared(USUAL).measured.findings if one.fault is SoundFault.CLIPPED
    ]
    assert all(2.5 <= at <= both.seconds for at in found.moments_s)
    before = both.prepared(Preparation(end_s=2.0)).measured.faults
    assert SoundFault.CLIPPED not in before
