"""The relay for web hosting: the PHP file on a true server, and the client that asks it."""

import re
import subprocess
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest
import time_machine

from alphasms_desktop.domain.errors import Kind, TroubleError
from alphasms_desktop.domain.exchange import ReceivedHook
from alphasms_desktop.gateway.relay import VERSION, RelayClient, hand_over
from alphasms_desktop.gateway.relay_sign import new_secret, written
from tests.gateway.relay_server import (
    PHP,
    SHAPES,
    STRIPPING,
    TEMPLATE,
    WRONG_DATE,
    Site,
    modules,
    site,
)
from tests.gateway.servers import answering, response, server

pytestmark = pytest.mark.skipif(PHP is None, reason="there is no PHP on this computer")

TOKEN = "0123456789abcdef" * 2
DAY_S = 86400
FLAT = ("const STORAGE = 'auto'", "const STORAGE = 'flat'")


@pytest.fixture(params=["sqlite", "flat"])
def storage(request: pytest.FixtureRequest) -> str:
    kind = str(request.param)
    if kind == "sqlite" and "pdo_sqlite" not in modules():
        pytest.skip("this PHP has no SQLite")
    return kind


@pytest.fixture
def relay(storage: str, tmp_path: Path) -> Iterator[Site]:
    """Serve a relay; whatever PHP has to complain about fails the test."""
    with site(tmp_path, [FLAT] if storage == "flat" else []) as served:
        yield served
    assert served.noise == []


@pytest.fixture
def client(relay: Site) -> Iterator[RelayClient]:
    asking = RelayClient(relay.url, relay.secret, 10)
    yield asking
    asking.close()


def test_a_file_without_a_secret_refuses_everybody(tmp_path: Path) -> None:
    with site(tmp_path, is_set_up=False) as bare:
        refused = [bare.hook(), bare.ask("take"), httpx.get(bare.url, trust_env=False)]
        asking = RelayClient(bare.url, bare.secret)
        with pytest.raises(TroubleError) as caught:
            asking.ping()
        asking.close()
    assert [(one.status_code, one.text) for one in refused] == [
        (503, "The secret is not set.\n")
    ] * 3
    assert caught.value.trouble.values == {"what": "relay_placeholder"}
    assert [one.name for one in tmp_path.iterdir()] == ["hook.php"]


def test_a_webhook_waits_until_it_is_acknowledged(relay: Site, client: RelayClient) -> None:
    answer = relay.hook(SHAPES[0], TOKEN, id="5")
    assert (answer.status_code, answer.content) == (200, b"")

    first, second = client.take(), client.take()
    assert first == second
    (hook,) = first
    assert (hook.token, hook.method, hook.body) == (TOKEN, "POST", SHAPES[0])
    assert (hook.query, hook.content_type) == (f"t={TOKEN}&id=5", "application/json")
    assert abs(hook.received_at - time.time()) < 60

    client.done([hook.id])
    client.done([hook.id])
    assert client.take() == []


def test_every_shape_of_body_arrives_byte_for_byte(relay: Site, client: RelayClient) -> None:
    for body in SHAPES:
        assert relay.hook(body).status_code == 200
    assert [hook.body for hook in client.take()] == SHAPES


def test_fields_of_a_form_or_an_address_reach_the_inbox_as_json(
    relay: Site, client: RelayClient
) -> None:
    form = "application/x-www-form-urlencoded"
    kept: list[str] = []
    relay.hook(b"id=5&status=NO+ANSWER", content_type=form)
    relay.hook(SHAPES[0], content_type=form)
    httpx.get(f"{relay.url}?t={TOKEN}&id=6&status=BUSY", trust_env=False)
    parts = {"id": (None, "7"), "status": (None, "FAILED")}
    httpx.post(f"{relay.url}?t={TOKEN}", files=parts, trust_env=False)
    hand_over(client, lambda hooks: kept.extend(one.body for one in hooks))
    assert kept == [
        '{"id": "5", "status": "NO ANSWER"}',
        SHAPES[0].decode(),
        '{"id": "6", "status": "BUSY"}',
        '{"id": "7", "status": "FAILED"}',
    ]


