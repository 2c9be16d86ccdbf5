"""What a headline says without an article, and what the text names only later: links forward."""

from __future__ import annotations

from kg.extract.references_general import modifiers
from kg.extract.references_leads import LEAD, titled, told_again
from kg.extract.references_things import Discourse
from kg.gazetteer.words import word_set
from kg.model import EntityMention, MentionKind, Rule


def link_headline(discourse: Discourse) -> None:
    """Link "Banker" of a headline to "Joe Okafor, a former banker" of the first sentences."""
    end = discourse.parse.document.text.strip().find("\n")
    if end < 0:
        return
    first = discourse.place[discourse.mentions.all[0].span].sentence if discourse.mentions.all else 0
    nominals = [m for m in discourse.mentions.all if m.kind is MentionKind.NOMINAL]
    body = [m for m in nominals if m.span.start > end and discourse.place[m.span].sentence <= first + LEAD]
    for mention in nominals:
        if mention.span.end <= end and mention.span not in discourse.linked:
            found = next((m for m in body if told_again(discourse, mention, m)), None)
            found = found or titled(discourse, mention, end)
            if found is not None:
                discourse.join(mention, found, "headline")


def link_later_names(discourse: Discourse) -> None:
    """Link "police" to the only police that the text names, also where that stands later."""
    names = [m.name.casefold() for m in discourse.mentions.all if m.kind is MentionKind.NAME and m.name]
    for noun in sorted(word_set("single bodies").intersection(" ".join(names).split())):
        named = [t for t in discourse.things((MentionKind.NAME,)) if _called(discourse, t.mentions, noun)]
        if len(named) != 1:
            continue
        first = next(m for m in named[0].mentions if m.kind is MentionKind.NAME)
        for mention in discourse.mentions.all:
            bare = mention.kind is MentionKind.NOMINAL and discourse.lemma(mention) == noun
            if bare and not modifiers(discourse.place[mention.span].token) and mention.span not in discourse.linked:
                discourse.join(mention, first, "later-name")


def _called(discourse: Discourse, mentions: list[EntityMention], noun: str) -> bool:
    """Tell whether one of some names holds a noun."""
    return any(m.kind is MentionKind.NAME and noun in (m.name or "").casefold().split() for m in mentions)


RULES = (
    Rule(
        "headline",
        "What a headline names by a noun alone is who the first sentences describe so.",
        ("Banker jailed\n\nJoe Okafor, a former banker, was jailed.",),
    ),
    Rule(
        "later-name",
        "'Police' are the only police that the text names.",
        ("Police came. The Lima Police Department denied it.",),
    ),
)
