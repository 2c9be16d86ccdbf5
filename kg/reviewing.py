"""What a person should decide, with the sentences to decide it by, and writing down what was decided."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from kg import ids
from kg.errors import RunError
from kg.increment.known import TextLayer
from kg.model import Decision, Entity, MentionRef
from kg.resolution import Conclusions, conclude, persons_words
from kg.resolve.review import check, judged, open_questions, parse, side_for, unmatched, write
from kg.settings import Settings
from kg.store import Store


@dataclass(frozen=True, slots=True)
class Question:
    """Whether two things are one: what is unsure, why, how much hangs on it, and a sentence of each side."""

    left: str
    right: str
    score: float
    reason: str
    weight: int
    left_sentence: str
    right_sentence: str


def questions(store: Store, settings: Settings, *, decisions: Path) -> list[Question]:
    """Return what is unsure, most telling first."""
    found = conclude(store, settings, decisions=decisions)
    layers = {layer.iri: layer for layer in found.layers}
    return [
        Question(
            left=one.decision.left,
            right=one.decision.right,
            score=one.decision.score,
            reason=one.decision.reason,
            weight=one.weight,
            left_sentence=sentence_of(layers, one.left),
            right_sentence=sentence_of(layers, one.right),
        )
        for one in open_questions(found.decisions, found.entities, found.eventualities)
    ]


def sentence_of(layers: dict[str, TextLayer], ref: MentionRef | None) -> str:
    """Return the sentence that a mention stands in, with the mention in brackets and its document after it."""
    if ref is None or ref.document not in layers:
        return ""
    extraction = layers[ref.document].extraction
    text = extraction.document.text
    around = next((s for s in extraction.sentences if s.contains(ref.span)), ref.span)
    words = f"{text[around.start : ref.span.start]}[{ref.span.of(text)}]{text[ref.span.end : around.end]}"
    return f"{' '.join(words.split())} ({extraction.document.identifier})"


def record(
    store: Store, settings: Settings, path: Path, *, sides: tuple[str, str], judgement: str, author: str, reason: str
) -> list[str]:
    """Write a person's decision into the file of decisions; return the sides that nothing goes by as yet.

    ``sides`` are entities (their IRIs), keys, names or the IRIs of mentions. Raises :class:`RunError` when
    the decision makes no sense, or contradicts an earlier one of the file.
    """
    found = conclude(store, settings, decisions=path)
    left, right = (_side(text, found, settings) for text in sides)
    decision = judged(left, right, judgement, author=author, reason=reason)
    return save([*persons_words(path), decision], path, found)


def record_file(store: Store, settings: Settings, path: Path, *, given: Path) -> list[str]:
    """Add the decisions of another CSV file; return the sides that nothing goes by as yet."""
    try:
        added = parse(given.read_text(encoding="utf-8"), str(given))
    except (OSError, UnicodeDecodeError) as error:
        raise RunError(f"{given}: cannot be read ({error}); name a CSV file with decisions") from error
    return save([*persons_words(path), *added], path, conclude(store, settings, decisions=path))


def save(decisions: Sequence[Decision], path: Path, found: Conclusions) -> list[str]:
    """Write the file of decisions if they can all hold; return the sides that nothing goes by."""
    text = write(decisions)
    kept = parse(text, str(path))
    check(kept, str(path))
    fresh = path.with_suffix(".new")
    try:
        fresh.write_text(text, encoding="utf-8")
        fresh.replace(path)
    except OSError as error:
        raise RunError(f"{path}: cannot be written ({error.strerror}); free the file and try again") from error
    return unmatched(kept, found.entities)


def _side(text: str, found: Conclusions, settings: Settings) -> str:
    """Return how the decision should name what the user named: an entity's IRI becomes something that lasts."""
    prefix = ids.entity_iri("", settings.base)
    if not text.startswith(prefix):
        return text
    entity = next((e for e in found.entities if e.id == text.removeprefix(prefix)), None)
    if entity is None:
        raise RunError(f"{text}: no such entity in this graph; see kg query entities")
    return side_for(entity, _first_mention(entity))


def _first_mention(entity: Entity) -> str:
    ref = entity.mentions[0]
    return ids.span_iri(ref.document, ref.span)
