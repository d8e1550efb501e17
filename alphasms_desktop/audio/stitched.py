"""The sounds of a campaign's calls: one for all, or stitched of clips for each recipient."""

from collections.abc import Callable
from pathlib import Path

from alphasms_desktop.audio.studio import read_kept, samples_in
from alphasms_desktop.domain.attempt import Claim
from alphasms_desktop.domain.campaign import Campaign


def sounds_of(campaign: Campaign, folder: Path) -> Callable[[Claim], bytes]:
    """Return what gives the WAV of each call; raises TroubleError where a recording is missing.

    Clips are read at once, so that a run does not find out in its middle that one is gone.
    """
    if campaign.text is not None:
        return lambda _claim: b""  # a text has no sound of its own
    if campaign.composition is None:
        wav = read_kept(folder, campaign.recording.fingerprint)
        return lambda _claim: wav
    from alphasms_desktop.audio.stitch import Stitcher

    kept = list(campaign.composition.clips.values())
    stitcher = Stitcher({one: samples_in(folder, one) for one in kept})
    return lambda claim: stitcher.wav([kept[place] for place in claim.clips])
