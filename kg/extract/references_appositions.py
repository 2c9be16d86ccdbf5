"""What stands beside a name and says who or what that is: appositions, titles, predicates, nouns that name a class."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.references_general import fits
from kg.extract.references_things import Discourse, family
from kg.extract.tokens import Token
from kg.gazetteer.words import word_set
from kg.model import EntityMention, MentionKind, Rule

#: A description of several stands for at least so many that follow it.
_SEVERAL = 2
#: Participles before another name of the same, and what may stand between a name and its apposition, besides the comma.
_CALLED = frozenset({"known", "called", "nicknamed", "dubbed", "named", "abbreviated"})
_BETWEEN = frozenset({"then", "now", "later", "formerly", "currently", "also", "once"})


def link_appositions(discourse: Discourse) -> None:
    """Link what stands in apposition, in a predicate, or directly before a name."""
    for mention in discourse.mentions.all:
        token = discourse.place[mention.span].token
        if mention.kind is MentionKind.PRONOUN or _listed(discourse, mention, token):
            continue
        if token.dep_ == "appos":
            if any(c.dep_ == "acl" and c.tag_ in {"VBD", "VBZ"} and c.i == token.i + 1 for c in token.rights):
                continue  # "..., a local paper reported": a clause of its own, misread
            if not _apposed(discourse, mention, _anchors(token), "apposition"):
                _after_comma(discourse, mention, token)
        elif mention.kind is MentionKind.NAME:
            _alias(discourse, mention, token)
        elif mention.kind is MentionKind.NOMINAL:
            _nominal(discourse, mention, token)
    for mention in discourse.mentions.all:
        if mention.kind is MentionKind.NOMINAL:
            _joined(discourse, mention)


def _nominal(discourse: Discourse, mention: EntityMention, token: Token) -> None:
    """Link a nominal to the name that it is said of, or that stands beside it."""
    if token.dep_ == "attr" and token.head.lemma_ == "be":
        _predicate(discourse, mention, token)
    elif token.dep_ in {"compound", "nmod"}:
        _apposed(discourse, mention, [token.head], "title")
    elif not _before_name(discourse, mention, token) and not _after_comma(discourse, mention, token):
        _named_by(discourse, mention, token)


def _anchors(token: Token) -> list[Token]:
    """Return what a name in apposition may belong to: its head, and the nouns that the head only completes.

    "The mayor of Lyon, Marie Roux": the parser hangs the name on the town.
    """
    found = [token.head]
    while found[-1].dep_ in {"pobj", "poss", "compound"} and len(found) < _SEVERAL * 2:
        above = found[-1].head
        found.append(above.head if above.dep_ == "prep" else above)
    return found


def _apposed(discourse: Discourse, mention: EntityMention, anchors: list[Token], rule: str) -> bool:
    """Link a mention to the first of the words beside it that it may be one with."""
    for anchor in anchors:
        other = discourse.mentions.headed_by(anchor)
        if other is None or other.kind is MentionKind.PRONOUN or other.span.overlaps(mention.span):
            continue
        if mention.kind is MentionKind.NAME and other.kind is MentionKind.NAME:
            continue
        described = other.kind is MentionKind.NOMINAL and discourse.lemma(other) in word_set("either nouns")
        described = described or anchor.lower_ == "one"  # "one of them, Zentrix"
        body = described and mention.kind is MentionKind.NAME and not other.plural
        if body or fits(discourse, mention, discourse.thing[other.span]):
            return discourse.join(mention, other, rule)
    return False


def _alias(discourse: Discourse, mention: EntityMention, token: Token) -> None:
    """Link "the Tea Board, known as TB", "Ana Silva, nicknamed Nana": the second name is the first one's."""
    above = token.head.head if token.dep_ == "pobj" and token.head.lower_ == "as" else token.head
    if token.dep_ not in {"pobj", "oprd"} or above.lower_ not in _CALLED or above.dep_ != "acl":
        return
    other = discourse.mentions.headed_by(above.head)
    one = other is not None and other.kind is not MentionKind.PRONOUN and not other.plural
    if other is not None and one and family(other.type) & family(mention.type):
        discourse.join(mention, other, "alias")


def _before_name(discourse: Discourse, mention: EntityMention, token: Token) -> bool:
    """Link a noun to the name that follows it at once: "told news agency Azertac"."""
    after = token.nbor(1) if token.i + 1 < len(token.doc) else token
    other = discourse.mentions.around(after) if after.text[:1].isupper() else None
    if other is None or other.kind is not MentionKind.NAME or other.span.start != after.idx or other.type == "Country":
        return False
    if token.tag_ in {"NNS", "NNPS"} or not family(mention.type) & family(other.type):
        return False
    beside = discourse.place[other.span].token.head in {token.head, token}
    return beside and discourse.join(mention, other, "title")


