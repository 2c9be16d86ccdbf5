"""What was said: the shapes in which the content of a claim stands beside its cue."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from kg.extract.claims_clauses import TAILS, has_that, has_to, infinitive, own_subject, question, stripped, whole
from kg.extract.claims_told import clause, fronted
from kg.extract.cues import Cue
from kg.extract.tokens import Token


def somebody_to(verb: Token, cue: Cue) -> list[Token]:
    """Return what somebody is urged, asked or told to do."""
    del cue
    objects = [
        c
        for c in verb.children
        if c.dep_ in ("dobj", "dative", "nsubjpass") or (c.dep_ == "prep" and c.lower_ in ("on", "with", "to"))
    ]
    for child in verb.children:
        if (
            child.dep_ in ("ccomp", "xcomp", "advcl")
            and child.i > verb.i
            and has_to(child)
            and (own_subject(child) or objects or verb.tag_ == "VBN")
        ):
            return whom(verb, child) + whole(child)
    return []


#: Whom a verb names, active or passive.
WHOM = frozenset({"dobj", "nsubjpass"})


def whom(verb: Token, deed: Token) -> list[Token]:
    """Return who is to do a deed or did it, where they stand between the verb and the deed: "urged both to talk"."""
    for child in verb.rights:
        noun = child
        if child.dep_ == "prep" and child.lower_ in ("on", "to", "with"):
            noun = next((g for g in child.rights if g.dep_ == "pobj"), child)
        if noun.dep_ in ("dobj", "dative", "pobj") and noun.right_edge.i + 1 == deed.left_edge.i:
            return whole(noun)
    return []


def gerund(verb: Token, cue: Cue) -> list[Token]:
    """Return what somebody denies, admits or proposes doing."""
    del cue
    for child in verb.children:
        near = verb.i < child.left_edge.i <= verb.i + 2
        perfect = child.tag_ == "VBN" and any(c.lower_ == "having" for c in child.lefts)
        if child.dep_ in ("xcomp", "ccomp", "pcomp") and (child.tag_ == "VBG" or perfect) and near:
            return whole(child)
    return []


def noun_phrase(verb: Token, cue: Cue) -> list[Token]:
    """Return the object of the verb as what was announced, denied or expected."""
    del cue
    for child in verb.children:
        if child.dep_ == "dobj" and child.i > verb.i and child.pos_ in ("NOUN", "PROPN", "PRON"):
            return with_tail(verb, child)
        if child.dep_ == "dobj" and child.tag_ == "WDT" and verb.dep_ == "relcl":
            return [t for t in whole(verb.head) if t.i < child.left_edge.i]
    return []


def with_tail(verb: Token, thing: Token) -> list[Token]:
    """Return a noun phrase and the phrases right behind it that the parser hung to its verb."""
    tokens = without_aside(thing)
    for child in verb.children:
        if child.left_edge.i != tokens[-1].i + 1:
            continue
        tail = child.dep_ == "prep" and child.lower_ in TAILS
        beside = child.dep_ == "advcl" and not is_meanwhile(child)
        if beside or (tail and not any(g.ent_type_ in ("DATE", "TIME") for g in child.subtree)):
            tokens += whole(child)
    return tokens


def is_meanwhile(clause: Token) -> bool:
    """Tell what happens besides, by the writer: "denies rumours as soldiers patrol the city"."""
    marked = any(c.dep_ in ("mark", "advmod") and c.lower_ in MEANWHILE for c in clause.lefts)
    return marked and own_subject(clause)


def without_aside(thing: Token) -> list[Token]:
    """Return a noun phrase without a relative clause at its end, which is the writer's: "a flaw which thieves use"."""
    tokens = whole(thing)
    for token in tokens:
        if token.tag_ == "WDT" and token.lower_ == "which" and token.i > thing.i + 1 and after_comma(token):
            return [t for t in tokens if t.i < token.left_edge.i and t.i < token.i]
    return tokens


def after_comma(token: Token) -> bool:
    """Tell whether a comma stands before a word, or before the preposition that it hangs on."""
    doc = token.doc
    return doc[token.i - 1].text == "," or (doc[token.i - 1].pos_ == "ADP" and doc[token.i - 2].text == ",")


