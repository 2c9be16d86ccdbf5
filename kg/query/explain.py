"""Why something is in the graph: the sentence, the rule, who says so, what else speaks for or against it."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import date

from pyoxigraph import NamedNode, QuerySolutions

from kg.errors import RunError
from kg.graph.nodes import parse_span
from kg.graph.terms import value_of
from kg.graph.vocab import ATT, DCTERMS, GAF, NIF, OWL, RDFS, SEM, SKOS, local_name
from kg.model import Span
from kg.query.look import Look
from kg.query.passages import mark
from kg.store import Store

#: Of an entity's mentions and of an edge's eventualities, at most so many are shown.
MOST_SHOWN = 10

#: The families of names in the log of decisions, as in ``person:Ada Berg [FIN]``.
FAMILIES = ("", "person:", "organisation:", "place:", "group:", "object:", "any:")

ROLES = ("actor", "target", "participant", "place", "origin", "destination")


@dataclass(frozen=True, slots=True)
class Voice:
    """Who says something, and how. ``speaker`` is "the article" for its own voice."""

    speaker: str
    act: str
    stance: str
    claim: str
    via: str | None = None
    hedge: str | None = None
    cue: str | None = None
    is_quote: bool = False


@dataclass(frozen=True, slots=True)
class Passage:
    """Where something stands: the article, the sentence, and the sentence with the telling words marked."""

    document: str
    sentence: str
    marked: str
    publisher: str | None = None
    published: date | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """One telling or claim: where it stands, which rule read it how, and who says so.

    ``parse`` has a line for each role and speaker: how the parser connects it with the words that tell.
    """

    iri: str
    type: str
    passage: Passage
    rule: str
    rule_text: str | None
    rule_precision: str | None
    confidence: str | None
    manner: tuple[str, ...]
    roles: tuple[tuple[str, str, str], ...]
    voices: tuple[Voice, ...]
    parse: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Resolution:
    """A decision on who is whom, or on what is one event: the two sides, the outcome, the reason and the author."""

    left: str
    right: str
    judgement: str
    reason: str
    author: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """Everything that the graph knows of why something is in it."""

    iri: str
    kind: str
    label: str
    facts: tuple[tuple[str, str], ...]
    readings: tuple[Reading, ...]
    links: tuple[str, ...]
    decisions: tuple[Resolution, ...]
    notes: tuple[str, ...] = ()

    def to_json(self) -> str:
        """Return the explanation as JSON."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1, default=str) + "\n"

    def to_text(self) -> str:
        """Return the explanation as lines for people."""
        lines = [f"{self.label}  ({self.kind})", self.iri]
        lines += [f"  {name}: {value}" for name, value in self.facts]
        for reading in self.readings:
            lines += ["", *_reading_lines(reading)]
        lines += ["", "What else is said:", *(f"  {link}" for link in self.links)] if self.links else []
        if self.decisions:
            lines += ["", "Who is whom, and what is one event:"]
            lines += [f"  {d.judgement}: {d.left} | {d.right} ({d.reason}; {d.author})" for d in self.decisions]
        lines += ["", *(f"Note: {note}." for note in self.notes)] if self.notes else []
        return "\n".join(lines) + "\n"


def _reading_lines(reading: Reading) -> list[str]:
    passage = reading.passage
    about = ", ".join(str(v) for v in (passage.publisher, passage.published) if v)
    lines = [f"{passage.document}{f' ({about})' if about else ''}", f"  “{passage.marked}”"]
    lines.append("  read as: " + ", ".join((reading.type, *reading.manner)))
    lines += [
        f"    {role}: {label}" + (f" (“{words}”)" if words != label else "") for role, label, words in reading.roles
    ]
    lines += [f"  said by: {_voice_line(voice)}" for voice in reading.voices]
    lines += ["  in the parse:", *(f"    {path}" for path in reading.parse)] if reading.parse else []
    precision = f"; measured precision {reading.rule_precision}" if reading.rule_precision else ""
    sure = f", confidence {reading.confidence}" if reading.confidence else ""
    lines.append(f"  rule: {reading.rule}{sure}{precision}")
    if reading.rule_text:
        lines.append(f"    {' '.join(reading.rule_text.split())}")
    return lines


