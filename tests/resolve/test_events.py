"""Tellings that are, or are not, one event: pairs after the manner of ECB+, on places and people of our own."""

import random

import pytest

from kg.model import Decision, Judgement, Modality, Polarity
from kg.resolve.events import resolve_events
from tests.resolve.builders import entity, number, source, telling, times

ENTITIES = [
    entity("ana", "Person"),
    entity("bo", "Person"),
    entity("cem", "Person"),
    entity("norland", "Country", "country:NRL"),
    entity("gov_norland", "GovernmentBody", "government:NRL"),
    entity("sudria", "Country", "country:SDR"),
    entity("port_lys", "City"),
    entity("vell", "City"),
    entity("acme", "Company"),
    entity("globex", "Company"),
    entity("union", "InternationalOrganization", "wikidata:Q1"),
    entity("miners_a", "Group", is_named=False),
    entity("miners_b", "Group", is_named=False),
    entity("a_man", "Person", is_named=False),
    entity("a_woman", "Person", is_named=False),
]
LABELS = {"miners_a": "20 miners", "miners_b": "the miners", "a_man": "a man", "a_woman": "a woman"}
SCENE = [
    e if e.id not in LABELS else type(e)(**{**_, "label": LABELS[e.id]})
    for e in ENTITIES
    for _ in [{f: getattr(e, f) for f in e.__slots__}]
]
SOURCES = [source("a", "2031-05-04"), source("b", "2031-05-05"), source("late", "2031-09-01"), source("undated", None)]
DAY, NEXT, LATER = times("2031-05-03"), times("2031-05-04"), times("2031-08-30")


def t(document, kind, lemma="", **known):
    return lambda: telling(document, kind, lemma, **known)


#: Pairs of tellings that are one event.
SAME = {
    "same actor, target and day": (
        t("a", "Arrest", actor="gov_norland", target="ana", time=DAY),
        t("b", "Arrest", actor="gov_norland", target="ana", time=DAY),
    ),
    "a state and its government": (
        t("a", "Deport", actor="norland", target="ana", time=DAY),
        t("b", "Deport", actor="gov_norland", target="ana", time=DAY),
    ),
    "the articles appear on following days": (
        t("a", "Sanction", "sanction", actor="norland", target="acme"),
        t("b", "Sanction", "sanction", actor="norland", target="acme"),
    ),
    "one of them dated": (
        t("a", "Sanction", "sanction", actor="norland", target="acme", time=DAY),
        t("b", "Sanction", "sanction", actor="norland", target="acme"),
    ),
    "a meeting, told from either side": (
        t("a", "Meet", actor="ana bo", time=DAY),
        t("b", "Meet", actor="bo", participant="ana", time=DAY),
    ),
    "an unnamed group of one kind beside a named actor": (
        t("a", "Rescue", actor="norland", target="miners_a", time=DAY),
        t("b", "Rescue", actor="norland", target="miners_b", time=DAY),
    ),
    "numbers that agree": (
        t("a", "Rescue", actor="norland", target="miners_a", time=DAY, quantity=number(20)),
        t("b", "Rescue", actor="norland", target="miners_b", time=DAY, quantity=number(15, None)),
    ),
    "one says that it did not happen": (
        t("a", "Arrest", actor="norland", target="ana", time=DAY),
        t("b", "Arrest", actor="norland", target="ana", time=DAY, polarity=Polarity.NEGATED),
    ),
    "one only says that it may have": (
        t("a", "Arrest", actor="norland", target="ana", time=DAY),
        t("b", "Arrest", actor="norland", target="ana", time=DAY, modality=Modality.POSSIBLE),
    ),
    "one party, word, day and place": (
        t("a", "Attack", "bomb", target="vell", place="port_lys", time=DAY),
        t("b", "Attack", "bomb", actor="sudria", target="vell", place="port_lys", time=DAY),
    ),
    "an office, whenever told": (
        t("a", "Office", "president", actor="ana", target="norland", position="President"),
        t("late", "Office", "president", actor="ana", target="norland", position="president"),
    ),
    "a membership": (
        t("a", "Membership", "member", actor="norland", target="union"),
        t("late", "Membership", "belong", actor="norland", target="union"),
    ),
    "an alliance from either side": (
        t("a", "Alliance", "ally", actor="norland", participant="sudria"),
        t("b", "Alliance", "ally", actor="sudria norland"),
    ),
    "a purchase": (
        t("a", "Transact", "buy", actor="acme", target="globex"),
        t("b", "Transact", "buy", actor="acme", target="globex"),
    ),
    "an election": (
        t("a", "Elect", "elect", actor="norland", target="ana", time=DAY),
        t("b", "Elect", "choose", actor="norland", target="ana", time=DAY),
    ),
}

