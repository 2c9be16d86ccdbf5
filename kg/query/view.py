"""The store as a reader's view: everything that a page shows, as plain records in a fixed order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import pyoxigraph as ox

from kg.graph.terms import value_of
from kg.graph.vocab import local_name
from kg.ids import RESOLUTION_GRAPH
from kg.model import MentionKind, Modality, Polarity, Span, SpeechAct, Stance, Standing
from kg.query.passages import Passages, inside, span_of
from kg.store import Store
from kg.view import PageClaim, PageDocument, PageEntity, PageEventuality, PageTelling, PageView

DOCUMENTS = """SELECT ?document ?source ?text ?title ?publisher ?day ?url WHERE {
  ?document a att:Document ; dcterms:source ?source ; nif:isString ?text .
  OPTIONAL { ?document dcterms:title ?title } OPTIONAL { ?document dcterms:publisher ?publisher }
  OPTIONAL { ?document dcterms:created ?day } OPTIONAL { ?document schema:url ?url } }"""
BOILERPLATE = "SELECT ?span ?reason ?words WHERE { ?span a att:Boilerplate ; att:reason ?reason ; nif:anchorOf ?words }"
#: Entities are what has a label and no standing; the graph is named so that labels of the ontology stay out.
ENTITIES = """SELECT ?entity ?type ?label ?wikidata ?country WHERE {
  GRAPH <%s> { ?entity a ?type ; rdfs:label ?label . FILTER NOT EXISTS { ?entity att:standing ?standing }
    OPTIONAL { ?entity owl:sameAs ?wikidata } OPTIONAL { ?entity att:ofCountry/rdfs:label ?country } } }"""
OTHER_NAMES = "SELECT ?entity ?name WHERE { GRAPH <%s> { ?entity skos:altLabel ?name } }"
MENTIONS = "SELECT ?mention ?entity WHERE { ?mention att:refersTo ?entity }"
KINDS = "SELECT ?entity ?kind WHERE { ?mention att:refersTo ?entity ; att:mentionKind ?kind }"
EVENTUALITIES = """SELECT ?event ?type ?label ?standing ?polarity ?modality ?quantity ?documents ?origins WHERE {
  ?event att:standing ?standing ; a ?type ; rdfs:label ?label ; att:polarity ?polarity ; att:modality ?modality .
  OPTIONAL { ?event att:quantity ?quantity } OPTIONAL { ?event att:documentCount ?documents }
  OPTIONAL { ?event att:originCount ?origins } }"""
ROLES = """SELECT ?event ?role ?entity WHERE { ?event att:standing ?standing ; ?role ?entity .
  FILTER(?role IN (att:actor, att:target, att:participant, att:place, att:origin, att:destination)) }"""
TIMES = """SELECT ?event ?b1 ?b2 ?e1 ?e2 WHERE { ?event att:standing ?standing ; att:time ?time .
  OPTIONAL { ?time sem:hasEarliestBeginTimeStamp ?b1 } OPTIONAL { ?time sem:hasLatestBeginTimeStamp ?b2 }
  OPTIONAL { ?time sem:hasEarliestEndTimeStamp ?e1 } OPTIONAL { ?time sem:hasLatestEndTimeStamp ?e2 } }"""
TELLINGS = """SELECT ?event ?telling ?trigger ?sentence ?rule ?confidence ?when WHERE {
  ?event att:standing ?standing ; gaf:denotedBy ?telling .
  ?telling att:trigger ?trigger ; att:sentence ?sentence ; att:extractedBy ?rule ; att:confidence ?confidence .
  OPTIONAL { ?telling att:time/att:timeText ?when } }"""
CLAIMS = """SELECT ?claim ?act ?stance ?rule ?confidence ?cue ?hedge ?unnamed ?quote ?within WHERE {
  ?claim a att:Claim ; att:speechAct ?act ; att:stance ?stance ; att:extractedBy ?rule ; att:confidence ?confidence .
  OPTIONAL { ?claim att:cue ?cue } OPTIONAL { ?claim att:hedge ?hedge }
  OPTIONAL { ?claim att:unnamedSource ?unnamed } OPTIONAL { ?claim att:isQuote ?quote }
  OPTIONAL { ?claim att:within ?within } }"""
CONTENTS = "SELECT ?claim ?span WHERE { ?claim a att:Claim ; att:content ?span }"
ABOUT = "SELECT ?claim ?telling WHERE { ?claim a att:Claim ; att:about ?telling }"
VOICES = """SELECT ?claim ?part ?mention WHERE { ?claim a att:Claim ; ?part ?mention .
  FILTER(?part IN (att:speakerMention, att:addresseeMention, att:viaMention)) }"""
LINKS = """SELECT ?left ?link ?right WHERE { ?left a att:Claim ; ?link ?right .
  FILTER(?link IN (att:contradicts, att:corroborates)) }"""
RULES = "SELECT ?rule ?text WHERE { ?rule a att:Rule ; rdfs:comment ?text }"

#: A first line longer than this is no headline. Code points.
HEADLINE = 140
type Row = dict[str, str]
#: Who speaks, is spoken to, relays: entities by the property of the mention; several for "the two ministers".
type Voices = dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class _Source:
    """The store with what is left out of it."""

    store: Store
    without: Sequence[str]

    def rows(self, query: str) -> Iterator[Row]:
        """Run a query; yield what is bound, as strings."""
        solutions = self.store.select(query, without=self.without)
        if not isinstance(solutions, ox.QuerySolutions):
            raise TypeError("not a SELECT query")
        names = [variable.value for variable in solutions.variables]
        for solution in solutions:
            yield {name: value_of(value) for name in names if (value := solution[name]) is not None}

    def lists(self, query: str) -> dict[str, list[str]]:
        """Run a query of two variables; group the second by the first, each group sorted."""
        found: dict[str, list[str]] = defaultdict(list)
        for row in self.rows(query):
            key, value = row.values()
            found[key].append(value)
        return {key: sorted(set(values)) for key, values in found.items()}


def page_view(store: Store, *, without: Sequence[str] = ()) -> PageView:
    """Read what a page shows; ``without`` names graphs of documents to leave out.

    The order is that of the articles by day and identifier, and of the text inside them, so that the same store gives
    the same page.
    """
    source = _Source(store, without)
    rows = sorted(source.rows(DOCUMENTS), key=lambda r: (r.get("day", "9"), r["source"], r["document"]))
    passages = Passages({row["document"]: row["text"] for row in rows})
    order = {row["document"]: number for number, row in enumerate(rows)}
    refers = source.lists(MENTIONS)
    tellings, events = _eventualities(source, passages, order)
    claims = _claims(source, passages, order, refers, tellings)
    rules = {row["rule"]: row["text"] for row in source.rows(RULES)}
    used = {telling.rule for event in events for telling in event.tellings} | {claim.rule for claim in claims}
    return PageView(
        documents=_documents(source, rows),
        entities=_entities(source, refers, _mentioned(events, claims)),
        passages=tuple(passages.found),
        eventualities=tuple(events),
        claims=tuple(claims),
        rules=tuple(sorted((_rule(rule), text) for rule, text in rules.items() if _rule(rule) in used)),
    )


def _rule(iri: str) -> str:
    """Name a rule by its id: what stands after ``rule:``."""
    return iri.rpartition("rule:")[2]


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text[:10]) if text else None


def _documents(source: _Source, rows: Sequence[Row]) -> tuple[PageDocument, ...]:
    left: dict[str, list[tuple[Span, str, str]]] = defaultdict(list)
    for row in source.rows(BOILERPLATE):
        left[row["span"].partition("#")[0]].append((span_of(row["span"]), row["reason"], row["words"]))
    return tuple(
        PageDocument(
            iri=row["document"],
            title=row.get("title") or _headline(row["text"]) or row["source"],
            source=row["source"],
            publisher=row.get("publisher"),
            day=_day(row.get("day")),
            url=row.get("url"),
            boilerplate=tuple((reason, words) for _, reason, words in sorted(left[row["document"]])),
        )
        for row in rows
    )


def _headline(text: str) -> str:
    """Take the first line for the title of an article that gives none, if it is short enough to be one."""
    first = next((line.strip() for line in text.splitlines() if line.strip()), "")
    return first if len(first) <= HEADLINE else ""


def _mentioned(events: Sequence[PageEventuality], claims: Sequence[PageClaim]) -> set[str]:
    """Collect the entities that do or suffer something, or speak."""
    found = {iri for event in events for _, iri in event.roles}
    return found | {iri for claim in claims for iri in (claim.speaker, *claim.joint, claim.addressee, claim.via) if iri}


def _entities(source: _Source, refers: dict[str, list[str]], used: set[str]) -> tuple[PageEntity, ...]:
    names = source.lists(OTHER_NAMES % RESOLUTION_GRAPH)
    kinds = {iri: {local_name(kind) for kind in kinds} for iri, kinds in source.lists(KINDS).items()}
    counts: dict[str, int] = defaultdict(int)
    for entities in refers.values():
        for iri in entities:
            counts[iri] += 1
    found = {row["entity"]: row for row in source.rows(ENTITIES % RESOLUTION_GRAPH) if row["entity"] in used}
    return tuple(
        PageEntity(
            iri=iri,
            label=row["label"],
            type=local_name(row["type"]),
            alt_labels=tuple(names.get(iri, ())),
            wikidata=row["wikidata"].rpartition("/")[2] if "wikidata" in row else None,
            country=row.get("country"),
            mentions=counts[iri],
            kind=next((kind for kind in MentionKind if kind in kinds.get(iri, ())), MentionKind.NAME),
        )
        for iri, row in sorted(found.items(), key=lambda item: (-counts[item[0]], item[1]["label"], item[0]))
    )


@dataclass(frozen=True, slots=True)
class _Told:
    """A telling with what its eventuality needs of it."""

    place: tuple[int, int]
    telling: PageTelling
    when: str | None


def _eventualities(
    source: _Source, passages: Passages, order: dict[str, int]
) -> tuple[dict[str, str], list[PageEventuality]]:
    """Read the eventualities that are told, in the order of their first tellings; and which telling is of which."""
    own = _own_voice(source)
    told: dict[str, list[_Told]] = defaultdict(list)
    of: dict[str, str] = {}
    for row in sorted(source.rows(TELLINGS), key=lambda r: _place(r["trigger"], order)):
        of[row["telling"]] = row["event"]
        telling = _telling(row, passages, row["telling"] in own)
        told[row["event"]].append(_Told(_place(row["trigger"], order), telling, row.get("when")))
    roles: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for row in source.rows(ROLES):
        roles[row["event"]].add((local_name(row["role"]), row["entity"]))
    times = {row["event"]: row for row in source.rows(TIMES)}
    rows = {row["event"]: row for row in source.rows(EVENTUALITIES) if row["event"] in told}
    ordered = sorted(rows.values(), key=lambda r: (told[r["event"]][0].place, r["event"]))
    return of, [_eventuality(r, told[r["event"]], roles[r["event"]], times.get(r["event"], {})) for r in ordered]


def _place(span: str, order: dict[str, int]) -> tuple[int, int]:
    """Say where a span stands: the number of its document, and the offset in it."""
    return order[span.partition("#")[0]], span_of(span).start


def _own_voice(source: _Source) -> set[str]:
    """Collect the tellings that an article tells in its own voice."""
    query = "SELECT ?claim ?telling WHERE { ?claim att:speechAct att:narrate ; att:about ?telling }"
    return {row["telling"] for row in source.rows(query)}


def _telling(row: Row, passages: Passages, narrated: bool) -> PageTelling:
    document = row["trigger"].partition("#")[0]
    sentence, trigger = span_of(row["sentence"]), span_of(row["trigger"])
    number, left = passages.around(document, (sentence, trigger))
    sentence, trigger = inside((sentence, trigger), left)
    return PageTelling(number, sentence, trigger, _rule(row["rule"]), float(row["confidence"]), narrated)


def _eventuality(row: Row, told: Sequence[_Told], roles: set[tuple[str, str]], time: Row) -> PageEventuality:
    return PageEventuality(
        iri=row["event"],
        type=local_name(row["type"]),
        label=row["label"],
        standing=Standing(local_name(row["standing"])),
        roles=tuple(sorted(roles)),
        tellings=tuple(item.telling for item in told),
        polarity=Polarity(local_name(row["polarity"])),
        modality=Modality(local_name(row["modality"])),
        begin=_day(time.get("b1") or time.get("b2")),
        end=_day(time.get("e2") or time.get("e1")),
        time_text=next((item.when for item in told if item.when), None),
        quantity=row.get("quantity"),
        document_count=int(row.get("documents", "1")),
        origin_count=int(row.get("origins", "1")),
    )


def _claims(
    source: _Source,
    passages: Passages,
    order: dict[str, int],
    refers: dict[str, list[str]],
    event_of: dict[str, str],
) -> list[PageClaim]:
    """Read what anybody but the articles themselves says, in the order of the text."""
    contents, about = source.lists(CONTENTS), source.lists(ABOUT)
    voices: dict[str, Voices] = defaultdict(dict)
    for row in sorted(source.rows(VOICES), key=lambda r: r["mention"]):
        entities = refers.get(row["mention"])
        if entities:
            voices[row["claim"]].setdefault(local_name(row["part"]), entities)
    links: dict[str, dict[str, set[str]]] = {"contradicts": defaultdict(set), "corroborates": defaultdict(set)}
    for row in source.rows(LINKS):
        for one, other in ((row["left"], row["right"]), (row["right"], row["left"])):
            links[local_name(row["link"])][one].add(other)
    rows = [r for r in source.rows(CLAIMS) if local_name(r["act"]) != SpeechAct.NARRATE and r["claim"] in contents]
    rows.sort(key=lambda r: (_place(contents[r["claim"]][0], order), r["claim"]))
    found = []
    for row in rows:
        events = {event_of[telling] for telling in about.get(row["claim"], ()) if telling in event_of}
        joined = [sorted(links[name][row["claim"]]) for name in ("contradicts", "corroborates")]
        found.append(_claim(row, passages, contents[row["claim"]], voices[row["claim"]], [sorted(events), *joined]))
    return found


def _claim(row: Row, passages: Passages, content: list[str], voices: Voices, links: list[list[str]]) -> PageClaim:
    document = content[0].partition("#")[0]
    spans = sorted(span_of(iri) for iri in content)
    cue = [span_of(row["cue"])] if "cue" in row else []
    number, left = passages.around(document, [*spans, *cue])
    about, contradicts, corroborates = map(tuple, links)
    first = {part: entities[0] for part, entities in voices.items()}
    return PageClaim(
        iri=row["claim"],
        passage=number,
        content=inside(spans, left),
        act=SpeechAct(local_name(row["act"])),
        stance=Stance(local_name(row["stance"])),
        speaker=first.get("speakerMention"),
        addressee=first.get("addresseeMention"),
        via=first.get("viaMention"),
        unnamed_source=row.get("unnamed") == "true",
        cue=next(iter(inside(cue, left)), None),
        hedge=row.get("hedge"),
        is_quote=row.get("quote") == "true",
        about=about,
        within=row.get("within"),
        contradicts=contradicts,
        corroborates=corroborates,
        rule=_rule(row["rule"]),
        confidence=float(row["confidence"]),
        joint=tuple(voices.get("speakerMention", ())[1:]),
    )
