"""Campaigns as they are kept: made from a list, listed, read back for a report."""

from collections.abc import Iterator

from sqlalchemy import (
    Connection,
    and_,
    delete,
    func,
    insert,
    literal,
    null,
    select,
    update,
)

from alphasms_desktop.domain.attempt import State
from alphasms_desktop.domain.campaign import (
    Campaign,
    CampaignKind,
    CampaignSummary,
    Draft,
    Phase,
    Tally,
)
from alphasms_desktop.domain.channel import Channel
from alphasms_desktop.domain.errors import Kind, TroubleError
from alphasms_desktop.domain.money import BalanceNote, Bill
from alphasms_desktop.domain.result import ResultRow
from alphasms_desktop.domain.rules import Purpose
from alphasms_desktop.domain.success import Success
from alphasms_desktop.store.bills import balance_notes, bill_of
from alphasms_desktop.store.campaign_rows import campaign_of, keep_clips, result_of
from alphasms_desktop.store.composition_text import (
    composition_to_text,
)
from alphasms_desktop.store.database import Database
from alphasms_desktop.store.folder import DataFolder
from alphasms_desktop.store.message_text import TextsOfRow, keep_texts, message_to_text
from alphasms_desktop.store.rules_text import rules_to_text
from alphasms_desktop.store.schema import attempt, campaign, contact, contact_list, recipient, tally
from alphasms_desktop.store.values import (
    from_millionths,
    to_success,
)

_ROWS_A_COMMIT = 2_000
"""Keeps each transaction short enough (about 50 ms) for a campaign beside it."""

_TEXTS_A_COMMIT = 300
"""So too where each recipient's texts are put together on the way."""


