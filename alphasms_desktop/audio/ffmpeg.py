"""ffmpeg as a process of its own, bounded in time, memory and what it may put out.

Files may be hostile: a process can be killed, and its crash is not ours.
"""

import os
import subprocess
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import IO

from alphasms_desktop.audio.listener import Listener
from alphasms_desktop.audio.memory_watch import bound
from alphasms_desktop.domain.errors import Kind, TroubleError

RATE = 8000
BYTES_PER_SECOND = 2 * RATE

_TIME_LIMIT_S = 120.0
_MEMORY_LIMIT = 512 * 2**20
"""Five times what any ordinary format was seen to take (73 to 96 MB of data)."""
_LARGEST_PIECE = 256 * 2**20
_NEVER_RAN = {126, 127, 0xC0000135}
"""Exit codes of a program that the system could not load, by POSIX shells and by Windows."""

_PCM = ("-f", "s16le", "-ar", str(RATE), "-ac", "1")


@dataclass(frozen=True)
class Output:
    """What ffmpeg gave; the exit code is None where it was stopped at the limit."""

    content: bytes
    code: int | None
    heard: Listener


def read_file(options: Sequence[str], bytes_at_most: int) -> Output:
    """Run ffmpeg on a stranger's file and return what it puts out, up to `bytes_at_most`.

    Raises TroubleError where ffmpeg itself could not be run.
    """
    with _started(options) as process:
        bound(process, _MEMORY_LIMIT)
        heard = Listener(_stream(process.stderr))
        watchdog = threading.Timer(_TIME_LIMIT_S, process.kill)
        watchdog.start()
        try:
            content = _stream(process.stdout).read(bytes_at_most)
            code = process.wait() if len(content) < bytes_at_most else None
        finally:
            watchdog.cancel()
            process.kill()
            heard.join()
    if code in _NEVER_RAN:
        raise TroubleError(Kind.FAULT, heard.complaint, what="ffmpeg")
    return Output(content, code, heard)


def run_filters(samples: bytes, filters: str) -> bytes:
    """Return telephone samples gone through a chain of filters."""
    return _piped(samples, [*_PCM, "-i", "pipe:0", "-af", filters, *_PCM, "pipe:1"])[0]


def run_meter(samples: bytes, filters: str) -> str:
    """Return what a chain of filters says of telephone samples."""
    options = [*_PCM, "-i", "pipe:0", "-af", filters, "-f", "null", "-"]
    return _piped(samples, options, "info")[1]


def through_codec(samples: bytes, codec: str) -> bytes:
    """Return telephone samples coded by one of the telephone's codecs (`alaw`) and back."""
    raw = ("-f", codec, "-ar", str(RATE), "-ac", "1")
    coded, _ = _piped(samples, [*_PCM, "-i", "pipe:0", *raw, "pipe:1"])
    return _piped(coded, [*raw, "-i", "pipe:0", *_PCM, "pipe:1"])[0]


def _piped(given: bytes, options: Sequence[str], says: str = "error") -> tuple[bytes, str]:
    with _started(["-v", says, *options], reads=True) as process:
        try:
            content, said = process.communicate(given, timeout=_TIME_LIMIT_S)
        except BaseException:
            process.kill()
            raise
    text = said.decode("utf-8", "replace")
    if process.returncode:
        raise TroubleError(Kind.FAULT, text.strip(), what="ffmpeg")
    return content, text


@cache
def _packaged() -> str | None:
    """Return the one program inside the package that carries it, without loading the package.

    The package itself would start ffmpeg once more to see whether it runs.
    """
    package = find_spec("imageio_ffmpeg")
    folders = package.submodule_search_locations or () if package else ()
    found = [one for name in folders for one in Path(name).glob("binaries/ffmpeg-*")]
    return str(found[0]) if len(found) == 1 and os.access(found[0], os.X_OK) else None


def program() -> str:
    """Return where ffmpeg is: what `IMAGEIO_FFMPEG_EXE` names, else our own, else the system's.

    Raises RuntimeError where there is none.
    """
    if not os.environ.get("IMAGEIO_FFMPEG_EXE") and (ours := _packaged()):
        return ours
    import imageio_ffmpeg

    return str(imageio_ffmpeg.get_ffmpeg_exe())


def version() -> str:
    """Return what ffmpeg calls itself; raises OSError or RuntimeError where it does not run."""
    said = subprocess.run(
        [program(), "-version"],
        capture_output=True,
        timeout=_TIME_LIMIT_S,
        check=True,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    ).stdout.decode("utf-8", "replace")
    return " ".join(said.split()[:3])


def _started(options: Sequence[str], *, reads: bool = False) -> subprocess.Popen[bytes]:
    always = ["-hide_banner", "-nostdin", "-nostats", "-max_alloc", str(_LARGEST_PIECE)]
    # One thread is the fastest for sound, and the memory does not grow with the cores.
    single = ["-filter_threads", "1", "-threads", "1"]
    try:
        return subprocess.Popen(
            [program(), *always, *single, *options],
            stdin=subprocess.PIPE if reads else subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except (OSError, RuntimeError) as error:
        raise TroubleError(Kind.FAULT, str(error), what="ffmpeg") from error


def _stream(stream: IO[bytes] | None) -> IO[bytes]:
    assert stream is not None
    return stream
