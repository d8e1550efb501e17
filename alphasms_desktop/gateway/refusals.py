"""The service's words of refusal -> kinds of trouble; what nobody knows is kept word for word."""

from collections.abc import Iterable

from alphasms_desktop.domain.errors import Kind, Trouble, TroubleError
from alphasms_desktop.gateway.scalars import as_text

VOICE_TEXTS: dict[str, Kind] = {
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
"""What voice.php and otp.php say (contract, sections 2 and 3)."""

JSON_TEXTS: dict[str, Kind] = {
    "Access denied": Kind.ACCESS_DENIED,
    "Error in Alpha-name": Kind.BAD_SENDER,
    "Operator not supported": Kind.OPERATOR,
}
"""What json.php says (section 4.1)."""

HTTP_TEXTS: dict[str, Kind] = {
    "Unknown command": Kind.NOT_THE_SERVICE,
    "SMS not found": Kind.UNKNOWN_TEXT,
    "Please enter valid receiver phone number": Kind.PHONE_MISSING,
}
"""What http.php says (section 5)."""

_PARTS: dict[str, Kind] = {"wrong login": Kind.WRONG_KEY}
"""Texts of which only a part is known."""

XML_REQUEST_CODES: dict[str, tuple[str, Kind]] = {
    "200": ("ERR_UNKNOWN", Kind.UNKNOWN_TEXT),
    "201": ("ERR_FORMAT", Kind.UNKNOWN_TEXT),
    "202": ("ERR_AUTHORIZATION", Kind.WRONG_KEY),
    "205": ("ERR_USER_DISABLE", Kind.BANNED),
    "209": ("ERR_API_DISABLE", Kind.API_DISABLED),
    "210": ("ERR_IP_DENIED", Kind.IP_DENIED),
    "212": ("ERR_THROTTLE", Kind.THROTTLED),
}
"""Why a package was refused as a whole (section 6)."""

XML_MESSAGE_CODES: dict[str, tuple[str, Kind]] = {
    "200": ("ERR_UNKNOWN", Kind.UNKNOWN_TEXT),
    "201": ("ERR_ID", Kind.UNKNOWN_TEXT),
    "202": ("ERR_SENDER", Kind.BAD_SENDER),
    "203": ("ERR_RECIPIENT", Kind.PHONE_MISSING),
    "204": ("ERR_LENGTH", Kind.UNKNOWN_TEXT),
    "205": ("ERR_USER_DISABLE", Kind.BANNED),
    "206": ("ERR_BILLING", Kind.NO_MONEY),
    "207": ("ERR_OVERLIMIT", Kind.UNKNOWN_TEXT),
    # The id exists, so a text with it was taken before: asking by the id tells how it stands.
    "208": ("ERR_DUPLICATE", Kind.ANSWER_LOST),
    "211": ("ERR_DELETE", Kind.UNKNOWN_TEXT),
    "212": ("ERR_THROTTLE", Kind.THROTTLED),
}
"""Why one message was refused; 201 and 202 mean other things here than for a package."""

SMS_NOT_FOUND = "sms not found"

_KNOWN = {text.casefold(): kind for text, kind in (VOICE_TEXTS | JSON_TEXTS | HTTP_TEXTS).items()}
_LONGEST = 500


def kind_of(text: str) -> Kind:
    """Return what a text of refusal means; UNKNOWN_TEXT for one that nobody has published."""
    folded = " ".join(text.casefold().split())
    exact = _KNOWN.get(folded)
    if exact is not None:
        return exact
    return next((kind for part, kind in _PARTS.items() if part in folded), Kind.UNKNOWN_TEXT)


def trouble_of(texts: Iterable[str]) -> Trouble:
    """Return the trouble that texts of refusal tell; the first that is understood decides."""
    told = [text for text in texts if text]
    kinds = [kind for kind in map(kind_of, told) if kind is not Kind.UNKNOWN_TEXT]
    return Trouble(kinds[0] if kinds else Kind.UNKNOWN_TEXT, "; ".join(told)[:_LONGEST])


def error_of(trouble: Trouble) -> TroubleError:
    """Return a trouble as the exception that carries it."""
    return TroubleError(trouble.kind, trouble.detail, **trouble.values)


def texts_in(errors: object) -> list[str]:
    """Return the texts in an `errors` or `error` field: a list of them, one, or a map to them."""
    many = errors.values() if isinstance(errors, dict) else errors
    listed = list(many) if not isinstance(many, str) and isinstance(many, Iterable) else [many]
    return [text for text in map(as_text, listed[:20]) if text]


def of_xml_request(code: str) -> Trouble:
    """Return what `<error>CODE</error>` means."""
    return _of_xml(code, XML_REQUEST_CODES)


def of_xml_message(code: str) -> Trouble:
    """Return what the code of one refused message means."""
    return _of_xml(code, XML_MESSAGE_CODES)


def _of_xml(code: str, table: dict[str, tuple[str, Kind]]) -> Trouble:
    name, kind = table.get(code, ("", Kind.UNKNOWN_TEXT))
    return Trouble(kind, f"XML {code} {name}".strip()[:_LONGEST])
