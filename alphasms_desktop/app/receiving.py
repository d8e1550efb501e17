"""Assembly of receiving results: the adapters behind the engine's reception."""

from collections.abc import Callable
from contextlib import suppress

from alphasms_desktop import paths
from alphasms_desktop.domain.errors import Kind, TroubleError
from alphasms_desktop.domain.exchange import HookReport
from alphasms_desktop.domain.receiving import Receiving, Way
from alphasms_desktop.engine.late_answers import LateAnswers
from alphasms_desktop.engine.reception import Channel, Put, Reception, ReceptionTools
from alphasms_desktop.store import Store
from alphasms_desktop.store.keys import forget_relay_secret, keep_relay_secret, read_relay_secret


def make_reception(store: Store) -> Reception:
    """Return what receives the results of a data folder; it begins when it is asked to."""
    return Reception(
        ReceptionTools(
            store.inbox,
            LateAnswers(store, store.inbox, _read_hook),
            store.folder.lock("receiver"),
            _open_channel,
            _hook_url,
            _send_test,
        )
    )


def _read_hook(body: str) -> HookReport | None:
    from alphasms_desktop.gateway.wire_voice import read_hook

    return read_hook(body)


def _open_channel(receiving: Receiving, put: Put, told: Callable[[], None]) -> Channel:
    from alphasms_desktop.gateway.channels import OwnChannel, RelayChannel
    from alphasms_desktop.gateway.relay import RelayClient

    if receiving.way is not Way.RELAY:
        return OwnChannel(receiving, put, told)
    secret = read_relay_secret()
    if secret is None:
        raise TroubleError(Kind.NO_RELAY_SECRET)
    try:
        return RelayChannel(RelayClient(receiving.relay_url, secret), put)
    except TroubleError as error:
        if error.trouble.values.get("what") == "relay_shown":
            with suppress(TroubleError):
                forget_relay_secret()
        raise


def _hook_url(receiving: Receiving, token: str) -> str:
    from alphasms_desktop.gateway.channels import hook_url

    return hook_url(receiving, token)


def _send_test(url: str, body: str) -> None:
    from alphasms_desktop.gateway.channels import send_test

    send_test(url, body)


def relay_file() -> str:
    """Return the relay's file with the secret of the password store, made if there is none."""
    from alphasms_desktop.gateway.relay_sign import is_secret, new_secret, written

    secret = read_relay_secret()
    if secret is None or not is_secret(secret):
        secret = new_secret()
        keep_relay_secret(secret)
    template = paths.resources() / "relay" / "hook.php"
    return written(template.read_text(encoding="utf-8"), secret)
