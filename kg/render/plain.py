"""The graph in sentences: what the page shows where no script runs, and where nothing can be drawn."""

from __future__ import annotations

from dataclasses import dataclass

from kg.model import Polarity, Stance, Standing
from kg.render.network import fillers, words_of
from kg.view import PageClaim, PageEventuality, PageView

#: How many statements the page holds for readers without JavaScript; the rest is in the files beside it.
PLAIN_LIMIT = 300
#: What contradicts comes first: it is what a reader should see before the rest.
ORDER = (Standing.DISPUTED, Standing.DENIED, Standing.REPORTED, Standing.ATTRIBUTED)
STANDINGS = {
    Standing.REPORTED: "told by the article",
    Standing.ATTRIBUTED: "only claimed",
    Standing.DISPUTED: "disputed",
    Standing.DENIED: "denied",
}


@dataclass(frozen=True, slots=True)
class PlainStatement:
    """An eventuality as a line to read: who does what to whom, how it stands, who says so, and where."""

    who: str
    words: str
    whom: str
    standing: str
    voices: str
    sentence: str
    article: str


def plain_statements(view: PageView, limit: int = PLAIN_LIMIT) -> tuple[PlainStatement, ...]:
    """Put the most disputed and the most told into words."""
    ranked = sorted(view.eventualities, key=lambda e: (ORDER.index(e.standing), -e.document_count, -len(e.roles)))
    labels = {entity.iri: entity.label for entity in view.entities}
    titles = {document.iri: _article(document.title, document.publisher, document.day) for document in view.documents}
    claims: dict[str, list[PageClaim]] = {}
    for claim in view.claims:
        for iri in claim.about:
            claims.setdefault(iri, []).append(claim)
    told = [event for event in ranked if event.tellings][:limit]
    return tuple(_statement(view, event, labels, titles, claims.get(event.iri, [])) for event in told)


def _article(title: str, publisher: str | None, day: object) -> str:
    return ", ".join(str(part) for part in (title, publisher, day) if part)


def _statement(
    view: PageView, event: PageEventuality, labels: dict[str, str], titles: dict[str, str], claims: list[PageClaim]
) -> PlainStatement:
    telling = event.tellings[0]
    passage = view.passages[telling.passage]
    negation = "not: " if event.polarity is Polarity.NEGATED else ""
    return PlainStatement(
        who=", ".join(labels.get(iri, "") for iri in fillers(event, "actor")),
        words=negation + words_of(view, event),
        whom=", ".join(labels.get(iri, "") for iri in fillers(event, "target", "participant", "place", "destination")),
        standing=STANDINGS[event.standing],
        voices="; ".join(dict.fromkeys(_voice(claim, labels) for claim in claims)),
        sentence=telling.sentence.of(passage.text),
        article=titles.get(passage.document, ""),
    )


def _voice(claim: PageClaim, labels: dict[str, str]) -> str:
    speaker = labels.get(claim.speaker or "", "") or "unnamed sources"
    verb = {Stance.ASSERTS: "says so", Stance.DENIES: "denies it", Stance.QUESTIONS: "questions it"}[claim.stance]
    return f"{speaker} {verb}"
