"""Large reports written in a process of their own, so that the window stays fluent beside them.

The process never opens the data: rows come to it over a pipe, from whoever reads them.
"""

import errno
import multiprocessing
import os
import signal
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from alphasms_desktop import i18n
from alphasms_desktop.domain.errors import Kind, Trouble, TroubleError
from alphasms_desktop.domain.result import ReportProgress, Results
from alphasms_desktop.reports.report import write_report, writer_of
from alphasms_desktop.reports.whole_file import whole_file

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

    Line = Connection[object, object]

_One = TypeVar("_One")

APART_FROM = 3_000
"""Fewer rows are written sooner than a process is started."""

_AT_ONCE = 500
_PATIENCE_S = 10.0


def write_watched(
    results: Results, path: Path, progress: ReportProgress, apart_from: int = APART_FROM
) -> None:
    """Write a report, a large one in a process of its own; raises TroubleError.

    GIVEN_UP where the watcher says so: then no file is written and the old one stays.
    """
    watched = replace(results, rows=_counted(results.rows, progress))
    if results.tally.recipients < apart_from:
        write_report(watched, path)
        return
    writer_of(path)
    with whole_file(path) as file:
        _write_apart(watched, path, Path(file.name), progress)


def _counted(rows: Iterable[_One], progress: ReportProgress) -> Iterator[_One]:
    for row in rows:
        _stop_if_given_up(progress)
        progress.rows += 1
        yield row


def _stop_if_given_up(progress: ReportProgress) -> None:
    if progress.given_up:
        raise TroubleError(Kind.GIVEN_UP, what="report")


def _write_apart(results: Results, path: Path, passing: Path, progress: ReportProgress) -> None:
    spawn = multiprocessing.get_context("spawn")
    line, theirs = spawn.Pipe()
    process = spawn.Process(target=write_for, args=(theirs,), daemon=True)
    process.start()
    theirs.close()
    try:
        line.send((i18n.language(), path, passing, replace(results, rows=(), rejects=())))
        _send_all(line, results.rows)
        _send_all(line, results.rejects)
        while not line.poll(0.1):
            _stop_if_given_up(progress)
        said = line.recv()
    except (EOFError, OSError) as error:
        raise _told_before(line) or TroubleError(Kind.FAULT, "the writer died") from error
    finally:
        line.close()
        process.join(_PATIENCE_S)
        if process.is_alive():
            process.kill()
            process.join()
    if isinstance(said, Trouble):
        raise TroubleError(said.kind, said.detail, **said.values)


def _told_before(line: "Line") -> TroubleError | None:
    """Return what the process said of its end, where it said anything."""
    with suppress(EOFError, OSError):
        if line.poll() and isinstance(said := line.recv(), Trouble):
            return TroubleError(said.kind, said.detail, **said.values)
    return None


def _send_all(line: "Line", values: Iterable[object]) -> None:
    coming = iter(values)
    while some := list(islice(coming, _AT_ONCE)):
        line.send(some)
    line.send(None)


def _received(line: "Line") -> Iterator[object]:
    while (some := line.recv()) is not None:
        assert isinstance(some, list)
        yield from some


def write_for(line: "Line") -> None:
    """Write one report of what comes over the line; the life of the process.

    A line that breaks off is a report given up: what was written passes away.
    """
    # Ctrl+C in the terminal is for the program, which ends this process in order.
    with suppress(ValueError):
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    # The window and the calls come first.
    with suppress(OSError, AttributeError):
        os.nice(5)
    try:
        asked = line.recv()
        assert isinstance(asked, tuple)
        language, path, passing, results = asked
        i18n.use(language)
        rows, rejects = _received(line), _received(line)
        with passing.open("r+b") as file:
            writer_of(path)(replace(results, rows=rows, rejects=rejects), file)
        line.send(None)
    except (EOFError, BrokenPipeError, ConnectionResetError):
        return
    except TroubleError as error:
        _say(line, error.trouble)
    except OSError as error:
        what = "full" if error.errno in {errno.ENOSPC, errno.EDQUOT} else "folder"
        _say(line, Trouble(Kind.REPORT_UNWRITABLE, str(error), {"path": path, "what": what}))
    except Exception as error:
        _say(line, Trouble(Kind.FAULT, f"{type(error).__name__}: {error}"))


def _say(line: "Line", trouble: Trouble) -> None:
    with suppress(OSError):
        line.send(trouble)
