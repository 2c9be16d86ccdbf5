"""A cluster of names, or a chain without one, written down as an entity."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from kg.ids import digest, span_iri
from kg.model import Chain, Entity
from kg.resolve.cluster import Cluster
from kg.resolve.names import normal_of
from kg.resolve.signature import Signature, completeness, is_acronym
from kg.resolve.taxonomy import prevailing


class Known(Protocol):
    """What a table knows of a thing: see :class:`kg.gazetteer.KnownEntity`."""

    @property
    def label(self) -> str: ...  # noqa: D102 - as in Entity
    @property
    def type(self) -> str: ...  # noqa: D102
    @property
    def alt_labels(self) -> tuple[str, ...]: ...  # noqa: D102
    @property
    def wikidata(self) -> str | None: ...  # noqa: D102
    @property
    def iso3166(self) -> str | None: ...  # noqa: D102
    @property
    def geonames(self) -> str | None: ...  # noqa: D102
    @property
    def latitude(self) -> float | None: ...  # noqa: D102
    @property
    def longitude(self) -> float | None: ...  # noqa: D102
    @property
    def of_country(self) -> str | None: ...  # noqa: D102
    @property
    def acts_for(self) -> str | None: ...  # noqa: D102


type Lookup = Callable[[str], Known | None]


@dataclass(frozen=True, slots=True)
class Thing:
    """An entity without its mentions, and where these are found: with its members, of one document if that is given."""

    entity: Entity
    members: tuple[Signature, ...]
    document: str = ""


class Occurrences(Protocol):
    """In which documents signatures occur."""

    def count(self, item: Signature) -> int:
        """Return in how many documents a signature occurs."""

    def documents(self, item: Signature) -> Iterable[str]:
        """Return the IRIs of those documents."""


def things(clusters: Iterable[Cluster], seen: Occurrences, known: Lookup) -> list[Thing]:
    """Write the clusters of one neighbourhood down; those of one name are told apart by what they say besides."""
    found: dict[str, list[Thing]] = defaultdict(list)
    for one in clusters:
        for thing in _things(one, seen, known):
            found[thing.entity.id].append(thing)
    return [
        thing if len(same) == 1 else replace(thing, entity=replace(thing.entity, id=_told_apart(thing)))
        for same in found.values()
        for thing in same
    ]


def _told_apart(thing: Thing) -> str:
    """Return an identifier for one of several things of one name."""
    return digest(thing.entity.id, thing.members[0].id)


def _things(one: Cluster, seen: Occurrences, known: Lookup) -> Iterator[Thing]:
    """Yield the one thing that a cluster is, or one a document where its name says too little."""
    if not one.is_local:
        counts = {item: seen.count(item) for item in one.members}
        yield Thing(described(one.members, counts, known, ""), one.members)
        return
    documents: dict[str, list[Signature]] = defaultdict(list)
    for item in one.members:
        for document in seen.documents(item):
            documents[document].append(item)
    for document, items in sorted(documents.items()):
        yield Thing(described(items, dict.fromkeys(items, 1), known, document), tuple(items), document)


def described(members: Sequence[Signature], counts: Mapping[Signature, int], known: Lookup, document: str) -> Entity:
    """Write a cluster down as a thing that the tables know, or one known by its names alone.

    ``counts`` tells in how many documents each name is; they decide on the label and the like, never on the id.
    ``document`` is given where the name means something else in each.
    """
    named = _named(members, counts, document)
    key = min((item.key for item in members if item.key), default="")
    if not key:
        return named
    facts = known(key)
    if facts is None:
        return replace(named, id=digest(key), key=key)
    names = {name for item in members for name in item.names} | set(facts.alt_labels)
    return Entity(
        id=digest(key),
        type=facts.type,
        label=facts.label,
        alt_labels=tuple(sorted(names - {facts.label})),
        key=key,
        wikidata=facts.wikidata,
        iso3166=facts.iso3166,
        geonames=facts.geonames,
        latitude=facts.latitude,
        longitude=facts.longitude,
        of_country=facts.of_country,
        acts_for=facts.acts_for,
    )


def _named(members: Sequence[Signature], counts: Mapping[Signature, int], document: str) -> Entity:
    """Write down a thing known by its names; by its words, where a person singled out one without a name."""
    names = {name for item in members for name in item.names}
    label = canonical(members, counts)
    acts_for = _prevailing((item.acts_for, counts[item]) for item in members)
    return Entity(
        id=_identity(members, document),
        type=prevailing(_tally((item.type, counts[item]) for item in members)),
        label=label or min(item.words or item.key for item in members),
        alt_labels=tuple(sorted(names - {label})),
        of_country=_prevailing((item.country, counts[item]) for item in members) or acts_for,
        acts_for=acts_for,
        is_named=bool(names),
    )


def _identity(members: Sequence[Signature], document: str) -> str:
    """Return the hash of a cluster's identity: its fullest name and the family of names that this is of.

    Neither how often nor where a name was seen matters, unless it means something else in each document.
    """
    named = [item for item in members if item.names]
    if not named:
        place = min(item.scope.split()[0] if item.scope else item.anchor for item in members)
        return digest("mention", place, document)
    best = max(named, key=lambda item: (completeness(item.family, item.normal), not is_acronym(item.name)))
    level = completeness(best.family, best.normal), is_acronym(best.name)
    equals = [i for i in named if (completeness(i.family, i.normal), is_acronym(i.name)) == level]
    first = min(equals, key=lambda item: (item.normal, item.family))
    return digest("name", first.family, first.normal, *([document] if document else []))


def entity_of_chain(chain: Chain) -> Entity:
    """Write down a thing that is never named: its identity is its first mention, its label the words."""
    return Entity(
        id=digest("mention", span_iri(chain.document, chain.mentions[0])),
        type=chain.type,
        label=chain.label,
        of_country=chain.country or chain.acts_for,
        acts_for=chain.acts_for,
        is_named=False,
    )


def canonical(members: Iterable[Signature], counts: Mapping[Signature, int]) -> str:
    """Return the best name: full rather than bare, spelled out, well formed, in most documents, longest, alphabet."""
    documents: Counter[str] = Counter()
    families: dict[str, str] = {}
    for item in members:
        for name in item.names:
            documents[name] += counts[item]
            families[name] = max(families.get(name, ""), item.family)

    def rank(name: str) -> tuple[int, bool, bool, int, int, str]:
        full = completeness(families[name], normal_of(families[name], name))
        return full, not is_acronym(name), _is_well_formed(name), documents[name], len(name), name

    return max(documents, key=rank, default="")


def _is_well_formed(name: str) -> bool:
    """Tell whether a name is written as names are: not in capitals throughout, without line breaks or odd signs."""
    return not name.isupper() and name[:1].isalnum() and all(c.isalnum() or c in " -.'’&/," for c in name)


def _tally(values: Iterable[tuple[str, int]]) -> Counter[str]:
    votes: Counter[str] = Counter()
    for value, count in values:
        if value:
            votes[value] += count
    return votes


def _prevailing(values: Iterable[tuple[str, int]]) -> str | None:
    """Return the value seen most often, the alphabet breaking ties; None where there is none."""
    votes = _tally(values)
    return min(votes, key=lambda value: (-votes[value], value)) if votes else None
