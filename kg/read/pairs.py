"""What the network is told of two words: how they stand to each other in the text, in the tree and as names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from kg.read.labels import NAMED, POS, QUOTED
from kg.read.words import FAR, Words

type Floats = NDArray[np.float32]
type Ints = NDArray[np.int64]

#: How many numbers :func:`placing`, :func:`edges` and :func:`likeness` give for each pair or word.
PLACING = 11
EDGES = 9
LIKENESS = 20
#: Distances in words are scaled by this and cut off at twice as much.
REACH = 30
#: Words at most this far from a cue can be what was said, or who said it.
HORIZON = 160
#: Distances are told in so many steps on a logarithmic scale, to either side.
STEPS = 31
#: Sentences between mentions are told up to so many.
SENTENCES = 10

_GENDERS = ({"he", "him", "his", "himself"}, {"she", "her", "hers", "herself"})
_SEVERAL = {"they", "them", "their", "theirs", "themselves", "we", "us", "our"}
_NEUTER = {"it", "its", "itself"}
_CONTENT = frozenset(POS.index(p) for p in ("PROPN", "NOUN", "ADJ", "NUM"))
#: How many words of a phrase before its head count as its own.
_PHRASE = 6
_PREFIX = 4
_STOPS = frozenset(",.;:!?")


def steps_between(rows: Ints, columns: Ints) -> Ints:
    """Return the distance of each pair in words as a step of a logarithmic scale, 0 to 2 * STEPS."""
    distance = columns[None, :] - rows[:, None]
    steps = np.sign(distance) * np.log2(np.abs(distance) + 1.0) * 3
    return np.asarray(np.clip(steps, -STEPS, STEPS).astype(np.int64) + STEPS)


def paths(words: Words, rows: Sequence[int], columns: Sequence[int], known: Mapping[str, int]) -> tuple[Ints, Floats]:
    """Return the number of the path of each pair (0: none that is known) and its length.

    Only pairs of one sentence are looked at; all others are far.
    """
    numbers = np.zeros((len(rows), len(columns)), np.int64)
    lengths = np.full((len(rows), len(columns)), FAR, np.float32)
    sentence = words.sentences[list(columns)] if len(columns) else np.zeros(0, np.int32)
    for i, source in enumerate(rows):
        for j in np.flatnonzero(sentence == words.sentences[source]).tolist():
            name, length = words.path(int(source), int(columns[j]))
            numbers[i, j] = known.get(name, 0)
            lengths[i, j] = length
    return numbers, lengths


def placing(words: Words, rows: Sequence[int], columns: Sequence[int], lengths: Floats) -> Floats:
    """Return how each pair stands in the text, [rows, columns, PLACING]."""
    r, c = np.asarray(rows, np.int64)[:, None], np.asarray(columns, np.int64)[None, :]
    apart = words.sentences[r] - words.sentences[c]
    distance = np.abs(c - r)
    quoted = words.features[:, 5] == QUOTED.index("inside")
    told = (
        apart == 0,
        apart == 1,
        apart == -1,
        apart >= 2,
        apart <= -2,
        c > r,
        c == r,
        distance < _PREFIX,
        lengths / 5,
        np.minimum(distance, 2 * REACH) / REACH,
        quoted[r] == quoted[c],
    )
    return np.stack(np.broadcast_arrays(*told), -1).astype(np.float32)


def edges(words: Words, cues: Sequence[int]) -> Floats:
    """Return where each word stands to marks and ends of sentences, for each cue, [cues, words, EDGES]."""
    n = len(words)
    mark = words.features[:, 5] == QUOTED.index("mark")
    inside = words.features[:, 5] == QUOTED.index("inside")
    first = np.diff(words.sentences, prepend=-1) != 0
    last = np.append(first[1:], True) if n else first
    before, after = np.append(False, mark[:-1])[:n], np.append(mark[1:], False)[:n]
    forms = words.forms
    stop = np.array([i + 1 >= n or forms[i + 1] in _STOPS for i in range(n)], bool)
    comma = np.array([i == 0 or forms[i - 1] in _STOPS or forms[i].lower() == "that" for i in range(n)], bool)
    own = np.stack([inside, mark, first, last, before, after, stop, comma], -1).astype(np.float32)
    near = np.abs(words.sentences[None, :] - words.sentences[list(cues)][:, None]) == 1
    return np.concatenate([np.broadcast_to(own, (len(cues), *own.shape)), near[..., None].astype(np.float32)], -1)


def likeness(words: Words, mentions: Sequence[int]) -> Floats:
    """Return how like two mentions are, by their head words, [mentions, mentions, LIKENESS]."""
    heads = np.asarray(mentions, np.int64)
    low = [words.forms[i].lower() for i in mentions]
    lemma = [words.lemmas[i].lower() for i in mentions]
    tag = [words.tags[i] for i in mentions]
    phrases = [_phrase(words, i) for i in mentions]
    named = [words.named.get(i) for i in mentions]
    pos, label = words.features[heads, 0], words.features[heads, 2]
    shared, joined = _overlap(phrases)
    apart = words.sentences[heads][:, None] - words.sentences[heads][None, :]
    chain = np.array([p.chain if p else -1 - k for k, p in enumerate(named)])
    keys = [p.key if p and p.key else f"-{k}" for k, p in enumerate(named)]
    key = _same(keys)
    both = np.array([p is not None for p in named])
    proper, pronoun = pos == POS.index("PROPN"), pos == POS.index("PRON")
    person, body = label == NAMED.index("PERSON"), (label == NAMED.index("ORG")) | (label == NAMED.index("GPE"))
    several = np.array([t in ("NNS", "NNPS") for t in tag], bool)
    groups = (*_GENDERS, _SEVERAL, _NEUTER)
    member = np.array([[w in g for g in groups] for w in low], bool).reshape(len(low), len(groups))
    told = (
        _same(low),
        _same(lemma),
        (joined > 0) & (shared == joined),
        shared / np.maximum(joined, 1),
        apart == 0,
        np.minimum(np.abs(apart), SENTENCES) / SENTENCES,
        _row(proper) & _column(proper),
        _row(pronoun),
        _same(tag),
        (label[:, None] == label[None, :]) & _row(label > 0),
        _same([w[:_PREFIX] for w in low]),
        _row(member[:, 0] | member[:, 1]) & _column(person),
        _row(member[:, 2]) & _column(several),
        _row(member[:, 3]) & _column(body),
        (member[:, None] & member[None]).any(-1),
        np.minimum(np.abs(np.arange(len(low))[:, None] - np.arange(len(low))[None]), REACH) / (REACH / 2),
        chain[:, None] == chain[None, :],
        key,
        _row(both) & _column(both) & (chain[:, None] != chain[None, :]),
        _row(both) & _column(both),
    )
    return np.stack(np.broadcast_arrays(*told), -1).astype(np.float32)


def _row(values: NDArray[np.bool_]) -> NDArray[np.bool_]:
    return values[:, None]


def _column(values: NDArray[np.bool_]) -> NDArray[np.bool_]:
    return values[None, :]


def _phrase(words: Words, head: int) -> frozenset[str]:
    """Return the words that tell what a mention is: those of its name or noun phrase, up to its head."""
    first = int(words.chunk[head]) if words.chunk[head] >= 0 else head
    if (name := words.named.get(head)) is not None:
        first = min(first, words.inside(*name.span)[0])
    own = range(max(min(first, head), head - _PHRASE), head + 1)
    return frozenset(words.forms[i].lower() for i in own if int(words.features[i, 0]) in _CONTENT)


def _overlap(phrases: Sequence[frozenset[str]]) -> tuple[Floats, Floats]:
    """Return how many words each two phrases share, and have together."""
    number = {w: k for k, w in enumerate(sorted(frozenset().union(*phrases)))} if phrases else {}
    table = np.zeros((len(phrases), len(number)), np.float32)
    for i, phrase in enumerate(phrases):
        table[i, [number[w] for w in phrase]] = 1
    size = table.sum(1)
    shared = table @ table.T
    return shared, size[:, None] + size[None, :] - shared


def _same(values: Sequence[str]) -> NDArray[np.bool_]:
    """Tell of each two whether they are equal."""
    number = {v: k for k, v in enumerate(dict.fromkeys(values))}
    numbers = np.array([number[v] for v in values])
    return np.asarray(numbers[:, None] == numbers[None, :])


def path_names(words: Words, rows: Sequence[int], columns: Sequence[int]) -> list[str]:
    """Return the names of the paths of all pairs of one sentence: what a vocabulary of paths is counted from."""
    return [words.path(i, j)[0] for i in rows for j in columns if words.sentences[i] == words.sentences[j]]
