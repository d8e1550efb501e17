"""One command per task: `python3 packaging/dev.py setup`, `test`, `lint` or `demo`.

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
SAMPLE = ROOT / "resources" / "sample"


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
    if rest and name != "test":
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
    quiet_qt = {"QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen")}
    # Nothing is said after pytest: its closing line is the closing line of the whole run.
    code = run_openly([python, "-m", "pytest", *arguments], ROOT, quiet_qt)
    return code or int(not clean)


def _demo(_arguments: list[str]) -> int:
    environment.prepare(ROOT)
    folder = Path(tempfile.mkdtemp(prefix="alphasms-demo-"))
    report = folder / "report.xlsx"
    say(
        "\nA campaign of voice calls in the sandbox: a stand-in for AlphaSMS on this computer."
        "\nNobody is called, nothing is paid, nothing leaves this computer."
        f"\n  contacts   {SAMPLE / 'contacts.xlsx'}"
        f"\n  recording  {SAMPLE / 'recording.m4a'}"
        f"\n  report     {report}\n"
    )
    code = run_openly(demo_command(folder, report), Path.cwd(), {})
    _say_how_it_ended(code, report)
    return code


def demo_command(folder: Path, report: Path) -> list[str]:
    """Return the command line of the campaign that `demo` runs."""
    return [
        str(environment.tool_of(ROOT, "alphasms-desktop")),
        "run",
        *("--contacts", str(SAMPLE / "contacts.xlsx")),
        *("--audio", str(SAMPLE / "recording.m4a")),
        "--sandbox",
        *("--report", str(report)),
        *("--data-dir", str(folder / "data")),
    ]


def _say_how_it_ended(code: int, report: Path) -> None:
    say()
    if code == 3:
        say("The campaign is over, but some calls have no result; the report says which.")
    elif code:
        say(f"The campaign did not run to its end (exit code {code}).")
    if report.exists():
        say(f"The report lies here: {report}")


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
    arguments = " [ARGUMENTS OF PYTEST]" if name == "test" else ""
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
    "demo": Word(
        _demo,
        "setup, then a whole campaign in the sandbox",
        "Reads the sample contacts and recording, places the calls in the sandbox and writes a\n"
        "report. Nobody is called and nothing is paid. The exit code is that of the campaign:\n"
        "0 when every call has its result, 3 when some have none.",
    ),
}


if __name__ == "__main__":
    # A second Ctrl+C, while the first is being tidied up after, is no news either.
    with contextlib.suppress(KeyboardInterrupt):
        sys.exit(main(sys.argv[1:]))
    sys.exit(130)
