# ruff: noqa: E501 - a line a sentence
"""Views to draw: a small story with a quarrel, hostile text, and graphs of any size."""

import random
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from kg.model import Span, SpeechAct, Stance, Standing
from kg.view import PageClaim, PageDocument, PageEntity, PageEventuality, PageTelling, PageView, Passage

BASE = "urn:attest:"


def words(text: str, part: str) -> Span:
    start = text.index(part)
    return Span(start, start + len(part))


@dataclass
class Story:
    """Collects records by short names."""

    documents: list = field(default_factory=list)
    entities: list = field(default_factory=list)
    passages: list = field(default_factory=list)
    events: list = field(default_factory=list)
    claims: list = field(default_factory=list)

    def article(self, name, title, publisher, day, *paragraphs, left=()):
        self.documents.append(PageDocument(f"{BASE}doc:{name}", title, f"{name}.txt", publisher, day, None, left))
        for text in paragraphs:
            self.passages.append(Passage(f"{BASE}doc:{name}", text))

    def thing(self, name, label, type_, *alt, mentions=3):
        self.entities.append(PageEntity(f"{BASE}entity:{name}", label, type_, alt, mentions=mentions))

    def find(self, sentence):
        return next(i for i, p in enumerate(self.passages) if sentence in p.text)

    def event(self, name, type_, sentence, trigger, standing="reported", **roles):
        index = self.find(sentence)
        text = self.passages[index].text
        whole = words(text, sentence)
        inside = words(sentence, trigger)
        telling = PageTelling(
            index,
            whole,
            Span(whole.start + inside.start, whole.start + inside.end),
            "verb-frame",
            0.9,
            standing == "reported",
        )
        pairs = tuple((role, f"{BASE}entity:{who}") for role, names in roles.items() for who in names.split())
        self.events.append(
            PageEventuality(f"{BASE}eventuality:{name}", type_, name, Standing(standing), pairs, (telling,))
        )

    def claim(self, speaker, cue, content, about="", act="say", stance="asserts", **more):
        index = self.find(content)
        text = self.passages[index].text
        span = words(text, content)
        self.claims.append(
            PageClaim(
                f"{BASE}doc:x#claim={len(self.claims)}",
                index,
                (span,),
                SpeechAct(act),
                Stance(stance),
                speaker=f"{BASE}entity:{speaker}" if speaker else None,
                cue=words(text, cue),
                about=tuple(f"{BASE}eventuality:{name}" for name in about.split()),
                rule="quote",
                confidence=0.8,
                **more,
            )
        )

    def view(self) -> PageView:
        rules = (
            ("verb-frame", "A verb of the lexicon with the roles that its frame gives."),
            ("quote", "Words in quotation marks and who says them."),
        )
        return PageView(*map(tuple, (self.documents, self.entities, self.passages, self.events, self.claims)), rules)


