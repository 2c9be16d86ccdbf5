"""What a speaker does in saying it: the act where the verb is neutral, the hedge, and the outlet that passes it on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from kg.extract.acts import act_words
from kg.extract.claims_acts import named_shame, performed_act
from kg.extract.claims_draft import Draft, Scene
from kg.extract.cues import Cues
from kg.extract.tokens import Stretch, Token
from kg.model import EntityMention, MentionKind, SpeechAct, Stance

OUTLET = "MediaOutlet"
#: Works that show or find something rather than say it.
STUDIES = frozenset(
    {"study", "survey", "poll", "report", "analysis", "research", "investigation", "audit", "index", "census", "data"}
    | {"review", "test", "document", "finding", "paper", "website", "site", "posting", "post", "record", "footage"}
)
#: Who finds for or against somebody, and reports nothing by it.
COURTS = act_words("courts")
#: Rules of who calls a thing by a name.
NAMING = frozenset({"claim.saying.oprd", "claim.saying.as"})
LACKING = frozenset({"without", "with"})
PROOF = frozenset({"evidence", "proof", "detail", "elaborate", "substantiate", "basis", "explanation", "specific"})
DOUBTFUL = frozenset({"allegedly", "reportedly", "supposedly", "purportedly", "apparently", "falsely", "wrongly"})
#: Occasions of speaking inside which an outlet stands: "in an interview with ...".
OCCASIONS = frozenset(
    {
        "interview",
        "remark",
        "statement",
        "comment",
        "article",
        "column",
        "post",
        "programme",
        "program",
        "show",
        "email",
    }
    | {"broadcast", "conversation", "appearance", "piece", "essay", "podcast", "note", "message", "report", "story"}
)
BESIDE = frozenset({"in", "to", "with", "on", "via", "through", "for", "by", "at", "during", "of"})


def understood(draft: Draft, scene: Scene, cues: Cues) -> Draft:
    """Return a claim with the act, stance, hedge and outlet that its words give."""
    act, stance = act_of(draft, scene, cues)
    cited = cited_by(draft, scene)
    if cited is not None:
        draft = replace(draft, speakers=(cited,), outlet=draft.speakers[0])
    outlet = draft.outlet if draft.outlet is not None else outlet_of(draft, scene)
    hedge = draft.hedge or hedge_of(draft)
    if (act, stance, hedge, outlet) == (draft.act, draft.stance, draft.hedge, draft.outlet):
        return draft
    return replace(draft, act=act, stance=stance, hedge=hedge, outlet=outlet)


def act_of(draft: Draft, scene: Scene, cues: Cues) -> tuple[SpeechAct, Stance]:
    """Return the act and stance that follow the meaning of what was said, where the words of saying are neutral."""
    if draft.act is SpeechAct.REPORT and any(t.lemma_.lower() in COURTS for t in draft.speakers):
        return SpeechAct.SAY, draft.stance
    if draft.act is not SpeechAct.SAY or draft.stance is not Stance.ASSERTS:
        return draft.act, draft.stance
    if draft.content[-1].of(scene.parse.document.text).rstrip("\"”'’» ").endswith("?"):
        return SpeechAct.ASK, Stance.QUESTIONS
    places = [scene.parse.at(n) for part in draft.content for n in (part.start, part.end - 1)]
    inside = [t.i for t in places if t is not None]
    if inside and (performed := meant(scene.parse.doc.stretch(min(inside), max(inside) + 1), draft, scene, cues)):
        return performed, Stance.ASSERTS
    if any(reports(t, scene) for t in draft.speakers):
        return SpeechAct.REPORT, Stance.ASSERTS
    return SpeechAct.SAY, Stance.ASSERTS


def meant(words: Stretch, draft: Draft, scene: Scene, cues: Cues) -> SpeechAct | None:
    """Return the act that the words of what was said make it, None where they leave it neutral."""
    if draft.rule in NAMING:
        return named_shame(words)
    verb = main_verb(words)
    return performed_act(verb, words, draft, scene, cues) if verb is not None else None


def main_verb(tokens: Stretch) -> Token | None:
    """Return the first verb that no other token of the stretch governs."""
    tops = (t for t in tokens if not tokens.start <= t.head.i < tokens.end or t.head.i == t.i)
    return next(
        (t for t in tops if t.pos_ in ("VERB", "AUX") or any(c.dep_ in ("aux", "auxpass") for c in t.children)), None
    )


def reports(speaker: Token, scene: Scene) -> bool:
    """Tell whether a speaker is an outlet or a work of research, which report what they say."""
    mention = scene.mentions.headed_by(speaker)
    return speaker.lemma_.lower() in STUDIES or (mention is not None and mention.type == OUTLET)


def hedge_of(draft: Draft) -> str | None:
    """Return the words that take back some of the speaker's word: "without providing evidence", "allegedly"."""
    for child in (c for token in draft.cue[:1] for c in token.children):
        if child.dep_ == "prep" and child.lower_ in LACKING:
            phrase = list(child.subtree)
            lacking = child.lower_ == "without" or any(t.lower_ == "no" for t in phrase)
            if lacking and any(t.lemma_.lower() in PROOF for t in phrase):
                return child.doc.stretch(phrase[0].i, phrase[-1].i + 1).text
        if child.dep_ == "advmod" and child.lower_ in DOUBTFUL:
            return child.text
    return None


def cited_by(draft: Draft, scene: Scene) -> Token | None:
    """Return whom an outlet quotes for what it reports: "the paper reported, quoting an official"."""
    if len(draft.speakers) != 1 or not draft.cue or not is_outlet(draft.speakers[0], scene):
        return None
    for child in draft.cue[0].children:
        if child.dep_ == "advcl" and child.tag_ == "VBG" and child.lemma_.lower() in ("cite", "quote"):
            source = next((g for g in child.rights if g.dep_ == "dobj"), None)
            held = scene.mentions.headed_by(source) if source is not None else None
            return source if held is not None and held.type in ("Person", "Group", "GovernmentBody") else None
    return None


def outlet_of(draft: Draft, scene: Scene) -> Token | None:
    """Return the outlet that something was said through: "said in an interview with ...", "on ...'s programme"."""
    if not draft.cue:
        return None
    return next((t for t in beside(draft.cue[0]) if is_outlet(t, scene)), None)


def beside(verb: Token) -> Iterable[Token]:
    """Yield the nouns in the phrases of a verb, and those inside the occasions among them."""
    for preposition in verb.children:
        if preposition.dep_ not in ("prep", "dative") or preposition.lower_ not in BESIDE:
            continue
        for noun in (c for c in preposition.children if c.dep_ == "pobj"):
            yield noun
            if noun.lemma_.lower() in OCCASIONS:
                yield from (t for t in noun.subtree if t.i != noun.i and t.pos_ == "PROPN")


def is_outlet(token: Token, scene: Scene) -> bool:
    """Tell whether a token heads the name of a newspaper, agency or broadcaster."""
    mention: EntityMention | None = scene.mentions.headed_by(token)
    return mention is not None and mention.type == OUTLET and mention.kind is not MentionKind.PRONOUN
