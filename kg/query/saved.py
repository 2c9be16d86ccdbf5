"""Saved questions: ``schemas/queries/NAME.rq``, each with a header that says what it answers and what it can be asked.

The header is comment lines: the title, what it answers, then a line for each parameter::

    # Who accuses whom
    # Each accusation between two actors, with its sentence and source.
    # @param actor entity? A name of the accuser.
    # @param limit integer=100 At most so many rows.

``?`` after the type makes a parameter optional, ``=VALUE`` gives it a value unless it is set. In the text ``$actor``
stands for its value, and a line that ends with ``#if actor`` is there only when the parameter has one.

What Oxigraph's planner must be shown (measured on a million quads: each cost 2 to 40 times): it guesses how many rows
each pattern has, and multiplies. So an OPTIONAL of several steps is written as OPTIONALs one in the other, or it is
worked out for the whole store; an OPTIONAL never begins at what another one may have left unbound, or all is compared
with all; and a part that must come first is a subselect with a LIMIT below the 1,000,000 rows that it guesses of an
unbound pattern: 900,000, which a store of some hundred thousand articles would reach (then rows are missing).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kg.errors import RunError
from kg.settings import schema_path

SUFFIX = ".rq"
FOLDER = "queries"

_PARAM = re.compile(r"@param\s+(?P<name>\w+)\s+(?P<type>\w+)(?P<optional>\?)?(?:=(?P<default>\S+))?\s*(?P<help>.*)")
_CONDITION = re.compile(r"[ \t]*#if[ \t]+(?P<name>\w+)[ \t]*$")


@dataclass(frozen=True, slots=True)
class Param:
    """A parameter of a saved query: its type is a key of :data:`kg.query.params.TYPES`."""

    name: str
    type: str
    help: str
    optional: bool = False
    default: str | None = None


@dataclass(frozen=True, slots=True)
class SavedQuery:
    """A question that the graph is often asked."""

    name: str
    title: str
    answers: str
    params: tuple[Param, ...]
    text: str

    def body(self, given: Mapping[str, object]) -> str:
        """Return the query without the lines that belong to parameters not given."""
        lines = []
        for line in self.text.splitlines():
            found = _CONDITION.search(line)
            if found is None:
                lines.append(line)
            elif found["name"] in given:
                lines.append(line[: found.start()])
        return "\n".join(lines)


def parse_saved(name: str, text: str) -> SavedQuery:
    """Read a saved query; raise :class:`RunError` when its header says nothing."""
    header: list[str] = []
    for line in text.splitlines():
        if not line.startswith("#"):
            break
        header.append(line.lstrip("#").strip())
    params = tuple(_param(found) for line in header if (found := _PARAM.match(line)))
    words = [line for line in header if line and not line.startswith("@")]
    if not words:
        raise RunError(f"saved query {name!r}: its first line must be a comment with its title")
    return SavedQuery(name, words[0], " ".join(words[1:]), params, text)


def _param(found: re.Match[str]) -> Param:
    default = found["default"]
    return Param(found["name"], found["type"], found["help"], bool(found["optional"]), default)


@cache
def saved_queries() -> dict[str, SavedQuery]:
    """Return the saved queries that come with the program, by name."""
    folder: Path = schema_path(FOLDER)
    paths = sorted(folder.glob("*" + SUFFIX))
    return {p.stem: parse_saved(p.stem, p.read_text(encoding="utf-8")) for p in paths}
