"""json.php on the wire (contract, section 4): envelope, statuses by own id, balance. Pure."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from alphasms_desktop.domain.errors import Kind
from alphasms_desktop.domain.exchange import Balance, StatusAnswer, StatusReport
from alphasms_desktop.domain.outcome import delivery_of_json, of_json
from alphasms_desktop.gateway.json_reading import object_in
from alphasms_desktop.gateway.matching import matched
from alphasms_desktop.gateway.refusals import error_of, texts_in, trouble_of
from alphasms_desktop.gateway.scalars import as_decimal, as_flag, as_id, as_text


@dataclass(frozen=True)
class Item:
    """One part of an answer; `success` is None where it says neither yes nor no."""

    success: bool | None
    errors: tuple[str, ...]
    data: dict[str, object]

    @property
    def id(self) -> str:
        """The id the item names, or an empty text."""
        return as_id(self.data.get("id"))

    @property
    def is_refused(self) -> bool:
        """Whether it says no: by its flag, or by an error where there is no flag."""
        return self.success is False or (self.success is None and bool(self.errors))


def request(key: str, objects: Sequence[dict[str, object]]) -> bytes:
    """Return the envelope around objects."""
    envelope = {"auth": key, "data": list(objects)}
    return json.dumps(envelope, ensure_ascii=False).encode("utf-8", "replace")


def read_items(body: bytes) -> list[Item] | None:
    """Return the items of an answer, or None where it is no answer of the service.

    Raises TroubleError where the request was refused as a whole: an error, and no items.
    """
    answer = object_in(body)
    if answer is None:
        return None
    listed = answer.get("data")
    if isinstance(listed, list) and listed:
        return [_item(one) for one in listed]
    errors = texts_in(answer.get("error"))
    if errors or as_flag(answer.get("success")) is False:
        raise error_of(trouble_of(errors))
    return [] if isinstance(listed, list) else None


def balance_request(key: str) -> bytes:
    """Return the body that asks for the balance."""
    return request(key, [{"type": "balance"}])


def read_balance(body: bytes) -> Balance | None:
    """Return the balance in an answer, or None where it cannot be read as one.

    Raises TroubleError(ACCESS_DENIED) for a refused key, UNKNOWN_TEXT for any other error.
    """
    items = read_items(body)
    if not items:
        return None
    first = items[0]
    if first.is_refused:
        raise error_of(trouble_of([*first.errors, *texts_in((object_in(body) or {}).get("error"))]))
    amount = as_decimal(first.data.get("amount"))
    return None if amount is None else Balance(amount, as_text(first.data.get("currency")) or "UAH")


def status_request(key: str, own_ids: Sequence[int]) -> bytes:
    """Return the body that asks how texts stand, by our own ids (section 4.2, `status`)."""
    return request(key, [{"type": "status", "id": one} for one in own_ids])


def read_statuses(body: bytes, own_ids: Sequence[int]) -> StatusAnswer | None:
    """Return the statuses of the ids asked; an item that failed is an id not known here.

    One that failed for the account's or the way's sake says nothing, and is not mentioned.
    None where it is no answer of the service; raises TroubleError for a whole refusal.
    """
    items = read_items(body)
    if items is None:
        return None
    found = matched([str(one) for one in own_ids], items, lambda item: item.id)
    failed = {one: trouble_of(item.errors) for one, item in found.items() if item.is_refused}
    unknown = frozenset(one for one, why in failed.items() if why.kind is Kind.UNKNOWN_TEXT)
    reports = [_report(one, item) for one, item in found.items() if one not in failed]
    return StatusAnswer(tuple(report for report in reports if report.word), unknown)


def _report(own_id: str, item: Item) -> StatusReport:
    word = as_text(item.data.get("status"))
    return StatusReport(
        gateway_id=as_id(item.data.get("msg_id")),
        word=word,
        outcome=of_json(word),
        own_id=own_id,
        delivery=delivery_of_json(word),
        channel=as_text(item.data.get("type")),
    )


def _item(value: object) -> Item:
    fields = value if isinstance(value, dict) else {}
    data = fields.get("data")
    return Item(
        as_flag(fields.get("success")),
        tuple(texts_in(fields.get("error"))),
        data if isinstance(data, dict) else {},
    )
