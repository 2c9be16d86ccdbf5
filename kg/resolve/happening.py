"""A group of tellings written down as one eventuality."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from kg.ids import event_mention_iri
from kg.model import Eventuality, Quantity, Telling, TimeSpan
from kg.resolve.moments import interval
from kg.resolve.standing import modality_of, polarity_of, standing_of
from kg.resolve.taxonomy import prevailing
from kg.resolve.tellings import ROLES, Scene

_MOST_IN_LABEL = 2


def eventuality(
    identifier: str, group: Sequence[Telling], scene: Scene, ids: Mapping[str, str], origin_count: int
) -> Eventuality:
    """Write a group of tellings down. ``ids`` gives each telling's eventuality, for the reasons."""
    if len(group) == 1:
        return _of_one(identifier, group[0], scene, ids)
    polarity = polarity_of(group)
    roles = _roles(group, scene)
    return Eventuality(
        id=identifier,
        type=prevailing(Counter(telling.event.type for telling in group)),
        label=_label(group, roles, scene),
        tellings=tuple(telling.mention for telling in group),
        roles=roles,
        standing=standing_of(group, polarity),
        time=_time(group),
        polarity=polarity,
        modality=modality_of(group),
        quantity=_quantity(group),
        reasons=_reasons(identifier, group, ids),
        document_count=len({telling.document for telling in group}),
        origin_count=max(1, origin_count),
    )


def _of_one(identifier: str, telling: Telling, scene: Scene, ids: Mapping[str, str]) -> Eventuality:
    """Write a telling down that is the only one of its event: the same, without asking what most tellings say."""
    event = telling.event
    best: dict[tuple[str, str], str] = {}
    for role, entity in sorted(set(telling.roles)):
        best.setdefault((role, scene.party(entity)), entity)
    roles = tuple(sorted((role, entity) for (role, _), entity in best.items()))
    return Eventuality(
        id=identifier,
        type=event.type,
        label=_in_words(event.lemma, roles, scene),
        tellings=(telling.mention,),
        roles=roles,
        standing=standing_of([telling], event.polarity),
        time=event.time,
        polarity=event.polarity,
        modality=event.modality,
        quantity=quantity_text(event.quantity) if event.quantity else None,
        reasons=_reasons(identifier, [telling], ids) if event.reasons else (),
    )


def _roles(group: Sequence[Telling], scene: Scene) -> tuple[tuple[str, str], ...]:
    """Return all role fillers; where a state and its government fill one role, the one told more often."""
    told = Counter(pair for telling in group for pair in set(telling.roles))
    best: dict[tuple[str, str], str] = {}
    for role, entity in sorted(told, key=lambda pair: (-told[pair], pair)):
        best.setdefault((role, scene.party(entity)), entity)
    return tuple(sorted((role, entity) for (role, _), entity in best.items()))


def _reasons(identifier: str, group: Sequence[Telling], ids: Mapping[str, str]) -> tuple[str, ...]:
    """Return the eventualities that the tellings give as reasons."""
    mentions = {event_mention_iri(t.document, reason) for t in group for reason in t.event.reasons}
    return tuple(sorted({ids[mention] for mention in mentions if mention in ids} - {identifier}))


def _time(group: Sequence[Telling]) -> TimeSpan | None:
    """Return the most precise time that is told, the first telling's of several."""

    def rank(telling: Telling) -> tuple[bool, int, str]:
        found = interval(telling.event.time)
        return found is None, (found[1] - found[0]).days if found else 0, telling.mention

    timed = [telling for telling in group if telling.event.time is not None]
    return min(timed, key=rank).event.time if timed else None


def _quantity(group: Sequence[Telling]) -> str | None:
    """Return the number that most tellings give, in words; the most exact one of several."""
    given = Counter(quantity_text(t.event.quantity) for t in group if t.event.quantity)
    return min(given, key=lambda words: (-given[words], len(words), words)) if given else None


def quantity_text(quantity: Quantity) -> str:
    """Write the bounds of a number down.

    >>> from kg.model import Span
    >>> quantity_text(Quantity(Span(0, 5), 1501, None))
    'at least 1,501'
    """
    low, high = quantity.minimum, quantity.maximum
    if low is not None and high is not None:
        return f"{low:,}" if low == high else f"{low:,} to {high:,}"
    if low is not None:
        return f"at least {low:,}"
    return f"at most {high:,}" if high is not None else "some"


def _label(group: Sequence[Telling], roles: Sequence[tuple[str, str]], scene: Scene) -> str:
    """Say in a few words who did what to whom."""
    lemmas = Counter(telling.event.lemma for telling in group)
    return _in_words(min(lemmas, key=lambda word: (-lemmas[word], word)), roles, scene)


def _in_words(lemma: str, roles: Sequence[tuple[str, str]], scene: Scene) -> str:
    actors, others = _labels(roles, ("actor",), scene), _labels(roles, ROLES[1:3], scene)
    places = "" if others else _labels(roles, ROLES[3:], scene)
    return " ".join(word for word in (actors, lemma, others, places and f"({places})") if word)


def _labels(roles: Sequence[tuple[str, str]], wanted: tuple[str, ...], scene: Scene) -> str:
    """Return the labels of the fillers of some roles, the first few of them."""
    found = [scene.entities.get(entity) for role, entity in roles if role in wanted]
    names = list(dict.fromkeys(entity.label for entity in found if entity is not None))
    more = f" and {len(names) - _MOST_IN_LABEL} more" if len(names) > _MOST_IN_LABEL else ""
    return ", ".join(names[:_MOST_IN_LABEL]) + more
