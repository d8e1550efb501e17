"""The proof by killing: `dev.py prove [--kills N] [--seed S]`.

Real processes call a pretend AlphaSMS that is flaky. They are killed at moments nobody chose and
gone on with at once; in the end the list of the service and the data of the program must agree,
and nobody may have been called twice.
"""

import argparse
import contextlib
import json
import os
import subprocess
import sys
import tempfile
import urllib.request
import wave
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count, islice
from pathlib import Path
from random import Random
from typing import Any

from alphasms_desktop.domain.attempt import State, Why
from alphasms_desktop.domain.live import View
from alphasms_desktop.engine.texting import MOST_AT_ONCE
from alphasms_desktop.store import open_store

Start = Callable[..., subprocess.Popen[Any]]
"""Starts a command line, as `subprocess.Popen` does."""

_KEY = "proof"
_WENT_TO_ITS_END = (0, 3)
_PAUSED = 4
_MOST_PAUSES = 1_000
_LOOK_EVERY_S = 0.005
_LEFT_OUT = frozenset({State.QUEUED, State.SENDING, State.SKIPPED, State.REJECTED})
_SURELY_CALLED = frozenset(State) - _LEFT_OUT - {State.UNCONFIRMED}
_MAY_HAVE_BEEN = frozenset({Why.FOUND_SENDING, Why.ANSWER_LOST})


@dataclass(frozen=True)
class Wish:
    """What is to be proved: how many kills, by which seed, on campaigns of what size."""

    kills: int = 20
    seed: int = 1
    recipients: int = 2_000
    uploads: int = 2
    scenario: str = "flaky"
    speed: int = 300
    texts: bool = False

    @property
    def most_open(self) -> int:
        """How many calls or texts a kill may find under way at the very most."""
        return MOST_AT_ONCE if self.texts else 2 * self.uploads


@dataclass
class Proof:
    """What was counted over all campaigns, and everything that is wrong."""

    campaigns: int = 0
    kills: int = 0
    pauses: int = 0
    recipients: int = 0
    calls: int = 0
    unconfirmed: int = 0
    lost: int = 0
    twice: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    @property
    def holds(self) -> bool:
        """Whether nothing was found that must not be."""
        return not (self.twice or self.missing or self.wrong)

    def lines(self) -> Iterator[str]:
        """Give what is printed at the end."""
        yield f"campaigns {self.campaigns}, recipients {self.recipients}, calls {self.calls}"
        yield f"kills {self.kills}, pauses {self.pauses}, answers lost {self.lost}"
        yield f"unconfirmed {self.unconfirmed}"
        yield f"twice {len(self.twice)}"
        yield f"missing {len(self.missing)}"
        yield from self.wrong[:20]


@dataclass(frozen=True)
class Standing:
    """One recipient at the end, and why it came to be in doubt each time it did."""

    phone: str
    state: State
    doubts: tuple[Why | None, ...] = ()


def judge(proof: Proof, people: Sequence[Standing], calls: Sequence[str], most_open: int) -> None:
    """Compare where everybody stands with the service's own list; `most_open` calls a kill."""
    made = Counter(calls)
    proof.calls += len(calls)
    proof.recipients += len(people)
    proof.twice += [phone for phone, times in made.items() if times > 1]
    strangers = made.keys() - {one.phone for one in people}
    proof.wrong += [f"{phone} is no recipient" for phone in strangers]
    for one in people:
        if one.state in _LEFT_OUT and one.phone in made:
            proof.wrong.append(f"{one.phone} is {one.state}, but was called")
        if one.state in _LEFT_OUT or (one.state in _SURELY_CALLED and one.phone not in made):
            proof.missing.append(one.phone)
        if one.state is State.UNCONFIRMED and not _MAY_HAVE_BEEN & set(one.doubts):
            proof.wrong.append(f"{one.phone} is in doubt, and its story does not say why")
    found = sum(one.doubts.count(Why.FOUND_SENDING) for one in people)
    proof.lost += sum(one.doubts.count(Why.ANSWER_LOST) for one in people)
    proof.unconfirmed += sum(one.state is State.UNCONFIRMED for one in people)
    if found > most_open:
        proof.wrong.append(f"{found} calls were found under way, {most_open} at the very most")


