"""Coreference inside one document, as links that name their rule. Where the evidence is thin there is no link."""

from __future__ import annotations

from kg.extract.syntax import Mentions, Parse
from kg.gazetteer import Gazetteer
from kg.model import EntityMention, MentionKind, Reference, Rule


def link(parse: Parse, mentions: Mentions, gazetteer: Gazetteer) -> list[Reference]:
    """Link each mention to an earlier one of the same thing."""
    found: list[Reference] = []
    last: dict[str, EntityMention] = {}
    for mention in mentions.all:
        if mention.kind is MentionKind.NAME:
            for handle in (mention.key, f"{mention.type}:{(mention.name or '').casefold()}"):
                if handle and handle in last:
                    found.append(Reference(mention.span, (last[handle].span,), "same-name"))
                    break
            for handle in (mention.key, f"{mention.type}:{(mention.name or '').casefold()}"):
                if handle:
                    last[handle] = mention
    return found


RULES = (
    Rule("same-name", "Two mentions of one name, or of one thing in the tables.", ("Peru won. Peru celebrated.",)),
)
