"""What looks like saying and is none: what was not said, verbs with a particle that mean otherwise, turns of phrase."""

from __future__ import annotations

from kg.extract.claims_draft import Scene
from kg.extract.cues import Cue
from kg.extract.tokens import Token
from kg.extract.wordnet import load_wordnet
from kg.model import SpeechAct, Stance

#: Who does not do one of these has said nothing; not to believe or not to deny is a stance of its own.
SPOKEN = frozenset(
    {
        SpeechAct.SAY,
        SpeechAct.ACCUSE,
        SpeechAct.WARN,
        SpeechAct.PROMISE,
        SpeechAct.DEMAND,
        SpeechAct.ASK,
        SpeechAct.REPORT,
    }
)
#: What only those who can speak do.
INTENDED = frozenset({SpeechAct.PROMISE, SpeechAct.WARN})
#: Types of what happens or lies there, and of nouns in the plural that stand for nobody.
LIFELESS = frozenset({"Object", "Group", "Place"})
#: Beside a negation these leave the saying as it is: "not only said that ...", "did not just warn".
ONLY = frozenset({"only", "just", "merely", "simply"})
#: Verbs whose infinitive or gerund is not done: "failed to mention", "avoided saying".
OMITTING = frozenset({"fail", "neglect", "forget", "avoid", "omit"})
#: Subjects of whom the verb is denied: "nobody said".
NOBODY = frozenset({"nobody", "none", "noone"})
#: Shapes that stay what they are whatever particle stands with the verb: "shouted out that ...".
OF_SPEECH = frozenset({"clause", "quote", "wh", "that"})
#: Adjectives before "to say", by which the writer says it: "it is safe to say".
JUDGING = frozenset({"safe", "fair", "easy", "hard", "difficult", "enough"})
#: Before "charge", a task and no accusation: "in charge of", "take charge of".
TAKING = frozenset({"take", "have", "assume", "give"})

#: Nouns of acts and states that stand for those who do them: "the opposition warned of cuts".
PEOPLE_TOO = frozenset(
    {"opposition", "management", "leadership", "administration", "prosecution", "defence", "defense", "resistance"}
    | {"command", "campaign", "mission", "presidency", "judiciary", "insurgency", "rebellion", "competition"}
)
#: Classes of WordNet whose nouns say nothing, and have nobody behind them who does.
MUTE = frozenset(
    {"act", "attribute", "event", "feeling", "phenomenon", "possession", "process", "state", "time", "motive"}
)


def is_mute(noun: Token) -> bool:
    """Tell a happening, a state or a quality, which says nothing: "the pressure, threatening losses".

    What it shows is the writer's own inference, and no unnamed source's word.
    """
    if noun.pos_ != "NOUN" or noun.lemma_.lower() in PEOPLE_TOO:
        return False
    return load_wordnet().of("noun", noun.lemma_.lower()).rstrip("+") in MUTE


def is_figure_of_speech(scene: Scene, subject: Token, cue: Cue) -> bool:
    """Tell what promises or threatens without a word: "the drought threatens the crop", "cuts promise to hurt"."""
    if cue.act not in INTENDED or not is_mute(subject):
        return False
    held = scene.mentions.headed_by(subject)
    return held is None or held.type in LIFELESS


def is_unsaid(verb: Token, cue: Cue) -> bool:
    """Tell what somebody did not say: "has not announced", "never mentioned", "failed to mention", "nobody said".

    Nothing was said then, so that nothing can be put into anybody's mouth.
    """
    if cue.act not in SPOKEN or cue.stance is not Stance.ASSERTS:
        return False
    if is_negated(verb) or without(verb):
        return True
    above = verb.head
    lemma = above.lemma_.lower()
    if verb.dep_ != "xcomp":
        return False
    return lemma in OMITTING or (lemma == "have" and any(c.lower_ == "yet" for c in above.children))


def is_negated(verb: Token) -> bool:
    """Tell whether a verb is denied: by "not" or "never", or by a subject that is nobody."""
    held = list(verb.lefts)
    if any(c.dep_ == "neg" for c in held) and not any(c.lower_ in ONLY for c in held):
        return True
    subject = next((c for c in held if c.dep_ == "nsubj"), None)
    return subject is not None and (subject.lower_ in NOBODY or any(c.lower_ == "no" for c in subject.lefts))


def without(verb: Token) -> bool:
    """Tell what somebody did without saying: "left without mentioning it", "stopped short of saying"."""
    if verb.dep_ != "pcomp":
        return False
    opener = verb.head
    return opener.lower_ == "without" or (opener.lower_ == "of" and opener.i > 0 and opener.nbor(-1).lower_ == "short")


def is_another_verb(verb: Token, cue: Cue, frame: str) -> bool:
    """Tell a verb that a particle makes another: "blasted out an email", "hammered out a deal", "asked her out"."""
    if cue.particle or frame in OF_SPEECH:
        return False
    return any(c.dep_ == "prt" for c in verb.rights)


def is_turn_of_phrase(verb: Token) -> bool:
    """Tell "only time will tell", "all told", "it is safe to say", "pledged delegates": nobody tells anything."""
    if verb.dep_ == "amod":
        return True
    if verb.lemma_.lower() == "say":
        return verb.tag_ == "VB" and verb.i > 1 and verb.nbor(-2).lower_ in JUDGING
    if verb.lemma_.lower() != "tell":
        return False
    subject = next((c for c in verb.lefts if c.dep_ in ("nsubj", "nsubjpass")), None)
    if subject is None:
        return False
    told = subject.lower_ == "all" and verb.tag_ in ("VBN", "VBD") and verb.i == subject.i + 1
    return told or subject.lower_ == "time"


def is_task(noun: Token) -> bool:
    """Tell the charge that somebody has of something from one that is brought: "in charge of", "took charge of"."""
    if noun.lemma_.lower() != "charge":
        return False
    head = noun.head
    return (noun.dep_ == "pobj" and head.lower_ in ("in", "under")) or (
        noun.dep_ == "dobj" and head.lemma_.lower() in TAKING and not any(c.dep_ == "det" for c in noun.lefts)
    )


def is_label(before: Token | None, after: Token | None) -> bool:
    """Tell marked words that only qualify the noun behind them: 'a "too big to fail" tax'."""
    if before is None or after is None or after.pos_ not in ("NOUN", "PROPN"):
        return False
    return before.pos_ in ("DET", "ADJ") or before.tag_ == "PRP$"
