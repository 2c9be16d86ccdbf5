"""How sure a finding is, as measured: of the mentions at 0.8, about 80 % are right.

The table ``schemas/calibration.json`` is made by ``kg calibrate`` and never by hand. For each rule it holds two
numbers, ``intercept`` and ``slope``, that take the raw score of a finding to a probability, and what was measured: on
how many findings, and how many of them were right.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, fields
from functools import cache, lru_cache
from operator import attrgetter

from kg.errors import RunError
from kg.model import Claim, EventMention
from kg.settings import schema_path

TABLE = "calibration.json"
#: Decimal places of a confidence: no table of some thousand findings carries more.
PLACES = 3
#: Raw scores are kept this far from 0 and 1, where the logit has no value.
EDGE = 1e-4


@dataclass(frozen=True, slots=True)
class Line:
    """How a raw score becomes a probability: logit(p) = intercept + slope * logit(raw)."""

    intercept: float
    slope: float = 0.0

    def confidence(self, raw: float) -> float:
        """Return the probability that a finding with this raw score is right."""
        return _probability(self.intercept, self.slope, raw)


@dataclass(frozen=True, slots=True)
class Measured:
    """A rule's findings on annotated articles, and the share of them that was right."""

    findings: int
    precision: float


@dataclass(frozen=True, slots=True)
class Calibration:
    """The table: a line for each kind of finding and for each rule, and what each rule was measured at."""

    kinds: Mapping[str, Line] = field(default_factory=dict)
    rules: Mapping[str, Line] = field(default_factory=dict)
    measured: Mapping[str, Measured] = field(default_factory=dict)

    def confidence(self, rule: str, raw: float) -> float:
        """Return the calibrated confidence of a finding; a rule that was never met counts as its kind does."""
        line = self.rules.get(rule) or self.kinds.get(kind_of(rule)) or Line(0.0)
        return line.confidence(raw)

    def to_json(self) -> str:
        """Write the table, the same bytes for the same numbers."""
        lines = {"kinds": self.kinds, "rules": self.rules}
        table: dict[str, dict[str, dict[str, float]]] = {
            name: {key: {"intercept": line.intercept, "slope": line.slope} for key, line in found.items()}
            for name, found in lines.items()
        }
        for rule, measured in self.measured.items():
            table["rules"][rule] |= {"findings": measured.findings, "precision": measured.precision}
        return json.dumps(table, indent=1, sort_keys=True) + "\n"


@lru_cache(maxsize=4096)
def _probability(intercept: float, slope: float, raw: float) -> float:
    return round(1.0 / (1.0 + math.exp(-(intercept + slope * logit(raw)))), PLACES)


def logit(share: float) -> float:
    """Return the log odds of a probability, kept away from 0 and 1."""
    share = min(1.0 - EDGE, max(EDGE, share))
    return math.log(share / (1.0 - share))


def kind_of(rule: str) -> str:
    """Return the kind of a rule's findings: the first part of its id; narration is a kind of its own.

    >>> kind_of("event.verb"), kind_of("claim.narrate")
    ('event', 'narration')
    """
    return "narration" if rule == "claim.narrate" else rule.split(".", 1)[0]


@cache
def load_calibration() -> Calibration:
    """Read the table that ships with the package."""
    path = schema_path(TABLE)
    try:
        table = json.loads(path.read_text(encoding="utf-8"))
        lines = {
            name: {key: Line(entry["intercept"], entry["slope"]) for key, entry in table[name].items()}
            for name in ("kinds", "rules")
        }
        measured = {
            rule: Measured(int(entry["findings"]), entry["precision"])
            for rule, entry in table["rules"].items()
            if "findings" in entry
        }
    except (ValueError, KeyError, TypeError) as error:
        raise RunError(f"{path}: not a table of calibration ({error}); make it again with kg calibrate") from error
    return Calibration(lines["kinds"], lines["rules"], measured)


def _with_confidence[Record](kind: Callable[..., Record], names: list[str]) -> Callable[[Record, float], Record]:
    """Return what gives a record another confidence: all its values are fetched at once (half the time of replace)."""
    values_of, place = attrgetter(*names), names.index("confidence")

    def sure(record: Record, confidence: float) -> Record:
        values = values_of(record)
        return kind(*values[:place], confidence, *values[place + 1 :])

    return sure


_sure_event = _with_confidence(EventMention, [each.name for each in fields(EventMention)])
_sure_claim = _with_confidence(Claim, [each.name for each in fields(Claim)])


def calibrate_events(events: Iterable[EventMention]) -> list[EventMention]:
    """Return the event mentions with measured confidences in place of raw scores."""
    table = load_calibration()
    return [_sure_event(e, table.confidence(e.rule, e.confidence)) for e in events]


def calibrate_claims(claims: Iterable[Claim]) -> list[Claim]:
    """Return the claims with measured confidences in place of raw scores."""
    table = load_calibration()
    return [_sure_claim(c, table.confidence(c.rule, c.confidence)) for c in claims]
