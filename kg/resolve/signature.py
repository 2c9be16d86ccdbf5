"""What resolution across documents compares: a name as one kind of document uses it, not each of its mentions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from kg.ids import digest
from kg.model import Chain
from kg.resolve.names import acronyms, normal_of, normalise, organisation_words, person_name, words_of
from kg.resolve.taxonomy import family

#: Longest acronym: "OSCE", "UNESCO", "ASEAN", "MINUSMA".
_ACRONYM_LETTERS = 7


type Fields = tuple[str, tuple[str, ...], str, str, str, str, str, str]


@dataclass(frozen=True, slots=True, order=True)
class Signature:
    """All chains that say the same of a thing: its type, names, key, country and gender.

    The corpus has far fewer signatures than mentions, and a signature never changes: so what was once decided on two
    of them stays decided. ``family`` is the family of names that it is compared within, ``name`` the fullest of its
    names as written, ``normal`` that one normalised. ``scope`` holds the IRIs of mentions that a person singled out,
    ``words`` the label of such a thing when it has no name.
    """

    type: str
    names: tuple[str, ...]
    key: str = ""
    country: str = ""
    gender: str = ""
    acts_for: str = ""
    scope: str = ""
    words: str = ""
    family: str = field(init=False, compare=False, repr=False)
    name: str = field(init=False, compare=False, repr=False)
    normal: str = field(init=False, compare=False, repr=False)
    _hash: int = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        """Work out what every comparison asks for: the family of names, the fullest name, and that one normalised."""
        object.__setattr__(self, "family", family(self.type))
        object.__setattr__(self, "name", fullest(self.family, self.names))
        object.__setattr__(self, "normal", normal_of(self.family, self.name))
        object.__setattr__(self, "_hash", hash(self.fields))

    def __hash__(self) -> int:
        return self._hash

    @property
    def id(self) -> str:
        """The name of the signature: a hash of what it says."""
        return _id(self)

    @property
    def fields(self) -> Fields:
        """All that makes the signature, in order."""
        known = (self.key, self.country, self.gender, self.acts_for, self.scope, self.words)
        return self.type, self.names, *known

    @property
    def anchor(self) -> str:
        """How a decision names it, whatever the build: its key, or family, name and country."""
        if self.key or not self.names:
            return self.key or self.scope
        return f"{self.family}:{self.name}" + (f" [{self.country}]" if self.country else "")


def signature(chain: Chain, scope: str = "") -> Signature:
    """Return the signature of a named or keyed chain, or of one that a person singled out (``scope``)."""
    names = tuple(name for name in chain.names if normalise(name))
    words = "" if names or chain.key else chain.label
    known = (chain.key or "", chain.country or "", chain.gender or "", chain.acts_for or "")
    return signature_of((chain.type, names, *known, scope, words))


@lru_cache(maxsize=1 << 16)
def _id(item: Signature) -> str:
    kind, names, *rest = item.fields
    return digest(kind, "\n".join(names), *rest)


@lru_cache(maxsize=1 << 17)
def signature_of(fields: Fields) -> Signature:
    """Return the signature of these fields; of the same ones, the same object."""
    return Signature(*fields)


@lru_cache(maxsize=1 << 16)
def fullest(entity_family: str, names: tuple[str, ...]) -> str:
    """Return the most complete of some names: given and family name, no initials, most words, longest, alphabet."""

    def rank(name: str) -> tuple[int, int, int, str]:
        normal = normal_of(entity_family, name)
        return completeness(entity_family, normal), len(normal.split()), len(name), name

    return max(names, key=rank, default="")


#: How much a name says: a bare family name or an acronym, a family name with initials, a full name.
BARE, INITIALS, FULL = 0, 1, 2


@lru_cache(maxsize=1 << 16)
def completeness(entity_family: str, normal: str) -> int:
    """Tell whether a normalised name is bare, has initials only, or is full."""
    if entity_family != "person":
        return FULL
    parts = person_name(normal)
    if parts.is_bare:
        return BARE
    return INITIALS if len(parts.given[0]) == 1 and all(len(word) == 1 for word in parts.given) else FULL


def is_acronym(name: str) -> bool:
    """Tell whether a name as written is an acronym: capitals, perhaps with dots and digits.

    >>> is_acronym("U.N."), is_acronym("OSCE"), is_acronym("Oslo")
    (True, True, False)
    """
    letters = name.replace(".", "").replace("&", "")
    return 2 <= len(letters) <= _ACRONYM_LETTERS and letters.isalnum() and letters.isupper()


@lru_cache(maxsize=1 << 16)
def is_generic(normal: str) -> bool:
    """Tell whether a name is made of the words of public bodies alone, so that each country may have one.

    >>> is_generic("ministry of defence"), is_generic("ministry of magic")
    (True, False)
    """
    return all(word in words_of("body_words.txt") for word in organisation_words(normal))


def telling_names(item: Signature) -> tuple[str, ...]:
    """Return the names under which a body may be found again: full ones and acronyms, no bare "the ministry"."""
    return tuple(
        name
        for name in item.names
        if name == item.name or is_acronym(name) or len(organisation_words(normalise(name))) > 1
    )


def spelled_out(names: Iterable[str]) -> frozenset[str]:
    """Return the acronyms that the names, where they are no acronyms themselves, may have."""
    return frozenset(short for name in names if not is_acronym(name) for short in acronyms(normalise(name)))
