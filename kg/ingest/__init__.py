"""Files to documents: what format, what encoding, what language, what of it is the article.

To read another format, write a function from a :class:`~kg.ingest.sources.SourceFile` to documents and add one line to
:data:`READERS`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from kg.errors import DocumentError
from kg.ingest.boilerplate import find_boilerplate, lines_of
from kg.ingest.dateline import find_dateline
from kg.ingest.html import read_html
from kg.ingest.jsonl import read_jsonl
from kg.ingest.language import language_of
from kg.ingest.metadata import Metadata, read_metadata
from kg.ingest.sources import SourceFile, locate
from kg.ingest.text import read_text
from kg.model import DateBasis, Document

__all__ = ["READERS", "read", "sample_sources"]

Reader = Callable[[SourceFile], Iterator[Document | DocumentError]]

#: Which function reads which file. A file that is named outright and has another suffix is read as text.
READERS: dict[str, Reader] = {
    ".txt": read_text,
    ".text": read_text,
    ".html": read_html,
    ".htm": read_html,
    ".xhtml": read_html,
    ".jsonl": read_jsonl,
    ".ndjson": read_jsonl,
}


def read(sources: Sequence[str], *, metadata: Path | None = None) -> Iterator[Document | DocumentError]:
    """Yield the documents of files, folders and globs one at a time, and an error for each that cannot be used.

    Errors are yielded, not raised, so that the other documents are read; only a ``metadata`` table that cannot be read
    raises :class:`~kg.errors.RunError`. Of two documents with one identifier the second is an error.
    """
    table = read_metadata(metadata)
    seen: dict[str, Document] = {}
    for result in _read_all(sources, table):
        yield result if isinstance(result, DocumentError) else _first_of_its_name(result, seen)
    yield from table.complaints()


def sample_sources() -> list[str]:
    """Return the sources of the corpus that ships with the package; the files carry their own dates and outlets."""
    return [str(Path(__file__).resolve().parent.parent / "samples")]


def _read_all(sources: Sequence[str], table: Metadata) -> Iterator[Document | DocumentError]:
    for file in locate(sources, frozenset(READERS)):
        if isinstance(file, DocumentError):
            yield file
            continue
        try:
            for draft in READERS.get(file.path.suffix.lower(), read_text)(file):
                yield draft if isinstance(draft, DocumentError) else _finish(draft, table)
        except DocumentError as error:
            yield error


def _finish(draft: Document, table: Metadata) -> Document | DocumentError:
    """Return the document with its boilerplate, day and outlet; an error when no English article is left."""
    dateline = find_dateline(draft.text, lines_of(draft.text))
    boilerplate = find_boilerplate(draft.text, dateline=dateline.span if dateline else None)
    document = replace(draft, boilerplate=boilerplate)
    if dateline:
        dated = document.published is not None or dateline.day is None
        document = replace(
            document,
            published=document.published if dated else dateline.day,
            published_basis=document.published_basis if dated else DateBasis.TEXT,
            publisher=document.publisher or dateline.publisher,
        )
    return _in_english(table.fill(document))


def _in_english(document: Document) -> Document | DocumentError:
    body = _body(document)
    if not body.strip():
        return DocumentError(document.source, "no article, only boilerplate", "check what was saved")
    said = document.language.lower()
    language = language_of(body) if said.startswith("en") else said
    if not language.startswith("en"):
        problem = f"not English ({language})"
        return DocumentError(document.source, problem, "only English is read; give a translation")
    return replace(document, language=said)


def _body(document: Document) -> str:
    parts, end = [], 0
    for piece in document.boilerplate:
        parts.append(document.text[end : piece.span.start])
        end = piece.span.end
    return " ".join((*parts, document.text[end:]))


def _first_of_its_name(document: Document, seen: dict[str, Document]) -> Document | DocumentError:
    first = seen.setdefault(document.identifier, replace(document, text="", boilerplate=()))
    if first.source is document.source and first.sha256 == document.sha256 and first.identifier is document.identifier:
        return document
    name = f"{document.source} ({document.identifier})"
    if first.sha256 == document.sha256:
        return DocumentError(name, f"the same text was read from {first.source}", "nothing to do: it is counted once")
    problem = f"{first.source} has the same identifier and another text"
    return DocumentError(name, problem, "rename the file, or give each record an id of its own")
