"""Which names of a document are one: same name, surname, given name, acronym, shortened and misspelt forms."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from rapidfuzz.distance import Indel

from kg.extract.mentions_agreement import SMALL
from kg.extract.references_things import Discourse, Thing, family
from kg.gazetteer.words import word_set
from kg.model import EntityMention, MentionKind, Rule

#: A name this long may be a misspelling of another that is this alike (share of equal letters in order).
_LONG_NAME = 7
_ALIKE = 0.85
#: The same for names of several words.
_NEARLY = 0.92
#: Initials that are no acronym.
_SHORTEST_ACRONYM = 2
#: The shortest form of a title that is the beginning of its long one: "gov".
_SHORTEST_TITLE = 3
#: What follows a name after a comma and a blank begins within so many code points.
_BESIDE = len(", x")
#: Words of kin before a name tell a man from a woman.
_KIN = (
    dict.fromkeys(("son", "husband", "father", "brother", "grandfather", "uncle", "nephew", "grandson", "widower"), "m")
    | dict.fromkeys(("daughter", "wife", "mother", "sister", "grandmother", "aunt", "niece", "granddaughter"), "f")
    | dict.fromkeys(("widow", "girlfriend"), "f")
    | {"boyfriend": "m", "stepson": "m", "stepdaughter": "f"}
)
#: A word of kin ends within so many code points before the name.
_KIN_REACH = 24
_WORD = re.compile(r"[\w.&-]+|'s|’s")
#: The Arabic article before a family name, which the short name often lacks: "al-Omari", "Omari".
_ARTICLE = re.compile(r"^(?:[Aa]l|[Ee]l|[Aa]sh?|[Aa][dnrtz]|[Uu]l)-(?=[A-Z])")


def words_of(name: str) -> list[str]:
    """Return the words of a name, without marks, possessives and the Arabic article."""
    return list(_words_of(name))


@lru_cache(maxsize=4096)
def _words_of(name: str) -> tuple[str, ...]:
    return tuple(_ARTICLE.sub("", w) for w in _WORD.findall(name) if w not in {"'s", "’s"})


def initials(words: list[str]) -> str:
    """Return the initials of the larger words of a name."""
    return "".join(w[0] for w in words if w.lower() not in SMALL and w[0].isupper())


def _names(discourse: Discourse) -> list[EntityMention]:
    """Return the name mentions, in the order of the text."""
    return [m for m in discourse.mentions.all if m.kind is MentionKind.NAME and m.name]


def _same(discourse: Discourse, names: list[EntityMention]) -> None:
    """Link names that are equal, or that the tables know as one thing."""
    last: dict[str, EntityMention] = {}
    shared = _shared_surnames(names)
    for mention in names:
        bare = " ".join(words_of(mention.name or "")).casefold()
        if mention.position and bare in shared and mention.type == "Person":
            continue  # the title tells whose surname it is here
        titled = mention.gender if mention.type == "Person" and " " not in bare else None
        handles = [mention.key] if mention.key else [f"{f}:{bare}:{titled}" for f in sorted(family(mention.type))]
        for handle in handles:
            if handle in last:
                discourse.join(mention, last[handle], "same-name")
        last.update(dict.fromkeys(handles, mention))


def _shared_surnames(names: list[EntityMention]) -> set[str]:
    """Return the surnames that two persons have, whose given names are not one."""
    given: dict[str, list[str]] = {}
    shared: set[str] = set()
    for words in (words_of(m.name or "") for m in names if m.type == "Person"):
        if len(words) > 1 and not _one_bearer(given.setdefault(words[-1].casefold(), words), words):
            shared.add(words[-1].casefold())
    return shared


def _persons(discourse: Discourse) -> list[Thing]:
    """Return the persons with a full name."""
    things = discourse.things((MentionKind.NAME,))
    return [t for t in things if t.type == "Person" and any(len(words_of(m.name or "")) > 1 for m in t.mentions)]


def _full(thing: Thing) -> list[str]:
    """Return the words of a person's longest name."""
    return max((words_of(m.name) for m in thing.mentions if m.name), key=len)


def _compatible(given: str, other: str) -> bool:
    """Tell whether two given names may be one: equal, an initial, a short form, or a near spelling."""
    one, two = given.rstrip(".").casefold(), other.rstrip(".").casefold()
    if one.startswith(two) or two.startswith(one):
        return True
    return Indel.normalized_similarity(one, two) >= _ALIKE - 0.1


