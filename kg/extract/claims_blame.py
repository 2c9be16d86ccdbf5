"""What makes a statement an accusation of others, or a denial: wrongs told, guilt not owned, duties left undone.

The words stand in ``schemas/acts.toml``; who does violence is asked of the lexicon of events.
"""

from __future__ import annotations

from collections.abc import Iterable

from kg.extract.acts import Doings, act_kinds, act_words, kind_of
from kg.extract.claims_draft import Draft, Scene
from kg.extract.claims_statement import (
    MAY,
    NOBODY,
    NOTHING,
    OFFICIALS,
    OUGHT,
    OWN,
    SELVES,
    WILL,
    Told,
    is_empty,
    is_somebody,
    is_speaker,
    predicates,
    speaker_words,
    speaks_for,
    speaks_inside,
)
from kg.extract.tokens import Token

CONTRARY = act_words("contrary")
LIVED = act_words("lived")
MISDEEDS = act_kinds("misdeeds")
WRONGS = act_words("wrongs")
BONDS = act_words("bonds")
OWED = Doings("owed")
WARNINGS = act_words("warnings")
MISSING = act_words("missing")
BLAME = act_words("blame")
BLAME_ADVERBS = act_words("blame_adverbs")
JUDGEMENTS = act_words("judgements")
FALSE = act_words("false")
GROUNDS = act_words("grounds")
ACCUSATIONS = act_words("accusations")
SHARES = act_words("shares")
GUILTY = act_words("guilty")
INNOCENT = act_words("innocent")
EVILS = act_words("evils")
DOING = act_words("doing")
POWERS = act_words("powers")
ACCUSERS = act_words("accusers")
STRESS = act_words("stress")
CRITICS = act_words("critics")
CONTESTING = act_words("contesting")
VIOLENCE = act_words("violence")
SUPERIORS = act_words("superiors")
DEFICIENT = act_words("deficient")
EXCESS = act_words("excess")
UNCHARGED = act_kinds("uncharged")
#: Past tense or a finished deed.
DONE = frozenset({"did", "have", "has", "had", "'ve", "’ve"})
#: What a pronoun may point back to: somebody else's word.
POINTING = frozenset({"it", "this", "that", "these", "those"})
#: Where "lie" tells of a place: "the wreck lies at a depth".
LYING_ON = frozenset({"at", "on", "in", "beneath", "under", "near", "between", "within", "off"})


def denies(told: Told, draft: Draft, scene: Scene) -> bool:
    """Tell whether somebody says that they never did it, had no part in it, or that the accusation is false."""
    if told.helpers & (WILL | OUGHT | MAY):
        return False
    if told.negated and draft.cue and draft.cue[0].lemma_.lower() in CONTRARY:
        return True
    if is_false(told) or is_guiltless(told):
        return True
    if told.negated and not told.passive and not_done(told) and speaks_for(told, draft, scene):
        return True
    if told.negated and "did" in told.helpers and told.objects and told.lemma not in LIVED and of_own_men(told, draft):
        return True
    if is_empty(told) or told.negated:
        violence = is_violent(told) and not told.passive and is_somebody(told.subject, scene)
        if is_wrong(told.verb) or (violence and "did" in told.helpers):
            return True
    return has_no_part(told)


def of_own_men(told: Told, draft: Draft) -> bool:
    """Tell whether those in power say something of their own men: "police said officers did not use live rounds"."""
    armed = told.subject is not None and told.subject.lemma_.lower() in POWERS
    return armed and bool(speaker_words(draft) & (POWERS | OFFICIALS))


def not_done(told: Told) -> bool:
    """Tell "I never took it", "we did not sell them" from what one has not lived through: "I have never seen it"."""
    if told.lemma in LIVED:
        return False
    if any(c.dep_ == "neg" and c.lower_ == "never" for c in told.verb.children):
        return True
    near = (c for c in told.verb.rights if c.dep_ in ("dobj", "prep", "advmod"))
    stressed = any(t.lower_ in STRESS for c in near for t in (c, *c.children))
    misdeed = bool(told.objects) and kind_of(told.lemma) in MISDEEDS
    return bool(told.helpers & DONE) and (stressed or misdeed)


def is_false(told: Told) -> bool:
    """Tell whether an accusation, or what "it" points to, is called false: "the claims are baseless"."""
    if told.subject is None or told.lemma != "be":
        return False
    said = list(predicates(told.verb))
    names_word = any(c.lemma_.lower() in ACCUSATIONS for c in said) and told.who in POINTING
    if told.subject.lemma_.lower() not in ACCUSATIONS and told.who not in POINTING:
        return False
    if told.negated:
        return any(c.lower_ == "true" for c in said)
    false = {c.lower_ for c in said} & (FALSE | BLAME if names_word else FALSE)
    of_it = told.who not in POINTING or not false <= {"wrong", "ridiculous", "absurd", "laughable"}
    return (bool(false) and of_it) or (told.who not in POINTING and lacks(told.verb, GROUNDS))


