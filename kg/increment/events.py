"""What is one event, for the tellings in a few documents: their neighbourhoods are grouped again, the rest stays."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from kg.ids import event_mention_iri
from kg.increment.codec import dumps, loads, pack, unpack
from kg.increment.index import Index
from kg.increment.known import Gist, Plain, repack, telling_of, unkeep
from kg.increment.looked import Looked
from kg.model import ClaimLink, Decision, Entity, Eventuality, Judgement, Telling
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

    def __init__(self, index: Index, judgements: Iterable[Decision], before: Mapping[str, Entity]) -> None:
        """Work on an index; ``judgements`` are persons' decisions.

        ``before`` has entities as they were, by id: until documents are taken in, tellings are seen as they were told.
        """
        self._index = index
        self._judgements = [d for d in judgements if "#event=" in d.left + d.right]
        self._judged: dict[str, set[str]] = defaultdict(set)
        for decision in self._judgements:
            left, right = sides(decision)
            self._judged[left].add(right)
            self._judged[right].add(left)
        self._cache: dict[str, Telling] = {}
        self._look_anew(before)

    def _look_anew(self, before: Mapping[str, Entity]) -> None:
        entities: Looked[str, Entity] = Looked(lambda name: before.get(name) or self._index.entity(name))
        self._scene = Scene(entities, Looked(self._index.published))
        self._origins: dict[str, str] = {}

    # --- witnesses -------------------------------------------------------------------------------------------------

    def origin(self, document: str) -> str:
        """Return the name of the set of copies that a document is in."""
        if document not in self._origins:
            self._origins |= self.copies_of([document])
        return self._origins[document]

    def copies_of(self, documents: Iterable[str], but_for: Collection[str] = ()) -> dict[str, str]:
        """Return documents and their copies, each with the name of the set of copies that it is in.

        Copies by way of those in ``but_for`` do not count.
        """
        found: dict[str, str] = {}
        for document in documents:
            if document not in found:
                same = fresh = {document}
                while fresh:
                    fresh = self._index.texts("copy", "other", "one", fresh) - same - set(but_for)
                    same = same | fresh
                found |= dict.fromkeys(same, min(same))
        return found

    def regrouped(self, copies: Mapping[str, str], but_for: Collection[str]) -> set[str]:
        """Return the documents of those sets of copies that are several without some documents.

        Which of them is a copy of others is what it was, whether those come or go, in all other sets.
        """
        others = copies.keys() - set(but_for)
        parts = self.copies_of(others, but_for)
        several = Counter(whole for whole, _ in {(copies[document], parts[document]) for document in others})
        return {document for document in others if several[copies[document]] > 1}

    def publisher(self, document: str) -> str:
        """Return the normalised name of a document's publisher."""
        return next(
            (normalise(str(row[0] or "")) for row in self._index.get("document", "publisher", "iri", [document])), ""
        )

    # --- documents in and out --------------------------------------------------------------------------------------

    def of_documents(self, documents: Iterable[str]) -> set[str]:
        """Return the tellings of some documents, by IRI."""
        return self._index.texts("telling", "iri", "document", set(documents))

    def changed(self, told: Mapping[str, Plain]) -> set[str]:
        """Return those of some tellings, by IRI, that are not known as they are told now."""
        known = dict(self._index.get("telling", "iri, data", "iri", told))
        return {mention for mention, plain in told.items() if known.get(mention) != pack(plain)}

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
        self._look_anew({})

    def learn(self, told: Iterable[tuple[str, Plain]]) -> None:
        """Take tellings in, each by its IRI."""
        found = []
        for mention, plain in told:
            telling = self._cache[mention] = telling_of(mention, plain)
            found.append((mention, plain, keys_of(telling, self._scene)))
        write_tellings(self._index, found)

    # --- neighbourhoods --------------------------------------------------------------------------------------------

    def _load(self, mentions: Iterable[str]) -> list[Telling]:
        mentions = set(mentions)
        for mention, data in self._index.get("telling", "iri, data", "iri", mentions - self._cache.keys()):
            self._cache[str(mention)] = telling_of(str(mention), unpack(data))
        return [self._cache[mention] for mention in sorted(mentions) if mention in self._cache]

    def neighbourhood(self, mentions: Iterable[str]) -> set[str]:
        """Return all tellings whose grouping may depend on the given ones, themselves among them."""
        fresh = {telling.mention for telling in self._load(mentions)}
        found = set(fresh)
        while fresh:
            fresh = self._neighbours(fresh, found)
            found |= fresh
        return found

    def _neighbours(self, mentions: set[str], found: set[str]) -> set[str]:
        """Return the tellings not yet ``found`` that may be one with some: each is compared until one is met."""
        keys: dict[str, list[str]] = defaultdict(list)
        for key, mention in self._index.get("telling_key", "key, telling", "telling", mentions):
            keys[key].append(mention)
        met: dict[str, dict[str, None]] = defaultdict(dict)
        for key, other in self._index.get("telling_key", "key, telling", "key", keys):
            if other not in found:
                met[other].update(dict.fromkeys(keys[key]))
        self._load(met)
        linked = self._index.texts("telling", "iri", "again", mentions)
        for telling in self._load(mentions):
            if telling.event.same_as:
                linked.add(event_mention_iri(telling.document, telling.event.same_as))
            linked |= self._judged.get(telling.mention, set())
        linked = {telling.mention for telling in self._load(linked)} - found
        return linked | {o for o, some in met.items() if o not in linked and self._is_linked(self._cache[o], some)}

    def _is_linked(self, telling: Telling, others: Iterable[str]) -> bool:
        verdicts = (compare(self._cache[other], telling, self._scene) for other in others)
        return any(v is not None and v.judgement is not Judgement.DIFFERENT for v in verdicts)

    # --- conclusions -----------------------------------------------------------------------------------------------

    def conclude(
        self,
        touched: set[str],
        again: set[str],
        lost: Lost,
        change: EventChange,
        edges: Callable[[Eventuality], Iterable[Edge]],
    ) -> set[Edge]:
        """Group neighbourhoods again and write down what changed of them; return the shortcuts that may have changed.

        ``again`` are tellings whose eventualities must be written down again though they are grouped as they were;
        ``lost`` is what was taken out.
        """
        groups, log, ids = self._settled(touched)
        before: dict[str, str] = dict(self._index.get("telling", "iri, eventuality", "iri", ids))
        self._note_decisions(ids.keys() | lost.tellings, log, change)
        renamed = {mention for mention, name in ids.items() if before[mention] != name}
        again = again | self._index.texts("because", "telling", "reason", renamed)
        others = self._index.texts("telling", "eventuality", "iri", again - ids.keys()) - {""}
        groups = self._other_than_before(groups, before, again, lost) + self._known_groups(others)
        ids |= {telling.mention: identity(group) for group in groups for telling in group}
        old = {before[t.mention] for group in groups for t in group if t.mention in before} - {""}
        made = self._written_down(groups, ids)
        fresh = {mention: ids[mention] for mention in renamed}
        return self._replace(old | others | lost.eventualities, made, fresh, change, edges)

    def _settled(self, mentions: Iterable[str]) -> tuple[list[list[Telling]], list[Decision], dict[str, str]]:
        groups, log = Groups(self._load(mentions), self._scene, self._judgements).settle()
        return groups, log, {t.mention: identity(group) for group in groups for t in group}

    def _other_than_before(
        self, groups: Sequence[list[Telling]], before: Mapping[str, str], again: set[str], lost: Lost
    ) -> list[list[Telling]]:
        """Return the groups that are not as they were, or of which a telling must be written down again."""
        sizes = Counter(before.values())
        return [
            group
            for group in groups
            if (name := identity(group)) in lost.eventualities
            or sizes[name] != len(group)
            or any(before[t.mention] != name or t.mention in again for t in group)
        ]

    def _known_groups(self, eventualities: set[str]) -> list[list[Telling]]:
        rows = self._index.get("eventuality", "data", "id", eventualities)
        return [self._load(loads(Eventuality, row[0]).tellings) for row in rows]

    def _written_down(
        self, groups: Sequence[Sequence[Telling]], ids: Mapping[str, str]
    ) -> list[tuple[Eventuality, list[ClaimLink]]]:
        reasons = {event_mention_iri(t.document, r) for group in groups for t in group for r in t.event.reasons}
        rows = self._index.get("telling", "iri, eventuality", "iri", reasons - ids.keys())
        known = {**{mention: name for mention, name in rows if name}, **ids}
        return [written_down(group, self._scene, known, self) for group in groups]

    def _note_decisions(self, mentions: Iterable[str], log: Sequence[Decision], change: EventChange) -> None:
        columns = "telling, lft, rgt, author, data"
        before = set(self._index.get("event_decision", columns, "telling", set(mentions)))
        after = set(event_decision_rows(log))
        change.decisions_before += [loads(Decision, row[4]) for row in sorted(before - after)]
        change.decisions_after += [loads(Decision, row[4]) for row in sorted(after - before)]
        self._index.take_out("event_decision", before - after)
        self._index.put("event_decision", sorted(after - before))

    def _replace(
        self,
        old: set[str],
        made: Sequence[tuple[Eventuality, list[ClaimLink]]],
        ids: Mapping[str, str],
        change: EventChange,
        edges: Callable[[Eventuality], Iterable[Edge]],
    ) -> set[Edge]:
        change.before += [loads(Eventuality, r[0]) for r in self._index.get("eventuality", "data", "id", old)]
        change.links_before += [loads(ClaimLink, r[0]) for r in self._index.get("link", "data", "eventuality", old)]
        touched: set[Edge] = set(self._index.get("edge", "actor, name, other", "eventuality", old))
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
        return [loads(ClaimLink, row[0]) for row in rows]

    def standing_edges(self, touched: set[Edge]) -> set[Edge]:
        """Return the shortcuts that some eventuality bears out between the same two as touched ones."""
        pairs = {(actor, other) for actor, _, other in touched}
        return {(actor, name, other) for actor, other in pairs for name in self._index.edges(actor, other)}


