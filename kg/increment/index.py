"""The index: what the second pass knew, in tables that are read and written by key."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import product
from pathlib import Path
from types import TracebackType
from typing import Any

from kg.increment.codec import loads
from kg.model import Entity

#: A table and its columns.
TABLES = {
    "meta": ("name PRIMARY KEY", "value"),
    "document": ("iri PRIMARY KEY", "claims INTEGER", "published", "publisher", "runs INTEGER", "gist BLOB"),
    "run": ("run INTEGER", "document"),
    "copy": ("one", "other"),
    "signature": ("id PRIMARY KEY", "fields"),
    "filed": ("key", "signature"),
    "looked": ("key", "signature"),
    "side": ("side", "signature"),
    "occurrence": ("signature", "document"),
    "home": ("signature", "document", "entity"),
    "local": ("signature PRIMARY KEY", "cluster"),
    "entity": ("id PRIMARY KEY", "data", "document", "of_country", "acts_for"),
    "reference": ("document PRIMARY KEY", "found BLOB"),
    "name_decision": ("signature", "lft", "rgt", "author", "data"),
    "telling": ("iri PRIMARY KEY", "document", "data", "eventuality", "again"),
    "because": ("reason", "telling"),
    "telling_key": ("key", "telling"),
    "role": ("entity", "telling"),
    "event_decision": ("telling", "lft", "rgt", "author", "data"),
    "eventuality": ("id PRIMARY KEY", "data"),
    "link": ("eventuality", "lft", "data"),
    "edge": ("actor", "other", "name", "eventuality"),
}
#: What makes a row of those tables that are kept in its order, and so are looked up by the first column of it.
KEYS = {
    "run": "run, document",
    "copy": "one, other",
    "filed": "key, signature",
    "looked": "key, signature",
    "side": "side, signature",
    "occurrence": "signature, document",
    "home": "signature, document, entity",
    "because": "reason, telling",
    "edge": "actor, other, name, eventuality",
    "telling_key": "key, telling",
    "role": "entity, telling",
}
#: Columns that rows are looked up by, besides keys. (Runs of words are many: they are found by their values alone.)
LOOKED_UP = {
    "copy": "other",
    "filed": "signature",
    "looked": "signature",
    "side": "signature",
    "occurrence": "document",
    "home": "entity",
    "entity": "document of_country acts_for",
    "name_decision": "signature lft",
    "telling": "document again",
    "because": "telling",
    "telling_key": "telling",
    "role": "telling",
    "event_decision": "telling",
    "link": "eventuality lft",
    "edge": "eventuality",
}
#: Values looked up in one statement.
_BATCH = 500
#: Rows of a table written in one statement.
_ROWS = 1000


#: Kilobytes of the file that are held in memory, and bytes of it that are read where the system holds them.
_CACHE, _MAPPED = 16_000, 1 << 28


class Index:
    """Tables in a file, read and written within one transaction: use as a context manager."""

    def __init__(self, path: Path | None, *, anew: bool = False) -> None:
        """Open the index in a file, making it if there is none; None keeps it in memory.

        ``anew``: the file is there, whole, once everything is written to it, and not before; what is looked up while
        it is filled must be made :meth:`ready`.
        """
        self._path, self._anew = path, anew
        self._filled = path.with_name(path.name + ".part") if path and anew else path
        if self._filled is not None and anew:
            self._filled.unlink(missing_ok=True)
        self._connection = sqlite3.connect(self._filled or ":memory:", isolation_level=None)
        self._waiting: dict[str, list[Sequence[object]]] = {}
        self._ready: set[str] = set()
        self._run("PRAGMA synchronous = OFF")  # when the machine fails it may be lost: it is made again
        self._run(f"PRAGMA journal_mode = {'OFF' if anew else 'TRUNCATE'}")
        self._run(f"PRAGMA cache_size = -{_CACHE}")
        self._run(f"PRAGMA mmap_size = {0 if anew else _MAPPED}")

    def __enter__(self) -> Index:
        self._run("BEGIN")
        for table, columns in TABLES.items():
            key = f", PRIMARY KEY ({KEYS[table]})) WITHOUT ROWID" if table in KEYS else ")"
            self._run(f"CREATE TABLE IF NOT EXISTS {table} ({', '.join(columns)}{key}")
        if not self._anew:
            self.ready(*LOOKED_UP)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self.ready(*LOOKED_UP)
            self._run("COMMIT")
        elif not self._anew:
            self._run("ROLLBACK")
        self._connection.close()
        if self._path and self._filled and self._anew:
            if kind is None:
                os.replace(self._filled, self._path)
            else:
                self._filled.unlink(missing_ok=True)

    def _run(self, statement: str, values: Sequence[object] = ()) -> sqlite3.Cursor:
        self._flush()
        return self._connection.execute(statement, values)

    def ready(self, *tables: str) -> None:
        """See to it that tables can be looked up by the columns of :data:`LOOKED_UP`."""
        for table in tables:
            if table not in self._ready:
                self._ready.add(table)
                for column in LOOKED_UP[table].split():
                    self._run(f"CREATE INDEX IF NOT EXISTS {table}_{column} ON {table} ({column})")

    def rows(self, query: str, values: Sequence[object] = ()) -> sqlite3.Cursor:
        """Return the rows of a query, to be read one by one."""
        return self._run(query, values)

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
            self._flush(table)

    def _flush(self, *tables: str) -> None:
        """Write the rows of some tables, of all where none is given, that wait to be written together."""
        for table in tables or tuple(self._waiting):
            if rows := self._waiting.pop(table, None):
                if table in KEYS:
                    rows.sort()  # type: ignore[call-arg]
                self._connection.executemany(f"INSERT OR REPLACE INTO {table} VALUES ({_marks(TABLES[table])})", rows)  # noqa: S608 - likewise

    def get(self, table: str, wanted: str, column: str, values: Collection[object]) -> Iterator[tuple[Any, ...]]:
        """Yield the wanted columns (names, comma between them) of the rows that have one of the values in a column."""
        for batch in _batches(values):
            query = f"SELECT {wanted} FROM {table} WHERE {column} IN ({_marks(batch)})"  # noqa: S608 - names of the code's own
            self._flush(table)
            yield from self._connection.execute(query, batch).fetchall()

    def drop(self, table: str, column: str, values: Collection[object]) -> None:
        """Take out the rows that have one of the values in a column."""
        for batch in _batches(values):
            self._run(f"DELETE FROM {table} WHERE {column} IN ({_marks(batch)})", batch)  # noqa: S608 - likewise

    def take_out(self, table: str, rows: Iterable[Sequence[object]]) -> None:
        """Take out these rows, given whole; of a table with a key, the columns of the key are enough."""
        columns = KEYS[table].split(", ") if table in KEYS else [column.split()[0] for column in TABLES[table]]
        self._flush(table)
        where = " AND ".join(f"{column} = ?" for column in columns)
        self._connection.executemany(f"DELETE FROM {table} WHERE {where}", rows)  # noqa: S608 - likewise

    def texts(self, table: str, wanted: str, column: str, values: Collection[object]) -> set[str]:
        """Return the distinct values of one column of the rows that have one of the values in another."""
        return {str(row[0]) for row in self.get(table, wanted, column, values)}

    def assign(self, eventualities: Mapping[str, str]) -> None:
        """Note of tellings which eventuality each is of."""
        self._flush()
        rows = [(event, mention) for mention, event in sorted(eventualities.items())]
        self._connection.executemany("UPDATE telling SET eventuality = ? WHERE iri = ?", rows)

    def number(self, numbers: Iterable[tuple[str, int]]) -> None:
        """Note of tellings, by their number, which eventuality each is of."""
        self._flush()
        self._connection.executemany("UPDATE telling SET eventuality = ? WHERE rowid = ?", numbers)

    def count(self, table: str, column: str, value: object, most: int = -1) -> int:
        """Return how many rows have a value in a column, or ``most`` where there are more."""
        self._flush(table)
        query = f"SELECT COUNT(*) FROM (SELECT 1 FROM {table} WHERE {column} = ? LIMIT ?)"  # noqa: S608 - likewise
        return int(self._connection.execute(query, (value, most)).fetchone()[0])

    def counts(self, table: str, column: str, values: Collection[object]) -> dict[str, int]:
        """Return how many rows there are for each of the values of a column that there is."""
        found: dict[str, int] = {}
        self._flush(table)
        for batch in _batches(values):
            query = f"SELECT {column}, COUNT(*) FROM {table} WHERE {column} IN ({_marks(batch)}) GROUP BY {column}"  # noqa: S608 - likewise
            found |= dict(self._connection.execute(query, batch))
        return found

    def homes(self, signatures: Collection[str], documents: Collection[str]) -> list[tuple[str, str, str]]:
        """Return which entities signatures mean in documents: signature, document, entity ("" for all documents)."""
        self._flush("home")
        found: list[tuple[str, str, str]] = []
        for names, places in product(_batches(signatures), list(_batches(documents))):
            where = f"signature IN ({_marks(names)}) AND document IN ({_marks(places)})"
            query = f"SELECT signature, document, entity FROM home WHERE {where}"  # noqa: S608 - likewise
            found += self._connection.execute(query, (*names, *places))
        return found

    def occurs(self, signature: str, but_for: Collection[str]) -> bool:
        """Tell whether a signature occurs in any other than some documents."""
        self._flush("occurrence")
        rows = self._connection.execute("SELECT document FROM occurrence WHERE signature = ?", (signature,))
        return any(row[0] not in but_for for row in rows)

    def edges(self, actor: str, other: str) -> Iterator[str]:
        """Yield the names of the shortcuts from one to another, each once, however many bear it out."""
        self._flush("edge")
        query, name = "SELECT MIN(name) FROM edge WHERE actor = ? AND other = ? AND name > ?", ""
        while (name := self._connection.execute(query, (actor, other, name)).fetchone()[0]) is not None:
            yield name

    def forget_runs(self, document: str, runs: Iterable[int]) -> None:
        """Take out the runs of words of a document."""
        self._flush("run")
        rows = [(run, document) for run in runs]
        self._connection.executemany("DELETE FROM run WHERE run = ? AND document = ?", rows)

    def entity(self, name: str) -> Entity | None:
        """Return an entity by its id, without mentions."""
        return next((loads(Entity, row[0]) for row in self.get("entity", "data", "id", [name])), None)

    def published(self, document: str) -> date | None:
        """Return the day of a document."""
        rows = self.get("document", "published", "iri", [document])
        return next((date.fromisoformat(str(row[0])) for row in rows if row[0]), None)

    def total(self, table: str, expression: str = "COUNT(*)") -> int:
        """Return how many rows there are, or another sum over all of them."""
        return int(self._run(f"SELECT {expression} FROM {table}").fetchone()[0] or 0)  # noqa: S608 - likewise


def _marks(values: Collection[object]) -> str:
    return ", ".join("?" for _ in values)


def _batches(values: Collection[object]) -> Iterator[list[object]]:
    found = list(values)
    for start in range(0, len(found), _BATCH):
        yield found[start : start + _BATCH]
