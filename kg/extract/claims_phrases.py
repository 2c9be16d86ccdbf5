"""Claims without a verb of saying: "according to", adverbs of hearsay, and what follows a noun of saying."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from kg.extract.claims_content import PREPOSITIONS, after_preposition, has_to, is_finite, own_subject, stripped, whole
from kg.extract.claims_draft import Draft, Scene, runs
from kg.extract.claims_sources import holder_of, speakers_of
from kg.extract.cues import Cue, Cues
from kg.model import SpeechAct, Stance


def according_to(scene: Scene) -> Iterator[Draft]:
    """Yield the claims of "according to X" and "in the words of X": the rest of its clause is what X said."""
    for token in scene.parse.doc:
        if token.lower_ != "according" or token.i + 1 >= len(scene.parse.doc) or token.nbor().lower_ != "to":
            continue
        source = next((t for t in token.subtree if t.dep_ == "pobj"), None)
        if source is None:
            continue
        tokens = clause_around(token)
        if tokens:
            yield Draft(
                rule="claim.according_to",
                act=SpeechAct.SAY,
                stance=Stance.ASSERTS,
                content=runs(tokens),
                cue=(token, token.nbor()),
                speakers=tuple(speakers_of(source)),
            )


def clause_around(token: Token) -> list[Token]:
    """Return the clause that a phrase stands in, without the phrase."""
    head = token.head
    for _ in range(len(token.sent)):
        if (head.pos_ in ("VERB", "AUX") and is_finite(head)) or head.head.i == head.i:
            break
        head = head.head
    return stripped(whole(head, without=token))


def hearsay(scene: Scene, cues: Cues) -> Iterator[Draft]:
    """Yield the claims of nobody named that adverbs such as "reportedly" stand for."""
    for token in scene.parse.doc:
        uses = cues.adverbs.get(token.lower_)
        if not uses or token.head.i == token.i:
            continue
        tokens = (
            clause_around(token) if token.head.pos_ in ("VERB", "AUX") else stripped(whole(token.head, without=token))
        )
        if tokens:
            yield Draft(
                rule="claim.hearsay",
                act=uses[0].act,
                stance=uses[0].stance,
                content=runs(tokens),
                cue=(token,),
                unnamed=True,
                hedge=token.text,
            )


def noun_claims(scene: Scene, cues: Cues) -> Iterator[Draft]:
    """Yield the claims of nouns of saying and thinking: "the ministry's claim that ...", "fears of ..."."""
    for token in scene.parse.doc:
        if token.pos_ != "NOUN" or token.i in scene.used:
            continue
        for cue in cues.nouns.get(token.lemma_.lower(), ()):
            tokens = noun_content(token, cue)
            if not tokens:
                continue
            holder = noun_holder(token)
            yield Draft(
                rule=f"claim.noun.{cue.group}",
                act=cue.act,
                stance=cue.stance,
                content=runs(tokens),
                cue=(token,),
                speakers=tuple(speakers_of(holder)) if holder is not None else (),
                unnamed=holder is None,
            )
            break


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
    return stripped(after_preposition(noun, cue.frames & PREPOSITIONS))


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
    return holder_of(noun, 0)