def _one_bearer(words: list[str], other: list[str]) -> bool:
    """Tell whether two full names of one surname may be one person's: the given names, and the initials after them.

    "George W. Bush" is not "George H.W. Bush"; one of the two may leave its initials out.
    """
    middle, middles = _initials_of(words), _initials_of(other)
    told_apart = middle and middles and not middle.startswith(middles) and not middles.startswith(middle)
    return not told_apart and _compatible(words[0], other[0])


def _initials_of(words: list[str]) -> str:
    """Return the initials, written with full stops, between a given name and a surname: "HW" of "George H.W. Bush"."""
    return "".join(w.replace(".", "") for w in words[1:-1] if w.endswith("."))


def _full_names(discourse: Discourse) -> None:
    """Link full names of one surname whose given names may be one ("Aleksandr", "Alexander")."""
    by_surname: dict[str, list[Thing]] = defaultdict(list)
    for thing in _persons(discourse):
        words = _full(thing)
        for other in by_surname[words[-1].casefold()]:
            if _one_bearer(words, _full(other)):
                discourse.join(thing.mentions[0], other.mentions[0], "full-name")
                break
        else:
            by_surname[words[-1].casefold()].append(thing)


def _is_short(mention: EntityMention, thing: Thing, persons: list[Thing]) -> bool:
    """Tell whether a person's name is a part of a full one: one word, or the several of "Van der Berg"."""
    words = words_of(mention.name or "")
    if len(words) == 1:
        return thing not in persons
    return any(t is not thing and _full(t)[-len(words) :] == words for t in persons)


def _of_title(discourse: Discourse, mention: EntityMention, persons: list[Thing]) -> list[Thing]:
    """Keep of the persons of one surname those who have the title that stands before it; all, where none has."""
    title = (mention.position or "").lower().rstrip(".").split()[-1:]
    return [
        t for t in persons if title and any(_one_title(title[0], held) for held in _titles(discourse, t))
    ] or persons


def _titles(discourse: Discourse, person: Thing) -> set[str]:
    """Return the last words of the titles before a person's full name, and of what follows it after a comma."""
    text, named = discourse.parse.document.text, [m for m in person.mentions if m.name and " " in m.name]
    held = {words[-1] for m in named if (words := (m.position or "").lower().split())}
    after = [n for m in named for n in discourse.between(m.span.end, m.span.end + _BESIDE) if n.span > m.span]
    beside = [n for n in after if text[: n.span.start].endswith(", ") and n.kind is MentionKind.NOMINAL]
    return held | {discourse.lemma(n) for n in beside}


def _one_title(one: str, other: str) -> bool:
    """Tell whether two titles are one, short or not: "gov", "governor"."""
    short, long = sorted((one, other.rstrip(".")), key=len)
    return long.startswith(short) and len(short) >= _SHORTEST_TITLE


def _short_person(discourse: Discourse, mention: EntityMention, persons: list[Thing]) -> bool:
    """Link a short form of a person's name to the full one: surname first, given name where nobody else has it.

    Tells whether it found the person.
    """
    words = [w.casefold() for w in words_of(mention.name or "")]
    for at, rule in ((slice(-len(words), None), "surname"), (slice(0, len(words)), "given-name")):
        found = [t for t in persons if [w.casefold() for w in _full(t)][at] == words and len(_full(t)) > len(words)]
        found = [t for t in found if not (mention.gender and (_sex(discourse, t) or mention.gender) != mention.gender)]
        if len(found) > 1:
            if mention.gender and rule == "surname" and not _first_of_sex(discourse, found, mention):
                return False  # "Mr. Silva", of two Silvas of whom nobody knows which is a man
            found = _of_title(discourse, mention, found)
            found = [t for t in found if discourse.before(mention, t)] or found
            found = [min(found, key=lambda t: t.mentions[0].span)] if rule == "surname" else []
        if found:
            antecedent = discourse.before(mention, found[0]) or found[0].mentions[0]
            discourse.join(mention, antecedent, rule)
            return True
    for thing in persons:
        surname = _full(thing)[-1].casefold()
        alike = len(words[-1]) >= _LONG_NAME and Indel.normalized_similarity(surname, words[-1]) >= _ALIKE
        earlier = discourse.before(mention, thing) if alike else None
        if earlier is not None:
            discourse.join(mention, earlier, "near-spelling")
            return True
    return False


