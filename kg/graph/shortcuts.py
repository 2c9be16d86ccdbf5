"""Plain edges between actors, derived from eventualities that an article tells in its own voice.

An edge carries no node of its own; what it rests on is found again by its type: ``?type att:shortcut ?edge`` joins an
edge to the eventualities of that type with the same two fillers (see :mod:`kg.query.explain`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import Quad

from kg import ids
from kg.graph.blocks import Block, iri, quads_of
from kg.graph.iris import ATT
from kg.graph.vocab import shortcut_of
from kg.model import Eventuality, Modality, Polarity, Standing

#: Entity id, property, entity id.
type Edge = tuple[str, str, str]

#: Who the edge starts from, and who it leads to. A participant beside a deed is not whom it is done to.
FROM_ROLE = "actor"
TO_ROLES: dict[str, tuple[str, ...]] = {"locatedIn": ("place", "target")}
TO_ROLES_OTHERWISE = ("target",)
TO_ROLES_EVEN = ("target", "participant")

#: Edges of states; all others are kinds of ``att:interactsWith``.
STATE_EDGES = frozenset({"holdsOffice", "memberOf", "alliedWith", "locatedIn"})

#: Edges that hold both ways when two actors are told evenly ("A and B met") or one beside the other.
EVEN_TYPES = frozenset({"Agree", "Sign", "Consult", "Meet", "Call", "Negotiate", "Cooperate", "Exercise", "Alliance"})


def is_plain(eventuality: Eventuality) -> bool:
    """Tell whether an eventuality may be projected: affirmed, actual, and told in an article's own voice."""
    return (
        eventuality.polarity is Polarity.AFFIRMED
        and eventuality.modality is Modality.ACTUAL
        and eventuality.standing is Standing.REPORTED
    )


def edges(eventuality: Eventuality) -> Iterator[Edge]:
    """Yield each edge that an eventuality projects to, in order, once each."""
    name = shortcut_of(eventuality.type)
    if name is None or not is_plain(eventuality):
        return
    fillers: dict[str, list[str]] = {}
    for role, entity in eventuality.roles:
        fillers.setdefault(role, []).append(entity)
    actors = fillers.get(FROM_ROLE, [])
    even = eventuality.type in EVEN_TYPES
    roles = TO_ROLES.get(name, TO_ROLES_EVEN if even else TO_ROLES_OTHERWISE)
    others = [e for role in roles for e in fillers.get(role, ())]
    pairs = {(a, b) for a in actors for b in others if a != b}
    if even:
        if not others:
            pairs = {(a, b) for a in actors for b in actors if a != b}
        pairs |= {(b, a) for a, b in pairs if b not in fillers.get("target", ())}
    for a, b in sorted(pairs):
        yield a, name, b


def shortcut_quads(eventualities: Iterable[Eventuality], base: str = ids.DEFAULT_BASE) -> list[Quad]:
    """Write the shortcuts graph: each edge once, however many eventualities it rests on.

    An edge of an event is written as ``att:interactsWith`` too, so that a plain query finds it without inference.
    """
    return edge_quads((edge for eventuality in eventualities for edge in edges(eventuality)), base)


def edge_quads(known: Iterable[Edge], base: str = ids.DEFAULT_BASE) -> list[Quad]:
    """Write edges, each once, as :func:`shortcut_quads` does."""
    return quads_of((edge_block(edge, base) for edge in sorted(set(known))), ids.SHORTCUTS_GRAPH)


def edge_block(edge: Edge, base: str) -> Block:
    """Write an edge, and that the two interact, unless it is one of a state."""
    actor, name, other = edge
    to = iri(ids.entity_iri(other, base))
    names = (name,) if name in STATE_EDGES else (name, "interactsWith")
    return ids.entity_iri(actor, base), [f"{iri(ATT[each])} {to}" for each in names]
