"""A web page to its article: trafilatura finds the text, htmldate the day.

The text of the document is what was extracted: the headline, a blank line, the paragraphs. Offsets count in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from kg.errors import DocumentError
from kg.ingest.sources import SourceFile
from kg.ingest.text import check_text, decode, read_bytes, text_hash
from kg.model import DateBasis, Document

#: Saved pages carry scripts and pictures: more bytes than their text, but not more than this.
MAX_PAGE_BYTES = 20_000_000
CHARSET = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?([A-Za-z0-9_-]{2,20})""", re.IGNORECASE)
#: How far into a page HTML lets a charset be declared, in bytes.
CHARSET_WINDOW = 1024


def read_html(file: SourceFile) -> Iterator[Document]:
    """Yield the article of one page. Raises :class:`DocumentError` when none is found in it."""
    path = str(file.path)
    raw = read_bytes(file.path, limit=MAX_PAGE_BYTES)
    declared = CHARSET.search(raw[:CHARSET_WINDOW])
    page, encoding = decode(raw, path, declared=declared[1].decode("ascii") if declared else None)
    article = _article(page)
    if article is None or not article.text:
        raise DocumentError(path, "no article found in the page", "save its text as a .txt file")
    text = _with_headline(article.title, article.text)
    check_text(text, path)
    published = _published(page)
    yield Document(
        identifier=file.path.name,
        text=text,
        source=file.name,
        sha256=text_hash(text),
        title=article.title or None,
        published=published,
        published_basis=DateBasis.METADATA if published else None,
        publisher=article.sitename or None,
        url=article.url or None,
        encoding=encoding,
    )


def _article(page: str) -> Any:
    import trafilatura  # takes a second to import: only for who reads pages

    return trafilatura.bare_extraction(
        page.lstrip("\ufeff"), include_comments=False, include_tables=False, with_metadata=True
    )


def _published(page: str) -> date | None:
    """Return the day that the page's own markup gives; a day that is only found in the prose is not the page's."""
    from htmldate import find_date

    found = find_date(page.lstrip("\ufeff"), extensive_search=False, original_date=True)
    return date.fromisoformat(found) if found else None


def _with_headline(title: str | None, text: str) -> str:
    if not title or text.lstrip().startswith(title):
        return text
    return f"{title}\n\n{text}"
