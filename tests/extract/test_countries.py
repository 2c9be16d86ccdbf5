"""Whose country somebody is, and what is promised, threatened or demanded, on sentences of other subjects."""

from __future__ import annotations

from functools import cache

import pytest

from kg.extract import Resources, extract, load_resources
from kg.gazetteer.leaders import leads
from kg.settings import Settings
from tests.extract.parses import annotated


@cache
def resources() -> Resources:
    """Load the tables once."""
    return load_resources(Settings())


@pytest.mark.parametrize(
    ("name", "titled", "country"),
    [
        ("Julius Nyerere", False, "TZA"),
        ("Nyerere", True, "TZA"),
        ("Nyerere", False, None),
        ("Nestor Kirchner", False, "ARG"),
        ("Néstor Kirchner", False, "ARG"),
        ("Ana Silva Example", True, None),
    ],
)
def test_leaders(name: str, titled: bool, country: str | None) -> None:
    assert leads(name, titled=titled) == country


def whose(text: str) -> dict[str, str | None]:
    """Return the country of each mention of a text, by its words."""
    read = extract(*annotated(text), resources())
    return {text[m.span.start : m.span.end]: m.country for m in read.mentions}


@pytest.mark.parametrize(
    ("text", "words", "country"),
    [
        ("Kenyan police dispersed demonstrators in Kisumu.", "demonstrators", "KEN"),
        ("Students marched through Lima to protest against the president of Peru.", "Students", "PER"),
        ("Chile's government banned a newspaper.", "a newspaper", "CHL"),
        ("Turkish police arrested 12 foreign journalists.", "12 foreign journalists", None),
        ("Danish troops arrested 12 farmers.", "12 farmers", None),
        ("Kenyan police arrested two drivers near Tanzania.", "two drivers", None),
        ("Chad rebuffed the Libyan-backed militia.", "the Libyan-backed militia", None),
        ("Ethnic Hungarian villagers in Romania protested.", "Ethnic Hungarian villagers", "ROU"),
        ("Ethnic Russians in northern Estonia demanded a school.", "Russians", "EST"),
        ("Queen Ida of Denmark opened a bridge.", "Ida", "DNK"),
        ("Kenya's government outlawed the Mombasa Workers Movement.", "the Mombasa Workers Movement", "KEN"),
        ("The military government imposed a curfew in Mali, a Danish envoy said.", "The military government", "MLI"),
        ("Thieves blocked a road in the port of Mombasa, Kenya.", "Thieves", "KEN"),
        ("Hackers attacked the computers of Danish officers.", "the computers", "DNK"),
        ("The Nyerere administration banned two parties.", "The Nyerere administration", "TZA"),
        ("Thousands of students throughout Kenya marched.", "Thousands of students", "KEN"),
        ("Farmers living in Ghana sued Chad.", "Farmers", "GHA"),
        ("Turkish police arrested three opposition politicians, Germany said.", "three opposition politicians", "TUR"),
        ("Canadian police arrested two opponents in Kandahar.", "two opponents", None),
        ("Ugandan soldiers killed 12 villagers near Bunia, Norway said.", "12 villagers", "COD"),
        ("Ugandan soldiers killed 12 fighters near Bunia, Norway said.", "12 fighters", None),
        ("Troops loyal to Charles Taylor shelled Monrovia.", "Troops", "LBR"),
        ("Ethiopia threatened its neighbour with war.", "its neighbour", None),
        ("Rebels shelled the Sudanese city of Juba, killing 20 people, Kenya said.", "20 people", "SDN"),
        ("Vietnam released 12 dissidents, a Danish group said.", "12 dissidents", "VNM"),
        ("Japan freed a South Korean fishing boat.", "a South Korean fishing boat", "KOR"),
        ("The Bush administration declared that China must drop barriers.", "The Bush administration", "USA"),
        ("Kenyan rebels attacked a garrison.", "a garrison", "KEN"),
        ("Greenpeace officials suspended a campaign in Lima.", "Greenpeace officials", None),
        ("European Union ministers met in Chile.", "European Union ministers", None),
    ],
)
def test_whose_people_are(text: str, words: str, country: str | None) -> None:
    assert whose(text)[words] == country
