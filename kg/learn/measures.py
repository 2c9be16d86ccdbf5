"""How well a reading agrees with the annotation of an article: precision, recall and F1, micro-averaged over articles.

| measure | what is right |
|---|---|
| entity | a thing that most of whose mentions are those of one annotated entity; a second one of the same is wrong |
| mention | B-cubed (Bagga and Baldwin 1998) over the mentions of named entities |
| trigger, type | an event whose trigger overlaps an annotated one; and has one of its types |
| role | (event, role, filler); a state and its government are one filler |
| full | events with type, all actors and all targets right |
| claim | a claim with the right speaker, and content that overlaps by half or more |

Polarity, modality and time (earliest and latest day) are shares of the events found, act and stance of the claims.
What an annotator could have left out counts neither as missed nor as wrong.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from kg.learn.corpus import Annotation
from kg.read.labels import ROLES

type Stretch = tuple[int, int]

MEASURES = ("entity", "mention", "trigger", "type", "role", "full", "claim")
SHARES = ("polarity", "modality", "time", "act", "stance")
#: Spans are the same mention, and contents the same claim, when they overlap by so much.
HALF = 0.5
#: What a common name adds to the votes that align a thing with an annotated entity.
BY_NAME = 0.6


@dataclass
class Tally:
    """Right, wrong and missed."""

    right: float = 0.0
    wrong: float = 0.0
    missed: float = 0.0

    @property
    def precision(self) -> float:
        """The share of what was found that is right."""
        return self.right / (self.right + self.wrong) if self.right else 0.0

    @property
    def recall(self) -> float:
        """The share of what there is that was found."""
        return self.right / (self.right + self.missed) if self.right else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass
class Thing:
    """What a reading takes for one thing: how it is called, where it is mentioned, and of what class it is."""

    names: set[str] = field(default_factory=set)
    mentions: set[Stretch] = field(default_factory=set)
    types: set[str] = field(default_factory=set)


@dataclass
class Event:
    """An event of a reading; roles hold the names of things, ``time`` the earliest and latest day."""

    types: set[str]
    triggers: set[Stretch]
    roles: Mapping[str, set[str]]
    polarity: str
    modality: str
    time: tuple[str | None, str | None] | None = None


@dataclass
class Speech:
    """A claim of a reading by a named speaker."""

    speaker: str
    content: list[Stretch]
    act: str
    stance: str


@dataclass
class Found:
    """What was read in one article."""

    things: dict[str, Thing] = field(default_factory=dict)
    events: list[Event] = field(default_factory=list)
    claims: list[Speech] = field(default_factory=list)


@dataclass
class Score:
    """Tallies and shares over articles; ``errors`` are (article, kind, what)."""

    tallies: dict[str, Tally] = field(default_factory=lambda: {m: Tally() for m in MEASURES})
    shares: dict[str, list[int]] = field(default_factory=lambda: {s: [0, 0] for s in SHARES})
    errors: list[tuple[str, str, str]] = field(default_factory=list)

    def share(self, name: str) -> float:
        """Return a share, 0 where nothing was asked."""
        right, asked = self.shares[name]
        return right / asked if asked else 0.0

    def line(self) -> str:
        """Return all figures in one line."""
        told = [f"{m} {t.f1:.3f}" for m, t in self.tallies.items()]
        return " ".join(told + [f"{s} {self.share(s):.3f}" for s in SHARES])


def stretch(span: Sequence[int]) -> Stretch:
    """Return an annotated span as a pair."""
    return span[0], span[1]


def overlap(one: Stretch, other: Stretch) -> int:
    """Return how many code points two stretches share."""
    return max(0, min(one[1], other[1]) - max(one[0], other[0]))


_HEAD_ENDS = re.compile(
    r"[,;(]| (?:of|between|on|in|at|near|from|to|for|with|that|who|which|along|across|including|over) "
)
_WORD = re.compile(r"\w[\w.’'-]*")


def head(text: str, span: Stretch) -> Stretch:
    """Return the head word of a noun phrase: the last word before its first preposition or clause."""
    phrase = text[span[0] : span[1]]
    end = _HEAD_ENDS.search(phrase)
    words = list(_WORD.finditer(phrase[: end.start()] if end and end.start() else phrase))
    return (span[0] + words[-1].start(), span[0] + words[-1].end()) if words else span


def same_mention(text: str, one: Stretch, other: Stretch) -> float:
    """Return how far two spans name the same thing: their overlap, or 1 when their head words are one."""
    share = overlap(one, other) / max(one[1] - one[0], other[1] - other[0])
    return 1.0 if share and overlap(head(text, one), head(text, other)) else share


class _Scorer:
    """Compares one article's reading with its annotation."""

    def __init__(self, gold: Annotation, text: str, found: Found, score: Score) -> None:
        self.gold, self.text, self.found, self.score = gold, text, found, score
        self.key = {e["id"]: e.get("acts_for") or e["id"] for e in gold["entities"]}
        self.aligned = self._align()

    def _align(self) -> dict[str, str]:
        """Map each thing to the annotated entity that most of its mentions name."""
        entities = self.gold["entities"]
        names = {e["id"]: {n.casefold() for n in (e["name"], *e.get("aliases", ()))} for e in entities}
        spans = {e["id"]: [(m[0], m[1]) for m in e["mentions"]] for e in entities}
        found = {}
        for iri, thing in self.found.things.items():
            votes: Counter[str] = Counter()
            for mention in thing.mentions:
                near = {
                    k: max((same_mention(self.text, mention, s) for s in own if overlap(mention, s)), default=0.0)
                    for k, own in spans.items()
                }
                best = max(near.values(), default=0.0)
                same = [k for k, v in near.items() if v == best]
                for k in same if best >= HALF else ():
                    votes[k] += 1 / len(same)  # type: ignore[assignment]
            labels = {n.casefold() for n in thing.names}
            for k, known in names.items():
                if labels & known:
                    votes[k] += BY_NAME  # type: ignore[assignment]
            if votes:
                found[iri] = votes.most_common(1)[0][0]
        return found

    def entities(self) -> None:
        """Tally the named entities."""
        tally = self.score.tallies["entity"]
        named = {
            e["id"]
            for e in self.gold["entities"]
            if any(m[2] == "name" for m in e["mentions"]) and not e.get("optional")
        }
        hits = Counter(k for k in self.aligned.values() if k in named)
        tally.right += len(hits)
        tally.wrong += sum(hits.values()) - len(hits)
        tally.missed += len(named - set(hits))
        for iri, thing in self.found.things.items():
            if iri not in self.aligned and "Group" not in thing.types:
                tally.wrong += 1
                self._err("entity made up", ", ".join(sorted(thing.names)))
        for k in named - set(hits):
            self._err("entity missed", k)
        self._bcubed(named)

    def _bcubed(self, named: set[str]) -> None:
        tally = self.score.tallies["mention"]
        marked = {
            (m[0], m[1], e["id"])
            for e in self.gold["entities"]
            if e["id"] in named
            for m in e["mentions"]
            if m[2] == "name"
        }
        where: dict[Stretch, list[str]] = {}
        for iri, thing in self.found.things.items():
            for span in thing.mentions:
                where.setdefault(span, []).append(iri)
        given: dict[tuple[int, int, str], str] = {}
        for a, b, k in sorted(marked):
            best, things = max(
                ((same_mention(self.text, (a, b), s), sorted(t)) for s, t in where.items()),
                key=lambda x: x[0],
                default=(0.0, []),
            )
            if best >= HALF:
                given[a, b, k] = next((t for t in things if self.aligned.get(t) == k), things[0])
        clusters: dict[str, set[tuple[int, int, str]]] = defaultdict(set)
        for item in marked:
            clusters[item[2]].add(item)
        for item in marked:
            if item not in given:
                tally.missed += 1
                continue
            got = {x for x, t in given.items() if t == given[item]}
            own = clusters[item[2]]
            tally.right += len(own & got) / len(own)
            tally.missed += 1 - len(own & got) / len(own)
            tally.wrong += 1 - len(own & got) / len(got)

    def events(self) -> None:
        """Tally the events, their roles and attributes."""
        told, read = self.gold["eventualities"], self.found.events
        pairs = list(_pairs(told, read))
        for i, j in pairs:
            if not told[i].get("optional"):
                self._event(told[i], read[j])
        known, used = {i for i, _ in pairs}, {j for _, j in pairs}
        tallies = self.score.tallies
        for i, event in enumerate(told):
            if i not in known and not event.get("optional"):
                for m in ("trigger", "type", "full"):
                    tallies[m].missed += 1
                tallies["role"].missed += sum(len(set(v)) for r, v in event["roles"].items() if r in ROLES)
                self._err("event missed", f"{event['type']}: {self._words(event['trigger'])}")
        for j, event in enumerate(read):
            if j not in used:
                for m in ("trigger", "type", "full"):
                    tallies[m].wrong += 1
                tallies["role"].wrong += sum(len(v) for v in event.roles.values())
                self._err("event made up", f"{min(event.types)}: {self._words(min(event.triggers))}")

    def _event(self, told: Annotation, read: Event) -> None:
        tallies = self.score.tallies
        tallies["trigger"].right += 1
        right = bool(read.types & {told["type"], *told.get("also_ok", ())})
        tallies["type"].right += right
        tallies["type"].wrong += not right
        tallies["type"].missed += not right
        if not right:
            self._err("type", f"{self._words(told['trigger'])}: {told['type']} read as {min(read.types)}")
        exact = right
        for role in ROLES:
            want = {self.key.get(x, x) for x in told["roles"].get(role, ())}
            allowed = {self.key.get(x, x) for x in told.get("roles_ok", {}).get(role, ())}
            got = {self.key.get(self.aligned.get(x, ""), x) for x in read.roles.get(role, ())} - (allowed - want)
            tallies["role"].right += len(want & got)
            tallies["role"].wrong += len(got - want)
            tallies["role"].missed += len(want - got)
            exact = exact and (want == got or role not in ("actor", "target"))
            if want != got:
                self._err(f"role {role}", f"{self._words(told['trigger'])}: want {sorted(want)} got {sorted(got)}")
        tallies["full"].right += exact
        tallies["full"].wrong += not exact
        tallies["full"].missed += not exact
        for name in ("polarity", "modality"):
            if told.get(name):
                self._share(name, getattr(read, name) == told[name])
        time = told.get("time") or {}
        if time.get("earliest") or time.get("latest"):
            self._share("time", read.time == (time.get("earliest"), time.get("latest")))

    def claims(self) -> None:
        """Tally the claims of somebody named."""
        tally = self.score.tallies["claim"]
        wanted = sorted((c for c in self.gold["claims"] if c.get("speaker")), key=lambda c: bool(c.get("optional")))
        used: set[int] = set()
        for claim in wanted:
            best, at = 0.0, None
            for j, said in enumerate(self.found.claims):
                mine = self.key.get(self.aligned.get(said.speaker, ""))
                if j not in used and mine == self.key.get(claim["speaker"], claim["speaker"]):
                    share = _content_share(said.content, claim["content"])
                    best, at = max((best, at), (share, j), key=lambda x: x[0])
            if best >= HALF and at is not None:
                used.add(at)
                if not claim.get("optional"):
                    tally.right += 1
                    for name in ("act", "stance"):
                        if claim.get(name):
                            self._share(name, getattr(self.found.claims[at], name) == claim[name])
            elif not claim.get("optional"):
                tally.missed += 1
                self._err("claim missed", f"{claim['speaker']}: {self._words(claim['content'])[:70]}")
        tally.wrong += len(self.found.claims) - len(used)
        for j, said in enumerate(self.found.claims):
            if j not in used:
                who = self.aligned.get(said.speaker, said.speaker)
                self._err("claim wrong or made up", f"{who}: {self._words(said.content[0])[:70]}")

    def _share(self, name: str, right: bool) -> None:
        self.score.shares[name][0] += right
        self.score.shares[name][1] += 1

    def _err(self, kind: str, what: str) -> None:
        self.score.errors.append((self.gold["doc"], kind, what))

    def _words(self, span: Iterable[int]) -> str:
        a, b = tuple(span)[:2]
        return self.text[a:b].replace("\n", " ")


def _pairs(told: list[Annotation], read: list[Event]) -> Iterator[tuple[int, int]]:
    """Pair annotated and read events one to one, those of one type first, then by overlap of the triggers."""
    options = []
    for i, event in enumerate(told):
        start, end = event["trigger"]
        for j, other in enumerate(read):
            if (shared := max(overlap((start, end), t) for t in other.triggers)) > 0:
                same = bool(other.types & {event["type"], *event.get("also_ok", ())})
                options.append((same, shared / max(end - start, 1), i, j))
    left: set[int] = set()
    right: set[int] = set()
    for _, _, i, j in sorted(options, reverse=True):
        if i not in left and j not in right:
            left.add(i)
            right.add(j)
            yield i, j


def _content_share(content: list[Stretch], marked: Iterable[int]) -> float:
    a, b = tuple(marked)[:2]
    shared = sum(overlap((a, b), s) for s in content)
    union = b - a + sum(e - s for s, e in content) - shared
    return shared / union if union else 0.0


def add(score: Score, gold: Annotation, text: str, found: Found) -> None:
    """Add one article to a score."""
    scorer = _Scorer(gold, text, found, score)
    scorer.entities()
    scorer.events()
    scorer.claims()
