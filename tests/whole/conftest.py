"""The program as an office meets it: its own process, real files, a sandbox over loopback HTTP."""

import json
import os
import subprocess
import sys
import urllib.request
import wave
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import openpyxl
import pytest

from tests.whole.quick_start import IS_POSSIBLE, LoadedProgram

KEY = "test-key"


@dataclass
class SandboxProcess:
    """A sandbox in a process of its own."""

    url: str
    process: subprocess.Popen

    def calls(self) -> list[dict]:
        """Return the calls it took."""
        return self._ask("/_sandbox/calls")

    def set_account(self, **facts: str) -> None:
        """Set balance or key_state."""
        self._ask("/_sandbox/account", json.dumps(facts).encode())

    def phones(self) -> list[str]:
        """Return the phones it took calls for, in order."""
        return ["+" + call["phone"] for call in self.calls()]

    def _ask(self, path: str, body: bytes | None = None):
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        with opener.open(self.url + path, data=body, timeout=20) as answer:
            return json.load(answer)


@dataclass
class Office:
    """A folder with a contact file and a recording, and the command line."""

    folder: Path
    loaded: LoadedProgram | None = None

    @property
    def data(self) -> Path:
        """The data folder."""
        return self.folder / "data"

    def contacts(self, phones: Sequence[object], name: str = "contacts.xlsx") -> Path:
        """Write a contact file with these phones."""
        book = openpyxl.Workbook()
        book.active.append(["Прізвище та ім’я", "Телефон", "Примітка"])
        for number, phone in enumerate(phones, 1):
            book.active.append([f"Особа {number}", phone, number])
        book.save(self.folder / name)
        return self.folder / name

    def recording(self, seconds: float = 1.0) -> Path:
        """Write a recording."""
        path = self.folder / "recording.wav"
        with wave.open(str(path), "wb") as sound:
            sound.setparams((1, 2, 8000, 0, "NONE", ""))
            sound.writeframes(bytes(range(160)) * int(seconds * 100))
        return path

    def command(self, *arguments: object) -> list[str]:
        """Return a command line of the program."""
        return [sys.executable, "-m", "alphasms_desktop", *map(str, arguments)]

    @property
    def start_command(self) -> Callable[..., subprocess.Popen]:
        """What starts a command line of the program: `subprocess.Popen`, or what is like it."""
        return self.loaded.start if self.loaded else subprocess.Popen

    def start(self, *arguments: object, **environment: str) -> subprocess.Popen:
        """Start the program."""
        return self.start_command(
            self.command(*arguments),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            env=self.environment(**environment),
        )

    def do(self, *arguments: object, **environment: str) -> subprocess.CompletedProcess:
        """Run the program to its end."""
        with self.start(*arguments, **environment) as running:
            try:
                told, cried = running.communicate(timeout=100)
            except BaseException:
                running.kill()
                raise
        return subprocess.CompletedProcess(running.args, running.returncode, told, cried)

    def environment(self, **more: str) -> dict[str, str]:
        """Return the environment the program runs in."""
        kept = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("ALPHASMS_", "LC_", "LANG"))
        }
        ours = {"ALPHASMS_API_KEY": KEY, "ALPHASMS_LANGUAGE": "en", "PYTHONUTF8": "1"}
        return {**kept, **ours, **more}

    def run(self, sandbox: SandboxProcess, contacts: Path, *more: object, **environment: str):
        """Run a campaign against a sandbox, with JSON at the end."""
        return self.do(
            *("run", "--contacts", contacts, "--audio", self.recording()),
            *("--api-url", sandbox.url, "--data-dir", self.data, "--json", *more),
            **environment,
        )


def last_line(finished: subprocess.CompletedProcess) -> dict:
    """Return the line of JSON a command ended with."""
    assert finished.stdout, finished.stderr
    return json.loads(finished.stdout.splitlines()[-1])


@pytest.fixture(scope="session")
def loaded_program(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LoadedProgram | None]:
    """Give the program loaded once for all that start it, where that can be."""
    if not IS_POSSIBLE:
        yield None
        return
    loaded = LoadedProgram(Office(tmp_path_factory.getbasetemp()).environment())
    yield loaded
    loaded.close()


@pytest.fixture
def office(tmp_path: Path, loaded_program: LoadedProgram | None) -> Office:
    """Give an office of its own."""
    return Office(tmp_path, loaded_program)


@pytest.fixture
def start_sandbox(office: Office) -> Iterator:
    """Give a way to start sandboxes, which end with the test."""
    started: list[subprocess.Popen] = []

    def start(*arguments: object) -> SandboxProcess:
        process = office.start(*("sandbox", "--json", "--key", KEY, "--speed", 300, *arguments))
        started.append(process)
        line = process.stdout.readline()
        assert line, process.stderr.read()
        return SandboxProcess(json.loads(line)["url"], process)

    yield start
    for process in started:
        process.terminate()
        process.communicate(timeout=10)


@pytest.fixture
def sandbox(start_sandbox) -> SandboxProcess:
    """Give a sandbox with ordinary people."""
    return start_sandbox()
