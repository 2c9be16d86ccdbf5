"""What is said of two tellings depends on what each tells and on nothing else that was compared before."""

from datetime import date

import pytest

from kg.model import Modality
from kg.resolve.tellings import Scene, compare
from tests.resolve.builders import entity, number, telling, times

PEOPLE = {name: entity(name) for name in ("ana", "bo", "cem", "eda")}
PUBLISHED = {f"urn:attest:doc:{name}": date(2031, 5, 4) for name in "abc"} | {"urn:attest:doc:old": date(2030, 1, 1)}
TOLD = {
    "kind": "Arrest", "lemma": "arrest", "actor": "ana", "target": "bo", "time": times("2031-05-03"),
    "quantity": number(3), "modality": Modality.ACTUAL, "position": None,
}  # fmt: skip
CHANGES = {
    "nothing": {},
    "the kind": {"kind": "Meet"},
    "a wider kind": {"kind": "Coerce"},
    "the word": {"lemma": "detain"},
    "the actor": {"actor": "cem"},
    "one actor more": {"actor": "ana cem"},
    "no target": {"target": ""},
    "the day": {"time": times("2031-07-01")},
    "no day": {"time": None},
    "the number": {"quantity": number(40)},
    "the modality": {"modality": Modality.PLANNED},
    "the title": {"position": "minister"},
}


def told(document, **changes):
    return telling(document, **{**TOLD, **changes})


def scene():
    return Scene(PEOPLE, PUBLISHED)


@pytest.mark.parametrize("kind", ["Arrest", "Meet", "Office", "Accuse"])
def test_the_verdict_is_that_of_a_scene_of_its_own(kind):
    shared = scene()
    for one in CHANGES.values():
        for other in CHANGES.values():
            for documents in (("a", "b"), ("a", "a"), ("a", "old"), ("c", "b")):
                pair = [told(d, **{"kind": kind, **c}) for d, c in zip(documents, (one, other), strict=True)]
                assert compare(*pair, shared) == compare(*pair, scene())


def test_what_is_known_of_an_entity_may_change():
    people = {**PEOPLE}
    around = Scene(people, PUBLISHED)
    one, other = told("a", lemma="seize", target=""), told("b", lemma="seize", target="", actor="cem")
    before = compare(one, other, around)
    for name in ("ana", "cem"):
        people[name] = entity(name, "Country", "country:NRL")
    around.forget()
    assert compare(one, other, around) == compare(one, other, Scene(people, PUBLISHED)) != before
