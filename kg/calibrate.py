"""``kg calibrate``: how sure each rule is, measured on annotated articles, and written to ``schemas/calibration.json``.

An event mention is right when its trigger overlaps an annotated one and its type is one that the annotators chose; a
claim when its speaker is theirs and its content overlaps theirs by half; a narration when nobody is said to have said
it. What the annotators could have left out counts neither way.

The scores of events come from a regression that was itself made from annotated articles, so they are taken from
weights that the article had no part in. Then logit(p) = intercept of the kind + slope * logit(score) + offset of the
rule is fitted by penalised maximum likelihood; the penalty draws the offset of a rule with few findings to nought (a
normal prior: Gelman and Hill, Data Analysis Using Regression, ch. 12), as hard as predicts held-out articles best. The
curve that is printed is of articles that were held out of both.
"""

from __future__ import annotations

import json
import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from kg.annotate import annotate, load
from kg.errors import DocumentError, RunError
from kg.extract import Resources, extract, load_resources
from kg.extract.claims import claims_and_speakers
from kg.extract.confidence import EDGE, Calibration, Line, Measured, kind_of, load_calibration, logit
from kg.extract.events import score_candidates, trigger_span
from kg.extract.events_score import load_weights
from kg.extract.events_train import Example, cross_validate
from kg.extract.mentions import find_mentions
from kg.extract.syntax import Mentions, Parse
from kg.graph.vocab import superclasses
from kg.ingest import read
from kg.judge import Gold, judge_claims, judge_event
from kg.model import Document, Extraction
from kg.settings import Settings

