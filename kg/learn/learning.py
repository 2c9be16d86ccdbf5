"""``kg learn``: annotated articles to weights, with every figure measured on articles that the model never saw.

First a network learns to read as the rules did (silver), and who says what from PolNeAR where its checkout is given; no
annotated article is among these. From there one network is trained for each fold of the annotated articles on the other
folds, and one on all of them, which is exported. Everything that takes long is kept in a folder, so that learning goes
on where it was stopped.
"""

from __future__ import annotations

import hashlib
import json
import pickle
import random
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass, field
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import torch

from kg.errors import RunError
from kg.learn.agreement import SECOND
from kg.learn.calibration import Observation, fit, observe, table_of
from kg.learn.corpus import Annotation, Article, Parses, annotated, polnear, silver
from kg.learn.encoder import Shape
from kg.learn.examples import write_examples
from kg.learn.export import save
from kg.learn.measures import MEASURES, SHARES, Score, add
from kg.learn.network import PATHS, Network
from kg.learn.scoring import TorchScorer, found_of, found_of_rules
from kg.learn.silver import load_silver
from kg.learn.targets import count_paths
from kg.learn.training import Plan, examples_of, pairs_that_matter, train
from kg.read.decode import decode
from kg.read.labels import fingerprint
from kg.read.readings import Reading, Thresholds, surer
from kg.read.windows import Pieces

#: How each encoder is used and trained: layers, of which frozen; rates; bits of its exported weights.
ENCODERS = {
    "minilm": (Shape("minilm", layers=6, frozen=0), 1e-4, 8),
    "mpnet": (Shape("mpnet", layers=8, frozen=4), 6e-5, 4),
}
#: Passes over the silver of articles that are ours, over annotated articles, and articles a step.
SILVER_PASSES = 3
PASSES = 8.0
#: Log-odds that are tried for roles, and for triggers and cues.
ROLE_ODDS = (-0.6, -0.3, 0.0, 0.3)
ODDS = (-1.0, -0.75, -0.5, -0.25, 0.0, 0.25, 0.5)
#: What is read for these trials takes in all that a lower threshold would.
LOWEST = -1.2

type Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Sources:
    """Where everything lies. ``gold`` are (annotations, texts, metadata) of each part of the corpus, by its name."""

    encoder_folder: Path
    work: Path
    gold: Mapping[str, tuple[Path, Path, Path | None]]
    silver: Path | None = None
    silver_texts: Path | None = None
    polnear: Path | None = None
    polnear_silver: Path | None = None


@dataclass(frozen=True, slots=True)
class Settings:
    """How to learn."""

    encoder: str = "minilm"
    folds: int = 5
    seed: int = 1
    passes: float = PASSES
    processes: int = 2
    take: int | None = None


@dataclass
class Outcome:
    """What cross-validation gave: the score of each part of the corpus, and of the rules on the same articles.

    ``measured`` says for each head of the reader how many findings there were, and what share of them was right.
    """

    scores: dict[str, Score] = field(default_factory=dict)
    rules: dict[str, Score] = field(default_factory=dict)
    thresholds: Thresholds = field(default_factory=Thresholds)
    calibration: dict[str, Any] = field(default_factory=dict)
    measured: dict[str, dict[str, float]] = field(default_factory=dict)


def sources_of(gold: Path, encoder_folder: Path, work: Path, polnear: Path | None) -> Sources:
    """Return where everything lies in a corpus laid out as ``tests/gold``: a folder for each part, ``texts``, silver.

    Raises :class:`RunError` when there is nothing annotated.
    """
    texts = gold / "texts"
    named = sorted(
        p for p in gold.iterdir() if p.is_dir() and p != texts and p.name != SECOND and any(p.glob("*.json"))
    )
    if not named:
        raise RunError(f"{gold}: no annotated articles; it needs folders of *.json, and their texts in {texts}")
    parts = {p.name: (p, texts, texts / "metadata.csv") for p in named}
    ours, theirs = (p if p.exists() else None for p in (gold / "silver.jsonl.xz", gold / "silver-polnear.jsonl.xz"))
    return Sources(encoder_folder, work, parts, ours, texts, polnear, theirs)


