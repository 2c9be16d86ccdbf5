"""What a speaker does in saying something by a neutral verb: promise, deny, accuse, warn or demand.

The signs are those of the speech-act literature (Searle, "A Taxonomy of Illocutionary Acts", 1975): who the subject of
what was said is, what tense or duty its verb has, and whether what is told is a wrong or a harm.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.extract.claims_draft import Draft
from kg.extract.cues import Cues
from kg.extract.tokens import Token
from kg.model import SpeechAct

#: Acts that a neutral verb may turn out to be when the quoted speaker names it ("We urge ...").
PERFORMED = frozenset(
    {SpeechAct.DEMAND, SpeechAct.WARN, SpeechAct.PROMISE, SpeechAct.DENY, SpeechAct.ACCUSE, SpeechAct.ASK}
)
SELVES = frozenset({"i", "we"})
#: Pronouns by which reported speech may mean its speaker.
OWN = frozenset({"i", "we", "he", "she", "it", "they"})
ONE = frozenset({"he", "she"})
OURS = frozenset({"my", "our"})
THEIRS = frozenset({"his", "her", "its", "their"})
OUGHT = frozenset({"should", "must", "ought"})
SOON = frozenset({"will", "'ll", "’ll", "wo"})
WILL = SOON | {"would"}
SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl"})
#: Verbs that set a negated statement against what others say: "insisted that it was not".
CONTRARY = frozenset({"assert", "insist", "maintain", "contend", "protest"})
#: Before an infinitive that names the act: "I would like to thank", "we want to warn".
WISHING = frozenset({"like", "want", "wish"})
#: What somebody will do in their own cause, or what befalls them, is announced and not promised.
STEPS = frozenset(
    {"appeal", "ask", "seek", "sue", "challenge", "file", "request", "apply", "wait", "vote", "leave", "resign", "die"}
    | {"be", "have", "need", "know", "see", "miss", "lose", "win", "face", "feel", "find", "learn", "suffer", "get"}
    | {"become", "go", "come", "fly", "travel", "meet", "talk", "discuss", "use", "cost", "take", "fall", "rise"}
    | {"lie", "live", "want", "consider", "speak", "try", "run", "play", "start", "begin", "say", "tell", "lead"}
)
#: What is done for others, which who says that they will do it promises.
SERVING = frozenset(
    {"pay", "compensate", "help", "protect", "repair", "rebuild", "restore", "provide", "support", "ensure", "assist"}
    | {"guarantee", "investigate", "look", "examine", "fix", "improve", "refund", "publish", "cooperate"}
    | {"honour", "honor", "abide", "comply", "uphold", "keep", "fund", "finance", "donate", "reform", "safeguard"}
    | {"strengthen", "reimburse", "defend", "reinstate", "resettle", "apologise", "apologize", "redouble", "secure"}
)
#: Nouns by which a member means the body that they speak for.
BODIES = frozenset(
    {"government", "ministry", "department", "company", "party", "union", "administration", "council", "authority"}
    | {"city", "agency", "bank", "police", "army", "club", "commission", "firm", "state", "airline", "cabinet"}
)
#: Verbs for what one has lived through, not done: "I have never seen such a flood" denies nothing.
LIVED = frozenset(
    {"see", "think", "imagine", "forget", "expect", "hear", "feel", "experience", "know", "be", "have", "give", "lose"}
    | {"stop", "dream", "witness", "encounter", "understand", "want", "like", "doubt", "go", "come", "return", "find"}
    | {"recover", "happen", "suspect", "realise", "realize", "look", "need", "love", "fail", "suffer", "miss", "win"}
)
#: Doing wrong to others or deceiving them.
WRONGS = frozenset(
    {"ignore", "neglect", "lie", "cheat", "steal", "betray", "mislead", "deceive", "conceal", "withhold", "imprison"}
    | {"torture", "abuse", "exploit", "rob", "violate", "breach", "bully", "blackmail", "fabricate", "manipulate"}
    | {"sabotage", "collude", "bribe", "embezzle", "harass", "intimidate", "mistreat", "rape", "plot", "pocket"}
    | {"falsify", "forge", "tamper", "disregard", "persecute", "swindle", "defraud", "loot", "plunder", "coerce"}
    | {"extort", "smear", "slander", "oppress", "discriminate", "molest", "assault", "trick", "beat", "provoke"}
    | {"misuse", "launder", "flout", "squander", "conspire", "humiliate", "underpay", "scapegoat"}
)
#: Wrongs of a verb and its object: "broke a promise".
BROKEN = frozenset({"promise", "pledge", "law", "rule", "agreement", "truce", "ceasefire", "cease-fire", "word", "vow"})
#: What others may be reproached for not doing.
OWED = frozenset(
    {"tell", "inform", "warn", "consult", "help", "listen", "answer", "pay", "act", "protect", "prevent", "deliver"}
    | {"provide", "inspect", "comply", "honour", "honor", "report", "investigate", "explain", "enforce", "care", "ask"}
    | {"respond", "disclose", "maintain", "uphold", "supervise", "heed", "respect", "implement"}
)
WARNINGS = frozenset({"warning", "complaint", "plea", "alarm"})
#: Names for a wrong, as a noun or an adjective.
SHAMES = frozenset(
    {"disgrace", "scandal", "outrage", "lie", "crime", "betrayal", "travesty", "sham", "farce", "fraud", "theft"}
    | {"blackmail", "hypocrisy", "cover-up", "coverup", "insult", "robbery", "surrender", "revenge", "charade"}
    | {"mockery", "injustice", "provocation", "aggression", "disgraceful", "shameful", "outrageous", "unacceptable"}
    | {"irresponsible", "illegal", "unlawful", "unconstitutional", "corrupt", "hypocritical", "cynical", "reckless"}
    | {"negligent", "damning", "racist", "discriminatory", "inhumane", "inhuman", "cowardly", "treacherous", "barbaric"}
    | {"scandalous", "unjust", "unfair", "dishonest", "deceitful", "undemocratic", "coward", "liar", "thief"}
    | {"appalling", "disgusting", "despicable", "criminal", "murderer", "terrorist", "traitor", "genocide"}
)
#: What an accusation is called by who denies it.
FALSE = frozenset(
    {"baseless", "false", "untrue", "unfounded", "groundless", "fabricated", "nonsense", "lie", "absurd", "fiction"}
    | {"fabrication", "ridiculous", "slander", "invention", "fake", "preposterous", "meritless", "incorrect"}
    | {"unsubstantiated", "rubbish", "ludicrous", "libel", "smear", "wrong", "defamatory"}
)
#: What is called so: somebody else's word.
ACCUSATIONS = frozenset(
    {"accusation", "allegation", "charge", "claim", "rumour", "rumor", "insinuation", "suggestion", "assertion"}
)
#: With "no" or "not": having had a hand in nothing.
SHARES = frozenset({"role", "part", "involvement", "hand", "connection", "wrongdoing", "knowledge", "link"})
GUILTY = frozenset({"involved", "responsible", "guilty", "complicit", "true"})
EVILS = frozenset(
    {"mutiny", "coup", "cover-up", "fraud", "corruption", "wrongdoing", "negligence", "discrimination", "collusion"}
    | {"abuse", "torture", "conspiracy", "bribery", "manipulation", "irregularity", "misconduct", "plot", "massacre"}
    | {"foul", "violation", "breach", "manoeuvre", "impropriety", "conflict"}
)
#: Verbs of which an evil is done, or is there; who does not want, see or expect one denies nothing.
DOING = frozenset({"be", "have", "commit", "stage", "plan", "plot", "prepare", "organize", "organise", "involve"})
NOTHING = frozenset({"no", "nothing", "none", "neither", "nobody"})
#: What befalls those who do not heed a warning.
HARMS = frozenset(
    {"lose", "die", "attack", "impose", "fail", "collapse", "close", "suffer", "response", "respond", "strike", "pay"}
    | {"retaliate", "consequence", "destroy", "flood", "starve", "shut", "disappear", "punish", "prosecute", "famine"}
    | {"worsen", "spread", "kill", "burst", "break", "cut", "expel", "block", "halt", "stop", "jail", "arrest", "sue"}
    | {"catastrophe", "disaster", "war", "bankrupt", "bankruptcy", "extinct", "vanish", "tariff", "sanction", "hunger"}
)
ANSWERING = frozenset({"answer", "pay", "regret", "face", "prosecute", "punish", "jail", "arrest", "hold", "bring"})
CONDITIONS = frozenset({"if", "unless"})
#: Who finds or rules, and accuses nobody by it.
JUDGES = frozenset(
    {"court", "judge", "jury", "tribunal", "panel", "chamber", "study", "report", "inquiry", "investigation", "audit"}
    | {"research", "survey", "poll", "researcher", "scientist", "commission", "review", "inspector", "auditor"}
)


@dataclass(frozen=True)
class Told:
    """A finite clause that was said: its verb, the verb's helpers and subject, and whether it is negated."""

    verb: Token
    helpers: frozenset[str]
    subject: Token | None
    negated: bool

    @property
    def who(self) -> str:
        """The subject in lower case, or nothing."""
        return self.subject.lower_ if self.subject is not None else ""


