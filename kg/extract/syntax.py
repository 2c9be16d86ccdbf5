"""Shared readings of a parse: offsets, noun phrases, and which mention a token heads.

Nothing here decides what a thing is; it only reads what the parser said, so that each rule reads it the same way.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from copy import copy
from functools import cached_property
from operator import is_
from typing import TYPE_CHECKING

from kg.extract.syntax_clauses import (
    HAVING,
    HAVING_DONE,
    OF_WHAT,
    PARTY_LABELS,
    REACH,
    VIEWING,
    alongside,
    called_upon,
    calls_to_say,
    clause_above,
    described,
    has_gap,
    has_relative,
    is_danger,
    is_disposed,
    is_infinitive,
    is_means,
    shared_objects,
    struck,
    told_before,
    up_to,
    what_for,
)
from kg.extract.syntax_clauses import SUBJECTS as SUBJECTS
from kg.extract.syntax_clauses import antecedent as antecedent
from kg.extract.syntax_clauses import conjuncts as conjuncts
from kg.extract.tokens import Doc, Token, once
from kg.extract.wordlists import words
from kg.model import Document, EntityMention, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc as Source

#: Dependents that stand before a head and belong to its noun phrase (ClearNLP labels of the English pipelines).
PREMODIFIERS = frozenset({"det", "amod", "compound", "nummod", "poss", "quantmod", "predet", "nmod", "advmod", "case"})


def token_span(token: Token) -> Span:
    """Return the offsets of one token."""
    return Span(token.idx, token.idx + len(token.text))


def tokens_span(tokens: Iterable[Token]) -> Span:
    """Return the offsets from the first to the last of the tokens, white space aside; there must be one."""
    words = [t for t in tokens if not t.is_space]
    first = last = words[0]
    for token in words:
        if token.idx < first.idx:
            first = token
        elif token.idx > last.idx:
            last = token
    return Span(first.idx, last.idx + len(last.text))


class Parse:
    """One document with its parse. ``doc`` may be of a repaired text; its offsets are those of the document."""

    def __init__(self, document: Document, doc: Source) -> None:
        """Read the parse that the pipeline made."""
        self.document = document
        self.doc = Doc(doc)
        #: What a rule reads once a document, by the rule's own name.
        self.kept: dict[str, object] = {}
        self._tokens: dict[Span, Sequence[Token]] = {}

    @cached_property
    def _starts(self) -> list[int]:
        """Where each token begins."""
        return [t.idx for t in self.doc]

    def at(self, offset: int) -> Token | None:
        """Return the token that a code point lies in; None between tokens."""
        before = bisect_right(self._starts, offset) - 1
        token = self.doc[before] if before >= 0 else None
        return token if token is not None and offset < token.idx + len(token.text) else None

    @cached_property
    def _begins(self) -> dict[int, int]:
        """Which token begins at an offset."""
        return {t.idx: t.i for t in self.doc}

    def tokens(self, span: Span) -> Sequence[Token]:
        """Return the tokens that overlap the span, without white space; looked up once, for rules ask ten times."""
        found = self._tokens.get(span)
        if found is None:
            found = self._tokens[span] = self._found(span)
        return found

    def _found(self, span: Span) -> list[Token]:
        """Look the tokens of a span up."""
        first = self._begins.get(span.start)
        if first is None:
            return [t for t in self.between(span.start, span.end) if not t.is_space]
        after = bisect_left(self._starts, span.end, first)
        return [t for t in self.doc[first:after] if not t.is_space]

    def between(self, start: int, end: int) -> list[Token]:
        """Return the tokens that have a code point from ``start`` to before ``end``, white space too."""
        tokens = self.doc
        first = bisect_right(self._starts, start) - 1
        if first < 0 or tokens[first].idx + len(tokens[first].text) <= start:
            first += 1
        return tokens[first : bisect_left(self._starts, end, first)]

    def text(self, span: Span) -> str:
        """Return the words of the span, as read."""
        return span.of(self.document.text)

    @cached_property
    def sentences(self) -> dict[int, Span]:
        """Map the index of each token to its sentence, without white space around it."""
        found: dict[int, Span] = {}
        for sent in self.doc.sents:
            tokens = [t for t in sent if not t.is_space]
            span = Span(tokens[0].idx, tokens[-1].idx + len(tokens[-1])) if tokens else token_span(sent[0])
            found |= dict.fromkeys(range(sent.start, sent.end), span)
        return found

    def sentence(self, token: Token) -> Span:
        """Return the sentence of a token, without white space around it."""
        return self.sentences[token.i]

    def sentences_before(self, sentence: Span, count: int) -> list[Span]:
        """Return a sentence and at most so many before it."""
        spans = list(dict.fromkeys(self.sentences.values()))
        here = spans.index(sentence) if sentence in spans else 0
        return spans[max(0, here - count) : here + 1]

    @cached_property
    def words(self) -> list[Token]:
        """Return the tokens of the article: neither white space nor boilerplate."""
        blank = {t.i for b in self.document.boilerplate for t in self._inside(b.span)}
        return [t for t in self.doc if not t.is_space and t.i not in blank]

    def _inside(self, span: Span) -> list[Token]:
        """Return the tokens that begin in a span."""
        return self.doc[bisect_left(self._starts, span.start) : bisect_left(self._starts, span.end)]


class Mentions:
    """The entity mentions of one document, found by the token that heads them or by any token inside."""

    def __init__(self, parse: Parse, mentions: Sequence[EntityMention]) -> None:
        self.all = tuple(mentions)
        self.by_span = {m.span: m for m in mentions}
        self._head: list[EntityMention | None] = [None] * len(parse.doc)
        self._inside: list[EntityMention | None] = [None] * len(parse.doc)
        self._parse = parse
        for mention in sorted(mentions, key=lambda m: m.span.start - m.span.end):
            for token in parse.tokens(mention.head):
                self._head[token.i] = self._head[token.i] or mention
            for token in parse.tokens(mention.span):
                self._inside[token.i] = mention

    def renewed(self, mentions: Sequence[EntityMention]) -> Mentions:
        """Return the same mentions, in their order, with what is known of them now."""
        if all(map(is_, self.all, mentions)):
            return self
        now = {id(old): new for old, new in zip(self.all, mentions, strict=True)}
        found = copy(self)
        found.all = tuple(mentions)
        found.by_span = {m.span: m for m in mentions}
        found._head = [m and now[id(m)] for m in self._head]
        found._inside = [m and now[id(m)] for m in self._inside]
        return found

    def head(self, mention: EntityMention) -> Token:
        """Return the last word of a mention's head."""
        return self._parse.tokens(mention.head)[-1]

    def inside(self, mention: EntityMention) -> list[EntityMention]:
        """Return the mentions that lie inside another."""
        found = (self._inside[t.i] for t in self._parse.tokens(mention.span))
        return [m for m in dict.fromkeys(found) if m is not None and m != mention and mention.span.contains(m.span)]

    def headed_by(self, token: Token) -> EntityMention | None:
        """Return the mention whose head is this token (the longest one)."""
        return self._head[token.i]

    def around(self, token: Token) -> EntityMention | None:
        """Return the shortest mention that the token lies in."""
        return self._inside[token.i]


