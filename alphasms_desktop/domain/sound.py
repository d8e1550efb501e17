"""What is asked of a recording, what was measured in it, and what is wrong with it."""

from dataclasses import dataclass, field
from enum import StrEnum

Outline = tuple[tuple[float, float], ...]
"""The shape of a sound: the least and the greatest sample of each column, from -1 to 1."""

Span = tuple[float, float]
"""A stretch of a sound: the seconds at which it begins and ends."""


@dataclass(frozen=True)
class Preparation:
    """What is to be done to a recording before it goes out; the original is never touched.

    `start_s` and `end_s` are seconds of the original, None is its own start or end. Then silence
    goes from both ends, pauses of more than a second become 0.6 s, rumble below 80 Hz goes, and
    the loudness is brought to one measure.
    """

    start_s: float | None = None
    end_s: float | None = None
    cuts_silence: bool = False
    shortens_pauses: bool = False
    cuts_rumble: bool = False
    levels: bool = False


@dataclass(frozen=True)
class Loudness:
    """How loud a recording is, by EBU R 128; None where there is nothing loud enough to measure."""

    lufs: float | None = None
    true_peak_db: float | None = None


class SoundFault(StrEnum):
    """What can be wrong with a recording that is one."""

    CLIPPED = "clipped"
    TOO_QUIET = "too_quiet"
    NOISY = "noisy"
    LONG_SILENCE = "long_silence"
    CUT_OFF = "cut_off"
    TOO_SHORT = "too_short"
    TOO_LONG = "too_long"
    TOO_BIG = "too_big"
    SILENT = "silent"


@dataclass(frozen=True)
class Finding:
    """A fault that was found and, where it has places, their seconds in the original."""

    fault: SoundFault
    moments_s: tuple[float, ...] = ()


_SHORT_OR_LONG_S = 10.0
"""A recording refused for its length was too short below this, too long above."""
_A_LITTLE_S = 0.1


@dataclass(frozen=True)
class SoundLimits:
    """What the service takes: bytes of a whole WAV, and seconds."""

    max_bytes: int = 5_000_000
    min_s: float = 1.0
    max_s: float = 120.0

    def narrowed(self, refused_bytes: int | None, refused_s: float | None) -> "SoundLimits":
        """Return the limits as a refusal of so many bytes, or of such a length, has taught them.

        The service publishes no limits: its refusals are what can be known of them.
        """
        max_bytes, min_s, max_s = self.max_bytes, self.min_s, self.max_s
        if refused_bytes is not None:
            max_bytes = min(max_bytes, refused_bytes - 1)
        if refused_s is not None and refused_s < _SHORT_OR_LONG_S:
            min_s = max(min_s, refused_s + _A_LITTLE_S)
        elif refused_s is not None:
            max_s = min(max_s, refused_s - _A_LITTLE_S)
        return SoundLimits(max_bytes, min_s, max_s)


@dataclass(frozen=True)
class Measured:
    """What a prepared recording came out as, and what is to be said of it.

    `kept_s` are the stretches of the original that are left, in its seconds.
    """

    seconds: float
    size_bytes: int
    loudness: Loudness = field(default_factory=Loudness)
    findings: tuple[Finding, ...] = ()
    kept_s: tuple[Span, ...] = ()

    @property
    def faults(self) -> tuple[SoundFault, ...]:
        """The faults alone."""
        return tuple(finding.fault for finding in self.findings)

    def played_at(self, moment_s: float) -> float:
        """Return when a second of the original is heard, or would be."""
        return sum(min(max(moment_s - start, 0.0), end - start) for start, end in self.kept_s)

    def moment_of(self, part: float) -> float:
        """Return the second of the original that is heard when so much has played, 0 to 1."""
        left_s = part * sum(end - start for start, end in self.kept_s)
        for start, end in self.kept_s:
            if left_s <= end - start:
                return start + left_s
            left_s -= end - start
        return self.kept_s[-1][1] if self.kept_s else 0.0