#: Pairs that are two events, or not known to be one.
DIFFERENT = {
    "another target": (
        t("a", "Arrest", actor="norland", target="ana", time=DAY),
        t("b", "Arrest", actor="norland", target="bo", time=DAY),
    ),
    "another actor": (
        t("a", "Accuse", "accuse", actor="norland", target="acme", time=DAY),
        t("b", "Accuse", "accuse", actor="sudria", target="acme", time=DAY),
    ),
    "the other way round": (
        t("a", "Accuse", "accuse", actor="norland", target="sudria", time=DAY),
        t("b", "Accuse", "accuse", actor="sudria", target="norland", time=DAY),
    ),
    "another day": (
        t("a", "Arrest", actor="norland", target="ana", time=DAY),
        t("b", "Arrest", actor="norland", target="ana", time=NEXT),
    ),
    "months later": (
        t("a", "Meet", actor="ana bo", time=DAY),
        t("late", "Meet", actor="ana bo", time=LATER),
    ),
    "articles of another month, undated": (
        t("a", "Meet", actor="ana bo"),
        t("late", "Meet", actor="ana bo"),
    ),
    "an article without a day": (
        t("a", "Meet", actor="ana bo"),
        t("undated", "Meet", actor="ana bo"),
    ),
    "another place": (
        t("a", "Attack", actor="sudria", target="norland", place="vell", time=DAY),
        t("b", "Attack", actor="sudria", target="norland", place="port_lys", time=DAY),
    ),
    "another kind": (
        t("a", "Arrest", actor="norland", target="ana", time=DAY),
        t("b", "Deport", actor="norland", target="ana", time=DAY),
    ),
    "another branch": (
        t("a", "Aid", actor="norland", target="ana", time=DAY),
        t("b", "Arrest", actor="norland", target="ana", time=DAY),
    ),
    "numbers that cannot both be": (
        t("a", "Kill", actor="sudria", target="miners_a", time=DAY, quantity=number(20)),
        t("b", "Kill", actor="sudria", target="miners_b", time=DAY, quantity=number(500)),
    ),
    "unnamed people": (
        t("a", "Arrest", target="a_man", place="vell", time=DAY),
        t("b", "Arrest", target="a_man", place="vell", time=DAY),
    ),
    "a man and a woman": (
        t("a", "Arrest", actor="norland", target="a_man", time=DAY),
        t("b", "Arrest", actor="norland", target="a_woman", time=DAY),
    ),
    "a named one and an unnamed": (
        t("a", "Arrest", actor="norland", target="ana", time=DAY),
        t("b", "Arrest", actor="norland", target="a_woman", time=DAY),
    ),
    "a plan and a deed": (
        t("a", "Deport", actor="norland", target="ana", time=DAY, modality=Modality.PLANNED),
        t("b", "Deport", actor="norland", target="ana", time=DAY),
    ),
    "two accusations in other words": (
        t("a", "Accuse", "accuse", actor="norland", target="acme", time=DAY),
        t("b", "Accuse", "criticise", actor="norland", target="acme", time=DAY),
    ),
    "one party only": (
        t("a", "Protest", "march", actor="miners_a", place="vell", time=DAY),
        t("b", "Protest", "march", actor="miners_b", place="vell", time=DAY),
    ),
    "one party and a day": (
        t("a", "Decide", "decide", actor="norland", time=DAY),
        t("b", "Decide", "approve", actor="norland", time=DAY),
    ),
    "a meeting of two and one of other two": (
        t("a", "Meet", actor="ana bo", time=DAY),
        t("b", "Meet", actor="ana cem", time=DAY),
    ),
    "two offices of one holder": (
        t("a", "Office", "president", actor="ana", target="norland", position="president"),
        t("b", "Office", "chair", actor="ana", target="norland", position="chair"),
    ),
    "one office, two holders": (
        t("a", "Office", "president", actor="ana", target="norland", position="president"),
        t("b", "Office", "president", actor="bo", target="norland", position="president"),
    ),
    "memberships of two": (
        t("a", "Membership", "member", actor="norland", target="union"),
        t("b", "Membership", "member", actor="sudria", target="union"),
    ),
    "two conditions of one party": (
        t("a", "Condition", "ready", actor="norland", time=DAY),
        t("b", "Condition", "ready", actor="norland", time=DAY),
    ),
    "journeys to two places": (
        t("a", "Move", "fly", actor="ana", destination="vell", time=DAY),
        t("b", "Move", "fly", actor="ana", destination="port_lys", time=DAY),
    ),
    "two purchases": (
        t("a", "Transact", "buy", actor="acme", target="globex", time=DAY),
        t("b", "Transact", "buy", actor="globex", target="acme", time=DAY),
    ),
}


