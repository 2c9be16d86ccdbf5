"""Standing, origins and links between claims."""

import pytest

from kg.model import Polarity, SpeechAct, Stance, Standing
from kg.resolve.echoes import Echoes
from kg.resolve.events import resolve_events
from tests.resolve.builders import entity, number, says, source, telling, times

DENIES, QUESTIONS = Stance.DENIES, Stance.QUESTIONS
DAY = times("2031-05-03")
ENTITIES = [entity(name) for name in ("ana", "bo", "norland", "acme", "wire")]
TEXT = (
    "The harbour of Port Lys was closed on Saturday after a storm tore two cranes from their rails.",
    "Nobody was hurt, the harbour master said, but the ferries will not sail before the end of the week.",
    "Fishermen had warned for years that the rails were rusting through and that nobody had looked at them.",
    "The company that runs the port has promised to pay for the boats that were lost in the night.",
)


def about(document, *claims, **known):
    known = {"actor": "norland", "target": "acme", "time": DAY, **known}
    return telling(document, "Sanction", claims=claims, **known)


def concluded(*tellings, sources=()):
    return resolve_events(tellings, ENTITIES, sources)


@pytest.mark.parametrize(
    ("claims", "standing"),
    [
        ([says("a")], Standing.REPORTED),
        ([says("a"), says("a", "ana")], Standing.REPORTED),
        ([says("a", "ana")], Standing.ATTRIBUTED),
        ([says("a", None, unnamed_source=True)], Standing.ATTRIBUTED),
        ([], Standing.ATTRIBUTED),
        ([says("a", "ana", QUESTIONS)], Standing.ATTRIBUTED),
        ([says("a", "ana", DENIES)], Standing.DENIED),
        ([says("a", "ana"), says("a", "bo", DENIES)], Standing.DISPUTED),
        ([says("a"), says("a", "bo", DENIES)], Standing.DISPUTED),
        ([says("a", None, act=SpeechAct.REPORT, unnamed_source=True)], Standing.ATTRIBUTED),
    ],
)
def test_standing_follows_from_the_claims(claims, standing):
    assert concluded(about("a", *claims)).eventualities[0].standing is standing


def test_to_say_that_it_did_not_happen_is_to_deny_it():
    said = about("a", says("a", "ana"))
    denied = about("b", says("b", "bo"), polarity=Polarity.NEGATED)
    (event,) = concluded(said, denied).eventualities
    assert (event.standing, event.polarity) == (Standing.DISPUTED, Polarity.AFFIRMED)


def test_an_article_that_tells_what_did_not_happen_reports_it():
    (event,) = concluded(about("a", says("a"), polarity=Polarity.NEGATED)).eventualities
    assert (event.standing, event.polarity) == (Standing.REPORTED, Polarity.NEGATED)


def relations(*tellings, sources=()):
    return sorted(link.relation for link in concluded(*tellings, sources=sources).claim_links)


def test_opposed_claims_contradict_each_other_once():
    assert relations(about("a", says("a", "ana"), says("a", "bo", DENIES))) == ["contradicts"]


def test_a_denial_by_negation_contradicts():
    assert relations(about("a", says("a", "ana")), about("b", says("b", "bo"), polarity=Polarity.NEGATED)) == [
        "contradicts"
    ]


def test_two_origins_corroborate_each_other():
    assert relations(about("a", says("a")), about("b", says("b"))) == ["corroborates"]


def test_one_speaker_in_two_articles_is_one_word():
    assert relations(about("a", says("a", "ana")), about("b", says("b", "ana"))) == []


def test_an_article_does_not_corroborate_whom_it_quotes():
    assert relations(about("a", says("a"), says("a", "ana"))) == []


def test_copies_do_not_corroborate_each_other():
    copies = [source("a", "2031-05-04", None, *TEXT), source("b", "2031-05-04", None, *TEXT[:3])]
    assert relations(about("a", says("a")), about("b", says("b")), sources=copies) == []


def test_a_later_word_of_the_same_voice_supersedes():
    days = [source("a", "2031-05-04"), source("b", "2031-05-05")]
    early = about("a", says("a", "ana"), quantity=number(20, None))
    late = about("b", says("b", "ana"), quantity=number(30, None))
    (link,) = concluded(early, late, sources=days).claim_links
    assert (link.relation, link.left) == ("supersedes", late.claims[0].iri)
    assert "number" in link.reason


def test_who_takes_a_word_back_supersedes_it():
    days = [source("a", "2031-05-04"), source("b", "2031-05-05")]
    assert relations(about("a", says("a", "ana")), about("b", says("b", "ana", DENIES)), sources=days) == ["supersedes"]


def test_documents_and_origins_are_counted_apart():
    sources = [
        source("a", "2031-05-04", "Lys Courier", *TEXT),
        source("b", "2031-05-04", "Vell Post", *TEXT[:3]),
        source("c", "2031-05-04", "Wire", "Quite another text about the same matter stands here."),
        source("d", "2031-05-04", "Echo", "The paper relays what the agency has told everybody today."),
    ]
    tellings = [
        about("a", says("a")),
        about("b", says("b")),
        about("c", says("c")),
        about("d", says("d", "bo", via="wire")),
    ]
    (event,) = concluded(*tellings, sources=sources).eventualities
    assert (event.document_count, event.origin_count) == (4, 2)


def test_near_copies_are_found_and_other_texts_are_not():
    edited = [TEXT[0].replace("Saturday", "Sunday"), *TEXT[1:]]
    echoes = Echoes([source("a", None, None, *TEXT), source("b", None, None, *edited)])
    assert echoes.origin("urn:attest:doc:b") == "urn:attest:doc:a"
    other = source(
        "c", None, None, TEXT[1], *(f"Sentence {n} speaks of other things at some length." for n in range(9))
    )
    assert echoes.add(other) == set()
    echoes.remove("urn:attest:doc:a")
    assert echoes.origin("urn:attest:doc:b") == "urn:attest:doc:b"
