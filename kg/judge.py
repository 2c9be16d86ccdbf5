"""Whether a finding is what the annotators of an article found: event mentions and claims against annotations.

The annotations are one JSON object an article, as the project's annotation guide has them. What an annotator could
have left out (``optional``) counts neither as right nor as wrong.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Any

from kg.extract.attach import NARRATED
from kg.model import Claim, Extraction, Span

#: Two contents are one claim when they share this part of what they cover together, as in PolNeAR.
HALF = 0.5


@dataclass(frozen=True, slots=True)
class Told:
    """An annotated eventuality: its trigger, the types it may have, and whether it may be left out."""

    trigger: Span
    types: frozenset[str]
    optional: bool


@dataclass(frozen=True, slots=True)
class Said:
    """An annotated claim: its content, the speaker (None: nobody named) and whether it may be left out."""

    content: Span
    speaker: str | None
    optional: bool


@dataclass(frozen=True, slots=True)
class Gold:
    """The annotations of one article. ``names`` says what each mention stands for; a state is its government."""

    body: tuple[Span, ...]
    told: tuple[Told, ...]
    said: tuple[Said, ...]
    names: Mapping[Span, frozenset[str]]

    @classmethod
    def read(cls, table: Mapping[str, Any]) -> Gold:
        """Read the annotations of one article."""
        key = {e["id"]: e.get("acts_for") or e["id"] for e in table["entities"]}
        names: dict[Span, frozenset[str]] = {}
        for entity in table["entities"]:
            for start, end, _ in entity["mentions"]:
                span = Span(start, end)
                names[span] = names.get(span, frozenset()) | {key[entity["id"]]}
        told = tuple(
            Told(Span(*e["trigger"]), frozenset({e["type"], *e.get("also_ok", [])}), bool(e.get("optional")))
            for e in table["eventualities"]
        )
        said = tuple(
            Said(Span(*c["content"]), key.get(c["speaker"], c["speaker"]), bool(c.get("optional")))
            for c in table["claims"]
        )
        return cls(tuple(Span(*b) for b in table["body"]), told, said, names)

    def in_body(self, span: Span) -> bool:
        """Tell whether a span begins in the article's own text."""
        return any(b.start <= span.start < b.end for b in self.body)

    def named(self, span: Span) -> frozenset[str]:
        """Return what a mention stands for: of those that overlap it, the annotated mention that shares most."""
        near = [s for s in self.names if s.overlaps(span)]
        return self.names[max(near, key=lambda s: _shared(s, span))] if near else frozenset()


def _shared(left: Span, right: Span) -> float:
    inside = max(0, min(left.end, right.end) - max(left.start, right.start))
    return inside / (max(left.end, right.end) - min(left.start, right.start))


def judge_event(gold: Gold, trigger: Span, types: AbstractSet[str] | None) -> bool | None:
    """Say whether an event mention is right, None where it could be left out; without ``types`` the trigger decides."""
    here = [t for t in gold.told if t.trigger.overlaps(trigger)]
    required = [t for t in here if not t.optional]
    if here and not required:
        return None
    return any(types is None or types & t.types for t in required)


def judge_claims(gold: Gold, found: Extraction) -> Iterator[tuple[Claim, bool]]:
    """Yield the claims of an article with whether each is right. One annotated claim makes one right."""
    meant = {r.mention: r.antecedents for r in found.references}
    triggers = {e.id: e.trigger for e in found.events}
    used: set[int] = set()
    for claim in found.claims:
        if claim.rule == NARRATED:
            spans = [triggers[i] for i in claim.about if i in triggers]
            yield claim, not any(s.content.contains(t) and s.speaker for s in gold.said for t in spans)
            continue
        best = _best(gold, claim, _speakers(gold, claim, meant), used)
        if best is None:
            yield claim, False
        else:
            used.add(best)
            if not gold.said[best].optional:
                yield claim, True


def _speakers(gold: Gold, claim: Claim, meant: Mapping[Span, tuple[Span, ...]]) -> frozenset[str | None]:
    """Return whom the speaker of a claim can stand for, through the links of the document."""
    if claim.speaker is None:
        return frozenset({None})
    waiting, seen = [claim.speaker], set()
    while waiting:
        span = waiting.pop()
        if span not in seen:
            seen.add(span)
            waiting += meant.get(span, ())
    return frozenset(name for span in seen for name in gold.named(span))


def _best(gold: Gold, claim: Claim, speakers: frozenset[str | None], used: set[int]) -> int | None:
    """Return the annotated claim with the same speaker whose content overlaps by half or more, the best of several."""
    scores = [
        (_content_share(claim, said.content), i)
        for i, said in enumerate(gold.said)
        if i not in used and said.speaker in speakers
    ]
    share, best = max(scores, default=(0.0, -1))
    return best if share >= HALF else None


def _content_share(claim: Claim, content: Span) -> float:
    inside = sum(max(0, min(s.end, content.end) - max(s.start, content.start)) for s in claim.content)
    union = content.end - content.start + sum(s.end - s.start for s in claim.content) - inside
    return inside / union