def test_webhooks_are_handed_over_once_and_in_order(relay: Site, client: RelayClient) -> None:
    kept: list[tuple[str, str]] = []
    for number in range(3):
        relay.hook(b'{"id":%d}' % number, TOKEN)
    assert hand_over(client, lambda hooks: kept.extend((one.token, one.body) for one in hooks)) == 3
    assert hand_over(client, lambda hooks: kept.extend((one.token, one.body) for one in hooks)) == 0
    assert kept == [(TOKEN, f'{{"id":{number}}}') for number in range(3)]


def test_what_the_inbox_did_not_take_comes_again(relay: Site, client: RelayClient) -> None:
    def full(_hooks: Sequence[ReceivedHook]) -> None:
        raise TroubleError(Kind.DISK_FULL)

    for word in (b"first", b"second", b"third"):
        relay.hook(word)
    with pytest.raises(TroubleError) as caught:
        hand_over(client, full)
    assert caught.value.trouble.kind is Kind.DISK_FULL
    assert [hook.body for hook in client.take()] == [b"first", b"second", b"third"]


def test_without_a_token_there_is_nothing_there(relay: Site) -> None:
    for query in ("", "?t=", "?t=abc", f"?t={TOKEN}0", f"?t[]={TOKEN}", f"?t={TOKEN.upper()}"):
        answer = httpx.post(relay.url + query, content=b"{}", trust_env=False)
        assert (answer.status_code, answer.content) == (404, b"")
    assert httpx.put(f"{relay.url}?t={TOKEN}", trust_env=False).status_code == 404
    assert not relay.data.exists()


def test_only_what_the_secret_signed_just_now_and_once_is_believed(relay: Site) -> None:
    now_s, nonce = round(time.time()), "ab" * 16
    relay.hook()
    assert relay.ask("take", nonce=nonce).status_code == 200
    refused = [
        relay.ask("take", nonce=nonce),
        relay.ask("ping", nonce=nonce, is_in_body=True),
        relay.ask("take", secret=new_secret()),
        relay.ask("take", nonce="short"),
        relay.ask("take", secret=new_secret(), time_s=now_s - 330),
        relay.ask("forget"),
        httpx.post(f"{relay.url}?do=take", content=b"{}", trust_env=False),
        httpx.post(f"{relay.url}?do=take", content=b"[1]", trust_env=False),
        httpx.get(f"{relay.url}?do=take", trust_env=False),
    ]
    assert {(one.status_code, one.content) for one in refused} == {(404, b"")}
    assert relay.ask("take", time_s=now_s - 270).status_code == 200
    # An old request played again learns what every answer tells in its head: the time.
    for off_s in (-330, 330):
        stale = relay.ask("take", time_s=now_s + off_s)
        assert (stale.status_code, set(stale.json())) == (409, {"clock"})


def test_no_answer_tells_of_php_or_may_be_cached(relay: Site) -> None:
    for answer in (relay.hook(), relay.ask("take"), relay.ask("take", secret=new_secret())):
        assert "x-powered-by" not in answer.headers
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["cache-control"] == "no-store"


def test_a_host_that_strips_headers_and_a_wrong_clock_are_got_around(
    storage: str, tmp_path: Path
) -> None:
    changes = [FLAT] if storage == "flat" else []
    with site(tmp_path, changes, prepended=STRIPPING + WRONG_DATE) as stripping:
        assert stripping.ask("ping").status_code == 404
        assert stripping.ask("ping", is_in_body=True).status_code == 200
        stripping.hook(b"waited")
        # A cache on the way tells a date of its own, so the site itself has to tell the time.
        with time_machine.travel(time.time() + 7200):
            asking = RelayClient(stripping.url, stripping.secret)
            assert asking.ping().clock_offset_s == pytest.approx(-7200, abs=30)
            (waited,) = asking.take()
            assert waited.received_at == pytest.approx(time.time(), abs=30)
            asking.close()
    # The first answer has taught the way and the time, so the second order goes once.
    assert sum("do=take" in line for line in stripping.spoken) == 1
    assert stripping.noise == []


