"""In reports of sport, "Peru beat Chile" is about two teams: country and city names that play are not the places."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from kg.extract.mentions_words import Name, words_of_doc
from kg.extract.tokens import Doc, Token
from kg.gazetteer import Form
from kg.gazetteer.words import word_set

#: A text is about sport when it has so many different words of sport, and so many in a hundred words.
_DIFFERENT_WORDS = 5
_SHARE = 0.015
_PLACES = frozenset({"Country", "City", "Region"})
_WHERE = frozenset({"in", "at", "near", "from", "around", "across", "outside", "inside"})
_FORMS = frozenset({Form.NAME, Form.PEOPLE, Form.CAPITAL})


def about_sport(doc: Doc) -> bool:
    """Tell whether a text reports sport."""
    counts = Counter(w for w in words_of_doc(doc) if w in word_set("sports words"))
    return len(counts) >= _DIFFERENT_WORDS and counts.total() >= _SHARE * len(doc)


def _located(token: Token) -> bool:
    """Tell whether a name stands where only a place stands: "in Lima", "Lima, Peru"."""
    if token.dep_ == "appos":
        return token.i > 0 and token.nbor(-1).text == ","
    if token.dep_ != "pobj" or token.head.lower_ not in _WHERE:
        return False
    return token.head.lower_ != "from" or token.head.head.lemma_.lower() not in word_set("transfers")


def _plays(doc: Doc, name: Name, token: Token) -> bool:
    """Tell whether a name does here what teams do, or stands in a score."""
    after = doc[name.end] if name.end < len(doc) else token
    if token.dep_ in {"compound", "amod", "nmod"} and after.lower_ in word_set("team members"):
        return True  # "Sri Lanka captain Ana Silva"
    if after.text.isdigit() and name.end + 1 < len(doc) and doc[name.end + 1].text in {"-", "–"}:
        return True
    return token.dep_ in {"nsubj", "nsubjpass", "dobj", "pobj", "conj"} and any(
        t.lemma_.lower() in word_set("playing verbs") for t in (token.head, token.head.head)
    )


def teams(doc: Doc, names: list[Name], heads: dict[int, Token]) -> list[Name]:
    """Make country and city names teams where the text reports sport and the name plays in it somewhere."""
    if not about_sport(doc):
        return names
    able = [n for n in names if n.type in _PLACES | {"Group"} and (n.entry is None or n.entry.form in _FORMS)]
    playing = {
        n.entry.key.partition(":")[2]
        for n in able
        if n.entry and not _located(t := heads[n.start]) and _plays(doc, n, t)
    }
    result = []
    for name in names:
        code = name.entry.key.partition(":")[2] if name.entry and name in able else ""
        if code in playing and code and not _located(heads[name.start]):
            name = replace(name, type="Organization", rule="name-team", entry=None, key=f"team:{code}")
        result.append(name)
    return result
