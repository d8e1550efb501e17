"""Pages of a contact list for the table that shows it, and the counts of its chips."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Row,
    Select,
    and_,
    case,
    exists,
    func,
    literal,
    null,
    or_,
    select,
)

from alphasms_desktop.domain.campaign import CampaignKind
from alphasms_desktop.domain.cells import cells_from_text
from alphasms_desktop.domain.contact import Reason, is_repaired
from alphasms_desktop.domain.importing import PhoneKind
from alphasms_desktop.domain.live import ListFilter, ListNote, ListRow
from alphasms_desktop.store.schema import attempt, campaign, consent, contact, do_not_call, reject


@dataclass(frozen=True)
class ListPart:
    """Some rows of a list; `counted_by` is the list's own count of them, where it has one."""

    counted_by: str
    query: Select[tuple[object, ...]]


_DUPLICATE = str(Reason.DUPLICATE)
_NEVER_LEFT = ("queued", "skipped", "rejected")


def parts_of(shown: ListFilter, recent_since: float) -> tuple[ListPart, ...]:
    """Return what a filter shows, part after part, each in the order of the file.

    `recent_since` (seconds since 1970) is from when on a call counts as a recent one.
    """
    is_twin = reject.c.reason == _DUPLICATE
    attention = ListPart("rejected", _rejects().where(~is_twin))
    twins = ListPart("duplicates", _rejects().where(is_twin))
    ready = _ready(recent_since)
    return {
        ListFilter.ALL: (attention, twins, ListPart("ready", ready)),
        ListFilter.ATTENTION: (attention,),
        ListFilter.DUPLICATES: (twins,),
        ListFilter.DO_NOT_CALL: (ListPart("", ready.where(is_unwanted())),),
        ListFilter.NO_CONSENT: (ListPart("", ready.where(lacks_consent())),),
        ListFilter.READY: (ListPart("", ready.where(~is_unwanted())),),
        ListFilter.AGREED: (ListPart("", ready.where(~is_unwanted(), ~lacks_consent())),),
        ListFilter.RECENT: (ListPart("", ready.where(was_called_since(recent_since))),),
    }[shown]


def _rejects() -> Select[tuple[object, ...]]:
    return select(
        reject.c.list_id,
        reject.c.id,
        reject.c.row,
        literal("").label("phone"),
        reject.c.original,
        reject.c.fields.label("name"),
        reject.c.reason,
        reject.c.twin_row,
        null().label("note"),
        literal("").label("more_phones"),
        null().label("kind"),
        null().label("lacks_consent"),
        reject.c.differs,
    ).order_by(reject.c.id)


def _ready(recent_since: float) -> Select[tuple[object, ...]]:
    return select(
        contact.c.list_id,
        contact.c.id,
        contact.c.row,
        contact.c.phone,
        contact.c.original,
        contact.c.name,
        null().label("reason"),
        contact.c.twin_row,
        note_of(recent_since).label("note"),
        contact.c.more_phones,
        contact.c.kind,
        lacks_consent().label("lacks_consent"),
        literal(False).label("differs"),
    ).order_by(contact.c.id)


def counts_query(list_id: int, recent_since: float) -> Select[Any]:
    """Return the counts that change while a list stays: unwanted, without consent, recent.

    Whoever is both counts in each of them; those after them count such a person once.
    """
    recent = was_called_since(recent_since)
    together = (
        (is_unwanted(), recent),
        (is_unwanted(), lacks_consent()),
        (is_unwanted(), lacks_consent(), recent),
    )
    return select(
        func.coalesce(func.sum(case((is_unwanted(), 1), else_=0)), 0),
        func.coalesce(func.sum(case((lacks_consent(), 1), else_=0)), 0),
        func.coalesce(func.sum(case((was_called_since(recent_since), 1), else_=0)), 0),
        *(func.coalesce(func.sum(case((or_(*one), 1), else_=0)), 0) for one in together),
    ).where(contact.c.list_id == list_id)


def note_of(recent_since: float) -> ColumnElement[str]:
    """Return what is to be said of a ready row: the first that holds, or null."""
    return case(
        (is_unwanted(), str(ListNote.DO_NOT_CALL)),
        (was_called_since(recent_since), str(ListNote.RECENT)),
        else_=null(),
    )


def is_unwanted() -> ColumnElement[bool]:
    """Whether any phone of a contact stands on the do-not-call list."""
    first = exists().where(do_not_call.c.phone == contact.c.phone)
    others = exists().where(
        func.instr(" " + contact.c.more_phones + " ", " " + do_not_call.c.phone + " ") > 0
    )
    return or_(first, and_(contact.c.more_phones != "", others))


def lacks_consent() -> ColumnElement[bool]:
    """Whether neither the file nor the book of consents has a yes for a contact."""
    kept = select(consent.c.is_given).where(consent.c.phone == contact.c.phone).scalar_subquery()
    return func.coalesce(kept, contact.c.consent, False).is_(False)


def was_called_since(moment: float) -> ColumnElement[bool]:
    """Whether any campaign has called, or may have called, a contact's first phone since then.

    The user's own trial calls do not count: a claim leaves nobody out for them either.
    """
    trials = select(campaign.c.id).where(campaign.c.kind == str(CampaignKind.TRIAL))
    return exists().where(
        attempt.c.phone == contact.c.phone,
        attempt.c.claimed_at > moment,
        attempt.c.campaign_id.not_in(trials),
        attempt.c.state.not_in(_NEVER_LEFT),
    )


def list_row(row: Row[tuple[object, ...]], name_column: int | None) -> ListRow:
    """Return a row of a page as the table shows it; one set aside has its name in its cells."""
    name = row.name
    if row.reason:
        cells = cells_from_text(row.name)
        named = cells[name_column : name_column + 1] if name_column is not None else ()
        name = str(named[0]).strip() if named and named[0] is not None else ""
    return ListRow(
        row=row.row,
        phone=row.phone,
        original=row.original,
        name=name,
        reason=Reason(row.reason) if row.reason else None,
        twin_row=row.twin_row,
        is_repaired=bool(row.phone) and is_repaired(row.phone, row.original),
        note=ListNote(row.note) if row.note else None,
        more_phones=tuple(row.more_phones.split()),
        kind=PhoneKind(row.kind) if row.kind else PhoneKind.MOBILE,
        has_agreed=not row.lacks_consent,
        differs=bool(row.differs),
    )
