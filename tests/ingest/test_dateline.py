"""The day in a line of its own, and lines that only look like one."""

from datetime import date

import pytest

from kg.ingest.boilerplate import lines_of
from kg.ingest.dateline import find_dateline

DAY = date(2015, 9, 12)


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Saturday, September 12, 2015", DAY),
        ("September 12, 2015", DAY),
        ("12 September 2015", DAY),
        ("Sat 12 Sept. 2015", DAY),
        ("12th September, 2015", DAY),
        ("2015-09-12", DAY),
        ("Published: 12 September 2015 at 14:20 GMT", DAY),
        ("Published on September 12, 2015, 2:20 p.m.", DAY),
        ("2015-09-12T14:20:00Z", DAY),
        ("By Jane Roe | September 12, 2015", DAY),
        ("Valparaíso, 12 September 2015", DAY),
        ("Sat 12 Sep 2015 18.52 BST", DAY),
        ("Monday, September 12, 2015", None),  # it was a Saturday
        ("31 February 2015", None),
    ],
)
def test_a_dateline(line, day):
    text = f"Storm sinks ferry\n{line}\nA ferry sank on Friday.\n"
    found = find_dateline(text, lines_of(text))
    assert found is not None
    assert (found.span.of(text), found.day) == (line, day)


def test_a_dateline_that_names_the_outlet():
    text = "Storm sinks ferry\nPublished 12 September 2015 by Harbour Gazette\n"
    found = find_dateline(text, lines_of(text))
    assert found is not None
    assert (found.day, found.publisher) == (DAY, "Harbour Gazette")


def test_a_dateline_run_into_the_first_sentence():
    text = "Storm sinks ferry\nSaturday, September 12, 2015 On Friday, a ferry sank.\n"
    found = find_dateline(text, lines_of(text))
    assert found is not None
    assert (found.span.of(text), found.day) == ("Saturday, September 12, 2015", DAY)


@pytest.mark.parametrize(
    "line",
    [
        "On September 12, 2015, a ferry sank.",
        "12/09/2015",
        "Updated: September 12, 2015",
        "September 2015",
        "Saturday, September 12",
        "September 12, 2015 was a Saturday.",
    ],
)
def test_what_does_not_date_the_article(line):
    text = f"Storm sinks ferry\n{line}\nA ferry sank on Friday.\n"
    assert find_dateline(text, lines_of(text)) is None


def test_a_date_further_down_dates_nothing():
    text = "Storm sinks ferry\n" + "A ferry sank on Friday.\n" * 6 + "12 September 2015\n"
    assert find_dateline(text, lines_of(text)) is None
