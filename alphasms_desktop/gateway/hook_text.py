"""A webhook in any shape -> the text the inbox keeps: a body as it came, fields as JSON. Pure."""

import json
from email.parser import BytesParser
from email.policy import HTTP
from urllib.parse import parse_qsl

from alphasms_desktop.gateway.json_reading import object_in

TOKEN_FIELD = "t"
_FORM = "application/x-www-form-urlencoded"
_PARTS = "multipart/form-data"
_MOST_FIELDS = 100


def hook_text(content_type: str, query: str, body: bytes) -> str:
    """Return what the inbox keeps of a webhook; empty where it told nothing.

    What curl sends by default calls itself a form even where it is JSON.
    """
    told = body.decode("utf-8", "replace")
    if not told.strip():
        return fields_as_json(query)
    kind = content_type.casefold()
    if kind.startswith(_PARTS):
        return _parts_as_json(content_type, body) or told
    is_form = kind.startswith(_FORM) or (not kind and told.lstrip()[:1] not in "{[<")
    return fields_as_json(told) if is_form and object_in(body) is None else told


def fields_as_json(fields: str) -> str:
    """Return the fields of a form or an address as JSON; empty where there are none."""
    try:
        told = dict(parse_qsl(fields, keep_blank_values=True, max_num_fields=_MOST_FIELDS))
    except ValueError:
        return ""
    told.pop(TOKEN_FIELD, None)
    return json.dumps(told, ensure_ascii=False) if told else ""


def _parts_as_json(content_type: str, body: bytes) -> str:
    head = b"Content-Type: " + content_type.encode("ascii", "replace") + b"\r\n\r\n"
    told: dict[str, str] = {}
    message = BytesParser(policy=HTTP).parsebytes(head + body)
    for part in message.iter_parts() if message.is_multipart() else ():
        name = part.get_param("name", header="content-disposition")
        content = part.get_payload(decode=True)
        if isinstance(name, str) and isinstance(content, bytes) and len(told) < _MOST_FIELDS:
            told[name] = content.decode("utf-8", "replace").strip()
    return json.dumps(told, ensure_ascii=False) if told else ""