def lacks(verb: Token, nouns: frozenset[str]) -> bool:
    """Tell whether "without" one of some nouns stands with the verb: "without consent"."""
    return any(
        c.dep_ == "prep" and c.lower_ == "without" and any(g.lemma_.lower() in nouns for g in c.rights)
        for c in verb.rights
    )


def is_guiltless(told: Told) -> bool:
    """Tell "is innocent", "was not involved", "is not to blame", "was not behind it"."""
    if told.lemma != "be" and not told.passive:
        return False
    words = {c.lower_ for c in predicates(told.verb)}
    if not (told.negated or is_empty(told)):
        return bool(words & INNOCENT)
    to_blame = is_to_blame(told.verb)
    behind = any(c.lower_ == "behind" and c.dep_ == "prep" for c in told.verb.rights)
    return bool(words & (GUILTY | BLAME)) or to_blame or behind


def has_no_part(told: Told) -> bool:
    """Tell "had nothing to do with it", "played no role", "there was no cover-up", "did nothing wrong"."""
    for child in told.verb.rights:
        lemma = child.lemma_.lower()
        none = child.lower_ == "nothing" or any(c.lower_ in NOTHING for c in child.lefts)
        if child.lower_ == "nothing" and told.lemma == "know":
            return told.who in OWN
        if child.lower_ == "nothing" and told.verb.lemma_ in ("have", "do"):
            return any(c.lower_ in ("do", "wrong") for c in (*child.rights, *told.verb.rights))
        if child.dep_ in ("dobj", "attr") and (none or told.negated):
            return (lemma in EVILS and told.lemma in DOING) or (
                lemma in SHARES and told.lemma in ("have", "play", "take")
            )
    return False


def charged(told: Told, draft: Draft, scene: Scene) -> bool:
    """Tell whether those whose office is to accuse tell what somebody did: "prosecutors said he had paid a guard"."""
    if not any(t.lemma_.lower() in ACCUSERS for t in draft.speakers) or told.negated or told.passive:
        return False
    if told.helpers - {"had", "have", "has", "was", "were"} or told.verb.pos_ != "VERB" or told.subject is None:
        return False
    other = told.who in ("he", "she", "they") or is_somebody(told.subject, scene)
    kind = kind_of(told.lemma)
    official = told.subject.lemma_.lower() in POWERS and kind == "Coerce"
    deed = told.lemma in WRONGS or kind not in UNCHARGED | {""}
    return other and not official and deed and told.verb.tag_ in ("VBD", "VBN", "VBG")


def blames(told: Told, draft: Draft, scene: Scene) -> bool:
    """Tell whether a clause says that another did wrong: "the crew ignored their pleas", "it was a sham"."""
    if told.helpers & (WILL | OUGHT | MAY) or "to" in told.helpers:
        return False
    if told.negated or is_empty(told):
        return leaves_undone(told, draft, scene) or falls_short(told, draft)
    if falls_short(told, draft) or is_excessive(told) or is_misdone(told):
        return True
    if speaker_words(draft) & CRITICS and not is_speaker(told, draft, scene):
        return True
    if told.lemma == "be":
        return is_shameful(told)
    if not told.passive and is_speaker(told, draft, scene):
        return False
    if any(is_wrong(v) for v in willed(told.verb)) or does_nothing(told):
        return True
    return is_lawless(told, speaker_words(draft), scene) or is_contested(told, draft)


def is_shameful(told: Told) -> bool:
    """Tell whether somebody or something is called by a word of blame: "the trial was a farce", "he is to blame"."""
    if told.who in OWN - {"it"}:
        return False
    words = {c.lower_ for c in predicates(told.verb)}
    partial = "political" in words and told.subject is not None and told.subject.lemma_.lower() in JUDGEMENTS
    to_blame = is_to_blame(told.verb)
    return partial or to_blame or bool(words & BLAME)


def is_to_blame(verb: Token) -> bool:
    """Tell "is to blame" from "is hard to blame"."""
    kids = list(verb.rights)
    blame = any(c.lower_ == "blame" and c.dep_ in ("xcomp", "acl", "advcl") for c in kids)
    return blame and not any(c.dep_ in ("acomp", "attr") for c in kids)