def _sex(discourse: Discourse, person: Thing) -> str | None:
    """Return whether a person is a man or a woman: by name, or by a word of kin before it ("her son, Rui Silva")."""
    if person.gender:
        return person.gender
    named = next(m for m in person.mentions if m.name and " " in m.name)
    text = discourse.parse.document.text
    before = text[max(0, named.span.start - _KIN_REACH) : named.span.start].replace(",", " ").split()
    return _KIN.get(before[-1].lower()) if before else None


def _first_of_sex(discourse: Discourse, persons: list[Thing], mention: EntityMention) -> bool:
    """Tell whether it is clear whom "Mr. Silva" means: of those who may be men, the one named first is known as one."""
    title = mention.position or ""
    first = min(persons, key=lambda t: t.mentions[0].span)
    held = any(m.position == title and m.gender for m in first.mentions)
    return held or _sex(discourse, first) == mention.gender


def _contained(short: list[str], full: list[str]) -> bool:
    """Tell whether a name is the beginning or the end of a longer one, in whole words."""
    return 0 < len(short) < len(full) and (full[: len(short)] == short or full[-len(short) :] == short)


def _legal_form(short: list[str], full: list[str]) -> bool:
    """Tell whether a longer name only adds the legal form of a company: "Ltd", "Holdings"."""
    rest = full[len(short) :]
    return full[: len(short)] == short and all(w.lower().rstrip(".") in word_set("legal forms") for w in rest)


def _acronym_of(short: str, full: list[str]) -> bool:
    """Tell whether a name is the initials of another."""
    letters = short.replace(".", "")
    if not (letters.isupper() and len(letters) >= _SHORTEST_ACRONYM):
        return False
    return letters in {initials(full), "".join(w[0].upper() for w in full)}


def _bodies(discourse: Discourse) -> Iterator[Thing]:
    """Yield the named things that are neither persons, countries nor peoples."""
    for thing in discourse.things((MentionKind.NAME,)):
        short = all(len(words_of(m.name)) == 1 for m in thing.mentions if m.name)
        part = thing.type == "Region" and not short  # "the Ashanti Region": the short name may be read as a body's
        if thing.type not in {"Person", "Country", "Group", "City", "Region"} or (short and not thing.key) or part:
            yield thing


def _short_bodies(discourse: Discourse) -> None:
    """Link the acronym or short form of a body's name to its longer name."""
    bodies = list(_bodies(discourse))
    names = [(t, list(w)) for t in bodies for w in sorted({tuple(words_of(m.name)) for m in t.mentions if m.name})]
    for thing, words in names:
        for other, full in names:
            if other is thing or len(full) <= len(words):
                continue
            rule = "acronym" if len(words) == 1 and _acronym_of(words[0], full) else None
            company = other.type == "Company" and full[:1] == words
            ends = full[-len(words) :] == words and thing.type == other.type
            if len(words) > 1 and not ends and not _legal_form(words, full):
                continue
            alike = company or thing.family & other.family or full[-2:] == ["of", *words]
            alike = alike or ("Place" in other.family and full[:-1] == words and thing.type == "Organization")
            if rule is None and thing.key is None and _contained(words, full) and alike:
                rule = "short-name"
            if rule and discourse.join(thing.mentions[0], other.mentions[0], rule):
                break


def _without_country(discourse: Discourse, mention: EntityMention) -> tuple[str, ...]:
    """Return the words of a body's name without a country's adjective or possessive before them."""
    inner = {m.span for m in discourse.mentions.all if m.rule == "name-inside" and mention.span.contains(m.span)}
    words = mention.name or ""
    for span in inner:
        words = words.replace(discourse.parse.text(span), "", 1)
    return tuple(w.casefold() for w in words_of(words) if w.casefold() not in {"of", "the"})


def _national_bodies(discourse: Discourse) -> None:
    """Link "the Defense Ministry" to "the Russian Defense Ministry", if no other country has one here."""
    seen: dict[tuple[str, ...], list[EntityMention]] = defaultdict(list)
    for mention in _names(discourse):
        if mention.type not in {"GovernmentBody", "ArmedForce", "Organization"} or mention.key:
            continue
        core = tuple(sorted(_without_country(discourse, mention)))
        if not core or len(core[0]) == 0:
            continue
        fitting = [m for m in seen[core] if not (m.country and mention.country and m.country != mention.country)]
        countries = {m.country for m in seen[core] if m.country}
        if fitting and (mention.country or len(countries) <= 1):
            discourse.join(mention, fitting[-1], "national-body")
        seen[core].append(mention)


