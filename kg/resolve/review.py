"""What a person should look at first, and what a person decided: ranking, reading and writing, without any I/O.

``decisions.csv`` has the columns ``left,right,judgement,reason,author``; its sides are written as
:mod:`kg.resolve.decisions` explains.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.errors import RunError
from kg.model import Decision, Entity, Eventuality, Judgement, MentionRef, Span
from kg.resolve.decisions import PERSON, is_mention, side, sides
from kg.resolve.names import normal_of, normalise
from kg.resolve.taxonomy import family

COLUMNS = ("left", "right", "judgement", "reason", "author")
#: What a person may judge; "unsure" is what is left to the rules.
JUDGEMENTS = (Judgement.SAME, Judgement.DIFFERENT)
_CERTAIN = 1.0
_EVENT = re.compile(r"(.+)#event=(\d+)-(\d+)-\w+")


@dataclass(frozen=True, slots=True)
class Open:
    """An unsure decision with what hangs on it: mentions and eventualities, and a place of each side to show.

    Of an event mention the place is its trigger.
    """

    decision: Decision
    mentions: int
    eventualities: int
    left: MentionRef | None
    right: MentionRef | None

    @property
    def weight(self) -> int:
        """How much would change at most if it were decided: the lesser side's mentions, and all their events."""
        return self.mentions + self.eventualities


class _Index:
    """Entities by everything that a decision may call them."""

    def __init__(self, entities: Iterable[Entity], eventualities: Iterable[Eventuality]) -> None:
        self._found: dict[str, set[str]] = defaultdict(set)
        self.entities = {}
        for entity in entities:
            self.entities[entity.id] = entity
            for name in sides_of_entity(entity):
                self._found[name].add(entity.id)
        roles = (entity for e in eventualities for entity in {entity for _, entity in e.roles})
        self.events = Counter(roles)

    def find(self, text: str) -> list[Entity]:
        """Return the entities that one side of a decision speaks of, by id."""
        wanted = side(text)
        nobody: set[str] = set()
        ids = self._found.get(wanted) or self._found.get(wanted.partition(" [")[0], nobody)
        return [self.entities[name] for name in sorted(ids)]


def sides_of_entity(entity: Entity) -> set[str]:
    """Return all that a decision may call an entity: key, names with and without family and country."""
    kind = family(entity.type)
    names = {entity.label, *entity.alt_labels} if entity.is_named else set()
    found = {entity.key} if entity.key else set()
    for name in names:
        for normal in {normalise(name), normal_of(kind, name)}:
            for country in {"", f" [{entity.of_country}]"} - {" [None]"}:
                found |= {normal + country, f"{kind}:{normal}{country}"}
    return found


def open_questions(
    decisions: Iterable[Decision], entities: Iterable[Entity], eventualities: Iterable[Eventuality] = ()
) -> list[Open]:
    """Return the unsure decisions, most telling first: by the mentions and events that hang on them, then by names."""
    index = _Index(entities, eventualities)
    found = [_weigh(d, index) for d in decisions if d.judgement is Judgement.UNSURE]
    return sorted(found, key=lambda o: (-o.weight, o.decision.left, o.decision.right, o.decision.author))


def _told(iri: str) -> MentionRef | None:
    """Return where an event mention (by its IRI) stands: its document and trigger; None for anything else."""
    found = _EVENT.fullmatch(iri)
    return MentionRef(found[1], Span(int(found[2]), int(found[3]))) if found else None


def _weigh(decision: Decision, index: _Index) -> Open:
    if told := _told(decision.left):
        return Open(decision, 0, 1, told, _told(decision.right))
    left, right = index.find(decision.left), index.find(decision.right)
    if left and left == right and len(left) > 1:
        left, right = left[:1], left[1:]
    sizes = [sum(len(entity.mentions) for entity in entities) for entities in (left, right)]
    events = [sum(index.events[entity.id] for entity in entities) for entities in (left, right)]
    return Open(decision, min(sizes), min(events), _shown(decision.left, left), _shown(decision.right, right))


def _shown(text: str, entities: list[Entity]) -> MentionRef | None:
    """Return a mention of a side whose sentence shows what is meant."""
    return entities[0].mentions[0] if entities and entities[0].mentions else None


