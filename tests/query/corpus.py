"""Two invented articles with what a careful reader concludes: the ground of the golden answers."""

from __future__ import annotations

import hashlib
from datetime import UTC, date, datetime

from kg import ids
from kg.graph.triples import Precision, Run, document_quads, provenance_quads, resolution_quads, shortcut_quads
from kg.model import (
    Boilerplate,
    Claim,
    ClaimLink,
    DateBasis,
    Document,
    Entity,
    EntityMention,
    EventMention,
    Eventuality,
    Extraction,
    MentionKind,
    MentionRef,
    Modality,
    Polarity,
    Quantity,
    Rule,
    Span,
    SpeechAct,
    Stance,
    Standing,
    TimeSpan,
)
from kg.store import Store, memory_store

FIRST = (
    "Norland expelled 40 diplomats of Sudmark on Friday. "
    "President Ada Berg of Sudmark accused Norland of lying. "
    "Norland denied that it had closed the Ostbro crossing. "
    "The harbour ministry declined to comment."
)
SECOND = (
    "Norland closed the Ostbro crossing, sources say. "
    "“Norland expelled 60 diplomats,” Ada Berg told the Harbour Times. "
    "Norland met Sudmark in Ostbro. "
    "Norland expelled diplomats of Sudmark last week. "
    "Sudmark armed its coast guard, officials believe. "
    "Subscribe now!"
)


class Article:
    """One article in the making: everything is named by its words."""

    def __init__(self, identifier: str, text: str, publisher: str, day: date) -> None:
        self.text = text
        self.document = Document(
            identifier, text, identifier, hashlib.sha256(text.encode()).hexdigest(), title=publisher + " reports",
            published=day, published_basis=DateBasis.METADATA, publisher=publisher,
            boilerplate=(
                (Boilerplate(self.at("Subscribe now!"), "asks readers to subscribe"),) if "Subscribe" in text else ()
            ),
        )  # fmt: skip
        self.iri = ids.document_iri(self.document)
        self.mentions: list[EntityMention] = []
        self.events: list[EventMention] = []
        self.claims: list[Claim] = []
        self.refs: dict[str, list[MentionRef]] = {}

    def at(self, words: str, nth: int = 0) -> Span:
        start = -1
        for _ in range(nth + 1):
            start = self.text.index(words, start + 1)
        return Span(start, start + len(words))

    def sentence(self, span: Span) -> Span:
        start = max(self.text.rfind(". ", 0, span.start), self.text.rfind(".” ", 0, span.start)) + 2
        end = self.text.find(". ", span.end)
        return Span(0 if start == 1 else start, (end if end >= 0 else len(self.text) - 1) + 1)

    def mention(self, entity: str, words: str, kind: str, nth: int = 0) -> Span:
        span = self.at(words, nth)
        self.mentions.append(EntityMention(span, span, MentionKind.NAME, kind, "name-entity", name=words))
        self.refs.setdefault(entity, []).append(MentionRef(self.iri, span))
        return span

    def event(self, trigger: str, kind: str, nth: int = 0, **fields: object) -> EventMention:
        span = self.at(trigger, nth)
        found = EventMention(span, trigger, kind, self.sentence(span), "event.verb", 0.9, **fields)  # type: ignore[arg-type]
        self.events.append(found)
        return found

    def claim(self, words: str, act: SpeechAct, *about: EventMention, nth: int = 0, **fields: object) -> Claim:
        span = self.at(words, nth)
        found = Claim(
            (span,), self.sentence(span), act, fields.pop("stance", Stance.ASSERTS), "claim.verb", 0.8,
            about=tuple(e.id for e in about), **fields,
        )  # type: ignore[arg-type] # fmt: skip
        self.claims.append(found)
        return found

    def telling(self, event: EventMention) -> str:
        return ids.event_mention_iri(self.iri, event.id)

    def said(self, claim: Claim) -> str:
        return ids.claim_iri(self.iri, claim.id)

    def quads(self) -> list[object]:
        sentences = tuple(sorted({e.sentence for e in self.events} | {c.sentence for c in self.claims}))
        extraction = Extraction(
            self.document, sentences, tuple(self.mentions), (), tuple(self.events), tuple(self.claims)
        )
        return list(document_quads(extraction))


