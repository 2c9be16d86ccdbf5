"""Repairs of a parse: constructions of news prose that the parser attaches wrongly, found by what it knows itself."""

from __future__ import annotations

from functools import lru_cache

from spacy.language import Language
from spacy.tokens import Doc, Token

from kg.annotate.words import MISTAGGED, mistagged, nouns_of

#: Verbs whose subject speaks: nobody but a person or a body does any of this.
_SPEECH = """
accuse acknowledge add admit advise allege announce appeal argue assert assure blame call caution claim complain concede
condemn confirm contend criticise criticize declare decline demand denounce deny dismiss explain insist maintain pledge
praise predict promise refuse reject reiterate repeat reply request respond retort say stress suggest swear tell thank
threaten urge vow warn
"""
SPEECH = frozenset(_SPEECH.split())
#: Verbs with which a sentence closes that tells who says what stands before.
_CLOSING = frozenset({"say", "report", "write", "announce", "add", "tell", "claim", "state"})
_FINITE = frozenset({"VBD", "VBZ"})
_SUBJECT = frozenset({"nsubj", "nsubjpass"})
_AUXILIARY = frozenset({"aux", "auxpass"})
#: How the parser labels a first subject whose verb it has not seen.
_FRONTED = _SUBJECT | {"npadvmod", "dep", "dobj"}
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
_OBJECTS = frozenset({"dobj", "pobj", "attr"})
#: Endings of nouns for acts, and participles that tell of what kind an act is.
_ACTS = ("tion", "sion", "ment", "ance", "al")
_ADJECTIVES = frozenset(
    {"alleged", "armed", "attempted", "continued", "expected", "forced", "improved", "increased", "limited", "planned"}
    | {"proposed", "reduced", "renewed", "repeated", "reported", "suspected", "threatened", "united", "unauthorised"}
)
#: Verbs, adjectives and nouns whose preposition leads to a deed.
_CHARGED = frozenset(
    {"accuse", "suspect", "convict", "acquit", "guilty", "capable", "accused", "suspected", "pretext", "excuse", "aim"}
    | {"goal", "purpose", "intention", "task", "accusation", "suspicion", "charge"}
)
#: Nouns for what tells or shows that somebody does something.
_REPORTS = frozenset(
    {"accusation", "account", "allegation", "case", "claim", "clip", "danger", "evidence", "example", "fear", "footage"}
    | {"image", "instance", "likelihood", "memory", "photo", "photograph", "picture", "possibility", "prospect"}
    | {"recording", "report", "risk", "rumor", "rumour", "sight", "sign", "story", "suspicion", "tale", "threat"}
    | {"video", "warning", "assertion", "complaint", "denial", "insinuation", "speculation", "suggestion", "talk"}
)
#: Classes of common nouns that can be subjects of a verb of speech.
_SPEAKING = frozenset({"Person", "Group", "Organization", "GovernmentBody", "ArmedForce", "Company", "MediaOutlet"})
#: How many words before a verb the conjunction stands that joins it: "but on Monday the mayor denied it".
_NEAR = 8


@Language.component("repairs")
def repairs(doc: Doc) -> Doc:
    """Hang words elsewhere where grammar says so, in one pass over the tokens."""
    for token in doc:
        label, word = token.dep_, token.lower_
        if word in MISTAGGED:
            mistagged(doc, token)
        elif label == "amod" and (token.tag_ in _FINITE or _governs(token)):
            _finite_modifier(doc, token)
        elif label == "amod" and token.tag_ == "VBG":
            _deed(token)
        elif label in ("acl", "advcl") and _is_gerund(token):
            _doing(doc, token)
            _interrupted(doc, token)
        elif label == "acl" and token.tag_ == "VBD":
            _garden_path(token)
        elif label in ("conj", "dep") and word == "calls":
            _calls(token)
        elif label == "conj" and token.tag_ in ("VBD", "VBZ", "VBN") and token.lemma_ in SPEECH:
            _spoken_conjunct(token)
        elif label == "parataxis" and token.lemma_ in SPEECH:
            _first_of_two(token)
            _fronted(doc, token)
        elif label in ("ccomp", "advcl"):
            _interrupted(doc, token)
            _closing(doc, token)
        elif label == "amod" and token.lemma_ in SPEECH and token.i > 1 and doc[token.i - 1].text == ",":
            _after_quote(doc, token)
    return doc


