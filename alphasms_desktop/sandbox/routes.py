"""Which endpoint answers which path."""

from collections.abc import Callable
from dataclasses import dataclass

from alphasms_desktop.sandbox.account import Account
from alphasms_desktop.sandbox.control_endpoint import ControlEndpoint
from alphasms_desktop.sandbox.exchange import Answer, Request, text_answer
from alphasms_desktop.sandbox.json_endpoint import JsonEndpoint
from alphasms_desktop.sandbox.phone_network import PhoneNetwork
from alphasms_desktop.sandbox.voice_endpoint import TOO_BIG, VoiceEndpoint, refused
from alphasms_desktop.sandbox.xml_endpoint import XmlEndpoint

_TOO_LARGE = text_answer("the request is too large", 413)


@dataclass(frozen=True)
class Route:
    """A method and a path, who answers them, and what a body beyond all bounds is told."""

    method: str
    path: str
    answer: Callable[[Request], Answer]
    too_large: Answer = _TOO_LARGE


def routes(account: Account, network: PhoneNetwork) -> tuple[Route, ...]:
    """Build all endpoints around one account and one phone network."""
    control = ControlEndpoint(account, network)
    return (
        Route("POST", "/api/voice.php", VoiceEndpoint(account, network).answer, refused(TOO_BIG)),
        Route("POST", "/api/xml.php", XmlEndpoint(account, network).answer),
        Route("POST", "/api/json.php", JsonEndpoint(account).answer),
        Route("GET", "/_sandbox/calls", control.calls),
        Route("GET", "/_sandbox/account", control.account),
        Route("POST", "/_sandbox/account", control.change_account),
    )
