"""Names that their place or the words beside them tell: datelines, parts of a country, structures, treaties."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from kg.extract.mentions_words import Name, text_of, words_of_doc
from kg.extract.tokens import Doc, Token
from kg.extract.turns import find_turns
from kg.gazetteer import Form, Gazetteer
from kg.gazetteer.words import is_given_name, word_set

#: What stands between a dateline and the first sentence.
_DASHES = frozenset({"-", "–", "—", "--"})
#: The longest dateline, and the longest place in one, in tokens.
_DATELINE = 14
_PLACE = 4
#: Words inside the name of an agency in brackets.
_SMALL = frozenset({"of", "the", "and", "for"})
#: The parts of a country that have no name of their own: "northern Peru", "mainland Greece".
_PART = re.compile(
    r"(?:(?:north|south|east|west)-?)?(?:north|south|east|west)ern|central|mainland|north-?(?:east|west)"
    r"|south-?(?:east|west)",
    re.IGNORECASE,
)
#: A web address or the name of an account.
_ADDRESS = re.compile(
    r"(?:https?://|www\.)\S+$|@\w{2,}$|\w[\w-]{2,}(?:\.[\w-]{2,})*\.(?:com|org|net|gov|edu|info|io|[a-z]{2})$"
)
#: Classes of places that have such parts.
_DIVIDED = frozenset({"Country", "Region"})
#: Small words inside names in Romance languages and German.
_LINKS = frozenset({"do", "da", "dos", "das", "de", "del", "du", "des", "della", "di", "der", "e", "y"})
#: Nouns for structures that have no article where a name stands before them: "at San Pedro hospital".
_BARE = frozenset({"hospital", "prison", "jail", "airport", "airbase", "stadium", "station", "camp", "barracks"})
#: Tags of nouns in the singular, and of such as "barracks".
_ONE = frozenset({"NN", "NNS"})
#: Classes of names that a structure is called after.
_NAMESAKES = frozenset({"Person", "City", "Region", "Organization", "Facility", "Place", "Object"})


def datelines(doc: Doc, gazetteer: Gazetteer) -> Iterator[Name]:
    """Yield the places that paragraphs begin with: "LIMA, May 3 (Reuters) -", "ACCRA, Ghana —", "Oslo (AP) —"."""
    words = doc.words
    starts = [0, *(i + 1 for i, word in enumerate(words) if "\n" in word)]
    for start in starts:
        end = start
        while end < min(start + _PLACE, len(doc)) and (words[end][:1].isupper() or words[end] == "."):
            end += 1
        if end == start or end >= len(doc) or not _closes(doc, end):
            continue
        text = text_of(doc, start, end)
        city = gazetteer.city(text)
        if city is None and not (text.isupper() and len(text) > 2):
            continue
        if all(t.lower_ in word_set("no names") for t in doc[start:end]) or (
            words[end] == "-" and not doc[end - 1].whitespace_
        ):
            continue
        yield Name(start, end, "City", "name-dateline", key=city.key if city else None)
        yield from _agency(doc, end, gazetteer)


def _agency(doc: Doc, start: int, gazetteer: Gazetteer) -> Iterator[Name]:
    """Yield the agency whose name stands in brackets after the place of a dateline, where no table knows it."""
    words = doc.words[start : start + _DATELINE]
    if "(" not in words or ")" not in words[words.index("(") :]:
        return
    first, end = words.index("(") + 1, words.index(")", words.index("("))
    dashed = any(w in _DASHES for w in words[:first])
    if end > first and not dashed and not gazetteer.find(text_of(doc, start + first, start + end)):
        yield Name(start + first, start + end, "MediaOutlet", "name-dateline")


def _closes(doc: Doc, i: int) -> bool:
    """Tell whether a dateline goes on and ends at a token: at once with a dash, or after a comma or a bracket."""
    words = doc.words
    if words[i] in _DASHES:
        return i + 1 < len(doc) and "\n" not in words[i + 1]
    if words[i] not in {",", "("}:
        return False
    for k in range(i + 1, min(i + _DATELINE, len(doc) - 1)):
        if words[k] in _DASHES and doc[k - 1].whitespace_:
            return True
        small = words[i] == "(" and words[k] in _SMALL
        if "\n" in words[k] or not (words[k][:1].isupper() or words[k][:1].isdigit() or doc[k].is_punct or small):
            return False
    return False


def in_turns(doc: Doc, names: list[Name]) -> list[Name]:
    """Take who speaks in a transcript for a person, whatever else the word may name: "LIMA: Did the dam hold?"."""
    labels = [(turn.label[0].i, turn.label[-1].i + 1) for turn in find_turns(doc)]
    if not labels:
        return names
    taken = {i for start, end in labels for i in range(start, end)}
    kept = [n for n in names if taken.isdisjoint(range(n.start, n.end))]
    return sorted([*kept, *(Name(*label, "Person", "name-turn") for label in labels)], key=lambda n: n.start)


def as_in_dateline(names: list[Name], doc: Doc) -> list[Name]:
    """Read the name of a dateline as the same town everywhere, where no table knows it as something else."""
    towns = {
        text_of(doc, n.start, n.end).casefold(): n for n in names if n.rule == "name-dateline" and n.type == "City"
    }
    if not towns:
        return names
    result = []
    for name in names:
        town = towns.get(text_of(doc, name.start, name.end).casefold())
        if town is not None and name.entry is None and name.type != "Person":
            name = replace(name, type="City", key=town.key)
        result.append(name)
    return result


def relatives(doc: Doc, names: list[Name]) -> list[Name]:
    """Take what stands in apposition to a relative for a person: "his wife, Sofia"."""
    return [
        replace(n, type="Person", entry=None, key=None) if n.entry is not None and _kin_beside(doc, n) else n
        for n in names
    ]


def _kin_beside(doc: Doc, name: Name) -> bool:
    """Tell whether a given name stands in apposition to a noun for a relative."""
    last = doc[name.end - 1]
    kin = last.dep_ == "appos" and last.head.tag_ == "NN" and last.head.lemma_.lower() in word_set("kin")
    return kin and is_given_name(doc[name.start].text)


def at_home(doc: Doc, names: list[Name], gazetteer: Gazetteer) -> list[Name]:
    """Take a body that many countries have for the one of the tables only where the text names its country.

    "Congress" of a text about Chile is not that of the United States.
    """
    shared = [n for n in names if n.entry and _shared(doc, n)]
    if not shared:
        return names
    others = {_country(n, gazetteer) for n in names if n.entry and n not in shared} - {None}
    return [
        replace(n, entry=None, key=None) if n in shared and others and _country(n, gazetteer) not in others else n
        for n in names
    ]


def _shared(doc: Doc, name: Name) -> bool:
    """Tell whether a name is that of a body that many countries have."""
    return text_of(doc, name.start, name.end).lower().replace(" ", "_") in word_set("shared bodies")


def _country(name: Name, gazetteer: Gazetteer) -> str | None:
    """Return the country that a name of the tables is or belongs to."""
    known = gazetteer.known(name.entry.key) if name.entry else None
    return (known.iso3166 or known.of_country) if known else None


def with_direction(doc: Doc, name: Name) -> Name:
    """Widen a country or region to the part of it that is told: "northern Peru", "south-eastern Europe"."""
    whole = name.entry is None and name.size > 1 and name.type in _DIVIDED | {"City"}
    if whole and _PART.fullmatch(doc.words[name.start]):
        return replace(name, type="Region", rule="name-part") if doc.words[name.start].islower() else name
    if name.type not in _DIVIDED or not name.start or (name.entry and name.entry.form is not Form.NAME):
        return name
    start = name.start - 1
    start -= 2 if start > 1 and doc[start - 1].text == "-" else 0  # "north-eastern", cut by the tokenizer
    if not _PART.fullmatch(text_of(doc, start, name.start)):
        return name
    return replace(name, start=start, type="Region", rule="name-part", entry=None, key=None)


def with_class_nouns(doc: Doc, names: list[Name]) -> list[Name]:
    """Widen names by the noun for a structure or a treaty that is called after them: "the Okello bridge".

    A name that also stands alone somewhere, or that the tables know as a country or body, is a thing of its own, and
    what is near it only told by it ("the Lima airport"); a treaty is no town, whoever signed it there.
    """
    alone = Counter(text_of(doc, n.start, n.end) for n in names if _noun_after(doc, n) is None)
    return [_widened(doc, name, alone) for name in names]


def _widened(doc: Doc, name: Name, alone: Counter[str]) -> Name:
    """Widen one name by its noun."""
    noun = _noun_after(doc, name)
    if noun is None:
        return name
    if noun.lower_ in word_set("treaties"):
        town = name.type == "City" or (name.entry is not None and name.entry.form is Form.CAPITAL)
        return replace(name, end=noun.i + 1, type="Object", rule="name-noun", entry=None, key=None) if town else name
    free = name.entry is None and name.key is None and name.type in _NAMESAKES
    if not free or alone[text_of(doc, name.start, name.end)]:
        return name
    return replace(name, end=noun.i + 1, type="Facility", rule="name-noun")


def _noun_after(doc: Doc, name: Name) -> Token | None:
    """Return the noun for a structure or treaty that a name with an article or possessor narrows, directly after it."""
    last = doc[name.end - 1]
    noun = last.head
    if last.dep_ not in {"compound", "nmod", "amod"} or not name.end <= noun.i < name.end + 2 or noun.tag_ not in _ONE:
        return None
    between = doc[name.end : noun.i]
    if any(t.pos_ not in {"NOUN", "ADJ"} or t.head != noun for t in between):
        return None
    before = doc[name.start - 1] if name.start else None
    told = before is not None and before.dep_ in {"det", "poss"} and before.lower_ not in {"a", "an"}
    bare = before is None or before.lower_ in word_set("place prepositions") or before.pos_ == "VERB"
    where = bare and noun.lower_ in _BARE
    wanted = word_set("structures") | word_set("treaties")
    return noun if (told and noun.lower_ in wanted) or where else None


def linked(doc: Doc, names: list[Name]) -> list[Name]:
    """Join two parts of a name with the small word between them: "Estrela" and "Norte" of "Estrela do Norte"."""
    result: list[Name] = []
    for name in names:
        before = result[-1] if result else None
        if before is not None and _joined(doc, before, name):
            kind = before.type if before.type != "City" else name.type
            result[-1] = replace(before, end=name.end, type="Organization" if kind == "Group" else kind)
        else:
            result.append(name)
    return result


def with_surname(doc: Doc, names: list[Name]) -> list[Name]:
    """Join a person's given name with the surname after it that the recogniser left out: "Teresa" and "Olivar"."""
    result: list[Name] = []
    for name in names:
        before = result[-1] if result else None
        rest = before is not None and before.type == "Person" and before.end == name.start and name.size == 1
        left = rest and name.entry is None and name.type in {"Organization", "Person", "City"}
        if left and before is not None and doc[before.end - 1].head.i == name.start and before.entry is None:
            result[-1] = replace(before, end=name.end)
        else:
            result.append(name)
    taken = {name.start for name in result}
    return [replace(n, end=n.end + 1) if _unfinished(doc, n, taken) else n for n in result]


