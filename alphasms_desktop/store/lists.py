"""Contact lists: taken in batch by batch, whole or not at all."""

import threading
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import repeat

from sqlalchemy import Row, delete, insert, select, update

from alphasms_desktop.domain.cells import Cell, cells_from_text, cells_to_text
from alphasms_desktop.domain.contact import Batch, Contact, ContactList, Reason, Reject, SheetHead
from alphasms_desktop.domain.live import ListCounts, ListFilter, ListRow
from alphasms_desktop.store.database import Database
from alphasms_desktop.store.folder import DataFolder
from alphasms_desktop.store.head_text import head_from_row, head_to_text
from alphasms_desktop.store.list_pages import counts_query, list_row, parts_of
from alphasms_desktop.store.mending import mend, merge_twins
from alphasms_desktop.store.schema import campaign, contact, contact_list, reject
from alphasms_desktop.store.twins import call_each_row, call_once, note_differing
from alphasms_desktop.store.values import to_moment

_ROWS_A_COMMIT = 2_000
"""Keeps each transaction short enough (about 50 ms) for a campaign beside it."""

_DAY_S = 86_400.0

# Bound by place: a million rows pass here, and building a dictionary for each takes as long again.
CONTACTS = (
    "INSERT INTO contact (list_id, row, phone, original, name, fields, more_phones, consent, kind)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
REJECTS = (
    "INSERT INTO reject (list_id, row, original, reason, twin_row, fields, phone, name,"
    " more_phones, consent, kind) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)


class ContactLists:
    """The contact lists of one data folder."""

    def __init__(self, database: Database, folder: DataFolder) -> None:
        self._database = database
        self._folder = folder
        self._answering = threading.Lock()

    def take_in(self, head: SheetHead, batches: Iterable[Batch]) -> ContactList:
        """Keep a sheet's rows as a list; what a failed import leaves is removed.

        Raises TroubleError of the store or of whoever makes the batches.
        """
        list_id = self._begin(head)
        being_made = self._folder.lock(f"list-{list_id}")
        being_made.acquire()
        try:
            for batch in batches:
                self._keep(list_id, batch)
            note_differing(self._database, list_id)
            return self._complete(list_id)
        except BaseException:
            self.remove(list_id)
            raise
        finally:
            being_made.release()

    def get(self, list_id: int) -> ContactList:
        """Return a list by its id, which must be there."""
        with self._database.read() as connection:
            row = connection.execute(select(contact_list).where(contact_list.c.id == list_id)).one()
        return list_of(row)

    def rejects(self, list_id: int) -> Iterator[Reject]:
        """Give the rows set aside, in the order of the file."""
        with self._database.read() as connection:
            found = connection.execute(
                select(reject).where(reject.c.list_id == list_id).order_by(reject.c.row)
            )
            for row in found:
                fields = cells_from_text(row.fields)
                reason, differs = Reason(row.reason), row.differs
                yield Reject(row.row, row.original, reason, fields, row.twin_row, differs=differs)

    def contacts(self, list_id: int) -> Iterator[Contact]:
        """Give the ready rows, in the order of the file."""
        with self._database.read() as connection:
            found = connection.execution_options(yield_per=1000).execute(
                select(contact).where(contact.c.list_id == list_id).order_by(contact.c.id)
            )
            for row in found:
                yield Contact(
                    row.row,
                    row.phone,
                    row.original,
                    row.name,
                    cells_from_text(row.fields),
                    tuple(row.more_phones.split()),
                    row.consent,
                )

    def page(
        self,
        list_id: int,
        shown: ListFilter,
        offset: int = 0,
        limit: int = 200,
        recent_days: int = 1,
    ) -> list[ListRow]:
        """Return some rows of a list, those with faults first, each kind in file order."""
        rows: list[ListRow] = []
        with self._database.read() as connection:
            sizes = connection.execute(
                select(contact_list).where(contact_list.c.id == list_id)
            ).first()
            if sizes is None:
                return []
            for part in parts_of(shown, self._since(recent_days)):
                size = getattr(sizes, part.counted_by) if part.counted_by else 0
                if part.counted_by and offset >= size:
                    offset -= size
                    continue
                query = part.query.where(part.query.selected_columns.list_id == list_id)
                found = connection.execute(query.offset(offset).limit(limit - len(rows))).all()
                rows += [list_row(row, sizes.name_column) for row in found]
                offset = 0
                if len(rows) == limit:
                    break
        return rows

    def counts(self, list_id: int, recent_days: int = 1) -> ListCounts:
        """Return the counts that change while a list stays: unwanted, without consent, recent."""
        with self._database.read() as connection:
            row = connection.execute(counts_query(list_id, self._since(recent_days))).one()
        return replace(ListCounts(*map(int, row)), recent_days=recent_days)

    def _since(self, days: int) -> float:
        return self._database.now() - days * _DAY_S

    def mend(
        self,
        list_id: int,
        row: int,
        phone: str,
        original: str,
        fields: tuple[Cell, ...] | None = None,
    ) -> Reason | None:
        """Give a row a phone; returns why it cannot be (DUPLICATE, NO_PHONE for no such row)."""
        with self._database.write() as connection:
            return mend(connection, list_id, row, phone, original, fields)

    def merge_twins(self, list_id: int) -> int:
        """Fill empty cells of first rows from their repeats; returns how many rows were filled."""
        with self._database.write() as connection:
            return merge_twins(connection, list_id)

    def call_each_row(self, list_id: int, is_wanted: bool) -> None:
        """Make ready, or set aside again, rows that share a phone and say something else."""
        with self._answering:
            (call_each_row if is_wanted else call_once)(self._database, list_id)

    def remove(self, list_id: int) -> None:
        """Remove a list with all its rows, in pieces that keep nobody waiting."""
        with self._database.write() as connection:
            connection.execute(
                update(contact_list).where(contact_list.c.id == list_id).values(complete=False)
            )
        for table in (contact, reject):
            some = select(table.c.id).where(table.c.list_id == list_id).limit(_ROWS_A_COMMIT)
            removed = _ROWS_A_COMMIT
            while removed == _ROWS_A_COMMIT:
                with self._database.write() as connection:
                    removed = connection.execute(delete(table).where(table.c.id.in_(some))).rowcount
        with self._database.write() as connection:
            connection.execute(delete(contact_list).where(contact_list.c.id == list_id))

    def is_held(self, list_id: int) -> bool:
        """Say whether a campaign was made of a list."""
        with self._database.read() as connection:
            made = select(campaign.c.id).where(campaign.c.list_id == list_id).limit(1)
            return connection.scalar(made) is not None

    def remove_half_made(self) -> None:
        """Remove lists whose import died; one that is still going on holds its lock."""
        with self._database.read() as connection:
            ids = connection.scalars(
                select(contact_list.c.id).where(contact_list.c.complete.is_(False))
            ).all()
        for list_id in ids:
            lock = self._folder.lock(f"list-{list_id}")
            if lock.acquire():
                self.remove(list_id)
                lock.release()

    def _begin(self, head: SheetHead) -> int:
        with self._database.write() as connection:
            list_id: int = connection.execute(
                insert(contact_list)
                .values(
                    source=head.source,
                    sheet=head.sheet,
                    columns=cells_to_text(head.columns),
                    phone_column=head.phone_column,
                    name_column=head.name_column,
                    head=head_to_text(head),
                    complete=False,
                    created_at=self._database.now(),
                    ready=0,
                    rejected=0,
                    duplicates=0,
                )
                .returning(contact_list.c.id)
            ).scalar_one()
        return list_id

    def _keep(self, list_id: int, batch: Batch) -> None:
        ready = batch.ready
        contacts = list(
            zip(
                repeat(list_id),
                ready.rows,
                ready.phones,
                ready.originals,
                ready.names,
                ready.fields,
                ready.more_phones,
                ready.consents,
                ready.kinds,
                strict=False,
            )
        )
        rejects = [
            (
                list_id,
                one.row,
                one.original,
                str(one.reason),
                one.twin_row,
                cells_to_text(one.fields),
                one.phone,
                one.name,
                " ".join(one.more_phones),
                one.consent,
                one.kind,
            )
            for one in batch.rejects
        ]
        doubles = sum(one.reason is Reason.DUPLICATE for one in batch.rejects)
        for table, rows in ((CONTACTS, contacts), (REJECTS, rejects)):
            for begin in range(0, len(rows), _ROWS_A_COMMIT):
                with self._database.write() as connection:
                    connection.exec_driver_sql(table, rows[begin : begin + _ROWS_A_COMMIT])
        with self._database.write() as connection:
            connection.execute(
                update(contact_list)
                .where(contact_list.c.id == list_id)
                .values(
                    ready=contact_list.c.ready + len(contacts),
                    rejected=contact_list.c.rejected + len(rejects) - doubles,
                    duplicates=contact_list.c.duplicates + doubles,
                    repaired=contact_list.c.repaired + ready.repaired,
                    unusual=contact_list.c.unusual + sum(one is not None for one in ready.kinds),
                )
            )

    def _complete(self, list_id: int) -> ContactList:
        with self._database.write() as connection:
            connection.execute(
                update(contact_list).where(contact_list.c.id == list_id).values(complete=True)
            )
        return self.get(list_id)


def list_of(row: Row[tuple[object, ...]]) -> ContactList:
    """Return a list by its row."""
    return ContactList(
        row.id,
        head_from_row(row),
        row.ready,
        row.rejected,
        row.duplicates,
        row.repaired,
        row.unusual,
        row.name,
        to_moment(row.created_at),
        row.differing,
        cells_from_text(row.differs_in),
        row.shared,
    )
