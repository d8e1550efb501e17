"""`dev.py bench`: every goal in a process of its own, then one table, a JSON and a Markdown file.

    python3 packaging/dev.py bench [GOAL...] [--full] [--out DIR]

A goal is its number, or `report`, `beside` (what else is worth a figure), `scale`, `soak`. Without
any all numbers are measured, with `--full` also the first three of these words.
"""

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from importlib import import_module
from pathlib import Path

from tests.benchmarks.measure import FULL, ROOT, SMALL, Figure, Size
from tests.benchmarks.table import as_markdown, as_text, surroundings

_FOLDER = Path(__file__).parent
_LONGEST_S = 3 * 3600


def main(arguments: list[str]) -> int:
    """Measure what is asked for; the exit code is 1 where a must is missed or a goal failed."""
    asked = _parser().parse_args(arguments)
    if asked.one:
        return _measure_one(asked.one, _size(asked), asked.out)
    if asked.goals[:1] == ["soak"]:
        from tests.benchmarks.soak import soak

        return soak(asked.minutes, asked.out)
    out: Path = asked.out
    out.mkdir(parents=True, exist_ok=True)
    figures, failed = _measure_all(asked)
    size = "A million rows." if asked.full else "Small sizes: 100,000 rows, 300 calls."
    told: dict[str, object] = {"surroundings": surroundings(), "size": size}
    told["figures"] = [one.as_json() for one in figures]
    (out / "bench.json").write_text(json.dumps(told, indent=1, ensure_ascii=False), "utf-8")
    (out / "bench.md").write_text(as_markdown(figures, size), "utf-8")
    print(f"\n{as_text(figures)}\n\n{out / 'bench.json'}\n{out / 'bench.md'}")
    missed = [one for one in figures if one.verdict == "NOT MET"]
    return 1 if missed or failed else 0


def modules(goals: list[str], full: bool) -> list[str]:
    """Return the names of the modules that measure these goals, in order."""
    numbered = sorted(one.stem for one in _FOLDER.glob("goal_*.py"))
    if not goals:
        return [*numbered, "report", "beside", "scale"] if full else numbered
    found = []
    for goal in goals:
        names = [goal] if goal in {"report", "beside", "scale"} else []
        names += [one for one in numbered if one.split("_")[1].lstrip("0") == goal]
        if not names:
            sys.exit(f"There is no goal {goal}.")
        found += names
    return found


def _size(asked: argparse.Namespace) -> Size:
    size = FULL if asked.full else SMALL
    return replace(size, pairs=asked.pairs) if asked.pairs else size


def _measure_all(asked: argparse.Namespace) -> tuple[list[Figure], bool]:
    figures: list[Figure] = []
    failed = False
    more = ["--full"] if asked.full else []
    more += ["--pairs", str(asked.pairs)] if asked.pairs else []
    for name in modules(asked.goals, asked.full):
        began = time.monotonic()
        print(f"{name} ...", end="", flush=True)
        with tempfile.TemporaryDirectory() as folder:
            told = Path(folder) / "figures.json"
            command = [sys.executable, "-m", "tests.benchmarks", "--one", name, "--out", str(told)]
            ended = subprocess.run([*command, *more], cwd=ROOT, check=False, timeout=_LONGEST_S)
            if ended.returncode:
                failed = True
            else:
                found = json.loads(told.read_text("utf-8"))
                figures += [Figure.of_json(one) for one in found]
                for picture in told.parent.glob("*.png"):
                    shutil.move(picture, asked.out / picture.name)
        end = f" failed ({ended.returncode})" if ended.returncode else ""
        print(f"{end} {time.monotonic() - began:.0f} s", flush=True)
    return figures, failed


def _measure_one(name: str, size: Size, out: Path) -> int:
    measured = import_module(f"tests.benchmarks.{name}")
    figures = measured.measure(size, out.parent) if name == "scale" else measured.measure(size)
    out.write_text(json.dumps([one.as_json() for one in figures]), "utf-8")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="dev.py bench", description=__doc__)
    parser.add_argument("goals", nargs="*", metavar="GOAL")
    parser.add_argument("--full", action="store_true", help="a million rows, long runs")
    default = Path(tempfile.gettempdir()) / "alphasms-bench"
    parser.add_argument("--out", type=Path, default=default, help="a folder for the files")
    parser.add_argument("--minutes", type=float, default=120.0, help="how long `soak` lasts")
    parser.add_argument("--pairs", type=int, help="how many pairs, where the usual number is much")
    parser.add_argument("--one", help=argparse.SUPPRESS)
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
