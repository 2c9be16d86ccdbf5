"""Nominals (noun phrases that denote somebody, something or a place) and pronouns."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.extract.syntax import PREMODIFIERS, token_span, tokens_span
from kg.extract.tokens import Doc, Token
from kg.gazetteer import NONE, Nouns
from kg.gazetteer.words import word_set
from kg.model import EntityMention, MentionKind

#: Pronouns: class, gender, plural. An empty class is told by the antecedent.
PRONOUNS: dict[str, tuple[str, str | None, bool | None]] = {
    **dict.fromkeys(("he", "him", "his", "himself"), ("Person", "m", False)),
    **dict.fromkeys(("she", "her", "hers", "herself"), ("Person", "f", False)),
    **dict.fromkeys(("i", "me", "my", "mine", "myself"), ("Person", None, False)),
    **dict.fromkeys(("we", "us", "our", "ours", "ourselves"), ("Group", None, True)),
    **dict.fromkeys(("they", "them", "their", "theirs", "themselves"), ("Group", None, True)),
    **dict.fromkeys(("it", "its", "itself"), ("Object", None, False)),
    **dict.fromkeys(("someone", "somebody"), ("Person", None, False)),
    **dict.fromkeys(("those", "both", "others"), ("Group", None, True)),
}
#: Parts of speech that can head a noun phrase, and those of pronouns.
_NOUNLIKE = frozenset({"NOUN", "PROPN", "NUM", "ADJ", "VERB"})
_PRONOMINAL = frozenset({"PRON", "DET"})
#: What only somebody can be: the "it" that is so stands for a party ("it is willing to talk").
_DISPOSED = frozenset(
    {"willing", "unwilling", "ready", "prepared", "able", "unable", "eager", "keen", "committed", "determined"}
    | {"reluctant", "set", "due", "bound", "free"}
)
#: Determiners of singular nouns that stand for all or both.
_EACH = frozenset({"each", "every", "neither", "either"})
#: Nouns for people that are written in capitals, and so taken for names.
_ABBREVIATED = frozenset(each + s for each in ("MP", "MEP", "MSP", "CEO", "CFO", "CTO") for s in ("", "s"))
#: What stands between two phrases that the parser took for one ("LIMA - The mayor").
_DASHES = frozenset({"-", "–", "—", "--"})
#: The class of several of something.
_PLURAL = {"Person": "Group", "Country": "Group"}


@dataclass(frozen=True)
class NominalReader:
    """Reads the nominals and pronouns of one document. ``named`` are the tokens that belong to names."""

    doc: Doc
    nouns: Nouns
    named: frozenset[int]

    def mentions(self) -> Iterator[EntityMention]:
        """Yield all nominal and pronominal mentions, in the order of their heads."""
        for token in self.doc:
            if token.i in self.named:
                continue
            if token.pos_ in _NOUNLIKE:
                yield from self._nominal(token)
            elif token.pos_ in _PRONOMINAL and token.lower_ in PRONOUNS:
                yield from self._pronoun(token)

    def _pronoun(self, token: Token) -> Iterator[EntityMention]:
        """Read a pronoun, unless it stands for nothing."""
        if token.dep_ in {"expl", "det", "predet"} or _empty(token):
            return
        kind, gender, plural = PRONOUNS[token.lower_]
        span = token_span(token)
        yield EntityMention(span, span, MentionKind.PRONOUN, kind, "pronoun", gender=gender, plural=plural)

    def _nominal(self, token: Token) -> Iterator[EntityMention]:
        """Read a noun phrase by its head."""
        if token.pos_ in {"ADJ", "VERB"} and token.lower_ not in word_set("people adjectives"):
            return
        if token.i + 1 in self.named and _is_title(token):
            return
        if token.dep_ in {"compound", "nmod"} and token.head.i > token.i and token.head.pos_ in {"NOUN", "PROPN"}:
            return
        kind = None if _of_office(token) else self._kind(token)
        determiners = {c.lower_ for c in token.lefts if c.dep_ == "det"}
        if kind is None or _idle(token) or ("no" in determiners and not self._plural(token)):
            return
        plural = (self._plural(token) and not _aged(token)) or bool(determiners & _EACH)
        phrase = self._phrase(token)
        head = token_span(token)
        outer = self._partitive(token)
        if outer is not None:
            phrase = [*self._phrase(outer), *phrase]
            head, plural = tokens_span([outer, token]), outer.lower_ not in {"one", "form", "part", "piece", "section"}
        kind = _PLURAL.get(kind, kind) if plural else kind
        lemma = token.lemma_.lower()
        gender = "f" if lemma in word_set("female") else "m" if lemma in word_set("male") else None
        if lemma == "world" and token.dep_ == "poss" and _superlative(token.head):
            return  # "the world's largest exporter"
        whole = lemma == "world" and [t.lower_ for t in phrase] == ["the", "world"]
        yield EntityMention(
            tokens_span(phrase),
            head,
            MentionKind.NAME if whole else MentionKind.NOMINAL,
            kind,
            "nominal",
            name="the world" if whole else None,
            plural=plural,
            gender=gender,
        )

    def _kind(self, token: Token) -> str | None:
        """Return the class that the head of a noun phrase denotes, or None for no mention."""
        if _aged(token):
            return "Person"
        if token.pos_ in {"ADJ", "VERB"}:
            article = any(c.lower_ == "the" for c in token.lefts)
            return (
                "Group"
                if article and token.lower_ in word_set("people adjectives") and token.dep_ not in {"amod"}
                else None
            )
        if token.pos_ == "NUM":
            return "Group" if self._counts_people(token) else None
        if token.text in _ABBREVIATED:
            return "Person"
        if (token.pos_ == "PROPN" and token.lower_ in word_set("no names")) or _a_condition(token):
            return None
        words = [t.lower_ for t in self.doc[max(0, token.i - 2) : token.i] if t.i not in self.named]
        lemma = token.lemma_.lower()
        kind = self.nouns.kind([*words, lemma]) or self.nouns.kind([*words, token.lower_])
        if kind is None and token.tag_ == "NNPS" and token.is_sent_start:  # taken for a name, it keeps its "s"
            kind = self.nouns.kind([*words, lemma.removesuffix("s")])
        if kind is None and "-" in token.text:
            kind = self.nouns.kind([lemma.rpartition("-")[2]])
        return None if kind == NONE else kind

    def _counts_people(self, token: Token) -> bool:
        """Tell whether a bare number counts people: "killed 30", "at least 12 were wounded"."""
        if token.ent_type_ not in {"CARDINAL", ""} or not token.text.replace(",", "").isdigit():
            return False
        harmed = token.head.lemma_.lower() in {"kill", "injure", "wound", "arrest", "die", "detain", "hurt", "evacuate"}
        return harmed and token.dep_ in {"nsubj", "nsubjpass", "dobj"}

    def _plural(self, token: Token) -> bool:
        """Tell whether a noun phrase is about several."""
        if token.text in _ABBREVIATED:
            return token.text.endswith("s")
        return token.tag_ in {"NNS", "NNPS"} or token.pos_ in {"ADJ", "VERB", "NUM"}

    def _phrase(self, head: Token) -> list[Token]:
        """Return the head with its article and premodifiers, from the first on."""
        first = head.i
        for child in head.lefts:
            if child.dep_ in PREMODIFIERS and not child.is_space:
                first = min(first, min(t.i for t in child.subtree))
        if first and self.doc[first].lower_ in {"least", "most"} and self.doc[first - 1].lower_ == "at":
            first -= 1
        tokens = list(self.doc[first : head.i + 1])
        tokens = tokens[_after_dash(tokens) :]
        if any(t.pos_ == "NUM" for t in tokens[:4]) and tokens[0].pos_ != "CCONJ":
            return tokens
        while tokens and (
            tokens[0].is_punct
            or tokens[0].is_space
            or (tokens[0].pos_ in {"ADV", "CCONJ", "SCONJ"} and not _counting(tokens[0]))
        ):
            tokens.pop(0)
        return tokens or [head]

    def _partitive(self, token: Token) -> Token | None:
        """Return the outermost counting noun before "of" and this noun: "hundreds of thousands of people"."""
        found, here = None, token
        while here.dep_ == "pobj" and here.head.lower_ == "of":
            here = here.head.head
            if here.lemma_.lower() not in word_set("partitives") or here.i >= token.i:
                break
            found = here
        return found


def _is_title(token: Token) -> bool:
    """Tell whether a word before a name is a title, alone or with another before it: "Chief Justice"."""
    more = [t for t in token.lefts if t.lower_ not in word_set("titles") or not t.text[:1].isupper()]
    return token.lower_ in word_set("titles") and not more


def _of_office(token: Token) -> bool:
    """Tell whether a word only says what an office is for: "Secretary of State"."""
    title = token.dep_ == "pobj" and token.head.lower_ == "of" and token.head.head.lower_ in word_set("titles")
    return title and token.pos_ == "PROPN" and not any(True for _ in token.lefts)


def _after_dash(tokens: list[Token]) -> int:
    """Return how many of the first tokens of a phrase end with a dash between spaces, and belong to a dateline."""
    for n in range(len(tokens) - 1, 0, -1):
        if tokens[n].text in _DASHES and tokens[n].whitespace_ and tokens[n - 1].whitespace_:
            return n + 1
    return 0


def _superlative(token: Token) -> bool:
    """Tell whether a noun is the most of its kind: "largest exporter", "most wanted men"."""
    return any(t.tag_ in {"JJS", "RBS"} for c in token.lefts if c.dep_ == "amod" for t in c.subtree)


def _a_condition(token: Token) -> bool:
    """Tell whether "state" is how things are, and no land: "a state of emergency"."""
    of = (g for c in token.rights if c.lower_ == "of" for g in c.children if g.dep_ == "pobj")
    return token.lemma_.lower() == "state" and any(g.pos_ == "NOUN" and g.tag_ == "NN" for g in of)


def _aged(token: Token) -> bool:
    """Tell whether a word ends somebody's age: "the 34-year-old"."""
    return token.lower_ == "old" and token.dep_ != "amod" and any(c.dep_ == "npadvmod" for c in token.lefts)


