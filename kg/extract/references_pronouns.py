"""What pronouns refer to, by number, gender, class, nearness and what is spoken of; no link where two fit as well."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from kg.extract.countries import told_country
from kg.extract.mentions_nominals import PRONOUNS
from kg.extract.references_binding import bound, clause, located
from kg.extract.references_bodies import body_told
from kg.extract.references_things import SUBJECTS, Discourse, Thing, family
from kg.extract.tokens import Token
from kg.gazetteer.nouns import Nouns
from kg.gazetteer.words import word_set
from kg.model import Claim, EntityMention, MentionKind, Rule

#: How many sentences back the antecedent of a pronoun may stand.
_REACH = 3
#: How much each sentence of distance costs, and what makes a candidate likelier. The weights order candidates as Lappin
#: and Leass (1994) do; their size was set by hand on the development articles.
_PER_SENTENCE = 30.0
_SUBJECT = 25.0
_SAME_CLAUSE = 25.0
_NAMED = 8.0
#: Who was just said to have spoken goes on as the subject; a place told with "in" does not.
_SPOKE = 10.0
_LOCATED = 10.0
_OFTEN = 4.0
_TOLD_OF = 3
_PER_TOKEN = 0.15
#: Two candidates nearer than this are told apart by nothing.
_MARGIN = 3.0
#: How many sentences before the words the body may be named that they speak for.
_SPOKEN_FOR = 2
#: What a sentence ends in.
_ENDS = frozenset('.!?"”')

_FIRST = frozenset({"i", "me", "my", "mine", "myself"})
_WE = frozenset({"we", "us", "our", "ours", "ourselves"})
_THEY = frozenset({"they", "them", "their", "theirs", "themselves"})
_IT = frozenset({"it", "its", "itself"})
#: Labels of what a clause is about, and nouns that are none of it: times.
_ARGUMENTS = SUBJECTS | {"dobj"}
_TIMES = frozenset({"second", "minute", "hour", "day", "night", "week", "weekend", "month", "year", "decade", "time"})
_HE_SHE = frozenset({"he", "him", "his", "himself", "she", "her", "hers", "herself"})
#: Organisations that news speaks of in the plural.
_PLURAL_BODIES = frozenset({"GovernmentBody", "ArmedForce", "Organization", "PoliticalParty", "MediaOutlet", "Company"})


@dataclass(frozen=True)
class _Candidate:
    """A thing that a pronoun may stand for, by its last mention before."""

    thing: Thing
    mention: EntityMention
    score: float


class PronounLinker:
    """Links the pronouns of one document."""

    def __init__(
        self,
        discourse: Discourse,
        nouns: Nouns,
        claims: Sequence[Claim] = (),
        settle: Callable[[EntityMention], None] = lambda _: None,
    ) -> None:
        """Take the things of a document, who speaks in it, and how to link a description out of its turn."""
        self.discourse = discourse
        self.settle = settle
        self.nouns = nouns
        self.speakers = {c.speaker for c in claims if c.speaker}
        self.said = {c.speaker: c.content for c in claims if c.is_quote and c.speaker}
        self.quotes = [(s, c) for c in claims if c.is_quote and c.speaker for s in c.content]

    def link(self, mention: EntityMention) -> None:
        """Link one pronoun, or leave it."""
        word = self.discourse.place[mention.span].token.lower_
        if word in _FIRST:
            self._first(mention, "first-person")
        elif word in _WE:
            self._we(mention)
        elif self._ahead(mention):
            return
        elif word in _HE_SHE:
            self._best(mention, "third-person")
        elif word in _IT:
            self._best(mention, "it")
        elif word == "both":
            self._both(mention)
        elif word in _THEY and not self._conjoined(mention) and not self._told_together(mention):
            self._best(mention, "they")

    def _ahead(self, mention: EntityMention) -> bool:
        """Link a pronoun in what opens a sentence to the subject that follows: "In her speech, Silva said"."""
        token = self.discourse.place[mention.span].token
        top = token
        while top.head != top and not (top.dep_ in {"advcl", "prep"} and top.head.pos_ in {"VERB", "AUX"}):
            top = top.head
        verb, first = top.head, min(t.i for t in top.subtree)
        subject = next((c for c in verb.lefts if c.dep_ in SUBJECTS and c.i > token.i), None)
        other = self.discourse.mentions.headed_by(subject) if subject is not None else None
        if subject is None or other is None or top.dep_ not in {"advcl", "prep"} or not self._opens(first, verb):
            return False
        told = other.kind is MentionKind.NAME and not other.span.overlaps(mention.span)
        if not told or not self._agrees(mention, self.discourse.thing[other.span], other):
            return False
        free = top.dep_ == "prep" or top.tag_ in {"VBG", "VBN"} or token.dep_ == "poss"
        return free and self.discourse.join(mention, other, "ahead")

    @staticmethod
    def _opens(first: int, verb: Token) -> bool:
        """Tell whether a token is the first word of the sentence of a verb, marks aside."""
        begin = verb.sent.start
        return all(t.is_punct or t.is_space or t.pos_ == "CCONJ" for t in verb.doc[begin:first])

    def _speaker(self, mention: EntityMention) -> EntityMention | None:
        """Return who speaks the quotation that a mention stands in."""
        held = [(s.end - s.start, c) for s, c in self.quotes if s.contains(mention.span)]
        if not held:
            return None
        claim = min(held, key=lambda pair: pair[0])[1]
        speaker = self.discourse.mentions.by_span.get(claim.speaker) if claim.speaker else None
        if speaker is not None and speaker.kind is MentionKind.NOMINAL and speaker.span > mention.span:
            self.settle(speaker)  # who "they" are not is known only when the speaker is
        return speaker

    def _first(self, mention: EntityMention, rule: str) -> None:
        """Link "I" to the speaker of the quotation, or to whose name the paragraph is signed with."""
        speaker = self._speaker(mention) or self._signed(mention)
        if speaker is not None and "Person" in self.discourse.thing[speaker.span].family:
            self.discourse.join(mention, speaker, rule)

    def _signed(self, mention: EntityMention) -> EntityMention | None:
        """Return the person with whose name alone, after a full stop, the paragraph of a mention ends."""
        text = self.discourse.parse.document.text
        end = text.find("\n", mention.span.end)
        line = text[mention.span.end : end if end >= 0 else len(text)].rstrip()
        for other in self.discourse.mentions.all:
            last = other.span.end == mention.span.end + len(line) and other.kind is MentionKind.NAME
            if last and other.type == "Person" and text[: other.span.start].rstrip()[-1:] in _ENDS:
                return other
        return None

    def _we(self, mention: EntityMention) -> None:
        """Link "we" in a quotation to the body or country that the speaker speaks for."""
        speaker = self._speaker(mention)
        if speaker is None:
            return
        thing = self.discourse.thing[speaker.span]
        if "Person" not in thing.family:
            if thing.type != "Group" or thing.named:
                self.discourse.join(mention, speaker, "we-body")
            return
        body = body_told(self.discourse, thing)
        if body is not None:
            self.discourse.join(mention, body, "we-spokesman")
            return
        body = self._body_of(thing) or self._body_near(mention, speaker)
        if body is not None:
            self.discourse.join(mention, body, "we-country")

    def _body_near(self, mention: EntityMention, speaker: EntityMention) -> EntityMention | None:
        """Return the body named nearest before somebody who is told of as its spokesman, head or coach."""
        thing, here = self.discourse.thing[speaker.span], self.discourse.place[speaker.span].sentence
        told = {w for m in thing.mentions for w in (m.position or "").lower().split()}
        told |= {self.discourse.lemma(m) for m in thing.mentions if m.kind is MentionKind.NOMINAL}
        if not told & word_set("speakers for"):
            return None
        begin = min([speaker.span.end, *(c.content[0].start for _, c in self.quotes if c.speaker == speaker.span)])
        here = min(here, self.discourse.place[mention.span].sentence)
        for other in reversed([m for m in self.discourse.mentions.all if m.span.start < max(begin, speaker.span.end)]):
            if here - self.discourse.place[other.span].sentence > _SPOKEN_FOR:
                return None
            kind = self.discourse.thing[other.span].type
            if other.kind is not MentionKind.PRONOUN and "Organization" in family(kind) and kind != "MediaOutlet":
                return other
        return None

    def _body_of(self, person: Thing) -> EntityMention | None:
        """Return the country or body that a person speaks for: the country of an office, the body in a description."""
        told = {w for m in person.mentions for w in (m.position or "").lower().split()}
        in_office = bool(told & word_set("offices"))
        country = person.acts_for or ((self._named_country(person) or self._subject_country()) if in_office else None)
        for key in (f"government:{country}", f"country:{country}") if country else ():
            for other in self.discourse.mentions.all:
                if other.key == key:
                    return other
        return None

    def _named_country(self, person: Thing) -> str | None:
        """Return the country that a mention of an office holder says, or that the table of leaders knows."""
        held = [m for m in person.mentions if m.position]
        parse, mentions = self.discourse.parse, self.discourse.mentions
        return next((found for m in held if (found := told_country(parse, mentions, m))), None)

    def _subject_country(self) -> str | None:
        """Return the country that the document names most, if it names one twice as often as any other."""
        counts = Counter(m.country for m in self.discourse.mentions.all if m.country and m.kind is MentionKind.NAME)
        ranked = counts.most_common(2)
        clear = len(ranked) == 1 or (len(ranked) > 1 and ranked[0][1] >= 2 * ranked[1][1])
        return ranked[0][0] if clear else None

    def _candidates(self, mention: EntityMention) -> Iterator[_Candidate]:
        """Yield the things near before a pronoun that it may stand for, with their scores."""
        place = self.discourse.place[mention.span]
        speaker = self._speaker(mention)
        own = self._spoken_for(speaker, place.token)
        said, seen = self.said.get(mention.span, ()), set[int]()
        for other in self.discourse.backwards(mention):
            where = self.discourse.place[other.span]
            distance = place.sentence - where.sentence
            if distance > _REACH:
                return
            thing = self.discourse.thing[other.span]
            if (
                id(thing) in seen
                or thing is self.discourse.thing[mention.span]
                or other.span.contains(mention.span)
                or not self._agrees(mention, thing, other)
            ):
                continue
            if thing in own or any(part.contains(other.span) for part in said):
                continue
            seen.add(id(thing))
            if not bound(place.token, where.token):
                yield _Candidate(thing, other, self._score(place.token, other, thing, distance))

    def _spoken_for(self, speaker: EntityMention | None, pronoun: Token) -> list[Thing]:
        """Return whom a pronoun in a quotation is not: the speaker, nor is "they" the body spoken for."""
        if speaker is None:
            return []
        thing = self.discourse.thing[speaker.span]
        theirs = pronoun.lower_ in _THEY and thing.type == "Person"
        body = body_told(self.discourse, thing) if theirs else None
        return [thing, self.discourse.thing[body.span]] if body is not None else [thing]

    def _agrees(self, mention: EntityMention, thing: Thing, other: EntityMention) -> bool:
        """Tell whether number, gender and class let a pronoun stand for a thing."""
        word = self.discourse.place[mention.span].token.lower_
        if other.kind is MentionKind.PRONOUN and self.discourse.place[other.span].token.lower_ in _WE:
            return False  # who speaks of "them" is another
        if other.kind is MentionKind.NAME and self.discourse.place[other.span].token.dep_ == "amod":
            return False  # "the American agency"
        token = self.discourse.place[mention.span].token
        if token.dep_ == "poss" and token.head.lemma_.lower() in word_set("kin") and self._is(thing, token.head):
            return False  # nobody is their own father
        if token.dep_ == "pobj" and token.head.head == self.discourse.place[other.span].token:
            return False  # "one of them"
        if word in _HE_SHE:
            return thing.type == "Person" and not thing.plural and (thing.gender in {None, PRONOUNS[word][1]})
        if word in _IT:
            return not thing.plural and thing.type not in {"Person", "Group"} and other.name != "the world"
        if any(self.discourse.place[m.span].token.lower_ in _IT for m in thing.mentions):
            return False  # what the text calls "it" it does not call "they"
        plural = thing.plural or thing.type in _PLURAL_BODIES
        return (plural and thing.type not in {"Object", "Facility", "Place", "Region", "City", "Border", "Person"}) or (
            thing.plural and thing.type == "Group"
        )

    def _is(self, thing: Thing, noun: Token) -> bool:
        """Tell whether a thing is told of by a noun."""
        lemma = noun.lemma_.lower()
        return any(m.kind is MentionKind.NOMINAL and self.discourse.lemma(m) == lemma for m in thing.mentions)

    def _score(self, token: Token, other: EntityMention, thing: Thing, distance: int) -> float:
        """Weigh a candidate: nearness, subjects, names, what the text speaks of."""
        where = self.discourse.place[other.span]
        score = -_PER_SENTENCE * distance - _PER_TOKEN * (token.i - where.token.i)
        spoke = other.span in self.speakers
        if where.subject or spoke:
            score += _SUBJECT
        if token.dep_ in SUBJECTS:
            score += _SPOKE * spoke - _LOCATED * located(where.token)
        if where.subject and distance == 0 and clause(where.token) in (clause(token), *clause(token).ancestors):
            score += _SAME_CLAUSE
        if other.kind is MentionKind.NAME:
            score += _NAMED
        score += sum(m.span.start < other.span.start for m in thing.mentions[:_TOLD_OF]) * _OFTEN
        if thing.gender is not None and token.lower_ in _HE_SHE:
            score += _NAMED
        if token.lower_ in _THEY and thing.type != "Group":
            score -= _SUBJECT * (2 if token.dep_ == "pobj" and token.head.lower_ == "of" else 1)
        return score

    def _best(self, mention: EntityMention, rule: str) -> None:
        """Link a pronoun to the likeliest candidate, unless a second one is as likely."""
        ordered = sorted(self._candidates(mention), key=lambda c: (-c.score, -c.mention.span.start))
        if not ordered:
            return
        if len(ordered) > 1 and ordered[0].score - ordered[1].score < _MARGIN:
            return
        if self._told_of_between(mention, ordered[0].mention) or self._things_between(mention, ordered[0]):
            return
        self.discourse.join(mention, ordered[0].mention, rule)

    def _told_of_between(self, mention: EntityMention, other: EntityMention) -> bool:
        """Tell whether "they" may be people whom only a word before a noun tells of ("the hostage crisis ... them")."""
        token, where = self.discourse.place[mention.span].token, self.discourse.place[other.span].token
        if token.lower_ not in _THEY or token.sent is where.sent:
            return False
        between = token.doc[token.sent.start : token.i]
        words = (t.lemma_.lower() for t in between if t.dep_ == "compound" and t.tag_ == "NN")
        return any(self.nouns.kind([word]) == "Person" for word in words)

    def _things_between(self, mention: EntityMention, found: _Candidate) -> bool:
        """Tell whether "they" may be things told of after a body: "The firm sent ships north. They sank"."""
        token, where = self.discourse.place[mention.span].token, self.discourse.place[found.mention.span].token
        if token.lower_ not in _THEY or found.thing.plural or found.thing.type == "Group":
            return False
        between = token.doc[where.i + 1 : token.i]
        return any(t.tag_ == "NNS" and t.dep_ in _ARGUMENTS and self._is_thing(t) for t in between)

    def _is_thing(self, noun: Token) -> bool:
        """Tell whether a noun is nobody: a thing, a place, or what is no mention at all, but for times and amounts."""
        mention = self.discourse.mentions.headed_by(noun)
        if mention is None:
            return noun.ent_type_ == "" and noun.lemma_.lower() not in _TIMES
        return family(mention.type).isdisjoint({"Person", "Group", "Organization"})

    def _conjoined(self, mention: EntityMention) -> bool:
        """Link "they" to a coordination that is the subject before: "A and B ... their"."""
        place = self.discourse.place[mention.span]
        own = clause(place.token)
        for verb in (own, *own.ancestors):
            for child in verb.children:
                if child.dep_ in {"nsubj", "nsubjpass"} and child.i < place.token.i:
                    pair = self._pair(child, mention)
                    if len(pair) > 1:
                        self.discourse.split(mention, pair, "they-both")
                        return True
                    return False
        return False

    def _told_together(self, mention: EntityMention) -> bool:
        """Link "they" to "A and B" that were the subject of the sentence before."""
        token = self.discourse.place[mention.span].token
        begin = token.sent.start
        if (
            not begin
            or token.dep_ not in SUBJECTS | {"poss"}
            or any(
                self.discourse.place[m.span].token.sent is token.sent and m.plural and m.kind is not MentionKind.PRONOUN
                for m in self.discourse.between(token.sent[0].idx, mention.span.start)
            )
        ):
            return False
        before = token.doc[begin - 1].sent
        roots = [t for t in token.doc[before.start : before.end] if t.dep_ == "ROOT"]
        for child in (c for root in roots for c in root.lefts if c.dep_ in SUBJECTS):
            pair = self._pair(child, mention)
            if len(pair) > 1:
                self.discourse.split(mention, pair, "they-both")
                return True
        return False

    def _both(self, mention: EntityMention) -> None:
        """Link "A and B, both of Lima" to both."""
        token = self.discourse.place[mention.span].token
        pair = self._pair(token.head, mention) if token.dep_ in {"appos", "nsubj", "dep"} else []
        if len(pair) == 2:
            self.discourse.split(mention, pair, "they-both")

    def _pair(self, token: Token, mention: EntityMention) -> list[EntityMention]:
        """Return the mentions of a coordination."""
        found = [self.discourse.mentions.headed_by(t) for t in (token, *token.conjuncts)]
        kept = [m for m in found if m is not None and not m.plural and not m.span.overlaps(mention.span)]
        same = {next(iter(sorted(family(m.type)))) for m in kept}
        return kept if len(kept) == len(found) and len(same) == 1 and _RIGHT_PAIR & same else []


_RIGHT_PAIR = frozenset({"Person", "Country", "Organization"})


RULES = (
    Rule("first-person", "'I' inside a quotation is who speaks it.", ('"I am tired," Ana Silva said.',)),
    Rule("we-body", "'We' inside a quotation of a body is that body.", ('"We disagree," the ministry said.',)),
    Rule(
        "we-country",
        "'We' inside a quotation of an office holder is the country that he or she acts for.",
        ('"We disagree," Peruvian President Ana Silva said.',),
    ),
    Rule(
        "we-spokesman",
        "'We' inside a quotation of somebody told of with a body's name is that body.",
        ('"We disagree," Zentrix spokesman Rui Silva said.',),
    ),
    Rule("third-person", "'He' or 'she' is the likeliest person near before.", ("Ana Silva said she was tired.",)),
    Rule(
        "ahead",
        "A pronoun in a phrase that opens a sentence is the subject that follows.",
        ("In her speech, Ana Silva thanked the voters.",),
    ),
    Rule("it", "'It' is the likeliest single thing near before, a subject first.", ("Zentrix said it would close.",)),
    Rule("they", "'They' is the likeliest group near before.", ("The farmers said they would march.",)),
    Rule("they-both", "'They' after 'A and B' are both.", ("Peru and Chile said they agreed.",)),
)
