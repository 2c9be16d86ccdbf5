"""Denials told in passing of what stands before a comma: ", an allegation X rejected", ", which X denies"; pleas."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.extract.claims_clauses import SAYINGS, is_finite, lacks_object, own_subject, stripped, whole
from kg.extract.claims_content import after_preposition, content_of
from kg.extract.claims_draft import Draft, Scene, runs
from kg.extract.claims_nouns import noun_content
from kg.extract.claims_rules import ASIDE, PLEA
from kg.extract.claims_sources import agent_of, speakers_of, subject_of
from kg.extract.cues import Cue, Cues
from kg.extract.syntax import token_span
from kg.extract.tokens import Token
from kg.model import Span, SpeechAct, Stance

#: Verbs whose object may be what was said before, beside those that deny.
_GRANTING = frozenset({"confirm", "admit", "acknowledge", "concede"})
_SHORTEST = 2


def aside_denials(scene: Scene, cues: Cues, known: Sequence[Draft]) -> Iterator[Draft]:
    """Yield what somebody denies, or confirms, of the words before a comma, and that another said it.

    "Police say that he fled, which he denies"; "The firm hid losses, an allegation rejected by its chairman": where no
    other claim tells it, it is the word of somebody unnamed.
    """
    told = [part for d in known if d.stance is Stance.ASSERTS for part in d.content]
    for verb in scene.words.verbs:
        cue = answering(verb, cues)
        marker = pointer(verb) if cue is not None and verb.i not in scene.used else None
        if cue is None or marker is None:
            continue
        subject = subject_of(verb) if own_subject(verb) else agent_of(verb)
        tokens = answered(marker, verb, cues) if subject is not None else []
        if subject is None or not tokens:
            continue
        content = charged_before(marker, known) or runs(tokens)
        act = cue.act if cue.stance is Stance.DENIES else SpeechAct.SAY
        yield Draft(ASIDE, act, cue.stance, content, (verb,), speakers=tuple(speakers_of(subject)))
        if cue.stance is Stance.DENIES and not any(part.contains(content[0]) for part in told):
            kind = next((c.act for c in cues.nouns.get(marker.lemma_.lower(), ())), SpeechAct.SAY)
            yield Draft(ASIDE, kind, Stance.ASSERTS, content, (marker,), unnamed=True)


def charged_before(marker: Token, known: Sequence[Draft]) -> tuple[Span, ...]:
    """Return what somebody is accused of right before "a charge he denies", where a claim tells it."""
    comma = before_comma(marker)
    if comma is None or marker.pos_ != "NOUN":
        return ()
    told = [d for d in known if d.act is SpeechAct.ACCUSE and 0 <= comma.idx - d.end <= 1]
    return min((d.content for d in told), key=lambda c: c[-1].end - c[0].start, default=())


def without_asides(drafts: Sequence[Draft], asides: Sequence[Draft]) -> list[Draft]:
    """Return the claims as they are without what others deny in passing: "fears that it, which he denies, will fail".

    An aside stands in place of what its verb alone was taken to say.
    """
    verbs = {t.i: t for d in asides for t in d.cue if t.pos_ == "VERB"}
    kept = [d for d in drafts if not any(t.i in verbs for t in d.cue)]
    for verb in verbs.values():
        kept = [replace(d, content=cut_out(d.content, extent(verb), verb.doc.text)) for d in kept]
    return kept


def extent(verb: Token) -> Span:
    """Return where an aside stands, from its comma to its end."""
    marker = pointer(verb)
    comma = before_comma(marker) if marker is not None else None
    first = comma if comma is not None else verb.left_edge
    return Span(first.idx, token_span(verb.right_edge).end)


def cut_out(content: tuple[Span, ...], aside: Span, text: str) -> tuple[Span, ...]:
    """Return the parts of a content before and behind an aside that stands inside it."""
    parts = []
    for part in content:
        if not part.contains(aside):
            parts.append(part)
            continue
        before, behind = text[part.start : aside.start].rstrip(" ,"), text[aside.end : part.end].lstrip(" ,")
        parts += [Span(part.start, part.start + len(before))] if before else []
        parts += [Span(part.end - len(behind), part.end)] if behind else []
    return tuple(parts)


def answering(verb: Token, cues: Cues) -> Cue | None:
    """Return the use of a verb by which it denies or grants what was said."""
    lemma = verb.lemma_.lower()
    uses = cues.verbs.get(lemma, ())
    denying = next((c for c in uses if c.stance is Stance.DENIES and not c.particle), None)
    return denying or (next(iter(uses), None) if lemma in _GRANTING else None)


def pointer(verb: Token) -> Token | None:
    """Return the word by which a clause behind a comma points back: "which", "something" or a noun of saying."""
    which = next((c for c in verb.lefts if c.dep_ == "dobj" and c.tag_ == "WDT" and c.lower_ == "which"), None)
    if which is not None:
        return which if verb.dep_ in ("relcl", "advcl", "ccomp") and before_comma(which) is not None else None
    noun = verb.head
    if noun.i > verb.i or noun.lemma_.lower() not in SAYINGS or before_comma(noun) is None:
        return None
    active = verb.dep_ in ("relcl", "acl") and own_subject(verb) and lacks_object(verb)
    passive = verb.dep_ == "acl" and verb.tag_ == "VBN" and agent_of(verb) is not None
    return noun if active or passive else None


def before_comma(token: Token) -> Token | None:
    """Return the comma right before a phrase, past its article; None where there is none."""
    first = next((c for c in token.lefts if c.dep_ == "det"), token)
    comma = first.doc[first.i - 1] if first.i > first.sent.start else None
    return comma if comma is not None and comma.text == "," else None


def answered(marker: Token, verb: Token, cues: Cues) -> list[Token]:
    """Return what stands before the comma: what a verb or noun of saying there tells, or else its last clause."""
    comma = before_comma(marker)
    if comma is None:
        return []
    above = marker if marker.i < verb.i and verb.head == marker else verb
    for head in above.ancestors:
        if head.i > comma.i or head == marker:
            continue
        for noun in cues.nouns.get(head.lemma_.lower(), ()) if head.pos_ == "NOUN" else ():
            if found := clipped(noun_content(head, noun), comma):
                return found
        for said in cues.verbs.get(head.lemma_.lower(), ()) if head.pos_ == "VERB" else ():
            frame, tokens = content_of(head, said)
            if found := clipped(tokens, comma):
                return found if frame != "obj+for" or any(t.pos_ == "VERB" for t in found) else []
        if head.pos_ in ("VERB", "AUX") and is_finite(head):
            return clipped(whole(head), comma)
    return []


def clipped(tokens: Sequence[Token], comma: Token) -> list[Token]:
    """Return the words before a comma, without punctuation at their ends."""
    kept = stripped([t for t in tokens if t.i < comma.i])
    return kept if len(kept) >= _SHORTEST or (kept and kept[0].pos_ == "NOUN") else []


def pleas(scene: Scene, cues: Cues) -> Iterator[Draft]:
    """Yield what somebody pleads guilty or not guilty to: "pleaded not guilty to charges of arson"."""
    for verb in scene.words.verbs:
        guilty = next((c for c in verb.rights if c.lower_ == "guilty"), None) if verb.lemma_ == "plead" else None
        subject = subject_of(verb) if guilty is not None else None
        if guilty is None or subject is None:
            continue
        tokens = after_preposition(guilty, ("to",)) or after_preposition(verb, ("to",))
        denied = any(c.dep_ == "neg" for c in (*guilty.children, *verb.children))
        told = charged(tokens, cues)
        if tokens:
            act, stance = (SpeechAct.DENY, Stance.DENIES) if denied else (SpeechAct.SAY, Stance.ASSERTS)
            yield Draft(PLEA, act, stance, runs(told or tokens), (verb, guilty), speakers=tuple(speakers_of(subject)))


def charged(tokens: Sequence[Token], cues: Cues) -> list[Token]:
    """Return what a noun of accusing that heads a phrase tells: of "charges of arson" the arson."""
    for token in tokens[:3]:
        for cue in cues.nouns.get(token.lemma_.lower(), ()):
            return noun_content(token, cue)
    return []