def side_for(entity: Entity, mention: str) -> str:
    """Return how a decision should name an entity so that it holds after a rebuild.

    That is its key, else its name, else ``mention``: the IRI of its first mention.
    """
    if entity.key:
        return entity.key
    if not entity.is_named:
        return mention
    return f"{family(entity.type)}:{entity.label}" + (f" [{entity.of_country}]" if entity.of_country else "")


def judged(left: str, right: str, judgement: str, *, author: str, reason: str = "") -> Decision:
    """Return a person's decision; raise :class:`RunError` when it makes no sense."""
    return _checked(
        {"left": left, "right": right, "judgement": judgement, "reason": reason, "author": author}, "review"
    )


def parse(text: str, source: str) -> list[Decision]:
    """Read persons' decisions from the text of a CSV file called ``source``.

    Raises :class:`RunError` naming the line: a missing column, an empty side, an unknown judgement, or two lines that
    contradict each other.
    """
    reader = csv.DictReader(io.StringIO(text.removeprefix("\ufeff")))
    if reader.fieldnames is None:
        return []
    if missing := [c for c in COLUMNS[:3] if c not in [name.strip() for name in reader.fieldnames if name]]:
        raise RunError(f"{source}: no column {missing[0]!r}; the first line must be {','.join(COLUMNS)}")
    reader.fieldnames = [name.strip() for name in reader.fieldnames]
    found = [_checked(row, f"{source}, line {reader.line_num}") for row in reader if any(row.values())]
    check(found, source)
    return found


def _checked(row: Mapping[str, str | None], where: str) -> Decision:
    """Make a decision of a row, or say what is wrong with it."""
    left, right, word = ((row.get(name) or "").strip() for name in COLUMNS[:3])
    if not side(left) or not side(right):
        raise RunError(f"{where}: a side is empty; write a key, a name or the IRI of a mention on both")
    if word.casefold() not in {j.value for j in JUDGEMENTS}:
        raise RunError(f"{where}: unknown judgement {word!r}; write same or different")
    if side(left) == side(right):
        raise RunError(f"{where}: both sides are {left!r}; name two mentions by their IRIs to tell namesakes apart")
    author = (row.get("author") or "").strip() or "unnamed"
    return Decision(
        left=left,
        right=right,
        judgement=Judgement(word.casefold()),
        score=_CERTAIN,
        reason=(row.get("reason") or "").strip(),
        author=author if author.startswith(PERSON) else PERSON + author,
    )


def check(decisions: Iterable[Decision], source: str) -> None:
    """Raise :class:`RunError` where decisions cannot all hold: what is the same, by any way round, is told apart."""
    known = list(decisions)
    home: dict[str, str] = {}

    def find(name: str) -> str:
        while home.setdefault(name, name) != name:
            name = home[name]
        return name

    for decision in known:
        if decision.judgement is Judgement.SAME:
            left, right = sides(decision)
            home[find(left)] = find(right)
    for decision in known:
        left, right = sides(decision)
        if decision.judgement is Judgement.DIFFERENT and find(left) == find(right):
            raise RunError(
                f"{source}: {decision.left!r} and {decision.right!r} are told apart by {decision.author}, but other "
                "lines make them the same; take one of them out"
            )


def write(decisions: Iterable[Decision]) -> str:
    """Write decisions as CSV, sorted, one line for two sides and an author: the last one given holds."""
    last: dict[tuple[str, ...], Decision] = {}
    for decision in decisions:
        last[*sorted(sides(decision)), decision.author] = decision
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows((d.left, d.right, d.judgement.value, d.reason, d.author) for _, d in sorted(last.items()))
    return out.getvalue()


def unmatched(decisions: Iterable[Decision], entities: Iterable[Entity]) -> list[str]:
    """Return the sides of decisions that speak of nothing in the graph: misspelt, perhaps, or not there yet."""
    index = _Index(entities, ())
    texts = {text for d in decisions for text in (d.left, d.right) if not is_mention(text)}
    return sorted(text for text in texts if not index.find(text))
