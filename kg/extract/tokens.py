"""A parse, copied once out of spaCy into plain objects with the names that spaCy uses.

The rules ask a token for its head, its children and its word forms again and again; spaCy makes each answer anew, from
its arrays. Here each is an attribute, read once a document, so that asking costs next to nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import SupportsIndex, overload

from spacy import attrs
from spacy.strings import StringStore
from spacy.tokens import Doc as Source

#: What is read of each token, in the order of the columns.
_COLUMNS = (
    attrs.ORTH,
    attrs.LOWER,
    attrs.LEMMA,
    attrs.SHAPE,
    attrs.POS,
    attrs.TAG,
    attrs.DEP,
    attrs.ENT_TYPE,
    attrs.HEAD,
    attrs.SPACY,
    attrs.SENT_START,
    attrs.IS_SPACE,
    attrs.IS_PUNCT,
    attrs.IS_QUOTE,
    attrs.IS_BRACKET,
    attrs.IS_ALPHA,
    attrs.LIKE_NUM,
)

#: Tags of verb forms that end in "-ed" or "-ing".
_ENDED = frozenset({"VBD", "VBN", "VBG"})
_VOWELS = "aeiou"


def _lost_e(word: str, lemma: str) -> bool:
    """Tell a lemma that lost its last letter: "stag" for "staged", which of "stag" would be "stagged".

    A verb of one syllable that ends in one vowel and one consonant doubles it before "-ed" and "-ing".
    """
    if word not in (f"{lemma}ed", f"{lemma}ing") or len(lemma) < len("hop") or lemma[-1] in f"{_VOWELS}wxy":
        return False
    return lemma[-2] in _VOWELS and not any(letter in f"{_VOWELS}y" for letter in lemma[:-2])


class Token:
    """One token. Every attribute means what it means in spaCy; two tokens are equal when they are the same one."""

    __slots__ = (
        "children",
        "dep_",
        "doc",
        "ent_type_",
        "head",
        "i",
        "idx",
        "is_alpha",
        "is_bracket",
        "is_punct",
        "is_quote",
        "is_sent_start",
        "is_space",
        "lefts",
        "lemma_",
        "like_num",
        "lower_",
        "pos_",
        "rights",
        "sent",
        "shape_",
        "tag_",
        "text",
        "whitespace_",
    )

    def __init__(self, doc: Doc, i: int, idx: int, names: _Names, values: list[int]) -> None:
        """Take over the values of one token; its head, children and sentence are set when all tokens are there."""
        self.doc, self.i, self.idx = doc, i, idx
        orth, lower, lemma, shape, pos, tag, dep, entity, _, white, start, space, punct, quote, bracket, alpha, num = (
            values
        )
        self.text, self.lower_, self.lemma_, self.shape_ = names[orth], names[lower], names[lemma], names[shape]
        self.pos_, self.tag_, self.dep_, self.ent_type_ = names[pos], names[tag], names[dep], names[entity]
        if self.tag_ in _ENDED and _lost_e(self.lower_, self.lemma_):
            self.lemma_ += "e"
        self.whitespace_ = " " if white else ""
        self.is_sent_start = start == 1
        self.is_space, self.is_punct, self.is_quote = space == 1, punct == 1, quote == 1
        self.is_bracket, self.is_alpha, self.like_num = bracket == 1, alpha == 1, num == 1
        self.head: Token = self
        self.children: list[Token] = []
        self.lefts: list[Token] = []
        self.rights: list[Token] = []
        self.sent: Stretch

    def __len__(self) -> int:
        """Return the number of code points."""
        return len(self.text)

    def __repr__(self) -> str:
        """Return the word, for whoever debugs a rule."""
        return self.text

    @property
    def n_rights(self) -> int:
        """The number of children after the token."""
        return len(self.rights)

    @property
    def is_sent_end(self) -> bool:
        """Whether the token is the last of its sentence."""
        return self.i + 1 == self.sent.end

    @property
    def subtree(self) -> list[Token]:
        """The token with all that hang on it, each between its left and its right children."""
        found: list[Token] = []
        waiting: list[tuple[Token, bool]] = [(self, False)]
        while waiting:
            token, opened = waiting.pop()
            if opened or not (token.lefts or token.rights):
                found.append(token)
                continue
            waiting += [(t, False) for t in reversed(token.rights)]
            waiting.append((token, True))
            waiting += [(t, False) for t in reversed(token.lefts)]
        return found

    @property
    def left_edge(self) -> Token:
        """The first token of the subtree."""
        return self.doc[self.doc.source[self.i].left_edge.i]

    @property
    def right_edge(self) -> Token:
        """The last token of the subtree."""
        return self.doc[self.doc.source[self.i].right_edge.i]

    @property
    def ancestors(self) -> Iterator[Token]:
        """The head, its head, and so on up to the root of the sentence."""
        token = self
        while token.head != token:
            token = token.head
            yield token

    @property
    def conjuncts(self) -> tuple[Token, ...]:
        """The other tokens that are joined with this one."""
        start = self
        while start.head != start and start.dep_ == "conj":
            start = start.head
        found = [start]
        for token in found:
            found += [c for c in token.rights if c.dep_ == "conj"]
        return tuple(t for t in found if t != self)

    def nbor(self, i: int = 1) -> Token:
        """Return the token so many places on; raise IndexError beyond the ends of the document."""
        if self.i + i < 0:
            raise IndexError(f"no token {i} places from the one at {self.i}")
        return self.doc[self.i + i]


class Stretch(list[Token]):
    """Neighbouring tokens, from the ``start``-th of the document to before the ``end``-th."""

    __slots__ = ("end", "start")

    def __init__(self, tokens: Iterable[Token], start: int, end: int) -> None:
        """Take tokens that stand side by side."""
        super().__init__(tokens)
        self.start, self.end = start, end

    @property
    def text(self) -> str:
        """The words as they are written."""
        return self[0].doc.text[self[0].idx : self[-1].idx + len(self[-1].text)] if self else ""


class _Names(dict[int, str]):
    """The strings behind spaCy's numbers, each looked up once a document."""

    def __init__(self, strings: StringStore) -> None:
        super().__init__()
        self._strings = strings

    def __missing__(self, number: int) -> str:
        name: str = self._strings[number]
        self[number] = name
        return name