def resolve(*tellings, judgements=()):
    return resolve_events(tellings, SCENE, SOURCES, judgements)


@pytest.mark.parametrize("pair", SAME.values(), ids=SAME.keys())
def test_tellings_of_one_event_merge(pair):
    assert len(resolve(*(make() for make in pair)).eventualities) == 1


@pytest.mark.parametrize("pair", DIFFERENT.values(), ids=DIFFERENT.keys())
def test_tellings_of_two_events_do_not(pair):
    assert len(resolve(*(make() for make in pair)).eventualities) == 2


def test_there_are_enough_cases():
    assert len(SAME) + len(DIFFERENT) >= 40


def test_no_event_of_different_participants_ever_merges():
    """Whatever is thrown together: the named actors and the named targets of a group never differ."""
    rng = random.Random(4)  # noqa: S311 - an order, no secret
    parties, kinds = ["ana", "bo", "cem", "norland", "sudria", "acme"], ["Arrest", "Attack", "Accuse", "Sanction"]
    tellings = [
        telling(
            rng.choice("ab"),
            rng.choice(kinds),
            actor=rng.choice([*parties, ""]),
            target=rng.choice([*parties, ""]),
            place=rng.choice(["vell", "port_lys", ""]),
            time=rng.choice([DAY, NEXT, None]),
            quantity=rng.choice([number(3), number(4), None]),
        )
        for _ in range(300)
    ]
    by_iri = {told.mention: told for told in tellings}
    merged = [e for e in resolve(*tellings).eventualities if len(e.tellings) > 1]
    assert merged
    for event in merged:
        for role in ("actor", "target", "place"):
            fillers = {entity for iri in event.tellings for name, entity in by_iri[iri].roles if name == role}
            assert len(fillers) <= 1


@pytest.mark.parametrize("seed", range(6))
def test_the_order_of_tellings_does_not_matter(seed):
    rng = random.Random(seed)  # noqa: S311 - an order, no secret
    tellings = [make() for pair in [*SAME.values(), *DIFFERENT.values()] for make in pair]
    wanted = resolve(*tellings)
    rng.shuffle(tellings)
    assert resolve(*tellings) == wanted


def test_an_article_that_takes_an_event_up_again_tells_it_once():
    first = telling("a", "Attack", "attack", actor="sudria", target="vell")
    again = telling("a", "Assault", "assault", same_as=first.event.id)
    assert len(resolve(first, again).eventualities) == 1


def test_a_person_outranks_the_rules_both_ways():
    one = telling("a", "Arrest", actor="norland", target="ana", time=DAY)
    same = telling("b", "Arrest", actor="norland", target="ana", time=DAY)
    other = telling("b", "Coerce", target="a_woman")
    apart = Decision(one.mention, same.mention, Judgement.DIFFERENT, 1.0, "", "person:ada")
    joined = Decision(other.mention, one.mention, Judgement.SAME, 1.0, "", "person:ada")
    assert len(resolve(one, same, judgements=[apart]).eventualities) == 2
    assert len(resolve(one, other, judgements=[joined]).eventualities) == 1


def test_a_decision_says_why():
    one, other = SAME["same actor, target and day"][0](), SAME["same actor, target and day"][1]()
    (decision,) = resolve(one, other).decisions
    assert (decision.judgement, decision.author) == (Judgement.SAME, "event-same")
    assert "day" in decision.reason


def test_what_is_concluded_of_an_event():
    one = telling("a", "Deport", "deport", actor="norland", target="miners_a", time=times("2031-05-01", "2031-05-04"))
    two = telling("b", "Deport", "deport", actor="gov_norland", target="miners_b", time=DAY, quantity=number(20))
    (event,) = resolve(one, two).eventualities
    assert event.time == DAY
    assert event.quantity == "20"
    assert event.document_count == 2
    assert len([1 for role, _ in event.roles if role == "actor"]) == 1
    assert "deport" in event.label


def test_reasons_are_eventualities():
    cause = telling("a", "Attack", actor="sudria", target="vell")
    effect = telling("a", "Sanction", actor="norland", target="sudria", reasons=(cause.event.id,))
    found = {e.type: e for e in resolve(cause, effect).eventualities}
    assert found["Sanction"].reasons == (found["Attack"].id,)
