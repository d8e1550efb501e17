"""Any recording in, bare telephone samples out: ffmpeg decodes and resamples, in its own process.

The file may be hostile. A process of its own can be killed, and its crash is not ours; it may
open plain files only, in formats that hold sound and refer to nothing else: no playlists, so no
other file and no network, and no text or pictures, which ffmpeg would gladly "play".
"""

import subprocess
import threading
from pathlib import Path
from typing import IO

from alphasms_desktop.domain.errors import Kind, TroubleError

RATE = 8000
BYTES_PER_SECOND = 2 * RATE

_TIME_LIMIT_S = 120.0
_COMPLAINT_BYTES = 4000
_NEVER_RAN = {126, 127, 0xC0000135}
"""Exit codes of a program that the system could not load, by POSIX shells and by Windows."""

_FORMATS = (
    "aac,ac3,aiff,amr,ape,asf,asf_o,au,avi,caf,dts,eac3,flac,flv,matroska,webm,mov,mp3,mpc,mpc8,"
    "mpeg,mpegts,ogg,qcp,tta,voc,w64,wav,wv"
)


def telephone_samples(source: Path, bytes_at_most: int) -> bytes:
    """Return the sound of a file as 16-bit samples, 8000 a second, one channel.

    Decoding stops once there are `bytes_at_most`. A file cut in the middle gives what it has.
    """
    with _started(source) as process:
        complaint = _Complaint(process)
        watchdog = threading.Timer(_TIME_LIMIT_S, process.kill)
        watchdog.start()
        try:
            samples = _stdout(process).read(bytes_at_most)
            if len(samples) == bytes_at_most:
                return samples
            code = process.wait()
        finally:
            watchdog.cancel()
            process.kill()
            complaint.join()
    if code in _NEVER_RAN:
        raise TroubleError(Kind.FAULT, complaint.text, what="ffmpeg")
    if code:
        raise _refusal(source, complaint.text)
    return samples


def _started(source: Path) -> subprocess.Popen[bytes]:
    """Start ffmpeg; it is told a whole path, so no name can pass for an option or an address."""
    import imageio_ffmpeg

    # fmt: off
    options = [
        "-hide_banner", "-nostdin", "-v", "error", "-max_alloc", str(2**28),
        "-max_error_rate", "0.5",
        "-protocol_whitelist", "file", "-format_whitelist", _FORMATS,
        "-i", f"file:{source.absolute()}",
        "-map", "0:a:0", "-ac", "1", "-ar", str(RATE), "-c:a", "pcm_s16le", "-f", "s16le",
        "pipe:1",
    ]
    # fmt: on
    try:
        return subprocess.Popen(
            [imageio_ffmpeg.get_ffmpeg_exe(), *options],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except (OSError, RuntimeError) as error:
        raise TroubleError(Kind.FAULT, str(error), what="ffmpeg") from error


def _stdout(process: subprocess.Popen[bytes]) -> IO[bytes]:
    assert process.stdout is not None
    return process.stdout


def _refusal(source: Path, complaint: str) -> TroubleError:
    """Tell a video without sound from what is no recording at all."""
    is_silent_video = "matches no streams" in complaint
    kind = Kind.NO_SOUND_TRACK if is_silent_video else Kind.NOT_AUDIO
    return TroubleError(kind, complaint.partition("\n")[0], path=source.name)


class _Complaint:
    """The end of what ffmpeg says; read all the time, since a full pipe would stop it."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        assert process.stderr is not None
        self._stream = process.stderr
        self._kept = b""
        self._reader = threading.Thread(target=self._read, name="ffmpeg-stderr", daemon=True)
        self._reader.start()

    def join(self) -> None:
        """Wait until ffmpeg has said its last word."""
        self._reader.join()

    @property
    def text(self) -> str:
        """What was kept of it."""
        return self._kept.decode("utf-8", "replace").strip()

    def _read(self) -> None:
        while chunk := self._stream.read(_COMPLAINT_BYTES):
            self._kept = (self._kept + chunk)[-_COMPLAINT_BYTES:]
