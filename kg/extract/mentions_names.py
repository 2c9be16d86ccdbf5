"""Names: those of the tables, the pipeline's entities with their systematic errors repaired, runs of capitals."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from kg.gazetteer import Entry, Form, Gazetteer
from kg.gazetteer.tables import rows
from kg.gazetteer.words import word_set
from kg.settings import schema_path

#: What the pipeline's labels mean here. Events, laws, dates and numbers are no mentions.
_LABELS = {
    "PERSON": "Person",
    "ORG": "Organization",
    "GPE": "City",
    "LOC": "Region",
    "FAC": "Facility",
    "NORP": "Group",
    "PRODUCT": "Object",
    "WORK_OF_ART": "Object",
}

_HONORIFICS = frozenset({"Jr", "Jr.", "Sr", "Sr.", "II", "III", "IV", "MP", "QC", "SC", "KC", "MEP", "PhD", "MD"})
_TAIL = frozenset(
    {"'s", "’s", "'", "’", ",", ".", "-", "–", "—", ":", ";", '"', "“", "”", "(", ")", "‘", "`", "``", "''"}
)
#: A line is a title in capitals when this share of its longer words begins with one.
_TITLE_CASE = 0.6
_LONG_WORD = 4
#: A city that nothing but its name speaks for must be this large.
_LARGE_CITY = 100_000
#: The longest name in tokens that is looked up.
_LONGEST = 12


@dataclass(frozen=True, slots=True)
class Name:
    """A name as found: tokens ``start`` to ``end`` (exclusive), its class, and what the tables know of it."""

    start: int
    end: int
    type: str
    rule: str
    entry: Entry | None = None

    @property
    def size(self) -> int:
        """How many tokens it has."""
        return self.end - self.start


class NameWords:
    """Words inside a name that tell its class ("Ministry", "Herald", "Street")."""

    def __init__(self) -> None:
        self._tables: dict[str, dict[str, str]] = defaultdict(dict)
        for row in rows(schema_path("gazetteer/name_words.tsv")):
            for word in row["words"].split():
                self._tables[row["place"]].setdefault(word, row["type"])

    def type_of(self, words: list[str]) -> str | None:
        """Return the class that the words of a name speak for."""
        if not words:
            return None
        if found := self._tables["last"].get(words[-1]) or self._tables["first"].get(words[0]):
            return found
        return next((self._tables["any"][w] for w in words if w in self._tables["any"]), None)


def text_of(doc: Doc, start: int, end: int) -> str:
    """Return the words of some tokens, with single spaces."""
    return " ".join(doc[start:end].text.split())


def _capital(token: Token) -> bool:
    """Tell whether a word is written like a name."""
    return token.text[:1].isupper() or (token.text[:3] in {"al-", "al"} and token.i + 1 < len(token.doc))


def title_lines(doc: Doc) -> frozenset[int]:
    """Return the tokens of lines whose words are mostly capitalised: there, a capital says nothing."""
    found: set[int] = set()
    line: list[Token] = []
    for token in (*doc, None):
        if token is not None and "\n" not in token.text:
            line.append(token)
            continue
        words = [t for t in line if t.is_alpha and len(t) >= _LONG_WORD]
        capitals = sum(t.text[0].isupper() for t in words)
        if len(words) > 2 and capitals >= _TITLE_CASE * len(words) and line[-1].text != ".":
            found.update(t.i for t in line)
        line = []
    return frozenset(found)


def known_names(doc: Doc, gazetteer: Gazetteer) -> Iterator[Name]:
    """Find the names of the tables, the longest first at each place."""
    i = 0
    while i < len(doc):
        token, step = doc[i], 1
        if _capital(token) and (longest := gazetteer.longest(token.text)):
            for end in range(min(i + longest, i + _LONGEST, len(doc)), i, -1):
                if entries := gazetteer.find(text_of(doc, i, end)):
                    known = gazetteer.known(entries[0].key)
                    yield Name(i, end, known.type if known else "Actor", "name-known", entries[0])
                    step = end - i
                    break
        i += step


def _trimmed(doc: Doc, start: int, end: int, *, person: bool) -> tuple[int, int]:
    """Take articles, titles, possessives and marks off the ends of an entity."""
    while start < end and (doc[start].lower_ in {"the", "a", "an"} or doc[start].text in _TAIL or doc[start].is_space):
        start += 1
    while end > start and (doc[end - 1].text in _TAIL or doc[end - 1].is_space):
        end -= 1
    if person:
        while end - start > 1 and doc[start].lower_.rstrip(".") in word_set("titles"):
            start += 1
        while end - start > 1 and (doc[end - 1].text in _HONORIFICS or doc[end - 1].text in _TAIL):
            end -= 1
    return start, end


def _pieces(doc: Doc, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut an entity at line breaks, at spaced dashes and slashes, and where a possessive runs two names together."""
    begin = start
    for i in range(start, end):
        if doc[i].is_space or doc[i].text in {"–", "—", "/", "|", ";", ":", "(", ")"}:
            if i > begin:
                yield begin, i
            begin = i + 1
    if end > begin:
        yield begin, end