def after_preposition(verb: Token, words: Iterable[str]) -> list[Token]:
    """Return what stands after one of the prepositions."""
    for child in verb.children:
        if child.dep_ in ("prep", "agent") and child.lower_ in words and child.i > verb.i:
            for inner in child.children:
                if inner.dep_ in ("pobj", "pcomp"):
                    return with_purpose(verb, with_doing(with_tail(verb, inner)))
    spells = [g for c in verb.rights if c.dep_ == "prep" for g in c.rights if g.ent_type_ in ("DATE", "TIME")]
    behind = [c for g in (*spells, *(n for n in verb.rights if n.dep_ == "npadvmod")) for c in g.rights]
    about = next((c for c in behind if c.dep_ == "prep" and c.lower_ in words and c.lower_ in STRAYING), None)
    return [t for g in about.rights if g.dep_ in ("pobj", "pcomp") for t in whole(g)] if about is not None else []


def with_purpose(verb: Token, tokens: list[Token]) -> list[Token]:
    """Return a phrase and the "to ..." right behind it that the parser hung to the verb."""
    for child in verb.children:
        if child.dep_ in ("prep", "advcl") and child.left_edge.i == tokens[-1].i + 1 and child.left_edge.lower_ == "to":
            return tokens + whole(child)
    return tokens


def with_doing(tokens: list[Token]) -> list[Token]:
    """Return a noun and the gerund right behind it, wherever it hangs: "claims of the firm hiding losses"."""
    end = tokens[-1].i + 1 if tokens else 0
    while tokens and end < len(tokens[-1].doc) and tokens[-1].doc[end].is_quote:
        end += 1
    if tokens and end < len(tokens[-1].doc) and tokens[-1].doc[end].tag_ == "VBG":
        return tokens + [t for t in whole(tokens[-1].doc[end]) if t.i >= end]
    return tokens


def somebody_of(verb: Token, cue: Cue) -> list[Token]:
    """Return what somebody is accused of."""
    del cue
    found = after_preposition(verb, ("of",)) or hung_on_object(verb, "of")
    if found:
        return found
    for inner in verb.subtree:
        if inner.lower_ == "of" and inner.i > verb.i and any(g.dep_ == "pcomp" for g in inner.children):
            return [t for g in inner.children if g.dep_ == "pcomp" for t in whole(g)]
    return []


def hung_on_object(verb: Token, word: str) -> list[Token]:
    """Return what follows a preposition that the parser hung on whom the verb names: "accused the bank of fraud"."""
    objects = [c for c in verb.rights if c.dep_ == "dobj"] if verb.lemma_ in ("accuse", "blame") else []
    phrases = [c for c in (objects[0].rights if objects else ()) if c.dep_ == "prep" and c.lower_ == word]
    told = [t for c in phrases[-1:] for g in c.rights if g.dep_ in ("pobj", "pcomp") for t in whole(g)]
    return whole(objects[0]) if told and word == "for" else told


def somebody_for(verb: Token, cue: Cue) -> list[Token]:
    """Return what somebody is blamed or praised for."""
    del cue
    return after_preposition(verb, ("for", "over")) or hung_on_object(verb, "for")


def somebody_with(verb: Token, cue: Cue) -> list[Token]:
    """Return what somebody is charged with."""
    del cue
    return after_preposition(verb, ("with",)) if any(c.dep_ in WHOM for c in verb.children) else []


def something_on(verb: Token, cue: Cue) -> list[Token]:
    """Return the thing and what it is blamed on."""
    del cue
    thing = next((c for c in verb.rights if c.dep_ == "dobj"), None)
    places = (*thing.rights, *verb.rights) if thing is not None else ()
    on = next(
        (c for c in places if c.dep_ == "prep" and c.lower_ == "on" and thing is not None and c.i > thing.i), None
    )
    return sorted({t.i: t for t in (*whole(thing), *whole(on))}.values(), key=lambda t: t.i) if thing and on else []


def something_as(verb: Token, cue: Cue) -> list[Token]:
    """Return the thing and what it is described as."""
    del cue
    named = [c for c in verb.children if c.dep_ in ("dobj", "nsubjpass")]
    behind = [g for c in verb.rights for g in ([c] if c.dep_ != "agent" else [k for p in c.rights for k in p.rights])]
    as_what = [c for c in behind if c.dep_ == "prep" and c.lower_ == "as"]
    if not as_what or not named:
        return []
    return whole(named[0]) + whole(as_what[0])


