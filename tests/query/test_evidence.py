import json
import subprocess
import sys
import zipfile

import pytest

from kg import ids
from kg.errors import RunError
from kg.graph.triples import document_quads, resolution_quads, shortcut_quads
from kg.graph.vocab import ATT
from kg.model import ClaimLink, Decision, Judgement, Span
from kg.query import run
from kg.query.evidence import gather, write_pack
from kg.query.explain import edge_basis, explain, mark
from kg.query.without import matching, store_without
from kg.store import memory_store
from tests.graph.builders import article, at, document, resolution


@pytest.fixture(scope="module")
def store():
    extraction = article()
    iri = ids.document_iri(extraction.document)
    entities, eventualities = resolution(iri, extraction)
    decisions = [
        Decision("person:Ada Berg [SDN]", "person:Berg", Judgement.SAME, 0.8, "one family name", "who-surname")
    ]
    claims = [ids.claim_iri(iri, c.id) for c in extraction.claims]
    links = [ClaimLink(claims[2], "contradicts", claims[1], "one says so, the other not")]
    other = article("second.txt")
    return memory_store(
        [
            *document_quads(extraction),
            *document_quads(type(other)(document("second.txt", publisher="Other Post"))),
            *resolution_quads(entities, decisions, eventualities, links),
            *shortcut_quads(eventualities),
        ]
    )


def test_an_eventuality_is_explained_with_sentence_rule_and_voice(store):
    text = explain(store, "urn:attest:eventuality:deport1").to_text()
    assert "“Norland **expelled** more than 40 diplomats of Sudmark on Friday.”" in text
    assert "said by: the article, asserts (narrate)" in text
    assert "rule: events.verb, confidence 0.91" in text
    assert "actor: Norland" in text
    assert "on 2031-05-09" in text


def test_a_claim_is_explained_with_what_contradicts_it(store):
    extraction = article()
    iri = ids.claim_iri(ids.document_iri(extraction.document), extraction.claims[2].id)
    explanation = explain(store, iri)
    assert explanation.kind == "claim"
    assert explanation.readings[0].voices[0].speaker == "Ada Berg"
    assert "She **denied**" not in explanation.to_text()
    assert explanation.links == (
        "contradicts: Ada Berg asserts in harbour-1.txt: "
        "““Norland is lying,” Foreign Minister Ada Berg of Sudmark told the Harbour Times.”",
    )
    assert json.loads(explanation.to_json())["readings"][0]["voices"][0]["stance"] == "denies"


def test_what_is_linked_to_a_claim_in_another_event_is_not_said_of_this_one(store):
    name = "urn:attest:eventuality:deport1"
    both = "SELECT ?c ?o { $e gaf:denotedBy ?m . ?c att:about ?m . ?o att:about ?n FILTER(?n != ?m) }"
    rows = run(store, both, {"e": name})
    claim, other = rows.rows[0]
    assert explain(store, name).links == ()
    inner = memory_store(quad for graph in store.graphs() for quad in store.quads(graph))
    inner.patch_graph((), resolution_quads([], [], [], [ClaimLink(claim, "corroborates", other, "")]))
    assert explain(inner, claim).links
    assert explain(inner, name).links == ()


def test_an_entity_is_explained_with_the_decisions_on_its_name(store):
    explanation = explain(store, "urn:attest:entity:ada-berg")
    assert [(d.left, d.judgement) for d in explanation.decisions] == [("person:Ada Berg [SDN]", "same")]
    assert ("of", "Sudmark") in explanation.facts


def test_a_telling_a_mention_and_a_document_are_explained(store):
    base = ids.document_iri(article().document)
    telling = explain(store, ids.event_mention_iri(base, article().events[0].id))
    assert telling.facts[0][1].startswith("Norland expels diplomats")
    mention = explain(store, ids.span_iri(base, at("Ada Berg")))
    assert mention.label == "Ada Berg"
    assert dict(explain(store, base).facts)["identifier"] == "harbour-1.txt"