def _idle(token: Token) -> bool:
    """Tell whether a noun only completes a verb ("take place", "in place") and denotes nothing."""
    if token.lower_ == "place" and any(c.lower_ in word_set("ordinals") for c in token.lefts):
        return True  # "in second place"
    bare = not any(c.dep_ in {"det", "poss", "amod", "compound", "nummod"} for c in token.lefts)
    return bare and token.lower_ in word_set("idle nouns") and token.dep_ in {"dobj", "pobj", "attr", "conj"}


def _counting(token: Token) -> bool:
    """Tell whether an adverb belongs to a number: "nearly 300"."""
    return token.dep_ == "quantmod" or (token.dep_ == "advmod" and token.head.pos_ in {"NUM", "DET"})


def _empty(token: Token) -> bool:
    """Tell whether "it" stands for nothing: "it is clear that", "it seems"."""
    if token.lower_ != "it" or token.dep_ not in {"nsubj", "nsubjpass"}:
        return False
    verb = token.head
    if verb.lemma_.lower() in word_set("empty it"):
        return True
    clausal = any(c.dep_ in {"ccomp", "csubj", "advcl", "xcomp"} and c.i > verb.i for c in verb.children)
    adjective = any(c.dep_ in {"acomp", "attr"} for c in verb.children)
    if any(c.dep_ == "acomp" and c.lower_ in _DISPOSED for c in verb.children):
        return False
    inner = any(
        g.dep_ in {"ccomp", "xcomp", "csubj"} for c in verb.children if c.dep_ in {"acomp", "attr"} for g in c.children
    )
    return verb.lemma_ == "be" and adjective and (clausal or inner)