def learn(sources: Sources, settings: Settings, out: Path | None, progress: Progress = print) -> Outcome:
    """Train, cross-validate by article and, if ``out`` is named, export the network of all articles there."""
    if settings.encoder not in ENCODERS:
        raise RunError(f"no encoder {settings.encoder!r}; there are {', '.join(ENCODERS)}")
    sources.work.mkdir(parents=True, exist_ok=True)
    parses = Parses(sources.work / "parses")
    parts = {name: annotated(gold, texts, parses, meta) for name, (gold, texts, meta) in sources.gold.items()}
    first = pretrained(sources, settings, parts, parses, progress)
    readings = _folds(sources, settings, parts, first, progress)
    outcome = measure(parts, readings, _rules(sources, parts))
    if out is not None:
        final = sources.work / f"{_name(settings, parts)}-final.pt"
        everything = [a for part in parts.values() for a in part]
        if not final.exists():
            progress(f"training on all {len(everything)} articles")
            _tune(_Task(sources, settings, first, None), everything, [], final, progress, threads=2)
        network = load_network(final, sources.encoder_folder)
        card = model_card(settings, parts, outcome)
        save(network, out, sources.encoder_folder / "tokenizer.json", card, bits=ENCODERS[settings.encoder][2])
        write_examples(everything, out)
    return outcome


def pretrained(
    sources: Sources, settings: Settings, parts: Mapping[str, Sequence[Article]], parses: Parses, progress: Progress
) -> Path:
    """Return a checkpoint of the network that learnt from silver and PolNeAR, made once."""
    path = sources.work / f"silver-{settings.encoder}{'-polnear' if sources.polnear else ''}.pt"
    if path.exists():
        return path
    seen = {a.name for part in parts.values() for a in part}
    ours: list[Article] = []
    if sources.silver and sources.silver_texts:
        rows = [r for r in load_silver(sources.silver) if r["doc"] not in seen]
        ours = silver(rows, sources.silver_texts, parses, sources.silver_texts / "metadata.csv")
    others: list[Article] = []
    if sources.polnear:
        rules = {r["doc"]: r for r in load_silver(sources.polnear_silver)} if sources.polnear_silver else {}
        others = polnear(sources.polnear, parses, rules=rules)
    shape, rate, _ = ENCODERS[settings.encoder]
    known = count_paths([*ours, *others[: len(ours)]], pairs_that_matter, PATHS)
    network = Network(sources.encoder_folder, shape, known)
    pieces = Pieces(sources.encoder_folder / "tokenizer.json")
    examples = examples_of(ours, pieces) * SILVER_PASSES + examples_of(others, pieces)
    progress(f"silver of {len(ours)} articles, PolNeAR {len(others)}")
    train(network, examples, Plan(passes=1, encoder_rate=rate, seed=settings.seed), progress)
    save_network(network, path)
    return path


def save_network(network: Network, path: Path) -> None:
    """Write a checkpoint."""
    state = {"state": network.state_dict(), "known": network.known, "shape": asdict(network.encoder.shape)}
    torch.save(state, path)


def load_network(path: Path, encoder_folder: Path) -> Network:
    """Read a checkpoint."""
    kept = torch.load(path, weights_only=True)
    network = Network(encoder_folder, Shape(**kept["shape"]), kept["known"])
    network.load_state_dict(kept["state"])
    network.eval()
    return network


@dataclass(frozen=True, slots=True)
class _Task:
    sources: Sources
    settings: Settings
    first: Path
    fold: int | None


def _name(settings: Settings, parts: Mapping[str, Sequence[Article]]) -> str:
    """Name what is kept of a training by everything that it depends on."""
    marked = json.dumps([[a.name, a.marked] for part in parts.values() for a in part], sort_keys=True)
    digest = hashlib.sha256(f"{settings.passes} {marked}".encode()).hexdigest()[:12]
    return f"{settings.encoder}-{settings.seed}-{digest}"


