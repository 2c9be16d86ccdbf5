"""Which run, of which version with which settings, made what (PROV); and the rules with their texts.

This graph holds what differs from run to run, so it is kept out of the canonical dump.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import quote

from pyoxigraph import NamedNode, Quad

from kg import ids
from kg.graph.document import RULE_CHARACTERS
from kg.graph.terms import Writer, decimal, instant
from kg.graph.vocab import ATT, PROV, RDF, RDFS
from kg.model import Rule


@dataclass(frozen=True, slots=True)
class Run:
    """One run of the program. ``documents`` are the IRIs of the documents whose graphs it wrote."""

    version: str
    started: datetime
    ended: datetime
    settings: Mapping[str, object] = field(default_factory=dict)
    pipeline: Mapping[str, str] = field(default_factory=dict)
    documents: tuple[str, ...] = ()

    def iri(self, base: str) -> str:
        """Name the run by what it was and when it began."""
        name = ids.digest(self.version, self.started.isoformat(), _json(self.settings), _json(self.pipeline))
        return f"{base}run:{name}"


@dataclass(frozen=True, slots=True)
class Precision:
    """The measured share of a rule's findings that are right, on how many findings."""

    share: float
    findings: int


def _json(value: Mapping[str, object]) -> str:
    return json.dumps(dict(value), sort_keys=True, ensure_ascii=False, default=str)


def _write_run(out: Writer, run: Run, base: str) -> None:
    subject = NamedNode(run.iri(base))
    out.add(subject, RDF.type, ATT.Run)
    out.add(subject, PROV.startedAtTime, instant(run.started))
    out.add(subject, PROV.endedAtTime, instant(run.ended))
    out.text(subject, ATT.version, run.version)
    out.text(subject, ATT.settings, _json(run.settings))
    out.text(subject, ATT.pipeline, _json(run.pipeline))
    for document in sorted(set(run.documents)):
        out.add(subject, PROV.used, NamedNode(document))
        out.add(NamedNode(document), PROV.wasGeneratedBy, subject)


def _write_rule(out: Writer, rule: Rule, precision: Precision | None, base: str) -> None:
    subject = NamedNode(ids.rule_iri(quote(rule.id, safe=RULE_CHARACTERS), base))
    out.add(subject, RDF.type, ATT.ExtractionRule)
    out.add(subject, RDF.type, ATT.Rule)
    out.text(subject, RDFS.label, rule.id)
    out.text(subject, RDFS.comment, rule.text)
    for example in rule.examples:
        out.text(subject, ATT.example, example)
    if precision is not None:
        out.add(subject, ATT.precision, decimal(precision.share))
        out.whole(subject, ATT.measuredOn, precision.findings)


def provenance_quads(
    runs: Iterable[Run],
    rules: Iterable[Rule],
    precision: Mapping[str, Precision] | None = None,
    base: str = ids.DEFAULT_BASE,
) -> list[Quad]:
    """Write runs, and rules with their precision as measured (by rule id)."""
    measured = precision or {}
    out = Writer(ids.PROVENANCE_GRAPH)
    for run in runs:
        _write_run(out, run, base)
    for rule in rules:
        _write_rule(out, rule, measured.get(rule.id), base)
    return out.quads


def run_quads(quads: Iterable[Quad]) -> list[Quad]:
    """Return those quads of a provenance graph that tell of runs, and of what they wrote."""
    quads = list(quads)
    runs = {q.subject for q in quads if q.predicate == RDF.type and q.object == ATT.Run}
    return [q for q in quads if q.subject in runs or q.object in runs]
