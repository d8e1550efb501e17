"""POST /v1/json: texts taken without waiting; the one interface that speaks in HTTP codes.

Contract, section 4.3.
"""

import json
import secrets

from alphasms_desktop.sandbox.answer import Answer, json_answer
from alphasms_desktop.sandbox.json_endpoint import JsonEndpoint, read_envelope
from alphasms_desktop.sandbox.request import Request


class AsyncEndpoint:
    """Takes an envelope of texts and tells only that it has it."""

    def __init__(self, json_endpoint: JsonEndpoint) -> None:
        self._json = json_endpoint

    def answer(self, request: Request) -> Answer:
        """Take all texts, or refuse the whole envelope by an HTTP code."""
        if request.content_type.partition(";")[0].strip().lower() != "application/json":
            return _refused(415)
        if not _is_json(request.body):
            return _refused(400)
        envelope = read_envelope(request)
        if not self._json.is_let_in(envelope, request.peer):
            return _refused(401)
        items = envelope.get("data")
        if not isinstance(items, list) or not items:
            return _refused(400)
        for item in items:
            if isinstance(item, dict) and item.get("type") == "sms":
                self._json.send_sms(item)
        return json_answer({"request_id": f"cf-ray-{secrets.token_hex(8)}", "success": True})


def _is_json(body: bytes) -> bool:
    try:
        json.loads(body)
    except (ValueError, RecursionError):
        return False
    return True


def _refused(status: int) -> Answer:
    return json_answer({"success": False}, status)
