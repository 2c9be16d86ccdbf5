"""What a speaker does in saying something by a neutral verb: promise, deny, accuse, warn or demand.

The signs are those of the speech-act literature (Searle, "A Taxonomy of Illocutionary Acts", 1975): who the subject of
what was said is, what tense or duty its verb has, and whether what is told is a wrong or a harm. The words stand in
``schemas/acts.toml``.
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.extract.acts import Doings, act_words
from kg.extract.claims_blame import ACCUSATIONS, BLAME, FALSE, blames, charged, denies
from kg.extract.claims_draft import Draft, Scene
from kg.extract.claims_statement import (
    MAY,
    OUGHT,
    OWN,
    SELVES,
    SOON,
    WILL,
    Told,
    clauses,
    is_body,
    is_empty,
    is_judged,
    is_own,
    told_by,
)
from kg.extract.cues import Cues
from kg.extract.tokens import Token
from kg.model import SpeechAct

#: Acts that a neutral verb may turn out to be when the quoted speaker names it ("We urge ...").
PERFORMED = frozenset(
    {SpeechAct.DEMAND, SpeechAct.WARN, SpeechAct.PROMISE, SpeechAct.DENY, SpeechAct.ACCUSE, SpeechAct.ASK}
)
SERVING = Doings("serving")
OWN_STEPS = Doings("own_steps")
HARMS = Doings("harms")
HURTFUL = Doings("hurtful")
DANGERS = act_words("dangers")
DANGERS_POSSIBLE = act_words("dangers_possible")
BRINGING = act_words("bringing")
LOSSES = act_words("losses")
THREATS = act_words("threats")
WISHING = act_words("wishing")
NO_ORDERS = act_words("no_orders")
CONDITIONS = frozenset({"if", "unless"})
LIMITS = CONDITIONS | {"until"}
#: Whoever does something: "anyone who enters will be jailed".
ANYONE = frozenset({"those", "anyone", "whoever", "anybody"})
#: Determiners that make a plan for all a promise: "every school will be rebuilt".
EACH = frozenset({"every", "each", "all"})


def performed_act(verb: Token, inside: Sequence[Token], draft: Draft, scene: Scene, cues: Cues) -> SpeechAct | None:
    """Return the act that what was said makes of a neutral verb: "we urge", "must", "they will", "was not".

    ``verb`` is the main verb of what was said, ``inside`` all its words.
    """
    told = told_by(verb)
    told = to_come(told) or told
    if draft.quoted and told.who in SELVES and (named := named_act(told, cues)):
        return named
    if is_duty(told, draft) or (draft.quoted and is_order(told, inside, scene)):
        return SpeechAct.DEMAND
    if told.helpers & OUGHT:
        return reproach(told)
    if warns(told, inside):
        return SpeechAct.WARN
    if promises(told, draft, scene):
        return SpeechAct.PROMISE
    if denies(told, draft, scene):
        return SpeechAct.DENY
    if charged(told, draft, scene):
        return SpeechAct.ACCUSE
    if not is_judged(draft) and any(blames(t, draft, scene) for t in clauses(told, inside)):
        return SpeechAct.ACCUSE
    return SpeechAct.WARN if any(foretells_harm(t, draft, scene) for t in clauses(told, inside)) else None


def to_come(told: Told) -> Told | None:
    """Return "they will pay" for "they are going to pay"."""
    if told.verb.lower_ != "going" or told.helpers & {"was", "were"}:
        return None
    verb = next((c for c in told.verb.rights if c.dep_ == "xcomp" and any(g.lower_ == "to" for g in c.lefts)), None)
    negated = told.negated or (verb is not None and any(c.dep_ == "neg" for c in verb.lefts))
    return Told(verb, frozenset({"will"}), told.subject, negated) if verb is not None else None


def named_act(told: Told, cues: Cues) -> SpeechAct | None:
    """Return the act that "we urge", "I would like to warn" names."""
    verb = told.verb
    if verb.lemma_.lower() in WISHING:
        verb = next((c for c in verb.rights if c.dep_ == "xcomp"), verb)
    if told.negated or any(c.dep_ == "auxpass" for c in verb.children):
        return None
    first = next((cue for cue in cues.verbs.get(verb.lemma_.lower(), ()) if not cue.particle), None)
    return first.act if first is not None and first.act in PERFORMED else None


def is_duty(told: Told, draft: Draft) -> bool:
    """Tell whether another is told what to do: "must", "should", "they need to", "they have to"."""
    if told.helpers & OUGHT:
        return "have" not in told.helpers
    if told.lemma == "ought":
        return True
    if told.lemma not in ("need", "have") or told.negated or told.helpers or told.who in OWN | {"", "you"}:
        return False
    due = (c for c in told.verb.rights if c.dep_ == "xcomp" and any(g.lower_ == "to" for g in c.lefts))
    tags = ("VBP", "VBZ", "VBD") if told.lemma == "need" and not draft.quoted else ("VBP", "VBZ")
    return told.verb.tag_ in tags and any(c.lemma_ != "be" or told.lemma == "need" for c in due)


def is_order(told: Told, inside: Sequence[Token], scene: Scene) -> bool:
    """Tell an imperative that opens a quotation: "Stay away from the water", "do not sign it"."""
    words = [t for t in inside if not (t.is_punct or t.is_space or t.is_quote or t.lower_ == "please")]
    opening = words[0] if words else told.verb
    first = opening == told.verb or (opening.lower_ in ("do", "never") and opening.head == told.verb)
    bare = told.verb.tag_ in ("VB", "VBP") and told.subject is None and not told.helpers - {"do"}
    if not (first and bare and told.verb.lower_ == told.lemma) or scene.mentions.around(told.verb) is not None:
        return False
    return told.negated or told.lemma not in NO_ORDERS


def reproach(told: Told) -> SpeechAct | None:
    """Return what a duty makes of a statement where the time for it is past: "they should have told us"."""
    return SpeechAct.ACCUSE if told.helpers & {"should", "ought"} and told.who not in SELVES else None


def has_condition(told: Told, words: frozenset[str]) -> bool:
    """Tell whether a clause opened by one of some words hangs on the verb."""
    return any(c.dep_ == "advcl" and any(g.lower_ in words for g in c.lefts) for c in told.verb.children)


def warns(told: Told, inside: Sequence[Token]) -> bool:
    """Tell whether a harm will follow on a condition: "if it rains, we will lose the rest", "who did this will pay"."""
    if not told.helpers & WILL or "have" in told.helpers:
        return False
    if not told.negated and any(t.lower_ == "unless" for t in inside):
        return True
    if not told.helpers & SOON:
        return told.lemma in HARMS and has_condition(told, CONDITIONS)
    lemmas = {t.lemma_.lower() for t in inside}
    if told.who in ANYONE:
        return bool(lemmas & THREATS) or any(lemma in HARMS for lemma in lemmas)
    conditional = any(t.lower_ in CONDITIONS and t.dep_ == "mark" for t in inside)
    if not conditional or told.who == "i":
        return False
    if not told.negated and told.who not in OWN and lets_slip(told):
        return True
    harmful = any(
        t.lemma_.lower() in HARMS or t.lemma_.lower() in THREATS for t in inside if t.pos_ in ("VERB", "NOUN")
    )
    return harmful or (told.negated and told.who not in SELVES)


def lets_slip(told: Told) -> bool:
    """Tell whether the condition is that something is not done: "if the quota is not cut"."""
    conditions = (c for c in told.verb.children if c.dep_ == "advcl" and any(g.lower_ == "if" for g in c.lefts))
    return any(any(g.dep_ == "neg" for g in c.lefts) for c in conditions)


def _is_harm(lemma: str) -> bool:
    """Tell whether a word names a harm, or what one does with a threat."""
    return lemma in THREATS or lemma in HARMS


def foretells_harm(told: Told, draft: Draft, scene: Scene) -> bool:
    """Tell whether a harm is said to come: "people will die", "the dyke could burst", "it would cost 4,000 jobs"."""
    if not told.helpers & (MAY | WILL) or told.negated or "have" in told.helpers or is_empty(told):
        return False
    if is_own(told, draft, scene):
        return False
    if told.lemma in DANGERS:
        return True
    if told.lemma in DANGERS_POSSIBLE and told.helpers & MAY:
        return not any(c.dep_ == "dobj" for c in told.verb.rights)
    if told.lemma in ("cost", "lose"):
        return bool(told.objects & LOSSES)
    return told.lemma in BRINGING and any(lemma in HARMS for lemma in (*told.objects, *brought(told.verb)))


def brought(verb: Token) -> list[str]:
    """Return the base forms of what "lead to" and "result in" bring."""
    phrases = (c for c in verb.rights if c.dep_ == "prep" and c.lower_ in ("to", "in"))
    return [g.lemma_.lower() for c in phrases for g in c.rights if g.dep_ == "pobj"]


def promises(told: Told, draft: Draft, scene: Scene) -> bool:
    """Tell whether somebody says that they, or the body they speak for, will do something that others want."""
    if not told.helpers & WILL or told.verb.pos_ != "VERB" or "have" in told.helpers:
        return False
    if has_condition(told, CONDITIONS):
        return False
    if told.passive or is_empty(told):
        return assures(told, draft)
    if told.who in OWN:
        firm = bool(told.helpers & SOON) and told.lemma not in OWN_STEPS
        return firm or (not told.negated and (told.lemma in SERVING or gives(told.verb)))
    if draft.unnamed or not (is_definite_body(told, scene) or is_own(told, draft, scene)):
        return False
    return told.lemma in (HURTFUL if told.negated else SERVING)


def gives(verb: Token) -> bool:
    """Tell whether somebody is given something: "would give young players a chance"."""
    given = {c.dep_ for c in verb.rights if not any(g.lower_ == "no" for g in c.lefts)}
    return verb.lemma_ == "give" and given >= {"dative", "dobj"}


def is_definite_body(told: Told, scene: Scene) -> bool:
    """Tell whether the subject is a body that is known: "the government", not "a committee"."""
    known = told.subject is not None and not any(c.lower_ in ("a", "an") for c in told.subject.lefts)
    return known and is_body(told.subject, scene)


def assures(told: Told, draft: Draft) -> bool:
    """Tell whether all are promised something, or none a harm: "every school will be rebuilt", "no job will be cut"."""
    if draft.unnamed or told.subject is None or has_condition(told, LIMITS):
        return False
    if is_empty(told):
        return told.lemma in HARMS or bool(told.objects & LOSSES)
    each = any(c.lower_ in EACH for c in told.subject.lefts)
    return each and not told.negated and told.lemma in SERVING


def named_shame(inside: Sequence[Token]) -> SpeechAct | None:
    """Return what calling a thing by a name does: "the case a disgrace" accuses, "the claims baseless" denies."""
    words = {t.lower_ for t in inside}
    if any(t.lemma_.lower() in ACCUSATIONS for t in inside[:-1]) and words & FALSE:
        return SpeechAct.DENY
    return SpeechAct.ACCUSE if words & BLAME else None
