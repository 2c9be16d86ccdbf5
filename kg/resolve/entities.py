"""The chains of all documents become entities, with the log of decisions that says who is whom and why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from kg.model import Chain, Decision, Entity, MentionRef
from kg.resolve.assemble import Lookup
from kg.resolve.corpus import Corpus
from kg.resolve.decisions import distinct


def resolve_entities(
    chains: Iterable[Chain], judgements: Iterable[Decision], known: Lookup
) -> tuple[list[Entity], list[Decision]]:
    """Resolve a whole corpus; the result does not depend on the order of the chains or judgements.

    ``judgements`` are persons' decisions (see :mod:`kg.resolve.decisions`), ``known`` looks a key up in the tables.
    Entities come sorted by id, with their mentions; decisions sorted, without repetition.
    """
    corpus = Corpus(judgements, known)
    for chain in chains:
        corpus.add(chain)
    found, log = corpus.resolve()
    entities, places = corpus.references(found)
    mentions: dict[str, list[MentionRef]] = defaultdict(list)
    for (document, span), names in sorted(places.items()):
        for name in names:
            mentions[name].append(MentionRef(document, span))
    return [replace(entities[name], mentions=tuple(mentions[name])) for name in sorted(entities)], distinct(
        decision for _, decision in log
    )
