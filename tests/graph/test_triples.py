import dataclasses
from datetime import UTC, datetime

import pyoxigraph as ox
import pytest

from kg import ids
from kg.errors import RunError
from kg.graph import canonical, read_extraction
from kg.graph.triples import Run, document_quads, provenance_quads, resolution_quads, shortcut_quads
from kg.graph.vocab import ATT, PREFIXES
from kg.model import (
    DateBasis,
    Decision,
    Document,
    Entity,
    Eventuality,
    Extraction,
    Judgement,
    Modality,
    Polarity,
    Rule,
    Standing,
)
from tests.graph.builders import article, resolution


def local(term):
    return term.value.rsplit("#", 1)[-1]


def eventuality(**changes):
    base = Eventuality(
        "e", "Deport", "x", ("urn:attest:doc:1#event=1-2-Deport",), (("actor", "a"), ("target", "b")), Standing.REPORTED
    )
    return dataclasses.replace(base, **changes)


def test_the_text_layer_comes_back_as_it_was():
    extraction = article()
    assert read_extraction(document_quads(extraction)) == canonical(extraction)


def test_every_field_of_every_record_is_used_by_the_round_trip():
    """A field that a record gains later must be written too; this fails when the sample does not show it."""
    extraction = article()
    for records in (extraction.mentions, extraction.references, extraction.events, extraction.claims):
        for field in dataclasses.fields(records[0]):
            defaults = (field.default, ())
            assert any(getattr(r, field.name) not in defaults for r in records), field.name


@pytest.mark.parametrize(
    "document",
    [
        Document("a.txt", "Only a text.", "a.txt", "00"),
        Document('b\n"quoted".txt', "Tabs\tand\r\nnew lines \\ “quotes” 😀", "dir/b.txt", "01", language="en"),
        Document("c", "x", "c", "02", title="", published_basis=DateBasis.TEXT, encoding="windows-1252"),
    ],
)
def test_a_document_without_findings_comes_back(document):
    assert read_extraction(document_quads(Extraction(document))) == Extraction(document)


def test_the_round_trip_survives_the_store_and_another_base():
    extraction = article()
    store = ox.Store()
    store.extend(document_quads(extraction, "https://example.org/kb/"))
    assert read_extraction(list(store)) == canonical(extraction)
    assert all(isinstance(q.subject, ox.NamedNode) for q in store)


def test_written_literals_are_those_that_the_store_gives_back():
    quads = document_quads(article())
    store = ox.Store()
    store.extend(quads)
    assert set(store) == set(quads)


def test_order_of_records_makes_no_difference():
    extraction = article()
    turned = dataclasses.replace(
        extraction, mentions=extraction.mentions[::-1], events=extraction.events[::-1], claims=extraction.claims[::-1]
    )
    assert document_quads(turned) == document_quads(extraction)


def test_an_unknown_type_stops_the_run_and_names_what_is_near():
    extraction = article()
    wrong = dataclasses.replace(extraction.events[0], type="Deprot")
    with pytest.raises(RunError, match="near: Deport"):
        document_quads(dataclasses.replace(extraction, events=(wrong,)))


def test_a_graph_without_a_document_is_refused():
    with pytest.raises(RunError, match="not the graph of one document"):
        read_extraction([])


def test_entities_get_a_country_for_every_code_that_they_name():
    extraction = article()
    entities, eventualities = resolution(ids.document_iri(extraction.document), extraction)
    store = ox.Store()
    store.extend(resolution_quads(entities, [], eventualities, []))
    query = "SELECT ?name ?code WHERE { ?e rdfs:label ?name ; att:ofCountry ?c . ?c a att:Country ; att:iso3166 ?code }"
    rows = store.query(query, prefixes=PREFIXES, use_default_graph_as_union=True)
    assert {(r["name"].value, r["code"].value) for r in rows} == {("Ada Berg", "SDN"), ("Harbour Times", "FIN")}


