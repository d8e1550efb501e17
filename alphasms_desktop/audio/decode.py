"""Any recording in, bare telephone samples out: ffmpeg decodes and resamples.

It may open plain files only, in formats that hold sound and refer to nothing else: no playlists,
so no other file and no network, and no text or pictures, which ffmpeg would gladly "play".
"""

from dataclasses import dataclass
from pathlib import Path

from alphasms_desktop.audio.ffmpeg import BYTES_PER_SECOND, RATE, Output, read_file
from alphasms_desktop.audio.source import check_source, is_torn_ogg
from alphasms_desktop.domain.errors import Kind, TroubleError

_LITTLE_S = 0.5
"""By how much a file may claim to be longer: codecs pad their sound, and clocks are rounded."""

_FORMATS = (
    "aac,ac3,aiff,amr,ape,asf,asf_o,au,avi,caf,dts,eac3,flac,flv,matroska,webm,mov,mp3,mpc,mpc8,"
    "mpeg,mpegts,ogg,qcp,tta,voc,w64,wav,wv"
)


@dataclass(frozen=True)
class Decoded:
    """The sound of a file: 16-bit samples, 8000 a second, one channel.

    `is_cut_off` says that the file itself promises more than could be decoded; one of a kind that
    promises nothing may be cut without anybody knowing.
    """

    samples: bytes
    is_cut_off: bool

    @property
    def seconds(self) -> float:
        """How long it is."""
        return len(self.samples) / BYTES_PER_SECOND


def decode(source: Path, bytes_at_most: int) -> Decoded:
    """Return the sound of a file; decoding stops once there are `bytes_at_most`.

    A file cut in the middle gives what it has. Raises TroubleError for what is no recording or
    has no sound.
    """
    check_source(source)
    # ffmpeg is told a whole path, so no name can pass for an option or an address.
    # fmt: off
    options = [
        "-v", "level+info", "-max_error_rate", "0.5",
        "-protocol_whitelist", "file", "-format_whitelist", _FORMATS,
        "-i", f"file:{source.absolute()}",
        "-map", "0:a:0", "-ac", "1", "-ar", str(RATE), "-c:a", "pcm_s16le", "-f", "s16le",
        "pipe:1",
    ]
    # fmt: on
    output = read_file(options, bytes_at_most)
    if output.code is None:
        return Decoded(output.content, is_cut_off=False)
    if output.code:
        raise _refusal(source, output.heard.complaint)
    return Decoded(output.content, _lacks_something(output) or is_torn_ogg(source))


def _lacks_something(output: Output) -> bool:
    stated_s = output.heard.stated_s
    missing_s = stated_s - len(output.content) / BYTES_PER_SECOND if stated_s else 0.0
    return output.heard.is_torn or missing_s > _LITTLE_S


def _refusal(source: Path, complaint: str) -> TroubleError:
    """Tell a video without sound from what is no recording at all."""
    is_silent_video = "matches no streams" in complaint
    kind = Kind.NO_SOUND_TRACK if is_silent_video else Kind.NOT_AUDIO
    return TroubleError(kind, complaint.partition("\n")[0], path=source.name)
