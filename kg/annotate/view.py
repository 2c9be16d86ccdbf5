"""What the parser reads in place of a text: as long as the text itself, so that offsets never move.

Boilerplate is blanked, quotation marks are straightened and put on the right side of a space, and words that a headline
only writes large are written small: parsers read ``Troops Land in Peru`` as one long name.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

from kg.model import Document
from kg.settings import schema_path

#: Quotation marks and spaces that mislead the tokenizer, each replaced by one character.
STRAIGHT = str.maketrans(
    {"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "\u00a0": " ", "\u200b": " "}
)

_LINE = re.compile(r"[^\n]+")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
#: A word that begins a sentence: its capital says nothing.
_BEGINS = re.compile(r"(?:^|[.!?:;\"“”(\[]|[–—-])\s*$")
#: Longer lines are paragraphs.
_LONGEST_HEADLINE = 160
#: A line is a headline in capitals when this share of its words of so many letters begins with one.
_TITLE_CASE = 0.85
_LONG_WORD = 3
#: Words that headlines may write small among large ones.
_SMALL_ANYWAY = frozenset(
    {"the", "and", "for", "with", "from", "over", "after", "into", "amid", "upon", "but", "nor", "that", "than", "via"}
)
#: A score between two sides is no headline.
_SCORE = re.compile(r"\d\s*[–-]\s*\d")
#: With fewer long words, capitals may be chance: "Ana Silva" alone on a line.
_FEWEST_WORDS = 3
#: A line that ends in a full stop must have so many: "Ana Silva met Rui Costa." is a sentence.
_SURELY_WORDS = 6


def view(document: Document) -> str:
    """Return what the parser reads in place of the text."""
    text = document.text.translate(STRAIGHT)
    for part in document.boilerplate:
        start, end = part.span.start, part.span.end
        text = text[:start] + "".join("\n" if c == "\n" else " " for c in text[start:end]) + text[end:]
    return _LINE.sub(lambda line: _unglued(line.group()), _small_headlines(text))


def _unglued(line: str) -> str:
    """Move each quotation mark that stands on the wrong side of a space; only where the marks come in pairs.

    >>> _unglued('"It is late, "said Ana," Go on".')
    '"It is late," said Ana, "Go on".'
    """
    if '"' not in line or line.count('"') % 2:
        return line
    marks, opened = list(line), False
    for i, mark in enumerate(line):
        if mark != '"':
            continue
        before, after = line[i - 1 : i] or " ", line[i + 1 : i + 2] or " "
        if opened and before == " " and i > 1 and after.isalnum():
            marks[i - 1], marks[i] = '"', " "
        elif not opened and before in ",.;:" and after == " " and i + 2 < len(line):
            marks[i], marks[i + 1] = " ", '"'
        opened = not opened
    return "".join(marks)


@lru_cache(maxsize=1)
def _common_words() -> frozenset[str]:
    """Load the words that are no names."""
    lines = schema_path("common_words.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if not line.startswith("#"))


def _is_headline(line: str) -> bool:
    """Tell whether a line writes its words large."""
    if len(line) > _LONGEST_HEADLINE or line.rstrip()[-1:] == "," or _SCORE.search(line):
        return False
    words = [w for w in _WORD.findall(line) if len(w) >= _LONG_WORD and w not in _SMALL_ANYWAY]
    fewest = _SURELY_WORDS if line.rstrip()[-1:] == "." else _FEWEST_WORDS
    return len(words) >= fewest and sum(w[0].isupper() for w in words) >= _TITLE_CASE * len(words)


def _evidence(lines: list[str]) -> Counter[str]:
    """Count how each word is written inside the sentences of the text."""
    counts: Counter[str] = Counter()
    for line in lines:
        for match in _WORD.finditer(line):
            if not _BEGINS.search(line[: match.start()][-3:]):
                counts[match.group()] += 1
    return counts


def _small_headlines(text: str) -> str:
    """Write small what headlines only write large, by how the text and the language write it elsewhere."""
    lines = _LINE.findall(text)
    if not any(_is_headline(line) for line in lines):
        return text
    counts = _evidence([line for line in lines if not _is_headline(line)])
    return _LINE.sub(lambda m: _small(m.group(), counts) if _is_headline(m.group()) else m.group(), text)


def _small(line: str, counts: Counter[str]) -> str:
    """Write a headline's words small where nothing says that they are names; its first word stays."""
    shouted = line.upper() == line
    first = _WORD.search(line)

    def written(match: re.Match[str]) -> str:
        word = match.group()
        large, small = word[0] + word[1:].lower() if shouted else word, word.lower()
        if len(small) != len(word) or not word[0].isupper() or (word.isupper() and not shouted):
            return word
        if counts[word] or counts[large] > counts[small]:
            return word if counts[word] else large
        name = not counts[small] and small not in _common_words()
        return large if name or (first is not None and match.start() == first.start()) else small

    return _WORD.sub(written, line)