def _voice_line(voice: Voice) -> str:
    parts = [voice.speaker, f"{voice.stance} ({voice.act})"]
    if voice.cue:
        parts.append(f"in the words “{voice.cue}”")
    if voice.via:
        parts.append(f"by way of {voice.via}")
    if voice.hedge:
        parts.append(f"with “{voice.hedge}”")
    if voice.is_quote:
        parts.append("quoted")
    return ", ".join(parts)


class _Explainer:
    def __init__(self, store: Store) -> None:
        self.look = Look(store)

    def passage(self, iri: str, marks: list[Span]) -> Passage:
        look = self.look
        document = look.document_of(iri)
        text = look.text_of(document)
        sentence = look.sentence_of(iri) or (marks[0] if marks else Span(0, max(1, len(text))))
        return Passage(
            document=look.source_of(document),
            sentence=" ".join(sentence.of(text).split()),
            marked=mark(text, sentence, marks),
            publisher=look.value(document, DCTERMS.publisher),
            published=look.day(document, DCTERMS.created),
        )

    def voice(self, claim: str) -> Voice:
        look = self.look
        speaker = look.value(claim, ATT.speakerMention)
        unnamed = look.value(claim, ATT.unnamedSource) == "true"
        named = ", ".join(look.labels(speaker)) or ("an unnamed source" if unnamed or speaker else "the article")
        cue = look.value(claim, ATT.cue)
        return Voice(
            speaker=named,
            act=look.name(claim, ATT.speechAct) or "",
            stance=look.name(claim, ATT.stance) or "",
            claim=claim,
            via=", ".join(look.labels(look.value(claim, ATT.viaMention))) or None,
            hedge=look.value(claim, ATT.hedge),
            cue=look.value(cue, NIF.anchorOf) if cue else None,
            is_quote=look.value(claim, ATT.isQuote) == "true",
        )

    def reading(self, iri: str, kind: str, marks: list[Span], claims: list[str]) -> Reading:
        look = self.look
        rule = look.value(iri, ATT.extractedBy) or ""
        return Reading(
            iri=iri,
            type=kind,
            passage=self.passage(iri, marks),
            rule=rule.partition("rule:")[2],
            rule_text=look.value(rule, RDFS.comment) if rule else None,
            rule_precision=_rounded(look.value(rule, ATT.precision)) if rule else None,
            confidence=_rounded(look.value(iri, ATT.confidence)),
            manner=self.manner(iri),
            roles=self.roles(iri),
            voices=tuple(self.voice(claim) for claim in claims),
        )

    def manner(self, iri: str) -> tuple[str, ...]:
        look = self.look
        found = [look.name(iri, p) for p in (ATT.polarity, ATT.modality, ATT.mentionKind, ATT.mentionType)]
        time = look.value(iri, ATT.time)
        if time is not None:
            bounds = (SEM.hasEarliestBeginTimeStamp, SEM.hasLatestEndTimeStamp)
            first, last = (look.value(time, b) or "?" for b in bounds)
            found.append(f"from {first} to {last}" if first != last else f"on {first}")
        return tuple(f for f in (*found, look.value(iri, ATT.quantity)) if f)

    def roles(self, iri: str) -> tuple[tuple[str, str, str], ...]:
        look = self.look
        return tuple(
            (role, ", ".join(look.labels(mention)), look.value(mention, NIF.anchorOf) or "")
            for role in ROLES
            for mention in look.values(iri, ATT[role + "Mention"])
        )

    def telling(self, iri: str) -> Reading:
        trigger = self.look.values(iri, ATT.trigger)
        claims = self.look.subjects(ATT.about, iri)
        return self.reading(iri, self.look.name(iri, ATT.eventType) or "", [parse_span(t) for t in trigger], claims)

    def claim(self, iri: str) -> Reading:
        parts = [parse_span(part) for part in self.look.values(iri, ATT.content)]
        return self.reading(iri, "claim", parts, [iri])

    def links(self, claims: list[str], tellings: list[str] | None = None) -> tuple[str, ...]:
        """Say what is linked to some claims; of some ``tellings``, only what speaks of one of them too.

        (A claim may be about several events, and be corroborated or contradicted in another of them.)
        """
        look = self.look
        found = set()
        told = set(tellings or ())
        for claim in claims:
            for name in ("contradicts", "corroborates", "supersedes"):
                others = {(name, o) for o in look.values(claim, ATT[name])}
                others |= {
                    (name if name != "supersedes" else "is superseded by", s) for s in look.subjects(ATT[name], claim)
                }
                for how, other in others:
                    if told and told.isdisjoint(look.values(other, ATT.about)):
                        continue
                    voice, where = self.voice(other), self.passage(other, [])
                    found.add(f"{how}: {voice.speaker} {voice.stance} in {where.document}: “{where.sentence}”")
        return tuple(sorted(found))

    def decisions(self, sides: set[str]) -> tuple[Resolution, ...]:
        look = self.look
        found = set()
        for side in sides:
            is_iri = side.startswith(("urn:", "http"))
            for predicate in (ATT.left, ATT.right):
                found.update(look.subjects(predicate, side, text=not is_iri))
        rows = [
            Resolution(
                left=look.value(d, ATT.left) or "",
                right=look.value(d, ATT.right) or "",
                judgement=look.name(d, ATT.judgement) or "",
                reason=look.value(d, ATT.reason) or "",
                author=look.value(d, ATT.author) or "",
            )
            for d in found
            if look.value(d, ATT.judgement)
        ]
        return tuple(sorted(rows, key=lambda r: (r.left, r.right, r.author)))

    def names_of(self, entity: str) -> set[str]:
        """Collect every form in which a decision may speak of an entity."""
        look = self.look
        names = {*look.values(entity, RDFS.label), *look.values(entity, SKOS.altLabel)}
        codes = {c for country in look.values(entity, ATT.ofCountry) for c in look.values(country, ATT.iso3166)}
        tails = ["", *(f" [{code}]" for code in codes)]
        keys = set(look.values(entity, ATT.entityKey))
        return keys | {f"{family}{name}{tail}" for family in FAMILIES for name in names for tail in tails}


