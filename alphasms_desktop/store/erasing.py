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
from alphasms_desktop.store.backups import back_up_if_due, drop_copies, drop_old_copies
from alphasms_desktop.store.clip_names import forget_unused_names, unspoken
from alphasms_desktop.store.composition_text import UNSAID
from alphasms_desktop.store.database import Database
from alphasms_desktop.store.folder import DataFolder
from alphasms_desktop.store.people import forget_person
from alphasms_desktop.store.pretend_calls import forget_pretend_calls
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
from alphasms_desktop.store.spellings import cut_out_of_cells, holds_phone, without_phone
from alphasms_desktop.store.verification_table import verification

_DAY_S = 86_400.0
_ENDED = (str(Phase.FINISHED), str(Phase.STOPPED))
_AT_ONCE = 500


class Erasing:
    """Erases people from one data folder; refuses while a campaign of it runs."""

    def __init__(self, database: Database, folder: DataFolder) -> None:
        self._database = database
        self._folder = folder
        self._unfinished = folder.path / "erasing"

    def old_people(self, days: int) -> Erased:
        """Count what `erase_old` would erase."""
        before = self._database.now() - days * _DAY_S
        with self._database.read() as connection:
            ids = _old_campaigns(connection, before)
            people = connection.scalar(
                select(func.count())
                .select_from(recipient)
                .where(recipient.c.campaign_id.in_(ids), recipient.c.phone != "")
            )
            checks = connection.scalar(
                select(func.count()).select_from(verification).where(*_old_checks(before))
            )
        return Erased(len(ids), int(people or 0), int(checks or 0))

    def erase_old(self, days: int, *, all_copies: bool) -> Erased:
        """Erase the people of campaigns that ended so many days ago, and of checks as old.

        With `all_copies` every copy of the data file is replaced by a fresh one; without, copies
        older than the rotation go and the rest follow within a week. What an erasing that was cut
        off has left is erased too. Raises TroubleError: IN_USE, FOLDER_OPEN.
        """
        found = self.old_people(days)
        if found.is_empty and not all_copies and not self.is_unfinished:
            drop_old_copies(self._folder, self._database.now())
            return found
        self._refuse_while_used()
        self._begin()
        before = self._database.now() - days * _DAY_S
        with self._database.read() as connection:
            ids = _old_campaigns(connection, before)
        for campaign_id in ids:
            self._erase_campaign(campaign_id)
        with self._database.write() as connection:
            _forget_checks(connection, before)
        self._finish(all_copies=all_copies)
        return found

    def erase_phone(self, phone: str) -> None:
        """Erase one person everywhere, copies and all; an opt-out stays as a pseudonym.

        Raises TroubleError: STILL_NEEDED while a campaign may call them, IN_USE,
        FOLDER_OPEN; then nothing was changed.
        """
        self._refuse_while_used()
        with self._database.write() as connection:
            theirs = _attempts_of(connection, phone)
            _forget_inbox(connection, phone)
            forget_person(connection, phone, self._database.now())
            _forget_journal(connection, theirs)
            _forget_spellings(connection, phone)
            self._begin()
            forget_pretend_calls(self._folder, {phone})
            self._note_sounds(forget_unused_names(connection))
        self._finish(all_copies=True)

    @property
    def is_unfinished(self) -> bool:
        """Whether an erasing was cut off: its traces may still lie in the file and in sounds."""
        return self._unfinished.exists()

    def _begin(self) -> None:
        self._unfinished.touch()

    def _finish(self, *, all_copies: bool) -> None:
        """Remove the sounds that were noted and every trace; only then is it finished."""
        noted = self._unfinished.read_text().split()
        with self._database.read() as connection:
            needless = unspoken(connection, noted)
        for fingerprint in needless:
            (self._folder.recordings / f"{fingerprint}.wav").unlink(missing_ok=True)
        self._clean(all_copies=all_copies)
        self._unfinished.unlink(missing_ok=True)

    def _note_sounds(self, fingerprints: Sequence[str]) -> None:
        """Keep which sounds are to go once the change is on the disk; a kill forgets none."""
        if fingerprints:
            with self._unfinished.open("a") as file:
                file.write("".join(f"{one}\n" for one in fingerprints))

    def _refuse_while_used(self) -> None:
        """Refuse while a campaign runs, or another process could keep the old pages in use."""
        self._folder.refuse_while_running()
        if not self._database.owns_checkpoints():
            raise TroubleError(Kind.FOLDER_OPEN, path=self._folder.path)

    def _erase_campaign(self, campaign_id: int) -> None:
        """Erase the people of one campaign, some at a time; what is theirs goes with the last.

        As long as somebody is left the campaign is found again, whenever this was cut off.
        """
        last, is_more = 0, True
        while is_more:
            with self._database.write() as connection:
                rows = connection.execute(
                    select(recipient.c.id, recipient.c.phone)
                    .where(recipient.c.campaign_id == campaign_id, recipient.c.id > last)
                    .order_by(recipient.c.id)
                    .limit(_AT_ONCE)
                ).all()
                is_more = len(rows) == _AT_ONCE
                last = rows[-1].id if rows else last
                attempts = connection.execute(
                    select(attempt.c.id, attempt.c.phone).where(
                        attempt.c.recipient_id.in_([row.id for row in rows])
                    )
                ).all()
                _forget_journal(connection, [row.id for row in attempts])
                phones = {row.phone for row in (*rows, *attempts) if row.phone}
                forget_pretend_calls(self._folder, phones)
                _blank(connection, [row.id for row in rows])
                if not is_more:
                    for table in (call_back, contact_mark):
                        connection.execute(delete(table).where(table.c.campaign_id == campaign_id))
                    _forget_list(connection, campaign_id)
                    self._note_sounds(forget_unused_names(connection))

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


def _old_checks(before: float) -> tuple[ColumnElement[bool], ...]:
    """Say which number checks ended before a moment and still know their phone."""
    return verification.c.phone != "", verification.c.ended_at < before


def _forget_checks(connection: Connection, before: float) -> None:
    tokens = select(verification.c.token).where(*_old_checks(before))
    connection.execute(delete(inbox).where(inbox.c.token.in_(tokens)))
    connection.execute(update(verification).where(*_old_checks(before)).values(phone="", raw=""))


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
    """Delete webhooks that tell a phone, and those of its number checks."""
    tokens = select(verification.c.token).where(verification.c.phone == phone)
    told = inbox.c.body.contains(phone.lstrip("+"), autoescape=True)
    connection.execute(delete(inbox).where(or_(told, inbox.c.token.in_(tokens))))


def _forget_spellings(connection: Connection, phone: str) -> None:
    """Remove rows set aside that are this phone in any spelling, and its digits elsewhere."""
    is_theirs = or_(reject.c.phone == phone, holds_phone(reject.c.original, phone))
    connection.execute(delete(reject).where(is_theirs))
    cut_out_of_cells(connection, phone)
    named = select(campaign.c.id, campaign.c.name).where(holds_phone(campaign.c.name, phone))
    for row in connection.execute(named).all():
        connection.execute(
            update(campaign)
            .where(campaign.c.id == row.id)
            .values(name=without_phone(row.name, phone))
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
