"""How much a text is about a thing at a place: what general words ("the company", "the 34-year-old") go by."""

from __future__ import annotations

from kg.extract.references_things import Discourse, Thing
from kg.model import EntityMention, MentionKind

#: What each sentence of distance costs, and what makes a thing likelier to be spoken of again. Weights order candidates
#: after Lappin and Leass (1994); nearness counts less for descriptions than for pronouns.
_PER_SENTENCE = 6.0
_SUBJECT = 10.0
_NAMED = 4.0
_OFTEN = 3.0
_TOLD_OF = 4
_PER_TOKEN = 0.05


def salience(discourse: Discourse, mention: EntityMention, other: EntityMention, thing: Thing) -> float:
    """Weigh a thing, last mentioned by ``other``, as what ``mention`` may stand for."""
    here, there = discourse.place[mention.span], discourse.place[other.span]
    score = -_PER_SENTENCE * (here.sentence - there.sentence) - _PER_TOKEN * (here.token.i - there.token.i)
    score += _SUBJECT * there.subject + _NAMED * (other.kind is MentionKind.NAME)
    before = sum(m.span.start < mention.span.start for m in thing.mentions[: 2 * _TOLD_OF])
    return score + _OFTEN * min(before, _TOLD_OF)
