"""Erasing people for good: rows, journal, inbox, clips with names, copies, the file's slack.

Counts stay: a recipient keeps its outcome, key, seconds and price, and nothing that says who it
was. Opt-outs and consents stay too, for they still bind the office; one person's whole data go by
their phone.
"""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Connection, case, delete, func, or_, select, update

from alphasms_desktop.domain.campaign import Phase
from alphasms_desktop.domain.erasing import Erased
from alphasms_desktop.domain.errors import Kind, TroubleError
from alphasms_desktop.domain.phone import grouped
from alphasms_desktop.store.backups import back_up_if_due, drop_copies, drop_old_copies
from alphasms_desktop.store.clip_names import forget_clips_of_campaigns, forget_unused_names
from alphasms_desktop.store.composition_text import UNSAID
from alphasms_desktop.store.database import Database
from alphasms_desktop.store.folder import DataFolder
from alphasms_desktop.store.people import People
from alphasms_desktop.store.schema import (
    attempt,
    call_back,
    campaign,
    contact,
    contact_list,
    contact_mark,
    event,
    inbox,
    recipient,
    reject,
)

_DAY_S = 86_400.0
_ENDED = (str(Phase.FINISHED), str(Phase.STOPPED))
_AT_ONCE = 500
_NATIONAL_DIGITS = 9
SANDBOX_CALLS = "sandbox-calls.jsonl"
"""What the sandbox inside the program remembers of pretend calls, by phones."""


class Erasing:
    """Erases people from one data folder; refuses while a campaign of it runs."""

    def __init__(self, database: Database, folder: DataFolder) -> None:
        self._database = database
        self._folder = folder

    def old_people(self, days: int) -> Erased:
        """Count what `erase_old` would erase."""
        with self._database.read() as connection:
            ids = _old_campaigns(connection, self._database.now() - days * _DAY_S)
            people = connection.scalar(
                select(func.count())
                .select_from(recipient)
                .where(recipient.c.campaign_id.in_(ids), recipient.c.phone != "")
            )
        return Erased(len(ids), int(people or 0))

    def erase_old(self, days: int, *, all_copies: bool) -> Erased:
        """Erase the people of campaigns that ended so many days ago; counts stay.

        With `all_copies` every copy of the data file is replaced by a fresh one; without, copies
        older than the rotation go and the rest follow within a week. Raises TroubleError: IN_USE,
        FOLDER_OPEN.
        """
        self._refuse_while_used()
        found = self.old_people(days)
        with self._database.read() as connection:
            ids = _old_campaigns(connection, self._database.now() - days * _DAY_S)
        for campaign_id in ids:
            self._erase_campaign(campaign_id)
        if ids:
            with self._database.write() as connection:
                gone = forget_clips_of_campaigns(connection, ids)
            self._remove_sounds(gone)
        if ids or all_copies:
            self._clean(all_copies=all_copies)
        return found

    def erase_phone(self, phone: str) -> None:
        """Erase one person everywhere, copies and all; an opt-out stays as a pseudonym.

        Raises TroubleError: STILL_NEEDED while a campaign may call them, IN_USE,
        FOLDER_OPEN.
        """
        self._refuse_while_used()
        with self._database.write() as connection:
            theirs = _attempts_of(connection, phone)
            _forget_journal(connection, theirs)
            _forget_inbox(connection, phone)
        People(self._database).erase(phone)
        with self._database.write() as connection:
            gone = forget_unused_names(connection)
            _forget_spellings(connection, phone)
        self._remove_sounds(gone)
        self._drop_lines({phone})
        self._clean(all_copies=True)

    def _refuse_while_used(self) -> None:
        """Refuse while a campaign runs, or another process could keep the old pages in use."""
        self._folder.refuse_while_running()
        if not self._database.owns_checkpoints():
            raise TroubleError(Kind.FOLDER_OPEN, path=self._folder.path)

    def _erase_campaign(self, campaign_id: int) -> None:
        """Erase the people of one campaign, some at a time."""
        last = 0
        while True:
            with self._database.write() as connection:
                rows = connection.execute(
                    select(recipient.c.id, recipient.c.phone)
                    .where(recipient.c.campaign_id == campaign_id, recipient.c.id > last)
                    .order_by(recipient.c.id)
                    .limit(_AT_ONCE)
                ).all()
                if not rows:
                    break
                last = rows[-1].id
                attempts = connection.execute(
                    select(attempt.c.id, attempt.c.phone).where(
                        attempt.c.recipient_id.in_([row.id for row in rows])
                    )
                ).all()
                _forget_journal(connection, [row.id for row in attempts])
                phones = {row.phone for row in (*rows, *attempts) if row.phone}
                _blank(connection, [row.id for row in rows])
            self._drop_lines(phones)
        with self._database.write() as connection:
            for table in (call_back, contact_mark):
                connection.execute(delete(table).where(table.c.campaign_id == campaign_id))
            _forget_list(connection, campaign_id)

    def _drop_lines(self, phones: set[str]) -> None:
        """Forget pretend calls to phones; whoever holds the file open must have let it go."""
        path = self._folder.path / SANDBOX_CALLS
        if not path.exists() or not phones:
            return
        digits = [one.lstrip("+").encode() for one in phones]
        lock = self._folder.lock("sandbox")
        if not lock.acquire():
            raise TroubleError(Kind.FOLDER_OPEN, "sandbox", path=self._folder.path)
        try:
            lines = path.read_bytes().splitlines(keepends=True)
            kept = [line for line in lines if not any(one in line for one in digits)]
            if len(kept) < len(lines):
                fresh = path.with_suffix(".new")
                fresh.write_bytes(b"".join(kept))
                fresh.replace(path)
        finally:
            lock.release()

    def _remove_sounds(self, fingerprints: Sequence[str]) -> None:
        for fingerprint in fingerprints:
            (self._folder.recordings / f"{fingerprint}.wav").unlink(missing_ok=True)

    def _clean(self, *, all_copies: bool) -> None:
        """Leave no trace in the file's free pages, its WAL, and in copies that hold them."""
        self._database.compact()
        if all_copies:
            drop_copies(self._folder)
            back_up_if_due(self._folder.database, self._folder.backups, self._database.now())
        else:
            drop_old_copies(self._folder, self._database.now())


