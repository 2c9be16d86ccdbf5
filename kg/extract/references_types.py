"""What pronouns stand for, as far as the rules of events ask: the type of what they were linked to.

"It" alone may be a thing; in "the army said that it had killed ten rebels" it is an army, which can kill.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from kg.extract.syntax import Mentions
from kg.model import EntityMention, MentionKind, Reference, Span

#: The tag of "its", which says whose something is and does nothing itself.
_OWNING = "PRP$"
#: So many links from a pronoun to another are followed.
_REACH = 8


def with_types(mentions: Mentions, references: Sequence[Reference]) -> Mentions:
    """Return the mentions, each pronoun but "its" and "their" with the type of what it is linked to."""
    links = {r.mention: r.antecedents[0] for r in references if len(r.antecedents) == 1}
    return mentions.renewed([_typed(m, links, mentions) for m in mentions.all])


def _typed(mention: EntityMention, links: Mapping[Span, Span], mentions: Mentions) -> EntityMention:
    """Return a mention with the type of what it stands for; any but a pronoun as it is."""
    if mention.kind is not MentionKind.PRONOUN or mentions.head(mention).tag_ == _OWNING:
        return mention
    meant, steps = mention, 0
    while meant.kind is MentionKind.PRONOUN and steps < _REACH and (before := links.get(meant.span)) is not None:
        meant, steps = mentions.by_span[before], steps + 1
    settled = meant.kind is not MentionKind.PRONOUN and meant.type != mention.type
    return replace(mention, type=meant.type) if settled else mention
