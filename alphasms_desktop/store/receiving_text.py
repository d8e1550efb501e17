"""What is set for receiving results, as the settings file keeps it; nonsense is the default."""

from dataclasses import fields
from datetime import datetime

from alphasms_desktop.domain.receiving import USUAL_PORT, Receiving, Way

_HIGHEST_PORT = 65_535


def receiving_from(kept: object) -> Receiving:
    """Return what a settings file says of receiving."""
    if not isinstance(kept, dict):
        return Receiving()
    texts = {
        one.name: kept[one.name]
        for one in fields(Receiving)
        if one.type in (str, "str") and isinstance(kept.get(one.name), str)
    }
    way, port = kept.get("way"), kept.get("port")
    return Receiving(
        **texts,
        way=Way(way) if way in set(Way) else Way.NONE,
        port=_port(port),
        tested_at=_moment(kept.get("tested_at")),
    )


def _port(port: object) -> int:
    if not isinstance(port, int) or isinstance(port, bool):
        return USUAL_PORT
    return port if 0 < port <= _HIGHEST_PORT else USUAL_PORT


def _moment(text: object) -> datetime | None:
    try:
        read = datetime.fromisoformat(text) if isinstance(text, str) else None
    except ValueError:
        return None
    return read if read is not None and read.tzinfo else None
