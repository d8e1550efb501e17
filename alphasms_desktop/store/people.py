"""People as the contact book knows them: by their phones, over all lists and campaigns."""

from datetime import UTC, datetime

from sqlalchemy import Connection, case, delete, func, or_, select, update
from sqlalchemy.dialects.sqlite import insert as insert_new

from alphasms_desktop.domain.campaign import Phase
from alphasms_desktop.domain.contact_book import Origin, PastCall, Person, Unwanted
from alphasms_desktop.domain.errors import Kind, TroubleError
from alphasms_desktop.domain.success import Success
from alphasms_desktop.store.composition_text import UNSAID
from alphasms_desktop.store.consents import consent_of
from alphasms_desktop.store.database import Database
from alphasms_desktop.store.pseudonyms import pseudonym_of
from alphasms_desktop.store.schema import (
    attempt,
    call_back,
    campaign,
    consent,
    contact,
    contact_list,
    contact_mark,
    do_not_call,
    erased,
    recipient,
)
from alphasms_desktop.store.values import to_success
from alphasms_desktop.store.verification_table import verification

_NEVER_LEFT = ("queued", "skipped")
_ENDED = (str(Phase.FINISHED), str(Phase.STOPPED))


class People:
    """Looks people up by phone, and erases them."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def person(self, phone: str) -> Person:
        """Return everything known of a phone (E.164)."""
        with self._database.read() as connection:
            names = connection.scalars(
                select(contact.c.name).where(contact.c.phone == phone, contact.c.name != "")
            ).all()
            lists = connection.scalars(
                select(contact_list.c.name)
                .join(contact, contact.c.list_id == contact_list.c.id)
                .where(contact.c.phone == phone, contact_list.c.name != "")
            ).all()
            return Person(
                phone,
                tuple(dict.fromkeys(names)),
                tuple(dict.fromkeys(lists)),
                _unwanted(connection, phone),
                consent_of(connection, phone),
                _calls(connection, phone),
                _marks(connection, phone),
            )

    def erase(self, phone: str) -> None:
        """Remove what is known of a person; an opt-out stays, as a pseudonym.

        Results keep their counts, without phone, name and cells. Raises TroubleError(STILL_NEEDED)
        while a campaign that has not ended may call the phone.
        """
        with self._database.write() as connection:
            forget_person(connection, phone, self._database.now())


def forget_person(connection: Connection, phone: str, now: float) -> None:
    """Remove what is known of a person within a transaction; see `People.erase`."""
    _refuse_while_needed(connection, phone)
    _keep_opt_out(connection, phone, now)
    connection.execute(delete(do_not_call).where(do_not_call.c.phone == phone))
    connection.execute(delete(consent).where(consent.c.phone == phone))
    connection.execute(delete(call_back).where(call_back.c.phone == phone))
    connection.execute(delete(contact_mark).where(contact_mark.c.phone == phone))
    checks = update(verification).where(verification.c.phone == phone)
    connection.execute(checks.values(phone="", raw=""))
    _uncount(connection, phone)
    connection.execute(delete(contact).where(contact.c.phone == phone))
    theirs = select(recipient.c.id).where(recipient.c.phone == phone)
    is_theirs = or_(attempt.c.phone == phone, attempt.c.recipient_id.in_(theirs))
    told = case((attempt.c.text.is_(None), None), else_="")
    connection.execute(update(attempt).where(is_theirs).values(phone="", text=told))
    connection.execute(
        update(recipient)
        .where(recipient.c.phone == phone)
        .values(
            phone="",
            name="",
            fields="[]",
            more_phones="",
            clips=case((recipient.c.clips == "", ""), else_=UNSAID),
            texts="",
        )
    )
    _take_from_beside(connection, phone)


def _keep_opt_out(connection: Connection, phone: str, now: float) -> None:
    """Keep as a pseudonym that a phone of the do-not-call list stays uncalled."""
    listed = connection.execute(
        select(do_not_call.c.since, do_not_call.c.reason).where(do_not_call.c.phone == phone)
    ).first()
    if listed:
        connection.execute(
            insert_new(erased)
            .values(pseudonym=pseudonym_of(connection, phone), since=now, reason="")
            .on_conflict_do_nothing()
        )


def _take_from_beside(connection: Connection, phone: str) -> None:
    """Take a phone out of the further phones of everybody who has it."""
    for table in (contact, recipient):
        spaced = " " + table.c.more_phones + " "
        connection.execute(
            update(table)
            .where(table.c.more_phones != "", func.instr(spaced, f" {phone} ") > 0)
            .values(more_phones=func.trim(func.replace(spaced, f" {phone} ", " ")))
        )


def phones_beside(connection: Connection, phone: str) -> list[str]:
    """Return the other phones of every contact and recipient that has this one."""
    found: set[str] = set()
    for table in (contact, recipient):
        has_more = table.c.more_phones != ""
        spaced = " " + table.c.more_phones + " "
        rows = connection.execute(
            select(table.c.phone, table.c.more_phones)
            .where(has_more, or_(table.c.phone == phone, func.instr(spaced, f" {phone} ") > 0))
            .distinct()
        )
        for row in rows:
            found |= {row.phone, *row.more_phones.split()}
    return sorted(found - {phone, ""})


def _unwanted(connection: Connection, phone: str) -> Unwanted | None:
    row = connection.execute(
        select(do_not_call, campaign.c.name)
        .outerjoin(campaign, campaign.c.id == do_not_call.c.campaign_id)
        .where(do_not_call.c.phone == phone)
    ).first()
    if row is None:
        return None
    since = datetime.fromtimestamp(row.since, UTC)
    return Unwanted(phone, since, row.reason, Origin(row.origin), row.name or "")


def _calls(connection: Connection, phone: str) -> tuple[PastCall, ...]:
    rows = connection.execute(
        select(
            attempt.c.claimed_at,
            campaign.c.name,
            attempt.c.state,
            attempt.c.key,
            campaign.c.success,
        )
        .join(campaign, campaign.c.id == attempt.c.campaign_id)
        .where(
            attempt.c.phone == phone,
            attempt.c.claimed_at.is_not(None),
            attempt.c.state.not_in(_NEVER_LEFT),
        )
        .order_by(attempt.c.claimed_at.desc())
    )
    return tuple(
        PastCall(
            datetime.fromtimestamp(row[0], UTC),
            row[1],
            phone,
            row[2],
            row[3],
            to_success(row[4]) or Success.ANSWERED,
        )
        for row in rows
    )


def _marks(connection: Connection, phone: str) -> tuple[str, ...]:
    wanted = select(contact_mark.c.mark).where(contact_mark.c.phone == phone)
    return tuple(connection.scalars(wanted.order_by(contact_mark.c.at)))


def _refuse_while_needed(connection: Connection, phone: str) -> None:
    """Refuse while a campaign that has not ended may call a phone, be it somebody's second one."""
    theirs = select(recipient.c.campaign_id).where(recipient.c.phone == phone)
    tried = select(attempt.c.campaign_id).where(attempt.c.phone == phone)
    name = connection.scalar(
        select(campaign.c.name)
        .where(or_(campaign.c.id.in_(theirs), campaign.c.id.in_(tried)))
        .where(campaign.c.phase.not_in(_ENDED))
    )
    if name is not None:
        raise TroubleError(Kind.STILL_NEEDED, campaign=name)


def _uncount(connection: Connection, phone: str) -> None:
    rows = connection.execute(
        select(contact.c.list_id, func.count())
        .where(contact.c.phone == phone)
        .group_by(contact.c.list_id)
    ).all()
    for list_id, much in rows:
        connection.execute(
            update(contact_list)
            .where(contact_list.c.id == list_id)
            .values(ready=contact_list.c.ready - much)
        )
