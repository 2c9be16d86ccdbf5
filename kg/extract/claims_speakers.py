"""Speakers that no table of nouns knows: a campaign, a poll, "some", "nine percent", whoever a verb of saying names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg.extract.claims_draft import Draft
from kg.extract.claims_sources import FRACTIONS, PAPERS, QUANTIFIERS, WORKS
from kg.extract.syntax import PREMODIFIERS, Mentions, Parse, tokens_span
from kg.extract.tokens import Token
from kg.extract.wordnet import load_wordnet
from kg.model import EntityMention, MentionKind

#: Nouns for a body of people working for somebody or something.
BODIES = frozenset(
    {"campaign", "body", "camp", "coalition", "movement", "side", "leadership", "establishment", "caucus", "delegation"}
    | {"unit", "account", "platform", "headquarters", "operation", "project", "initiative", "network", "industry"}
    | {"service", "fund", "defence", "defense", "prosecution", "administration", "presidency", "secretariat"}
    | {"management"}
)
#: Classes of WordNet whose nouns can speak, by their number: people and bodies.
SPEAKING = {
    "person": {"NN": "Person", "NNS": "Group"},
    "group": {"NN": "Organization", "NNS": "Group"},
}
#: Endings of nouns for people, in the plural: "despisers", "activists", "guardians".
PEOPLE = ("ers", "ors", "ists", "ians", "ants", "ents", "ees", "ives")


def with_speakers(parse: Parse, mentions: Mentions, drafts: Iterable[Draft]) -> Mentions:
    """Return the mentions with one more for each speaker that is none yet, and whose noun phrase can speak."""
    known = set(mentions.by_span)
    found = []
    for draft in drafts:
        for token in draft.speakers:
            if mentions.headed_by(token) is None and mentions.around(token) is None:
                found += [m for m in speaker_mention(token) if m.span not in known]
                known.update(m.span for m in found)
    if not found:
        return mentions
    return Mentions(parse, sorted((*mentions.all, *found), key=lambda m: (m.span.start, -m.span.end)))


def speaker_mention(token: Token) -> Iterator[EntityMention]:
    """Yield the mention of a speaker, by its head noun or the word of quantity that stands for people."""
    kind = kind_of(token)
    if kind is None:
        return
    tokens = phrase_of(token)
    yield EntityMention(
        tokens_span(tokens),
        tokens_span([token]),
        MentionKind.NOMINAL,
        kind,
        "nominal-speaker",
        plural=(kind == "Group" or token.tag_ == "NNS") and token.lower_ != "one",
    )


def kind_of(token: Token) -> str | None:
    """Return the class of a speaker, None where the word cannot stand for anybody or anything that speaks."""
    lemma = token.lemma_.lower()
    if lemma in FRACTIONS or token.lower_ in QUANTIFIERS or token.pos_ == "NUM":
        return "Group"
    if token.pos_ != "NOUN" or token.ent_type_ in ("DATE", "TIME", "MONEY"):
        return None
    if lemma in BODIES:
        return "Organization"
    if lemma in PAPERS | WORKS:
        return "Object"
    if token.tag_ == "NNS" and (token.lower_.endswith(PEOPLE) or is_who(token)):
        return "Group"
    return SPEAKING.get(load_wordnet().of("noun", lemma).rstrip("+"), {}).get(token.tag_)


def is_who(noun: Token) -> bool:
    """Tell those of whom a clause with "who" tells: "delegates who said that"."""
    return any(c.dep_ == "relcl" and any(g.lower_ == "who" for g in c.lefts) for c in noun.rights)


def phrase_of(head: Token) -> list[Token]:
    """Return the head of a noun phrase with its article and premodifiers, and "of ..." behind a share of people."""
    first = head.i
    for child in head.lefts:
        if child.dep_ in PREMODIFIERS and not child.is_space and not child.is_punct:
            first = min(first, min(t.i for t in child.subtree))
    return list(head.doc[first : head.i + 1])