OBJECT_CONTROL = words("object_control")
OBJECT_PREPOSITION = words("object_preposition")

PARTITIVES = words("partitives")
#: Nouns whose infinitive somebody else is to do than whose they are ("a Danish request to release them").
ASKING = words("asking")
#: Nouns of what is said of a deed in general.
GENERAL = words("general")
#: Verbs of finding somebody guilty, of calling or leaving them something.
JUDGING = words("judging")
#: Nouns of what answers something, after "in".
ANSWERS = words("answers")
#: Prepositions that give examples of what they follow.
EXAMPLES = frozenset({"including", "like", "as"})
#: Parts of speech that the tagger gives to a preposition.
PREPOSITIONAL = frozenset({"ADP", "SCONJ", "ADV", "ADJ", "PART", "VERB"})


@once
def is_passive(verb: Token) -> bool:
    """Tell whether the surface subject suffers what the verb says: passives, and participles after or before a noun."""
    if verb.tag_ not in ("VBN", "VBD"):
        return False
    labels = {c.dep_ for c in verb.children}
    if is_disposed(verb) and "agent" not in labels:
        return False
    if labels & {"auxpass", "nsubjpass"}:
        return True
    if verb.tag_ == "VBD" or any(c.dep_ == "aux" and c.lemma_ in HAVING for c in verb.children):
        return False
    if "agent" in labels:
        return True
    if verb.dep_ == "conj" and verb.head.pos_ in ("VERB", "AUX") and not labels & SUBJECTS:
        return verb.head.dep_ == "acl" or is_passive(verb.head)
    if "nsubj" in labels:  # "wanted the sailors freed"
        return verb.dep_ == "ccomp" and verb.head.lemma_ in HAVING_DONE and not labels & {"aux", "mark"}
    return verb.dep_ in ("acl", "amod", "advcl", "oprd", "pcomp", "xcomp", "ccomp", "acomp", "attr")