def test_a_body_that_is_too_big_is_refused_and_not_kept(relay: Site, client: RelayClient) -> None:
    assert relay.hook(b"x" * 16385).status_code == 413
    assert client.take() == []


def test_one_token_fills_no_more_than_its_share(relay: Site, client: RelayClient) -> None:
    assert {relay.hook(token=TOKEN).status_code for _ in range(52)} == {200}
    relay.hook(b"another")
    bodies = [hook.body for hook in client.take()]
    assert bodies == [b"{}"] * 50 + [b"another"]


def test_a_full_store_and_a_hasty_sender_are_told_to_come_again(
    storage: str, tmp_path: Path
) -> None:
    changes = [("const MAX_ROWS = 200000", "const MAX_ROWS = 2")]
    with site(tmp_path, changes + ([FLAT] if storage == "flat" else [])) as small:
        assert [small.hook().status_code for _ in range(3)] == [200, 200, 507]
        small.fill_buckets(time.time() + 8)
        assert small.hook().status_code == 429
        assert small.ask("take").status_code == 200
        small.fill_buckets(time.time() + 7200)
        assert small.hook().status_code == 507
    assert small.noise == []


def test_a_long_queue_is_taken_in_lots(relay: Site, client: RelayClient) -> None:
    for number in range(30):
        relay.hook(b"%d " % number + b"x" * 16000)
    first = relay.ask("take").json()
    assert first["more"] is True
    assert len(first["rows"]) == len(client.take()) < 30
    numbers: list[int] = []
    while hand_over(
        client, lambda hooks: numbers.extend(int(one.body.split()[0]) for one in hooks)
    ):
        continue
    assert numbers == list(range(30))


def test_rows_are_forgotten_after_fourteen_days(relay: Site, client: RelayClient) -> None:
    relay.hook(b"old")
    relay.age_rows(13.9 * DAY_S)
    relay.hook(b"new")
    assert len(client.take()) == 2
    relay.age_rows(0.2 * DAY_S)
    assert [hook.body for hook in client.take()] == [b"new"]


def test_fifty_webhooks_at_once_are_all_kept(storage: str, tmp_path: Path) -> None:
    bodies = {b"%d" % number for number in range(50)}
    with site(tmp_path, [FLAT] if storage == "flat" else [], workers=4) as busy:
        with ThreadPoolExecutor(50) as pool:
            answers = list(pool.map(busy.hook, bodies))
        asking = RelayClient(busy.url, busy.secret)
        kept = asking.take()
        asking.close()
    assert {answer.status_code for answer in answers} == {200}
    assert {hook.body for hook in kept} == bodies
    assert len({hook.id for hook in kept}) == 50
    assert busy.noise == []


def test_the_data_folder_is_closed_to_visitors(relay: Site) -> None:
    relay.hook()
    assert "Require all denied" in (relay.data / ".htaccess").read_text()
    assert (relay.data / "index.html").read_bytes() == b""
    assert relay.data.stat().st_mode & 0o077 == 0


def test_a_ping_tells_how_the_relay_stands(relay: Site, client: RelayClient, storage: str) -> None:
    relay.hook()
    note = client.ping()
    assert (note.version, note.storage, note.waiting) == (VERSION, storage, 1)
    assert abs(note.clock_offset_s) < 30


def test_a_folder_that_cannot_be_written_is_told_apart(tmp_path: Path) -> None:
    with site(tmp_path) as stuck:
        stuck.data.write_text("a file stands where the folder should")
        assert stuck.hook().status_code == 507
        asking = RelayClient(stuck.url, stuck.secret)
        with pytest.raises(TroubleError) as caught:
            asking.ping()
        asking.close()
    assert caught.value.trouble.values == {"what": "relay_storage"}