def document_row(gist: Gist, packed: bytes) -> tuple[object, ...]:
    """Return the row of a document, with its gist as it is packed."""
    source = gist.source
    day = source.published.isoformat() if source.published else None
    return gist.iri, gist.claims, day, source.publisher, len(gist.runs), packed


def write_tellings(index: Index, told: Iterable[tuple[str, Plain, Iterable[str]]]) -> None:
    """Write tellings, by their IRIs, with their roles, their reasons and the keys under which they meet others."""
    rows, met, roles, because = [], [], [], []
    for iri, plain, keys in told:
        document, event, fillers, claims = plain
        *_, reasons, same_as = event
        again = event_mention_iri(document, same_as) if same_as else None
        rows.append((iri, document, pack(plain), "", again))
        met += [(key, iri) for key in set(keys)]
        roles += [(entity, iri) for entity in {e for _, e in fillers} | {c[2] for c in claims if c[2]}]
        because += [(event_mention_iri(document, reason), iri) for reason in reasons]
    index.put("telling", rows)
    index.put("telling_key", met)
    index.put("role", roles)
    index.put("because", because)


def write_eventuality(index: Index, event: Eventuality, links: Sequence[ClaimLink], edges: Sequence[Edge]) -> None:
    """Write an eventuality with the links between its claims and the shortcuts that it bears out."""
    index.put("eventuality", [(event.id, dumps(event))])
    index.put("link", [(event.id, link.left, dumps(link)) for link in links])
    index.put("edge", [(actor, other, name, event.id) for actor, name, other in edges])


def event_decision_rows(log: Iterable[Decision]) -> list[tuple[str, str, str, str, bytes]]:
    """Return the rows of decisions on events, each under the first telling that it names."""
    return [(d.left, d.left, d.right, d.author, dumps(d)) for d in distinct(log)]
