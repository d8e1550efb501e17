"""The program in a process of its own that need not load it anew: a process that has, divides.

Loading takes most of the time of a command on three rows, and some hundred of them are run. What
is run is the same, from `__main__` to the exit code, and so are signals and pipes. Whatever calls
`subprocess` itself is loaded from nothing, as on a user's computer; so is all outside Linux.
"""

import ctypes
import gc
import importlib
import inspect
import io
import json
import os
import pkgutil
import runpy
import signal
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

_PROGRAM = "alphasms_desktop"
_LEFT_OUT = ("alphasms_desktop.ui", "alphasms_desktop.store.migrations", "alphasms_desktop.__main")
_ITS_LIBRARIES = ("httpx", "openpyxl", "pandas", "phonenumbers", "python_calamine")
_SET_CHILD_SUBREAPER = 36
_LONGEST_MESSAGE = 2**17

IS_POSSIBLE = sys.platform == "linux"


class LoadedProgram:
    """The process that divides; `start` takes what `subprocess.Popen` does."""

    def __init__(self, environment: dict[str, str]) -> None:
        # Who is left by the process between becomes a child of this one, and can be waited for.
        ctypes.CDLL(None).prctl(_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
        self._line, other = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with other:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "tests.whole.quick_start", str(other.fileno())],
                pass_fds=[other.fileno()],
                cwd=Path(__file__).parents[2],
                env=environment,
            )

    def start(self, command: list[str], **wishes: Any) -> subprocess.Popen:
        """Start the program as this command line would."""
        return _Divided(self._line, command, **wishes)

    def close(self) -> None:
        """Have it end."""
        self._line.close()
        self._process.wait(10)


class _Divided(subprocess.Popen):
    """A process like any other that was started, except for how it came to be."""

    def __init__(self, line: socket.socket, command: list[str], **wishes: Any) -> None:
        self._line = line
        super().__init__(command, **wishes)

    def _execute_child(self, *given: Any) -> None:
        usual = subprocess.Popen._execute_child  # type: ignore[attr-defined]
        named = inspect.signature(usual).bind(self, *given).arguments
        pipes = [named[name] for name in ("p2cread", "c2pwrite", "errwrite")]
        streams = [own if pipe == -1 else pipe for own, pipe in enumerate(pipes)]
        environment = dict(os.environ if named["env"] is None else named["env"])
        told = json.dumps([named["args"][3:], environment, str(named["cwd"] or Path.cwd())])
        try:
            socket.send_fds(self._line, [told.encode()], streams)
            self.pid = int(self._line.recv(_LONGEST_MESSAGE))
            self._child_created = True
        finally:
            ends = ("p2cread", "p2cwrite", "c2pread", "c2pwrite", "errread", "errwrite")
            close = self._close_pipe_fds  # type: ignore[attr-defined]
            close(*(named[name] for name in ends))


def _divide(line: socket.socket) -> None:
    """Serve; every process that comes of it returns from here or ends with the program."""
    while True:
        told, streams, _, _ = socket.recv_fds(line, _LONGEST_MESSAGE, 3)
        if not told:
            return
        reading, writing = os.pipe()
        if not (between := os.fork()):
            pid = os.fork()
            if pid:
                os.write(writing, str(pid).encode())
                os._exit(0)
            for descriptor in (reading, writing):
                os.close(descriptor)
            line.close()
            _become_the_program(streams, *json.loads(told))
            return
        for descriptor in (*streams, writing):
            os.close(descriptor)
        pid = int(os.read(reading, 32))
        os.close(reading)
        os.waitpid(between, 0)
        line.send(str(pid).encode())


def _become_the_program(
    streams: list[int], arguments: list[str], environment: dict[str, str], folder: str
) -> None:
    for place, descriptor in enumerate(streams):
        os.dup2(descriptor, place)
        os.close(descriptor)
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    given, told, cried = (io.FileIO(at, mode, closefd=False) for at, mode in enumerate("rww"))
    sys.stdin = io.TextIOWrapper(io.BufferedReader(given), "utf-8")
    sys.stdout = io.TextIOWrapper(io.BufferedWriter(told), "utf-8")
    sys.stderr = io.TextIOWrapper(
        io.BufferedWriter(cried), "utf-8", "backslashreplace", line_buffering=True
    )
    sys.argv = [_PROGRAM, *arguments]
    runpy.run_module(_PROGRAM, run_name="__main__", alter_sys=True)


def _load() -> None:
    for name in _ITS_LIBRARIES:
        importlib.import_module(name)
    package = importlib.import_module(_PROGRAM)
    for module in pkgutil.walk_packages(package.__path__, f"{_PROGRAM}."):
        if not module.name.startswith(_LEFT_OUT):
            importlib.import_module(module.name)
    assert "PySide6" not in sys.modules
    gc.freeze()  # what is loaded is shared by all that come of this one


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _load()
    _divide(socket.socket(fileno=int(sys.argv[1])))
