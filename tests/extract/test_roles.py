"""Who did what to whom, where the words nearest to a trigger are not who did it."""

import json
from pathlib import Path

import pytest

from tests.extract.test_events import told

CASES = [json.loads(line) for line in (Path(__file__).parent / "cases" / "roles.jsonl").read_text("utf-8").splitlines()]
#: Words that look like events and tell none.
NONE = [
    ("Sources close to the minister said he was ill.", "close to"),
    ("Silva insisted that they had only discussed wages.", "insisted"),
    ("An aide, speaking on condition of anonymity, said the firm would pay.", "speaking"),
    ("A guard, who asked not to be identified, said the valve was broken.", "identified"),
    ("Two envoys, who were not authorised to talk to journalists, said the men fled.", "talk to"),
    ("The minister rejected suggestions that the firm had cut corners.", "suggestions"),
    ("In view of the storm, farmers left the valley.", "view"),
    ("When it comes to trade, China wins.", "comes"),
    ("Attorney General Grace Okafor sued the firm.", "Attorney"),
]


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["text"][:60])
def test_who_did_it(case):
    rows = told(case["text"])
    for expected in case["events"]:
        assert expected in rows


@pytest.mark.parametrize(("text", "trigger"), NONE)
def test_nothing_is_made_up(text, trigger):
    assert trigger not in [row["trigger"] for row in told(text)]