def _unfinished(doc: Doc, name: Name, taken: set[int]) -> bool:
    """Tell whether a person's name has only given names, and a proper noun that nobody took goes on with it."""
    if name.type != "Person" or name.end >= len(doc) or name.end in taken or name.size < len(("Maria", "Teresa")):
        return False
    after = doc[name.end]
    known = all(is_given_name(t.text) for t in doc[name.start : name.end])
    fits = after.tag_ == "NNP" and after.text[:1].isupper() and after.lower_ not in word_set("no names")
    return known and fits and doc[name.end - 1].head == after


def _joined(doc: Doc, before: Name, name: Name) -> bool:
    """Tell whether two names are parts of one."""
    return (
        name.start == before.end + 1
        and doc.words[before.end] in _LINKS
        and before.entry is None
        and (name.entry is None or name.entry.form is Form.NAME)
        and doc.words[name.start] not in word_set("no names")
    )


def addresses(doc: Doc) -> Iterator[Name]:
    """Take web addresses, and names of accounts and hashtags."""
    written = words_of_doc(doc)
    for i, word in enumerate(written):
        if word == "#" and i + 1 < len(written) and written[i + 1].isalpha() and not doc[i].whitespace_:
            yield Name(i, i + 2, "Object", "name-address")
        elif ("." in word or word[0] == "@") and _ADDRESS.match(word):
            yield Name(i, i + 1, "Object", "name-address")
