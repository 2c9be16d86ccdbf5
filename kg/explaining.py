"""``kg explain`` with the parse: the text is parsed again, and shows how the words that a rule joined hang together."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import fields, replace

from kg.annotate import annotate
from kg.extract.paths import parse_path
from kg.extract.syntax import Parse
from kg.fingerprint import fingerprint
from kg.graph.read import read_extraction
from kg.graph.vocab import ATT, PROV
from kg.ids import claim_iri, event_mention_iri
from kg.model import Extraction, Span
from kg.query.explain import MOST_SHOWN, Explanation, Reading, explain
from kg.query.look import Look
from kg.reading import reader_for
from kg.settings import Settings
from kg.store import Store

#: The roles of an event mention, and the fields that hold their fillers.
ROLES = {
    "actor": "actors",
    "target": "targets",
    "participant": "participants",
    "place": "places",
    "origin": "origins",
    "destination": "destinations",
}

CHANGED = "the parse is that of the program as it is now; another version or other settings read this article"


def explain_with_parse(store: Store, iri: str) -> Explanation:
    """Explain as :func:`kg.query.explain.explain` does, with the parse path from each trigger and cue to what fills it.

    Where the network read it, its probabilities and the annotated sentences most like it are told as well. The
    articles of at most the first ten readings are parsed again, with the settings of the run that read them. A note
    says so when the program has changed since. Raises :class:`RunError` when the graph does not know the IRI.
    """
    found = explain(store, iri)
    shown = [r for r in found.readings[:MOST_SHOWN] if "#event=" in r.iri or "#claim=" in r.iri]
    paths: dict[str, tuple[str, ...]] = {}
    notes: list[str] = []
    wanted = {reading.iri for reading in shown}
    for document in sorted({reading.iri.partition("#")[0] for reading in shown}):
        settings, current = _settings_of(store, document)
        if not current:
            notes.append(CHANGED)
        extraction = read_extraction(store.quads(document))
        reader = reader_for(settings)
        annotated = next(iter(annotate([extraction.document], reader.nlp)))
        paths |= _paths(document, extraction, Parse(*annotated))
        if reader.network is not None:
            words = reader.network.material(*annotated, reader.resources.gazetteer).words
            for event in extraction.events:
                if (telling := event_mention_iri(document, event.id)) in wanted:
                    paths[telling] = (*paths[telling], *reader.network.why(words, event.trigger))
    readings = tuple(_with_path(reading, paths) for reading in found.readings)
    return replace(found, readings=readings, notes=tuple(sorted({*found.notes, *notes})))


def _with_path(reading: Reading, paths: dict[str, tuple[str, ...]]) -> Reading:
    own = list(paths.get(reading.iri, ()))
    for voice in reading.voices:
        own += [path for path in paths.get(voice.claim, ()) if path not in own]
    return replace(reading, parse=tuple(own))


def _settings_of(store: Store, document: str) -> tuple[Settings, bool]:
    """Return the settings with which a document was read, and whether the program still reads so."""
    look = Look(store)
    for run in look.values(document, PROV.wasGeneratedBy):
        table = json.loads(look.value(run, ATT.settings) or "{}")
        known = {f.name for f in fields(Settings)}
        settings = Settings(**{name: value for name, value in table.items() if name in known})
        pipeline = json.loads(look.value(run, ATT.pipeline) or "{}")
        return settings, pipeline.get("fingerprint") == fingerprint(settings)
    return Settings(), False


def _paths(document: str, extraction: Extraction, parse: Parse) -> dict[str, tuple[str, ...]]:
    """Return the paths of each event mention and claim of a document, by IRI."""
    found: dict[str, tuple[str, ...]] = {}
    for event in extraction.events:
        fillers = [(role, span) for role, name in ROLES.items() for span in getattr(event, name)]
        if event.time is not None:
            fillers.append(("time", event.time.text))
        found[event_mention_iri(document, event.id)] = tuple(_lines(parse, event.trigger, fillers))
    for claim in extraction.claims:
        said = ("speaker", claim.speaker), ("addressee", claim.addressee), ("via", claim.via)
        if claim.cue is not None:
            given = [(role, span) for role, span in said if span is not None] + [("content", claim.content[0])]
            found[claim_iri(document, claim.id)] = tuple(_lines(parse, claim.cue, given))
    return found


def _lines(parse: Parse, start: Span, ends: list[tuple[str, Span]]) -> Iterator[str]:
    for role, end in ends:
        if (path := parse_path(parse, start, end)) is not None:
            yield f"{role}: {path}"
