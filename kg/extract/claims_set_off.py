"""Words set off from the article without quotation marks: turns of a transcript, and a paragraph behind a colon."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kg.extract.claims_clauses import is_finite
from kg.extract.claims_draft import Draft, Scene, runs
from kg.extract.claims_quotes import STOPS, is_cue, quoted_draft
from kg.extract.claims_rules import BLOCK, TURN
from kg.extract.cues import Cues
from kg.extract.quotes import Quotation
from kg.extract.tokens import Token
from kg.extract.turns import find_turns
from kg.model import Span, SpeechAct, Stance

#: A colon that ends a paragraph, and the paragraph after it; marks or figures there begin a quotation or a list.
BEHIND_COLON = re.compile(r":[ \t\xa0]*\n\s*([A-Z][^\n]*[.!?…])[ \t\xa0]*$", re.MULTILINE)


def turn_claims(scene: Scene) -> Iterator[Draft]:
    """Yield what is said in each turn of a transcript; what is asked there is a claim of its own."""
    for turn in find_turns(scene.parse.doc):
        asked = [t for t in turn.words if _asks(t)]
        told = [t for t in turn.words if not _asks(t)]
        for words, act, stance in (
            (told, SpeechAct.SAY, Stance.ASSERTS),
            (asked, SpeechAct.ASK, Stance.QUESTIONS),
        ):
            if content := runs(words):
                yield Draft(
                    rule=TURN,
                    act=act,
                    stance=stance,
                    content=content,
                    cue=(turn.colon,),
                    speakers=(turn.label[-1],),
                    quoted=True,
                )


def _asks(token: Token) -> bool:
    """Tell whether a token stands in a question."""
    closing = (t.text for t in reversed(token.sent) if not t.is_space and not t.is_quote)
    return next(closing, "") == "?"


def block_claims(scene: Scene, cues: Cues, text: str) -> Iterator[Draft]:
    """Yield the paragraph behind words of saying that a colon ends: it is what was said, with marks or without.

    ``text`` is the text without boilerplate.
    """
    for block in BEHIND_COLON.finditer(text):
        content = Span(*block.span(1))
        if any(q.span.overlaps(content) and q.span.start == content.start for q in scene.quotations):
            continue
        verb = _introducing(scene, cues, text, block.start())
        if verb is None or verb.i in scene.quoted:
            continue
        draft = quoted_draft(scene, verb, Quotation(content, content), cues)
        if draft is not None and draft.stance is Stance.ASSERTS and not _says_what(verb, draft.hearer):
            yield replace(draft, rule=BLOCK)


def _says_what(verb: Token, hearer: Token | None) -> bool:
    """Tell whether a verb has what was said already: "rejected the claims:"; who is told something is not that."""
    return any(c.dep_ in ("dobj", "ccomp", "xcomp") and c != hearer for c in verb.children)


def _introducing(scene: Scene, cues: Cues, text: str, colon: int) -> Token | None:
    """Return the last verb of the clause before a colon, if it is one of saying."""
    begin = text.rfind("\n", 0, colon) + 1
    for token in reversed(scene.parse.tokens(Span(begin, colon)) if begin < colon else []):
        if token.text in STOPS:
            return None
        if token.pos_ in ("VERB", "AUX") and is_finite(token) and token.dep_ != "relcl":
            return token if is_cue(token, cues) else None
    return None
