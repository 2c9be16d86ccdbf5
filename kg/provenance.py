"""What is recorded of a run: its version, settings, pipeline and documents, and the text of every rule."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from importlib.metadata import version
from itertools import chain

from kg import __version__, ids
from kg.extract.attach import RULES as ATTACH
from kg.extract.claims import RULES as CLAIMS
from kg.extract.confidence import load_calibration
from kg.extract.countries import RULES as COUNTRIES
from kg.extract.countries_domestic import RULES as COUNTRIES_DOMESTIC
from kg.extract.cues import load_cues
from kg.extract.events import RULES as EVENTS
from kg.extract.events_links import RULES as EVENTS_LINKS
from kg.extract.events_sides import RULES as EVENTS_SIDES
from kg.extract.intents import RULES as INTENTS
from kg.extract.mentions import RULES as MENTIONS
from kg.extract.modality import RULES as MODALITY
from kg.extract.quantities import RULES as QUANTITIES
from kg.extract.references import RULES as REFERENCES
from kg.extract.replies import RULES as REPLIES
from kg.extract.states import RULES as STATES
from kg.extract.times import RULES as TIMES
from kg.fingerprint import fingerprint
from kg.graph.provenance import run_quads
from kg.graph.read import parse_rule
from kg.graph.triples import Precision, Run, provenance_quads
from kg.model import Rule
from kg.query import run as run_query
from kg.read import load_reader
from kg.read.records import RULES as READER
from kg.resolve.claims import RULES as CLAIM_LINKS
from kg.resolve.features import RULES as FEATURES
from kg.resolve.tellings import RULES as TELLINGS
from kg.settings import RULES as RULES_READER
from kg.settings import Settings
from kg.store import Store

#: Every table of rules, in the order of the work.
RULES: tuple[tuple[Rule, ...], ...] = (
    MENTIONS,
    REFERENCES,
    EVENTS,
    STATES,
    EVENTS_LINKS,
    EVENTS_SIDES,
    INTENTS,
    COUNTRIES,
    COUNTRIES_DOMESTIC,
    CLAIMS,
    REPLIES,
    ATTACH,
    TIMES,
    QUANTITIES,
    MODALITY,
    READER,
    FEATURES,
    TELLINGS,
    CLAIM_LINKS,
)


#: The shapes in which what is said stands beside a word of saying (see ``schemas/cues.toml``), in words.
FRAMES = {
    "quote": "a direct quotation",
    "clause": "a clause, with or without 'that'",
    "wh": "a question in the clause",
    "inf": "to do something",
    "obj+inf": "somebody to do something",
    "obj+of": "somebody of something",
    "obj+for": "somebody for something",
    "subj+inf": "the one who is said to do something",
    "ing": "doing something",
    "np": "a noun phrase",
    "as": "something as something",
    "as_saying": "somebody as saying something",
    "prep": "a phrase with a preposition",
    "oprd": "somebody something",
}


def _cue_rule(name: str, groups: Mapping[str, str]) -> Rule | None:
    """Explain a rule of the lexicon of saying: ``claim.GROUP.FRAME`` or ``claim.noun.GROUP``."""
    _, _, rest = name.partition("claim.")
    group, _, frame = rest.partition(".")
    if group == "noun":
        text = groups.get(f"noun.{frame}")
        return None if text is None else Rule(name, text)
    text = groups.get(f"verb.{group}") or groups.get(f"adjective.{group}")
    if text is None:
        return None
    return Rule(name, f"{text} Here what is said stands as {FRAMES.get(frame, frame)}.")


def all_rules(used: Iterable[str] = ()) -> tuple[Rule, ...]:
    """Return every rule of the tables, and those of the lexicon of saying that are ``used``, once each, by id."""
    found = {rule.id: rule for rule in chain.from_iterable(RULES)}
    groups = load_cues().groups
    for name in used:
        if name not in found and (rule := _cue_rule(name, groups)) is not None:
            found[name] = rule
    return tuple(found[name] for name in sorted(found))


def used_rules(store: Store) -> set[str]:
    """Return the ids of the rules that read something in a store."""
    found = run_query(store, "SELECT DISTINCT ?rule WHERE { ?thing att:extractedBy ?rule }")
    return {parse_rule(str(iri)) for iri in found.column("rule")}


def measured_precision(settings: Settings) -> dict[str, Precision]:
    """Return what each rule, and each head of the reader, was measured at on annotated articles."""
    found = {rule: Precision(m.precision, m.findings) for rule, m in load_calibration().measured.items()}
    if settings.reader != RULES_READER:
        heads = load_reader(settings.reader).weights.card["measured"]
        found |= {head: Precision(m["precision"], int(m["findings"])) for head, m in heads.items()}
    return found


def pipeline_of(settings: Settings) -> dict[str, str]:
    """Name the language pipeline and hash what decides how a text is read."""
    return {
        "name": settings.pipeline or "en_core_web_md",
        "spacy": version("spacy"),
        "fingerprint": fingerprint(settings),
    }


def record_run(store: Store, settings: Settings, started: datetime, documents: Iterable[str]) -> None:
    """Add a run to the provenance graph, and put the rules there as they are now.

    ``documents`` are the IRIs of the documents that the run wrote; a run that wrote none is not recorded.
    """
    written = tuple(sorted(set(documents)))
    run = Run(__version__, started, datetime.now(UTC), asdict(settings), pipeline_of(settings), written)
    earlier = run_quads(store.quads(ids.PROVENANCE_GRAPH))
    rules = all_rules(used_rules(store))
    fresh = provenance_quads([run] if written else [], rules, measured_precision(settings), base=settings.base)
    store.replace_graph(ids.PROVENANCE_GRAPH, [*earlier, *fresh])
