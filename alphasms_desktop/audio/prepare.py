"""A recording opened, and made ready for calls without ever touching the original."""

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from alphasms_desktop.audio.decode import decode
from alphasms_desktop.audio.faults import faults_of_loudness, faults_of_size, faults_of_sound
from alphasms_desktop.audio.ffmpeg import BYTES_PER_SECOND, RATE
from alphasms_desktop.audio.loudness import levelled, loudness_of, without_rumble
from alphasms_desktop.audio.samples import Samples, of_bytes
from alphasms_desktop.audio.silence import (
    Stretch,
    joined_stretches,
    stretch_of_sound,
    stretches_with_short_pauses,
)
from alphasms_desktop.audio.telephone import too_long
from alphasms_desktop.audio.wav import wav_of
from alphasms_desktop.domain.errors import Kind, TroubleError
from alphasms_desktop.domain.sound import (
    Finding,
    Measured,
    Preparation,
    SoundFault,
    SoundLimits,
    Span,
)

LONGEST_S = 600
AS_IT_IS = Preparation()
USUAL_LIMITS = SoundLimits()


@dataclass(frozen=True, eq=False)
class Sound:
    """A decoded original: its samples, what it is called, and whether its file is cut off.

    `found` is what was wrong with the recordings it was joined of, as far as joining hides it.
    """

    samples: Samples
    name: str
    is_cut_off: bool = False
    found: tuple[Finding, ...] = ()

    @property
    def seconds(self) -> float:
        """How long it is."""
        return self.samples.size / RATE


@dataclass(frozen=True)
class Prepared:
    """A telephone WAV and what was measured in it."""

    wav: bytes
    measured: Measured


def open_sound(source: Path) -> Sound:
    """Decode a recording of up to ten minutes.

    Raises TroubleError for what is no recording, has no sound, no length, or is longer.
    """
    decoded = decode(source, (LONGEST_S + 1) * BYTES_PER_SECOND)
    if decoded.seconds > LONGEST_S:
        raise too_long(source.name, decoded.seconds)
    if not decoded.samples:
        raise TroubleError(Kind.NO_LENGTH, path=source.name)
    return Sound(of_bytes(decoded.samples), source.name, decoded.is_cut_off)


def prepare(
    sound: Sound,
    preparation: Preparation = AS_IT_IS,
    limits: SoundLimits = USUAL_LIMITS,
) -> Prepared:
    """Make a recording ready for calls and measure what came of it.

    What the preparation has mended is no fault any more; how quiet the original was stays one.
    Raises TroubleError when the chosen part has no length.
    """
    begin, chosen = _chosen_part(sound, preparation)
    found = faults_of_sound(chosen, begin / RATE)
    found += _found_before(sound, preparation, {one.fault for one in found})
    if preparation.shortens_pauses:
        found = [one for one in found if one.fault is not SoundFault.LONG_SILENCE]
    if sound.is_cut_off:
        found.append(Finding(SoundFault.CUT_OFF))
    ready, kept_s = _without_what_is_not_wanted(chosen, begin, preparation)
    loudness = loudness_of(ready)
    known = {one.fault for one in found}
    found += [one for one in faults_of_loudness(loudness) if one.fault not in known]
    if preparation.levels and SoundFault.SILENT not in {one.fault for one in found}:
        ready, loudness = levelled(ready, loudness)
    wav = wav_of(ready.tobytes())
    seconds = ready.size / RATE
    found += faults_of_size(seconds, len(wav), limits)
    return Prepared(wav, Measured(seconds, len(wav), loudness, tuple(found), kept_s))


def _found_before(
    sound: Sound, preparation: Preparation, known: Collection[SoundFault]
) -> list[Finding]:
    """Return what was wrong before joining and is still in the chosen part."""
    start_s, end_s = preparation.start_s or 0.0, preparation.end_s or sound.seconds
    found = []
    for one in sound.found:
        moments = tuple(at for at in one.moments_s if start_s <= at <= end_s)
        if one.fault not in known and (moments or not one.moments_s):
            found.append(Finding(one.fault, moments))
    return found


def _chosen_part(sound: Sound, preparation: Preparation) -> tuple[int, Samples]:
    """Return the part between the handles, and the sample it begins at."""
    start_s, end_s = preparation.start_s, preparation.end_s
    begin = max(0, round((start_s or 0.0) * RATE))
    end = sound.samples.size if end_s is None else max(0, round(end_s * RATE))
    chosen = sound.samples[begin:end]
    if not chosen.size:
        raise TroubleError(Kind.NO_LENGTH, path=sound.name)
    return begin, chosen


def _without_what_is_not_wanted(
    samples: Samples, begin: int, preparation: Preparation
) -> tuple[Samples, tuple[Span, ...]]:
    """Return what is left of samples, and which seconds of the original that is.

    Rumble is cut first: silence with a rumble in it would not be known for one.
    """
    if preparation.cuts_rumble:
        samples = without_rumble(samples)
    kept = stretch_of_sound(samples) if preparation.cuts_silence else Stretch(0, samples.size)
    samples, begin = samples[kept.begin : kept.end], begin + kept.begin
    if not preparation.shortens_pauses:
        return samples, (_span(Stretch(0, samples.size), begin),)
    stretches = stretches_with_short_pauses(samples)
    return joined_stretches(samples, stretches), tuple(_span(one, begin) for one in stretches)


def _span(stretch: Stretch, begin: int) -> Span:
    return (begin + stretch.begin) / RATE, (begin + stretch.end) / RATE
