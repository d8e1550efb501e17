"""What pressed keys ask for, done in the very transaction that keeps them: once, or not at all."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, insert, select, update
from sqlalchemy.dialects.sqlite import insert as insert_new

from alphasms_desktop.domain.answer import (
    KeyAction,
    KeyMeaning,
    note_of_key,
    pressed_in,
    steps_to_do,
)
from alphasms_desktop.domain.attempt import Change, Step
from alphasms_desktop.domain.call_back import CallBackWhy
from alphasms_desktop.domain.cells import cells_from_text, cells_to_text
from alphasms_desktop.domain.contact_book import Origin
from alphasms_desktop.store.call_backs import NewCallBack, put_call_back
from alphasms_desktop.store.do_not_call import Listing, put_unwanted
from alphasms_desktop.store.schema import (
    attempt,
    campaign,
    contact,
    contact_list,
    contact_mark,
    event,
    recipient,
)

Heard = frozenset[tuple[int, str]]
_AT_ONCE = 1_000


@dataclass(frozen=True)
class _Pressed:
    """Who pressed a key with an action, and when."""

    campaign_id: int
    phone: str
    recipient_id: int
    name: str
    row: int
    at: float


def keys_heard(connection: Connection, attempt_ids: Sequence[int]) -> Heard:
    """Return which keys of attempts were kept before, each by itself."""
    heard: set[tuple[int, str]] = set()
    for begin in range(0, len(attempt_ids), _AT_ONCE):
        some = list(attempt_ids[begin : begin + _AT_ONCE])
        rows = connection.execute(
            select(event.c.attempt_id, event.c.key).where(
                event.c.attempt_id.in_(some), event.c.key.is_not(None)
            )
        )
        heard |= {(row.attempt_id, one) for row in rows for one in pressed_in(row.key)}
    return frozenset(heard)


def act_on_keys(
    connection: Connection,
    campaign_id: int,
    meanings: Sequence[KeyMeaning],
    kept: Sequence[tuple[Step, Change]],
    heard: Heard,
    now: float,
) -> None:
    """Do what newly kept keys ask for; a key reported again asks for nothing more."""
    known = set(heard)
    for step, change in kept:
        if not step.key:
            continue
        for meaning in steps_to_do(meanings, step.key):
            if (change.attempt_id, meaning.key) in known:
                continue
            known.add((change.attempt_id, meaning.key))
            at = step.heard_at or now
            pressed = _pressed(connection, campaign_id, change.attempt_id, at)
            if pressed.phone:
                _ACTS[meaning.action](connection, pressed, meaning)


def _pressed(connection: Connection, campaign_id: int, attempt_id: int, at: float) -> _Pressed:
    row = connection.execute(
        select(attempt.c.phone, recipient.c.id, recipient.c.name, recipient.c.row)
        .join(recipient, recipient.c.id == attempt.c.recipient_id)
        .where(attempt.c.id == attempt_id)
    ).one()
    return _Pressed(campaign_id, row.phone, row.id, row.name, row.row, at)


def _stop_calling(connection: Connection, who: _Pressed, meaning: KeyMeaning) -> None:
    reason = note_of_key(meaning.key, meaning.meaning)
    put_unwanted(connection, who.phone, Listing(reason, who.campaign_id, Origin.KEY, who.at))


def _call_back(connection: Connection, who: _Pressed, meaning: KeyMeaning) -> None:
    note = note_of_key(meaning.key, meaning.meaning)
    put_call_back(
        connection,
        NewCallBack(who.at, who.phone, who.name, CallBackWhy.KEY, who.campaign_id, note),
    )


def _mark(connection: Connection, who: _Pressed, meaning: KeyMeaning) -> None:
    connection.execute(
        insert_new(contact_mark)
        .values(phone=who.phone, mark=meaning.target, at=who.at, campaign_id=who.campaign_id)
        .on_conflict_do_nothing()
    )


def _add_to_list(connection: Connection, who: _Pressed, meaning: KeyMeaning) -> None:
    """Put somebody into an office list of that name, which is made where there is none."""
    source = connection.execute(
        select(contact_list)
        .join(campaign, campaign.c.list_id == contact_list.c.id)
        .where(campaign.c.id == who.campaign_id)
    ).one()
    named = select(contact_list.c.id, contact_list.c.columns).where(
        contact_list.c.name == meaning.target, contact_list.c.complete.is_(True)
    )
    target = connection.execute(named.order_by(contact_list.c.id)).first()
    if target is None:
        columns = ("source", "sheet", "columns", "phone_column", "name_column", "head")
        values = {name: getattr(source, name) for name in columns}
        counts = {"ready": 0, "rejected": 0, "duplicates": 0}
        connection.execute(
            insert(contact_list).values(
                **values, **counts, name=meaning.target, complete=True, created_at=who.at
            )
        )
        target = connection.execute(named).one()
    there = select(contact.c.id).where(contact.c.list_id == target.id, contact.c.phone == who.phone)
    if connection.scalar(there) is not None:
        return
    cells = connection.execute(
        select(recipient.c.fields, recipient.c.consent).where(recipient.c.id == who.recipient_id)
    ).one()
    connection.execute(
        insert(contact).values(
            list_id=target.id,
            row=who.row,
            phone=who.phone,
            original=who.phone,
            name=who.name,
            consent=cells.consent,
            fields=_laid(cells.fields, source.columns, target.columns),
        )
    )
    connection.execute(
        update(contact_list)
        .where(contact_list.c.id == target.id)
        .values(ready=contact_list.c.ready + 1)
    )


def _laid(cells: str, theirs: str, ours: str) -> str:
    """Return cells in the order of another list's columns, by the names of these."""
    by_name = dict(zip(map(_normal, cells_from_text(theirs)), cells_from_text(cells), strict=False))
    return cells_to_text([by_name.get(_normal(one)) for one in cells_from_text(ours)])


def _normal(name: object) -> str:
    return " ".join(str(name).split()).casefold()


def _nothing(_connection: Connection, _who: _Pressed, _meaning: KeyMeaning) -> None:
    """Do nothing more than keep the key."""


_ACTS: dict[KeyAction, Callable[[Connection, _Pressed, KeyMeaning], None]] = {
    KeyAction.NONE: _nothing,
    KeyAction.DO_NOT_CALL: _stop_calling,
    KeyAction.CALL_BACK: _call_back,
    KeyAction.ADD_TO_LIST: _add_to_list,
    KeyAction.MARK: _mark,
}
