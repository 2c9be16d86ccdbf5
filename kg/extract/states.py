"""States that stand between nouns: offices, memberships, origins and locations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from kg.extract.lexicon import CLASSES, Lexicon, load_lexicon, phrase_tokens
from kg.extract.modality import reality_of
from kg.extract.syntax import Mentions, Parse, antecedent, conjuncts, controller, objects, prepositions, tokens_span
from kg.extract.times import own_time, time_of
from kg.extract.tokens import Token
from kg.extract.wordlists import words
from kg.model import Claim, EntityMention, EventMention, MentionKind, Rule, Span

RULES: tuple[Rule, ...] = (
    Rule(
        "state.office",
        "A title before a name, beside it, or said of somebody: the person holds that office.",
        (
            "Kenya President Daniel Otieno spoke.",
            "Ana Silva, the mayor of Porto, resigned.",
            "Chile's finance minister, Luis Rojas, left.",
        ),
    ),
    Rule("state.member", "A person of, from or for an organisation.", ("Maria Gomez of the Liberal Party won.",)),
    Rule(
        "state.party",
        "A noun of membership or alliance beside the name of the member or ally.",
        ("OPEC member Gabon voted.", "Bolivia and its ally Peru signed."),
    ),
    Rule(
        "state.from",
        "A person from a town or region: who comes from a country or a border may be there no more.",
        ("A nurse from Leeds, Ann Bell from Dover, came.",),
    ),
    Rule("state.being", "Somebody or something is said to be at a place.", ("The ship is off Malta.",)),
    Rule("state.location", "A place near, in or at another.", ("A warehouse near Lagos burned.",)),
)

PRIORS = {
    "state.office": 0.85,
    "state.member": 0.8,
    "state.party": 0.8,
    "state.from": 0.6,
    "state.being": 0.7,
    "state.location": 0.6,
}
#: The tokens of a trigger, and the record.
type Found = tuple[list[Token], EventMention]

ORGANIZATIONS = CLASSES["Organization"]
PLACES = CLASSES["Place"]
#: What an office can be held in.
SEATS = ORGANIZATIONS | PLACES | {"Group"}
#: Possessives of bodies, and titles of those who serve a person.
THEIRS = frozenset({"its", "their", "whose"})
SERVING = words("serving")
PRIVATE = words("private")
#: Verbs with an object after which "as" says what their subject is.
SUCCEEDING = frozenset({"succeed", "follow", "join", "leave", "rejoin", "represent", "win", "take", "spend", "use"})
#: Titles of those who sit for a place, which stands after "from" too.
REPRESENTING = words("representing")
#: Titles that also name a thing: without a name beside them they are no offices, but for "heads of state".
AMBIGUOUS = words("ambiguous_titles")
HEADS = frozenset({"head", "chair"})
#: What anybody may be called that leads or owns: no office as long as nobody says of what.
VAGUE = words("vague_titles")
#: Titles of those who work for a party, not for the country that it acts in.
PARTISAN = words("party_titles")
MOVEMENTS = words("movements")
#: Where somebody is only in a manner of speaking ("at the forefront of the search").
FIGURATIVE = words("figurative_places")
#: Prepositions inside a title, whose noun is its first word ("chief of staff", "editor in chief").
INSIDE = frozenset({"of", "in"})
RANKED = words("ranked")
NEARNESS = frozenset({"near", "outside", "beside", "opposite", "in", "at", "on", "behind", "off", "inside"})
PEOPLE = frozenset({"Person", "Group"})


def find_states(parse: Parse, mentions: Mentions, lexicon: Lexicon, claims: Sequence[Claim]) -> Iterator[EventMention]:
    """Find the states of a document that no verb tells."""
    for trigger, state in _found(parse, mentions, lexicon):
        said = _is_predicate(trigger[-1])
        if said:
            polarity, modality = reality_of(parse, trigger, claims)
            state = replace(state, polarity=polarity, modality=modality)
        time = time_of(parse, trigger) if said else own_time(parse, trigger)
        yield replace(state, time=time) if time else state


def predicated_offices(parse: Parse, events: Iterable[EventMention]) -> frozenset[str]:
    """Return the offices that a clause says of somebody ("he was elected mayor"), not a title beside a name, by id."""
    return frozenset(
        e.id
        for e in events
        if e.type == "Office" and e.position is not None and _is_predicate(parse.tokens(e.trigger)[-1])
    )


def _is_predicate(token: Token) -> bool:
    """Tell a state that a clause says ("is not a member") from one that a noun phrase takes for granted."""
    if token.dep_ == "oprd" or (token.dep_ == "pobj" and token.head.lower_ == "as"):
        return True
    return token.head.lemma_ in ("be", "become", "remain") and token.dep_ in ("attr", "prep", "acomp")


def _found(parse: Parse, mentions: Mentions, lexicon: Lexicon) -> Iterator[Found]:
    """Find the states with the tokens of their triggers."""
    for token in parse.words:
        pos = token.pos_
        if pos in ("NOUN", "PROPN", "ADJ"):
            word = token.lower_ if lexicon.of("noun", token.lower_) else token.lemma_.casefold()
            if word in lexicon.naming:
                yield from _office(token, parse, mentions, lexicon)
                yield from _party(token, parse, mentions, lexicon)
        elif pos in ("ADP", "PART"):
            yield from _between(token, parse, mentions)


def _office(token: Token, parse: Parse, mentions: Mentions, lexicon: Lexicon) -> Iterator[Found]:
    """Find an office at its title."""
    title = _title(token, mentions, lexicon)
    holders = _holders(token, mentions) if title else []
    if not title or _is_first(token) or _is_part_of_name(token, mentions, holders):
        return
    seats = _sat_in(_seats(token, title, mentions, holders), token, parse)
    if not holders:
        own = mentions.headed_by(token)
        seats = [s for s in _sat_in(_seats(token, title, mentions, [], loose=False), token, parse) if s != own]
        alone = own is not None and own.kind is MentionKind.NOMINAL and not _is_ambiguous(token)
        holders = [own] if own is not None and alone and seats else []
    if holders and (seats or not _is_vague(token)):
        position = parse.text(tokens_span(title))
        yield _state("state.office", "Office", title, parse, position, actors=holders, targets=seats)


def _is_first(token: Token) -> bool:
    """Tell the first word of "attorney general", which is one title."""
    return token.lower_ == "attorney" and token.i + 1 < len(token.doc) and token.nbor().lower_ == "general"


def _sat_in(seats: list[EntityMention], title: Token, parse: Parse) -> list[EntityMention]:
    """Return the seats without the party of who sits for a place: a "Republican senator" sits in no party."""
    if title.lemma_.casefold() in PARTISAN:
        return seats
    return [m for m in seats if m.type != "PoliticalParty" and parse.text(m.span).casefold() not in MOVEMENTS]


def _is_part_of_name(token: Token, mentions: Mentions, holders: list[EntityMention]) -> bool:
    """Tell a title that is (in) the name of a person, or of a body ("Jim Justice", "the Union League")."""
    mention = mentions.around(token)
    if mention is None or mention.kind is not MentionKind.NAME:
        return False
    return mention.type == "Person" or mention.span.end > token.idx + len(token.text) or not holders


def _is_ambiguous(token: Token) -> bool:
    """Tell a word that is no office here but a thing ("their heads", "justice for the miners", "its defenders")."""
    led = token.lemma_.casefold() in HEADS and any(word == "of" for word, _ in prepositions(token))
    return token.lower_ in AMBIGUOUS and not led


def _is_vague(token: Token) -> bool:
    """Tell what a clause calls somebody from an office ("is a leader", "called him a boss")."""
    return token.lemma_.casefold() in VAGUE and token.dep_ in ("attr", "oprd")


def _party(token: Token, parse: Parse, mentions: Mentions, lexicon: Lexicon) -> Iterator[Found]:
    """Find a membership or an alliance at its noun beside a name ("OPEC member Gabon", "its ally Peru")."""
    lemma = token.lemma_.casefold()
    senses = [s for s in lexicon.of("noun", lemma) if s.words == (lemma,) and s.frame.name in ("member", "side")]
    if not senses or senses[0].top not in ("Membership", "Alliance"):
        return
    parties = [m for m in _named(token, mentions) if m.kind is MentionKind.NAME]
    owners = [mentions.headed_by(c) for c in token.children if c.dep_ == "poss"]
    others = [m for m in owners if m is not None] or _seats(token, [token], mentions, parties)
    if parties and others and senses[0].top == "Membership":
        yield _state("state.party", "Membership", [token], parse, actors=parties, targets=others)
    elif lemma == "partner" and any(word in ("at", "in") for word, _ in prepositions(token)):
        return  # of a firm, not of its clients or its town
    elif parties and others:
        yield _state("state.party", "Alliance", [token], parse, actors=others, participants=parties)


def _named(token: Token, mentions: Mentions) -> list[EntityMention]:
    """Return whom a noun beside a name, or after "is", describes."""
    found: list[Token] = []
    if token.dep_ in ("compound", "nmod", "appos"):
        found = conjuncts(token.head)
    elif token.dep_ == "attr":
        found = controller(token)
    found = found or [t for c in token.children if c.dep_ == "appos" for t in conjuncts(c)]
    return [m for t in found if (m := mentions.headed_by(t) or mentions.around(t)) is not None]


def _title(token: Token, mentions: Mentions, lexicon: Lexicon) -> list[Token]:
    """Return the words of a title that the token heads: its phrase and the modifiers right before it."""
    if _is_before_title(token, lexicon):
        return []
    phrase: list[Token] = []
    for sense in lexicon.of("noun", token.lower_) or lexicon.of("noun", token.lemma_.casefold()):
        noun = sense.words[0] if INSIDE & {*sense.words} else sense.words[-1]
        if sense.frame.name == "title" and noun in (token.lower_, token.lemma_.casefold()):
            phrase = phrase_tokens(sense, token) or phrase
            if phrase:
                break
    if not phrase or any(t.ent_type_ in ("GPE", "NORP") for t in phrase):
        return []
    after = token.i + 1
    if token.lower_ == "secretary" and token.doc.stretch(after, after + 2).text.casefold() == "of state":
        phrase = [*phrase, token.doc[after], token.doc[after + 1]]
    first = phrase[0]
    while first.i and _extends(first.nbor(-1), token) and not _is_name(first.nbor(-1), mentions):
        first = first.nbor(-1)
        phrase = [first, *phrase]
    return phrase


def _is_before_title(token: Token, lexicon: Lexicon) -> bool:
    """Tell the first word of a title of two ("lieutenant governor", "chief economist"), which its second word heads."""
    after = token.i + 1
    return token.head.i == after and token.dep_ in ("compound", "nmod", "amod") and token.head.lower_ in lexicon.naming


def _extends(before: Token, title: Token) -> bool:
    """Tell whether a word before a title is part of it ("Regional Governor", "Deputy Defense Minister")."""
    if before.ent_type_ in ("GPE", "NORP", "ORG", "PERSON", "LOC") or before.is_sent_end:
        return False
    return (
        before.dep_ in ("compound", "amod")
        and before.head in (title, title.head)
        and before.pos_ in ("NOUN", "PROPN", "ADJ")
        and before.is_alpha
    )


def _holders(token: Token, mentions: Mentions) -> list[EntityMention]:
    """Return the persons who hold the office that a title names."""
    found: list[Token] = []
    if token.dep_ in ("compound", "nmod") or (token.i + 1 < len(token.doc) and _names(token.nbor(1), mentions)):
        named = token.head if token.dep_ in ("compound", "nmod") else token.nbor(1)
        found = conjuncts(named) if token.tag_ in ("NNS", "NNPS") else [named]
    elif token.dep_ == "appos":
        found = conjuncts(token.head) if token.tag_ in ("NNS", "NNPS") else [token.head]
    elif token.dep_ in ("attr", "oprd") or (token.dep_ == "pobj" and token.head.lower_ == "as"):
        found = controller(token) if token.dep_ != "pobj" else _placed(token.head.head)
    found = found or [t for c in token.children if c.dep_ == "appos" for t in conjuncts(c)]
    mentioned = [mentions.headed_by(t) or mentions.around(t) for t in found]
    return [m for m in mentioned if m is not None and m.type == "Person" and m.head.start != token.idx]


def _placed(verb: Token) -> list[Token]:
    """Return who is something after a verb and "as" ("served as head", "dismissed him as head")."""
    given = objects(verb) if verb.pos_ == "VERB" and verb.lemma_ not in SUCCEEDING else []
    return given or controller(verb)


def _is_name(token: Token, mentions: Mentions) -> bool:
    """Tell whether a token lies in a name."""
    mention = mentions.around(token)
    return mention is not None and mention.kind is MentionKind.NAME


def _names(token: Token, mentions: Mentions) -> bool:
    """Tell whether a token begins the name of a person."""
    mention = mentions.around(token)
    return mention is not None and mention.type == "Person" and mention.kind is MentionKind.NAME


def _seats(
    token: Token, title: list[Token], mentions: Mentions, holders: list[EntityMention], *, loose: bool = True
) -> list[EntityMention]:
    """Return what the office is held in: the mention before the title, its possessor, or after "of", "for", "at"."""
    found = [t for c in token.children if c.dep_ == "poss" for t in conjuncts(antecedent(c))]
    if title[0].i:
        before = title[0].nbor(-1)
        before = before.nbor(-1) if before.lower_ in ("'s", "’s", "'", "’") and before.i else before
        found.append(before)
    places = {"of", "for", "at", "with", "in"} if loose else {"of", "for"}
    places |= {"from"} if token.lemma_.casefold() in REPRESENTING else set()
    found += [t for word, t in prepositions(token) if word in places and t not in title]
    if token.dep_ in ("compound", "nmod"):
        found += [t for word, t in prepositions(token.head) if word == "of"]
        found += [c for c in token.head.children if c.dep_ in ("poss", "compound") and c.i < title[0].i]
    seats: list[EntityMention] = []
    for inner in found:
        mention = mentions.headed_by(inner) or mentions.around(inner)
        if mention and _seats_one(mention, inner, token) and mention not in seats and mention not in holders:
            seats.append(mention)
    return seats[:1] if seats and seats[0].span.end <= title[0].idx else seats


def _seats_one(mention: EntityMention, inner: Token, title: Token) -> bool:
    """Tell what an office can be held in; some are held with a person ("her lawyer"), and "its" is always a body."""
    if inner.dep_ == "poss" and (inner.lower_ in THEIRS or title.lemma_.casefold() in SERVING):
        return True
    if inner.ent_type_ == "NORP" and title.lemma_.casefold() in PRIVATE:
        return False
    return mention.type in SEATS


def _between(token: Token, parse: Parse, mentions: Mentions) -> Iterator[Found]:
    """Find memberships, origins and locations at the preposition or the possessive between two mentions."""
    if token.dep_ == "case":
        owner, owned = mentions.headed_by(token.head), mentions.headed_by(token.head.head)
        if (
            owner
            and owned
            and owner.type in ORGANIZATIONS
            and owned.type == "Person"
            and owned.kind is MentionKind.NAME
        ):
            yield _state("state.member", "Membership", [token], parse, actors=[owned], targets=[owner])
        return
    if token.dep_ != "prep" or (token.lower_ == "from" and token.head.lemma_.casefold() in REPRESENTING):
        return
    if token.head.lemma_ == "be":
        yield from _being(token, parse, mentions)
        return
    left = mentions.headed_by(token.head)
    heads = [t for p in token.children if p.dep_ == "pobj" for t in conjuncts(p)]
    right = [m for t in heads if (m := mentions.headed_by(t) or mentions.around(t))]
    if left is None or not right or right[0] == left:
        return
    yield from _relation(token, left, right, parse)


def _being(token: Token, parse: Parse, mentions: Mentions) -> Iterator[Found]:
    """Find where somebody or something is said to be ("the ship is off Malta")."""
    verb = token.head
    if any(c.dep_ in ("attr", "acomp") for c in verb.children) or token.lower_ not in NEARNESS | {"from", "aboard"}:
        return
    ranked = any(c.dep_ == "advmod" and c.lower_ in RANKED for c in verb.children)  # "are even in Lima"
    if ranked or (token.i < verb.i and any(c.dep_ == "prep" for c in verb.rights)):  # "in Lima, she is in the lead"
        return
    left = [m for t in controller(verb) if (m := mentions.headed_by(t))]
    after = [t for p in token.children if p.dep_ in ("pobj", "prep") for t in p.subtree]  # "in the country at the time"
    right = [
        m
        for _, t in prepositions(verb)
        if t in after and (m := mentions.headed_by(t) or mentions.around(t)) and m.type in PLACES and not _is_figure(t)
    ]
    if left and right and left[0] not in right:
        kind = "Location" if left[0].type in PLACES else "Presence"
        yield _state("state.being", kind, [token], parse, actors=left, places=right)


def _is_figure(token: Token) -> bool:
    """Tell a place that is only a manner of speaking ("at the forefront of the search") from the centre of Lima."""
    if token.lemma_.casefold() not in FIGURATIVE or not any(c.lower_ == "of" for c in token.children):
        return False
    return not any(word == "of" and t.ent_type_ in ("GPE", "LOC", "FAC") for word, t in prepositions(token))


def _relation(token: Token, left: EntityMention, right: list[EntityMention], parse: Parse) -> Iterator[Found]:
    """Make the state that a preposition between two mentions tells, if it tells one."""
    word = token.lower_
    named = left.kind is MentionKind.NAME and left.type == "Person"
    bodies, lands = [m for m in right if m.type in ORGANIZATIONS], [m for m in right if m.type in PLACES]
    if named and word in ("of", "from", "for") and right[0].type in ORGANIZATIONS:
        yield _state("state.member", "Membership", [token], parse, actors=[left], targets=bodies)
    elif word == "from" and left.type in PEOPLE and right[0].type in PLACES - {"Border", "Country", "Facility"}:
        yield _state("state.from", "Presence", [token], parse, actors=[left], places=lands)
    elif word in NEARNESS and left.type in PLACES - {"Country"} and right[0].type in PLACES:
        yield _state("state.location", "Location", [token], parse, actors=[left], places=lands)
    elif word in ("at", "aboard") and left.type in PEOPLE and right[0].type in PLACES and not _works(token.head):
        yield _state("state.location", "Presence", [token], parse, actors=[left], places=lands)


def _works(token: Token) -> bool:
    """Tell who works at a place from who is there ("an economist at the Lima centre", "a partner at the firm")."""
    lemma = token.lemma_.casefold()
    return lemma == "partner" or any(s.frame.name == "title" for s in load_lexicon().of("noun", lemma))


def _state(
    rule: str, kind: str, trigger: list[Token], parse: Parse, position: str | None = None, **roles: list[EntityMention]
) -> Found:
    """Make the record of a state; ``roles`` are fields of the record."""
    state = EventMention(
        trigger=tokens_span(trigger),
        lemma="_".join(t.lemma_.casefold() for t in trigger),
        type=kind,
        sentence=parse.sentence(trigger[-1]),
        rule=rule,
        confidence=PRIORS[rule],
        actors=_spans(roles.get("actors", [])),
        targets=_spans(roles.get("targets", [])),
        participants=_spans(roles.get("participants", [])),
        places=_spans(roles.get("places", [])),
        position=position,
    )
    return trigger, state


def _spans(mentions: list[EntityMention]) -> tuple[Span, ...]:
    """Return the spans of mentions, each once."""
    return tuple(dict.fromkeys(m.span for m in mentions))
