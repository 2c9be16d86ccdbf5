"""Candidates for triggers: every word that could tell an event or state, read in its sense.

Whether a candidate is one is for :mod:`kg.extract.events_score` to say; here a word is only ruled out where grammar
leaves no doubt.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kg.extract.events_idioms import is_describing, is_idiom, is_preposition, is_stating
from kg.extract.lexicon import NOTHING, Lexicon, Sense
from kg.extract.roles_arguments import (
    SUFFER,
    SUPPORT,
    Arguments,
    adjective_arguments,
    noun_arguments,
    verb_arguments,
)
from kg.extract.roles_control import burden
from kg.extract.roles_reading import Reading, read_sense
from kg.extract.syntax import SUBJECTS, Mentions, Parse, is_passive
from kg.extract.tokens import Token
from kg.extract.wordlists import words
from kg.extract.wordnet import load_wordnet
from kg.model import Claim, MentionKind

FALLBACK = {key: value.split("/") for key, _, value in (entry.partition("=") for entry in sorted(words("fallback")))}
NO_EVENT = words("no_event")
ACTS = words("acts")
#: Participles before a noun that only say that it is not sure, or which of several it is ("the ruling party").
HEDGES = frozenset({"alleged", "suspected", "supposed", "reported", "presumed", "ruling", "existing"})
#: Classes of nouns outside the lexicon that can be events or states.
EVENT_CLASSES = frozenset({"act", "event", "feeling", "state", "process", "phenomenon"})
PREDICATE = frozenset({"acomp", "oprd", "attr", "ccomp", "amod", "advcl", "ROOT", "conj", "appos"})


class Candidate(NamedTuple):
    """A word that may be a trigger: its reading, and how the reading was found ("lexicon", "nominal", "class")."""

    reading: Reading
    pos: str
    source: str
    #: what speaks for and against it, found on the way
    notes: frozenset[str]

    @property
    def rule(self) -> str:
        """The id of the rule that reads it."""
        return f"event.{self.pos}" if self.source == "lexicon" else f"event.{self.pos}.{self.source}"


class Finder:
    """Finds the candidates of one document."""

    def __init__(self, parse: Parse, mentions: Mentions, lexicon: Lexicon, claims: Sequence[Claim]) -> None:
        self.parse, self.mentions, self.lexicon = parse, mentions, lexicon
        self.cues = {i for c in claims if c.cue for i in range(c.cue.start, c.cue.end)}
        self.wordnet = load_wordnet()
        self._nouns: dict[int, Candidate | None] = {}

    def all(self) -> Iterator[Candidate]:
        """Yield the candidates in the order of the text, outside boilerplate."""
        readers = {"VERB": self.verb, "NOUN": self.noun, "PROPN": self.noun, "ADJ": self.adjective}
        for token in self.parse.words:
            reader = readers.get(token.pos_)
            if reader is not None and (found := reader(token)) is not None:
                yield found

    def verb(self, token: Token) -> Candidate | None:
        """Read a verb."""
        if _is_prefix(token) or _is_comparison(token) or is_describing(token):
            return None
        arguments = verb_arguments(token)
        reading = read_sense("verb", token, arguments, self.mentions, self.lexicon)
        source = "lexicon"
        if reading is None:
            source, reading = "class", self._by_class("verb", token, arguments)
        if reading.sense.top == NOTHING or _is_hearsay(reading) or is_stating(reading) or is_idiom(token):
            return None
        notes = set()
        if len(reading.tokens) == 1 and token.lemma_.casefold() in NO_EVENT:
            notes.add("no-event")
        if token.idx in self.cues:
            notes.add("cue-act" if reading.sense.top in ACTS else "cue")
        if len(reading.tokens) == 1 or reading.tokens[-1].dep_ == "prt":
            notes |= self._supported(token)
        return Candidate(reading, "verb", source, frozenset(notes))

    def _supported(self, verb: Token) -> set[str]:
        """Note when the verb's object is an event noun, which it only supports ("held talks")."""
        bearing = burden(verb) if verb.lemma_ == "come" else None
        if bearing is not None and (told := self.noun(bearing)) and told.source == "lexicon":
            return {"supports"}
        label = "nsubjpass" if is_passive(verb) else "dobj"
        for child in verb.children:
            if child.dep_ == label and child.pos_ == "NOUN" and (noun := self.noun(child)) and noun.source == "lexicon":
                return {"supports"} if verb.lemma_ in SUPPORT | SUFFER else {"event-object"}
        subjects = [c for c in verb.children if c.dep_ in SUBJECTS and c.pos_ == "NOUN"]
        return {"event-subject"} if any((n := self.noun(c)) and n.source == "lexicon" for c in subjects) else set()

    def noun(self, token: Token) -> Candidate | None:
        """Read a noun that names an event or state, unless it is (part of) a name or heads a mention."""
        if token.i not in self._nouns:
            self._nouns[token.i] = None
            self._nouns[token.i] = self._noun(token)
        return self._nouns[token.i]

    def _noun(self, token: Token) -> Candidate | None:
        mention = self.mentions.headed_by(token) or self.mentions.around(token)
        if mention is not None and (mention.kind is MentionKind.NAME or mention.head.start == token.idx):
            return None
        if token.pos_ == "PROPN" and token.dep_ == "compound" and token.head.pos_ == "PROPN":
            return None
        if token.dep_ == "pobj" and token.head.head.lemma_ == "weapon":  # "weapons of mass destruction"
            return None
        if is_preposition(token):
            return None
        if token.ent_type_ == "DATE":  # "in March", "by the end of the year", "this fall"
            return None
        lemma = token.lemma_.casefold()
        arguments: Arguments = {}
        if self.lexicon.of("noun", lemma) or self.lexicon.of("noun", token.lower_):
            arguments = noun_arguments(token, self.mentions)
            reading = read_sense("noun", token, arguments, self.mentions, self.lexicon)
            if reading is not None:
                if is_stating(reading):
                    return None
                told = reading.sense.top != NOTHING and reading.sense.frame.name not in ("title", "member")
                return Candidate(reading, "noun", "lexicon", frozenset()) if told else None
        if token.pos_ == "PROPN":
            return None
        kind = self.wordnet.of("noun", lemma)
        if kind.rstrip("+") not in EVENT_CLASSES and not kind.endswith("+"):
            return None
        arguments = arguments or noun_arguments(token, self.mentions)
        if (verb := self.wordnet.verb(lemma)) and (sense := self._plain(verb)):
            return Candidate(Reading(token, (token,), sense, arguments), "noun", "nominal", frozenset())
        return None

    def _plain(self, verb: str) -> Sense | None:
        """Return the sense of a verb that asks for nothing."""
        plain = [s for s in self.lexicon.of("verb", verb) if len(s.words) == 1 and not s.conditions]
        return plain[0] if plain and plain[0].top != NOTHING else None

    def adjective(self, token: Token) -> Candidate | None:
        """Read an adjective that is said of something."""
        if token.dep_ not in PREDICATE or not token.text[0].isalnum() or _is_prefix(token):
            return None
        arguments = adjective_arguments(token)
        reading = read_sense("adj", token, arguments, self.mentions, self.lexicon)
        if reading is not None:
            told = reading.sense.top != NOTHING
            return Candidate(reading, "adjective", "lexicon", frozenset()) if told else None
        if token.dep_ == "amod":
            return None
        return Candidate(self._by_class("adj", token, arguments), "adjective", "class", frozenset())

    def _by_class(self, pos: str, token: Token, arguments: Arguments) -> Reading:
        """Read a word outside the lexicon by its WordNet class."""
        kind = self.wordnet.of(pos, token.lemma_.casefold()).rstrip("+")
        participle = token.tag_ == "VBN" and token.is_alpha and not arguments.get("subj")
        kind = kind or ("participle" if participle else "none")
        top, frame = FALLBACK.get(f"{pos}.{kind}", FALLBACK["adj.none"])
        sense = Sense((token.lemma_.casefold(),), pos, top, top, self.lexicon.frames[frame])
        return Reading(token, (token,), sense, arguments)


def _is_hearsay(reading: Reading) -> bool:
    """Tell "is believed to have fled": a hedge on what follows, no thought of anybody who is named."""
    if reading.sense.frame.name != "feel" or reading.arguments.get("subj"):
        return False
    return is_passive(reading.head) and any(c.dep_ == "xcomp" for c in reading.arguments.get("comp", []))


def _is_comparison(verb: Token) -> bool:
    """Tell a participle that is a preposition or a hedge: "following the vote", "alleged thieves"."""
    likened = verb.lower_ == "compared" and any(c.lower_ in ("with", "to") for c in verb.children)
    hedged = verb.dep_ == "amod" and verb.lower_ in HEDGES
    return verb.dep_ == "prep" or hedged or (likened and not any(c.dep_ in SUBJECTS for c in verb.children))


def _is_prefix(token: Token) -> bool:
    """Tell the first part of a hyphenated word ("re" of "re-elected"), which the tokenizer splits."""
    after = token.i + 1
    return not token.whitespace_ and after < len(token.doc) and token.doc[after].text == "-"
