"""Whether two signatures may be one thing, with the reason in words: the rules of who is whom.

Each rule looks at one kind of name and gives a :class:`Verdict`, or None where it has nothing to say. Nothing here
knows of the rest of the corpus; a verdict that holds only if no other candidate exists says so (``unique``).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

from rapidfuzz.distance import OSA

from kg.model import Judgement, Rule
from kg.resolve.names import (
    PersonName,
    fold,
    given_name_groups,
    normalise,
    organisation_words,
    person_name,
    rows_of,
    skeleton,
    words_of,
)
from kg.resolve.signature import Signature, completeness, is_acronym, is_generic, spelled_out, telling_names
from kg.resolve.taxonomy import compatible

#: Scores: how often two names that differ so and no further are one thing. Set by judgement, checked by the table of
#: pairs in ``tests/resolve``; a person's word replaces any of them.
EQUAL, REORDERED, ROMANISED, SHORTER, RENAMED, LISTED = 0.98, 0.94, 0.94, 0.92, 0.9, 0.88
ATTACHED, INITIAL, ACRONYM, MISSPELT = 0.8, 0.82, 0.85, 0.85
DOUBTFUL, UNLIKELY, OPPOSED = 0.6, 0.4, 0.05

#: Shortest word in which one wrong letter is a misspelling and not another name.
_MISSPELT_LETTERS = 8
_LONG_WORD = 5
#: Shortest acronym that two names share by more than chance.
_SURE_ACRONYM = 4

RULES = (
    Rule("who-key", "The same entry of a table of known countries, places, bodies or outlets."),
    Rule("who-name", "The same name, typography and titles aside."),
    Rule("who-romanised", "The same name in another system of romanisation (Aleksandr, Alexander)."),
    Rule("who-order", "The same words in another order (Ministry of Defence, Defence Ministry)."),
    Rule("who-middle", "The same first and family name, one with further names between or after."),
    Rule("who-nickname", "The same family name, and first names that are used of one person (William, Bill)."),
    Rule("who-initial", "The same family name, and initials that fit the one full name that the articles have."),
    Rule("who-surname", "A family name alone, and one full name with it in the articles."),
    Rule("who-acronym", "An acronym, and a name that it stands for."),
    Rule("who-misspelt", "Names that differ by one letter."),
    Rule("who-suffix", "The same name but for a legal form, a country's adjective or a word like City."),
    Rule("who-partial", "One name holds the other and says more: a part, a member or a namesake."),
    Rule("who-first-name", "One family name, but first names of different people."),
    Rule("who-generation", "One name, but of father and son."),
    Rule("who-gender", "One name, but of a woman and a man."),
    Rule("who-country", "One name, but of different countries."),
    Rule("who-type", "One name, but of things of different kinds."),
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a rule says of two signatures. ``unique``: it holds only if the weaker one has no other candidate."""

    judgement: Judgement
    score: float
    rule: str
    reason: str
    unique: bool = False


def _same(score: float, rule: str, reason: str, *, unique: bool = False) -> Verdict:
    return Verdict(Judgement.SAME, score, rule, reason, unique)


def _unsure(score: float, rule: str, reason: str) -> Verdict:
    return Verdict(Judgement.UNSURE, score, rule, reason)


def _different(rule: str, reason: str) -> Verdict:
    return Verdict(Judgement.DIFFERENT, OPPOSED, rule, reason)


def compare(left: Signature, right: Signature) -> Verdict | None:
    """Compare two signatures of one family; None where their names have nothing in common."""
    if left.key and right.key:
        return _same(1.0, "who-key", f"both are {left.key}") if left.key == right.key else None
    if left.family == "person":
        verdict = _best(persons(left.normal, right.normal), None)
    elif left.family == "organisation":
        verdict = _organisations(left, right)
    elif left.family == "group":
        verdict = _groups(left.normal, right.normal)
    else:
        verdict = places(left.normal, right.normal)
    if verdict is None or verdict.judgement is Judgement.DIFFERENT:
        return verdict
    return _veto(left, right, verdict) or verdict


def _best(*verdicts: Verdict | None) -> Verdict | None:
    """Return the verdict with the highest score."""
    return max((v for v in verdicts if v is not None), key=lambda v: (v.score, v.rule), default=None)


