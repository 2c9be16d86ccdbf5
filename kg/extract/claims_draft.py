"""A claim while it is being put together, before its speakers are matched to mentions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from kg.extract.quotes import Quotation
from kg.extract.syntax import Mentions, Parse, token_span
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
class Scene:
    """What every rule of this stage looks at: the parse, its quotations, and which tokens lie in one."""

    parse: Parse
    mentions: Mentions
    quotations: tuple[Quotation, ...]
    quoted: frozenset[int]
    used: frozenset[int] = frozenset()


def runs(tokens: Sequence[Token], left_out: Iterable[int] = ()) -> tuple[Span, ...]:
    """Return the spans of the runs of neighbouring tokens: one for each part of a split content."""
    gaps = set(left_out)
    parts: list[Span] = []
    before: Token | None = None
    for token in sorted((t for t in tokens if t.i not in gaps), key=lambda t: t.i):
        here = token_span(token)
        if before is not None and (
            token.i == before.i + 1 or all(t.is_space or t.is_punct for t in token.doc[before.i + 1 : token.i])
        ):
            parts[-1] = Span(parts[-1].start, here.end)
        else:
            parts.append(here)
        before = token
    return tuple(trimmed(p, tokens) for p in parts if any(not t.is_punct for t in tokens if p.contains(token_span(t))))


def trimmed(part: Span, tokens: Sequence[Token]) -> Span:
    """Return a part without the commas and dashes that cut it off from the rest."""
    inside = [t for t in tokens if part.contains(token_span(t))]
    kept = [t for t in inside if not t.is_punct or t.is_quote or t.is_bracket or t.text in "?!%$"]
    last = inside[-1] if inside[-1].is_quote or inside[-1].is_bracket else kept[-1]
    return Span(kept[0].idx, last.idx + len(last))
