"""Names as resolution compares them: normalised, folded over the ways of romanising them, taken apart.

*Normal* is what differs only in typography (case, diacritics, apostrophes, hyphens, titles). *Folded* is what also
differs only in the system of romanisation (Aleksandr, Alexander). A *skeleton* keeps the consonants of a folded
word: good to find candidates, never to decide.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

from kg.gazetteer.words import word_set
from kg.settings import schema_path

#: Letters that no Unicode decomposition turns into a plain Latin one.
_LETTERS = str.maketrans(
    {"ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "þ": "th", "Þ": "Th"}
    | {"ı": "i", "æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe", "ß": "ss", "ħ": "h", "ə": "a"}
    | dict.fromkeys("'’‘ʼ`´ʻʿʾ.", "")
)
_POSSESSIVE = re.compile(r"['’]s$")
#: Written with a hyphen or without.
_CO = re.compile(r"\bco-(?=op|ord)", re.IGNORECASE)
#: The Arabic article as it is written before a family name: with a hyphen, or in small letters.
_ARTICLE = re.compile(r"\b(?:[AE]l|[ae]l|[Aa]sh?|[Aa][dtrzn]|[Uu]l)-(?=\w)|\b(?:al|el) (?=[A-Z])")
_BREAK = re.compile(r"[^\w]+", re.UNICODE)

#: Romanisations of one sound, in the order in which they are folded. After ALA-LC, BGN/PCGN, ISO 9, the passports of
#: Belarus, Russia and Ukraine, and the usual press forms of Arabic and Persian names.
_FOLDS = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"shch|sch|sh", "s"),
        (r"tch|tsch|ch", "c"),
        (r"ph", "f"),
        (r"kh|gh|q|ck", "k"),
        (r"x", "ks"),
        (r"dzh|dj", "j"),
        (r"zh", "z"),
        (r"ts|tz", "c"),
        (r"th", "t"),
        (r"dh", "d"),
        (r"w", "v"),
        (r"ou|oo", "u"),
        (r"(?<=[aeiou])v?sk(y|i|ii|iy|yi|yy|ij)$", "vski"),
        (r"enka$", "enko"),
        (r"ee", "i"),
        (r"ye|ie|je", "e"),
        (r"yo|io|jo", "o"),
        (r"yu|iu|ju", "u"),
        (r"ya|ia|ja", "a"),
        (r"[yj]", "i"),
        (r"er$", "r"),
        (r"(.)\1+", r"\1"),
    )
)
#: A given name of Korea or China has two syllables at most, of at most so many letters.
_SYLLABLES, _SYLLABLE_LETTERS = 2, 5
_VOWELS = re.compile(r"[aeiouh]")
#: Written before a family name and part of it.
_PARTICLES = """al el ad as ash at az an ar bin bint ibn ben abu abd von van der den de del della di da dos das du la le
    ter ten zu af av mac st"""
PARTICLES = frozenset(_PARTICLES.split())
#: A difference of one letter in these endings is a difference of families, not of spelling.
SUFFIXES = {"jr": "jr", "junior": "jr", "sr": "sr", "senior": "sr", "ii": "ii", "iii": "iii", "iv": "iv"}


def plain(text: str) -> str:
    """Write a text in unaccented Latin letters where it has them: "Łukasz Müller" is "Lukasz Muller"."""
    latin = text.translate(_LETTERS)
    if latin.isascii():
        return latin
    decomposed = unicodedata.normalize("NFKD", latin)
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def _words(text: str) -> list[str]:
    """Return the words of a text: plain letters, lower case."""
    return [word for word in _BREAK.split(plain(text).casefold().replace("_", " ")) if word]


@lru_cache(maxsize=1 << 16)
def normalise(name: str) -> str:
    """Return a name without what only typography makes different: words in lower case, one blank between them.

    >>> normalise("Thérèse  O’Brien-Smith’s")
    'therese obrien smith'
    """
    words = _words(_CO.sub("co", _POSSESSIVE.sub("", name.strip())))
    if len(words) > 1 and words[0] == "the":
        words = words[1:]
    return " ".join(words)


@lru_cache(maxsize=1 << 16)
def fold(word: str) -> str:
    """Return a normalised word as it is whatever the romanisation.

    >>> fold("lukhashenko") == fold("lukashenko"), fold("alexander") == fold("aleksandr")
    (True, True)
    """
    for pattern, replacement in _FOLDS:
        word = pattern.sub(replacement, word)
    return word


@lru_cache(maxsize=1 << 16)
def skeleton(word: str) -> str:
    """Return the consonants of a folded word, with its first letter when that is all that there is.

    >>> skeleton("aleksandr") == skeleton("alexander")
    True
    """
    folded = fold(word)
    bones = _VOWELS.sub("", folded).replace("g", "k")
    return re.sub(r"(.)\1+", r"\1", bones) or folded[:1]


def normal_of(entity_family: str, name: str) -> str:
    """Return a name normalised as its family of names is: a person's without the Arabic article.

    >>> normal_of("person", "Bashar al-Assad"), normal_of("person", "Al Gore")
    ('bashar assad', 'al gore')
    """
    return normalise(_ARTICLE.sub("", name) if entity_family == "person" else name)


@dataclass(frozen=True, slots=True)
class PersonName:
    """A person's name taken apart: given names (or initials) in order, family name with particles, generation."""

    given: tuple[str, ...]
    family: tuple[str, ...]
    suffix: str = ""

    @property
    def is_bare(self) -> bool:
        """Tell whether nothing but a family name (or a single name) is known."""
        return not self.given