def _fold_of(number: int, folds: int) -> int:
    return number % folds


def _folds(
    sources: Sources, settings: Settings, parts: Mapping[str, Sequence[Article]], first: Path, progress: Progress
) -> dict[str, dict[float, Reading]]:
    """Return the readings of all articles, each by a network that was not trained on it, at each threshold tried."""
    tasks = [_Task(sources, settings, first, k) for k in range(settings.folds)]
    readings: dict[str, dict[float, Reading]] = {}
    with ProcessPoolExecutor(settings.processes, mp_context=get_context("spawn")) as pool:
        for k, path in enumerate(pool.map(_run_fold, tasks)):
            progress(f"fold {k + 1} of {settings.folds} is done")
            readings |= pickle.loads(path.read_bytes())  # noqa: S301 (our own file)
    return readings


def _run_fold(task: _Task) -> Path:
    """Train on all folds but one, and read that one; kept in a file."""
    settings, sources = task.settings, task.sources
    parses = Parses(sources.work / "parses")
    parts = {n: annotated(gold, texts, parses, meta) for n, (gold, texts, meta) in sources.gold.items()}
    name = f"{_name(settings, parts)}-{settings.take or 'all'}-{task.fold}of{settings.folds}"
    path = sources.work / f"{name}.readings"
    if path.exists():
        return path
    inside: list[Article] = []
    held: list[Article] = []
    for part in parts.values():
        for number, article in enumerate(part):
            (held if _fold_of(number, settings.folds) == task.fold else inside).append(article)
    if settings.take is not None:
        inside = random.Random(settings.seed).sample(inside, min(settings.take, len(inside)))  # noqa: S311
    log = (sources.work / f"{name}.log").open("w", encoding="utf-8")
    _tune(task, inside, held, path, lambda line: print(line, file=log, flush=True), threads=1)
    return path


def _tune(
    task: _Task, inside: Sequence[Article], held: Sequence[Article], path: Path, progress: Progress, *, threads: int
) -> None:
    """Train from the checkpoint; write the readings of ``held``, or the network where nothing is held out."""
    torch.set_num_threads(threads)
    settings = task.settings
    network = load_network(task.first, task.sources.encoder_folder)
    pieces = Pieces(task.sources.encoder_folder / "tokenizer.json")
    plan = Plan(passes=settings.passes, encoder_rate=ENCODERS[settings.encoder][1], seed=settings.seed)
    train(network, examples_of(inside, pieces), plan, progress)
    save_network(network, path.with_suffix(".pt"))
    if not held:
        return
    found = {}
    for example in examples_of(held, pieces):
        scorer = TorchScorer(network, example)
        found[example.name] = {
            odds: decode(example.words, scorer, Thresholds(trigger=LOWEST, role=odds, cue=LOWEST)) for odds in ROLE_ODDS
        }
    path.write_bytes(pickle.dumps(found))


def _rules(sources: Sources, parts: Mapping[str, Sequence[Article]]) -> dict[str, Annotation]:
    """Return what the rules read in the annotated articles, where it is kept."""
    if sources.silver is None:
        return {}
    names = {a.name for part in parts.values() for a in part}
    return {r["doc"]: r for r in load_silver(sources.silver) if r["doc"] in names}


