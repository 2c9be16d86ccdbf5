from functools import cache
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Triple, parse, serialize
from rdflib import Graph, Namespace

from kg import ids
from kg.graph.shapes import shapes, validate_document, validate_resolution
from kg.graph.terms import decimal, integer
from kg.graph.triples import document_quads, resolution_quads, shortcut_quads
from kg.graph.vocab import ATT, DCTERMS, GAF, NIF, RDF, SEM, shortcut_names
from kg.query.check import check_shortcuts
from kg.store import memory_store
from tests.graph.builders import article, at, resolution

ROOT = Path(__file__).resolve().parents[2]
ONTOLOGY = ROOT / "schemas" / "attest.ttl"
SH = Namespace("http://www.w3.org/ns/shacl#")
QUADS = document_quads(article())
GRAPH = QUADS[0].graph_name
DOC = ids.document_iri(article().document)


def without(*predicates):
    return [q for q in QUADS if q.predicate not in predicates]


def changed(predicate, value):
    return [Quad(q.subject, q.predicate, value, GRAPH) if q.predicate == predicate else q for q in QUADS]


def added(subject, predicate, value):
    return [*QUADS, Quad(NamedNode(subject), predicate, value, GRAPH)]


EVENT = f"{DOC}#event={article().events[0].id}"
CLAIM = f"{DOC}#claim={article().claims[1].id}"
TIME = f"{EVENT}&time"
WASTE = article().document.boilerplate[0].span

#: What was broken, the graph, and the shapes that must say so.
BROKEN = {
    "nothing": (QUADS, set()),
    "no trigger": (without(ATT.trigger), {"EventMention-trigger"}),
    "no type": (without(ATT.eventType), {"EventMention-type"}),
    "no rule": (
        without(ATT.extractedBy),
        {"EventMention-rule", "Claim-rule", "EntityMention-rule", "Reference-rule"},
    ),
    "no claim about it": (without(ATT.about), {"EventMention-claim"}),
    "no content": (without(ATT.content), {"Claim-content"}),
    "no stance": (without(ATT.stance), {"Claim-stance"}),
    "no speech act": (without(ATT.speechAct), {"Claim-act"}),
    "no words": (without(NIF.anchorOf), {"Span-words"}),
    "no text": (without(NIF.isString), {"Document-text"}),
    "no offsets": (without(NIF.beginIndex), {"Span-begin"}),
    "other words": (changed(NIF.anchorOf, Literal("made up")), {"SpanWords"}),
    "shifted text": (changed(NIF.isString, Literal("x" + article().document.text)), {"SpanWords"}),
    "end before begin": (changed(NIF.endIndex, integer(0)), {"SpanWords"}),
    "unknown stance": (changed(ATT.stance, ATT.say), {"Claim-stance"}),
    "two stances": (added(CLAIM, ATT.stance, ATT.denies), {"Claim-stance"}),
    "too sure": (changed(ATT.confidence, decimal(1.5)), {"EventMention-confidence", "Claim-confidence"}),
    "a role that is no mention": (added(EVENT, ATT.actorMention, NamedNode(EVENT)), {"EventMention-actor"}),
    "about no event": (added(CLAIM, ATT.about, NamedNode(CLAIM)), {"Claim-about"}),
    "a speaker for the article": (changed(ATT.speechAct, ATT.narrate), {"ClaimVoice"}),
    "a claim of nobody": (
        [q for q in QUADS if q.predicate not in {ATT.speakerMention, ATT.unnamedSource}],
        {"ClaimVoice"},
    ),
    "out of boilerplate": (
        added(EVENT, ATT.trigger, NamedNode(f"{DOC}#char={WASTE.start},{WASTE.end}")),
        {"Article"},
    ),
    "time turned round": (
        [
            *without(SEM.hasLatestEndTimeStamp),
            Quad(
                NamedNode(TIME),
                SEM.hasLatestEndTimeStamp,
                Literal("2001-01-01", datatype=NamedNode("http://www.w3.org/2001/XMLSchema#date")),
                GRAPH,
            ),
        ],
        {"TimeSpan-span"},
    ),
    "no document": ([q for q in QUADS if q.object != ATT.Document], {"Span-context"}),
    "reference to nothing": (without(ATT.antecedent), {"Reference-antecedent"}),
    "nameless": (without(DCTERMS.identifier, ATT.sha256), {"Document-identifier", "Document-sha256"}),
    "silent boilerplate": (without(ATT.reason), {"Boilerplate-reason"}),
}


