"""The network's scores as :mod:`kg.read.decode` asks for them, by torch; and a reading as what is measured."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch

from kg.learn.corpus import Annotation
from kg.learn.measures import Event, Found, Speech, Thing
from kg.learn.network import Example, Network
from kg.read.readings import Floats, Reading
from kg.read.words import Words


class TorchScorer:
    """Scores of one article, by the network in torch."""

    def __init__(self, network: Network, example: Example) -> None:
        """Encode the article."""
        self._network, self._words = network, example.words
        with torch.no_grad():
            self._x = network.vectors([example])[0]

    @torch.no_grad()
    def alone(self, head: str, words: Sequence[int] | None = None) -> Floats:
        """Return the scores of a head for some words, or all."""
        x = self._x if words is None else self._x[list(words)]
        return np.asarray(self._network.alone[head](x))

    @torch.no_grad()
    def roles(self, events: Sequence[int], mentions: Sequence[int]) -> Floats:
        """Return the log-odds of roles."""
        return np.asarray(self._network.roles(self._x, self._words, list(events), list(mentions)))

    @torch.no_grad()
    def antecedents(self, mentions: Sequence[int]) -> Floats:
        """Return the scores of antecedents."""
        return np.asarray(self._network.antecedents(self._x, self._words, list(mentions)))

    @torch.no_grad()
    def claims(self, cues: Sequence[int]) -> tuple[Floats, Floats]:
        """Return the scores of voices and content."""
        voices, content = self._network.claims(self._x, self._words, list(cues))
        return np.asarray(voices), np.asarray(content)

    @torch.no_grad()
    def times(self, events: Sequence[int]) -> Floats:
        """Return the scores of expressions of time."""
        return np.asarray(self._network.times(self._x, self._words, list(events)))


def found_of(words: Words, reading: Reading) -> Found:
    """Return a reading as what is measured.

    Descriptions and pronouns of whom nothing is told are left out, as in the graph.
    """
    used = {m for e in reading.events for ms in e.roles.values() for m in ms}
    used |= {m for c in reading.claims for m in (c.speaker, c.via, c.addressee) if m is not None}
    kept = {reading.mentions[m].thing for m in used} | {m.thing for m in reading.mentions if m.kind == "name"}
    found = Found()
    for mention in reading.mentions:
        if mention.thing in kept:
            thing = found.things.setdefault(str(mention.thing), Thing())
            thing.mentions.add(mention.span)
            thing.types.add(mention.type)
            if mention.kind == "name":
                thing.names.add(mention.span.of(words.text))
    for thing in found.things.values():
        if not thing.names:
            first = min(thing.mentions)
            thing.names.add(words.text[first[0] : first[1]])

    def thing_of(mention: int) -> str:
        return str(reading.mentions[mention].thing)

    for event in reading.events:
        roles = {r: {thing_of(m) for m in ms} for r, ms in event.roles.items()}
        days = words.days[words.times.index(event.time)] if event.time else None
        found.events.append(Event({event.type}, {event.span}, roles, event.polarity, event.modality, days))
    for claim in reading.claims:
        if claim.speaker is not None:
            found.claims.append(Speech(thing_of(claim.speaker), [claim.content], claim.act, claim.stance))
    return found


def found_of_rules(read: Annotation, text: str) -> Found:
    """Return what the rules read in an article (:mod:`kg.learn.silver`) as what is measured."""
    found = Found()
    for entity in read["entities"]:
        spans = [(a, b) for a, b, _ in entity["mentions"]]
        names = {text[a:b] for a, b, kind in entity["mentions"] if kind == "name"} or {text[slice(*min(spans))]}
        found.things[entity["id"]] = Thing(names, set(spans), {entity["type"]})
    for event in read["eventualities"]:
        roles = {r: set(v) for r, v in event["roles"].items()}
        found.events.append(
            Event({event["type"]}, {tuple(event["trigger"])}, roles, event["polarity"], event["modality"])
        )
    for claim in read["claims"]:
        if claim["speaker"]:
            found.claims.append(Speech(claim["speaker"], [tuple(claim["content"])], claim["act"], claim["stance"]))
    return found