def entity_names(doc: Doc, words: NameWords, titled: frozenset[int]) -> Iterator[Name]:
    """Take over the pipeline's entities, trimmed, cut and typed by their words."""
    for ent in doc.ents:
        if ent.label_ not in _LABELS:
            continue
        for start, end in _pieces(doc, ent.start, ent.end):
            start, end = _trimmed(doc, start, end, person=ent.label_ == "PERSON")
            if end <= start or not any(_capital(t) for t in doc[start:end]):
                continue
            if titled.issuperset(range(start, end)) and not any(t.pos_ == "PROPN" for t in doc[start:end]):
                continue
            typed = words.type_of([t.text for t in doc[start:end]]) if end - start > 1 else None
            kind = _LABELS[ent.label_]
            yield Name(
                start, end, kind if kind == "Person" and typed != "MediaOutlet" else typed or kind, "name-entity"
            )


def capital_names(doc: Doc, taken: set[int], words: NameWords, titled: frozenset[int]) -> Iterator[Name]:
    """Take runs of proper nouns that nobody took yet, inside sentences."""
    i = 0
    while i < len(doc):
        end = i
        while end < len(doc) and end not in taken and doc[end].pos_ == "PROPN" and _capital(doc[end]):
            end += 1
        if end == i:
            i += 1
            continue
        if not titled.issuperset(range(i, end)) and doc[end - 1].ent_type_ not in {
            "DATE",
            "TIME",
            "MONEY",
            "LAW",
            "EVENT",
        }:
            typed = words.type_of([t.text for t in doc[i:end]])
            yield Name(i, end, typed or "Organization", "name-capitals")
        i = end


def _is_name(doc: Doc, name: Name, lower: frozenset[str]) -> bool:
    """Tell whether a candidate is a name at all, and no title, unit, or common word at the start of a sentence."""
    words = [t.lower_.rstrip(".") for t in doc[name.start : name.end] if not t.is_punct]
    if name.entry is not None:
        return True
    if all(w in word_set("titles") or w in word_set("no names") or len(w) < 2 for w in words):
        return False
    common = len(words) == 1 and (words[0] in lower or words[0].endswith(("ism", "phobia")))
    return not (common and name.type != "Person")


def _prefer(names: Iterable[Name]) -> list[Name]:
    """Keep of overlapping names the longest; of equals the one that the tables know."""
    kept: list[Name] = []
    taken: set[int] = set()
    order = sorted(names, key=lambda n: (-n.size, n.entry is None, n.start))
    for name in order:
        if taken.isdisjoint(range(name.start, name.end)):
            kept.append(name)
            taken.update(range(name.start, name.end))
    return sorted(kept, key=lambda n: n.start)


def _pairs(doc: Doc, name: Name, surnames: set[str], gazetteer: Gazetteer) -> list[Name]:
    """Cut a hyphenated pair ("Smith-Jones talks", "Russian-Belarusian") into its two names when both are known."""
    for i in range(name.start + 1, name.end - 1):
        left, right = text_of(doc, name.start, i), text_of(doc, i + 1, name.end)
        if doc[i].text != "-" or name.entry:
            continue
        if all(part in surnames or gazetteer.find(part) for part in (left, right)):
            return [replace(name, end=i, rule="name-pair"), replace(name, start=i + 1, rule="name-pair")]
    return [name]


def _surnames(doc: Doc, names: Iterable[Name]) -> set[str]:
    """Collect the last words of the full names of persons."""
    return {doc[n.end - 1].text for n in names if n.type == "Person" and n.size > 1}


def _consistent(doc: Doc, names: list[Name]) -> list[Name]:
    """Make a surname the person's everywhere, and one name one class: the one that most of its mentions have."""
    surnames = _surnames(doc, names)
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for name in names:
        votes[text_of(doc, name.start, name.end)][name.type] += 1
    result = []
    for name in names:
        text = text_of(doc, name.start, name.end)
        if name.entry is None and name.size == 1 and text in surnames:
            name = replace(name, type="Person", rule="name-surname")
        elif name.entry is None:
            name = replace(name, type=votes[text].most_common(1)[0][0])
        result.append(name)
    return result


def find_names(doc: Doc, gazetteer: Gazetteer, words: NameWords) -> list[Name]:
    """Find all names of a document, without overlaps; names inside others are the caller's to find."""
    titled = title_lines(doc)
    known = list(known_names(doc, gazetteer))
    entities = list(entity_names(doc, words, titled))
    first = _prefer([*known, *entities])
    taken = {i for name in first for i in range(name.start, name.end)}
    names = _prefer([*first, *capital_names(doc, taken, words, titled)])
    surnames = _surnames(doc, names)
    lower = frozenset(t.text for t in doc if t.is_lower)
    names = [name for name in names if _is_name(doc, name, lower)]
    cut = [piece for name in names for piece in _pairs(doc, name, surnames, gazetteer)]
    return _consistent(doc, [_with_entry(doc, name, gazetteer) for name in cut])


def _with_entry(doc: Doc, name: Name, gazetteer: Gazetteer) -> Name:
    """Look up a name that came from the parse, or from a cut."""
    if name.entry or name.type == "Person":
        return name
    text = text_of(doc, name.start, name.end)
    if entries := gazetteer.find(text):
        known = gazetteer.known(entries[0].key)
        return replace(name, entry=entries[0], type=known.type if known else name.type)
    if name.type == "City" and (city := gazetteer.city(text)):
        return replace(name, entry=Entry(city.key, Form.NAME))
    if name.rule == "name-capitals" and name.type == "Organization":
        city = gazetteer.city(text)
        if city and city.population >= _LARGE_CITY and doc[name.start].nbor(-1).pos_ == "ADP":
            return replace(name, type="City", entry=Entry(city.key, Form.NAME))
    return name
