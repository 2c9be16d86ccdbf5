from pathlib import Path

import pytest

from kg.graph.docs import EXAMPLES, read_terms, vocabulary_page
from kg.query import run
from tests.query.corpus import corpus_store

PAGE = Path(__file__).resolve().parents[2] / "schemas" / "vocabulary.md"


def test_the_page_is_that_of_the_ontology():
    """To write it anew: python -c 'from kg.graph.docs import vocabulary_page as p; print(p(), end="")' > FILE."""
    assert PAGE.read_text(encoding="utf-8") == vocabulary_page()


def test_every_term_is_on_the_page():
    page = vocabulary_page()
    missing = [t.name for t in read_terms().values() if f"att:{t.name}" not in page]
    assert missing in ([], ["cameoCode", "ploverCode"], ["ploverCode", "cameoCode"])


@pytest.mark.parametrize(("title", "query"), EXAMPLES, ids=[e[0] for e in EXAMPLES])
def test_each_example_finds_something(title, query):
    with corpus_store() as store:
        assert run(store, query).rows, title
