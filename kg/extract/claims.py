"""Who says what: the attributed claims of a document, each with its speaker, its cue and the words that were said."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.extract.claims_denials import aside_denials, pleas, without_asides
from kg.extract.claims_draft import Draft, Scene, words_of
from kg.extract.claims_edges import inverted_claims, labelled_claims, scare_claims, trailing_claims
from kg.extract.claims_meaning import OUTLET, is_outlet, understood
from kg.extract.claims_nouns import noun_claims
from kg.extract.claims_phrases import according_to, hearsay, hearsay_nouns
from kg.extract.claims_quotes import quote_claims, uncued_claims
from kg.extract.claims_rules import ACCORDING, NOUN, RULES
from kg.extract.claims_set_off import block_claims, turn_claims
from kg.extract.claims_sources import PAPERS, UNNAMED, WORKS
from kg.extract.claims_speakers import with_speakers
from kg.extract.claims_unsaid import is_mute
from kg.extract.claims_verbs import verb_claims
from kg.extract.cues import Cues, load_cues
from kg.extract.quotes import Quotation, find_quotations
from kg.extract.syntax import Mentions, Parse, token_span, tokens_span
from kg.extract.times import time_of
from kg.extract.tokens import Token
from kg.model import Claim, Document, EntityMention, MentionKind, Span, SpeechAct

__all__ = ["RULES", "claims_and_speakers", "find_claims", "load_cues"]


def find_claims(parse: Parse, mentions: Mentions, cues: Cues) -> list[Claim]:
    """Return the attributed claims of a document, in the order of the text.

    The article's own voice is not among them, and ``about`` is empty: :mod:`kg.extract.attach` fills both in.
    """
    return claims_and_speakers(parse, mentions, cues)[0]


def claims_and_speakers(parse: Parse, mentions: Mentions, cues: Cues) -> tuple[list[Claim], Mentions]:
    """Return the claims, and the mentions with those of speakers that only their saying makes one: "some", "the ad"."""
    drafts = drafted(parse, mentions, cues)
    mentions = with_speakers(parse, mentions, drafts)
    claims = {c.id: c for d in drafts for c in finished(parse, mentions, d)}
    return nested(sorted(claims.values(), key=lambda c: (c.content[0].start, -c.content[-1].end, c.id))), mentions


def drafted(parse: Parse, mentions: Mentions, cues: Cues) -> list[Draft]:
    """Return the claims as the rules find them, their contents cut to what was said, each only once."""
    text = article(parse.document)
    quotations = tuple(find_quotations(text))
    quoted = frozenset(t.i for q in quotations for t in parse.tokens(q.span))
    scene = Scene(parse, words_of(parse.doc), mentions, quotations, quoted)
    drafts = [*quote_claims(scene, cues), *block_claims(scene, cues, text), *turn_claims(scene)]
    scene = replace(scene, used=frozenset(t.i for d in drafts for t in d.cue))
    drafts += verb_claims(scene, cues)
    drafts += trailing_claims(scene, cues, drafts)
    drafts += inverted_claims(scene, cues, drafts)
    drafts += according_to(scene)
    drafts += noun_claims(scene, cues, drafts)
    drafts += pleas(scene, cues)
    asides = list(aside_denials(scene, cues, drafts))
    drafts = without_asides(drafts, asides) + asides
    drafts += hearsay(scene, cues)
    drafts += hearsay_nouns(scene, cues)
    cues_at = sorted(t.idx for d in drafts for t in d.cue)
    drafts = [from_the_start(snapped(d, quotations), parse, cues_at) for d in drafts]
    drafts += uncued_claims(scene, drafts, cues)
    drafts += labelled_claims(scene, text, drafts)
    drafts += scare_claims(scene, text, drafts)
    drafts = [kept for d in drafts if (kept := within_the_article(d, parse.document)).content]
    drafts = relayed(scene, [d for d in drafts if not repeats(d, drafts) and not voiced_twice(d, drafts)])
    return [understood(d, scene, cues) for d in drafts]


def article(document: Document) -> str:
    """Return the text with its boilerplate blanked, line by line, so that no quotation begins there."""
    text = document.text
    for part in document.boilerplate:
        blank = "".join(c if c == "\n" else " " for c in part.span.of(text))
        text = text[: part.span.start] + blank + text[part.span.end :]
    return text


def within_the_article(draft: Draft, document: Document) -> Draft:
    """Return a claim without what stands between its words and is none of the article's: an advertisement, a link."""
    content = list(draft.content)
    for part in document.boilerplate:
        content = [piece for span in content for piece in _around(span, part.span, document.text)]
    return replace(draft, content=tuple(content)) if tuple(content) != draft.content else draft


