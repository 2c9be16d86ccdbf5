"""Chains, tellings and claims for tests, in as few words as possible."""

from datetime import date
from itertools import count

from kg.ids import claim_iri, event_mention_iri
from kg.model import (
    Chain,
    Claim,
    Entity,
    EventMention,
    Quantity,
    Source,
    Span,
    SpeechAct,
    Stance,
    Telling,
    Testimony,
    TimeSpan,
)

_PLACE = count(0, 10)


def chain(document: str, *names: str, kind: str = "Person", **known) -> Chain:
    start = next(_PLACE)
    label = known.pop("label", max(names, key=len) if names else "somebody")
    return Chain(
        f"urn:attest:doc:{document}", (Span(start, start + 5),), kind, tuple(sorted(names)), label=label, **known
    )


def nothing_known(key: str) -> None:
    return None


def entity(name: str, kind: str = "Person", key: str | None = None, *, is_named: bool = True) -> Entity:
    return Entity(id=name, type=kind, label=name, key=key, is_named=is_named)


def times(first: str | None, last: str | None = None) -> TimeSpan | None:
    if first is None:
        return None
    begin, end = date.fromisoformat(first), date.fromisoformat(last or first)
    return TimeSpan(begin, end, begin, end)


def number(least: int, most: int | None = -1) -> Quantity:
    return Quantity(Span(0, 3), least, least if most == -1 else most)


def says(
    document: str, speaker: str | None = None, stance: Stance = Stance.ASSERTS, *, via: str | None = None, **known
) -> Testimony:
    start = next(_PLACE)
    act = known.pop("act", SpeechAct.SAY if speaker or known.get("unnamed_source") else SpeechAct.NARRATE)
    claim = Claim((Span(start, start + 5),), Span(start, start + 9), act, stance, "test", 0.9, **known)
    return Testimony(claim_iri(f"urn:attest:doc:{document}", claim.id), claim, speaker, via)


def telling(document: str, kind: str, lemma: str = "", *, claims=None, **known) -> Telling:
    """Build a telling; roles are given as ``actor="a b"``, ids apart by blanks."""
    start = next(_PLACE)
    roles = []
    for role in ("actor", "target", "participant", "place", "origin", "destination"):
        roles += [(role, name) for name in known.pop(role, "").split()]
    event = EventMention(
        Span(start, start + 3), lemma or kind.lower(), kind, Span(start, start + 9), "test", 0.9, **known
    )
    iri = f"urn:attest:doc:{document}"
    told = (says(document),) if claims is None else tuple(claims)
    return Telling(event_mention_iri(iri, event.id), iri, event, tuple(sorted(roles)), told)


def source(document: str, day: str | None = "2031-05-04", publisher: str | None = None, *sentences: str) -> Source:
    return Source(f"urn:attest:doc:{document}", date.fromisoformat(day) if day else None, publisher, sentences)
