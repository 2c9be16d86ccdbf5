import json
from pathlib import Path

import pytest

from kg.extract.quantities import bounds_of, quantity_of
from tests.extract.parses import parse, tokens

HERE = Path(__file__).parent / "cases"
CASES = [json.loads(line) for line in (HERE / "quantities.jsonl").read_text("utf-8").splitlines()]
BOUNDS = [json.loads(line) for line in (HERE / "bounds.jsonl").read_text("utf-8").splitlines()]


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["text"])
def test_a_noun_phrase_is_counted_as_written(case):
    parsed = parse(case["text"])
    found = quantity_of(parsed, tokens(parsed, case["head"])[-1])
    told = (parsed.text(found.text), found.minimum, found.maximum) if found else (None, None, None)
    assert told == (case["words"], case["minimum"], case["maximum"])


@pytest.mark.parametrize("case", BOUNDS, ids=lambda c: c["words"])
def test_words_bound_a_number(case):
    assert bounds_of(case["words"]) == (case["minimum"], case["maximum"])
