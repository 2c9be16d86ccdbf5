"""A finite clause that was said, as the rules of speech acts look at it: verb, helpers, subject, negation."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.extract.acts import act_words
from kg.extract.claims_draft import Draft, Scene
from kg.extract.lexicon import CLASSES
from kg.extract.tokens import Token

SELVES = frozenset({"i", "we"})
#: Pronouns by which reported speech may mean its speaker.
OWN = frozenset({"i", "we", "he", "she", "it", "they"})
ONE = frozenset({"he", "she"})
OURS = frozenset({"my", "our"})
THEIRS = frozenset({"his", "her", "its", "their"})
OUGHT = frozenset({"should", "must", "ought"})
SOON = frozenset({"will", "'ll", "’ll", "wo"})
WILL = SOON | {"would", "shall"}
MAY = frozenset({"may", "might", "could", "can", "ca"})
NOBODY = frozenset({"nobody", "none", "neither"})
NOTHING = NOBODY | {"no", "nothing"}
SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl"})
BODIES = CLASSES["Organization"] | {"Country", "Facility"}
JUDGES = act_words("judges")
OFFICIALS = act_words("officials")
#: What stands before or behind a noun and says what somebody is: "opposition leader", "Ana Costa, a dissident".
DESCRIBING = frozenset({"compound", "amod", "nmod", "appos"})


@dataclass(frozen=True)
class Told:
    """A finite clause that was said: its verb, the verb's helpers and subject, and whether it is negated."""

    verb: Token
    helpers: frozenset[str]
    subject: Token | None
    negated: bool

    @property
    def who(self) -> str:
        """The subject in lower case, or nothing."""
        return self.subject.lower_ if self.subject is not None else ""

    @property
    def lemma(self) -> str:
        """The base form of the verb."""
        return self.verb.lemma_.lower()

    @property
    def passive(self) -> bool:
        """Whether the subject undergoes what the verb tells."""
        return any(c.dep_ in ("auxpass", "nsubjpass") for c in self.verb.children)

    @property
    def objects(self) -> frozenset[str]:
        """The base forms of what the verb is done to."""
        return frozenset(c.lemma_.lower() for c in self.verb.children if c.dep_ in ("dobj", "nsubjpass"))


def told_by(verb: Token) -> Told:
    """Return the clause of a verb; one joined to another without a subject has the other's."""
    kids = list(verb.children)
    subject = next((c for c in kids if c.dep_ in SUBJECTS), None)
    if subject is None and verb.dep_ == "conj":
        subject = next((c for c in verb.head.children if c.dep_ in SUBJECTS), None)
    helpers = frozenset(c.lower_ for c in kids if c.dep_ in ("aux", "auxpass"))
    return Told(verb, helpers, subject, any(c.dep_ == "neg" for c in kids))


def clauses(told: Told, inside: Sequence[Token]) -> Iterable[Told]:
    """Yield a clause and those joined to it."""
    yield told
    places = {t.i for t in inside if t.pos_ in ("VERB", "AUX")}
    yield from (told_by(c) for c in told.verb.rights if c.dep_ == "conj" and c.i in places)


def is_empty(told: Told) -> bool:
    """Tell whether the subject is nobody: "no document was withheld", "nobody came"."""
    if told.subject is None:
        return False
    return told.who in NOTHING or any(c.lower_ == "no" for c in told.subject.lefts)


def predicates(verb: Token) -> Iterable[Token]:
    """Yield what "be" or another verb says of its subject, with what is joined to it; a participle itself."""
    if verb.tag_ == "VBN":
        yield verb
    for child in verb.rights:
        if child.dep_ in ("attr", "acomp", "oprd"):
            yield child
            yield from (c for c in child.children if c.dep_ in ("conj", "amod"))


def speaks_inside(told: Told, draft: Draft, scene: Scene) -> bool:
    """Tell whether the subject stands in the speaker's own words, where "it" and "he" are others."""
    return draft.quoted and (told.subject is None or told.subject.i in scene.quoted or not scene.quoted)


def is_own(told: Told, draft: Draft, scene: Scene) -> bool:
    """Tell whether the subject may be the speaker, or those who belong to the speaker: "I", "it", "its members"."""
    if told.subject is None:
        return False
    selves, owners = (SELVES, OURS) if speaks_inside(told, draft, scene) else (OWN, OURS | THEIRS)
    return told.who in selves or any(c.dep_ == "poss" and c.lower_ in owners for c in told.subject.lefts)


def is_speaker(told: Told, draft: Draft, scene: Scene) -> bool:
    """Tell whether the subject of a clause may be who says it: "I", in other words than theirs "he", "it", "they"."""
    if told.subject is None or told.who in SELVES:
        return True
    if speaks_inside(told, draft, scene) or told.who not in OWN:
        return False
    many = any(t.tag_ in ("NNS", "NNPS") for t in draft.speakers) or len(draft.speakers) > 1
    return not (many and told.who in ONE)


def is_body(subject: Token | None, scene: Scene) -> bool:
    """Tell whether a subject is an organisation, an office or a state."""
    held = scene.mentions.headed_by(subject) if subject is not None else None
    return held is not None and held.type in BODIES


def is_somebody(subject: Token | None, scene: Scene) -> bool:
    """Tell whether a subject is a person, a group, a body or a country."""
    held = scene.mentions.headed_by(subject) if subject is not None else None
    return held is not None and (held.type in BODIES or held.type in ("Person", "Group"))


def is_judged(draft: Draft) -> bool:
    """Tell whether who speaks finds or rules: a court, a study; or whether nobody is named who speaks."""
    return not draft.speakers or any(t.lemma_.lower() in JUDGES for t in draft.speakers)


def speaker_words(draft: Draft) -> frozenset[str]:
    """Return the base forms of the words that name the speakers, and say what they are; none of "even critics"."""
    found = {t.lemma_.lower() for t in draft.speakers}
    if any(c.lower_ == "even" for t in draft.speakers for c in t.lefts):
        return frozenset()
    for token in draft.speakers:
        for child in token.children:
            if child.dep_ in DESCRIBING:
                found.add(child.lemma_.lower())
                found |= {g.lemma_.lower() for g in child.children if g.dep_ in DESCRIBING}
    return frozenset(found)


def speaks_for(told: Told, draft: Draft, scene: Scene) -> bool:
    """Tell whether the subject may be the speaker, or the body an official speaks for: "the firm had never paid"."""
    if is_own(told, draft, scene):
        return True
    return is_body(told.subject, scene) and bool(speaker_words(draft) & OFFICIALS)