def subjects(verb: Token) -> list[Token]:
    """Return the surface subjects of a verb, also one that the parser hangs from its auxiliary."""
    own = [c for c in verb.children if c.dep_ in SUBJECTS]
    return own or [s for c in verb.children if c.dep_ in ("aux", "auxpass") for s in c.children if s.dep_ in SUBJECTS]


def controller(verb: Token, depth: int = 0) -> list[Token]:
    """Return the surface subjects of a verb (or predicate), also those that it shares or that control it."""
    own = [t for c in subjects(verb) for t in conjuncts(antecedent(c))]
    if own:
        own = what_for(verb) or [*own, *alongside(verb)]
    if own or depth > REACH:
        return own
    head, label = verb.head, verb.dep_
    if label == "conj":
        return controller(head, depth + 1)
    unbound = label == "relcl" and is_infinitive(verb) and not has_relative(verb)
    if (label in ("acl", "amod") or unbound) and head.pos_ in ("NOUN", "PROPN", "PRON", "NUM", "ADJ"):
        return holders(head, depth + 1) if is_infinitive(verb) else [head]
    if label == "relcl":
        return conjuncts(described(verb))
    if label in ("xcomp", "ccomp", "advcl", "dep", "oprd", "acomp", "attr", "prep"):
        return _controlled(verb, depth + 1)
    if label == "pcomp":
        return [] if is_danger(verb) else _after_preposition(head, depth + 1)
    return []


def _controlled(verb: Token, depth: int) -> list[Token]:
    """Find who does what a complement without a subject says: the object of the verb above, else its subject."""
    head = verb.head
    if head.pos_ not in ("VERB", "AUX", "ADJ", "NOUN"):
        return []
    if verb.dep_ == "ccomp" and not is_infinitive(verb) and verb.tag_ not in ("VBG", "VBN"):
        return []
    if (asked := called_upon(verb)) and not is_passive(head):
        return [t for p in asked for t in conjuncts(antecedent(p))]
    if (told := told_before(verb)) is not None:
        return controller(told, depth)
    ruled = verb.dep_ in ("xcomp", "ccomp", "oprd") and head.lemma_ in OBJECT_CONTROL and not is_passive(head)
    if ruled and not calls_to_say(verb):
        given = [
            t for c in head.children if c.dep_ in ("dobj", "dative") and c.i < verb.i for t in conjuncts(antecedent(c))
        ]
        if given:
            return given
    if head.pos_ == "NOUN":
        return holders(head, depth)
    return controller(head, depth)


def _after_preposition(preposition: Token, depth: int) -> list[Token]:
    """Find who does the gerund after a preposition: "accused him of stealing", "closed it by sealing"."""
    above = preposition.head
    if above.pos_ in ("VERB", "AUX"):
        if hit := struck(preposition):
            return hit
        if above.lemma_ in OBJECT_PREPOSITION and preposition.lower_ in OF_WHAT:
            found = objects(above)
            if found:
                return found
        return controller(above, depth)
    accused = above.dep_ == "dobj" and above.head.lemma_ in OBJECT_PREPOSITION and preposition.lower_ in ("of", "for")
    if accused:  # hung on the one before it: "accused the police of lying"
        return conjuncts(above)
    if above.pos_ in ("NOUN", "PROPN") and (verb := clause_above(preposition)) is not None:
        return controller(verb, depth)
    if above.pos_ == "ADJ" and (described := predicated(above)):
        return described
    if above.pos_ in ("NOUN", "PROPN", "ADJ") and above.lemma_ not in GENERAL:
        return holders(above, depth)
    return []


def predicated(adjective: Token) -> list[Token]:
    """Return of whom a verb of finding or leaving says an adjective ("found Hill guilty", "left her homeless")."""
    if adjective.dep_ not in ("ccomp", "oprd", "acomp") or adjective.head.pos_ != "VERB":
        return []
    own = [t for c in adjective.children if c.dep_ in SUBJECTS for t in conjuncts(antecedent(c))]
    if own or adjective.head.lemma_ not in JUDGING:
        return own
    return [t for c in adjective.head.children if c.dep_ == "dobj" for t in conjuncts(antecedent(c))]


