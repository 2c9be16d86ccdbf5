"""The chains of a corpus and what was concluded from them, kept so that a new document costs what it brings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from kg.ids import span_iri
from kg.model import Chain, Decision, Entity, MentionRef, Span
from kg.resolve.assemble import Lookup, entity_of_chain, entity_of_key, entity_of_names, key_of
from kg.resolve.cluster import Cluster
from kg.resolve.decisions import distinct, is_mention, sides
from kg.resolve.linker import Linker
from kg.resolve.signature import Signature, signature


class Corpus:
    """All chains, by document and by signature.

    ``judgements`` are persons' decisions; ``known`` looks a key up in the tables.
    """

    def __init__(self, judgements: Iterable[Decision], known: Lookup) -> None:
        decisions = sorted(set(judgements), key=lambda d: (d.left, d.right, d.judgement, d.author, d.reason, d.score))
        self._known = known
        self._linker = Linker(decisions)
        self._judged = {side for decision in decisions for side in sides(decision) if is_mention(side)}
        self._occurrences: dict[Signature, dict[str, list[Chain]]] = defaultdict(dict)
        self._plain: dict[str, list[Chain]] = defaultdict(list)
        self._plural: dict[str, list[Chain]] = defaultdict(list)

    def add(self, chain: Chain) -> None:
        """Take a chain in."""
        if chain.parts:
            self._plural[chain.document].append(chain)
            return
        scope = self._scope(chain)
        if not (chain.names or chain.key or scope):
            self._plain[chain.document].append(chain)
            return
        item = signature(chain, scope)
        self._occurrences[item].setdefault(chain.document, []).append(chain)
        self._linker.add(item)

    def _scope(self, chain: Chain) -> str:
        """Return the mentions of a chain that a person singled out, for a signature of its own."""
        if not self._judged:
            return ""
        return " ".join(iri for span in chain.mentions if (iri := span_iri(chain.document, span)) in self._judged)

    def resolve(self) -> tuple[list[Entity], list[Decision]]:
        """Return all entities, sorted by id, and all decisions, sorted."""
        entities: list[Entity] = []
        log: set[Decision] = set()
        for part in self._linker.neighbourhood(sorted(self._occurrences)):
            clusters, decisions = self._linker.cluster(part)
            entities.extend(self._entities(clusters))
            log.update(decisions)
        entities.extend(entity_of_chain(chain) for chains in self._plain.values() for chain in chains)
        entities = list(self._with_plurals(entities))
        return (
            sorted(entities, key=lambda entity: entity.id),
            distinct(log),
        )

    def _entities(self, clusters: Iterable[Cluster]) -> Iterator[Entity]:
        """Write clusters down; those of one name are told apart by what their names say besides."""
        found: dict[str, list[tuple[Entity, Cluster, list[Chain]]]] = defaultdict(list)
        for one in clusters:
            for chains in self._things(one):
                entity = self._entity(one, chains, "")
                found[entity.id].append((entity, one, chains))
        for same in found.values():
            if len(same) == 1:
                yield same[0][0]
                continue
            for _, one, chains in same:
                extra = chains[0].document if one.is_local else one.members[0].id
                yield self._entity(one, chains, extra)

    def _things(self, one: Cluster) -> Iterator[list[Chain]]:
        """Return the chains of a cluster: all together, or document by document where the name says too little."""
        documents: dict[str, list[Chain]] = defaultdict(list)
        for item in one.members:
            for document, chains in self._occurrences[item].items():
                documents[document].extend(chains)
        ordered = {document: sorted(documents[document], key=lambda c: c.mentions) for document in sorted(documents)}
        if one.is_local:
            yield from ordered.values()
        else:
            yield [chain for chains in ordered.values() for chain in chains]

    def _entity(self, one: Cluster, chains: list[Chain], extra: str) -> Entity:
        if key := key_of(one.members):
            return entity_of_key(key, self._known(key), chains)
        if not any(chain.names for chain in chains):
            return replace(entity_of_chain(chains[0]), mentions=entity_of_names(chains, extra).mentions)
        return entity_of_names(chains, chains[0].document if one.is_local else extra)

    def _with_plurals(self, entities: list[Entity]) -> Iterator[Entity]:
        """Give each plural mention to all the things that it stands for."""
        plural = [chain for chains in self._plural.values() for chain in chains]
        wanted = {(chain.document, part) for chain in plural for part in chain.parts}
        added: dict[tuple[str, Span], set[MentionRef]] = defaultdict(set)
        for chain in plural:
            for part in chain.parts:
                added[chain.document, part] |= {MentionRef(chain.document, span) for span in chain.mentions}
        for entity in entities:
            hits = [place for ref in entity.mentions if (place := (ref.document, ref.span)) in wanted]
            if not hits:
                yield entity
                continue
            mentions = set(entity.mentions).union(*(added[place] for place in hits))
            yield replace(entity, mentions=tuple(sorted(mentions, key=lambda ref: (ref.document, ref.span))))
