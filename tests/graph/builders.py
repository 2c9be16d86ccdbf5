"""Records to test with: an invented article whose offsets are looked up, not counted by hand."""

from __future__ import annotations

import hashlib
from datetime import date

from kg.model import (
    Boilerplate,
    Chain,
    Claim,
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
    Reference,
    Span,
    SpeechAct,
    Stance,
    Standing,
    TimeSpan,
)

__all__ = ["Chain", "article", "at", "document", "resolution"]

TEXT = (
    "Norland expelled more than 40 diplomats of Sudmark on Friday. "
    "“Norland is lying,” Foreign Minister Ada Berg of Sudmark told the Harbour Times. "
    "She denied that Sudmark had closed the Ostbro crossing. "
    "Sign up to our newsletter!"
)


def at(words: str, text: str = TEXT, *, nth: int = 0) -> Span:
    """Return where the words stand, the first time or the ``nth`` time after it."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return Span(start, start + len(words))


def document(identifier: str = "harbour-1.txt", text: str = TEXT, **fields: object) -> Document:
    """Return a document about the text."""
    known: dict[str, object] = {
        "title": "Norland expels diplomats",
        "published": date(2031, 5, 10),
        "published_basis": DateBasis.METADATA,
        "publisher": "Harbour Times",
        "url": "https://harbour.example/1",
    }
    if text == TEXT:
        known["boilerplate"] = (Boilerplate(at("Sign up to our newsletter!"), "asks readers to sign up"),)
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Document(identifier, text, identifier, digest, **{**known, **fields})  # type: ignore[arg-type]


def _name(words: str, kind: str, *, nth: int = 0, **fields: object) -> EntityMention:
    span = at(words, nth=nth)
    return EntityMention(span, span, MentionKind.NAME, kind, "mentions.name", name=words, **fields)  # type: ignore[arg-type]


def article(identifier: str = "harbour-1.txt") -> Extraction:
    """Return an extraction that uses every kind of record and every field once at least."""
    first, second, third = (
        at("Norland expelled more than 40 diplomats of Sudmark on Friday."),
        at("“Norland is lying,” Foreign Minister Ada Berg of Sudmark told the Harbour Times."),
        at("She denied that Sudmark had closed the Ostbro crossing."),
    )
    norland = _name("Norland", "Country", key="country:NOR", country="NOR", acts_for="NOR", plural=False)
    sudmark = _name("Sudmark", "Country", key="country:SDN", country="SDN")
    again = _name("Norland", "Country", nth=1, key="country:NOR")
    berg = _name("Ada Berg", "Person", country="SDN", gender="f", position="Foreign Minister")
    outlet = _name("Harbour Times", "MediaOutlet")
    closer = _name("Sudmark", "Country", nth=2, key="country:SDN")
    crossing = EntityMention(
        at("the Ostbro crossing"), at("crossing"), MentionKind.NOMINAL, "Facility", "mentions.nominal", plural=False
    )
    diplomats = EntityMention(
        at("more than 40 diplomats"), at("diplomats"), MentionKind.NOMINAL, "Group", "mentions.nominal", plural=True
    )
    she = EntityMention(at("She"), at("She"), MentionKind.PRONOUN, "Person", "mentions.pronoun", gender="f")
    deport = EventMention(
        at("expelled"),
        "expel",
        "Deport",
        first,
        "events.verb",
        0.91,
        actors=(norland.span,),
        targets=(diplomats.span,),
        origins=(norland.span,),
        participants=(sudmark.span,),
        time=TimeSpan(date(2031, 5, 9), date(2031, 5, 9), None, date(2031, 5, 9), at("Friday"), date(2031, 5, 10)),
        quantity=Quantity(at("more than 40"), 41, None),
    )
    closing = EventMention(
        at("closed"),
        "close",
        "CloseBorder",
        third,
        "events.verb",
        0.8333333333333334,
        actors=(closer.span,),
        targets=(crossing.span,),
        places=(crossing.span,),
        destinations=(crossing.span,),
        modality=Modality.POSSIBLE,
        polarity=Polarity.NEGATED,
        reasons=(deport.id,),
        same_as=deport.id,
        position="minister",
    )
    narrated = Claim((first,), first, SpeechAct.NARRATE, Stance.ASSERTS, "claims.narrate", 0.9, about=(deport.id,))
    quoted = Claim(
        (at("Norland is lying"),),
        second,
        SpeechAct.ACCUSE,
        Stance.ASSERTS,
        "claims.quote",
        0.95,
        cue=at("told"),
        speaker=berg.span,
        addressee=outlet.span,
        via=outlet.span,
        is_quote=True,
        hedge="without proof",
        said_at=TimeSpan(date(2031, 5, 10), None, None, None),
    )
    denied = Claim(
        (at("Sudmark had closed"), at("the Ostbro crossing")),
        third,
        SpeechAct.DENY,
        Stance.DENIES,
        "claims.indirect",
        1.0,
        cue=at("denied"),
        speaker=she.span,
        about=(closing.id,),
        within=quoted.id,
    )
    unnamed = Claim((third,), third, SpeechAct.SAY, Stance.ASSERTS, "claims.unnamed", 0.5, unnamed_source=True)
    return Extraction(
        document=document(identifier),
        sentences=(first, second, third),
        mentions=(norland, sudmark, again, berg, outlet, closer, crossing, diplomats, she),
        references=(
            Reference(she.span, (berg.span,), "references.pronoun"),
            Reference(diplomats.span, (norland.span, sudmark.span), "references.plural"),
        ),
        events=(deport, closing),
        claims=(narrated, quoted, denied, unnamed),
    )


def resolution(iri: str, extraction: Extraction) -> tuple[list[Entity], list[Eventuality]]:
    """Return entities and eventualities of the article above, as a careful reader would conclude them."""
    by_words: dict[str, list[MentionRef]] = {}
    for mention in extraction.mentions:
        by_words.setdefault(mention.span.of(TEXT), []).append(MentionRef(iri, mention.span))

    def entity(name: str, kind: str, *words: str, **fields: object) -> Entity:
        refs = tuple(r for w in words for r in by_words[w])
        return Entity(name.lower().replace(" ", "-"), kind, name, mentions=refs, **fields)  # type: ignore[arg-type]

    entities = [
        entity("Norland", "Country", "Norland", key="country:NOR", iso3166="NOR"),
        entity("Sudmark", "Country", "Sudmark", key="country:SDN", iso3166="SDN", alt_labels=("South Mark",)),
        entity("Ada Berg", "Person", "Ada Berg", "She", of_country="SDN"),
        entity("Harbour Times", "MediaOutlet", "Harbour Times", of_country="FIN"),
        entity("the Ostbro crossing", "Facility", "the Ostbro crossing", latitude=1.5, longitude=-2.25),
        entity("diplomats", "Group", "more than 40 diplomats"),
    ]
    deport, closing = extraction.events
    from kg.ids import event_mention_iri

    eventualities = [
        Eventuality(
            "deport1",
            "Deport",
            "Norland expels diplomats",
            (event_mention_iri(iri, deport.id),),
            (("actor", "norland"), ("participant", "sudmark"), ("target", "diplomats")),
            Standing.REPORTED,
            time=TimeSpan(date(2031, 5, 9), date(2031, 5, 9), None, date(2031, 5, 9)),
            quantity="more than 40",
        ),
        Eventuality(
            "close1",
            "CloseBorder",
            "Sudmark closes the Ostbro crossing",
            (event_mention_iri(iri, closing.id),),
            (("actor", "sudmark"), ("target", "the-ostbro-crossing")),
            Standing.DENIED,
            modality=Modality.POSSIBLE,
        ),
    ]
    return entities, eventualities
