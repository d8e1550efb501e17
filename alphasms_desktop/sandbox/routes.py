"""Which endpoint answers which path."""

from collections.abc import Callable
from dataclasses import dataclass

from alphasms_desktop.sandbox.account import Account
from alphasms_desktop.sandbox.answer import Answer, text_answer
from alphasms_desktop.sandbox.async_endpoint import AsyncEndpoint
from alphasms_desktop.sandbox.control_endpoint import ControlEndpoint
from alphasms_desktop.sandbox.faults import Faults
from alphasms_desktop.sandbox.form_checks import refused
from alphasms_desktop.sandbox.http_endpoint import HttpEndpoint
from alphasms_desktop.sandbox.json_endpoint import JsonEndpoint
from alphasms_desktop.sandbox.otp_endpoint import OtpEndpoint
from alphasms_desktop.sandbox.phone_network import PhoneNetwork
from alphasms_desktop.sandbox.request import Request
from alphasms_desktop.sandbox.settings import SandboxSettings
from alphasms_desktop.sandbox.texts import TextDesk
from alphasms_desktop.sandbox.voice_endpoint import TOO_BIG, VoiceEndpoint
from alphasms_desktop.sandbox.xml_endpoint import ERR_THROTTLE, XmlEndpoint
from alphasms_desktop.sandbox.xml_endpoint import refused as refused_package

_TOO_LARGE = text_answer("the request is too large", 413)
_TOO_FAST = text_answer("Too Many Requests", 429)


@dataclass(frozen=True)
class Route:
    """A method and a path, who answers them, and what too large or too fast a request is told."""

    method: str
    path: str
    answer: Callable[[Request], Answer]
    too_large: Answer = _TOO_LARGE
    too_fast: Answer = _TOO_FAST

    @property
    def is_service(self) -> bool:
        """Whether it belongs to the service, and not to the sandbox's own control."""
        return not self.path.startswith("/_sandbox/")


def service_routes(
    account: Account, network: PhoneNetwork, settings: SandboxSettings
) -> tuple[Route, ...]:
    """Build all endpoints of the service around one account and one phone network (section 1)."""
    desk = TextDesk(account, network, settings.prices)
    otp = OtpEndpoint(account, network, settings)
    voice = VoiceEndpoint(account, network, settings.prices)
    by_json = JsonEndpoint(account, network, desk, otp)
    by_xml = XmlEndpoint(account, network, desk)
    by_http = HttpEndpoint(account, network, desk)
    return (
        Route("POST", "/api/voice.php", voice.answer, refused(TOO_BIG)),
        Route("POST", "/api/otp.php", otp.answer),
        Route("POST", "/api/xml.php", by_xml.answer, too_fast=refused_package(ERR_THROTTLE)),
        Route("POST", "/api/json.php", by_json.answer),
        Route("POST", "/v1/json", AsyncEndpoint(by_json).answer),
        Route("POST", "/api/http.php", by_http.answer),
        Route("GET", "/api/http.php", by_http.answer),
    )


def control_routes(account: Account, network: PhoneNetwork, faults: Faults) -> tuple[Route, ...]:
    """Build what the sandbox has beside the service."""
    control = ControlEndpoint(account, network, faults)
    return (
        Route("GET", "/_sandbox/calls", control.calls),
        Route("GET", "/_sandbox/account", control.account),
        Route("POST", "/_sandbox/account", control.change_account),
        Route("POST", "/_sandbox/fault", control.order_fault),
    )