def _veto(left: Signature, right: Signature, verdict: Verdict) -> Verdict | None:
    """Say what stands against two like names being one thing: gender, country, kind."""
    if left.gender and right.gender and left.gender != right.gender and left.family == "person":
        return _different("who-gender", f"{left.name} is a woman in one article and a man in another")
    if left.country and right.country and left.country != right.country:
        where = f"{left.country} and {right.country}"
        if left.family == "person" and verdict.rule == "who-name" and not verdict.unique:
            return _unsure(DOUBTFUL, "who-country", f"the same name, but of {where}")
        return _different("who-country", f"{verdict.reason}, but of {where}")
    if not compatible(left.type, right.type) and not _is_telling(left, verdict):
        return _unsure(UNLIKELY, "who-type", f"{verdict.reason}, but a {left.type} and a {right.type}")
    if left.family == "organisation" and not (left.country and right.country):  # noqa: SIM102 - too long as one
        if is_generic(left.normal) and is_generic(right.normal):
            return _unsure(DOUBTFUL, "who-country", f"{verdict.reason}, but which country's is not said")
    return None


def _is_telling(left: Signature, verdict: Verdict) -> bool:
    """Tell whether a name is so much its own that the type may be a misreading."""
    return verdict.rule == "who-name" and len(organisation_words(left.normal)) > 1


@lru_cache(maxsize=1 << 18)
def persons(left: str, right: str) -> Verdict | None:
    """Compare two normalised names of persons.

    >>> persons("aleksandr lukashenko", "alexander lukhashenko").judgement.value
    'same'
    """
    if left == right:
        bare = completeness("person", left) < 1
        return _same(EQUAL, "who-name", "the same name", unique=bare)
    one, other = person_name(left), person_name(right)
    if sorted(left.split()) == sorted(right.split()):
        return _same(REORDERED, "who-order", "the same names in another order")
    kinship = _family_names(one, other)
    if kinship is None:
        return None
    if one.suffix != other.suffix:
        if one.suffix and other.suffix:
            return _different("who-generation", f"{one.suffix} and {other.suffix}")
        return _unsure(DOUBTFUL, "who-generation", f"only one is {one.suffix or other.suffix}")
    return _given_names(one, other, kinship)


def are_misspelt(left: str, right: str) -> bool:
    """Tell whether two names of one document differ only as a name and its misspelling or romanisation do.

    Both must say as much as the other: a surname alone is a matter of references.

    >>> are_misspelt("lydia buchtmann", "lydia bauchtman"), are_misspelt("lukashenko", "lukhashenko")
    (True, True)
    """
    one, other = person_name(left), person_name(right)
    if one.suffix != other.suffix or len(one.given) != len(other.given) or one.family[:-1] != other.family[:-1]:
        return False
    if any(_given_name(a, b) is None for a, b in zip(one.given, other.given, strict=True)):
        return False
    first, second = one.family[-1], other.family[-1]
    if fold(first) == fold(second):
        return True
    if (
        min(len(first), len(second)) < _LONG_WORD
        or first[0] != second[0]
        or {first + "a", second + "a"} & {first, second}
    ):
        return False
    if _is_family_ending(first, second):
        return False
    return OSA.distance(fold(first), fold(second), score_cutoff=1) <= 1


def _family_names(one: PersonName, other: PersonName) -> Verdict | None:
    """Compare the family names, particles aside."""
    first, second = one.family[-1], other.family[-1]
    if first == second:
        return _same(EQUAL, "who-name", "the same family name")
    if fold(first) == fold(second):
        return _same(ROMANISED, "who-romanised", f"{first} and {second} are romanisations of one name")
    longer, shorter = (one, other) if len(one.given) > len(other.given) else (other, one)
    if shorter.family[-1] in longer.given[1:] and shorter.given[:1] == longer.given[:1]:
        return _same(SHORTER, "who-middle", "one has a further family name", unique=True)
    return _misspelt(first, second)


