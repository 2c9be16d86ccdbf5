"""Find quotations: the stretches of a text that stand in quotation marks, whatever the marks.

Works on the text alone, paragraph by paragraph, so that one odd mark never spoils more than its own paragraph. A
quotation that is left open ends with its paragraph; when the next paragraph opens with a mark again, it is the same
speaker going on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.model import Span

#: Marks that can open or close a quotation of somebody's words: straight, curly, low, angled, doubled singles.
DOUBLE = '"“”„‟«»″'
OPENERS = "“„‟«"
CLOSERS = "”»"
#: Two single marks in place of one double mark, as old wire copy has them.
PAIRED = "''|``|‘‘|’’"
MARK = re.compile(f"{PAIRED}|[{DOUBLE}]")
PARAGRAPH = re.compile(r"[^\n]+")
#: A mark after one of these, or at the start, opens; before one of these, or at the end, closes.
BEFORE_OPENING = " \t\xa0([{-–—/:,\n"
AFTER_CLOSING = " \t\xa0)]}.,;:!?-–—\n/"


@dataclass(frozen=True, slots=True)
class Quotation:
    """One stretch in quotation marks. ``span`` takes in the marks, ``inner`` is what is between them.

    ``closed`` is False when the closing mark is missing. ``continues`` is True when the paragraph before was left
    open: the same words go on.
    """

    span: Span
    inner: Span
    closed: bool = True
    continues: bool = False


def find_quotations(text: str) -> list[Quotation]:
    """Return the outermost quotations of a text, in order."""
    found: list[Quotation] = []
    open_before = False
    for match in PARAGRAPH.finditer(text):
        start = match.start()
        if open_before and (at := run_over(text, start, match.end())) is not None:
            found[-1] = Quotation(Span(found[-1].span.start, at + 1), Span(found[-1].inner.start, at))
            start, open_before = at + 1, False
        quotations = list(paragraph_quotations(text, start, match.end()))
        if quotations and open_before and not text[match.start() : quotations[0].span.start].strip():
            first = quotations[0]
            quotations[0] = Quotation(first.span, first.inner, closed=first.closed, continues=True)
        open_before = bool(quotations) and not quotations[-1].closed
        found += quotations
    return found


def run_over(text: str, start: int, end: int) -> int | None:
    """Return where a paragraph closes a quotation that the one before left open: its first mark closes."""
    first = next(marks(text, start, end), None)
    if first is None or first[0] == start or role_of(text, *first) != "close":
        return None
    return first[0]


def paragraph_quotations(text: str, start: int, end: int) -> Iterator[Quotation]:
    """Yield the quotations of one paragraph, ``text[start:end]``.

    Marks alternate; a mark whose neighbours say that it opens ( "word) while one is open is taken as a closing
    mark on the wrong side when a letter or stop precedes it, and otherwise as an inner mark.
    """
    opened: tuple[int, int] | None = None
    for at, width in marks(text, start, end):
        role = role_of(text, at, width)
        if opened is None:
            if role != "close" or not text[start:at].strip() or misplaced_open(text, at, width, end):
                opened = (at, width)
        elif role != "open" or misplaced_close(text, at, width):
            inner_start = opened[0] + opened[1]
            if text[inner_start:at].strip():
                yield Quotation(trimmed(text, opened[0], at + width), trimmed(text, inner_start, at))
            opened = None
    if opened is not None and text[opened[0] + opened[1] : end].strip():
        inner = trimmed(text, opened[0] + opened[1], end)
        yield Quotation(Span(opened[0], inner.end), inner, closed=False)


def marks(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the place and width of each double quotation mark, pairs of single ones included."""
    for match in MARK.finditer(text, start, end):
        if match.end() - match.start() > 1 or not inches(text, match.start()):
            yield match.start(), match.end() - match.start()


def inches(text: str, at: int) -> bool:
    """Tell whether a straight mark stands for inches or seconds (a 6.1" screen)."""
    return (
        text[at] in '"″'
        and at > 0
        and text[at - 1].isdigit()
        and text[at + 1 : at + 2] in (" ", "-")
        and (text.count('"', text.rfind("\n", 0, at) + 1, at) % 2 == 0)
    )


def role_of(text: str, at: int, width: int) -> str:
    """Say whether the neighbours of a mark make it "open", "close" or "either"."""
    before = text[at - 1] if at else "\n"
    after = text[at + width] if at + width < len(text) else "\n"
    opens = before in BEFORE_OPENING and after not in " \t\n"
    closes = after in AFTER_CLOSING and before not in " \t\n"
    if opens != closes:
        return "open" if opens else "close"
    if text[at] in OPENERS:
        return "open"
    return "close" if text[at] in CLOSERS else "either"


def misplaced_open(text: str, at: int, width: int, end: int) -> bool:
    """Tell whether a mark that looks like a closing one opens after all, as in ``he said," It is so"``."""
    after = text[at + width : at + width + 2]
    if len(after) < 2 or not (after[0] == " " and after[1].isupper()):
        return False
    following = next(marks(text, at + width, end), None)
    return following is not None and role_of(text, *following) == "close"


def misplaced_close(text: str, at: int, width: int) -> bool:
    """Tell whether a mark that looks like an opening one closes after all: ``he said, “ text. “said she``."""
    before = text[:at].rstrip()[-1:]
    if not before or before not in ",.!?…" or not text[at - 1 : at].isspace():
        return False
    line_end = text.find("\n", at)
    following = next(marks(text, at + width, line_end if line_end >= 0 else len(text)), None)
    return text[at + width : at + width + 1].islower() or following is None or role_of(text, *following) == "open"


def trimmed(text: str, start: int, end: int) -> Span:
    """Return ``start..end`` without white space at its ends."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)