def told_by(verb: Token) -> Told:
    """Return the clause of a verb; one joined to another without a subject has the other's."""
    kids = list(verb.children)
    subject = next((c for c in kids if c.dep_ in SUBJECTS), None)
    if subject is None and verb.dep_ == "conj":
        subject = next((c for c in verb.head.children if c.dep_ in SUBJECTS), None)
    helpers = frozenset(c.lower_ for c in kids if c.dep_ in ("aux", "auxpass"))
    return Told(verb, helpers, subject, any(c.dep_ == "neg" for c in kids))


def performed_act(verb: Token, inside: Sequence[Token], draft: Draft, cues: Cues) -> SpeechAct | None:
    """Return the act that what was said makes of a neutral verb: "we urge", "must", "they will", "was not".

    ``verb`` is the main verb of what was said, ``inside`` all its words.
    """
    told = told_by(verb)
    if draft.quoted and told.who in SELVES and (named := named_act(told, cues)):
        return named
    if told.helpers & OUGHT:
        return duty(told)
    if warns(told, inside):
        return SpeechAct.WARN
    if promises(told, draft):
        return SpeechAct.PROMISE
    if denies(told, draft):
        return SpeechAct.DENY
    if not judged(draft) and any(blames(t, draft) for t in clauses(told, inside)):
        return SpeechAct.ACCUSE
    return None


