"""How far two readers of the same articles agree: ``python -m kg.learn.agreement tests/gold``.

Each reader's annotation is measured against the other's, both ways; what either could have left out counts neither way.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path

from kg.learn.corpus import Annotation
from kg.learn.measures import MEASURES, SHARES, Event, Found, Score, Speech, Thing, add, stretch

#: The folder of second readings in a corpus.
SECOND = "second"


def found_of_annotation(marked: Annotation, text: str) -> Found:
    """Return an annotation as if it had been read by a program."""
    found = Found()
    for entity in marked["entities"]:
        names = {text[a:b] for a, b, kind in entity["mentions"] if kind == "name"} or {entity["name"]}
        found.things[entity["id"]] = Thing(names, {stretch(m) for m in entity["mentions"]}, {entity["type"]})
    for told in marked["eventualities"]:
        if not told.get("optional"):
            time = told.get("time") or {}
            days = (time.get("earliest"), time.get("latest"))
            roles = {role: set(fillers) for role, fillers in told["roles"].items()}
            trigger = {stretch(told["trigger"])}
            found.events.append(Event({told["type"]}, trigger, roles, told["polarity"], told["modality"], days))
    for said in marked["claims"]:
        if said.get("speaker") and not said.get("optional"):
            found.claims.append(Speech(said["speaker"], [stretch(said["content"])], said["act"], said["stance"]))
    return found


def agreement(corpus: Path) -> tuple[int, Score]:
    """Return how many articles two readers annotated, and how far they agree."""
    score, count = Score(), 0
    for path in sorted((corpus / SECOND).glob("*.json")):
        first = next(p for p in sorted(corpus.glob(f"*/{path.name}")) if p.parent.name != SECOND)
        one, other = (json.loads(p.read_text(encoding="utf-8")) for p in (first, path))
        text = (corpus / "texts" / one["doc"]).read_bytes().decode("utf-8")
        add(score, one, text, found_of_annotation(other, text))
        add(score, other, text, found_of_annotation(one, text))
        count += 1
    return count, score


def main(arguments: Sequence[str]) -> int:
    """Print the agreement of the two readers of a corpus."""
    count, score = agreement(Path(arguments[0]))
    rows = [f"{count} articles by two readers", *(f"{m:10}{score.tallies[m].f1:6.2f}" for m in MEASURES)]
    print("\n".join([*rows, *(f"{s:10}{score.share(s):6.2f}" for s in SHARES)]))  # noqa: T201 (a command)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
