"""The data island: what the page's script reads, as one compact JSON text.

Records become rows (lists) and words that repeat become numbers into a table, so that 20,000 nodes with a quotation
a relation stay near 10 MB. Offsets are counted in UTF-16 code units here, as JavaScript counts, not in code points.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import Any

from kg.model import MentionKind, Modality, Polarity, Span, SpeechAct, Stance, Standing
from kg.view import PageClaim, PageEventuality, PageTelling, PageView, Passage

Row = list[Any]
#: The last code point that is one unit of UTF-16.
LAST_SINGLE_UNIT = "\uffff"
#: How a node is referred to at best, by number.
KINDS = tuple(MentionKind)
#: Digits kept of a confidence.
PLACES = 2


class Table:
    """Gives each distinct word a number, in the order in which they come."""

    def __init__(self, words: Iterable[str] = ()) -> None:
        """Start with ``words``."""
        self.words: list[str] = list(words)
        self._numbers = {word: number for number, word in enumerate(self.words)}

    def __getitem__(self, word: str) -> int:
        """Return the word's number, a new one if need be."""
        if word not in self._numbers:
            self._numbers[word] = len(self.words)
            self.words.append(word)
        return self._numbers[word]

    def get(self, word: str | None) -> int:
        """Return the number of a word that must be known already, else -1."""
        return -1 if word is None else self._numbers.get(word, -1)


def units(text: str, offset: int) -> int:
    """Count the UTF-16 code units before a code point offset.

    >>> units("a\U0001f600b", 2)
    3
    """
    head = text[:offset]
    return offset if head.isascii() else offset + sum(char > LAST_SINGLE_UNIT for char in head)


def _range(text: str, span: Span | None) -> Row:
    return [units(text, span.start), units(text, span.end)] if span else []


def _short(iris: Sequence[str]) -> tuple[str, list[str]]:
    """Split IRIs into the beginning that all share and what is left of each."""
    first, last = min(iris, default=""), max(iris, default="")
    shared = next((n for n, (a, b) in enumerate(zip(first, last, strict=False)) if a != b), 0)
    prefix = first[:shared]
    return prefix, [iri[len(prefix) :] for iri in iris]


class Packer:
    """Turns a view into rows; each table below is what numbers in the rows point into."""

    def __init__(self, view: PageView) -> None:
        """Give the entities, documents, eventualities and claims of the view their numbers."""
        self.view = view
        self.nodes = Table(entity.iri for entity in view.entities)
        self.documents = Table(document.iri for document in view.documents)
        self.events = Table(event.iri for event in view.eventualities)
        self.claims = Table(claim.iri for claim in view.claims)
        self.types, self.event_types, self.roles = Table(), Table(), Table()
        self.rules = Table(rule for rule, _ in view.rules)

    def island(self, nodes: Sequence[Mapping[str, Any]], edges: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
        """Pack everything. ``nodes`` and ``edges`` are pyvis's, in the order in which they were added."""
        node_prefix, node_names = _short(self.nodes.words)
        event_prefix, event_names = _short(self.events.words)
        claim_prefix, claim_names = _short(self.claims.words)
        packed = {
            "prefix": [node_prefix, event_prefix, claim_prefix],
            "nodes": [self._node(name, place) for name, place in zip(node_names, nodes, strict=True)],
            "documents": [
                [d.title, d.publisher or "", d.day.isoformat() if d.day else "", d.source, d.url or "", d.boilerplate]
                for d in self.view.documents
            ],
            "passages": [self._passage(passage) for passage in self.view.passages],
            "events": [self._event(*pair) for pair in zip(event_names, self.view.eventualities, strict=True)],
            "claims": [self._claim(*pair) for pair in zip(claim_names, self.view.claims, strict=True)],
            "edges": [self._edge(edge) for edge in edges],
        }
        tables = {"types": self.types, "eventTypes": self.event_types, "roles": self.roles}
        enums = {kind.__name__: [v.value for v in kind] for kind in (Standing, Polarity, Modality, SpeechAct, Stance)}
        told = dict(self.view.rules)
        rules = [[rule, told.get(rule, "")] for rule in self.rules.words]
        return packed | {name: table.words for name, table in tables.items()} | {"rules": rules, "enums": enums}

    def _node(self, name: str, place: Mapping[str, Any]) -> Row:
        entity = self.view.entities[self.nodes[place["id"]]]
        what = [name, place["label"], self.types[entity.type], place["x"], place["y"], entity.mentions]
        return _row(*what, entity.alt_labels, entity.wikidata or "", entity.country or "", KINDS.index(entity.kind))

    def _passage(self, passage: Passage) -> Row:
        cut = passage.starts_inside + 2 * passage.ends_inside
        return _row(self.documents.get(passage.document), passage.text, cut)

    def _telling(self, telling: PageTelling) -> Row:
        text = self.view.passages[telling.passage].text
        where = [telling.passage, *_range(text, telling.sentence), *_range(text, telling.trigger)]
        return _row(*where, self.rules[telling.rule], round(telling.confidence, PLACES), int(telling.narrated))

    def _event(self, name: str, event: PageEventuality) -> Row:
        roles = [(self.roles[role], self.nodes.get(iri)) for role, iri in event.roles if self.nodes.get(iri) >= 0]
        flat = [number for pair in roles for number in pair]
        how = [_number(Standing, event.standing), _number(Polarity, event.polarity), _number(Modality, event.modality)]
        told = [self._telling(telling) for telling in event.tellings]
        counts = [event.document_count - 1, event.origin_count - 1]
        days = [day.isoformat() if day else "" for day in (event.begin, event.end)]
        rest = [*counts, *days, event.time_text or "", event.quantity or ""]
        return _row(name, self.event_types[event.type], *how, flat, told, *rest)

    def _claim(self, name: str, claim: PageClaim) -> Row:
        text = self.view.passages[claim.passage].text
        spans = [_range(text, span) for span in claim.content]
        who = [self.nodes.get(iri) for iri in (claim.speaker, claim.addressee, claim.via)]
        about = [self.events.get(iri) for iri in claim.about if self.events.get(iri) >= 0]
        flags = int(claim.unnamed_source) + 2 * int(claim.is_quote)
        how = [_number(SpeechAct, claim.act), _number(Stance, claim.stance), flags, about]
        sure = [self.rules[claim.rule], round(claim.confidence, PLACES)]
        links = [[self.claims.get(iri) for iri in iris] for iris in (claim.contradicts, claim.corroborates)]
        within = self.claims.get(claim.within) + 1
        rest = [claim.hedge or "", within, *links, [self.nodes.get(iri) for iri in claim.joint]]
        return _row(name, claim.passage, spans, _range(text, claim.cue), *who, *how, *sure, *rest)

    def _edge(self, edge: Mapping[str, Any]) -> Row:
        ends = [self.nodes[edge["from"]], self.nodes[edge["to"]]]
        iri = edge["iri"]
        return [*ends, self.events[iri] if edge["kind"] == "event" else -1 - self.claims[iri]]


def _row(*values: object) -> Row:
    """Leave out what is empty or nought at the end of a row."""
    row = list(values)
    while row and not row[-1]:
        row.pop()
    return row


def _number(kind: type[StrEnum], value: StrEnum) -> int:
    """Give the place of a value in its enumeration; the enumerations are in the island too."""
    return list(kind).index(value)


def as_json(data: object) -> str:
    r"""Write JSON that may stand inside a script element: nothing in it can end the element or start another.

    >>> as_json("</script>")
    '"\\u003c/script>"'
    """
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
