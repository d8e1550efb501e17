"""The service's address: https anywhere, plain http on this computer alone."""

from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import urlsplit

from alphasms_desktop.domain.errors import Kind, TroubleError

DEFAULT_ADDRESS = "https://alphasms.ua"
BUILT_IN_SANDBOX = "sandbox"
"""Stands in place of an address for campaigns of the sandbox inside the program."""


@dataclass(frozen=True)
class ServiceAddress:
    """An address that was found fit: scheme, host and port, with no slash at its end."""

    url: str
    host: str
    is_loopback: bool


def parse_address(text: str) -> ServiceAddress:
    """Read an address; raises TroubleError(BAD_ADDRESS) for one that must not get the key."""
    stripped = text.strip().rstrip("/")
    try:
        parts = urlsplit(stripped)
        host = parts.hostname or ""
        port = parts.port
    except ValueError as error:
        raise TroubleError(Kind.BAD_ADDRESS, address=text) from error
    is_loopback = _is_loopback(host)
    schemes = {"http", "https"} if is_loopback else {"https"}
    is_clean = not (parts.username or parts.password or parts.query or parts.fragment or parts.path)
    if not host or parts.scheme not in schemes or not is_clean:
        raise TroubleError(Kind.BAD_ADDRESS, address=text)
    shown = f"[{host}]" if ":" in host else host
    return ServiceAddress(
        f"{parts.scheme}://{shown}" + (f":{port}" if port else ""), host, is_loopback
    )


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
