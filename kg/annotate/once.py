"""What a pipeline works out for a word from the word alone, worked out once for each word and not wherever it stands.

spaCy looks up the vector of "the" for every "the", and matches some two hundred patterns beside each. Here both are
done once for each distinct word of a batch, and the outcome is handed to all its places; every parse is the same, to
the last bit of its tensors (tested).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, cast

import numpy as np
import numpy.typing as npt
from spacy.language import Language
from spacy.pipeline import AttributeRuler, Lemmatizer
from spacy.tokens import Doc
from spacy.vocab import Vocab
from thinc.api import Model

#: What the patterns of an attribute ruler may ask about a token for its outcome to be a matter of the word, its tag and
#: its dependency. A ruler that asks for more is left as it is.
_OF_THE_WORD = frozenset(("ORTH", "TEXT", "LOWER", "SHAPE", "IS_SPACE", "IS_PUNCT", "TAG", "DEP"))
#: As many words are remembered; then they are forgotten, so that memory does not grow with the number of documents.
_REMEMBERED = 50_000
_KEY: list[str | int] = ["ORTH", "TAG", "DEP"]
_OUTCOME: list[str | int] = ["TAG", "DEP", "POS", "MORPH", "LEMMA"]

type _Integers = npt.NDArray[np.uint64]
#: Word, tag and dependency, as hashes.
type _Key = tuple[int, ...]
#: The attributes of :data:`_OUTCOME` as hashes, and the lemma.
type _Outcome = tuple[list[int], str]


def once_for_each_word(nlp: Language) -> Language:
    """Change a pipeline, in place, so that it does for each distinct word once what it does for each token.

    A part that is not built as spaCy's own English pipelines are stays as it is.
    """
    for _, component in nlp.pipeline:
        model = getattr(component, "model", None)
        if isinstance(model, Model):
            _embed_once(model)
    _attributes_once(nlp)
    return nlp


# --- embeddings -----------------------------------------------------------------------------------------------------


class _Words:
    """The distinct words of some documents, in the form in which the layers of an embedding ask for a document."""

    def __init__(self, docs: list[Doc], columns: list[str | int]) -> None:
        self._docs = docs
        self.vocab = docs[0].vocab
        seen: dict[tuple[int, ...], int] = {}
        rows = self._tokens(columns).tolist()
        #: For each token of the documents, the number of its word.
        self.which = np.array([seen.setdefault(tuple(row), len(seen)) for row in rows], dtype=np.intp)
        self._first = np.unique(self.which, return_index=True)[1]

    def __len__(self) -> int:
        return len(self._first)

    def _tokens(self, attributes: Any) -> _Integers:
        return np.concatenate([doc.to_array(attributes) for doc in self._docs])

    def to_array(self, attributes: Any) -> _Integers:
        """Give the attributes of each word, as :meth:`spacy.tokens.Doc.to_array` does of each token."""
        return self._tokens(attributes)[self._first]


def _embed_once(model: Model[Any, Any]) -> None:
    for node in list(model.walk()):
        for i, layer in enumerate(node.layers):
            columns = _columns(layer)
            if columns:
                node.layers[i] = Model("each_word_once", _forward, layers=[layer], attrs={"columns": columns})


def _columns(layer: Model[Any, Any]) -> list[str | int]:
    """Name the attributes from which a layer makes vectors for tokens, none standing beside another; else nothing."""
    last = layer.layers[-1].name if layer.layers else ""
    parts = {part.name: part for part in layer.walk()}
    if last != "ragged2list" or "expand_window" in parts or "extract_features" not in parts:
        return []
    return [*parts["extract_features"].attrs["columns"], "ORTH"]


def _forward(model: Model[Any, Any], docs: list[Doc], is_train: bool) -> tuple[list[Any], Callable[[Any], Any]]:
    layer = model.layers[0]
    if is_train or not any(len(doc) for doc in docs):
        return layer(docs, is_train)
    words = _Words(docs, model.attrs["columns"])
    (vectors,) = layer.predict([words])
    ends = np.cumsum([len(doc) for doc in docs])[:-1]
    return np.split(vectors[words.which], ends), lambda gradient: []


# --- attributes -----------------------------------------------------------------------------------------------------


class WordAttributes:
    """An attribute ruler and the lemmatizer behind it, as one component that remembers what it gave to a word.

    Both set the part of speech, the morphology and the lemma of a token from the word, its tag and its dependency. Only
    the patterns of several tokens are looked for in every document, and what they find goes to the ruler itself.
    """

    def __init__(self, ruler: AttributeRuler, lemmatizer: Lemmatizer) -> None:
        self._ruler, self._lemmatizer = ruler, lemmatizer
        self._of_words = AttributeRuler(ruler.vocab, validate=False)
        self._longer = AttributeRuler(ruler.vocab, validate=False)
        entries: list[dict[str, Any]] = list(ruler.patterns)
        for entry in entries:
            for pattern in entry["patterns"]:
                part = self._of_words if len(pattern) == 1 else self._longer
                part.add([pattern], entry["attrs"], entry["index"])
        self._known: dict[_Key, _Outcome] = {}

    def __call__(self, doc: Doc) -> Doc:
        """Set the attributes of a parsed document's tokens."""
        if len(doc) == 0:
            return doc
        known, strings = self._known, doc.vocab.strings
        if len(known) > _REMEMBERED:
            known.clear()
        stretches = _merged([(start, end) for _, start, end in self._longer.matcher(doc, allow_missing=True)])
        keys: list[_Key] = [tuple(row) for row in doc.to_array(_KEY).tolist()]
        distinct = dict.fromkeys(keys)
        new = [key for key in distinct if key not in known]
        known.update(zip(new, self._ask(doc.vocab, new, self._of_words), strict=True))
        for key in distinct:
            # What is remembered may come from a memory zone that is closed, and its strings with it.
            strings.add(known[key][1])
        outcomes = [known[key] for key in keys]
        for start, end in stretches:
            outcomes[start:end] = self._ask(doc.vocab, keys[start:end], self._ruler)
        _set(doc, _OUTCOME, [row for row, _ in outcomes])
        return doc

    def _ask(self, vocab: Vocab, keys: list[_Key], ruler: AttributeRuler) -> list[_Outcome]:
        """Let a ruler and the lemmatizer set the attributes of words that stand one behind the other."""
        if not keys:
            return []
        words = Doc(vocab, words=[vocab.strings[orth] for orth, _, _ in keys])
        _set(words, _KEY[1:], [key[1:] for key in keys])
        self._lemmatizer(ruler(words))
        return list(zip(words.to_array(_OUTCOME).tolist(), (word.lemma_ for word in words), strict=True))


