"""Names and times that tables, calendars and the recogniser of names propose: exact matter for the network to judge.

What a mention is, of what class and whom it stands for is the network's word; that "Kremlin" stands in a table, that
"Ana Silva" and "Silva" are one name and that "in May" is an expression of time is not.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from kg.extract import references_names
from kg.extract.mentions import find_mentions
from kg.extract.references_things import Discourse
from kg.extract.syntax import Mentions, Parse
from kg.extract.timeline import timeline
from kg.gazetteer import Gazetteer
from kg.model import Document, EntityMention, MentionKind, Reference, Span
from kg.read.words import Proposal, Words, class_number


@dataclass(frozen=True, slots=True)
class Material:
    """A document as the reader takes it up: its words, and what was proposed with everything known of it.

    ``mentions`` are the records of all proposals, descriptions and pronouns too; ``links`` say which names are one.
    """

    parse: Parse
    words: Words
    mentions: tuple[EntityMention, ...]
    links: tuple[Reference, ...]


def prepare(document: Document, parse: Parse, gazetteer: Gazetteer, words: Words) -> Material:
    """Return a document with its proposals."""
    mentions = find_mentions(parse, gazetteer)
    discourse = Discourse(parse, Mentions(parse, [m for m in mentions if m.kind is MentionKind.NAME]))
    references_names.link_names(discourse)
    chains = {span: n for n, thing in enumerate(discourse.things()) for m in thing.mentions for span in (m.span,)}
    names = tuple(_proposals(mentions, chains, words))
    features = words.features.copy()
    for name in names:
        for word in words.inside(*name.span):
            features[word, 4] = class_number(name.type)
    dated = {d.words: d.when for d in sorted(timeline(parse).all, key=lambda d: d.words, reverse=True)}
    times = tuple(sorted(dated))
    days = tuple((_iso(dated[t].earliest_begin), _iso(dated[t].latest_end)) for t in times)
    return Material(
        parse,
        replace(words, names=names, times=times, days=days, features=features),
        tuple(mentions),
        tuple(discourse.references),
    )


def _proposals(mentions: Sequence[EntityMention], chains: Mapping[Span, int], words: Words) -> Iterator[Proposal]:
    taken: set[int] = set()
    for mention in mentions:
        head = words.head_of(*mention.head)
        if mention.kind is MentionKind.NAME and head is not None and head not in taken:
            taken.add(head)
            yield Proposal(mention.span, head, mention.type, mention.key, chains.get(mention.span, -1))


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
