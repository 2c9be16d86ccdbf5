"""Claims without a verb of saying: "according to", "in the words of", "in her telling", words of hearsay."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.claims_clauses import is_finite, stripped, whole
from kg.extract.claims_draft import Draft, Scene, runs
from kg.extract.claims_rules import ACCORDING, HEARSAY, HEARSAY_NOUN
from kg.extract.claims_sources import speakers_of
from kg.extract.cues import Cues
from kg.extract.tokens import Token
from kg.model import SpeechAct, Stance

#: Words that set a clause beside the main one.
CONTRASTING = frozenset({"while", "whereas", "although", "though"})
#: Nouns of what somebody tells or thinks, behind "in" or "by": "in her telling", "by the mayor's account".
TELLING = frozenset({"telling", "account", "words", "version", "recollection", "reckoning", "estimate", "estimation"})
THINKING = frozenset({"view", "opinion", "eyes", "mind", "judgment", "judgement", "assessment"})


def according_to(scene: Scene) -> Iterator[Draft]:
    """Yield the claims of "according to X", "in the words of X", "in X's telling": X said the rest of the clause."""
    doc = scene.parse.doc
    for token in scene.words.openers:
        if token.i + 2 >= len(doc) or token.i in scene.quoted:
            continue
        cue, source = cue_of(token)
        if source is None:
            continue
        tokens = clause_around(token)
        if tokens:
            yield Draft(
                rule=ACCORDING,
                act=SpeechAct.BELIEVE if any(t.lower_ in THINKING for t in cue) else SpeechAct.SAY,
                stance=Stance.ASSERTS,
                content=runs(tokens),
                cue=cue,
                speakers=tuple(speakers_of(source)),
            )


def cue_of(token: Token) -> tuple[tuple[Token, ...], Token | None]:
    """Return the words such as "according to" or "in her telling" that begin with a token, and whom they name."""
    doc = token.doc
    if token.lower_ == "according":
        to = doc[token.i + 1]
        return (token, to), _object(to) if to.lower_ == "to" else None
    noun = _object(token)
    if noun is None or noun.lower_ not in TELLING | THINKING:
        return (), None
    apart = token.i == token.sent.start or doc[token.i - 1].is_punct or noun.lower_ == "words"
    if not apart:  # "the money lies in her account"
        return (), None
    words = tuple(doc[token.i : noun.i + 1])
    owner = next((c for c in noun.lefts if c.dep_ == "poss"), None)
    of = next((c for c in noun.rights if c.lower_ == "of"), None)
    if owner is not None:  # "in her account of the war" is where she told it
        return ((token, noun), owner) if of is None else ((), None)
    named = of is not None and of.i == noun.i + 1 and [t.lower_ for t in words[1:-1]] == ["the"]
    return ((*words, of), _object(of)) if named and of is not None else ((), None)


def _object(preposition: Token) -> Token | None:
    return next((c for c in preposition.children if c.dep_ == "pobj"), None)


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


def hearsay_nouns(scene: Scene, cues: Cues) -> Iterator[Draft]:
    """Yield the claims of nobody named that adjectives such as "alleged" stand for: "the alleged plot".

    Not before whoever or whatever is named as such ("an alleged spy"): nothing is told there.
    """
    for token in scene.words.modifiers:
        uses = cues.adjectives.get(token.lower_)
        noun = token.head
        if not uses or "noun" not in uses[0].frames or noun.pos_ != "NOUN" or scene.mentions.headed_by(noun):
            continue
        besides = {t.i for c in noun.rights if c.dep_ in ("relcl", "appos", "conj", "cc", "punct") for t in c.subtree}
        tokens = [t for t in stripped(whole(noun, without=token)) if t.i > token.i and t.i not in besides]
        if tokens:
            yield Draft(
                rule=HEARSAY_NOUN,
                act=uses[0].act,
                stance=uses[0].stance,
                content=runs(tokens),
                cue=(token,),
                unnamed=True,
                hedge=token.text,
            )