def _set(doc: Doc, attributes: list[str | int], rows: Sequence[Sequence[int]]) -> None:
    doc.from_array(attributes, cast(Any, np.array(rows, dtype=np.uint64)))


def _merged(stretches: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Join stretches that overlap."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(stretches):
        if joined and start < joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return joined


@Language.factory("word_attributes")
def word_attributes(nlp: Language, name: str) -> WordAttributes:
    """Make the component from the attribute ruler and the lemmatizer that the pipeline has."""
    return WordAttributes(nlp.get_pipe("attribute_ruler"), nlp.get_pipe("lemmatizer"))  # type: ignore[arg-type]


def _attributes_once(nlp: Language) -> None:
    names = nlp.pipe_names
    if "attribute_ruler" not in names or names[names.index("attribute_ruler") + 1 :][:1] != ["lemmatizer"]:
        return
    ruler, lemmatizer = nlp.get_pipe("attribute_ruler"), nlp.get_pipe("lemmatizer")
    if _asks_of_the_word_alone(ruler) and getattr(lemmatizer, "mode", "") == "rule":
        nlp.add_pipe("word_attributes", before="attribute_ruler")
        nlp.disable_pipe("attribute_ruler")
        nlp.disable_pipe("lemmatizer")


def _asks_of_the_word_alone(ruler: Any) -> bool:
    asked = {
        attribute
        for entry in ruler.patterns
        for pattern in entry["patterns"]
        for token in pattern
        for attribute in token
    }
    given = {attribute for entry in ruler.patterns for attribute in entry["attrs"]}
    return asked <= _OF_THE_WORD and given <= frozenset(_OUTCOME)