class Campaign:
    """One campaign in a folder of its own, against a service of its own."""

    def __init__(self, wish: Wish, folder: Path, lots: Random, start: Start) -> None:
        self._start = start
        self._wish = wish
        self._folder = folder
        self._lots = lots
        self._url = ""
        self._taken = folder / "taken.jsonl"
        self._seen = 0
        self._read_to = 0
        # The pretend service refuses phones that end in 0000.
        numbers = (number for number in count(1) if number % 10_000)
        self.phones = [f"+38067{number:07d}" for number in islice(numbers, wish.recipients)]

    def prove(self, proof: Proof) -> None:
        """Run to the end with as many kills as are wished for and fit in, then judge."""
        with self._service():
            kills, exit_code, pauses = 0, self._round(proof, first=True), 0
            while exit_code not in _WENT_TO_ITS_END:
                kills += exit_code < 0
                pauses += exit_code == _PAUSED
                if exit_code > 0 and (exit_code != _PAUSED or pauses > _MOST_PAUSES):
                    proof.wrong.append(f"exit code {exit_code}, see {self._folder / 'run.log'}")
                    return
                exit_code = self._round(proof)
            proof.pauses += pauses
            proof.campaigns += 1
            before = proof.unconfirmed
            judge(proof, self._people(), self._calls(), kills * self._wish.most_open)
            if self._wish.texts and (left := proof.unconfirmed - before):
                proof.wrong.append(f"{left} texts are still in doubt, in spite of their own ids")

    def _round(self, proof: Proof, first: bool = False) -> int:
        """Run once, killed at a moment by lot while kills are left; returns the exit code."""
        arguments = ["run", "--data-dir", str(self._folder / "data")]
        arguments += self._beginning() if first else ["--campaign", "1"]
        with (self._folder / "run.log").open("ab") as log:
            running = self._start(_command(arguments), stdout=log, stderr=log, env=_names())
        if proof.kills >= self._wish.kills:
            return running.wait()
        if not first and self._lots.random() < 0.15:
            with contextlib.suppress(subprocess.TimeoutExpired):
                return running.wait(self._lots.uniform(0.05, 1.5))
        else:
            least = self._wish.most_open * 2
            wanted = self._count() + self._lots.randint(least, least * 10)
            while self._count() < wanted:
                with contextlib.suppress(subprocess.TimeoutExpired):
                    return running.wait(_LOOK_EVERY_S)
        running.kill()
        proof.kills += 1
        return min(-1, running.wait())

    def _beginning(self) -> list[str]:
        contacts, sound = self._folder / "contacts.csv", self._folder / "message.wav"
        contacts.write_text("\n".join(["Phone", *self.phones]), encoding="utf-8")
        with wave.open(str(sound), "wb") as file:
            file.setparams((1, 2, 8000, 0, "NONE", ""))
            file.writeframes(bytes(range(160)) * 100)
        told = ["--text", "Добрий день, {Phone|phone}!"] if self._wish.texts else []
        told = told or ["--audio", str(sound)]
        given = ["--contacts", str(contacts), *told, "--api-url", self._url]
        return [*given, "--uploads", str(self._wish.uploads), "--lost-pause", "1000000"]

    @contextlib.contextmanager
    def _service(self) -> Iterator[None]:
        wish = self._wish
        arguments = ["sandbox", "--json", "--key", _KEY, "--scenario", wish.scenario]
        arguments += ["--speed", str(wish.speed), "--seed", str(self._lots.randint(0, 10**6))]
        command = _command([*arguments, "--keep", str(self._taken)])
        with self._start(command, stdout=subprocess.PIPE, text=True, env=_names()) as service:
            assert service.stdout is not None  # it was asked for
            self._url = str(json.loads(service.stdout.readline())["url"])
            try:
                yield
            finally:
                service.terminate()

    def _count(self) -> int:
        """Return how many calls the service has taken, read from what it keeps."""
        if self._taken.exists():
            with self._taken.open("rb") as file:
                file.seek(self._read_to)
                news = file.read()
            self._read_to += len(news)
            self._seen += news.count(b'{"call": ')
        return self._seen

    def _calls(self) -> list[str]:
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        with opener.open(f"{self._url}/_sandbox/calls", timeout=60) as answer:
            return ["+" + call["phone"] for call in json.load(answer)]

    def _people(self) -> list[Standing]:
        store = open_store(self._folder / "data")
        try:
            people = []
            for row in store.live.rows(store.live.ordered_ids(1, View())):
                story = store.live.story(row.recipient_id)
                doubts = tuple(
                    line.why
                    for line in story
                    if line.after == State.UNCONFIRMED and line.before != State.UNCONFIRMED
                )
                people.append(Standing(row.phone, row.state, doubts))
            return people
        finally:
            store.close()


def prove(wish: Wish, folder: Path, start: Start = subprocess.Popen) -> Proof:
    """Run campaigns until there were as many kills as wished for; returns what was found."""
    proof, lots = Proof(), Random(wish.seed)
    while proof.kills < wish.kills and not proof.wrong:
        place = folder / f"campaign-{proof.campaigns + 1}"
        place.mkdir()
        Campaign(wish, place, lots, start).prove(proof)
        print(f"{proof.kills} of {wish.kills} kills, {proof.calls} calls", flush=True)
    return proof


def _command(arguments: Sequence[str]) -> list[str]:
    return [sys.executable, "-m", "alphasms_desktop", *arguments]


def _names() -> dict[str, str]:
    """Return the environment the program runs in, without what its owner has set for it."""
    kept = {name: text for name, text in os.environ.items() if not name.startswith("ALPHASMS_")}
    return {**kept, "ALPHASMS_API_KEY": _KEY, "ALPHASMS_LANGUAGE": "en", "PYTHONUTF8": "1"}


def _wish(arguments: Sequence[str]) -> Wish:
    usual = Wish()
    parser = argparse.ArgumentParser(
        prog="dev.py prove", description="Kill the program and see that nobody is called twice."
    )
    add = parser.add_argument
    add("--kills", type=int, default=usual.kills, metavar="N", help="how many (20)")
    add("--seed", type=int, default=usual.seed, metavar="S", help="other moments (1)")
    add("--recipients", type=int, default=usual.recipients, metavar="N", help="a campaign (2000)")
    add("--uploads", type=int, default=usual.uploads, metavar="N", help="at once (2)")
    add("--scenario", default=usual.scenario, metavar="NAME", help="of the sandbox (flaky)")
    add("--texts", action="store_true", help="texts with ids of our own, none left in doubt")
    add("--speed", type=int, default=usual.speed, metavar="X", help="of the sandbox (300)")
    return Wish(**vars(parser.parse_args(arguments)))


def main(arguments: Sequence[str]) -> int:
    """Prove it; returns 0 where all holds, 1 where anything was found."""
    with tempfile.TemporaryDirectory(prefix="alphasms-proof-") as folder:
        proof = prove(_wish(arguments), Path(folder))
    print("\n".join(proof.lines()), flush=True)
    return 0 if proof.holds else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
