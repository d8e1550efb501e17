"""Where a hook may lead: which addresses are valid, and which are on this computer."""

import ipaddress
import re
from dataclasses import dataclass
from urllib.parse import urlsplit

_PRINTABLE = re.compile(r"[!-~]+")
_HOST = re.compile(r"[A-Za-z0-9._-]+|[0-9A-Fa-f:.]+")


@dataclass(frozen=True)
class HookAddress:
    """A valid hook in the parts needed to reach it."""

    secure: bool
    host: str
    port: int
    target: str

    @property
    def is_on_this_computer(self) -> bool:
        """Say whether the host is a loopback address; other names are not even looked up."""
        if self.host == "localhost":
            return True
        try:
            return ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return False


def read_hook(url: str) -> HookAddress | None:
    """Take a full http or https URL apart; None if it is not one."""
    if not _PRINTABLE.fullmatch(url):
        return None
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not _HOST.fullmatch(host):
        return None
    secure = parts.scheme == "https"
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return HookAddress(secure, host, (443 if secure else 80) if port is None else port, target)
