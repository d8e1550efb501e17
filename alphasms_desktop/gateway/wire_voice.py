"""voice.php and otp.php on the wire (contract, sections 2 and 3), and the webhook. Pure."""

from urllib.parse import urlencode

from alphasms_desktop.domain.code import SecretCode
from alphasms_desktop.domain.errors import TroubleError
from alphasms_desktop.domain.exchange import Code, HookReport, Receipt
from alphasms_desktop.domain.outcome import of_webhook
from alphasms_desktop.gateway.content import Form
from alphasms_desktop.gateway.json_reading import object_in
from alphasms_desktop.gateway.refusals import VOICE_TEXTS, texts_in, trouble_of
from alphasms_desktop.gateway.scalars import as_code, as_decimal, as_id, as_seconds, as_text

ERROR_TEXTS = VOICE_TEXTS


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
        "".join(parts).encode("utf-8", "replace"),
        audio,
        f"\r\n--{boundary}--\r\n".encode(),
        f"multipart/form-data; boundary={boundary}",
        _noted(fields, len(audio)),
    )


def read_answer(body: bytes) -> Receipt | None:
    """Return the receipt in an answer, or None where it cannot be read as one of the service's.

    Raises TroubleError for an answer with `errors`: the call was certainly not taken.
    """
    answer = _accepted(body)
    if answer is None:
        return None
    gateway_id = as_id(answer.get("id"))
    return Receipt(gateway_id, as_decimal(answer.get("price"))) if gateway_id else None


def otp_request(key: str, phone: str, hook: str | None = None) -> bytes:
    """Return the form that asks for a call whose number ends in a code (section 3).

    The paper promises `hook`, and neither its example nor its errors know it: whoever calls this
    leaves it out unless the user wants it.
    """
    fields = {"key": key, "phone": phone.removeprefix("+")}
    if hook:
        fields["hook"] = hook
    return urlencode(fields, errors="replace").encode()


def read_code(body: bytes) -> Code | None:
    """Return the code in an answer, padded to four digits: a number has lost its zeros.

    None where there is no code to be read; raises TroubleError for an answer with `errors`.
    """
    answer = _accepted(body)
    digits = as_code(answer.get("code")) if answer is not None else None
    if answer is None or digits is None:
        return None
    return Code(
        SecretCode(digits), as_id(answer.get("id")) or None, as_decimal(answer.get("price"))
    )


def read_hook(body: str) -> HookReport | None:
    """Return what a webhook tells in any of its shapes, or None where it tells nothing.

    The shapes are those of sections 2 (Webhook) and 4.5: flat, within `data`, or within a list.
    """
    told = _innermost(object_in(_bare(body).encode("utf-8", "replace")))
    word = as_text(told.get("status"))
    if not word:
        return None
    ids = [as_id(told.get(name)) for name in ("msg_id", "message_id", "id")]
    return HookReport(
        gateway_id=next((one for one in ids if one), ""),
        word=word,
        outcome=of_webhook(word),
        duration_s=as_seconds(told.get("duration")),
        key=as_text(told.get("dtmf")) or None,
        own_id=ids[-1] if ids[0] or ids[1] else "",
    )


def _bare(body: str) -> str:
    """Return the first object of a list, the text as it is otherwise."""
    stripped = body.strip()
    return f'{{"data":{stripped}}}' if stripped.startswith("[") else stripped


def _innermost(told: object, depth: int = 4) -> dict[str, object]:
    """Return the object that names a status, looking into `data` and the first of a list."""
    if isinstance(told, list):
        return _innermost(told[0], depth - 1) if told and depth else {}
    if not isinstance(told, dict):
        return {}
    inner = told.get("data")
    if not as_text(told.get("status")) and isinstance(inner, (dict, list)) and depth:
        return _innermost(inner, depth - 1)
    return told


def _accepted(body: bytes) -> dict[str, object] | None:
    """Return an answer without `errors`; raises TroubleError for one with them."""
    answer = object_in(body)
    errors = answer.get("errors") if answer is not None else None
    if errors:
        trouble = trouble_of(texts_in(errors))
        raise TroubleError(trouble.kind, trouble.detail or "errors without a text")
    return answer


def _noted(fields: dict[str, str], audio_length: int) -> str:
    # The address for results carries a token that nobody else should know.
    names = " ".join(name for name in fields if name not in {"key", "phone"})
    return f"phone={fields['phone']} {names} voice={audio_length} bytes"
