"""Names: those of the tables, the pipeline's entities with their systematic errors repaired, runs of capitals."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from kg.extract.mentions_agreement import acronyms_here, missed_names, towns_here
from kg.extract.mentions_refusals import NO_MENTION, attitude, described_so, in_compound, is_name
from kg.extract.mentions_repairs import (
    LONG_PERSON,
    after_demonym,
    after_trade,
    cut_pair,
    described,
    in_headlines,
    made_consistent,
    of_countries,
    surnames_of,
    with_entry,
)
from kg.extract.mentions_shapes import (
    addresses,
    as_in_dateline,
    at_home,
    datelines,
    in_turns,
    linked,
    relatives,
    with_class_nouns,
    with_direction,
    with_surname,
)
from kg.extract.mentions_surnames import missed_surnames
from kg.extract.mentions_words import Name, NameWords, is_capital, text_of, title_lines, words_of_doc
from kg.extract.tokens import Doc
from kg.gazetteer import Entry, Form, Gazetteer, Nouns
from kg.gazetteer.words import is_given_name, word_set

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
    "LAW": "Object",
}
_HONORIFICS = frozenset({"Jr", "Jr.", "Sr", "Sr.", "II", "III", "IV", "MP", "QC", "SC", "KC", "MEP", "PhD", "MD"})
_TAIL = frozenset(
    {"'s", "’s", "'", "’", ",", ".", "-", "–", "—", ":", ";", '"', "“", "”", "(", ")", "‘", "`", "``", "''"}
)
#: Words that a name cannot end in.
_LOOSE = frozenset({"of", "for", "and", "the", "in"})
#: Words inside the names of persons that may be written small.
_PARTICLES = frozenset(
    {"de", "da", "dos", "del", "der", "den", "van", "von", "bin", "al", "el", "la", "ben", "ter", "di"}
)
#: Classes whose names go on with "of": "Ministry of Culture", "Council for the Arts".
_WITH_TAIL = frozenset({"GovernmentBody", "Organization", "InternationalOrganization"})
#: Classes of bodies that a country has.
_NATIONAL = frozenset({"GovernmentBody", "ArmedForce", "PoliticalParty", "MediaOutlet", "Organization", "Company"})
#: Small words in names that hyphens tie together.
_TYING = frozenset(
    ["a", "de", "du", "la", "le", "les", "sur", "sous", "en", "upon", "on", "in", "by", "am", "an", "au"]
)
#: The longest name in tokens that is looked up.
_LONGEST = 12


def _elsewhere(doc: Doc, start: int, end: int, entry: Entry) -> bool:
    """Tell whether a word of the tables means something else here: a language ("in English"), money ("NZ $")."""
    last = doc[end - 1]
    if entry.form is Form.ADJECTIVE and end - start == 1 and last.tag_ not in {"NNS", "NNPS"}:
        alone = last.dep_ in {"pobj", "dobj"} and not any(True for _ in last.lefts)
        return alone and last.head.lemma_.lower() in word_set("language words")
    return end < len(doc) and doc[end].text == "$"


def known_names(doc: Doc, gazetteer: Gazetteer) -> Iterator[Name]:
    """Find the names of the tables, the longest first at each place."""
    i, written = 0, words_of_doc(doc)
    while i < len(written):
        step = 1
        if is_capital(doc, i) and written[i] != "The" and (longest := gazetteer.longest(written[i])):
            for end in range(min(i + longest, i + _LONGEST, len(doc)), i, -1):
                text = text_of(doc, i, end)
                entries = gazetteer.find(f"The {text}" if i and written[i - 1] in {"the", "The"} else text)
                if entries and not _elsewhere(doc, i, end, entries[0]) and not in_compound(doc, i, end, gazetteer):
                    known = gazetteer.known(entries[0].key)
                    yield Name(i, end, known.type if known else "Actor", "name-known", entries[0])
                    step = end - i
                    break
        i += step


def _trimmed(doc: Doc, start: int, end: int, *, person: bool) -> tuple[int, int]:
    """Take articles, titles, possessives and marks off the ends of an entity."""
    while end - start > 2 and doc[start].lower_ in {"pro", "anti", "ex", "non"} and doc[start + 1].text == "-":
        start += min(3, end - start - 1)
    while start < end and (doc[start].lower_ in {"the", "a", "an"} or doc[start].text in _TAIL or doc[start].is_space):
        start += 1
    while end > start and (doc[end - 1].text in _TAIL or doc[end - 1].is_space or doc[end - 1].lower_ in _LOOSE):
        end -= 1
    while end - start > 1 and doc[start].text.isdigit():
        start += 1
    while end - start > 1 and doc[end - 1].text.isdigit() and end < len(doc) and doc[end].text in {"-", "–"}:
        end -= 1
    while end - start > 1 and doc[end - 1].lower_ in word_set("titles") and doc[end - 1].i not in {start}:
        if person or doc[end - 1].text in _HONORIFICS:
            break
        end -= 1
    while (
        end - start > 1
        and doc[start].lower_.rstrip(".") in word_set("titles")
        and (person or doc[start].lower_.rstrip(".") in word_set("forms of address"))
    ):
        start += 1
    if person:
        start += end - start > 1 and doc[start].dep_ == "aux"  # "Will Okafor resign?"
        while end - start > 1 and (doc[end - 1].text in _HONORIFICS or doc[end - 1].text in _TAIL):
            end -= 1
        end -= end - start > 1 and doc[end - 1].text.islower() and doc[end - 1].tag_ == "RB"
    return start, end


def _pieces(doc: Doc, start: int, end: int, words: NameWords, *, person: bool = False) -> Iterator[tuple[int, int]]:
    """Cut an entity at line breaks, at spaced dashes and slashes, and where a possessive runs two names together."""
    begin = start
    run_on = end - 2
    if (
        not person
        and run_on - start > 1
        and doc[run_on - 1].lower_ not in {"of", "the", "de"}
        and words.type_of([doc.words[end - 1]]) is None
        and _is_person(doc, run_on, end)
    ):
        yield from _pieces(doc, start, run_on, words)
        begin = run_on
    for i in range(begin, end):
        if doc[i].is_space or doc[i].text in {"–", "—", "/", "|", ";", ":", "(", ")"}:
            if i > begin:
                yield begin, i
            begin = i + 1
    if end > begin:
        yield begin, end


def _entity_type(doc: Doc, start: int, end: int, label: str, words: NameWords) -> str:
    """Choose between what the pipeline says of an entity and what its words say."""
    typed = words.type_of([t.text for t in doc[start:end]]) if end - start > 1 else None
    before = doc[start - 1].lower_.rstrip(".") if start else ""
    if before in word_set("forms of address") or (typed is None and _is_person(doc, start, end)):
        return "Person"
    if label == "City" and doc[end - 1].text == "City":
        return label
    if label == "Person" and typed != "MediaOutlet" and end - start < LONG_PERSON:
        return "Person"
    return typed or label


def _is_person(doc: Doc, start: int, end: int) -> bool:
    """Tell whether a name begins with a given name and goes on like a person's."""
    if not 1 < end - start <= LONG_PERSON or not all(
        t.text[:1].isupper() or t.lower_ in _PARTICLES or t.text == "-" for t in doc[start:end]
    ):
        return False
    return is_given_name(doc[start].text) and doc[end - 1].text[:1].isupper()


