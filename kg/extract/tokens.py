"""A parse, copied once out of spaCy into plain objects with the names that spaCy uses.

The rules ask a token for its head, its children and its word forms again and again; spaCy makes each answer anew, from
its arrays. Here each is an attribute, read once a document, so that asking costs next to nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property, wraps
from itertools import pairwise
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # rules can be named without loading spaCy, which takes seconds
    from spacy.strings import StringStore
    from spacy.tokens import Doc as Source
    from spacy.vocab import Vocab

#: What is read of each token, in the order of the columns.
_COLUMNS = ("ORTH", "LEMMA", "POS", "TAG", "DEP", "ENT_TYPE", "SPACY", "SENT_START")
#: So many strings and words are kept from one document to the next; then they are read anew.
_MOST_KEPT = 200_000

#: What a word is wherever it stands: its text, in lower case, its shape; whether it is a space, punctuation, a
#: quotation mark, a bracket, made of letters, like a number.
type _Form = tuple[str, str, str, bool, bool, bool, bool, bool, bool]

#: What a word is in its sentence: lemma, part of speech, tag, label of dependency, of the name it belongs to; whether a
#: space follows; 1 where a sentence begins.
type _Here = tuple[str, str, str, str, str, int, int]

#: Tags of verb forms that end in "-ed", "-ing" or "-es".
_ENDED = frozenset({"VBD", "VBN", "VBG", "VBZ"})
_VOWELS = "aeiou"


def _lost_e(word: str, lemma: str) -> bool:
    """Tell a lemma that lost its last letter: "stag" for "staged", which of "stag" would be "stagged".

    A verb of one syllable that ends in one vowel and one consonant doubles it before "-ed" and "-ing".
    """
    if word == f"{lemma}es":  # "hop" for "hopes"
        return len(lemma) > len("go") and lemma[-1] not in "sxzhoiy"
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

    def __init__(self, doc: Doc, i: int, idx: int, form: _Form, here: _Here) -> None:
        """Take over what the word is, and what it is here; the document adds its head, children and sentence."""
        self.doc = doc
        self.i = i
        self.idx = idx
        (
            self.text,
            self.lower_,
            self.shape_,
            self.is_space,
            self.is_punct,
            self.is_quote,
            self.is_bracket,
            self.is_alpha,
            self.like_num,
        ) = form
        self.lemma_, self.pos_, self.tag_, self.dep_, self.ent_type_, space, start = here
        if self.tag_ in _ENDED and _lost_e(self.lower_, self.lemma_):
            self.lemma_ += "e"
        self.whitespace_ = " " if space else ""
        self.is_sent_start = start == 1
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
        if not self.children:
            return [self]
        found: list[Token] = []
        waiting: list[tuple[Token, bool]] = [(self, False)]
        while waiting:
            token, opened = waiting.pop()
            if opened or not token.children:
                found.append(token)
                continue
            waiting += [(t, False) for t in reversed(token.rights)]
            waiting.append((token, True))
            waiting += [(t, False) for t in reversed(token.lefts)]
        return found

    @property
    def left_edge(self) -> Token:
        """The first token of the subtree."""
        return self.doc[self.doc.left_edges[self.i]]

    @property
    def right_edge(self) -> Token:
        """The last token of the subtree."""
        return self.doc[self.doc.right_edges[self.i]]

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


def once[T](reading: Callable[[Token], T]) -> Callable[[Token], T]:
    """Keep what a reading of the parse says of a token, as long as its document is there; nobody may change it."""

    @wraps(reading)
    def kept(token: Token) -> T:
        known: dict[int, T] = token.doc.readings[reading]
        i = token.i
        if i in known:
            return known[i]
        found = known[i] = reading(token)
        return found

    return kept


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
    """The strings behind spaCy's numbers, which are the same in every vocabulary."""

    def of(self, numbers: list[int], strings: StringStore) -> list[str]:
        """Return the strings of a column of numbers."""
        try:
            return list(map(self.__getitem__, numbers))
        except KeyError:
            if len(self) > _MOST_KEPT:
                self.clear()
            self.update({number: strings[number] for number in {*numbers}})
            return [self[number] for number in numbers]


