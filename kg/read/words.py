"""What the network reads of a parse: the words of one document with their grammar, as arrays.

White space is no word. Numbers of words (heads, edges) count words, not spaCy's tokens; offsets are those of the
document.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

from kg.model import MentionKind, Span
from kg.read.labels import CLASSES, DEPENDENCIES, NAMED, POS, QUOTED, number

type Ints = NDArray[np.int32]

#: How far up a tree a path goes; broken parses have deeper ones.
DEEPEST = 40
#: A path of more steps is only told by their number.
LONGEST_PATH = 4
FAR = 9


@dataclass(frozen=True, slots=True)
class Proposal:
    """A name that the tables or the recogniser of names propose.

    ``head`` is the word that heads it, ``chain`` a number that all names share that their words show to be one thing;
    ``key`` what a table knows it as.
    """

    span: Span
    head: int
    type: str
    key: str | None
    chain: int


@dataclass(frozen=True, eq=False)
class Words:
    """The words of one document. All arrays have one entry a word.

    ``features`` has a row a word: numbers of part of speech, dependency, class of name, shape, class of the proposed
    name (0: none), place to quotation marks, and whether the word stands in the first line. ``heads``, ``left``,
    ``right`` (edges of the word's subtree) and ``chunk`` (first word of the noun phrase that it heads, -1 for none) are
    numbers of words; the root of a sentence is its own head. ``times`` are expressions of time, ``days`` the
    earliest and latest day of each (ISO 8601), ``body`` is False in boilerplate.
    """

    text: str
    forms: tuple[str, ...]
    lemmas: tuple[str, ...]
    tags: tuple[str, ...]
    starts: Ints
    ends: Ints
    sentences: Ints
    heads: Ints
    left: Ints
    right: Ints
    chunk: Ints
    features: Ints
    body: NDArray[np.bool_]
    names: tuple[Proposal, ...] = ()
    times: tuple[Span, ...] = ()
    days: tuple[tuple[str | None, str | None], ...] = ()
    _paths: dict[tuple[int, int], tuple[str, int]] = field(default_factory=dict, repr=False)

    def __len__(self) -> int:
        """Return the number of words."""
        return len(self.forms)

    @cached_property
    def _word_at(self) -> Ints:
        """Which word each code point lies in; -1 between words."""
        found = np.full(len(self.text) + 1, -1, np.int32)
        for i, (a, b) in enumerate(zip(self.starts, self.ends, strict=True)):
            found[a:b] = i
        return found

    def inside(self, start: int, end: int) -> list[int]:
        """Return the words that have a code point in a stretch."""
        return sorted(set(self._word_at[start:end].tolist()) - {-1})

    def head_of(self, start: int, end: int) -> int | None:
        """Return the word of a stretch that hangs on a word outside it; None where it holds no word."""
        words = self.inside(start, end)
        within = set(words)
        tops = [i for i in words if self.heads[i] == i or self.heads[i] not in within]
        empty = {number(POS, p) for p in ("PUNCT", "DET", "ADP")}
        solid = (i for i in tops if self.features[i, 0] not in empty)
        return next(solid, tops[-1] if tops else words[-1] if words else None)

    def span(self, first: int, last: int) -> Span:
        """Return the stretch from one word to another, both included."""
        return Span(int(self.starts[first]), int(self.ends[last]))

    @cached_property
    def _above(self) -> list[list[int]]:
        """Each word with those that it hangs on, up to its root."""
        return [self._climb(i) for i in range(len(self))]

    def _climb(self, word: int) -> list[int]:
        found = [word]
        while (above := int(self.heads[found[-1]])) != found[-1] and above not in found and len(found) < DEEPEST:
            found.append(above)
        return found

    def path(self, source: int, target: int) -> tuple[str, int]:
        """Return the way in the tree from one word to another, and its length; ("", FAR) between sentences.

        "nsubj^/prep/pobj": up from a subject, down to a preposition and its object. A long way is only counted.
        """
        if (known := self._paths.get((source, target))) is not None:
            return known
        up, down = self._above[source], {word: k for k, word in enumerate(self._above[target])}
        meet = next((k for k, word in enumerate(up) if word in down), None)
        if meet is None:
            found = ("", FAR)
        else:
            below = down[up[meet]]
            steps = meet + below
            labels = [DEPENDENCIES[self.features[w, 1]] + "^" for w in up[:meet]]
            labels += [DEPENDENCIES[self.features[w, 1]] for w in reversed(self._above[target][:below])]
            name = "/".join(labels) if steps <= LONGEST_PATH else f"far{min(steps, FAR)}"
            found = (name or "same", min(steps, FAR))
        self._paths[source, target] = found
        return found

    @cached_property
    def named(self) -> dict[int, Proposal]:
        """The proposed names by their head words."""
        return {p.head: p for p in self.names}

    def quoted(self, word: int) -> bool:
        """Tell whether a word stands in quotation marks."""
        return bool(self.features[word, 5] == QUOTED.index("inside"))


def words_of(doc: Doc, *, text: str, blank: Sequence[Span] = ()) -> Words:
    """Read the words of a parse. ``text`` is the document's own, ``blank`` are the stretches of boilerplate."""
    tokens = [t for t in doc if not t.is_space]
    place = {t.i: k for k, t in enumerate(tokens)}

    def near(i: int) -> int:
        while i not in place and i > 0:
            i -= 1
        return place.get(i, 0)

    chunks = {c.root.i: c.start for c in doc.noun_chunks}
    starts = np.array([t.idx for t in tokens], np.int32)
    sentences, count = [], -1
    last = None
    for t in tokens:
        if t.sent.start != last:
            count, last = count + 1, t.sent.start
        sentences.append(count)
    features = np.zeros((len(tokens), 7), np.int32)
    line = text.find("\n", int(starts[0])) if len(tokens) else -1
    quotes = _quoted(doc.text, tokens)
    for k, t in enumerate(tokens):
        features[k] = (
            number(POS, t.pos_),
            number(DEPENDENCIES, t.dep_),
            number(NAMED, t.ent_type_),
            _shape(t.text),
            0,
            quotes[k],
            int(t.idx < line),
        )
    return Words(
        text=text,
        forms=tuple(t.text for t in tokens),
        lemmas=tuple(t.lemma_ for t in tokens),
        tags=tuple(t.tag_ for t in tokens),
        starts=starts,
        ends=np.array([t.idx + len(t.text) for t in tokens], np.int32),
        sentences=np.array(sentences, np.int32),
        heads=np.array([near(t.head.i) for t in tokens], np.int32),
        left=np.array([near(t.left_edge.i) for t in tokens], np.int32),
        right=np.array([near(t.right_edge.i) for t in tokens], np.int32),
        chunk=np.array([near(chunks[t.i]) if t.i in chunks else -1 for t in tokens], np.int32),
        features=features,
        body=np.array([not any(b.start <= t.idx < b.end for b in blank) for t in tokens], np.bool_),
    )


def _shape(form: str) -> int:
    """Return how a word is written, as its number in SHAPES."""
    if form.islower():
        return 0
    if form[:1].isupper() and (form[1:].islower() or len(form) == 1):
        return 1
    return 2 if form.isupper() else 3


def _quoted(text: str, tokens: Sequence[object]) -> list[int]:
    """Return for each word where it stands to quotation marks, as its number in QUOTED."""
    from kg.extract.quotes import find_quotations

    state = np.zeros(len(text) + 1, np.int8)
    for quotation in find_quotations(text):
        state[quotation.span.start : quotation.span.end] = QUOTED.index("mark")
        state[quotation.inner.start : quotation.inner.end] = QUOTED.index("inside")
    return [int(state[t.idx]) for t in tokens]  # type: ignore[attr-defined]


def class_number(kind: str) -> int:
    """Return the number of a class of names as a feature: 0 is none."""
    return 1 + number(CLASSES, kind)


__all__ = ["FAR", "MentionKind", "Proposal", "Words", "class_number", "words_of"]
