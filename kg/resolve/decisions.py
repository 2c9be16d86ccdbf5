"""What persons decided on who is whom, and how it stays true when everything else is worked out again.

A decision names each side by what outlives a rebuild:

* a key of the tables: ``country:DEU``, ``wikidata:Q458``;
* a name, with or without its family and country: ``person:Angela Merkel [DEU]``, ``Angela Merkel``. It speaks of
  everything that goes by that name as its fullest, in any document, now or later;
* the IRI of a mention (``urn:attest:doc:...#char=10,16``), for a thing without a name or two things of one name. It
  holds as long as that article's text stays as it is. Two tellings of events are named so too (``...#event=3-9-Move``).

The identifier of an entity is no such name, since a better name may change it; :func:`kg.resolve.review.side_for` turns
it into one when a decision is recorded. Where two persons disagree, what was told apart stays apart.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from kg.model import Decision, Judgement, Span
from kg.resolve.names import normalise

PERSON = "person:"
_MENTION = re.compile(r"(?P<document>.+)#char=(?P<start>\d+),(?P<end>\d+)")
_KEY = re.compile(r"(country|government|nationals|place|wikidata):\S+$")
_COUNTRY = re.compile(r" \[[A-Z]{3}\]$")
_FAMILY = re.compile(r"(person|organisation|place|group|object|any):(?=\D)")


_ORDER = {Judgement.SAME: 0, Judgement.UNSURE: 1, Judgement.DIFFERENT: 2}


def distinct(decisions: Iterable[Decision]) -> list[Decision]:
    """Return decisions in order, one for two sides and an author: the plainest, where names hide a difference.

    That a thing is itself is no decision.
    """
    found: dict[tuple[str, str, str], Decision] = {}
    telling = (d for d in decisions if d.left != d.right or d.judgement is not Judgement.SAME)
    for decision in sorted(telling, key=lambda d: (_ORDER[d.judgement], -d.score, d.reason)):
        found.setdefault((decision.left, decision.right, decision.author), decision)
    return [found[key] for key in sorted(found)]


def is_mention(side: str) -> bool:
    """Tell whether a side names a mention (of an entity or an event) by its IRI."""
    return "#char=" in side or "#event=" in side


def told_apart(decisions: Iterable[Decision]) -> dict[str, set[tuple[Span, Span]]]:
    """Return, by the IRI of the document, the mentions of one document that persons told apart.

    >>> a, b = "urn:attest:doc:x#char=0,3", "urn:attest:doc:x#char=9,12"
    >>> told_apart([Decision(a, b, Judgement.DIFFERENT, 1.0, "", "person:ada")])
    {'urn:attest:doc:x': {(Span(start=0, end=3), Span(start=9, end=12))}}
    """
    found: dict[str, set[tuple[Span, Span]]] = defaultdict(set)
    for decision in decisions:
        one, other = (_MENTION.fullmatch(text) for text in sides(decision))
        if decision.judgement is Judgement.DIFFERENT and one and other and one["document"] == other["document"]:
            spans = sorted(Span(int(m["start"]), int(m["end"])) for m in (one, other))
            found[one["document"]].add((spans[0], spans[1]))
    return dict(found)


def side(text: str) -> str:
    """Return one side of a decision in the form that is compared.

    >>> side("person:Angela  Merkel"), side("wikidata:Q458"), side("The Hague")
    ('person:angela merkel', 'wikidata:Q458', 'hague')
    """
    text = text.strip()
    if is_mention(text) or _KEY.match(text):
        return text
    country = found.group() if (found := _COUNTRY.search(text)) else ""
    family = found.group() if (found := _FAMILY.match(text)) else ""
    return family + normalise(text[len(family) : len(text) - len(country)]) + country


def sides(decision: Decision) -> tuple[str, str]:
    """Return both sides of a decision in the form that is compared."""
    return side(decision.left), side(decision.right)
