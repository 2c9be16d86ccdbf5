"""Many documents that were never read: extractions of invented names and events, in the proportions of news.

A third of the names are of the few whom everybody writes about, the others of many.
"""

import random
from dataclasses import replace
from datetime import date, timedelta

from kg.model import (
    Claim,
    Document,
    EntityMention,
    EventMention,
    Extraction,
    MentionKind,
    Quantity,
    Span,
    SpeechAct,
    Stance,
    TimeSpan,
)

SYLLABLES = [
    "ka",
    "lo",
    "mi",
    "ven",
    "sor",
    "ta",
    "rin",
    "del",
    "mar",
    "go",
    "shi",
    "pe",
    "dra",
    "vo",
    "ne",
    "lu",
    "bra",
    "ster",
    "wick",
    "han",
    "fer",
    "zol",
    "qui",
    "bert",
    "xan",
    "dov",
    "ryk",
]
BODIES = ["Ministry", "Institute", "Agency", "Committee", "Council", "Union", "Group", "Bank", "Company"]
KINDS = ["Accuse", "Arrest", "Meet", "Deploy", "Sanction", "Visit", "Attack", "Aid", "Office", "Decide", "Move", "Warn"]
LEMMAS = ["say", "make", "hold", "send", "take"]
COUNTRIES = ["DEU", "POL", "USA", "FRA", "TUR", "JPN", "BRA", "KEN", "IND", "CHN"]
FIRST_DAY = date(2031, 1, 1)
FAMOUS, OFTEN = 300, 0.3


def word(rng: random.Random, least: int, most: int) -> str:
    return "".join(rng.choice(SYLLABLES) for _ in range(rng.randint(least, most))).capitalize()


def things(count: int, seed: int = 7) -> list[tuple[str, str, str | None]]:
    """Invent things: type, name and country."""
    rng = random.Random(seed)  # noqa: S311 - invented names, no secret
    given = [word(rng, 2, 3) for _ in range(600)]
    families = [word(rng, 2, 4) for _ in range(5000)]
    found = []
    for _ in range(count):
        chance, country = rng.random(), rng.choice([*COUNTRIES, None])
        if chance < 0.5:
            found.append(("Person", f"{rng.choice(given)} {rng.choice(families)}", country))
        elif chance < 0.75:
            found.append(("Organization", f"{word(rng, 2, 3)} {word(rng, 1, 2)} {rng.choice(BODIES)}", country))
        else:
            found.append(("City", word(rng, 2, 4), country))
    return found


def chosen(rng: random.Random, known: list, count: int) -> list:
    often = [thing for thing in rng.sample(known[:FAMOUS], count) if rng.random() < OFTEN]
    return [*often, *rng.sample(known[FAMOUS:], count - len(often))]


def extraction(
    number: int, known: list[tuple[str, str, str | None]], *, names: int = 25, events: int = 20
) -> Extraction:
    """Invent one document: each thing is named twice, each event has an actor, a target and a claim."""
    rng = random.Random(number)  # noqa: S311 - likewise
    parts: list[str] = []
    mentions: list[EntityMention] = []
    offset = 0

    def write(text: str) -> Span:
        nonlocal offset
        start, offset = offset, offset + len(text) + 1
        parts.append(text)
        return Span(start, start + len(text))

    things_of = chosen(rng, known, names)
    for kind, name, country in things_of * 2:
        bare = name.split()[-1] if kind == "Person" and mentions and rng.random() < 0.2 else name
        span = write(bare)
        mentions.append(EntityMention(span, span, MentionKind.NAME, kind, "bench", name=bare, country=country))
    told, claims, sentences = [], [], []
    for _ in range(events):
        actor, target = rng.sample(mentions, 2)
        trigger = write(rng.choice(LEMMAS))
        rest = write(" ".join(word(rng, 1, 3) for _ in range(14)) + " .")
        sentence = Span(trigger.start, rest.end)
        event = EventMention(
            trigger, parts[-2], rng.choice(KINDS), sentence, "bench", 0.8, actors=(actor.span,), targets=(target.span,)
        )
        told.append(event)
        sentences.append(sentence)
        claims.append(Claim((sentence,), sentence, SpeechAct.NARRATE, Stance.ASSERTS, "bench", 0.8, about=(event.id,)))
    document = Document(
        identifier=f"invented-{number}",
        text=" ".join(parts) + " ",
        source=f"invented-{number}.txt",
        sha256=f"{number:064d}",
        published=FIRST_DAY + timedelta(days=number % 365),
        publisher=f"Outlet {number % 12}",
    )
    return Extraction(document, tuple(sentences), tuple(mentions), (), tuple(told), tuple(claims))


#: What voices do, in turn: the article's own word stands twice as often as that of all others together.
VOICES = (
    (SpeechAct.SAY, Stance.ASSERTS),
    (SpeechAct.ACCUSE, Stance.ASSERTS),
    (SpeechAct.SAY, Stance.ASSERTS),
    (SpeechAct.DENY, Stance.DENIES),
)
#: The shares of events that somebody is said to tell, that have a time, and that have a number.
TOLD, TIMED, COUNTED = 0.33, 0.4, 0.15


def spoken(read: Extraction) -> Extraction:
    """Let a third of an invented document's events be told by somebody in it, give some a day and some a number."""
    rng = random.Random(read.document.sha256)  # noqa: S311 - likewise
    events, claims = [], []
    for event, claim in zip(read.events, read.claims, strict=True):
        if rng.random() < TIMED:
            day = FIRST_DAY + timedelta(days=rng.randrange(365))
            event = replace(event, time=TimeSpan(day, day, day, day))
        if rng.random() < COUNTED:
            least = rng.randrange(2, 500)
            event = replace(event, quantity=Quantity(event.trigger, least, least))
        if rng.random() < TOLD:
            act, stance = VOICES[len(claims) % len(VOICES)]
            speaker = rng.choice(read.mentions).span
            claim = replace(claim, speaker=speaker, cue=event.trigger, act=act, stance=stance, about=(event.id,))
        events.append(event)
        claims.append(claim)
    return replace(read, events=tuple(events), claims=tuple(claims))
