"""Floor and product side by side: pairs in turn, the median of their ratios, what a goal asks.

Machines drift by more than the product gains, so that seconds alone mean nothing: each figure is
the ratio of two measurements made one right after the other, and the median of several of these.
"""

import gc
import getpass
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parent.parent.parent
_COMPILED = str(Path(tempfile.gettempdir()) / f"alphasms-bench-compiled-{getpass.getuser()}")
Side = Callable[[], Sequence[float]]
"""Measures one side once; returns its quantities, always the same ones in the same order."""


@dataclass(frozen=True)
class Size:
    """How much is measured: `rows` of a large sheet, `calls` of a run, `pairs` after a warm-up."""

    rows: int
    calls: int
    pairs: int
    is_full: bool = False


SMALL = Size(rows=100_000, calls=300, pairs=5)
FULL = Size(rows=1_000_000, calls=3_000, pairs=7, is_full=True)


@dataclass(frozen=True)
class Asked:
    """What a goal asks of a ratio; with `at_least` more is better, else less."""

    must: float
    stretch: float
    at_least: bool = False

    def is_met(self, ratio: float, limit: float) -> bool:
        """Say whether a ratio keeps a limit."""
        return ratio >= limit if self.at_least else ratio <= limit


@dataclass(frozen=True)
class Figure:
    """One line of the table; a skipped one has a note and no values.

    What no goal asks for has `asked` None: it is told beside the goal, and gates nothing.
    `low` and `high` are the ratios a quarter and three quarters through the pairs.
    """

    goal: int
    what: str
    unit: str
    asked: Asked | None
    floor: float = 0.0
    ours: float = 0.0
    ratio: float = 0.0
    low: float = 0.0
    high: float = 0.0
    note: str = ""
    is_skipped: bool = False

    @property
    def verdict(self) -> str:
        """Whether the must is met, the stretch too, or neither."""
        if self.is_skipped:
            return "skipped"
        if self.asked is None:
            return "told"
        if self.asked.is_met(self.ratio, self.asked.stretch):
            return "stretch"
        return "met" if self.asked.is_met(self.ratio, self.asked.must) else "NOT MET"

    def as_json(self) -> dict[str, object]:
        """Return it as plain values."""
        return {**asdict(self), "verdict": self.verdict}

    @classmethod
    def of_json(cls, told: dict) -> "Figure":
        """Return the figure that `as_json` told of."""
        told = {name: value for name, value in told.items() if name != "verdict"}
        asked = told["asked"]
        return cls(**{**told, "asked": Asked(**asked) if asked else None})


@dataclass(frozen=True)
class Pairs:
    """What one quantity came to on both sides, pair by pair."""

    floor: tuple[float, ...]
    ours: tuple[float, ...]

    @property
    def ratios(self) -> list[float]:
        """The ratios of the pairs, sorted."""
        return sorted(b / a for a, b in zip(self.floor, self.ours, strict=True))

    def figure(
        self, goal: int, what: str, unit: str, asked: Asked | None, note: str = ""
    ) -> Figure:
        """Return the line of the table that they make."""
        ratios = self.ratios
        quarter = len(ratios) // 4
        return Figure(
            goal,
            what,
            unit,
            asked,
            floor=median(self.floor),
            ours=median(self.ours),
            ratio=median(ratios),
            low=ratios[quarter],
            high=ratios[-1 - quarter],
            note=note,
        )


def in_pairs(floor: Side, ours: Side, pairs: int) -> list[Pairs]:
    """Measure floor, ours, floor, ours and so on; the first pair warms up and is not counted."""
    taken: list[tuple[Sequence[float], Sequence[float]]] = []
    for turn in range(pairs + 1):
        gc.collect()
        one = floor()
        gc.collect()
        other = ours()
        if turn:
            taken.append((one, other))
    quantities = range(len(taken[0][0]))
    return [
        Pairs(tuple(one[n] for one, _ in taken), tuple(other[n] for _, other in taken))
        for n in quantities
    ]


def skipped(goal: int, what: str, asked: Asked, why: str) -> Figure:
    """Return the line of a goal that cannot be measured here, and why."""
    return Figure(goal, what, "", asked, note=why, is_skipped=True)


def apart(program: str, *arguments: object, **variables: str) -> str:
    """Run a program of Python in a process of its own; returns what it printed."""
    around = {**os.environ, "PYTHONPYCACHEPREFIX": _COMPILED, **variables}
    # An installed program is compiled; here the pair that warms up compiles it.
    around.pop("PYTHONDONTWRITEBYTECODE", None)
    ended = subprocess.run(
        [sys.executable, "-c", program, *map(str, arguments)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=ROOT,
        env=around,
        check=False,
    )
    if ended.returncode:
        raise RuntimeError(f"a measured program failed:\n{ended.stderr[-4000:]}")
    return ended.stdout


PEAK_MB = """
def peak_mb():
    "The most this process has held; Linux counts what its parent held before into ru_maxrss."
    import resource, sys
    try:
        with open("/proc/self/status") as file:
            kilobytes = next(int(one.split()[1]) for one in file if one.startswith("VmHWM"))
    except OSError:
        most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        kilobytes = most // 1024 if sys.platform == "darwin" else most
    return kilobytes / 1024
"""
"""Put before a program that tells its peak memory."""
