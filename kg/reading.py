"""Reading documents in this process: annotate, extract, write down, validate. The pipeline and tables are loaded once.

One document that breaks a rule is reported and does not stop the rest.
"""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from functools import lru_cache
from itertools import batched

from spacy.language import Language
from spacy.tokens import Doc

from kg.annotate import annotate, load
from kg.errors import DocumentError
from kg.extract import Resources, extract, load_resources
from kg.graph.canonical import canonical
from kg.graph.document import write_canonical
from kg.graph.shapes import Violation, validate_nodes
from kg.graph.trig import pack
from kg.increment.known import keep
from kg.model import Document, Extraction
from kg.read import load_reader
from kg.report import Outcome, Read, built
from kg.settings import BATCH, RULES, Settings

#: So many documents share the words that the pipeline learns of them, before it forgets these again: what is a word was
#: worked out for the first of them, and memory does not grow.
SHARING = 8 * BATCH

#: So many objects are made before the garbage collector looks through the young ones. A document has some 20,000, most
#: of which live to its end, so that looking sooner finds little (measured: 5 % of the time of reading, against 700).
YOUNG_OBJECTS = 100_000


class Reader:
    """The pipeline and the tables, ready to read."""

    def __init__(self, settings: Settings) -> None:
        """Load the pipeline and the tables that the settings name."""
        self.base = settings.base
        self.nlp: Language = load(settings)
        self.resources: Resources = load_resources(settings)
        self.network = None if settings.reader == RULES else load_reader(settings.reader)
        self.sure = settings.sure
        self._zone, self._sharing = ExitStack(), SHARING

    def read(self, documents: Iterable[Document]) -> Iterator[Outcome]:
        """Read documents in order; a document on which a rule fails becomes a :class:`DocumentError`."""
        for batch in batched(documents, BATCH):
            self._share(len(batch))
            for document, doc in annotate(batch, self.nlp):
                try:
                    outcome = write_down(self.extraction(document, doc), self.base)
                except Exception as error:
                    outcome = DocumentError(
                        document.source,
                        f"could not be read ({type(error).__name__}: {error})",
                        "please report it with the text; the other documents are built",
                    )
                yield outcome

    def extraction(self, document: Document, doc: Doc) -> Extraction:
        """Return what is read in a document, by the network or the rules, as the settings say."""
        if self.network is None:
            return extract(document, doc, self.resources)
        return self.network.read(document, doc, self.resources.gazetteer, sure=self.sure)

    def _share(self, count: int) -> None:
        """Let so many more documents share the words learnt so far, or forget these where too many would."""
        self._sharing += count
        if self._sharing > SHARING:
            self._zone.close()
            self._zone.enter_context(self.nlp.memory_zone())
            self._sharing = count


def write_down(extraction: Extraction, base: str) -> Outcome:
    """Write what was read out of a document as its graph; what breaks a shape becomes a :class:`DocumentError`.

    Raises :class:`RunError` for a type that ``schemas/attest.ttl`` does not have.
    """
    extraction = canonical(extraction)
    written = write_canonical(extraction, base)
    if violations := validate_nodes(written.nodes):
        return _misshapen(extraction.document, violations[0])
    identifier = extraction.document.identifier
    return Read(built(extraction), identifier, written.iri, pack(written.trig), keep(extraction))


def _misshapen(document: Document, violation: Violation) -> DocumentError:
    problem = f"what was read breaks the shape {violation.shape}: {violation.message} ({violation.focus})"
    return DocumentError(document.source, problem, "please report it with the text; the other documents are built")


def reader_for(settings: Settings) -> Reader:
    """Return the reader of these settings, loaded once a process."""
    return _loaded(replace(settings, processes=0))


@lru_cache(maxsize=1)
def _loaded(settings: Settings) -> Reader:
    """Load a reader.

    It stays as long as the process, so the garbage collector is told not to look through it again (measured: 6 % of
    the time of reading).
    """
    reader = Reader(settings)
    gc.freeze()
    gc.set_threshold(YOUNG_OBJECTS)
    return reader
