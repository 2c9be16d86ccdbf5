import tomllib

import pytest

from kg.extract.operators import ACCUSING, NOUNS, NOUNS_OF, NOUNS_TO, VERBS
from kg.model import Modality
from kg.settings import schema_path

TABLES = tomllib.loads(schema_path("operators.toml").read_text(encoding="utf-8"))
SHAPES = {"to", "that", "ing", "noun", "for", "on", "upon", "at", "with", "against", "of", "about", "from"}


@pytest.mark.parametrize("row", TABLES["verb"], ids=lambda row: row["words"][:30])
def test_each_row_has_shapes_that_the_rules_ask_for(row):
    assert set(row["shapes"].split()) <= SHAPES
    assert Modality(row["modality"]) is not Modality.ACTUAL


def test_words_are_found_by_their_shape():
    assert VERBS["order", "noun"] is Modality.ORDERED
    assert VERBS["warn", "against"] is Modality.REQUESTED
    assert ("warn", "noun") not in VERBS
    assert NOUNS["proposal"] is Modality.PLANNED
    assert NOUNS_OF["trial"] is Modality.POSSIBLE
    assert NOUNS_TO["effort"] is Modality.PLANNED
    assert ("charge", "with") in ACCUSING


def test_no_noun_stands_under_two_shapes():
    assert len(NOUNS | NOUNS_OF | NOUNS_TO) == len(NOUNS) + len(NOUNS_OF) + len(NOUNS_TO)
