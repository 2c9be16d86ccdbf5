"""Which signatures are worth comparing: those that meet under a key of their names, not all with all.

A signature is *filed* under some keys and *looks* under some. What it looks under holds whatever
:mod:`kg.resolve.features` could find alike, so a new name costs a few look-ups however many names there are.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from kg.resolve.features import spelled
from kg.resolve.names import fold, given_name_groups, normalise, person_name, skeleton, words_of
from kg.resolve.signature import Signature, is_acronym, spelled_out, telling_names

#: Keys of things that the tables know by every name that they have; only their key says what is the same.
_CLOSED = ("country:", "nationals:", "government:", "place:")
#: Length of the start of a long family name under which its misspellings meet.
_START, _LONG = 4, 8
_VOWELS = frozenset("aeiouyj")


@dataclass(frozen=True, slots=True)
class Keys:
    """The keys that a signature is filed under and looks under."""

    filed: frozenset[str]
    looked: frozenset[str]


def keys_of(item: Signature) -> Keys:
    """Return the keys of a signature."""
    filed: set[str] = set()
    looked: set[str] = set()
    if item.key:
        filed.add(f"key/{item.key}")
        looked.add(f"key/{item.key}")
    if item.names and not item.key.startswith(_CLOSED):
        if item.family == "person":
            pairs = _person(item.normal)
        elif item.family == "organisation":
            pairs = _organisation(item)
        else:
            pairs = _other(item)
        for is_filed, is_looked, key in pairs:
            name = f"{item.family}/{key}"
            filed |= {name} if is_filed else set()
            looked |= {name} if is_looked else set()
    return Keys(frozenset(filed), frozenset(looked))


def _person(name: str) -> Iterator[tuple[bool, bool, str]]:
    """Yield a person's keys: family name and first letter, so that a surname alone meets every full name with it."""
    parts = person_name(name)
    bones = skeleton(parts.family[-1])
    if parts.is_bare:
        yield True, True, f"bare/{bones}"
        yield False, True, f"full/{bones}"
        return
    yield True, False, f"full/{bones}"
    yield False, True, f"bare/{bones}"
    families = [bones, *(skeleton(word) for word in parts.given[1:] if len(word) > 1)]
    for letter in sorted(_first_letters(parts.given)):
        for family in families:
            yield True, True, f"{family}/{letter}"
        if len(parts.family[-1]) >= _LONG:
            yield True, True, f"start/{fold(parts.family[-1])[:_START]}/{letter}"
    yield True, True, "words/" + " ".join(sorted(name.split()))


@lru_cache(maxsize=1 << 16)
def _first_letters(given: tuple[str, ...]) -> frozenset[str]:
    """Return the sounds that the first name may begin with, whatever its short or foreign form."""
    forms = given_name_groups().get(given[0], frozenset({given[0]}))
    if len(given) > 1 and len(given[0]) == 1:
        forms |= {given[1]}
    return frozenset(
        "*" if (sound := skeleton(form)[:1] or form[0]) in _VOWELS or form[0] in _VOWELS else sound for form in forms
    )


def _organisation(item: Signature) -> Iterator[tuple[bool, bool, str]]:
    """Yield a body's keys: its words in any order, all but one of them, its acronym and what that may stand for."""
    names = telling_names(item)
    for name in names:
        normal = normalise(name)
        if is_acronym(name):
            yield True, True, f"short/{normal}"
            yield False, True, f"long/{normal}"
            continue
        yield from _words(spelled(normal))
    if not any(is_acronym(name) for name in names):
        for short in sorted(spelled_out(names)):
            yield True, False, f"long/{short}"
            yield False, True, f"short/{short}"


def _words(words: tuple[str, ...]) -> Iterator[tuple[bool, bool, str]]:
    """Yield keys for the same words in another order, one of them misspelt, or more of them."""
    yield True, True, "words/" + " ".join(sorted(words))
    for index, word in enumerate(words):
        rest = " ".join(words[:index] + words[index + 1 :])
        yield True, True, f"but/{index}/{rest}/{skeleton(word)[:2]}"
    if len(words) > 1:
        yield True, True, "two/" + " ".join(words[:2])


def _other(item: Signature) -> Iterator[tuple[bool, bool, str]]:
    """Yield the keys of a place, a group or a thing."""
    words = tuple(item.normal.split())
    yield from _words(words)
    if len(words) > 1 and words[-1] in words_of("place_tails.txt"):
        yield from _words(words[:-1])
