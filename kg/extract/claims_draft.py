"""A claim while it is being put together, before its speakers are matched to mentions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.extract.quotes import Quotation
from kg.extract.syntax import Mentions, Parse
from kg.extract.tokens import Doc, Token
from kg.model import Span, SpeechAct, Stance


@dataclass(frozen=True)
class Draft:
    """One claim as found. ``speakers`` are the tokens that head its speakers: one claim is made for each.

    ``cue`` is None where the opening quotation mark is the only cue; then ``mark`` is that mark.
    """

    rule: str
    act: SpeechAct
    stance: Stance
    content: tuple[Span, ...]
    cue: tuple[Token, ...] = ()
    mark: Span | None = None
    speakers: tuple[Token, ...] = ()
    hearer: Token | None = None
    outlet: Token | None = None
    unnamed: bool = False
    hedge: str | None = None
    quoted: bool = False

    @property
    def start(self) -> int:
        """Where the claim's content begins."""
        return self.content[0].start

    @property
    def end(self) -> int:
        """Where the claim's content ends."""
        return self.content[-1].end


@dataclass(frozen=True)
class Words:
    """The tokens that rules of claims begin at, sorted out in one pass over the document."""

    verbs: tuple[Token, ...]
    nouns: tuple[Token, ...]
    adverbs: tuple[Token, ...]
    openers: tuple[Token, ...]
    modifiers: tuple[Token, ...] = ()


#: First words of "according to", "in the words of" and "by her account".
OPENERS = frozenset({"according", "in", "by"})


def words_of(doc: Doc) -> Words:
    """Sort out the verbs, nouns, adverbs and modifiers of a document, and the first words of phrases of saying."""
    verbs: list[Token] = []
    nouns: list[Token] = []
    adverbs: list[Token] = []
    openers: list[Token] = []
    modifiers: list[Token] = []
    for token in doc:
        kind = token.pos_
        if kind in ("VERB", "AUX"):
            verbs.append(token)
        elif kind == "NOUN":
            nouns.append(token)
        elif kind == "ADV":
            adverbs.append(token)
        if token.dep_ == "amod":
            modifiers.append(token)
        if kind in ("VERB", "ADP") and token.lower_ in OPENERS:
            openers.append(token)
    return Words(tuple(verbs), tuple(nouns), tuple(adverbs), tuple(openers), tuple(modifiers))


@dataclass(frozen=True)
class Scene:
    """What every rule of this stage looks at: the parse, its quotations, and which tokens lie in one."""

    parse: Parse
    words: Words
    mentions: Mentions
    quotations: tuple[Quotation, ...]
    quoted: frozenset[int]
    used: frozenset[int] = frozenset()


def runs(tokens: Sequence[Token]) -> tuple[Span, ...]:
    """Return the spans of the runs of neighbouring tokens: one for each part of a split content."""
    parts: list[list[Token]] = []
    for token in sorted(tokens, key=lambda t: t.i):
        before = parts[-1][-1].i if parts else None
        if before is not None and (token.i <= before + 1 or all(bare(t) for t in token.doc[before + 1 : token.i])):
            parts[-1].append(token)
        else:
            parts.append([token])
    return tuple(span for part in parts if (span := trimmed(part)) is not None)


def bare(token: Token) -> bool:
    """Tell whether a token is only white space or punctuation."""
    return token.is_space or token.is_punct


def trimmed(part: Sequence[Token]) -> Span | None:
    """Return where a run of tokens stands, without the commas and dashes that cut it off from the rest."""
    start, end = 0, len(part)
    while start < end and part[start].is_punct and not is_kept(part[start]):
        start += 1
    while end > start and part[end - 1].is_punct and not is_kept(part[end - 1]):
        end -= 1
    if all(bare(t) for t in part[start:end]):
        return None
    return Span(part[start].idx, part[end - 1].idx + len(part[end - 1]))


def is_kept(mark: Token) -> bool:
    """Tell whether a mark belongs to what was said: quotation marks, brackets, question marks."""
    return bool(mark.is_quote or mark.is_bracket or mark.text in "?!%$")