FRIDAY = TimeSpan(date(2031, 5, 9), date(2031, 5, 9), date(2031, 5, 9), date(2031, 5, 9))


def first_article() -> tuple[Article, dict[str, str]]:
    """Tell of an expulsion, an office, an accusation, a denial and a silence."""
    one = Article("harbour-1.txt", FIRST, "Harbour Times", date(2031, 5, 10))
    norland = [one.mention("norland", "Norland", "Country", n) for n in range(3)]
    sudmark = [one.mention("sudmark", "Sudmark", "Country", n) for n in range(2)]
    people = one.mention("diplomats", "40 diplomats", "Group")
    berg = one.mention("berg", "Ada Berg", "Person")
    crossing = one.mention("crossing", "the Ostbro crossing", "Facility")
    ministry = one.mention("ministry", "The harbour ministry", "GovernmentBody")
    deport = one.event("expelled", "Deport", actors=(norland[0],), targets=(people,),
                       origins=(norland[0],), time=FRIDAY, quantity=Quantity(one.at("40"), 40, 40))  # fmt: skip
    office = one.event("President", "Office", actors=(berg,), targets=(sudmark[1],), position="President")
    accuse = one.event("accused", "Accuse", actors=(berg,), targets=(norland[1],))
    closed = one.event("closed", "CloseBorder", actors=(norland[2],), targets=(crossing,), modality=Modality.POSSIBLE)
    silent = one.event("declined", "DeclineToComment", actors=(ministry,))
    one.claim("Norland expelled 40 diplomats of Sudmark on Friday", SpeechAct.NARRATE, deport)
    one.claim("President Ada Berg of Sudmark", SpeechAct.NARRATE, office)
    one.claim("accused Norland of lying", SpeechAct.NARRATE, accuse)
    one.claim("lying", SpeechAct.ACCUSE, speaker=berg, cue=one.at("accused"))
    denial = one.claim("it had closed the Ostbro crossing", SpeechAct.DENY, closed, speaker=norland[2],
                       cue=one.at("denied"), stance=Stance.DENIES)  # fmt: skip
    one.claim("declined to comment", SpeechAct.DECLINE_TO_COMMENT, silent, speaker=ministry)
    told = {"deport": deport, "office": office, "accuse": accuse, "closed": closed, "silent": silent}
    return one, {**{name: one.telling(event) for name, event in told.items()}, "denial": one.said(denial)}


def second_article() -> tuple[Article, dict[str, str]]:
    """Tell of a closure by unnamed sources, another figure, a meeting and the expulsion again."""
    two = Article("post-1.txt", SECOND, "Evening Post", date(2031, 5, 12))
    again = [two.mention("norland", "Norland", "Country", n) for n in range(4)]
    other = [two.mention("sudmark", "Sudmark", "Country", n) for n in range(3)]
    gate = two.mention("crossing", "the Ostbro crossing", "Facility")
    more = two.mention("diplomats", "60 diplomats", "Group")
    she = two.mention("berg", "Ada Berg", "Person")
    outlet = two.mention("times", "Harbour Times", "MediaOutlet")
    town = two.mention("ostbro", "Ostbro", "City", 1)
    few = two.mention("diplomats", "diplomats", "Group", 1)
    shut = two.event("closed", "CloseBorder", actors=(again[0],), targets=(gate,))
    sixty = two.event("expelled", "Deport", actors=(again[1],), targets=(more,),
                      quantity=Quantity(two.at("60"), 60, 60))  # fmt: skip
    met = two.event("met", "Meet", actors=(again[2], other[0]), places=(town,))
    retold = two.event("expelled", "Deport", 1, actors=(again[3],), targets=(few,), polarity=Polarity.AFFIRMED)
    arms = two.event("armed", "Mobilize", actors=(other[2],))
    two.claim("Sudmark armed its coast guard", SpeechAct.BELIEVE, arms, unnamed_source=True)
    rumour = two.claim("Norland closed the Ostbro crossing", SpeechAct.SAY, shut, unnamed_source=True, hedge="say")
    two.claim("Norland expelled 60 diplomats", SpeechAct.SAY, sixty, speaker=she, via=outlet, cue=two.at("told"),
              is_quote=True)  # fmt: skip
    two.claim("Norland met Sudmark in Ostbro", SpeechAct.NARRATE, met)
    two.claim("Norland expelled diplomats of Sudmark last week", SpeechAct.NARRATE, retold)
    told = {"shut": shut, "sixty": sixty, "met": met, "retold": retold, "arms": arms}
    return two, {**{name: two.telling(event) for name, event in told.items()}, "rumour": two.said(rumour)}


