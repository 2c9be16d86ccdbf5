"""Mentions and references, as a table of sentences: what must be found, what must not, and what refers to what."""

from functools import cache, lru_cache
from pathlib import Path

import pytest

from kg.annotate import annotate, load
from kg.extract.claims import find_claims
from kg.extract.cues import load_cues
from kg.extract.mentions import RULES as MENTION_RULES
from kg.extract.mentions import find_mentions
from kg.extract.references import RULES as REFERENCE_RULES
from kg.extract.references import link
from kg.extract.syntax import Mentions, Parse
from kg.gazetteer import load_gazetteer
from kg.gazetteer.tables import rows
from kg.model import Document, Span
from kg.settings import Settings

CASES = [
    {**case, "text": case["text"].replace("\\n", "\n")}  # a headline ends in \n
    for case in rows(Path(__file__).parent / "cases" / "mentions.tsv")
]
KNOWN_FAILURES: dict[str, str] = {}


@lru_cache(maxsize=1)
def parses():
    """Parse all sentences once."""
    documents = [Document(str(i), case["text"], "case", "0") for i, case in enumerate(CASES)]
    return [Parse(document, doc) for document, doc in annotate(documents, load(Settings()))]


@lru_cache(maxsize=1)
def tables():
    return load_gazetteer(Settings()), load_cues()


@cache
def read(i):
    parse, (gazetteer, cues) = parses()[i], tables()
    mentions = Mentions(parse, find_mentions(parse, gazetteer))
    return mentions, link(parse, mentions, gazetteer, find_claims(parse, mentions, cues))


def span_of(text, words):
    """Find words in a text; "words#2" is their second place."""
    words, _, number = words.partition("#") if not words.startswith("#") else (words, "", "")
    start = -1
    for _ in range(int(number or 1)):
        start = text.index(words, start + 1)
    return Span(start, start + len(words))


def things(mentions, references):
    """Give each mention the set of mentions that are one with it."""
    sets = {m.span: {m.span} for m in mentions.all}
    for reference in references:
        if len(reference.antecedents) == 1:
            joined = sets[reference.mention] | sets[reference.antecedents[0]]
            sets.update(dict.fromkeys(joined, joined))
    for key in {m.key for m in mentions.all if m.key}:
        joined = set().union(*(sets[m.span] for m in mentions.all if m.key == key))
        sets.update(dict.fromkeys(joined, joined))
    return sets


@pytest.mark.parametrize("i", range(len(CASES)), ids=lambda i: CASES[i]["text"][:60])
def test_sentence(i):
    case, (mentions, references) = CASES[i], read(i)
    text, found = case["text"], {m.span: m for m in mentions.all}
    for expected in filter(None, case["mentions"].split(";")):
        words, kind, *key = expected.split("|")
        mention = found.get(span_of(text, words))
        assert mention is not None, f"no mention {words!r} among {[s.of(text) for s in found]}"
        assert mention.type == kind, words
        assert not key or mention.key == key[0], words
    for words in filter(None, case["none"].split(";")):
        assert span_of(text, words) not in found, words
    sets = things(mentions, references)
    for expected in filter(None, case["links"].split(";")):
        if "!" in expected:
            one, other = expected.split("!")
            assert span_of(text, other) not in sets[span_of(text, one)], expected
            continue
        words, antecedents = expected.split("=")
        wanted = {span_of(text, a) for a in antecedents.split("+")}
        if len(wanted) == 1:
            assert wanted <= sets[span_of(text, words)], (expected, references)
        else:
            plural = [set(r.antecedents) for r in references if r.mention == span_of(text, words)]
            assert any(all(sets[w] & p for w in wanted) for p in plural), (expected, references)


def test_enough_sentences():
    assert len(CASES) >= 150


def test_each_rule_has_a_text_and_an_example():
    rules = MENTION_RULES + REFERENCE_RULES
    assert len({r.id for r in rules}) == len(rules)
    assert all(r.text and r.examples for r in rules)


def test_each_link_and_mention_names_a_known_rule():
    known = {r.id for r in MENTION_RULES + REFERENCE_RULES}
    used = {m.rule for i in range(len(CASES)) for m in read(i)[0].all} | {
        r.rule for i in range(len(CASES)) for r in read(i)[1]
    }
    assert used <= known
