"""Claims at the edges of the parse: a source that closes the sentence, and somebody's words quoted in a headline."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.extract.claims_draft import Draft, Scene
from kg.extract.claims_quotes import is_cue, is_title
from kg.extract.claims_rules import LABEL, SCARE, TRAILING
from kg.extract.claims_sources import PAPERS, WORKS
from kg.extract.claims_unsaid import is_label
from kg.extract.cues import Cues
from kg.extract.syntax import token_span
from kg.extract.tokens import Token
from kg.model import Span, SpeechAct, Stance

FINITE = frozenset({"VBD", "VBZ", "VBP"})
#: After the words of saying only a day, a place or a hearer may follow, in tokens.
MOST_AFTER = 8
#: Labels of what the verb of saying may not have: then what it says stands after it.
OBJECTS = frozenset({"dobj", "ccomp", "xcomp", "oprd"})
#: A headline: a line of at most so many code points that does not end as a sentence does.
LONGEST_HEADLINE = 160
HEADLINE = re.compile(rf"^[^\n]{{8,{LONGEST_HEADLINE}}}(?<![.!?:,;.\"”])(?<![.!?:,;…][’'])$", re.MULTILINE)
#: A headline whose first words are a source: at most so many code points before the colon.
LABELLED = re.compile(r"^([A-Z][^\n:.,;?!\"“‘]{1,40}):[ \xa0]([^\n:\"“]{12,140}?)\.?$", re.MULTILINE)
SPEAKING_CLASSES = frozenset(
    {"Person", "Organization", "GovernmentBody", "ArmedForce", "InternationalOrganization", "MediaOutlet", "Company"}
    | {"PoliticalParty", "Group"}
)
#: Words in single marks: the first stands before a word, the last after one, so that no possessive is taken for one.
SINGLE = re.compile(r"(?<!\w)[‘'](?=\w)[^‘’'\n]{2,120}(?<=\w)[’'](?!\w)")


def trailing_claims(scene: Scene, cues: Cues, known: Sequence[Draft]) -> Iterator[Draft]:
    """Yield claims whose source closes the sentence, where the parser took it for an apposition.

    "The mayor paid a builder, a local paper reported on Monday": the parser reads the paper as another word for the
    builder, with a participle. The verb is finite, stands right after its noun and before the end, and has no object.
    """
    used = {t.i for d in known for t in d.cue}
    for verb in scene.parse.doc:
        if verb.dep_ != "acl" or verb.tag_ not in FINITE or verb.i in used or verb.i in scene.quoted:
            continue
        noun = verb.head
        cue = is_cue(verb, cues)
        if cue is None or noun.i != verb.i - 1 or noun.dep_ not in ("appos", "conj"):
            continue
        start = noun.left_edge.i
        comma = verb.doc[start - 1] if start > verb.sent.start else None
        closes = verb.sent.end - verb.i <= MOST_AFTER and not any(c.dep_ in OBJECTS for c in verb.children)
        if comma is None or comma.text != "," or not closes or comma.i <= verb.sent.start:
            continue
        first = verb.sent[0]
        yield Draft(
            rule=TRAILING,
            act=cue.act,
            stance=cue.stance,
            content=(Span(first.idx, token_span(verb.doc[comma.i - 1]).end),),
            cue=(verb,),
            speakers=(noun,),
        )


def inverted_claims(scene: Scene, cues: Cues, known: Sequence[Draft]) -> Iterator[Draft]:
    """Yield claims whose source closes the sentence behind its verb: "The dam may burst, warns engineer".

    The parser takes the speaker for the object. The verb is finite, stands right after a comma and has no subject.
    """
    used = {t.i for d in known for t in d.cue}
    for verb in scene.parse.doc:
        if verb.tag_ not in FINITE or verb.i in used or verb.i in scene.quoted or verb.i - 1 <= verb.sent.start:
            continue
        cue = is_cue(verb, cues)
        kids = [c for c in verb.children if not c.is_punct]
        if cue is None or verb.nbor(-1).text != "," or any(c.dep_ not in ("dobj", "npadvmod", "prep") for c in kids):
            continue
        noun = next((c for c in kids if c.dep_ == "dobj" and c.i > verb.i), None)
        closes = verb.sent.end - verb.i <= MOST_AFTER and noun is not None and noun.pos_ in ("NOUN", "PROPN")
        told = scene.parse.doc[verb.sent.start : verb.i - 1]
        if noun is not None and closes and any(t.tag_ in FINITE or t.tag_ == "MD" for t in told):
            yield Draft(
                rule=TRAILING,
                act=cue.act,
                stance=cue.stance,
                content=(Span(told[0].idx, token_span(told[-1]).end),),
                cue=(verb,),
                speakers=(noun,),
            )


def labelled_claims(scene: Scene, text: str, known: Sequence[Draft]) -> Iterator[Draft]:
    """Yield claims of headlines that begin with their source and a colon: "Police: Driver was asleep"."""
    told = [part for d in known for part in d.content]
    for line in LABELLED.finditer(text):
        words = scene.parse.tokens(Span(*line.span(1)))
        content = Span(*line.span(2))
        if not words or any(content.overlaps(part) for part in told) or not speaks(scene, words):
            continue
        if any(t.tag_ in FINITE or t.tag_ == "MD" for t in scene.parse.tokens(content)):
            colon = words[-1].nbor()
            yield Draft(
                rule=LABEL,
                act=SpeechAct.SAY,
                stance=Stance.ASSERTS,
                content=(content,),
                cue=(colon,),
                speakers=(head_of(words),),
            )


def speaks(scene: Scene, words: Sequence[Token]) -> bool:
    """Tell whether the words before a colon are somebody or a paper, and nothing more."""
    head = head_of(words)
    if head.lemma_.lower() in PAPERS | WORKS and head.pos_ == "NOUN":
        return True
    mention = scene.mentions.headed_by(head)
    return mention is not None and mention.type in SPEAKING_CLASSES and mention.span.end == token_span(words[-1]).end


def head_of(words: Sequence[Token]) -> Token:
    """Return the word of a phrase on which the others hang."""
    inside = {t.i for t in words}
    return next((t for t in reversed(words) if t.head.i not in inside or t.head.i == t.i), words[-1])


def scare_claims(scene: Scene, text: str, known: Sequence[Draft]) -> Iterator[Draft]:
    """Yield the words that a headline puts in quotation marks, or any line says with a verb: nobody's that is named.

    The article does not make them its own. ``text`` is the text without boilerplate.
    """
    told = [part for d in known for part in d.content]
    lines = [Span(*line.span()) for line in HEADLINE.finditer(text)]
    for span in _marked(scene, text):
        if any(span.overlaps(part) for part in told) or not _says_something(scene, span):
            continue
        if not _is_told(scene, span) and not any(line.contains(span) for line in lines):
            continue
        yield Draft(
            rule=SCARE,
            act=SpeechAct.SAY,
            stance=Stance.ASSERTS,
            content=(span,),
            mark=Span(span.start, span.start + 1),
            unnamed=True,
            quoted=True,
        )


def _marked(scene: Scene, text: str) -> Iterator[Span]:
    """Yield the stretches in double marks anywhere, and those in single marks in headlines."""
    doubles = [q.span for q in scene.quotations]
    yield from doubles
    for line in HEADLINE.finditer(text):
        for found in SINGLE.finditer(line.group()):
            span = Span(line.start() + found.start(), line.start() + found.end())
            if not any(span.overlaps(other) for other in doubles):
                yield span


def _says_something(scene: Scene, span: Span) -> bool:
    """Tell whether marked words hold a verb that tells something: more than a name or a label."""
    words = [t for t in scene.parse.tokens(span) if not t.is_punct]
    if is_title(words) or _qualifies(scene, span):
        return False
    return len(words) > 1 and any(_tells(t) for t in words)


def _qualifies(scene: Scene, span: Span) -> bool:
    """Tell whether marked words stand between an article or adjective and the noun that they qualify."""
    words = [t for t in scene.parse.tokens(span) if not t.is_space]
    first, last = words[0].i, words[-1].i
    doc = scene.parse.doc
    return is_label(doc[first - 1] if first else None, doc[last + 1] if last + 1 < len(doc) else None)


def _is_told(scene: Scene, span: Span) -> bool:
    """Tell whether marked words say of something what it does or is: a statement, and no slogan or label."""
    words = scene.parse.tokens(span)
    inside = {t.i for t in words}
    return any(t.dep_ in ("nsubj", "nsubjpass") and t.head.i in inside and t.tag_ not in ("WP", "WDT") for t in words)


def _tells(token: Token) -> bool:
    return token.pos_ == "VERB" and token.dep_ not in ("amod", "compound")
