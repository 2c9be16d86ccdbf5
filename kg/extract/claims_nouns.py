"""Claims told by a noun of saying or thinking: "the ministry's claim that ...", "accusations of ..."."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.extract.claims_clauses import has_to, is_finite, own_subject, stripped, whole
from kg.extract.claims_content import PREPOSITIONS, after_preposition, with_doing
from kg.extract.claims_draft import Draft, Scene, runs
from kg.extract.claims_rules import NOUN
from kg.extract.claims_sources import holder_of, speakers_of
from kg.extract.cues import Cue, Cues
from kg.extract.tokens import Token
from kg.model import SpeechAct


def noun_claims(scene: Scene, cues: Cues, known: Sequence[Draft]) -> Iterator[Draft]:
    """Yield the claims of nouns of saying and thinking: "the ministry's claim that ...", "fears of ...".

    Not those that a verb tells already: "told Reuters in a statement that ...". But of "denied reports that it fled"
    one says that it fled, and another denies it.
    """
    told = {(d.content, d.stance) for d in known}
    for token in scene.words.nouns:
        if token.i in scene.used:
            continue
        for cue in cues.nouns.get(token.lemma_.lower(), ()):
            tokens = noun_content(token, cue)
            holder = noun_holder(token)
            if not tokens or (holder is None and ((runs(tokens), cue.stance) in told or only_somebody(scene, token, tokens))):
                continue
            yield Draft(
                rule=f"{NOUN}.{'thinking' if cue.act is SpeechAct.BELIEVE else 'saying'}",
                act=cue.act,
                stance=cue.stance,
                content=runs(tokens),
                cue=(token,),
                speakers=tuple(speakers_of(holder)) if holder is not None else (),
                unnamed=holder is None,
            )
            break


def only_somebody(scene: Scene, noun: Token, tokens: Sequence[Token]) -> bool:
    """Tell whether after "of" stands somebody and no act: "the warning of the engineer" is the engineer's."""
    inner = [g for c in noun.children if c.lower_ == "of" for g in c.children if g.dep_ == "pobj"]
    held = scene.mentions.headed_by(inner[0]) if inner else None
    animate = held is not None and held.type in ("Person", "Group", "Organization", "GovernmentBody", "Company")
    return animate and not any(t.pos_ == "VERB" for t in tokens)


def noun_content(noun: Token, cue: Cue) -> list[Token]:
    """Return what a noun of saying says."""
    for child in noun.children:
        if child.i < noun.i:
            continue
        if (
            "that" in cue.frames
            and child.dep_ in ("acl", "ccomp", "relcl")
            and any(g.dep_ == "mark" and g.lower_ == "that" for g in child.children)
        ):
            return stripped(whole(child))
        if "inf" in cue.frames and child.dep_ in ("acl", "relcl", "xcomp") and has_to(child):
            return stripped(whole(child))
        if "of" in cue.frames and child.dep_ == "acl" and is_finite(child) and own_subject(child):
            return stripped(whole(child))
    words = cue.frames & PREPOSITIONS
    return stripped(after_preposition(noun, words) or behind_holder(noun, words))


def behind_holder(noun: Token, words: frozenset[str]) -> list[Token]:
    """Return what stands behind the holder: "warnings from Oslo of a flood"."""
    for child in noun.children:
        if child.dep_ == "prep" and child.lower_ in ("from", "by"):
            for inner in child.subtree:
                if inner.dep_ == "prep" and inner.lower_ in words and inner.i > child.i + 1:
                    return with_doing([t for g in inner.children if g.dep_ in ("pobj", "pcomp") for t in whole(g)])
    return []


def noun_holder(noun: Token) -> Token | None:
    """Return whose word it is: possessor, name or demonym before it, "by X", or the subject of its verb."""
    for child in noun.children:
        if child.dep_ == "poss":
            return child
        if child.dep_ in ("prep", "agent") and child.lower_ in ("by", "from"):
            return next((g for g in child.children if g.dep_ == "pobj"), None)
        if (
            child.i < noun.i
            and child.dep_ in ("compound", "amod", "nmod")
            and child.ent_type_ in ("ORG", "GPE", "NORP", "PERSON")
        ):
            return child
    return holder_of(noun, 0) or claimant(noun)


def claimant(noun: Token) -> Token | None:
    """Return the person or body after "of" where a that-clause says what is claimed: "the claim of Lima that ..."."""
    told = any(
        c.dep_ in ("acl", "ccomp", "relcl") and any(g.lower_ == "that" for g in c.children) for c in noun.children
    )
    of = next((c for c in noun.children if c.dep_ == "prep" and c.lower_ == "of" and c.i == noun.i + 1), None)
    if not told or of is None:
        return None
    return next((g for g in of.children if g.dep_ == "pobj" and g.ent_type_ in ("ORG", "GPE", "PERSON")), None)
