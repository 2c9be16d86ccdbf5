import json
from datetime import date
from pathlib import Path

import pytest

from kg.extract import periods
from kg.extract.times import RULES, expression_at, time_of
from kg.model import Span, TimeSpan
from tests.extract.parses import parse, tokens

CASES = [json.loads(line) for line in (Path(__file__).parent / "cases/times.jsonl").read_text("utf-8").splitlines()]


def day(value):
    return str(value) if value else None


@pytest.mark.parametrize("case", CASES, ids=lambda c: f"{c['text'][:50]}|{c['trigger']}|{c['published']}")
def test_an_event_is_dated_as_far_as_the_words_go(case):
    parsed = parse(case["text"], case["published"])
    when = time_of(
        parsed, tokens(parsed, case["trigger"])[-1:] if " boat " in case["trigger"] else tokens(parsed, case["trigger"])
    )
    assert (day(when and when.earliest_begin), day(when and when.latest_end)) == (case["earliest"], case["latest"])


def test_words_without_a_publication_day_are_kept_and_not_guessed():
    parsed = parse("The port reopened on Tuesday.")
    when = time_of(parsed, tokens(parsed, "reopened"))
    assert when.text == Span(18, 28)
    assert when.anchor is None


def test_words_that_contradict_the_day_of_the_article_date_nothing():
    parsed = parse("The ship left Lima on Sunday. The pilot was arrested later in the day.", "2021-06-10")
    when = time_of(parsed, tokens(parsed, "arrested"))
    assert when is None or when.is_sound
    assert not TimeSpan(earliest_begin=date(2021, 6, 10), latest_begin=date(2021, 6, 6)).is_sound
    assert not TimeSpan(earliest_begin=date(2021, 6, 10), latest_end=date(2021, 6, 6)).is_sound
    assert TimeSpan(earliest_begin=date(2021, 6, 10), latest_end=date(2021, 6, 10)).is_sound


def test_an_expression_is_found_by_its_place():
    parsed = parse("On Monday the port closed; on Tuesday it reopened.", "2021-06-10")
    assert expression_at(parsed, Span(27, 37)).earliest_begin == date(2021, 6, 8)
    assert expression_at(parsed, Span(14, 25)) is None


@pytest.mark.parametrize("rule", RULES, ids=lambda r: r.id)
def test_each_rule_has_an_example_that_is_dated(rule):
    for example in rule.examples:
        parsed = parse(example, "2021-06-10")
        assert any(time_of(parsed, [token]) for token in parsed.doc if token.pos_ in {"VERB", "NOUN"})


@pytest.mark.parametrize(
    ("whole", "word", "start", "end"),
    [
        (periods.year(1990, 10), "late", "1997-01-01", "1999-12-31"),
        (periods.year(1990, 10), "mid", "1993-01-01", "1996-12-31"),
        (periods.year(2016), "early", "2016-01-01", "2016-04-30"),
        (periods.year(2016), "end", "2016-09-01", "2016-12-31"),
        (periods.month(2016, 2), "end", "2016-02-21", "2016-02-29"),
        (periods.day(date(2016, 2, 3)), "late", "2016-02-03", "2016-02-03"),
    ],
)
def test_the_third_of_a_period(whole, word, start, end):
    third = periods.part(whole, word)
    assert (str(third.start), str(third.end)) == (start, end)


def test_there_is_no_thirtieth_of_february():
    assert periods.make_day(2020, 2, 30) is None
    assert periods.make_day(2020, 13, 1) is None


def test_a_day_before_a_fragment_without_a_verb_is_read_to_its_end():
    parsed = parse("The mayor resigned.\n\nOn Tuesday, from Lima.")
    assert time_of(parsed, tokens(parsed, "resigned")) is None
