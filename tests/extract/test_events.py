import json
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from kg.extract import events, events_links, extract, load_resources, states
from kg.extract.lexicon import FILES, NAMING, TOP_TYPES, _frames, _read, load_lexicon
from kg.settings import Settings, schema_path
from tests.extract.parses import annotated

CASES = [json.loads(line) for line in (Path(__file__).parent / "cases/events.jsonl").read_text("utf-8").splitlines()]
ROLES = {
    "actor": "actors",
    "target": "targets",
    "participant": "participants",
    "place": "places",
    "origin": "origins",
    "destination": "destinations",
}
MINIMUM = {"sentences": 100, "senses": 1500}


@cache
def resources():
    return load_resources(Settings())


def read(text):
    return extract(*annotated(text), resources())


def told(text):
    """Return what is told, as the table of cases writes it."""
    rows = []
    for event in read(text).events:
        row = {"trigger": event.trigger.of(text), "type": event.type}
        row |= {role: [s.of(text) for s in spans] for role, field in ROLES.items() if (spans := getattr(event, field))}
        row |= {"position": event.position} if event.position else {}
        row |= {"polarity": str(event.polarity)} if event.polarity != "affirmed" else {}
        rows.append(row)
    return rows


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["text"][:60])
def test_who_did_what_to_whom(case):
    rows = told(case["text"])
    for expected in case["events"]:
        assert expected in rows


@pytest.mark.parametrize(
    ("text", "trigger", "types"),
    [
        ("Chile closed its border with Peru.", "closed", {"CloseBorder"}),
        ("The rebels fired at the troops.", "fired at", {"Attack"}),
        ("The bakery fired its manager.", "fired", {"Appoint"}),
        ("The plane landed in Quito.", "landed", {"Arrive"}),
        ("The ministers welcomed the ruling.", "welcomed", {"Support"}),
        ("The queen welcomed the pilots.", "welcomed", {"Consult"}),
        ("Parliament passed the law.", "passed", {"Decide"}),
        ("The club signed the striker.", "signed", {"Transact"}),
        ("Kenya signed the treaty.", "signed", {"Sign"}),
        ("Prosecutors charged the pilot.", "charged", {"Coerce"}),
        ("The quake struck Kobe.", "struck", {"Change"}),
        ("The teachers struck.", "struck", {"Protest"}),
        ("Police held the suspect without charge.", "held", {"Arrest"}),
        ("The shares dropped.", "dropped", {"Decline", "Move"}),
    ],
)
def test_senses_are_told_apart_by_their_arguments(text, trigger, types):
    found = {row["type"] for row in told(text) if row["trigger"] == trigger}
    assert found
    assert found <= types


@pytest.mark.parametrize(
    "text", ["The minister said that it rained.", "It is a table.", "According to the paper, he is 40."]
)
def test_words_of_saying_and_copulas_are_no_events_of_their_own(text):
    assert not {row["trigger"] for row in told(text)} & {"said", "is", "According"}


def test_a_title_is_no_event_and_a_name_no_trigger():
    assert [row["trigger"] for row in told("British Defence Secretary Jane Hill resigned.")] == [
        "Defence Secretary",
        "resigned",
    ]


RULED = [(rule.id, example) for rule in (*events.RULES, *states.RULES) for example in rule.examples]


@pytest.mark.parametrize(("rule", "example"), RULED)
def test_each_rule_fires_on_its_examples(rule, example):
    assert rule in {event.rule for event in read(example).events}


@pytest.mark.parametrize("example", events_links.RULES[0].examples)
def test_reasons_are_linked(example):
    assert any(event.reasons for event in read(example).events)


def test_one_event_told_twice_is_linked_to_its_first_telling():
    first, *_, again = (e for e in read(events_links.RULES[1].examples[0]).events if e.type == "Arrest")
    assert again.same_as == first.id


def test_different_victims_are_different_events():
    text = "Police arrested Ann Bell in Dover. Police arrested Omar Haddad in Leeds."
    assert [e.same_as for e in read(text).events if e.type == "Arrest"] == [None, None]


def test_the_lexicon_is_large_and_its_types_are_those_of_the_vocabulary():
    lexicon = load_lexicon()
    words = {(s.words, s.type) for (pos, _), senses in lexicon.senses.items() if pos != "adj" for s in senses}
    assert len(words) >= MINIMUM["senses"]
    assert set(lexicon.tops.values()) <= TOP_TYPES
    assert len(CASES) >= MINIMUM["sentences"]


def test_no_sense_stands_behind_one_that_always_goes_first():
    """Senses without a condition: the first of the same words is taken, so a second could never be."""
    frames = _frames(schema_path("events/frames.txt").read_text(encoding="utf-8"))
    senses = [s for name in FILES for s in _read(name, schema_path(f"events/{name}").read_text("utf-8"), frames)]
    plain = Counter((s.pos, s.words) for s in senses if not s.conditions and s.frame.name not in NAMING)
    assert plain
    assert not [words for words, count in plain.items() if count > 1]


def test_what_is_denied_is_no_promise():
    rows = told("Germany denied that it would take in the sailors.")
    assert "Promise" not in {row["type"] for row in rows}