def is_lawless(told: Told, names: frozenset[str], scene: Scene) -> bool:
    """Tell whether others than officials tell of violence of those in power, or of what was done without leave.

    ``names`` are the words for who speaks. "They are destroying our forest" is such violence, whoever they are.
    """
    if told.subject is None:
        return False
    if lacks(told.verb, MISSING):
        return told.passive or bool(told.objects)
    if told.passive or names & (POWERS | OFFICIALS) or not any(c.dep_ == "dobj" for c in told.verb.rights):
        return False
    going_on = told.verb.tag_ == "VBG" and (told.who == "they" or is_somebody(told.subject, scene))
    return is_violent(told) and (told.subject.lemma_.lower() in POWERS or going_on)


def is_violent(told: Told) -> bool:
    """Tell whether a verb does violence."""
    return kind_of(told.lemma) == "Assault" or told.lemma in VIOLENCE


def is_contested(told: Told, draft: Draft) -> bool:
    """Tell whether violence or force is told by a verb that leaves it to who says so: "claims she was beaten"."""
    contested = bool(draft.cue) and draft.cue[0].lemma_.lower() in CONTESTING
    return contested and (is_violent(told) or kind_of(told.lemma) == "Coerce")


def falls_short(told: Told, draft: Draft) -> bool:
    """Tell whether those above are said by others to fall short: "the council does not care", "it has no plan"."""
    if told.subject is None or told.subject.lemma_.lower() not in SUPERIORS or told.lemma not in DEFICIENT:
        return False
    if told.helpers & {"did", "had"} or told.verb.tag_ in ("VBD", "VBN"):
        return False
    none = any(g.lower_ == "no" for c in told.verb.rights if c.dep_ == "dobj" for g in c.lefts)
    names = speaker_words(draft)
    return (told.negated or none) and bool(names) and not names & (OFFICIALS | SUPERIORS - {"leader"})


def is_excessive(told: Told) -> bool:
    """Tell whether others did too much, too little or too late: "help came too late", "they used too much force"."""
    if told.who in SELVES | {"it"}:
        return False
    near = [c for c in told.verb.rights if c.dep_ in ("advmod", "acomp", "dobj")]
    near += [g for c in near if c.dep_ == "dobj" for g in c.lefts]
    return any(c.lower_ in EXCESS and any(g.lower_ == "too" for g in c.lefts) for c in near)


def does_nothing(told: Told) -> bool:
    """Tell whether others are said to do nothing: "the league knew and did nothing"."""
    return told.lemma == "do" and any(
        c.lower_ == "nothing" and not any(g.lower_ in ("wrong", "to") for g in (*c.rights, *told.verb.rights))
        for c in told.verb.rights
    )


def leaves_undone(told: Told, draft: Draft, scene: Scene) -> bool:
    """Tell whether others are said not to have done what they owed: "they never told us", "nobody came"."""
    quoted = speaks_inside(told, draft, scene)
    other = (quoted and told.subject is not None and told.subject.tag_ != "PRP") or told.who == "they"
    if told.lemma not in OWED or told.passive:
        return False
    if is_empty(told):
        return told.who in NOBODY | {"one"} and (quoted or "us" in words_behind(told.verb))
    return other and bool(words_behind(told.verb) & {"us", "me"})


def is_misdone(told: Told) -> bool:
    """Tell whether an adverb of blame says how others did it: "was awarded illegally"."""
    return told.who not in SELVES and any(c.lower_ in BLAME_ADVERBS and c.dep_ == "advmod" for c in told.verb.children)


def words_behind(verb: Token) -> frozenset[str]:
    """Return the words right behind a verb and in its phrases: "listened to us"."""
    return frozenset(w.lower_ for c in verb.rights for w in (c, *c.rights))


def willed(verb: Token) -> Iterable[Token]:
    """Yield a verb and what its subject wants, tries or is made to do: "was paid to lie", "wants to silence us"."""
    yield verb
    yield from (c for c in verb.rights if c.dep_ == "xcomp" and any(g.lower_ == "to" for g in c.lefts))


def is_wrong(verb: Token) -> bool:
    """Tell whether a verb with its object tells of a wrong: "lied", "broke a promise", "covered it up"."""
    lemma = verb.lemma_.lower()
    if lemma == "lie":
        return verb.lower_ == "lied" or not any(c.lower_ in LYING_ON for c in verb.rights if c.dep_ == "prep")
    if lemma in WRONGS:
        return True
    objects = {c.lemma_.lower() for c in verb.children if c.dep_ in ("dobj", "nsubjpass")}
    if lemma == "fail":
        return any(c.dep_ == "xcomp" and c.lemma_.lower() in OWED for c in verb.rights)
    if lemma == "break":
        return bool(objects & BONDS)
    if lemma == "dismiss":
        return bool(objects & WARNINGS)
    if lemma == "hide":
        return bool(objects) and not any(c.lower_.endswith(("self", "selves")) for c in verb.rights)
    return lemma == "cover" and any(c.dep_ == "prt" for c in verb.rights)