class _Forms(dict[tuple[str | None, int], _Form]):
    """What words are wherever they stand, by language and by spaCy's number of the word."""

    def of(self, numbers: list[int], vocab: Vocab) -> list[_Form]:
        """Return the forms of a column of numbers."""
        if len(self) > _MOST_KEPT:
            self.clear()
        lang, found = vocab.lang, []
        for number in numbers:
            form = self.get((lang, number))
            if form is None:
                form = self[lang, number] = _form(vocab, number)
            found.append(form)
        return found


def _form(vocab: Vocab, number: int) -> _Form:
    """Read what a word is off the vocabulary."""
    word = vocab[number]
    return (
        word.text,
        word.lower_,
        word.shape_,
        word.is_space,
        word.is_punct,
        word.is_quote,
        word.is_bracket,
        word.is_alpha,
        word.like_num,
    )


_NAMES, _FORMS = _Names(), _Forms()


class Doc(list[Token]):
    """The tokens of one parsed document, with its text and its sentences."""

    def __init__(self, source: Source) -> None:
        """Copy a parse."""
        super().__init__()
        #: What was read off the tokens already, by the reading and the number of the token.
        self.readings: defaultdict[object, dict[int, Any]] = defaultdict(dict)
        #: Neighbouring tokens as they are written with single spaces, by the first and the one after the last.
        self.names: dict[tuple[int, int], str] = {}
        self._read(source)
        self._link(source.to_array("HEAD").astype("int64").tolist())
        self.text = "".join([t.text + t.whitespace_ for t in self])
        self.sents = list(self._sentences())
        #: What the pipeline took for names, dates and amounts: first token, token after the last, label.
        self.ents: tuple[tuple[int, int, str], ...] = tuple((e.start, e.end, e.label_) for e in source.ents)

    @cached_property
    def words(self) -> list[str]:
        """The texts of the tokens."""
        return [t.text for t in self]

    @cached_property
    def left_edges(self) -> list[int]:
        """The first token of each token's subtree, by their numbers."""
        return self._edges(self)

    @cached_property
    def right_edges(self) -> list[int]:
        """The last token of each token's subtree, by their numbers."""
        return self._edges(reversed(self))

    def _edges(self, tokens: Iterable[Token]) -> list[int]:
        """Return the token of each subtree that comes first in the given order: it climbs to all that hold it."""
        found = [-1] * len(self)
        for token in tokens:
            above = token
            while found[above.i] < 0:
                found[above.i] = token.i
                above = above.head
        return found

    def stretch(self, start: int, end: int) -> Stretch:
        """Return the tokens from the ``start``-th to before the ``end``-th."""
        return Stretch(self[start:end], start, end)

    def _read(self, source: Source) -> None:
        """Copy the tokens, each still on its own."""
        orth, *named, white, starts = source.to_array(list(_COLUMNS)).T.tolist()
        forms = _FORMS.of(orth, source.vocab)
        names = [_NAMES.of(column, source.vocab.strings) for column in named]
        idx = 0
        for i, (form, here) in enumerate(zip(forms, zip(*names, white, starts, strict=True), strict=True)):
            self.append(Token(self, i, idx, form, here))
            idx += len(form[0]) + white[i]

    def _link(self, heads: list[int]) -> None:
        """Set the heads and children; a head is given by how far it is from its token."""
        for token, offset in zip(self, heads, strict=True):
            if offset:
                token.head = head = self[token.i + offset]
                head.children.append(token)
                (head.lefts if offset > 0 else head.rights).append(token)

    def _sentences(self) -> Iterator[Stretch]:
        """Cut the document into its sentences."""
        starts = [t.i for t in self if t.is_sent_start or not t.i]
        for start, end in pairwise([*starts, len(self)]):
            sentence = self.stretch(start, end)
            for token in sentence:
                token.sent = sentence
            yield sentence
