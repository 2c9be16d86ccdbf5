"""The plain copy says of every token what spaCy says."""

import pytest

from kg.extract.tokens import Doc
from tests.extract.parses import pipeline

TEXTS = [
    "",
    "\n\n",
    'The mayor of Porto, Ana Silva, "will not sign" it before 5 p.m. on Friday.\n\nHarbour Closed\nBoats waited.',
    "Two of the ferries that the firm had bought in 2019 sank (off Malta), and nobody said why.",
]


@pytest.mark.parametrize("text", TEXTS)
def test_a_token_says_what_spacy_says(text):
    source = pipeline()(text)
    doc = Doc(source)
    assert doc.text == source.text
    assert doc.ents == tuple((e.start, e.end, e.label_) for e in source.ents)
    names = "text lower_ lemma_ shape_ pos_ tag_ dep_ ent_type_ whitespace_ idx is_space is_punct is_quote is_bracket"
    for name in (*names.split(), "is_alpha", "like_num", "n_rights", "is_sent_end"):
        assert [getattr(t, name) for t in doc] == [getattr(t, name) for t in source]
    for name in ("head", "left_edge", "right_edge"):
        assert [getattr(t, name).i for t in doc] == [getattr(t, name).i for t in source]
    for name in ("children", "lefts", "rights", "subtree", "ancestors", "conjuncts", "sent"):
        assert [[u.i for u in getattr(t, name)] for t in doc] == [[u.i for u in getattr(t, name)] for t in source]
