"""From scores to a reading: which words are mentions, of what; which tell events, with whom; who says what.

Decisions use probabilities rounded to four places, so that what a processor rounds otherwise decides nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from kg.model import Span
from kg.read.chances import PLACES, log_softmax, odds, softmax
from kg.read.labels import (
    ACTS,
    CLASSES,
    DEPENDENCIES,
    KINDS,
    LEAF,
    LEAVES,
    MODALITIES,
    NAMED,
    POLARITIES,
    POS,
    ROLES,
    STANCES,
    TYPES,
)
from kg.read.readings import Floats, Mentioned, Reading, Said, Scorer, Thresholds, Told
from kg.read.words import Words

#: Words that are less likely a mention, a trigger or a cue than this are not scored any further.
FAINT = 0.1
#: Mentions further away than so many sentences fill no role.
NEAR = 2
#: What the score of a stretch of content takes from each of its words, against its first and last word.
INNER = 0.3
#: How many first and last words of a content are tried.
TRIED = 8
#: Scores of inner words are cut off here.
CUT = 6.0
#: Two claims whose contents overlap by more are one.
SAME = 0.6
#: A name that tables or recogniser propose is kept unless it is this sure to be none.
NO_NAME = 0.9


def decode(words: Words, scorer: Scorer, thresholds: Thresholds) -> Reading:
    """Read a document by the network's scores."""
    if not len(words):
        return Reading()
    mentions = _mentions(words, scorer, thresholds)
    claims, mentions = _claims(words, scorer, mentions, thresholds)
    events = tuple(_events(words, scorer, mentions, thresholds))
    return Reading(tuple(mentions), events, tuple(claims))


def _mentions(words: Words, scorer: Scorer, thresholds: Thresholds) -> list[Mentioned]:
    classes = softmax(scorer.alone("class"))
    none = classes[:, 0]
    heads = [
        i
        for i in range(len(words))
        if words.body[i] and none[i] < (NO_NAME if i in words.named else thresholds.mention)
    ]
    if not heads:
        return []
    kinds = softmax(scorer.alone("kind", heads))
    things = _things(words, scorer, heads)
    members: dict[int, list[int]] = {}
    for head, thing in zip(heads, things, strict=True):
        members.setdefault(thing, []).append(head)
    kind_of = {h: _kind(words, h, kinds[k]) for k, h in enumerate(heads)}
    class_of = {t: _class(words, m, classes, kind_of) for t, m in members.items()}
    return [
        Mentioned(h, extent(words, h, kind_of[h]), kind_of[h], class_of[t], t, float(1 - none[h]))
        for h, t in zip(heads, things, strict=True)
    ]


def _kind(words: Words, head: int, kinds: Floats) -> str:
    return "name" if head in words.named else KINDS[int(kinds.argmax())]


def _class(words: Words, members: Sequence[int], classes: Floats, kinds: Mapping[int, str]) -> str:
    """Return the class of a thing: what a table knows it as, else what its mentions make most likely, names first."""
    for head in members:
        if (name := words.named.get(head)) is not None and name.key:
            return name.type
    telling = [h for h in members if kinds[h] == "name"] or [h for h in members if kinds[h] != "pronoun"] or members
    return CLASSES[int(classes[list(telling), 1:].sum(0).argmax())]


def _things(words: Words, scorer: Scorer, heads: Sequence[int]) -> list[int]:
    """Return for each mention the number of its thing: its own, or that of its most likely antecedent.

    Names that are one by their words are one thing; things that tables know as two are never made one.
    """
    scores = np.round(scorer.antecedents(heads), PLACES)
    things: list[int] = []
    chains: dict[int, int] = {}
    keys: dict[int, str | None] = {}
    for i, head in enumerate(heads):
        name = words.named.get(head)
        if name is not None and name.chain in chains:
            things.append(chains[name.chain])
            continue
        order = np.argsort(-scores[i, : i + 1], kind="stable").tolist()
        key = name.key if name else None
        thing = i
        for choice in order:
            if choice == 0:
                break
            other = things[choice - 1]
            if not (key and keys.get(other) and keys[other] != key):
                thing = other
                break
        things.append(thing)
        keys[thing] = keys.get(thing) or key
        if name is not None and name.chain >= 0:
            chains[name.chain] = thing
    return things


def extent(words: Words, head: int, kind: str) -> Span:
    """Return the extent of a mention: a name's as proposed or found, a description's noun phrase up to its head."""
    if kind == "pronoun" or words.features[head, 0] == POS.index("PRON"):
        return words.span(head, head)
    if (name := words.named.get(head)) is not None:
        return name.span
    first = last = head
    if words.chunk[head] >= 0:
        first = int(words.chunk[head])
    label = words.features[head, 2]
    if label and kind == "name" and label not in _COUNTED:
        while last + 1 < len(words) and words.features[last + 1, 2] == label and words.heads[last + 1] == head:
            last += 1
    return words.span(min(first, head), last)


_COUNTED = {NAMED.index(n) for n in ("DATE", "TIME", "PERCENT", "MONEY", "QUANTITY", "ORDINAL", "CARDINAL")}