class Campaigns:
    """The campaigns of one data folder."""

    def __init__(self, database: Database, folder: DataFolder) -> None:
        self._database = database
        self._folder = folder

    def create(self, draft: Draft, texts_of: TextsOfRow | None = None) -> Campaign:
        """Make a campaign: a recipient and a first attempt, QUEUED, for each contact of its list.

        `texts_of` says what each row is told where the draft has a text or fallbacks.
        A campaign that could not be made whole is removed; raises TroubleError of the store.
        """
        campaign_id = self._begin(draft)
        being_made = self._folder.lock(f"campaign-{campaign_id}")
        being_made.acquire()
        try:
            queued = 0
            last = 0
            while (copied := self._copy_contacts(campaign_id, draft, texts_of, last))[0]:
                queued, last = queued + copied[0], copied[1]
            self._complete(campaign_id, queued)
        except BaseException:
            self.remove(campaign_id)
            raise
        finally:
            being_made.release()
        return self.get(campaign_id)

    def get(self, campaign_id: int) -> Campaign:
        """Return a campaign, or raise TroubleError(NO_SUCH_CAMPAIGN)."""
        with self._database.read() as connection:
            row = connection.execute(
                select(campaign).where(campaign.c.id == campaign_id, campaign.c.complete.is_(True))
            ).one_or_none()
        if row is None:
            raise TroubleError(Kind.NO_SUCH_CAMPAIGN, campaign=campaign_id)
        return campaign_of(row)

    def summaries(self) -> list[CampaignSummary]:
        """Return every campaign with its counts, the newest first; trial calls are none."""
        with self._database.read() as connection:
            rows = connection.execute(
                select(campaign, contact_list.c.rejected, contact_list.c.duplicates)
                .join(contact_list, contact_list.c.id == campaign.c.list_id)
                .where(campaign.c.complete.is_(True), campaign.c.kind != str(CampaignKind.TRIAL))
                .order_by(campaign.c.id.desc())
            ).all()
            counts: dict[int, dict[State, int]] = {}
            for one in connection.execute(select(tally)):
                counts.setdefault(one.campaign_id, {})[State(one.state)] = one.recipients
        return [
            CampaignSummary(
                campaign_of(row),
                Tally(
                    counts.get(row.id, {}), from_millionths(int(row.spent)), to_success(row.success)
                ),
                row.rejected,
                row.duplicates,
            )
            for row in rows
        ]

    def results(self, campaign_id: int) -> Iterator[ResultRow]:
        """Give every recipient with its last attempt, in the order of the file."""
        query = (
            select(recipient.c.row, recipient.c.name, recipient.c.fields, attempt)
            .join(
                attempt,
                and_(
                    attempt.c.recipient_id == recipient.c.id,
                    attempt.c.number == recipient.c.last_number,
                ),
            )
            .where(recipient.c.campaign_id == campaign_id)
            .order_by(recipient.c.id)
        )
        with self._database.read() as connection:
            for row in connection.execution_options(yield_per=1000).execute(query):
                yield result_of(row)

    def balance_notes(self, campaign_id: int) -> list[BalanceNote]:
        """Return what was noted of the account's balance during a campaign, the oldest first."""
        with self._database.read() as connection:
            return balance_notes(connection, campaign_id)

    def bill(self, campaign_id: int) -> Bill:
        """Return the prices a campaign has seen, and what its calls without a price may cost."""
        with self._database.read() as connection:
            return bill_of(connection, campaign_id)

    def rebind_account(self, campaign_id: int, account: str) -> None:
        """Put a campaign under another key's fingerprint; whoever asks has made sure of it."""
        with self._database.write() as connection:
            connection.execute(
                update(campaign).where(campaign.c.id == campaign_id).values(account=account)
            )

    def archive(self, campaign_id: int, is_archived: bool) -> None:
        """Put a campaign out of sight, or back; nothing of it is lost."""
        at = self._database.now() if is_archived else None
        with self._database.write() as connection:
            connection.execute(
                update(campaign).where(campaign.c.id == campaign_id).values(archived_at=at)
            )

    def remove(self, campaign_id: int) -> None:
        """Remove a campaign with everything that hangs on it."""
        with self._database.write() as connection:
            connection.execute(delete(campaign).where(campaign.c.id == campaign_id))

    def remove_half_made(self) -> None:
        """Remove campaigns whose making died; one still being made holds its lock."""
        with self._database.read() as connection:
            ids = connection.scalars(
                select(campaign.c.id).where(campaign.c.complete.is_(False))
            ).all()
        for campaign_id in ids:
            lock = self._folder.lock(f"campaign-{campaign_id}")
            if lock.acquire():
                self.remove(campaign_id)
                lock.release()

    def _begin(self, draft: Draft) -> int:
        with self._database.write() as connection:
            campaign_id: int = connection.execute(
                insert(campaign)
                .values(
                    name=draft.name,
                    mode=str(draft.mode),
                    phase=str(Phase.DRAFT),
                    complete=False,
                    service_url=draft.service.url,
                    account=draft.service.account,
                    list_id=draft.list_id,
                    audio_fingerprint=draft.recording.fingerprint,
                    audio_seconds=draft.recording.seconds,
                    audio_bytes=draft.recording.size_bytes,
                    audio_source=draft.recording.source,
                    rules=rules_to_text(draft.rules),
                    created_at=self._database.now(),
                    epoch=0,
                    spent=0,
                    kind=str(draft.kind),
                    composition=composition_to_text(draft.composition),
                    message=message_to_text(draft.text, draft.fallbacks),
                    # Of a text nothing but its delivery is promised.
                    success=str(Success.REACHED) if draft.text else None,
                )
                .returning(campaign.c.id)
            ).scalar_one()
        return campaign_id

    def _copy_contacts(
        self, campaign_id: int, draft: Draft, texts_of: TextsOfRow | None, after: int
    ) -> tuple[int, int]:
        """Copy the next contacts; returns how many, and the id of the last (0, 0 at the end)."""
        with self._database.write() as connection:
            wanted = [contact.c.list_id == draft.list_id]
            if not draft.each_row or draft.rules.purpose is Purpose.ADVERTISING:
                # Whatever the list has come to since; an advertisement is told to a phone once.
                wanted.append(contact.c.twin_row.is_(None))
            ids = connection.scalars(
                select(contact.c.id)
                .where(*wanted, contact.c.id > after)
                .order_by(contact.c.id)
                .limit(_TEXTS_A_COMMIT if texts_of else _ROWS_A_COMMIT)
            ).all()
            if not ids:
                return 0, 0
            known = connection.scalar(select(func.max(recipient.c.id))) or 0
            copied = ("row", "phone", "name", "fields", "more_phones", "consent")
            connection.execute(
                insert(recipient).from_select(
                    ["campaign_id", "last_number", *copied],
                    select(literal(campaign_id), literal(1), *(contact.c[one] for one in copied))
                    .where(*wanted, contact.c.id.between(ids[0], ids[-1]))
                    .order_by(contact.c.id),
                )
            )
            if draft.composition:
                keep_clips(connection, campaign_id, draft, known)
            if texts_of:
                keep_texts(connection, campaign_id, draft, texts_of, known)
            self._queue_first_attempts(connection, campaign_id, draft, known)
            return len(ids), ids[-1]

    def _queue_first_attempts(
        self, connection: Connection, campaign_id: int, draft: Draft, after: int
    ) -> None:
        values = {
            "campaign_id": literal(campaign_id),
            "recipient_id": recipient.c.id,
            "number": literal(1),
            "phone": recipient.c.phone,
            "channel": literal(str(draft.text.channel if draft.text else Channel.VOICE)),
            "audio_fingerprint": literal(draft.recording.fingerprint),
            "text": func.json_extract(recipient.c.texts, "$[0]") if draft.text else null(),
            "state": literal(str(State.QUEUED)),
        }
        connection.execute(
            insert(attempt).from_select(
                list(values),
                select(*values.values())
                .where(recipient.c.campaign_id == campaign_id, recipient.c.id > after)
                .order_by(recipient.c.id),
            )
        )

    def _complete(self, campaign_id: int, queued: int) -> None:
        with self._database.read() as connection:
            shares_phones = _shares_phones(connection, campaign_id)
        with self._database.write() as connection:
            rows = [
                {"campaign_id": campaign_id, "state": str(state), "recipients": 0}
                for state in State
            ]
            connection.execute(insert(tally), rows)
            connection.execute(
                update(tally)
                .where(tally.c.campaign_id == campaign_id, tally.c.state == str(State.QUEUED))
                .values(recipients=queued)
            )
            connection.execute(
                update(campaign)
                .where(campaign.c.id == campaign_id)
                .values(complete=True, shares_phones=shares_phones)
            )


def _shares_phones(connection: Connection, campaign_id: int) -> bool:
    """Say whether a phone of a recipient may be another's: what was copied tells, nothing else."""
    theirs = select(recipient.c.phone).where(recipient.c.campaign_id == campaign_id)
    several = theirs.where(recipient.c.more_phones != "").limit(1)
    shared = theirs.group_by(recipient.c.phone).having(func.count() > 1).limit(1)
    return any(connection.scalar(one) is not None for one in (several, shared))
