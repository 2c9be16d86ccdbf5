"""What is measured is what the shared scorer measures, where it is; and what it says of itself."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from kg.learn.agreement import found_of_annotation
from kg.learn.measures import Event, Found, Score, Speech, add

GOLD = Path(__file__).resolve().parent.parent / "gold"
ARTICLES = sorted((GOLD / "gum").glob("*.json"))
SCORER = Path(__file__).resolve().parent.parent.parent.parent / "shared" / "score" / "score.py"


def loaded(path):
    marked = json.loads(path.read_text(encoding="utf-8"))
    return marked, (GOLD / "texts" / marked["doc"]).read_bytes().decode()


@pytest.mark.parametrize("path", ARTICLES, ids=lambda p: p.stem)
def test_an_annotation_agrees_with_itself(path):
    marked, text = loaded(path)
    score = Score()
    add(score, marked, text, found_of_annotation(marked, text))
    for name in ("trigger", "type", "role"):
        assert score.tallies[name].f1 > 0.97, name
    assert score.tallies["claim"].missed == 0
    assert score.share("modality") == pytest.approx(1, abs=0.02)


def test_what_is_left_out_is_missed():
    marked, text = loaded(ARTICLES[0])
    score = Score()
    add(score, marked, text, Found())
    assert all(t.right == 0 and t.missed > 0 for t in score.tallies.values())


def test_what_is_made_up_is_wrong():
    marked, text = loaded(ARTICLES[0])
    found = found_of_annotation(marked, text)
    found.events.append(Event({"Build"}, {(0, 1)}, {"actor": {"nobody"}}, "affirmed", "actual"))
    found.claims.append(Speech("nobody", [(0, 40)], "say", "asserts"))
    score, base = Score(), Score()
    add(score, marked, text, found)
    add(base, marked, text, found_of_annotation(marked, text))
    assert score.tallies["claim"].wrong == base.tallies["claim"].wrong + 1
    assert score.tallies["trigger"].precision < base.tallies["trigger"].precision or base.tallies["trigger"].wrong


@pytest.mark.skipif(not SCORER.exists(), reason="the shared scorer is not beside this checkout")
def test_the_figures_are_those_of_the_shared_scorer():
    """On the same readings, without a graph: both scorers are given the same records."""
    program = f"""
import json, sys, types
sys.path[:0] = [{str(SCORER.parent)!r}, {str(Path(__file__).parent)!r}]
import score as S
from collections import defaultdict
from pathlib import Path
from kg.learn.agreement import found_of_annotation
from test_measures import ARTICLES, loaded
tallies = {{n: S.Tally() for n in ("entity", "mention", "trigger", "type", "role", "full", "claim")}}
accuracy = defaultdict(lambda: {{True: 0, False: 0}})
for gold, read in zip(ARTICLES, ARTICLES):
    marked, text = loaded(gold)
    found = found_of_annotation(marked, text)
    found.events, found.claims = found.events[1:-1], found.claims[1:]
    theirs = S.Found()
    for iri, thing in found.things.items():
        theirs.entities[iri] = {{"labels": thing.names, "mentions": thing.mentions, "types": thing.types}}
        for span in thing.mentions:
            theirs.mentions.setdefault(span, set()).add(iri)
    for e in found.events:
        roles = {{r: e.roles.get(r, set()) for r in S.ROLES}}
        theirs.events.append({{"iri": "", "types": e.types, "triggers": e.triggers, "roles": roles,
                              "polarity": e.polarity, "modality": e.modality, "time": e.time}})
    for c in found.claims:
        theirs.claims.append({{"speaker": c.speaker, "content": c.content, "act": c.act, "stance": c.stance}})
    S.score_document(marked | {{"_text": text}}, theirs, tallies, accuracy, [])
print(json.dumps({{n: [t.tp, t.fp, t.fn] for n, t in tallies.items()}}))
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    theirs = json.loads(done.stdout)
    ours = Score()
    for path in ARTICLES:
        marked, text = loaded(path)
        found = found_of_annotation(marked, text)
        found.events, found.claims = found.events[1:-1], found.claims[1:]
        add(ours, marked, text, found)
    for name, tally in ours.tallies.items():
        assert theirs[name] == pytest.approx([tally.right, tally.wrong, tally.missed], abs=0.01), name
