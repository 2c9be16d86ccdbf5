"""Coreference inside one document, as links that name their rule. Where the evidence is thin there is no link.

Names first, over the whole text; then what stands in apposition; then nominals and pronouns from left to right, each
with what was known before it; of two that end together, the inner one ("his" of "his son") first.
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.extract import (
    references_appositions,
    references_headline,
    references_leads,
    references_names,
    references_nominals,
    references_pairs,
    references_pronouns,
    references_relations,
)
from kg.extract.mentions import load_tables
from kg.extract.references_nominals import NominalLinker
from kg.extract.references_pronouns import PronounLinker
from kg.extract.references_things import Discourse
from kg.extract.syntax import Mentions, Parse
from kg.gazetteer import Gazetteer
from kg.model import Claim, MentionKind, Reference

RULES = (
    references_names.RULES
    + references_appositions.RULES
    + references_headline.RULES
    + references_leads.RULES
    + references_nominals.RULES
    + references_pairs.RULES
    + references_relations.RULES
    + references_pronouns.RULES
)


def link(parse: Parse, mentions: Mentions, gazetteer: Gazetteer, claims: Sequence[Claim] = ()) -> list[Reference]:
    """Link each mention to an earlier one of the same thing, or to the several that it stands for.

    ``claims``, where they are known, tell who speaks: "I" and "we" inside a quotation are linked through them.
    """
    discourse = Discourse(parse, mentions)
    references_names.link_names(discourse)
    references_appositions.link_appositions(discourse)
    references_headline.link_headline(discourse)
    references_headline.link_later_names(discourse)
    references_leads.link_leads(discourse)
    nominals = NominalLinker(discourse, gazetteer)
    pronouns = PronounLinker(discourse, load_tables()[0], claims, nominals.link)
    for mention in sorted(mentions.all, key=lambda m: (m.span.end, m.span.start)):
        if mention.kind is MentionKind.NOMINAL:
            nominals.link(mention)
        elif mention.kind is MentionKind.PRONOUN:
            pronouns.link(mention)
    return sorted(discourse.references, key=lambda r: (r.mention, r.antecedents))
