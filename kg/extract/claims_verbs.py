"""Claims told by a verb or an adjective of saying or thinking, and refusals to comment."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.claims_clauses import ADDING, has_to, own_subject, question, stripped, whole
from kg.extract.claims_content import content_of
from kg.extract.claims_draft import Draft, Scene, runs
from kg.extract.claims_nouns import noun_content
from kg.extract.claims_quotes import speaker_near
from kg.extract.claims_rules import verb_rule
from kg.extract.claims_sources import OBJECT_CONTROL, hearer_of, is_passive, is_sign, speakers_of, subject_of
from kg.extract.claims_told import relative_gap
from kg.extract.claims_unsaid import is_another_verb, is_figure_of_speech, is_turn_of_phrase, is_unsaid
from kg.extract.cues import Cue, Cues
from kg.extract.tokens import Token
from kg.model import SpeechAct, Stance

#: Shapes that are too weak a sign of speech in an infinitive ("to suggest a design").
WEAK_FRAMES = frozenset({"np", "prep", "as", "oprd", "ing", "wh"})
NEGATIONS = frozenset({"neg"})
#: Forms that no infinitive before them shares its "to" with: "refused to leave and called on others to stay".
FINITE = frozenset({"VBD", "VBZ"})
#: Refusing is a claim only when what is refused is to speak.
REFUSING = frozenset({"decline", "refuse"})
SPEAKING = frozenset(
    [
        "comment",
        "say",
        "answer",
        "respond",
        "discuss",
        "elaborate",
        "give",
        "confirm",
        "reveal",
        "disclose",
        "identify",
        "name",
        "specify",
        "explain",
        "provide",
        "speak",
        "speculate",
        "talk",
        "address",
    ]
)
#: Of these what is not spoken of is the content: "declined to comment on the claim".
MATTERS = frozenset({"comment", "discuss", "confirm", "deny", "address", "speculate", "speak", "talk"})
#: Who does not say, or would not say, how or whether, leaves it open.
ANSWERING = frozenset({"say", "specify", "disclose", "reveal", "explain", "elaborate"})
ABOUT = frozenset({"on", "about", "upon"})
GIVING = frozenset({"provide", "give", "offer", "specify", "elaborate", "release", "disclose"})
DETAILS = frozenset(
    [
        "detail",
        "timeframe",
        "timeline",
        "reason",
        "comment",
        "explanation",
        "evidence",
        "information",
        "figure",
        "name",
        "date",
    ]
)
#: What somebody says of their own saying ("I say that ...") is said by the quotation around it already.
SELVES = frozenset({"i", "we", "me", "us"})
#: "You" is nobody in particular.
HEARERS = frozenset({"you"})
#: Verbs before "to think" that do not take the thought back: "seems to believe".
THINKING_ON = frozenset({"seem", "appear", "continue", "come", "claim", "begin", "profess", "use"})
#: Verbs whose participle says what something shows more often than what somebody says.
SHOWING = frozenset({"highlight", "underscore", "underline", "emphasize", "emphasise", "outline", "detail", "echo"})
#: Participles that name what somebody goes by: "citing phone calls, they said that ...".
CITING = frozenset({"cite", "quote"})
#: Who rejects a request or a promise does not deny it.
WISHED = frozenset({SpeechAct.DEMAND, SpeechAct.PROMISE, SpeechAct.ASK})
IMPERSONAL = frozenset({"it", "there"})


def verb_claims(scene: Scene, cues: Cues) -> Iterator[Draft]:
    """Yield the claims of every verb of saying, in the order of the text."""
    for token in scene.words.verbs:
        if token.i in scene.used:
            continue
        lemma = token.lemma_.lower()
        if lemma in SPEAKING or lemma in REFUSING or lemma in GIVING or lemma == "have":
            found = refusal(token, lemma)
            if found is not None:
                yield found
                continue
        yield from adjective_claim(token, cues)
        uses = cues.verbs.get(lemma, ())
        if uses and not only_refused(token) and not is_turn_of_phrase(token):
            yield from one_verb(scene, token, uses, cues)


def one_verb(scene: Scene, verb: Token, uses: tuple[Cue, ...], cues: Cues) -> Iterator[Draft]:
    """Yield the claim of one verb: the first use of it whose shape the sentence has."""
    for cue in uses:
        if cue.particle and not has_particle(verb, cue.particle):
            continue
        frame, tokens = content_of(verb, cue)
        if not tokens or (is_infinitive(verb) and (frame in WEAK_FRAMES or is_made_to(verb))):
            continue
        if is_no_saying(scene, verb, cue, frame, tokens) or is_another_verb(verb, cue, frame) or is_unsaid(verb, cue):
            continue
        if cue.objects == "thing" and frame == "np" and is_person(scene, tokens, verb):
            continue
        inner = denied_content(tokens, cues) if cue.stance is Stance.DENIES and frame == "np" else []
        if cue.objects == "saying" and not inner:
            continue
        tokens = inner or tokens
        subject = outside_subject(scene, verb)
        if frame == "as_saying":
            yield from cited(verb, cue, tokens, subject)
            return
        if subject is not None and (subject.lower_ in HEARERS or (verb.i in scene.quoted and subject.lower_ in SELVES)):
            return
        if subject is not None and (is_sign(subject, verb) or is_figure_of_speech(scene, subject, cue)):
            return
        unnamed = subject is None or is_impersonal(subject, verb)
        if unnamed and not is_passive(verb):
            continue
        yield Draft(
            rule=verb_rule(cue.act, frame),
            act=cue.act,
            stance=stance_of(verb, cue),
            content=runs(tokens),
            cue=cue_tokens(verb, cue),
            speakers=() if unnamed or subject is None else tuple(speakers_of(subject)),
            hearer=hearer_of(verb, cue.hearer),
            unnamed=unnamed,
        )
        return


def is_no_saying(scene: Scene, verb: Token, cue: Cue, frame: str, tokens: list[Token]) -> bool:
    """Tell what only looks like a claim.

    "Everything he says is true", "to understand what it means", ", highlighting the gap", "it is called an election",
    "they recommended it", "they never told us what it was".
    """
    first = tokens[0]
    gap = frame == "clause" and first.tag_ in ("VBZ", "VBD", "VBP") and first.i > verb.i and not own_subject(first)
    if gap and not relative_gap(verb) and first.i not in scene.quoted and not first.nbor(-1).is_quote:
        return True
    if cue.act is SpeechAct.BELIEVE and is_infinitive(verb) and verb.head.lemma_.lower() not in THINKING_ON:
        return True
    if (
        frame == "np"
        and verb.tag_ == "VBG"
        and (verb.dep_ == "pcomp" or (verb.dep_ in ("advcl", "acl") and verb.lemma_.lower() in SHOWING))
    ):
        return True
    if frame == "wh" and cue.act is SpeechAct.SAY and any(c.dep_ == "neg" for c in verb.lefts):
        return True
    citing = verb.tag_ == "VBG" and verb.dep_ == "advcl" and verb.lemma_.lower() in CITING
    if citing or is_yet_to_ask(verb, cue):
        return True
    if frame == "np" and cue.stance is Stance.ASSERTS and len(tokens) == 1 and first.pos_ == "PRON":
        return True
    if frame in ("as", "oprd") and is_own_name_or_post(scene, verb):
        return True
    return frame == "oprd" and is_passive(verb) and subject_of(verb) is None


def is_yet_to_ask(verb: Token, cue: Cue) -> bool:
    """Tell whether somebody only will ask or urge another: "said he would ask the court to act"."""
    return cue.act in (SpeechAct.DEMAND, SpeechAct.ASK) and any(
        c.dep_ == "aux" and c.lower_ in ("will", "would", "wo", "'ll") for c in verb.lefts
    )


def is_own_name_or_post(scene: Scene, verb: Token) -> bool:
    """Tell a name that somebody bears, or a post that they lose, from a judgement: "calling itself X"."""
    thing = next((c for c in verb.children if c.dep_ in ("dobj", "nsubj", "nsubjpass") and c.i > verb.i), None)
    thing = thing or next((g for c in verb.rights if c.dep_ == "oprd" for g in c.lefts if g.dep_ == "nsubj"), None)
    if thing is None:
        return False
    held = scene.mentions.headed_by(thing)
    sacked = verb.lemma_.lower() == "dismiss" and held is not None and held.type == "Person"
    return sacked or thing.lower_.endswith(("self", "selves"))


def is_impersonal(subject: Token, verb: Token) -> bool:
    """Tell whether a subject is nobody: "it is said", "there is said"; but "it announced", "it fears" is a body."""
    speaks = subject.lower_ == "it" and not is_passive(verb)
    return subject.lower_ in IMPERSONAL and not speaks


def cited(verb: Token, cue: Cue, tokens: list[Token], outlet: Token | None) -> Iterator[Draft]:
    """Yield the claim of somebody whom an outlet cites as saying something."""
    speaker = next((c for c in verb.children if c.dep_ in ("dobj", "nsubjpass")), None)
    if speaker is None:
        return
    yield Draft(
        rule=verb_rule(cue.act, "as_saying"),
        act=cue.act,
        stance=cue.stance,
        content=runs(tokens),
        cue=(verb,),
        speakers=tuple(speakers_of(speaker)),
        outlet=outlet,
    )


def adjective_claim(verb: Token, cues: Cues) -> Iterator[Draft]:
    """Yield the claim of somebody who is sure, afraid or aware that something is so."""
    for adjective in verb.children:
        uses = cues.adjectives.get(adjective.lower_, ()) if adjective.dep_ == "acomp" else ()
        told = any("clause" in cue.frames for cue in uses)
        clauses = [c for c in adjective.children if c.dep_ == "ccomp" and c.i > adjective.i] if told else []
        subject = subject_of(verb) if clauses else None
        if not uses or subject is None or subject.lower_ in IMPERSONAL | HEARERS | SELVES:
            continue
        yield Draft(
            rule=verb_rule(uses[0].act, "clause"),
            act=uses[0].act,
            stance=stance_of(verb, uses[0]),
            content=runs(stripped(whole(clauses[0]))),
            cue=(adjective,),
            speakers=tuple(speakers_of(subject)),
        )


def outside_subject(scene: Scene, verb: Token) -> Token | None:
    """Return the subject of a verb; outside a quotation never a word of the quotation, but whoever speaks it.

    In ``"We aim ...", added the envoy, specifying that ...`` the parser hangs "specifying" to "aim".
    """
    subject = subject_of(adding_to(scene, verb) or verb)
    if subject is None or verb.i in scene.quoted or subject.i not in scene.quoted:
        return subject
    told = [i for i in scene.used if verb.sent.start <= i < verb.i]
    return speaker_near(scene, verb.doc[max(told)]) if told else None


def adding_to(scene: Scene, verb: Token) -> Token | None:
    """Return the verb of saying that a participle goes on from: "X argued that it was late, saying that ...".

    The parser hangs "saying" to a verb inside what X argued; after a comma it is X who says it.
    """
    comma = verb.left_edge.i
    if verb.tag_ != "VBG" or verb.dep_ not in ("advcl", "conj", "acl") or has_subject(verb) or comma == 0:
        return None
    if verb.doc[comma - 1].text != "," or verb.lemma_.lower() not in ADDING:
        return None
    below = verb
    found = None
    for above in verb.ancestors:
        if below.dep_ == "ccomp" and above.i < below.i and (verb.i in scene.quoted or above.i not in scene.quoted):
            found = above
        below = above
    return found


def has_subject(verb: Token) -> bool:
    """Tell whether a verb has a subject of its own."""
    return any(c.dep_ in ("nsubj", "nsubjpass") for c in verb.children)


def denied_content(tokens: list[Token], cues: Cues) -> list[Token]:
    """Return what a denied claim says: of "dismissed claims of fraud" the fraud, else the whole phrase."""
    inside = {t.i for t in tokens}
    head = next((t for t in tokens if t.head.i not in inside or t.head.i == t.i), tokens[0])
    for cue in cues.nouns.get(head.lemma_.lower(), ()):
        return [] if cue.act in WISHED else noun_content(head, cue) or tokens
    return []


def has_particle(verb: Token, particle: str) -> bool:
    """Tell whether the second word of a cue of two stands with the verb."""
    return any(c.lower_ == particle and c.i > verb.i for c in verb.children)


def cue_tokens(verb: Token, cue: Cue) -> tuple[Token, ...]:
    """Return the words of the cue."""
    extra = [c for c in verb.children if cue.particle and c.lower_ == cue.particle]
    return (verb, *extra)


def stance_of(verb: Token, cue: Cue) -> Stance:
    """Return the stance of the cue, turned by a negation for thoughts: "does not believe that" denies."""
    negated = any(c.dep_ in NEGATIONS for c in verb.children)
    if negated and cue.act is SpeechAct.BELIEVE and cue.stance is Stance.ASSERTS:
        return Stance.DENIES
    if negated and cue.stance is Stance.DENIES:
        return Stance.ASSERTS
    return cue.stance


def is_infinitive(verb: Token) -> bool:
    """Tell whether a verb is an infinitive with "to", or joined to one: "to test and report"."""
    if verb.dep_ == "conj" and not any(c.dep_ in ("nsubj", "aux") for c in verb.children):
        return verb.tag_ not in FINITE and is_infinitive(verb.head)
    return has_to(verb)


def is_made_to(verb: Token) -> bool:
    """Tell whether somebody else is to say it: "were encouraged to suggest", "asked them to report"."""
    first = verb.head if verb.dep_ == "conj" else verb
    return first.dep_ == "xcomp" and (is_passive(first.head) or first.head.lemma_.lower() in OBJECT_CONTROL)


def is_person(scene: Scene, tokens: list[Token], verb: Token) -> bool:
    """Tell whether the object of a verb is somebody: police question a man, a critic questions a decision."""
    head = next((t for t in tokens if t.head.i == verb.i), tokens[0])
    mention = scene.mentions.headed_by(head)
    return mention is not None and mention.type in ("Person", "Group")


def only_refused(verb: Token) -> bool:
    """Tell whether somebody refuses to say it: "declined to confirm or deny that ..."."""
    joined = verb.dep_ == "conj" and verb.tag_ not in FINITE
    head = verb.head.head if joined else verb.head
    first = verb.head if joined else verb
    unwilling = verb is not first and negated_will(first)
    return unwilling or (first.dep_ == "xcomp" and head.lemma_.lower() in REFUSING)


def refusal(verb: Token, lemma: str) -> Draft | None:
    """Return the claim of somebody who declined to comment, did not respond, or gave no details."""
    tokens = refused(verb, lemma)
    subject = subject_of(verb) if tokens else None
    if subject is None:
        return None
    return Draft(
        rule="claim.decline",
        act=SpeechAct.DECLINE_TO_COMMENT,
        stance=Stance.QUESTIONS,
        content=runs(tokens),
        cue=(verb,),
        speakers=tuple(speakers_of(subject)),
    )


def refused(verb: Token, lemma: str) -> list[Token]:
    """Return the words for what was asked for and not given."""
    negated = any(c.dep_ == "neg" for c in verb.children)
    if lemma in REFUSING:
        for child in verb.children:
            if child.dep_ == "xcomp" and child.lemma_.lower() in SPEAKING:
                return asked_when(verb) or matter_of(child) or stripped(whole(child))
    if lemma in SPEAKING and negated_will(verb) and (matter := matter_of(verb)):
        return matter
    if lemma in ANSWERING and (negated or negated_will(verb)):
        return stripped(question(verb))
    if lemma == "respond" and negated:
        return next((stripped(whole(c)) for c in verb.children if c.dep_ == "prep" and c.lower_ == "to"), [])
    if lemma in GIVING and negated:
        return next((stripped(whole(c)) for c in verb.children if c.dep_ == "dobj" and c.lemma_.lower() in DETAILS), [])
    if lemma == "have":
        for child in verb.children:
            if child.dep_ == "dobj" and child.lemma_ == "comment" and any(g.lower_ == "no" for g in child.children):
                return stripped(whole(child))
    return []


def negated_will(verb: Token) -> bool:
    """Tell whether somebody would not do it: "would not comment", "would neither confirm nor deny"."""
    willing = any(c.dep_ == "aux" and c.lower_ in ("would", "will", "wo") for c in verb.lefts)
    return willing and any(c.dep_ == "neg" or c.lower_ == "neither" for c in verb.lefts)


def matter_of(speaking: Token) -> list[Token]:
    """Return what was not spoken about: of "to comment on the claim", "to discuss the ban" the claim, the ban."""
    if speaking.lemma_.lower() not in MATTERS:
        return []
    things = [c for c in speaking.rights if c.dep_ == "dobj"]
    things += [
        g for c in speaking.rights if c.dep_ == "prep" and c.lower_ in ABOUT for g in c.rights if g.dep_ == "pobj"
    ]
    things += [g for c in speaking.rights if c.dep_ == "conj" for g in c.rights if g.dep_ == "dobj"]
    return stripped(whole(things[0])) if things else []


def asked_when(verb: Token) -> list[Token]:
    """Return what was asked, of "declined to comment when asked whether ..."."""
    for token in verb.subtree:
        if token.lemma_ == "ask" and (token.i > verb.i or token.tag_ == "VBN"):
            for child in token.children:
                if child.dep_ in ("xcomp", "ccomp", "advcl") and child.i > token.i:
                    return stripped(whole(child))
    return []
