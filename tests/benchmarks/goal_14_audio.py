"""Goal 14: five minutes of stereo made fit for the telephone, against a bare ffmpeg."""

import json
import subprocess
import tempfile
from pathlib import Path

import imageio_ffmpeg

from tests.audio.conftest import babble, write_wav
from tests.benchmarks.measure import PEAK_MB, Asked, Figure, Size, apart, in_pairs

TIME, MEMORY = Asked(1.5, 1.2), Asked(1.2, 1.2)
_MINUTES = 5
_OF_CHILDREN = """
import json, resource, sys, time
def of_children_mb():
    most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return most / 2**20 if sys.platform == "darwin" else most / 1024
"""
_BARE = """
import subprocess
began = time.perf_counter()
subprocess.run(sys.argv[1:], check=True)
print(json.dumps([time.perf_counter() - began, of_children_mb()]))
"""
_OURS = """
began = float(sys.argv[3])
from pathlib import Path
from alphasms_desktop.audio import to_telephone_wav
to_telephone_wav(Path(sys.argv[1]), Path(sys.argv[2]))
print(json.dumps([time.monotonic() - began, max(peak_mb(), of_children_mb())]))
"""


def measure(size: Size) -> list[Figure]:
    """Convert mp3 and m4a in whole processes: seconds and the largest process's memory."""
    figures = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        minute = write_wav(folder / "minute.wav", babble(60.0, 44_100), 44_100)
        for suffix in ("mp3", "m4a"):
            source = _recorded(folder, minute, suffix)
            took, held = _both_ways(source, folder, size.pairs if size.is_full else 3)
            what = f"five minutes of {suffix}"
            figures.append(took.figure(14, f"converting {what}", "s", TIME))
            figures.append(held.figure(14, f"memory to convert {what}", "MB", MEMORY))
    return figures


def _both_ways(source: Path, folder: Path, pairs: int) -> list:
    ffmpeg = imageio_ffmpeg.get_ffmpeg_exe()
    phone = ["-map", "0:a:0", "-ac", "1", "-ar", "8000", "-c:a", "pcm_s16le"]

    def bare() -> list[float]:
        out = Path(tempfile.mkdtemp(dir=folder)) / "bare.wav"
        command = [ffmpeg, "-nostdin", "-v", "error", "-i", source, *phone, out]
        return json.loads(apart(_OF_CHILDREN + _BARE, *command))

    def ours() -> list[float]:
        import time

        kept = Path(tempfile.mkdtemp(dir=folder))
        program = PEAK_MB + _OF_CHILDREN + _OURS
        told = json.loads(apart(program, source, kept, time.monotonic()))
        (made,) = kept.iterdir()
        assert made.stat().st_size > _MINUTES * 60 * 15_900
        return told

    return in_pairs(bare, ours, pairs)


def _recorded(folder: Path, minute: Path, suffix: str) -> Path:
    again = ["-stream_loop", str(_MINUTES - 1), "-i", str(minute), "-ac", "2"]
    made = folder / f"lecture.{suffix}"
    ffmpeg = imageio_ffmpeg.get_ffmpeg_exe()
    subprocess.run([ffmpeg, "-nostdin", "-v", "error", *again, str(made)], check=True)
    return made
