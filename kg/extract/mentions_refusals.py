"""What looks like a name and is none: titles, months, events, offices, shouts, descriptions, words with a capital."""

from __future__ import annotations

from collections import Counter

from kg.extract.mentions_words import Name
from kg.extract.tokens import Doc
from kg.gazetteer import Form, Gazetteer, Nouns
from kg.gazetteer.words import word_set

#: What a name's words can tell that is no mention: fairs, cups, wars, holidays.
NO_MENTION = "none"
_HALF_DAYS = frozenset({"am", "pm", "a.m.", "p.m.", "noon", "midnight"})


def is_name(doc: Doc, name: Name, lower: Counter[str], full: set[str], nouns: Nouns) -> bool:
    """Tell whether a candidate is a name at all, and no title, unit, event, or common word at a sentence's start."""
    words = [t.lower_.rstrip(".") for t in doc[name.start : name.end] if not t.is_punct]
    if name.entry is not None:
        return True
    attributive = doc[name.end - 1].dep_ in {"amod", "compound", "nmod"} and doc[name.end - 1].tag_ != "NNPS"
    if name.type == "Group" and attributive and not set(words) & word_set("party adjectives"):
        return False
    if name.type == NO_MENTION or not words or words[0][:1].isdigit():
        return False
    if all(w in word_set("titles") or w in word_set("no names") or len(w) < 2 or w.isdigit() for w in words):
        return False  # "March 15" too
    clock = name.start and (doc[name.start - 1].text[:1].isdigit() or doc[name.start - 1].lower_ in _HALF_DAYS)
    if clock and len(words) == 1 and words[0] in word_set("time zones"):
        return False
    if name.type != "Person" and (_of_office(doc, name) or words[-1] in word_set("titles")):
        return False
    if set(words) <= word_set("portfolios") or _shouted(doc, name):
        return False
    if len(words) == 2 and len(words[1]) == 1 and name.type != "Person":
        return False
    written = doc[name.end - 1].text
    starts = doc[name.start].is_sent_start and not lower[written]
    if len(words) == 1 and starts and name.type != "Person" and _a_noun(words[0], doc[name.start].lemma_, nouns):
        return False
    common = len(words) == 1 and (lower[words[0]] > lower[written] or words[0].endswith(("ism", "phobia")))
    return not common or doc[name.end - 1].text in full


def _a_noun(word: str, lemma: str, nouns: Nouns) -> bool:
    """Tell whether a word is a noun of the tables, also as a plural that the tagger took for a name: "Scientists"."""
    return any(nouns.kind([each]) for each in (lemma.lower(), word, word.removesuffix("s")))


def _shouted(doc: Doc, name: Name) -> bool:
    """Tell whether a word is all that stands in quotation marks, as somebody shouted it: "Shame!"."""
    alone = name.size == 1 and 0 < name.start < len(doc) - 2 and name.type != "Person"
    return alone and doc[name.start - 1].is_quote and doc[name.end].text in {"!", "?"} and doc[name.end + 1].is_quote


def attitude(doc: Doc, name: Name) -> bool:
    """Tell whether a name only says what somebody is for or against: "pro-Lima candidates"."""
    before = name.start > 1 and doc[name.start - 1].text == "-" and doc[name.start - 2].lower_ in {"pro", "anti"}
    return bool(before) and name.entry is not None and name.entry.form is Form.CAPITAL


def _of_office(doc: Doc, name: Name) -> bool:
    """Tell whether a name only says what an office is about: "Minister of Foreign Affairs", "Shadow Home Secretary"."""
    before = name.start > 1 and doc[name.start - 1].lower_ in {"of", "for"} and doc[name.start - 2].lower_
    if before and before in word_set("titles") and name.type in {"Organization", "GovernmentBody"}:
        return True
    after = doc[name.end] if name.end < len(doc) else None
    return (
        name.type in {"Organization", "GovernmentBody"}
        and after is not None
        and after.text in {"Secretary", "Minister", "Chancellor"}
    )


def in_compound(doc: Doc, start: int, end: int, gazetteer: Gazetteer) -> bool:
    """Tell whether a word of the tables is only a part of a longer name that a hyphen ties on.

    Of the volcano "Hunga Tonga-Hunga Ha'apai" no part is the country; of "the Chile-Peru border" both are.
    """
    if start == 0 or end + 1 >= len(doc) or doc[end].text != "-" or doc[end - 1].whitespace_ or doc[end].whitespace_:
        return False
    before, after = doc[start - 1], doc[end + 1]
    named = before.pos_ == "PROPN" and before.text[:1].isupper() and before.head == doc[end - 1].head
    return named and after.text[:1].isupper() and not gazetteer.find(after.text) and not gazetteer.find(before.text)


def described_so(doc: Doc, start: int, end: int) -> bool:
    """Tell whether an entity is a description with a demonym only: "the Dutch football association"."""
    after = doc[start + 1 : end]
    return doc[start].tag_ == "JJ" and bool(after) and all(t.text.islower() and t.pos_ == "NOUN" for t in after)
