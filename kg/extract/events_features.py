"""What speaks for and against a candidate: the features of the learned scorer, all of them readable words.

Nothing here depends on the words of one subject: grammar, the lexicon's reading, WordNet's classes, and the shape of
the word.
"""

from __future__ import annotations

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
    """Return the features that are there, each once; the scorer crosses them with the part of speech."""
    found = _lexical(candidate) + _grammar(candidate) + _roles(candidate, roles, mentions)
    return list(dict.fromkeys(found))


def _lexical(candidate: Candidate) -> list[str]:
    """Say what the lexicon and WordNet know of the word, and what it looks like."""
    token, sense = candidate.reading.head, candidate.reading.sense
    lemma, wordnet = token.lemma_.casefold(), load_wordnet()
    found = ["bias", f"lemma={lemma}", f"source={candidate.source}"]
    if candidate.source != "class":
        found += [f"top={sense.top}", f"frame={sense.frame.name}"]
    if sense.conditions:
        found.append("conditions")
    if len(candidate.reading.tokens) > 1:
        found.append("phrase")
    found.append(f"class={wordnet.of('noun' if candidate.pos == 'noun' else 'verb', lemma)}")
    if candidate.pos == "noun":
        found.append("derived" if wordnet.verb(lemma) else "underived")
        found.append(next((f"suffix={s}" for s in _SUFFIXES if lemma.endswith(s)), "suffix=none"))
    for note in candidate.notes:
        found += [note, f"{note}&{candidate.source}"]
    return found


def _grammar(candidate: Candidate) -> list[str]:
    """Say how the word stands in its sentence."""
    token = candidate.reading.head
    head, label, labels = token.head, token.dep_, {c.dep_ for c in token.children}
    above = _class(head)
    found = [f"dep={label}", f"tag={token.tag_}", f"dep={label}&head={head.pos_}", f"dep={label}&class={above}"]
    if label == "pobj":
        found += [f"after={head.lower_}", f"after={head.lower_}&class={_class(head.head)}"]
    found += [f"has={each}" for each in sorted(labels & _LABELS)]
    for child in token.children:
        if child.dep_ == "det":
            found.append(f"det={child.lower_}")
        elif child.dep_ == "aux":
            found.append(f"aux={child.tag_}")
        elif child.dep_ == "prep":
            found.append(f"prep={child.lower_}")
    if candidate.pos == "verb":
        voice, top = "passive" if is_passive(token) else "active", candidate.reading.sense.top
        clause = not labels.isdisjoint({"ccomp", "xcomp"})
        found += [voice, f"{voice}&top={top}", f"complement={clause}&top={top}"]
    if not labels:
        found.append("bare")
    if label == "compound":
        found.append(f"in-compound&head-class={above}")
    if _quoted(token):
        found.append("quoted")
    found.append("capital" if token.shape_.startswith("X") else "small")
    return found


def _class(token: Token) -> str:
    """Return part of speech and WordNet class of a word."""
    pos = {"VERB": "verb", "NOUN": "noun"}.get(token.pos_)
    return f"{pos}.{load_wordnet().of(pos, token.lemma_.casefold())}" if pos else token.pos_


def _quoted(token: Token) -> bool:
    """Tell whether the word stands right beside a quotation mark."""
    words, here = token.doc.words, token.i
    return (here > 0 and words[here - 1] in _QUOTES) or (here + 1 < len(words) and words[here + 1] in _QUOTES)


def _roles(candidate: Candidate, roles: Roles, mentions: Mentions) -> list[str]:
    """Say which roles are filled, and by what."""
    reading = candidate.reading
    kinds = [role for role in ROLES if roles[role]]
    found = [f"roles={min(len(kinds), 3)}", *(f"role={role}" for role in kinds)]
    for function in ("subj", "obj"):
        for token in reading.arguments.get(function, [])[:1]:
            mention = mentions.headed_by(token)
            found.append(f"{function}={mention.type if mention else _class(token)}")
    return found
