"""What a person should look at first, and what a person wrote."""

from dataclasses import replace

import pytest

from kg.errors import RunError
from kg.ids import span_iri
from kg.model import Decision, Eventuality, Judgement, Span, Standing
from kg.resolve.entities import resolve_entities
from kg.resolve.review import judged, open_questions, parse, side_for, unmatched, write
from tests.resolve.builders import chain, nothing_known

TWICE = [chain(str(n), "Ann Smith") for n in range(6)] + [
    chain("x", "Bob Smith"),
    chain("y", "Smith"),
    chain("z", "Smith"),
]
PAIR = [chain("p", "Peter Hansen"), chain("q", "Peter Hanson")]


def test_what_most_hangs_on_comes_first():
    entities, decisions = resolve_entities([*TWICE, *PAIR], [], nothing_known)
    ann = next(e for e in entities if e.label == "Ann Smith")
    smith = next(e for e in entities if e.label == "Smith")
    event = Eventuality("e", "Meet", "they meet", ("t",), (("actor", ann.id), ("actor", smith.id)), Standing.REPORTED)
    found = open_questions(decisions, entities, [event])
    assert found[0].decision.left == "person:Ann Smith"
    assert {found[-1].decision.left, found[-1].decision.right} == {"person:Peter Hansen", "person:Peter Hanson"}
    assert found[0].weight > found[-1].weight
    assert all(one.left and one.right for one in found)


def test_an_event_is_shown_by_its_trigger():
    left, right = "urn:attest:doc:a#event=4-9-Meet", "urn:attest:doc:b#event=10-12-Meet"
    (one,) = open_questions([Decision(left, right, Judgement.UNSURE, 0.6, "perhaps", "event-undated")], [])
    assert (one.left.document, one.left.span) == ("urn:attest:doc:a", Span(4, 9))


def test_decisions_come_back_as_they_were_written():
    one = judged("person:Ann Smith", "Anne Smyth", "same", author="ada", reason='she said so, "twice"')
    other = judged("wikidata:Q1", "wikidata:Q2", "different", author="person:bob")
    assert set(parse(write([one, other]), "d.csv")) == {one, other}
    assert one.author == "person:ada"


def test_the_last_word_of_a_person_holds():
    first = judged("Ann Smith", "Anne Smyth", "same", author="ada")
    last = judged("Anne Smyth", "Ann Smith", "different", author="ada")
    assert parse(write([first, last]), "d.csv") == [last]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("left,right\na,b\n", "no column 'judgement'"),
        ("left,right,judgement\na,,same\n", "line 2: a side is empty"),
        ("left,right,judgement\na,b,maybe\n", "line 2: unknown judgement 'maybe'"),
        ("left,right,judgement\nA B,a b,same\n", "both sides are 'A B'"),
        ("left,right,judgement\na,b,same\nb,c,same\nc,a,different\n", "told apart by person:unnamed"),
    ],
)
def test_a_file_that_makes_no_sense_is_refused_by_line(text, words):
    with pytest.raises(RunError) as caught:
        parse(text, "d.csv")
    assert words in str(caught.value)
    assert str(caught.value).startswith("d.csv")


def test_an_empty_file_and_one_with_a_mark_of_order_are_read():
    assert parse("", "d.csv") == []
    assert len(parse("\ufeffleft,right,judgement\n a , b ,SAME\n\n", "d.csv")) == 1


def test_an_entity_is_named_so_that_the_name_outlives_a_rebuild():
    mayor, named = chain("a", label="the mayor"), chain("b", "Jan Kok", country="NLD")
    entities = {e.label: e for e in resolve_entities([mayor, named], [], nothing_known)[0]}
    iri = span_iri(mayor.document, mayor.mentions[0])
    assert side_for(entities["the mayor"], iri) == iri
    assert side_for(entities["Jan Kok"], iri) == "person:Jan Kok [NLD]"
    assert side_for(replace(entities["Jan Kok"], key="wikidata:Q1"), iri) == "wikidata:Q1"
    word = judged(side_for(entities["the mayor"], iri), side_for(entities["Jan Kok"], iri), "same", author="ada")
    assert len(resolve_entities([mayor, named, chain("c", "Jan Kok")], [word], nothing_known)[0]) == 1


def test_what_speaks_of_nothing_is_told():
    entities, _ = resolve_entities([chain("a", "Ann Smith")], [], nothing_known)
    words = [judged("Ann Smith", "Anna Smithe", "same", author="ada")]
    assert unmatched(words, entities) == ["Anna Smithe"]