def test_a_shortcut_is_traced_to_what_it_rests_on(store):
    ends = "urn:attest:entity:norland", "urn:attest:entity:diplomats"
    for edge in ("deports", "interactsWith"):
        assert edge_basis(store, ends[0], ATT[edge].value, ends[1]) == ["urn:attest:eventuality:deport1"]
    assert not edge_basis(store, ends[1], ATT.deports.value, ends[0])


@pytest.mark.parametrize("iri", ["urn:attest:eventuality:none", "not an iri", "3"])
def test_what_is_not_there_cannot_be_explained(store, iri):
    with pytest.raises(RunError, match="not in this graph"):
        explain(store, iri)


def test_marks_keep_to_their_sentence():
    assert mark("ab cd ef", Span(3, 8), [Span(0, 4), Span(6, 8)]) == "**c**d **ef**"


def test_a_pack_holds_the_sentences_of_each_row_and_verifies_itself(store, tmp_path):
    pack = write_pack(store, "who-did-what", tmp_path / "pack.zip")
    assert {(s.row, s.words) for s in pack.sentences} == {
        (1, "Norland expelled more than 40 diplomats of Sudmark on Friday."),
        (2, "She denied that Sudmark had closed the Ostbro crossing."),
    }
    with zipfile.ZipFile(tmp_path / "pack.zip") as archive:
        archive.extractall(tmp_path / "open")
        assert {"manifest.json", "rows.csv", "query.rq", "verify.py"} <= set(archive.namelist())
    done = subprocess.run([sys.executable, "-S", "verify.py"], cwd=tmp_path / "open", capture_output=True, text=True)
    assert (done.returncode, done.stdout[:2]) == (0, "OK"), done.stderr


@pytest.mark.parametrize("name", ["texts/1.txt", "rows.csv", "query.rq", "evidence.json"])
def test_a_pack_with_one_changed_byte_fails(store, tmp_path, name):
    write_pack(store, "denials", tmp_path / "pack.zip")
    with zipfile.ZipFile(tmp_path / "pack.zip") as archive:
        archive.extractall(tmp_path / "open")
    path = tmp_path / "open" / name
    data = bytearray(path.read_bytes())
    place = data.index(b"e")
    data[place] = ord("a")
    path.write_bytes(bytes(data))
    done = subprocess.run([sys.executable, "-S", "verify.py"], cwd=tmp_path / "open", capture_output=True, text=True)
    assert done.returncode == 1
    assert name in done.stdout


def test_the_original_file_is_compared_too(store, tmp_path):
    write_pack(store, "denials", tmp_path / "pack.zip")
    with zipfile.ZipFile(tmp_path / "pack.zip") as archive:
        archive.extractall(tmp_path / "open")
    original = tmp_path / "files" / "harbour-1.txt"
    original.parent.mkdir()
    original.write_text(article().document.text, encoding="utf-8")
    command = [sys.executable, "verify.py", "--files", str(original.parent)]
    assert subprocess.run(command, cwd=tmp_path / "open", capture_output=True).returncode == 0
    original.write_text(article().document.text.replace("40", "41"), encoding="utf-8")
    assert subprocess.run(command, cwd=tmp_path / "open", capture_output=True).returncode == 1


def test_two_packs_of_one_answer_are_equal(store, tmp_path):
    for name in ("a.zip", "b.zip"):
        write_pack(store, "denials", tmp_path / name)
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()


def test_sentences_are_found_by_their_words_when_no_iri_is_asked_for(store):
    pack = gather(store, "SELECT ?s { ?m att:lemma 'expel' ; att:sentence/nif:anchorOf ?s }")
    assert [s.row for s in pack.sentences] == [1]
    with pytest.raises(RunError, match="no row leads to a sentence"):
        write_pack(store, "SELECT (1 AS ?one) {}", None)


def test_a_store_without_an_outlet_lacks_its_articles(store):
    assert [d.identifier for d in matching(store, "harbour times")] == ["harbour-1.txt"]
    with store_without(store, ["Harbour Times"]) as rest:
        assert [d.identifier for d in rest.documents()] == ["second.txt"]
        assert not run(rest, "who-said-what").rows
    with pytest.raises(RunError, match="Harbour Times"):
        matching(store, "Harbor Times")