def _finite_modifier(doc: Doc, verb: Token) -> None:
    """Hang a finite verb that was read as an adjective beside the verb before it.

    "Chad built a fence and approved construction of a dam": nobody builds the construction of a dam. Only after "and",
    "but", "or" or a comma, right before its noun, and only of a past tense or before the name of an act.
    """
    if verb.i == 0:
        return
    noun, before = verb.head, doc[verb.i - 1]
    joined = before.dep_ == "cc" or before.text == ","
    first = next((t for t in noun.ancestors if t.tag_ in ("VBD", "VBZ", "VBN", "VBP")), None)
    if not joined or noun.i < verb.i or noun.dep_ != "conj" or first is None or first.i > verb.i:
        return
    verb.head, verb.dep_ = first, "conj"
    noun.head, noun.dep_ = verb, "dobj"
    before.head = first


def _deed(participle: Token) -> None:
    """Make a deed of what somebody is accused of: "accused of mistreating prisoners" tells of no such prisoners."""
    noun, preposition = participle.head, participle.head.head
    bare = all(c.i >= participle.i for c in noun.children)
    if noun.dep_ != "pobj" or participle.i != preposition.i + 1 or preposition.head.lemma_ not in _CHARGED or not bare:
        return
    participle.head, participle.dep_, participle.pos_ = preposition, "pcomp", "VERB"
    noun.head, noun.dep_ = participle, "dobj"


def _is_gerund(verb: Token) -> bool:
    """Tell whether a verb has the form of doing or having done: "shelling", "having shelled"."""
    return verb.tag_ == "VBG" or (verb.tag_ == "VBN" and any(c.lower_ == "having" for c in verb.lefts))


def _doing(doc: Doc, gerund: Token) -> None:
    """Hang a gerund from those who do it: in "claims of Lima using gas", "footage of men beating a boy" it is they."""
    at = gerund.left_edge.i - 1
    while at > 0 and doc[at].is_quote:
        at -= 1
    noun = doc[at]
    preposition = noun.head
    if noun.dep_ != "pobj" or preposition.lower_ != "of" or any(c.dep_ in _SUBJECT for c in gerund.children):
        return
    told = preposition.head
    if told.dep_ == "pobj":
        above = told.head.head  # "warnings from Chad of men seeking asylum"
        told = next((t for t in (told, above, *above.lefts, *above.rights) if t.lemma_ in _REPORTS), told)
    if told.lemma_ in _REPORTS and gerund.head in (told, *told.ancestors):
        gerund.head, gerund.dep_ = noun, "acl"


def _governs(participle: Token) -> bool:
    """Tell whether a participle stands bare before an act with its object: "approved construction of a wall"."""
    noun = participle.head
    if participle.tag_ != "VBN" or noun.dep_ != "conj" or not noun.lower_.endswith(_ACTS):
        return False
    told = any(c.dep_ == "prep" and c.i == noun.i + 1 and c.lower_ == "of" for c in noun.children)
    alone = all(c == participle for c in noun.children if c.i < noun.i)
    return told and alone and participle.lower_ not in _ADJECTIVES and not noun.head.lower_.endswith(_ACTS)


def _garden_path(verb: Token) -> None:
    """Make a clause of "Two men drowned" in "Two men drowned, a nurse said".

    The parser reads "men" as a first subject of "said" and "drowned", which it knows to be in the past tense, as a
    participle that tells which men.
    """
    noun = verb.head
    said = noun.head
    if noun.dep_ not in _SUBJECT or noun.i > verb.i or said.lemma_ not in SPEECH:
        return
    others = [c for c in said.children if c.dep_ in _SUBJECT and c.i > verb.i]
    if len(others) != 1 or any(c.dep_ in _SUBJECT for c in verb.children):
        return
    verb.head, verb.dep_ = said, "ccomp"
    noun.head, noun.dep_ = verb, "nsubj"


