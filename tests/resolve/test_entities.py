"""Entities of a corpus: order, identity, persons' words, plurals, what tables know."""

import random
from dataclasses import dataclass, replace

import pytest

from kg.ids import span_iri
from kg.model import Decision, Judgement, MentionRef, Span
from kg.resolve.entities import resolve_entities
from tests.resolve.builders import chain, nothing_known

SAME, DIFFERENT = Judgement.SAME, Judgement.DIFFERENT


def word(left, judgement, right, author="person:ada"):
    return Decision(left, right, judgement, 1.0, "I know them", author)


def labels(chains, *words, known=nothing_known):
    return sorted(entity.label for entity in resolve_entities(chains, words, known)[0])


CORPUS = [
    chain("a", "Alexander Lukashenko", "Lukashenko", country="BLR", gender="m"),
    chain("b", "Aleksandr Lukashenko"),
    chain("c", "Lukhashenko"),
    chain("d", "Dmitry Lukashenko", country="BLR"),
    chain("a", "Immigration Board", "IMB", kind="GovernmentBody", country="NLD"),
    chain("b", "IMB", kind="Organization"),
    chain("c", "Defence Ministry", kind="GovernmentBody"),
    chain("d", "Ministry of Defense", kind="GovernmentBody", country="RUS"),
    chain("e", "Defense Ministry", kind="GovernmentBody", country="RUS"),
    chain("e", "John Smith", country="GBR"),
    chain("f", "John Smith", country="USA"),
    chain("g", "John Smith"),
    chain("g", "J. Smith"),
    chain("h", "Smith"),
    chain("h", kind="Group", label="the migrants"),
    chain("a", key="country:DEU", kind="Country"),
    chain("b", "Germany", key="country:DEU", kind="Country"),
]


@pytest.mark.parametrize("seed", range(12))
def test_the_order_of_documents_does_not_matter(seed):
    wanted = resolve_entities(CORPUS, [word("Smith", SAME, "J. Smith")], nothing_known)
    shuffled = random.Random(seed).sample(CORPUS, len(CORPUS))  # noqa: S311 - an order, no secret
    assert resolve_entities(shuffled, [word("Smith", SAME, "J. Smith")], nothing_known) == wanted


def test_identity_is_of_the_name_and_not_of_how_often_it_occurs():
    once = resolve_entities([chain("a", "Angela Merkel")], [], nothing_known)[0]
    often = resolve_entities([chain(str(n), "Angela Merkel") for n in range(5)], [], nothing_known)[0]
    assert [e.id for e in once] == [e.id for e in often]
    assert len(often[0].mentions) == 5


def test_the_label_is_the_fullest_name_and_the_others_are_kept():
    found = resolve_entities(
        [chain("a", "Merkel"), chain("b", "Angela Merkel"), chain("c", "A. Merkel")], [], nothing_known
    )
    assert [(e.label, e.alt_labels) for e in found[0]] == [("Angela Merkel", ("A. Merkel", "Merkel"))]


def test_what_is_never_named_is_a_thing_of_its_own():
    one, other = chain("a", kind="Group", label="migrants"), chain("b", kind="Group", label="migrants")
    found = resolve_entities([one, other], [], nothing_known)[0]
    assert [e.label for e in found] == ["migrants", "migrants"]
    assert not any(e.is_named for e in found)


def test_a_plural_mention_refers_to_each_of_its_parts():
    one, other = chain("a", "Poland", kind="Country"), chain("a", "Latvia", kind="Country")
    both = replace(chain("a", label="both countries"), parts=(one.mentions[0], other.mentions[0]))
    found = resolve_entities([one, other, both], [], nothing_known)[0]
    assert {e.label for e in found} == {"Poland", "Latvia"}
    assert all(MentionRef(both.document, both.mentions[0]) in e.mentions for e in found)


@dataclass(frozen=True)
class Fact:
    label: str
    type: str
    alt_labels: tuple[str, ...] = ()
    wikidata: str | None = None
    iso3166: str | None = None
    geonames: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    of_country: str | None = None
    acts_for: str | None = None


def test_what_a_table_knows_has_the_table_s_facts():
    facts = {"government:RUS": Fact("Government of Russia", "GovernmentBody", ("Kremlin",), acts_for="RUS")}
    found = resolve_entities(
        [chain("a", "Moscow", kind="GovernmentBody", key="government:RUS"), chain("b", "Moscow", kind="City")],
        [],
        facts.get,
    )[0]
    assert {(e.label, e.type, e.acts_for) for e in found} == {
        ("Government of Russia", "GovernmentBody", "RUS"),
        ("Moscow", "City", None),
    }