def named_act(told: Told, cues: Cues) -> SpeechAct | None:
    """Return the act that "we urge", "I would like to warn" names."""
    verb = told.verb
    if verb.lemma_.lower() in WISHING:
        verb = next((c for c in verb.rights if c.dep_ == "xcomp"), verb)
    if told.negated or any(c.dep_ == "auxpass" for c in verb.children):
        return None
    uses = cues.verbs.get(verb.lemma_.lower(), ())
    return next((cue.act for cue in uses if cue.act in PERFORMED and not cue.particle), None)


def duty(told: Told) -> SpeechAct | None:
    """Return what a duty makes of a statement: a demand; a reproach where the time for it is past."""
    if "have" not in told.helpers:
        return SpeechAct.DEMAND
    return SpeechAct.ACCUSE if told.helpers & {"should", "ought"} and told.who not in SELVES else None


def warns(told: Told, inside: Sequence[Token]) -> bool:
    """Tell whether a harm will follow on a condition: "if it rains, we will lose the rest", "who did this will pay"."""
    if not told.helpers & SOON:
        return False
    lemmas = {t.lemma_.lower() for t in inside}
    if told.subject is not None and (told.who in ("those", "anyone", "whoever", "anybody")):
        return bool(lemmas & (ANSWERING | HARMS))
    conditional = any(t.lower_ in CONDITIONS and t.dep_ == "mark" for t in inside)
    if not conditional or told.who == "i":
        return False
    return bool(lemmas & HARMS) or (told.negated and told.who not in SELVES)


def promises(told: Told, draft: Draft) -> bool:
    """Tell whether somebody says that they, or the body they speak for, will do something that others want."""
    if not told.helpers & WILL or told.verb.pos_ != "VERB":
        return False
    if any(c.dep_ == "advcl" and any(g.lower_ in CONDITIONS for g in c.lefts) for c in told.verb.children):
        return False
    lemma = told.verb.lemma_.lower()
    if told.who in OWN:
        firm = bool(told.helpers & SOON) and lemma not in STEPS
        return firm or (lemma in SERVING and not told.negated)
    own_body = told.subject is not None and told.subject.lemma_.lower() in BODIES and not draft.unnamed
    return own_body and (lemma in SERVING) != told.negated and lemma not in STEPS


def is_own(told: Told, draft: Draft) -> bool:
    """Tell whether the subject may be the speaker, or those who belong to the speaker: "I", "it", "its members"."""
    if told.subject is None:
        return False
    selves, owners = (SELVES, OURS) if draft.quoted else (OWN, OURS | THEIRS)
    return told.who in selves or any(c.dep_ == "poss" and c.lower_ in owners for c in told.subject.lefts)


def denies(told: Told, draft: Draft) -> bool:
    """Tell whether somebody says that they never did it, had no part in it, or that the accusation is false."""
    lemma = told.verb.lemma_.lower()
    if told.helpers & (WILL | OUGHT):
        return False
    if told.negated and draft.cue and draft.cue[0].lemma_.lower() in CONTRARY:
        return True
    if told.subject is not None and told.subject.lemma_.lower() in ACCUSATIONS and not told.negated:
        return any(c.lower_ in FALSE for c in predicates(told.verb))
    never = any(c.dep_ == "neg" and c.lower_ == "never" for c in told.verb.children)
    if never and is_own(told, draft) and lemma not in LIVED:
        return True
    if (told.negated or empty(told)) and (lemma in WRONGS or any(c.lower_ in GUILTY for c in predicates(told.verb))):
        return True
    return has_no_part(told)