def _old_campaigns(connection: Connection, before: float) -> list[int]:
    """Return campaigns that ended before a moment and still know people."""
    last = func.max(func.coalesce(attempt.c.ended_at, attempt.c.accepted_at, attempt.c.claimed_at))
    return list(
        connection.scalars(
            select(campaign.c.id)
            .join(attempt, attempt.c.campaign_id == campaign.c.id)
            .join(recipient, recipient.c.id == attempt.c.recipient_id)
            .where(campaign.c.phase.in_(_ENDED), recipient.c.phone != "")
            .group_by(campaign.c.id)
            .having(func.coalesce(last, campaign.c.created_at) < before)
            .order_by(campaign.c.id)
        )
    )


def _attempts_of(connection: Connection, phone: str) -> list[int]:
    theirs = select(recipient.c.id).where(recipient.c.phone == phone)
    return list(
        connection.scalars(
            select(attempt.c.id).where(
                or_(attempt.c.phone == phone, attempt.c.recipient_id.in_(theirs))
            )
        )
    )


def _forget_journal(connection: Connection, attempts: Sequence[int]) -> None:
    """Blank the raw words of calls and their webhooks: both may speak of the phone."""
    for begin in range(0, len(attempts), _AT_ONCE):
        ids = list(attempts[begin : begin + _AT_ONCE])
        tokens = select(attempt.c.token).where(attempt.c.id.in_(ids), attempt.c.token.is_not(None))
        connection.execute(delete(inbox).where(inbox.c.token.in_(tokens)))
        connection.execute(update(event).where(event.c.attempt_id.in_(ids)).values(raw=""))
        connection.execute(
            update(attempt)
            .where(attempt.c.id.in_(ids))
            .values(raw="", token=None, gateway_id=None, text=None)
        )


def _forget_inbox(connection: Connection, phone: str) -> None:
    digits = phone.lstrip("+")
    connection.execute(delete(inbox).where(inbox.c.body.contains(digits, autoescape=True)))


def _forget_spellings(connection: Connection, phone: str) -> None:
    """Remove rows set aside that are this phone in any spelling, and its digits in names."""
    bare: ColumnElement[str] = reject.c.original
    for sign in " -().+\u00a0":
        bare = func.replace(bare, sign, "")
    national = phone.lstrip("+")[-_NATIONAL_DIGITS:]
    connection.execute(delete(reject).where(func.instr(bare, national) > 0))
    for spelling in (grouped(phone), phone, phone.lstrip("+")):
        connection.execute(
            update(campaign)
            .where(campaign.c.name.contains(spelling, autoescape=True))
            .values(name=func.replace(campaign.c.name, spelling, "…"))
        )


def _blank(connection: Connection, recipients: Sequence[int]) -> None:
    ids = list(recipients)
    connection.execute(update(attempt).where(attempt.c.recipient_id.in_(ids)).values(phone=""))
    connection.execute(
        update(recipient)
        .where(recipient.c.id.in_(ids))
        .values(
            phone="",
            name="",
            fields="[]",
            more_phones="",
            texts="",
            clips=case((recipient.c.clips == "", ""), else_=UNSAID),
        )
    )


def _forget_list(connection: Connection, campaign_id: int) -> None:
    """Empty the list a campaign was made of; the office's own and those still needed stay."""
    list_id = connection.scalar(select(campaign.c.list_id).where(campaign.c.id == campaign_id))
    still = connection.scalar(
        select(func.count())
        .select_from(recipient)
        .join(campaign, campaign.c.id == recipient.c.campaign_id)
        .where(campaign.c.list_id == list_id, recipient.c.phone != "")
    )
    name = connection.scalar(select(contact_list.c.name).where(contact_list.c.id == list_id))
    if not still and not name:
        for table in (contact, reject):
            connection.execute(delete(table).where(table.c.list_id == list_id))
        connection.execute(update(contact_list).where(contact_list.c.id == list_id).values(ready=0))
