import json
from functools import cache
from pathlib import Path

import pytest

from kg.extract.claims import RULES, find_claims, load_cues
from kg.extract.mentions import find_mentions
from kg.extract.syntax import Mentions
from kg.gazetteer import load_gazetteer
from kg.settings import Settings
from tests.extract.parses import parse

FOLDER = Path(__file__).parent / "cases"
CASES = [json.loads(line) for line in (FOLDER / "claims.jsonl").read_text("utf-8").splitlines()]


@cache
def gazetteer():
    return load_gazetteer(Settings())


def claims_of(text):
    parsed = parse(text)
    return find_claims(parsed, Mentions(parsed, find_mentions(parsed, gazetteer())), load_cues())


def told(text, claim):
    def words(span):
        return span.of(text) if span else None

    return {
        "speaker": words(claim.speaker),
        "content": "|".join(words(part) for part in claim.content),
        "cue": words(claim.cue),
        "act": str(claim.act),
        "stance": str(claim.stance),
        "addressee": words(claim.addressee),
        "via": words(claim.via),
        "quote": claim.is_quote,
        "hedge": claim.hedge,
        "unnamed": claim.unnamed_source,
    }


def within(text, claim, claims):
    outer = next((c for c in claims if c.id == claim.within), None)
    return outer.cue.of(text) if outer is not None and outer.cue is not None else None


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["text"][:60])
def test_who_says_what(case):
    text = case["text"]
    claims = claims_of(text)
    found = [told(text, c) | {"within": within(text, c, claims)} for c in claims]
    for want in case["claims"]:
        assert any(want.items() <= f.items() for f in found), found
    if case.get("only"):
        assert len(found) == len(case["claims"]), found
    if case.get("none"):
        assert not found


@pytest.mark.parametrize("rule", RULES, ids=lambda r: r.id)
def test_each_rule_fires_on_its_examples(rule):
    assert rule.text
    for example in rule.examples:
        assert any(c.rule == rule.id for c in claims_of(example)), [c.rule for c in claims_of(example)]


def test_every_rule_that_fires_is_explained():
    known = {rule.id for rule in RULES}
    assert {c.rule for case in CASES for c in claims_of(case["text"])} <= known
