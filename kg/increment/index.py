"""The index: what the second pass knew, in tables that are read and written by key."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from types import TracebackType

#: A table and its columns. The first ones of those given as key make the primary key.
TABLES = {
    "meta": ("name PRIMARY KEY", "value"),
    "document": ("iri PRIMARY KEY", "claims INTEGER", "published", "publisher"),
    "run": ("run INTEGER", "document"),
    "copy": ("one", "other"),
    "signature": ("id PRIMARY KEY", "fields"),
    "filed": ("key", "signature"),
    "looked": ("key", "signature"),
    "side": ("side", "signature"),
    "occurrence": ("signature", "document"),
    "home": ("signature", "document", "entity"),
    "entity": ("id PRIMARY KEY", "data", "document", "of_country", "acts_for"),
    "reference": ("document", "begin INTEGER", "finish INTEGER", "entity"),
    "name_decision": ("signature", "lft", "rgt", "author", "data"),
    "telling": ("iri PRIMARY KEY", "document", "data", "eventuality", "again"),
    "because": ("reason", "telling"),
    "telling_key": ("key", "telling"),
    "role": ("entity", "telling"),
    "event_decision": ("telling", "lft", "rgt", "author", "data"),
    "eventuality": ("id PRIMARY KEY", "data"),
    "link": ("eventuality", "lft", "data"),
    "edge": ("eventuality", "actor", "name", "other"),
}
#: Columns that rows are looked up by, besides primary keys.
LOOKED_UP = {
    "run": "run document",
    "copy": "one other",
    "filed": "key signature",
    "looked": "key signature",
    "side": "side signature",
    "occurrence": "signature document",
    "home": "signature entity",
    "entity": "document of_country acts_for",
    "reference": "document",
    "name_decision": "signature lft",
    "telling": "document eventuality again",
    "because": "reason telling",
    "telling_key": "key telling",
    "role": "entity telling",
    "event_decision": "telling",
    "link": "eventuality lft",
    "edge": "eventuality actor",
}
#: Values looked up in one statement.
_BATCH = 500
#: Rows of a table written in one statement.
_ROWS = 1000


class Index:
    """Tables in a file, read and written within one transaction: use as a context manager."""

    def __init__(self, path: Path | None) -> None:
        """Open the index in a file, making it if there is none; None keeps it in memory."""
        self._connection = sqlite3.connect(path or ":memory:", isolation_level=None)
        self._waiting: dict[str, list[Sequence[object]]] = {}
        self._run("PRAGMA synchronous = OFF")  # a cache: after a crash it no longer fits the store, and is made again
        self._run("PRAGMA journal_mode = MEMORY")

    def __enter__(self) -> Index:
        self._run("BEGIN")
        for table, columns in TABLES.items():
            self._run(f"CREATE TABLE IF NOT EXISTS {table} ({', '.join(columns)})")
        self._make_indexes()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._run("COMMIT" if kind is None else "ROLLBACK")
        self._connection.close()

    def _run(self, statement: str, values: Sequence[object] = ()) -> sqlite3.Cursor:
        self._flush()
        return self._connection.execute(statement, values)

    def _make_indexes(self) -> None:
        for table, columns in LOOKED_UP.items():
            for column in columns.split():
                self._run(f"CREATE INDEX IF NOT EXISTS {table}_{column} ON {table} ({column})")

    def clear(self) -> None:
        """Forget everything."""
        for table in TABLES:
            self._run(f"DELETE FROM {table}")  # noqa: S608 - a name of the table above

    def mark(self, name: str) -> str | None:
        """Return a remembered value."""
        row = self._run("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
        return row[0] if row else None

    def set_mark(self, name: str, value: str) -> None:
        """Remember a value."""
        self._run("INSERT OR REPLACE INTO meta VALUES (?, ?)", (name, value))

    def put(self, table: str, rows: Iterable[Sequence[object]]) -> None:
        """Write rows; one with a known primary key takes the other's place."""
        waiting = self._waiting.setdefault(table, [])
        waiting.extend(rows)
        if len(waiting) >= _ROWS:
            self._flush()

    def _flush(self) -> None:
        """Write the rows that wait to be written together."""
        for table, rows in self._waiting.items():
            marks = ", ".join("?" for _ in TABLES[table])
            self._connection.executemany(f"INSERT OR REPLACE INTO {table} VALUES ({marks})", rows)  # noqa: S608 - likewise
        self._waiting.clear()

    def get(self, table: str, wanted: str, column: str, values: Collection[object]) -> Iterator[tuple[object, ...]]:
        """Yield the wanted columns (names, comma between them) of the rows that have one of the values in a column."""
        for batch in _batches(values):
            marks = ", ".join("?" for _ in batch)
            query = f"SELECT {wanted} FROM {table} WHERE {column} IN ({marks})"  # noqa: S608 - names of the code's own
            yield from self._run(query, batch).fetchall()

    def drop(self, table: str, column: str, values: Collection[object]) -> None:
        """Take out the rows that have one of the values in a column."""
        for batch in _batches(values):
            marks = ", ".join("?" for _ in batch)
            self._run(f"DELETE FROM {table} WHERE {column} IN ({marks})", batch)  # noqa: S608 - likewise

    def texts(self, table: str, wanted: str, column: str, values: Collection[object]) -> set[str]:
        """Return the distinct values of one column of the rows that have one of the values in another."""
        return {str(row[0]) for row in self.get(table, wanted, column, values)}

    def assign(self, eventualities: Mapping[str, str]) -> None:
        """Note of tellings which eventuality each is of."""
        self._flush()
        rows = [(event, mention) for mention, event in sorted(eventualities.items())]
        self._connection.executemany("UPDATE telling SET eventuality = ? WHERE iri = ?", rows)

    def count(self, table: str, column: str, value: object) -> int:
        """Return how many rows have a value in a column."""
        query = f"SELECT COUNT(*) FROM {table} WHERE {column} = ?"  # noqa: S608 - likewise
        return int(self._run(query, (value,)).fetchone()[0])

    def total(self, table: str, expression: str = "COUNT(*)") -> int:
        """Return how many rows there are, or another sum over all of them."""
        return int(self._run(f"SELECT {expression} FROM {table}").fetchone()[0] or 0)  # noqa: S608 - likewise


def _batches(values: Collection[object]) -> Iterator[list[object]]:
    found = list(values)
    for start in range(0, len(found), _BATCH):
        yield found[start : start + _BATCH]
