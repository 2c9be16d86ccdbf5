"""In whose name a person is told of: "Zentrix spokesman Rui Silva", "Rui Silva of Zentrix"."""

from __future__ import annotations

from kg.extract.references_things import Discourse, Thing, family
from kg.extract.tokens import Token
from kg.gazetteer.words import word_set
from kg.model import EntityMention, MentionKind

#: How many words a title may have that stands between a person and a body.
_TITLE_WORDS = 4
#: The longest stretch that so many words can be, in code points, with room to spare.
_BESIDE = 250


def body_told(discourse: Discourse, person: Thing) -> EntityMention | None:
    """Return the body in whose name a person is told of: "Zentrix spokesman Rui Silva", "Rui Silva of Zentrix"."""
    for mention in person.mentions:
        if mention.kind is MentionKind.PRONOUN:
            continue
        # A title of few words is never longer, and reading all that lies between is slow.
        for other in discourse.between(mention.span.start - _BESIDE, mention.span.end + _BESIDE):
            if other.kind is not MentionKind.NAME or other.rule == "name-inside":
                continue
            kind = discourse.thing[other.span].type
            here = discourse.place[other.span].sentence == discourse.place[mention.span].sentence
            able = here and "Organization" in family(kind) and kind != "MediaOutlet"
            if able and _speaks_for(discourse, mention, other):
                return other
    return _body_led(discourse, person)


def _body_led(discourse: Discourse, person: Thing) -> EntityMention | None:
    """Return the body whose head or spokesman a person is said to be: "its chairman", "the bank's governor"."""
    for mention in person.mentions:
        if mention.kind is not MentionKind.NOMINAL or discourse.lemma(mention) not in word_set("speakers for"):
            continue
        whose = owner(discourse.place[mention.span].token)
        body = discourse.mentions.headed_by(whose) if whose is not None else None
        thing = discourse.thing[body.span] if body is not None else None
        if thing is not None and thing.named and "Organization" in thing.family and thing.type != "MediaOutlet":
            return body
    return None


def _speaks_for(discourse: Discourse, person: EntityMention, body: EntityMention) -> bool:
    """Tell whether a body stands beside a person's title, or after the name with "of" or "for"."""
    titles, text = word_set("speakers for"), discourse.parse.document.text
    if person.span.contains(body.span):
        return discourse.lemma(person) in titles and body.span.end < person.span.end
    if body.span.end < person.span.start:
        between = text[body.span.end : person.span.start].lower().replace("'s", " ").split()
        return 0 < len(between) <= _TITLE_WORDS and between[-1] in titles and "," not in " ".join(between)
    between = text[person.span.end : body.span.start].lower().replace(",", " ").split()
    if not between or between.pop() not in {"of", "for"} or len(between) > _TITLE_WORDS:
        return False
    return not between or between[-1] in titles


def owner(token: Token) -> Token | None:
    """Return whose somebody is: the possessor, or the noun after "of"."""
    own = next((c for c in token.lefts if c.dep_ == "poss"), None)
    of = (g for c in token.rights if c.dep_ == "prep" and c.lower_ == "of" for g in c.children if g.dep_ == "pobj")
    return own or next(of, None)