def _misspelt(first: str, second: str) -> Verdict | None:
    """Say whether two words differ as a word and its misspelling do: by one letter, or two changed about."""
    if (
        min(len(first), len(second)) < _LONG_WORD
        or first[0] != second[0]
        or OSA.distance(first, second, score_cutoff=1) > 1
    ):
        return None
    if {first + "a", second + "a"} & {first, second}:
        return None
    reason = f"{first} and {second} differ by one letter"
    if sorted(first) == sorted(second) and len(first) >= _LONG_WORD:
        return _same(MISSPELT, "who-misspelt", f"{first} and {second} differ by two letters changed about")
    if min(len(first), len(second)) >= _MISSPELT_LETTERS and not _is_family_ending(first, second):
        return _same(MISSPELT, "who-misspelt", reason)
    return _unsure(DOUBTFUL, "who-misspelt", reason)


def _is_family_ending(first: str, second: str) -> bool:
    """Tell whether the difference lies in an ending that makes another family: -sen and -son, -mann and -man, -s."""
    endings = ("sen", "son", "ston", "sson", "ssen", "man", "mann", "ez", "es", "s", "z", "i", "o", "e", "y")
    stems = {word.removesuffix(end) for word in (first,) for end in endings if word.endswith(end)} | {first}
    others = {word.removesuffix(end) for word in (second,) for end in endings if word.endswith(end)} | {second}
    return bool(stems & others)


def _given_names(one: PersonName, other: PersonName, kinship: Verdict) -> Verdict | None:
    """Compare the given names of two people whose family names are alike."""
    if one.is_bare or other.is_bare:
        if kinship.judgement is not Judgement.SAME:
            return None
        return _same(min(ATTACHED, kinship.score), "who-surname", f"{kinship.reason}; no first name said", unique=True)
    if kinship.rule == "who-middle":
        return kinship
    if "".join(one.given) == "".join(other.given):
        return kinship
    likeness = [_given_name(a, b) for a, b in zip(one.given, other.given, strict=False)]
    if likeness[0] is None and not _called_by_middle_name(one.given, other.given):
        return _different("who-first-name", f"{one.given[0]} and {other.given[0]} are different first names")
    if None in likeness[1:]:
        return _different("who-first-name", f"{' '.join(one.given)} and {' '.join(other.given)} are different names")
    parts = [kinship, *(verdict for verdict in likeness if verdict is not None)]
    if len(one.given) != len(other.given):
        parts.append(
            _same(SHORTER, "who-middle", "the same first and family name, one with further names", unique=True)
        )
    weakest = min(parts, key=lambda v: (v.judgement is Judgement.SAME, v.score))
    return replace(weakest, unique=any(part.unique for part in parts))


