"""Links between the tellings of one document: which is a reason for which, and which tell one thing twice."""

from __future__ import annotations

from collections.abc import Sequence

from kg.extract.syntax import Parse
from kg.model import EventMention


def link(parse: Parse, events: Sequence[EventMention]) -> list[EventMention]:
    """Return the events with their reasons and their earlier tellings."""
    return list(events)