class Doc:
    """The tokens of one parsed document. ``source`` is the parse that they were read from."""

    def __init__(self, source: Source) -> None:
        """Copy a parse."""
        self.source = source
        self.text = source.text
        self.tokens = self._read(source)
        self._link(source.to_array(attrs.HEAD).astype("int64").tolist())
        self.sents = list(self._sentences())

    def __len__(self) -> int:
        """Return the number of tokens."""
        return len(self.tokens)

    def __iter__(self) -> Iterator[Token]:
        """Go through the tokens in the order of the text."""
        return iter(self.tokens)

    @overload
    def __getitem__(self, index: SupportsIndex) -> Token: ...

    @overload
    def __getitem__(self, index: slice) -> Stretch: ...

    def __getitem__(self, index: SupportsIndex | slice) -> Token | Stretch:
        """Return a token by its place, or the tokens of a slice (without a step)."""
        if isinstance(index, slice):
            start, end, _ = index.indices(len(self.tokens))
            return Stretch(self.tokens[start:end], start, max(start, end))
        return self.tokens[index]

    @cached_property
    def words(self) -> list[str]:
        """The texts of the tokens."""
        return [t.text for t in self.tokens]

    @cached_property
    def ents(self) -> tuple[tuple[int, int, str], ...]:
        """What the pipeline took for names, dates and amounts: first token, token after the last, label."""
        return tuple((e.start, e.end, e.label_) for e in self.source.ents)

    def _read(self, source: Source) -> list[Token]:
        """Copy the tokens, each still on its own."""
        names = _Names(source.vocab.strings)
        rows = source.to_array(list(_COLUMNS)).tolist()
        tokens, idx = [], 0
        for i, values in enumerate(rows):
            token = Token(self, i, idx, names, values)
            tokens.append(token)
            idx += len(token.text) + len(token.whitespace_)
        return tokens

    def _link(self, heads: list[int]) -> None:
        """Set the heads and children; a head is given by how far it is from its token."""
        for token, offset in zip(self.tokens, heads, strict=True):
            if offset:
                token.head = head = self.tokens[token.i + offset]
                head.children.append(token)
                (head.lefts if offset > 0 else head.rights).append(token)

    def _sentences(self) -> Iterator[Stretch]:
        """Cut the document into its sentences."""
        starts = [t.i for t in self.tokens if t.is_sent_start or not t.i]
        for start, end in zip(starts, [*starts[1:], len(self.tokens)], strict=True):
            sentence = self[start:end]
            for token in sentence:
                token.sent = sentence
            yield sentence