def _around(span: Span, hole: Span, text: str) -> Iterator[Span]:
    """Yield what of a span stands before and behind another, without white space at the ends."""
    if not span.overlaps(hole):
        yield span
        return
    for start, end in ((span.start, hole.start), (hole.end, span.end)):
        words = text[start:end].strip() if start < end else ""
        if any(map(str.isalnum, words)):
            begin = text.index(words, start)
            yield Span(begin, begin + len(words))


def from_the_start(draft: Draft, parse: Parse, cues_at: Sequence[int]) -> Draft:
    """Return a claim whose source closes the sentence with all that stands before it.

    "One man died and two were hurt, police said": the parser hangs only the last clause on the verb of saying. Not
    where somebody else speaks in the first part.
    """
    part = draft.content[0]
    if draft.quoted or not draft.cue or len(draft.content) > 1 or draft.cue[0].idx < part.end:
        return draft
    before = parse.text(Span(max(0, part.start - 5), part.start + 1))[:-1].split()
    start = parse.sentence(draft.cue[0]).start
    if start >= part.start or not before or before[-1] not in ("and", "but"):
        return draft
    if any(start <= at < part.start for at in cues_at):
        return draft
    return replace(draft, content=(Span(start, part.end),))


def snapped(draft: Draft, quotations: Sequence[Quotation]) -> Draft:
    """Return a claim whose content ends with a quotation that begins in it, and stays in one that holds its cue."""
    if draft.quoted or not draft.cue:
        return draft
    cue = draft.cue[0].idx
    first, *middle = draft.content
    last = middle.pop() if middle else first
    for quotation in quotations:
        if quotation.span.start <= cue < quotation.span.end:
            inner = quotation.inner
            parts = [Span(max(p.start, inner.start), min(p.end, inner.end)) for p in draft.content if p.overlaps(inner)]
            return replace(draft, content=tuple(parts) or draft.content)
        if last.start <= quotation.span.start < last.end < quotation.span.end:
            last = Span(last.start, quotation.span.end)
    parts = [first, *middle, last] if len(draft.content) > 1 else [Span(first.start, last.end)]
    inside = sum(max(0, min(p.end, q.span.end) - max(p.start, q.span.start)) for p in parts for q in quotations)
    content, quoted = tuple(parts), inside * 2 >= sum(p.end - p.start for p in parts)
    return replace(draft, content=content, quoted=quoted) if quoted or content != draft.content else draft


def repeats(draft: Draft, drafts: Sequence[Draft]) -> bool:
    """Tell whether a thought only opens what the same speaker says: "I think that ..." in X's own words."""
    if draft.act is not SpeechAct.BELIEVE or not draft.cue or not draft.speakers:
        return False
    if not all(t.pos_ == "PRON" for t in draft.speakers):
        return False
    cue = token_span(draft.cue[0])
    return any(d is not draft and any(p.contains(cue) for p in d.content) for d in drafts)


def relayed(scene: Scene, drafts: Sequence[Draft]) -> list[Draft]:
    """Return the claims with their outlets: of "X said, according to Y", Y only passes on what X said."""
    outlets = [d for d in drafts if d.rule == ACCORDING and passes_words_on(d.speakers[0], scene)]
    passed: dict[int, Token] = {}
    for outlet in outlets:
        sentence = outlet.cue[0].sent
        for at, draft in enumerate(drafts):
            told = draft.cue and draft.rule != ACCORDING and draft.cue[0].sent == sentence and draft.speakers
            if told and (main_clause(outlet.cue[0]) == draft.cue[0] or passes_on(outlet, draft, scene)):
                passed[at] = outlet.speakers[0]
                if draft.cue[0].dep_ != "conj":
                    passed[drafts.index(outlet)] = outlet.speakers[0]
    return [
        replace(before_outlet(d, outlets), outlet=passed[at]) if at in passed else d
        for at, d in enumerate(drafts)
        if not (at in passed and d.rule == ACCORDING)
    ]


def voiced_twice(draft: Draft, drafts: Sequence[Draft]) -> bool:
    """Tell whether a noun of saying is the object of a verb that says the same: "expressed concern about ..."."""
    if not draft.rule.startswith(NOUN):
        return False
    cue = token_span(draft.cue[0])
    if any(d.act is SpeechAct.DECLINE_TO_COMMENT and any(p.contains(cue) for p in d.content) for d in drafts):
        return True
    return any(
        d is not draft and d.speakers == draft.speakers and any(p.contains(cue) for p in d.content) for d in drafts
    )


def passes_on(outlet: Draft, draft: Draft, scene: Scene) -> bool:
    """Tell whether a phrase at the end of what X said names the paper that printed it: "X said ..., according to Y"."""
    verb = draft.cue[0]
    return (
        verb.dep_ == "ROOT"
        and draft.end >= outlet.cue[0].idx > verb.idx
        and outlet.cue[0].right_edge.i + 2 >= verb.sent.end - 1
        and is_outlet(outlet.speakers[0], scene)
    )


