import json
from pathlib import Path

import pytest

from kg.extract.modality import reality_of
from kg.model import Claim, Modality, Polarity, Span, SpeechAct, Stance
from tests.extract.parses import parse, tokens

CASES = [json.loads(line) for line in (Path(__file__).parent / "cases/modality.jsonl").read_text("utf-8").splitlines()]


@pytest.mark.parametrize("case", CASES, ids=lambda c: f"{c['text']}|{c['trigger']}")
def test_an_event_is_as_real_as_it_is_told(case):
    parsed = parse(case["text"])
    found = reality_of(parsed, tokens(parsed, case["trigger"]), [])
    assert found == (case["polarity"], case["modality"])


def test_what_is_only_denied_is_possible():
    text = "The firm dismissed reports that its pump broke."
    parsed = parse(text)
    content = Span(text.index("its"), len(text) - 1)
    denial = Claim((content,), Span(0, len(text)), SpeechAct.DENY, Stance.DENIES, "r", 0.9)
    assert reality_of(parsed, tokens(parsed, "broke"), [denial]) == (Polarity.AFFIRMED, Modality.POSSIBLE)


def test_no_tokens_tell_nothing_unusual():
    assert reality_of(parse("The pump broke."), [], []) == (Polarity.AFFIRMED, Modality.ACTUAL)
