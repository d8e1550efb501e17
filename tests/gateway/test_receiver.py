"""The own receiver: kept before it is answered, bounded in every way, trusting nobody."""

import contextlib
import gc
import json
import socket
import threading
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from alphasms_desktop.domain.attempt import State
from alphasms_desktop.domain.errors import Kind, TroubleError
from alphasms_desktop.domain.exchange import ReceivedHook
from alphasms_desktop.gateway.hook_request import LARGEST_BODY, token_in
from alphasms_desktop.gateway.hook_text import hook_text
from alphasms_desktop.gateway.rates import Bucket, Rates
from alphasms_desktop.gateway.receiver import MOST_OF_SENDER, Bind, HookReceiver
from alphasms_desktop.gateway.wire_voice import read_hook

TOKEN = "0123456789abcdef" * 2
BODY = '{"id":100500,"phone":"380501234567","status":"ANSWERED","duration":123,"dtmf":"7"}'


class Kept:
    """An inbox in memory, which can be made to fail or to wait."""

    def __init__(self) -> None:
        self.hooks: list[ReceivedHook] = []
        self.commits = 0
        self.fails = False
        self.told = 0

    def put(self, hooks: Sequence[ReceivedHook]) -> None:
        if self.fails:
            raise TroubleError(Kind.DISK_FULL)
        self.commits += 1
        self.hooks += hooks

    def tell(self) -> None:
        self.told += 1


@pytest.fixture
def kept() -> Kept:
    return Kept()


@pytest.fixture
def receiver(kept: Kept) -> Iterator[HookReceiver]:
    made = HookReceiver(kept.put, kept.tell, patience_s=1.5)
    yield made
    made.close()


def post(url: str, body: bytes | str = BODY, kind: str = "application/json") -> httpx.Response:
    return httpx.post(url, content=body, headers={"Content-Type": kind}, trust_env=False)


def test_a_webhook_is_kept_then_answered_with_nothing(receiver: HookReceiver, kept: Kept) -> None:
    answer = post(receiver.url_for(TOKEN))
    assert (answer.status_code, answer.content) == (200, b"")
    assert kept.hooks == [ReceivedHook(TOKEN, BODY)]
    assert kept.told == 1


def test_what_could_not_be_kept_is_to_come_again(receiver: HookReceiver, kept: Kept) -> None:
    kept.fails = True
    assert post(receiver.url_for(TOKEN)).status_code == 503
    kept.fails = False
    assert post(receiver.url_for(TOKEN)).status_code == 200
    assert len(kept.hooks) == 1


def test_fifty_at_once_are_all_kept(kept: Kept) -> None:
    receiver = HookReceiver(kept.put, kept.tell)
    url = receiver.url_for(TOKEN)
    with ThreadPoolExecutor(50) as many:
        answers = list(many.map(lambda number: post(url, json.dumps({"id": number})), range(50)))
    receiver.close()
    assert {one.status_code for one in answers} == {200}
    assert sorted(json.loads(one.body)["id"] for one in kept.hooks) == list(range(50))


@pytest.mark.parametrize(
    ("path", "token"),
    [
        (f"/hook/{TOKEN}", TOKEN),
        (f"/alpha/hook/{TOKEN}?id=5", TOKEN),
        (f"/hook/?t={TOKEN}", TOKEN),
        (f"/hook/{TOKEN.upper()}", ""),
        (f"/hook/../hook/{TOKEN}x", ""),
        ("/hook/", ""),
    ],
)
def test_a_token_is_the_end_of_the_path_or_a_field(
    receiver: HookReceiver, kept: Kept, path: str, token: str
) -> None:
    base = receiver.url_for("").removesuffix("/hook/")
    assert post(base + path).status_code == 200
    assert [one.token for one in kept.hooks] == [token]


def test_without_a_place_of_ours_nothing_is_kept(receiver: HookReceiver, kept: Kept) -> None:
    base = receiver.url_for("").removesuffix("/hook/")
    for path in ("/", "/index.php", "/../etc/passwd", "/robots.txt"):
        assert httpx.get(base + path, trust_env=False).status_code == 404
    assert httpx.delete(receiver.url_for(TOKEN), trust_env=False).status_code == 405
    assert kept.hooks == []


def test_a_big_body_is_refused_announced_or_not(receiver: HookReceiver, kept: Kept) -> None:
    url, big = receiver.url_for(TOKEN), b"x" * (LARGEST_BODY + 1)
    assert post(url, big).status_code == 413
    with pytest.raises(httpx.HTTPError):
        # Broken off in the midst, or answered: both are bounded.
        httpx.post(
            url, content=(b"y" * 10_000 for _ in range(50)), trust_env=False
        ).raise_for_status()
    assert kept.hooks == []


def test_a_head_without_end_and_garbage_are_refused(receiver: HookReceiver, kept: Kept) -> None:
    for begun in (b"\x16\x03\x01\x02\x00\x01\x00", b"POST / HTTP/1.1\r\n" + b"A: b\r\n" * 20_000):
        with socket.create_connection(("127.0.0.1", receiver.port)) as line:
            try:
                line.sendall(begun + b"\r\n\r\n")
                answer = line.recv(1000)
            except ConnectionError:
                continue
            assert answer == b"" or answer.startswith((b"HTTP/1.1 4", b"HTTP/1.1 5"))
    assert kept.hooks == []
    assert post(receiver.url_for(TOKEN)).status_code == 200


