import csv
import io
import json

import pytest

from kg import ids
from kg.errors import RunError
from kg.graph.triples import document_quads, resolution_quads, shortcut_quads
from kg.query import format_result, run, saved_queries
from kg.store import memory_store
from tests.graph.builders import article, resolution


@pytest.fixture(scope="module")
def store():
    extraction = article()
    entities, eventualities = resolution(ids.document_iri(extraction.document), extraction)
    return memory_store(
        [
            *document_quads(extraction),
            *resolution_quads(entities, [], eventualities, []),
            *shortcut_quads(eventualities),
        ]
    )


def test_a_query_sees_the_union_of_all_graphs_and_knows_the_prefixes(store):
    answer = run(store, "SELECT ?name WHERE { ?a att:deports ?b . ?a rdfs:label ?name }")
    assert answer.rows == (("Norland",),)
    assert run(store, "ASK { ?a att:closesBorderTo ?b }").rows == ((False,),)
    assert run(store, "DESCRIBE <urn:attest:entity:norland>").columns == ("subject", "predicate", "object")


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ("Norland", 1),
        ('" . ?x ?y ?z } #', 0),
        ("\\", 0),
        ("'''", 0),
        ("$name", 0),
        ("urn:attest:entity:x> ?p ?o } #", 0),
    ],
)
def test_a_value_is_a_value_and_never_a_part_of_the_query(store, value, found):
    text = "SELECT ?e WHERE { ?e rdfs:label $name . FILTER(?e != <urn:x#$name> && '$name' != \"#\") } # $name"
    assert len(run(store, text, {"name": value}).rows) == found


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }",
        "SELECT * { service silent <http://127.0.0.1/> { ?s ?p ?o } }",
        "SELECT * { ?s ex:a\\# ?o . SERVICE ?where { ?s ?p ?o } }",
        "SELECT * { SERVICE#x\n<http://127.0.0.1/> { ?s ?p ?o } }",
        "SELECT * { \\u0053ERVICE <http://127.0.0.1/> { ?s ?p ?o } }",
        "SELECT * { SERVICE ex:there { ?s ?p ?o } }",
    ],
)
def test_no_query_calls_another_server(store, query):
    with pytest.raises(RunError, match="offline"):
        run(store, query)


def test_words_about_a_service_are_no_call(store):
    assert not run(store, 'SELECT * { ?s rdfs:label "the secret service in the capital" }').rows


@pytest.mark.parametrize(
    ("query", "params", "message"),
    [
        ("SELECT nonsense", {}, "not a SPARQL query"),
        ("who-said-wat", {}, "no saved query .* who-said-what"),
        ("nowhere.rq", {}, "cannot be read"),
        ("denials", {"colour": "red"}, "no parameter 'colour' here; there are: speaker, limit"),
        ("denials", {"limit": "many"}, "it takes integer, such as 12"),
        ("who-did-what", {"since": "8 November"}, "it takes date, such as 2021-11-08"),
        ("who-did-what", {"actor": "Norlnd"}, "near: norland"),
        ("who-did-what", {"type": "Deprt"}, "near: Deport"),
    ],
)
def test_a_wrong_question_is_answered_with_the_cure(store, query, params, message):
    with pytest.raises(RunError, match=message):
        run(store, query, params)


@pytest.mark.parametrize("name", ["South Mark", "south mark", "SDN", "sdn", "urn:attest:entity:sudmark"])
def test_an_entity_is_named_as_people_name_it(store, name):
    assert run(store, "entities", {"name": name}).column("label") == ["Sudmark"]


def test_a_file_with_a_query_is_run(store, tmp_path):
    path = tmp_path / "names.rq"
    path.write_text("# Names\n# @param name entity The one.\nSELECT ?n WHERE { $name rdfs:label ?n }\n")
    assert run(store, str(path), {"name": "NOR"}).rows == (("Norland",),)
    with pytest.raises(RunError, match="parameter name is missing"):
        run(store, str(path))


def test_each_format_holds_the_answer(store):
    answer = run(store, "SELECT ?name ?n ?e { ?e rdfs:label ?name ; a att:Person . BIND(2 AS ?n) }")
    assert json.loads(format_result(answer, "json")) == [
        {"name": "Ada Berg", "n": 2, "e": "urn:attest:entity:ada-berg"}
    ]
    assert list(csv.reader(io.StringIO(format_result(answer, "csv"))))[1] == [
        "Ada Berg",
        "2",
        "urn:attest:entity:ada-berg",
    ]
    assert "| Ada Berg | 2 |" in format_result(answer, "md")
    assert format_result(answer).splitlines()[-1] == "1 row"
    with pytest.raises(RunError, match="no format 'xml'"):
        format_result(answer, "xml")


def test_every_saved_query_says_what_it_answers():
    for name, query in saved_queries().items():
        assert query.title, name
        assert query.answers, name
        for param in query.params:
            assert param.help, f"{name}: {param.name}"
