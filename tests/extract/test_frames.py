"""Who does it and to whom, in the constructions of news: favours, clefts, strays of the parser, quoted calls."""

import pytest

from tests.extract.test_events import told


@pytest.mark.parametrize(
    ("text", "trigger", "actor", "target"),
    [
        ("The nurses won the backing of the mayor.", "backing", ["the mayor"], ["The nurses"]),
        ("The nurses have the support of the mayor.", "support", ["the mayor"], ["The nurses"]),
        ("The nurses won support from the mayor.", "support", ["the mayor"], ["The nurses"]),
        ("The nurses left with the support of the mayor.", "support", ["the mayor"], ["The nurses"]),
        ("The mayor's support for the nurses grew.", "support", ["The mayor"], ["the nurses"]),
        ("It was Peru that attacked Chile.", "attacked", ["Peru"], ["Chile"]),
        ("Ana Silva was appointed envoy by the president.", "appointed", ["the president"], ["Ana Silva"]),
        ("The court wanted the sailors freed.", "freed", None, ["the sailors"]),
        ('The crowd chanted "Build the wall".', "Build", None, ["the wall"]),
        ("The group asked whether nurses supported Peru.", "asked", ["The group"], None),
        ("The elders agreed that Peru needs help.", "agreed", ["The elders"], None),
        ("Ana Silva left for Lima to meet Luis Rojas.", "meet", ["Ana Silva"], None),
        ("The mayor scolded Ana Silva for attacking Luis Rojas.", "attacking", ["Ana Silva"], ["Luis Rojas"]),
        ("The sanctions against Chile were lifted by Peru.", "lifted", ["Peru"], ["Chile"]),
        ("The shelling of Lima by the army went on.", "shelling", ["the army"], ["Lima"]),
        ("Peru warned Chile against attacking Bolivia.", "attacking", ["Chile"], ["Bolivia"]),
        ("The president thanked Ana Silva for helping the union.", "helping", ["Ana Silva"], ["the union"]),
        ("Troops sent by Peru entered Chile.", "sent", ["Peru"], ["Troops"]),
    ],
)
def test_who_does_it_and_to_whom(text, trigger, actor, target):
    (row,) = (row for row in told(text) if row["trigger"] == trigger)
    assert (row.get("actor"), row.get("target")) == (actor, target)
