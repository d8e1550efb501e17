"""One recording after another as one, each made ready by itself first."""

from dataclasses import replace

from alphasms_desktop.audio.ffmpeg import RATE
from alphasms_desktop.audio.join import join
from alphasms_desktop.audio.prepare import LONGEST_S, Sound, prepare
from alphasms_desktop.audio.samples import Samples, of_bytes
from alphasms_desktop.audio.telephone import too_long
from alphasms_desktop.audio.wav import samples_of
from alphasms_desktop.domain.sound import Preparation


def followed(first: Sound, second: Sound, preparation: Preparation) -> Sound:
    """Return two recordings in order as one; neither is touched.

    Each is made ready as the preparation says, so that both are equally loud and no long silence
    is left where they meet; the handles are those of the first. Raises TroubleError where they are
    too long together.
    """
    name = f"{first.name} + {second.name}"
    no_handles = replace(preparation, start_s=None, end_s=None)
    samples = join([_ready(first, preparation), _ready(second, no_handles)])
    if samples.size > LONGEST_S * RATE:
        raise too_long(name, samples.size / RATE)
    return Sound(samples, name, first.is_cut_off or second.is_cut_off)


def _ready(sound: Sound, preparation: Preparation) -> Samples:
    return of_bytes(samples_of(prepare(sound, preparation).wav))