def harbour() -> PageView:
    """A made-up quarrel over a harbour between two made-up towns."""
    s = Story()
    s.article(
        "harbour-1",
        "Ferrow seizes two boats off Lindle Point",
        "The Coast Post",
        date(2031, 4, 2),
        "Ferrow's coast guard seized two Lindle fishing boats on Tuesday and towed them to Ferrow Harbour. Mayor Ilse Brandt met the crews.",
        "“The boats were in our waters,” said Captain Oda Renn of the coast guard. Lindle's fishing union denied that its boats had crossed the line.",
        left=(("newsletter sign-up", "Sign up for the Coast Post every morning."),),
    )
    s.article(
        "harbour-2",
        "Lindle calls the seizure piracy",
        "Lindle Echo",
        date(2031, 4, 4),
        "Council leader Tomas Aare accused Ferrow of piracy and demanded that the boats be returned. “This is piracy,” Aare told the Lindle Echo.",
        "The Northern League sent a mediator, Petra Voss, to Ferrow Harbour on Friday. Brandt declined to comment.",
    )
    s.article(
        "harbour-3",
        "Boats go home after talks",
        "The Coast Post",
        date(2031, 4, 9),
        "Ferrow released both boats on Monday after Brandt and Aare met in Ferrow Harbour under the eye of the Northern League.",
        "Unnamed sources said Ferrow had fired a warning shot, which Renn denies.",
    )
    for name, label, type_, *alt in (
        ("ferrow", "Ferrow", "Country", "the harbour town"),
        ("lindle", "Lindle", "Country"),
        ("guard", "Ferrow coast guard", "GovernmentBody", "the coast guard"),
        ("boats", "two fishing boats", "Object"),
        ("harbour", "Ferrow Harbour", "Facility"),
        ("brandt", "Ilse Brandt", "Person", "Mayor Brandt"),
        ("renn", "Oda Renn", "Person"),
        ("union", "Lindle fishing union", "Organization"),
        ("aare", "Tomas Aare", "Person"),
        ("league", "Northern League", "InternationalOrganization"),
        ("voss", "Petra Voss", "Person"),
        ("crews", "the crews", "Group"),
        ("echo", "Lindle Echo", "MediaOutlet"),
    ):
        s.thing(name, label, type_, *alt)
    s.event(
        "seize",
        "Coerce",
        "Ferrow's coast guard seized two Lindle fishing boats on Tuesday and towed them to Ferrow Harbour.",
        "seized",
        actor="guard",
        target="boats",
        destination="harbour",
    )
    s.event("meet1", "Meet", "Mayor Ilse Brandt met the crews.", "met", actor="brandt", participant="crews")
    s.event(
        "cross",
        "Cross",
        "Lindle's fishing union denied that its boats had crossed the line.",
        "crossed",
        "disputed",
        actor="boats",
        destination="ferrow",
    )
    s.event(
        "piracy",
        "Accuse",
        "Council leader Tomas Aare accused Ferrow of piracy and demanded that the boats be returned.",
        "piracy",
        "attributed",
        actor="ferrow",
        target="boats",
    )
    s.event(
        "accuse",
        "Accuse",
        "Council leader Tomas Aare accused Ferrow of piracy and demanded that the boats be returned.",
        "accused",
        actor="aare",
        target="ferrow",
    )
    s.event(
        "send",
        "Consult",
        "The Northern League sent a mediator, Petra Voss, to Ferrow Harbour on Friday.",
        "sent",
        actor="league",
        target="voss",
        destination="harbour",
    )
    s.event("release", "Release", "Ferrow released both boats on Monday", "released", actor="ferrow", target="boats")
    s.event(
        "meet2",
        "Meet",
        "Brandt and Aare met in Ferrow Harbour",
        "met",
        actor="brandt",
        participant="aare",
        place="harbour",
    )
    s.event(
        "shot",
        "Assault",
        "Unnamed sources said Ferrow had fired a warning shot, which Renn denies.",
        "fired",
        "disputed",
        actor="ferrow",
        target="boats",
    )
    s.claim("renn", "said", "“The boats were in our waters,”", "cross", is_quote=True)
    s.claim("union", "denied", "its boats had crossed the line", "cross", "deny", "denies")
    s.claim("aare", "told", "“This is piracy,”", "piracy", "accuse", is_quote=True, via=f"{BASE}entity:echo")
    s.claim("brandt", "declined", "declined to comment", "", "declineToComment")
    s.claim(None, "said", "Ferrow had fired a warning shot", "shot", unnamed_source=True)
    s.claim("renn", "denies", "Ferrow had fired a warning shot", "shot", "deny", "denies")
    return s.view()


HOSTILE = (
    "<img src=x onerror=alert(1)>",
    "</script><script>alert(2)</script>",
    "javascript:alert(3)",
    '"><svg onload=alert(4)>',
    "{{ 7*7 }} <a href='javascript:alert(5)'>href</a>",
    "<!--<script>alert(6)",
    "\u2028\u2029\U0001f600 ]]> &lt;b&gt;",
)


