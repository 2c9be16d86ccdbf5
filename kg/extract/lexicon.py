"""The lexicon of events and states: words, their senses, and who fills which role.

The words stand in ``schemas/events/`` in a format that an analyst can read and extend (``README.txt`` there). This
module reads them into tables and finds a phrase in its sentence; it knows nothing of roles beyond their names.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from types import MappingProxyType

from kg.errors import RunError
from kg.extract.tokens import Token, once
from kg.extract.wordlists import words
from kg.settings import schema_path

#: The top types of the vocabulary, section 3.
TOP_TYPES = words("top_types")
#: The types of the second branch, states that hold for a while.
STATES = words("states")
#: Classes of the vocabulary that a condition may name, with the mention types that fall under them.
CLASSES: Mapping[str, frozenset[str]] = MappingProxyType(
    {"Place": words("places"), "Organization": words("organizations")}
)

#: The type of senses that tell no event or state, whatever the word tells elsewhere ("in order to", "a tax return").
NOTHING = "Nothing"
FILES = (
    *("phrasal.txt", "nouns.txt", "verbs.txt", "force.txt", "relations.txt"),
    *("life.txt", "civic.txt", "states.txt", "common.txt"),
)
PARTS = ("verb", "noun", "adj")
#: No phrase has more words.
LONGEST = 8
#: Frames of nouns that stand beside a name and say what its bearer is.
NAMING = frozenset({"title", "member", "side"})
_LINE = re.compile(r"(?P<pos>verb|noun|adj) (?P<frame>[a-z]+)(?: \{(?P<when>[^}]*)\})?: (?P<words>.+)")
_HEADER = re.compile(r"\[(?P<top>[A-Z][a-zA-Z]+)(?:\.(?P<leaf>[A-Z][a-zA-Z]+))?\]")


@dataclass(frozen=True, slots=True)
class Frame:
    """Which grammatical function fills which role ("subj" -> "actor"); see ``schemas/events/frames.txt``."""

    name: str
    roles: Mapping[str, str]

    def role(self, function: str) -> str | None:
        """Return the role that the function fills, or None when it fills none."""
        role = self.roles.get(function)
        return None if role in (None, "-") else role

    def noun_role(self, function: str) -> str | None:
        """Return the role that the function fills for a noun ("pressure from the bank")."""
        return self.role(f"n.{function}") or self.role(function)


@dataclass(frozen=True, slots=True)
class Condition:
    """What an argument must be for a sense to apply: one of these head lemmas, or a mention of one of these types.

    Or a noun of one of these classes of WordNet.
    """

    function: str
    lemmas: frozenset[str]
    types: frozenset[str]
    present: bool | None = None
    classes: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Sense:
    """One sense of a word or phrase: its type, its frame and the conditions under which it applies."""

    words: tuple[str, ...]
    pos: str
    type: str
    top: str
    frame: Frame
    conditions: tuple[Condition, ...] = ()


@dataclass(frozen=True)
class Lexicon:
    """All senses, by part of speech and by each word that can be the head of the phrase."""

    senses: Mapping[tuple[str, str], tuple[Sense, ...]]
    frames: Mapping[str, Frame]
    #: leaf or top type -> top type
    tops: Mapping[str, str]
    #: nouns that stand beside a name and say what its bearer is
    naming: frozenset[str] = field(default=frozenset())
    size: int = field(default=0)

    def of(self, pos: str, lemma: str) -> tuple[Sense, ...]:
        """Return the senses whose phrase may be headed by the lemma, most particular first."""
        return self.senses.get((pos, lemma), ())

    def top(self, kind: str) -> str:
        """Return the top type of a leaf (or of a top type: itself)."""
        return self.tops.get(kind, kind)


def _frames(text: str) -> dict[str, Frame]:
    """Read ``frames.txt``: what a frame does not name comes from "base"."""
    table: dict[str, dict[str, str]] = {}
    for line in text.splitlines():
        if not line or line.startswith("#"):
            continue
        name, _, rest = line.partition(":")
        roles = dict(pair.split("=", 1) for pair in rest.split())
        table[name] = {**table.get("base", {}), **roles}
    return {name: Frame(name, MappingProxyType(roles)) for name, roles in table.items()}


def _types(names: Sequence[str]) -> frozenset[str]:
    """Expand the classes that a condition names to mention types."""
    found: set[str] = set()
    for name in names:
        found |= CLASSES.get(name, frozenset({name}))
    return frozenset(found)


def _conditions(text: str | None) -> tuple[Condition, ...]:
    """Read ``obj: border #Border; prep: to`` into conditions."""
    found = []
    for part in (text or "").split(";"):
        function, _, rest = part.partition(":")
        values = rest.split()
        if not values:
            continue
        present = {"*": True, "-": False}.get(values[0]) if len(values) == 1 else None
        types = _types([v[1:] for v in values if v.startswith("#")])
        classes = frozenset(v[1:] for v in values if v.startswith("~"))
        lemmas = frozenset(v for v in values if v[0] not in "#~")
        found.append(Condition(function.strip(), lemmas, types, present, classes))
    return tuple(found)


_JOINTS = re.compile(r"_|(-)")


def _phrase(text: str) -> tuple[str, ...]:
    """Split a lexicon entry into the words that the tokenizer makes of it (it splits at hyphens)."""
    word = text.strip().casefold()
    return (word,) if word.isalpha() else tuple(w for w in _JOINTS.split(word) if w)