@cache
def given_name_groups() -> dict[str, frozenset[str]]:
    """Return for each given name of ``schemas/resolve/given_names.txt`` the names that it may stand for.

    A line holds names that are used of one person: short forms, and forms in sister languages.
    """
    groups: dict[str, frozenset[str]] = {}
    for words in rows_of("given_names.txt"):
        for word in words:
            groups[word] = groups.get(word, frozenset()) | frozenset(words)
    return groups


@cache
def words_of(table: str) -> frozenset[str]:
    """Return all words of a table in ``schemas/resolve/``."""
    return frozenset(word for words in rows_of(table) for word in words)


@cache
def rows_of(name: str) -> tuple[tuple[str, ...], ...]:
    """Read a table of words in ``schemas/resolve/``: a line is a row, ``#`` starts a comment."""
    lines = schema_path(f"resolve/{name}").read_text(encoding="utf-8").splitlines()
    rows = (tuple(_words(line.split("#")[0])) for line in lines)
    return tuple(row for row in rows if row)


@lru_cache(maxsize=1 << 16)
def person_name(name: str) -> PersonName:
    """Take a normalised name of a person apart.

    The family name comes last, with the particles before it; it comes first after a family name of East Asia that
    is written first ("xi jinping").

    >>> person_name("ursula von der leyen").family
    ('von', 'der', 'leyen')
    """
    words = [word for word in name.split() if word not in words_of("honorifics.txt")] or name.split()
    suffix = ""
    if len(words) > 1 and words[-1] in SUFFIXES:
        suffix = SUFFIXES[words.pop()]
    if _is_family_first(words):
        return PersonName(tuple(words[1:]), (words[0],), suffix)
    start = len(words) - 1
    while start > 1 and words[start - 1] in PARTICLES:
        start -= 1
    if start == 1 and words[0] in PARTICLES and words[0] not in given_name_groups():
        start = 0
    return PersonName(tuple(words[:start]), tuple(words[start:]), suffix)


def _is_family_first(words: list[str]) -> bool:
    """Tell whether a name is in the order of East Asia: "Xi Jinping" and "Kim Jong Un", but not "Kim Basinger"."""
    if not 1 < len(words) <= _SYLLABLES + 1 or words[0] not in words_of("family_names_first.txt"):
        return False
    if words[0] in words_of("first_names_too.txt"):
        return len(words) > _SYLLABLES and all(len(word) <= _SYLLABLE_LETTERS for word in words[1:])
    return True


@lru_cache(maxsize=1 << 16)
def organisation_words(name: str) -> tuple[str, ...]:
    """Return the words of a normalised organisation's name that tell it from others: no "Inc", "the", "of".

    >>> organisation_words("immigration and naturalization service")
    ('immigration', 'naturalization', 'service')
    """
    words = name.split()
    kept = [word for word in words if word not in words_of("organisation_fillers.txt")]
    while len(kept) > 1 and kept[-1] in word_set("legal forms"):
        kept.pop()
    return tuple(kept or words)


@lru_cache(maxsize=1 << 16)
def acronyms(name: str) -> frozenset[str]:
    """Return the acronyms that a normalised name of two or more words may have, with and without its small words.

    >>> sorted(acronyms("bank of england"))
    ['be', 'boe']
    """
    words = name.split()
    if len(words) < 2:
        return frozenset()
    small = "".join(word[0] for word in words)
    large = "".join(word[0] for word in words if word not in words_of("organisation_fillers.txt"))
    return frozenset({small, large} - {""})