def entity_names(doc: Doc, words: NameWords, titled: frozenset[int]) -> Iterator[Name]:
    """Take over the pipeline's entities, trimmed, cut and typed by their words."""
    for first, after, label in doc.ents:
        if label not in _LABELS:
            continue
        for start, end in _pieces(doc, first, after, words, person=label == "PERSON"):
            start, end = _trimmed(doc, start, end, person=label == "PERSON")
            if end <= start or not any(is_capital(doc, i) for i in range(start, end)):
                continue
            if titled.issuperset(range(start, end)) and not any(t.pos_ == "PROPN" for t in doc[start:end]):
                continue
            if described_so(doc, start, end):
                continue
            yield Name(start, end, _entity_type(doc, start, end, _LABELS[label], words), "name-entity")


def capital_names(doc: Doc, taken: set[int], words: NameWords, titled: frozenset[int]) -> Iterator[Name]:
    """Take runs of proper nouns that nobody took yet, inside sentences."""
    i, written = 0, doc.words
    while i < len(written):
        if not written[i][0].isupper():  # no name begins there
            i += 1
            continue
        end = i
        while end < len(written) and _joins(doc, end, taken) and (end > i or written[end] != "-"):
            end += 2 if written[end] == "-" else 1
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
            typed = "Person" if _is_person(doc, i, end) else words.type_of([t.text for t in doc[i:end]])
            typed = None if typed == "Company" and end - i == 1 else typed
            start, last = _trimmed(doc, i, end, person=typed == "Person")
            if typed is None and last > start and _numbered(doc, last):
                typed, last = "Object", last + 1
            if last > start and (typed == "Person" or doc[end - 1].lower_ not in word_set("titles")):
                yield Name(start, last, typed or "Organization", "name-capitals")
        i = end


