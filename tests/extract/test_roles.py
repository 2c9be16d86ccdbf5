"""Who did what to whom, where the words nearest to a trigger are not who did it."""

import json
from pathlib import Path

import pytest

from tests.extract.test_events import told

CASES = [json.loads(line) for line in (Path(__file__).parent / "cases" / "roles.jsonl").read_text("utf-8").splitlines()]
#: Words that look like events and tell none.
NONE = [
    ("Sources close to the minister said he was ill.", "close to"),
]


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["text"][:60])
def test_who_did_it(case):
    rows = told(case["text"])
    for expected in case["events"]:
        assert expected in rows


@pytest.mark.parametrize(("text", "trigger"), NONE)
def test_nothing_is_made_up(text, trigger):
    assert trigger not in [row["trigger"] for row in told(text)]