def empty(told: Told) -> bool:
    """Tell whether the subject is nobody: "no document was withheld"."""
    if told.subject is None:
        return False
    return told.who in NOTHING or any(c.lower_ == "no" for c in told.subject.lefts)


def has_no_part(told: Told) -> bool:
    """Tell "had nothing to do with it", "played no role", "there was no cover-up", "did nothing wrong"."""
    for child in told.verb.rights:
        lemma = child.lemma_.lower()
        none = child.lower_ == "nothing" or any(c.lower_ in NOTHING for c in child.lefts)
        if child.lower_ == "nothing" and told.verb.lemma_ in ("have", "do"):
            return any(c.lower_ in ("do", "wrong") for c in (*child.rights, *told.verb.rights))
        if child.dep_ in ("dobj", "attr") and (none or told.negated):
            verb = told.verb.lemma_
            return (lemma in EVILS and verb in DOING) or (lemma in SHARES and verb in ("have", "play", "take"))
    return False


def predicates(verb: Token) -> Iterable[Token]:
    """Yield what "be" or another verb says of its subject, with what is joined to it; a participle itself."""
    if verb.tag_ == "VBN":
        yield verb
    for child in verb.rights:
        if child.dep_ in ("attr", "acomp", "oprd"):
            yield child
            yield from (c for c in child.children if c.dep_ in ("conj", "amod"))


def clauses(told: Told, inside: Sequence[Token]) -> Iterable[Told]:
    """Yield a clause and those joined to it."""
    yield told
    places = {t.i for t in inside if t.pos_ in ("VERB", "AUX")}
    yield from (told_by(c) for c in told.verb.rights if c.dep_ == "conj" and c.i in places)


def judged(draft: Draft) -> bool:
    """Tell whether who speaks finds or rules: a court, a study."""
    return not draft.speakers or any(t.lemma_.lower() in JUDGES for t in draft.speakers)


def blames(told: Told, draft: Draft) -> bool:
    """Tell whether a clause says that another did wrong: "the crew ignored their pleas", "it was a sham"."""
    if told.helpers & (WILL | OUGHT) or "to" in told.helpers:
        return False
    if told.negated or empty(told):
        return leaves_undone(told, draft)
    passive = any(c.dep_ in ("auxpass", "nsubjpass") for c in told.verb.children)
    if not passive and is_speaker(told, draft):
        return False
    if told.verb.lemma_ == "be":
        return told.who not in OWN - {"it"} and any(c.lower_ in SHAMES for c in predicates(told.verb))
    return is_wrong(told.verb)


def leaves_undone(told: Told, draft: Draft) -> bool:
    """Tell whether others are said not to have done what they owed: "they never told us"."""
    other = (draft.quoted and told.subject is not None and told.subject.tag_ != "PRP") or told.who == "they"
    to_us = any(c.lower_ in ("us", "me") for c in told.verb.rights)
    return other and not empty(told) and to_us and told.verb.lemma_.lower() in OWED


def is_speaker(told: Told, draft: Draft) -> bool:
    """Tell whether the subject of a clause may be who says it: "I", in other words than theirs "he", "it", "they"."""
    if told.subject is None or told.who in SELVES:
        return True
    if draft.quoted or told.who not in OWN:
        return False
    many = any(t.tag_ in ("NNS", "NNPS") for t in draft.speakers) or len(draft.speakers) > 1
    return not (many and told.who in ONE)


def is_wrong(verb: Token) -> bool:
    """Tell whether a verb with its object tells of a wrong: "lied", "broke a promise", "covered it up"."""
    lemma = verb.lemma_.lower()
    if lemma in WRONGS:
        return True
    objects = {c.lemma_.lower() for c in verb.children if c.dep_ in ("dobj", "nsubjpass")}
    if lemma == "fail":
        return any(c.dep_ == "xcomp" and c.lemma_.lower() in OWED for c in verb.rights)
    if lemma == "break":
        return bool(objects & BROKEN)
    if lemma == "dismiss":
        return bool(objects & WARNINGS)
    if lemma == "take":
        return any(c.lower_ == "hostage" for c in verb.rights)
    if lemma == "cut":
        return "corner" in objects
    return lemma == "cover" and any(c.dep_ == "prt" for c in verb.rights)


def named_shame(inside: Sequence[Token]) -> SpeechAct | None:
    """Return what calling a thing by a name does: "the case a disgrace" accuses, "the claims baseless" denies."""
    words = {t.lower_ for t in inside}
    if any(t.lemma_.lower() in ACCUSATIONS for t in inside[:-1]) and words & FALSE:
        return SpeechAct.DENY
    return SpeechAct.ACCUSE if words & SHAMES else None
