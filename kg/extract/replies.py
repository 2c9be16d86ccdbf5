"""Answers to what another was told to have said: "denied the report", "called the accusations unfounded".

Such words name no event of their own. What they are about is what the words before are about, so that an accusation and
its denial meet in one eventuality.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from kg.extract.attach import Answered
from kg.extract.cues import Cues
from kg.extract.syntax import Parse, token_span
from kg.extract.tokens import Token
from kg.extract.wordlists import words
from kg.model import Claim, Reference, Rule, Span, SpeechAct, Stance

REPLY = "claim.reply"

RULES: tuple[Rule, ...] = (
    Rule(
        REPLY,
        "Somebody denies or doubts 'this', 'the report' or 'the accusations', or calls them unfounded: it is about "
        "what another was told to have said last, in the sentences just before, without what that presupposes.",
        ("The miners say that the well was poisoned. The company denied this.",),
    ),
)

#: Nouns of saying (their classes in ``schemas/cues.toml``) that can stand for what another has said.
_SAID = frozenset({"claim", "statement", "accusation", "fear", "warning"})
_PRONOUNS = frozenset({"this", "that", "it", "these", "them", "they", "those"})
_DEFINITE = frozenset({"the", "this", "that", "these", "those", "such", "all", "both", "any"})
_FALSE, _DOUBTFUL, _TRUE = words("false"), words("doubtful"), words("true")
_VERDICTS = _FALSE | _DOUBTFUL | _TRUE
_SUBJECT_LABELS = frozenset({"nsubj", "nsubjpass"})
_NOMINAL = frozenset({"NOUN", "PRON", "DET"})
_NEGATIVE = frozenset({"no", "nothing", "hardly"})
#: Dependents that tell what a noun of saying says.
_TELLING = frozenset({"acl", "relcl", "prep", "ccomp", "conj"})
#: Dependents that go on with what is said.
_CARRIED = frozenset({"conj", "xcomp", "ccomp", "dobj", "attr", "acomp", "oprd", "nsubjpass", "prt", "compound"})
#: Clauses that say what is false: "it was wrong to leave".
_CLAUSES = frozenset({"xcomp", "ccomp", "csubj", "advcl"})
#: How many sentences before an answer the words may stand that it answers; a pronoun answers the last sentence.
_REACH = 4
_PRONOUN_REACH = 1
#: Letters that words of one stem share: report-ed, accus-ation, alleg-ed, clai-ms.
_STEM = 4


@dataclass(frozen=True, slots=True)
class _Answer:
    """What an answer points back to: the noun of saying that heads it its class (None: a pronoun), the stance."""

    noun: Token | None
    kind: str | None
    stance: Stance


def with_replies(
    parse: Parse, claims: Sequence[Claim], references: Sequence[Reference], cues: Cues
) -> tuple[list[Claim], dict[str, Answered]]:
    """Return the claims, those that answer others with their stance, and by id the claims that each answers."""
    speakers = _Speakers(references)
    order = sorted(claims, key=_begin)
    found, replies = list(claims), dict[str, Answered]()
    for i, claim in enumerate(found):
        answer = _answer(parse, claim, cues)
        asked = _asked(parse, claim, answer, order, speakers) if answer else []
        if answer is None or not asked:
            continue
        act = SpeechAct.DENY if answer.stance is Stance.DENIES else claim.act
        found[i] = replace(claim, stance=answer.stance, act=act, rule=REPLY)
        words_said = tuple(token_span(t) for c in asked for t in _core(parse, c))
        replies[found[i].id] = Answered(tuple(c.id for c in asked), words_said)
    return found, replies


def _core(parse: Parse, claim: Claim) -> list[Token]:
    """Return the words that carry what a claim says, without what it presupposes: no "since the war began"."""
    tokens = [t for part in claim.content for t in parse.tokens(part)]
    inside = {t.i for t in tokens}
    core = [t for t in tokens if t.head.i not in inside or t.head == t]
    for token in core:
        core += [c for c in token.children if c.dep_ in _CARRIED and c.i in inside]
    return core


def _begin(claim: Claim) -> int:
    return min(claim.content[0].start, claim.cue.start if claim.cue else claim.content[0].start)


def _answer(parse: Parse, claim: Claim, cues: Cues) -> _Answer | None:
    """Read the content of a claim as pointing back to something said; None when it has words of its own."""
    if claim.speaker is None or len(claim.content) != 1:
        return None
    tokens = [t for t in parse.tokens(claim.content[0]) if not t.is_punct and not t.is_quote]
    inside = {t.i for t in tokens}
    top = next((t for t in tokens if t.head.i not in inside or t.head == t), None)
    if top is None:
        return None
    if any(t.dep_ in _CLAUSES and t is not top for t in tokens):
        return None
    subject, stance = (top, Stance.DENIES) if claim.stance is Stance.DENIES else _judged(top, tokens)
    if subject is None or stance is Stance.ASSERTS or not _is_bare(subject):
        return None
    if subject.lower_ in _PRONOUNS and subject.pos_ in _NOMINAL:
        return _Answer(None, None, stance)
    kinds = {cue.group for cue in cues.nouns.get(subject.lemma_, ())} & _SAID
    definite = any(c.lower_ in _DEFINITE or c.dep_ == "poss" for c in subject.children)
    return _Answer(subject, min(kinds), stance) if kinds and definite else None


def _judged(top: Token, tokens: Sequence[Token]) -> tuple[Token | None, Stance]:
    """Return what a clause calls false or doubtful, and the stance that this is: "the reports were exaggerated"."""
    verdict = next((t for t in tokens if _verdict(t) is not None), None)
    if verdict is None:
        return None, Stance.ASSERTS
    subjects = (t for t in tokens if t.dep_ in _SUBJECT_LABELS and t.head in (top, verdict, verdict.head))
    subject = next(subjects, None)
    if subject is None and verdict is not top and top.pos_ in _NOMINAL:
        subject = top
    negated = any(t.dep_ == "neg" or t.lower_ in _NEGATIVE for t in tokens)
    stance = _verdict(verdict) or Stance.ASSERTS
    if negated:
        stance = Stance.DENIES if stance is Stance.ASSERTS else Stance.ASSERTS
    return subject, stance


def _verdict(token: Token) -> Stance | None:
    """Return the stance of a word that judges what was said: false, doubtful or true; None of any other word."""
    names = {token.lower_, token.lemma_.lower()}
    if names.isdisjoint(_VERDICTS):  # as most are
        return None
    if names & _FALSE:
        return Stance.DENIES
    if names & _DOUBTFUL:
        return Stance.QUESTIONS
    return Stance.ASSERTS


def _is_bare(noun: Token) -> bool:
    """Tell whether a noun stands without words that say what was said: no "that ...", no "of ..."."""
    told = (c for c in noun.children if c.dep_ in _TELLING and c.i > noun.i)
    return all(c.lower_ == "as" and any(_verdict(word) for word in c.children) for c in told)


class _Speakers:
    """Which mentions are one speaker, by the references of the document."""

    def __init__(self, references: Sequence[Reference]) -> None:
        self._up = {r.mention: r.antecedents[0] for r in references if len(r.antecedents) == 1}

    def same(self, one: Span | None, other: Span | None) -> bool:
        return one is not None and other is not None and self._top(one) == self._top(other)

    def _top(self, span: Span) -> Span:
        seen = {span}
        while (above := self._up.get(span)) is not None and above not in seen:
            seen.add(above)
            span = above
        return span


def _asked(parse: Parse, claim: Claim, answer: _Answer, order: Sequence[Claim], speakers: _Speakers) -> list[Claim]:
    """Return what an answer is about: the nearest fitting claim before, of another speaker.

    "The accusations" are all that this speaker claimed in the sentences before; "the report" is rather what was
    reported than what was said.
    """
    starts = sorted({s.start for s in parse.sentences.values()})
    here = bisect_right(starts, _begin(claim))
    reach = _REACH if answer.noun else _PRONOUN_REACH
    near = [
        c
        for c in order
        if c.content[-1].end <= claim.content[0].start
        and c.stance is Stance.ASSERTS
        and (c.speaker or c.unnamed_source)
        and c.act is not SpeechAct.DECLINE_TO_COMMENT
        and not speakers.same(c.speaker, claim.speaker)
        and here - bisect_right(starts, _begin(c)) <= reach
    ]
    fitting = [c for c in near if answer.noun and c.cue and _akin(parse.text(c.cue), answer.noun.lemma_)]
    fitting = fitting or [c for c in near if answer.kind == "accusation" and c.act is SpeechAct.ACCUSE] or near
    if not fitting or answer.noun is None or answer.noun.tag_ != "NNS":
        return fitting[-1:]
    return [c for c in fitting if c.speaker == fitting[-1].speaker or speakers.same(c.speaker, fitting[-1].speaker)]


def _akin(cue: str, noun: str) -> bool:
    """Tell whether a word of saying and a noun of saying are of one stem: "alleged" and "allegation"."""
    return cue[:_STEM].lower() == noun[:_STEM].lower()