FOLDS = 10
#: How hard the offset of a rule may be drawn to nought; each kind takes the one that predicts held-out articles best.
PENALTIES = (0.5, 2.0, 8.0, 32.0)
STEPS = 50
#: Newton's method has arrived when no weight moves by more.
ARRIVED = 1e-6
#: A penalty that only keeps the intercept and the slope finite where all findings are right.
FLAT = 1e-3
#: Lower ends of the bins of the curve.
BINS = (0.0, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
PLACES = 4


@dataclass(frozen=True, slots=True)
class Observation:
    """A finding in an annotated article: its rule, its raw score, and whether it is right."""

    document: str
    rule: str
    raw: float
    right: bool

    @property
    def kind(self) -> str:
        """The kind of finding: event, state, claim or narration."""
        return kind_of(self.rule)


@dataclass(frozen=True, slots=True)
class Bin:
    """A part of the reliability curve: findings of like confidence, and the share of them that is right."""

    kind: str
    low: float
    findings: int
    confidence: float
    right: float


@dataclass(frozen=True, slots=True)
class Report:
    """What a calibration gave: the table, the curve on held-out articles, and its mean error."""

    table: Calibration
    curve: tuple[Bin, ...]
    error: Mapping[str, float]

    def to_text(self) -> str:
        """Return the curve and the rules as a table to read."""
        rows = ["kind        from    findings  confidence  right"]
        rows += [f"{b.kind:10}{b.low:6.1f}{b.findings:12}{b.confidence:12.2f}{b.right:7.2f}" for b in self.curve]
        rows += [f"{kind:10}  mean distance of confidence and share right: {e:.3f}" for kind, e in self.error.items()]
        rows += ["", "rule                            findings  right"]
        rows += [f"{rule:30}{m.findings:10}{m.precision:7.2f}" for rule, m in sorted(self.table.measured.items())]
        return "\n".join(rows)


def calibrate(gold: Path, texts: Path, settings: Settings) -> Report:
    """Measure the rules on annotated articles and return the table with its curve.

    Raises :class:`RunError` when there are no annotated articles, or one has no text.
    """
    observations = list(observe(gold, texts, settings))
    held = [(o, p) for part, rest in folds(observations) for o, p in predicted(fit(rest), part)]
    return Report(fit(observations), *measured_curve(held))


def check(gold: Path, texts: Path, settings: Settings) -> Report:
    """Measure the shipped confidences, as they are, on annotated articles that had no part in them."""
    table = load_calibration()
    observations = [o for found, marked in readings(gold, texts, settings) for o in judged(found, marked)]
    return Report(table, *measured_curve([(o, o.raw) for o in observations]))


def observe(gold: Path, texts: Path, settings: Settings) -> Iterator[Observation]:
    """Yield the findings in annotated articles, events scored by weights that their article had no part in."""
    yield from scored_events(gold, texts, settings)
    for found, marked in readings(gold, texts, settings):
        yield from (o for o in judged(found, marked) if o.kind != "event")


def annotated(gold: Path, texts: Path) -> dict[str, Gold]:
    """Read the annotations by document; raise :class:`RunError` when there are none."""
    tables: list[dict[str, Any]] = [
        json.loads(path.read_text(encoding="utf-8")) for path in sorted(gold.glob("*.json"))
    ]
    if not tables:
        raise RunError(f"{gold}: no annotated articles (*.json); see docs, Calibration")
    return {t["doc"]: Gold.read(t) for t in tables}


def documents(marked: Iterable[str], texts: Path) -> list[Document]:
    """Read the texts of the annotated articles."""
    found = []
    for item in read([str(texts / name) for name in marked]):
        if isinstance(item, DocumentError):
            raise RunError(f"{item}")
        found.append(item)
    return found


def readings(gold: Path, texts: Path, settings: Settings) -> Iterator[tuple[Extraction, Gold]]:
    """Yield what the program reads in each annotated article, with the annotations."""
    marked, resources = annotated(gold, texts), load_resources(settings)
    for document, doc in annotate(documents(marked, texts), load(settings)):
        yield extract(document, doc, resources), marked[document.identifier]


def judged(found: Extraction, marked: Gold) -> Iterator[Observation]:
    """Yield the event mentions and claims of an article with what the annotators say of them."""
    name = found.document.identifier
    for event in found.events:
        right = judge_event(marked, event.trigger, set(superclasses(event.type)))
        if right is not None:
            yield Observation(name, event.rule, event.confidence, right)
    for claim, right in judge_claims(marked, found):
        yield Observation(name, claim.rule, claim.confidence, right)


def scored_events(gold: Path, texts: Path, settings: Settings) -> Iterator[Observation]:
    """Yield the scored candidates that are taken, each scored by weights that its article had no part in."""
    marked, resources = annotated(gold, texts), load_resources(settings)
    examples: list[Example] = []
    rules: list[str] = []
    for document, doc in annotate(documents(marked, texts), load(settings)):
        for rule, example in candidates(Parse(document, doc), marked[document.identifier], resources):
            rules.append(rule)
            examples.append(example)
    rule_of = {id(e): r for e, r in zip(examples, rules, strict=True)}
    limits = load_weights()
    for raw, example in cross_validate(examples, FOLDS):
        if example.label is not None and raw >= limits.threshold(example.pos):
            right = bool(example.label and example.type_right)
            yield Observation(example.document, rule_of[id(example)], raw, right)


def candidates(parse: Parse, marked: Gold, resources: Resources) -> Iterator[tuple[str, Example]]:
    """Yield the candidates of an article with their rules, as the training of the scores sees them."""
    mentions = Mentions(parse, find_mentions(parse, resources.gazetteer))
    claims, mentions = claims_and_speakers(parse, mentions, resources.cues)
    for scored in score_candidates(parse, mentions, resources.lexicon, claims):
        reading = scored.candidate.reading
        span = trigger_span(reading)
        if marked.in_body(span):
            label = judge_event(marked, span, None)
            right = judge_event(marked, span, {reading.sense.top}) if label else None
            yield (
                scored.candidate.rule,
                Example(parse.document.identifier, scored.candidate.pos, scored.features, label, right),
            )


def folds(observations: Sequence[Observation]) -> Iterator[tuple[list[Observation], list[Observation]]]:
    """Yield each part of the articles with the rest of them."""
    names = sorted({o.document for o in observations})
    for fold in range(min(FOLDS, len(names))):
        held = set(names[fold::FOLDS])
        yield [o for o in observations if o.document in held], [o for o in observations if o.document not in held]


def predicted(table: Calibration, observations: Sequence[Observation]) -> Iterator[tuple[Observation, float]]:
    """Yield each finding with its confidence by a table."""
    for o in observations:
        yield o, table.confidence(o.rule, o.raw)


def fit(observations: Sequence[Observation]) -> Calibration:
    """Return the table that makes the findings likeliest, the offsets of rules drawn to nought."""
    kinds: dict[str, Line] = {}
    rules: dict[str, Line] = {}
    for kind in sorted({o.kind for o in observations}):
        part = [o for o in observations if o.kind == kind]
        line, offsets = fit_kind(part, best_penalty(part))
        kinds[kind] = line
        rules |= {rule: Line(round(line.intercept + by, PLACES), line.slope) for rule, by in offsets.items()}
    by_rule: dict[str, list[bool]] = defaultdict(list)
    for o in observations:
        by_rule[o.rule].append(o.right)
    measured = {rule: Measured(len(r), round(sum(r) / len(r), PLACES)) for rule, r in sorted(by_rule.items())}
    return Calibration(kinds, rules, measured)


def best_penalty(observations: Sequence[Observation]) -> float:
    """Return the penalty under which held-out articles are likeliest; the heaviest where there is only one article."""
    parts = [(part, rest) for part, rest in folds(observations) if rest]
    if len(parts) < 2:
        return PENALTIES[-1]

    def surprise(penalty: float) -> float:
        total = 0.0
        for part, rest in parts:
            line, offsets = fit_kind(rest, penalty)
            for o in part:
                chance = Line(line.intercept + offsets.get(o.rule, 0.0), line.slope).confidence(o.raw)
                total -= math.log(max(chance if o.right else 1.0 - chance, EDGE))
        return total

    return min(PENALTIES, key=surprise)


def fit_kind(observations: Sequence[Observation], penalty: float) -> tuple[Line, dict[str, float]]:
    """Fit one kind by Newton's method: an intercept, a slope where scores differ inside rules, an offset a rule."""
    rules = sorted({o.rule for o in observations})
    graded = len({(o.rule, round(o.raw, PLACES)) for o in observations}) > len(rules)
    columns = np.zeros((len(observations), 2 + len(rules)))
    columns[:, 0] = 1.0
    columns[:, 1] = [logit(o.raw) if graded else 0.0 for o in observations]
    for row, o in enumerate(observations):
        columns[row, 2 + rules.index(o.rule)] = 1.0
    right = np.array([float(o.right) for o in observations])
    drawn = np.array([FLAT, FLAT, *[penalty] * len(rules)])
    weights = np.zeros(columns.shape[1])
    for _ in range(STEPS):
        chance = 1.0 / (1.0 + np.exp(-columns @ weights))
        slope = columns.T @ (right - chance) - drawn * weights
        curvature = (columns * (chance * (1.0 - chance))[:, None]).T @ columns + np.diag(drawn)
        step = np.linalg.solve(curvature, slope)
        weights += step
        if np.max(np.abs(step)) < ARRIVED:
            break
    line = Line(round(float(weights[0]), PLACES), round(float(weights[1]), PLACES))
    return line, {rule: float(weights[2 + i]) for i, rule in enumerate(rules)}


def measured_curve(held: Iterable[tuple[Observation, float]]) -> tuple[tuple[Bin, ...], dict[str, float]]:
    """Return the reliability curve of each kind, and its mean error weighted by findings."""
    parts: dict[tuple[str, float], list[tuple[float, bool]]] = defaultdict(list)
    for o, confidence in held:
        low = max(b for b in BINS if b <= confidence)
        parts[o.kind, low].append((confidence, o.right))
    curve = [
        Bin(kind, low, len(p), sum(c for c, _ in p) / len(p), sum(r for _, r in p) / len(p))
        for (kind, low), p in sorted(parts.items())
    ]
    error = {}
    for kind in sorted({b.kind for b in curve}):
        bins = [b for b in curve if b.kind == kind]
        total = sum(b.findings for b in bins)
        error[kind] = sum(b.findings * abs(b.confidence - b.right) for b in bins) / total
    return tuple(curve), error


def write(table: Calibration, path: Path) -> None:
    """Write the table where the extraction reads it."""
    path.write_text(table.to_json(), encoding="utf-8")
