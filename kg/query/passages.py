"""Which part of an article a reader needs around a span: its paragraph, or the part of a long one around it."""

from __future__ import annotations

import bisect
import re
from collections.abc import Sequence

from kg.model import Span
from kg.view import Passage

#: Longer paragraphs are cut, or a page would hold the articles many times over. Code points.
LONGEST = 700
#: How much of a long paragraph stands on either side of the span. Code points.
AROUND = 220
_PARAGRAPH = re.compile(r"[^\r\n]+")
_TERM = re.compile(r"#char=(\d+),(\d+)\Z")


def span_of(iri: str) -> Span:
    """Read the offsets off a span's IRI (RFC 5147).

    >>> span_of("urn:attest:doc:1#char=3,9")
    Span(start=3, end=9)
    """
    found = _TERM.search(iri)
    if found is None:
        raise ValueError(f"not the IRI of a span: {iri}")
    return Span(int(found[1]), int(found[2]))


class Passages:
    """Cuts passages out of the documents' texts; the same stretch is one passage, however often it is asked for."""

    def __init__(self, texts: dict[str, str]) -> None:
        """Take the texts as read, by the IRIs of their documents."""
        self._texts = texts
        self._paragraphs = {iri: [m.span() for m in _PARAGRAPH.finditer(text)] for iri, text in texts.items()}
        self._numbers: dict[tuple[str, int, int], int] = {}
        self.found: list[Passage] = []

    def around(self, document: str, spans: Sequence[Span]) -> tuple[int, int]:
        """Return the number of the passage that holds the spans, and the offset in the text at which it begins."""
        text = self._texts[document]
        start, end = min(s.start for s in spans), max(s.end for s in spans)
        left, right = self._paragraph(document, start)[0], self._paragraph(document, end - 1)[1]
        whole = left, right
        if right - left > LONGEST:
            left = max(left, text.rfind(" ", 0, max(0, start - AROUND) + 1) + 1, 0)
            cut = text.find(" ", end + AROUND, right)
            right = cut if cut > 0 else right
            left = min(left, start)
        left += len(text[left:right]) - len(text[left:right].lstrip())
        left, right = min(left, start), max(end, left + len(text[left:right].rstrip()))
        key = document, left, right
        if key not in self._numbers:
            self._numbers[key] = len(self.found)
            self.found.append(Passage(document, text[left:right], left > whole[0] + 1, right < whole[1] - 1))
        return self._numbers[key], left

    def _paragraph(self, document: str, offset: int) -> tuple[int, int]:
        """Find the line of the text that an offset stands in."""
        lines = self._paragraphs[document]
        index = bisect.bisect_right(lines, (offset, len(self._texts[document]) + 1)) - 1
        return lines[max(index, 0)] if lines else (0, len(self._texts[document]))


def inside(spans: Sequence[Span], left: int) -> tuple[Span, ...]:
    """Move spans of a document into its passage that begins at ``left``."""
    return tuple(Span(s.start - left, s.end - left) for s in spans)


def mark(text: str, sentence: Span, marks: list[Span]) -> str:
    """Return a sentence with some stretches between asterisks, on one line."""
    found, at = [], sentence.start
    for span in sorted(marks):
        first, last = max(span.start, at), min(span.end, sentence.end)
        if first < last:
            found += [text[at:first], "**", text[first:last], "**"]
            at = last
    found.append(text[at : sentence.end])
    return " ".join("".join(found).split())