@pytest.mark.parametrize(
    ("answer", "kind", "what"),
    [
        (response("", "404 Not Found"), Kind.NOT_THE_SERVICE, "relay_secret"),
        (response("<h1>404</h1>", "404 Not Found"), Kind.NOT_THE_SERVICE, "relay_missing"),
        (response("<html>"), Kind.NOT_THE_SERVICE, "relay_answer"),
        (response('{"now": 1, "nonce": "00", "rows": []}'), Kind.NOT_THE_SERVICE, "relay_answer"),
        (response("x" * 600_000), Kind.NOT_THE_SERVICE, "relay_answer"),
        (response("<?php const SECRET = 'x';"), Kind.NOT_THE_SERVICE, "relay_shown"),
        (response("", "405 Method Not Allowed"), Kind.NOT_THE_SERVICE, "relay_text"),
        (response('{"clock": "soon"}', "409 Conflict"), Kind.NOT_THE_SERVICE, "relay_answer"),
        (response("", "301 Moved", "Location: https://a.example/\r\n"), Kind.REDIRECTED, "relay"),
        (response("", "500 Internal Server Error"), Kind.UNREACHABLE, "relay"),
        (b"", Kind.UNREACHABLE, "relay"),
    ],
)
def test_each_wrong_answer_leads_to_its_kind(answer: bytes, kind: Kind, what: str | None) -> None:
    secret = new_secret()
    with server(answering(answer)) as url:
        asking = RelayClient(f"{url}/hook.php", secret)
        with pytest.raises(TroubleError) as caught:
            asking.take()
        asking.close()
    assert (caught.value.trouble.kind, caught.value.trouble.values.get("what")) == (kind, what)
    assert secret not in f"{asking!r} {vars(asking)} {caught.value!r} {caught.value.__cause__!r}"


@pytest.mark.parametrize(
    "url",
    [
        "http://example.com/hook.php",
        "https://example.com",
        "https://example.com/hook.php?a=1",
        "https://user:word@example.com/hook.php",
        "hook.php",
        "https://[::1/hook.php",
    ],
)
def test_an_address_that_cannot_be_the_relays_is_refused(url: str) -> None:
    with pytest.raises(TroubleError) as caught:
        RelayClient(url, new_secret())
    assert caught.value.trouble.kind is Kind.BAD_ADDRESS


def test_the_address_for_a_call_carries_its_token() -> None:
    asking = RelayClient("https://сайт.укр/a b/hook.php", new_secret())
    assert asking.url_for(TOKEN) == f"https://xn--80aswg.xn--j1amh/a%20b/hook.php?t={TOKEN}"
    asking.close()


def test_the_secret_is_written_into_one_place_only() -> None:
    template, secret = TEMPLATE.read_text(encoding="utf-8"), new_secret()
    assert f"const SECRET = '{secret}';" in written(template, secret)
    for bad_template, bad_secret in [(template, "'; evil();"), ("<?php", secret)]:
        with pytest.raises(ValueError, match="relay"):
            written(bad_template, bad_secret)


def test_php_finds_no_fault_with_the_file() -> None:
    assert PHP is not None
    checked = subprocess.run([PHP, "-l", str(TEMPLATE)], capture_output=True, text=True)
    assert checked.stdout.startswith("No syntax errors")
    assert checked.stderr == ""


def test_the_file_has_no_syntax_newer_than_php_7_4() -> None:
    newer = re.compile(
        r"\?->|\bmatch\s*\(|\bstr_(contains|starts_with|ends_with)\b|\benum\b|\breadonly\b|#\[|"
        r"\): (mixed|static|never)\b|catch \(\w+\)|\w\|\w+ \$|\w: \$|fn\(\.\.\.\)"
    )
    assert newer.findall(TEMPLATE.read_text(encoding="utf-8")) == []
