"""Explanations with the parse, on a store that was really built."""

import json

import pytest

from kg.explaining import CHANGED, explain_with_parse
from kg.extract.paths import parse_path
from kg.extract.syntax import tokens_span
from kg.pipeline import build
from kg.query import run
from kg.query.without import store_without
from kg.settings import STORE, Settings
from kg.store import open_store
from tests.extract.parses import parse, tokens

STORY = """Ferry runs aground off Tonga

Monday, March 4, 2024

The coast guard of Tonga rescued 40 passengers on Sunday. "Nobody was hurt," captain Ana Tupou said.
"""

EVENTS = 'SELECT ?event WHERE { ?event a att:EventMention ; att:trigger/nif:anchorOf "rescued" }'
CLAIMS = "SELECT ?claim WHERE { ?claim a att:Claim ; att:speakerMention ?who }"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("explaining")
    (folder / "ferry.txt").write_text(STORY, encoding="utf-8")
    build([str(folder / "ferry.txt")], folder / "out", settings=Settings(processes=1), draw=False)
    return folder / "out"


@pytest.mark.parametrize(
    ("text", "start", "end", "expected"),
    [
        ("The crew repaired the old engine.", "repaired", "the old engine", "repaired -dobj-> engine"),
        ("The engine that the crew repaired failed.", "repaired", "failed", "repaired <-relcl- engine <-nsubj- failed"),
        ("Men of Lagos left it.", "Lagos", "it", "Lagos <-pobj- of <-prep- Men <-nsubj- left -dobj-> it"),
        ("It failed. The crew left.", "failed", "left", None),
    ],
)  # fmt: skip
def test_the_path_between_two_stretches(text, start, end, expected):
    parsed = parse(text)
    assert parse_path(parsed, *(tokens_span(tokens(parsed, words)) for words in (start, end))) == expected


def test_each_role_is_shown_in_the_parse(folder):
    with open_store(folder / STORE) as store:
        (iri,) = {str(v) for v in run(store, EVENTS, {}).column("event")}
        reading = explain_with_parse(store, iri).readings[0]
    assert "actor: rescued -nsubj-> guard" in reading.parse
    assert "target: rescued -dobj-> passengers" in reading.parse
    assert any(line.startswith("time: rescued -") for line in reading.parse)


def test_a_speaker_is_shown_in_the_parse(folder):
    with open_store(folder / STORE) as store:
        iri = str(run(store, CLAIMS, {}).column("claim")[0])
        found = explain_with_parse(store, iri)
    assert "speaker: said -nsubj-> Tupou" in found.readings[0].parse
    assert "in the parse:\n    speaker: said -nsubj-> Tupou" in found.to_text()
    assert json.loads(found.to_json())["readings"][0]["parse"] == list(found.readings[0].parse)


def test_a_parse_by_another_program_is_marked(folder, monkeypatch):
    with open_store(folder / STORE) as store:
        iri = str(run(store, CLAIMS, {}).column("claim")[0])
        assert explain_with_parse(store, iri).notes == ()
        monkeypatch.setattr("kg.explaining.fingerprint", lambda settings: "another")
        assert explain_with_parse(store, iri).notes == (CHANGED,)


def test_the_settings_of_the_run_are_known_without_another_source(folder, tmp_path):
    (tmp_path / "other.txt").write_text("The mayor of Suva resigned on Friday.", encoding="utf-8")
    build([str(tmp_path / "other.txt")], folder, settings=Settings(processes=1), draw=False)
    with open_store(folder / STORE) as store:
        rest = store_without(store, ["other.txt"])
        iri = str(run(rest, CLAIMS, {}).column("claim")[0])
        found = explain_with_parse(rest, iri)
    assert found.notes == ()
    assert found.readings[0].rule_text
