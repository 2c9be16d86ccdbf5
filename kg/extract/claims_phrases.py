"""Claims without a verb of saying: "according to", "in the words of", adverbs of hearsay."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.claims_clauses import is_finite, stripped, whole
from kg.extract.claims_draft import Draft, Scene, runs
from kg.extract.claims_rules import ACCORDING, HEARSAY
from kg.extract.claims_sources import speakers_of
from kg.extract.cues import Cues
from kg.extract.tokens import Token
from kg.model import SpeechAct, Stance

#: Words that set a clause beside the main one.
CONTRASTING = frozenset({"while", "whereas", "although", "though"})


def according_to(scene: Scene) -> Iterator[Draft]:
    """Yield the claims of "according to X" and "in the words of X": the rest of its clause is what X said."""
    doc = scene.parse.doc
    for token in scene.words.openers:
        if token.i + 2 >= len(doc) or token.i in scene.quoted:
            continue
        cue = cue_of(token)
        source = next((c for c in cue[-1].children if c.dep_ == "pobj"), None) if cue else None
        if source is None:
            continue
        tokens = clause_around(token)
        if tokens:
            yield Draft(
                rule=ACCORDING,
                act=SpeechAct.SAY,
                stance=Stance.ASSERTS,
                content=runs(tokens),
                cue=cue,
                speakers=tuple(speakers_of(source)),
            )


def cue_of(token: Token) -> tuple[Token, ...]:
    """Return the words "according to" or "in the words of" that begin with a token."""
    doc = token.doc
    if token.lower_ == "according" and doc[token.i + 1].lower_ == "to":
        return (token, doc[token.i + 1])
    words = tuple(doc[token.i : token.i + 4])
    return words if [t.lower_ for t in words] == ["in", "the", "words", "of"] else ()


def clause_around(token: Token) -> list[Token]:
    """Return the clause that a phrase stands in, without the phrase."""
    before = token.doc[token.sent.start : token.i]
    opens = len(before) <= 1 or all(t.is_punct or t.is_space or t.pos_ in ("CCONJ", "ADV") for t in before)
    if opens and token.lower_ == "according":
        return stripped([t for t in token.doc[token.right_edge.i + 1 : token.sent.end] if not t.is_space])
    head = token.head
    while head.head.i != head.i and not (head.pos_ in ("VERB", "AUX") and is_finite(head)):
        head = head.head
    closes = max(t.i for t in token.subtree) + 2 >= token.sent.end - 1
    whole_sentence = closes and token.doc[token.i - 1].text == ","
    while closes and is_side(head, whole_sentence) and head.head.pos_ in ("VERB", "AUX"):
        head = head.head
    return stripped(whole(head, without=token))


def is_side(verb: Token, whole_sentence: bool) -> bool:
    """Tell whether a verb only goes on from the one above it: "and left", ", while the captain fled".

    What closes the sentence behind a comma is said of the whole of it: "died when the roof fell, according to X".
    """
    if whole_sentence and verb.dep_ == "advcl" and is_finite(verb):
        return True
    contrast = verb.dep_ == "advcl" and any(c.dep_ == "mark" and c.lower_ in CONTRASTING for c in verb.lefts)
    return verb.dep_ == "conj" or contrast


def hearsay(scene: Scene, cues: Cues) -> Iterator[Draft]:
    """Yield the claims of nobody named that adverbs such as "reportedly" stand for."""
    for token in scene.words.adverbs:
        uses = cues.adverbs.get(token.lower_)
        if not uses or token.head.i == token.i:
            continue
        head = token.head.head if token.head.dep_ in ("aux", "auxpass") else token.head
        tokens = stripped(whole(head, without=token))
        if len(tokens) > 1:
            yield Draft(
                rule=HEARSAY,
                act=uses[0].act,
                stance=uses[0].stance,
                content=runs(tokens),
                cue=(token,),
                unnamed=True,
                hedge=token.text,
            )
