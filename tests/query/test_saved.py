"""Each saved query, with its whole answer on two invented articles.

After a change that is meant: ``python -m tests.query.test_saved`` writes the answers anew; read the difference.
"""

import json
from pathlib import Path

import pytest

from kg.query import Result, format_result, run, saved_queries
from kg.query.check import check
from kg.query.saved import parse_saved
from tests.query.corpus import corpus_store

GOLDEN = Path(__file__).parent / "golden"

#: The values with which each query that needs some is asked here.
ASKED = {
    "changed-since": {"since": "2031-05-11"},
    "claims-on-subject": {"subject": "crossing"},
    "events-at-place": {"place": "Norland"},
    "paths": {"from": "Ada Berg", "to": "Sudmark"},
    "relations-by-month": {"one": "Norland", "other": "SDM"},
    "timeline": {"actor": "Norland"},
}

#: Queries asked once more, with parameters that narrow them.
NARROWED = {
    "who-said-what": {"speaker": "Sudmark", "since": "2031-05-11", "text": "EXPELLED"},
    "who-did-what": {"actor": "Norland", "type": "Coerce", "since": "2031-05-11", "target": "SDM"},
    "entities": {"type": "Actor", "name": "Norland"},
    "denials": {"speaker": "NOR"},
    "who-accuses-whom": {"accuser": "Sudmark", "accused": "Norland"},
    "contradictions": {"actor": "Norland"},
    "timeline": {"actor": "Norland", "since": "2031-05-10", "until": "2031-05-11"},
    "office-holders": {"of": "Sudmark", "holder": "Berg"},
    "events-at-place": {"place": "Ostbro", "since": "2031-05-11"},
    "figures-that-disagree": {"type": "Deport"},
    "most-connected": {"type": "Person"},
    "events-by-month": {"since": "2031-05-11"},
    "claims-on-subject": {"subject": "crossing", "speaker": "Norland"},
    "relays": {"outlet": "Harbour Times"},
}
CASES = [(name, ASKED.get(name, {}), name) for name in saved_queries()]
CASES += [(name, params, f"{name}.narrowed") for name, params in NARROWED.items()]


@pytest.fixture(scope="module")
def store():
    return corpus_store()


def as_json(result: Result) -> object:
    return json.loads(format_result(result, "json"))


def test_the_ground_has_the_shape_it_must_have(store):
    assert [str(fault) for fault in check(store).faults] == []


@pytest.mark.parametrize(("name", "params", "golden"), CASES, ids=[c[2] for c in CASES])
def test_the_whole_answer(store, name, params, golden):
    expected = json.loads((GOLDEN / f"{golden}.json").read_text(encoding="utf-8"))
    assert as_json(run(store, name, params)) == expected
    assert expected, "an answer without rows shows nothing"


def test_no_golden_answer_is_left_over():
    assert {p.stem for p in GOLDEN.glob("*.json")} == {c[2] for c in CASES}


def test_a_header_is_read():
    saved = parse_saved("x", "# Title\n# What it\n# answers.\n# @param n integer=3 How many.\nSELECT 1 #if n\n")
    assert (saved.title, saved.answers) == ("Title", "What it answers.")
    assert saved.params[0].default == "3"
    assert "SELECT" not in saved.body({})
    assert "SELECT 1" in saved.body({"n": 1})


if __name__ == "__main__":
    opened = corpus_store()
    for one, values, file in CASES:
        answer = as_json(run(opened, one, values))
        text = json.dumps(answer, ensure_ascii=False, indent=1) + "\n"
        (GOLDEN / f"{file}.json").write_text(text, encoding="utf-8")
