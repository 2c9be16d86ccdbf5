"""The things that a document speaks of, as far as they are known while it is read for references."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

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


class Thing:
    """Something that the document speaks of: its mentions so far, in the order of the text, and what they tell.

    ``type`` is the class that its names say, else its first nominal's; the rest is what the first mention tells that
    tells it. ``plural`` says whether it is several, ``named`` whether it has a name.
    """

    __slots__ = ("acts_for", "country", "family", "gender", "key", "mentions", "named", "plural", "type")

    def __init__(self, mentions: Iterable[EntityMention]) -> None:
        self.mentions = list(mentions)
        self.learn()

    def learn(self) -> None:
        """Gather what the mentions tell; called again when there are more of them."""
        first = (
            min(self.mentions, key=lambda m: (_RANK[m.kind], m.span)) if len(self.mentions) > 1 else self.mentions[0]
        )
        self.type = first.type
        self.family = family(first.type)
        self.key = next((m.key for m in self.mentions if m.key), None)
        self.gender = next((m.gender for m in self.mentions if m.gender), None)
        self.country = next((m.country for m in self.mentions if m.country), None)
        self.acts_for = next((m.acts_for for m in self.mentions if m.acts_for), None)
        self.plural = any(m.plural for m in self.mentions if m.kind is not MentionKind.PRONOUN)
        self.named = any(m.kind is MentionKind.NAME for m in self.mentions)


@dataclass(frozen=True)
class Place:
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
        self.thing = {m.span: Thing([m]) for m in mentions.all}
        self.linked: set[Span] = set()
        self.order = {m.span: n for n, m in enumerate(mentions.all)}

    def _place(self, mention: EntityMention) -> Place:
        """Find the head token of a mention and what it does in its sentence."""
        tokens = self.parse.tokens(mention.head)
        inside = {t.i for t in tokens}
        root = next((t for t in tokens if t.head.i not in inside or t.head == t), tokens[-1])
        top = root
        while top.dep_ == "conj" and top.head.i < top.i:
            top = top.head
        return Place(root, self._number[root.i], top.dep_ in SUBJECTS)

    def things(self, kinds: Iterable[MentionKind] = tuple(MentionKind)) -> Iterator[Thing]:
        """Yield the things that have a mention of one of the kinds, in the order of their first mentions."""
        seen: set[int] = set()
        wanted = set(kinds)
        for mention in self.mentions.all:
            thing = self.thing[mention.span]
            if mention.kind in wanted and id(thing) not in seen:
                seen.add(id(thing))
                yield thing

    def join(self, mention: EntityMention, antecedent: EntityMention, rule: str) -> bool:
        """Make two mentions one thing, unless their keys differ; tell whether they are one now."""
        one, other = self.thing[antecedent.span], self.thing[mention.span]
        if one is other:
            return True
        if one.key and other.key and one.key != other.key:
            return False
        later, earlier = (mention, antecedent) if mention.span > antecedent.span else (antecedent, mention)
        self.references.append(Reference(later.span, (earlier.span,), rule))
        self.linked.add(mention.span)
        one.mentions = sorted({*one.mentions, *other.mentions}, key=lambda m: m.span)
        one.learn()
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

    def lemma(self, mention: EntityMention) -> str:
        """Return the head noun of a nominal in its base form, or the last word of a name."""
        return self.place[mention.span].token.lemma_.lower()