def corpus_store() -> Store:
    """Return a store with both articles, resolved."""
    one, first = first_article()
    two, second = second_article()
    ids_of = {**first, **second}
    refs: dict[str, tuple[MentionRef, ...]] = {
        name: (*one.refs.get(name, ()), *two.refs.get(name, ())) for name in {**one.refs, **two.refs}
    }
    entities = [
        Entity("norland", "Country", "Norland", ("NOR",), "country:NOR", "Q1", "NOR", mentions=refs["norland"]),
        Entity("sudmark", "Country", "Sudmark", (), "country:SDM", None, "SDM", mentions=refs["sudmark"]),
        Entity("berg", "Person", "Ada Berg", ("Berg",), of_country="SDM", mentions=refs["berg"]),
        Entity("crossing", "Facility", "the Ostbro crossing", of_country="NOR", mentions=refs["crossing"]),
        Entity("diplomats", "Group", "diplomats of Sudmark", of_country="SDM", mentions=refs["diplomats"]),
        Entity("ministry", "GovernmentBody", "harbour ministry", of_country="NOR", acts_for="NOR",
               mentions=refs["ministry"]),
        Entity("times", "MediaOutlet", "Harbour Times", mentions=refs["times"]),
        Entity("ostbro", "City", "Ostbro", of_country="NOR", mentions=refs["ostbro"]),
    ]  # fmt: skip
    events = [
        Eventuality("deport", "Deport", "Norland expels diplomats", (ids_of["deport"], ids_of["retold"]),
                    (("actor", "norland"), ("origin", "norland"), ("target", "diplomats")), Standing.REPORTED,
                    time=FRIDAY, quantity="40", document_count=2, origin_count=2),
        Eventuality("sixty", "Deport", "Norland expels 60", (ids_of["sixty"],),
                    (("actor", "norland"), ("target", "diplomats")), Standing.ATTRIBUTED, quantity="60"),
        Eventuality("office", "Office", "Ada Berg President", (ids_of["office"],),
                    (("actor", "berg"), ("target", "sudmark")), Standing.REPORTED),
        Eventuality("accuse", "Accuse", "Ada Berg accuses Norland", (ids_of["accuse"],),
                    (("actor", "berg"), ("target", "norland")), Standing.REPORTED),
        Eventuality("close", "CloseBorder", "Norland closes crossing", (ids_of["closed"], ids_of["shut"]),
                    (("actor", "norland"), ("target", "crossing")), Standing.DISPUTED,
                    document_count=2, origin_count=2),
        Eventuality("silent", "DeclineToComment", "ministry declines", (ids_of["silent"],),
                    (("actor", "ministry"),), Standing.ATTRIBUTED),
        Eventuality("arms", "Mobilize", "Sudmark arms coast guard", (ids_of["arms"],),
                    (("actor", "sudmark"),), Standing.ATTRIBUTED),
        Eventuality("met", "Meet", "Norland meets Sudmark", (ids_of["met"],),
                    (("actor", "norland"), ("actor", "sudmark"), ("place", "ostbro")), Standing.REPORTED),
    ]  # fmt: skip
    links = [ClaimLink(ids_of["rumour"], "contradicts", ids_of["denial"], "one says so, the other not")]
    run = Run("0", datetime(2031, 5, 13, tzinfo=UTC), datetime(2031, 5, 13, tzinfo=UTC), documents=(one.iri, two.iri))
    rules = [Rule("event.verb", "A verb of the lexicon."), Rule("claim.verb", "A verb of saying.")]
    return memory_store(
        [
            *one.quads(),
            *two.quads(),
            *resolution_quads(entities, [], events, links),
            *shortcut_quads(events),
            *provenance_quads([run], rules, {"event.verb": Precision(0.9, 50)}),
        ]
    )
