"""Silver: what the hand-written rules read in articles that nobody annotated, in the form of annotations.

The rules know the lexicon that they were written with; a network that first learns to read like them needs far fewer
annotated articles. Made once by ``python -m kg.learn.silver``, while the rules were there, and kept.
"""

from __future__ import annotations

import json
import lzma
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from kg.model import Claim, EventMention, Extraction, MentionKind, Span, SpeechAct
from kg.read.labels import LEAVES, ROLES, TYPES

#: What an annotation of one article holds: see ``tests/gold/GUIDE.md``.
type Annotation = dict[str, Any]


def silver_of(extraction: Extraction) -> Annotation:
    """Write what the rules read in an article as an annotation of it."""
    entities = _entities(extraction)
    named = {span: e["id"] for e in entities for span in e["spans"]}
    for entity in entities:
        del entity["spans"]
    plural = {r.mention: [named[a] for a in r.antecedents] for r in extraction.references if len(r.antecedents) > 1}
    body = [[s.start, s.end] for s in extraction.sentences]
    return {
        "doc": extraction.document.identifier,
        "body": body,
        "entities": entities,
        "eventualities": [_event(e, named, plural) for e in extraction.events],
        "claims": [_claim(c, named) for c in extraction.claims if c.act is not SpeechAct.NARRATE],
    }


def _entities(extraction: Extraction) -> list[Annotation]:
    leader: dict[Span, Span] = {m.span: m.span for m in extraction.mentions}

    def root(span: Span) -> Span:
        while leader[span] != span:
            span = leader[span]
        return span

    for link in extraction.references:
        if len(link.antecedents) == 1:
            leader[root(link.mention)] = root(link.antecedents[0])
    things: dict[Span, list[Any]] = {}
    for mention in extraction.mentions:
        things.setdefault(root(mention.span), []).append(mention)
    found = []
    for n, mentions in enumerate(things.values()):
        lead = next((m for m in mentions if m.kind is MentionKind.NAME), mentions[0])
        found.append(
            {
                "id": f"x{n}",
                "type": lead.type,
                "mentions": [[m.span.start, m.span.end, str(m.kind)] for m in mentions],
                "spans": [m.span for m in mentions],
            }
        )
    return found


def _event(event: EventMention, named: dict[Span, str], plural: dict[Span, list[str]]) -> Annotation:
    fillers = (event.actors, event.targets, event.participants, event.places, event.origins, event.destinations)
    roles = {
        role: sorted({x for s in spans for x in plural.get(s, [named[s]])})
        for role, spans in zip(ROLES, fillers, strict=True)
        if spans
    }
    told = {
        "type": event.type if event.type in TYPES else LEAVES.get(event.type, "Condition"),
        "leaf": None if event.type in TYPES else event.type,
        "trigger": [event.trigger.start, event.trigger.end],
        "roles": roles,
        "polarity": str(event.polarity),
        "modality": str(event.modality),
    }
    if event.time is not None and event.time.text is not None:
        told["time"] = [event.time.text.start, event.time.text.end]
    return told


def _claim(claim: Claim, named: dict[Span, str]) -> Annotation:
    said: Annotation = {
        "act": str(claim.act),
        "stance": str(claim.stance),
        "cue": [claim.cue.start, claim.cue.end] if claim.cue else None,
        "content": [claim.content[0].start, claim.content[-1].end],
    }
    for voice in ("speaker", "via", "addressee"):
        span = getattr(claim, voice)
        said[voice] = named.get(span) if span else None
    return said


def write(rows: Iterable[Annotation], path: Path) -> None:
    """Write annotations to a compressed file, one a line."""
    with lzma.open(path, "wt", encoding="utf-8", preset=9) as file:
        for row in rows:
            file.write(json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n")


def load_silver(path: Path) -> Iterator[Annotation]:
    """Read annotations from a compressed file."""
    with lzma.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)


def main(arguments: Sequence[str]) -> int:
    """Write the silver of articles: ``python -m kg.learn.silver OUT.jsonl.xz METADATA.csv ARTICLE ...``."""
    from kg.annotate import annotate, load
    from kg.extract import extract, load_resources
    from kg.ingest import read
    from kg.model import Document
    from kg.settings import Settings

    out, metadata, *articles = arguments
    settings = Settings()
    nlp, resources = load(settings), load_resources(settings)
    documents = (d for d in read(articles, metadata=Path(metadata)) if isinstance(d, Document))
    write((silver_of(extract(document, doc, resources)) for document, doc in annotate(documents, nlp)), Path(out))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
