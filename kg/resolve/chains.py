"""Mentions and references of one document become chains: the things that the document speaks of.

A union-find over the references with a single antecedent, over equal keys and over equal names. Two different keys
never meet in a chain: a link that would join them is left out.
"""

from __future__ import annotations

import logging
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import combinations

from kg.model import Chain, EntityMention, MentionKind, Reference, Span
from kg.resolve.features import are_misspelt
from kg.resolve.names import normal_of, normalise
from kg.resolve.taxonomy import family, prevailing

_LOG = logging.getLogger(__name__)
_RELIABILITY = {MentionKind.NAME: 2, MentionKind.NOMINAL: 1, MentionKind.PRONOUN: 0}

#: Pronouns that bring somebody new into a text, as "a person" and "people" do.
_TELLING = frozenset({"someone", "somebody", "those", "others"})


class _Links:
    """A union-find over mentions that refuses to join two keys, or what was told apart."""

    def __init__(self, mentions: Iterable[EntityMention], apart: Iterable[tuple[Span, Span]] = ()) -> None:
        self._apart = tuple(apart)
        self._key = {mention.span: mention.key for mention in mentions}
        self._parent = {span: span for span in self._key}

    def find(self, span: Span) -> Span:
        """Return the representative of the mention's set: its earliest mention."""
        parents = self._parent
        while (parent := parents[span]) != span:
            parents[span] = span = parents[parent]
        return span

    def knows(self, span: Span) -> bool:
        """Tell whether the span is a mention."""
        return span in self._parent

    def join(self, left: Span, right: Span) -> None:
        """Make both mentions one thing, unless their keys differ or one is no mention at all."""
        if not (self.knows(left) and self.knows(right)):
            _LOG.debug("a reference to a span that is no mention: %s, %s", left, right)
            return
        one, other = self.find(left), self.find(right)
        if one == other:
            return
        if other < one:
            one, other = other, one
        if self._key[one] and self._key[other] and self._key[one] != self._key[other]:
            _LOG.debug("not joined: %s and %s have different keys", left, right)
            return
        if any({self.find(a), self.find(b)} == {one, other} for a, b in self._apart if self.knows(a) and self.knows(b)):
            _LOG.debug("not joined: a person told %s and %s apart", left, right)
            return
        self._parent[other] = one
        self._key[one] = self._key[one] or self._key[other]

    def sets(self) -> dict[Span, list[Span]]:
        """Return the sets, each by its representative."""
        sets: dict[Span, list[Span]] = defaultdict(list)
        for span in sorted(self._parent):
            sets[self.find(span)].append(span)
        return sets


def chains(
    document_iri: str,
    mentions: Sequence[EntityMention],
    references: Sequence[Reference],
    text: str,
    *,
    apart: Iterable[tuple[Span, Span]] = (),
) -> tuple[Chain, ...]:
    """Link one document's mentions into chains, in the order of their first mentions.

    A reference with several antecedents makes its mention a chain with ``parts``; whatever refers to that mention
    alone joins that chain. Pronouns that nothing else tells of are no chain: nobody knows who "they" are, so no
    thing is made of them, and what they do or say stays with the mention alone. ``apart`` are the mentions that a
    person told apart: no link, key or name makes them one.
    """
    by_span = {mention.span: mention for mention in mentions}
    links = _Links(by_span.values(), apart)
    plural = {r.mention: r.antecedents for r in references if len(set(r.antecedents)) > 1 and r.mention in by_span}
    for reference in sorted(references, key=lambda r: (r.mention, r.antecedents)):
        if len(set(reference.antecedents)) == 1:
            links.join(reference.mention, reference.antecedents[0])
    _join_same_keys(links, by_span.values())
    _join_same_names(links, by_span.values())
    _join_misspelt_names(links, by_span.values())
    sets = links.sets()
    parts = {
        root: _parts(links, plural, [span for span in spans if span in plural], frozenset({root}))
        for root, spans in sets.items()
    }
    return tuple(
        _chain(document_iri, [by_span[span] for span in spans], parts[root], text)
        for root, spans in sorted(sets.items())
        if parts[root] or not all(_says_nothing(by_span[span], text) for span in spans)
    )


def _says_nothing(mention: EntityMention, text: str) -> bool:
    """Tell whether a mention alone does not even say of what kind its thing is: "we", "it", not "those who fled"."""
    return mention.kind is MentionKind.PRONOUN and mention.span.of(text).casefold() not in _TELLING


