import csv
import io
import json
import zipfile
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, parse

from kg.errors import RunError
from kg.graph.context import context_text
from kg.query.export import EXPORTS, export_store
from tests.query.corpus import SECOND, corpus_store

ROOT = Path(__file__).resolve().parents[2]
LEFT_OUT = {"urn:attest:graph:provenance", "https://w3id.org/attest/vocab"}


@pytest.fixture(scope="module")
def store():
    return corpus_store()


def everything(store):
    return {q for g in store.graphs() if g not in LEFT_OUT for q in store.quads(g)}


@pytest.mark.parametrize(("form", "kind"), [("nq", RdfFormat.N_QUADS), ("jsonld", RdfFormat.JSON_LD)])
def test_what_is_exported_reads_back_as_the_same_graphs(store, tmp_path, form, kind):
    export_store(store, tmp_path / "x", form)
    assert set(parse(path=str(tmp_path / "x"), format=kind)) == everything(store)


def test_triples_are_those_of_all_graphs(store, tmp_path):
    export_store(store, tmp_path / "x", "nt")
    found = {(t.subject, t.predicate, t.object) for t in parse(path=str(tmp_path / "x"), format=RdfFormat.N_TRIPLES)}
    assert found == {(q.subject, q.predicate, q.object) for q in everything(store)}


def test_there_is_a_table_for_each_class(store, tmp_path):
    export_store(store, tmp_path / "x.zip", "csv")
    with zipfile.ZipFile(tmp_path / "x.zip") as archive:
        names = set(archive.namelist())
        people = list(csv.DictReader(io.StringIO(archive.read("Person.csv").decode())))
    assert {"Document.csv", "Claim.csv", "EventMention.csv", "Country.csv", "Deport.csv"} <= names
    assert [(row["label"], row["altLabel"]) for row in people] == [("Ada Berg", "Berg")]


def test_annotations_quote_the_text_at_their_offsets(store, tmp_path):
    export_store(store, tmp_path / "x", "annotations")
    items = json.loads((tmp_path / "x").read_text())["items"]
    second = [t["selector"] for i in items for t in i["target"] if t["source"] == "post-1.txt"]
    assert second
    for position, quote in second:
        assert SECOND[position["start"] : position["end"]] == quote["exact"]
    assert any(b.get("source") == "urn:attest:eventuality:deport" for i in items for b in i["body"])


def test_two_exports_are_equal(store, tmp_path):
    for form in EXPORTS:
        for name in ("a", "b"):
            export_store(store, tmp_path / name, form)
        assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_a_wrong_format_or_place_is_named(store, tmp_path):
    with pytest.raises(RunError, match="there are: nq, nt"):
        export_store(store, tmp_path / "x", "docx")
    with pytest.raises(RunError, match="cannot be written"):
        export_store(store, tmp_path / "no" / "x", "nq")


def test_the_context_file_is_that_of_the_ontology():
    """To write it anew: python -c 'from kg.graph.context import context_text as c; print(c(), end="")' > FILE."""
    assert (ROOT / "schemas" / "context.jsonld").read_text(encoding="utf-8") == context_text()
