"""The preview sounds as the telephone does."""

import numpy as np
import pytest

from alphasms_desktop.audio.phone import phone_preview
from alphasms_desktop.audio.samples import of_bytes
from alphasms_desktop.audio.wav import samples_of, wav_of
from tests.audio.conftest import babble


def passed_db(hertz: float) -> float:
    """Return how loud a tone is after the telephone, against what it was."""
    tone = (16_000 * np.sin(2 * np.pi * hertz * np.arange(16_000) / 8000)).astype(np.int16)
    heard = of_bytes(samples_of(phone_preview(wav_of(tone.tobytes()))))
    part = slice(4000, 12_000)
    bin_ = round(hertz)
    was, came = (np.abs(np.fft.rfft(one[part].astype(float)))[bin_] for one in (tone, heard))
    return 20 * np.log10(came / was)


@pytest.mark.parametrize("hertz", [600, 1000, 2000, 2600])
def test_a_voice_passes(hertz: float) -> None:
    assert passed_db(hertz) == pytest.approx(0, abs=1.5)


@pytest.mark.parametrize("hertz", [50, 100, 3900])
def test_what_is_deeper_or_higher_does_not(hertz: float) -> None:
    assert passed_db(hertz) < -18


def test_it_has_no_more_steps_than_a_telephone_tells_apart() -> None:
    samples = babble(3.0, 8000)

    heard = of_bytes(samples_of(phone_preview(wav_of(samples.tobytes()))))

    assert heard.size == samples.size
    assert 100 < np.unique(heard).size <= 256
