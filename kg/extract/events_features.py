"""What speaks for and against a candidate: the features of the learned scorer, all of them readable words.

Nothing here depends on the words of one subject: grammar, the lexicon's reading, WordNet's classes, and the shape of
the word.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.events_candidates import Candidate
from kg.extract.roles import ROLES, Roles
from kg.extract.syntax import Mentions, is_passive
from kg.extract.tokens import Token
from kg.extract.wordlists import words
from kg.extract.wordnet import load_wordnet

_SUFFIXES = ("ion", "ment", "ing", "ity", "ness", "al", "ance", "ence", "ure", "ship", "er", "or", "th", "cy")
_LABELS = words("feature_labels")
_QUOTES = frozenset("\"“”'‘’")


def features(candidate: Candidate, roles: Roles, mentions: Mentions) -> list[str]:
    """Return the features that are there, each crossed with the part of speech."""
    found = [*_lexical(candidate), *_grammar(candidate), *_roles(candidate, roles, mentions)]
    return [f"{candidate.pos}|{name}" for name in dict.fromkeys(found)]


def _lexical(candidate: Candidate) -> Iterator[str]:
    """Say what the lexicon and WordNet know of the word, and what it looks like."""
    token, sense = candidate.reading.head, candidate.reading.sense
    lemma, wordnet = token.lemma_.casefold(), load_wordnet()
    yield "bias"
    yield f"lemma={lemma}"
    yield f"source={candidate.source}"
    if candidate.source != "class":
        yield f"top={sense.top}"
        yield f"frame={sense.frame.name}"
    if sense.conditions:
        yield "conditions"
    if len(candidate.reading.tokens) > 1:
        yield "phrase"
    yield f"class={wordnet.of('noun' if candidate.pos == 'noun' else 'verb', lemma)}"
    if candidate.pos == "noun":
        yield "derived" if wordnet.verb(lemma) else "underived"
        yield next((f"suffix={s}" for s in _SUFFIXES if lemma.endswith(s)), "suffix=none")
    for note in candidate.notes:
        yield note
        yield f"{note}&{candidate.source}"


def _grammar(candidate: Candidate) -> Iterator[str]:
    """Say how the word stands in its sentence."""
    token = candidate.reading.head
    head, labels = token.head, {c.dep_ for c in token.children}
    yield f"dep={token.dep_}"
    yield f"tag={token.tag_}"
    yield f"dep={token.dep_}&head={head.pos_}"
    yield f"dep={token.dep_}&class={_class(head)}"
    if token.dep_ == "pobj":
        yield f"after={head.lower_}"
        yield f"after={head.lower_}&class={_class(head.head)}"
    for label in sorted(labels & _LABELS):
        yield f"has={label}"
    for child in token.children:
        if child.dep_ == "det":
            yield f"det={child.lower_}"
        elif child.dep_ == "aux":
            yield f"aux={child.tag_}"
        elif child.dep_ == "prep":
            yield f"prep={child.lower_}"
    if candidate.pos == "verb":
        voice = "passive" if is_passive(token) else "active"
        yield voice
        yield f"{voice}&top={candidate.reading.sense.top}"
        yield f"complement={bool(labels & {'ccomp', 'xcomp'})}&top={candidate.reading.sense.top}"
    if not labels:
        yield "bare"
    if token.dep_ == "compound":
        yield f"in-compound&head-class={_class(head)}"
    if _quoted(token):
        yield "quoted"
    yield "capital" if token.shape_.startswith("X") else "small"


def _class(token: Token) -> str:
    """Return part of speech and WordNet class of a word."""
    pos = {"VERB": "verb", "NOUN": "noun"}.get(token.pos_)
    return f"{pos}.{load_wordnet().of(pos, token.lemma_.casefold())}" if pos else token.pos_


def _quoted(token: Token) -> bool:
    """Tell whether the word stands right beside a quotation mark."""
    words, here = token.doc.words, token.i
    return (here > 0 and words[here - 1] in _QUOTES) or (here + 1 < len(words) and words[here + 1] in _QUOTES)


def _roles(candidate: Candidate, roles: Roles, mentions: Mentions) -> Iterator[str]:
    """Say which roles are filled, and by what."""
    reading = candidate.reading
    kinds = [role for role in ROLES if roles[role]]
    yield f"roles={min(len(kinds), 3)}"
    for role in kinds:
        yield f"role={role}"
    for function in ("subj", "obj"):
        for token in reading.arguments.get(function, [])[:1]:
            mention = mentions.headed_by(token)
            yield f"{function}={mention.type if mention else _class(token)}"
