"""A trigger word in one of its senses: which of them its arguments fit."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from kg.extract.lexicon import Condition, Lexicon, Sense, phrase_tokens, sentence_words
from kg.extract.roles_arguments import Arguments, fillers
from kg.extract.syntax import PARTITIVES, Mentions, conjuncts, is_passive, prepositions
from kg.extract.tokens import Token
from kg.extract.wordlists import words
from kg.extract.wordnet import load_wordnet

#: Nouns that only say in what form something comes: an "aid programme" is aid.
SHAPES = words("shapes")


#: What stands before a noun and tells which one is meant.
BEFORE = frozenset({"det", "poss", "amod", "compound", "nmod", "nummod"})


class Reading(NamedTuple):
    """A trigger word in one of its senses, with the tokens of its phrase and its arguments."""

    head: Token
    tokens: tuple[Token, ...]
    sense: Sense
    arguments: Arguments


#: Conditions on the word itself and on how it stands, not on an argument.
_OF_THE_WORD: Mapping[str, Callable[[Condition, Token], bool]] = {
    "voice": lambda c, head: is_passive(head) is ("active" not in c.lemmas),
    "form": lambda c, head: head.lower_ in c.lemmas,
    "head": lambda c, head: head.head.lemma_.casefold() in c.lemmas,
    "bare": lambda c, head: is_bare(head) is c.present,
    "dep": lambda c, head: head.dep_ in c.lemmas,
    "near": lambda c, head: not sentence_words(head.sent[0]).isdisjoint(c.lemmas),
    "has": lambda c, head: any(child.dep_ in c.lemmas for child in head.children),
}


def holds(condition: Condition, head: Token, arguments: Arguments, mentions: Mentions) -> bool:
    """Tell whether an argument is what a sense asks for."""
    function = condition.function
    if function in _OF_THE_WORD:
        return _OF_THE_WORD[function](condition, head)
    if function == "prep":
        after = [t for word in condition.lemmas for t in arguments.get(word, [])]
        return any(t.ent_type_ not in ("DATE", "TIME") for t in after)  # "on Tuesday" says nothing of the sense
    if function == "mod" and condition.present is None:
        words = {c.lemma_.casefold() for c in head.children if c.dep_ in ("compound", "amod", "nmod", "poss")}
        return bool(words & condition.lemmas) or _any_is(arguments.get("mod", []), condition, mentions)
    tokens = arguments.get(function, [])
    if condition.present is not None:
        return bool(tokens) is condition.present
    return _any_is(tokens, condition, mentions)


def is_bare(noun: Token) -> bool:
    """Tell a noun in the singular with nothing before it ("more than race") from "the race" and "races"."""
    return noun.tag_ not in ("NNS", "NNPS") and not any(c.i < noun.i and c.dep_ in BEFORE for c in noun.children)


def _any_is(tokens: Iterable[Token], condition: Condition, mentions: Mentions) -> bool:
    """Tell whether one of the arguments has a lemma or a type that the condition names."""
    for token in tokens:
        if condition.lemmas.intersection(_meant(token)):
            return True
        if condition.types and any(m.type in condition.types for m in fillers(token, mentions)):
            return True
        if condition.classes and _class_of(token) in condition.classes:
            return True
    return False


def _class_of(token: Token) -> str:
    """Return the class of WordNet that a noun belongs to, "" for names and pronouns."""
    return load_wordnet().of("noun", token.lemma_.casefold()).rstrip("+") if token.pos_ == "NOUN" else ""


def _meant(token: Token) -> Iterator[str]:
    """Yield the lemmas that an argument stands for.

    "Dozens of shells" are shells, "part of an aid programme" is aid.
    """
    lemma = token.lemma_.casefold()
    yield lemma
    if lemma in PARTITIVES or token.pos_ == "NUM":
        for word, inner in prepositions(token):
            if word == "of":
                yield inner.lemma_.casefold()
                yield from _shaped(inner)
    yield from _shaped(token)


def _shaped(noun: Token) -> Iterator[str]:
    """Yield what a noun that names only a form is of ("aid" of "an aid programme")."""
    if noun.lemma_.casefold() in SHAPES:
        yield from (c.lemma_.casefold() for c in noun.lefts if c.dep_ in ("compound", "nmod"))


def read_sense(pos: str, head: Token, arguments: Arguments, mentions: Mentions, lexicon: Lexicon) -> Reading | None:
    """Choose the sense of a word: the longest phrase and the most particular conditions that hold."""
    lemma = head.lemma_.casefold()
    senses = lexicon.of(pos, lemma)
    if not senses and head.lower_ != lemma:
        senses = lexicon.of(pos, head.lower_)
    here = sentence_words(head.sent[0]) if senses else frozenset()
    for sense in senses:
        if len(sense.words) > 1 and not here.issuperset(sense.words):
            continue  # most phrases are ruled out by this alone
        tokens = phrase_tokens(sense, head)
        if tokens is None:
            continue
        own = _with_object(tokens, arguments) if len(tokens) > 1 and sense.frame.role("obj") else arguments
        if not sense.conditions or all(holds(c, head, own, mentions) for c in sense.conditions):
            return Reading(head, tuple(tokens), sense, own)
    return None


def _with_object(tokens: list[Token], arguments: Arguments) -> Arguments:
    """Make what follows the last preposition of a phrase its object ("fired at the convoy", "called on them")."""
    last = tokens[-1]
    if last.pos_ not in ("ADP", "SCONJ"):
        return arguments
    own = [t for t in arguments.get("obj", []) if t not in tokens]  # "set fire to": the fire is no object
    after = arguments.get(last.lower_) or [t for c in last.children if c.dep_ == "pobj" for t in conjuncts(c)]
    if own or not after:
        return arguments
    rest = {f: t for f, t in arguments.items() if f != last.lower_}
    return {**rest, "obj": after}
