"""voice.php on the wire (contract, section 2): the form, its answer, the webhook. Pure."""

import json
from dataclasses import dataclass

from alphasms_desktop.domain.errors import Kind, TroubleError
from alphasms_desktop.domain.exchange import HookReport, Receipt
from alphasms_desktop.domain.outcome import of_webhook
from alphasms_desktop.gateway.scalars import as_decimal, as_seconds, as_text

ERROR_TEXTS: dict[str, Kind] = {
    "API key missing": Kind.KEY_MISSING,
    "Wrong API key": Kind.WRONG_KEY,
    "Banned": Kind.BANNED,
    "API disabled": Kind.API_DISABLED,
    "IP denied": Kind.IP_DENIED,
    "Insufficient funds": Kind.NO_MONEY,
    'Param "phone" is missing': Kind.PHONE_MISSING,
    "No sound file": Kind.NO_SOUND_FILE,
    "Error uploading file": Kind.UPLOAD_FAILED,
    "File is too big": Kind.FILE_TOO_BIG,
    "Invalid file format": Kind.FILE_FORMAT,
    "Unsupported audio format": Kind.AUDIO_FORMAT,
    "Invalid audio duration": Kind.AUDIO_DURATION,
    'Param "hook" must be a valid URL': Kind.BAD_HOOK,
}

_KNOWN = {text.casefold(): kind for text, kind in ERROR_TEXTS.items()}


@dataclass(frozen=True)
class Form:
    """A multipart body in three parts, so that all calls share one copy of the audio."""

    head: bytes
    audio: bytes
    tail: bytes
    content_type: str

    def __len__(self) -> int:
        """Return the Content-Length."""
        return len(self.head) + len(self.audio) + len(self.tail)


def voice_form(
    key: str, phone: str, audio: bytes, boundary: str, hook: str | None, collect_keys: bool
) -> Form:
    """Return the form of one call; `phone` is E.164 and goes out as digits (section 2).

    `dtmf` is left out when off: other spellings of false are unknown.
    """
    fields = {"key": key, "phone": phone.removeprefix("+")}
    if hook:
        fields["hook"] = hook
    if collect_keys:
        fields["dtmf"] = "true"
    parts = [
        f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in fields.items()
    ]
    parts.append(
        f"--{boundary}\r\nContent-Disposition: form-data; "
        'name="voice"; filename="audio.wav"\r\nContent-Type: audio/wav\r\n\r\n'
    )
    return Form(
        "".join(parts).encode(),
        audio,
        f"\r\n--{boundary}--\r\n".encode(),
        f"multipart/form-data; boundary={boundary}",
    )


def read_answer(body: bytes) -> Receipt | None:
    """Return the receipt in an answer, or None where it cannot be read as one of the service's.

    Raises TroubleError for an answer with `errors`: the call was certainly not taken.
    """
    answer = _object(body)
    if answer is None:
        return None
    errors = answer.get("errors")
    if errors:
        raise _refusal(errors)
    gateway_id = as_text(answer.get("id"))
    if not gateway_id or gateway_id == "0":
        return None
    return Receipt(gateway_id, as_decimal(answer.get("price")))


def read_hook(body: str) -> HookReport | None:
    """Return what a webhook tells (section 2, Webhook), or None where it tells nothing."""
    told = _object(body.encode())
    if told is None:
        return None
    word = as_text(told.get("status"))
    if not word:
        return None
    return HookReport(
        gateway_id=as_text(told.get("id")),
        word=word,
        outcome=of_webhook(word),
        duration_s=as_seconds(told.get("duration")),
        key=as_text(told.get("dtmf")) or None,
    )


def _refusal(errors: object) -> TroubleError:
    texts = [as_text(one) for one in errors] if isinstance(errors, list) else [as_text(errors)]
    detail = "; ".join(text for text in texts if text) or json.dumps(errors)[:200]
    kinds = [_KNOWN[text.casefold()] for text in texts if text.casefold() in _KNOWN]
    return TroubleError(kinds[0] if kinds else Kind.UNKNOWN_TEXT, detail[:500])


def _object(body: bytes) -> dict[str, object] | None:
    try:
        answer = json.loads(body)
    except (ValueError, RecursionError):
        return None
    return answer if isinstance(answer, dict) else None
