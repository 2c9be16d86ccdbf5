"""What a table of the user says about the files: ``file``, ``published``, ``publisher``, ``url``."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from kg.errors import DocumentError, RunError
from kg.model import DateBasis, Document

COLUMNS = ("file", "published", "publisher", "url")


@dataclass(frozen=True, slots=True)
class Given:
    """What one row says about one file."""

    published: date | None = None
    publisher: str | None = None
    url: str | None = None

    def fill(self, document: Document) -> Document:
        """Return the document with what it does not say itself; its own word is kept."""
        dated = document.published is not None or self.published is None
        return replace(
            document,
            published=document.published if dated else self.published,
            published_basis=document.published_basis if dated else DateBasis.GIVEN,
            publisher=document.publisher or self.publisher,
            url=document.url or self.url,
        )


@dataclass(slots=True)
class Metadata:
    """A table by file name or identifier, and which rows were wanted."""

    path: str
    rows: dict[str, Given] = field(default_factory=dict)
    errors: list[DocumentError] = field(default_factory=list)
    matched: bool = False

    def fill(self, document: Document) -> Document:
        """Return the document with what its row says, looked up by identifier, then by source."""
        row = self.rows.get(document.identifier) or self.rows.get(document.source)
        if row is None:
            return document
        self.matched = True
        return row.fill(document)

    def complaints(self) -> Iterator[DocumentError]:
        """Yield what was wrong in the table, once all documents are read."""
        yield from self.errors
        if self.rows and not self.matched:
            yield DocumentError(self.path, "no row names a document that was read", "check its column 'file'")


def read_metadata(path: Path | None) -> Metadata:
    """Read the table; an empty one when there is no ``path``.

    Raises :class:`RunError` when there is no table to read. A row that makes no sense is noted as a
    :class:`DocumentError` and passed over.
    """
    table = Metadata(str(path))
    if path is None:
        return table
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            reader = csv.DictReader(lines)
            if "file" not in (reader.fieldnames or ()):
                raise RunError(f"{path}: no column 'file'; the first line has to name {', '.join(COLUMNS)}")
            for row in reader:
                _add(table, row, f"{path}:{reader.line_num}")
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise RunError(f"{path}: cannot be read as a table ({error}); give a CSV file in UTF-8") from error
    return table


def _add(table: Metadata, row: dict[str, str | None], where: str) -> None:
    file, published, publisher, url = ((row.get(column) or "").strip() for column in COLUMNS)
    if not file:
        table.errors.append(DocumentError(where, "a row without a file", "name the file or remove the row"))
        return
    try:
        day = date.fromisoformat(published) if published else None
    except ValueError:
        day = None
        table.errors.append(DocumentError(where, f"not a day: {published!r}", "write it as YYYY-MM-DD"))
    table.rows[file] = Given(day, publisher or None, url or None)
