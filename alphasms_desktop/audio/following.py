"""One recording after another as one, each made ready by itself first."""

from dataclasses import replace

from alphasms_desktop.audio.ffmpeg import RATE
from alphasms_desktop.audio.join import join
from alphasms_desktop.audio.prepare import LONGEST_S, Prepared, Sound, prepare
from alphasms_desktop.audio.samples import Samples, of_bytes
from alphasms_desktop.audio.telephone import too_long
from alphasms_desktop.audio.wav import samples_of
from alphasms_desktop.domain.sound import Finding, Measured, Preparation, SoundFault

_HIDDEN = {SoundFault.CLIPPED, SoundFault.TOO_QUIET, SoundFault.NOISY}


def followed(first: Sound, second: Sound, preparation: Preparation) -> Sound:
    """Return two recordings in order as one; neither is touched.

    Each is made ready as the preparation says, so that both are equally loud and no long silence
    is left where they meet; the handles are those of the first. Raises TroubleError where they are
    too long together.
    """
    name = f"{first.name} + {second.name}"
    no_handles = replace(preparation, start_s=None, end_s=None)
    before, after = prepare(first, preparation), prepare(second, no_handles)
    samples = join([_samples_of(before), _samples_of(after)])
    if samples.size > LONGEST_S * RATE:
        raise too_long(name, samples.size / RATE)
    begin_s = samples.size / RATE - after.measured.seconds
    found = [*_hidden(before.measured, 0.0), *_hidden(after.measured, begin_s)]
    return Sound(samples, name, first.is_cut_off or second.is_cut_off, tuple(found))


def _samples_of(prepared: Prepared) -> Samples:
    return of_bytes(samples_of(prepared.wav))


def _hidden(measured: Measured, begin_s: float) -> list[Finding]:
    """Return the faults that are not found any more once it was levelled, at their new moments."""
    found = []
    for one in measured.findings:
        if one.fault in _HIDDEN:
            moments = [begin_s + measured.played_at(at) for at in one.moments_s]
            found.append(Finding(one.fault, tuple(round(at, 2) for at in moments)))
    return found
