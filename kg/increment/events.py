"""What is one event, for the tellings in a few documents: their neighbourhoods are grouped again, the rest stays."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from kg.ids import event_mention_iri
from kg.increment.codec import dumps, loads
from kg.increment.index import Index
from kg.increment.known import Gist, Plain, encode, repack, telling_of, unkeep
from kg.increment.looked import Looked
from kg.model import ClaimLink, Decision, Eventuality, Judgement, Telling
from kg.resolve.decisions import distinct, sides
from kg.resolve.echoes import is_copy
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
        self._cache: dict[str, Telling] = {}
        self._look_anew()

    def _look_anew(self) -> None:
        self._scene = Scene(Looked(self._index.entity), Looked(self._index.published))

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
        for iri, packed in self._index.get("document", "iri, gist", "iri", documents):
            self._index.forget_runs(iri, unkeep(iri, packed).runs)
        self._index.drop("document", "iri", documents)
        self._index.drop("copy", "one", documents)
        self._index.drop("copy", "other", documents)

    def learn_sources(self, gists: Iterable[Gist]) -> None:
        """Take documents in as witnesses; find those that they copy, or that copy them."""
        for gist in gists:
            shared = Counter(str(row[0]) for row in self._index.get("run", "document", "run", gist.runs))
            sizes: dict[str, int] = dict(self._index.get("document", "iri, runs", "iri", shared))
            copies = {o for o, n in shared.items() if is_copy(n, len(gist.runs), sizes[o])}
            self._index.put("document", [document_row(gist, repack(gist.plain))])
            self._index.put("run", [(run, gist.iri) for run in gist.runs])
            self._index.put("copy", [pair for o in sorted(copies) for pair in ((gist.iri, o), (o, gist.iri))])
        self._look_anew()

    def learn(self, told: Iterable[tuple[str, Plain]]) -> None:
        """Take tellings in, each by its IRI."""
        for mention, plain in told:
            telling = self._cache[mention] = telling_of(mention, plain)
            write_telling(self._index, mention, plain, keys_of(telling, self._scene))

    # --- neighbourhoods --------------------------------------------------------------------------------------------

    def _load(self, mentions: Iterable[str]) -> list[Telling]:
        mentions = set(mentions)
        for mention, data in self._index.get("telling", "iri, data", "iri", mentions - self._cache.keys()):
            self._cache[str(mention)] = telling_of(str(mention), json.loads(str(data)))
        return [self._cache[mention] for mention in sorted(mentions) if mention in self._cache]

    def neighbourhood(self, mentions: Iterable[str]) -> set[str]:
        """Return all tellings whose grouping may depend on the given ones, themselves among them."""
        fresh = {telling.mention for telling in self._load(mentions)}
        found = set(fresh)
        while fresh:
            fresh = {other.mention for other in self._neighbours(fresh)} - found
            found |= fresh
        return found

    def _neighbours(self, mentions: set[str]) -> Iterator[Telling]:
        keys: dict[str, list[str]] = defaultdict(list)
        for key, mention in self._index.get("telling_key", "key, telling", "telling", mentions):
            keys[key].append(mention)
        met = {
            (mention, other)
            for key, other in self._index.get("telling_key", "key, telling", "key", keys)
            for mention in keys[key]
            if mention != other
        }
        self._load({other for _, other in met})
        for mention, other in met:
            verdict = compare(self._cache[mention], self._cache[other], self._scene)
            if verdict is not None and verdict.judgement is not Judgement.DIFFERENT:
                yield self._cache[other]
        linked = self._index.texts("telling", "iri", "again", mentions)
        for telling in self._load(mentions):
            if telling.event.same_as:
                linked.add(event_mention_iri(telling.document, telling.event.same_as))
            linked |= self._judged.get(telling.mention, set())
        yield from self._load(linked)

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


def document_row(gist: Gist, packed: bytes) -> tuple[object, ...]:
    """Return the row of a document, with its gist as it is packed."""
    source = gist.source
    day = source.published.isoformat() if source.published else None
    return gist.iri, gist.claims, day, source.publisher, len(gist.runs), packed


def write_telling(index: Index, iri: str, plain: Plain, keys: Iterable[str]) -> None:
    """Write a telling with the keys under which it meets others, its roles and its reasons."""
    document, event, roles, claims = plain
    *_, reasons, same_as = event
    again = event_mention_iri(document, same_as) if same_as else None
    index.put("telling", [(iri, document, encode(plain), "", again)])
    index.put("telling_key", [(key, iri) for key in sorted(set(keys))])
    index.put("role", [(entity, iri) for entity in sorted({e for _, e in roles} | {c[2] for c in claims if c[2]})])
    index.put("because", [(event_mention_iri(document, reason), iri) for reason in reasons])


def write_eventuality(index: Index, event: Eventuality, links: Sequence[ClaimLink], edges: Sequence[Edge]) -> None:
    """Write an eventuality with the links between its claims and the shortcuts that it bears out."""
    index.put("eventuality", [(event.id, dumps(event))])
    index.put("link", [(event.id, link.left, dumps(link)) for link in links])
    index.put("edge", [(event.id, *edge) for edge in edges])


def event_decision_rows(log: Iterable[Decision]) -> list[tuple[object, ...]]:
    """Return the rows of decisions on events, each under the first telling that it names."""
    return [(d.left, d.left, d.right, d.author, dumps(d)) for d in distinct(log)]
