"""The own receiver with a certificate: told over TLS, renewed, bounded from the first byte."""

import socket
import ssl
from pathlib import Path

import httpx
import pytest

from alphasms_desktop.domain.errors import Kind, TroubleError
from alphasms_desktop.domain.exchange import ReceivedHook
from alphasms_desktop.domain.receiving import Receiving, Way
from alphasms_desktop.gateway.channels import OwnChannel, send_test
from alphasms_desktop.gateway.receiver import MOST_OF_SENDER, Bind, HookReceiver
from tests.gateway.certificates import Authority
from tests.gateway.test_receiver import BODY, TOKEN, Kept, kept

__all__ = ["kept"]


@pytest.fixture
def authority(tmp_path: Path) -> Authority:
    return Authority(tmp_path)


@pytest.fixture
def receiver(kept: Kept, authority: Authority):
    certificate, key = authority.give(1001)
    made = HookReceiver(
        kept.put, kept.tell, Bind(certificate=str(certificate), private_key=str(key)), 2.0
    )
    yield made
    made.close()


def trusting(authority: Authority) -> ssl.SSLContext:
    return ssl.create_default_context(cafile=authority.root)


def post(receiver: HookReceiver, authority: Authority) -> httpx.Response:
    with httpx.Client(verify=trusting(authority), trust_env=False) as client:
        return client.post(receiver.url_for(TOKEN), content=BODY)


def number_shown(receiver: HookReceiver, authority: Authority) -> int:
    with (
        socket.create_connection(("127.0.0.1", receiver.port)) as line,
        trusting(authority).wrap_socket(line, server_hostname="127.0.0.1") as told,
    ):
        shown = told.getpeercert()
    assert shown is not None
    return int(str(shown["serialNumber"]), 16)


def test_a_webhook_comes_over_tls(receiver: HookReceiver, kept: Kept, authority: Authority):
    assert receiver.url_for(TOKEN).startswith("https://127.0.0.1:")
    answer = post(receiver, authority)
    assert (answer.status_code, answer.content) == (200, b"")
    assert kept.hooks == [ReceivedHook(TOKEN, BODY)]


def test_plain_words_to_it_and_a_stranger_who_trusts_nobody_harm_nothing(
    receiver: HookReceiver, kept: Kept, authority: Authority
):
    with pytest.raises(httpx.HTTPError):
        httpx.post(receiver.url_for(TOKEN).replace("https", "http"), content=BODY, trust_env=False)
    with pytest.raises(httpx.ConnectError, match="CERTIFICATE"):
        httpx.post(receiver.url_for(TOKEN), content=BODY, trust_env=False)
    with pytest.raises(TroubleError) as caught:
        send_test(receiver.url_for(TOKEN), BODY)
    assert caught.value.trouble.kind is Kind.HOOK_NOT_SECURE
    assert post(receiver, authority).status_code == 200
    assert len(kept.hooks) == 1


def test_who_never_begins_tls_is_counted_and_makes_room(
    receiver: HookReceiver, authority: Authority
):
    folder = Path("/proc/self/fd")
    if not folder.exists():
        pytest.skip("this system does not tell its open files")
    before = len(list(folder.iterdir()))
    lines = [
        socket.create_connection(("127.0.0.1", receiver.port)) for _ in range(MOST_OF_SENDER * 3)
    ]
    try:
        assert post(receiver, authority).status_code == 200
        of_server = len(list(folder.iterdir())) - before - len(lines)
        assert of_server <= MOST_OF_SENDER + 4
    finally:
        for line in lines:
            line.close()


def test_a_certificate_that_was_renewed_is_taken_without_a_restart(
    kept: Kept, authority: Authority
):
    certificate, key = authority.give(1001)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    own = Receiving(Way.OWN, port, "https://a.example", str(certificate), str(key))
    channel = OwnChannel(own, kept.put, kept.tell)
    receiver = channel._receiver
    try:
        channel.fetch()
        assert number_shown(receiver, authority) == 1001

        certificate.write_text("half writ")
        with pytest.raises(TroubleError) as caught:
            channel.fetch()
        assert caught.value.trouble.kind is Kind.BAD_CERTIFICATE
        assert number_shown(receiver, authority) == 1001

        authority.give(1002)
        channel.fetch()
        assert number_shown(receiver, authority) == 1002
    finally:
        channel.close()


@pytest.mark.parametrize("spoil", ["other_key", "no_key", "password", "gone"])
def test_files_that_do_not_fit_are_said_and_nobody_is_asked_on_the_terminal(
    kept: Kept, authority: Authority, spoil: str
):
    certificate, key = authority.give(1001)
    if spoil == "other_key":
        old = certificate.read_bytes()
        authority.give(1002)
        certificate.write_bytes(old)
    elif spoil == "no_key":
        key = Path()
    elif spoil == "password":
        authority.give(1001, b"secret")
    else:
        certificate.unlink()
    with pytest.raises(TroubleError) as caught:
        HookReceiver(
            kept.put,
            kept.tell,
            Bind(certificate=str(certificate), private_key=str(key) if key.name else ""),
        )
    assert caught.value.trouble.kind is Kind.BAD_CERTIFICATE