def test_a_decision_keeps_names_as_names_and_iris_as_iris():
    decision = Decision("Ada Berg", "urn:attest:entity:x", Judgement.SAME, 0.8, "one surname", "person:me")
    quads = resolution_quads([], [decision], [], [])
    values = {local(q.predicate): q.object for q in quads}
    assert isinstance(values["left"], ox.Literal)
    assert isinstance(values["right"], ox.NamedNode)
    assert values["score"].value == "0.8"


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, {("a", "deports", "b")}),
        ({"standing": Standing.ATTRIBUTED}, set()),
        ({"standing": Standing.DISPUTED}, set()),
        ({"standing": Standing.DENIED}, set()),
        ({"polarity": Polarity.NEGATED}, set()),
        ({"modality": Modality.PLANNED}, set()),
        ({"type": "Attitude"}, set()),
        ({"roles": (("actor", "a"), ("target", "a"))}, set()),
        ({"type": "Meet", "roles": (("actor", "a"), ("actor", "b"))}, {("a", "meets", "b"), ("b", "meets", "a")}),
        (
            {"type": "Meet", "roles": (("actor", "a"), ("participant", "b"))},
            {("a", "meets", "b"), ("b", "meets", "a")},
        ),
        ({"type": "Meet", "roles": (("actor", "a"), ("target", "b"))}, {("a", "meets", "b")}),
        ({"roles": (("actor", "a"), ("participant", "b"))}, set()),
        ({"type": "Kill", "roles": (("actor", "a"), ("actor", "b"))}, set()),
        ({"type": "Location", "roles": (("actor", "a"), ("place", "b"))}, {("a", "locatedIn", "b")}),
        ({"type": "Office", "roles": (("actor", "a"), ("target", "b"))}, {("a", "holdsOffice", "b")}),
        (
            {"type": "Alliance", "roles": (("actor", "a"), ("actor", "b"))},
            {("a", "alliedWith", "b"), ("b", "alliedWith", "a")},
        ),
    ],
)
def test_shortcuts_project_only_what_an_article_itself_tells(changes, expected):
    quads = shortcut_quads([eventuality(**changes)])
    found = {(q.subject.value.rpartition(":")[2], local(q.predicate), q.object.value.rpartition(":")[2]) for q in quads}
    assert {edge for edge in found if edge[1] != "interactsWith"} == expected
    states = {"locatedIn", "holdsOffice", "alliedWith"}
    assert {(a, b) for a, edge, b in found if edge == "interactsWith"} == {
        (a, b) for a, edge, b in expected if edge not in states
    }
    assert all(q.graph_name.value == ids.SHORTCUTS_GRAPH for q in quads)


def test_shortcuts_are_written_once():
    assert len(shortcut_quads([eventuality(), eventuality(id="f")])) == len(shortcut_quads([eventuality()]))


def test_provenance_has_the_run_and_each_rule_with_its_text():
    run = Run(
        "0.1", datetime(2031, 5, 1, tzinfo=UTC), datetime(2031, 5, 2, tzinfo=UTC), {"base": "x"}, {}, ("urn:d:1",)
    )
    quads = provenance_quads([run], [Rule("roles.by agent", "A noun after 'by'", ("Hit by A.",))])
    store = ox.Store()
    store.extend(quads)
    query = "SELECT ?t WHERE { ?r a att:Rule ; rdfs:comment ?t . ?d prov:wasGeneratedBy/prov:startedAtTime ?s }"
    rows = list(store.query(query, prefixes=PREFIXES, use_default_graph_as_union=True))
    assert [r["t"].value for r in rows] == ["A noun after 'by'"]


def test_an_entity_type_is_a_class_of_the_ontology():
    with pytest.raises(RunError, match="att:Persn"):
        resolution_quads([Entity("x", "Persn", "X")], [], [], [])
    assert ATT.Person.value.endswith("#Person")
