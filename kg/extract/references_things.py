"""The things that a document speaks of, as far as they are known while it is read for references."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from kg.extract.syntax import Mentions, Parse
from kg.extract.tokens import Token
from kg.model import EntityMention, MentionKind, Reference, Span

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "agent"})
OBJECTS = frozenset({"dobj", "dative", "iobj"})

#: Classes that a description may use for one another: a ministry may be called an organisation.
_FAMILIES: dict[str, frozenset[str]] = {
    "Person": frozenset({"Person"}),
    "Group": frozenset({"Group"}),
    **dict.fromkeys(
        (
            "Organization",
            "GovernmentBody",
            "ArmedForce",
            "InternationalOrganization",
            "MediaOutlet",
            "PoliticalParty",
            "Company",
        ),
        frozenset({"Organization"}),
    ),
    **dict.fromkeys(("City", "Region", "Facility", "Border", "Place"), frozenset({"Place"})),
    "Country": frozenset({"Country", "Place"}),
    "Object": frozenset({"Object"}),
}


def family(kind: str) -> frozenset[str]:
    """Return the coarse classes of a class."""
    return _FAMILIES.get(kind, frozenset({kind}))


_RANK = {MentionKind.NAME: 0, MentionKind.NOMINAL: 1, MentionKind.PRONOUN: 2}


def _place(mention: EntityMention) -> tuple[int, int]:
    """Return where a mention stands, for sorting."""
    return mention.span.start, mention.span.end


#: Rules that say of two names that they are one thing; no other rule makes one of two that are named otherwise.
NAMING = frozenset(
    {
        "alias",
        "same-name",
        "full-name",
        "surname",
        "given-name",
        "near-spelling",
        "acronym",
        "short-name",
        "national-body",
    }
)


def _one_name(one: Thing, other: Thing) -> bool:
    """Tell whether two things share a word of their names."""
    if one.key is not None and one.key == other.key:
        return True
    words = [{w for m in t.mentions for w in (m.name or "").casefold().split()} for t in (one, other)]
    return bool(words[0] & words[1])


def _full_name(thing: Thing) -> list[str]:
    """Return the words of the longest name of a person, in lower case."""
    names = [m.name.casefold().split() for m in thing.mentions if m.name] if thing.type == "Person" else []
    return max(names, key=len, default=[])


def _two_persons(one: Thing, other: Thing) -> bool:
    """Tell whether two things are persons of one surname with given names of their own: "Ana Silva", "Rui Silva"."""
    first, second = _full_name(one), _full_name(other)
    if len(first) < 2 or len(second) < 2 or first[-1] != second[-1]:
        return False
    a, b = first[0].rstrip("."), second[0].rstrip(".")
    return a[0] != b[0] and not {a, b} & {w for name in (first, second) for w in name[1:]}


class Thing:
    """Something that the document speaks of: its mentions so far, in the order of the text, and what they tell.

    ``type`` is the class that its names say, else its first nominal's; the rest is what the first mention tells that
    tells it. ``plural`` says whether it is several, ``named`` whether it has a name.
    """

    __slots__ = ("_typing", "acts_for", "country", "family", "gender", "key", "mentions", "named", "plural", "type")

    def __init__(self, mention: EntityMention) -> None:
        self.mentions = [mention]
        self._typing = (_RANK[mention.kind], mention.span.start, mention.span.end)
        self.type = mention.type
        self.family = family(mention.type)
        self.key, self.gender = mention.key or None, mention.gender or None
        self.country, self.acts_for = mention.country or None, mention.acts_for or None
        self.plural = bool(mention.plural) and mention.kind is not MentionKind.PRONOUN
        self.named = mention.kind is MentionKind.NAME

    def take(self, other: Thing) -> None:
        """Take over the mentions of another and what they tell."""
        if other._typing < self._typing:
            self._typing, self.type, self.family = other._typing, other.type, other.family
        later = self.mentions[-1].span < other.mentions[0].span
        joined = self.mentions + other.mentions
        self.mentions = joined if later else sorted(joined, key=_place)
        self.key = self._first(self.key, other.key, "key")
        self.gender = self._first(self.gender, other.gender, "gender")
        self.country = self._first(self.country, other.country, "country")
        self.acts_for = self._first(self.acts_for, other.acts_for, "acts_for")
        self.plural = self.plural or other.plural
        self.named = self.named or other.named

    def _first(self, one: str | None, other: str | None, what: str) -> str | None:
        """Return what the first mention says that says anything; of two who differ, the text decides."""
        if one is None or other is None or one == other:
            return one or other
        return next((value for m in self.mentions if (value := getattr(m, what))), None)


class Place(NamedTuple):
    """Where a mention stands: its head token, the number of its sentence, and whether it is a subject."""

    token: Token
    sentence: int
    subject: bool


class Discourse:
    """All mentions of a document with their places, the things they belong to, and the links made so far."""

    def __init__(self, parse: Parse, mentions: Mentions) -> None:
        self.parse = parse
        self.mentions = mentions
        self.references: list[Reference] = []
        self._number = {t.i: n for n, s in enumerate(parse.doc.sents) for t in s}
        self.place = {m.span: self._place(m) for m in mentions.all}
        self.thing = {m.span: Thing(m) for m in mentions.all}
        self.linked: set[Span] = set()
        self.order = {m.span: n for n, m in enumerate(mentions.all)}
        self._starts = [m.span.start for m in mentions.all]
        self._longest = max((m.span.end - m.span.start for m in mentions.all), default=0)

    def _place(self, mention: EntityMention) -> Place:
        """Find the head token of a mention and what it does in its sentence."""
        tokens = self.parse.tokens(mention.head)
        inside = {t.i for t in tokens}
        root = next((t for t in tokens if t.head.i not in inside or t.head == t), tokens[-1])
        top = root
        while top.dep_ in {"conj", "appos"} and top.head.i < top.i:
            top = top.head
        return Place(root, self._number[root.i], top.dep_ in SUBJECTS)

    def things(self, kinds: Iterable[MentionKind] = tuple(MentionKind)) -> Iterator[Thing]:
        """Yield the things that have a mention of one of the kinds, in the order of their first mentions."""
        seen: set[int] = set()
        wanted = set(kinds)
        for mention in self.mentions.all:
            if mention.kind not in wanted:
                continue
            thing = self.thing[mention.span]
            if id(thing) not in seen:
                seen.add(id(thing))
                yield thing

    def join(self, mention: EntityMention, antecedent: EntityMention, rule: str) -> bool:
        """Make two mentions one thing, unless their keys differ; tell whether they are one now."""
        one, other = self.thing[antecedent.span], self.thing[mention.span]
        if one is other:
            return True
        if one.key and other.key and one.key != other.key:
            return False
        if _two_persons(one, other) and rule not in {"same-name", "near-spelling"}:
            return False
        if rule not in NAMING and one.named and other.named and not _one_name(one, other):
            return False
        later, earlier = (mention, antecedent) if mention.span > antecedent.span else (antecedent, mention)
        self.references.append(Reference(later.span, (earlier.span,), rule))
        self.linked.add(mention.span)
        one.take(other)
        for each in other.mentions:
            self.thing[each.span] = one
        return True

    def split(self, mention: EntityMention, antecedents: Sequence[EntityMention], rule: str) -> None:
        """Make a plural mention stand for several things."""
        spans = tuple(sorted({a.span for a in antecedents}))
        self.references.append(Reference(mention.span, spans, rule))
        self.linked.add(mention.span)

    def before(self, mention: EntityMention, thing: Thing) -> EntityMention | None:
        """Return the last mention of a thing before a mention, that does not hold it."""
        found = [m for m in thing.mentions if m.span.start < mention.span.start and not m.span.contains(mention.span)]
        return found[-1] if found else None

    def backwards(self, mention: EntityMention) -> Iterator[EntityMention]:
        """Yield the mentions that begin before a mention, the nearest first."""
        for n in range(self.order[mention.span] - 1, -1, -1):
            other = self.mentions.all[n]
            if other.span.start < mention.span.start:
                yield other

    def between(self, start: int, end: int) -> list[EntityMention]:
        """Return the mentions that have a code point from ``start`` to before ``end``, in the order of the text."""
        first, last = bisect_left(self._starts, start - self._longest), bisect_left(self._starts, end)
        return [m for m in self.mentions.all[first:last] if m.span.end > start]

    def things_before(self, mention: EntityMention, reach: int) -> Iterator[tuple[int, EntityMention, Thing]]:
        """Yield the things up to so many sentences before a mention, with their last mention and its distance."""
        here = self.place[mention.span].sentence
        seen: set[int] = set()
        for other in self.backwards(mention):
            thing = self.thing[other.span]
            distance = here - self.place[other.span].sentence
            if distance > reach:
                return
            if id(thing) in seen or other.span.overlaps(mention.span):
                continue
            seen.add(id(thing))
            yield distance, other, thing

    def lemma(self, mention: EntityMention) -> str:
        """Return the head noun of a nominal in its base form, or the last word of a name."""
        return self.place[mention.span].token.lemma_.lower()