def _spoken_conjunct(verb: Token) -> None:
    """Hang a verb of speech beside the verb of saying before it, not beside what is said.

    "The firm said that the price was final and accused the union of lying": a price accuses nobody; "She said that he
    had been beaten and vowed to appeal": the tense goes back to that of "said". "It was late, they said, but the mayor
    denied it": the mayor's word is no part of theirs.
    """
    beside = verb.head
    own = any(c.dep_ in _SUBJECT for c in verb.children)
    if own:
        said = next((c for c in beside.children if _is_aside(c) and beside.i < c.i < verb.i), None)
    else:
        said = _sayer(beside)
        if said is None or not _shifts(beside, verb):
            return
    if said is None or said.i > verb.i:
        return
    joint = [
        c for c in beside.children if c.dep_ in ("cc", "punct") and said.i < c.i < verb.i and c.i >= verb.i - _NEAR
    ]
    if not any(c.dep_ == "cc" for c in joint):
        return
    verb.head = said
    for word in joint:
        if word.dep_ == "cc":
            word.head = said


def _calls(token: Token) -> None:
    """Read "calls to free them" after "and" as a noun: "He faces lawsuits and calls to resign": nobody calls."""
    joint = next((c for c in token.head.children if c.dep_ == "cc" and c.i == token.i - 1), None)
    to = next((c for c in token.children if c.dep_ in ("advcl", "xcomp") and c.i > token.i), None)
    if joint is None or to is None or not any(c.i == token.i + 1 and c.lower_ == "to" for c in to.children):
        return
    if token.tag_ != "VBZ" or any(c.dep_ in _SUBJECT or c.dep_ == "dobj" for c in token.children):
        return
    before = next((t for t in reversed(list(token.head.subtree)) if t.i < joint.i and t.dep_ in _OBJECTS), None)
    if before is None:
        return
    while before.dep_ == "pobj" and before.head.head.dep_ in _OBJECTS and before.head.head.i > token.head.i:
        before = before.head.head
    token.tag_, token.pos_, token.lemma_ = "NNS", "NOUN", "call"
    token.head, token.dep_ = before, "conj"
    joint.head = before
    to.dep_ = "acl"


def _interrupted(doc: Doc, verb: Token) -> None:
    """Give a clause its subject back that stands before who says so: "The firm, its owner said, will close"."""
    said = verb.head
    if said.i > verb.i or said.lemma_ not in SPEECH:
        return
    subjects = [c for c in said.children if c.dep_ in _FRONTED and c.i < said.i and c.pos_ in _NOMINAL]
    if len(subjects) != 2 or subjects[1].dep_ not in _SUBJECT or any(c.dep_ in _SUBJECT for c in verb.children):
        return
    first, speaker = subjects
    helpers = [c for c in verb.children if c.dep_ in _AUXILIARY]
    begin = helpers[0] if helpers else verb
    last = max(t.i for t in first.subtree)
    marks = begin.i > said.i and doc[begin.i - 1].text == "," and doc[last + 1].text == "," and last + 1 < speaker.i
    if not marks or begin.tag_ not in ("VBZ", "VBP", "VBD", "MD") or any(c.dep_ == "mark" for c in verb.children):
        return
    for child in [c for c in verb.children if said.i < c.i < begin.i]:
        child.head = said
    above, label = said.head, said.dep_
    if above == said:
        verb.head, verb.dep_ = verb, "ROOT"
    else:
        verb.head, verb.dep_ = above, label
    said.head, said.dep_ = verb, "parataxis"
    first.head = verb
    first.dep_ = "nsubjpass" if any(c.dep_ == "auxpass" for c in helpers) else "nsubj"


def _fronted(doc: Doc, said: Token) -> None:
    """Give a clause its subject back that hangs on the aside: "Chile and Peru, a minister said, are building a dam"."""
    verb = said.head
    if verb.i < said.i or any(c.dep_ in _SUBJECT for c in verb.children):
        return
    before = [c for c in said.children if c.i < said.i and c.pos_ in _NOMINAL and c.dep_ in (*_FRONTED, "npadvmod")]
    if len(before) != 2 or before[1].dep_ not in _SUBJECT or before[0].ent_type_ in ("DATE", "TIME"):
        return
    first, speaker = before
    helpers = [c for c in verb.children if c.dep_ in _AUXILIARY]
    begin = helpers[0] if helpers else verb
    last = max(t.i for t in first.subtree)
    parted = doc[begin.i - 1].text == "," and doc[last + 1].text == "," and last + 1 < speaker.i
    if parted and begin.i > said.i and begin.tag_ in ("VBZ", "VBP", "VBD", "MD"):
        first.head = verb
        first.dep_ = "nsubjpass" if any(c.dep_ == "auxpass" for c in helpers) else "nsubj"


