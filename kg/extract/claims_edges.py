"""Claims at the edges of the parse: a source that closes the sentence, and somebody's words quoted in a headline."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.extract.claims_draft import Draft, Scene
from kg.extract.claims_quotes import is_cue
from kg.extract.claims_rules import SCARE, TRAILING
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
HEADLINE = re.compile(rf"^[^\n]{{8,{LONGEST_HEADLINE}}}(?<![.!?:,;.\"”’'])$", re.MULTILINE)
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


def scare_claims(scene: Scene, text: str, known: Sequence[Draft]) -> Iterator[Draft]:
    """Yield the words that a headline puts in quotation marks, or any line says with a verb: nobody's that is named.

    The article does not make them its own. ``text`` is the text without boilerplate.
    """
    told = [part for d in known for part in d.content]
    for span in _marked(scene, text):
        if any(span.overlaps(part) for part in told) or not _says_something(scene, span):
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
    return len(words) > 1 and any(_tells(t) for t in words)


def _tells(token: Token) -> bool:
    return token.pos_ == "VERB" and token.dep_ not in ("amod", "compound")
