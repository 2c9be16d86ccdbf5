"""How claims about one eventuality stand to each other: contradiction, corroboration, update."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import combinations

from kg.model import ClaimLink, Polarity, Rule, Telling, Testimony
from kg.resolve.moments import apart
from kg.resolve.standing import affirms, is_narrated

CONTRADICTS, CORROBORATES, SUPERSEDES = "contradicts", "corroborates", "supersedes"
#: Claims about one eventuality that are compared with each other: the first ones by IRI stand for the rest.
MOST_CLAIMS = 60

RULES = (
    Rule("claim-contradicts", "One says that it is so, the other that it is not, of the same eventuality and time."),
    Rule("claim-corroborates", "Both say the same of one eventuality, and neither has it from the other."),
    Rule("claim-supersedes", "The same voice says it again later, with another number, day or stance."),
)

type Said = tuple[Telling, Testimony]


def claim_links(
    tellings: Sequence[Telling], polarity: Polarity, origins: Mapping[str, str], published: Mapping[str, date]
) -> Iterator[ClaimLink]:
    """Yield the links between the claims about one eventuality, each pair of claims once.

    ``origins`` names the origin of each document (see :mod:`kg.resolve.echoes`), ``published`` its day.
    """
    said = sorted(((t, c) for t in tellings for c in t.claims), key=lambda item: item[1].iri)[:MOST_CLAIMS]
    seen: set[tuple[str, str]] = set()
    for one, other in combinations(said, 2):
        pair = (one[1].iri, other[1].iri)
        if pair[0] != pair[1] and pair not in seen:
            seen.add(pair)
            yield from _link(one, other, polarity, origins, published)


def _link(
    one: Said, other: Said, polarity: Polarity, origins: Mapping[str, str], published: Mapping[str, date]
) -> Iterator[ClaimLink]:
    voices = affirms(*one, polarity), affirms(*other, polarity)
    if None in voices or apart(one[0].event.time, other[0].event.time):
        return
    changed = _what_changed(one, other, opposed=voices[0] != voices[1])
    if changed and _voice(one) == _voice(other) and (order := _in_order(one, other, published)):
        earlier, later = order
        yield ClaimLink(later[1].iri, SUPERSEDES, earlier[1].iri, f"the same voice later gives another {changed}")
    elif voices[0] != voices[1]:
        yield ClaimLink(one[1].iri, CONTRADICTS, other[1].iri, "one says that it is so, the other that it is not")
    elif not changed and _are_independent(one, other, origins):
        yield ClaimLink(one[1].iri, CORROBORATES, other[1].iri, "the same said by another, from another origin")


def _what_changed(one: Said, other: Said, *, opposed: bool) -> str:
    """Say what differs between two claims that a later word may put right: stance, number or day."""
    if opposed:
        return "stance"
    first, second = one[0].event, other[0].event
    if first.quantity and second.quantity:
        bounds = [(q.minimum, q.maximum) for q in (first.quantity, second.quantity)]
        if bounds[0] != bounds[1]:
            return "number"
    return ""


def _voice(said: Said) -> str:
    """Name who speaks: an entity, a nameless source of a document, or the document itself."""
    telling, testimony = said
    if testimony.speaker:
        return testimony.speaker
    nameless = testimony.claim.unnamed_source or testimony.claim.speaker
    return f"unnamed/{telling.document}" if nameless else f"article/{telling.document}"


def _in_order(one: Said, other: Said, published: Mapping[str, date]) -> tuple[Said, Said] | None:
    """Return two claims in the order in which they were made; None where that is not known."""
    days = [_day(said, published) for said in (one, other)]
    if days[0] is None or days[1] is None or days[0] == days[1]:
        return None
    return (one, other) if days[0] < days[1] else (other, one)


def _day(said: Said, published: Mapping[str, date]) -> str | None:
    """Return the day on which something was said, or else published, as ISO 8601."""
    telling, testimony = said
    told = testimony.claim.said_at
    if told and told.earliest_begin and told.earliest_begin == (told.latest_end or told.earliest_begin):
        return told.earliest_begin.isoformat()
    day = published.get(telling.document)
    return day.isoformat() if day else None


def _are_independent(one: Said, other: Said, origins: Mapping[str, str]) -> bool:
    """Tell whether two voices are different ones, and their documents no echoes of each other.

    One speaker's word in two articles is one word. Two speakers in one article corroborate each other, but an
    article does not corroborate those that it quotes.
    """
    if _voice(one) == _voice(other):
        return False
    if one[0].document == other[0].document:
        return not (is_narrated(one[1]) or is_narrated(other[1])) and bool(one[1].speaker and other[1].speaker)
    return origins.get(one[0].document, one[0].document) != origins.get(other[0].document, other[0].document)
