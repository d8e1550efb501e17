"""How the development tasks speak and run programs: a line per step, output when it fails."""

import contextlib
import os
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path


class TaskError(Exception):
    """A task cannot go on; the text tells a person why, and what to do."""

    def __init__(self, text: str, code: int = 1) -> None:
        super().__init__(text)
        self.code = code


def say(text: str = "") -> None:
    """Print at once, so that our lines and those of the programs keep their order."""
    print(text, flush=True)


@contextlib.contextmanager
def step(what: str) -> Iterator[None]:
    """Tell what is being done, and the time it took when it is done."""
    print(f"{what} ... ", end="", flush=True)
    began = time.monotonic()
    try:
        yield
    except KeyboardInterrupt:
        say("stopped")
        raise
    except BaseException:
        say("failed")
        raise
    say(f"{time.monotonic() - began:.1f} s")


def run_hidden(command: Sequence[str], folder: Path | None = None) -> tuple[int, str]:
    """Run a program that must not ask anything; returns its exit code and all its output."""
    try:
        done = subprocess.run(
            command,
            cwd=folder,
            env=_environment({}),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
            check=False,
        )
    except OSError as error:
        return 127, str(error)
    return done.returncode, done.stdout


def run_or_stop(command: Sequence[str], folder: Path | None = None) -> None:
    """Run a program without its output; when it fails, the output is what the task ends with."""
    code, output = run_hidden(command, folder)
    if code:
        raise TaskError(words_of_failure(command, output))


def words_of_failure(command: Sequence[str], output: str) -> str:
    """Return what to tell when a program fails: its output, and the line that was run."""
    return f"{output.strip()}\n\nThis failed: {' '.join(command)}"


def run_openly(command: Sequence[str], folder: Path, variables: Mapping[str, str]) -> int:
    """Run a program that has the terminal to itself; returns its exit code."""
    return subprocess.run(command, cwd=folder, env=_environment(variables), check=False).returncode


def _environment(variables: Mapping[str, str]) -> dict[str, str]:
    # These two would lead the Python of .venv to the modules of another one.
    ours = {k: v for k, v in os.environ.items() if k not in ("PYTHONHOME", "PYTHONPATH")}
    return {**ours, **variables}
