"""One command per task: `python3 packaging/dev.py setup`, `test`, `lint`, `prove`, `demo`.

Needs nothing but Python: it makes `.venv` in the project, and installs there what is locked.
"""

import sys

# Asked before anything newer than this is used, so that an old Python hears words, not a traceback.
if sys.version_info < (3, 11):  # noqa: UP036
    sys.exit(f"AlphaSMS Desktop needs Python 3.11 or newer; this is {sys.version.split()[0]}.")

import contextlib
import io
import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import checks
import environment
from steps import TaskError, run_openly, say

ROOT = Path(__file__).resolve().parent.parent


class Word(NamedTuple):
    """A task: what does it, its line in the list of words, and the rest of its help."""

    work: Callable[[list[str]], int]
    line: str
    more: str


def main(arguments: list[str]) -> int:
    """Do the task that the first argument names; returns the exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    if not arguments or arguments[0] in ("help", "-h", "--help"):
        say(_words())
        return 0
    name, rest = arguments[0], arguments[1:]
    if name not in WORDS:
        say(f"There is no task '{name}'.\n\n{_words()}")
        return 2
    if rest and rest[0] in ("-h", "--help"):
        say(_help(name))
        return 0
    if rest and name not in TAKES_ARGUMENTS:
        say(f"'{name}' takes no arguments.\n\n{_help(name)}")
        return 2
    try:
        return WORDS[name].work(rest)
    except TaskError as error:
        say(f"\n{error}")
        return error.code
    except OSError as error:
        say(f"\n{error}")
        return 1
    except KeyboardInterrupt:
        return 130


def _setup(_arguments: list[str]) -> int:
    environment.prepare(ROOT)
    return 0


def _lint(_arguments: list[str]) -> int:
    environment.prepare(ROOT)
    return 0 if checks.lint(ROOT) else 1


def _test(arguments: list[str]) -> int:
    environment.prepare(ROOT)
    clean = bool(arguments) or checks.lint(ROOT)
    if not clean:
        say("Whatever the tests say, this run ends with exit code 1. The tests:")
    python = str(environment.python_of(ROOT))
    surroundings = {
        "QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen"),
        # Some systems forbid to keep what was compiled; each of the hundreds of programs that are
        # started here would compile all sources again.
        "PYTHONDONTWRITEBYTECODE": "",
    }
    # The whole suite takes all cores; chosen tests stay together, where they are easier to follow.
    chosen = arguments or ["-n", "auto", "--dist", "worksteal"]
    # Nothing is said after pytest: its closing line is the closing line of the whole run.
    code = run_openly([python, "-m", "pytest", *chosen], ROOT, surroundings)
    return code or int(not clean)


def _bench(arguments: list[str]) -> int:
    environment.prepare(ROOT)
    python = str(environment.python_of(ROOT))
    quiet_qt = {"QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen")}
    return run_openly([python, "-m", "tests.benchmarks", *arguments], ROOT, quiet_qt)


def _prove(arguments: list[str]) -> int:
    environment.prepare(ROOT)
    python = str(environment.python_of(ROOT))
    return run_openly([python, str(ROOT / "packaging" / "prove.py"), *arguments], Path.cwd(), {})


def _demo(_arguments: list[str]) -> int:
    environment.prepare(ROOT)
    say("\nA campaign in training: nobody is called, nothing is paid.\n")
    if not has_display(dict(os.environ), sys.platform):
        python = str(environment.python_of(ROOT))
        return run_openly([python, str(ROOT / "packaging" / "demo.py")], ROOT, {})
    folder = Path(tempfile.mkdtemp(prefix="alphasms-demo-"))
    say("The window opens with the sample campaign ready: press the blue button to start it.")
    return run_openly(demo_command(folder), Path.cwd(), {})


def _screens(arguments: list[str]) -> int:
    environment.prepare(ROOT)
    python = str(environment.python_of(ROOT))
    return run_openly([python, str(ROOT / "packaging" / "screens.py"), *arguments], Path.cwd(), {})


def _build(arguments: list[str]) -> int:
    environment.prepare(ROOT)
    import build

    return build.build(ROOT, arguments)


def _nightly(arguments: list[str]) -> int:
    environment.prepare(ROOT)
    import nightly

    return nightly.prove(ROOT, arguments)


def has_display(names: dict[str, str], platform: str) -> bool:
    """Say whether a window can be shown here."""
    if platform in {"win32", "darwin"}:
        return True
    return bool(names.get("DISPLAY") or names.get("WAYLAND_DISPLAY"))


def demo_command(folder: Path) -> list[str]:
    """Return the command line of the window that `demo` shows."""
    program = str(environment.tool_of(ROOT, "alphasms-desktop"))
    return [program, "window", "--sample", "--data-dir", str(folder)]


TAKES_ARGUMENTS = ("test", "bench", "prove", "screens", "build", "nightly")


def _words() -> str:
    lines = [f"  {name:7} {word.line}" for name, word in WORDS.items()]
    return "\n".join(
        [
            "Usage: python3 packaging/dev.py WORD",
            "",
            *lines,
            "",
            "`python3 packaging/dev.py WORD --help` tells more about one of them.",
        ]
    )


def _help(name: str) -> str:
    word = WORDS[name]
    arguments = {"test": " [ARGUMENTS OF PYTEST]", "bench": " [GOAL...] [--full]"}.get(name, "")
    return f"Usage: python3 packaging/dev.py {name}{arguments}\n\n{word.line}\n\n{word.more}"


WORDS = {
    "setup": Word(
        _setup,
        "get everything ready; quick when it is",
        "Makes .venv, installs the locked packages and the program itself, and compiles the\n"
        "translations: each only when needed. On Debian and Ubuntu it also looks for the system\n"
        "packages that Qt needs. It installs them when it may (root, or sudo without a password),\n"
        "else it prints the command to run and ends with exit code 2.",
    ),
    "test": Word(
        _test,
        "setup, then lint, then the tests",
        "Arguments are handed to pytest, and then lint is left out:\n"
        "    python3 packaging/dev.py test -k report -x\n"
        "Paths count from the project's folder. Qt draws off screen unless QT_QPA_PLATFORM says\n"
        "otherwise. The exit code is 0 only when all was well.",
    ),
    "lint": Word(
        _lint,
        "setup, then style, types, layers and lock",
        "Runs ruff check, ruff format --check, mypy, lint-imports and a look at the lock; all of\n"
        "them even when one fails. The exit code is 1 when any of them failed.",
    ),
    "bench": Word(
        _bench,
        "setup, then the measurements",
        "Measures every goal of speed and memory beside its floor, in turn, and prints one table;\n"
        "it needs a machine at rest and is no part of the tests:\n"
        "    python3 packaging/dev.py bench [GOAL...] [--full] [--out DIR]\n"
        "    python3 packaging/dev.py bench soak [--minutes N]\n"
        "A goal is its number, `beside` or `scale`. Sizes are small (some minutes in all), with\n"
        "--full a million rows. A JSON and a Markdown file are left in DIR; the exit code is 1\n"
        "when a must was missed. `soak` is a simulated week, in two hours unless told otherwise.",
    ),
    "prove": Word(
        _prove,
        "setup, then the program killed again and again: nobody is called twice",
        "Runs campaigns against a flaky pretend service, kills the program at moments by lot and\n"
        "goes on; then compares the service's list of calls with the program's own:\n"
        "    python3 packaging/dev.py prove [--kills N] [--seed S]\n"
        "About a second a kill. The exit code is 1 when anybody was called twice or forgotten.",
    ),
    "demo": Word(
        _demo,
        "setup, then a whole campaign in training, in the window",
        "With a display the window opens with the sample campaign ready, one press from its\n"
        "start. Without one the same window is driven off screen through the same steps, and its\n"
        "pictures and report are left in a folder that is named at the end. Nobody is called.",
    ),
    "screens": Word(
        _screens,
        "setup, then a picture of every page",
        "Renders every page with sample data as PNG:\n"
        "    python3 packaging/dev.py screens --out DIR [--language uk|en] [--theme light|dark]\n"
        "        [--size WIDTHxHEIGHT] [--scale 1|2]",
    ),
    "build": Word(
        _build,
        "setup, then the package of this system: installer, disk image or .deb",
        "Packs the program with everything it needs, asks it whether it works, and makes what\n"
        "people download, in dist:\n"
        "    python3 packaging/dev.py build [--out DIR] [--releases-url URL] [--folder-only]\n"
        "Minutes. Prints what takes the space. On Windows it needs NSIS.",
    ),
    "nightly": Word(
        _nightly,
        "setup, then the long proofs of the packages",
        "Looks whether wheels exist for every system and Python, installs and removes the\n"
        "installer for Windows under Wine, builds the Debian package, installs it in a bare\n"
        "Debian, questions it, photographs its window and removes it, and measures its start.\n"
        "Needs root on Debian, and half an hour:\n"
        "    python3 packaging/dev.py nightly [wheels] [windows] [linux] [start]",
    ),
}


if __name__ == "__main__":
    # A second Ctrl+C, while the first is being tidied up after, is no news either.
    with contextlib.suppress(KeyboardInterrupt):
        sys.exit(main(sys.argv[1:]))
    sys.exit(130)