def hostile() -> PageView:
    """The harbour again, every text that could come from the web replaced by an attack."""
    view = harbour()
    bad = [HOSTILE[i % len(HOSTILE)] for i in range(200)]
    documents = tuple(
        replace(
            d,
            title=bad[i],
            publisher=bad[i + 1],
            source=bad[i + 2],
            url="javascript:alert(7)",
            boilerplate=((bad[i], bad[i + 3]),),
        )
        for i, d in enumerate(view.documents)
    )
    entities = tuple(
        replace(e, label=bad[i], alt_labels=(bad[i + 1],), wikidata="javascript:alert(8)", country=bad[i + 2])
        for i, e in enumerate(view.entities)
    )
    passages = tuple(replace(p, text=p.text + " " + bad[i]) for i, p in enumerate(view.passages))
    claims = tuple(replace(c, hedge=bad[i], rule=bad[i + 1]) for i, c in enumerate(view.claims))
    events = tuple(replace(e, time_text=bad[i], quantity=bad[i + 1]) for i, e in enumerate(view.eventualities))
    rules = tuple((bad[i], bad[i + 1]) for i in range(4))
    return replace(
        view,
        documents=documents,
        entities=entities,
        passages=passages,
        claims=claims,
        eventualities=events,
        rules=(*view.rules, *rules),
    )


KINDS = ("Person", "Person", "Country", "GovernmentBody", "Organization", "City", "Group", "ArmedForce", "MediaOutlet")
SENTENCE = "On that day the people of number {a} went out early and {verb} those of number {b}, as they had said they would do."
VERBS = (("attacked", "Attack"), ("met", "Meet"), ("accused", "Accuse"), ("helped", "Aid"), ("visited", "Visit"))


def empty() -> PageView:
    """Nothing read yet."""
    return PageView()


def together() -> PageView:
    """The harbour, where what one says two say together."""
    view = harbour()
    first, *rest = view.claims
    return replace(view, claims=(replace(first, joint=(f"{BASE}entity:brandt",)), *rest))


def sized(nodes: int, lines_per_node: int = 2, seed: int = 3) -> PageView:
    """A random graph: the worst case, as it has no communities. One line in five is a claim; each has a quotation."""
    rng = random.Random(seed)  # noqa: S311
    per = 40
    entities = tuple(
        PageEntity(f"{BASE}entity:{i:06d}", f"Number {i}", KINDS[i % len(KINDS)], mentions=2) for i in range(nodes)
    )
    documents = tuple(
        PageDocument(
            f"{BASE}doc:{i}", f"Article {i}", f"{i}.txt", f"Paper {i % 7}", date(2030, 1, 1) + timedelta(days=i % 60)
        )
        for i in range(max(1, nodes * lines_per_node // per))
    )
    passages, events, claims = [], [], []
    for i in range(nodes * lines_per_node):
        a, b, (verb, type_) = rng.randrange(nodes), rng.randrange(nodes), VERBS[i % len(VERBS)]
        if a == b:
            continue
        text = SENTENCE.format(a=a, b=b, verb=verb)
        passages.append(Passage(documents[i // per % len(documents)].iri, text))
        claimed = i % 5 == 0
        telling = PageTelling(len(passages) - 1, Span(0, len(text)), words(text, verb), "verb-frame", 0.9, not claimed)
        roles = (("actor", entities[a].iri), ("target", entities[b].iri))
        standing = Standing.ATTRIBUTED if claimed else Standing.REPORTED
        events.append(PageEventuality(f"{BASE}eventuality:{i:07d}", type_, verb, standing, roles, (telling,)))
        if claimed:
            speaker = entities[rng.randrange(nodes)].iri
            claims.append(
                PageClaim(
                    f"{BASE}doc:x#claim={i}",
                    len(passages) - 1,
                    (Span(0, len(text)),),
                    SpeechAct.SAY,
                    Stance.ASSERTS,
                    speaker=speaker,
                    about=(events[-1].iri,),
                    rule="quote",
                )
            )
    return PageView(documents, entities, tuple(passages), tuple(events), tuple(claims))
