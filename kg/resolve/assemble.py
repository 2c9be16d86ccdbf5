"""A cluster of names, or a chain without one, written down as an entity."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Protocol

from kg.ids import digest, span_iri
from kg.model import Chain, Entity, MentionRef
from kg.resolve.names import normal_of, normalise
from kg.resolve.signature import Signature, completeness, is_acronym
from kg.resolve.taxonomy import family, prevailing


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


def entity_of_chain(chain: Chain) -> Entity:
    """Write down a thing that is never named: its identity is its first mention, its label the words."""
    return Entity(
        id=digest("mention", chain.document, span_iri(chain.document, chain.mentions[0])),
        type=chain.type,
        label=chain.label,
        of_country=chain.country or chain.acts_for,
        acts_for=chain.acts_for,
        mentions=mentions_of([chain]),
        is_named=False,
    )


def entity_of_key(key: str, known: Known | None, chains: Sequence[Chain]) -> Entity:
    """Write down a thing that the tables know: its identity is its key, its facts are theirs."""
    if known is None:
        entity = entity_of_names(chains, "")
        return Entity(
            id=digest(key), type=entity.type, label=entity.label, alt_labels=entity.alt_labels, key=key,
            of_country=entity.of_country, acts_for=entity.acts_for, mentions=entity.mentions,
        )  # fmt: skip
    names = {name for chain in chains for name in chain.names} | set(known.alt_labels)
    return Entity(
        id=digest(key),
        type=known.type,
        label=known.label,
        alt_labels=tuple(sorted(names - {known.label})),
        key=key,
        wikidata=known.wikidata,
        iso3166=known.iso3166,
        geonames=known.geonames,
        latitude=known.latitude,
        longitude=known.longitude,
        of_country=known.of_country,
        acts_for=known.acts_for,
        mentions=mentions_of(chains),
    )


def entity_of_names(chains: Sequence[Chain], extra: str) -> Entity:
    """Write down a thing known by its names. ``extra`` tells it from another of the same name."""
    label = canonical([name for chain in chains for name in chain.names], chains)
    kind = prevailing(Counter(chain.type for chain in chains))
    acts_for = _prevailing(chain.acts_for for chain in chains)
    return Entity(
        id=digest("name", family(kind), normalise(label), *([extra] if extra else [])),
        type=kind,
        label=label or min(chain.label for chain in chains),
        alt_labels=tuple(sorted({name for chain in chains for name in chain.names} - {label})),
        of_country=_prevailing(chain.country for chain in chains) or acts_for,
        acts_for=acts_for,
        mentions=mentions_of(chains),
    )


def canonical(names: Iterable[str], chains: Sequence[Chain]) -> str:
    """Return the best name: full rather than bare, spelled out, well formed, in most documents, longest, alphabet."""
    documents: Counter[str] = Counter()
    for name, _ in {(name, chain.document) for chain in chains for name in chain.names}:
        documents[name] += 1
    kind = family(prevailing(Counter(chain.type for chain in chains)))

    def rank(name: str) -> tuple[int, bool, bool, int, int, str]:
        full = completeness(kind, normal_of(kind, name))
        return full, not is_acronym(name), _is_well_formed(name), documents[name], len(name), name

    return max(set(names), key=rank, default="")


def _is_well_formed(name: str) -> bool:
    """Tell whether a name is written as names are: not in capitals throughout, without line breaks or odd signs."""
    return not name.isupper() and name[:1].isalnum() and all(c.isalnum() or c in " -.'’&/," for c in name)


def mentions_of(chains: Iterable[Chain]) -> tuple[MentionRef, ...]:
    """Return all mentions of some chains, by document and place."""
    found = {(chain.document, span) for chain in chains for span in chain.mentions}
    return tuple(MentionRef(document, span) for document, span in sorted(found))


def _prevailing(values: Iterable[str | None]) -> str | None:
    """Return the value seen most often, the alphabet breaking ties; None where there is none."""
    votes = Counter(value for value in values if value)
    return min(votes, key=lambda value: (-votes[value], value)) if votes else None


def key_of(members: Iterable[Signature]) -> str:
    """Return the key of a cluster's members, the first where a person joined several; empty where there is none."""
    return min((item.key for item in members if item.key), default="")
