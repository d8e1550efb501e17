"""Statements that every call runs: made into SQL once, then handed to the driver as they are.

SQLAlchemy writes them, so that they stay in step with the tables; putting one together and looking
it up anew would take longer than the database needs to do it.
"""

import sqlite3
from collections import namedtuple
from collections.abc import Callable, Iterable, Mapping, Sequence
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.sql import Executable

_A_LIST = "__[POSTCOMPILE_"
_LIST = _A_LIST + "{name}]"


class Prepared:
    """A statement with named places for values; a value for an `in_` of a list is a list.

    Values and results pass unconverted, so it is for numbers and texts alone.
    """

    def __init__(self, statement: Executable) -> None:
        self._statement = statement
        self._sql = ""
        self._takes_lists = False
        self._names: tuple[str, ...] = ()
        self._fixed: Mapping[str, Any] = {}
        self._named: Callable[[Iterable[Any]], Any] = tuple
        self._picks: dict[tuple[str, ...], Callable[[tuple[Any, ...]], Any]] = {}

    def all(self, connection: Connection, **values: object) -> list[Any]:
        """Run it; returns its rows, whose values have the names of the columns."""
        return [self._named(one) for one in self.plain(connection, **values)]

    def plain(self, connection: Connection, **values: object) -> list[Any]:
        """Run it; returns its rows as plain tuples, for what is read by the thousand."""
        self._make(connection)
        return _driver(connection).execute(*self._placed(values)).fetchall()

    def do(self, connection: Connection, **values: object) -> int:
        """Run it once, for a statement that returns no rows; returns how many it changed."""
        self._make(connection)
        return _driver(connection).execute(*self._placed(values)).rowcount

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
        picked = [pick(one + fixed) for one in rows]
        return _driver(connection).executemany(self._sql, picked).rowcount

    def _make(self, connection: Connection) -> None:
        if self._sql:
            return
        made: Any = self._statement.compile(dialect=connection.dialect)  # type: ignore[attr-defined]
        self._names = tuple(made.positiontup)
        self._fixed = {name: one for name, one in made.params.items() if one is not None}
        columns = [one.name for one in getattr(self._statement, "exported_columns", ())]
        self._named = _row_of(columns)
        self._takes_lists = _A_LIST in made.string
        self._sql = made.string

    def _placed(self, values: Mapping[str, Any]) -> tuple[str, list[Any]]:
        of_all = {**self._fixed, **values} if self._fixed else values
        if not self._takes_lists:
            return self._sql, [of_all[name] for name in self._names]
        sql = self._sql
        given: list[Any] = []
        for name in self._names:
            value = of_all[name]
            if isinstance(value, (list, tuple)):
                sql = sql.replace(_LIST.format(name=name), ", ".join("?" * len(value)))
                given += value
            else:
                given.append(value)
        return sql, given


def _driver(connection: Connection) -> sqlite3.Connection:
    """Return the driver's connection, which makes a cursor in a third of SQLAlchemy's time."""
    driver: Any = connection.connection.driver_connection
    plain: sqlite3.Connection = driver
    return plain


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
