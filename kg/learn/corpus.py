"""Articles with what was marked in them: annotations, silver, and the attributions of PolNeAR.

An article is parsed once; its words are kept in a folder for the next time, under a hash of text and pipeline.
"""

from __future__ import annotations

import hashlib
import json
import pickle
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from kg.annotate import annotate, describe, load
from kg.errors import RunError
from kg.extract import load_resources
from kg.extract.syntax import Parse
from kg.ingest import read
from kg.model import Document
from kg.read.names import prepare
from kg.read.words import Words, words_of
from kg.settings import Settings

type Annotation = dict[str, Any]

#: Raised when what is kept of a parse changes its form.
FORM = 2


@dataclass(frozen=True, slots=True)
class Article:
    """An article with its words and what was marked in it.

    ``only_claims`` where nothing but who says what was marked (PolNeAR).
    """

    name: str
    words: Words
    marked: Annotation
    only_claims: bool = False


class Parses:
    """Parsed articles, kept in a folder."""

    def __init__(self, folder: Path) -> None:
        """Use ``folder``, which need not be there yet."""
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self._settings = Settings()
        self._loaded: Any = None

    def words(self, documents: Sequence[Document]) -> Iterator[tuple[str, Words]]:
        """Yield the identifier and the words of each document, in their order."""
        missing = [d for d in documents if not self._place(d).exists()]
        if missing:
            self._parse(missing)
        for document in documents:
            yield document.identifier, pickle.loads(self._place(document).read_bytes())  # noqa: S301 (our own file)

    def _place(self, document: Document) -> Path:
        key = hashlib.sha256(f"{FORM} {document.sha256} {document.published} {len(document.boilerplate)}".encode())
        return self.folder / f"{key.hexdigest()[:24]}.words"

    def _parse(self, documents: Iterable[Document]) -> None:
        if self._loaded is None:
            self._loaded = load(self._settings), load_resources(self._settings).gazetteer
        nlp, gazetteer = self._loaded
        for document, doc in annotate(documents, nlp):
            words = words_of(doc, text=document.text, blank=[b.span for b in document.boilerplate])
            material = prepare(document, Parse(document, doc), gazetteer, words)
            self._place(document).write_bytes(pickle.dumps(material.words))


def documents_of(texts: Path, names: Iterable[str], metadata: Path | None = None) -> list[Document]:
    """Read the texts of articles. Raises :class:`RunError` when one is not there or cannot be read."""
    paths = [texts / name for name in names]
    if gone := [p for p in paths if not p.exists()]:
        raise RunError(f"{gone[0]}: annotated, but the text is not there")
    found = list(read([str(p) for p in paths], metadata=metadata)) if paths else []
    if bad := [d for d in found if not isinstance(d, Document)]:
        raise RunError(str(bad[0]))
    return [d for d in found if isinstance(d, Document)]


def annotated(gold: Path, texts: Path, parses: Parses, metadata: Path | None = None) -> list[Article]:
    """Load the annotated articles of a folder, in the order of their names."""
    marked = {t["doc"]: t for t in (json.loads(p.read_text(encoding="utf-8")) for p in sorted(gold.glob("*.json")))}
    documents = documents_of(texts, marked, metadata)
    return [Article(name, words, marked[name]) for name, words in parses.words(documents)]


def silver(rows: Iterable[Annotation], texts: Path, parses: Parses, metadata: Path | None = None) -> list[Article]:
    """Load the articles of which the rules' reading is kept."""
    marked = {row["doc"]: row for row in rows}
    documents = documents_of(texts, marked, metadata)
    return [Article(name, words, marked[name]) for name, words in parses.words(documents)]


#: The lines of a brat file: a stretch with its offsets, and an event with its arguments.
_STRETCH = re.compile(r"T\d+\t\w+ \d+ ")
_EVENT = re.compile(r"E\d+\t")


def polnear(
    checkout: Path, parses: Parses, part: str = "train", rules: Mapping[str, Annotation] = MappingProxyType({})
) -> list[Article]:
    """Load the attributions of PolNeAR (Newell, Margolin and Ruths, LREC 2018), one annotator an article.

    ``checkout`` is a copy of its repository; only texts and attributions are read. What the ``rules`` read in an
    article stands for all that is not attribution.
    """
    root = checkout / "data" / part
    names = sorted(p.name for p in (root / "text").glob("*.txt"))
    found = []
    for document, words in zip(documents := documents_of(root / "text", names), parses.words(documents), strict=True):
        stem = re.escape(Path(document.identifier).stem)
        marks = sorted(
            p for p in (root / "attributions").glob("*.ann") if re.fullmatch(f"{stem}(_[0-9a-f]{{4}})?", p.stem)
        )
        if marks:
            claims = list(_attributions(marks[0].read_text(encoding="utf-8")))
            marked = {**rules.get(document.identifier, {}), "claims": claims}
            found.append(Article(document.identifier, words[1], marked, only_claims="entities" not in marked))
    return found


def _attributions(brat: str) -> Iterator[Annotation]:
    """Yield the attributions of a brat file as claims: the first stretch of cue and source, the whole content."""
    spans: dict[str, list[list[int]]] = {}
    events: list[list[list[str]]] = []
    for line in brat.splitlines():
        if _STRETCH.match(line):
            key, middle = line.split("\t")[:2]
            offsets = middle.split(" ", 1)[1]
            spans[key] = [[int(n) for n in o.split()] for o in offsets.split(";")]
        elif _EVENT.match(line):
            events.append([argument.split(":") for argument in line.split("\t")[1].split()])
    for event in events:
        parts: dict[str, list[list[int]]] = {"source": [], "cue": [], "content": []}
        for role, key in event:
            parts.get(role.rstrip("0123456789").lower(), []).extend(spans.get(key, []))
        if parts["cue"] and parts["content"]:
            content = [min(a for a, _ in parts["content"]), max(b for _, b in parts["content"])]
            source = parts["source"][0] if parts["source"] else None
            yield {"cue": parts["cue"][0], "content": content, "source": source, "pieces": parts["content"]}


__all__ = ["Article", "Parses", "annotated", "describe", "polnear", "silver"]