def _refused(doc: Doc, name: Name, gazetteer: Gazetteer) -> bool:
    """Tell whether the tables know a name that the pipeline found, and mean something else by it here."""
    entries = gazetteer.find(text_of(doc, name.start, name.end)) if name.entry is None else ()
    return bool(entries) and _elsewhere(doc, name.start, name.end, entries[0])


def _prefer(names: Iterable[Name]) -> list[Name]:
    """Keep of overlapping names the longest; of equals the one that the tables know."""
    kept: list[Name] = []
    taken: set[int] = set()
    order = sorted(
        names, key=lambda n: (n.rule != "name-dateline", -n.size, n.entry is None, n.rule != "name-address", n.start)
    )
    for name in order:
        if taken.isdisjoint(range(name.start, name.end)):
            kept.append(name)
            taken.update(range(name.start, name.end))
    return sorted(kept, key=lambda n: n.start)


def _extended(doc: Doc, name: Name, taken: set[int], words: NameWords, countries: dict[int, int]) -> Name:
    """Widen a name by the proper nouns around it that belong to its noun phrase and nobody else took."""
    start, end = name.start, name.end
    if name.type == "Person" and not is_given_name(doc[start].text) and name.size > 1 and _numbered(doc, end):
        return replace(name, end=end + 1, type="Object")
    if name.type == "Person" or (name.entry and name.entry.form is not Form.NAME):
        return name
    while end < len(doc) and _joins(doc, end, taken) and doc[end - 1].head.i >= end:
        end += 2 if doc[end].text == "-" else 1
    if words.type_of([t.text for t in doc[start:end]]) in _WITH_TAIL:
        end = _tail(doc, end, taken, countries)
    end += name.entry is None and _numbered(doc, end)
    typed = words.type_of([t.text for t in doc[start:end]])
    legal = all(t.lower_.rstrip(".") in word_set("legal forms") for t in doc[name.end : end])
    if end == name.end or typed == NO_MENTION or (typed is None and name.entry is not None):
        return name
    if legal and name.entry is not None and name.type not in {"Country", "City", "Region"}:
        return replace(name, end=end, entry=None, key=name.entry.key)  # "Toyota Corp"
    return replace(name, start=start, end=end, type=typed or name.type, entry=None)


def _numbered(doc: Doc, end: int) -> bool:
    """Tell whether a name goes on with a number: "Apollo 11"."""
    if end >= len(doc) or not doc[end].text.isdigit() or doc[end].head.i != end - 1:
        return False
    if end + 1 < len(doc) and doc[end + 1].pos_ in {"NOUN", "ADJ"}:
        return False  # "gave Silva 34 delegates"
    return doc[end].ent_type_ not in {"DATE", "TIME", "MONEY", "PERCENT"}


def _hyphened(doc: Doc, name: Name) -> Name:
    """Widen a name by what is tied to it with hyphens and small words: "Mar-a-Lago", "Stratford-upon-Avon"."""
    end = name.end
    while end + 1 < len(doc) and doc[end].text == "-" and not doc[end - 1].whitespace_ and not doc[end].whitespace_:
        end += 2
    tied = end > name.end + 2 and doc[end - 1].text[:1].isupper() and doc[name.end + 1].lower_ in _TYING
    return replace(name, end=end, type="Facility" if name.type == "Organization" else name.type) if tied else name


