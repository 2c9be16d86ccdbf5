import pytest
from pyoxigraph import NamedNode, Quad

from kg import ids
from kg.graph.triples import document_quads, resolution_quads, shortcut_quads
from kg.graph.vocab import ATT, NIF
from kg.query.check import check
from kg.store import memory_store
from tests.graph.builders import article, resolution


@pytest.fixture
def quads():
    extraction = article()
    entities, eventualities = resolution(ids.document_iri(extraction.document), extraction)
    return [
        *document_quads(extraction),
        *resolution_quads(entities, [], eventualities, []),
        *shortcut_quads(eventualities),
    ]


def test_a_good_store_has_no_fault(quads):
    report = check(memory_store(quads))
    assert not report.faults
    assert report.documents == 1


def test_a_fault_is_explained_with_its_sentence(quads):
    broken = [q for q in quads if not (q.predicate == ATT.stance and q.object == ATT.denies)]
    (fault,) = check(memory_store(broken)).faults
    assert fault.document == "harbour-1.txt"
    assert "She denied that Sudmark had closed the Ostbro crossing." in str(fault)
    assert "a claim has one stance" in str(fault)


def test_a_changed_text_is_noticed(quads):
    broken = [
        Quad(q.subject, q.predicate, type(q.object)(q.object.value.replace("Norland", "Nordland", 1)), q.graph_name)
        if q.predicate == NIF.isString
        else q
        for q in quads
    ]
    assert {f.violation.shape for f in check(memory_store(broken)).faults} == {"SpanWords"}


@pytest.mark.parametrize("edge", ["closesBorderTo", "interactsWith", "deports"])
def test_an_edge_without_the_articles_own_word_is_a_fault(quads, edge):
    made_up = Quad(
        NamedNode("urn:attest:entity:sudmark"),
        ATT[edge],
        NamedNode("urn:attest:entity:the-ostbro-crossing"),
        NamedNode(ids.SHORTCUTS_GRAPH),
    )
    (fault,) = check(memory_store([*quads, made_up])).faults
    assert fault.violation.shape == "Shortcut"
    assert edge in str(fault)


@pytest.mark.parametrize("predicate", ["unnamedSource", "speakerMention"])
def test_an_edge_told_by_another_is_a_fault(quads, predicate):
    claim = f"{ids.document_iri(article().document)}#claim={article().claims[0].id}"
    graph = next(q.graph_name for q in quads if q.subject.value == claim)
    other = Quad(NamedNode(claim), ATT[predicate], NamedNode("urn:x"), graph)
    assert "Shortcut" in {f.violation.shape for f in check(memory_store([*quads, other])).faults}
