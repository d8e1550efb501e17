"""Any recording in, bare telephone samples out: ffmpeg decodes and resamples.

It may open plain files only, in formats that hold sound and refer to nothing else: no playlists,
so no other file and no network, and no text or pictures, which ffmpeg would gladly "play".
"""

from dataclasses import dataclass
from pathlib import Path

from alphasms_desktop.audio.ffmpeg import BYTES_PER_SECOND, RATE, Output, read_file
from alphasms_desktop.audio.source import check_source, is_film, is_torn_ogg
from alphasms_desktop.domain.errors import Kind, TroubleError

_LITTLE_S = 0.5
"""By how much a file may claim to be longer: codecs pad their sound, and clocks are rounded."""

_CANCELLED_PEAK = 33
"""Below -60 dB of full scale: what is left where two channels cancel each other out."""
_ONE_CHANNEL = ("-af", "pan=mono|c0=c0")

_NO_INDEX = "moov atom not found"
"""What m4a, mp4 and 3gp say at their end: a file without it is cut, or still being written."""

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

    A file cut in the middle gives what it has; one whose channels cancel each other out, as some
    recorders turn one of them round, gives the first alone. Raises TroubleError for what is no
    recording or has no sound.
    """
    check_source(source)
    decoded = _decode(source, bytes_at_most)
    if _is_silent(decoded.samples):
        first = _decode(source, bytes_at_most, _ONE_CHANNEL)
        return decoded if _is_silent(first.samples) else first
    return decoded


def _is_silent(samples: bytes) -> bool:
    # Nearly always the first words end the look; numpy would be loaded for them.
    return not any(
        abs(one) >= _CANCELLED_PEAK
        for one in memoryview(samples[: len(samples) // 2 * 2]).cast("h")
    )


def _decode(source: Path, bytes_at_most: int, mixing: tuple[str, ...] = ("-ac", "1")) -> Decoded:
    # ffmpeg is told a whole path, so no name can pass for an option or an address.
    # fmt: off
    options = [
        "-v", "level+info", "-max_error_rate", "0.5",
        "-protocol_whitelist", "file", "-format_whitelist", _FORMATS,
        "-i", f"file:{source.absolute()}",
        "-map", "0:a:0", *mixing, "-ar", str(RATE), "-c:a", "pcm_s16le", "-f", "s16le",
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
    values = {"what": "unfinished"} if _NO_INDEX in complaint and is_film(source) else {}
    return TroubleError(kind, complaint.partition("\n")[0], path=source.name, **values)
