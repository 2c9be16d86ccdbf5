"""The view as a networkx graph: who is joined to whom, and by what.

An edge is one of two things, told apart by ``kind``: an ``event`` runs from who acts to who or what is acted on,
takes part or is the place of it; a ``claim`` runs from a speaker to those that the speaker speaks about.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import networkx as nx

from kg.view import PageClaim, PageEventuality, PageView

#: A graph whose nodes are IRIs.
type Graph = nx.MultiDiGraph[str]

#: Roles that an event's edge may end in, nearest to the heart of it first.
ENDS = ("target", "participant", "place", "origin", "destination")
#: Roles whose fillers a claim is drawn to: what a speaker speaks about, not where it happens.
SPOKEN_OF = ("actor", "target", "participant")


@dataclass(frozen=True, slots=True)
class Edge:
    """A line to draw: from one entity to another, and the eventuality or claim that it stands for."""

    source: str
    target: str
    kind: str
    statement: str
    role: str


def fillers(event: PageEventuality, *roles: str) -> list[str]:
    """List who fills the roles, in the order of the roles, each once."""
    return list(dict.fromkeys(iri for role in roles for name, iri in event.roles if name == role))


def _ends_of(event: PageEventuality) -> Iterator[tuple[str, str, str]]:
    """Yield (from, to, role). Without an actor it runs from what is most at the heart of the event."""
    actors = fillers(event, "actor")
    if not actors:
        heart, *others = [(role, iri) for role in ENDS for name, iri in event.roles if name == role] or [("", "")]
        yield from ((heart[1], iri, role) for role, iri in others if iri != heart[1])
        return
    ends = [(role, iri) for role in ENDS for name, iri in event.roles if name == role]
    if not ends:
        yield from ((actors[0], other, "participant") for other in actors[1:])
    yield from ((actor, iri, role) for actor in actors for role, iri in ends if iri != actor)


def event_edges(event: PageEventuality) -> list[Edge]:
    """Draw an eventuality; nothing when fewer than two things fill its roles (the table still lists it)."""
    ends = dict.fromkeys(_ends_of(event))
    return [Edge(source, target, "event", event.iri, role) for source, target, role in ends]


def claim_edges(claim: PageClaim, events: dict[str, PageEventuality]) -> list[Edge]:
    """Draw a claim from its speakers (else the outlet that relays it) to those that it is about."""
    voices = [voice for voice in (claim.speaker or claim.via, *claim.joint) if voice]
    about = [events[iri] for iri in claim.about if iri in events]
    spoken_of = dict.fromkeys(iri for event in about for iri in fillers(event, *SPOKEN_OF))
    return [Edge(voice, iri, "claim", claim.iri, "about") for voice in voices for iri in spoken_of if iri != voice]


def edges(view: PageView) -> list[Edge]:
    """List every line of the picture, events first."""
    events = {event.iri: event for event in view.eventualities}
    known = {entity.iri for entity in view.entities}
    found = [edge for event in view.eventualities for edge in event_edges(event)]
    found += [edge for claim in view.claims for edge in claim_edges(claim, events)]
    return [edge for edge in found if edge.source in known and edge.target in known]


def words_of(view: PageView, event: PageEventuality) -> str:
    """Name an eventuality by the words that tell it first, else by its type."""
    if not event.tellings:
        return event.type
    telling = event.tellings[0]
    return telling.trigger.of(view.passages[telling.passage].text)


def to_networkx(view: PageView) -> Graph:
    """Build the graph to draw and to export: nodes and edges carry plain text and numbers only."""
    graph: Graph = nx.MultiDiGraph()
    for entity in view.entities:
        graph.add_node(entity.iri, label=entity.label, type=entity.type, mentions=entity.mentions)
    events = {event.iri: event for event in view.eventualities}
    claims = {claim.iri: claim for claim in view.claims}
    for edge in edges(view):
        facts = (
            _event_facts(view, events[edge.statement]) if edge.kind == "event" else _claim_facts(claims[edge.statement])
        )
        key = f"{edge.statement} {edge.role}"
        graph.add_edge(edge.source, edge.target, key=key, kind=edge.kind, iri=edge.statement, role=edge.role, **facts)
    return graph


def _event_facts(view: PageView, event: PageEventuality) -> dict[str, str | int]:
    """Say what an event's edge carries into other programs: above all its standing."""
    return {
        "label": words_of(view, event),
        "type": event.type,
        "standing": event.standing.value,
        "polarity": event.polarity.value,
        "modality": event.modality.value,
        "begin": event.begin.isoformat() if event.begin else "",
        "end": event.end.isoformat() if event.end else "",
        "documents": event.document_count,
    }


def _claim_facts(claim: PageClaim) -> dict[str, str | int]:
    """Say what a claim's edge carries into other programs: the act and the stance."""
    return {"label": "says", "type": claim.act.value, "standing": "claim", "stance": claim.stance.value}
