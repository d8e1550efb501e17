"""Contact files read in a process of their own: a hostile or huge one never stalls the window.

One process waits with its libraries loaded and reads one file after another; it is ended when an
import is given up, and another takes its place. What travels is values alone.
"""

import gc
import multiprocessing
import signal
import threading
from collections.abc import Iterator
from contextlib import suppress
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import TYPE_CHECKING

from alphasms_desktop.domain.contact import Batch, SheetHead
from alphasms_desktop.domain.errors import Kind, Trouble, TroubleError
from alphasms_desktop.domain.importing import ImportChoices

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

_MOST_BYTES = 6 * 1024**3
"""The address space a reading process may take, where the system lets one set it."""


class SheetProcess:
    """Opens contact files in another process, one at a time; `close` it at the end."""

    def __init__(self) -> None:
        self._process: BaseProcess | None = None
        self._line: Connection[object, object] | None = None
        self._busy = threading.Lock()

    def warm_up(self) -> None:
        """Have the process there before the first file comes."""
        if self._busy.acquire(blocking=False):
            try:
                self._started()
            finally:
                self._busy.release()

    def open(self, path: Path, choices: ImportChoices | None = None) -> "SheetApart":
        """Open a file; raises TroubleError. The next one is opened when this one is closed."""
        self._busy.acquire()
        try:
            line = self._started()
            line.send((path, choices or ImportChoices()))
            head = _raise_if_trouble(line.recv())
            assert isinstance(head, SheetHead)
            return SheetApart(self, head, line, path)
        except (EOFError, OSError) as error:
            self.stop()
            self._busy.release()
            raise _died(path) from error
        except BaseException:
            self._busy.release()
            raise

    def ended(self, was_whole: bool) -> None:
        """Be free for the next file; what was not read to its end cannot be gone on with."""
        if not was_whole:
            self.stop()
        self._busy.release()

    def stop(self) -> None:
        """End the process at once."""
        if self._process is not None and self._line is not None:
            self._line.close()
            self._process.kill()
            self._process.join()
        self._process = self._line = None

    def _started(self) -> "Connection[object, object]":
        if self._process is None or self._line is None or not self._process.is_alive():
            self.stop()
            spawn = multiprocessing.get_context("spawn")
            line, theirs = spawn.Pipe()
            process = spawn.Process(target=read_sheets, args=(theirs,), daemon=True)
            process.start()
            theirs.close()
            self._process, self._line = process, line
        return self._line


class SheetApart:
    """A contact file that another process reads."""

    def __init__(
        self, process: SheetProcess, head: SheetHead, line: "Connection[object, object]", path: Path
    ) -> None:
        self.head = head
        self._process = process
        self._line = line
        self._path = path
        self._is_whole = False
        self._is_closed = False

    def batches(self) -> Iterator[Batch]:
        """Give its rows, once; raises TroubleError."""
        try:
            while isinstance(batch := _raise_if_trouble(self._line.recv()), Batch):
                yield batch
        except (EOFError, OSError) as error:
            raise _died(self._path) from error
        self._is_whole = True

    def close(self) -> None:
        """Let the process go on with another file; ends it where this one was not read whole."""
        if not self._is_closed:
            self._is_closed = True
            self._process.ended(self._is_whole)


def read_sheets(line: "Connection[object, object]") -> None:
    """Read one file after another until the line is closed; the life of the process."""
    # Ctrl+C in the terminal is for the program, which ends this process in order.
    with suppress(ValueError):
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    _limit_memory()
    # Rows make no circles; to look for some among millions of them takes a sixth of the time.
    gc.disable()
    import pandas as pd  # noqa: F401  (loaded while nobody waits)

    from alphasms_desktop.contacts.spreadsheet import Spreadsheet

    while True:
        try:
            asked = line.recv()
        except (EOFError, OSError):
            return
        assert isinstance(asked, tuple)
        path: Path = asked[0]
        try:
            sheet = Spreadsheet(path, asked[1])
            line.send(sheet.head)
            for batch in sheet.batches():
                line.send(batch)
            line.send(None)
        except TroubleError as error:
            line.send(error.trouble)
        except MemoryError as error:
            values = {"path": path.name, "what": "too_big"}
            line.send(Trouble(Kind.SHEET_FORMAT, str(error), values))
        except (BrokenPipeError, ConnectionResetError):
            return
        except Exception as error:
            line.send(Trouble(Kind.FAULT, f"{type(error).__name__}: {error}"))


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:
        return
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (_MOST_BYTES, _MOST_BYTES))


def _raise_if_trouble(said: object) -> object:
    if isinstance(said, Trouble):
        raise TroubleError(said.kind, said.detail, **said.values)
    return said


def _died(path: Path) -> TroubleError:
    return TroubleError(Kind.SHEET_FORMAT, "the reader died", path=path.name, what="too_big")
