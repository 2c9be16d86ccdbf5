"""The sample corpus: what it promises to a visitor."""

from collections import Counter

import pytest

from kg.ingest import read, sample_sources
from kg.model import Document

ARTICLES = 10


@pytest.fixture(scope="module")
def samples():
    return list(read(sample_sources()))


def test_ten_articles_are_read_and_none_is_skipped(samples):
    assert [s for s in samples if not isinstance(s, Document)] == []
    assert len(samples) == ARTICLES


def test_each_has_a_day_an_outlet_and_says_that_it_is_a_summary(samples):
    for document in samples:
        assert document.published, document.identifier
        assert document.publisher, document.identifier
        reasons = {b.reason for b in document.boilerplate}
        assert "note that the text is a summary" in reasons, document.identifier


def test_one_has_spam_under_it_which_is_all_told_apart(samples):
    (spammed,) = [d for d in samples if "thoughts on" in d.text]
    comments = spammed.boilerplate[-1]
    assert comments.reason == "comments of readers"
    assert comments.span.of(spammed.text).startswith("2 thoughts")
    assert comments.span.end == len(spammed.text.rstrip())


def test_three_formats_and_several_outlets_are_there(samples):
    assert {d.source.rpartition(".")[2] for d in samples} == {"txt", "html", "jsonl"}
    assert max(Counter(d.publisher for d in samples).values()) < ARTICLES / 2