def _after_comma(discourse: Discourse, mention: EntityMention, token: Token) -> bool:
    """Link "Ana Silva, then the mayor": what follows a name after a comma and hangs on the same verb."""
    start = discourse.parse.tokens(mention.span)[0].i
    doc = token.doc
    first = start
    while start > 1 and doc[start - 1].lower_ in _BETWEEN:
        start -= 1
    if start < 2 or doc[start - 1].text != ",":
        return False
    other = discourse.mentions.headed_by(doc[start - 2])
    beside = token.dep_ in {"dobj", "pobj", "attr", "nsubj"} and doc[start - 2].head == token.head
    beside = beside or token.dep_ == "appos"  # hung on a word before the name
    if other is None or other.kind is not MentionKind.NAME or not (beside or start < first):
        return False
    return _apposed(discourse, mention, [doc[start - 2]], "apposition")


def _joined(discourse: Discourse, mention: EntityMention) -> None:
    """Link the second of two joined descriptions: "Ana Silva, a lawyer and former minister"."""
    token = discourse.place[mention.span].token
    if token.dep_ != "conj" or mention.plural or mention.span in discourse.linked:
        return
    first = discourse.mentions.headed_by(token.head)
    if first is None or first.kind is not MentionKind.NOMINAL or first.plural or token.head.dep_ != "appos":
        return
    thing = discourse.thing[first.span]
    if first.span in discourse.linked and thing.named and not thing.plural and fits(discourse, mention, thing):
        discourse.join(mention, first, "apposition")


def _listed(discourse: Discourse, mention: EntityMention, token: Token) -> bool:
    """Link "the winners" of "the winners were A and B" to both, and "two winners, A and B"."""
    if mention.kind is not MentionKind.NOMINAL or not mention.plural or mention.type != "Group":
        return False
    named = [c for c in token.rights if c.dep_ == "appos"]
    if token.dep_ in {"nsubj", "nsubjpass"} and token.head.lemma_ == "be":
        named += [c for c in token.head.rights if c.dep_ == "attr"]
    found = [discourse.mentions.headed_by(t) for c in named[:1] for t in (c, *c.conjuncts)]
    persons = [m for m in found if m is not None and m.kind is MentionKind.NAME and m.type == "Person"]
    if len(persons) < _SEVERAL or len(persons) != len(found):
        return False
    discourse.split(mention, persons, "listed")
    return True


def _inside(mention: EntityMention, token: Token, discourse: Discourse) -> Iterator[Token]:
    """Yield the words of a phrase that may name what it denotes: "the city of Lima", "the Zentrix company"."""
    if token.lemma_.lower() not in word_set("naming nouns"):
        return
    if "Place" in family(mention.type):
        yield from (g for c in token.rights if c.lower_ == "of" for g in c.children if g.dep_ == "pobj")
    yield from (c for c in token.lefts if c.dep_ in {"compound", "nmod"} and discourse.mentions.headed_by(c))
    called = (c for c in token.rights if c.dep_ == "acl" and c.lower_ in {"called", "named", "dubbed", "nicknamed"})
    yield from (g for c in called for g in c.rights if g.dep_ in {"oprd", "attr", "dobj"})


def _named_by(discourse: Discourse, mention: EntityMention, token: Token) -> None:
    """Link a phrase to the name inside it, where that is the name of what the phrase denotes."""
    for inner in _inside(mention, token, discourse):
        other = discourse.mentions.headed_by(inner)
        if other is None or other.kind is not MentionKind.NAME or other.type in {"Person", "Country"}:
            continue
        if other.type == "InternationalOrganization" and token.lemma_.lower() == "agency":
            continue  # "the UN agency" is one of several
        collective = mention.type == "Group" and not mention.plural and "Organization" in family(other.type)
        if collective or family(mention.type) & family(other.type):
            discourse.join(mention, other, "named-by")
            return


def _predicate(discourse: Discourse, mention: EntityMention, token: Token) -> None:
    """Link "X is a Y"."""
    negated = any(c.dep_ in {"neg", "aux"} and c.lower_ not in {"has", "have", "had"} for c in token.head.children)
    subject = next((c for c in token.head.lefts if c.dep_ == "nsubj"), None)
    other = discourse.mentions.headed_by(subject) if subject is not None else None
    if negated or other is None or other.kind is MentionKind.PRONOUN:
        return
    if other.kind is MentionKind.NAME and fits(discourse, mention, discourse.thing[other.span]):
        discourse.join(mention, other, "predicate")


RULES = (
    Rule(
        "alias", "What somebody or something is known as is another name for it.", ("Ana Silva, known as Nana, won.",)
    ),
    Rule(
        "apposition", "What stands beside a name between commas says who that is.", ("Ana Silva, the mayor, resigned.",)
    ),
    Rule("title", "A description directly before a name is that person or thing.", ("His ally Joe Okafor agreed.",)),
    Rule(
        "predicate", "What somebody is said to be describes that person or thing.", ("Zentrix is a company in Peru.",)
    ),
    Rule(
        "named-by",
        "A noun that goes with names as their class is what the name beside it names.",
        ("They met in the city of Lima.",),
    ),
    Rule(
        "listed",
        "A description of several whose names follow it stands for all of them.",
        ("The winners were Ana Silva and Rui Costa.",),
    ),
)