@cache
def schema(name):
    return Graph().parse(ROOT / "schemas" / name)


def by_pyshacl(quads):
    from pyshacl import validate

    # In the graph itself, as in the store: pyshacl takes only the classes out of an ontology given beside it.
    triples = {Triple(q.subject, q.predicate, q.object) for q in quads} | set(parse(path=str(ONTOLOGY)))
    data = Graph().parse(data=serialize(triples, format=RdfFormat.N_TRIPLES), format="nt")
    _, report, _ = validate(data, shacl_graph=schema("shapes.ttl"), advanced=True)
    prefix = "https://w3id.org/attest/shapes#"
    return {
        (str(report.value(r, SH.focusNode)), str(report.value(r, SH.sourceShape)).removeprefix(prefix))
        for r in report.subjects(RDF_TYPE, SH.ValidationResult)
    }


RDF_TYPE = Namespace("http://www.w3.org/1999/02/22-rdf-syntax-ns#").type


@pytest.mark.parametrize("what", BROKEN)
def test_a_broken_graph_is_told_in_words(what):
    quads, expected = BROKEN[what]
    found = validate_document(quads)
    assert {v.shape for v in found} == expected
    assert all(v.message for v in found)


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@pytest.mark.parametrize("what", BROKEN)
def test_the_results_are_those_of_pyshacl(what):
    quads, _ = BROKEN[what]
    assert {(v.focus, v.shape) for v in validate_document(quads)} == by_pyshacl(quads)


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_the_instance_layer_is_checked_with_the_results_of_pyshacl():
    extraction = article()
    entities, eventualities = resolution(DOC, extraction)
    quads = resolution_quads(entities, [], eventualities, [])
    mentions = {q.subject.value for q in QUADS if q.predicate == RDF.type and q.object == ATT.EventMention}

    def has_class(iri, name):
        return name == ATT.EventMention.value and iri in mentions

    assert not validate_resolution(quads, has_class)
    broken = [q for q in quads if q.predicate not in {ATT.standing, GAF.denotedBy}]
    found = validate_resolution(broken, has_class)
    assert {v.shape for v in found} == {"Eventuality-standing", "Eventuality-mention"}
    assert {(v.focus, v.shape) for v in found} == by_pyshacl([*QUADS, *broken])


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_shortcuts_are_checked_with_the_results_of_pyshacl():
    extraction = article()
    entities, eventualities = resolution(DOC, extraction)
    quads = [*QUADS, *resolution_quads(entities, [], eventualities, []), *shortcut_quads(eventualities)]
    ends = [NamedNode(f"urn:attest:entity:{n}") for n in ("norland", "diplomats", "sudmark")]
    graph = NamedNode(ids.SHORTCUTS_GRAPH)
    wrong = [
        Quad(ends[1], ATT.deports, ends[0], graph),
        Quad(ends[2], ATT.closesBorderTo, ends[0], graph),
        Quad(ends[2], ATT.interactsWith, ends[1], graph),
    ]
    found = {(f.violation.focus, f.violation.shape) for f in check_shortcuts(memory_store([*quads, *wrong]))}
    assert found == {(ends[1].value, "Shortcut"), (ends[2].value, "Shortcut")}
    assert found == by_pyshacl([*quads, *wrong])
    assert not check_shortcuts(memory_store(quads))


def test_the_shape_of_shortcuts_knows_every_shortcut():
    text = (ROOT / "schemas" / "shapes.ttl").read_text(encoding="utf-8")
    for name in {*shortcut_names(), "interactsWith"}:
        assert f"att:{name} " in text, name


def test_every_shape_has_a_message():
    for shape in shapes():
        assert shape.message or all(p.message for p in shape.properties), shape.name
    assert at("expelled").start > 0