def _join_same_keys(links: _Links, mentions: Iterable[EntityMention]) -> None:
    """Join the mentions of one key: a table knows that they are one."""
    first: dict[str, Span] = {}
    for mention in mentions:
        if mention.key:
            links.join(first.setdefault(mention.key, mention.span), mention.span)


def _join_same_names(links: _Links, mentions: Iterable[EntityMention]) -> None:
    """Join mentions of one full name; and of one bare name, where the document uses it for a single thing."""
    groups: dict[tuple[str, str], list[Span]] = defaultdict(list)
    for mention in mentions:
        if mention.kind is MentionKind.NAME and mention.name:
            groups[family(mention.type), normalise(mention.name)].append(mention.span)
    full = [spans for (_, name), spans in groups.items() if " " in name]
    bare = [spans for (_, name), spans in groups.items() if " " not in name]
    for spans in full:
        for span in spans:
            links.join(spans[0], span)
    for spans in bare:
        things = {links.find(span) for span in spans}
        if len(things) > 1 and len(things & {links.find(span) for others in full for span in others}) <= 1:
            for span in spans:
                links.join(spans[0], span)


def _join_misspelt_names(links: _Links, mentions: Iterable[EntityMention]) -> None:
    """Join persons whose names in this document differ as a name and its misspelling do.

    One article rarely speaks of two people whose names are so alike ("Lukashenko", "Lukhashenko").
    """
    first: dict[str, EntityMention] = {}
    for mention in mentions:
        if mention.kind is MentionKind.NAME and mention.name and family(mention.type) == "person":
            first.setdefault(normal_of("person", mention.name), mention)
    for one, other in combinations(sorted(first), 2):
        left, right = first[one], first[other]
        if links.find(left.span) == links.find(right.span) or not are_misspelt(one, other):
            continue
        if not (left.gender and right.gender and left.gender != right.gender):
            links.join(left.span, right.span)


def _parts(
    links: _Links, plural: dict[Span, tuple[Span, ...]], mentions: Sequence[Span], seen: frozenset[Span]
) -> tuple[Span, ...]:
    """Return the first mentions of the chains that plural mentions stand for, plural ones among them taken apart."""
    found: set[Span] = set()
    for mention in mentions:
        for antecedent in plural[mention]:
            if not links.knows(antecedent) or (root := links.find(antecedent)) in seen:
                continue
            inner = [span for span in plural if links.find(span) == root]
            found.update(_parts(links, plural, inner, seen | {root}) if inner else (root,))
    return tuple(sorted(found))


def _chain(document: str, members: Sequence[EntityMention], parts: tuple[Span, ...], text: str) -> Chain:
    """Say of a set of mentions what the most reliable of them say."""
    keyed = [mention for mention in members if mention.key]
    named = [mention for mention in members if mention.kind is MentionKind.NAME and mention.name]
    best = keyed or named or _most_reliable(members)
    names = {mention.name for mention in members if mention.name}
    types = [mention.type for mention in best]
    return Chain(
        document=document,
        mentions=tuple(mention.span for mention in members),
        type=types[0] if len(set(types)) == 1 else prevailing(Counter(types)),
        names=tuple(sorted(names)),
        key=keyed[0].key if keyed else None,
        country=_most_common([m.country for m in best]) or _most_common([m.country for m in members]),
        acts_for=_most_common([m.acts_for for m in best]) or _most_common([m.acts_for for m in members]),
        gender=_most_common([m.gender for m in members]),
        label=max(names, key=lambda name: (len(name), name)) if names else _words(members, text),
        parts=parts,
    )


def _most_reliable(members: Sequence[EntityMention]) -> list[EntityMention]:
    """Return the mentions of the best kind that there is: names, else nominals, else pronouns."""
    best = max(_RELIABILITY[mention.kind] for mention in members)
    return [mention for mention in members if _RELIABILITY[mention.kind] == best]


def _most_common(values: Iterable[str | None]) -> str | None:
    """Return the value seen most often, the alphabet breaking ties; None where there is none."""
    voiced = [value for value in values if value]
    if len(set(voiced)) <= 1:
        return voiced[0] if voiced else None
    votes = Counter(voiced)
    return min(votes, key=lambda value: (-votes[value], value))


def _words(members: Sequence[EntityMention], text: str) -> str:
    """Return the words of the first mention of the best kind, on one line."""
    return " ".join(_most_reliable(members)[0].span.of(text).split())
