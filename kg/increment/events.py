"""What is one event, for the tellings in a few documents: their neighbourhoods are grouped again, the rest stays."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from kg.ids import event_mention_iri
from kg.increment.codec import dumps, loads
from kg.increment.index import Index
from kg.model import ClaimLink, Decision, Entity, Eventuality, Judgement, Source, Telling
from kg.resolve.decisions import distinct, sides
from kg.resolve.echoes import is_copy, shingles
from kg.resolve.events import Groups, identity, written_down
from kg.resolve.names import normalise
from kg.resolve.tellings import Scene, compare, keys_of

type Edge = tuple[str, str, str]


@dataclass(slots=True)
class EventChange:
    """What became of eventualities, decisions, links between claims and shortcuts: as they were and as they are."""

    before: list[Eventuality] = field(default_factory=list)
    after: list[Eventuality] = field(default_factory=list)
    decisions_before: list[Decision] = field(default_factory=list)
    decisions_after: list[Decision] = field(default_factory=list)
    links_before: list[ClaimLink] = field(default_factory=list)
    links_after: list[ClaimLink] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Lost:
    """Tellings that were taken out, and the eventualities that they were of."""

    tellings: set[str]
    eventualities: set[str]


class _Looked[V](Mapping[str, V]):
    """A mapping that asks the index for what it was not asked before."""

    def __init__(self, look: Callable[[str], V | None]) -> None:
        self._look = look
        self._found: dict[str, V | None] = {}

    def __getitem__(self, name: str) -> V:
        if name not in self._found:
            self._found[name] = self._look(name)
        if (value := self._found[name]) is None:
            raise KeyError(name)
        return value

    def __iter__(self) -> Iterator[str]:
        return (name for name, value in self._found.items() if value is not None)

    def __len__(self) -> int:
        return sum(value is not None for value in self._found.values())


class Events:
    """The tellings of the corpus, as far as the index has them."""

    def __init__(self, index: Index, judgements: Iterable[Decision]) -> None:
        """Work on an index; ``judgements`` are persons' decisions."""
        self._index = index
        self._judgements = [d for d in judgements if "#event=" in d.left + d.right]
        self._judged: dict[str, set[str]] = defaultdict(set)
        for decision in self._judgements:
            left, right = sides(decision)
            self._judged[left].add(right)
            self._judged[right].add(left)
        self._scene = Scene(_Looked(self._entity), _Looked(self._published))
        self._cache: dict[str, Telling] = {}

    def _entity(self, name: str) -> Entity | None:
        return next((loads(Entity, str(row[0])) for row in self._index.get("entity", "data", "id", [name])), None)

    def _published(self, document: str) -> date | None:
        rows = self._index.get("document", "published", "iri", [document])
        return next((date.fromisoformat(str(row[0])) for row in rows if row[0]), None)

    # --- witnesses -------------------------------------------------------------------------------------------------

    def origin(self, document: str) -> str:
        """Return the name of the set of copies that a document is in."""
        return min(self._copies(document))

    def _copies(self, document: str) -> set[str]:
        seen, queue = {document}, [document]
        while queue:
            for other in self._index.texts("copy", "other", "one", [queue.pop()]) - seen:
                seen.add(other)
                queue.append(other)
        return seen

    def publisher(self, document: str) -> str:
        """Return the normalised name of a document's publisher."""
        return next(
            (normalise(str(row[0] or "")) for row in self._index.get("document", "publisher", "iri", [document])), ""
        )

    def copies_of(self, documents: Iterable[str]) -> set[str]:
        """Return the documents that are copies of some, and not among them."""
        documents = set(documents)
        return {other for document in documents for other in self._copies(document)} - documents

    # --- documents in and out --------------------------------------------------------------------------------------

    def of_documents(self, documents: Iterable[str]) -> set[str]:
        """Return the tellings of some documents, by IRI."""
        return self._index.texts("telling", "iri", "document", set(documents))

    def with_roles(self, entities: Iterable[str]) -> set[str]:
        """Return the tellings in which some entities play a role, by IRI."""
        return self._index.texts("role", "telling", "entity", set(entities))

    def forget(self, mentions: set[str]) -> Lost:
        """Take tellings out; what was concluded from them stays until :meth:`conclude`."""
        lost = Lost(mentions, self._index.texts("telling", "eventuality", "iri", mentions) - {""})
        self._index.drop("telling", "iri", mentions)
        for table in ("telling_key", "role", "because"):
            self._index.drop(table, "telling", mentions)
        for mention in mentions:
            self._cache.pop(mention, None)
        return lost

    def forget_sources(self, documents: Iterable[str]) -> None:
        """Take documents out as witnesses."""
        documents = set(documents)
        self._index.drop("document", "iri", documents)
        self._index.drop("run", "document", documents)
        self._index.drop("copy", "one", documents)
        self._index.drop("copy", "other", documents)

    def learn_source(self, source: Source, claims: int) -> None:
        """Take a document in as a witness; find those that it copies, or that copy it."""
        runs = shingles(source)
        rows = self._index.get("run", "document", "run", runs)
        shared = Counter(str(row[0]) for row in rows)
        copies = {o for o, n in shared.items() if is_copy(n, len(runs), self._index.count("run", "document", o))}
        self._index.put("document", [document_row(source, claims)])
        self._index.put("run", [(run, source.document) for run in sorted(runs)])
        self._index.put("copy", [pair for o in sorted(copies) for pair in ((source.document, o), (o, source.document))])

    def learn(self, tellings: Iterable[Telling]) -> None:
        """Take tellings in."""
        for telling in tellings:
            self._cache[telling.mention] = telling
            write_telling(self._index, telling, keys_of(telling, self._scene), "")

    # --- neighbourhoods --------------------------------------------------------------------------------------------

    def _load(self, mentions: Iterable[str]) -> list[Telling]:
        mentions = set(mentions)
        for mention, data in self._index.get("telling", "iri, data", "iri", mentions - self._cache.keys()):
            self._cache[str(mention)] = loads(Telling, str(data))
        return [self._cache[mention] for mention in sorted(mentions) if mention in self._cache]

    def neighbourhood(self, mentions: Iterable[str]) -> set[str]:
        """Return all tellings whose grouping may depend on the given ones, themselves among them."""
        found: set[str] = set()
        queue = self._load(mentions)
        found.update(telling.mention for telling in queue)
        while queue:
            for other in self._neighbours(queue.pop()):
                if other.mention not in found:
                    found.add(other.mention)
                    queue.append(other)
        return found

    def _neighbours(self, telling: Telling) -> Iterator[Telling]:
        keys = self._index.texts("telling_key", "key", "telling", [telling.mention])
        met = self._index.texts("telling_key", "telling", "key", keys) - {telling.mention}
        for other in self._load(met):
            verdict = compare(telling, other, self._scene)
            if verdict is not None and verdict.judgement is not Judgement.DIFFERENT:
                yield other
        linked = self._index.texts("telling", "iri", "again", [telling.mention])
        if telling.event.same_as:
            linked.add(event_mention_iri(telling.document, telling.event.same_as))
        yield from self._load(linked | self._judged.get(telling.mention, set()))

    # --- conclusions -----------------------------------------------------------------------------------------------

    def conclude(
        self, touched: set[str], lost: Lost, change: EventChange, edges: Callable[[Eventuality], Iterable[Edge]]
    ) -> set[Edge]:
        """Group neighbourhoods again and write their eventualities down; return the shortcuts that may have changed.

        ``lost`` is what was taken out.
        """
        groups, log, ids = self._settled(touched)
        extra = self._index.texts("because", "telling", "reason", self._moved(ids)) - ids.keys()
        if extra:
            groups, log, ids = self._settled(self.neighbourhood(ids.keys() | extra))
        old = self._index.texts("telling", "eventuality", "iri", ids.keys()) - {""} | lost.eventualities
        self._note_decisions(ids.keys() | lost.tellings, log, change)
        reasons = {event_mention_iri(t.document, r) for group in groups for t in group for r in t.event.reasons}
        known = {
            str(m): str(e) for m, e in self._index.get("telling", "iri, eventuality", "iri", reasons - ids.keys()) if e
        }
        made = [written_down(group, self._scene, {**known, **ids}, self) for group in groups]
        return self._replace(old, made, ids, change, edges)

    def _settled(self, mentions: Iterable[str]) -> tuple[list[list[Telling]], list[Decision], dict[str, str]]:
        groups, log = Groups(self._load(mentions), self._scene, self._judgements).settle()
        return groups, log, {t.mention: identity(group) for group in groups for t in group}

    def _moved(self, ids: Mapping[str, str]) -> set[str]:
        """Return the tellings whose eventuality has another name than before."""
        rows = self._index.get("telling", "iri, eventuality", "iri", ids.keys())
        return {str(mention) for mention, known in rows if known != ids[str(mention)]}

    def _note_decisions(self, mentions: Iterable[str], log: Sequence[Decision], change: EventChange) -> None:
        mentions = set(mentions)
        rows = self._index.get("event_decision", "data", "telling", mentions)
        change.decisions_before += distinct(loads(Decision, str(row[0])) for row in rows)
        self._index.drop("event_decision", "telling", mentions)
        self._index.put("event_decision", event_decision_rows(log))
        change.decisions_after += distinct(log)

    def _replace(
        self,
        old: set[str],
        made: Sequence[tuple[Eventuality, list[ClaimLink]]],
        ids: Mapping[str, str],
        change: EventChange,
        edges: Callable[[Eventuality], Iterable[Edge]],
    ) -> set[Edge]:
        change.before += [loads(Eventuality, str(r[0])) for r in self._index.get("eventuality", "data", "id", old)]
        change.links_before += [
            loads(ClaimLink, str(r[0])) for r in self._index.get("link", "data", "eventuality", old)
        ]
        rows = self._index.get("edge", "actor, name, other", "eventuality", old)
        touched: set[Edge] = {(str(actor), str(name), str(other)) for actor, name, other in rows}
        for table, column in (("eventuality", "id"), ("link", "eventuality"), ("edge", "eventuality")):
            self._index.drop(table, column, old)
        for event, links in made:
            projected = sorted(edges(event))
            touched.update(projected)
            write_eventuality(self._index, event, links, projected)
        change.after += [event for event, _ in made]
        change.links_after += [link for _, links in made for link in links]
        self._index.assign(ids)
        return touched

    def standing_links(self, links: Iterable[ClaimLink]) -> list[ClaimLink]:
        """Return the links that hold between claims of which some links are given."""
        rows = self._index.get("link", "data", "lft", {link.left for link in links})
        return [loads(ClaimLink, str(row[0])) for row in rows]

    def standing_edges(self, touched: set[Edge]) -> set[Edge]:
        """Return the shortcuts that some eventuality bears out between the same two as touched ones."""
        pairs = {(actor, other) for actor, _, other in touched}
        rows = self._index.get("edge", "actor, name, other", "actor", {edge[0] for edge in touched})
        return {(str(actor), str(name), str(other)) for actor, name, other in rows if (actor, other) in pairs}