def _closing(doc: Doc, said: Token) -> None:
    """Make who says so at the end say the whole: "The law has a clause that lets it seize farms, the Post reported"."""
    subject = next((c for c in said.children if c.dep_ in _SUBJECT), None)
    above = said.head
    if subject is None or above.i > said.i or above.dep_ == "ROOT" or said.lemma_ not in _CLOSING:
        return
    begin = min(t.i for t in subject.subtree)
    told = any(c.dep_ in ("ccomp", "xcomp", "dobj") or c.dep_ == "mark" for c in said.children)
    if said.tag_ not in _FINITE or told or begin == 0 or doc[begin - 1].text != "," or subject.i > said.i:
        return
    root = next(t for t in said.ancestors if t.dep_ == "ROOT")
    if root.pos_ not in ("VERB", "AUX") or any(t.lemma_ in SPEECH for t in said.ancestors):
        return
    said.head, said.dep_ = said, "ROOT"
    root.head, root.dep_ = said, "ccomp"
    doc[begin - 1].head = said


def _after_quote(doc: Doc, verb: Token) -> None:
    """Read "added Silva" after a quotation as what Silva does, not as what Silva is: "We will win", added Silva."""
    speaker = verb.head
    first = min(t.i for t in speaker.subtree)
    if not doc[verb.i - 2].is_quote or first != verb.i or speaker.i < verb.i or speaker.head == speaker:
        return
    above = speaker.head
    verb.head, verb.dep_, verb.tag_, verb.pos_ = above, "parataxis", "VBD", "VERB"
    speaker.head, speaker.dep_ = verb, "nsubj"


def _is_aside(token: Token) -> bool:
    """Tell whether a verb says between commas who says the rest."""
    return token.dep_ == "parataxis" and token.lemma_ in SPEECH and any(c.dep_ in _SUBJECT for c in token.children)


def _sayer(verb: Token) -> Token | None:
    """Return the verb of saying whose clause a verb heads, directly or beside another."""
    while verb.dep_ == "conj":
        verb = verb.head
    said = verb.head
    known = verb.dep_ == "ccomp" and said.i < verb.i and said.lemma_ in SPEECH and said.tag_ in _FINITE
    return said if known else None


def _shifts(beside: Token, verb: Token) -> bool:
    """Tell whether a verb cannot have the subject or the tense of the verb that it was hung beside."""
    subject = next((c for c in beside.children if c.dep_ in _SUBJECT), None)
    if subject is None:
        return False
    if _is_mute(subject):
        return True
    helped = any(c.dep_ in _AUXILIARY and c.tag_ in ("VBD", "VBZ", "MD", "VBP") for c in beside.children)
    return helped and verb.tag_ in _FINITE


@lru_cache(maxsize=1)
def _speaking_nouns() -> frozenset[str]:
    """Load the common nouns for people and bodies."""
    return nouns_of(_SPEAKING)


def _is_mute(noun: Token) -> bool:
    """Tell whether a subject is a thing or a matter, which says nothing."""
    return noun.tag_ in ("NN", "NNS", "EX") and noun.lemma_.lower() not in _speaking_nouns()


def _first_of_two(said: Token) -> None:
    """Give what stands before the first of two verbs of saying to it: "Two died, police said; the firm denied it"."""
    second = said.head
    if second.i < said.i or second.lemma_ not in SPEECH:
        return
    if not any(c.dep_ in _SUBJECT for c in said.children) or any(c.dep_ == "ccomp" for c in said.children):
        return
    told = next((c for c in second.children if c.dep_ == "ccomp" and c.i < said.i), None)
    if told is not None:
        told.head = said
