"""The reader's view of a small store, built from records by hand."""

import hashlib
from datetime import date

import pytest

from kg import ids
from kg.graph.triples import document_quads, resolution_quads
from kg.model import (
    Boilerplate,
    Claim,
    ClaimLink,
    Document,
    Entity,
    EntityMention,
    EventMention,
    Eventuality,
    Extraction,
    MentionKind,
    MentionRef,
    Span,
    SpeechAct,
    Stance,
    Standing,
    TimeSpan,
)
from kg.query.passages import LONGEST, Passages
from kg.query.view import page_view
from kg.store import memory_store

TEXT = (
    "Bakers strike in Tolmin\n\nThe bakers' union closed every oven on Monday. “The mill cheated us,” said Ana Kos.\n"
    "The mill denied cheating the bakers.\n\nSubscribe to our letter."
)


def span(part: str) -> Span:
    start = TEXT.index(part)
    return Span(start, start + len(part))


def mention(part: str, type_: str) -> EntityMention:
    return EntityMention(span(part), span(part), MentionKind.NAME, type_, "test")


@pytest.fixture(scope="module")
def view():
    digest = hashlib.sha256(TEXT.encode()).hexdigest()
    left = (Boilerplate(span("Subscribe to our letter."), "newsletter sign-up"),)
    document = Document(
        "a.txt", TEXT, "a.txt", digest, published=date(2032, 5, 4), publisher="Valley News", boilerplate=left
    )
    closed, cheated = span("closed"), span("cheated")
    sentence = span("“The mill cheated us,” said Ana Kos.")
    close = EventMention(
        closed,
        "close",
        "Coerce",
        span("The bakers' union closed every oven on Monday."),
        "verb",
        0.8,
        actors=(span("The bakers' union"),),
        time=TimeSpan(date(2032, 5, 3), text=span("on Monday")),
    )
    cheat = EventMention(cheated, "cheat", "Coerce", sentence, "verb", 0.6, actors=(span("The mill"),))
    own = Claim((close.sentence,), close.sentence, SpeechAct.NARRATE, Stance.ASSERTS, "own", 1.0, about=(close.id,))
    says = Claim(
        (span("“The mill cheated us,”"),),
        sentence,
        SpeechAct.SAY,
        Stance.ASSERTS,
        "quote",
        0.9,
        cue=span("said"),
        speaker=span("Ana Kos"),
        is_quote=True,
        about=(cheat.id,),
    )
    second = TEXT.index("The mill denied")
    mill = Span(second, second + len("The mill"))
    denies = Claim(
        (span("cheating the bakers"),),
        span("The mill denied cheating the bakers."),
        SpeechAct.DENY,
        Stance.DENIES,
        "verb",
        0.9,
        cue=span("denied"),
        speaker=mill,
        about=(cheat.id,),
    )
    mentions = (
        mention("The bakers' union", "Organization"),
        mention("The mill", "Company"),
        mention("Ana Kos", "Person"),
        EntityMention(mill, mill, MentionKind.NOMINAL, "Company", "test"),
    )
    iri = ids.document_iri(document)
    quads = document_quads(Extraction(document, (), mentions, (), (close, cheat), (own, says, denies)))
    entities = [
        Entity("u", "Organization", "Bakers' union", mentions=(MentionRef(iri, mentions[0].span),)),
        Entity(
            "m",
            "Company",
            "The mill",
            ("the mill",),
            mentions=(MentionRef(iri, mentions[1].span), MentionRef(iri, mill)),
        ),
        Entity("k", "Person", "Ana Kos", wikidata="Q1", mentions=(MentionRef(iri, mentions[2].span),)),
        Entity("z", "Person", "Never acts", mentions=()),
    ]
    eventualities = [
        Eventuality(
            "e1",
            "Coerce",
            "close",
            (ids.event_mention_iri(iri, close.id),),
            (("actor", "u"),),
            Standing.REPORTED,
            time=TimeSpan(date(2032, 5, 3)),
        ),
        Eventuality(
            "e2", "Coerce", "cheat", (ids.event_mention_iri(iri, cheat.id),), (("actor", "m"),), Standing.DISPUTED
        ),
    ]
    links = [ClaimLink(ids.claim_iri(iri, says.id), "contradicts", ids.claim_iri(iri, denies.id))]
    return page_view(memory_store([*quads, *resolution_quads(entities, [], eventualities, links)]))


def words(view, passage, part):
    return part.of(view.passages[passage].text)


def test_a_document_has_its_headline_day_and_what_was_left_out(view):
    (document,) = view.documents
    assert (document.title, document.publisher, document.day) == (
        "Bakers strike in Tolmin",
        "Valley News",
        date(2032, 5, 4),
    )
    assert document.boilerplate == (("newsletter sign-up", "Subscribe to our letter."),)


def test_entities_are_those_that_act_or_speak(view):
    found = {e.label: (e.type, e.mentions, e.wikidata) for e in view.entities}
    assert found == {
        "Bakers' union": ("Organization", 1, None),
        "The mill": ("Company", 2, None),
        "Ana Kos": ("Person", 1, "Q1"),
    }


def test_an_eventuality_leads_to_the_words_that_tell_it(view):
    close, cheat = view.eventualities
    telling = close.tellings[0]
    assert words(view, telling.passage, telling.trigger) == "closed"
    assert words(view, telling.passage, telling.sentence) == "The bakers' union closed every oven on Monday."
    assert (close.standing, telling.narrated, close.begin, close.time_text) == (
        Standing.REPORTED,
        True,
        date(2032, 5, 3),
        "on Monday",
    )
    assert (cheat.standing, cheat.tellings[0].narrated) == (Standing.DISPUTED, False)


def test_claims_are_those_of_speakers_and_know_what_contradicts_them(view):
    says, denies = view.claims
    labels = {e.iri: e.label for e in view.entities}
    assert (labels[says.speaker], says.is_quote, says.stance) == ("Ana Kos", True, Stance.ASSERTS)
    assert (labels[denies.speaker], denies.stance) == ("The mill", Stance.DENIES)
    assert words(view, says.passage, says.content[0]) == "“The mill cheated us,”"
    assert words(view, denies.passage, denies.cue) == "denied"
    assert says.about == denies.about == (view.eventualities[1].iri,)
    assert says.contradicts == (denies.iri,)
    assert denies.contradicts == (says.iri,)


def test_a_passage_is_the_paragraph_of_its_words(view):
    assert [p.text for p in view.passages][:1] == [TEXT.split("\n\n")[1].split("\n")[0]]


@pytest.mark.parametrize("at", [0, 900, 1790])
def test_a_long_paragraph_is_cut_between_words_around_the_span(at):
    text = "word " * 400
    passages = Passages({"d": text})
    number, left = passages.around("d", [Span(at, at + 4)])
    passage = passages.found[number]
    assert text[left : left + len(passage.text)] == passage.text
    assert len(passage.text) <= LONGEST
    assert set(passage.text.split()) == {"word"}
    assert passages.around("d", [Span(at, at + 4)]) == (number, left)
