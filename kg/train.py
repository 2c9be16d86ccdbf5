"""Make schemas/events/weights.json from annotated articles, and say what document-wise cross-validation gives.

python -m kg.train --gold GOLD --texts TEXTS [--write]

GOLD holds one JSON file an article with ``doc`` and ``eventualities`` (``trigger``, ``type``, ``also_ok``,
``optional``), TEXTS the articles. The annotation guide that they follow marks every event and state that the body of
an article reports.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kg.annotate import annotate, load
from kg.extract import load_resources
from kg.extract.claims import claims_and_speakers
from kg.extract.events import score_candidates, trigger_span
from kg.extract.events_train import Example, best_threshold, cross_validate, fit
from kg.extract.mentions import find_mentions
from kg.extract.syntax import Mentions, Parse
from kg.ingest import read
from kg.model import Document, Span
from kg.settings import Settings, schema_path

FOLDS = 10


def examples(gold: Path, texts: Path) -> Iterator[Example]:
    """Yield the candidates of every annotated article with what the annotators say of them."""
    settings = Settings()
    resources = load_resources(settings)
    marked = {
        table["doc"]: table
        for table in (json.loads(p.read_text(encoding="utf-8")) for p in sorted(gold.glob("*.json")))
    }
    found = [d for d in read([str(texts / name) for name in marked]) if isinstance(d, Document)]
    for document, doc in annotate(found, load(settings)):
        table = marked[document.identifier]
        parse = Parse(document, doc)
        mentions = Mentions(parse, find_mentions(parse, resources.gazetteer))
        claims, mentions = claims_and_speakers(parse, mentions, resources.cues)
        for scored in score_candidates(parse, mentions, resources.lexicon, claims):
            span = trigger_span(scored.candidate.reading)
            if any(a <= span.start < b for a, b in table["body"]):
                label, kinds = judge(table["eventualities"], span)
                right = scored.candidate.reading.sense.top in kinds if label else None
                yield Example(document.identifier, scored.candidate.pos, scored.features, label, right)


def judge(eventualities: list[dict[str, Any]], span: Span) -> tuple[bool | None, set[str]]:
    """Say whether a span is a trigger (True), an optional one (None) or none (False), and of which types."""
    label: bool | None = False
    kinds: set[str] = set()
    for entry in eventualities:
        if span.overlaps(Span(*entry["trigger"])):
            kinds |= {entry["type"], *entry.get("also_ok", [])}
            label = True if label or not entry.get("optional") else None
    return label, kinds


def main() -> int:
    """Train, measure, and write the weights if asked to."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument("--texts", type=Path, required=True)
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    found = list(examples(args.gold, args.texts))
    scored = cross_validate(found, FOLDS)
    thresholds = {pos: best_threshold(scored, pos) for pos in ("verb", "noun", "adjective")}
    for pos, threshold in thresholds.items():
        here = [(s, e) for s, e in scored if e.pos == pos and e.label is not None]
        right = sum(bool(e.label) for s, e in here if s >= threshold)
        taken, total = sum(s >= threshold for s, _ in here), sum(bool(e.label) for _, e in here)
        sys.stdout.write(f"{pos}: threshold {threshold}, precision {right / taken:.3f}, recall {right / total:.3f}\n")
    if args.write:
        table = {"thresholds": thresholds, "weights": fit(found)}
        path = schema_path("events/weights.json")
        path.write_text(json.dumps(table, indent=0, sort_keys=True) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