def passes_words_on(source: Token, scene: Scene) -> bool:
    """Tell whether a source is a paper or an outlet; of what people tell of another's words they are the source."""
    return is_outlet(source, scene) or source.lemma_.lower() in PAPERS | WORKS or source.ent_type_ == "ORG"


def before_outlet(draft: Draft, outlets: Sequence[Draft]) -> Draft:
    """Return a claim whose content ends before the "according to" that only names its outlet."""
    for outlet in outlets:
        cue = outlet.cue[0].idx
        last = draft.content[-1]
        if last.start < cue < last.end:
            end = last.start + len(outlet.cue[0].doc.text[last.start : cue].rstrip(" ,"))
            return replace(draft, content=(*draft.content[:-1], Span(last.start, end)))
    return draft


def main_clause(token: Token) -> Token:
    """Return the verb that a phrase hangs on."""
    head = token.head
    while head.head.i != head.i and head.pos_ not in ("VERB", "AUX"):
        head = head.head
    return head


def finished(parse: Parse, mentions: Mentions, draft: Draft) -> Iterator[Claim]:
    """Yield one claim for each speaker of a draft, with mentions in place of tokens."""
    speakers: list[EntityMention | None] = [m for t in draft.speakers if (m := mention_of(mentions, t)) is not None]
    hearer = mention_of(mentions, draft.hearer) if draft.hearer is not None else None
    outlet = mention_of(mentions, draft.outlet) if draft.outlet is not None else None
    if hearer is not None and hearer.type == OUTLET:
        hearer, outlet = None, hearer
    if not speakers and any(is_mute(t) for t in draft.speakers):
        return
    anchor = draft.cue[0] if draft.cue else parse.tokens(draft.content[0])[0]
    for speaker in speakers or [None]:
        yield Claim(
            content=draft.content,
            sentence=parse.sentence(anchor),
            act=draft.act,
            stance=draft.stance,
            rule=draft.rule,
            confidence=0.7,
            cue=tokens_span(draft.cue) if draft.cue else draft.mark,
            speaker=speaker.span if speaker else None,
            addressee=hearer.span if hearer else None,
            via=outlet.span if outlet and outlet is not speaker else None,
            unnamed_source=speaker is None or parse.tokens(speaker.head)[-1].lemma_.lower() in UNNAMED,
            is_quote=draft.quoted,
            hedge=draft.hedge,
            said_at=time_of(parse, draft.cue) if draft.cue else None,
        )


def mention_of(mentions: Mentions, token: Token) -> EntityMention | None:
    """Return the mention that a token heads, or the name that it is part of."""
    found = mentions.headed_by(token)
    if found is None or found.kind is MentionKind.NOMINAL:
        named = named_beside(mentions, token)
        found = named if named is not None else found
    if found is not None:
        return found
    near = mentions.around(token)
    return near if near is not None and near.kind is MentionKind.NAME else None


def named_beside(mentions: Mentions, title: Token) -> EntityMention | None:
    """Return the person named with a title: "the coach, Ana Ruiz," or "head of the fire brigade Ana Ruiz said"."""
    edge = title.right_edge
    places = [c for c in title.children if c.dep_ == "appos"]
    if edge.i > title.i and edge.i + 1 < len(edge.doc) and edge.nbor().pos_ in ("VERB", "AUX"):
        places.append(edge)
    for token in places:
        found = mentions.around(token)
        before = parse_before(found, token) if found is not None else None
        if before is not None and before.pos_ in ("ADP", "DET", "CCONJ"):
            continue
        if found is not None and found.kind is MentionKind.NAME and found.type == "Person":
            return found
    return None


def parse_before(mention: EntityMention, token: Token) -> Token | None:
    """Return the token before a mention that a token lies in."""
    first = token
    while first.i > 0 and first.idx > mention.span.start:
        first = first.nbor(-1)
    return first.nbor(-1) if first.i > 0 else None


def nested(claims: Sequence[Claim]) -> list[Claim]:
    """Fill in ``within``: the smallest claim whose content holds the cue and the content of another.

    The claims come sorted by where they begin, the longer first, so that what holds a claim comes before it.
    """
    found: list[Claim] = []
    reach = 0
    near: list[Claim] = []
    for claim in claims:
        start = claim.content[0].start
        near = [c for c in near if c.content[-1].end > start] if start < reach else []
        holders = [c for c in near if c.cue != claim.cue and holds(c, claim)]
        outer = min(holders, key=lambda c: (c.content[-1].end - c.content[0].start, c.id), default=None)
        found.append(replace(claim, within=outer.id) if outer else claim)
        near.append(claim)
        reach = max(reach, claim.content[-1].end)
    return found


def holds(outer: Claim, inner: Claim) -> bool:
    """Tell whether one claim is told inside the content of another."""
    whole = Span(inner.content[0].start, inner.content[-1].end)
    return any(p.contains(whole) and p != whole and (inner.cue is None or p.contains(inner.cue)) for p in outer.content)
