"""What a relay's answers tell: how it stands, and the webhooks that wait there. Pure."""

import base64
import binascii
import re
from dataclasses import dataclass, field

from alphasms_desktop.gateway.hook_text import hook_text

LONGEST_BODY = 16_384
_KEPT_S = 15 * 86_400.0
_SAME_CLOCK_S = 5.0
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


def read_hooks(answer: dict[str, object], now_s: float) -> list[RelayedHook] | None:
    """Return the webhooks in an answer, oldest first, or None where one is not to be believed.

    Their times are told by the site's clock and become those of ours.
    """
    rows, there_s = answer.get("rows"), answer.get("now")
    if not isinstance(rows, list) or not isinstance(there_s, int):
        return None
    hooks = [hook for row in rows if (hook := _hook(row, there_s, now_s)) is not None]
    return hooks if len(hooks) == len(rows) else None


def _hook(row: object, there_s: int, now_s: float) -> RelayedHook | None:
    if not isinstance(row, dict):
        return None
    number, received_at, token = row.get("id"), row.get("received_at"), row.get("token")
    body = _unpacked(row.get("body"))
    if not isinstance(number, int) or not isinstance(received_at, (int, float)) or body is None:
        return None
    if not isinstance(token, str) or not _TOKEN.fullmatch(token):
        return None
    texts = [_clean(row.get(name)) for name in ("method", "query", "content_type")]
    at = _by_our_clock(received_at, there_s, now_s)
    return RelayedHook(number, at, token, texts[0], texts[1], body, texts[2])


def _by_our_clock(received_at: float, there_s: int, now_s: float) -> float:
    """Return when a webhook came; no clock of theirs makes that the future or years ago."""
    ahead_s = there_s - now_s
    try:
        at = float(received_at) - (ahead_s if abs(ahead_s) > _SAME_CLOCK_S else 0.0)
    except OverflowError:
        return now_s
    return at if now_s - _KEPT_S <= at <= now_s + _SAME_CLOCK_S else now_s


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
