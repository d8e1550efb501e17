"""The ways by which webhooks come, opened: the own receiver, or the relay that is asked."""

import ssl
from collections.abc import Callable, Sequence

import httpx

from alphasms_desktop import __version__
from alphasms_desktop.domain.errors import Kind, TroubleError
from alphasms_desktop.domain.exchange import ReceivedHook
from alphasms_desktop.domain.receiving import Receiving, Way
from alphasms_desktop.gateway.receiver import Bind, HookReceiver
from alphasms_desktop.gateway.relay import RelayClient, hand_over

_TEST_PATIENCE_S = 15.0
_EVERYWHERE = "0.0.0.0"
_HERE = "127.0.0.1"


class OwnChannel:
    """The own receiver: webhooks come by themselves."""

    def __init__(
        self,
        receiving: Receiving,
        put: Callable[[Sequence[ReceivedHook]], object],
        told: Callable[[], None],
    ) -> None:
        # Without a certificate it is for a tunnel that begins on this computer.
        host = _EVERYWHERE if receiving.certificate else _HERE
        self._receiver = HookReceiver(
            put,
            told,
            Bind(
                host,
                receiving.port,
                receiving.public_url,
                receiving.certificate,
                receiving.private_key,
            ),
        )

    def fetch(self) -> int:
        """Have nothing to ask for; a certificate that was renewed is taken meanwhile."""
        self._receiver.renew()
        return 0

    def close(self) -> None:
        """Stop listening."""
        self._receiver.close()


class RelayChannel:
    """The relay: asked for what waits there."""

    def __init__(
        self, client: RelayClient, put: Callable[[Sequence[ReceivedHook]], object]
    ) -> None:
        self._client = client
        self._put = put
        client.ping()

    def fetch(self) -> int:
        """Take what waits; returns how many came, so that one asks until none is left."""
        return hand_over(self._client, self._put)

    def close(self) -> None:
        """Close every connection."""
        self._client.close()


def hook_url(receiving: Receiving, token: str) -> str:
    """Return the address to give with a call whose attempt has this token."""
    if receiving.way is Way.RELAY:
        return str(httpx.URL(receiving.relay_url).copy_set_param("t", token))
    return f"{receiving.public_url}/hook/{token}"


def send_test(url: str, body: str) -> None:
    """Post a webhook as the service does; raises TroubleError where it does not get through."""
    import truststore

    context = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    is_near = httpx.URL(url).host in {"127.0.0.1", "localhost", "::1"}
    try:
        answer = httpx.post(
            url,
            content=body,
            headers={
                "Content-Type": "application/json",
                "User-Agent": f"AlphaSMS-Desktop/{__version__}",
            },
            timeout=_TEST_PATIENCE_S,
            trust_env=not is_near,
            verify=context,
        )
    except httpx.ConnectError as error:
        kind = Kind.HOOK_NOT_SECURE if "CERTIFICATE" in str(error).upper() else Kind.HOOK_UNREACHED
        raise TroubleError(kind, type(error).__name__) from error
    except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
        raise TroubleError(Kind.HOOK_UNREACHED, type(error).__name__) from error
    if not answer.is_success:
        raise TroubleError(Kind.HOOK_UNREACHED, f"HTTP {answer.status_code}")
