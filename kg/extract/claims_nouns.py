"""Claims told by a noun of saying or thinking: "the ministry's claim that ...", "accusations of ..."."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.extract.claims_clauses import has_that, has_to, is_finite, lacks_object, own_subject, stripped, whole
from kg.extract.claims_content import PREPOSITIONS, after_preposition, with_doing
from kg.extract.claims_draft import Draft, Scene, runs
from kg.extract.claims_meaning import is_outlet
from kg.extract.claims_rules import NOUN
from kg.extract.claims_sources import ISSUING, SUBJECTS, VOICING, agent_of, holder_of, speakers_of
from kg.extract.claims_unsaid import is_task
from kg.extract.cues import Cue, Cues
from kg.extract.tokens import Token
from kg.model import SpeechAct

#: Verbs by which what was said comes up: "reports emerged that", "fears grew that".
EMERGING = frozenset(
    {"emerge", "surface", "spread", "circulate", "appear", "come", "arise", "grow", "mount", "persist", "rise", "swirl"}
    | {"abound", "make", "raise", "air", "publish", "leak", "fly", "go", "reach", "arrive", "linger", "deepen"}
)
#: Verbs of those who do not accept what was said.
REFUSED = frozenset(
    {
        "deny",
        "reject",
        "dismiss",
        "dispute",
        "refute",
        "rebut",
        "contest",
        "repudiate",
        "play",
        "brush",
        "wave",
        "shrug",
    }
    | {"address", "face", "hear", "receive", "ignore", "cite", "confirm", "spread", "fuel", "spark", "raise"}
)


def noun_claims(scene: Scene, cues: Cues, known: Sequence[Draft]) -> Iterator[Draft]:
    """Yield the claims of nouns of saying and thinking: "the ministry's claim that ...", "fears of ...".

    Not those that a verb tells already: "told Reuters in a statement that ...". But of "denied reports that it fled"
    one says that it fled, and another denies it.
    """
    told = {(d.content, d.stance): d.speakers or d.cue for d in known}
    for token in scene.words.nouns:
        if token.i in scene.used or is_task(token):
            continue
        for cue in cues.nouns.get(token.lemma_.lower(), ()):
            tokens = noun_content(token, cue)
            holder = noun_holder(scene, token) if tokens else None
            same = told.get((runs(tokens), cue.stance), ()) if tokens else ()
            speakers = tuple(speakers_of(holder)) if holder is not None else ()
            if (
                not tokens
                or (same and speakers in (same, ()))
                or (holder is None and only_somebody(scene, token, tokens))
            ):
                continue
            yield Draft(
                rule=f"{NOUN}.{'thinking' if cue.act is SpeechAct.BELIEVE else 'saying'}",
                act=cue.act,
                stance=cue.stance,
                content=runs(tokens),
                cue=(token,),
                speakers=speakers,
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
            and has_that(child)
            and not lacks_object(child)
        ):
            return stripped(sorted(whole(child), key=lambda t: t.i))
        if "inf" in cue.frames and child.dep_ in ("acl", "relcl", "xcomp") and has_to(child):
            return stripped(whole(child))
        if (
            "of" in cue.frames
            and child.dep_ == "acl"
            and is_finite(child)
            and own_subject(child)
            and not lacks_object(child)
        ):
            return stripped(whole(child))
    if "that" in cue.frames and (far := far_clause(noun)) is not None:
        return stripped(whole(far))
    words = cue.frames & PREPOSITIONS
    return stripped(after_preposition(noun, words) or behind_holder(noun, words))


def far_clause(noun: Token) -> Token | None:
    """Return a that-clause that the parser hung past the noun: "reports in Y that ...", "claims emerged that ...".

    On a verb only where the noun is its subject, or what is denied, voiced or there, and the verb itself tells nothing.
    """
    for child in noun.rights:
        places = [g for g in child.rights if g.dep_ == "pobj"] if child.dep_ == "prep" else []
        places += [g for c in child.rights if c.dep_ == "agent" for g in c.rights] if child.dep_ == "acl" else []
        for place in places:
            found = next((c for c in place.rights if c.dep_ in ("acl", "relcl", "ccomp") and has_that(c)), None)
            if found is not None and own_subject(found) and not lacks_object(found):
                return found
    verb = noun.head
    open_verb = verb.lemma_.lower() in (EMERGING if noun.dep_ in SUBJECTS else REFUSED | VOICING)
    if noun.dep_ not in (*SUBJECTS, "dobj", "attr") or not open_verb:
        return None
    behind = (c for c in verb.rights if c.dep_ in ("ccomp", "advcl", "acl", "relcl") and c.i > noun.i and has_that(c))
    return next((c for c in behind if own_subject(c)), None)


def behind_holder(noun: Token, words: frozenset[str]) -> list[Token]:
    """Return what stands behind the holder: "warnings from Oslo of a flood"."""
    for child in (*noun.children, *own_source(noun)):
        if child.dep_ == "prep" and child.lower_ in ("from", "by"):
            for inner in child.subtree:
                if inner.dep_ == "prep" and inner.lower_ in words and inner.i > child.i + 1:
                    return with_doing([t for g in inner.children if g.dep_ in ("pobj", "pcomp") for t in whole(g)])
    return []


def own_source(noun: Token) -> list[Token]:
    """Return the "from X" right behind a noun that the parser hung on its verb: "received warnings from Oslo of"."""
    verb = noun.head
    if noun.dep_ not in ("dobj", "nsubj") or verb.pos_ != "VERB":
        return []
    return [c for c in verb.rights if c.dep_ == "prep" and c.lower_ == "from" and c.i == noun.i + 1]


def noun_holder(scene: Scene, noun: Token) -> Token | None:
    """Return whose word it is: possessor, name or demonym before it, "by X", "in" a paper, the subject of its verb."""
    for child in (*noun.children, *own_source(noun)):
        if child.dep_ == "poss":
            return child
        if child.dep_ in ("prep", "agent") and child.lower_ in ("by", "from"):
            return next((g for g in child.children if g.dep_ == "pobj"), None)
        if child.dep_ == "acl" and child.lemma_.lower() in ISSUING and (agent := agent_of(child)) is not None:
            return agent
        if child.dep_ == "prep" and child.lower_ == "in":
            paper = next((g for g in child.children if g.dep_ == "pobj" and is_outlet(g, scene)), None)
            if paper is not None:
                return paper
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