def _merged(doc: Doc, names: list[Name], words: NameWords) -> list[Name]:
    """Join a demonym with the body's name that follows it at once: "Kenyan" and "Navy"."""
    result: list[Name] = []
    for name in names:
        before = result[-1] if result else None
        beside = before is not None and before.end == name.start and before.entry is not None
        body = name.entry is None and words.type_of([t.text for t in doc[name.start : name.end]]) in _NATIONAL
        if beside and body and before is not None and before.type == "Country":
            result[-1] = replace(name, start=before.start)
        else:
            result.append(name)
    return result


def _tail(doc: Doc, end: int, taken: set[int], countries: dict[int, int]) -> int:
    """Return where a body's name ends that goes on with "of" or "for" and more capitals, or with "of" a country."""
    here = end
    if doc[end - 1].text in {"Ministry", "Department"} and end < len(doc) and doc[end].lower_ == "of":
        after = end + 2 if end + 1 < len(doc) and doc[end + 1].lower_ == "the" else end + 1
        if after in countries:
            return countries[after]
    while here < len(doc) and doc[here].lower_ in {"of", "for", "and"} and here not in taken:
        after = here + 1
        while after < len(doc) and doc[after].lower_ in {"the", "all"}:
            after += 1
        stop = after
        while stop < len(doc) and doc[stop].text[:1].isupper() and doc[stop].pos_ in {"PROPN", "NOUN", "ADJ"}:
            stop += 1
        if (
            stop == after
            or not taken.isdisjoint(range(after, stop))
            or (doc[here].lower_ == "and" and (end == here or here == end))
        ):
            break
        here = end = stop
    return end


def _joins(doc: Doc, i: int, taken: set[int]) -> bool:
    """Tell whether the token goes on with a name: a capital, or a hyphen before one."""
    written = doc.words
    if not written[i][0].isupper() and written[i] != "-":
        return False
    if i + 1 < len(doc) and written[i] == "-" and not doc[i].whitespace_ and not doc[i - 1].whitespace_:
        return i + 1 not in taken and is_capital(doc, i + 1) and doc[i + 1].pos_ == "PROPN"
    return i not in taken and doc[i].pos_ == "PROPN" and is_capital(doc, i) and doc[i].lower_ not in word_set("titles")


def find_names(doc: Doc, gazetteer: Gazetteer, words: NameWords, nouns: Nouns) -> list[Name]:
    """Find all names of a document, without overlaps; names inside others are the caller's to find."""
    titled = title_lines(doc)
    known = list(known_names(doc, gazetteer))
    found = [after_demonym(doc, name, gazetteer) for name in entity_names(doc, words, titled)]
    found = [after_trade(doc, name, nouns) for name in found]
    entities = [*found, *addresses(doc), *datelines(doc, gazetteer)]
    first = linked(doc, _prefer([*known, *entities]))
    taken = {i for name in first for i in range(name.start, name.end)}
    countries = {n.start: n.end for n in first if n.type == "Country" and n.entry and n.entry.form is Form.NAME}
    first = _merged(doc, [_extended(doc, name, taken, words, countries) for name in first], words)
    taken = {i for n in first for i in range(n.start, n.end)}
    found = with_surname(doc, _prefer([*first, *capital_names(doc, taken, words, titled)]))
    names = of_countries(doc, _prefer(_merged(doc, [_hyphened(doc, name) for name in found], words)), gazetteer)
    surnames = surnames_of(doc, names)
    begins = {sent.start for sent in doc.sents}
    lower = Counter(w for i, w in enumerate(words_of_doc(doc)) if i not in titled and i not in begins)
    cut = [piece for name in names for piece in cut_pair(doc, name, surnames, gazetteer)]
    kept = [n for n in cut if is_name(doc, n, lower, surnames, nouns)]
    kept = [n for n in kept if not _refused(doc, n, gazetteer) and not attitude(doc, n)]
    typed = [described(doc, with_entry(doc, name, gazetteer, surnames), nouns) for name in kept]
    typed = towns_here(doc, acronyms_here(doc, typed, gazetteer), gazetteer)
    typed += [*missed_surnames(doc, typed, lower, titled), *missed_names(doc, typed, lower, titled)]
    typed = sorted([*typed, *in_headlines(doc, typed, titled)], key=lambda n: n.start)
    typed = relatives(doc, typed)
    names = at_home(doc, as_in_dateline(made_consistent(doc, typed, nouns, words), doc), gazetteer)
    return in_turns(doc, [with_direction(doc, name) for name in with_class_nouns(doc, names)])
