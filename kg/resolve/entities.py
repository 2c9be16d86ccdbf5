"""The chains of all documents become entities, with the log of decisions that says who is whom and why."""

from __future__ import annotations

from collections.abc import Iterable

from kg.model import Chain, Decision, Entity
from kg.resolve.assemble import Lookup
from kg.resolve.corpus import Corpus


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
    return corpus.resolve()
