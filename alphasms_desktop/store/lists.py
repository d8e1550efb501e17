"""Contact lists: taken in batch by batch, whole or not at all."""

from collections.abc import Iterable, Iterator

from sqlalchemy import Row, Select, case, delete, insert, literal, null, select, union_all, update

from alphasms_desktop.domain.contact import Batch, ContactList, Reason, Reject, SheetHead
from alphasms_desktop.domain.live import ListFilter, ListRow
from alphasms_desktop.domain.phone import clean, digits_of
from alphasms_desktop.store.database import Database
from alphasms_desktop.store.folder import DataFolder
from alphasms_desktop.store.schema import contact, contact_list, reject
from alphasms_desktop.store.values import cells_from_text, cells_to_text

_ROWS_A_COMMIT = 2_000
"""Keeps each transaction short enough (about 50 ms) for a campaign beside it."""

_DUPLICATE = str(Reason.DUPLICATE)


class ContactLists:
    """The contact lists of one data folder."""

    def __init__(self, database: Database, folder: DataFolder) -> None:
        self._database = database
        self._folder = folder

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
        return _list(row)

    def rejects(self, list_id: int) -> Iterator[Reject]:
        """Give the rows set aside, in the order of the file."""
        with self._database.read() as connection:
            found = connection.execute(
                select(reject).where(reject.c.list_id == list_id).order_by(reject.c.row)
            )
            for row in found:
                fields = cells_from_text(row.fields)
                yield Reject(row.row, row.original, Reason(row.reason), fields, row.twin_row)

    def page(
        self, list_id: int, shown: ListFilter, offset: int = 0, limit: int = 200
    ) -> list[ListRow]:
        """Return some rows of a list, those with faults first, each kind in file order."""
        with self._database.read() as connection:
            rows = connection.execute(_page_query(list_id, shown).offset(offset).limit(limit)).all()
        return [_list_row(row) for row in rows]

    def remove(self, list_id: int) -> None:
        """Remove a list with all its rows."""
        with self._database.write() as connection:
            connection.execute(delete(contact_list).where(contact_list.c.id == list_id))

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
        contacts = [
            {
                "list_id": list_id,
                "row": one.row,
                "phone": one.phone,
                "original": one.original,
                "name": one.name,
                "fields": cells_to_text(one.fields),
            }
            for one in batch.contacts
        ]
        rejects = [
            {
                "list_id": list_id,
                "row": one.row,
                "original": one.original,
                "reason": str(one.reason),
                "twin_row": one.twin_row,
                "fields": cells_to_text(one.fields),
            }
            for one in batch.rejects
        ]
        for table, rows in ((contact, contacts), (reject, rejects)):
            for begin in range(0, len(rows), _ROWS_A_COMMIT):
                with self._database.write() as connection:
                    connection.execute(insert(table), rows[begin : begin + _ROWS_A_COMMIT])
        doubles = sum(one["reason"] == _DUPLICATE for one in rejects)
        with self._database.write() as connection:
            connection.execute(
                update(contact_list)
                .where(contact_list.c.id == list_id)
                .values(
                    ready=contact_list.c.ready + len(contacts),
                    rejected=contact_list.c.rejected + len(rejects) - doubles,
                    duplicates=contact_list.c.duplicates + doubles,
                )
            )

    def _complete(self, list_id: int) -> ContactList:
        with self._database.write() as connection:
            connection.execute(
                update(contact_list).where(contact_list.c.id == list_id).values(complete=True)
            )
        return self.get(list_id)


def _page_query(list_id: int, shown: ListFilter) -> Select[tuple[object, ...]]:
    is_twin = reject.c.reason == _DUPLICATE
    faults = select(
        case((is_twin, 1), else_=0).label("rank"),
        reject.c.row,
        literal("").label("phone"),
        reject.c.original,
        literal("").label("name"),
        reject.c.reason,
        reject.c.twin_row,
    ).where(reject.c.list_id == list_id)
    ready = select(
        literal(2).label("rank"),
        contact.c.row,
        contact.c.phone,
        contact.c.original,
        contact.c.name,
        null().label("reason"),
        null().label("twin_row"),
    ).where(contact.c.list_id == list_id)
    parts = {
        ListFilter.ALL: union_all(faults, ready),
        ListFilter.READY: union_all(ready),
        ListFilter.ATTENTION: union_all(faults.where(~is_twin)),
        ListFilter.DUPLICATES: union_all(faults.where(is_twin)),
    }
    both = parts[shown].subquery()
    return select(both).order_by(both.c.rank, both.c.row)


def _list_row(row: Row[tuple[object, ...]]) -> ListRow:
    digits = digits_of(clean(row.original))
    plain = {row.phone.removeprefix("+"), row.phone.removeprefix("+38")}
    return ListRow(
        row=row.row,
        phone=row.phone,
        original=row.original,
        name=row.name,
        reason=Reason(row.reason) if row.reason else None,
        twin_row=row.twin_row,
        is_repaired=bool(row.phone) and digits not in plain,
    )


def _list(row: Row[tuple[object, ...]]) -> ContactList:
    head = SheetHead(
        row.source, row.sheet, cells_from_text(row.columns), row.phone_column, row.name_column
    )
    return ContactList(row.id, head, row.ready, row.rejected, row.duplicates)
