"""Goal 4: the share of a shaped line of 10 Mbit/s that calls fill, four uploads at once at most.

Two network namespaces of our own, joined by a pair of virtual cards, one of them with a token
bucket: nothing of it leaves the machine. The far end answers after 50 ms.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from alphasms_desktop.store import open_store
from tests.benchmarks.far_end import far_end
from tests.benchmarks.measure import ROOT, Asked, Figure, Pairs, Size, skipped
from tests.benchmarks.runs import AUDIO, campaign_of, hand_over

ASKED = Asked(0.93, 0.95, at_least=True)
_BITS = 10_000_000
_OF_A_FRAME = 1460 / 1514
_AT_ONCE = 4
_THERE, _HERE = "10.79.0.2", "10.79.0.1"
_WHAT = "share of a 10 Mbit/s line, {kb} kB a call"


def measure(size: Size) -> list[Figure]:
    """Fill the line with long and with short recordings."""
    sizes = ((len(AUDIO), 40), (100_000, 150))
    if why := _why_not():
        return [skipped(4, _WHAT.format(kb=one // 1000), ASKED, why) for one, _ in sizes]
    figures = []
    with _namespaces() as (ours, theirs):
        for bytes_a_call, calls in sizes:
            with far_end(
                answer_ms=50, before=("ip", "netns", "exec", theirs), address=_THERE
            ) as it:
                command = ["ip", "netns", "exec", ours, sys.executable, "-m", __spec__.name]
                told = subprocess.run(
                    [*command, it.url, str(bytes_a_call), str(calls)],
                    cwd=ROOT,
                    env=dict(os.environ),
                    capture_output=True,
                    text=True,
                    check=True,
                )
                rate, wire = json.loads(told.stdout.splitlines()[-1])
                possible = _BITS / 8 * _OF_A_FRAME / wire
                what = _WHAT.format(kb=bytes_a_call // 1000)
                figures.append(Pairs((possible,), (rate,)).figure(4, what, "/s", ASKED, it.kind))
    return figures


def _why_not() -> str:
    if sys.platform != "linux" or os.geteuid() != 0:
        return "needs Linux and root for a network namespace of its own"
    if not shutil.which("ip") or not shutil.which("tc"):
        return "needs iproute2 (ip and tc)"
    if not shutil.which("openssl"):
        return "needs the openssl command: calls leave this computer over TLS alone"
    try:
        with _namespaces():
            return ""
    except subprocess.CalledProcessError as error:
        return f"the kernel refuses: {error.stderr.strip()}"


@contextmanager
def _namespaces() -> Iterator[tuple[str, str]]:
    ours, theirs = f"bench-a-{os.getpid()}", f"bench-b-{os.getpid()}"
    card, other = f"ba{os.getpid()}", f"bb{os.getpid()}"
    bucket = "root tbf rate 10mbit burst 16kb latency 400ms"
    try:
        for name in (ours, theirs):
            _do(f"ip netns add {name}")
        _do(f"ip -n {ours} link add {card} type veth peer name {other} netns {theirs}")
        for name, one, address in ((ours, card, _HERE), (theirs, other, _THERE)):
            _do(f"ip -n {name} address add {address}/24 dev {one}")
            _do(f"ip -n {name} link set {one} up")
            _do(f"ip -n {name} link set lo up")
        _do(f"tc -n {ours} qdisc add dev {card} {bucket}")
        yield ours, theirs
    finally:
        for name in (ours, theirs):
            subprocess.run(["ip", "netns", "del", name], capture_output=True, check=False)


def _do(command: str) -> None:
    subprocess.run(command.split(), capture_output=True, text=True, check=True)


def _fill(url: str, bytes_a_call: int, calls: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(Path(folder))
        campaign_id = campaign_of(store, calls + 50)
        journal = store.take_over(campaign_id)
        audio = AUDIO[:bytes_a_call]
        rate, _ = hand_over(url, journal, store, campaign_id, calls, _AT_ONCE, audio)
        store.close()
    # What goal 5 counts: head, fields and audio.
    print(json.dumps([rate, bytes_a_call + 620]))


if __name__ == "__main__":
    _fill(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