def _misspelt(discourse: Discourse, names: list[EntityMention]) -> None:
    """Link a long name to one that is almost the same and has as many words ("Untied Nations")."""
    long = [m for m in names if _can_be_misspelt(m)]
    if not long:
        return
    first: dict[str, EntityMention] = {}
    for mention in names:
        first.setdefault(mention.name or "", mention)
    plain = [(text, len(words_of(text)), one) for text, one in first.items() if not any(c.isdigit() for c in text)]
    for mention in long:
        text = mention.name or ""
        size = len(words_of(text))
        for other, words, one in plain:
            if words == size and other != text and Indel.normalized_similarity(text, other, score_cutoff=_NEARLY):
                discourse.join(mention, one, "near-spelling")
                break


def _can_be_misspelt(mention: EntityMention) -> bool:
    """Tell whether a name is one that is compared with others: long, in small letters, without numbers, unknown."""
    text = mention.name or ""
    if mention.key or mention.rule == "name-family" or mention.type in {"Person", "Object"}:
        return False
    if len(text) < _LONG_NAME or text.isupper():
        return False
    return not any(c.isdigit() for c in text)


def _in_brackets(discourse: Discourse, names: list[EntityMention]) -> None:
    """Link a short name in brackets directly after a longer one that begins with the same letter."""
    text = discourse.parse.document.text
    for long, short in pairwise(names):
        between = text[long.span.end : short.span.start].strip()
        after = text[short.span.end : short.span.end + 2].strip()[:1]
        if (
            between == "("
            and after == ")"
            and discourse.thing[short.span].type not in {"Group", "Person"}
            and discourse.thing[long.span].type != "Person"
            and (short.name or "")[:1].casefold() in initials(words_of(long.name or "")).casefold()
        ):
            discourse.join(short, long, "acronym")


def _families(discourse: Discourse, names: list[EntityMention], persons: list[Thing]) -> None:
    """Let "the Silvas" stand for all persons here of that surname."""
    for mention in names:
        if mention.rule != "name-family":
            continue
        members = [t for t in persons if _full(t)[-1] == (mention.name or "")[:-1]]
        found = [m for t in members if (m := discourse.before(mention, t)) is not None]
        if len(found) > 1:
            discourse.split(mention, found, "family")


def link_names(discourse: Discourse) -> None:
    """Link the names of a document with each other."""
    names = _names(discourse)
    _same(discourse, names)
    _full_names(discourse)
    persons = _persons(discourse)
    unsure: dict[tuple[str | None, str], EntityMention] = {}
    for mention in names:
        if mention.type == "Person" and _is_short(mention, discourse.thing[mention.span], persons):
            known = unsure.get((mention.position, mention.name or "")) if mention.gender else None
            if known is not None:  # whoever "Mr. Silva" was the first time
                discourse.join(mention, known, "same-name")
            elif not _short_person(discourse, mention, persons) and mention.gender and mention.position:
                unsure[mention.position, mention.name or ""] = mention
    _families(discourse, names, persons)
    _national_bodies(discourse)
    _in_brackets(discourse, names)
    _short_bodies(discourse)
    _misspelt(discourse, names)


RULES = (
    Rule("same-name", "Two mentions of one name, or of one thing in the tables.", ("Peru won. Peru celebrated.",)),
    Rule(
        "full-name",
        "Full names of one surname whose given names are spellings or short forms of one another.",
        ("Alexander Petrov met Aleksandr Petrov's lawyer.",),
    ),
    Rule("surname", "A surname alone is the person whose full name ends in it.", ("Ana Silva won. Silva wept.",)),
    Rule("given-name", "A given name alone is the only person here who bears it.", ("Ana Silva won. Ana wept.",)),
    Rule(
        "family",
        "'The Silvas' are the persons here of that surname.",
        ("Ana Silva and Rui Silva left. The Silvas won.",),
    ),
    Rule(
        "near-spelling",
        "A long surname that differs from a known one by a letter or two is a misspelling of it.",
        ("Ivan Petrenkov won. Petrenko wept.",),
    ),
    Rule("acronym", "Capitals that are the initials of a body named here.", ("The National Tea Board (NTB) met.",)),
    Rule(
        "short-name",
        "The beginning or end of a longer name, where only one body here has it.",
        ("Zentrix Holdings fell. Zentrix denied it.",),
    ),
    Rule(
        "national-body",
        "A ministry or force named with and without its country.",
        ("The Kenyan Health Ministry spoke. The Health Ministry warned.",),
    ),
)
