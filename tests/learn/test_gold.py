"""The annotated corpus is whole: every span lies in its text, and every name in it stands for something."""

import csv
import json
from pathlib import Path

import pytest

from kg.learn.silver import load_silver
from kg.read.labels import ACTS, CLASSES, KINDS, LEAVES, MODALITIES, POLARITIES, ROLES, STANCES, TYPES

GOLD = Path(__file__).resolve().parent.parent / "gold"
TEXTS = GOLD / "texts"
ARTICLES = sorted(p for p in GOLD.glob("*/*.json"))
ROWS = {r["file"]: r for r in csv.DictReader((TEXTS / "metadata.csv").read_text(encoding="utf-8").splitlines())}


def loaded(path):
    marked = json.loads(path.read_text(encoding="utf-8"))
    return marked, (TEXTS / marked["doc"]).read_bytes().decode("utf-8")


def test_there_are_articles_and_texts():
    assert len(ARTICLES) >= 50
    assert {p.name for p in TEXTS.glob("*.txt")} == ROWS.keys()


@pytest.mark.parametrize("path", ARTICLES, ids=lambda p: f"{p.parent.name}/{p.stem}")
def test_every_span_is_words_of_the_text(path):
    marked, text = loaded(path)
    spans = [m[:2] for e in marked["entities"] for m in e["mentions"]]
    spans += [e["trigger"] for e in marked["eventualities"]]
    spans += [s for c in marked["claims"] for s in (c["cue"], c["content"]) if s]
    for start, end in spans:
        assert 0 <= start < end <= len(text)
        assert text[start:end].strip() == text[start:end], text[start:end]


@pytest.mark.parametrize("path", ARTICLES, ids=lambda p: f"{p.parent.name}/{p.stem}")
def test_every_label_and_reference_is_known(path):
    marked, _ = loaded(path)
    entities = {e["id"] for e in marked["entities"]}
    events = {e["id"] for e in marked["eventualities"]}
    assert {e["type"] for e in marked["entities"]} <= {*CLASSES, "Actor"}  # no class can be told
    assert {m[2] for e in marked["entities"] for m in e["mentions"]} <= set(KINDS)
    for event in marked["eventualities"]:
        assert {event["type"], *event.get("also_ok", ())} <= set(TYPES)
        assert event.get("leaf") is None or event["leaf"] in LEAVES
        assert event.get("modality") in (*MODALITIES, None)
        assert event.get("polarity") in (*POLARITIES, None)
        assert set(event["roles"]) <= set(ROLES)
        assert {f for fillers in event["roles"].values() for f in fillers} <= entities
        assert set(event.get("reason") or ()) <= events
    for claim in marked["claims"]:
        assert {claim.get(k) for k in ("speaker", "via", "addressee")} <= entities | {None}
        assert claim.get("act") in (*ACTS, "narrate", None)
        assert claim.get("stance") in (*STANCES, None)
        assert set(claim.get("about") or ()) <= events


def test_silver_is_of_texts_that_are_here():
    rows = {r["doc"]: r for r in load_silver(GOLD / "silver.jsonl.xz")}
    assert rows.keys() <= ROWS.keys()
    for name, row in rows.items():
        text = (TEXTS / name).read_bytes().decode("utf-8")
        assert all(0 <= e["trigger"][0] < e["trigger"][1] <= len(text) for e in row["eventualities"])
