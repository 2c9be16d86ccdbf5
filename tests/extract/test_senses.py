"""Nouns and adjectives in one sense and in another: what they tell hangs on what stands beside them."""

import pytest

from tests.extract.test_events import told


def types(text, trigger):
    """Return the types of what a text tells with a trigger."""
    return {row["type"] for row in told(text) if row["trigger"] == trigger}


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("The bakers lied about their income tax returns.", "returns"),
        ("Divers drained the tank in order to save the seals.", "order"),
        ("In addition to flour, the mill sells oats.", "addition"),
    ],
)
def test_words_that_tell_nothing_in_a_set_phrase(text, word):
    assert not types(text, word)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("The pianist sat in the front row of the hall.", "row"),
        ("A vast majority of the tenants are students.", "majority"),
        ("The nurse kept the medical records of the sailors.", "records"),
        ("The sheriff's campaign manager lives in Lima.", "campaign"),
        ("The bus stop in Quito was empty.", "stop"),
        ("It is worth noting that the lake froze.", "worth"),
        ("By the end of the year the bakery will move.", "end"),
        ("Every fall the geese leave.", "fall"),
        ("The pro-union miners stayed.", "pro"),
        ("He spoke in the name of the orphans.", "name"),
        ("The nurse was able to leave.", "able"),
        ("The strike is likely to last.", "likely"),
        ("The campaign said that it would pay.", "campaign"),
        ("It was her seventh.", "seventh"),
        ("She fished in a lake with her friends.", "friends"),
        ("The sailor worked in fits and starts.", "starts"),
    ],
)
def test_words_that_tell_nothing_beside_what_they_stand_with(text, word):
    assert not types(text, word)


@pytest.mark.parametrize(
    ("text", "trigger", "wrong"),
    [
        ("The striker scored a goal.", "goal", "Attitude"),
        ("The goal of the union is a shorter week.", "goal", "Win"),
        ("The dispute over the well led to a row with Chad.", "row", "Nothing"),
        ("The battery is critical for the ship.", "critical", "Accuse"),
        ("The pilot is unstable.", "unstable", "Conflict"),
        ("The sailors were released after a tax hike.", "hike", "Move"),
        ("The spread of the virus alarmed Quito.", "spread", "Move"),
        ("The flood is a threat to the dam.", "threat", "Threaten"),
        ("The gang's threats frightened the baker.", "threats", "Condition"),
        ("The widow has a heart attack.", "heart attack", "Attack"),
        ("The trial was delayed by a bout of flu.", "bout", "Conflict"),
        ("The board ruled in favour of the widow.", "in favour", "Attitude"),
    ],
)
def test_a_noun_has_not_the_sense_that_its_company_rules_out(text, trigger, wrong):
    assert wrong not in types(text, trigger)


@pytest.mark.parametrize(
    ("text", "trigger", "expected"),
    [
        ("The surgeon was critical of the clinic.", "critical", "Accuse"),
        ("The region is unstable.", "unstable", "Conflict"),
        ("A tax hike angered the bakers.", "hike", "Escalate"),
        ("The passage of the bill pleased the miners.", "passage", "Decide"),
        ("The rocket fire near Basra killed two farmers.", "fire", "Attack"),
        ("The release of the hostages pleased Quito.", "release", "Release"),
        ("The court upheld the legal challenge to the dam.", "challenge", "Reject"),
        ("The campaign against the smugglers began in May.", "campaign", "Coerce"),
        ("The union won in a landslide.", "in a landslide", "Win"),
        ("The singer was unable to pay.", "unable", "Condition"),
        ("Chad has close ties with Peru.", "ties", "Alliance"),
        ("The firm has close ties to Chad.", "ties", "Condition"),
    ],
)
def test_a_noun_has_the_sense_that_its_company_asks_for(text, trigger, expected):
    assert types(text, trigger) == {expected}


def offices(text):
    """Return who holds which office where."""
    return {(row["position"], *row["actor"], *row.get("target", [])) for row in told(text) if row["type"] == "Office"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The chief of staff, Ana Silva, resigned.", {("chief of staff", "Ana Silva")}),
        ("Justice for the miners was denied.", set()),
        ("The idea is in their heads.", set()),
        ("The station and its defenders protested.", set()),
        ("The heads of state of Chad and Peru met.", None),
        ("The widow met Jim Justice, a wealthy farmer.", set()),
        ("The Labour senator left the hall.", set()),
        ("The senator from Ohio left the hall.", {("senator", "The senator", "Ohio")}),
        ("Rosa Diaz is a leader.", set()),
        ("Rosa Diaz is the leader of Peru.", {("leader", "Rosa Diaz", "Peru")}),
        ("The lieutenant governor of Texas, Ann Bell, spoke.", {("lieutenant governor", "Ann Bell", "Texas")}),
    ],
)
def test_who_holds_an_office(text, expected):
    assert offices(text) == expected if expected is not None else offices(text)


@pytest.mark.parametrize(
    "text",
    [
        "Ann Bell, an economist at the Lima Centre, left.",
        "The nurses are at the forefront of the search.",
        "Omar Haddad is a supporter of NATO.",
        "Ann Bell was a partner at Lopez and Hill.",
    ],
)
def test_who_works_for_or_cares_for_something_is_neither_there_nor_a_member(text):
    assert not {row["type"] for row in told(text)} & {"Presence", "Alliance", "Membership"}
