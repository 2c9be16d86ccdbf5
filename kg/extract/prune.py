"""Which mentions stay: names always, descriptions and pronouns only where something hangs on them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from kg.extract.syntax import Mentions, Parse
from kg.model import Claim, EntityMention, EventMention, MentionKind, Reference, Span


def used_spans(events: Iterable[EventMention], claims: Iterable[Claim]) -> set[Span]:
    """Return the mentions that fill a role, speak, are spoken to or relay."""
    used: set[Span] = set()
    for e in events:
        for role in (e.actors, e.targets, e.participants, e.places, e.origins, e.destinations):
            used.update(role)
    for c in claims:
        used.update(span for span in (c.speaker, c.addressee, c.via) if span)
    return used


def without_predicates(
    parse: Parse, mentions: Mentions, references: Iterable[Reference], claims: Iterable[Claim]
) -> Mentions:
    """Leave out what somebody or something is only said to be: "it is a camp" brings no second thing into the text.

    A predicate that is linked to its subject stays, as a mention of the subject, and so does one that speaks.
    """
    linked = {span for r in references for span in (r.mention, *r.antecedents)} | used_spans((), claims)
    told = [
        m for m in mentions.all if m.span in linked or m.kind is not MentionKind.NOMINAL or not _predicate(parse, m)
    ]
    return Mentions(parse, told) if len(told) < len(mentions.all) else mentions


def _predicate(parse: Parse, mention: EntityMention) -> bool:
    """Tell whether a nominal is what a form of "be" or "become" says of its subject, and has an indefinite article."""
    words = parse.tokens(mention.head)
    head = next((t for t in words if t.dep_ == "attr"), words[-1])
    indefinite = parse.tokens(mention.span)[0].lower_ in {"a", "an", "one"}
    named = next((c for c in head.head.lefts if c.dep_ in {"nsubj", "nsubjpass"}), None)
    told = named is not None and named.lower_ not in {"there", "this", "that"}
    return head.dep_ == "attr" and head.head.lemma_ in {"be", "become", "remain"} and indefinite and told


def prune(
    mentions: Sequence[EntityMention], references: Sequence[Reference], used: set[Span]
) -> tuple[tuple[EntityMention, ...], tuple[Reference, ...]]:
    """Drop the chains of mentions that hold no name and fill no role, and the links between them."""
    known = {m.span for m in mentions}
    neighbours: dict[Span, set[Span]] = defaultdict(set)
    links = tuple(r for r in references if r.mention in known and known.issuperset(r.antecedents))
    for link in links:
        neighbours[link.mention].update(link.antecedents)
        for antecedent in link.antecedents:
            neighbours[antecedent].add(link.mention)
    kept: set[Span] = set()
    todo = [m.span for m in mentions if m.kind is MentionKind.NAME or m.span in used]
    while todo:
        span = todo.pop()
        if span not in kept:
            kept.add(span)
            todo.extend(neighbours.get(span, ()))
    return (
        tuple(m for m in sorted(mentions, key=lambda m: (m.span.start, -m.span.end)) if m.span in kept),
        tuple(r for r in links if r.mention in kept),
    )
