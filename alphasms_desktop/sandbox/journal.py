"""The file that remembers taken calls from one start of the sandbox to the next, as JSON lines."""

import json
import threading
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from alphasms_desktop.sandbox.call import Call, Order
from alphasms_desktop.sandbox.fate import Fate, Outcome

_BEGINNINGS = (b'{"call": ', b'{"told": ', b'{"deleted": ')


@dataclass
class Memory:
    """What a journal remembers: the calls in order, whose hooks were told, which were deleted."""

    calls: list[Call] = field(default_factory=list)
    told: set[int] = field(default_factory=set)
    deleted: set[int] = field(default_factory=set)


class Journal:
    """Appends to the file at once; raises ValueError for a file that is not its own.

    What cannot be written whole (OSError) is not in the file at all.
    """

    def __init__(self, path: Path) -> None:
        self._lock = threading.Lock()
        path.parent.mkdir(parents=True, exist_ok=True)
        content = path.read_bytes() if path.exists() else b""
        whole, newline, torn = content.rpartition(b"\n")
        # A last line without its end was being written when the program died: nobody was told
        # of that call. Anything else that cannot be read is somebody's file, and is left alone.
        if torn and not any(begin.startswith(torn[: len(begin)]) for begin in _BEGINNINGS):
            raise ValueError(f"{path} is not a journal of the sandbox")
        self.memory = _remember(path, whole.splitlines())
        # Without a buffer: what a full disk refuses must not be written later, nor at closing.
        self._file = path.open("ab", buffering=0)
        self._length = len(whole) + len(newline)
        self._file.truncate(self._length)

    def write_call(self, call: Call) -> None:
        """Keep a call, its code left out; it is in the file when this returns."""
        kept = asdict(call)
        kept["order"]["code"] = ""
        self._write({"call": kept})

    def write_told(self, call_id: int) -> None:
        """Keep that the hook of this call was told, or given up."""
        self._write({"told": call_id})

    def write_deleted(self, call_id: int) -> None:
        """Keep that this call was deleted before it began."""
        self._write({"deleted": call_id})

    def close(self) -> None:
        """Close the file; what is written after that is dropped."""
        with self._lock:
            self._file.close()

    def _write(self, entry: dict[str, Any]) -> None:
        line = json.dumps(entry).encode() + b"\n"
        with self._lock:
            if self._file.closed:
                return
            try:
                left = memoryview(line)
                while left:  # a disk that is nearly full takes a part
                    left = left[self._file.write(left) :]
            except OSError:
                self._file.truncate(self._length)
                raise
            self._length += len(line)


def _remember(path: Path, lines: Sequence[bytes]) -> Memory:
    memory = Memory()
    for number, line in enumerate(lines, 1):
        try:
            entry = json.loads(line)
            if "told" in entry:
                memory.told.add(int(entry["told"]))
            elif "deleted" in entry:
                memory.deleted.add(int(entry["deleted"]))
            else:
                memory.calls.append(_call(entry["call"]))
        except (ValueError, KeyError, TypeError) as problem:
            raise ValueError(f"{path}, line {number}: not of the sandbox's journal") from problem
    return memory


def _call(entry: dict[str, Any]) -> Call:
    fate = entry["fate"]
    return Call(
        id=int(entry["id"]),
        order=Order(**entry["order"]),
        received_at=float(entry["received_at"]),
        speed=float(entry["speed"]),
        fate=Fate(**{**fate, "outcome": Outcome(fate["outcome"])}),
    )
