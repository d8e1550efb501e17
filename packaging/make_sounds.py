"""Makes the two sounds of a number check in `resources/sounds`; run by hand, results are kept."""

import math
import struct
import wave
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent / "resources" / "sounds"
_RATE = 22_050
_LOUD = 9_000
_FADE_S = 0.02

# A step up says yes, one low tone twice says no: they differ in pitch and in rhythm.
SOUNDS = {
    "match": ((660.0, 0.11), (880.0, 0.2)),
    "mismatch": ((220.0, 0.16), (0.0, 0.06), (220.0, 0.16)),
}


def main() -> None:
    """Write both files."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, tones in SOUNDS.items():
        with wave.open(str(FOLDER / f"{name}.wav"), "wb") as file:
            file.setparams((1, 2, _RATE, 0, "NONE", ""))
            for pitch, seconds in tones:
                file.writeframes(_tone(pitch, seconds))


def _tone(pitch: float, seconds: float) -> bytes:
    count = round(seconds * _RATE)
    samples = []
    for place in range(count):
        at = place / _RATE
        edge = min(1.0, at / _FADE_S, (seconds - at) / _FADE_S)
        samples.append(round(_LOUD * edge * math.sin(2 * math.pi * pitch * at)))
    return struct.pack(f"<{count}h", *samples)


if __name__ == "__main__":
    main()
