"""The reader as a component of any spaCy pipeline: ``nlp.add_pipe("attest")`` puts its word into ``doc._.attest``."""

from __future__ import annotations

import hashlib

from spacy.language import Language
from spacy.tokens import Doc

from kg.gazetteer import load_gazetteer
from kg.model import Document
from kg.read.reader import load_reader
from kg.settings import NETWORK, Settings


class Component:
    """Reads a parsed text; the pipeline before it needs a tagger, a parser and a recogniser of names."""

    def __init__(self, weights: str, sure: float) -> None:
        """Load the weights that ``weights`` names, see :class:`kg.settings.Settings`."""
        self._reader = load_reader(weights)
        self._gazetteer = load_gazetteer(Settings())
        self._sure = sure

    def __call__(self, doc: Doc) -> Doc:
        """Put an :class:`kg.model.Extraction` into ``doc._.attest``."""
        digest = hashlib.sha256(doc.text.encode()).hexdigest()
        document = Document(identifier=digest, text=doc.text, source=digest, sha256=digest)
        doc._.attest = self._reader.read(document, doc, self._gazetteer, sure=self._sure)
        return doc


@Language.factory("attest", default_config={"weights": NETWORK, "sure": 0.0})
def make(nlp: Language, name: str, weights: str, sure: float) -> Component:
    """Make the component; ``weights`` is ``network`` or a folder, ``sure`` leaves out what is less sure."""
    if not Doc.has_extension("attest"):
        Doc.set_extension("attest", default=None)
    return Component(weights, sure)
