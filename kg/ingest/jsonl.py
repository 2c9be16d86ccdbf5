"""JSON lines: one article a line, read one at a time.

``id`` and ``text`` are needed; ``title``, ``published`` (an ISO 8601 day or time), ``publisher``, ``url`` and
``language`` are optional; other keys are passed over.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

from kg.errors import DocumentError
from kg.ingest.sources import SourceFile
from kg.ingest.text import check_text, text_hash, unreadable
from kg.model import DateBasis, Document

#: The longest record, in bytes: the longest text (1,000,000 characters), every one of them escaped, and more.
MAX_RECORD_BYTES = 8_000_000

ISO_DAY = len("2021-11-12")


def read_jsonl(file: SourceFile) -> Iterator[Document | DocumentError]:
    """Yield the article of each line, or for a bad line a :class:`DocumentError` that names file and line."""
    number = 0
    try:
        with file.path.open("rb") as lines:
            while line := lines.readline(MAX_RECORD_BYTES):
                number += 1
                where = f"{file.path}:{number}"
                if len(line) == MAX_RECORD_BYTES and not line.endswith(b"\n"):
                    _skip_line(lines)
                    yield DocumentError(where, f"a record over {MAX_RECORD_BYTES:,} bytes", "split the article")
                elif line.strip(b"\xef\xbb\xbf \t\r\n"):
                    yield _record(line, where, file.name)
    except OSError as error:
        yield unreadable(file.path, error)
    if not number:
        yield DocumentError(str(file.path), "an empty file", "remove it or fill it")


def _skip_line(lines: Any) -> None:
    while rest := lines.readline(MAX_RECORD_BYTES):
        if rest.endswith(b"\n"):
            return


def _record(line: bytes, where: str, source: str) -> Document | DocumentError:
    try:
        record = _parsed(line, where)
        text = _needed(record, "text", where)
        check_text(text, where)
        published = _day(record.get("published"), where)
        return Document(
            identifier=_needed(record, "id", where),
            text=text,
            source=source,
            sha256=text_hash(text),
            title=_optional(record, "title", where),
            published=published,
            published_basis=DateBasis.METADATA if published else None,
            publisher=_optional(record, "publisher", where),
            url=_optional(record, "url", where),
            language=_optional(record, "language", where) or "en",
        )
    except DocumentError as error:
        return error


def _parsed(line: bytes, where: str) -> dict[str, Any]:
    try:
        record = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise DocumentError(where, "not UTF-8, which JSON has to be", "write the file as UTF-8") from error
    except (ValueError, RecursionError) as error:
        raise DocumentError(where, f"not JSON ({str(error)[:80]})", "put one JSON object on each line") from error
    if not isinstance(record, dict):
        raise DocumentError(where, "not a JSON object", 'write {"id": ..., "text": ...} on each line')
    return record


def _needed(record: dict[str, Any], key: str, where: str) -> str:
    value = record.get(key)
    if isinstance(value, int) and not isinstance(value, bool) and key == "id":
        return str(value)
    if not isinstance(value, str) or not value.strip():
        raise DocumentError(where, f'no "{key}", or not a string', f'give each record a "{key}"')
    return value


def _optional(record: dict[str, Any], key: str, where: str) -> str | None:
    value = record.get(key)
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    if not isinstance(value, str):
        raise DocumentError(where, f'"{key}" is not a string', "put it in quotation marks or leave it out")
    return value.strip()


def _day(value: object, where: str) -> date | None:
    if value is None or value == "":
        return None
    try:
        if not isinstance(value, str) or (len(value) > ISO_DAY and value[ISO_DAY] not in "T "):
            raise ValueError(value)
        return date.fromisoformat(value[:ISO_DAY])
    except ValueError as error:
        raise DocumentError(where, f'"published" is not a day ({value!r})', "write it as YYYY-MM-DD") from error