def _rounded(value: str | None) -> str | None:
    return None if value is None else f"{float(value):.2f}"


def _eventuality(see: _Explainer, iri: str) -> Explanation:
    look = see.look
    tellings = list(look.tellings(iri))
    claims = [claim for telling in tellings for claim in look.subjects(ATT.about, telling)]
    fillers = {e for role in ROLES for e in look.values(iri, ATT[role])}
    sides = {name for entity in fillers for name in see.names_of(entity)} | set(tellings)
    facts = [
        ("type", local_name(_type(look, iri))),
        ("standing", look.name(iri, ATT.standing) or ""),
        ("articles", look.value(iri, ATT.documentCount) or ""),
        ("independent origins", look.value(iri, ATT.originCount) or ""),
    ]
    facts += [(role, look.value(e, RDFS.label) or e) for role in ROLES for e in look.values(iri, ATT[role])]
    return Explanation(
        iri=iri,
        kind="event or state",
        label=look.value(iri, RDFS.label) or iri,
        facts=tuple(facts),
        readings=tuple(see.telling(telling) for telling in tellings),
        links=see.links(claims, tellings),
        decisions=see.decisions(sides),
    )


def _type(look: Look, iri: str) -> str:
    return next(iter(sorted(look.types(iri))), "")


def _telling(see: _Explainer, iri: str) -> Explanation:
    look = see.look
    claims = look.subjects(ATT.about, iri)
    told = look.subjects(GAF.denotedBy, iri)
    facts = [("tells", f"{look.value(e, RDFS.label)} ({e})") for e in told]
    reading = see.telling(iri)
    same = [iri, *(telling for event in told for telling in look.tellings(event))]
    return Explanation(iri, "telling", reading.passage.marked, tuple(facts), (reading,), see.links(claims, same), ())


