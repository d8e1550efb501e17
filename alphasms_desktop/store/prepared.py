"""Statements that every call runs: made into SQL once, then handed to the driver as they are.

SQLAlchemy writes them, so that they stay in step with the tables; putting one together and looking
it up anew would take longer than the database needs to do it.
"""

from collections import namedtuple
from collections.abc import Callable, Iterable, Mapping, Sequence
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

    def all(self, connection: Connection, **values: object) -> list[Any]:
        """Run it; returns its rows, whose values have the names of the columns."""
        self._make(connection)
        sql, given = self._placed(values)
        found = connection.connection.cursor().execute(sql, given).fetchall()
        return [self._named(one) for one in found]

    def one_by_one(self, connection: Connection, rows: Iterable[Mapping[str, Any]]) -> list[int]:
        """Run it for each row of values; returns how many rows of the table each run changed."""
        self._make(connection)
        cursor = connection.connection.cursor()
        return [cursor.execute(*self._placed(values)).rowcount for values in rows]

    def many(self, connection: Connection, rows: Iterable[Mapping[str, Any]]) -> None:
        """Run it for all rows of values at once."""
        self._make(connection)
        names, fixed = self._names, self._fixed
        given = [[one[name] if name in one else fixed[name] for name in names] for one in rows]
        connection.connection.cursor().executemany(self._sql, given)

    def _make(self, connection: Connection) -> None:
        if self._sql:
            return
        made: Any = self._statement.compile(dialect=connection.dialect)  # type: ignore[attr-defined]
        self._names = tuple(made.positiontup)
        self._fixed = {name: one for name, one in made.params.items() if one is not None}
        columns = [one.name for one in getattr(self._statement, "selected_columns", ())]
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


def _row_of(columns: Sequence[str]) -> Callable[[Iterable[Any]], Any]:
    make_row: Any = namedtuple  # its type wants the names in writing
    make: Callable[[Iterable[Any]], Any] = make_row("Found", columns, rename=True)._make
    return make