def holders(noun: Token, depth: int = 0) -> list[Token]:
    """Return whose a noun is: its possessor, its "by", or the subject of the verb that it is the object of."""
    own = [t for c in noun.children if c.dep_ == "poss" for t in conjuncts(antecedent(c))]
    own = own or [
        p for c in noun.children if c.dep_ == "prep" and c.lower_ == "by" for p in c.children if p.dep_ == "pobj"
    ]
    if not own and noun.lemma_ not in ASKING:
        own = [c for c in noun.lefts if c.dep_ in ("amod", "compound") and c.ent_type_ in PARTY_LABELS]
    if own or depth > REACH:
        return own
    head = noun.head
    if noun.dep_ in ("dobj", "attr", "oprd", "acomp") and head.pos_ in ("VERB", "AUX"):
        if noun.dep_ == "dobj" and head.lemma_ in VIEWING and noun.lemma_ not in ASKING:
            return []  # "condemned an attempt to": somebody else's
        given = [t for c in head.children if c.dep_ == "dative" and c.pos_ != "ADP" for t in conjuncts(c)]
        return given or controller(head, depth + 1)
    if noun.dep_ == "pobj" and head.lower_ == "in" and head.head.pos_ == "NOUN" and noun.lemma_ in ANSWERS:
        return holders(head.head, depth + 1)  # "a strike in protest of"
    if noun.dep_ == "pobj" and head.head.pos_ in ("VERB", "AUX") and head.lower_ != "by":
        return _after_preposition(head, depth + 1)
    if noun.dep_ == "conj":
        return holders(head, depth + 1)
    return []


def objects(verb: Token) -> list[Token]:
    """Return the deep objects of a verb: direct objects, subjects of its passive, the noun that it describes."""
    own = [t for c in verb.children if c.dep_ == "dobj" for t in conjuncts(antecedent(c))]
    if is_passive(verb):
        return own or controller(verb)
    if own:
        return own
    if verb.dep_ == "relcl" and has_gap(verb):
        return [described(verb)]
    if counted := up_to(verb):
        return counted
    return [t for c in verb.conjuncts if c.i > verb.i and c.head == verb for o in shared_objects(verb, c) for t in o]


def agents(verb: Token) -> list[Token]:
    """Return who did it in a passive: the noun after "by", or before a hyphen ("the Peruvian-backed militia")."""
    doers = [p for c in verb.children if c.dep_ == "agent" for p in c.children if p.dep_ == "pobj" and not is_means(p)]
    named = [t for p in doers for t in conjuncts(p)]
    if not named:  # "appointed envoy by the king": hung on what she was appointed
        nouns = [c for c in verb.rights if c.dep_ in ("oprd", "attr")]
        named = [t for n in nouns for word, p in prepositions(n) if word == "by" for t in conjuncts(p)]
    if named or verb.dep_ != "amod":
        return named
    return [t for t in verb.lefts if t.nbor().text == "-" and t.nbor().i + 1 == verb.i and t.ent_type_ in PARTY_LABELS]


@once
def prepositions(token: Token) -> Sequence[tuple[str, Token]]:
    """Return each noun after a preposition of the token, with the preposition ("out of" counts as "from")."""
    found: list[tuple[str, Token]] = []
    for child in token.children:
        if child.lower_ in ("according", "due", "thanks", "prior", "owing"):
            continue  # what follows their "to" is a source, a cause or a time, never where something goes
        if child.dep_ in ("prep", "dative", "agent", "prt", "advmod") and child.pos_ in PREPOSITIONAL:
            found += _prepositional(child)
    return found


def _prepositional(preposition: Token) -> list[tuple[str, Token]]:
    """Return the nouns after one preposition, also through a second one ("from across the river")."""
    word = preposition.lower_
    found = [(word, t) for p in preposition.children if p.dep_ == "pobj" for t in conjuncts(antecedent(p))]
    for inner in preposition.children:
        if inner.dep_ == "prep":
            name = "from" if (word, inner.lower_) == ("out", "of") else inner.lower_
            name = word if inner.lower_ == "of" and word in ("outside", "inside", "off") else name
            found += [(name, t) for _, t in _prepositional(inner)]
    return found