def said_of_subject(verb: Token, cue: Cue) -> list[Token]:
    """Return the whole clause of a passive of hearsay: "many are believed to have fled"."""
    del cue
    if not any(c.dep_ == "nsubjpass" for c in verb.children):
        return []
    ends = [
        c for c in verb.children if c.dep_ in ("xcomp", "oprd") and c.i > verb.i and (has_to(c) or c.dep_ == "oprd")
    ]
    second = next((c for c in verb.children if c.dep_ == "conj" and own_subject(c)), None)
    last = second.left_edge.i if second is not None else verb.right_edge.i + 1
    return [t for t in whole(verb) if t.i < last and not (t.dep_ == "cc" and t.i == last - 1)] if ends else []


def called(verb: Token, cue: Cue) -> list[Token]:
    """Return the thing and the name that it is called."""
    del cue
    for child in verb.children:
        if child.dep_ in ("oprd", "xcomp", "ccomp") and child.i > verb.i and not has_to(child):
            named = [c for c in verb.children if c.dep_ in ("dobj", "nsubjpass") and c.i < child.i]
            names = with_tail(verb, child)
            return [t for c in named for t in whole(c)] + names if named or own_subject(child) else []
    objects = [c for c in verb.rights if c.dep_ == "dobj"]
    if len(objects) > 1 and objects[0].pos_ == "PRON":
        return [t for c in objects[:2] for t in whole(c)]
    return []


def as_saying(verb: Token, cue: Cue) -> list[Token]:
    """Return what somebody is cited as saying, before or after: "..., papers cited the general as saying"."""
    for child in verb.children:
        if child.lower_ == "as" and child.i > verb.i:
            for saying in child.children:
                if saying.lemma_ in ("say", "tell"):
                    return (
                        clause(saying, cue)
                        or [t for c in verb.children if c.dep_ == "ccomp" for t in whole(c)]
                        or fronted(verb)
                    )
    return []


def with_that(verb: Token, cue: Cue) -> list[Token]:
    """Return a clause that opens with "that"."""
    told = any(c.dep_ == "ccomp" and c.i > verb.i and has_that(c) for c in verb.children)
    return clause(verb, cue) if told else []


def told_by(verb: Token, cue: Cue) -> list[Token]:
    """Return the subject of a passive whose source is named: "the truce was announced by the general"."""
    del cue
    subject = next((c for c in verb.lefts if c.dep_ == "nsubjpass" and c.pos_ in ("NOUN", "PROPN")), None)
    return whole(subject) if subject is not None and any(c.dep_ == "agent" for c in verb.rights) else []


Frame = Callable[[Token, Cue], list[Token]]

#: The shapes of content, tried in this order.
FRAMES: Mapping[str, Frame] = {
    "wh": question,
    "clause": clause,
    "that": with_that,
    "obj+inf": somebody_to,
    "inf": infinitive,
    "obj+of": somebody_of,
    "obj+for": somebody_for,
    "obj+with": somebody_with,
    "obj+on": something_on,
    "as_saying": as_saying,
    "as": something_as,
    "oprd": called,
    "ing": gerund,
    "subj+inf": said_of_subject,
    "np": noun_phrase,
    "np+by": told_by,
}
#: Prepositions that the parser hangs on a date before them: "warned for years about fraud".
STRAYING = frozenset({"about", "against"})
#: Words that begin a clause about what happens at the time.
MEANWHILE = frozenset({"as", "while", "after", "before", "when"})
PREPOSITIONS = frozenset(["of", "for", "about", "on", "against", "to", "at", "with", "in", "over"])


def content_of(verb: Token, cue: Cue) -> tuple[str, list[Token]]:
    """Return the first shape of the cue that the verb has here, and the tokens of what was said."""
    for name, frame in FRAMES.items():
        if name in cue.frames and (tokens := stripped(frame(verb, cue))):
            return name, tokens
    if words := cue.frames & PREPOSITIONS:
        return "prep", stripped(after_preposition(verb, words))
    return "", []
