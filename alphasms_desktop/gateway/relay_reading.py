"""What a relay's answers tell: how it stands, and the webhooks that wait there. Pure."""

import base64
import binascii
import re
from dataclasses import dataclass, field

from alphasms_desktop.gateway.hook_text import hook_text

LONGEST_BODY = 16_384
_TOKEN = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True, slots=True)
class RelayNote:
    """How a relay stands: what it runs on, how many webhooks wait, how far its clock is ahead."""

    version: str
    storage: str
    waiting: int
    clock_offset_s: float


@dataclass(frozen=True, slots=True)
class RelayedHook:
    """A webhook as the relay received it; `query` still has the token in it."""

    id: int
    received_at: float
    token: str = field(repr=False)
    method: str
    query: str = field(repr=False)
    body: bytes = field(repr=False)
    content_type: str

    @property
    def text(self) -> str:
        """The webhook as the inbox wants it."""
        return hook_text(self.content_type, self.query, self.body)


def read_note(answer: dict[str, object], now_s: float) -> RelayNote | None:
    """Return how the relay stands, or None where its store does not keep or it tells nothing."""
    version, storage = answer.get("version"), answer.get("storage")
    waiting, there_s = answer.get("waiting"), answer.get("now")
    if not isinstance(version, str) or not isinstance(storage, str):
        return None
    if not isinstance(waiting, int) or not isinstance(there_s, int):
        return None
    if answer.get("is_kept") is not True:
        return None
    return RelayNote(version[:20], storage[:20], waiting, there_s - now_s)


def read_hooks(answer: dict[str, object]) -> list[RelayedHook] | None:
    """Return the webhooks in an answer, oldest first, or None where one is not to be believed."""
    rows = answer.get("rows")
    if not isinstance(rows, list):
        return None
    hooks = [hook for hook in map(_hook, rows) if hook is not None]
    return hooks if len(hooks) == len(rows) else None


def _hook(row: object) -> RelayedHook | None:
    if not isinstance(row, dict):
        return None
    number, received_at, token = row.get("id"), row.get("received_at"), row.get("token")
    body = _unpacked(row.get("body"))
    if not isinstance(number, int) or not isinstance(received_at, (int, float)) or body is None:
        return None
    if not isinstance(token, str) or not _TOKEN.fullmatch(token):
        return None
    texts = [_clean(row.get(name)) for name in ("method", "query", "content_type")]
    return RelayedHook(number, float(received_at), token, texts[0], texts[1], body, texts[2])


def _unpacked(packed: object) -> bytes | None:
    if not isinstance(packed, str):
        return None
    try:
        body = base64.b64decode(packed, validate=True)
    except (binascii.Error, ValueError):
        return None
    return body if len(body) <= LONGEST_BODY else None


def _clean(value: object) -> str:
    # Half of a surrogate pair could not be kept in the store.
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) else ""
