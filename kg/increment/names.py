"""Who is whom, for the names in a few documents: their neighbourhoods are clustered again, the rest stays."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from kg.ids import digest
from kg.increment.codec import dumps, loads, pack, unpack
from kg.increment.index import Index
from kg.increment.known import Gist
from kg.model import Chain, Decision, Entity, Judgement, MentionRef, Span
from kg.resolve.assemble import Lookup, Thing, things
from kg.resolve.blocks import keys_of
from kg.resolve.cluster import Cluster, Judged, pair
from kg.resolve.corpus import SingledOut, attach
from kg.resolve.decisions import distinct, sides
from kg.resolve.features import compare
from kg.resolve.linker import Linker, sides_of
from kg.resolve.signature import Signature, signature_of

type Labelled = Sequence[tuple[Chain, Signature | None]]


@dataclass(slots=True)
class NameChange:
    """What became of entities and decisions: each as it was and as it is, with the mentions in changed documents."""

    before: dict[str, Entity] = field(default_factory=dict)
    after: dict[str, Entity] = field(default_factory=dict)
    decisions_before: list[Decision] = field(default_factory=list)
    decisions_after: list[Decision] = field(default_factory=list)


def written(item: Signature) -> tuple[str, bytes]:
    """Return the row of a signature."""
    return item.id, dumps(item)


def read_signature(fields: bytes) -> Signature:
    """Read a signature back from its row."""
    kind, names, *rest = unpack(fields)
    key, country, gender, acts_for, scope, words = rest
    return signature_of((kind, tuple(names), key, country, gender, acts_for, scope, words))


class Names:
    """The names of the corpus, as far as the index has them."""

    def __init__(self, index: Index, judgements: Iterable[Decision], known: Lookup) -> None:
        """Work on an index; ``judgements`` are persons' decisions, ``known`` looks a key up in the tables."""
        self._index = index
        self._judgements = list(judgements)
        self._judged: dict[str, set[str]] = defaultdict(set)
        for decision in self._judgements:
            left, right = sides(decision)
            self._judged[left].add(right)
            self._judged[right].add(left)
        self._known = known
        self._singled = SingledOut(self._judgements)
        self._cache: dict[str, Signature] = {}
        self._counts: dict[str, int] = {}
        self._gone: set[str] = set()

    # --- documents in and out --------------------------------------------------------------------------------------

    def label(self, chains: Iterable[Chain]) -> Labelled:
        """Return chains with their signatures."""
        return [(chain, self._singled.signature(chain)) for chain in chains]

    def found_in(self, gist: Gist) -> dict[str, Signature]:
        """Return the signatures of a document, by id."""
        chains = gist.chains() if self._singled.is_any else gist.named()
        return {item.id: item for _, item in self.label(chains) if item is not None}

    def of_documents(self, documents: Iterable[str]) -> set[Signature]:
        """Return the signatures that occur in some documents."""
        found = self._index.texts("occurrence", "signature", "document", set(documents))
        return set(self.load(found).values())

    def only_in(self, documents: Collection[str]) -> set[Signature]:
        """Return the signatures that occur in some documents and nowhere else."""
        return {item for item in self.of_documents(documents) if not self._index.occurs(item.id, documents)}

    def forget(self, documents: Collection[str], gone: Iterable[Signature]) -> set[str]:
        """Take documents out, with the signatures in them alone; return the entities that these were of."""
        self._gone = {item.id for item in gone}
        self._index.drop("occurrence", "document", documents)
        lost = self._index.texts("home", "entity", "signature", self._gone)
        for name in self._gone:
            self._cache.pop(name, None)
        for table in ("filed", "looked", "side", "home", "local"):
            self._index.drop(table, "signature", self._gone)
        self._index.drop("signature", "id", self._gone)
        return lost

    def learn(self, documents: Mapping[str, Labelled]) -> set[Signature]:
        """Take documents in; return the signatures that were not known."""
        rows = {(item.id, iri): item for iri, chains in documents.items() for _, item in chains if item is not None}
        found = {item.id: item for item in rows.values()}
        old = self._index.texts("signature", "id", "id", found)
        fresh = {item for name, item in found.items() if name not in old}
        self.write_signatures(fresh)
        self._index.put("occurrence", sorted(rows))
        return fresh

    def write_signatures(self, items: Iterable[Signature]) -> None:
        """Write signatures with the keys under which they meet."""
        for item in sorted(items):
            keys = keys_of(item)
            self._index.put("signature", [written(item)])
            self._index.put("filed", [(key, item.id) for key in sorted(keys.filed)])
            self._index.put("looked", [(key, item.id) for key in sorted(keys.looked)])
            self._index.put("side", [(side, item.id) for side in sorted(sides_of(item)) if side in self._judged])

    # --- neighbourhoods --------------------------------------------------------------------------------------------

    def load(self, names: Iterable[str]) -> dict[str, Signature]:
        """Return signatures by id."""
        names = set(names)
        for name, data in self._index.get("signature", "id, fields", "id", names - self._cache.keys()):
            self._cache[str(name)] = read_signature(data)
        return {name: self._cache[name] for name in names if name in self._cache}

    def neighbourhood(self, items: Iterable[Signature]) -> set[Signature]:
        """Return all whose clustering may depend on the given ones, themselves among them."""
        found = set(items)
        fresh = found
        while fresh:
            fresh = set(self._neighbours(fresh)) - found
            found |= fresh
        return found

    def _neighbours(self, items: Iterable[Signature]) -> Iterator[Signature]:
        for item, name in self._met(items):
            other = self._cache[name]
            verdict = compare(*pair(item, other))
            if verdict is not None and (verdict.judgement is not Judgement.DIFFERENT or other.normal == item.normal):
                yield other
        if self._judged:
            others = {other for item in items for side in sides_of(item) for other in self._judged.get(side, ())}
            yield from self.load(self._index.texts("side", "signature", "side", others)).values()

    def _met(self, items: Iterable[Signature]) -> list[tuple[Signature, str]]:
        """Return which signatures meet which others, by their ids, under a key."""
        filed: dict[str, list[Signature]] = defaultdict(list)
        looked: dict[str, list[Signature]] = defaultdict(list)
        for item in items:
            keys = keys_of(item)
            for key in keys.filed:
                filed[key].append(item)
            for key in keys.looked:
                looked[key].append(item)
        pairs = {
            (item, str(name))
            for table, here in (("filed", looked), ("looked", filed))
            for key, name in self._index.get(table, "key, signature", "key", here)
            for item in here[key]
        }
        known = self.load({name for _, name in pairs})
        return [(item, name) for item, name in pairs if name in known and known[name] != item]

    # --- conclusions -----------------------------------------------------------------------------------------------

    def count_ahead(self, items: Iterable[Signature]) -> None:
        """Count in one step in how many documents each of some signatures occurs, and forget other counts."""
        self._counts = self._index.counts("occurrence", "signature", {item.id for item in items})

    def count(self, item: Signature) -> int:
        """Return in how many documents a signature occurs."""
        known = self._counts.get(item.id)
        return self._index.count("occurrence", "signature", item.id) if known is None else known

    def documents(self, item: Signature) -> Iterable[str]:
        """Return the IRIs of those documents."""
        return sorted(self._index.texts("occurrence", "document", "signature", [item.id]))

    def conclude(self, items: set[Signature], lost: set[str], change: NameChange) -> set[str]:
        """Cluster neighbourhoods again; return the documents in which a name now means another entity.

        ``lost`` are entities some of whose names are no more.
        """
        self.count_ahead(items)
        linker = Linker(self._judgements)
        for item in sorted(items):
            linker.add(item)
        found: list[Thing] = []
        log: list[Judged] = []
        local: list[tuple[str, str]] = []
        for part in linker.neighbourhood(sorted(items)):
            clusters, decisions = linker.cluster(part)
            found += things(clusters, self, self._known)
            local += local_rows(clusters)
            log += decisions
        self._index.drop("local", "signature", {item.id for item in items})
        self._index.put("local", local)
        self._note_decisions({item.id for item in items} | self._gone, log, change)
        return self._note_things(items, found, lost, change)

    def _note_decisions(self, names: set[str], log: Iterable[Judged], change: NameChange) -> None:
        before = set(self._index.get("name_decision", "signature, lft, rgt, author, data", "signature", names))
        after = set(decision_rows(log))
        touched: set[tuple[object, ...]] = {(row[1], row[2], row[3]) for row in before ^ after}
        change.decisions_before += self._decisions(touched)
        self._index.take_out("name_decision", before - after)
        self._index.put("name_decision", sorted(after - before))
        change.decisions_after += self._decisions(touched)

    def _decisions(self, touched: set[tuple[object, ...]]) -> list[Decision]:
        lefts = {left for left, _, _ in touched}
        rows = self._index.get("name_decision", "lft, rgt, author, data", "lft", lefts)
        return distinct(loads(Decision, data) for *key, data in rows if tuple(key) in touched)

    def _note_things(
        self, items: set[Signature], found: Sequence[Thing], lost: set[str], change: NameChange
    ) -> set[str]:
        old = set(self._index.get("home", "signature, document, entity", "signature", {item.id for item in items}))
        new = {(item.id, thing.document, thing.entity.id) for thing in found for item in thing.members}
        self.note_entities({entity for _, _, entity in old} | lost, [thing.entity for thing in found], change)
        self._index.take_out("home", old - new)
        self._index.put("home", new - old)
        different = old ^ new
        everywhere = {name for name, document, _ in different if not document}
        occurs = self._index.texts("occurrence", "document", "signature", everywhere)
        return occurs | {document for _, document, _ in different if document}

    def note_entities(self, old: set[str], new: Iterable[Entity], change: NameChange) -> None:
        """Write entities in the place of old ones, by id; note what is not as it was."""
        fresh = {entity.id: entity for entity in new}
        rows = {name: entity_row(entity) for name, entity in fresh.items()}
        known: dict[str, bytes] = dict(self._index.get("entity", "id, data", "id", old | fresh.keys()))
        for name, data in known.items():
            if name not in rows or data != rows[name][1]:
                change.before.setdefault(name, loads(Entity, data))
        different = [name for name, row in sorted(rows.items()) if known.get(name) != row[1]]
        change.after.update({name: fresh[name] for name in different})
        self._index.drop("entity", "id", old - fresh.keys())
        self._index.put("entity", [rows[name] for name in different])

    def entities(self, names: Iterable[str]) -> dict[str, Entity]:
        """Return known entities by id, without mentions."""
        rows = self._index.get("entity", "id, data", "id", set(names))
        return {str(name): loads(Entity, data) for name, data in rows}

    # --- mentions --------------------------------------------------------------------------------------------------

    def refer(
        self, documents: Mapping[str, Labelled], gone: Iterable[str], change: NameChange
    ) -> dict[str, dict[Span, tuple[str, ...]]]:
        """Say anew what the mentions of some documents refer to; none in those that are gone."""
        touched = {*documents, *gone}
        before = self._references(touched)
        unnamed = {
            str(name): loads(Entity, data) for name, data in self._index.get("entity", "id, data", "document", touched)
        }
        change.before.update({name: entity for name, entity in unnamed.items() if name not in change.before})
        self._index.drop("entity", "document", touched)
        self._index.drop("reference", "document", touched)
        found: dict[str, dict[Span, tuple[str, ...]]] = {}
        for iri, chains in sorted(documents.items()):
            made, found[iri] = attach(chains, self.homes(iri, chains))
            change.after.update({entity.id: entity for entity in made})
            self._index.put("entity", [entity_row(entity, iri) for entity in made])
            self._index.put("reference", [reference_row(iri, found[iri])])
        self._mention(change.before, before, change.after)
        self._mention(change.after, self._references(touched), change.before)
        return found

    def _references(self, documents: set[str]) -> dict[str, list[MentionRef]]:
        found: dict[str, list[MentionRef]] = defaultdict(list)
        for document, data in self._index.get("reference", "document, found", "document", documents):
            for begin, end, entity in unpack(data):
                found[entity].append(MentionRef(document, Span(begin, end)))
        return found

    def homes(self, iri: str, chains: Labelled) -> dict[tuple[Signature, str], str]:
        """Return the entities of the signatures of a document: under its IRI where the name is local, else under ""."""
        items = {item.id: item for _, item in chains if item is not None}
        return {(items[name], document): entity for name, document, entity in self._index.homes(items, ("", iri))}

    def _mention(
        self, entities: dict[str, Entity], references: Mapping[str, Sequence[MentionRef]], others: dict[str, Entity]
    ) -> None:
        """Give entities the mentions that changed documents have; one that did not change is among the others too."""
        missing = self.entities(references.keys() - entities.keys())
        others.update({name: entity for name, entity in missing.items() if name not in others})
        for name, refs in references.items():
            if (entity := entities.get(name) or missing.get(name)) is not None:
                ordered = tuple(sorted(refs, key=lambda ref: (ref.document, ref.span)))
                entities[name] = replace(entity, mentions=ordered)

    # --- countries -------------------------------------------------------------------------------------------------

    def countries(self, change: NameChange) -> None:
        """See to it that each country that an entity belongs to or acts for is in the graph, and none for nothing."""
        touched = [*change.before.values(), *change.after.values()]
        itself = {e.key.removeprefix("country:") for e in touched if e.key and e.key.startswith("country:")}
        queue = sorted(codes_of(touched) | itself)
        seen = set(queue)
        while queue:
            entity = country(code := queue.pop(), self._known)
            fresh = codes_of([entity]) - seen
            seen |= fresh
            queue += sorted(fresh)
            standing = self.entities([entity.id])
            own = sum(code in (e.of_country, e.acts_for) for e in standing.values())
            is_used = any(self._index.count("entity", name, code, own + 1) > own for name in ("of_country", "acts_for"))
            is_met = bool(self._index.texts("home", "signature", "entity", [entity.id]))
            if is_used and not standing:
                self._index.put("entity", [entity_row(entity)])
                change.after[entity.id] = entity
            elif standing and not is_met and not is_used:
                change.before.setdefault(entity.id, standing[entity.id])
                self._index.drop("entity", "id", [entity.id])
                change.after.pop(entity.id, None)


