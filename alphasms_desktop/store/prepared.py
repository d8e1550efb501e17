"""Statements that every call runs: made into SQL once, then handed to the driver as they are.

SQLAlchemy writes them, so that they stay in step with the tables; putting one together and looking
it up anew would take longer than the database needs to do it.
"""

from collections import namedtuple
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.sql import Executable

_LIST = "__[POSTCOMPILE_{name}]"


class Prepared:
    """A statement with named places for values; a value for an `in_` of a list is a list.

    Values and results pass unconverted, so it is for numbers and texts alone.
    """

    def __init__(self, statement: Executable) -> None:
        self._statement = statement
        self._sql = ""
        self._names: tuple[str, ...] = ()
        self._fixed: Mapping[str, Any] = {}
        self._named: Callable[[Iterable[Any]], Any] = tuple
        self._picks: dict[tuple[str, ...], Callable[[tuple[Any, ...]], Any]] = {}

    def all(self, connection: Connection, **values: object) -> list[Any]:
        """Run it; returns its rows, whose values have the names of the columns."""
        return [self._named(one) for one in self.plain(connection, **values)]

    def plain(self, connection: Connection, **values: object) -> list[Any]:
        """Run it; returns its rows as plain tuples, for what is read by the thousand."""
        return list(self.each(connection, **values))

    def each(self, connection: Connection, **values: object) -> Iterator[Any]:
        """Run it; gives its rows as plain tuples one by one, for what is read at once."""
        self._make(connection)
        sql, given = self._placed(values)
        cursor: Iterator[Any] = connection.connection.cursor().execute(sql, given)
        return cursor

    def do(self, connection: Connection, **values: object) -> None:
        """Run it once, for a statement that returns no rows."""
        self._make(connection)
        connection.connection.cursor().execute(*self._placed(values))

    def many(
        self, connection: Connection, names: tuple[str, ...], rows: Iterable[tuple[Any, ...]]
    ) -> int:
        """Run it for all rows of values at once; returns how many rows of the table it changed.

        `names` says what the values of a row are; those it has no place for are left out.
        """
        self._make(connection)
        pick = self._picks.get(names)
        if pick is None:
            pick = self._picks[names] = _picking((*names, *self._fixed), self._names)
        fixed = tuple(self._fixed.values())
        cursor = connection.connection.cursor()
        cursor.executemany(self._sql, [pick(one + fixed) for one in rows])
        return cursor.rowcount

    def _make(self, connection: Connection) -> None:
        if self._sql:
            return
        made: Any = self._statement.compile(dialect=connection.dialect)  # type: ignore[attr-defined]
        self._names = tuple(made.positiontup)
        self._fixed = {name: one for name, one in made.params.items() if one is not None}
        columns = [one.name for one in getattr(self._statement, "exported_columns", ())]
        self._named = _row_of(columns)
        self._sql = made.string

    def _placed(self, values: Mapping[str, Any]) -> tuple[str, list[Any]]:
        sql = self._sql
        given: list[Any] = []
        for name in self._names:
            value = values[name] if name in values else self._fixed[name]
            if isinstance(value, (list, tuple)):
                sql = sql.replace(_LIST.format(name=name), ", ".join("?" * len(value)))
                given += value
            else:
                given.append(value)
        return sql, given


def _picking(
    given: tuple[str, ...], wanted: tuple[str, ...]
) -> Callable[[tuple[Any, ...]], tuple[Any, ...]]:
    """Return what puts values that are given in one order into another."""
    places = [given.index(one) for one in wanted]
    if len(places) == 1:
        (place,) = places
        return lambda row: (row[place],)
    return itemgetter(*places)


def _row_of(columns: Sequence[str]) -> Callable[[Iterable[Any]], Any]:
    make_row: Any = namedtuple  # its type wants the names in writing
    make: Callable[[Iterable[Any]], Any] = make_row("Found", columns, rename=True)._make
    return make
