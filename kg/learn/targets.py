"""What the network is to say of an article: annotations as targets for words, and for pairs of words.

A span counts by its head word (:meth:`kg.read.words.Words.head_of`). A role is filled by the nearest mention of the
filler; its other mentions are neither right nor wrong. What an annotator could have left out teaches no trigger.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from kg.learn.corpus import Annotation, Article
from kg.read.labels import ACTS, CLASSES, KINDS, LEAF, MODALITIES, POLARITIES, ROLES, STANCES, TYPES, VOICES, number
from kg.read.words import Words

type Ints = NDArray[np.int64]
type Bools = NDArray[np.bool_]

#: No label: the annotation does not say, and nothing is learnt.
UNKNOWN = -1
#: A role is learnt of mentions at most so many sentences away.
NEAR = 2
#: A mention behind its event is taken for its filler only when none stands before it.
BEHIND = 1000


@dataclass(eq=False)
class Targets:
    """The targets of one article.

    ``types`` [words, 1 + TYPES] allows several (column 0: no trigger), ``counted`` says for which words a trigger is
    learnt. ``events`` are trigger words, with ``leaf``, ``polarity``, ``modality`` and ``time`` (1 + the expression of
    time, 0 for none) in step. ``mentions`` are head words, with ``classes`` and ``kinds`` for all words; ``roles``
    [events, mentions, ROLES] with ``asked`` where it is learnt; ``antecedents`` [mentions, 1 + mentions]. ``cues`` are
    head words of cues, with first and last word of the content, ``voices`` (1 + word, 0 for none), acts and stances.
    """

    types: Bools
    counted: Bools
    classes: Ints
    kinds: Ints
    events: list[int] = field(default_factory=list)
    leaf: list[int] = field(default_factory=list)
    polarity: list[int] = field(default_factory=list)
    modality: list[int] = field(default_factory=list)
    time: list[int] = field(default_factory=list)
    mentions: list[int] = field(default_factory=list)
    roles: NDArray[np.float32] | None = None
    asked: NDArray[np.float32] | None = None
    antecedents: Bools | None = None
    cues: list[int] = field(default_factory=list)
    first: list[int] = field(default_factory=list)
    last: list[int] = field(default_factory=list)
    voices: list[list[int]] = field(default_factory=list)
    act: list[int] = field(default_factory=list)
    stance: list[int] = field(default_factory=list)


def targets_of(article: Article) -> Targets:
    """Return the targets of an article."""
    words, marked = article.words, article.marked
    n = len(words)
    targets = Targets(
        types=np.zeros((n, 1 + len(TYPES)), bool),
        counted=_body(words, marked),
        classes=np.zeros(n, np.int64),
        kinds=np.full(n, UNKNOWN, np.int64),
    )
    named: dict[str, list[int]] = {}
    if not article.only_claims:
        named = _mentions(targets, words, marked["entities"])
        events = _events(targets, words, marked["eventualities"])
        _roles(targets, words, events, named)
    for claim in marked["claims"]:
        if claim.get("content") and not claim.get("optional"):
            _add_claim(targets, words, claim, _voices(words, claim, named))
    return targets


def _body(words: Words, marked: Annotation) -> Bools:
    """Tell which words are of the article as the annotators read it."""
    if "body" not in marked:
        return words.body.copy()
    return np.array([any(a <= s < b for a, b in marked["body"]) for s in words.starts.tolist()], bool)


def _mentions(targets: Targets, words: Words, entities: Sequence[Annotation]) -> dict[str, list[int]]:
    """Mark the mentions; return the head words of each entity, a state and its government together."""
    things: dict[int, set[str]] = {}
    named: dict[str, list[int]] = {}
    for entity in entities:
        for start, end, kind in entity["mentions"]:
            head = words.head_of(start, end)
            if head is not None:
                targets.classes[head] = 1 + number(CLASSES, entity["type"])
                targets.kinds[head] = number(KINDS, kind)
                things.setdefault(head, set()).add(entity["id"])
                named.setdefault(entity["id"], []).append(head)
    for entity in entities:
        if entity.get("acts_for") in named and entity["id"] in named:
            both = named[entity["id"]] + named[entity["acts_for"]]
            named[entity["id"]] = both
    heads = targets.mentions = sorted(things)
    before = np.zeros((len(heads), 1 + len(heads)), bool)
    for i, head in enumerate(heads):
        for j in range(i):
            before[i, j + 1] = bool(things[head] & things[heads[j]])
        before[i, 0] = not before[i].any()
    targets.antecedents = before
    return named


def _events(targets: Targets, words: Words, told: Sequence[Annotation]) -> list[Annotation]:
    """Mark the triggers; return the annotations of those that are learnt, in step with ``targets.events``."""
    kept: dict[int, Annotation] = {}
    for event in told:
        head = words.head_of(*event["trigger"]) if event.get("trigger") else None
        if head is None:
            continue
        if event.get("optional"):
            if not targets.types[head].any():
                targets.counted[head] = False
        else:
            targets.counted[head] = True
            for kind in (event["type"], *event.get("also_ok", ())):
                targets.types[head, 1 + number(TYPES, kind)] = True
        if head not in kept or kept[head].get("optional"):
            kept[head] = event
    targets.types[~targets.types.any(1), 0] = True
    for head, event in kept.items():
        targets.events.append(head)
        targets.leaf.append(number(LEAF, event.get("leaf") or ""))
        targets.polarity.append(_label(POLARITIES, event.get("polarity")))
        targets.modality.append(_label(MODALITIES, event.get("modality")))
        targets.time.append(_time(words, head, event))
    return list(kept.values())


def _label(labels: Sequence[str], label: str | None) -> int:
    return labels.index(label) if label in labels else UNKNOWN


def _time(words: Words, head: int, event: Annotation) -> int:
    """Return 1 + the expression of time that an event is annotated with, 0 for none, UNKNOWN if it is not found."""
    time = event.get("time")
    if isinstance(time, dict):
        if not (text := time.get("text")):
            return UNKNOWN if time.get("earliest") or time.get("latest") else 0
        spans = list(_found(words, head, text))
    else:
        spans = [tuple(time)] if time else []
    if not spans:
        return UNKNOWN if time else 0
    for k, expression in enumerate(words.times):
        if any(a < expression.end and expression.start < b for a, b in spans):
            return k + 1
    return UNKNOWN


def _found(words: Words, head: int, text: str) -> Iterator[tuple[int, int]]:
    """Yield where the words of a time stand, the nearest to the trigger first."""
    at, places = words.text.find(text), []
    while at >= 0:
        places.append(at)
        at = words.text.find(text, at + 1)
    here = int(words.starts[head])
    yield from ((p, p + len(text)) for p in sorted(places, key=lambda p: abs(p - here))[:1])


def _roles(targets: Targets, words: Words, events: Sequence[Annotation], named: Mapping[str, list[int]]) -> None:
    """Mark the role of each mention in each event, and which roles are asked for."""
    place = {head: k for k, head in enumerate(targets.mentions)}
    shape = (len(targets.events), len(targets.mentions), len(ROLES))
    roles, asked = np.zeros(shape, np.float32), np.ones(shape, np.float32)
    for t, (head, event) in enumerate(zip(targets.events, events, strict=True)):
        for r, role in enumerate(ROLES):
            for filler, optional in (
                *((f, False) for f in event["roles"].get(role, ())),
                *((f, True) for f in event.get("roles_ok", {}).get(role, ())),
            ):
                heads = named.get(filler, [])
                for mention in heads:
                    asked[t, place[mention], r] = 0
                if heads and not optional:
                    roles[t, place[_nearest(words, head, heads)], r] = 1
    far = (
        np.abs(words.sentences[targets.events][:, None] - words.sentences[targets.mentions][None, :]) > NEAR
        if targets.events and targets.mentions
        else np.zeros(shape[:2], bool)
    )
    asked[far] = 0
    targets.roles, targets.asked = roles, np.maximum(asked, roles)


def _nearest(words: Words, head: int, mentions: Sequence[int]) -> int:
    """Return the mention that most likely tells who fills a role: of the sentence, nearest in the tree."""
    here = [m for m in mentions if words.sentences[m] == words.sentences[head]]
    if here:
        return min(here, key=lambda m: (words.path(head, m)[1], abs(m - head)))
    return min(mentions, key=lambda m: abs(m - head) + (BEHIND if m > head else 0))


def _add_claim(targets: Targets, words: Words, claim: Annotation, voices: list[int]) -> None:
    """Mark a claim, if it has a cue and content."""
    cue = words.head_of(*claim["cue"]) if claim.get("cue") else None
    content = words.inside(*claim["content"])
    if cue is None or not content:
        return
    targets.cues.append(cue)
    targets.first.append(content[0])
    targets.last.append(content[-1])
    targets.voices.append(voices)
    targets.act.append(_label(ACTS, claim.get("act")))
    targets.stance.append(_label(STANCES, claim.get("stance")))


def _voices(words: Words, claim: Annotation, named: Mapping[str, list[int]]) -> list[int]:
    """Return for speaker, outlet and addressee 1 + the word that names them, 0 for none."""
    content = words.inside(*claim["content"])
    cue = words.head_of(*claim["cue"]) if claim.get("cue") else None
    if cue is None or not content:
        return [UNKNOWN] * len(VOICES)
    if "source" in claim:  # PolNeAR marks the words that name the speaker, and nobody else
        source = words.head_of(*claim["source"]) if claim["source"] else None
        return [0 if source is None else source + 1, UNKNOWN, UNKNOWN]
    return [_voice(words, cue, content, named.get(claim[v], []) if claim.get(v) else None) for v in VOICES]


def _voice(words: Words, cue: int, content: Sequence[int], heads: Sequence[int] | None) -> int:
    if heads is None:
        return 0
    here = [h for h in heads if words.sentences[h] == words.sentences[cue]]
    outside = [h for h in here if not content[0] <= h <= content[-1]] or here
    if outside:
        return 1 + min(outside, key=lambda h: (words.path(cue, h)[1], abs(h - cue)))
    before = [h for h in heads if h < cue]
    return 1 + max(before) if before else (1 + heads[0] if heads else UNKNOWN)


def count_paths(articles: Sequence[Article], pairs: Callable[[Article], Iterator[str]], most: int) -> dict[str, int]:
    """Give the most frequent paths between the words that matter their numbers, from 1; 0 stands for all others."""
    counts: dict[str, int] = {}
    for article in articles:
        for name in pairs(article):
            counts[name] = counts.get(name, 0) + 1
    kept = sorted(counts, key=lambda name: (-counts[name], name))[:most]
    return {name: k for k, name in enumerate(kept, start=1)}


__all__ = ["UNKNOWN", "Targets", "count_paths", "targets_of"]