def _events(words: Words, scorer: Scorer, mentions: Sequence[Mentioned], thresholds: Thresholds) -> Iterator[Told]:
    types = log_softmax(scorer.alone("trigger"))
    certain = np.round(np.logaddexp.reduce(types[:, 1:], 1) - types[:, 0], PLACES)
    found = [i for i in range(len(words)) if words.body[i] and certain[i] > thresholds.trigger]
    if not found:
        return
    leaves, polarity, modality = (scorer.alone(name, found) for name in ("leaf", "polarity", "modality"))
    times = scorer.times(found).argmax(1)
    heads = [m.head for m in mentions]
    roles = np.round(scorer.roles(found, heads), PLACES) if heads else np.zeros((len(found), 0, len(ROLES)))
    for k, word in enumerate(found):
        order = np.argsort(-types[word, 1:], kind="stable")
        given = softmax(types[word, 1:])
        yield Told(
            word=word,
            span=trigger(words, word),
            type=TYPES[int(order[0])],
            leaf=_leaf(TYPES[int(order[0])], leaves[k]),
            roles=_roles(words, word, mentions, roles[k], thresholds),
            polarity=POLARITIES[int(polarity[k].argmax())],
            modality=MODALITIES[int(modality[k].argmax())],
            time=words.times[int(times[k]) - 1] if times[k] else None,
            probability=float(odds(certain[word])),
            typed=float(given[order[0]]),
            runner_up=(TYPES[int(order[1])], float(given[order[1]])),
        )


def trigger(words: Words, word: int) -> Span:
    """Return the words that tell an event: the trigger, with the particle of a verb right behind it."""
    after = word + 1
    if after < len(words) and words.heads[after] == word and words.features[after, 1] == _PARTICLE:
        return words.span(word, after)
    return words.span(word, word)


def _leaf(kind: str, scores: Floats) -> str:
    allowed = [k for k, leaf in enumerate(LEAF) if not leaf or LEAVES[leaf] == kind]
    return LEAF[max(allowed, key=lambda k: float(scores[k]))]


def _roles(
    words: Words, word: int, mentions: Sequence[Mentioned], scores: Floats, thresholds: Thresholds
) -> dict[str, tuple[int, ...]]:
    """Return who fills which role: each thing its most likely one, by the mention that makes it so."""
    if not mentions:
        return {}
    heads = np.array([m.head for m in mentions], np.int64)
    near = np.abs(words.sentences[heads] - words.sentences[word]) <= NEAR
    most, highest = scores.argmax(1), scores.max(1)
    best: dict[int, tuple[float, int, int]] = {}
    for k in np.flatnonzero(near & (heads != word) & (highest > thresholds.role)).tolist():
        if highest[k] > best.get(mentions[k].thing, (thresholds.role, 0, 0))[0]:
            best[mentions[k].thing] = (float(highest[k]), int(most[k]), k)
    return {
        name: chosen
        for r, name in enumerate(ROLES)
        if (chosen := tuple(sorted(k for _, role, k in best.values() if role == r)))
    }


def _claims(
    words: Words, scorer: Scorer, mentions: list[Mentioned], thresholds: Thresholds
) -> tuple[list[Said], list[Mentioned]]:
    certain = np.round(scorer.alone("cue")[:, 0], PLACES)
    cues = [i for i in range(len(words)) if words.body[i] and certain[i] > thresholds.cue]
    if not cues:
        return [], mentions
    voices, content = scorer.claims(cues)
    voices = log_softmax(voices, 1)
    acts, stances = scorer.alone("act", cues), scorer.alone("stance", cues)
    found: list[Said] = []
    for k in np.argsort(-certain[cues], kind="stable").tolist():
        first, last = _stretch(content[k])
        span = words.span(first, last)
        if any(_overlap(span, other.content) > SAME for other in found):
            continue
        named = [_voice(words, mentions, voices[k, :, v]) for v in range(voices.shape[2])]
        found.append(
            Said(
                cue=cues[k],
                content=span,
                speaker=named[0],
                via=named[1],
                addressee=named[2],
                act=ACTS[int(acts[k].argmax())],
                stance=STANCES[int(stances[k].argmax())],
                probability=float(odds(certain[cues[k]])),
                spoken=round(float(np.exp(voices[k, :, 0].max())), PLACES),
            )
        )
    return sorted(found, key=lambda c: (c.content, c.cue)), mentions


def _stretch(content: Floats) -> tuple[int, int]:
    """Return the first and last word of the content of a claim that together score best."""
    first, last = log_softmax(content[:, 0]), log_softmax(content[:, 1])
    inner = np.concatenate([[0], np.cumsum(np.clip(content[:, 2], -CUT, CUT))])
    starts = np.argsort(-first, kind="stable")[:TRIED].tolist()
    ends = np.argsort(-last, kind="stable")[:TRIED].tolist()
    tried = [
        (round(float(first[i] + last[j] + INNER * (inner[j + 1] - inner[i])), PLACES), -i, -j)
        for i in starts
        for j in ends
        if i <= j
    ]
    if not tried:
        return starts[0], max(starts[0], ends[0])
    _, i, j = max(tried)
    return -i, -j


def _voice(words: Words, mentions: Sequence[Mentioned], scores: Floats) -> int | None:
    """Return the mention that speaks: the one at the most likely word, else the likeliest mention nearby."""
    best = int(scores.argmax())
    if best == 0 or not mentions:
        return None
    at = {m.head: k for k, m in enumerate(mentions)}
    if best - 1 in at:
        return at[best - 1]
    likely = max(range(len(mentions)), key=lambda k: float(scores[mentions[k].head + 1]))
    if float(scores[mentions[likely].head + 1]) > _UNLIKELY:
        return likely
    near = [
        k
        for k, m in enumerate(mentions)
        if words.sentences[m.head] == words.sentences[best - 1] and abs(m.head - best + 1) <= _BESIDE
    ]
    return min(near, key=lambda k: abs(mentions[k].head - best + 1), default=None)


_PARTICLE = DEPENDENCIES.index("prt")
_UNLIKELY = -3.0
_BESIDE = 3


def _overlap(one: Span, other: Span) -> float:
    shared = max(0, min(one.end, other.end) - max(one.start, other.start))
    return shared / (max(one.end, other.end) - min(one.start, other.start))
