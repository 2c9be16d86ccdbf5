"""The chains of a corpus: which things have names to compare, and which mentions refer to what was concluded."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from kg.ids import span_iri
from kg.model import Chain, Decision, Entity, Span
from kg.resolve.assemble import Lookup, Thing, entity_of_chain, things
from kg.resolve.cluster import Judged
from kg.resolve.decisions import is_mention, sides
from kg.resolve.linker import Linker
from kg.resolve.names import normalise
from kg.resolve.signature import Signature, signature


class SingledOut:
    """The mentions that persons' decisions name, each of whose chains has a signature of its own."""

    def __init__(self, judgements: Iterable[Decision]) -> None:
        self._iris = {side for decision in judgements for side in sides(decision) if is_mention(side)}

    @property
    def is_any(self) -> bool:
        """Whether there is any, so that the places of mentions matter."""
        return bool(self._iris)

    def signature(self, chain: Chain) -> Signature | None:
        """Return the signature of a chain; None for a plural one, or one without a name that nobody singled out."""
        if chain.parts:
            return None
        scope = ""
        if self._iris:
            iris = (span_iri(chain.document, span) for span in chain.mentions)
            scope = " ".join(iri for iri in iris if iri in self._iris)
        is_known = bool(chain.key or scope or any(normalise(name) for name in chain.names))
        return signature(chain, scope) if is_known else None


class Corpus:
    """All chains, by document and by signature.

    ``judgements`` are persons' decisions; ``known`` looks a key up in the tables.
    """

    def __init__(self, judgements: Iterable[Decision], known: Lookup) -> None:
        decisions = sorted(set(judgements), key=lambda d: (d.left, d.right, d.judgement, d.author, d.reason, d.score))
        self._known = known
        self._linker = Linker(decisions)
        self._singled = SingledOut(decisions)
        self._chains: dict[str, list[tuple[Chain, Signature | None]]] = defaultdict(list)
        self._documents: dict[Signature, set[str]] = defaultdict(set)

    def add(self, chain: Chain) -> None:
        """Take a chain in."""
        item = self._singled.signature(chain)
        self._chains[chain.document].append((chain, item))
        if item is not None:
            self._documents[item].add(chain.document)
            self._linker.add(item)

    def count(self, item: Signature) -> int:
        """Return in how many documents a signature occurs."""
        return len(self._documents[item])

    def documents(self, item: Signature) -> Iterable[str]:
        """Return the IRIs of those documents."""
        return self._documents[item]

    def resolve(self) -> tuple[list[Thing], list[Judged]]:
        """Return all things with a signature, and all decisions with the signatures that they are on."""
        found: list[Thing] = []
        log: list[Judged] = []
        for part in self._linker.neighbourhood(sorted(self._documents)):
            clusters, decisions = self._linker.cluster(part)
            found.extend(things(clusters, self, self._known))
            log += decisions
        return found, log

    def signatures(self) -> dict[Signature, set[str]]:
        """Return all signatures with the documents in which they occur."""
        return dict(self._documents)

    def references(self, found: Iterable[Thing]) -> tuple[dict[str, Entity], dict[tuple[str, Span], tuple[str, ...]]]:
        """Return all entities by id, and for each mention the ids of those that it refers to."""
        entities: dict[str, Entity] = {}
        home: dict[tuple[Signature, str], str] = {}
        for thing in found:
            entities[thing.entity.id] = thing.entity
            home.update({(item, thing.document): thing.entity.id for item in thing.members})
        places: dict[tuple[str, Span], tuple[str, ...]] = {}
        for document, chains in self._chains.items():
            made, spans = attach(chains, home)
            entities.update({entity.id: entity for entity in made})
            places.update({(document, span): names for span, names in spans.items()})
        return entities, places


def attach(
    chains: Iterable[tuple[Chain, Signature | None]], home: Mapping[tuple[Signature, str], str]
) -> tuple[list[Entity], dict[Span, tuple[str, ...]]]:
    """Say of each mention of one document which entities it refers to, and make those that are never named.

    ``home`` gives the entity of a signature, under its document where the name is local and under "" elsewhere.
    """
    made: list[Entity] = []
    chains = list(chains)
    first: dict[Span, str] = {}
    found: dict[Span, set[str]] = defaultdict(set)
    for chain, item in chains:
        if chain.parts:
            continue
        if item is None:
            entity = entity_of_chain(chain)
            made.append(entity)
            name = entity.id
        else:
            name = home.get((item, "")) or home[item, chain.document]
        first.update(dict.fromkeys(chain.mentions, name))
        for span in chain.mentions:
            found[span].add(name)
    for chain, _ in chains:
        names = {first[part] for part in chain.parts if part in first}
        for span in chain.mentions if names else ():
            found[span] |= names
    return made, {span: tuple(sorted(names)) for span, names in found.items()}
