import ast
from pathlib import Path

import pytest

from kg.errors import RunError
from kg.graph import vocab
from kg.model import DateBasis, Judgement, MentionKind, Modality, Polarity, SpeechAct, Stance, Standing

ROOT = Path(__file__).resolve().parents[2]

TOP_TYPES = [
    "Agree",
    "Consult",
    "Support",
    "Concede",
    "Cooperate",
    "Aid",
    "Retreat",
    "Request",
    "Accuse",
    "Reject",
    "Threaten",
    "Protest",
    "Sanction",
    "Mobilize",
    "Coerce",
    "Assault",
    "Move",
    "Die",
    "Build",
    "Decide",
    "Appoint",
    "Transact",
    "Investigate",
    "Change",
    "Office",
    "Membership",
    "Alliance",
    "Location",
    "Presence",
    "Conflict",
    "Rule",
    "Attitude",
    "Condition",
]


@pytest.mark.parametrize("name", TOP_TYPES)
def test_each_type_of_the_vocabulary_is_a_class_under_event_or_state(name):
    assert vocab.top_type(name) == name
    assert {"Event", "State"} & set(vocab.superclasses(name))


@pytest.mark.parametrize(
    "values",
    [MentionKind, Polarity, Modality, SpeechAct, Stance, DateBasis, Judgement, Standing],
    ids=lambda e: e.__name__,
)
def test_each_value_of_the_model_is_a_term(values):
    for value in values:
        assert value.value in vocab.ATT


def test_an_unknown_term_fails_and_names_what_is_near():
    with pytest.raises(AttributeError, match="near: trigger"):
        vocab.ATT.trigegr  # noqa: B018
    with pytest.raises(RunError, match="not in schemas"):
        vocab.ATT["Nonsense"]


def test_every_term_in_the_program_is_declared():
    spaces = {n: getattr(vocab, n) for n in dir(vocab) if isinstance(getattr(vocab, n), vocab.Namespace)}
    used = 0
    for path in sorted((ROOT / "kg").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in spaces:
                assert node.attr in spaces[node.value.id], f"{path}: {node.value.id}.{node.attr}"
                used += 1
    assert used


def test_every_term_has_a_label_and_a_comment():
    from pyoxigraph import parse

    labels, comments = set(), set()
    for triple in parse(path=str(ROOT / "schemas" / "attest.ttl")):
        if triple.predicate.value.endswith("#label"):
            labels.add(triple.subject.value)
        if triple.predicate.value.endswith("#comment"):
            comments.add(triple.subject.value)
    own = {t for t in vocab.TERMS if t.startswith(vocab.ATTEST)}
    assert own <= labels
    assert own <= comments