def test_a_body_with_a_key_takes_in_the_spellings_that_the_table_lacks():
    facts = {"wikidata:Q458": Fact("European Union", "InternationalOrganization", ("EU",), wikidata="Q458")}
    chains = [
        chain("a", "European Union", kind="InternationalOrganization", key="wikidata:Q458"),
        chain("b", "Europaen Union", kind="Organization"),
        chain("c", "European Commission", kind="Organization"),
    ]
    assert labels(chains, known=facts.get) == ["European Commission", "European Union"]


# --- persons' words ----------------------------------------------------------------------------------------------


def test_a_person_s_same_outranks_every_rule():
    chains = [chain("a", "Samuel Clemens"), chain("b", "Mark Twain"), chain("c", "Twain")]
    assert labels(chains, word("Mark Twain", SAME, "person:Samuel Clemens")) == ["Samuel Clemens"]


def test_a_person_s_different_outranks_every_rule_and_holds_for_what_comes_later():
    words = [word("Aleksandr Lukashenko", DIFFERENT, "Alexander Lukashenko")]
    chains = [chain("a", "Alexander Lukashenko"), chain("b", "Aleksandr Lukashenko")]
    assert labels(chains, *words) == ["Aleksandr Lukashenko", "Alexander Lukashenko"]
    later = [*chains, chain("c", "Aleksandr Lukashenko", country="BLR"), chain("d", "Aliaksandr Lukashenka")]
    assert "Aleksandr Lukashenko" in labels(later, *words)
    assert "Alexander Lukashenko" in labels(later, *words)


def test_different_is_sound_across_same():
    words = [
        word("Ann Poe", SAME, "Nan Poe"),
        word("Nan Poe", SAME, "Nancy Poe"),
        word("Ann Poe", DIFFERENT, "Nancy Poe"),
    ]
    found, log = resolve_entities(
        [chain("a", "Ann Poe"), chain("b", "Nan Poe"), chain("c", "Nancy Poe")], words, nothing_known
    )
    homes = {name: e.id for e in found for name in (e.label, *e.alt_labels)}
    assert homes["Ann Poe"] != homes["Nancy Poe"]
    assert any(d.judgement is Judgement.UNSURE and d.author == "person:ada" for d in log)


def test_a_mention_is_named_by_its_iri():
    one, other, third = chain("a", "John Smith"), chain("b", "John Smith"), chain("c", "John Smith")
    iri = span_iri(one.document, one.mentions[0])
    assert len(labels([one, other, third])) == 1
    assert len(labels([one, other, third], word(iri, DIFFERENT, span_iri(other.document, other.mentions[0])))) >= 2


def test_a_thing_without_a_name_can_be_told_by_its_mention():
    mayor, named = chain("a", label="the mayor"), chain("b", "Jan Kok")
    iri = span_iri(mayor.document, mayor.mentions[0])
    assert labels([mayor, named], word(iri, SAME, "Jan Kok")) == ["Jan Kok"]


def test_a_key_can_be_named():
    facts = {"wikidata:Q1": Fact("Northern League", "PoliticalParty", wikidata="Q1")}
    chains = [
        chain("a", "Northern League", kind="PoliticalParty", key="wikidata:Q1"),
        chain("b", "Lega", kind="PoliticalParty"),
    ]
    assert labels(chains, word("wikidata:Q1", SAME, "Lega"), known=facts.get) == ["Northern League"]


def test_two_things_of_one_name_have_two_identifiers():
    chains = [chain("a", "John Smith", country="GBR"), chain("b", "John Smith", country="USA")]
    found = resolve_entities(chains, [], nothing_known)[0]
    assert len({e.id for e in found}) == 2


def test_spans_are_not_shared_between_entities():
    found = resolve_entities(CORPUS, [], nothing_known)[0]
    mentions = [ref for e in found for ref in e.mentions]
    assert len(mentions) == len(set(mentions)) == sum(len(c.mentions) for c in CORPUS)
    assert all(isinstance(ref.span, Span) for ref in mentions)


def test_a_name_of_signs_only_is_no_name():
    found = resolve_entities(
        [chain("a", "—"), chain("b", "…", "Путин"), chain("c", "Jr."), chain("d", "Mr")], [], nothing_known
    )[0]
    assert len(found) == 4
