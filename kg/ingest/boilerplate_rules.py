"""The markers of what is not the article, as ``schemas/boilerplate.toml`` lists them."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any

from kg.errors import RunError
from kg.settings import schema_path

FILE = "boilerplate.toml"
#: Words in a line that holds only a marker, where a rule says nothing else.
SHORT = 14
#: Marks that may follow the words of a marker.
TRAILING = r"[\s:.!?…|»>→‹›*-]*"

SUMMARY = "note that the text is a summary"
PHOTO = "photo credit"
DATELINE = "dateline"
READERS = "words to the reader of the page, not news"
STRAY = "a link or heading with nothing under it"
MARK = "byte order mark"


class Reach(StrEnum):
    """How far a rule reaches from the line that it fits; the file says it in words."""

    LINE = "line"
    BOX = "box"
    LETTER = "letter"
    REST = "rest"
    LAST = "last"


@dataclass(frozen=True, slots=True)
class LineRule:
    """A marker: the reason it gives, how far it reaches, what it looks like, how many words its line may have."""

    reason: str
    reach: Reach
    pattern: re.Pattern[str]
    words: int = SHORT


@dataclass(frozen=True, slots=True)
class Markers:
    """The whole table, compiled."""

    rules: tuple[LineRule, ...]
    last: tuple[LineRule, ...]
    credits: tuple[re.Pattern[str], ...]
    address: re.Pattern[str]
    pitch: re.Pattern[str]


@cache
def load_markers() -> Markers:
    """Read and compile the table once; raise :class:`RunError` when it makes no sense."""
    path = schema_path(FILE)
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        lists = {name: "|".join(items) for name, items in table["lists"].items()}
        rules = tuple(_rule(row, lists) for row in table["rule"])
        return Markers(
            rules=tuple(rule for rule in rules if rule.reach is not Reach.LAST),
            last=tuple(rule for rule in rules if rule.reach is Reach.LAST),
            credits=tuple(re.compile(_filled(text, lists)) for text in table["credits"]["patterns"]),
            address=_words(table["reader"]["address"]),
            pitch=_words(table["reader"]["pitch"]),
        )
    except (KeyError, ValueError, re.error, tomllib.TOMLDecodeError) as error:
        raise RunError(f"{path}: not a table of markers ({error!r}); see its first lines") from error


def _filled(pattern: str, lists: dict[str, str]) -> str:
    """Put the lists in for their names; a list may name another."""
    return re.sub(r"<([A-Z]+)>", lambda match: f"(?:{_filled(lists[match[1]], lists)})", pattern)


def _rule(row: dict[str, Any], lists: dict[str, str]) -> LineRule:
    parts = [*row.get("begins", ()), *(f"(?:{text}){TRAILING}$" for text in row.get("whole", ()))]
    pattern = re.compile("|".join(f"(?:{_filled(part, lists)})" for part in parts), re.IGNORECASE)
    return LineRule(row["reason"], Reach(row["reach"]), pattern, row.get("words", SHORT))


def _words(words: list[str]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(words)})\b", re.IGNORECASE)