def test_who_drips_holds_nobody_up(receiver: HookReceiver, kept: Kept) -> None:
    lines = [
        socket.create_connection(("127.0.0.1", receiver.port)) for _ in range(MOST_OF_SENDER + 20)
    ]
    try:
        for line in lines:
            line.sendall(f"POST /hook/{TOKEN} HTTP/1.1\r\nHost: a\r\nX: ".encode())
        assert post(receiver.url_for(TOKEN)).status_code == 200
        before = threading.active_count()
        for line in lines:
            line.settimeout(10)
            while True:
                try:
                    if not line.recv(100):
                        break
                except ConnectionError:
                    break
        assert threading.active_count() <= before
    finally:
        for line in lines:
            line.close()
    assert len(kept.hooks) == 1


def test_a_flood_is_held_back_and_ends() -> None:
    bucket = Bucket(10.0, 20.0)
    assert sum(bucket.takes(0.0) for _ in range(100)) == 20
    assert sum(bucket.takes(1.0) for _ in range(100)) == 10
    rates = Rates((1.0, 2.0), (100.0, 50.0))
    assert sum(rates.takes(f"sender {number}", 0.0) for number in range(5000)) == 50
    assert sum(rates.takes("one", 100.0) for _ in range(10)) == 2


def test_a_port_that_is_taken_is_said(receiver: HookReceiver, kept: Kept) -> None:
    with pytest.raises(TroubleError) as caught:
        HookReceiver(kept.put, kept.tell, Bind(port=receiver.port))
    assert caught.value.trouble.kind is Kind.PORT_TAKEN


def test_a_certificate_that_is_none_is_said(kept: Kept, tmp_path) -> None:
    (tmp_path / "a.pem").write_text("nonsense")
    with pytest.raises(TroubleError) as caught:
        HookReceiver(kept.put, kept.tell, Bind(certificate=str(tmp_path / "a.pem")))
    assert caught.value.trouble.kind is Kind.BAD_CERTIFICATE


def test_closing_waits_for_what_is_being_written(kept: Kept) -> None:
    begun, may_end = threading.Event(), threading.Event()

    def slow(hooks: Sequence[ReceivedHook]) -> None:
        begun.set()
        may_end.wait(10)
        kept.put(hooks)

    receiver = HookReceiver(slow, kept.tell)
    asking = threading.Thread(target=lambda: _try(receiver.url_for(TOKEN)))
    asking.start()
    assert begun.wait(10)
    closing = threading.Thread(target=receiver.close)
    closing.start()
    may_end.set()
    closing.join(10)
    asking.join(10)
    assert len(kept.hooks) == 1


def _try(url: str) -> None:
    try:
        post(url)
    except httpx.HTTPError:
        return


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("application/json", BODY),
        ("", BODY),
        ("application/x-www-form-urlencoded", BODY),
        ("application/json", f"[{BODY}]"),
        ("application/json", '{"success":true,"data":[{"success":true,"data":' + BODY + "}]}"),
        ("application/json", BODY.replace('"id"', '"msg_id"')),
        ("application/json", BODY.replace('"id":100500', '"message_id":"100500","id":7')),
        ("application/x-www-form-urlencoded", "id=100500&status=ANSWERED&duration=123&dtmf=7"),
        ("", "id=100500&status=ANSWERED&duration=123&dtmf=7"),
        (
            "multipart/form-data; boundary=x",
            "".join(
                f'--x\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
                for name, value in json.loads(BODY).items()
            )
            + "--x--\r\n",
        ),
    ],
)
def test_every_shape_tells_the_same(kind: str, body: str) -> None:
    told = read_hook(hook_text(kind, "", body.encode()))
    assert told is not None
    assert (told.gateway_id, told.outcome, told.duration_s, told.key) == (
        "100500",
        State.ANSWERED,
        123.0,
        "7",
    )


@given(st.binary(max_size=400), st.text(max_size=60), st.text(max_size=60))
def test_whatever_comes_is_read_or_left_and_breaks_nothing(
    body: bytes, kind: str, query: str
) -> None:
    for form in (kind, "application/json", "multipart/form-data; boundary=" + kind):
        told = read_hook(hook_text(form, query, body))
        assert told is None or told.word
    assert token_in(query, kind) == "" or len(token_in(query, kind)) == 32


_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["id", "status", "data", "dtmf", "duration", "msg_id"]),
            inner,
            max_size=5,
        )
    ),
    max_leaves=20,
)


@given(_json)
def test_json_of_any_shape_is_read_or_left(told: object) -> None:
    report = read_hook(json.dumps(told))
    assert report is None or (report.word and (report.key is None or len(report.key) <= 500))


def test_deep_json_is_left() -> None:
    begun = time.perf_counter()
    assert read_hook('{"data":' * 30_000 + "1" + "}" * 30_000) is None
    assert time.perf_counter() - begun < 20


def test_a_connection_taken_in_the_very_moment_of_the_end_is_closed(kept: Kept) -> None:
    """Let somebody knock without a pause while receivers close; what is left open fails it."""
    for _ in range(30):
        made = HookReceiver(kept.put, kept.tell)
        is_over = threading.Event()
        knocking = threading.Thread(target=knock, args=(made.port, is_over))
        knocking.start()
        made.close()
        is_over.set()
        knocking.join()
        del made
        gc.collect()


def knock(port: int, is_over: threading.Event) -> None:
    """Connect and go, again and again."""
    while not is_over.is_set():
        with contextlib.suppress(OSError):
            socket.create_connection(("127.0.0.1", port), 1).close()
