"""What in a text is not the article, and why.

Plain text carries no markup, so only words can tell: lines that are markers (the table in
``schemas/boilerplate.toml``), what follows a marker, credits at the end of captions, and paragraphs that talk to the
reader. Nothing is removed: the stretches are recorded, shown, and left out of extraction. In doubt a line is the
article's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.ingest import boilerplate_rules as table
from kg.ingest.boilerplate_rules import LineRule, Reach, load_markers
from kg.model import Boilerplate, Span

#: A paragraph of news: this many words and a sentence's end; fewer where it says who said something.
NEWS_WORDS = 12
REPORT_WORDS = 5
#: So many words of news stand above a marker that may end the article. Fewer: it is a link at the top of the page.
BODY_WORDS = 25
#: A line without a full stop that is shorter is a button or a name, longer a sentence.
LINK_WORDS = (4, 20)
#: A paragraph that addresses its reader at least so often, and pitches something, is no news.
ADDRESSES = 2

LINE = re.compile(r"[^\S\r\n]*(\S(?:[^\r\n]*\S)?)")
LEADING_MARK = re.compile(r"^(?:[-*•·‣▪►>»|]+\s+|\d{1,2}\.\s+(?=Download\b))")
QUOTED = re.compile(
    r"“[^”]*(?:”|$)|\"[^\"]*(?:\"|$)|(?:''|``)[^'`]*(?:(?:[’'](?!'))[^'`]*)*(?:''|$)|«[^»]*»|‘[^’]{12,}’"
)
#: A line whose first quotation mark ends a quotation.
CLOSES_FIRST = re.compile(r"[^“”\"]*(?:”|(?<=\S)\"(?=\s|$))")
SENTENCE_END = re.compile(r"[.!?…][\"”’'»)\]]*$")
REPORTED = re.compile(
    r"\b(?:said|says|told|added|according to|reported|announced|stated|claimed|denied|warned|wrote|confirmed|argued)\b",
    re.IGNORECASE,
)


def lines_of(text: str) -> list[Span]:
    """Return the lines that hold text, without the space around them."""
    return [Span(*match.span(1)) for match in LINE.finditer(text) if match[1].strip("\ufeff")]


def find_boilerplate(text: str, *, dateline: Span | None = None) -> tuple[Boilerplate, ...]:
    """Return the stretches of ``text`` that are not the article, in order and apart from each other.

    ``dateline`` is the line that dates the text, which is none of its sentences either.
    """
    lines = lines_of(text)
    reasons: dict[int, str] = _marked(text, lines)
    _mark_strays(text, lines, reasons)
    reasons.update({i: table.DATELINE for i, line in enumerate(lines) if line == dateline})
    spans = list(_runs(lines, reasons))
    for index, line in enumerate(lines):
        if index not in reasons and (credit := _credit(text, line)):
            spans.append(Boilerplate(credit, table.PHOTO))
    if dateline and not any(b.span.overlaps(dateline) for b in spans):
        spans.append(Boilerplate(dateline, table.DATELINE))
    if text.startswith("\ufeff") and not any(b.span.start == 0 for b in spans):
        spans.append(Boilerplate(Span(0, 1), table.MARK))
    return tuple(sorted(spans, key=lambda b: b.span))


def is_news(line: str) -> bool:
    """Tell whether a line is a paragraph of news: sentences, long enough, that do not talk to the reader."""
    words = len(line.split())
    if not SENTENCE_END.search(line) or words < REPORT_WORDS:
        return False
    own = own_words(line)
    if load_markers().address.search(own):
        return False
    return words >= NEWS_WORDS or REPORTED.search(own) is not None


def own_words(line: str) -> str:
    """Return the line without what stands in quotation marks, also where a quotation runs in from the line above."""
    if CLOSES_FIRST.match(line):
        line = f"“{line}" if line.find("”") >= 0 else f'"{line}'
    return QUOTED.sub(" ", line)


def rule_for(line: str) -> LineRule | None:
    """Return the first rule of the table that fits the line, wherever it stands."""
    return _first_fit(line, load_markers().rules)


def _first_fit(line: str, rules: Sequence[LineRule]) -> LineRule | None:
    bare = LEADING_MARK.sub("", line, count=1)
    words = len(bare.split())
    return next((rule for rule in rules if words <= rule.words and rule.pattern.match(bare)), None)


def _addresses_reader(line: str) -> bool:
    if not load_markers().pitch.search(line):
        return False
    own = own_words(line)
    return len(load_markers().address.findall(own)) >= ADDRESSES and load_markers().pitch.search(own) is not None


def _marked(text: str, lines: Sequence[Span]) -> dict[int, str]:
    """Return the reason of each line that a marker, or what a marker opens, takes out of the article."""
    reasons: dict[int, str] = {}
    open_rule: LineRule | None = None
    body_words = 0
    for index, span in enumerate(lines):
        line = span.of(text)
        rule = rule_for(line)
        if rule is None and open_rule and _closes(open_rule, text, lines[index:]):
            open_rule = None
        if rule and rule.reach is not Reach.LINE and body_words >= BODY_WORDS and not _is_rest(open_rule):
            open_rule = rule
        if open_rule and (rule is None or _is_rest(open_rule)):
            reasons[index] = open_rule.reason
        elif rule:
            reasons[index] = rule.reason
        elif _addresses_reader(line):
            reasons[index] = table.READERS
        elif body_words < BODY_WORDS and is_news(line):
            body_words += len(line.split())
    return reasons


def _is_rest(rule: LineRule | None) -> bool:
    return rule is not None and rule.reach is Reach.REST


def _closes(rule: LineRule, text: str, ahead: Sequence[Span]) -> bool:
    """Tell whether the first line ahead is the article going on after what ``rule`` opened."""
    if rule.reach is Reach.REST or not is_news(ahead[0].of(text)):
        return False
    if rule.reach is Reach.BOX or REPORTED.search(own_words(ahead[0].of(text))):
        return True
    return len(ahead) > 1 and is_news(ahead[1].of(text)) and rule_for(ahead[1].of(text)) is None


def _mark_strays(text: str, lines: Sequence[Span], reasons: dict[int, str]) -> None:
    """Mark, from the end upwards, what only its place below the article tells apart.

    That is a line about the author, and a title without a text under it, which stands above other boilerplate.
    """
    for index in range(len(lines) - 1, 0, -1):
        if index in reasons:
            continue
        if rule := _first_fit(lines[index].of(text), load_markers().last):
            reasons[index] = rule.reason
        elif index + 1 in reasons and _is_bare_title(lines[index].of(text), lines[index - 1].of(text)):
            reasons[index] = table.STRAY
        else:
            return


def _is_bare_title(line: str, above: str) -> bool:
    """Tell whether a line is a title, and no item of a list that the article ends with."""
    shortest, longest = LINK_WORDS
    listed = above.endswith(":") or line[0] in "-*•–" or line[0].isdigit()
    return not listed and not SENTENCE_END.search(line) and shortest <= len(line.split()) <= longest


def _runs(lines: Sequence[Span], reasons: dict[int, str]) -> Iterator[Boilerplate]:
    """Yield one stretch for neighbouring lines of one reason."""
    run: Boilerplate | None = None
    for index, span in enumerate(lines):
        reason = reasons.get(index)
        if run and run.reason == reason:
            run = Boilerplate(Span(run.span.start, span.end), run.reason)
            continue
        if run:
            yield run
        run = Boilerplate(span, reason) if reason else None
    if run:
        yield run


def _credit(text: str, line: Span) -> Span | None:
    words = line.of(text)
    for pattern in load_markers().credits:
        if match := pattern.search(words):
            return Span(line.start + match.start(1), line.start + match.end(1))
    return None