def _read(name: str, text: str, frames: Mapping[str, Frame]) -> list[Sense]:
    """Read one file of senses; raise :class:`RunError` on a line that means nothing."""
    senses: list[Sense] = []
    top = kind = ""
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        if header := _HEADER.fullmatch(line.strip()):
            top = header["top"]
            kind = header["leaf"] or top
            continue
        found = _LINE.fullmatch(line.strip())
        if not found or not (top in TOP_TYPES or top == NOTHING) or found["frame"] not in frames:
            raise RunError(f"schemas/events/{name}, line {number}: not a sense; see README.txt there")
        conditions = _conditions(found["when"])
        frame = frames[found["frame"]]
        senses += [Sense(_phrase(w), found["pos"], kind, top, frame, conditions) for w in found["words"].split(",")]
    return senses


@lru_cache(maxsize=1)
def load_lexicon() -> Lexicon:
    """Read ``schemas/events/``; raise :class:`RunError` naming file and line when it cannot be read."""
    frames = _frames(schema_path("events/frames.txt").read_text(encoding="utf-8"))
    senses: list[Sense] = []
    for name in FILES:
        senses += _read(name, schema_path(f"events/{name}").read_text(encoding="utf-8"), frames)
    table: defaultdict[tuple[str, str], list[Sense]] = defaultdict(list)
    for sense in senses:
        for head in dict.fromkeys((sense.words[0], sense.words[-1])):
            table[sense.pos, head].append(sense)
    ordered = {key: tuple(sorted(found, key=_rank) if len(found) > 1 else found) for key, found in table.items()}
    tops = {sense.type: sense.top for sense in senses if sense.top != NOTHING} | {t: t for t in TOP_TYPES}
    naming = frozenset(
        w for (pos, w), found in ordered.items() for s in found if pos == "noun" and s.frame.name in NAMING
    )
    return Lexicon(MappingProxyType(ordered), MappingProxyType(frames), MappingProxyType(tops), naming, len(senses))


def _rank(sense: Sense) -> tuple[int, int, int]:
    """Order senses: longer phrases first, then those with more conditions; then words before classes or any word.

    The files' order breaks ties.
    """
    loose = sum(bool(c.classes) or c.present is not None for c in sense.conditions)
    return -len(sense.words), -len(sense.conditions), loose


@once
def sentence_words(first: Token) -> frozenset[str]:
    """Return the words of the sentence that a token begins, as written and by their lemmas, and of those before it."""
    tokens = first.doc[max(0, first.i - LONGEST) : first.sent.end]
    return frozenset({t.lower_ for t in tokens} | {t.lemma_.casefold() for t in tokens})


@once
def phrase_pool(head: Token) -> Sequence[Token]:
    """Return the tokens that can be later words of a phrase that begins with the head, in order."""
    return [t for t in _dependents(head) if t.i > head.i]


def phrase_tokens(sense: Sense, head: Token) -> list[Token] | None:
    """Return the tokens of the sense's phrase around its head, or None when the phrase is not there.

    Either the words stand before the head ("prime minister", "cease-fire"), or each later word is in the pool, what
    depends on the first and follows it ("put heavy pressure on").
    """
    phrase = sense.words
    if len(phrase) == 1:
        return [head]
    if not sentence_words(head.sent[0]).issuperset(phrase):
        return None
    if before := _words_before(phrase, head):
        return before
    if not is_word(phrase[0], head):
        return None
    found, pool = [head], phrase_pool(head)
    for word in phrase[1:]:
        last = found[-1].i
        for token in pool:
            if token.i > last and (token.lower_ == word or token.lemma_.casefold() == word):
                found.append(token)
                break
        else:
            return None
    return found if len(phrase) > len(("verb", "particle")) or _is_particle(found[1], head) else None


def _words_before(phrase: tuple[str, ...], head: Token) -> list[Token]:
    """Return the tokens of a phrase that ends with the head; none when other words stand there."""
    first = head.i + 1 - len(phrase)
    if first < 0 or not is_word(phrase[-1], head) or not is_word(phrase[-2], head.doc[head.i - 1]):
        return []
    before = head.doc[first : head.i + 1]
    return before if all(map(is_word, phrase, before)) else []


def is_word(word: str, token: Token) -> bool:
    """Tell whether a token is a word of a phrase, as written or by its lemma."""
    return token.lower_ == word or token.lemma_.casefold() == word


#: Words that are a particle also after the object ("kicked them out of the league").
_AWAY = frozenset({"out", "away", "back", "apart", "aside"})


def _is_particle(word: Token, head: Token) -> bool:
    """Tell "took in the orphans" and "called on them" from "took them in January"."""
    if word.pos_ not in ("ADP", "ADV", "PART"):
        return True
    if word.dep_ == "prt" or word.lower_ in _AWAY:  # "going to break up" does not go up, "took a step away" takes none
        return word.head == head or word.head.pos_ not in ("VERB", "NOUN")
    if word.dep_ == "prep" and any(c.dep_ == "pobj" and c.ent_type_ in ("DATE", "TIME") for c in word.children):
        return False  # "was set in 2008"
    return word.head == head and not any(c.dep_ == "dobj" and c.i < word.i for c in head.children)


#: Labels under which a later word of a phrase may hang from its head.
_PHRASE_LABELS = words("phrase_labels")
_PHRASE_DEPTH = 3


def _dependents(head: Token) -> list[Token]:
    """Return what hangs from the head by labels that phrases use, at most three steps down, in order."""
    found: list[Token] = []
    level = [head]
    for _ in range(_PHRASE_DEPTH):
        level = [c for t in level for c in t.children if c.dep_ in _PHRASE_LABELS]
        found += level
    return sorted(found, key=lambda t: t.i)
