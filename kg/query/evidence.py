"""A portable pack of an answer: its rows, the query, each supporting sentence, and a script that checks all of it."""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from kg import __version__
from kg.errors import RunError
from kg.graph.vocab import ATT, DCTERMS, GAF, NIF
from kg.query.formats import format_result
from kg.query.look import Look
from kg.query.running import Cell, Iri, Result, run
from kg.store import Store

PACK_FORMAT = 1
#: Files in a zip carry a time; a fixed one keeps two packs of one answer equal byte for byte.
NO_TIME = (1980, 1, 1, 0, 0, 0)

README = """This pack holds an answer of Attest {version} and the sentences that it rests on.

query.rq       the question, in SPARQL
rows.csv       the answer
evidence.json  for each row the sentences behind it: document, offsets in Unicode code points, words
manifest.json  the documents with their hashes, and the hash of each file of the pack
texts/         the texts as they were read
verify.py      checks all of it:  python3 verify.py
"""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence behind a row of an answer. ``row`` counts from 1, as the table does."""

    row: int
    document: str
    begin: int
    end: int
    words: str
    about: str


@dataclass(frozen=True, slots=True)
class Pack:
    """What a pack holds; ``bare_rows`` are rows for which no sentence could be found."""

    result: Result
    sentences: tuple[Sentence, ...]
    documents: tuple[str, ...]
    bare_rows: tuple[int, ...]


def sentences_of(look: Look, cell: Cell) -> Iterator[tuple[str, int, int]]:
    """Yield where a cell rests (document, begin, end): it names an event, telling, claim or span, or quotes one."""
    if isinstance(cell, Iri):
        yield from _of_iri(look, str(cell))
    elif isinstance(cell, str) and cell:
        for span in look.subjects(NIF.anchorOf, cell, text=True):
            yield from _of_iri(look, span)


def _of_iri(look: Look, iri: str) -> Iterator[tuple[str, int, int]]:
    tellings = look.values(iri, GAF.denotedBy) if look.value(iri, ATT.standing) else [iri]
    for telling in tellings:
        if "#" not in telling:
            continue
        place = look.sentence_of(telling)
        document = look.document_of(telling)
        if place is not None and look.value(document, NIF.isString) is not None:
            yield document, place.start, place.end


def gather(store: Store, query: str, params: Mapping[str, str] | None = None) -> Pack:
    """Answer a query and collect the sentences behind each row."""
    result = run(store, query, params)
    look = Look(store)
    found: list[Sentence] = []
    bare = []
    for number, row in enumerate(result.rows, start=1):
        places: dict[tuple[str, int, int], str] = {}
        iris = any(isinstance(c, Iri) for c in row)
        for cell in (c for c in row if isinstance(c, Iri) or not iris):
            for place in sentences_of(look, cell):
                places.setdefault(place, str(cell))
        for (document, begin, end), about in sorted(places.items()):
            words = look.text_of(document)[begin:end]
            found.append(Sentence(number, document, begin, end, words, about))
        if not places:
            bare.append(number)
    documents = tuple(sorted({s.document for s in found}))
    return Pack(result, tuple(found), documents, tuple(bare))


def _document(look: Look, iri: str, number: int) -> dict[str, str | None]:
    return {
        "iri": iri,
        "source": look.source_of(iri),
        "sha256": look.value(iri, ATT.sha256),
        "encoding": look.value(iri, ATT.encoding),
        "title": look.value(iri, DCTERMS.title),
        "publisher": look.value(iri, DCTERMS.publisher),
        "published": look.value(iri, DCTERMS.created),
        "text": f"texts/{number}.txt",
    }


def _json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode("utf-8")


def _files(look: Look, pack: Pack) -> dict[str, bytes]:
    numbers = {iri: n for n, iri in enumerate(pack.documents, start=1)}
    evidence = [
        {"row": s.row, "document": s.document, "begin": s.begin, "end": s.end, "words": s.words, "about": s.about}
        for s in pack.sentences
    ]
    files = {
        "README.txt": README.format(version=__version__).encode(),
        "query.rq": (pack.result.query.strip() + "\n").encode("utf-8"),
        "rows.csv": format_result(pack.result, "csv").encode("utf-8"),
        "evidence.json": _json(evidence),
        "verify.py": Path(__file__).with_name("pack_verify.py").read_bytes(),
    }
    for iri, number in numbers.items():
        files[f"texts/{number}.txt"] = look.text_of(iri).encode("utf-8")
    manifest = {
        "format": PACK_FORMAT,
        "program": {"name": "attest-kg", "version": __version__},
        "columns": list(pack.result.columns),
        "rows": len(pack.result.rows),
        "rows_without_sentence": list(pack.bare_rows),
        "documents": [_document(look, iri, number) for iri, number in numbers.items()],
        "files": {name: hashlib.sha256(data).hexdigest() for name, data in files.items()},
    }
    return {"manifest.json": _json(manifest), **files}


def write_pack(store: Store, query: str, path: Path, params: Mapping[str, str] | None = None) -> Pack:
    """Answer a query and write the pack as a zip; return what it holds.

    Raises :class:`RunError` when no row leads to a sentence, or the file cannot be written.
    """
    pack = gather(store, query, params)
    if not pack.sentences:
        raise RunError("no row leads to a sentence: let the query return an event, a claim or a mention too")
    partial = path.with_name(path.name + ".part")
    try:
        with zipfile.ZipFile(partial, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, data in sorted(_files(Look(store), pack).items()):
                entry = zipfile.ZipInfo(name, NO_TIME)
                entry.compress_type = zipfile.ZIP_DEFLATED
                archive.writestr(entry, data)
        partial.replace(path)
    except OSError as error:
        raise RunError(f"{path}: cannot be written ({error.strerror}); name another file") from error
    finally:
        partial.unlink(missing_ok=True)
    return pack