def document_row(source: Source, claims: int) -> tuple[object, ...]:
    """Return the row of a document."""
    return source.document, claims, source.published.isoformat() if source.published else None, source.publisher


def write_telling(index: Index, telling: Telling, keys: Iterable[str], eventuality: str) -> None:
    """Write a telling with the keys under which it meets others, its roles and its reasons."""
    event, iri = telling.event, telling.mention
    again = event_mention_iri(telling.document, event.same_as) if event.same_as else None
    index.put("telling", [(iri, telling.document, dumps(telling), eventuality, again)])
    index.put("telling_key", [(key, iri) for key in sorted(set(keys))])
    names = {e for _, e in telling.roles} | {t.via for t in telling.claims if t.via}
    index.put("role", [(entity, iri) for entity in sorted(names)])
    index.put("because", [(event_mention_iri(telling.document, reason), iri) for reason in event.reasons])


def write_eventuality(index: Index, event: Eventuality, links: Sequence[ClaimLink], edges: Sequence[Edge]) -> None:
    """Write an eventuality with the links between its claims and the shortcuts that it bears out."""
    index.put("eventuality", [(event.id, dumps(event))])
    index.put("link", [(event.id, link.left, dumps(link)) for link in links])
    index.put("edge", [(event.id, *edge) for edge in edges])


def event_decision_rows(log: Iterable[Decision]) -> list[tuple[object, ...]]:
    """Return the rows of decisions on events, each under the first telling that it names."""
    return [(d.left, d.left, d.right, d.author, dumps(d)) for d in distinct(log)]
