"""What a document itself tells of its names, against the tables and the pipeline's guesses."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from kg.extract.mentions_words import Name, text_of
from kg.extract.tokens import Doc
from kg.gazetteer import Entry, Form, Gazetteer

#: Small words that an acronym leaves out.
SMALL = frozenset({"of", "the", "and", "for", "in", "on", "de", "la", "du", "to", "&", "'s", "’s"})
#: An acronym of fewer letters is nobody's by chance alone.
_LETTERS = 2
#: A word is a name when it was taken for one so many times.
_OFTEN = 2
#: Classes that only the pipeline's guess speaks for, and a town of the tables outweighs.
_VAGUE = frozenset({"Organization", "Group", "Facility", "Region", "City", "Object"})
#: What follows the name of a town behind a hyphen.
_FROM_THERE = frozenset({"born", "based", "headquartered", "bred", "raised"})


def acronyms_here(doc: Doc, names: list[Name], gazetteer: Gazetteer) -> list[Name]:
    """Take an acronym for the body whose name it abbreviates here, not for the one that the tables know by it.

    "The Rural Schools Forum (RSF)" is not Reporters Without Borders; "World Trade Organisation" with another last word
    is still that body.
    """
    short = {n.start for n in names if n.entry and n.size == 1 and _is_acronym(doc.words[n.start])}
    if not short:
        return names
    long: dict[str, Name] = {}
    for name in names:
        if name.size > 1 and name.type != "Person":
            long.setdefault(_initials(doc, name), name)
    kept = {n.entry.key for n in names if n.entry and n.start not in short}
    result = []
    for name in names:
        spelled = long.get(doc.words[name.start].replace(".", "")) if name.start in short else None
        if spelled is not None and name.entry and name.entry.key not in kept and _unlike(doc, name, spelled, gazetteer):
            key = spelled.entry.key if spelled.entry else spelled.key
            name = replace(name, entry=None, key=key, type=spelled.type, rule=spelled.rule)
        result.append(name)
    return result


def _unlike(doc: Doc, name: Name, spelled: Name, gazetteer: Gazetteer) -> bool:
    """Tell whether an acronym's entry is not that of the name spelled out, nor begins with the same two words."""
    known = gazetteer.known(name.entry.key) if name.entry else None
    if known is None or (spelled.entry is not None and spelled.entry.key == known.key):
        return known is None
    begins = [w.casefold() for w in doc.words[spelled.start : spelled.end][:2]]
    return not any(label.casefold().split()[:2] == begins for label in (known.label, *known.alt_labels))


def _is_acronym(word: str) -> bool:
    """Tell whether a word is written in capitals only."""
    letters = word.replace(".", "")
    return len(letters) > _LETTERS and letters.isalpha() and letters.isupper()


def _initials(doc: Doc, name: Name) -> str:
    """Return the initials of the larger words of a name."""
    words = doc.words[name.start : name.end]
    return "".join(w[0] for w in words if w[0].isupper() and w.lower() not in SMALL)


def towns_here(doc: Doc, names: list[Name], gazetteer: Gazetteer) -> list[Name]:
    """Take a name for the town of the tables where the text calls it so elsewhere, or has "-born" after it.

    The pipeline reads one name as a people in a headline and as a town in the sentence below.
    """
    known = [n for n in names if n.type == "City" and n.entry and n.entry.form is Form.NAME]
    towns = {text_of(doc, n.start, n.end): n.entry for n in known if n.entry}
    return [_as_town(doc, name, towns, gazetteer) for name in names]


def _as_town(doc: Doc, name: Name, towns: Mapping[str, Entry], gazetteer: Gazetteer) -> Name:
    """Give one name the town of its text, where nothing but a guess speaks for another class."""
    if name.entry is not None or name.key is not None or name.type not in _VAGUE:
        return name
    text = text_of(doc, name.start, name.end)
    if known := towns.get(text):
        return replace(name, type="City", entry=known)
    after = doc.words[name.end : name.end + 2]
    if after[:1] != ["-"] or after[1:] == [] or after[1] not in _FROM_THERE:
        return name
    city = gazetteer.city(text)
    if city is None:
        return replace(name, type="City") if name.type == "Group" else name
    return replace(name, type="City", entry=Entry(city.key, Form.NAME))


def missed_names(doc: Doc, names: Sequence[Name], lower: Mapping[str, int], titled: frozenset[int]) -> Iterator[Name]:
    """Yield the places of a single-word name that the tagger read as a common word: "Rangers travel to Lima".

    Elsewhere in the text it is taken for a name twice or more, and never written small.
    """
    known: dict[str, Name] = {}
    counts: Counter[str] = Counter()
    for name in names:
        if name.size == 1 and name.type != "Person" and name.start not in titled and name.rule != "name-address":
            word = doc.words[name.start]
            known.setdefault(word, name)
            counts[word] += 1
    wanted = {w for w, n in counts.items() if n >= _OFTEN and w[:1].isupper() and not lower[w.lower()]}
    if not wanted:
        return
    taken = {i for name in names for i in range(name.start, name.end)}
    for token in doc:
        if token.text in wanted and token.i not in taken and token.i not in titled and token.pos_ in {"NOUN", "PROPN"}:
            yield replace(known[token.text], start=token.i, end=token.i + 1)