def _claim(see: _Explainer, iri: str) -> Explanation:
    look = see.look
    about = [(m, look.name(m, ATT.eventType) or "") for m in look.values(iri, ATT.about)]
    facts = tuple(("about", f"{kind} ({mention})") for mention, kind in about)
    reading = see.claim(iri)
    return Explanation(iri, "claim", reading.passage.marked, facts, (reading,), see.links([iri]), ())


def _entity(see: _Explainer, iri: str) -> Explanation:
    look = see.look
    mentions = look.subjects(ATT.refersTo, iri)
    facts = [("type", local_name(_type(look, iri))), ("mentions", str(len(mentions)))]
    facts += [("also called", name) for name in look.values(iri, SKOS.altLabel)]
    facts += [("of", look.value(c, RDFS.label) or c) for c in look.values(iri, ATT.ofCountry)]
    facts += [("same as", same) for same in look.values(iri, OWL.sameAs)]
    readings = [see.reading(m, "mention", [parse_span(m)], []) for m in mentions[:MOST_SHOWN]]
    return Explanation(
        iri=iri,
        kind="actor or place",
        label=look.value(iri, RDFS.label) or iri,
        facts=tuple(facts),
        readings=tuple(readings),
        links=(),
        decisions=see.decisions(see.names_of(iri) | set(mentions)),
    )


def _mention(see: _Explainer, iri: str) -> Explanation:
    look = see.look
    facts = [("refers to", f"{look.value(e, RDFS.label)} ({e})") for e in look.values(iri, ATT.refersTo)]
    reading = see.reading(iri, "mention", [parse_span(iri)], [])
    words = look.value(iri, NIF.anchorOf) or iri
    return Explanation(iri, "mention", words, tuple(facts), (reading,), (), see.decisions({iri}))


def edge_basis(store: Store, actor: str, edge: str, other: str) -> list[str]:
    """Return the eventualities that a shortcut rests on: those of its type with the same two fillers.

    ``edge`` is the IRI of the property. This is how a plain edge is traced back: ``?type att:shortcut ?edge``.
    """
    query = f"""SELECT DISTINCT ?event WHERE {{
        ?type att:shortcut/rdfs:subPropertyOf* <{edge}> .
        {{ ?event att:actor <{actor}> ; att:actor|att:target|att:participant|att:place <{other}> }}
        UNION {{ ?event att:participant <{actor}> ; att:actor <{other}> }}
        ?event a ?type ; att:standing att:reported ; att:polarity att:affirmed ; att:modality att:actual .
    }} ORDER BY ?event"""
    found = store.select(query)
    return [value_of(row["event"]) for row in found] if isinstance(found, QuerySolutions) else []


def explain(store: Store, iri: str) -> Explanation:
    """Explain an eventuality, a telling, a claim, an entity or a mention, named by its IRI.

    Raises :class:`RunError` when the graph does not know it.
    """
    see = _Explainer(store)
    look = see.look
    if not _is_iri(iri) or not look.exists(iri):
        raise RunError(f"{iri}: not in this graph; take an IRI from the last column of 'kg query', or a row number")
    kinds = look.types(iri)
    if "EventMention" in kinds:
        return _telling(see, iri)
    if "Claim" in kinds:
        return _claim(see, iri)
    if "EntityMention" in kinds:
        return _mention(see, iri)
    if look.value(iri, ATT.standing) is not None:
        return _eventuality(see, iri)
    if ":entity:" in iri:
        return _entity(see, iri)
    facts = ((local_name(p), v) for p, v in _statements(store, iri))
    return Explanation(iri, ", ".join(sorted(kinds)) or "thing", iri, tuple(facts), (), (), ())


def _statements(store: Store, iri: str) -> list[tuple[str, str]]:
    found = store.inner.quads_for_pattern(NamedNode(iri), None, None, None)
    return sorted((q.predicate.value, value_of(q.object)) for q in found)


def _is_iri(text: str) -> bool:
    return ":" in text and not any(c in text for c in ' <>"{}|\\^`')
