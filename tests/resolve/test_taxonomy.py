"""The class trees that resolution knows are those of the ontology."""

import pyoxigraph as ox
import pytest

from kg.resolve.taxonomy import ENTITY_PARENTS, EVENT_PARENTS, STATES, ancestors, coarse, compatible
from kg.settings import schema_path

ATT = "https://w3id.org/attest/vocab#"
SUBCLASS = ox.NamedNode("http://www.w3.org/2000/01/rdf-schema#subClassOf")


def written_parents():
    store = ox.Store()
    store.load(path=str(schema_path("attest.ttl")), format=ox.RdfFormat.TURTLE)
    found = {}
    for quad in store.quads_for_pattern(None, SUBCLASS, None, None):
        if quad.subject.value.startswith(ATT) and str(quad.object.value).startswith(ATT):
            found.setdefault(quad.subject.value.removeprefix(ATT), set()).add(quad.object.value.removeprefix(ATT))
    return found


WRITTEN = written_parents()


@pytest.mark.parametrize(("child", "parent"), sorted({**ENTITY_PARENTS, **EVENT_PARENTS}.items()))
def test_each_kind_is_a_kind_of_the_same_in_the_ontology(child, parent):
    assert parent in WRITTEN[child]


def test_no_leaf_of_the_ontology_is_forgotten():
    tops = {child for child, parents in WRITTEN.items() if parents & {"Event", "State"}}
    leaves = {child for child, parents in WRITTEN.items() if parents & tops}
    assert leaves <= EVENT_PARENTS.keys()
    assert {child for child, parents in WRITTEN.items() if "State" in parents} == STATES


def test_what_is_a_kind_of_what():
    assert ancestors("Deport") == ("Deport", "Coerce")
    assert coarse("Kill") == "Assault"
    assert compatible("Company", "Organization")
    assert not compatible("Company", "PoliticalParty")
