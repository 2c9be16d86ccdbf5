"""Claims in quotation marks: which words of saying, and which speaker, a quotation belongs to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.extract.claims_clauses import ADDING, is_finite
from kg.extract.claims_content import content_of
from kg.extract.claims_draft import Draft, Scene
from kg.extract.claims_rules import UNCUED
from kg.extract.claims_sources import hearer_of, speakers_of, subject_of
from kg.extract.cues import Cue, Cues
from kg.extract.quotes import Quotation
from kg.extract.tokens import Token
from kg.model import Span, SpeechAct, Stance

STOPS = frozenset(".!?")
DASHES = frozenset({"-", "–", "—", "--", "―"})
#: A dash and a name, in tokens.
MIN_SIGNED = 2
#: How many tokens after a closed quotation its words of saying may begin.
REACH_AFTER = 14
#: A quotation of fewer words that nobody's words of saying introduce is a name or a scare quote.
FULL_QUOTE_WORDS = 5
#: What stands between a verb of saying and a quotation that is all that was said.
INTRODUCING = frozenset({",", ":"})
#: How what is said hangs on its verb.
SAID = frozenset({"ccomp", "parataxis"})
#: The end of a line, with the blank lines behind it.
LINE_END = re.compile(r"\s*\n\s*")
#: What the writer puts between dashes.
ASIDE = re.compile(r"(--|[-–—])\s?\S[^.!?]*\S\s?(--|[-–—])")
#: Words of so many letters have a capital in a title.
LONG_WORD = 4
#: How far from the verb a speaker that the parser missed may stand, in tokens.
NEAR = 6


def quote_claims(scene: Scene, cues: Cues) -> list[Draft]:
    """Return the claims of the quotations that words of saying stand beside, split ones joined."""
    found: list[Draft] = []
    for at, quotation in enumerate(scene.quotations):
        if found and joined(scene, at, found) and not begins_anew(scene, at, cues):
            last = found[-1]
            if after_stop(scene, at):
                found.append(going_on(last, quotation))
            else:
                found[-1] = replace(last, content=(*last.content, quotation.span))
            continue
        verb = verb_after(scene, at, cues) or verb_before(scene, at, cues)
        if verb is None or goes_on(verb, quotation, cues):
            continue
        draft = quoted_draft(scene, verb, quotation, cues)
        if draft is not None:
            aside = around_aside(scene, at)
            found.append(replace(draft, content=(scene.quotations[at - 1].span, *draft.content)) if aside else draft)
    return found


def around_aside(scene: Scene, at: int) -> bool:
    """Tell whether only the writer's words between dashes part a quotation from the one before it.

    ``"I do not think the road" -- a dirt track, in fact -- "will last," she said``: half of it would say the opposite.
    """
    if at == 0:
        return False
    before, here = scene.quotations[at - 1].span, scene.quotations[at].span
    between = scene.parse.document.text[before.end : here.start].strip(" \xa0")
    return "\n" not in between and bool(ASIDE.fullmatch(between))


def after_stop(scene: Scene, at: int) -> bool:
    """Tell whether a sentence ended before a quotation: ``"...," she said. "..."``."""
    text = scene.parse.document.text
    return text[: scene.quotations[at].span.start].rstrip()[-1:] in STOPS


def going_on(last: Draft, quotation: Quotation) -> Draft:
    """Return the claim of a further sentence by whoever was just quoted; its mark is its cue."""
    mark = Span(quotation.span.start, quotation.span.start + 1)
    return replace(last, rule=UNCUED, act=SpeechAct.SAY, content=(quotation.span,), cue=(), mark=mark)


def goes_on(verb: Token, quotation: Quotation, cues: Cues) -> bool:
    """Tell whether a quotation is only the first words of what was said: X said that "a flood" would come.

    Then the clause is what was said, not the words in quotation marks alone.
    """
    if verb.idx > quotation.span.start or verb.nbor().text in INTRODUCING:
        return False
    for cue in cues.verbs.get(verb.lemma_.lower(), ()):
        tokens = [t for t in content_of(verb, cue)[1] if not t.is_punct]
        if tokens and tokens[0].idx <= quotation.inner.start:
            return tokens[-1].idx >= quotation.span.end
    return False


def joined(scene: Scene, at: int, found: Sequence[Draft]) -> bool:
    """Tell whether a quotation goes on from the one before: ``"...," she said, "..."``."""
    if at == 0 or not found or found[-1].content[-1] != scene.quotations[at - 1].span:
        return False
    if partial(scene, scene.quotations[at]) and is_title(scene.parse.tokens(scene.quotations[at].inner)):
        return False  # "..., she said in her book "The Long Road"
    between = scene.parse.document.text[scene.quotations[at - 1].span.end : scene.quotations[at].span.start]
    cue = found[-1].cue
    told_between = bool(cue) and scene.quotations[at - 1].span.end <= cue[0].idx < scene.quotations[at].span.start
    return told_between and "\n" not in between and not says_again(scene, at, cue[0])


def begins_anew(scene: Scene, at: int, cues: Cues) -> bool:
    """Tell whether a quotation after a full stop has a verb of its own: ``"...," he said. "...," she said``."""
    return after_stop(scene, at) and verb_after(scene, at, cues) is not None


def says_again(scene: Scene, at: int, cue: Token) -> bool:
    """Tell whether a participle of saying stands before a quotation: ``"...", she said, adding that it was "..."``."""
    tokens = scene.parse.tokens(Span(cue.idx, scene.quotations[at].span.start))
    return any(t.tag_ == "VBG" and t.lemma_.lower() in ADDING for t in tokens)


def is_cue(token: Token, cues: Cues) -> Cue | None:
    """Return the use of a verb that takes a quotation."""
    if token.pos_ not in ("VERB", "AUX"):
        return None
    for cue in cues.verbs.get(token.lemma_.lower(), ()):
        if "quote" in cue.frames and (not cue.particle or any(c.lower_ == cue.particle for c in token.children)):
            return cue
    return None


def verb_after(scene: Scene, at: int, cues: Cues) -> Token | None:
    """Return the verb of saying that follows a quotation: ``"...," said X``, ``"...," X told Y``."""
    quotation = scene.quotations[at]
    if partial(scene, quotation):
        return None
    text = scene.parse.document.text
    last = quotation.inner.of(text)[-1:]
    tokens = after(scene, quotation)
    if tokens and tokens[0].text in DASHES and text[: quotation.span.start].rstrip(" \xa0")[-1:] in DASHES:
        return None
    if not tokens or not (last in ",!?…-—" or tokens[0].text == ","):
        return None
    for token in tokens[:REACH_AFTER]:
        if token.text in STOPS or token.i in scene.quoted:
            return None
        if is_cue(token, cues) and speaker_near(scene, token) is not None:
            return token
    return None


def speaker_near(scene: Scene, verb: Token) -> Token | None:
    """Return the subject of a verb beside a quotation: as parsed, or else the noun right after or before it.

    The parser often takes words of the quotation for the subject.
    """
    subject = subject_of(verb)
    if subject is not None and (subject.i not in scene.quoted or verb.i in scene.quoted):
        return subject
    doc = verb.doc
    ahead = list(doc[verb.i + 1 : verb.i + 1 + NEAR])
    behind = list(reversed(doc[max(0, verb.i - NEAR) : verb.i]))
    for side in (behind, ahead):
        for token in side:
            if token.is_punct or token.i in scene.quoted or token.pos_ in ("VERB", "ADP", "SCONJ", "CCONJ"):
                break
            if token.pos_ == "PRON" or (token.pos_ in ("NOUN", "PROPN") and token.dep_ != "compound"):
                return token
    return None


def is_title(words: Sequence[Token]) -> bool:
    """Tell the title of a work: its longer words have capitals, and the words around it have not."""
    long = [t for t in words if len(t) >= LONG_WORD]
    inside = {t.i for t in words}
    sentence = words[0].sent if words else []
    around = [t for t in sentence if len(t) >= LONG_WORD and t.is_alpha and t.i not in inside]
    capital = sum(t.text[0].isupper() for t in long)
    return len(long) > 1 and capital == len(long) and sum(t.text[0].islower() for t in around) * 2 > len(around)


def partial(scene: Scene, quotation: Quotation) -> bool:
    """Tell whether a quotation is only some words of a sentence told in others: it was a "very bad" day."""
    text = scene.parse.document.text
    before = text[: quotation.span.start].rstrip(" \xa0")[-1:]
    return before.isalnum() or before in ("'", "’", "%", "$", "(")


def after(scene: Scene, quotation: Quotation) -> list[Token]:
    """Return the tokens after a quotation, to the end of its paragraph."""
    text = scene.parse.document.text
    end = text.find("\n", quotation.span.end)
    end = len(text) if end < 0 else end
    return list(scene.parse.tokens(Span(quotation.span.end, end))) if end > quotation.span.end else []


def verb_before(scene: Scene, at: int, cues: Cues) -> Token | None:
    """Return the verb of saying that introduces a quotation: ``X said, "..."``, ``X told Y: "..."``."""
    text = scene.parse.document.text
    quotation = scene.quotations[at]
    begin = max(text.rfind("\n", 0, quotation.span.start) + 1, scene.quotations[at - 1].span.end if at else 0)
    if begin >= quotation.span.start:
        return None
    tokens = list(scene.parse.tokens(Span(begin, quotation.span.start)))
    while tokens and tokens[-1].is_quote:  # the repaired text may have the mark one place before
        tokens.pop()
    for token in reversed(tokens):
        if token.text in STOPS and token.i < tokens[-1].i:
            return None
        if is_cue(token, cues):
            between = [t for t in tokens if t.i > token.i]
            told = any(t.pos_ in ("VERB", "AUX") and is_finite(t) and t.dep_ != "relcl" for t in between)
            near = (
                not between
                or (between[-1].text == "," and not told)
                or between[-1].text == ":"
                or between[-1].lower_ == "that"
            )
            return token if near else None
    return None


def quoted_draft(scene: Scene, verb: Token, quotation: Quotation, cues: Cues) -> Draft | None:
    """Return the claim of one quotation and its verb."""
    cue = is_cue(verb, cues)
    subject = speaker_near(scene, verb)
    if cue is None or subject is None:
        return None
    return Draft(
        rule="claim.quote",
        act=cue.act,
        stance=cue.stance,
        content=(quotation.span,),
        cue=(verb,),
        speakers=tuple(speakers_of(subject)),
        hearer=hearer_of(verb, cue.hearer),
        quoted=True,
    )


def verb_above(scene: Scene, quotation: Quotation, cues: Cues) -> Token | None:
    """Return the verb of saying that a quotation hangs on from afar: ``"Thank you all" for the day, she said``."""
    for token in scene.parse.tokens(quotation.span):
        verb = token.head
        if token.dep_ in SAID and verb.i not in scene.quoted and is_cue(verb, cues):
            subject = subject_of(verb)
            return verb if subject is not None and subject.i not in scene.quoted else None
    return None


def uncued_claims(scene: Scene, known: Sequence[Draft], cues: Cues) -> Iterator[Draft]:
    """Yield the claims of full quotations beside which no words of saying stand: whoever spoke just before goes on."""
    text = scene.parse.document.text
    told = [d for d in known if d.speakers and not (d.cue and d.cue[0].i in scene.quoted)]
    for quotation in scene.quotations:
        if any(holds_some(c, quotation) for d in known for c in d.content):
            continue
        if not is_sentence(scene, quotation) or partial(scene, quotation):
            continue
        if (verb := verb_above(scene, quotation, cues)) and (said := quoted_draft(scene, verb, quotation, cues)):
            told.append(said)
            yield said
            continue
        start = quotation.span.start
        speaker = max((d for d in told if d.start < start and d.end <= start), key=lambda d: d.end, default=None)
        if speaker is not None and lines_between(text, speaker.end, start) > 1:
            speaker = None
        told_by = signed_by(scene, quotation) or before_colon(scene, quotation)
        draft = Draft(
            rule=UNCUED,
            act=SpeechAct.SAY,
            stance=Stance.ASSERTS,
            content=(quotation.span,),
            mark=Span(quotation.span.start, quotation.span.start + 1),
            speakers=told_by or (speaker.speakers if speaker else ()),
            unnamed=not told_by and speaker is None,
            quoted=True,
        )
        yield draft
        if draft.speakers:
            told.append(draft)


def holds_some(part: Span, quotation: Quotation) -> bool:
    """Tell whether a claim already says a quotation, or its first half; a thought told inside it does not.

    Of ``"I know that it is late. We must go."`` the claim that "it is late" is only a part.
    """
    if not part.overlaps(quotation.span):
        return False
    inner = quotation.inner
    inside = inner.contains(part) and (part.end - part.start) * 2 < inner.end - inner.start
    return not inside


def lines_between(text: str, start: int, end: int) -> int:
    """Count the line ends between two places, blank lines as one."""
    return sum(1 for _ in LINE_END.finditer(text, start, end))


def signed_by(scene: Scene, quotation: Quotation) -> tuple[Token, ...]:
    """Return the person who signs a quotation: ``"..." - Ana Ruiz``, alone to the end of the line."""
    tokens = after(scene, quotation)
    if len(tokens) < MIN_SIGNED or tokens[0].text not in DASHES:
        return ()
    mention = scene.mentions.around(tokens[1])
    last = mention.span.end if mention is not None else 0
    signed = (
        mention is not None and mention.type == "Person" and (tokens[-1].idx < last or tokens[2].text in (",", "."))
    )
    return (tokens[1],) if signed else ()


def before_colon(scene: Scene, quotation: Quotation) -> tuple[Token, ...]:
    """Return who does what the sentence before a colon tells, or whom it ends with: ``Ana Ruiz: "..."``."""
    text = scene.parse.document.text
    end = len(text[: quotation.span.start].rstrip())
    if end == 0 or text[end - 1] != ":":
        return ()
    start = text.rfind("\n", 0, end) + 1
    tokens = scene.parse.tokens(Span(start, end))
    stop = max((n for n, t in enumerate(tokens) if t.text in STOPS), default=-1)
    clause = tokens[stop + 1 : -1]
    root = next(
        (t for t in clause if t.pos_ in ("VERB", "AUX") and is_finite(t) and t.dep_ in ("ROOT", "conj", "ccomp")), None
    )
    subject = subject_of(root) if root is not None else None
    if subject is not None:
        return tuple(speakers_of(subject))
    last = clause[-1] if clause and root is None else None
    return (last,) if last is not None and last.pos_ in ("PROPN", "NOUN") else ()


def is_sentence(scene: Scene, quotation: Quotation) -> bool:
    """Tell whether a quotation is long enough to be somebody's statement, and not a title."""
    words = [t for t in scene.parse.tokens(quotation.inner) if not t.is_punct]
    if len(words) < FULL_QUOTE_WORDS:
        return False
    titled = sum(t.text[:1].isupper() for t in words)
    return titled * 2 < len(words) and any(t.pos_ in ("VERB", "AUX") for t in words)