def _called_by_middle_name(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Tell "J. Edgar" from "Edgar": an initial, then the name that the other goes by."""
    longer, shorter = (one, other) if len(one) > len(other) else (other, one)
    return len(longer) > 1 and len(longer[0]) == 1 and longer[1] == shorter[0]


@lru_cache(maxsize=1 << 16)
def _given_name(first: str, second: str) -> Verdict | None:
    """Compare two given names; None where they are different ones."""
    if first == second:
        return _same(EQUAL, "who-name", "the same first name")
    if 1 in (len(first), len(second)):
        if first[0] != second[0]:
            return None
        return _same(INITIAL, "who-initial", f"{first} may stand for {second}", unique=True)
    if second in given_name_groups().get(first, ()):
        return _same(RENAMED, "who-nickname", f"{first} and {second} are used of one person")
    if fold(first) == fold(second):
        return _same(ROMANISED, "who-romanised", f"{first} and {second} are romanisations of one name")
    alike = skeleton(first) == skeleton(second) and first[0] == second[0] and first[-1] == second[-1]
    if alike and min(len(first), len(second)) >= _LONG_WORD:
        return _same(LISTED, "who-romanised", f"{first} and {second} have the same consonants")
    return None


def _organisations(left: Signature, right: Signature) -> Verdict | None:
    """Compare the names of two bodies, each with each; an acronym with what it may stand for."""
    bare = is_acronym(left.name) and is_acronym(right.name)
    verdicts = [
        bodies(normalise(a), normalise(b))
        for a in telling_names(left)
        for b in telling_names(right)
        if is_acronym(a) == is_acronym(b) and (not is_acronym(a) or bare)
    ]
    return _best(*verdicts, _acronym(left, right), _acronym(right, left))


def _acronym(short: Signature, long: Signature) -> Verdict | None:
    """Say whether one is known by nothing but an acronym that the other's names may have."""
    if not all(is_acronym(name) for name in short.names) or all(is_acronym(name) for name in long.names):
        return None
    known = {normalise(name) for name in long.names if is_acronym(name)}
    for name in short.names:
        if normalise(name) in known:
            return _same(ACRONYM, "who-acronym", f"{name} is used of {long.name}", unique=True)
        if not known and normalise(name) in spelled_out(long.names):
            reason = f"{name} may stand for {long.name}"
            if len(name) >= _SURE_ACRONYM or (short.country and short.country == long.country):
                return _same(ACRONYM, "who-acronym", reason, unique=True)
            return _unsure(DOUBTFUL, "who-acronym", reason)
    return None


@lru_cache(maxsize=1 << 18)
def bodies(left: str, right: str) -> Verdict | None:
    """Compare two normalised names of organisations.

    >>> bodies("ministry of defence", "defense ministry").rule
    'who-order'
    """
    if left == right:
        return _same(EQUAL, "who-name", "the same name")
    one, other = spelled(left), spelled(right)
    if one == other:
        return _same(REORDERED, "who-suffix", "the same name but for small words, spelling or a legal form")
    if sorted(one) == sorted(other):
        return _same(REORDERED, "who-order", "the same words in another order")
    if _digits(left) != _digits(right):
        return None
    if len(one) == len(other):
        return _misspelt_words(one, other)
    longer, shorter = (one, other) if len(one) > len(other) else (other, one)
    if longer[: len(shorter)] == shorter and len(shorter) > 1:
        return _unsure(UNLIKELY, "who-partial", f"one adds {' '.join(longer[len(shorter) :])}")
    return None


@lru_cache(maxsize=1 << 16)
def _digits(name: str) -> str:
    """Return the digits of a name."""
    return "".join(char for char in name if char.isdigit())


@lru_cache(maxsize=1 << 16)
def spelled(name: str) -> tuple[str, ...]:
    """Return the telling words of a body's name in one spelling."""
    return tuple(_spelling().get(word, word) for word in organisation_words(name))


@lru_cache(maxsize=1)
def _spelling() -> dict[str, str]:
    """Return the other spellings of ``schemas/resolve/spellings.txt``, each with the one that is compared."""
    return {word: row[0] for row in rows_of("spellings.txt") for word in row[1:]}


def _misspelt_words(one: tuple[str, ...], other: tuple[str, ...]) -> Verdict | None:
    """Compare names of as many words: at most one may differ, as a misspelling does."""
    pairs = [(a, b) for a, b in zip(one, other, strict=True) if a != b]
    if len(pairs) != 1:
        return None
    ((first, second),) = pairs
    if min(len(first), len(second)) >= _LONG_WORD and fold(first) == fold(second):
        return _same(ROMANISED, "who-romanised", f"{first} and {second} are romanisations of one name")
    return _misspelt(first, second)


def _groups(left: str, right: str) -> Verdict | None:
    """Compare the names of two groups: of one in the singular, perhaps ("Muslim volunteers", "Muslims")."""
    if left.removesuffix("s") == right.removesuffix("s"):
        return _same(EQUAL, "who-name", "the same name")
    return places(left, right)


@lru_cache(maxsize=1 << 18)
def places(left: str, right: str) -> Verdict | None:
    """Compare two normalised names of places, groups or things.

    >>> places("taipei city", "taipei").rule
    'who-suffix'
    """
    if left == right:
        return _same(EQUAL, "who-name", "the same name")
    if _digits(left) != _digits(right):
        return None
    one, other = left.split(), right.split()
    longer, shorter = (one, other) if len(one) > len(other) else (other, one)
    if len(longer) == len(shorter) + 1 and longer[:-1] == shorter and longer[-1] in words_of("place_tails.txt"):
        return _same(LISTED, "who-suffix", f"the same name but for {longer[-1]}", unique=True)
    if len(one) == len(other):
        return _misspelt_words(tuple(one), tuple(other))
    if longer[: len(shorter)] == shorter and len(shorter) > 1:
        return _unsure(UNLIKELY, "who-partial", f"one adds {' '.join(longer[len(shorter) :])}")
    return None
