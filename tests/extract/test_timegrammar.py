"""Expressions of time are found where the long pattern alone would find them."""

import pytest

from kg.extract.timegrammar import PATTERN, find_words

SENTENCES = [
    "The ferry sank at 10:30 p.m. on Sunday, April 5, 2015, two days after the storm of the century.",
    "In the early 1990s, or the ’80s, the mill ran for two nights; in coming times it may open again.",
    "Profits fell in Q2, and in the first half of 2021; kickoff was at noon on New Year's Eve.",
    "A couple of weeks ago the 14th-century bridge closed, from 2019-05-02 until the end of the month.",
    "Ministers may march at a fair price; the market is now second to none by 12/05/2020.",
    "Nothing of the kind happened in the town of Dover.",
]


@pytest.mark.parametrize("text", SENTENCES)
def test_words_are_found_where_the_pattern_matches(text):
    found = [(w.start, w.end) for w in find_words(text)]
    possible = [m.span() for m in PATTERN.finditer(text)]
    assert set(found) <= set(possible)
    assert bool(found) == any(c.isdigit() for c in text)


def test_a_word_that_a_key_begins_is_no_expression():
    assert not list(find_words("Markets in Marlow present daylight to a fortress."))