def codes_of(entities: Iterable[Entity]) -> set[str]:
    """Return the codes of the countries that entities belong to or act for."""
    return {code for e in entities for code in (e.of_country, e.acts_for) if code}


def country(code: str, known: Lookup) -> Entity:
    """Return the entity of a country that none of the articles names, by its ISO 3166 alpha-3 code."""
    key = f"country:{code}"
    facts = known(key)
    return Entity(
        id=digest(key),
        type=facts.type if facts else "Country",
        label=facts.label if facts else code,
        alt_labels=tuple(sorted(set(facts.alt_labels) - {facts.label})) if facts else (),
        key=key,
        wikidata=facts.wikidata if facts else None,
        iso3166=facts.iso3166 if facts else code,
        geonames=facts.geonames if facts else None,
        latitude=facts.latitude if facts else None,
        longitude=facts.longitude if facts else None,
        of_country=facts.of_country if facts else None,
        acts_for=facts.acts_for if facts else None,
    )


def entity_row(entity: Entity, document: str | None = None) -> tuple[object, ...]:
    """Return the row of an entity; ``document`` owns one that is never named."""
    plain = replace(entity, mentions=()) if entity.mentions else entity
    return entity.id, dumps(plain), document, entity.of_country, entity.acts_for


def reference_row(iri: str, found: Mapping[Span, tuple[str, ...]]) -> tuple[str, bytes]:
    """Return the row of what a document's mentions refer to."""
    return iri, pack([(*span, name) for span, names in sorted(found.items()) for name in names])


def decision_rows(log: Iterable[Judged]) -> list[tuple[object, ...]]:
    """Return the rows of decisions, each under the first of its two signatures."""
    rows = {(judged[0].id, d.left, d.right, d.author, dumps(d)) for judged, d in log}
    return sorted(rows)


def local_rows(clusters: Iterable[Cluster]) -> list[tuple[str, str]]:
    """Return rows that say of names that mean something else in each document which are taken together in one."""
    return [(item.id, one.members[0].id) for one in clusters if one.is_local for item in one.members]