def measure(
    parts: Mapping[str, Sequence[Article]],
    readings: Mapping[str, Mapping[float, Reading]],
    rules: Mapping[str, Annotation],
) -> Outcome:
    """Choose thresholds by the articles that each network had not seen, and measure with them."""
    outcome = Outcome()
    everything = [a for part in parts.values() for a in part if a.name in readings]
    outcome.thresholds = _best_thresholds(everything, readings)
    chosen = {a.name: surer(readings[a.name][outcome.thresholds.role], outcome.thresholds) for a in everything}
    observations: list[Observation] = []
    for name, part in parts.items():
        score, old = Score(), Score()
        for article in part:
            if article.name not in chosen:
                continue
            add(score, article.marked, article.words.text, found_of(article.words, chosen[article.name]))
            observations += observe(article, chosen[article.name])
            if article.name in rules:
                add(old, article.marked, article.words.text, found_of_rules(rules[article.name], article.words.text))
        outcome.scores[name], outcome.rules[name] = score, old
    outcome.calibration = {kind: fit([o for o in observations if o.kind == kind]) for kind in ("event", "claim")}
    outcome.calibration["curve"] = table_of(observations)
    outcome.measured = {
        f"reader.{kind}": {"findings": len(own), "precision": round(sum(own) / len(own), 4)}
        for kind in ("event", "claim")
        if (own := [o.right for o in observations if o.kind == kind])
    }
    return outcome


def _best_thresholds(articles: Sequence[Article], readings: Mapping[str, Mapping[float, Reading]]) -> Thresholds:
    """Return the thresholds with the best F1 of whole events and of claims."""

    def tried(role: float, odds: float) -> Score:
        score = Score()
        for article in articles:
            reading = surer(readings[article.name][role], Thresholds(trigger=odds, cue=odds))
            add(score, article.marked, article.words.text, found_of(article.words, reading))
        return score

    at = {odds: tried(0.0, odds) for odds in ODDS}
    trigger = max(ODDS, key=lambda odds: sum(at[odds].tallies[m].f1 for m in ("type", "full")))
    cue = max(ODDS, key=lambda odds: at[odds].tallies["claim"].f1)
    by_role = {role: tried(role, trigger) for role in ROLE_ODDS}
    role = max(ROLE_ODDS, key=lambda r: sum(by_role[r].tallies[m].f1 for m in ("role", "full")))
    return Thresholds(trigger=trigger, role=role, cue=cue)


def model_card(settings: Settings, parts: Mapping[str, Sequence[Article]], outcome: Outcome) -> dict[str, Any]:
    """Return what is to be known of the weights: data, versions, figures."""
    return {
        "labels": fingerprint(),
        "settings": asdict(settings),
        "articles": {name: len(part) for name, part in parts.items()},
        "torch": torch.__version__,
        "thresholds": asdict(outcome.thresholds),
        "calibration": outcome.calibration,
        "measured": outcome.measured,
        "cross_validated": all_figures(outcome),
    }


def to_json(outcome: Outcome) -> str:
    """Return the figures as JSON."""
    return json.dumps(all_figures(outcome), indent=1)


def all_figures(outcome: Outcome) -> dict[str, Any]:
    """Return the figures of the reader, and of the rules where anything of theirs is kept."""
    rules = {name: score for name, score in outcome.rules.items() if score.tallies["trigger"].right}
    return figures_of(outcome.scores) | {f"{name}, rules": found for name, found in figures_of(rules).items()}


def figures_of(scores: Mapping[str, Score]) -> dict[str, Any]:
    """Return the figures of each part of the corpus, to four places."""
    return {
        name: {
            **{
                m: {"precision": round(t.precision, 4), "recall": round(t.recall, 4), "f1": round(t.f1, 4)}
                for m, t in score.tallies.items()
            },
            **{s: {"share": round(score.share(s), 4), "of": score.shares[s][1]} for s in SHARES},
        }
        for name, score in scores.items()
    }


def to_text(outcome: Outcome) -> str:
    """Return the cross-validated table, with the rules on the same articles."""
    rows = [f"{'':22}" + "".join(f"{m:>10}" for m in (*MEASURES, *SHARES))]
    for name, score in outcome.scores.items():
        for label, s in ((name, score), (f"{name}, rules", outcome.rules[name])):
            if any(t.right for t in s.tallies.values()):
                figures = [t.f1 for t in s.tallies.values()] + [s.share(x) for x in SHARES]
                rows.append(f"{label:22}" + "".join(f"{x:10.3f}" for x in figures))
    return "\n".join(rows)
