"""The office's own lists: kept under a name, joined by phone, searched all at once."""

from collections.abc import Sequence

from sqlalchemy import Connection, func, insert, literal, or_, select, update

from alphasms_desktop.domain.cells import Cell, cells_from_text, cells_to_text
from alphasms_desktop.domain.contact import ContactList, Joined
from alphasms_desktop.domain.live import FoundContact
from alphasms_desktop.store.database import Database, holds
from alphasms_desktop.store.lists import list_of
from alphasms_desktop.store.schema import contact, contact_list

_ROWS_A_COMMIT = 2_000
_COPIED = (
    "row",
    "phone",
    "original",
    "name",
    "fields",
    "consent",
    "more_phones",
    "kind",
    "twin_row",
)
_OF_LIST = ("source", "sheet", "columns", "phone_column", "name_column", "head", "created_at")


class OfficeLists:
    """The named contact lists of one data folder."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> list[ContactList]:
        """Return the named lists, by name."""
        with self._database.read() as connection:
            rows = connection.execute(
                select(contact_list)
                .where(contact_list.c.name != "", contact_list.c.complete.is_(True))
                .order_by(func.alphabetical(contact_list.c.name), contact_list.c.id)
            ).all()
        return [list_of(row) for row in rows]

    def keep_as(self, list_id: int, name: str) -> int:
        """Copy the ready rows of a list to a new named one; returns its id."""
        with self._database.write() as connection:
            new_id: int = connection.execute(
                insert(contact_list)
                .from_select(
                    [*_OF_LIST, "shared", "name", "complete", "ready", "rejected", "duplicates"],
                    select(
                        *(contact_list.c[one] for one in (*_OF_LIST, "shared")),
                        literal(name),
                        literal(False),
                        literal(0),
                        literal(0),
                        literal(0),
                    ).where(contact_list.c.id == list_id),
                )
                .returning(contact_list.c.id)
            ).scalar_one()
        last = copied = 0
        while ids := self._copy_some(list_id, new_id, last):
            last, copied = ids[-1], copied + len(ids)
        with self._database.write() as connection:
            connection.execute(
                update(contact_list)
                .where(contact_list.c.id == new_id)
                .values(ready=copied, complete=True)
            )
        return new_id

    def rename(self, list_id: int, name: str) -> None:
        """Give a list another name; an empty one takes it out of the office's lists."""
        with self._database.write() as connection:
            connection.execute(
                update(contact_list).where(contact_list.c.id == list_id).values(name=name)
            )

    def join(self, into: int, other: int, updates: bool) -> Joined:
        """Add the people of another list whose phone is not there yet; columns go by their names.

        With `updates` those who are there get the other list's name and cells where it has any.
        """
        added = updated = last = 0
        columns = self._join_columns(into, other)
        while True:
            with self._database.write() as connection:
                rows = connection.execute(
                    select(contact)
                    .where(
                        contact.c.list_id == other,
                        contact.c.id > last,
                        contact.c.twin_row.is_(None),
                    )
                    .order_by(contact.c.id)
                    .limit(_ROWS_A_COMMIT)
                ).all()
                if not rows:
                    break
                last = rows[-1].id
                there = _known(connection, into, [row.phone for row in rows])
                fresh, changed = [], []
                for row in rows:
                    cells = cells_from_text(row.fields)
                    laid = tuple(cells[at] if at is not None else None for at in columns)
                    known = there.get(row.phone)
                    if known is None:
                        copied = {one: getattr(row, one) for one in _COPIED}
                        fresh.append({**copied, "list_id": into, "fields": cells_to_text(laid)})
                    elif updates:
                        changed.append((known, row.name, laid))
                if fresh:
                    connection.execute(insert(contact), fresh)
                updated += _update(connection, changed)
                added += len(fresh)
        with self._database.write() as connection:
            connection.execute(
                update(contact_list)
                .where(contact_list.c.id == into)
                .values(ready=contact_list.c.ready + added)
            )
        return Joined(added, updated)

    def search(self, text: str, limit: int = 200) -> list[FoundContact]:
        """Return people of the named lists by part of a name or of a phone's digits."""
        wanted = text.strip()
        digits = "".join(filter(str.isdigit, wanted))
        by_name = holds(contact.c.name, wanted)
        by_phone = contact.c.phone.contains(digits) if digits else by_name
        with self._database.read() as connection:
            rows = connection.execute(
                select(contact.c.phone, contact.c.name, contact_list.c.name, contact.c.list_id)
                .join(contact_list, contact_list.c.id == contact.c.list_id)
                .where(contact_list.c.name != "", or_(by_name, by_phone))
                .order_by(func.alphabetical(contact.c.name), contact.c.id)
                .limit(limit)
            ).all()
        return [FoundContact(row[0], row[1], row[2], row[3]) for row in rows]

    def _copy_some(self, list_id: int, new_id: int, after: int) -> Sequence[int]:
        with self._database.write() as connection:
            ids = connection.scalars(
                select(contact.c.id)
                .where(contact.c.list_id == list_id, contact.c.id > after)
                .order_by(contact.c.id)
                .limit(_ROWS_A_COMMIT)
            ).all()
            if ids:
                columns = [contact.c[one] for one in _COPIED]
                wanted = contact.c.list_id == list_id, contact.c.id.between(ids[0], ids[-1])
                connection.execute(
                    insert(contact).from_select(
                        ["list_id", *_COPIED],
                        select(literal(new_id), *columns).where(*wanted).order_by(contact.c.id),
                    )
                )
        return ids

    def _join_columns(self, into: int, other: int) -> list[int | None]:
        """Add the other list's columns; returns for each column where the other list has it."""
        with self._database.write() as connection:
            ours, theirs = (
                list(
                    cells_from_text(
                        connection.scalars(
                            select(contact_list.c.columns).where(contact_list.c.id == one)
                        ).one()
                    )
                )
                for one in (into, other)
            )
            known = [_normal(one) for one in ours]
            ours += [one for one in theirs if _normal(one) not in known]
            connection.execute(
                update(contact_list)
                .where(contact_list.c.id == into)
                .values(columns=cells_to_text(ours))
            )
        places = {_normal(one): at for at, one in enumerate(theirs)}
        return [places.get(_normal(one)) for one in ours]


def _known(connection: Connection, list_id: int, phones: list[str]) -> dict[str, int]:
    rows = connection.execute(
        select(contact.c.phone, contact.c.id).where(
            contact.c.list_id == list_id, contact.c.phone.in_(phones), contact.c.twin_row.is_(None)
        )
    )
    return {row.phone: row.id for row in rows}


def _update(connection: Connection, changed: list[tuple[int, str, tuple[Cell, ...]]]) -> int:
    count = 0
    for contact_id, name, cells in changed:
        row = connection.execute(select(contact).where(contact.c.id == contact_id)).one()
        before = cells_from_text(row.fields)
        padded = (*before, *(None,) * (len(cells) - len(before)))
        merged = tuple(
            new if new is not None else old for old, new in zip(padded, cells, strict=True)
        )
        if merged != padded or (name and name != row.name):
            count += 1
            connection.execute(
                update(contact)
                .where(contact.c.id == contact_id)
                .values(name=name or row.name, fields=cells_to_text(merged))
            )
    return count


def _normal(name: str) -> str:
    return " ".join(str(name).split()).casefold()
